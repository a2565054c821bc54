"""Note references: one place for each number, by what the witnesses print and by the sequence
numbers must form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing_ingest.model import NoteRef, PrintedMarker
from briefing_ingest.reconcile.collate import Cell
from briefing_ingest.reconcile.passage_rules import NOTE_SEQUENCE, PRINTED


class Marker(NamedTuple):
    """A marker as a witness prints it; ``at`` is an offset in the merged text of its block."""

    source_id: str
    number: str
    printed: str
    at: int


def called_in(
    cells: Sequence[Cell], markers: Mapping[str, Sequence[tuple[int, str, str]]]
) -> list[frozenset[str]]:
    """For each of the ``cells`` that tile a passage, the numbers of the notes that a witness calls
    in it or at its ends. ``markers`` are those of each witness: offset in its passage, number, and
    how it is printed.
    """
    called: list[frozenset[str]] = []
    ends: Counter[str] = Counter()
    for cell in cells:
        found: set[str] = set()
        for name, traced in cell.readings:
            start, end = ends[name], ends[name] + len(traced)
            found.update(number for at, number, _ in markers[name] if start <= at <= end)
            ends[name] = end
        called.append(frozenset(found))
    return called


class _Seat(NamedTuple):
    block: int
    at: int


def place_refs(
    markers: Sequence[Sequence[Marker]], present: Sequence[Sequence[str]]
) -> tuple[tuple[NoteRef, ...], ...]:
    """Note references of each block, from the markers its witnesses print there.

    ``present`` names the witnesses that have the block. A number has one place: where most
    witnesses print it; of equals, the one that keeps the sequence of numbers, then the one set as a
    true superscript.
    """
    votes: dict[str, Counter[_Seat]] = {}
    for block, found in enumerate(markers):
        for marker in found:
            votes.setdefault(marker.number, Counter())[_Seat(block, marker.at)] += 1
    seats = _in_sequence(votes, markers)
    result: list[list[NoteRef]] = [[] for _ in markers]
    for number, seat in seats.items():
        result[seat.block].append(_ref(number, seat, markers[seat.block], present[seat.block]))
    return tuple(tuple(sorted(refs)) for refs in result)


def _in_sequence(
    votes: dict[str, Counter[_Seat]], markers: Sequence[Sequence[Marker]]
) -> dict[str, _Seat]:
    seats: dict[str, _Seat] = {}
    last = _Seat(-1, -1)
    for number in sorted(votes, key=int):
        ranked = sorted(
            votes[number],
            key=lambda seat: (
                -votes[number][seat],
                seat < last,
                not _raised(markers[seat.block], number),
                seat,
            ),
        )
        seats[number] = ranked[0]
        last = max(last, ranked[0])
    return seats


def _raised(markers: Sequence[Marker], number: str) -> bool:
    return any(m.number == number and re.fullmatch(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", m.printed) for m in markers)


def _ref(number: str, seat: _Seat, markers: Sequence[Marker], present: Sequence[str]) -> NoteRef:
    printed = {marker.source_id: marker.printed for marker in markers if marker.number == number}
    readings = tuple(PrintedMarker(name, printed.get(name, "")) for name in present)
    lost = [name for name in present if name not in printed]
    if not lost:
        every = (
            "the witness prints it here" if len(present) == 1 else "every witness prints it here"
        )
        return NoteRef(seat.at, number, readings, PRINTED.name, every)
    reason = (
        f"{', '.join(sorted(printed))} prints it here, in the sequence of numbers; lost in "
        f"{', '.join(lost)}"
    )
    return NoteRef(seat.at, number, readings, NOTE_SEQUENCE.name, reason)
