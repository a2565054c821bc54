"""The cells of a table, from what extraction put between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from briefing_ingest.cells import SEPARATORS, Cells, cells_of, fitting_spans
from briefing_ingest.model import CellSpan, Line
from briefing_ingest.traced import TracedText

_BETWEEN: Final = frozenset({"table_rows", "table_cells"})
"""Names under which extraction puts in what separates cells."""


class Tabulated(NamedTuple):
    """The text of a table without a line end behind it, its cells, and those of them that span
    others.
    """

    traced: TracedText
    cells: Cells
    spans: tuple[CellSpan, ...]


def tabulate(traced: TracedText, lines: Sequence[Line]) -> Tabulated:
    """The table that ``traced`` is, the text of ``lines``.

    Nothing separates cells but what extraction put in for that: a tab or line end that the source
    has in a cell becomes a space. A span that the table has no room for is left out.
    """
    separators = set(_separators(traced))
    text = traced.text
    last = len(text) - (text.endswith("\n") and len(text) - 1 not in separators)
    edits = [
        (at, at + 1, " ") for at in range(last) if text[at] in SEPARATORS and at not in separators
    ]
    if last < len(text):
        edits.append((last, len(text), ""))
    plain = traced.substitute_all(edits, "hard_wraps")
    cells = cells_of(plain.text)
    return Tabulated(
        plain, cells, fitting_spans([span for line in lines for span in line.spans], cells)
    )


def _separators(traced: TracedText) -> list[int]:
    return [
        at + shift
        for at, piece in traced.placed()
        if not _BETWEEN.isdisjoint(piece.repairs)
        for shift, sign in enumerate(piece.text)
        if sign in SEPARATORS
    ]
