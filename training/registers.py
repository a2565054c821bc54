"""Makes the tables of British local authorities and government bodies that names are linked by.

    python -m training.registers FOLDER [--check]

Writes ``uk_authorities.csv``, ``uk_councils.csv`` and ``uk_government.csv`` into
``src/briefing_ingest/tag/data``. FOLDER holds three registers under the Open Government Licence
v3.0: ``ons_area_codes.csv`` (codes of the Office for National Statistics, as drkane/geo-lookups
has them), ``organisation.csv`` and ``government_organisation.csv`` (digital-land,
organisation-dataset). What none of them states is left out.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from training.districts import plain_name
from training.tables import Table, as_csv, finish, parser

Row = Mapping[str, str]

AREAS, ORGANISATIONS, GOVERNMENT = (
    "ons_area_codes.csv",
    "organisation.csv",
    "government_organisation.csv",
)
_GOV_UK = "https://www.gov.uk/government/organisations/"
_KINDS = {
    "E06": "unitary authority",
    "E07": "district",
    "E08": "metropolitan district",
    "E09": "london borough",
    "N09": "district",
    "S12": "council area",
    "W06": "unitary authority",
}


def tables(
    areas: Iterable[Row], organisations: Iterable[Row], bodies: Iterable[Row]
) -> list[Table]:
    """The three tables from the rows of the three registers."""
    listed = list(organisations)
    ended = {row["statistical-geography"]: row["end-date"] for row in listed}
    councils = sorted(set(_councils(listed)))
    return [
        as_csv("uk_authorities.csv", _head("Areas of British local authorities", AREAS),
               ("code", "name", "kind", "successor", "end"), sorted(_areas(areas, ended))),
        as_csv("uk_councils.csv", _head("English councils and combined authorities", ORGANISATIONS),
               ("name", "area", "wikidata", "page", "start", "end"), councils),
        as_csv("uk_government.csv", _head("Bodies of the British government", GOVERNMENT),
               ("key", "name", "page", "end"), sorted(_bodies(bodies))),
    ]  # fmt: skip


def _head(what: str, source: str) -> tuple[str, ...]:
    return (
        f"{what}, made by training/registers.py from {source}.",
        "Open Government Licence v3.0 "
        "(https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/). "
        "See NOTICE.md.",
    )


def _areas(rows: Iterable[Row], ended: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Each area with the code of the one it went into, if another has its place today."""
    for row in rows:
        code, today = row["areacode"], row["LADCD_ACTIVE"]
        if row["areatype"] == "la":
            successor = today if today != code else ""
            name = plain_name(row["areaname"])
            yield code, name, _KINDS[code[:3]], successor, ended.get(code, "")


def _councils(rows: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    """Each council with its page in the register of the department for communities."""
    for row in rows:
        if row["organisation"].startswith("local-authority"):
            name = " ".join(row["name"].replace(" & ", " and ").split())
            yield (
                name, row["statistical-geography"], row["wikidata"], row["opendatacommunities"],
                row["start-date"], row["end-date"],
            )  # fmt: skip


def _bodies(rows: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    """The bodies that have a page of the government; one word says too little to be linked by."""
    for row in rows:
        name, page = row["name"].strip(), row["website"]
        if " " in name and page.startswith(_GOV_UK):
            yield row["key"], name, page.removeprefix(_GOV_UK), row["end-date"]


def _read(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))


def main() -> int:
    """Write or check the tables."""
    options = parser(__doc__)
    options.add_argument("folder", type=Path, help="where the three registers are")
    given = options.parse_args()
    made = tables(*(_read(given.folder / name) for name in (AREAS, ORGANISATIONS, GOVERNMENT)))
    return finish(made, check=given.check)


if __name__ == "__main__":
    sys.exit(main())
