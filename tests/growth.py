"""How a time grows with a size, measured so that a busy machine does not decide."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any

_TRIES = 4


def grows_evenly(measured: Callable[[int], Any], sizes: tuple[int, int, int]) -> bool:
    """Whether the time grows with the size rather than with its square, over three sizes.

    Sizes go up by one factor f at a time. Even growth takes f times as long for the last as for the
    middle one, and f² times as long as for the first; a square takes f² and f⁴ times. The limit lies
    halfway between, in powers of f. The time is the processor's, without the collector of garbage,
    and the quickest of up to four tries counts: a machine that is busy with other things may slow
    any of them.
    """
    first, middle, last = sizes
    factor = middle / first
    assert factor == last / middle
    measured(first)  # what is loaded once
    quickest = dict.fromkeys(sizes, 60.0)
    for _ in range(_TRIES):
        for size in sizes:
            quickest[size] = min(quickest[size], seconds(measured, size))
        step, whole = max(quickest[middle], 0.02), max(quickest[first], 0.02)
        if quickest[last] < factor**1.5 * step and quickest[last] < factor**3 * whole:
            return True
    return False


def seconds(measured: Callable[[int], Any], size: int) -> float:
    """The seconds of processor time that one call takes, without the collector of garbage."""
    gc.disable()
    try:
        start = time.process_time()
        measured(size)
        return time.process_time() - start
    finally:
        gc.enable()
