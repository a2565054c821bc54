"""Where commands find the dataset they look at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing_ingest import disk
from briefing_ingest.errors import Finding, Location, UsageError

if TYPE_CHECKING:
    from briefing_ingest.loader import Briefings

dataset_option = click.option(
    "--dataset",
    "place",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="The dataset, or its folder.",
)


def dataset_file(place: Path) -> Path:
    """The dataset that ``place`` (a folder or the file itself) means."""
    return place / "dataset.json" if place.is_dir() or place.suffix != ".json" else place


# Objects in memory take about eight times the bytes of the file (43 MiB: 350 MiB), and a diff reads
# two of them.
_LARGEST = 400 * 2**20


def read_file(file: Path) -> bytes:
    """The bytes of a file the user named; a pipe such as ``<(git show HEAD:out/dataset.json)`` is
    read too.

    Raises:
        UsageError: E403, it cannot be read; E414, it is too large to be looked at.
    """
    try:
        _refuse_huge(file.stat().st_size, str(file))
        return disk.read_file_or_pipe(file, largest=_LARGEST)
    except disk.TooLargeError as error:
        raise _huge(f"It cannot be read: {error.strerror}.", str(file)) from None
    except OSError as error:
        fix = "Name another file, or build it: `ingest build`."
        raise UsageError(
            Finding("E403", f"It cannot be read: {error.strerror}.", fix, Location(str(file)))
        ) from None


def content_of(spec: str, current: Path) -> bytes:
    """The bytes of a file or folder's dataset if there is one of that name, else of REV:path in
    git; REV alone means the dataset ``current`` as it stood then.

    Raises:
        UsageError: E403, E405 or E406; E414, it is too large.
    """
    path = Path(spec)
    from briefing_ingest.git import is_commit, read_revision, revision_size

    if not path.exists() and ":" not in spec and is_commit(spec, Path.cwd()):
        spec = f"{spec}:{for_git(current)}"
    elif path.exists() or ":" not in spec:
        return read_file(dataset_file(path) if path.is_dir() else path)

    _refuse_huge(revision_size(spec, Path.cwd()), spec)
    return read_revision(spec, Path.cwd())


def for_git(file: Path) -> str:
    """A path relative to the current folder, which git wants marked as such; absolute ones inside
    it are made so.
    """
    if file.is_absolute() and file.is_relative_to(Path.cwd()):
        file = file.relative_to(Path.cwd())
    return file.as_posix() if file.is_absolute() else f"./{file.as_posix()}"


def _refuse_huge(size: int, name: str) -> None:
    if size > _LARGEST:
        raise _huge(
            f"It has {size // 2**20} MiB; up to {_LARGEST // 2**20} MiB can be shown.", name
        )


def _huge(cause: str, name: str) -> UsageError:
    fix = "Build the sources in several folders, one dataset each."
    return UsageError(Finding("E414", cause, fix, Location(name)))


def load_briefings(place: Path) -> Briefings:
    """The dataset at ``place`` with its provenance.

    Raises:
        UsageError: E403, there is none.
        IngestError: it cannot be used.
    """
    from briefing_ingest.loader import load

    file = dataset_file(place)
    if not file.is_fifo():  # it can be read only once
        read_file(file)
    return load(file)
