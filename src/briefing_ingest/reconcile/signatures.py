"""Sketches of texts, and pairs of texts that share enough to be compared: cost near linear in the
number of texts.

A sketch is a FracMinHash (Irber et al. 2022, "Lightweight compositional analysis of metagenomes
with FracMinHash"): the hashes of runs of words that fall below a fixed bound. Unlike MinHash
signatures it estimates how much of a text another contains, whatever their lengths, which is what
excerpts and quotations need.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Sketch = NDArray[np.uint64]

RUN: Final = 3
"""Words in a run: longer runs are torn by recognition errors (of runs of five, 4 % wrong letters
leave a third)."""

_RUNS_FOR_ONE_KEPT: Final = 4
"""Of a long text, one run in so many is kept."""

_MIN_LONG_WORDS: Final = 300
"""Texts of fewer words keep all their runs."""

_MAX_TEXTS_OF_RUN: Final = 60
"""A run that more texts share is boilerplate, or the work has many versions (see
`_TEXTS_PAIRED`)."""

_FEW_TEXTS_OF_RUN: Final = 12
"""A run that no more texts share pairs them whatever else they have."""

_MIN_SHARE_TELLING: Final = 0.2
"""Of the runs that two texts must share, so many have to be such that few others have, or that no
text between the two has."""

_MIN_SHARE_OF_PART: Final = 0.75
"""A text that shares so much with one twice as long may be a part of it, however many texts share
it too."""

_TEXTS_PAIRED: Final = 3
"""A text is paired with so many of the next texts by a run that is common: a chain holds many
versions together."""

_PAIRS_AT_A_TIME: Final = 1 << 21
"""Pairs that are counted at a time."""

_MIX: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Odd constants that spread the hashes of words (the golden ratio's, and two primes of xxHash)."""


def sketch(keys: Sequence[str]) -> Sketch:
    """The sketch of a text, given as its folded words: sorted distinct hashes, the same on every
    machine.
    """
    import numpy as np

    runs = run_hashes(keys)
    if len(keys) >= _MIN_LONG_WORDS:
        runs = runs[is_kept(runs)]
    return np.unique(runs)


def run_hashes(keys: Sequence[str]) -> NDArray[np.uint64]:
    """A hash of each run of words of a text, in order."""
    import numpy as np

    if not keys:
        return np.empty(0, dtype=np.uint64)
    words = _word_hashes(keys)
    count = max(1, len(keys) - RUN + 1)
    runs = np.zeros(count, dtype=np.uint64)
    for offset, factor in enumerate(_MIX):
        part = words[offset : offset + count]
        runs[: len(part)] ^= (part + np.uint64(offset + 1)) * np.uint64(factor)
    runs ^= runs >> np.uint64(29)
    runs *= np.uint64(0xBF58476D1CE4E5B9)
    return runs


def is_kept(runs: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Of which runs a long text keeps the hash."""
    import numpy as np

    return np.asarray(runs < np.uint64(2**64 // _RUNS_FOR_ONE_KEPT))


def _word_hashes(keys: Sequence[str]) -> NDArray[np.uint64]:
    """A hash of each word, by its letters as coefficients of a polynomial: all words in one go."""
    import numpy as np

    letters = np.frombuffer(("\n".join(keys) + "\n").encode(), dtype=np.uint8)
    ends = np.flatnonzero(letters == ord("\n"))
    starts = np.concatenate([[0], ends[:-1] + 1])
    places = np.arange(len(letters)) - np.repeat(starts, ends - starts + 1)
    powers = np.cumprod(np.full(64, _MIX[0], dtype=np.uint64))
    return np.asarray(np.add.reduceat(letters * powers[places & 63], starts))


def candidates(sketches: Sequence[Sketch], *, least: float) -> list[tuple[int, int]]:
    """Pairs of indices (i < j) of which one shares at least ``least`` of its sketch with the other,
    sorted; pairs that share nothing but a template are left out where others lead to them.

    Shared runs are found by sorting all hashes together, so no two texts are compared that share
    nothing. Pairs are counted in portions of a bounded number, so that memory grows with the texts
    and not with their pairs.
    """
    import numpy as np

    sizes = np.array([max(1, len(own)) for own in sketches])
    places = _places(sketches)
    found = []
    for chosen in _portions(places, len(sketches)):
        i, j, shared, telling = _count_runs(places, chosen, len(sketches))
        # A long text keeps a quarter of its runs: against a short one, which keeps all, four times
        # more are shared.
        most, few = _RUNS_FOR_ONE_KEPT * shared, np.minimum(sizes[i], sizes[j])
        is_specific = _RUNS_FOR_ONE_KEPT * telling >= _MIN_SHARE_TELLING * least * few
        is_part = (most >= _MIN_SHARE_OF_PART * few) & (2 * few <= np.maximum(sizes[i], sizes[j]))
        enough = (i != j) & (most >= least * few) & (is_specific | is_part)
        found += list(zip(i[enough].tolist(), j[enough].tolist(), strict=True))
    return found


class _Places(NamedTuple):
    """The places where a run stands that more than one text has, run by run and in order of the
    texts.
    """

    owners: NDArray[np.int64]
    behind: NDArray[np.int64]
    """How many of the places that follow are paired with the place."""
    telling: NDArray[np.int64]
    """With how many of these it makes pairs that are compared whatever else they share."""


def _places(sketches: Sequence[Sketch]) -> _Places:
    import numpy as np

    low = np.uint64(max(1, (len(sketches) - 1).bit_length()))
    packed = np.concatenate([*sketches, np.empty(0, dtype=np.uint64)])
    packed >>= low
    packed <<= low
    packed |= np.repeat(np.arange(len(sketches), dtype=np.uint64), [len(own) for own in sketches])
    packed.sort()
    runs = packed >> low
    starts = np.flatnonzero(np.concatenate([[True], runs[1:] != runs[:-1]])[: len(runs)])
    lengths = np.diff(starts, append=len(runs))
    shared = np.repeat(lengths > 1, lengths)
    lengths = lengths[lengths > 1]
    owners = (packed[shared] & np.uint64((1 << int(low)) - 1)).astype(np.int64)
    ends = np.repeat(np.cumsum(lengths), lengths)
    behind = ends - np.arange(len(owners)) - 1
    of_run = np.repeat(lengths, lengths)
    most = np.where(of_run > _MAX_TEXTS_OF_RUN, _TEXTS_PAIRED, _MAX_TEXTS_OF_RUN)
    telling = np.where(of_run > _FEW_TEXTS_OF_RUN, _TEXTS_PAIRED, _FEW_TEXTS_OF_RUN)
    return _Places(owners, np.minimum(behind, most), telling)


def _portions(places: _Places, count: int) -> Iterator[NDArray[np.int64]]:
    """The places of a few texts at a time, which make some `_PAIRS_AT_A_TIME` pairs together."""
    import numpy as np

    of_text = np.bincount(places.owners, places.behind, minlength=count)
    portion = np.minimum(np.cumsum(of_text) // _PAIRS_AT_A_TIME, 0xFFFF).astype(np.uint16)[
        places.owners
    ]
    order = np.argsort(portion, kind="stable")
    cuts = np.flatnonzero(np.diff(portion[order])) + 1
    yield from (part for part in np.split(order, cuts) if len(part))


def _count_runs(
    places: _Places, chosen: NDArray[np.int64], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of texts that the chosen places make at least twice: the first, the second, how often,
    and how often by places that tell.
    """
    import numpy as np

    behind = places.behind[chosen]
    first = np.repeat(chosen, behind)
    step = np.arange(len(first)) - np.repeat(np.cumsum(behind) - behind, behind)
    pairs = places.owners[first] * count + places.owners[first + 1 + step]
    telling, times = np.unique(pairs[step < places.telling[first]], return_counts=True)
    pairs.sort()
    again, more = np.unique(pairs[1:][pairs[1:] == pairs[:-1]], return_counts=True)
    of_these = np.zeros(len(again), dtype=np.int64)
    if len(telling):
        at = np.minimum(np.searchsorted(telling, again), len(telling) - 1)
        of_these = np.where(telling[at] == again, times[at], 0)
    return again // count, again % count, more + 1, of_these
