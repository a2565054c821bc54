"""What is true of a line of a text dump among the others: its neighbours, the prose around it, its
place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from briefing_ingest.english.function_words import stop_words
from briefing_ingest.repair.chrome.line_signs import Seen, Statement, binned, percent, see

_MASS_BINS: Final = (0, 10, 25, 50, 90, 150, 250, 400)
_NEAR_BINS: Final = (1, 2, 4, 8, 16, 32)


_Tokens = list[Statement]


def statements(texts: Sequence[str], runs: Sequence[int]) -> list[_Tokens]:
    """For each of ``texts`` (paragraphs that are not blank) what is true of it, by itself and among
    the others.

    ``runs`` has a number for each; it is the same for those that stand together with no blank line
    between them.
    """
    seen = [see(text) for text in texts]
    families = [
        [list(line.own) for line in seen],
        _neighbours(seen),
        _densities(seen),
        _regions(seen),
        _positions(seen),
        _headings_above(seen),
        _near_hints(seen),
        _echoes(seen),
        _layout(seen, runs),
    ]
    return [
        [statement for tokens in row for statement in tokens] for row in zip(*families, strict=True)
    ]


_LENT: Final = ("words", "form", "lexicon", "end", "capitals")


def _neighbours(seen: Sequence[Seen]) -> list[_Tokens]:
    """What the two lines on either side say by themselves."""
    result: list[_Tokens] = []
    for i in range(len(seen)):
        tokens: _Tokens = []
        for offset in (-2, -1, 1, 2):
            if 0 <= i + offset < len(seen):
                tokens += [
                    (f"{offset:+d} {family}", value)
                    for family, value in seen[i + offset].own
                    if family in _LENT
                ]
            else:
                tokens.append((f"{offset:+d}", "edge"))
        result.append(tokens)
    return result


def _densities(seen: Sequence[Seen]) -> list[_Tokens]:
    """How much prose stands close before and behind."""
    sums = [0, *accumulate(line.prose for line in seen)]
    result: list[_Tokens] = []
    for i in range(len(seen)):
        tokens: _Tokens = []
        for reach in (4, 12):
            before, after = (
                sums[i] - sums[max(0, i - reach)],
                sums[min(len(seen), i + 1 + reach)] - sums[i + 1],
            )
            tokens += [
                (f"prose {reach} before", binned(before, _MASS_BINS)),
                (f"prose {reach} after", binned(after, _MASS_BINS)),
            ]
            tokens.append(
                (
                    f"prose {reach} around",
                    f"{binned(before, (0, 40, 150))} {binned(after, (0, 40, 150))}",
                )
            )
        result.append(tokens)
    return result


_WORTH_OF_OTHER_LINE: Final = -6
"""In words: what a line that is not prose counts for where the article is looked for."""


def best_region(values: Sequence[int]) -> tuple[int, int]:
    """The half-open range of ``values`` with the largest sum (Kadane's algorithm); the first of
    equals.
    """
    best, start, total, found = 0, 0, 0, (0, 0)
    for i, value in enumerate(values):
        if total <= 0:
            start, total = i, 0
        total += value
        if total > best:
            best, found = total, (start, i + 1)
    return found


def _regions(seen: Sequence[Seen]) -> list[_Tokens]:
    """Place relative to the densest stretch of prose, found with a low and a high price for other
    lines.
    """
    result: list[_Tokens] = [[] for _ in seen]
    for price in (6, 20):
        start, end = best_region([line.prose or -price for line in seen])
        for i, tokens in enumerate(result):
            tokens.append((f"region {price}", place_of(i, start, end)))
    return result


def place_of(i: int, start: int, end: int) -> str:
    """Where line ``i`` stands to the region: inside, or how many lines before or behind."""
    if start <= i < end:
        return "inside"
    return (
        f"before {binned(start - i, _NEAR_BINS)}"
        if i < start
        else f"after {binned(i - end + 1, _NEAR_BINS)}"
    )


def _positions(seen: Sequence[Seen]) -> list[_Tokens]:
    total = sum(line.prose for line in seen)
    before = [0, *accumulate(line.prose for line in seen)]
    return [
        [
            ("prose above", binned(percent(before[i], total), (0, 5, 20, 50, 80, 95, 99))),
            ("line", binned(i, (0, 1, 3, 6, 12, 25, 50))),
            ("line from end", binned(len(seen) - i, (1, 3, 6, 12, 25, 50))),
            ("height", binned(percent(i, len(seen)), (10, 20, 35, 50, 65, 80, 90))),
        ]
        for i in range(len(seen))
    ]


def _near_hints(seen: Sequence[Seen]) -> list[_Tokens]:
    """How often each hint stands in short lines close by, the line itself aside."""
    marks = [line.marks for line in seen]
    result: list[_Tokens] = []
    for i in range(len(seen)):
        near = Counter(
            name
            for j in (*range(max(0, i - 6), i), *range(i + 1, min(len(seen), i + 7)))
            for name in marks[j]
        )
        result.append(
            [("near", f"{name} {binned(count, (1, 3, 6))}") for name, count in sorted(near.items())]
        )
    return result


def _headings_above(seen: Sequence[Seen]) -> list[_Tokens]:
    """The last short line of a kind of chrome above, and the kinds that stood below most of the
    prose already.
    """
    total = sum(line.prose for line in seen)
    result: list[_Tokens] = []
    last, distance, mass, passed = "none", 0, 0, Counter[str]()
    for line in seen:
        tokens = [("under", f"{last} {binned(distance, (3, 8, 20))}")]
        tokens += [
            ("passed", f"{kind} {binned(count, (1, 3))}") for kind, count in sorted(passed.items())
        ]
        result.append(tokens)
        kind = next(value for family, value in line.own if family == "lexicon")
        distance += 1
        if kind != "none":
            last, distance = kind, 0
        for level in (40, 80):
            if percent(mass, total) >= level:
                passed.update(f"{level} {mark}" for mark in line.marks)
        mass += line.prose
    return result


def _echoes(seen: Sequence[Seen]) -> list[_Tokens]:
    """How much a line says that the first line of the page, or its prose, says too, and how often
    it stands there.
    """
    first = _content(seen[0]) if seen else frozenset()
    spread = _words_of_article(seen)
    times = Counter(line.text for line in seen)
    result: list[_Tokens] = []
    for line in seen:
        words = _content(line)
        own = 1 if line.prose else 0
        known = sum(spread[word] > own for word in words)
        size = binned(len(line.words), (4, 12))
        result.append(
            [
                (
                    "in prose",
                    f"{binned(percent(known, len(words)), (0, 30, 60, 90))} {size}"
                    if words
                    else "no words",
                ),
                (
                    "in first line",
                    f"{binned(percent(len(words & first), len(words)), (0, 50, 90))} {size}",
                ),
                ("times", binned(times[line.text], (1, 2, 4)) + size),
            ]
        )
    return result


def _words_of_article(seen: Sequence[Seen]) -> Counter[str]:
    """In how many lines of prose of the article a word stands."""
    start, end = best_region([line.prose or _WORTH_OF_OTHER_LINE for line in seen])
    return Counter(word for line in seen[start:end] if line.prose for word in _content(line))


def _content(line: Seen) -> frozenset[str]:
    return frozenset(
        word for word in map(str.lower, line.words) if len(word) > 3 and word not in stop_words()
    )


def _layout(seen: Sequence[Seen], runs: Sequence[int]) -> list[_Tokens]:
    """How many lines stand together, and whether they are prose."""
    sizes = Counter(runs)
    prose = Counter(run for run, line in zip(runs, seen, strict=True) if line.prose)
    short = Counter(run for run, line in zip(runs, seen, strict=True) if len(line.words) <= 4)
    result: list[_Tokens] = []
    for i, run in enumerate(runs):
        result.append(
            [
                (
                    "together",
                    f"{binned(sizes[run], (1, 2, 4, 8, 20))} {'prose' if prose[run] else 'none'}",
                ),
                (
                    "short together",
                    f"{binned(percent(short[run], sizes[run]), (0, 40, 80))} "
                    f"{binned(sizes[run], (1, 4))}",
                ),
                ("opens", "yes" if i == 0 or runs[i - 1] != run else "no"),
            ]
        )
    return result
