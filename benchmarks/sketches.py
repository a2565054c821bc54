"""`python -m benchmarks sketches [DOCUMENTS ...]`: documents a CPU-second of signatures, and of
signatures and banding.

Documents of 1,000 words are made as they are read, so that their words are never in memory
together. A word comes from a Zipf-Mandelbrot vocabulary or follows the word before it as it often
does. They share runs of three words as English prose (news, blogs, encyclopedia) does: of 50
documents each shares 4 % of its runs with the others there and 5 % here, of 400 13 % there and 12 %
here. Every hundredth document is a copy of an earlier one with some words misread; all of these
pairs must be found. Each number of documents is measured in a process of its own.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.speed import peak

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SIZES: Final = (1_000, 10_000, 100_000)
_WORDS: Final = 1_000
_BLOCK: Final = 1_000
_VOCABULARY: Final = 200_000
_FOLLOWERS: Final = 100
_FOLLOWS: Final = 0.4
"""How often a word follows the one before it as it often does; the others are drawn from the
vocabulary."""
_COPY_EVERY: Final = 100
_MISREAD: Final = 0.05


class Figure(NamedTuple):
    """CPU-seconds of both steps, pairs found, and copies whose pair was not."""

    documents: int
    signatures: float
    banding: float
    pairs: int
    missed: int
    megabytes: int


def run(arguments: list[str]) -> int:
    """Prints a line for each number of documents; exit code 1 if a copy was not found."""
    figures = []
    for size in [int(argument) for argument in arguments] or _SIZES:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            figures.append(pool.apply(measured, (size,)))
        _report(figures[-1], figures[0])
    return int(any(figure.missed for figure in figures))


def _report(figure: Figure, first: Figure) -> None:
    cost, base = _cost(figure), _cost(first)
    line = (
        f"{figure.documents:7} documents: {figure.documents / figure.signatures:6.0f} a CPU-second "
        f"for signatures, "
    )
    line += f"{1 / cost:6.0f} with banding; cost a document {cost / base:4.2f} times the first; "
    line += f"{figure.pairs} pairs, {figure.missed} copies missed, peak {figure.megabytes} MB"
    print(line)  # noqa: T201


def _cost(figure: Figure) -> float:
    return (figure.signatures + figure.banding) / figure.documents


def measured(size: int) -> Figure:
    """Signatures and banding of ``size`` made documents."""
    from briefing_ingest.reconcile.signatures import candidates, sketch

    signatures, sketches = 0.0, []
    for document in made_documents(size):
        start = time.process_time()
        sketches.append(sketch(document))
        signatures += time.process_time() - start
    start = time.process_time()
    pairs = candidates(sketches, least=0.1)
    banding = time.process_time() - start
    missed = {
        (i - _COPY_EVERY // 2, i) for i in range(_COPY_EVERY, size, _COPY_EVERY) if i % _BLOCK
    } - {*pairs}
    return Figure(size, signatures, banding, len(pairs), len(missed), peak())


def made_documents(size: int) -> Iterator[list[str]]:
    """Documents of made words, the same on every run."""
    words = [f"word{number}" for number in range(_VOCABULARY)]
    for first in range(0, size, _BLOCK):
        for row in _block(first).tolist()[: size - first]:
            yield [words[number] for number in row]


def _block(seed: int) -> NDArray[np.int64]:
    """A block of documents as numbers of words, a row each."""
    import numpy as np

    source = np.random.default_rng(seed)
    anywhere, following = _zipf(_VOCABULARY, 4, 1.15), _zipf(_FOLLOWERS, 0, 1.15)
    rows = np.empty((_WORDS, _BLOCK), dtype=np.int64)
    before = np.zeros(_BLOCK, dtype=np.int64)
    for at in range(_WORDS):
        rank = np.searchsorted(following, source.random(_BLOCK))
        follows = source.random(_BLOCK) < _FOLLOWS
        drawn = np.where(follows, _fraction(before, rank), source.random(_BLOCK))
        before = np.minimum(np.searchsorted(anywhere, drawn), _VOCABULARY - 1)
        rows[at] = before
    made = rows.T.copy()
    copies = np.arange(_COPY_EVERY, _BLOCK, _COPY_EVERY)
    misread = source.random((len(copies), _WORDS)) < _MISREAD
    made[copies] = np.where(
        misread, source.integers(0, _VOCABULARY, misread.shape), made[copies - _COPY_EVERY // 2]
    )
    return made


def _zipf(size: int, offset: int, power: float) -> NDArray[np.float64]:
    """Summed chances of the ranks of a Zipf-Mandelbrot law."""
    import numpy as np

    chances = 1 / (np.arange(size) + 1 + offset) ** power
    return np.asarray(np.cumsum(chances / chances.sum()))


def _fraction(word: NDArray[np.int64], rank: NDArray[np.int64]) -> NDArray[np.float64]:
    """A number from 0 to 1 that each word has for its follower of a rank, the same in all
    documents.
    """
    import numpy as np

    mixed = (word.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= (rank.astype(np.uint64) + np.uint64(1)) * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return np.asarray((mixed ^ (mixed >> np.uint64(32))).astype(np.float64) / 2**64)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
