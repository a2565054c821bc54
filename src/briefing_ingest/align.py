"""Sequence alignment: one way to compare two sequences, for repair, reconciliation and diff alike.

Anchors that are unique in both sequences are chained (the longest increasing subsequence of
patience diff), and the gaps between them are filled by Levenshtein alignment. That keeps the cost
near linear on long texts, where plain Levenshtein grows with the product of the lengths.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from briefing_ingest.text import Span, words

Tag = Literal["equal", "replace", "delete", "insert"]

# A gap of up to this many cells is aligned by Levenshtein at once; larger ones are split at anchors
# first.
_DIRECT_CELLS = 250_000


class Opcode(NamedTuple):
    """``a[a0:a1]`` of the first sequence corresponds to ``b[b0:b1]`` of the second."""

    tag: Tag
    a0: int
    a1: int
    b0: int
    b1: int


def opcodes(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Opcode]:
    """How to turn ``a`` into ``b``: opcodes that tile both sequences, neighbours of one tag merged.

    >>> [tuple(op) for op in opcodes("the cat sat".split(), "the dog sat".split())]
    [('equal', 0, 1, 0, 1), ('replace', 1, 2, 1, 2), ('equal', 2, 3, 2, 3)]
    """
    number: dict[Hashable, int] = {}
    x = [number.setdefault(item, len(number)) for item in a]
    y = [number.setdefault(item, len(number)) for item in b]
    return list(_merged(_align(x, y, _Window(0, len(x), 0, len(y)))))


class _Window(NamedTuple):
    """The stretches ``x[a0:a1]`` and ``y[b0:b1]`` that are being aligned."""

    a0: int
    a1: int
    b0: int
    b1: int


def _align(x: list[int], y: list[int], window: _Window) -> Iterator[Opcode]:
    a0, a1, b0, b1 = window
    while a0 < a1 and b0 < b1 and x[a0] == y[b0]:
        a0, b0 = a0 + 1, b0 + 1
    if a0 > window.a0:
        yield Opcode("equal", window.a0, a0, window.b0, b0)
    while a0 < a1 and b0 < b1 and x[a1 - 1] == y[b1 - 1]:
        a1, b1 = a1 - 1, b1 - 1
    small = (a1 - a0) * (b1 - b0) <= _DIRECT_CELLS
    yield from (_levenshtein if small else _between_anchors)(x, y, _Window(a0, a1, b0, b1))
    if a1 < window.a1:
        yield Opcode("equal", a1, window.a1, b1, window.b1)


def _between_anchors(x: list[int], y: list[int], window: _Window) -> Iterator[Opcode]:
    anchors = _anchors(x, y, window)
    if not anchors:
        yield from _replace(window)
        return
    a0, b0 = window.a0, window.b0
    for i, j in anchors:
        yield from _align(x, y, _Window(a0, i, b0, j))
        yield Opcode("equal", i, i + 1, j, j + 1)
        a0, b0 = i + 1, j + 1
    yield from _align(x, y, _Window(a0, window.a1, b0, window.b1))


def _anchors(x: list[int], y: list[int], window: _Window) -> list[tuple[int, int]]:
    """Pairs of positions of items unique in both stretches, the longest chain that rises in
    both.
    """
    a0, a1, b0, b1 = window
    once_x, once_y = Counter(x[a0:a1]), Counter(y[b0:b1])
    where = {y[j]: j for j in range(b0, b1) if once_y[y[j]] == 1}
    return longest_rising(
        [(i, where[x[i]]) for i in range(a0, a1) if once_x[x[i]] == 1 and x[i] in where]
    )


def longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence of ``pairs`` (sorted by their first item) whose second items strictly
    rise.
    """
    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for k, (_, j) in enumerate(pairs):
        slot = bisect_left(tails, j)
        back.append(at[slot - 1] if slot else -1)
        if slot == len(tails):
            tails.append(j)
            at.append(k)
        else:
            tails[slot], at[slot] = j, k
    chain: list[tuple[int, int]] = []
    k = at[-1] if at else -1
    while k >= 0:
        chain.append(pairs[k])
        k = back[k]
    return chain[::-1]


def _levenshtein(x: list[int], y: list[int], window: _Window) -> Iterator[Opcode]:
    a0, a1, b0, b1 = window
    if a0 == a1 or b0 == b1:
        yield from _replace(window)
        return
    from rapidfuzz.distance import Levenshtein

    for op in Levenshtein.opcodes(x[a0:a1], y[b0:b1]):
        part = _Window(a0 + op.src_start, a0 + op.src_end, b0 + op.dest_start, b0 + op.dest_end)
        yield from [Opcode("equal", *part)] if op.tag == "equal" else _replace(part)


def _replace(window: _Window) -> Iterator[Opcode]:
    a0, a1, b0, b1 = window
    if a0 < a1 or b0 < b1:
        tag: Tag = "replace" if a0 < a1 and b0 < b1 else "delete" if a0 < a1 else "insert"
        yield Opcode(tag, *window)


def _merged(ops: Iterator[Opcode]) -> Iterator[Opcode]:
    """Neighbouring differences become one, and so do neighbouring equal stretches."""
    pending: Opcode | None = None
    for op in ops:
        if pending and (op.tag == "equal") == (pending.tag == "equal"):
            pending = _joined(pending, op)
        else:
            if pending:
                yield pending
            pending = op
    if pending:
        yield pending


def _joined(first: Opcode, second: Opcode) -> Opcode:
    if first.tag == "equal":
        return Opcode("equal", first.a0, second.a1, first.b0, second.b1)
    return next(_replace(_Window(first.a0, second.a1, first.b0, second.b1)))


class WordChange(NamedTuple):
    """A stretch of a word diff; ``old`` and ``new`` are spans of the two texts."""

    tag: Tag
    old: Span
    new: Span


def word_diff(old: str, new: str) -> list[WordChange]:
    """The difference of two texts word by word, as spans that tile both (white space goes with the
    word before it).

    >>> [(c.tag, "the cat sat"[slice(*c.old)]) for c in word_diff("the cat sat", "the dog sat")]
    [('equal', 'the '), ('replace', 'cat '), ('equal', 'sat')]
    """
    old_cuts, new_cuts = _cuts(old), _cuts(new)
    ops = opcodes(_pieces(old, old_cuts), _pieces(new, new_cuts))
    return [
        WordChange(
            op.tag, Span(old_cuts[op.a0], old_cuts[op.a1]), Span(new_cuts[op.b0], new_cuts[op.b1])
        )
        for op in ops
    ]


def _cuts(text: str) -> list[int]:
    starts = [span.start for span in words(text)]
    return [0, *starts[1:], len(text)] if starts else [0, len(text)]


def _pieces(text: str, cuts: list[int]) -> list[str]:
    return [text[i:j].strip() for i, j in pairwise(cuts)]
