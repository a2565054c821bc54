"""Quotes with who they are from: the line that names the speaker or the work stays with the
quote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing_ingest.extract.html.page.lines import PlacedLines
from briefing_ingest.extract.html.page.page import Page
from briefing_ingest.model import Line, LineRole, RawLink
from briefing_ingest.text import sentence_ends
from briefing_ingest.traced import Piece, TracedText

_NAME_BEHIND_DASH: Final = re.compile(r"\s*(?:[—–―]|--?(?=\s)|~(?=\s))\s*(?=[^\W\d_])")
"""As in "— Jo Bloggs" or "- Jo Bloggs"; not "-5" or "--option"."""
_SOURCE_CLASS: Final = re.compile(
    r"(?:^|[-_])(?:attribution|cite|citation|author|source|credit|byline)(?:$|[-_])"
)
"""As in "quote-author"; not "authority"."""
_MAX_WORDS: Final = 30
"""Longer lines say more than a name, a post and a work."""
_LOOK_BACK_LINES: Final = 3
"""How far before an attribution its quote may end, menus and the like in between."""


def with_attributions(placed: PlacedLines) -> tuple[Line, ...]:
    """The lines with the role "attribution" where one says who the quote before it is from, and
    links to sources.

    Inside the quote it is a cite or footer element, a class that says so, or a short last line
    behind a dash; behind the quote the caption of its figure, or a short line behind a dash. A
    quote whose element names its source (the attribute ``cite``) is a link to it, unless it holds
    other links. Wrong for a dialogue set as a quote whose last speech is short and begins with a
    dash.
    """
    found = list(placed.lines)
    for index, line in enumerate(placed.lines):
        previous = _previous(found, index)
        if previous >= 0 and found[previous].role == "quote" and _names(placed, index, previous):
            found[index] = _as_attribution(line)
        elif line.role == "quote" and not line.links:
            found[index] = _with_source(placed, index)
    return tuple(found)


def _names(placed: PlacedLines, index: int, previous: int) -> bool:
    """Whether a line names whom the quote is from that ends with the line ``previous``."""
    line, owner = placed.lines[index], placed.owners[index]
    if not 0 < len(line.text.split()) <= _MAX_WORDS:
        return False
    quote = placed.standing(previous).quote
    if placed.standing(index).quote == quote:
        if line.role != "quote":
            return False
        return _is_called_so(placed.page, owner, line.text) or _is_last(placed, index)
    return _in_figure(placed.page, owner, quote) or _follows(placed.page, owner, quote, line)


def _as_attribution(line: Line) -> Line:
    """An attribution; where none is printed, a dash is put before it, since it stands on the
    quote's last line.
    """
    traced = line.traced
    if not _NAME_BEHIND_DASH.match(traced.text):
        traced = TracedText(
            (Piece("— ", traced.raw_start, traced.raw_start, ("attribution",)), *traced.pieces)
        )
    return line._replace(traced=traced, role=LineRole.ATTRIBUTION, level=0)


def _previous(lines: Sequence[Line], index: int) -> int:
    """The line before one, what is left out not counted; -1 for none nearby."""
    for place in range(index - 1, max(-1, index - 1 - _LOOK_BACK_LINES), -1):
        if not lines[place].is_outside:
            return place
    return -1


def _with_source(placed: PlacedLines, index: int) -> Line:
    """A line of a quote, with a link to the source that the quote's element names, if any."""
    line, quote = placed.lines[index], placed.standing(index).quote
    url = placed.page.elements[quote].attributes.get("cite", "").strip() if quote >= 0 else ""
    if not re.match("https?://", url):
        return line
    return line._replace(links=(RawLink(line.traced.raw_start, line.traced.raw_end, url),))


def _is_called_so(page: Page, owner: int, text: str) -> bool:
    """Whether the line's own element says that it names a source, or holds nothing but a cite
    element.
    """
    for element in page.ancestors(owner):
        if element.tag == "blockquote":
            break
        if element.tag in {"footer", "cite", "figcaption"}:
            return True
        if any(map(_SOURCE_CLASS.search, element.classes())):
            return True
    whole = _without_dashes(text)
    return any(
        page.elements[index].tag == "cite" and _without_dashes(page.text_of(index)) == whole
        for index in page.within(owner)
    )


def _without_dashes(text: str) -> str:
    return " ".join(text.split()).strip("—–- ")


def _is_name_behind_dash(text: str) -> bool:
    return bool(_NAME_BEHIND_DASH.match(text)) and not sentence_ends(text)


def _is_last(placed: PlacedLines, index: int) -> bool:
    """Whether the line is the last of its quote and a name behind a dash."""
    if index + 1 < len(placed):
        following, own = placed.standing(index + 1).quote, placed.standing(index).quote
        if following == own:
            return False
    return _is_name_behind_dash(placed.lines[index].text)


def _in_figure(page: Page, owner: int, quote: int) -> bool:
    """Whether the line is the caption of the figure that the quote stands in."""
    around = page.elements[quote].parent if quote >= 0 else -1
    if around < 0 or owner < 0 or page.elements[around].tag != "figure":
        return False
    element = page.elements[owner]
    return element.tag == "figcaption" and element.parent == around


def _follows(page: Page, owner: int, quote: int, line: Line) -> bool:
    """Whether the line stands behind the quote in the same element and is a name behind a dash."""
    if owner < 0 or quote < 0 or line.role not in {"", "paragraph"}:
        return False
    beside = page.elements[owner].parent == page.elements[quote].parent
    return beside and _is_name_behind_dash(line.text)
