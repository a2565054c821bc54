"""A table of a PDF page, and the words that stand in a box.

Coordinates are PDF points, origin top left, y downward.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefing_ingest.cells import CellPlace
from briefing_ingest.extract.pdf.page.words import Word
from briefing_ingest.extract.pdf.tables.grid import Row
from briefing_ingest.model import CellSpan

_MAX_HEAD_ROWS: Final = 3
"""More bold rows at the top are a part of the table and not its head."""


class Bounds(NamedTuple):
    """A box on the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    def overlaps(self, other: Bounds) -> bool:
        """Whether the boxes share more than their edges."""
        across = min(self.x1, other.x1) - max(self.x0, other.x0)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1 and down > 1


class Table(NamedTuple):
    """A table and the box it takes up."""

    box: Bounds
    rows: tuple[Row, ...]
    spans: tuple[CellSpan, ...] = ()
    ruled: bool = True

    @property
    def heads(self) -> tuple[CellPlace, ...]:
        """Row and column of the cells of the rows that head it: the first ones, where they are set
        in bold and those below are not.
        """
        bold = [_is_bold(row) for row in self.rows]
        count = bold.index(False) if False in bold else 0
        if not 0 < count <= _MAX_HEAD_ROWS or any(bold[count:]):
            return ()
        return tuple((row, column) for row in range(count) for column in range(len(self.rows[row])))

    def words(self) -> Iterator[Word]:
        """All words, cell by cell."""
        return (word for row in self.rows for cell in row for word in cell)


def _is_bold(row: Row) -> bool:
    """Whether a row has words and all of them are bold."""
    glyphs = [glyph for cell in row for word in cell for glyph in word.glyphs]
    return bool(glyphs) and all(glyph.bold for glyph in glyphs if glyph.text.strip())


def words_inside(words: Sequence[Word], box: Bounds) -> list[Word]:
    """The words whose middle lies in the box."""
    x0, top, x1, bottom = box
    return [
        w
        for w in words
        if x0 - 1 <= (w.x0 + w.x1) / 2 <= x1 + 1 and top - 1 <= w.middle <= bottom + 1
    ]
