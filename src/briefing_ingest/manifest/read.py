"""Reading a manifest as a whole."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from briefing_ingest import disk
from briefing_ingest.errors import Finding, Location, UsageError
from briefing_ingest.manifest.decisions import (
    Applied,
    Decision,
    apply_decisions,
    stated_decisions,
    unknown_source,
)
from briefing_ingest.manifest.entries import entries_of, is_inner_path, source_of, tables_of
from briefing_ingest.manifest.folder import (
    files_below,
    is_nameable,
    left_out_notice,
    undeclared_notice,
    undeclared_sources,
    unnameable,
)
from briefing_ingest.manifest.lines import EntryPlace, Lines
from briefing_ingest.model import NO_DECISIONS, Decisions, Source

MANIFEST_NAME: Final = "sources.toml"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as read.

    ``sources`` are the declared ones in their order, then files of the folder that nobody declared.
    ``findings`` with severity error are about one source each (`Finding.source`), which must not be
    built; the others are notices.
    """

    path: Path
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...] = ()
    gazetteer: str | None = None
    """The maintainer's own names: a CSV, relative to the manifest."""
    decisions: Decisions = NO_DECISIONS
    """What the maintainer has decided of more than one source."""
    waiting: tuple[Decision, ...] = ()
    """Decisions on sources that are not listed: they may be entries of feeds."""

    @property
    def folder(self) -> Path:
        """The folder that holds the manifest and its sources."""
        return self.path.parent

    def file(self, source: Source) -> Path:
        """Where the file of ``source`` lies."""
        return self.folder.resolve().parent / source.path


def manifest_path(sources: Path) -> Path:
    """The manifest that ``sources`` (a folder or the manifest itself) means, whether it exists or
    not.
    """
    return sources / MANIFEST_NAME if sources.is_dir() or sources.suffix != ".toml" else sources


def read_manifest(path: Path) -> Manifest:
    """Reads a manifest and looks for files beside it that it does not declare.

    ``Source.path`` of the result begins with the name of the manifest's folder
    (``seeds/report.pdf``).

    Raises:
        UsageError: E101 no manifest, E102 not TOML, E103 unknown table, E104 a source without
            usable id or path or no source at all, E105 two sources with one id, E106 statements
            about works that make no sense, E107 a decision that makes none.
    """
    text = _read_text(path)
    document = _document(text, path)
    lines = Lines(text)
    entries = entries_of(document, lines, path)
    folder = path.parent.resolve().name
    stated, findings = _sources_of(entries, lines, path)
    found = [*stated, *undeclared_sources(path, stated)]
    settled, decisions, waiting = _applied(found, _decisions(document, text, path))
    declared = [source for source in settled if source.declared]
    undeclared = [source for source in settled if not source.declared]
    _check_overrides(declared, stated, path, lines)
    _check_editions(stated, path, lines)
    if not settled:
        cause, fix = (
            "The manifest lists no sources, and its folder contains none.",
            "Add one: `ingest sources add FILE`.",
        )
        raise UsageError(Finding("E104", cause, fix, Location(str(path))))
    gazetteer = _gazetteer(document, lines, path)
    listed = [*(source.path for source in declared), f"{folder}/{gazetteer}"]
    findings += [undeclared_notice(source) for source in undeclared]
    findings += [
        unnameable(f"{folder}/{name}")
        for name in files_below(path.parent.resolve())
        if not is_nameable(name)
    ]
    findings += left_out_notice(path, listed)
    return Manifest(path, (*declared, *undeclared), tuple(findings), gazetteer, decisions, waiting)


def _sources_of(
    entries: Sequence[Mapping[str, Any]], lines: Lines, path: Path
) -> tuple[list[Source], list[Finding]]:
    """The sources that the entries state, and what is wrong with single ones."""
    folder = path.parent.resolve().name
    by_id: dict[str, Source] = {}
    findings: list[Finding] = []
    for index, entry in enumerate(entries):
        source, problems = source_of(entry, folder, EntryPlace(lines, str(path), index))
        if source.id in by_id:
            raise UsageError(_duplicate(source.id, path, lines.line_of(index, "id")))
        by_id[source.id] = source
        findings += problems
    return list(by_id.values()), findings


def _applied(found: Sequence[Source], decisions: Iterable[Decision]) -> Applied:
    """The decisions applied to the sources; those that name others wait only where a feed may have
    them.
    """
    applied = apply_decisions(found, decisions)
    if applied.waiting and not any(may_be_feed(source.path) for source in found):
        raise unknown_source(applied.waiting[0], found)
    return applied


def _decisions(document: Mapping[str, Any], text: str, path: Path) -> tuple[Decision, ...]:
    lines = Lines(text, "decision")
    entries = tables_of(document, "decision", lines, path)
    places = [EntryPlace(lines, str(path), index) for index in range(len(entries))]
    return stated_decisions(entries, places)


_FEEDS: Final = frozenset({".xml", ".rss", ".atom", ".json", ".xhtml", ".html", ".htm"})


def may_be_feed(path: str) -> bool:
    """Whether a file may be a feed of several sources, by its name."""
    return PurePosixPath(path).suffix.lower() in _FEEDS


def _read_text(path: Path) -> str:
    try:
        return disk.read_regular_file(path).decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        fix = (
            f"Name the folder that holds {MANIFEST_NAME}, or start one: `ingest sources add FILE`."
        )
        raise UsageError(
            Finding("E101", "There is no such manifest.", fix, Location(str(path)))
        ) from None
    except OSError as error:
        cause = f"The manifest cannot be read: {error.strerror}."
        raise UsageError(
            Finding("E101", cause, "Check its permissions and type.", Location(str(path)))
        ) from None
    except UnicodeDecodeError:
        cause = "The manifest is not UTF-8 text."
        raise UsageError(Finding("E102", cause, "Save it as UTF-8.", Location(str(path)))) from None


def _document(text: str, path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        where = Location(str(path), line=int(place[1]) if place else text.count("\n") + 1)
        fix = "Fix the line; put text values in double quotes."
        raise UsageError(Finding("E102", f"{error}.", fix, where)) from None


def _gazetteer(document: Mapping[str, Any], lines: Lines, path: Path) -> str | None:
    name = document.get("gazetteer")
    if name is None or (isinstance(name, str) and name.endswith(".csv") and is_inner_path(name)):
        return name
    where = Location(str(path), line=lines.line_of(None, "gazetteer"))
    fix = 'Write it like `gazetteer = "names.csv"`, relative to the manifest.'
    raise UsageError(
        Finding("E104", "`gazetteer` is not the path of a CSV file in the folder.", fix, where)
    )


def _check_overrides(
    declared: Sequence[Source], stated: Sequence[Source], path: Path, lines: Lines
) -> None:
    """E106 if `work` and `not_work` contradict each other or name no source.

    ``declared`` has the decisions applied, ``stated`` is what the entries themselves say, in their
    order: only what an entry says has a line there.
    """
    works = {source.id: source.work for source in declared}
    for source in declared:
        for other in source.not_work:
            if other not in works or other == source.id:
                cause = f"`not_work` of {source.id!r} names {other!r}, which is not another source."
            elif source.work and works[other] == source.work:
                cause = (
                    f"{source.id!r} and {other!r} are declared as one work, {source.work!r}, and "
                    f"not to be."
                )
            else:
                continue
            fix = "Keep one of the two statements, with ids from this manifest."
            where = Location(str(path), line=_line_of_not_work(source.id, other, stated, lines))
            raise UsageError(Finding("E106", cause, fix, where))


def _check_editions(stated: Sequence[Source], path: Path, lines: Lines) -> None:
    """E106 if `supersedes` names no other source, or sources supersede each other in a circle."""
    earlier = {source.id: source.supersedes for source in stated}
    for index, source in enumerate(stated):
        unknown = [name for name in source.supersedes if name not in earlier]
        if unknown:
            cause = (
                f"`supersedes` of {source.id!r} names {unknown[0]!r}, which is not another source."
            )
        elif source.id in _all_earlier(source.id, earlier):
            cause = f"{source.id!r} supersedes itself, perhaps by way of other sources."
        else:
            continue
        fix = "Let `supersedes` name only earlier editions, by their ids in this manifest."
        where = Location(str(path), line=lines.line_of(index, "supersedes"))
        raise UsageError(Finding("E106", cause, fix, where))


def _all_earlier(name: str, earlier: Mapping[str, Sequence[str]]) -> set[str]:
    """The ids of all that the source ``name`` supersedes, by way of others too."""
    found: set[str] = set()
    waiting = list(earlier[name])
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += earlier.get(one, ())
    return found


def _line_of_not_work(name: str, other: str, stated: Sequence[Source], lines: Lines) -> int | None:
    """The line in which the entry of source ``name`` says that ``other`` is another work; None if
    it is not the entry that says so.
    """
    found = (i for i, one in enumerate(stated) if one.id == name and other in one.not_work)
    index = next(found, None)
    return None if index is None else lines.line_of(index, "not_work")


def _duplicate(source_id: str, path: Path, line: int | None) -> Finding:
    fix = "Give one of them another id."
    return Finding(
        "E105", f"Two sources have the id {source_id!r}.", fix, Location(str(path), line=line)
    )
