"""Sketches of texts, and pairs of texts that share enough to be compared: cost near linear in the number of texts.

A sketch is a FracMinHash (Irber et al. 2022, "Lightweight compositional analysis of metagenomes with FracMinHash"):
the hashes of runs of words that fall below a fixed bound. Unlike MinHash signatures it estimates how much of a text
another contains, whatever their lengths, which is what excerpts and quotations need.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Sketch = NDArray[np.uint64]

RUN: Final = 3
"""Words in a run: longer runs are torn by recognition errors (of runs of five, 4 % wrong letters leave a third)."""

_ONE_IN: Final = 4
"""Of a long text, one run in so many is kept."""

_SHORT: Final = 300
"""Texts of fewer words keep all their runs."""

_COMMON: Final = 60
"""A run that more texts share is boilerplate and makes no candidates."""

_MIX: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Odd constants that spread the hashes of words (the golden ratio's, and two primes of xxHash)."""


def sketch(keys: Sequence[str]) -> Sketch:
    """The sketch of a text, given as its folded words: sorted distinct hashes, the same on every machine."""
    import numpy as np

    if not keys:
        return np.empty(0, dtype=np.uint64)
    words = np.fromiter((zlib.crc32(key.encode()) for key in keys), dtype=np.uint64, count=len(keys))
    count = max(1, len(keys) - RUN + 1)
    runs = np.zeros(count, dtype=np.uint64)
    for offset, factor in enumerate(_MIX):
        part = words[offset : offset + count]
        runs[: len(part)] ^= (part + np.uint64(offset + 1)) * np.uint64(factor)
    runs ^= runs >> np.uint64(29)
    runs *= np.uint64(0xBF58476D1CE4E5B9)
    if len(keys) >= _SHORT:
        runs = runs[runs < np.uint64(2**64 // _ONE_IN)]
    return np.unique(runs)


def candidates(sketches: Sequence[Sketch], *, least: float) -> list[tuple[int, int]]:
    """Pairs of indices (i < j) of which one shares at least ``least`` of its sketch with the other, sorted.

    Shared runs are found by sorting all hashes together, so no two texts are compared that share nothing.
    """
    import numpy as np

    sizes = [max(1, len(own)) for own in sketches]
    hashes = np.concatenate([np.asarray(own, dtype=np.uint64) for own in sketches]) if sketches else np.empty(0)
    owners = np.repeat(np.arange(len(sketches)), [len(own) for own in sketches])
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]]) if len(hashes) else np.empty(0, dtype=int)
    lengths = np.diff(np.r_[starts, len(hashes)])
    codes = [
        owners[starts[lengths == n][:, None] + i] * len(sketches) + owners[starts[lengths == n][:, None] + j]
        for n in range(2, _COMMON + 1)
        if (lengths == n).any()
        for i in range(n)
        for j in range(i + 1, n)
    ]
    if not codes:
        return []
    pairs, shared = np.unique(np.concatenate([code.ravel() for code in codes]), return_counts=True)
    found = (
        (int(pair) // len(sketches), int(pair) % len(sketches), int(n)) for pair, n in zip(pairs, shared, strict=True)
    )
    # A long text keeps a quarter of its runs: against a short one, which keeps all, four times more are shared.
    return [(i, j) for i, j, n in found if n >= 2 and _scaled(n, sizes[i], sizes[j]) >= least]


def _scaled(shared: int, one: int, other: int) -> float:
    return _ONE_IN * shared / min(one, other)
