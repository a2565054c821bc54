"""Outlines of countries for the map, cut to what is shown.

They come from Natural Earth (public domain); `training/outlines.py` says how. A line of the asset
is one outline: its points in hundredths of a degree, longitude and latitude, each as the difference
from the one before with the sign in the lowest bit, in groups of five bits a letter from ``?`` on
(the encoding of Google's polylines).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

Point = tuple[int, int]
# Points of an outline that would fall on one spot of a map this many spots wide are one.
_WIDEST = 640


class Box(NamedTuple):
    """A stretch of the earth in hundredths of a degree."""

    west: int
    south: int
    east: int
    north: int


def outlines_in(box: Box) -> list[list[int]]:
    """The outlines in ``box``: longitudes and latitudes in turn, in hundredths of a degree."""
    asset = (
        files("briefing_ingest.report")
        .joinpath("assets", "outlines.txt")
        .read_text(encoding="ascii")
    )
    lines = (decoded(line) for line in asset.splitlines() if not line.startswith("#"))
    step = max(1, (box.east - box.west) // _WIDEST)
    cut = (thinned(piece, step) for line in lines for piece in within(line, box))
    return [[side for point in piece for side in point] for piece in cut if len(piece) > 1]


def decoded(line: str) -> list[Point]:
    """The points of one line of the asset."""
    values = list(_values(line))
    return list(zip(accumulate(values[::2]), accumulate(values[1::2]), strict=True))


def _values(line: str) -> Iterator[int]:
    value = shift = 0
    for letter in line:
        bits = ord(letter) - 63
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:
            yield ~(value >> 1) if value & 1 else value >> 1
            value = shift = 0


def within(points: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """The pieces of a line that may lie in ``box``, each with the points just outside, so that it
    runs to the edge.
    """
    crossing = [_meets(*pair, box) for pair in pairwise(points)]
    for shown, run in groupby(range(len(crossing)), key=crossing.__getitem__):
        if shown:
            steps = list(run)
            yield list(points[steps[0] : steps[-1] + 2])


def _meets(start: Point, end: Point, box: Box) -> bool:
    (x0, x1), (y0, y1) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return x0 <= box.east and box.west <= x1 and y0 <= box.north and box.south <= y1


def thinned(points: Sequence[Point], step: int) -> list[Point]:
    """The points on a grid of ``step``, neighbours that fall on one of its points once."""
    rounded = [(round(x / step) * step, round(y / step) * step) for x, y in points]
    return [rounded[0], *(b for a, b in pairwise(rounded) if a != b)]
