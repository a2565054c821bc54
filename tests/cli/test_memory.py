"""What a build remembers: where that lies, that nothing in it can run or change the dataset, and
that builds share."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from briefing_ingest import cache
from commandline import Run, ingest

TEXT = """The Lamplighters of Leeds

Streets

Lamps are lit on every street of Leeds by people who know its corners. The Lamplight Trust has counted them.

Corners

A lamp that fails is seen to within a day or two, and nobody has to ask twice for it to be mended.
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return project(tmp_path / "seeds")


def project(folder: Path, text: str = TEXT) -> Path:
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(text)
    (folder / "sources.toml").write_text('[[source]]\nid = "a"\npath = "a.txt"\n')
    return folder


def build(sources: Path, *options: object) -> Run:
    return ingest("build", sources, "--jobs", 0, "--json", *options)


def published(sources: Path) -> list[bytes]:
    return [
        (sources.parent / "out" / f"{name}.json").read_bytes() for name in ("dataset", "provenance")
    ]


def files_under(folder: Path) -> dict[Path, tuple[int, bytes]]:
    found = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in found}


def stores(*folders: Path) -> list[Path]:
    return [store for folder in folders for store in folder.glob("*.sqlite")]


def the_store(folder: Path) -> Path:
    (store,) = stores(folder)
    return store


def entries(store: Path) -> list[tuple[str, bytes]]:
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute("SELECT key, value FROM stages").fetchall()


def rewrite(store: Path, value: Callable[[str, bytes], object]) -> int:
    """Puts ``value`` of its key and content in the place of each entry; how many there are."""
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        rows = connection.execute("SELECT key, value FROM stages").fetchall()
        for key, old in rows:
            connection.execute("UPDATE stages SET value = ? WHERE key = ?", (value(key, old), key))
    return len(rows)


# --- nothing runs ---------------------------------------------------------------------------------


class Touch:
    """Whoever reads a pickle of it makes a file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str, int]]:
        return os.open, (str(self.file), os.O_CREAT | os.O_WRONLY)


@pytest.mark.parametrize(
    "options", [(), ("--check",), ("--keep-failed",)], ids=["build", "check", "keep failed"]
)
@pytest.mark.parametrize(
    "seal",
    [
        lambda key, content: content,
        lambda key, content: hashlib.sha256(content).digest() + content,
        lambda key, content: hashlib.sha256(key.encode() + content).digest() + content,
    ],
    ids=["raw", "with a checksum", "with a checksum of its key"],
)
def test_planted_pickles_do_not_run(
    sources: Path,
    tmp_path: Path,
    cache_folder: Path,
    seal: Callable[[str, bytes], bytes],
    options: tuple[str, ...],
) -> None:
    assert build(sources).code == 0
    before, ran = published(sources), tmp_path / "ran"
    content = pickle.dumps(Touch(ran))
    beside = sources.parent / "out" / ".cache"
    if not beside.exists():
        beside.mkdir()
        shutil.copy(the_store(cache_folder), beside / "stages.sqlite")
    for store in stores(cache_folder, beside):
        assert rewrite(store, lambda key, _: seal(key, content)) == 2
    if options == ("--keep-failed",):
        (sources / "a.txt").write_bytes(b"")
    run = build(sources, *options)
    assert not ran.exists()
    assert run.code == (1 if options == ("--keep-failed",) else 0)
    if options != ("--keep-failed",):
        assert published(sources) == before


def test_what_lies_beside_the_dataset_is_never_read(sources: Path, cache_folder: Path) -> None:
    assert build(sources).code == 0
    beside = sources.parent / "out" / ".cache"
    beside.mkdir()
    shutil.copy(the_store(cache_folder), beside / "stages.sqlite")
    shutil.rmtree(cache_folder)
    (sources / "a.txt").write_bytes(b"")
    before = files_under(beside)
    # The last good text comes from the dataset itself, and from nowhere if that is gone.
    for name in ("dataset.json", "provenance.json"):
        (beside.parent / name).unlink()
    assert build(sources, "--keep-failed").codes == ["E203"]
    assert files_under(beside) == before


# --- nothing changes the dataset ------------------------------------------------------------------


def sealed(change: Callable[[bytes], bytes]) -> Callable[[str, bytes], bytes]:
    """A changed content under a checksum that is right."""
    return lambda key, old: cache._sealed(key, change(old[cache._SEAL_BYTES :]))


def with_field(name: str, value: object) -> Callable[[str, bytes], bytes]:
    """The witness with one field changed; mentions become a list of that value."""

    def change(content: bytes) -> bytes:
        plain = msgspec.msgpack.decode(content)
        return msgspec.msgpack.encode(
            {**plain, name: value} if isinstance(plain, dict) else [value]
        )

    return sealed(change)


NESTED = b"\x81\xa5extra" + b"\x91" * 100_000 + b"\xc0"
PIECES = {"pieces": [["Rubbish", 10**9, 10**9 + 7, []]]}
ENTRIES: dict[str, Callable[[str, bytes], object]] = {
    "cut short": lambda key, old: old[:-1],
    "another end": lambda key, old: old[:-1] + b"?",
    "a number": lambda key, old: 7,
    "a text": lambda key, old: "text",
    "nothing": lambda key, old: b"",
    "cut short under a checksum": sealed(lambda content: content[:-1]),
    "deep nesting": sealed(lambda content: NESTED),
    "no UTF-8": sealed(lambda content: content.replace(b"Leeds", b"Le\xff\xfes")),
    "not a number": with_field("language", float("nan")),
    "a number for a text": with_field("raw_text", 7),
    "an extra field": with_field("extra", "x"),
    "another kind of work": with_field("kind", "../../etc"),
    "the text of another place": with_field("blocks", [{"kind": "paragraph", "traced": PIECES}]),
    "a table of no text": with_field(
        "blocks", [{"kind": "table", "traced": {"pieces": []}, "cells": [[[0, 9]]]}]
    ),
    "a witness of another source": with_field("source_id", "../b"),
    "another raw text": with_field("raw_text", "Rubbish"),
    "an empty list": sealed(lambda content: b"\x90"),
    "an empty table": sealed(lambda content: b"\x80"),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_that_is_not_sane_is_a_miss(sources: Path, cache_folder: Path, name: str) -> None:
    assert build(sources).code == 0
    before = published(sources)
    store = the_store(cache_folder)
    good = dict(entries(store))
    # Of no names at all a work may well be: what is kept of the second stage is not changed into
    # that.
    changed = {
        k: old
        for k, old in good.items()
        if name != "an empty list" or old[cache._SEAL_BYTES] & 0xF0 == 0x80
    }
    assert changed
    assert rewrite(store, lambda key, old: ENTRIES[name](key, old) if key in changed else old) == 2
    again = build(sources)
    assert (again.code, again.codes, published(sources)) == (0, [], before)
    assert dict(entries(store)) == good
    assert build(sources, "--check").code == 0


@pytest.mark.parametrize("name", [*ENTRIES, "as it was"])
def test_the_last_good_text_is_taken_only_if_it_is_sane(
    sources: Path, cache_folder: Path, name: str
) -> None:
    assert build(sources).code == 0
    works = json.loads(published(sources)[0])["works"]
    rewrite(the_store(cache_folder), ENTRIES.get(name, lambda key, old: old))
    (sources / "a.txt").write_bytes(b"")
    for file in ("dataset.json", "provenance.json"):
        (sources.parent / "out" / file).unlink()
    run = build(sources, "--keep-failed")
    assert run.code == 1
    kept = name == "as it was"
    assert run.codes == (["N603", "E203"] if kept else ["E203"])
    assert json.loads(published(sources)[0])["works"] == (works if kept else [])


def test_a_store_that_is_no_database_is_made_anew(sources: Path, cache_folder: Path) -> None:
    assert build(sources).code == 0
    before = published(sources)
    store = the_store(cache_folder)
    store.write_bytes(b"no database at all" * 1000)
    assert (build(sources, "--check").codes, build(sources).codes) == (["N610"], [])
    assert (published(sources), len(entries(store))) == (before, 2)


# --- where it lies --------------------------------------------------------------------------------


def test_nothing_is_written_beside_the_sources_but_the_dataset(
    sources: Path, cache_folder: Path
) -> None:
    assert build(sources).code == 0
    assert sorted(file.name for file in (sources.parent / "out").iterdir()) == [
        "build.json",
        "dataset.json",
        "provenance.json",
    ]
    assert [oct(path.stat().st_mode & 0o777) for path in (cache_folder, *stores(cache_folder))] == [
        "0o700",
        "0o600",
    ]


def test_a_check_writes_nothing_anywhere(
    sources: Path, tmp_path: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name in ("INGEST_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    assert build(sources, "--check").codes == ["E408", "E408"]
    assert (list(home.iterdir()), cache_folder.exists()) == ([], False)
    assert build(sources).code == 0
    before = files_under(tmp_path)
    assert [file.suffix for file in before if file.is_relative_to(home)] == [".sqlite"]
    assert build(sources, "--check").code == 0
    assert files_under(tmp_path) == before


def test_the_folder_is_named_by_option_then_by_the_environment(
    sources: Path, tmp_path: Path, cache_folder: Path
) -> None:
    assert build(sources, "--cache-dir", tmp_path / "named").code == 0
    assert (len([*stores(tmp_path / "named")]), cache_folder.exists()) == (1, False)
    assert build(sources).code == 0
    assert len([*stores(cache_folder)]) == 1


def test_without_cache_there_is_no_folder(sources: Path, cache_folder: Path) -> None:
    assert build(sources, "--no-cache").code == 0
    assert not cache_folder.exists()


@pytest.mark.parametrize("options", [(), ("--check",)], ids=["build", "check"])
def test_a_folder_that_others_can_write_is_not_used_and_that_is_said(
    sources: Path, cache_folder: Path, options: tuple[str, ...]
) -> None:
    assert build(sources).code == 0
    before = published(sources)
    cache_folder.chmod(0o777)
    kept = files_under(cache_folder)
    run = build(sources, *options)
    assert (run.code, run.codes, published(sources)) == (0, ["N610"], before)
    assert "--cache-dir" in run.err
    assert files_under(cache_folder) == kept


def test_a_folder_that_cannot_be_made_is_no_error(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert build(sources, "--cache-dir", tmp_path / "file" / "cache").codes == ["N610"]
    assert json.loads(published(sources)[0])["works"]


# --- it is shared ---------------------------------------------------------------------------------


def test_what_is_remembered_gives_the_same_bytes_wherever_they_go(
    sources: Path, tmp_path: Path
) -> None:
    assert build(sources, "--no-cache").code == 0
    cold = published(sources)
    assert build(sources).code == 0
    for number in range(2):
        assert build(sources, "--out", tmp_path / "other" / "out").code == 0, number
        assert published(tmp_path / "other" / "seeds") == cold
    assert published(sources) == cold


def test_projects_with_the_same_ids_do_not_get_each_others_last_good_text(tmp_path: Path) -> None:
    one = project(tmp_path / "one" / "seeds")
    two = project(tmp_path / "two" / "seeds", TEXT.replace("Leeds", "Derby"))
    assert (build(one).code, build(two).code) == (0, 0)
    for sources, place in ((one, "Leeds"), (two, "Derby")):
        (sources / "a.txt").write_bytes(b"")
        assert build(sources, "--keep-failed").codes == ["N603", "E203"]
        assert place in json.loads(published(sources)[0])["works"][0]["title"]


def test_two_builds_at_once_give_the_same_bytes(
    sources: Path, tmp_path: Path, cache_folder: Path
) -> None:
    (sources / "sources.toml").write_text("")
    for number in range(6):
        (sources / f"b{number}.txt").write_text(
            TEXT.replace("Leeds", f"Ward {number}").replace("Lamp", f"L{number}amp")
        )
    assert build(sources, "--no-cache").code == 0
    command = [
        sys.executable,
        "-m",
        "briefing_ingest",
        "build",
        str(sources),
        "-q",
        "--jobs",
        "1",
        "--out",
    ]
    outs = [tmp_path / name / "out" for name in ("first", "second")]
    running = [subprocess.Popen([*command, str(out)], stderr=subprocess.PIPE) for out in outs]
    assert [process.communicate(timeout=120)[0] or process.returncode for process in running] == [
        0,
        0,
    ]
    assert [published(out.parent / "seeds") for out in outs] == [published(sources)] * 2
    store = the_store(cache_folder)
    assert len(entries(store)) == len(json.loads(published(sources)[0])["works"]) + 7
