"""What a manifest states of each source, and what is wrong with it."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, Final

from briefing_ingest.errors import Finding, Location, UsageError
from briefing_ingest.manifest.lines import EntryPlace, Lines
from briefing_ingest.model import Source

_NEEDED: Final = ("id", "path")


_TOP: Final = ("source", "decision", "gazetteer")


def entries_of(document: Mapping[str, Any], lines: Lines, path: Path) -> list[Mapping[str, Any]]:
    """The tables of the sources.

    Raises:
        UsageError: E103 there are other tables or keys, E104 they are no list of tables.
    """
    for key in document:
        if key not in _TOP:
            raise UsageError(
                _unknown_key(key, list(_TOP), Location(str(path), line=lines.line_of(None, key)))
            )
    return tables_of(document, "source", lines, path)


def tables_of(
    document: Mapping[str, Any], name: str, lines: Lines, path: Path
) -> list[Mapping[str, Any]]:
    """The tables of one name.

    Raises:
        UsageError: E104 they are no list of tables.
    """
    entries = document.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        fix = f"Write each {name} as a table that begins with [[{name}]]."
        where = Location(str(path), line=lines.line_of(None, name))
        raise UsageError(Finding("E104", f"`{name}` is not a list of tables.", fix, where))
    return entries


def source_of(
    entry: Mapping[str, Any], folder: str, place: EntryPlace
) -> tuple[Source, list[Finding]]:
    """The source an entry states, and what is wrong with it short of its id and path.

    Raises:
        UsageError: E104 it has no usable id or path.
    """
    problems = list(_problems(entry, place))
    for problem, key in problems:
        if key in _NEEDED:
            raise UsageError(problem)
    bad = {key for _, key in problems}
    stated: dict[str, Any] = {
        key: plain(value) for key, value in entry.items() if key in CHECKS and key not in bad
    }
    if isinstance(stated.get("supersedes"), str):
        stated["supersedes"] = (stated["supersedes"],)
    path = str(PurePosixPath(folder, stated["path"]))
    named = [replace(problem, source=stated["id"]) for problem, _ in problems]
    return Source(**{**stated, "path": path}), named


def _problems(entry: Mapping[str, Any], place: EntryPlace) -> Iterator[tuple[Finding, str]]:
    for key in _NEEDED:
        if key not in entry:
            cause = f"Source number {place.index + 1} has no `{key}`."
            yield Finding("E104", cause, f"Add a line `{key} = ...`.", place.at(key)), key
    for key, value in entry.items():
        if key not in CHECKS:
            yield _unknown_key(key, list(CHECKS), place.at(key)), key
        elif not CHECKS[key][0](plain(value)):
            shown = "" if key == "password" else f"{value!r}, which is "
            cause = f"`{key}` is {shown}not {CHECKS[key][1]}."
            yield Finding("E104", cause, f"Write {CHECKS[key][1]}.", place.at(key)), key


def _matches(pattern: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value))


def is_inner_path(value: object) -> bool:
    """Whether a value is the path of something inside the folder of the manifest."""
    if not isinstance(value, str) or not value or "\\" in value or "\0" in value:
        return False
    path = PurePosixPath(value)
    return not path.is_absolute() and ".." not in path.parts and path != PurePosixPath()


def _are_ids(value: object) -> bool:
    return isinstance(value, list | tuple) and all(CHECKS["id"][0](item) for item in value)


def _names_ids(value: object) -> bool:
    return _are_ids((value,) if isinstance(value, str) else value)


PASSAGES: Final = 'a list of words of passages, such as ["The panel met ... in March."]'


def are_passages(value: object) -> bool:
    """Whether a value is a list of texts with words in them."""
    return isinstance(value, list | tuple) and all(
        isinstance(item, str) and any(map(str.isalnum, item)) for item in value
    )


def plain(value: object) -> Any:
    """``value`` as records have it: TOML has dates of its own, and the dataset writes them as
    text; lists become tuples, as records are immutable.
    """
    if isinstance(value, list):
        return tuple(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


CHECKS: Final[dict[str, tuple[Callable[[object], bool], str]]] = {
    "id": (_matches(r"[a-z0-9][a-z0-9._-]*"), "a lower-case slug such as 'annual-review'"),
    "path": (is_inner_path, "a path inside the manifest's folder, with forward slashes"),
    "sha256": (_matches(r"sha256:[0-9a-f]{64}"), "'sha256:' and 64 hexadecimal digits"),
    "title": (_matches(r".*\S.*"), "a text"),
    "publisher": (_matches(r".*\S.*"), "a text"),
    "url": (_matches(r"https?://\S+"), "a web address with http:// or https://"),
    "published": (
        _matches(r"\d{4}(-\d\d(-\d\d)?)?"),
        "a date such as '2021-04-30', '2021-04' or '2021'",
    ),
    "licence": (
        _matches(r"[A-Za-z0-9.+()-][A-Za-z0-9.+() -]*"),
        "an SPDX licence id such as 'CC-BY-4.0'",
    ),
    "password": (_matches(r"(?s).+"), "a text that opens the encrypted file"),
    "language": (
        _matches(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
        "a language tag such as 'en' or 'cy'",
    ),
    "work": (
        _matches(r"[a-z0-9][a-z0-9._-]*"),
        "a lower-case word that all versions of the work share",
    ),
    "edition": (
        _matches(r"\d{4}(-\d\d(-\d\d)?)?"),
        "the date of an edition, such as '2024-06-14', '2024-06' or '2024'",
    ),
    "supersedes": (_names_ids, "the id of another source, or a list of them"),
    "not_work": (_are_ids, "a list of ids of other sources"),
    "keep": (are_passages, PASSAGES),
    "drop": (are_passages, PASSAGES),
}


def _unknown_key(key: str, known: list[str], where: Location) -> Finding:
    near = difflib.get_close_matches(key, known, n=1)
    hint = f"Did you mean `{near[0]}`? " if near else ""
    return Finding(
        "E103",
        f"`{key}` is not a manifest key.",
        f"{hint}Known keys: {', '.join(known)}.",
        where,
    )
