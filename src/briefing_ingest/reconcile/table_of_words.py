"""A table that a witness has as running text: its words put into the cells of a sound version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from briefing_ingest.align import Opcode, opcodes
from briefing_ingest.cells import CellPlace, Cells
from briefing_ingest.reconcile.markup import aligned_key
from briefing_ingest.reconcile.table_versions import Version
from briefing_ingest.text import Span, words
from briefing_ingest.traced import TracedText

_MIN_SHARE_IN_ORDER: Final = 0.6
"""Where fewer of the words of either agree in order, a word cannot be told to be of a cell."""


class _Word(NamedTuple):
    place: CellPlace
    key: str


def read_as_table(name: str, passage: TracedText, table: Version) -> Version | None:
    """What the witness ``name`` has, cut into the cells that ``table`` has; None where its words
    cannot be told to be of one cell each.
    """
    own = list(words(passage.text))
    keys = [aligned_key(passage.text[slice(*span)]) for span in own]
    cells = list(_words_of(table))
    found = opcodes([word.key for word in cells], keys)
    same = sum(op.a1 - op.a0 for op in found if op.tag == "equal")
    if same < _MIN_SHARE_IN_ORDER * max(len(cells), len(keys), 1):
        return None
    places: list[CellPlace] = []
    for op in found:
        of_words = _places([word.place for word in cells[op.a0 : op.a1]], op)
        if of_words is None:
            return None
        places += of_words
    rows = sorted({row for row, _ in places})
    cut = tuple(_rows(table.cells, rows, dict(_spans(places, own))))
    return Version(name, passage, cut, of_first=tuple(rows))


def _words_of(table: Version) -> Iterator[_Word]:
    for row, cells in enumerate(table.cells):
        for column, cell in enumerate(cells):
            for word in table.traced.text[slice(*cell)].split():
                yield _Word((row, column), aligned_key(word))


def _places(cells: Sequence[CellPlace], op: Opcode) -> Sequence[CellPlace] | None:
    """The cell of each word of the witness that one operation is of; None if it cannot be told."""
    size = op.b1 - op.b0
    if size in {0, len(cells)}:
        return cells[:size]
    return [cells[0]] * size if len(set(cells)) == 1 else None


def _spans(places: Sequence[CellPlace], own: Sequence[Span]) -> Iterator[tuple[CellPlace, Span]]:
    """For each cell the witness's text from its first word to its last."""
    for place, run in groupby(zip(places, own, strict=True), key=itemgetter(0)):
        spans = [span for _, span in run]
        yield place, Span(spans[0].start, spans[-1].end)


def _rows(
    cells: Cells, rows: Sequence[int], spans: Mapping[CellPlace, Span]
) -> Iterator[tuple[Span, ...]]:
    """The cells of ``rows`` in the witness's text; an empty one where the one before ends."""
    at = 0
    for row in rows:
        found = []
        for column in range(len(cells[row])):
            span = spans.get((row, column), Span(at, at))
            at = span.end
            found.append(span)
        yield tuple(found)
