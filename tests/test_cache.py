"""The memory of stages: an aid, never a condition."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_ingest import cache
from briefing_ingest.cache import Memory, open_memory, remembering


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / ".cache" / "stages.sqlite"


def test_a_value_comes_back_in_another_session(place: Path) -> None:
    memory = open_memory(place)
    key = memory.key("stage", b"input")
    memory.put(key, ("value", 1))
    memory.close()
    again = open_memory(place)
    assert again.get(key) == ("value", 1)
    assert again.get(again.key("stage", b"other")) is None
    again.close()


@given(st.lists(st.binary(max_size=4), max_size=3), st.lists(st.binary(max_size=4), max_size=3))
def test_keys_are_equal_only_for_equal_parts(first: list[bytes], second: list[bytes]) -> None:
    memory = Memory()
    assert (memory.key("stage", *first) == memory.key("stage", *second)) == (first == second)


def test_a_value_of_other_code_is_not_found_and_is_dropped(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = open_memory(place)
    memory.put(memory.key("stage", b"input"), "old")
    memory.close()
    monkeypatch.setattr(cache, "code_digest", lambda: "another")
    newer = open_memory(place)
    assert newer.get(newer.key("stage", b"input")) is None
    newer.close()
    with sqlite3.connect(place) as connection:
        assert connection.execute("SELECT count(*) FROM stages").fetchone() == (0,)
    connection.close()


def test_the_last_good_value_outlives_its_bytes_and_a_change_of_code(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = open_memory(place)
    key = memory.key("stage", b"input")
    memory.put(key, "good")
    memory.note_good("source", key)
    memory.close()
    monkeypatch.setattr(cache, "code_digest", lambda: "another")
    newer = open_memory(place)
    newer.close()
    newest = open_memory(place)
    assert newest.last_good("source") == "good"
    assert newest.last_good("stranger") is None
    newest.close()


def test_a_file_that_is_no_database_is_replaced(place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"no database at all" * 100)
    memory = open_memory(place)
    memory.put("k", "v")
    assert memory.get("k") == "v"
    memory.close()


def test_a_damaged_value_counts_as_missing(place: Path) -> None:
    memory = open_memory(place)
    memory.put("k", "v")
    memory.close()
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE stages SET value = substr(value, 1, length(value) - 1) || x'00'")
    connection.close()
    memory = open_memory(place)
    assert memory.get("k") is None
    memory.close()


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    memory = open_memory(tmp_path / "file" / "stages.sqlite")
    memory.put("k", "v")
    memory.note_good("n", "k")
    assert memory.get("k") is None
    assert memory.last_good("n") is None
    memory.close()


def test_read_only_changes_nothing(place: Path) -> None:
    memory = open_memory(place, read_only=True)
    memory.put("k", "v")
    assert not place.exists()
    open_memory(place).close()
    memory = open_memory(place, read_only=True)
    memory.put("k", "v")
    assert memory.get("k") is None
    memory.close()


@given(
    st.lists(st.integers(0, 9), max_size=12), st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9)), st.integers(1, 5)
)
def test_a_remembering_map_gives_what_the_map_gives(
    items: list[int], known: set[int], unkept: set[int], ahead: int
) -> None:
    store: dict[str, object] = {str(item): item * item for item in known}
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
        def get(self, key: str) -> object | None:
            return store.get(key)

        def put(self, key: str, value: object) -> None:
            store[key] = value

    mapped = remembering(mapper, Fake(), key=str, keep=lambda value: value not in {n * n for n in unkept})
    assert list(mapped(lambda n: n * n, items)) == [n * n for n in items]
    assert not known & set(called)
    assert not (unkept - known) & {int(key) for key in store}
