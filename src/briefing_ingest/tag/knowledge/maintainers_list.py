"""The maintainer's own names: a CSV that the manifest names, with what the gazetteer cannot know.

    id,type,name,other_names,kind,same_as,latitude,longitude
    open-door,organisation,Open Door Trust,Open Door|ODT,charity,https://www.opendoor.example/,,
    market-hall,place,Market Hall Quarter,,quarter,,53.4808,-2.2426

``id`` (a lower-case slug), ``type`` (organisation, place or, for what shall not be tagged,
neither) and ``name`` are needed, the other
columns may be empty or left out. ``other_names`` and ``same_as`` (URIs) hold several values,
separated by ``|``; coordinates are decimal degrees, both or neither. Names are found as they are
written, capitals included.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final, Literal, NamedTuple, cast

from briefing_ingest.errors import Finding, Location
from briefing_ingest.model import EntityType
from briefing_ingest.tag.knowledge.shapes import whole_words
from briefing_ingest.text import Span

_NEEDED: Final = ("id", "type", "name")
_COLUMNS: Final = (*_NEEDED, "other_names", "kind", "same_as", "latitude", "longitude")
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_LONGEST: Final = 100_000
"""Letters of a value: more is a quotation mark that nothing closes."""
_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]*")


class OwnName(NamedTuple):
    """One row: a thing, all its names (the fullest first), and what identifies it."""

    id: str
    type: EntityType | Literal["neither"]
    """What the names name; "neither" for what is no name of an organisation or place."""
    names: tuple[str, ...]
    kind: str = ""
    same_as: tuple[str, ...] = ()
    coordinates: tuple[int, int] | None = None
    """(latitude, longitude) in whole micro-degrees."""


def read_own(text: str, path: str) -> tuple[tuple[OwnName, ...], tuple[Finding, ...]]:
    """The rows of a gazetteer file and what is wrong with it.

    A row that is wrong is left out; a file with wrong columns is left out whole. Findings: E503
    wrong columns, E504 an id or name given twice, E505 bad coordinates, E506 another wrong value.
    """
    with _values_of_a_size():
        return _read(text, path)


@contextmanager
def _values_of_a_size() -> Iterator[None]:
    """Limits the length of a value while we read: the limit belongs to the whole process, and some
    libraries raise it.
    """
    before = csv.field_size_limit(_LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _read(text: str, path: str) -> tuple[tuple[OwnName, ...], tuple[Finding, ...]]:
    reader = csv.DictReader(io.StringIO(re.sub(r"\r\n?", "\n", text)), strict=True)
    try:
        columns = [column.strip() for column in reader.fieldnames or ()]
    except csv.Error as error:
        return (), (_broken(error, path, 1),)
    if wrong := _wrong_columns(columns):
        named = ", ".join(_COLUMNS)
        fix = f"The columns are {named}, separated by commas; the first three are needed."
        return (), (Finding("E503", wrong, fix, Location(path, line=1)),)
    reader.fieldnames = columns
    rows: list[OwnName] = []
    findings: list[Finding] = []
    taken: set[str] = set()
    try:
        for raw in reader:
            row = _strip_values(raw)
            problem = _long(raw) or _problem(row) or _taken(row, taken)
            if problem:
                code, cause, fix = problem
                findings.append(Finding(code, cause, fix, Location(path, line=reader.line_num)))
            else:
                rows.append(_own(row))
                taken |= _marks(rows[-1])
    except csv.Error as error:
        findings.append(_broken(error, path, reader.line_num + 1))
    return tuple(rows), tuple(findings)


def _strip_values(raw: Mapping[str | None, str | None]) -> dict[str, str]:
    """The values of a row by column; csv puts under None what is too much."""
    return {key: (value or "").strip() for key, value in raw.items() if isinstance(key, str)}


def _broken(error: csv.Error, path: str, line: int) -> Finding:
    """What stops the reading of a CSV: a quotation mark that nothing closes, a value of a hundred
    thousand letters.
    """
    cause = f"From here on the file cannot be read as CSV: {error}. The rows before it count."
    fix = "Close the quotation mark that opens a value, and write one inside a value twice."
    return Finding("E506", cause, fix, Location(path, line=line))


def _wrong_columns(columns: Sequence[str]) -> str:
    if not any(columns):
        return "It is empty: there is no row of column names."
    if len(columns) == 1 and (other := _other_separator(columns[0])):
        return f"Its values are separated by {other!r}, not by commas."
    if missing := [column for column in _NEEDED if column not in columns]:
        return f"It has no column {' and no column '.join(map(repr, missing))}."
    if unknown := [column for column in columns if column not in _COLUMNS]:
        return f"It has unknown columns: {', '.join(map(repr, unknown))}."
    return "It has a column twice." if len(set(columns)) < len(columns) else ""


def _other_separator(line: str) -> str:
    """The mark that separates values in ``line`` in the place of a comma; "" if none does."""
    return next((mark for mark in ";\t|" if mark in line), "")


Problem = tuple[str, str, str]


def _long(raw: Mapping[str | None, object]) -> Problem | None:
    if None in raw:  # where csv puts what is too much
        return (
            "E506",
            "The row has more values than there are columns.",
            "Put values that hold a comma in quotes.",
        )
    return None


def _problem(row: Mapping[str, str]) -> Problem | None:
    if not _ID.fullmatch(row["id"]):
        return (
            "E506",
            f"The id {row['id']!r} is not a lower-case slug.",
            "Write it like `open-door-trust`.",
        )
    if row["type"] not in {"organisation", "place", "neither"}:
        fix = "It is `organisation`, `place` or `neither`."
        return "E506", f"The type {row['type']!r} is unknown.", fix
    if broken := next((key for key, value in row.items() if not value.isprintable()), ""):
        return (
            "E506",
            f"The value of {broken!r} holds a line break or another control character.",
            "Take it out.",
        )
    if not row["name"]:
        return "E506", f"{row['id']} has no name.", "Give it one."
    return _wrong_fact(row)


def _wrong_fact(row: Mapping[str, str]) -> Problem | None:
    if wrong := next(
        (uri for uri in _several(row.get("same_as", "")) if not _URI.fullmatch(uri)), ""
    ):
        return (
            "E506",
            f"{wrong!r} is not a URI.",
            "Write it whole: `https://www.opendoor.example/`.",
        )
    latitude, longitude = row.get("latitude", ""), row.get("longitude", "")
    if bool(latitude) != bool(longitude):
        return (
            "E505",
            f"{row['id']} has one coordinate only.",
            "Give latitude and longitude, or neither.",
        )
    if latitude and (_degrees(latitude, 90) is None or _degrees(longitude, 180) is None):
        cause = f"{latitude}, {longitude} is not a point on earth."
        return (
            "E505",
            cause,
            "Write decimal degrees: latitude from -90 to 90, longitude from -180 to 180.",
        )
    return None


def _marks(row: OwnName) -> set[str]:
    """What no other row may have: the id, and each name for its type."""
    return {f"id {row.id}", *(f"{row.type} {name}" for name in row.names)}


def _taken(row: Mapping[str, str], taken: set[str]) -> Problem | None:
    if f"id {row['id']}" in taken:
        return (
            "E504",
            f"The id {row['id']!r} is used twice; the first row counts.",
            "Give each thing one row.",
        )
    if twice := next((name for name in _own(row).names if f"{row['type']} {name}" in taken), ""):
        return (
            "E504",
            f"The name {twice!r} is another row's; the first row counts.",
            "Give each name to one thing.",
        )
    return None


def _degrees(value: str, most: int) -> int | None:
    """Whole micro-degrees; None for what is not a number or out of range."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return (
        int((number * 1_000_000).to_integral_value())
        if number.is_finite() and abs(number) <= most
        else None
    )


def _own(row: Mapping[str, str]) -> OwnName:
    latitude, longitude = (
        _degrees(row.get("latitude", ""), 90),
        _degrees(row.get("longitude", ""), 180),
    )
    point = (latitude, longitude) if latitude is not None and longitude is not None else None
    names = tuple(dict.fromkeys([row["name"], *_several(row.get("other_names", ""))]))
    kind, links = row.get("kind", ""), _several(row.get("same_as", ""))
    return OwnName(
        row["id"], cast('EntityType | Literal["neither"]', row["type"]), names, kind, links, point
    )


def _several(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split("|") if part.strip())


def of_names(own: Sequence[OwnName]) -> list[OwnName]:
    """The rows of ``own`` that name an organisation or a place."""
    return [row for row in own if row.type != "neither"]


def occurrences_in(text: str, own: tuple[OwnName, ...]) -> Iterator[tuple[Span, OwnName]]:
    """Where names of ``own`` occur in ``text`` as whole words, the longest at each place."""
    if not own:
        return
    index, at = _index(own), 0
    for word in _FIRST.finditer(text):
        if word.start() >= at and word[0] in index:
            pattern, rows = index[word[0]]
            if match := pattern.match(text, word.start()):
                at = match.end()
                yield Span(*match.span()), rows[as_typed(match[0])]


_FIRST: Final = re.compile(r"\w+|[^\w\s]")
_Named = tuple[re.Pattern[str], Mapping[str, OwnName]]


@lru_cache(maxsize=4)
def _index(own: tuple[OwnName, ...]) -> Mapping[str, _Named]:
    """By the first word of the names: a list of thousands would take seconds for each page as one
    pattern.
    """
    groups: dict[str, dict[str, OwnName]] = {}
    for row in reversed(own):
        for name in map(as_typed, row.names):
            groups.setdefault(_first(name), {})[name] = row
    return {first: (whole_words(list(rows)), rows) for first, rows in groups.items()}


def _first(name: str) -> str:
    match = _FIRST.match(name)
    return match[0] if match else name


def as_typed(name: str) -> str:
    """``name`` with plain spaces and apostrophes, as a maintainer types it."""
    return re.sub(r"\s", " ", name).replace("’", "'")
