"""Makes the outlines of countries that the review page's map shows.

    npm install --prefix FOLDER world-atlas@2.0.2
    python training/outlines.py FOLDER/node_modules/world-atlas/countries-50m.json

Writes ``src/briefing_ingest/report/assets/outlines.txt``: a line an outline, its points in
hundredths of a degree from the one before, in the encoding of `briefing_ingest.report.outlines`.
The source is Natural Earth (public domain) at 1:50,000,000, as world-atlas packs it (ISC licence,
Michael Bostock).
"""

from __future__ import annotations

import json
import sys
from itertools import accumulate, pairwise
from math import hypot
from pathlib import Path

TARGET = (
    Path(__file__).parents[1] / "src" / "briefing_ingest" / "report" / "assets" / "outlines.txt"
)
# How far, in degrees, a simplified line may lie from the true one: about three kilometres.
TOLERANCE = 0.03
# Islands smaller than this many degrees are left out, and so is Antarctica.
SMALLEST = 0.12
SOUTHERNMOST = -60.0
HEAD = """\
# Outlines of countries: Natural Earth 1:50m (public domain), taken from world-atlas 2.0.2 and simplified.
# world-atlas: Copyright 2013-2019 Michael Bostock
# Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby
# granted, provided that the above copyright notice and this permission notice appear in all copies.
# THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING
# ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL,
# DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS,
# WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE
# OR PERFORMANCE OF THIS SOFTWARE."""

Point = tuple[float, float]


def arcs(topology: dict[str, object]) -> list[list[Point]]:
    """The arcs of a TopoJSON topology as longitudes and latitudes."""
    transform = topology["transform"]
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]  # type: ignore[index]
    found = []
    for arc in topology["arcs"]:  # type: ignore[attr-defined]
        summed = accumulate(arc, lambda at, step: (at[0] + step[0], at[1] + step[1]))
        found.append([(x * sx + tx, y * sy + ty) for x, y in summed])
    return found


def simplified(points: list[Point]) -> list[Point]:
    """The line with the points that matter (Douglas and Peucker 1973)."""
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        distances = {
            k: _distance(points[k], points[first], points[last]) for k in range(first + 1, last)
        }
        farthest = max(distances, key=lambda k: distances[k], default=first)
        if distances.get(farthest, 0) > TOLERANCE:
            keep.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    return [points[k] for k in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy)
    if not length:
        return hypot(point[0] - start[0], point[1] - start[1])
    return abs(dy * (point[0] - start[0]) - dx * (point[1] - start[1])) / length


def encoded(points: list[Point]) -> str:
    """The points as text: differences in hundredths of a degree, sign in the lowest bit, five bits
    a letter.
    """
    whole = [(round(x * 100), round(y * 100)) for x, y in points]
    steps = [b for a, b in pairwise([None, *whole]) if a != b and b is not None]
    deltas = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise([(0, 0), *steps])]
    return "".join(_number(value) for delta in deltas for value in delta)


def _number(value: int) -> str:
    rest = ~(value << 1) if value < 0 else value << 1
    letters = ""
    while rest >= 0x20:
        letters += chr((0x20 | (rest & 0x1F)) + 63)
        rest >>= 5
    return letters + chr(rest + 63)


def wanted(points: list[Point]) -> bool:
    """False for small islands and the far south."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    closed = points[0] == points[-1]
    return max(ys) > SOUTHERNMOST and not (
        closed and max(max(xs) - min(xs), max(ys) - min(ys)) < SMALLEST
    )


if __name__ == "__main__":
    lines = [
        encoded(simplified(points))
        for points in arcs(json.loads(Path(sys.argv[1]).read_text()))
        if wanted(points)
    ]
    TARGET.write_text("\n".join([HEAD, *lines]) + "\n", encoding="ascii")
