"""Bad input: each kind gives its coded error with place, cause and fix, and the other sources are
still built."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF
from PIL import Image

from briefing_ingest.engine.local import Limits, LocalPool
from commandline import Run, ingest

HEALTHY = """A Healthy Briefing

Introduction

The first paragraph of this briefing has a few sentences. They say nothing of note. They are here to be read.

The second paragraph follows the first after an empty line, and it ends the briefing.
"""


def pdf(*, password: str = "", scan: bool = False) -> bytes:
    document = FPDF()
    document.add_page()
    if scan:
        document.image(Image.new("RGB", (60, 80), "lightgrey"), x=20, y=20, w=100)
    else:
        document.set_font("helvetica", size=11)
        document.multi_cell(0, 6, HEALTHY * 5)
    if password:
        document.set_encryption(owner_password="owner" + password, user_password=password)
    return bytes(document.output())


def rubbish() -> bytes:
    return random.Random(7).randbytes(4000)  # the same bytes in every run


# name of the file: its content (None: no such file), the code, and a word of the fix
CASES: dict[str, tuple[Callable[[], bytes | None], str, str]] = {
    "empty.txt": (lambda: b"", "E203", "again"),
    "blank.txt": (lambda: b" \n\t\n", "E203", "again"),
    "no-pdf.pdf": (
        lambda: b"<!DOCTYPE html><html><body><p>404 Not Found</p></body></html>",
        "E204",
        "",
    ),
    "truncated.pdf": (lambda: pdf()[:200], "E205", "again"),
    "encrypted.pdf": (lambda: pdf(password="secret"), "E206", "copy"),
    "scan.pdf": (lambda: pdf(scan=True), "E207", "ocrmypdf"),
    "rubbish.txt": (rubbish, "E208", ""),
    "missing.txt": (lambda: None, "E201", "manifest"),
}


def write_sources(folder: Path, files: dict[str, bytes | None], *, extra: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for name, content in files.items():
        if content is not None:
            (folder / name).write_bytes(content)
        entries.append(f'[[source]]\nid = "{name.replace(".", "-")}"\npath = "{name}"\n')
    (folder / "sources.toml").write_text("\n".join(entries) + extra)
    return folder


class Build:
    """A build of all bad sources and a healthy one, and what it left."""

    def __init__(self, root: Path) -> None:
        files = {name: make() for name, (make, _, _) in CASES.items()}
        self.sources = write_sources(
            root / "seeds",
            {"healthy.txt": HEALTHY.encode(), "wide.txt": HEALTHY[::-1].encode("utf-16"), **files},
        )
        self.run: Run = ingest("build", self.sources, "--out", root / "out", "--json", "-q")
        self.dataset: dict[str, Any] = json.loads((root / "out" / "dataset.json").read_text())
        self.states = {source["path"]: source for source in self.dataset["sources"]}


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return Build(tmp_path_factory.mktemp("bad"))


@pytest.mark.parametrize("name", CASES)
def test_a_bad_source_gives_its_code_its_place_a_cause_and_a_fix(build: Build, name: str) -> None:
    _, code, remedy = CASES[name]
    (finding,) = [
        finding for finding in build.run.json["findings"] if finding["path"] == f"seeds/{name}"
    ]
    assert (finding["code"], finding["severity"]) == (code, "error")
    assert finding["cause"].endswith(".")
    assert remedy in finding["fix"]
    assert f"error {code} seeds/{name}" in build.run.err


@pytest.mark.parametrize("name", CASES)
def test_the_dataset_says_which_sources_failed_and_why(build: Build, name: str) -> None:
    source = build.states[f"seeds/{name}"]
    assert (source["state"], source["error"]["code"]) == ("failed", CASES[name][1])


def test_the_others_are_built_and_the_build_reports_failure(build: Build) -> None:
    assert build.run.code == 1
    assert build.states["seeds/healthy.txt"]["state"] == "ok"
    text = json.dumps(build.dataset["works"], ensure_ascii=False)
    assert "The second paragraph follows the first after an empty line" in text


def test_utf_16_is_no_error(build: Build) -> None:
    assert build.states["seeds/wide.txt"]["state"] == "ok"
    assert HEALTHY.splitlines()[6][::-1] in json.dumps(build.dataset["works"], ensure_ascii=False)


def test_the_last_line_is_the_next_command(build: Build) -> None:
    assert build.run.err.splitlines()[-1].startswith("Next: ingest explain E2")


# --- the manifest ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ('[[source]]\nid = "b"\npath = "b.txt"\ntitel = "B"\n', "E103"),
        (f'[[source]]\nid = "b"\npath = "b.txt"\nsha256 = "sha256:{"0" * 64}"\n', "E202"),
    ],
)
def test_a_bad_entry_costs_its_source_and_no_other(tmp_path: Path, extra: str, code: str) -> None:
    sources = write_sources(tmp_path / "seeds", {"a.txt": HEALTHY.encode()}, extra=extra)
    (sources / "b.txt").write_text("Another briefing, with a text of its own.")
    run = ingest("build", sources, "--jobs", 0, "--json")
    assert (run.code, run.codes) == (1, [code])
    states = json.loads((tmp_path / "out" / "dataset.json").read_text())["sources"]
    assert {source["id"]: source["state"] for source in states} == {"a-txt": "ok", "b": "failed"}


@pytest.mark.parametrize(("manifest", "code"), [("[[source]\n", "E102"), (None, "E101")])
def test_an_unusable_manifest_is_a_usage_error_and_leaves_out_alone(
    tmp_path: Path, manifest: str | None, code: str
) -> None:
    (tmp_path / "seeds").mkdir()
    if manifest:
        (tmp_path / "seeds" / "sources.toml").write_text(manifest)
    run = ingest("build", tmp_path / "seeds")
    assert run.code == 2
    assert f"error {code}" in run.err
    assert "fix: " in run.err
    assert not (tmp_path / "out").exists()


# --- the output -----------------------------------------------------------------------------------


def test_an_output_that_cannot_be_written_is_said_before_the_work(tmp_path: Path) -> None:
    sources = write_sources(tmp_path / "seeds", {"a.txt": HEALTHY.encode()})
    (tmp_path / "file").write_text("in the way")
    run = ingest("build", sources, "--out", tmp_path / "file")
    assert (run.code, "E401" in run.err, "--out" in run.err) == (2, True, True)
    assert (tmp_path / "file").read_text() == "in the way"


def test_an_interrupted_build_leaves_the_previous_output_whole(
    tmp_path: Path, cache_folder: Path
) -> None:
    # So many that a build cannot be done before a busy machine comes round to interrupting it.
    many = {f"a{number}.txt": HEALTHY.encode() for number in range(60)}
    sources = write_sources(tmp_path / "seeds", {**many, "b.pdf": pdf()})
    out = tmp_path / "out"
    out.mkdir()
    before = {"dataset.json": b'{"of": "an earlier build"}\n', "provenance.json": b"{}\n"}
    for name, content in before.items():
        (out / name).write_bytes(content)
    build = subprocess.Popen(
        [sys.executable, "-m", "briefing_ingest", "build", sources],
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        # What a shell starts in the background ignores interrupts, and so would what it starts.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    # The store of the cache is made just before the sources are read.
    deadline = time.monotonic() + 30
    while not list(cache_folder.glob("*.sqlite")) and time.monotonic() < deadline:
        time.sleep(0.01)
    build.send_signal(signal.SIGINT)
    _, err = build.communicate(timeout=30)
    assert build.returncode == 130, err
    assert "Interrupted" in err
    assert {file.name: file.read_bytes() for file in out.iterdir() if file.is_file()} == before


# --- what earlier builds had ----------------------------------------------------------------------


def test_the_loss_of_a_source_is_listed_or_its_last_good_text_kept(tmp_path: Path) -> None:
    sources = write_sources(tmp_path / "seeds", {"a.txt": HEALTHY.encode()})
    command = ("build", sources, "--jobs", 0, "--json")
    assert ingest(*command).code == 0
    good = (tmp_path / "out" / "dataset.json").read_bytes()
    (sources / "a.txt").write_bytes(b"")

    kept = ingest(*command, "--keep-failed")
    assert (kept.code, kept.codes) == (1, ["N603", "E203"])
    stale = json.loads((tmp_path / "out" / "dataset.json").read_text())
    assert stale["sources"][0]["state"] == "stale"
    assert stale["works"] == json.loads(good)["works"]

    lost = ingest(*command)
    assert (lost.code, lost.codes) == (1, ["N606", "E203"])
    assert json.loads((tmp_path / "out" / "dataset.json").read_text())["works"] == []


def test_the_last_good_text_is_kept_without_a_cache_too(tmp_path: Path) -> None:
    sources = write_sources(tmp_path / "seeds", {"a.txt": HEALTHY.encode()})
    command = ("build", sources, "--jobs", 0, "--no-cache", "--json")
    assert ingest(*command).code == 0
    good = json.loads((tmp_path / "out" / "dataset.json").read_text())
    (sources / "a.txt").unlink()
    assert ingest(*command, "--keep-failed").codes == ["N603", "E201"]
    assert json.loads((tmp_path / "out" / "dataset.json").read_text())["works"] == good["works"]


def test_a_file_of_page_numbers_alone_is_an_error_of_that_file(tmp_path: Path) -> None:
    sources = write_sources(
        tmp_path / "seeds", {"a.txt": HEALTHY.encode(), "numbers.txt": b"1\n\f2\n\f3\n"}
    )
    run = ingest("build", sources, "--jobs", 0, "--json")
    assert (run.code, run.codes) == (1, ["E207"])
    assert len(json.loads((tmp_path / "out" / "dataset.json").read_text())["works"]) == 1


def test_limits_reach_the_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, Limits]] = []

    def noted(workers: int, limits: Limits) -> LocalPool:
        asked.append((workers, limits))
        return LocalPool(workers, limits)

    monkeypatch.setattr("briefing_ingest.cli.wiring.LocalPool", noted)
    sources = write_sources(tmp_path / "seeds", {"a.txt": b""})
    ingest("build", sources, "--jobs", 3, "--memory-mb", 777, "--cpu-seconds", 7)
    assert asked == [(3, Limits(cpu_seconds=7, memory_mb=777))]
