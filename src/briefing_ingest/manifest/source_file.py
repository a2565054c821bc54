"""The bytes of a source, checked against what the manifest states."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final

from briefing_ingest import disk
from briefing_ingest.errors import Finding, Location, SourceError
from briefing_ingest.model import Source
from briefing_ingest.text import checksum


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


def _about(source: Source, code: str, cause: str, fix: str) -> Finding:
    return Finding(code, cause, fix, Location(source.path), source=source.id)
