"""A table of a PDF page, and the words that stand in a box.

Coordinates are PDF points, origin top left, y downward.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing_ingest.extract.pdf.page.words import Word
from briefing_ingest.extract.pdf.tables.grid import Row
from briefing_ingest.model import CellSpan


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

    def words(self) -> Iterator[Word]:
        """All words, cell by cell."""
        return (word for row in self.rows for cell in row for word in cell)


def words_inside(words: Sequence[Word], box: Bounds) -> list[Word]:
    """The words whose middle lies in the box."""
    x0, top, x1, bottom = box
    return [
        w
        for w in words
        if x0 - 1 <= (w.x0 + w.x1) / 2 <= x1 + 1 and top - 1 <= w.middle <= bottom + 1
    ]
