"""Content-addressed memory of stages: what a stage made of the same input with the same code is not
made again.

One SQLite file in WAL mode (two builds may write at once; nothing is lost or torn when one is
killed). The key of an entry is the SHA-256 of the stage's name, a digest of this program and the
packages it stands on, and the input. The
memory is an aid and never a condition: if it is damaged or cannot be written, everything is simply
  made again.

The store lies in the user's own cache folder and never beside the sources, which are cloned and
handed over: a folder that others own or may write to is not used. Values are plain records
(`packing`), validated as they are read, and each carries a checksum, so that neither a damaged nor
a planted one is taken for a value, and none can run anything.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import sqlite3
import stat
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from briefing_ingest import packages
from briefing_ingest.errors import Finding, Location
from briefing_ingest.packing import Packing

T = TypeVar("T")
V = TypeVar("V")

# Modules that define what is packed: a last good value is used across versions of the rest, but not
# of these.
_RECORDS: Final = ("errors.py", "model/*.py", "packing.py", "text.py", "traced.py")
_TABLES: Final = """
    CREATE TABLE IF NOT EXISTS stages
        (key TEXT PRIMARY KEY, code TEXT NOT NULL, value BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS last_good
        (name TEXT PRIMARY KEY, key TEXT NOT NULL, shape TEXT NOT NULL) WITHOUT ROWID;
"""


class Memory:
    """An open store, or, without a connection, one that remembers nothing.

    ``findings`` say why there is no connection where one was wanted.
    """

    def __init__(
        self,
        connection: sqlite3.Connection | None = None,
        *,
        read_only: bool = False,
        findings: tuple[Finding, ...] = (),
    ) -> None:
        self._connection = connection
        self._read_only = read_only
        self._code = code_digest() if connection else ""
        self._noted: dict[str, str] = {}
        self.findings = findings

    def key(self, stage: str, *parts: bytes) -> str:
        """The key of an input: ``parts`` are its bytes and parameters."""
        whole = hashlib.sha256()
        for part in (stage.encode(), self._code.encode(), *parts):
            whole.update(len(part).to_bytes(8, "big") + part)
        return whole.hexdigest()

    def get(self, key: str, packing: Packing[V]) -> V | None:
        """The value kept under ``key``, or None."""
        row = self._row("SELECT key, value FROM stages WHERE key = ?", key)
        return _unsealed(*row, packing) if row else None

    def put(self, key: str, value: V, packing: Packing[V]) -> bool:
        """Keeps ``value`` under ``key``; False if it cannot be packed."""
        content = packing.pack(value)
        if content is None:
            return False
        self._write(
            "INSERT OR REPLACE INTO stages VALUES (?, ?, ?)", key, self._code, _sealed(key, content)
        )
        return True

    def note_good(self, name: str, key: str) -> None:
        """Notes that the value of ``name`` under ``key`` is its last good one, if `confirm_good`
        says so before the store is closed.
        """
        self._noted[name] = key

    def confirm_good(self, names: Iterable[str]) -> None:
        """Keeps what was noted of ``names``: what came of these values is published."""
        for name in names:
            if name in self._noted:
                self._write(
                    "INSERT OR REPLACE INTO last_good VALUES (?, ?, ?)",
                    name,
                    self._noted[name],
                    _shape_digest(),
                )

    def last_good(self, name: str, packing: Packing[V]) -> V | None:
        """The value that was last noted as good for ``name``, whatever its input was."""
        query = "SELECT key, value FROM last_good NATURAL JOIN stages WHERE name = ? AND shape = ?"
        row = self._row(query, name, _shape_digest())
        return _unsealed(*row, packing) if row else None

    def close(self) -> None:
        """Drops what other versions of the program left, except last good values, and closes the
        store.
        """
        self._write(
            "DELETE FROM stages WHERE code != ? AND key NOT IN (SELECT key FROM last_good)",
            self._code,
        )
        if self._connection:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _row(self, query: str, *values: str) -> tuple[object, object] | None:
        if not self._connection:
            return None
        try:
            row: tuple[object, object] | None = self._connection.execute(query, values).fetchone()
        except sqlite3.Error:
            return None
        return row

    def _write(self, statement: str, *values: str | bytes) -> None:
        if self._connection and not self._read_only:
            with contextlib.suppress(
                sqlite3.Error, OverflowError
            ):  # the latter: a value beyond what SQLite holds
                self._connection.execute(statement, values)


def default_folder() -> Path | None:
    """The folder of the stores in the user's cache folder; None for a user who has none."""
    from platformdirs import user_cache_path

    folder = user_cache_path("briefing-ingest", appauthor=False)
    return folder if folder.is_absolute() else None


def store_of(manifest: Path, folder: Path) -> Path:
    """The store in ``folder`` for the project of ``manifest``: sources of two projects may have the
    same ids.
    """
    digest = hashlib.sha256(os.fsencode(manifest.resolve())).hexdigest()
    return folder / f"{digest[:32]}.sqlite"


def open_memory(path: Path, *, read_only: bool = False) -> Memory:
    """Opens or creates the store at ``path``; one that cannot be used gives a memory that remembers
    nothing.

    It is not used if it, or the folder it lies in, belongs to another user or can be written by
    others.
    """
    try:
        if read_only and not path.exists():
            return Memory()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if distrust := _distrust(path.parent):
            return _without(path.parent, distrust)
        if not read_only:
            _make_private(path)
        if distrust := _distrust(path):
            return _without(path, distrust)
        return Memory(_connected_anew(path, read_only=read_only), read_only=read_only)
    except (OSError, sqlite3.Error) as error:
        return _without(path, f"cannot be used: {getattr(error, 'strerror', None) or error}.")


def _make_private(path: Path) -> None:
    """Creates the file for this user only; one that is there already stays as it is."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _distrust(place: Path) -> str:
    """Why what ``place`` holds may come from others; "" if it does not. A folder may be a link, a
    file not.
    """
    found = place.stat() if place.is_dir() else place.lstat()
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        return "is not a regular file."
    if (
        os.name != "posix"
    ):  # elsewhere owner and mode say nothing; the user's cache folder is private there
        return ""
    if found.st_uid != os.geteuid():
        return "belongs to another user."
    return "can be written by other users." if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH) else ""


def _without(place: Path, cause: str) -> Memory:
    fix = (
        "Name a folder that only you can write with --cache-dir, or build with --no-cache; it only "
        "takes longer."
    )
    where = Location(str(place))
    return Memory(
        findings=(Finding("N610", f"The memory of earlier builds {cause}", fix, where, "notice"),)
    )


def _connected_anew(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection to the store, which is thrown away first if it is not a database.

    Raises:
        OSError, sqlite3.Error: it cannot be used.
    """
    try:
        return _connected(path, read_only=read_only)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        if read_only:
            raise
        _remove(path)
        _make_private(path)
        return _connected(path, read_only=read_only)


@dataclass(frozen=True)
class Stage(Generic[T, V]):
    """A stage whose results are remembered.

    ``parts`` gives the input of an item as bytes, None for one that is not to be looked up;
    ``keep`` says whether a result may be kept, ``fits`` whether a remembered value can be the
    result of an item.
    """

    name: str
    packing: Packing[V]
    parts: Callable[[T], tuple[bytes, ...] | None]
    keep: Callable[[Any], bool]
    fits: Callable[[T, V], bool]


# A map as engines run it, seen from here: a function, its items, and a result for each in their
# order.
_Map = Callable[[Callable[..., Any], Iterable[T]], Iterator[Any]]


def remembering(
    mapper: _Map[T], memory: Memory, stage: Stage[T, Any], *, name: Callable[[T], str] | None = None
) -> _Map[T]:
    """``mapper`` as one that looks each item up in ``memory`` first and maps only what is not
    there, in order.

    Args:
        mapper: runs a function over items and yields results in the order of the items.
        memory: the store.
        stage: what is mapped.
        name: if given, the name under which an item's result is noted as last good.
    """

    def mapped(function: Callable[..., Any], items: Iterable[T]) -> Iterator[Any]:
        # The mapper may take items ahead; what was looked up waits here until its turn.
        waiting: deque[tuple[T, str | None, Any]] = deque()
        for result in mapper(function, misses(items, waiting)):
            yield from _hits(waiting)
            item, place, _ = waiting.popleft()
            # What would not be taken from the memory does not get there: the last good value stays
            # the one before.
            if place is not None and stage.keep(result) and stage.fits(item, result):
                kept = memory.put(place, result, stage.packing)
                note(item, place if kept else None)
            yield result
        yield from _hits(waiting)

    def misses(items: Iterable[T], waiting: deque[tuple[T, str | None, Any]]) -> Iterator[T]:
        for item in items:
            parts = stage.parts(item)
            place = memory.key(stage.name, *parts) if parts is not None else None
            found = _found(memory, stage, item, place)
            waiting.append((item, place, found))
            if found is None:
                yield item
            else:
                note(item, place)

    def note(item: T, place: str | None) -> None:
        if name and place is not None:
            memory.note_good(name(item), place)

    return mapped


def _found(memory: Memory, stage: Stage[T, V], item: T, place: str | None) -> V | None:
    found = memory.get(place, stage.packing) if place is not None else None
    return found if found is not None and stage.fits(item, found) else None


def _hits(waiting: deque[tuple[T, str | None, Any]]) -> Iterator[Any]:
    while waiting and (found := waiting[0][2]) is not None:
        waiting.popleft()
        yield found


def code_digest() -> str:
    """A digest of this package's code and data, of the Python and machine that run it, and of what
    it stands on.
    """
    ground = (
        platform.python_implementation(),
        platform.python_version(),
        sys.platform,
        platform.machine(),
    )
    whole = hashlib.sha256(" ".join(ground).encode())
    root = Path(__file__).parent
    for file in sorted(root.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            whole.update(
                file.relative_to(root).as_posix().encode()
                + b"\0"
                + hashlib.sha256(file.read_bytes()).digest()
            )
    for package, version in packages.versions().items():
        whole.update(f"{package}={version}\n".encode())
    return whole.hexdigest()


def _shape_digest() -> str:
    root = Path(__file__).parent
    files = [file for names in _RECORDS for file in sorted(root.glob(names))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _connected(path: Path, *, read_only: bool) -> sqlite3.Connection:
    if read_only:
        # Without "immutable" a reader in WAL mode makes files of its own; what a writer does
        # meanwhile is only missed.
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
        )
    else:
        connection = sqlite3.connect(path, timeout=10, isolation_level=None)
    try:
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.executescript(_TABLES)
        connection.execute("SELECT count(*) FROM last_good")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _sealed(key: str, content: bytes) -> bytes:
    return _seal(key, content) + content


def _unsealed(key: object, sealed: object, packing: Packing[V]) -> V | None:
    """The value, or None if it is damaged, of another place or not of this kind. A column may hold
    any SQL value.
    """
    if not isinstance(key, str) or not isinstance(sealed, bytes):
        return None
    content = sealed[_SEAL_BYTES:]
    return packing.unpack(content) if sealed[:_SEAL_BYTES] == _seal(key, content) else None


def _seal(key: str, content: bytes) -> bytes:
    """Tells damage and a value that stands under another key; anyone can compute it, so it tells no
    more than that.
    """
    return hashlib.sha256(key.encode() + content).digest()


_SEAL_BYTES: Final = 32
