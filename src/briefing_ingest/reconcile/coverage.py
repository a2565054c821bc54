"""How much of one text another has: words in shared runs, small gaps between runs of one diagonal
included.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from briefing_ingest.reconcile.signatures import RUN

_GAP_WORDS: Final = 12
"""Words between two shared runs that count as covered if the other text has as many there: misread
words."""

_MAX_PLACES: Final = 6
"""A run that the other text has more often says nothing about place."""

_MAX_OWN_PLACES: Final = 60
"""A run that the text itself has more often says nothing either: in a collection it stands below
every piece, and to mark it everywhere for each piece would cost the square of their number."""

Index = Mapping[tuple[str, ...], Sequence[int]]


def run_index(keys: Sequence[str]) -> Index:
    """Where each run of words begins in a text, given as its folded words."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(keys) - RUN + 1):
        index[tuple(keys[i : i + RUN])].append(i)
    return index


def covered(keys: Sequence[str], other: Index, own: Index | None = None) -> bytearray:
    """One byte a word of ``keys``: 1 if the text indexed by ``other`` has the word in its
    surroundings.

    ``own`` is the index of ``keys``, where there is one: with it a long text need not be walked for
    a short one.
    """
    marks = bytearray(len(keys))
    mark_covered(marks, keys, other, own)
    return marks


def mark_covered(
    marks: bytearray, keys: Sequence[str], other: Index, own: Index | None = None
) -> None:
    """Adds what `covered` gives to ``marks``."""
    last = -1
    last_places: Sequence[int] = ()
    for i, places in _shared_runs(keys, other, own):
        start = i
        # Runs that overlap or follow each other leave no gap, so only others are looked at.
        if last >= 0 and RUN < i - last <= _GAP_WORDS + RUN and _near(last_places, places):
            start = last
        marks[start : i + RUN] = b"\1" * (i + RUN - start)
        last, last_places = i, places


def _shared_runs(
    keys: Sequence[str], other: Index, own: Index | None
) -> Iterable[tuple[int, Sequence[int]]]:
    """Where runs begin that the other text has, and where it has them, in the order of ``keys``."""
    if own is None:
        found = ((i, other.get(tuple(keys[i : i + RUN]), ())) for i in range(len(keys) - RUN + 1))
        return ((i, places) for i, places in found if 0 < len(places) <= _MAX_PLACES)
    return sorted(_telling_places(other, own))


def _telling_places(other: Index, own: Index) -> Iterator[tuple[int, Sequence[int]]]:
    """Where a run begins in a text that the other has too, and neither too often, and where the
    other has it.
    """
    few, many = (other, own) if len(other) < len(own) else (own, other)
    for run, places in few.items():
        found = many.get(run)
        if found is not None:
            here, there = (found, places) if few is other else (places, found)
            if len(there) <= _MAX_PLACES and len(here) <= _MAX_OWN_PLACES:
                for i in here:
                    yield i, there


def _near(before: Sequence[int], behind: Sequence[int]) -> bool:
    return any(0 < j - i <= _GAP_WORDS + RUN for i in before for j in behind)


def share(marks: bytearray) -> float:
    """The part of the words that is covered, from 0 to 1."""
    return marks.count(1) / len(marks) if marks else 0.0
