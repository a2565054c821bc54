"""Quotes with who they are from: the line that names the speaker or the work stays with the
quote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from briefing_ingest.extract.html.page.tree import Page
from briefing_ingest.model import Line, LineRole, RawLink
from briefing_ingest.text import sentence_ends
from briefing_ingest.traced import Piece, TracedText

_DASH: Final = re.compile(r"\s*(?:[—–―]|--?(?=\s)|~(?=\s))\s*(?=[^\W\d_])")
_CLASSES: Final = re.compile(
    r"(?:^|[-_])(?:attribution|cite|citation|author|source|credit|byline)(?:$|[-_])"
)
_MOST_WORDS: Final = 30


def with_attributions(page: Page, lines: Sequence[Line], owners: Sequence[int]) -> tuple[Line, ...]:
    """``lines`` with the role "attribution" where one says who the quote before it is from, and
    links to sources.

    Inside the quote it is a cite or footer element, a class that says so, or a short last line
    behind a dash; behind the quote the caption of its figure, or a short line behind a dash. A
    quote whose element names its source (the attribute ``cite``) is a link to it, unless it holds
    other links. Wrong for a dialogue set as a quote whose last speech is short and begins with a
    dash.
    """
    found = list(lines)
    for index, line in enumerate(found):
        if line.role == "quote" and (url := _cited(page, owners[index])) and not line.links:
            found[index] = line._replace(
                links=(RawLink(line.traced.raw_start, line.traced.raw_end, url),)
            )
        previous = _previous(found, index)
        if previous < 0 or found[previous].role != "quote" or not _may_name(line.text):
            continue
        quote = _quote(page, owners[previous])
        inside = _quote(page, owners[index]) == quote
        if (
            line.role == "quote"
            and inside
            and (
                _is_called_so(page, owners[index], line.text)
                or _is_last(page, lines, owners, index)
            )
        ) or (
            not inside
            and (
                _in_figure(page, owners[index], quote) or _follows(page, owners[index], quote, line)
            )
        ):
            found[index] = _named(line)
    return tuple(found)


def _named(line: Line) -> Line:
    """An attribution; where none is printed, a dash is put before it, since it stands on the
    quote's last line.
    """
    traced = line.traced
    if not _DASH.match(traced.text):
        traced = TracedText(
            (Piece("— ", traced.raw_start, traced.raw_start, ("attribution",)), *traced.pieces)
        )
    return line._replace(traced=traced, role=LineRole.ATTRIBUTION, level=0)


def _previous(lines: Sequence[Line], index: int) -> int:
    for place in range(index - 1, max(-1, index - 4), -1):
        if not lines[place].is_outside:
            return place
    return -1


def _may_name(text: str) -> bool:
    return 0 < len(text.split()) <= _MOST_WORDS


def _quote(page: Page, owner: int) -> int:
    """The outermost quote that an element stands in; -1 for none."""
    quote = -1
    while owner >= 0:
        quote = owner if page.elements[owner].tag == "blockquote" else quote
        owner = page.elements[owner].parent
    return quote


def _cited(page: Page, owner: int) -> str:
    quote = _quote(page, owner)
    url = page.elements[quote].attributes.get("cite", "").strip() if quote >= 0 else ""
    return url if re.match("https?://", url) else ""


def _is_called_so(page: Page, owner: int, text: str) -> bool:
    """Whether the line's own element says that it names a source, or holds nothing but a cite
    element.
    """
    for element in page.ancestors(owner):
        if element.tag == "blockquote":
            break
        if element.tag in {"footer", "cite", "figcaption"} or any(
            map(_CLASSES.search, element.classes())
        ):
            return True
    element = page.elements[owner]
    said = _bare(text)
    cites = (i for i in range(owner + 1, len(page.elements)) if page.elements[i].tag == "cite")
    inside = takewhile(lambda index: page.elements[index].start < element.end, cites)
    return any(_bare(page.text_of(index)) == said for index in inside)


def _bare(text: str) -> str:
    return " ".join(text.split()).strip("—–- ")


def _is_last(page: Page, lines: Sequence[Line], owners: Sequence[int], index: int) -> bool:
    """Whether the line is the last of its quote and a name behind a dash."""
    more = index + 1 < len(lines) and _quote(page, owners[index + 1]) == _quote(page, owners[index])
    return (
        not more and bool(_DASH.match(lines[index].text)) and not sentence_ends(lines[index].text)
    )


def _in_figure(page: Page, owner: int, quote: int) -> bool:
    around = page.elements[quote].parent if quote >= 0 else -1
    element = page.elements[owner] if owner >= 0 else None
    return (
        around >= 0
        and element is not None
        and page.elements[around].tag == "figure"
        and element.tag == "figcaption"
        and element.parent == around
    )


def _follows(page: Page, owner: int, quote: int, line: Line) -> bool:
    """Whether the line stands behind the quote in the same element and is a name behind a dash."""
    if owner < 0 or quote < 0 or line.role not in {"", "paragraph"}:
        return False
    beside = page.elements[owner].parent == page.elements[quote].parent
    return beside and bool(_DASH.match(line.text)) and not sentence_ends(line.text)
