"""The memory of stages: an aid, never a condition."""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_ingest import cache
from briefing_ingest.cache import Memory, Stage, default_folder, open_memory, remembering, store_of
from briefing_ingest.packing import Packing

TEXTS: Packing[str] = Packing(str)
NUMBERS: Packing[int] = Packing(int)
PAIRS: Packing[tuple[str, int]] = Packing(tuple[str, int])


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "store.sqlite"


def rewrite(place: Path, statement: str, *values: object) -> None:
    """Changes the store as another program could."""
    with sqlite3.connect(place) as connection:
        connection.execute(statement, values)
    connection.close()


def test_a_value_comes_back_in_another_session(place: Path) -> None:
    memory = open_memory(place)
    key = memory.key("stage", b"input")
    memory.put(key, ("value", 1), PAIRS)
    memory.close()
    again = open_memory(place)
    assert again.get(key, PAIRS) == ("value", 1)
    assert again.get(again.key("stage", b"other"), PAIRS) is None
    again.close()


@given(st.lists(st.binary(max_size=4), max_size=3), st.lists(st.binary(max_size=4), max_size=3))
def test_keys_are_equal_only_for_equal_parts(first: list[bytes], second: list[bytes]) -> None:
    memory = Memory()
    assert (memory.key("stage", *first) == memory.key("stage", *second)) == (first == second)


def test_a_value_of_other_code_is_not_found_and_is_dropped(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = open_memory(place)
    memory.put(memory.key("stage", b"input"), "old", TEXTS)
    memory.close()
    monkeypatch.setattr(cache, "code_digest", lambda: "another")
    newer = open_memory(place)
    assert newer.get(newer.key("stage", b"input"), TEXTS) is None
    newer.close()
    with sqlite3.connect(place) as connection:
        assert connection.execute("SELECT count(*) FROM stages").fetchone() == (0,)
    connection.close()


def test_the_last_good_value_outlives_its_bytes_and_a_change_of_code(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = open_memory(place)
    key = memory.key("stage", b"input")
    memory.put(key, "good", TEXTS)
    memory.note_good("source", key)
    memory.confirm_good(["source"])
    memory.close()
    monkeypatch.setattr(cache, "code_digest", lambda: "another")
    newer = open_memory(place)
    newer.close()
    newest = open_memory(place)
    assert newest.last_good("source", TEXTS) == "good"
    assert newest.last_good("stranger", TEXTS) is None
    newest.close()


def test_a_file_that_is_no_database_is_replaced(place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"no database at all" * 100)
    memory = open_memory(place)
    memory.put("k", "v", TEXTS)
    assert memory.get("k", TEXTS) == "v"
    memory.close()


DAMAGE = {
    "another end": "substr(value, 1, length(value) - 1) || x'00'",
    "cut short": "substr(value, 1, length(value) - 1)",
    "shorter than its checksum": "substr(value, 1, 31)",
    "empty": "x''",
    "a text": "'v'",
    "a text that is not UTF-8": "CAST(x'fffe' AS TEXT)",
    "a number": "7",
    "a broken number": "7.5",
    "not a number": "9e999 - 9e999 || ''",
}


def test_what_was_noted_is_last_good_once_it_is_confirmed(place: Path) -> None:
    memory = open_memory(place)
    for key, value in (("k", "old"), ("l", "new")):
        memory.put(key, value, TEXTS)
        memory.note_good("n", key)
        assert memory.last_good("n", TEXTS) == (None if key == "k" else "old")
        memory.confirm_good(["other", *(["n"] if key == "k" else [])])
    assert memory.last_good("n", TEXTS) == "old"
    memory.close()


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_value_counts_as_missing(place: Path, name: str) -> None:
    memory = open_memory(place)
    memory.put("k", "v", TEXTS)
    memory.note_good("n", "k")
    memory.confirm_good(["n"])
    memory.close()
    rewrite(place, f"UPDATE stages SET value = {DAMAGE[name]}")
    memory = open_memory(place)
    assert memory.get("k", TEXTS) is None
    assert memory.last_good("n", TEXTS) is None
    memory.close()


def test_a_value_of_another_stage_or_under_another_key_counts_as_missing(place: Path) -> None:
    memory = open_memory(place)
    memory.put("k", "v", TEXTS)
    memory.note_good("n", "k")
    memory.confirm_good(["n"])
    assert memory.get("k", NUMBERS) is None
    assert memory.last_good("n", NUMBERS) is None
    rewrite(place, "UPDATE stages SET key = 'l'")
    assert memory.get("l", TEXTS) is None
    memory.close()


class Touch:
    """Whoever reads a pickle of it makes a file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str, int]]:
        return os.open, (str(self.file), os.O_CREAT | os.O_WRONLY)


def test_a_planted_pickle_does_not_run(place: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    content = pickle.dumps(Touch(ran))
    os.close(pickle.loads(content))
    assert ran.exists()
    ran.unlink()
    open_memory(place).close()
    for key, value in {"raw": content, "sealed": cache._sealed("sealed", content)}.items():
        rewrite(place, "INSERT INTO stages VALUES (?, '', ?)", key, value)
        rewrite(place, "INSERT INTO last_good VALUES (?, ?, ?)", key, key, cache._shape_digest())
    memory = open_memory(place)
    for key in ("raw", "sealed"):
        assert memory.get(key, TEXTS) is None
        assert memory.last_good(key, TEXTS) is None
    memory.close()
    assert not ran.exists()


def test_a_value_that_cannot_be_packed_is_not_kept(place: Path) -> None:
    memory = open_memory(place)
    memory.put("k", "half a pair \ud83d", TEXTS)
    assert memory.get("k", TEXTS) is None
    memory.close()


# --- where the store lies -------------------------------------------------------------------------


def refused(place: Path, *, read_only: bool = False) -> bool:
    """True if the store is not used, with a notice that says so."""
    memory = open_memory(place, read_only=read_only)
    memory.put("k", "v", TEXTS)
    memory.note_good("n", "k")
    memory.confirm_good(["n"])
    kept = memory.get("k", TEXTS), memory.last_good("n", TEXTS)
    told = [(finding.code, finding.severity) for finding in memory.findings]
    memory.close()
    assert told in ([], [("N610", "notice")])
    assert bool(told) == (kept == (None, None))
    return bool(told)


def test_the_store_is_for_its_user_alone(place: Path) -> None:
    before = os.umask(0o002)
    try:
        assert not refused(place)
        assert [oct(path.stat().st_mode & 0o777) for path in (place.parent, place)] == [
            "0o700",
            "0o600",
        ]
    finally:
        os.umask(before)


def test_a_place_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert refused(tmp_path / "file" / "store.sqlite")


def test_a_place_that_cannot_be_written_is_no_error(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", denied)
    assert refused(place)


@pytest.mark.parametrize("mode", [0o770, 0o702, 0o777, 0o1777])
@pytest.mark.parametrize("of", ["folder", "file"])
def test_a_store_that_others_can_write_is_not_used(place: Path, of: str, mode: int) -> None:
    assert not refused(place)
    (place if of == "file" else place.parent).chmod(mode)
    assert refused(place)


@pytest.mark.parametrize("of", ["folder", "file"])
def test_a_store_of_another_user_is_neither_used_nor_read(
    place: Path, of: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not refused(place)
    if os.geteuid() == 0:
        os.chown(place if of == "file" else place.parent, 12345, -1)
    else:
        monkeypatch.setattr("os.geteuid", lambda: 12345)
    assert refused(place)
    memory = open_memory(place, read_only=True)
    assert memory.get("k", TEXTS) is None
    memory.close()


@pytest.mark.parametrize("target", ["another store", "nothing", "a folder", "a pipe"])
def test_a_store_that_is_not_a_regular_file_is_not_used(
    place: Path, tmp_path: Path, target: str
) -> None:
    other = tmp_path / "other" / "store.sqlite"
    assert not refused(other)
    place.parent.mkdir(mode=0o700)
    if target == "a folder":
        place.mkdir(mode=0o700)
    elif target == "a pipe":
        os.mkfifo(place, 0o600)
    else:
        place.symlink_to(other if target == "another store" else tmp_path / "nothing")
    assert refused(place)
    assert not (tmp_path / "nothing").exists()


def test_the_folder_may_be_a_link_of_the_users(place: Path, tmp_path: Path) -> None:
    assert not refused(place)
    (tmp_path / "link").symlink_to(place.parent)
    assert not refused(tmp_path / "link" / place.name)


def test_read_only_changes_nothing(place: Path) -> None:
    memory = open_memory(place, read_only=True)
    memory.put("k", "v", TEXTS)
    assert (memory.findings, place.parent.exists()) == ((), False)
    open_memory(place).close()
    before = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in place.parent.iterdir()}
    memory = open_memory(place, read_only=True)
    memory.put("k", "v", TEXTS)
    memory.note_good("n", "k")
    memory.confirm_good(["n"])
    assert memory.get("k", TEXTS) is None
    memory.close()
    assert {
        file: (file.stat().st_mtime_ns, file.read_bytes()) for file in place.parent.iterdir()
    } == before


def test_projects_share_no_store_and_ways_to_write_one_path_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to("a")
    monkeypatch.chdir(tmp_path)
    manifest = tmp_path / "a" / "sources.toml"
    same = {
        manifest,
        Path("a/sources.toml"),
        tmp_path / "link" / "sources.toml",
        Path("a/../a/sources.toml"),
    }
    others = {tmp_path / "b" / "sources.toml", tmp_path / "a" / "others.toml"}
    assert len({store_of(path, tmp_path) for path in same}) == 1
    assert len({store_of(path, tmp_path) for path in {manifest, *others}}) == 3
    assert {store_of(path, tmp_path).parent for path in others} == {tmp_path}


def test_the_folder_is_in_the_users_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    folder = default_folder()
    assert folder is not None
    assert (folder.name, folder.is_relative_to(tmp_path), folder.exists()) == (
        "briefing-ingest",
        True,
        False,
    )


def test_a_user_without_a_home_has_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "platformdirs.user_cache_path", lambda *_, **__: Path("~/.cache/briefing-ingest")
    )
    assert default_folder() is None


def test_nothing_is_put_into_a_folder_that_is_not_used(place: Path) -> None:
    place.parent.mkdir()
    place.parent.chmod(0o777)
    assert refused(place)
    assert list(place.parent.iterdir()) == []


# --- maps that remember ---------------------------------------------------------------------------


@given(
    st.lists(st.integers(0, 9), max_size=12),
    st.sets(st.integers(0, 9)),
    st.sets(st.integers(0, 9)),
    st.sets(st.integers(0, 9)),
    st.integers(1, 5),
)
def test_a_remembering_map_gives_what_the_map_gives(
    items: list[int], known: set[int], wrong: set[int], unkept: set[int], ahead: int
) -> None:
    """``known`` are remembered already, those of them that are ``wrong`` with a value that cannot
    be theirs."""
    store: dict[str, int] = {str(item): item * item + (item in wrong) for item in known}
    names: dict[str, str] = {}
    called: list[int] = []

    def mapper(function: Callable[..., Any], jobs: Iterable[int]) -> Iterator[Any]:
        window: list[Any] = []
        for job in jobs:
            called.append(job)
            window.append(function(job))
            if len(window) > ahead:
                yield window.pop(0)
        yield from window

    class Fake(Memory):
        def get(self, key: str, packing: Packing[Any]) -> Any:
            return store.get(names[key])

        def put(self, key: str, value: Any, packing: Packing[Any]) -> bool:
            store[names[key]] = value
            return True

        def key(self, stage: str, *parts: bytes) -> str:
            names[super().key(stage, *parts)] = parts[0].decode()
            return super().key(stage, *parts)

    stage: Stage[int, int] = Stage(
        "square",
        NUMBERS,
        parts=lambda item: (str(item).encode(),),
        keep=lambda value: value not in {n * n for n in unkept},
        fits=lambda item, value: value == item * item,
    )
    mapped = remembering(mapper, Fake(), stage)
    assert list(mapped(lambda n: n * n, items)) == [n * n for n in items]
    assert not (known - wrong) & set(called)
    assert (known & wrong & set(items)) <= set(called)
    assert not (unkept - known) & {int(key) for key in store}


@pytest.mark.parametrize("newer", ["half a pair \ud83d", "does not fit"])
def test_a_result_that_is_not_kept_leaves_the_last_good_one(place: Path, newer: str) -> None:
    memory = open_memory(place)
    stage: Stage[str, str] = Stage(
        "say",
        TEXTS,
        parts=lambda item: (item.encode("utf-8", "surrogatepass"),),
        keep=lambda value: True,
        fits=lambda item, value: "not" not in value,
    )
    say = remembering(map, memory, stage, name=lambda item: "source")
    for text in ("good", newer):
        assert list(say(str, [text])) == [text]
        memory.confirm_good(["source"])
        assert memory.last_good("source", TEXTS) == "good"
    memory.close()
