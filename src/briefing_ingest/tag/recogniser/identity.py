"""Which model a name stands for: what must be the same for a remembered answer of the model to
hold.

The order is that of `spacy.load`: a name is that of an installed package, else the path of a
folder. spaCy itself is not asked, since to import it takes a second, and a build that remembers
everything does not need it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from briefing_ingest.packages import installed_version, versions_of

DEFAULT_MODEL: Final = "own"
"""The name of the model that the package ships."""
_DESCRIPTION: Final = "meta.json"
"""The file by which spaCy knows a folder as a model."""


def model_identity(name: str) -> str | None:
    """What tells the model ``name`` from every other one; None if there is none, or if it cannot be
    read.

    Of the package's own that is its name: its files count among those of the program. Of an
    installed package, its version and those of all that it requires; of a folder, a digest of every
    path and byte, and the versions of the packages that its description asks for.
    """
    if name == DEFAULT_MODEL:
        return name
    if installed_version(name):
        return _print_versions(versions_of([name]))
    folder = Path(name)
    try:
        return f"{_digest(folder)} {_print_versions(versions_of(_required_by(folder)))}"
    except OSError:
        return None


def model_state(name: str) -> str:
    """As `model_identity`, but by the sizes and times of files: enough to notice within a process
    that they changed.
    """
    try:
        states = [(inner, file.stat()) for inner, file in _files(Path(name))]
    except OSError:
        return ""
    return repr(
        [(inner, state.st_size, state.st_mtime_ns, state.st_ino) for inner, state in states]
    )


def _digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for inner, file in _files(folder):
        with file.open("rb") as opened:
            content = hashlib.file_digest(opened, "sha256").digest()
        whole.update(os.fsencode(inner) + b"\0" + content)
    return f"sha256:{whole.hexdigest()}"


def _files(model: Path) -> Iterator[tuple[str, Path]]:
    """Every regular file of the folder of a model, with its path in it, in the order of paths.

    Links are followed, as spaCy follows them, but into no folder twice: they may go in circles.
      What has no
    description is no model to spaCy, and is not walked through: it may be a whole disk.

    Raises:
        OSError: it is no folder of a model, or something in it cannot be read.
    """
    (model / _DESCRIPTION).stat()
    found, seen, waiting = [], set(), [model]
    while waiting:
        folder = waiting.pop()
        if (real := os.path.realpath(folder)) in seen:
            continue
        seen.add(real)
        for entry in folder.iterdir():
            if entry.is_dir():
                waiting.append(entry)
            elif entry.is_file():
                found.append((entry.relative_to(model).as_posix(), entry))
    yield from sorted(found)


def _required_by(folder: Path) -> list[str]:
    """The requirements that the description of a model lists."""
    try:
        described = json.loads((folder / _DESCRIPTION).read_bytes())
    except ValueError:
        return []
    listed = described.get("requirements") if isinstance(described, dict) else None
    return [line for line in listed if isinstance(line, str)] if isinstance(listed, list) else []


def _print_versions(versions: dict[str, str]) -> str:
    return " ".join(f"{name}=={version}" for name, version in versions.items())
