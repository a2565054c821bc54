"""Which witnesses are versions of one work: those that cover each other's text, both ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Final

from briefing_ingest.model import Witness
from briefing_ingest.text import shingles

TWO_WAY: Final = 0.5
"""Each of two versions shares at least this part of its five-word runs with the other. A post that quotes a briefing
covers little of it or is little covered by it; extractions of one page share 0.7 and more."""

_COMMON_RUN: Final = 50
"""Runs that more witnesses share are boilerplate and do not make candidates."""


def cluster(witnesses: Sequence[Witness]) -> tuple[tuple[Witness, ...], ...]:
    """Groups of witnesses of one work, by the id of their first source; the order of ``witnesses`` does not matter.

    Candidates come from an index of shared runs of five words, so only pairs that share text are compared. A group
    grows by single links, strongest first.
    """
    ordered = sorted(witnesses, key=lambda witness: witness.source_id)
    runs = [witness_shingles(witness) for witness in ordered]
    parent = list(range(len(ordered)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for i, j in sorted(_shared(runs)):
        if coverage(runs[i], runs[j]) >= TWO_WAY <= coverage(runs[j], runs[i]):
            parent[max(root(i), root(j))] = min(root(i), root(j))
    groups: dict[int, list[Witness]] = defaultdict(list)
    for i, witness in enumerate(ordered):
        groups[root(i)].append(witness)
    return tuple(tuple(group) for group in groups.values())


def witness_shingles(witness: Witness) -> frozenset[int]:
    """The runs of five words of the witness's blocks; notes are left out, since versions often lack them."""
    return shingles(" ".join(block.text for block in witness.blocks))


def coverage(whole: frozenset[int], part: frozenset[int]) -> float:
    """The part of ``whole`` that ``part`` has too, from 0 to 1."""
    return len(whole & part) / len(whole) if whole else 0.0


def _shared(runs: Sequence[frozenset[int]]) -> Counter[tuple[int, int]]:
    """Pairs of indices whose witnesses share runs that are not boilerplate, with their number."""
    index: dict[int, list[int]] = defaultdict(list)
    for i, own in enumerate(runs):
        for run in own:
            index[run].append(i)
    pairs: Counter[tuple[int, int]] = Counter()
    for holders in index.values():
        if 1 < len(holders) <= _COMMON_RUN:
            pairs.update(combinations(holders, 2))
    return pairs
