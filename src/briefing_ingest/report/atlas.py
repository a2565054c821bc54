"""The map behind the places: what part of the earth is shown, outlines of countries, towns for
orientation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from briefing_ingest.dataset import Coordinates
from briefing_ingest.report.outlines import Box, outlines_in
from briefing_ingest.tag.knowledge.gazetteer import city_records

# As many of the largest towns are offered; the page names those that have room.
_MOST = 45
# Hundredths of a degree around the outermost places, and part of what they span: a single town
# stands in its country.
_MARGIN = 250
_SHARE = 0.08
# Beyond this latitude a plain cylindrical map shows little but itself.
_FARTHEST = 8500


class Atlas(TypedDict):
    """Coordinates in hundredths of a degree: an outline is longitudes and latitudes in turn; the
    largest town first.
    """

    box: Box
    outlines: list[list[int]]
    towns: list[tuple[int, int, str]]


def atlas(places: Sequence[Coordinates]) -> Atlas | None:
    """The map around ``places``; None where there are none.

    The towns are those of GeoNames with at least 15,000 inhabitants, as the gazetteer has them.
    """
    if not places:
        return None
    box = _around(places)
    inside = [
        (int(city.people), round(x), round(y), city.name)
        for city in city_records()
        for x, y in [(float(city.longitude) * 100, float(city.latitude) * 100)]
        if box.south <= y <= box.north and box.west <= x <= box.east
    ]
    towns = [(x, y, name) for _, x, y, name in sorted(inside, reverse=True)[:_MOST]]
    return Atlas(box=box, outlines=outlines_in(box), towns=towns)


def _around(places: Sequence[Coordinates]) -> Box:
    xs, ys = (
        [place.longitude // 10_000 for place in places],
        [place.latitude // 10_000 for place in places],
    )
    x, y = (max(_MARGIN, round(_SHARE * (max(side) - min(side)))) for side in (xs, ys))
    west, east = max(-18_000, min(xs) - x), min(18_000, max(xs) + x)
    return Box(west, max(-_FARTHEST, min(ys) - y), east, min(_FARTHEST, max(ys) + y))
