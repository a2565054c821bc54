"""Writing files whole or not at all."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from briefing_ingest import disk
from briefing_ingest.errors import Finding, Location, UsageError


def check_writable(folder: Path) -> None:
    """Creates ``folder`` and tries to write there, so that a long build does not fail at its end.

    Raises:
        UsageError: E401.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _unwritable(folder, error) from None


def write_whole(contents: Mapping[Path, bytes]) -> None:
    """Writes all files or, if one cannot be written, none; files that are already so stay
    untouched.

    Each goes to a temporary file in its folder first; only when all are on disk do they take their
    places.

    Raises:
        UsageError: E401.
    """
    place = Path()
    ready: list[tuple[Path, Path]] = []
    try:
        for place, content in contents.items():
            if place.is_dir():
                raise IsADirectoryError(0, "a folder of that name is in the way")
            if not _same(place, content):
                place.parent.mkdir(parents=True, exist_ok=True)
                ready.append((_temporary(place, content), place))
        with _uninterrupted():
            while ready:
                temporary, place = ready[0]
                temporary.replace(place)
                ready.pop(0)
    except OSError as error:
        raise _unwritable(place, error) from None
    finally:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)


def _same(place: Path, content: bytes) -> bool:
    with suppress(OSError):
        return disk.read_regular_file(place, largest=len(content)) == content
    return False


def _temporary(place: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{place.name}.", suffix=".tmp", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_usual_mode())
    except BaseException:  # an interrupt too must leave nothing behind
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _usual_mode() -> int:
    """The mode a new file gets here; temporary files are private, and the system tells its mask
    only by setting it.
    """
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Holds interrupts back for the moment in which several files take their places."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _unwritable(place: Path, error: OSError) -> UsageError:
    cause = f"It cannot be written: {error.strerror}. Earlier output is untouched."
    return UsageError(
        Finding(
            "E401",
            cause,
            "Choose another folder with --out, or change its permissions.",
            Location(str(place)),
        )
    )
