"""How much of one text another has: words in shared runs, small gaps between runs of one diagonal included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from briefing_ingest.reconcile.signatures import RUN

_GAP: Final = 12
"""Words between two shared runs that count as covered if the other text has as many there: misread words."""

_OFTEN: Final = 6
"""A run that the other text has more often says nothing about place."""

Index = Mapping[tuple[str, ...], Sequence[int]]


def run_index(keys: Sequence[str]) -> Index:
    """Where each run of words begins in a text, given as its folded words."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(keys) - RUN + 1):
        index[tuple(keys[i : i + RUN])].append(i)
    return index


def covered(keys: Sequence[str], other: Index) -> bytearray:
    """One byte a word of ``keys``: 1 if the text indexed by ``other`` has the word in its surroundings."""
    marks = bytearray(len(keys))
    last, last_places = -1, tuple[int, ...]()
    for i in range(len(keys) - RUN + 1):
        places = other.get(tuple(keys[i : i + RUN]), ())
        if not 0 < len(places) <= _OFTEN:
            continue
        start = i
        if last >= 0 and i - last <= _GAP + RUN and _near(last_places, places):
            start = last
        marks[start : i + RUN] = b"\1" * (i + RUN - start)
        last, last_places = i, tuple(places)
    return marks


def _near(before: Sequence[int], behind: Sequence[int]) -> bool:
    return any(0 < j - i <= _GAP + RUN for i in before for j in behind)


def share(marks: bytearray) -> float:
    """The part of the words that is covered, from 0 to 1."""
    return sum(marks) / len(marks) if marks else 0.0
