"""The folder of a manifest: which of its files could be sources, and which nobody declared."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import Final

from briefing_ingest.errors import Finding, Location
from briefing_ingest.model import Source
from briefing_ingest.text import printable, slug, unique_ids

EXTENSIONS: Final = frozenset(
    {
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".mht",
        ".mhtml",
        ".warc",
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


def undeclared_sources(path: Path, declared: list[Source]) -> list[Source]:
    """Sources for the files of a known kind in the manifest's folder that it does not list, sorted
    by path.
    """
    folder = path.parent.resolve()
    listed = {source.path for source in declared}
    files = [
        name
        for name in files_below(folder)
        if f"{folder.name}/{name}" not in listed and not _left_out(name)
    ]
    files = [name for name in files if is_nameable(name)]
    ids = new_ids(files, [source.id for source in declared])
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


def left_out_notice(path: Path, listed: list[str]) -> list[Finding]:
    """One notice that names the files of the manifest's folder which are neither ``listed`` nor
    sources, if any.
    """
    folder = path.parent.resolve()
    known = {*listed, f"{folder.name}/{path.name}"}
    names = [
        name
        for name in files_below(folder)
        if f"{folder.name}/{name}" not in known and _left_out(name)
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


def files_below(folder: Path) -> list[str]:
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


def new_ids(files: list[str], taken: list[str]) -> list[str]:
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


def undeclared_notice(source: Source) -> Finding:
    """N602 about a file that nobody declared."""
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
