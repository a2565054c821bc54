"""What the extractors think of the lines around one: neighbours, and the rest of its element."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefing_ingest.extract.html.page.lines import PlacedLines

# The signs below are what the weights in `extract/data/html_lines.json` were learned for: with
# other numbers here, they have to be learned again (`training/html_lines.py`).
_NEIGHBOURS: Final = 4
"""Lines on either side."""
_EDGES_OF_SHARES: Final = (0, 20, 50, 80, 99)
"""Hundredths of the words around a line that were kept."""
_EDGES_OF_DISTANCES: Final = (1, 2, 4, 8, 16)
"""Lines between one and the nearest trusted one."""
_KEPT_PERCENT: Final = 50
"""An extractor kept a line if it has more of its words than this."""
_MAX_WEIGHT_WORDS: Final = 50
"""Longer lines count for no more among their neighbours."""
_TRUSTED_WORDS: Final = 8
"""A line that most extractors kept shows where the article is if it has at least so many."""


@dataclass(frozen=True)
class Votes:
    """What the extractors kept of each line, in hundredths of its words; ``counts`` are words of
    each line.
    """

    kept: tuple[tuple[int, ...], ...]
    counts: tuple[int, ...]

    def pattern(self, index: int) -> str:
        """One digit an extractor: 1 if it kept more than half of the line."""
        return "".join("1" if kept[index] > _KEPT_PERCENT else "0" for kept in self.kept)

    def number(self, index: int) -> int:
        """How many extractors kept the line."""
        return sum(kept[index] > _KEPT_PERCENT for kept in self.kept)


def bucket(value: int, edges: tuple[int, ...]) -> int:
    """Between which of ``edges`` a value lies: 0 below the first."""
    return bisect_right(edges, value)


class Around:
    """What the extractors think of the lines around one: neighbours, and the rest of its
    element.
    """

    def __init__(self, placed: PlacedLines, votes: Votes) -> None:
        self._most = len(votes.kept)
        self._weights = [min(count, _MAX_WEIGHT_WORDS) for count in votes.counts]
        self._numbers = [votes.number(index) for index in range(len(placed))]
        self._opinions = [
            weight * number for weight, number in zip(self._weights, self._numbers, strict=True)
        ]
        parents = _parents(placed, placed.owners)
        self._holders = (parents, _parents(placed, parents))
        """Of each line the parent of its element, and the parent of that."""
        self._sums = tuple(map(self._sum, self._holders))
        trusted = self._trusted(votes)
        self._first, self._last = (trusted[0], trusted[-1]) if trusted else (len(placed), -1)

    def _trusted(self, votes: Votes) -> list[int]:
        """Lines that more than half of the extractors kept and that are long enough to trust."""
        return [
            index
            for index, number in enumerate(self._numbers)
            if 2 * number > self._most and votes.counts[index] >= _TRUSTED_WORDS
        ]

    def _sum(self, holders: Sequence[int]) -> dict[int, tuple[int, int]]:
        """The opinions on all lines of each holder, and their weights."""
        sums: dict[int, tuple[int, int]] = {}
        for index, holder in enumerate(holders):
            opinion, weight = sums.get(holder, (0, 0))
            sums[holder] = (opinion + self._opinions[index], weight + self._weights[index])
        return sums

    def near_any(self, index: int) -> bool:
        """Whether an extractor kept the line or one of its neighbours."""
        return any(self._numbers[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1])

    def signs(self, index: int) -> list[str]:
        """The signs of one line."""
        before = self._share(range(max(0, index - _NEIGHBOURS), index))
        after = self._share(range(index + 1, min(len(self._numbers), index + 1 + _NEIGHBOURS)))
        previous = self._numbers[index - 1] if index else 0
        following = self._numbers[index + 1] if index + 1 < len(self._numbers) else 0
        return [
            f"before={before}",
            f"after={after}",
            f"before={before} after={after}",
            f"previous={previous} next={following}",
            f"parent={self._rest(0, index)}",
            f"grandparent={self._rest(1, index)}",
            f"place={self._place(index)}",
        ]

    def _rest(self, level: int, index: int) -> str:
        """The opinion of the other lines of its parent (level 0) or grandparent (1)."""
        opinion, weight = self._sums[level][self._holders[level][index]]
        return self._as_share(opinion - self._opinions[index], weight - self._weights[index])

    def _share(self, indices: range) -> str:
        return self._as_share(
            sum(self._opinions[i] for i in indices), sum(self._weights[i] for i in indices)
        )

    def _as_share(self, opinion: int, weight: int) -> str:
        if not weight:
            return "none"
        return str(bucket(100 * opinion // (weight * self._most), _EDGES_OF_SHARES))

    def _place(self, index: int) -> str:
        if index < self._first:
            return f"before {bucket(self._first - index, _EDGES_OF_DISTANCES)}"
        if index > self._last:
            return f"behind {bucket(index - self._last, _EDGES_OF_DISTANCES)}"
        if index in {self._first, self._last}:
            return "edge"
        return "within"


def _parents(placed: PlacedLines, elements: Sequence[int]) -> list[int]:
    return [placed.page.elements[index].parent if index >= 0 else -1 for index in elements]
