"""What the extractors think of the lines around one: neighbours, and the rest of its element."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefing_ingest.extract.html.page.tree import Page

_REACH: Final = 4
"""How many lines on either side are neighbours."""
_SHARES: Final = (0, 20, 50, 80, 99)


@dataclass(frozen=True)
class Votes:
    """What the extractors kept of each line, in hundredths of its words; ``counts`` are words of
    each line.
    """

    kept: tuple[tuple[int, ...], ...]
    counts: tuple[int, ...]

    def pattern(self, index: int) -> str:
        """One digit an extractor: 1 if it kept more than half of the line."""
        return "".join("1" if kept[index] > 50 else "0" for kept in self.kept)

    def number(self, index: int) -> int:
        """How many extractors kept the line."""
        return sum(kept[index] > 50 for kept in self.kept)


def bucket(value: int, edges: tuple[int, ...]) -> int:
    """Between which of ``edges`` a value lies: 0 below the first."""
    return bisect_right(edges, value)


class Around:
    """What the extractors think of the lines around one: neighbours, and the rest of its
    element.
    """

    def __init__(self, page: Page, owners: Sequence[int], votes: Votes) -> None:
        self._weights = [min(count, 50) for count in votes.counts]
        self._opinions = [self._weights[i] * votes.number(i) for i in range(len(owners))]
        self._most = len(votes.kept)
        self._numbers = [votes.number(i) for i in range(len(owners))]
        self._parents = [page.elements[owner].parent if owner >= 0 else -1 for owner in owners]
        self._grand = [
            page.elements[parent].parent if parent >= 0 else -1 for parent in self._parents
        ]
        self._sums = {level: self._sum(level) for level in (0, 1)}
        trusted = [
            i
            for i, number in enumerate(self._numbers)
            if 2 * number > self._most and votes.counts[i] >= 8
        ]
        self._first, self._last = (trusted[0], trusted[-1]) if trusted else (len(owners), -1)

    def _sum(self, level: int) -> dict[int, tuple[int, int]]:
        sums: dict[int, tuple[int, int]] = {}
        for index, parent in enumerate(self._grand if level else self._parents):
            opinion, weight = sums.get(parent, (0, 0))
            sums[parent] = (opinion + self._opinions[index], weight + self._weights[index])
        return sums

    def near_any(self, index: int) -> bool:
        """Whether an extractor kept the line or one of its neighbours."""
        return any(self._numbers[max(0, index - _REACH) : index + _REACH + 1])

    def signs(self, index: int) -> list[str]:
        """The signs of one line."""
        before = self._share(range(max(0, index - _REACH), index))
        after = self._share(range(index + 1, min(len(self._numbers), index + 1 + _REACH)))
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
        opinion, weight = self._sums[level][(self._grand if level else self._parents)[index]]
        return self._as_share(opinion - self._opinions[index], weight - self._weights[index])

    def _share(self, indices: range) -> str:
        return self._as_share(
            sum(self._opinions[i] for i in indices), sum(self._weights[i] for i in indices)
        )

    def _as_share(self, opinion: int, weight: int) -> str:
        return str(bucket(100 * opinion // (weight * self._most), _SHARES)) if weight else "none"

    def _place(self, index: int) -> str:
        if index < self._first:
            return f"before {bucket(self._first - index, (1, 2, 4, 8, 16))}"
        if index > self._last:
            return f"behind {bucket(index - self._last, (1, 2, 4, 8, 16))}"
        if index in {self._first, self._last}:
            return "edge"
        return "within"
