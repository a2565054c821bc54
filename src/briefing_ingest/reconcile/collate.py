"""Collation: the readings of several witnesses of one passage, word by word.

One witness serves as reference; every other is aligned with it. Where all alignments may be cut,
the passage falls into cells; a cell whose readings are equal is common text, any other is a locus
of variation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing_ingest.align import opcodes
from briefing_ingest.model import Reading
from briefing_ingest.reconcile.markup import aligned_key
from briefing_ingest.text import Span, words
from briefing_ingest.traced import TracedText


class Cell(NamedTuple):
    """The readings of one stretch, in the order of the witnesses, the reference's first."""

    readings: tuple[Reading, ...]

    @property
    def common(self) -> bool:
        """True if all witnesses read the same."""
        return len({reading.text for reading in self.readings}) == 1


class _Tokens(NamedTuple):
    source_id: str
    traced: TracedText
    spans: tuple[Span, ...]

    def start(self, index: int) -> int:
        """Offset where word ``index`` begins; the end of the text behind the last word."""
        if index == 0:
            return 0
        return self.spans[index].start if index < len(self.spans) else len(self.traced)

    def reading(self, start: int, end: int) -> Reading:
        """Words ``[start, end)`` with the white space behind them."""
        if start == end:
            return Reading(self.source_id, TracedText())
        return Reading(self.source_id, self.traced.slice(self.start(start), self.start(end)))


def collate(passages: Sequence[Reading]) -> list[Cell]:
    """The cells of a passage, given as one reading a witness, the reference first.

    The cells tile every witness's text. Neighbouring common cells are one.
    """
    tokens = [_Tokens(p.source_id, p.traced, tuple(words(p.text))) for p in passages]
    reference = tokens[0]
    if len(tokens) == 1:
        return [Cell((passages[0],))]
    maps = [_map(reference, other) for other in tokens[1:]]
    cuts = _clean_cuts(maps, len(reference.spans))
    cells = [
        Cell(
            (
                reference.reading(a0, a1),
                *(
                    other.reading(b0, b1)
                    for other, (b0, b1) in zip(tokens[1:], ranges, strict=True)
                ),
            )
        )
        for (a0, a1), ranges in cuts
    ]
    return _join_common([part for cell in cells for part in _cut_white_space_off(cell)])


_Range = tuple[int, int]


def _map(reference: _Tokens, other: _Tokens) -> list[tuple[_Range, _Range]]:
    """Matching ranges of words: word by word where keys agree, whole ranges where they do not."""
    a = [aligned_key(reference.traced.text[slice(*span)]) for span in reference.spans]
    b = [aligned_key(other.traced.text[slice(*span)]) for span in other.spans]
    pairs: list[tuple[_Range, _Range]] = []
    for op in opcodes(a, b):
        if op.tag == "equal":
            pairs += [
                ((op.a0 + k, op.a0 + k + 1), (op.b0 + k, op.b0 + k + 1))
                for k in range(op.a1 - op.a0)
            ]
        else:
            pairs.append(((op.a0, op.a1), (op.b0, op.b1)))
    return pairs


def _clean_cuts(
    maps: list[list[tuple[_Range, _Range]]], length: int
) -> list[tuple[_Range, list[_Range]]]:
    """Reference ranges that no witness's difference crosses, each with the ranges of the other
    witnesses.
    """
    ranges = _ranges_between_cuts(maps, length)
    others = [_ranges_of_other(pairs, ranges) for pairs in maps]
    return [(own, [other[i] for other in others]) for i, own in enumerate(ranges)]


def _ranges_between_cuts(maps: list[list[tuple[_Range, _Range]]], length: int) -> list[_Range]:
    """The ranges between the places where all witnesses may be cut, and an empty one where a
    witness has words that the reference lacks.
    """
    own = [pair[0] for pairs in maps for pair in pairs]
    inserted = {start for start, end in own if start == end}
    cuts = _cuts(own, length)
    ranges: list[_Range] = []
    for place, following in zip(cuts, [*cuts[1:], None], strict=True):
        if place in inserted:
            ranges.append((place, place))
        if following is not None:
            ranges.append((place, following))
    return ranges


def _cuts(own: Sequence[_Range], length: int) -> list[int]:
    """The places between words that none of the ranges ``own`` crosses."""
    crossed = {place for start, end in own for place in range(start + 1, end)}
    return [place for place in range(length + 1) if place not in crossed]


def _ranges_of_other(pairs: list[tuple[_Range, _Range]], ranges: Sequence[_Range]) -> list[_Range]:
    """What another witness has for each of ``ranges`` of the reference, from its matching pairs."""
    result = []
    taken = 0
    for own_start, own_end in ranges:
        start = end = _start_of(pairs, taken)
        while taken < len(pairs) and _within(pairs[taken][0], own_start, own_end):
            end = pairs[taken][1][1]
            taken += 1
        result.append((start, end))
    return result


def _start_of(pairs: list[tuple[_Range, _Range]], index: int) -> int:
    """Where the pair at ``index`` begins in the other witness; its end behind the last pair."""
    if index < len(pairs):
        return pairs[index][1][0]
    return pairs[-1][1][1] if pairs else 0


def _within(span: _Range, start: int, end: int) -> bool:
    """True if ``span`` belongs to ``[start, end)``; an insertion belongs only to the empty range at
    its place.
    """
    if span[0] == span[1]:
        return start == end == span[0] or start < span[0] < end
    return start <= span[0] and span[1] <= end and start < end


def _cut_white_space_off(cell: Cell) -> list[Cell]:
    """The white space behind a variant as a cell of its own, so that a variant is whole words or a
    break.
    """
    if cell.common or not all(reading.text for reading in cell.readings):
        return [cell]
    heads, tails = [], []
    for name, traced in cell.readings:
        end = len(traced.text.rstrip())
        heads.append(Reading(name, traced.slice(0, end)))
        tails.append(Reading(name, traced.slice(end, len(traced))))
    cells = [Cell(tuple(heads)), Cell(tuple(tails))]
    return cells if any(reading.text for reading in tails) else cells[:1]


def _join_common(cells: list[Cell]) -> list[Cell]:
    """Neighbouring common cells put together."""
    result: list[Cell] = []
    for cell in cells:
        if result and cell.common and result[-1].common:
            result[-1] = Cell(
                tuple(
                    Reading(a.source_id, TracedText((*a.traced.pieces, *b.traced.pieces)))
                    for a, b in zip(result[-1].readings, cell.readings, strict=True)
                )
            )
        else:
            result.append(cell)
    return result
