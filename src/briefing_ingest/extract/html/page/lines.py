"""The lines of a page: the text that a browser shows of each block, every character traced into the
source.

Markup inside a line is cut, character references and runs of white space are substituted; what lies
between lines (the tags of the blocks, scripts) belongs to none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final
from urllib.parse import urljoin

from briefing_ingest.extract.html.page.draft import Draft
from briefing_ingest.extract.html.page.grid import PlacedCell, cell_places
from briefing_ingest.extract.html.page.item_numbers import item_marks
from briefing_ingest.extract.html.page.page import Page, Standing, line_role
from briefing_ingest.extract.html.page.roles import BLOCKS, EMPHASIS, Role
from briefing_ingest.extract.html.page.tree import Token
from briefing_ingest.model import Line, LineRole, Markup, RawEmphasis, RawLink
from briefing_ingest.text import Span
from briefing_ingest.traced import Piece, TracedText, merged_spans

# Words with single spaces between them need no repair. A NUL is nothing (HTML, 13.2.5.1).
_SPACE_OR_WORDS: Final = re.compile(
    r"""
      (?P<space> [ \t\n\r\f]+ )                                # "\n  "
    | [^ \t\n\r\f\0]++ (?: [ ] [^ \t\n\r\f\0]++ )*+           # "Words with single spaces"
    """,
    re.VERBOSE,
)
_SPACES: Final = " \t\n\r\f"
_MAX_LINKED_SHARE: Final = 0.5
_BLANK_LINES: Final = re.compile(r"\n[ \t\r]*\n\s*")


@dataclass(frozen=True)
class PlacedLines:
    """The lines of a page, and of each the element that holds it.

    Owners are indices into ``page.elements``; -1 for none.
    """

    page: Page
    lines: tuple[Line, ...]
    owners: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.lines)

    def standing(self, index: int) -> Standing:
        """How the element of a line stands in the page."""
        return self.page.standing(self.owners[index])

    def with_lines(self, lines: Sequence[Line]) -> PlacedLines:
        """The same places with other ``lines`` in them."""
        return replace(self, lines=tuple(lines))


def placed_lines(page: Page, text: str, base: str = "") -> PlacedLines:
    """The lines of ``page``, whose source is ``text``; links are made absolute with ``base`` if it
    is not "".
    """
    starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    marks = item_marks(page)
    begun: set[int] = set()
    """List items that have had a line."""
    lines, owners = [], []
    for draft in _drafts(page):
        if not draft.has_text():
            continue
        item = page.standing(draft.owner).item
        role = _role(page, draft.owner, begun)
        traced = draft.ended()
        if role.name == "list_item":
            traced = _with_number(traced, marks.get(item, ""))
            begun.add(item)
        line = _line(page, draft, traced, role)
        number = bisect_right(starts, traced.raw_start)
        lines.append(line._replace(number=number, links=tuple(_raw_links(page, draft, base))))
        owners.append(draft.owner)
    return PlacedLines(page, tuple(lines), tuple(owners))


def _line(page: Page, draft: Draft, traced: TracedText, role: Role) -> Line:
    emphases = (
        RawEmphasis(*span, EMPHASIS[page.elements[index].tag])
        for index, span in draft.emphases.items()
    )
    return Line(
        traced,
        page=1,
        number=0,
        role=LineRole(role.name),
        level=role.level,
        markup=Markup(page.path(draft.owner), tuple(emphases)),
        raised=tuple(merged_spans(draft.raised)),
        spans=tuple(draft.spans),
        heads=tuple(draft.heads),
    )


def _role(page: Page, owner: int, begun: set[int]) -> Role:
    standing = page.standing(owner)
    if standing.chrome:
        return Role("chrome")
    if owner >= 0 and standing.table == owner:
        return Role("table")
    return line_role(standing, continued=standing.item in begun)


def _drafts(page: Page) -> Iterator[Draft]:
    tables = [-1 if standing.skipped else standing.table for standing in page.standings]
    cells = cell_places(page, tables)
    draft = Draft(-1)
    for token in page.tokens:
        standing = page.standing(token.element)
        if standing.skipped:
            continue
        ends_line = _ends_line(page, token, standing)
        if ends_line or draft.owner != standing.block:
            yield draft
            draft = Draft(standing.block)
        if ends_line:
            continue
        if standing.table >= 0:
            _take_of_table(draft, token, page, cells)
        elif token.kind == "text":
            *whole, draft = _take_text(draft, token, standing)
            yield from whole
        elif token.kind == "start" and page.elements[token.element].tag == "br":
            *whole, draft = _take_break(draft, token, standing)
            yield from whole
    yield draft


def _ends_line(page: Page, token: Token, standing: Standing) -> bool:
    """Whether a token is the tag of a block; in a data table, of the table itself."""
    if token.kind == "text" or page.elements[token.element].tag not in BLOCKS:
        return False
    return standing.table in {-1, token.element}


def _take_break(draft: Draft, token: Token, standing: Standing) -> list[Draft]:
    """The drafts that a line break leaves: one, or two where an empty line parts paragraphs."""
    if draft.ends_in_break() and standing.role.name != "heading":
        return [draft, Draft(standing.block)]
    if draft.has_text():
        draft.separate("\n", token.start, token.end, "line_break")
    return [draft]


def _take_text(draft: Draft, token: Token, standing: Standing) -> list[Draft]:
    """The drafts that a text fills: one, or more where blank lines part preformatted text."""
    if standing.verbatim and _is_copied(token):
        return _take_verbatim(draft, token, standing)
    _take_words(draft, token, standing)
    return [draft]


def _is_copied(token: Token) -> bool:
    """Whether a text is no longer and no shorter than its source: it has no character reference."""
    return len(token.text) == token.end - token.start


def _take_words(draft: Draft, token: Token, standing: Standing) -> None:
    if not _is_copied(token):
        draft.put(token.text, token.start, token.end, ("character_reference",))
        draft.note_setting(token.start, token.end, standing)
        return
    for match in _SPACE_OR_WORDS.finditer(token.text):
        start, end = token.start + match.start(), token.start + match.end()
        if match["space"]:
            draft.space(start, end, is_single=match["space"] == " ")
        else:
            draft.put(match.group(), start, end)
            draft.note_setting(start, end, standing)


def _take_verbatim(draft: Draft, token: Token, standing: Standing) -> list[Draft]:
    """The drafts that preformatted text fills; blank lines end one, single line ends stay."""
    drafts, at = [draft], 0
    for blank in [*_BLANK_LINES.finditer(token.text), None]:
        stop = blank.start() if blank else len(token.text)
        start = at if drafts[-1].pieces else stop - len(token.text[at:stop].lstrip("\r\n"))
        if start < stop:
            drafts[-1].put(token.text[start:stop], token.start + start, token.start + stop)
            drafts[-1].note_setting(token.start + start, token.start + stop, standing)
        if blank:
            drafts[-1].space(token.start + blank.start(), token.start + blank.end())
            drafts.append(Draft(draft.owner))
            at = blank.end()
    return drafts


def _take_of_table(draft: Draft, token: Token, page: Page, cells: Mapping[int, PlacedCell]) -> None:
    """Cells are joined by tabs, rows by line breaks; what begins a new line in a cell by a space
    that says so.
    """
    if token.kind == "text":
        if token.text.strip(_SPACES):
            _take_words(draft, token, page.standing(token.element))
        else:  # also that of a character reference or of preformatted text
            is_single = token.text == " " and _is_copied(token)
            draft.space(token.start, token.end, is_single=is_single)
        return
    tag = page.elements[token.element].tag
    if token.kind == "start" and token.element in cells:
        draft.begin_cell(cells[token.element], token.start, token.end)
    elif tag == "br" or tag in BLOCKS:
        draft.break_in_cell(token.start, token.end)


def _with_number(traced: TracedText, mark: str) -> TracedText:
    """The text of a list item with the number that a browser prints before it, if it prints one."""
    if not mark:
        return traced
    return TracedText(
        (Piece(f"{mark}. ", traced.raw_start, traced.raw_start, ("list_number",)), *traced.pieces)
    )


def _raw_links(page: Page, draft: Draft, base: str) -> Iterator[RawLink]:
    """One link for each anchor in the line, from its first to its last character."""
    spans: dict[int, Span] = {}
    for index, span in draft.links:
        spans[index] = Span(spans.get(index, span).start, span.end)
    for index, span in spans.items():
        url = page.elements[index].attributes["href"].strip()
        if not url.lower().startswith("javascript:"):
            yield RawLink(span.start, span.end, absolute(url, base))


def is_mostly_link(line: Line) -> bool:
    """Whether more than half of a line, as the source has it, is links."""
    linked = sum(link.raw_end - link.raw_start for link in line.links)
    return linked > _MAX_LINKED_SHARE * (line.traced.raw_end - line.traced.raw_start)


def absolute(url: str, base: str) -> str:
    """``url`` made absolute with ``base``; as written where it names a place in its own page, or
    nothing is known.

    >>> absolute("../about", "https://example.org/blog/post")
    'https://example.org/about'
    """
    if not base or url.startswith("#"):
        return url
    try:
        return urljoin(base, url)
    except ValueError:  # an address such as `http://[`
        return url
