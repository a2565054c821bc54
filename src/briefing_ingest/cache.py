"""Content-addressed memory of stages: what a stage made of the same input with the same code is not made again.

One SQLite file in WAL mode (two builds may write at once; nothing is lost or torn when one is killed). The key of an
entry is the SHA-256 of the stage's name, a digest of this program and the packages it stands on, and the input. The
memory is an aid and never a condition: if it is damaged or cannot be written, everything is simply made again.

Values are pickles that this program wrote; each carries a checksum, so a damaged one is not taken for a value.
"""

from __future__ import annotations

import contextlib
import hashlib
import pickle
import platform
import sqlite3
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

from briefing_ingest import packages

T = TypeVar("T")

# Modules that define what is pickled: a last good value is used across versions of the rest, but not of these.
_RECORDS: Final = ("errors.py", "model.py", "text.py", "traced.py")
_TABLES: Final = """
    CREATE TABLE IF NOT EXISTS stages (key TEXT PRIMARY KEY, code TEXT NOT NULL, value BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS last_good (name TEXT PRIMARY KEY, key TEXT NOT NULL, shape TEXT NOT NULL) WITHOUT ROWID;
"""


class Memory:
    """An open store, or, without a connection, one that remembers nothing."""

    def __init__(self, connection: sqlite3.Connection | None = None, *, read_only: bool = False) -> None:
        self._connection = connection
        self._read_only = read_only
        self._code = code_digest() if connection else ""

    def key(self, stage: str, *parts: bytes) -> str:
        """The key of an input: ``parts`` are its bytes and parameters."""
        whole = hashlib.sha256()
        for part in (stage.encode(), self._code.encode(), *parts):
            whole.update(len(part).to_bytes(8, "big") + part)
        return whole.hexdigest()

    def get(self, key: str) -> object | None:
        """The value kept under ``key``, or None."""
        row = self._row("SELECT value FROM stages WHERE key = ?", key)
        return _unpacked(row[0]) if row else None

    def put(self, key: str, value: object) -> None:
        """Keeps ``value`` under ``key``."""
        self._write("INSERT OR REPLACE INTO stages VALUES (?, ?, ?)", key, self._code, _packed(value))

    def note_good(self, name: str, key: str) -> None:
        """Remembers that the last good value of ``name`` is the one under ``key``."""
        self._write("INSERT OR REPLACE INTO last_good VALUES (?, ?, ?)", name, key, _shape_digest())

    def last_good(self, name: str) -> object | None:
        """The value that was last noted as good for ``name``, whatever its input was."""
        query = "SELECT value FROM last_good NATURAL JOIN stages WHERE name = ? AND shape = ?"
        row = self._row(query, name, _shape_digest())
        return _unpacked(row[0]) if row else None

    def close(self) -> None:
        """Drops what other versions of the program left, except last good values, and closes the store."""
        self._write("DELETE FROM stages WHERE code != ? AND key NOT IN (SELECT key FROM last_good)", self._code)
        if self._connection:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _row(self, query: str, *values: str) -> tuple[bytes] | None:
        if not self._connection:
            return None
        try:
            row: tuple[bytes] | None = self._connection.execute(query, values).fetchone()
        except sqlite3.Error:
            return None
        return row

    def _write(self, statement: str, *values: str | bytes) -> None:
        if self._connection and not self._read_only:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute(statement, values)


def open_memory(path: Path, *, read_only: bool = False) -> Memory:
    """Opens or creates the store at ``path``; a store that cannot be used gives a memory that remembers nothing."""
    if read_only and not path.exists():
        return Memory()
    for _ in range(2):
        try:
            return Memory(_connected(path, read_only=read_only), read_only=read_only)
        except sqlite3.OperationalError:
            return Memory()
        except sqlite3.DatabaseError:  # not a database: ours to throw away
            if read_only or not _removed(path):
                return Memory()
        except OSError:
            return Memory()
    return Memory()


# A map as engines run it, seen from here: a function, its items, and a result for each in their order.
_Map = Callable[[Callable[..., Any], Iterable[T]], Iterator[Any]]


def remembering(
    mapper: _Map[T],
    memory: Memory,
    *,
    key: Callable[[T], str | None],
    keep: Callable[[Any], bool],
    name: Callable[[T], str] | None = None,
) -> _Map[T]:
    """``mapper`` as one that looks each item up in ``memory`` first and maps only what is not there, in order.

    Args:
        mapper: runs a function over items and yields results in the order of the items.
        memory: the store.
        key: the key of an item; None for one that is not to be looked up.
        keep: whether a result may be kept.
        name: if given, the name under which an item's result is noted as last good.
    """

    def mapped(function: Callable[..., Any], items: Iterable[T]) -> Iterator[Any]:
        # The mapper may take items ahead; what was looked up waits here until its turn.
        waiting: deque[tuple[T, str | None, Any]] = deque()
        for result in mapper(function, misses(items, waiting)):
            yield from _hits(waiting)
            item, place, _ = waiting.popleft()
            if place is not None and keep(result):
                memory.put(place, result)
                note(item, place)
            yield result
        yield from _hits(waiting)

    def misses(items: Iterable[T], waiting: deque[tuple[T, str | None, Any]]) -> Iterator[T]:
        for item in items:
            place = key(item)
            found = memory.get(place) if place is not None else None
            waiting.append((item, place, found))
            if found is None:
                yield item
            elif place is not None:
                note(item, place)

    def note(item: T, place: str) -> None:
        if name:
            memory.note_good(name(item), place)

    return mapped


def _hits(waiting: deque[tuple[T, str | None, Any]]) -> Iterator[Any]:
    while waiting and (found := waiting[0][2]) is not None:
        waiting.popleft()
        yield found


def code_digest() -> str:
    """A digest of this package's code and data, of the Python and machine that run it, and of what it stands on."""
    ground = (platform.python_implementation(), platform.python_version(), sys.platform, platform.machine())
    whole = hashlib.sha256(" ".join(ground).encode())
    root = Path(__file__).parent
    for file in sorted(root.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            whole.update(
                file.relative_to(root).as_posix().encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest()
            )
    for package, version in packages.versions().items():
        whole.update(f"{package}={version}\n".encode())
    return whole.hexdigest()


def _shape_digest() -> str:
    root = Path(__file__).parent
    return hashlib.sha256(b"".join((root / name).read_bytes() for name in _RECORDS)).hexdigest()


def _connected(path: Path, *, read_only: bool) -> sqlite3.Connection:
    if read_only:
        # Without "immutable" a reader in WAL mode makes files of its own; what a writer does meanwhile is only missed.
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
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


def _removed(path: Path) -> bool:
    try:
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _packed(value: object) -> bytes:
    content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return hashlib.sha256(content).digest() + content


def _unpacked(content: bytes) -> object | None:
    """The value, or None if it is damaged or of records that have changed since."""
    if hashlib.sha256(content[32:]).digest() != content[:32]:
        return None
    try:
        value: object = pickle.loads(content[32:])
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, EOFError):
        return None
    return value
