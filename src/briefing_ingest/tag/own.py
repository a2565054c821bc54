"""The maintainer's own names: a CSV that the manifest names, with what the gazetteer cannot know.

    id,type,name,other_names,kind,same_as,latitude,longitude
    open-door,organisation,Open Door Trust,Open Door|ODT,charity,https://www.opendoor.example/,,
    market-hall,place,Market Hall Quarter,,quarter,,53.4808,-2.2426

``id`` (a lower-case slug), ``type`` (organisation or place) and ``name`` are needed, the other columns may be empty or
left out. ``other_names`` and ``same_as`` (URIs) hold several values parted by ``|``; coordinates are decimal degrees,
both or neither. Names are found as they are written, capitals included.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final, NamedTuple

from briefing_ingest.errors import Finding, Location
from briefing_ingest.model import EntityType
from briefing_ingest.tag.shapes import whole_words
from briefing_ingest.text import Span

_NEEDED: Final = ("id", "type", "name")
_COLUMNS: Final = (*_NEEDED, "other_names", "kind", "same_as", "latitude", "longitude")
_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]*")


class OwnName(NamedTuple):
    """One row: a thing, all its names (the fullest first), and what identifies it."""

    id: str
    type: EntityType
    names: tuple[str, ...]
    kind: str = ""
    same_as: tuple[str, ...] = ()
    coordinates: tuple[int, int] | None = None
    """(latitude, longitude) in whole micro-degrees."""


def read_own(text: str, path: str) -> tuple[tuple[OwnName, ...], tuple[Finding, ...]]:
    """The rows of a gazetteer file and what is wrong with it.

    A row that is wrong is left out; a file with wrong columns is left out whole. Findings: E503 wrong columns,
    E504 an id or name given twice, E505 bad coordinates, E506 another wrong value.
    """
    reader = csv.DictReader(io.StringIO(text))
    columns = [column.strip() for column in reader.fieldnames or ()]
    if wrong := _wrong_columns(columns):
        fix = f"The columns are {', '.join(_COLUMNS)}; the first three are needed."
        return (), (Finding("E503", wrong, fix, Location(path, line=1)),)
    reader.fieldnames = columns
    rows: list[OwnName] = []
    findings: list[Finding] = []
    for raw in reader:
        row = {key: (value or "").strip() for key, value in raw.items() if isinstance(key, str)}
        problem = _long(raw) or _problem(row) or _taken(row, rows)
        if problem:
            code, cause, fix = problem
            findings.append(Finding(code, cause, fix, Location(path, line=reader.line_num)))
        else:
            rows.append(_own(row))
    return tuple(rows), tuple(findings)


def _wrong_columns(columns: Sequence[str]) -> str:
    if missing := [column for column in _NEEDED if column not in columns]:
        return f"It has no column {' and no column '.join(map(repr, missing))}."
    if unknown := [column for column in columns if column not in _COLUMNS]:
        return f"It has columns that nobody knows: {', '.join(map(repr, unknown))}."
    return "It has a column twice." if len(set(columns)) < len(columns) else ""


Problem = tuple[str, str, str]


def _long(raw: Mapping[str | None, object]) -> Problem | None:
    if None in raw:  # where csv puts what is too much
        return "E506", "The row has more values than there are columns.", "Put values that hold a comma in quotes."
    return None


def _problem(row: Mapping[str, str]) -> Problem | None:
    if not _ID.fullmatch(row["id"]):
        return "E506", f"The id {row['id']!r} is no lower-case slug.", "Write it like `open-door-trust`."
    if row["type"] not in {"organisation", "place"}:
        return "E506", f"The type {row['type']!r} is unknown.", "It is `organisation` or `place`."
    if not row["name"]:
        return "E506", f"{row['id']} has no name.", "Give it one."
    latitude, longitude = row.get("latitude", ""), row.get("longitude", "")
    if bool(latitude) != bool(longitude):
        return "E505", f"{row['id']} has one coordinate only.", "Give latitude and longitude, or neither."
    if latitude and (_degrees(latitude, 90) is None or _degrees(longitude, 180) is None):
        cause = f"{latitude}, {longitude} is no point on earth."
        return "E505", cause, "Write decimal degrees: latitude from -90 to 90, longitude from -180 to 180."
    return None


def _taken(row: Mapping[str, str], rows: Sequence[OwnName]) -> Problem | None:
    if any(other.id == row["id"] for other in rows):
        return "E504", f"The id {row['id']!r} is used twice; the first row counts.", "Give each thing one row."
    names = set(_own(row).names)
    twice = next((name for other in rows if other.type == row["type"] for name in other.names if name in names), "")
    if twice:
        return "E504", f"The name {twice!r} is another row's; the first row counts.", "Give each name to one thing."
    return None


def _degrees(value: str, most: int) -> int | None:
    """Whole micro-degrees; None for what is no number or out of range."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return int((number * 1_000_000).to_integral_value()) if number.is_finite() and abs(number) <= most else None


def _own(row: Mapping[str, str]) -> OwnName:
    latitude, longitude = _degrees(row.get("latitude", ""), 90), _degrees(row.get("longitude", ""), 180)
    point = (latitude, longitude) if latitude is not None and longitude is not None else None
    names = tuple(dict.fromkeys([row["name"], *_several(row.get("other_names", ""))]))
    return OwnName(row["id"], row["type"], names, row.get("kind", ""), _several(row.get("same_as", "")), point)  # type: ignore[arg-type]  # checked


def _several(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split("|") if part.strip())


def occurrences_in(text: str, own: tuple[OwnName, ...]) -> Iterator[tuple[Span, OwnName]]:
    """Where names of ``own`` stand in ``text`` as whole words, the longest at each place."""
    if own:
        pattern, rows = _pattern(own)
        yield from ((Span(*match.span()), rows[_plain(match[0])]) for match in pattern.finditer(text))


@lru_cache(maxsize=4)
def _pattern(own: tuple[OwnName, ...]) -> tuple[re.Pattern[str], Mapping[str, OwnName]]:
    rows = {_plain(name): row for row in reversed(own) for name in row.names}
    return whole_words(list(rows)), rows


def _plain(name: str) -> str:
    return re.sub(r"\s", " ", name).replace("’", "'")
