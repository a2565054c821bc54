"""Logistic regression with a quadratic penalty, minimised by L-BFGS (Nocedal 1980). Nothing in it
is random.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

PENALTY = 0.5
LEAST_PAGES = 6
"""On how many pages a sign must be seen to be given a weight."""
Floats = NDArray[np.float64]


class Row(NamedTuple):
    """A line of a page: whether the truth has it, how much it counts, and its signs."""

    page: str
    kept: bool
    weight: float
    signs: list[str]


class Model(NamedTuple):
    """Weights of signs, and the bias as the last entry of ``values``."""

    places: dict[str, int]
    values: Floats


def fit(rows: Sequence[Row]) -> Model:
    """The model of all rows."""
    pages: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for sign in row.signs:
            pages[sign].add(row.page)
    common = sorted(sign for sign, where in pages.items() if len(where) >= LEAST_PAGES)
    places = {sign: place for place, sign in enumerate(common)}
    pairs = [(r, places[s]) for r, row in enumerate(rows) for s in row.signs if s in places]
    line, sign = np.array(pairs).T
    wanted = np.array([row.kept for row in rows], float)
    weight = np.array([row.weight for row in rows])
    weight *= len({row.page for row in rows}) / weight.sum()

    def loss(values: Floats) -> tuple[float, Floats]:
        odds = np.bincount(line, values[sign], len(rows)) + values[-1]
        penalty = 0.5 * PENALTY * float(values[:-1] @ values[:-1])
        error = weight * (1 / (1 + np.exp(-odds)) - wanted)
        gradient = np.append(
            np.bincount(sign, error[line], len(places)) + PENALTY * values[:-1], error.sum()
        )
        return float((weight * (np.logaddexp(0, odds) - wanted * odds)).sum()) + penalty, gradient

    return Model(places, minimum(loss, np.zeros(len(places) + 1)))


def minimum(function: Callable[[Floats], tuple[float, Floats]], start: Floats) -> Floats:
    """Where a smooth convex function is least: L-BFGS with a memory of ten steps and halving line
    search.
    """
    at, steps = start, list[tuple[Floats, Floats]]()
    value, gradient = function(at)
    for _ in range(200):
        direction = -_preconditioned(gradient, steps)
        length = 1.0 if steps else min(1.0, 1 / float(np.abs(gradient).sum()))
        new, slope = function(at + length * direction)
        while new > value + 1e-4 * length * float(gradient @ direction) and length > 1e-8:
            length /= 2
            new, slope = function(at + length * direction)
        steps = [*steps, (length * direction, slope - gradient)][-10:]
        at, done = at + length * direction, abs(value - new) < 1e-7 * max(1.0, value)
        value, gradient = new, slope
        if done:
            break
    return at


def _preconditioned(gradient: Floats, steps: Sequence[tuple[Floats, Floats]]) -> Floats:
    steps = [(step, change) for step, change in steps if step @ change > 1e-12]
    result, shares = gradient.copy(), []
    for step, change in reversed(steps):
        shares.append((step @ result) / (step @ change))
        result -= shares[-1] * change
    if steps:
        step, change = steps[-1]
        result *= (step @ change) / (change @ change)
    for (step, change), share in zip(steps, reversed(shares), strict=True):
        result += step * (share - (change @ result) / (step @ change))
    return result
