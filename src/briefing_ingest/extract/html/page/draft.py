"""A line of a page as it is put together: pieces of text, with what lies between them repaired."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile

from briefing_ingest.cells import LINE_BREAK, CellPlace
from briefing_ingest.extract.html.page.grid import PlacedCell
from briefing_ingest.extract.html.page.page import Standing
from briefing_ingest.model import CellSpan
from briefing_ingest.text import Span
from briefing_ingest.traced import Piece, TracedText


@dataclass
class Draft:
    """A line as it is put together: its pieces, and the white space that waits for the next
    word.
    """

    owner: int
    pieces: list[Piece] = field(default_factory=list)
    waiting: Span | None = None
    raised: list[Span] = field(default_factory=list)
    links: list[tuple[int, Span]] = field(default_factory=list)
    emphases: dict[int, Span] = field(default_factory=dict)
    """The span of what each element that sets words apart holds."""
    is_single: bool = False
    """The white space that waits is a single space, which needs no repair."""
    is_break: bool = False
    """The white space that waits is where a cell of a table begins a new line."""
    at: tuple[int, int] = (-1, 0)
    """Row and column of the last cell of a table so far."""
    widths: tuple[int, ...] = ()
    """How many places each row of the table has."""
    spans: list[CellSpan] = field(default_factory=list)
    heads: list[CellPlace] = field(default_factory=list)
    """The cells of a table that head its rows or columns."""

    def put(self, text: str, start: int, end: int, repairs: tuple[str, ...] = ()) -> None:
        """A piece; waiting white space becomes one space, the markup since the last piece is
        cut.
        """
        if self.waiting:
            space, self.waiting = self.waiting, None
            repair = LINE_BREAK if self.is_break else "html_space"
            is_copy = self.is_single and not self.is_break
            self._put(" ", space.start, space.end, () if is_copy else (repair,))
            self.is_break = False
        self._put(text, start, end, repairs)

    def space(self, start: int, end: int, *, is_single: bool = False) -> None:
        """White space, as one run with what waits already; none at the start of a line or after a
        break.

        A single space needs no repair.
        """
        if self.pieces and not self.pieces[-1].text.endswith(("\n", "\t")) and self.waiting is None:
            self.waiting, self.is_single = Span(start, end), is_single

    def break_in_cell(self, start: int, end: int) -> None:
        """A line break or the edge of a block in a cell, at ``[start, end)`` of the source."""
        self.space(start, end)
        self.is_break = self.waiting is not None

    def separate(self, text: str, start: int, end: int, repair: str) -> None:
        """A line break or cell boundary in the place of a tag; the white space before it is cut
        with it.
        """
        start = self.waiting.start if self.waiting else start
        self.waiting, self.is_break = None, False
        self._put(text, start, end, (repair,))

    def begin_cell(self, cell: PlacedCell, start: int, end: int) -> None:
        """What separates a cell of a table from the one before, in the place of its tag; places
        between are empty.
        """
        if cell.is_head:
            self.heads.append((cell.place.row, cell.place.column))
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
        if not repairs and self._goes_on(start):
            last = self.pieces.pop()
            text, start = last.text + text, last.raw_start
        self.pieces.append(Piece(text, start, end, repairs))

    def _goes_on(self, start: int) -> bool:
        """Whether the last piece is a copy of the source that ends at ``start``."""
        last = self.pieces[-1] if self.pieces else None
        return last is not None and not last.repairs and last.raw_end == start

    def note_setting(self, start: int, end: int, standing: Standing) -> None:
        """How the text at ``[start, end)`` of the source is set: raised, linked, emphasised."""
        if standing.raised:
            self.raised.append(Span(start, end))
        if standing.link >= 0:
            self.links.append((standing.link, Span(start, end)))
        for index in standing.emphases:
            first = self.emphases.get(index, Span(start, end)).start
            self.emphases[index] = Span(first, end)

    def ends_in_break(self) -> bool:
        """Whether nothing but white space stands behind its last line break."""
        blank = takewhile(lambda piece: not piece.text.strip(), reversed(self.pieces))
        return self.has_text() and any("\n" in piece.text for piece in blank)

    def has_text(self) -> bool:
        """Whether there is more in it than white space."""
        return any(piece.text.strip() for piece in self.pieces)

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
