"""A folder of sources comes from anywhere: what is no file is refused, and the other sources are
built."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_ingest.cli.output import write_whole
from commandline import ingest

TEXT = """A Report on Lamps

The lamps of the town stand in every street of it. What they cost is a matter for the council, and it is known.
"""
SECRET = "Nobody is meant to publish this sentence about the cellar of the house.\n"


def link(target: str) -> Callable[[Path], None]:
    return lambda place: place.symlink_to(target)


# name: how it is made, and the code of its error
ODD: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe.txt": (os.mkfifo, "E214"),
    "folder.pdf": (Path.mkdir, "E214"),
    "endless.txt": (link("/dev/zero"), "E215"),
    "out.txt": (link("../secret.txt"), "E215"),
    "second.txt": (link("out.txt"), "E215"),
    "way/secret.txt": (lambda place: place.parent.symlink_to("../other"), "E215"),
    "git.txt": (link(".git/config"), "E215"),
    "broken.txt": (link("gone.txt"), "E201"),
    "loop.txt": (link("loop.txt"), "E214"),
}


def written(root: Path, *, declared: bool) -> Path:
    folder = root / "seeds"
    for name in ("seeds/.git", "other"):
        (root / name).mkdir(parents=True)
    (folder / ".git" / "config").write_text(SECRET)
    for name in ("secret.txt", "other/secret.txt"):
        (root / name).write_text(SECRET)
    (folder / "good.txt").write_text(TEXT)
    (folder / "same.txt").symlink_to("good.txt")
    for name, (make, _) in ODD.items():
        make(folder / name)
    names = ["good.txt", *(ODD if declared else ())]
    entries = [f'[[source]]\nid = "{name.replace("/", "-")}"\npath = "{name}"\n' for name in names]
    (folder / "sources.toml").write_text("\n".join(entries))
    return folder


@pytest.mark.parametrize("declared", [True, False])
def test_each_odd_thing_costs_itself_alone(tmp_path: Path, declared: bool) -> None:
    run = ingest("build", written(tmp_path, declared=declared), "--jobs", 0, "--json")
    codes = {
        item["path"]: item["code"] for item in run.json["findings"] if item["severity"] == "error"
    }
    expected = {f"seeds/{name}": code for name, (_, code) in ODD.items()}
    if (
        not declared
    ):  # a folder and a linked folder hold sources or none; they are no sources themselves
        expected = {
            name: code
            for name, code in expected.items()
            if "folder" not in name and "way" not in name
        }
    assert (run.code, codes) == (1, expected)
    published = "".join(file.read_text() for file in (tmp_path / "out").glob("*.json"))
    assert "a matter for the council" in published
    assert "cellar" not in published
    states = {
        item["path"]: item["state"]
        for item in json.loads((tmp_path / "out/dataset.json").read_text())["sources"]
    }
    assert (states["seeds/good.txt"], states["seeds/same.txt"]) == ("ok", "ok")


def test_a_linked_folder_nobody_declared_is_told_of(tmp_path: Path) -> None:
    run = ingest("build", written(tmp_path, declared=False), "--jobs", 0, "--json")
    (notice,) = [item for item in run.json["findings"] if item["code"] == "N609"]
    assert "way" in notice["cause"]


def test_the_list_of_sources_says_what_is_no_file(tmp_path: Path) -> None:
    run = ingest("sources", "--in", written(tmp_path, declared=False))
    states = {line.split("\t")[1]: line.split("\t")[2] for line in run.out.splitlines()}
    assert states["seeds/pipe.txt"] == "not a file"
    assert states["seeds/out.txt"] == "outside"
    assert states["seeds/same.txt"] == "undeclared"


@pytest.mark.parametrize(
    "path", ["../secret.txt", "../../etc/passwd", "/etc/passwd", "a/../../secret.txt"]
)
def test_a_path_out_of_the_folder_is_no_path(tmp_path: Path, path: str) -> None:
    folder = written(tmp_path, declared=False)
    (folder / "sources.toml").write_text(f'[[source]]\nid = "s"\npath = "{path}"\n')
    run = ingest("build", folder, "--jobs", 0)
    assert (run.code, "error E104" in run.err) == (2, True)
    (folder / "sources.toml").write_text(f'gazetteer = "{path}.csv"\n')
    run = ingest("build", folder, "--jobs", 0)
    assert (run.code, "error E104" in run.err) == (2, True)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (os.mkfifo, "E214"),
        (link("/dev/zero"), "E215"),
        (link("../secret.txt"), "E215"),
        (Path.mkdir, "E214"),
    ],
)
def test_the_gazetteer_is_a_file_of_the_folder(
    tmp_path: Path, make: Callable[[Path], None], code: str
) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("id,type,cellar\n")
    (folder / "good.txt").write_text(TEXT)
    (folder / "sources.toml").write_text(
        'gazetteer = "names.csv"\n\n[[source]]\nid = "good"\npath = "good.txt"\n'
    )
    make(folder / "names.csv")
    run = ingest("build", folder, "--jobs", 0, "--json")
    assert (run.code, run.codes) == (1, [code])
    assert "cellar" not in run.out + run.err


def test_a_file_whose_name_is_no_text_is_told_of(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT)
    (folder / "sources.toml").write_text('[[source]]\nid = "good"\npath = "good.txt"\n')
    odd = folder / os.fsdecode(b"caf\xe9.txt")
    try:
        odd.write_text(TEXT.replace("Lamps", "Streets"))
    except OSError:
        pytest.skip("this file system has no such names")
    run = ingest("build", folder, "--jobs", 0, "--json")
    assert (run.code, run.codes) == (1, ["E217"])
    assert ingest("sources", "add", odd).code == 2
    assert ingest("extract", odd).code == 0
    assert json.loads(ingest("tag", odd).out)["id"] == "caf\ufffd"


@pytest.mark.parametrize("name", ["dataset.json", "provenance.json", "build.json"])
def test_a_pipe_in_the_output_folder_is_replaced(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT)
    (folder / "sources.toml").write_text('[[source]]\nid = "good"\npath = "good.txt"\n')
    (tmp_path / "out").mkdir()
    os.mkfifo(tmp_path / "out" / name)
    assert ingest("build", folder, "--jobs", 0, "--check").code == 1
    assert ingest("build", folder, "--jobs", 0).code == 0
    assert (tmp_path / "out" / name).is_file()


def test_writing_does_not_wait_for_a_pipe_in_the_way(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.json")
    write_whole({tmp_path / "a.json": b"{}\n"})
    assert (tmp_path / "a.json").read_bytes() == b"{}\n"


# --- files that a user names ----------------------------------------------------------------------


def odd_files(root: Path) -> list[Path]:
    os.mkfifo(root / "pipe.txt")
    (root / "folder.txt").mkdir()
    (root / "endless.txt").symlink_to("/dev/zero")
    return [root / "pipe.txt", root / "folder.txt", root / "endless.txt"]


def test_what_is_no_file_is_refused_where_it_is_named(tmp_path: Path) -> None:
    for path in odd_files(tmp_path):
        run = ingest("extract", path)
        assert (run.code, "error E214" in run.err) == (1, True)
    for path in (tmp_path / "pipe.txt", tmp_path / "endless.txt"):
        run = ingest("tag", path)
        assert (run.code, "error E214" in run.err) == (1, True)
    run = ingest("sources", "add", tmp_path / "pipe.txt")
    assert (run.code, "error E214" in run.err) == (2, True)


def test_a_link_that_a_user_names_is_followed(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "real.txt").write_text(TEXT)
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "a.txt").symlink_to("../there/real.txt")
    run = ingest("extract", tmp_path / "here" / "a.txt")
    assert (run.code, "a matter for the council" in run.out) == (0, True)
    # In a folder that is read as a whole, nobody has named it.
    run = ingest("tag", tmp_path / "here")
    assert (run.code, "error E215" in run.err) == (1, True)
    # And what is added to a manifest must be what a build reads.
    (tmp_path / "here" / "sources.toml").write_text("")
    run = ingest("sources", "add", tmp_path / "here" / "a.txt")
    assert (run.code, "error E215" in run.err) == (2, True)


def test_a_folder_to_tag_costs_what_is_odd_in_it_alone(tmp_path: Path) -> None:
    folder = written(tmp_path, declared=False)
    run = ingest("tag", folder)
    assert run.code == 1
    assert {json.loads(line)["source"] for line in run.out.splitlines()} == {
        (folder / name).as_posix() for name in ("good.txt", "same.txt")
    }
    assert {code for code in ("E201", "E214", "E215") if f"error {code}" in run.err} == {
        "E201",
        "E214",
        "E215",
    }


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT)
    (folder / "sources.toml").write_text('[[source]]\nid = "good"\npath = "good.txt"\n')
    assert ingest("build", folder, "--jobs", 0).code == 0
    return tmp_path / "out" / "dataset.json"


@pytest.mark.parametrize(
    "command", [("validate",), ("show", "--dataset"), ("explain", "good", "--dataset")]
)
@pytest.mark.parametrize("odd", ["device", "folder"])
def test_a_dataset_is_no_device(tmp_path: Path, command: tuple[str, ...], odd: str) -> None:
    place = tmp_path / "odd.json"
    if odd == "device":
        place.symlink_to("/dev/zero")
    else:
        (place / "dataset.json").mkdir(parents=True)
    run = ingest(*command, place)
    assert (run.code, "error E403" in run.err, f"it is a {odd}" in run.err) == (2, True, True)


def test_a_dataset_may_come_through_a_pipe_or_a_link(dataset: Path, tmp_path: Path) -> None:
    """``ingest diff <(git show REV:out/dataset.json) out``: the shell gives the name of a pipe."""
    reading, writing = os.pipe()
    content = dataset.read_bytes()
    writer = threading.Thread(target=lambda: _written(writing, content))
    writer.start()
    run = ingest("diff", f"/dev/fd/{reading}", dataset)
    writer.join()
    os.close(reading)
    assert (run.code, run.out) == (0, "No differences.\n")
    (tmp_path / "link.json").symlink_to(dataset)
    assert ingest("validate", tmp_path / "link.json").code == 0


def _written(descriptor: int, content: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


def test_a_build_ends_beside_a_pipe_and_an_endless_link(tmp_path: Path) -> None:
    """As a user runs it, with worker processes: this hung, and ended with exit 3."""
    folder = written(tmp_path, declared=True)
    command = [sys.executable, "-m", "briefing_ingest", "build", str(folder), "--jobs", "1"]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    assert done.returncode == 1, done.stderr


# --- pictures of what a dataset names -------------------------------------------------------------


def test_no_picture_is_drawn_of_a_file_outside_the_folder(tmp_path: Path) -> None:
    from briefing_ingest.cli.explain import _content

    (tmp_path / "root").mkdir()
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-1.4 secret")
    (tmp_path / "root" / "a.pdf").write_bytes(b"%PDF-1.4")
    root = tmp_path / "root"
    assert _content(root, root / "a.pdf") == b"%PDF-1.4"
    for name in ("../secret.pdf", str(tmp_path / "secret.pdf"), "gone.pdf", "a\0.pdf"):
        assert _content(root, root / name) == b""


# --- the manifest itself --------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("build",), ("sources", "--in")])
def test_a_manifest_that_is_a_pipe_is_refused_at_once(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    os.mkfifo(tmp_path / "sources.toml")
    run = ingest(*command, tmp_path)
    assert run.code == 2
    assert "error E101" in run.err


def test_a_fix_can_be_pasted_whatever_the_name_of_the_file(tmp_path: Path) -> None:
    name = "a b$(touch x)`id`.txt"
    (tmp_path / "sources.toml").write_text("")
    (tmp_path / name).write_text(
        "Night buses\n\nThe buses of the valley ran every night of the winter.\n"
    )
    run = ingest("sources", "--in", tmp_path)
    quoted = shlex.quote(f"{tmp_path.name}/{name}")
    assert f"`ingest sources add {quoted}`" in " ".join(run.err.split())
