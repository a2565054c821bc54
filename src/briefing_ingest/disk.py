"""Reading files that somebody else named: only files, only inside their folder, and never without
end.

A folder of sources comes from anywhere. A named pipe in it would make a build wait for ever, a link
to a device would fill the memory, and a link out of the folder would publish a file that nobody
meant to publish. All that is an `OSError` here, as a missing file is, with the reason in words as
its ``strerror``:

    OSError
    └── RefusedFileError
        ├── NotAFileError       a folder, named pipe, socket or device
        ├── OutsideFolderError  a link that leads out of the folder, or to a hidden file in it
        └── TooLargeError       more bytes than are read

Between a check and the reading a file may be swapped for another. So nothing is read but what is
open already: what was checked is the open descriptor, and no link is followed on the way to it.
"""

from __future__ import annotations

import errno
import os
import select
import stat
from pathlib import Path
from typing import Final

LARGEST_BYTES: Final = 2**30
"""Of one file. The largest briefings, picture books of some hundred pages, stay below a tenth of
that."""

PIPE_PATIENCE_SECONDS: Final = 60
"""How long a pipe may stay silent: long enough for a slow command, short enough that nobody thinks
we hang."""

_CHUNK_BYTES: Final = 2**20
# Nothing is waited for while a file is opened, no terminal becomes ours, and no child process
# inherits it.
_OPEN_FILE: Final = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
# O_PATH, where there is one, opens folders that may be passed through but not listed.
_OPEN_FOLDER: Final = (
    getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
)


class RefusedFileError(OSError):
    """A file that exists and is not read; ``strerror`` says why, in words that fit into a
    sentence.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(errno.EINVAL, reason, str(path))


class NotAFileError(RefusedFileError):
    """Something in the file system that is not a regular file."""


class OutsideFolderError(RefusedFileError):
    """A link that leads where nobody looks for sources: out of the folder, or to what is hidden in
    it.
    """


class TooLargeError(RefusedFileError):
    """A file of more bytes than are read."""


def read_file_inside(folder: Path, file: Path, *, largest: int = LARGEST_BYTES) -> bytes:
    """The bytes of the regular file ``file``, which must lie in or below ``folder``.

    Links are followed as long as they lead to a file in the folder that anybody can see there: such
    a link can publish nothing that is not published anyway. A link to a hidden file (``.env``,
    ``.git/config``) could.

    Raises:
        RefusedFileError: see there; at most ``largest`` bytes are read.
        OSError: there is no such file, or it may not be read.
    """
    root = Path(os.path.realpath(folder))
    real = Path(os.path.realpath(file))
    if not real.is_relative_to(root):
        raise OutsideFolderError(file, "it is a link to a file outside the folder")
    parts = real.relative_to(root).parts
    if _passes_a_link(root, folder, file) and any(part.startswith(".") for part in parts):
        raise OutsideFolderError(file, "it is a link to a hidden file")
    if not parts:
        raise NotAFileError(file, "it is a folder, not a file")
    descriptor = _open_below(root, parts, file)
    try:
        return _read(descriptor, file, largest)
    finally:
        os.close(descriptor)


def read_regular_file(file: Path, *, largest: int = LARGEST_BYTES) -> bytes:
    """The bytes of the regular file ``file``, or of the one that a link of this name leads to.

    Raises:
        RefusedFileError: see there; at most ``largest`` bytes are read.
        OSError: there is no such file, or it may not be read.
    """
    return _read_named(file, largest, pipes=False)


def read_file_or_pipe(file: Path, *, largest: int = LARGEST_BYTES) -> bytes:
    """As `read_regular_file`, for what a user names by hand: a pipe such as ``<(command)`` of the
    shell is read too.

    Raises:
        RefusedFileError: see there; a pipe that gives nothing for a minute is refused too.
        OSError: there is no such file, or it may not be read.
    """
    return _read_named(file, largest, pipes=True)


def _passes_a_link(root: Path, folder: Path, file: Path) -> bool:
    """Whether a link stands between ``folder`` (really ``root``) and ``file``."""
    named = file.absolute()
    for base in (folder.absolute(), root):
        if named.is_relative_to(base):
            return root / named.relative_to(base) != Path(os.path.realpath(file))
    return True


def _open_below(root: Path, parts: tuple[str, ...], file: Path) -> int:
    """A descriptor of the file that ``parts`` lead to from ``root``, folder by folder, so that no
    link can slip in.
    """
    here = os.open(root, _OPEN_FOLDER)
    try:
        for part in parts[:-1]:
            below = os.open(part, _OPEN_FOLDER, dir_fd=here)
            os.close(here)
            here = below
        _refuse_by_kind(os.stat(parts[-1], dir_fd=here, follow_symlinks=False), file, pipes=False)
        return os.open(parts[-1], _OPEN_FILE | os.O_NOFOLLOW, dir_fd=here)
    finally:
        os.close(here)


def _read_named(file: Path, largest: int, *, pipes: bool) -> bytes:
    # Opening a device can do things (wind a tape, reset a port), so its kind is looked at before,
    # and again when open.
    _refuse_by_kind(file.stat(), file, pipes=pipes)
    descriptor = os.open(file, _OPEN_FILE)
    try:
        return _read(descriptor, file, largest, pipes=pipes)
    finally:
        os.close(descriptor)


def _read(descriptor: int, file: Path, largest: int, *, pipes: bool = False) -> bytes:
    """What ``descriptor`` gives until its end. Sizes are not believed: files grow, and those of
    /proc have none.
    """
    status = os.fstat(descriptor)
    _refuse_by_kind(status, file, pipes=pipes)
    is_pipe = stat.S_ISFIFO(status.st_mode)
    too_large = TooLargeError(file, f"it has more than {largest // 2**20} MiB")
    if status.st_size > largest:
        raise too_large
    chunks: list[bytes] = []
    size = 0
    while chunk := _next_chunk(descriptor, file, is_pipe=is_pipe):
        chunks.append(chunk)
        size += len(chunk)
        if size > largest:
            raise too_large
    return b"".join(chunks)


def _next_chunk(descriptor: int, file: Path, *, is_pipe: bool) -> bytes:
    if is_pipe:
        ready = select.poll()
        ready.register(descriptor, select.POLLIN)
        if not ready.poll(PIPE_PATIENCE_SECONDS * 1000):
            raise NotAFileError(
                file, f"it is a pipe that gave nothing for {PIPE_PATIENCE_SECONDS} seconds"
            )
    return os.read(descriptor, _CHUNK_BYTES)


_KINDS: Final = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISLNK, "a broken link"),
)


def _refuse_by_kind(status: os.stat_result, file: Path, *, pipes: bool) -> None:
    mode = status.st_mode
    if stat.S_ISREG(mode) or (pipes and stat.S_ISFIFO(mode)):
        return
    kind = next((name for is_kind, name in _KINDS if is_kind(mode)), "something else")
    raise NotAFileError(file, f"it is {kind}, not a file")
