"""Names of places and public bodies from offline sources, with their identifiers.

The tables are in ``data/*.csv``, and their licences in ``data/NOTICE.md``. Areas and police
forces of the United Kingdom are facts of the Office for National Statistics (codes of countries,
regions, counties and the 43 police areas of England and Wales); countries and cities come from
GeoNames (``training/places.py`` makes them), districts from ISO 3166-2 (``training/districts.py``).
Names are compared as they are written, capitals included.

Identifiers are URIs: ``http://statistics.data.gov.uk/id/statistical-geography/CODE`` and
``https://sws.geonames.org/ID/`` as their registers give them; ISO codes are
``urn:iso:std:iso:3166:-2:GB-KEN`` (and ``urn:iso:std:iso:3166:-1:FR``), the form that HL7 FHIR uses
for code systems.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from briefing_ingest.model import Identifier
from briefing_ingest.tag.knowledge.vocabulary import data_text


class Sense(NamedTuple):
    """One thing a place name can mean. Coordinates are whole micro-degrees, (latitude,
    longitude).
    """

    name: str
    kind: str
    country: str
    identifiers: tuple[Identifier, ...] = ()
    coordinates: tuple[int, int] | None = None
    region: str = ""
    """Country and first-level division of GeoNames, "US-NC": tells cities of one country apart."""


class Body(NamedTuple):
    """A public body by any of its names: its full name, its kind and what identifies it."""

    name: str
    kind: str
    identifiers: tuple[Identifier, ...] = ()


def ons_uri(code: str) -> str:
    """The URI the Office for National Statistics gives an area."""
    return f"http://statistics.data.gov.uk/id/statistical-geography/{code}"


def iso_uri(code: str) -> str:
    """ISO 3166-1 or 3166-2 code as a URN.

    >>> iso_uri("FR"), iso_uri("GB-KEN")
    ('urn:iso:std:iso:3166:-1:FR', 'urn:iso:std:iso:3166:-2:GB-KEN')
    """
    return f"urn:iso:std:iso:3166:-{2 if '-' in code else 1}:{code}"


def geonames_uri(number: int) -> str:
    """The URI of a GeoNames record."""
    return f"https://sws.geonames.org/{number}/"


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(_lines(name))


def _lines(name: str) -> Iterator[str]:
    """The lines of a table behind the comments at its head."""
    return (line for line in io.StringIO(data_text(name)) if not line.startswith("#"))


def _names(row: Mapping[str, str], field: str) -> list[str]:
    return [row[field], *filter(None, row["other_names"].split("|"))]


@cache
def police_areas() -> dict[str, Sense]:
    """Police areas of England and Wales by name."""
    return {
        row["area"]: Sense(
            row["area"],
            "police area",
            "GB",
            (Identifier(ons_uri(row["code"]), f"ONS code of the police force area {row['area']}"),),
        )
        for row in _rows("police_areas.csv")
        if row["code"]
    }


@cache
def areas_of_forces() -> dict[str, Sense]:
    """The police area of each force, by the force's full name."""
    return {
        row["force"]: police_areas()[row["area"]]
        for row in _rows("police_areas.csv")
        if row["code"]
    }


@cache
def uk_areas() -> dict[str, Sense]:
    """The United Kingdom, its nations, regions and counties, by each of their names."""
    return {name: _uk_area(row) for row in _rows("uk_areas.csv") for name in _names(row, "name")}


def _uk_area(row: Mapping[str, str]) -> Sense:
    found = []
    if row["ons"]:
        found.append(
            Identifier(ons_uri(row["ons"]), f"ONS code of the {row['kind']} {row['name']}")
        )
    if row["iso"]:
        found.append(
            Identifier(iso_uri(row["iso"]), f"ISO 3166 code of the {row['kind']} {row['name']}")
        )
    region = row["iso"] if row["kind"] == "nation" else ""
    return Sense(row["name"], row["kind"], "GB", tuple(found), region=region)


@cache
def centres() -> dict[str, tuple[int, int]]:
    """Roughly the middle of each British county, in micro-degrees, by its names and usual short
    forms ("Lincs").

    Good enough to tell which of two towns of one name is meant; no coordinates to publish.
    """
    found: dict[str, tuple[int, int]] = {}
    for row in _rows("uk_areas.csv"):
        if row["centre"]:
            latitude, longitude = map(micro_degrees, row["centre"].split())
            found |= {
                name: (latitude, longitude) for name in (*_names(row, "name"), row["short"]) if name
            }
    return found


@cache
def countries() -> dict[str, Sense]:
    """Countries of the world by their usual English name."""
    found: dict[str, Sense] = {}
    for row in _rows("countries.csv"):
        name, code = row["name"], row["iso"]
        identifiers = (
            Identifier(geonames_uri(int(row["number"])), f"GeoNames record of the country {name}"),
            Identifier(iso_uri(code), f"ISO 3166-1 code of the country {name}"),
        )
        found[name] = Sense(name, "country", code, identifiers)
    short = {
        "USA": "United States",
        "US": "United States",
        "U.S.": "United States",
        "U.S.A.": "United States",
    }
    return {name: sense for name, sense in found.items() if sense.country != "GB"} | {
        name: found[full] for name, full in short.items()
    }


@cache
def districts() -> dict[str, Sense]:
    """Districts, boroughs and council areas of the United Kingdom (ISO 3166-2) by their plain
    English name.
    """
    found: dict[str, Sense] = {}
    for row in _rows("uk_districts.csv"):
        name, kind = row["name"], row["kind"]
        identifier = Identifier(iso_uri(row["iso"]), f"ISO 3166-2 code of the {kind} {name}")
        found[name] = Sense(name, kind, "GB", (identifier,))
    return found


@cache
def authorities() -> dict[str, Sense]:
    """Areas of British local authorities by name, with the code of the Office for National
    Statistics; one that has a successor of the same name is left out.

    They serve to link names; by a single word ("Eden", "Hart") nothing is found, for it may be a
    person's.
    """
    rows = sorted(_rows("uk_authorities.csv"), key=lambda row: not row["successor"])
    return {row["name"]: _authority(row) for row in rows}


def _authority(row: Mapping[str, str]) -> Sense:
    until = f", which ended on {row['end']}" if row["end"] else ""
    reason = f"ONS code of the {row['kind']} {row['name']}{until}"
    return Sense(row["name"], row["kind"], "GB", (Identifier(ons_uri(row["code"]), reason),))


@cache
def authorities_of_two() -> frozenset[str]:
    """Areas whose names have an "and" inside: "Windsor and Maidenhead"."""
    return frozenset(name for name in (*authorities(), *districts()) if " and " in name)


@cache
def councils() -> dict[str, tuple[Identifier, ...]]:
    """What identifies the English councils and combined authorities, by their full names."""
    return {row["name"]: tuple(_council_links(row)) for row in _rows("uk_councils.csv")}


def _council_links(row: Mapping[str, str]) -> Iterator[Identifier]:
    until = f", which ended on {row['end']}" if row["end"] else ""
    if row["page"]:
        reason = f"the register of local authorities has {row['name']}{until}"
        yield Identifier(row["page"], reason)
    if row["wikidata"]:
        uri = f"http://www.wikidata.org/entity/{row['wikidata']}"
        reason = f"the digital-land register of organisations has it for {row['name']}{until}"
        yield Identifier(uri, reason)


@cache
def government_pages() -> dict[str, tuple[Identifier, ...]]:
    """The page on gov.uk of each body that the register of government organisations has."""
    return {
        row["name"]: _government_page({"gov_uk": row["page"], "name": row["name"]})
        for row in _rows("uk_government.csv")
    }


@cache
def _capitals() -> frozenset[tuple[str, str]]:
    return frozenset((row["capital"], row["iso"]) for row in _rows("countries.csv"))


def capital_abroad(name: str) -> Sense | None:
    """The capital of another country that most texts mean by ``name``: it stands out among its
    namesakes (`Cities.outstanding`).
    """
    known = cities().outstanding(name)
    is_capital = known and known.country != "GB" and (name, known.country) in _capitals()
    return known if is_capital else None


class CityRecord(NamedTuple):
    """A city as GeoNames has it, numbers as they are printed."""

    number: str
    name: str
    latitude: str
    longitude: str
    country: str
    people: str
    region: str


class Cities(Mapping[str, tuple[Sense, ...]]):
    """Senses of city names, each made when it is asked for: most of the 30,000 never are."""

    def __init__(self, records: Mapping[str, Sequence[CityRecord]]) -> None:
        """``records`` by name."""
        self._records = records
        self._made: dict[str, tuple[Sense, ...]] = {}

    def __getitem__(self, name: str) -> tuple[Sense, ...]:
        if name not in self._made:
            self._made[name] = tuple(map(_city, self._records[name]))
        return self._made[name]

    def outstanding(self, name: str) -> Sense | None:
        """The one called ``name`` that a text of its country means without saying more.

        It has more people than any of its namesakes, and is the only one in its country or has five
        times as many as
        the next: Boston, Massachusetts, and Perth, Australia, but no Springfield.
        """
        records = self._records.get(name, ())
        by_size = sorted(range(len(records)), key=lambda number: -int(records[number].people))
        if not by_size:
            return None
        first, second = (
            self[name][by_size[0]],
            int(records[by_size[1]].people) if len(by_size) > 1 else 0,
        )
        alone = sum(record.country == first.country for record in records) == 1
        return first if alone or int(records[by_size[0]].people) >= 5 * second else None

    def __contains__(self, name: object) -> bool:
        return name in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


@cache
def cities() -> Cities:
    """Cities and towns of more than 15,000 people by name, each with GeoNames id and
    coordinates.
    """
    records: dict[str, list[CityRecord]] = {}
    for record in city_records():
        records.setdefault(record.name, []).append(record)
    return Cities(records)


@cache
def city_records() -> tuple[CityRecord, ...]:
    """Every place of more than 15,000 people, in the order of countries and of GeoNames numbers."""
    lines = csv.reader(_lines("cities.csv"))
    next(lines)  # the names of the columns
    return tuple(map(CityRecord._make, lines))


def _city(record: CityRecord) -> Sense:
    name, country = record.name, record.country
    identifier = Identifier(
        geonames_uri(int(record.number)), f"GeoNames record of {name} ({country})"
    )
    point = (micro_degrees(record.latitude), micro_degrees(record.longitude))
    return Sense(name, "city", country, (identifier,), point, f"{country}-{record.region}")


@cache
def towns() -> dict[str, tuple[Sense, ...]]:
    """British towns of 5,000 to 15,000 people by name, from GeoNames; ``training/places.py`` makes
    the list.

    They serve to tell places apart; nothing is found by them.
    """
    found: dict[str, tuple[Sense, ...]] = {}
    for row in _rows("uk_towns.csv"):
        record = CityRecord(
            row["number"], row["name"], row["latitude"], row["longitude"], "GB", "0", row["nation"]
        )
        found[row["name"]] = (*found.get(row["name"], ()), _city(record))
    return found


def micro_degrees(degrees: float | str) -> int:
    """Whole micro-degrees of a decimal number, exactly as it is printed.

    >>> micro_degrees(-1.08271)
    -1082710
    """
    return int((Decimal(str(degrees)) * 1_000_000).to_integral_value())


def is_area(name: str) -> bool:
    """True if ``name`` is a country, or a nation, region, county or police area of the United
    Kingdom.
    """
    return name in uk_areas() or name in police_areas() or name in countries()


def is_british_town(name: str) -> bool:
    """True if ``name`` is a city, town or district of the United Kingdom."""
    return name in districts() or any(sense.country == "GB" for sense in cities().get(name, ()))


def is_place(name: str) -> bool:
    """True if ``name`` is an area (`is_area`) or a British town."""
    return is_area(name) or is_british_town(name)


@cache
def states() -> dict[str, Sense]:
    """States of the United States by name."""
    return {row["name"]: _state(row) for row in _rows("us_states.csv")}


def _state(row: Mapping[str, str]) -> Sense:
    name, region = row["name"], f"US-{row['code']}"
    identifiers = (
        Identifier(geonames_uri(int(row["number"])), f"GeoNames record of the state {name}"),
        Identifier(iso_uri(region), f"ISO 3166-2 code of the state {name}"),
    )
    return Sense(name, "state", "US", identifiers, region=region)


@cache
def provinces() -> dict[str, Sense]:
    """States and provinces of Australia and Canada by name."""
    return {row["name"]: _province(row) for row in _rows("provinces.csv")}


def _province(row: Mapping[str, str]) -> Sense:
    identifier = Identifier(
        iso_uri(row["iso"]), f"ISO 3166-2 code of the {row['kind']} {row['name']}"
    )
    return Sense(
        row["name"],
        row["kind"],
        row["country"],
        (identifier,),
        region=f"{row['country']}-{row['geonames']}",
    )


@cache
def by_letters() -> dict[str, tuple[Sense, ...]]:
    """States and provinces by their postal letters: "WA" is Washington and Western Australia."""
    found: dict[str, tuple[Sense, ...]] = {}
    short = [(sense.region.removeprefix("US-"), sense) for sense in states().values()]
    short += [(row["short"], _province(row)) for row in _rows("provinces.csv")]
    for letters, sense in short:
        found[letters] = (*found.get(letters, ()), sense)
    return found


def senses(name: str) -> tuple[Sense, ...]:
    """Everything that a place called ``name`` could be: areas of the United Kingdom first, then the
    world's.
    """
    tables = (uk_areas(), police_areas(), districts(), countries(), states(), provinces())
    found = [sense for sense in (table.get(name) for table in tables) if sense]
    named = (*cities().get(name, ()), *towns().get(name, ()))
    return (*found, *sorted(named, key=lambda sense: (sense.country != "GB", sense.country)))


@cache
def public_bodies() -> dict[str, Body]:
    """Police forces and bodies of the British state by each of their names, acronyms included."""
    found: dict[str, Body] = {}
    for row in _rows("police_areas.csv"):
        found |= {
            name: Body(row["force"], "police force") for name in _spellings(_names(row, "force"))
        }
    for row in _rows("government.csv"):
        body = Body(row["name"], "public body", _government_page(row))
        found |= dict.fromkeys(_spellings(_names(row, "name")), body)
    return found


def _spellings(names: Sequence[str]) -> Iterator[str]:
    """``names`` also with "&", and those of the Crown in full."""
    for name in names:
        full = [
            name.replace("HM ", f"{whose} Majesty's ", 1)
            for whose in ("Her", "His")
            if name.startswith("HM ")
        ]
        for form in (name, *full):
            yield from dict.fromkeys((form, form.replace(" and ", " & ")))


def _government_page(row: Mapping[str, str]) -> tuple[Identifier, ...]:
    """The body's page on gov.uk, where it has one; the register of government organisations goes by
    these.
    """
    if not row["gov_uk"]:
        return ()
    uri = f"https://www.gov.uk/government/organisations/{row['gov_uk']}"
    return (Identifier(uri, f"the government's page of the public body {row['name']}"),)
