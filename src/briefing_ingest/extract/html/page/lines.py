"""The lines of a page: the text that a browser shows of each block, every character traced into the
source.

Markup inside a line is cut, character references and runs of white space are substituted; what lies
between lines (the tags of the blocks, scripts) belongs to none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final, NamedTuple
from urllib.parse import urljoin

from briefing_ingest.extract.html.page.grid import Placed, cell_places
from briefing_ingest.extract.html.page.item_numbers import item_marks
from briefing_ingest.extract.html.page.roles import (
    BLOCKS,
    SKIPPED,
    Role,
    chrome_elements,
    is_backlink,
    is_raised,
    layout_tables,
    role_of,
)
from briefing_ingest.extract.html.page.tree import Page, Token
from briefing_ingest.model import CellSpan, EmphasisKind, Line, LineRole, RawEmphasis, RawLink
from briefing_ingest.text import Span
from briefing_ingest.traced import Piece, TracedText, merged_spans

# Words with single spaces between them need no repair. A NUL is nothing (HTML, 13.2.5.1).
_SPACE_OR_WORDS = re.compile(r"(?P<space>[ \t\n\r\f]+)|[^ \t\n\r\f\0]++(?: [^ \t\n\r\f\0]++)*+")
_SPACES = " \t\n\r\f"
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")
_PLAIN = frozenset({"span", "br", "font", "u", "small"})
"""Without attributes these change nothing of what is noted of an element."""
_EMPHASIS: Final[dict[str, EmphasisKind]] = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
}


class _Setting(NamedTuple):
    """What holds for text in an element: indices of its block, data table, link (-1 for none),
    emphasis, and flags.
    """

    block: int = -1
    table: int = -1
    link: int = -1
    raised: bool = False
    emphases: tuple[int, ...] = ()
    verbatim: bool = False
    chrome: bool = False
    skipped: bool = False


@dataclass
class _Draft:
    """A line in the making: its pieces, the white space that waits for the next word, raised spans
    and links.
    """

    owner: int
    pieces: list[Piece] = field(default_factory=list)
    waiting: Span | None = None
    raised: list[Span] = field(default_factory=list)
    links: list[tuple[int, Span]] = field(default_factory=list)
    emphases: dict[int, Span] = field(default_factory=dict)
    """The span of what each element that sets words apart holds."""
    plain: bool = False
    at: tuple[int, int] = (-1, 0)
    """Row and column of the last cell of a table so far."""
    widths: tuple[int, ...] = ()
    """How many places each row of the table has."""
    spans: list[CellSpan] = field(default_factory=list)

    def put(self, text: str, start: int, end: int, repairs: tuple[str, ...] = ()) -> None:
        """A piece; waiting white space becomes one space, the markup since the last piece is
        cut.
        """
        if self.waiting:
            space, self.waiting = self.waiting, None
            self._put(" ", space.start, space.end, () if self.plain else ("html_space",))
        self._put(text, start, end, repairs)

    def space(self, start: int, end: int, *, plain: bool = False) -> None:
        """White space, as one run with what waits already; none at the start of a line or after a
        break.

        A ``plain`` one is a single space, which needs no repair.
        """
        if self.pieces and not self.pieces[-1].text.endswith(("\n", "\t")) and self.waiting is None:
            self.waiting, self.plain = Span(start, end), plain

    def separate(self, text: str, start: int, end: int, repair: str) -> None:
        """A line break or cell boundary in the place of a tag; the white space before it is cut
        with it.
        """
        start = self.waiting.start if self.waiting else start
        self.waiting = None
        self._put(text, start, end, (repair,))

    def begin_cell(self, cell: Placed, start: int, end: int) -> None:
        """What separates a cell of a table from the one before, in the place of its tag; places
        between are empty.
        """
        row, column = cell.place.row, cell.place.column
        before, self.at, self.widths = self.at, (row, column), cell.widths
        if max(cell.place.rows, cell.place.columns) > 1:
            self.spans.append(cell.place)
        if before[0] < 0:
            text = "\t" * column
        elif before[0] == row:
            text = "\t" * (column - before[1])
        else:
            text = "\t" * self._places_left(before) + "\n" + "\t" * column
        if text:
            self.separate(text, start, end, "table_rows" if "\n" in text else "table_cells")
        else:
            self.space(start, end)

    def _places_left(self, at: tuple[int, int]) -> int:
        """How many places of the row are behind one, all of them covered by cells that span
        others.
        """
        return self.widths[at[0]] - at[1] - 1 if self.widths else 0

    def _put(self, text: str, start: int, end: int, repairs: tuple[str, ...]) -> None:
        if self.pieces and self.pieces[-1].raw_end < start:
            self.pieces.append(Piece("", self.pieces[-1].raw_end, start, ("markup",)))
        if (
            self.pieces
            and not repairs
            and not self.pieces[-1].repairs
            and self.pieces[-1].raw_end == start
        ):
            last = self.pieces.pop()
            text, start = last.text + text, last.raw_start
        self.pieces.append(Piece(text, start, end, repairs))

    def ended(self) -> TracedText:
        """The text with a line end: the white space that waits, or an inserted one."""
        last = self.pieces[-1].raw_end
        if left := self._places_left(self.at):
            self.pieces.append(Piece("\t" * left, last, last, ("table_cells",)))
        if self.pieces[-1].text.endswith("\n"):
            return TracedText(tuple(self.pieces))
        if not self.waiting:
            return TracedText((*self.pieces, Piece("\n", last, last, ("line_end",))))
        space = self.waiting
        between = [Piece("", last, space.start, ("markup",))] if last < space.start else []
        return TracedText(
            (*self.pieces, *between, Piece("\n", space.start, space.end, ("html_space",)))
        )


class PlacedLine(NamedTuple):
    """A line and the element that holds it (an index into ``Page.elements``; -1 for none)."""

    line: Line
    owner: int


def page_lines(page: Page, text: str, base: str = "") -> tuple[Line, ...]:
    """The lines of ``page``, whose source is ``text``; links are made absolute with ``base`` if it
    is not "".
    """
    return tuple(placed.line for placed in placed_lines(page, text, base))


def placed_lines(page: Page, text: str, base: str = "") -> Iterator[PlacedLine]:
    """The lines of ``page`` as `page_lines` gives them, with the element of each."""
    line_starts = list(
        accumulate((len(line) for line in text.split("\n")), lambda a, n: a + n + 1, initial=0)
    )
    settings = _settings(page)
    cells = cell_places(page, [-1 if setting.skipped else setting.table for setting in settings])
    numbered: set[int] = set()
    marks = item_marks(page)
    for draft in _drafts(page, settings, cells):
        if not any(piece.text.strip() for piece in draft.pieces):
            continue
        item = _list_item(page, draft.owner)
        role = role_of(page, draft.owner, continued=item in numbered)
        if draft.owner >= 0 and settings[draft.owner].chrome:
            role = Role("chrome")
        elif draft.owner >= 0 and settings[draft.owner].table == draft.owner:
            role = Role("table")
        traced = draft.ended()
        if role.name == "list_item":
            traced = _with_number(traced, marks.get(item, ""))
            numbered.add(item)
        line = Line(
            traced,
            page=1,
            number=bisect_right(line_starts, traced.raw_start),
            role=LineRole(role.name),
            level=role.level,
            path=page.path(draft.owner),
            raised=tuple(merged_spans(draft.raised)),
            links=tuple(_raw_links(page, draft, base)),
            emphases=tuple(
                RawEmphasis(*span, _EMPHASIS[page.elements[i].tag])
                for i, span in draft.emphases.items()
            ),
            spans=tuple(draft.spans),
        )
        yield PlacedLine(line, draft.owner)


def _settings(page: Page) -> list[_Setting]:
    """For each element what holds for the text in it; parents come before their children."""
    chrome, arranging = chrome_elements(page), layout_tables(page)
    settings: list[_Setting] = []
    for index, element in enumerate(page.elements):
        outer = settings[element.parent] if element.parent >= 0 else _Setting()
        is_table = element.tag == "table" and index not in arranging and outer.table < 0
        table = index if is_table else outer.table
        table = -1 if element.tag == "caption" else table
        block = index if element.tag in BLOCKS else outer.block
        if not element.attributes and element.tag in _PLAIN:
            settings.append(outer)
            continue
        settings.append(
            _Setting(
                block=table if table >= 0 else block,
                table=table,
                link=index if element.tag == "a" and element.attributes.get("href") else outer.link,
                emphases=(*outer.emphases[-1:], index)
                if element.tag in _EMPHASIS
                else outer.emphases,
                raised=outer.raised
                or ((bool(element.attributes) or element.tag == "sup") and is_raised(element)),
                verbatim=outer.verbatim or element.tag == "pre",
                chrome=outer.chrome or index in chrome,
                skipped=outer.skipped
                or element.tag in SKIPPED
                or (element.tag == "a" and is_backlink(element)),
            )
        )
    return settings


def _drafts(page: Page, settings: list[_Setting], cells: Mapping[int, Placed]) -> Iterator[_Draft]:
    draft = _Draft(-1)
    for token in page.tokens:
        setting = settings[token.element] if token.element >= 0 else _Setting()
        if setting.skipped:
            continue
        tag = page.elements[token.element].tag if token.element >= 0 else ""
        ends_line = (
            token.kind != "text"
            and tag in BLOCKS
            and (setting.table < 0 or setting.table == token.element)
        )
        if ends_line or draft.owner != setting.block:
            yield draft
            draft = _Draft(setting.block)
        if setting.table >= 0 and not ends_line:
            _take_of_table(draft, token, setting, tag, cells)
        elif token.kind == "text" and setting.verbatim:
            *whole, draft = _take_verbatim(draft, token, setting)
            yield from whole
        elif token.kind == "text":
            _take_text(draft, token, setting)
        elif token.kind == "start" and tag == "br":
            draft.separate("\n", token.start, token.end, "line_break")
    yield draft


def _take_text(draft: _Draft, token: Token, setting: _Setting) -> None:
    if len(token.text) != token.end - token.start:
        draft.put(token.text, token.start, token.end, ("character_reference",))
        _mark(draft, token.start, token.end, setting)
        return
    for match in _SPACE_OR_WORDS.finditer(token.text):
        start, end = token.start + match.start(), token.start + match.end()
        if match["space"]:
            draft.space(start, end, plain=match["space"] == " ")
        else:
            draft.put(match.group(), start, end)
            _mark(draft, start, end, setting)


def _take_verbatim(draft: _Draft, token: Token, setting: _Setting) -> list[_Draft]:
    """The drafts that preformatted text fills; blank lines end one, single line ends stay."""
    if len(token.text) != token.end - token.start:
        _take_text(draft, token, setting)
        return [draft]
    drafts, at = [draft], 0
    for blank in [*_BLANK_LINES.finditer(token.text), None]:
        stop = blank.start() if blank else len(token.text)
        start = at if drafts[-1].pieces else stop - len(token.text[at:stop].lstrip("\r\n"))
        if start < stop:
            drafts[-1].put(token.text[start:stop], token.start + start, token.start + stop)
            _mark(drafts[-1], token.start + start, token.start + stop, setting)
        if blank:
            drafts[-1].space(token.start + blank.start(), token.start + blank.end())
            drafts.append(_Draft(draft.owner))
            at = blank.end()
    return drafts


def _mark(draft: _Draft, start: int, end: int, setting: _Setting) -> None:
    if setting.raised:
        draft.raised.append(Span(start, end))
    if setting.link >= 0:
        draft.links.append((setting.link, Span(start, end)))
    for index in setting.emphases:
        draft.emphases[index] = Span(
            draft.emphases[index].start if index in draft.emphases else start, end
        )


def _take_of_table(
    draft: _Draft, token: Token, setting: _Setting, tag: str, cells: Mapping[int, Placed]
) -> None:
    """Cells are joined by tabs, rows by line breaks; line breaks and blocks in a cell by spaces."""
    if token.kind == "text" and token.text.strip(_SPACES):
        _take_text(draft, token, setting)
    elif token.kind == "start" and token.element in cells:
        draft.begin_cell(cells[token.element], token.start, token.end)
    elif (
        token.kind == "text"
    ):  # white space, also that of a character reference or of preformatted text
        draft.space(
            token.start, token.end, plain=token.text == " " and token.end - token.start == 1
        )
    elif tag == "br" or tag in BLOCKS:
        draft.space(token.start, token.end)


def _list_item(page: Page, index: int) -> int:
    """The innermost list item that an element stands in, itself counted; -1 for none."""
    while index >= 0 and page.elements[index].tag != "li":
        index = page.elements[index].parent
    return index


def _with_number(traced: TracedText, mark: str) -> TracedText:
    """The text of a list item with the number that a browser prints before it, if it prints one."""
    if not mark:
        return traced
    return TracedText(
        (Piece(f"{mark}. ", traced.raw_start, traced.raw_start, ("list_number",)), *traced.pieces)
    )


def _raw_links(page: Page, draft: _Draft, base: str) -> Iterator[RawLink]:
    """One link for each anchor in the line, from its first to its last character."""
    spans: dict[int, Span] = {}
    for index, span in draft.links:
        spans[index] = Span(spans.get(index, span).start, span.end)
    for index, span in spans.items():
        url = page.elements[index].attributes["href"].strip()
        if not url.lower().startswith("javascript:"):
            yield RawLink(span.start, span.end, absolute(url, base))


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
