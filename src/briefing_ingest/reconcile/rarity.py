"""How many texts of a collection have a run of words: what many share is a template, and tells
nothing of any one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing_ingest.reconcile.signatures import is_kept, run_hashes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from briefing_ingest.reconcile.signatures import Sketch

_FEW: Final = 2
"""Texts that two texts are. Runs that no third one has are not listed."""

UNIT: Final = 5040
"""The weight of a run that only two texts have: whole numbers, so that the order in which they are
added does not matter."""

_KEPT_OF_LONG: Final = 4
"""A long text keeps one run of so many in its sketch; each then stands for as many."""


class Shared(NamedTuple):
    """What the runs that two texts share tell: how many texts have the one in their middle, and
    how many words are specific to the two.
    """

    texts: int
    specific: int


NOTHING_KNOWN: Final = Shared(_FEW, 0)


class Rarity:
    """How many texts have each run, by the sketches of them all."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        import numpy as np

        runs = np.concatenate([*sketches, np.empty(0, dtype=np.uint64)])
        runs.sort()
        starts = np.flatnonzero(np.concatenate([[True], runs[1:] != runs[:-1]])[: len(runs)])
        counts = np.diff(starts, append=len(runs))
        listed = counts > _FEW
        self._runs: NDArray[np.uint64] = runs[starts[listed]]
        self._counts: NDArray[np.int64] = counts[listed]

    def texts_with(self, runs: NDArray[np.uint64]) -> NDArray[np.int64]:
        """How many texts have each of ``runs``; two, if no more do."""
        import numpy as np

        found = np.full(len(runs), _FEW, dtype=np.int64)
        if len(self._runs):
            places = np.minimum(np.searchsorted(self._runs, runs), len(self._runs) - 1)
            listed = self._runs[places] == runs
            found[listed] = self._counts[places[listed]]
        return found

    def shared(self, first: Sketch, second: Sketch) -> Shared:
        """What the runs tell that two texts share.

        A run is specific to the two if at most half as many texts have it as have most of what
        they share; it counts the less, the more texts have it.
        """
        import numpy as np

        runs = np.intersect1d(first, second, assume_unique=True)
        if not len(runs):
            return NOTHING_KNOWN
        texts = self.texts_with(runs)
        middle = int(np.partition(texts, len(texts) // 2)[len(texts) // 2])
        own = texts[2 * texts <= middle]
        is_of_long = is_kept(first[-1:]).all() or is_kept(second[-1:]).all()
        each = _KEPT_OF_LONG if is_of_long else 1
        return Shared(middle, each * int(np.sum(UNIT // (own - 1))) // UNIT)

    def commonness(self, keys: Sequence[str]) -> int:
        """How many texts have the run in the middle of a passage (folded words)."""
        import numpy as np

        texts = self.texts_with(run_hashes(keys))
        return int(np.partition(texts, len(texts) // 2)[len(texts) // 2]) if len(texts) else _FEW
