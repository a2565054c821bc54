"""The manifest `sources.toml`: which files are sources, and what is stated of them.

    gazetteer = "names.csv"         # optional: names of our own, see `tag.own`

    [[source]]
    id = "annual-review"            # lower-case slug, unique
    path = "annual-review.pdf"      # relative to the manifest
    sha256 = "sha256:..."           # optional, like title, publisher, url, published, licence,
    language and password

An entry that says something we cannot understand costs that source and no other; only a manifest
that cannot be taken apart into named sources is unusable as a whole.
"""

from __future__ import annotations

import datetime
import difflib
import os
import re
import shlex
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, Final

from briefing_ingest import disk
from briefing_ingest.errors import Finding, Location, SourceError, UsageError
from briefing_ingest.model import Source
from briefing_ingest.text import checksum, printable, slug, unique_ids

MANIFEST_NAME: Final = "sources.toml"
EXTENSIONS: Final = frozenset(
    {
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".xhtml",
        ".pdf",
        ".xml",
        ".rss",
        ".atom",
    }
)
_ABOUT_THE_FOLDER: Final = frozenset(
    {"readme", "license", "licence", "copying", "changelog", "contributing", "notice"}
)
_NAMED: Final = 8
_NEEDED: Final = ("id", "path")
_TOP: Final = ("source", "gazetteer")


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
            about works that make no sense.
    """
    text = _read_text(path)
    document = _document(text, path)
    lines = _Lines(text)
    entries = _entries(document, lines, path)
    folder = path.parent.resolve().name
    by_id: dict[str, Source] = {}
    findings: list[Finding] = []
    for index, entry in enumerate(entries):
        source, problems = _source(entry, folder, _Place(lines, str(path), index))
        if source.id in by_id:
            raise UsageError(_duplicate(source.id, path, lines.line_of(index, "id")))
        by_id[source.id] = source
        findings += problems
    declared = list(by_id.values())
    _check_overrides(declared, path, lines)
    undeclared = _undeclared(path, declared)
    if not declared and not undeclared:
        cause, fix = (
            "The manifest lists no sources, and its folder contains none.",
            "Add one: `ingest sources add FILE`.",
        )
        raise UsageError(Finding("E104", cause, fix, Location(str(path))))
    findings += [_undeclared_notice(source) for source in undeclared]
    findings += [
        unnameable(f"{folder}/{name}")
        for name in _files(path.parent.resolve())
        if not is_nameable(name)
    ]
    gazetteer = _gazetteer(document, lines, path)
    findings += _left_out_notice(
        path, [*(source.path for source in declared), f"{folder}/{gazetteer}"]
    )
    return Manifest(path, (*declared, *undeclared), tuple(findings), gazetteer)


def read_source_file(file: Path, source: Source, *, inside: Path | None = None) -> bytes:
    """The bytes of ``file``, checked against the source's checksum.

    Args:
        file: where it lies.
        source: what the manifest states of it.
        inside: the folder of the manifest, which no link may lead out of; None for a file that a
          user named by hand.

    Raises:
        SourceError: E201 missing, E202 checksum differs, E203 empty, E210 cannot be read, E214 no
            regular file, E215 a link out of the folder, E216 too large.
    """
    try:
        content = disk.read_file_inside(inside, file) if inside else disk.read_regular_file(file)
    except FileNotFoundError:
        cause = (
            "It is a link to a file that is not there."
            if file.is_symlink()
            else "There is no such file."
        )
        fix = "Restore the file, or remove its entry from the manifest."
        raise SourceError(_about(source, "E201", cause, fix)) from None
    except disk.RefusedFileError as error:
        raise SourceError(refused(error, source.path, source=source.id)) from None
    except OSError as error:
        cause = f"The operating system refused to read it: {error.strerror}."
        raise SourceError(
            _about(source, "E210", cause, "Check the file's permissions and type.")
        ) from None
    if not content:
        raise SourceError(_about(source, "E203", "The file has no bytes.", "Fetch it again."))
    if source.sha256 and checksum(content) != source.sha256:
        cause = (
            f"The manifest expects {source.sha256[:19]}…, the file has {checksum(content)[:19]}…."
        )
        fix = (
            f"Restore the file, or accept the change: `ingest sources add --update "
            f"{shlex.quote(source.path)}`."
        )
        raise SourceError(_about(source, "E202", cause, fix))
    return content


def refused(error: disk.RefusedFileError, path: str, *, source: str | None = None) -> Finding:
    """E214, E215 or E216 about a file that is there and is not read; ``path`` is its name for
    people.
    """
    code, fix = next(told for kind, told in _REFUSALS.items() if isinstance(error, kind))
    cause = f"It is not read: {error.strerror}."
    return Finding(code, cause, fix, Location(path), source=source)


_REFUSALS: Final[dict[type[disk.RefusedFileError], tuple[str, str]]] = {
    disk.NotAFileError: ("E214", "Replace it with a file, or remove it."),
    disk.OutsideFolderError: (
        "E215",
        "Replace the link with a copy of the file, or remove it.",
    ),
    disk.TooLargeError: ("E216", "Split the file into smaller ones."),
}


def is_nameable(name: str) -> bool:
    """Whether the name of a file is text, so that manifest and dataset can have it.

    To most systems names are bytes; those that are no UTF-8 come as lone surrogates, which no file
    of ours can hold.
    """
    return not any("\ud800" <= character <= "\udfff" for character in name)


def unnameable(name: str) -> Finding:
    """E217 about a file that no source can be."""
    cause = (
        "The file name is not UTF-8, so the dataset cannot list the file as a source. It is not "
        "read."
    )
    return Finding("E217", cause, "Rename the file.", Location(printable(name, one_line=True)))


def with_source(text: str, file: str, sha256: str, *, update: bool = False) -> tuple[str, str]:
    """The manifest ``text`` with an entry for ``file`` (relative to it), and the source's id;
    comments are kept.

    A file that is already listed keeps its entry; ``update`` refreshes the checksum there.

    Raises:
        UsageError: E102 if ``text`` is not TOML, E105 if the file is listed and ``update`` is not
          asked for.
    """
    import tomlkit
    from tomlkit.exceptions import ParseError
    from tomlkit.items import AoT

    try:
        document = tomlkit.parse(text)
    except ParseError as error:
        raise UsageError(
            Finding("E102", f"{error}.", "Mend the manifest.", Location(MANIFEST_NAME))
        ) from None
    listed = document.setdefault("source", tomlkit.aot())
    for entry in listed if isinstance(listed, AoT | list) else []:
        if entry.get("path") == file:
            if not update:
                fix = "Nothing to do; `--update` records a new checksum."
                raise UsageError(
                    Finding("E105", "The file is listed already.", fix, Location(file))
                )
            entry["sha256"] = sha256
            return tomlkit.dumps(document), str(entry.get("id"))
    source_id = _new_ids([file], [str(entry.get("id")) for entry in listed])[0]
    entry = tomlkit.table()
    if len(listed):
        listed[-1].add(tomlkit.nl())
    entry.update({"id": source_id, "path": file, "sha256": sha256})
    listed.append(entry)
    return tomlkit.dumps(document), source_id


# --- reading entries ------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Lines:
    """The text of a manifest, taken apart once, when the first line number is asked for."""

    text: str

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def _headers(self) -> list[int]:
        """Indices of the lines that begin an entry, and of the end."""
        found = [number for number, line in enumerate(self._lines) if _HEADER.match(line)]
        return [*found, len(self._lines)]

    def line_of(self, index: int | None, key: str) -> int | None:
        """1-based line of ``key`` in entry number ``index`` (anywhere if None); else of its header,
        else None.

        The standard parser keeps no positions, so the text is searched; a key inside a multi-line
        string could mislead.
        """
        is_entry = index is not None and index < len(self._headers) - 1
        start, end = (
            self._headers[index : index + 2]
            if index is not None and is_entry
            else (0, len(self._lines))
        )
        pattern = re.compile(rf"\s*(\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*(=|\]|\.)")
        found = next(
            (number for number in range(start, end) if pattern.match(self._lines[number])), None
        )
        if found is None:
            return start + 1 if index is not None and len(self._headers) > 1 else None
        return found + 1


_HEADER: Final = re.compile(r"\s*\[\[\s*source\s*\]\]")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an entry stands: the manifest's lines and name, and which of its entries it is."""

    lines: _Lines
    name: str
    index: int

    def at(self, key: str) -> Location:
        return Location(self.name, line=self.lines.line_of(self.index, key))


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


def _gazetteer(document: Mapping[str, Any], lines: _Lines, path: Path) -> str | None:
    name = document.get("gazetteer")
    if name is None or (isinstance(name, str) and name.endswith(".csv") and _is_inner_path(name)):
        return name
    where = Location(str(path), line=lines.line_of(None, "gazetteer"))
    fix = 'Write it like `gazetteer = "names.csv"`, relative to the manifest.'
    raise UsageError(
        Finding("E104", "`gazetteer` is not the path of a CSV file in the folder.", fix, where)
    )


def _check_overrides(declared: list[Source], path: Path, lines: _Lines) -> None:
    """E106 if `work` and `not_work` contradict each other or name no source."""
    works = {source.id: source.work for source in declared}
    for index, source in enumerate(declared):
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
            where = Location(str(path), line=lines.line_of(index, "not_work"))
            raise UsageError(Finding("E106", cause, fix, where))


def _entries(document: Mapping[str, Any], lines: _Lines, path: Path) -> list[Mapping[str, Any]]:
    for key in document:
        if key not in _TOP:
            raise UsageError(
                _unknown_key(key, list(_TOP), Location(str(path), line=lines.line_of(None, key)))
            )
    entries = document.get("source", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        fix = "Write each source as a table that begins with [[source]]."
        where = Location(str(path), line=lines.line_of(None, "source"))
        raise UsageError(Finding("E104", "`source` is not a list of tables.", fix, where))
    return entries


def _source(entry: Mapping[str, Any], folder: str, place: _Place) -> tuple[Source, list[Finding]]:
    """The source an entry states, and what is wrong with it short of its id and path."""
    problems = list(_problems(entry, place))
    for problem, key in problems:
        if key in _NEEDED:
            raise UsageError(problem)
    bad = {key for _, key in problems}
    stated: dict[str, Any] = {
        key: _plain(value) for key, value in entry.items() if key in _CHECKS and key not in bad
    }
    path = str(PurePosixPath(folder, stated["path"]))
    named = [replace(problem, source=stated["id"]) for problem, _ in problems]
    return Source(**{**stated, "path": path}), named


def _problems(entry: Mapping[str, Any], place: _Place) -> Iterator[tuple[Finding, str]]:
    for key in _NEEDED:
        if key not in entry:
            cause = f"Source number {place.index + 1} has no `{key}`."
            yield Finding("E104", cause, f"Add a line `{key} = ...`.", place.at(key)), key
    for key, value in entry.items():
        if key not in _CHECKS:
            yield _unknown_key(key, list(_CHECKS), place.at(key)), key
        elif not _CHECKS[key][0](_plain(value)):
            shown = "" if key == "password" else f"{value!r}, which is "
            cause = f"`{key}` is {shown}not {_CHECKS[key][1]}."
            yield Finding("E104", cause, f"Write {_CHECKS[key][1]}.", place.at(key)), key


def _matches(pattern: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value))


def _is_inner_path(value: object) -> bool:
    if not isinstance(value, str) or not value or "\\" in value or "\0" in value:
        return False
    path = PurePosixPath(value)
    return not path.is_absolute() and ".." not in path.parts and path != PurePosixPath()


def _are_ids(value: object) -> bool:
    return isinstance(value, list | tuple) and all(_CHECKS["id"][0](item) for item in value)


def _plain(value: object) -> object:
    """TOML has dates of its own; the dataset writes them as text. Lists become tuples, as records
    are immutable.
    """
    if isinstance(value, list):
        return tuple(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


_CHECKS: Final[dict[str, tuple[Callable[[object], bool], str]]] = {
    "id": (_matches(r"[a-z0-9][a-z0-9._-]*"), "a lower-case slug such as 'annual-review'"),
    "path": (_is_inner_path, "a path inside the manifest's folder, with forward slashes"),
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
    "not_work": (_are_ids, "a list of ids of other sources"),
}


# --- findings -------------------------------------------------------------------------------------


def _about(source: Source, code: str, cause: str, fix: str) -> Finding:
    return Finding(code, cause, fix, Location(source.path), source=source.id)


def _unknown_key(key: str, known: list[str], where: Location) -> Finding:
    near = difflib.get_close_matches(key, known, n=1)
    hint = f"Did you mean `{near[0]}`? " if near else ""
    return Finding(
        "E103",
        f"`{key}` is not a manifest key.",
        f"{hint}Known keys: {', '.join(known)}.",
        where,
    )


def _duplicate(source_id: str, path: Path, line: int | None) -> Finding:
    fix = "Give one of them another id."
    return Finding(
        "E105", f"Two sources have the id {source_id!r}.", fix, Location(str(path), line=line)
    )


# --- files nobody declared ------------------------------------------------------------------------


def _undeclared(path: Path, declared: list[Source]) -> list[Source]:
    """Sources for the files of a known kind in the manifest's folder that it does not list, sorted
    by path.
    """
    folder = path.parent.resolve()
    listed = {source.path for source in declared}
    files = [
        name
        for name in _files(folder)
        if f"{folder.name}/{name}" not in listed and not _left_out(name)
    ]
    files = [name for name in files if is_nameable(name)]
    ids = _new_ids(files, [source.id for source in declared])
    return [
        Source(i, f"{folder.name}/{name}", declared=False)
        for i, name in zip(ids, files, strict=True)
    ]


def _left_out(name: str) -> bool:
    """Whether a file nobody declared is taken for no source: of another kind, or one that speaks of
    the folder.
    """
    file = PurePosixPath(name)
    return file.suffix.lower() not in EXTENSIONS or file.stem.casefold() in _ABOUT_THE_FOLDER


def _left_out_notice(path: Path, listed: list[str]) -> list[Finding]:
    """One notice that names the files of the manifest's folder which are neither ``listed`` nor
    sources, if any.
    """
    folder = path.parent.resolve()
    known = {*listed, f"{folder.name}/{path.name}"}
    names = [
        name for name in _files(folder) if f"{folder.name}/{name}" not in known and _left_out(name)
    ]
    names = [printable(name, one_line=True) for name in names]
    if not names:
        return []
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    first = f"{', '.join(names[:_NAMED])}{more}"
    cause = f"Skipped: unsupported file type or a name that is not a source's: {first}."
    fix = (
        "Nothing, if that is right. Otherwise save it as PDF, HTML, Markdown or text and declare "
        "it: `ingest sources add`."
    )
    return [Finding("N609", cause, fix, Location(folder.name), severity="notice")]


def _files(folder: Path) -> list[str]:
    """Every file (or link to a folder) below ``folder`` that is not hidden, as a path relative to
    it, sorted.
    """
    found = []
    for parent, folders, names in os.walk(folder):
        links = [
            name for name in folders if Path(parent, name).is_symlink()
        ]  # they are not walked, but reported
        folders[:] = [name for name in folders if not name.startswith(".") and name not in links]
        found += [Path(parent, name) for name in (*names, *links) if not name.startswith(".")]
    return sorted(file.relative_to(folder).as_posix() for file in found)


def _new_ids(files: list[str], taken: list[str]) -> list[str]:
    """Ids for files: the slug of the stem, with the extension where two files or a taken id would
    clash.
    """
    stems = [slug(PurePosixPath(name).stem) or "source" for name in files]
    often = Counter([*stems, *set(taken)])
    clashes = {stem for stem in stems if often[stem] > 1}
    wanted = [
        f"{stem}-{PurePosixPath(name).suffix[1:].lower()}" if stem in clashes else stem
        for stem, name in zip(stems, files, strict=True)
    ]
    return unique_ids([*taken, *wanted])[len(taken) :]


def _undeclared_notice(source: Source) -> Finding:
    _, _, inner = source.path.partition("/")
    quoted = shlex.quote(source.path)
    fix = (
        f'Declare it: `ingest sources add {quoted}` writes id = "{source.id}", path = "{inner}" '
        f"and the checksum."
    )
    return Finding(
        "N602",
        "The manifest does not list this file.",
        fix,
        Location(source.path),
        severity="warning",
        source=source.id,
    )
