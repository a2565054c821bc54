"""`ingest build` as a user meets it: what it writes, says and returns."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing_ingest import packages
from briefing_ingest.cli import messages
from briefing_ingest.cli.output import write_whole
from briefing_ingest.cli.summary import exit_code
from briefing_ingest.errors import Finding, Location, Severity, UsageError
from commandline import ingest
from imports import third_party

HEAVY = sorted(third_party() - {"click", "numpy", "pydantic"})
"""What only reading and tagging need: all that we import but what resolves names and writes the
dataset."""
TEXT = (
    "A Briefing\n\nThe only paragraph of this briefing is a sentence or two. It stands here to be "
    "read.\n"
)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "sources.toml").write_text('[[source]]\nid = "a"\npath = "a.txt"\n')
    return folder


def test_a_build_writes_three_files_beside_the_sources_and_says_what_it_made(sources: Path) -> None:
    run = ingest("build", sources, "--jobs", 0)
    assert run.code == 0, run.err
    out = sources.parent / "out"
    assert {file.name for file in out.iterdir()} == {
        "dataset.json",
        "provenance.json",
        "build.json",
    }
    assert run.out == ""
    assert "1 work from 1 source" in run.err
    assert run.err.splitlines()[-1].startswith("Next: ingest show")
    assert json.loads((out / "build.json").read_text())["sources"] == {"ok": 1, "read": 1}


def test_engines_and_cache_make_no_difference(sources: Path, tmp_path: Path) -> None:
    outs = []
    ways: dict[str, tuple[object, ...]] = {
        "plain": ("--jobs", 0, "--cache-dir", tmp_path / "first"),
        "pool": ("--jobs", 2, "--cache-dir", tmp_path / "second"),
        "none": ("--jobs", 0, "--no-cache"),
        "warm": ("--jobs", 2, "--cache-dir", tmp_path / "first"),
    }
    for name, options in ways.items():
        out = tmp_path / name
        assert ingest("build", sources, "--out", out, *options).code == 0
        outs.append([(out / file).read_bytes() for file in ("dataset.json", "provenance.json")])
    assert outs == outs[:1] * len(ways)


def test_a_second_build_reads_no_source_and_loads_no_heavy_library(sources: Path) -> None:
    assert ingest("build", sources, "--jobs", 0).code == 0
    # What is remembered is read by msgspec, which takes a hundredth of a second.
    script = (
        "import sys; from briefing_ingest.cli import main; code = main(sys.argv[1:]);"
        f"print(code, [name for name in {HEAVY} if name in sys.modules and name != 'msgspec'])"
    )
    again = subprocess.run(
        [sys.executable, "-c", script, "build", sources],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert again.stdout == "0 []\n"


def test_check_writes_nothing_and_finds_what_is_out_of_date(sources: Path) -> None:
    out = sources.parent / "out"
    missing = ingest("build", sources, "--check", "--jobs", 0)
    assert (missing.code, "E408" in missing.err, out.exists()) == (1, True, False)
    assert ingest("build", sources, "--jobs", 0).code == 0
    before = {file: file.stat().st_mtime_ns for file in out.rglob("*")}
    assert ingest("build", sources, "--check", "--jobs", 0).code == 0
    (sources / "a.txt").write_text(
        TEXT + "\nA new paragraph has come to the end of the briefing.\n"
    )
    changed = ingest("build", sources, "--check", "--jobs", 0, "--json")
    assert (changed.code, changed.codes) == (1, ["E408", "E408"])
    assert {file: file.stat().st_mtime_ns for file in out.rglob("*")} == before


def test_the_same_file_twice_is_one_witness(sources: Path) -> None:
    shutil.copy(sources / "a.txt", sources / "b.txt")
    run = ingest("build", sources, "--jobs", 0, "--json", "-q")
    assert (run.code, run.codes) == (0, ["N602", "N605"])
    assert [work["witnesses"] for work in run.json["works"]] == [1]
    assert run.json["sources"] == {"ok": 2, "read": 2}


def test_strict_counts_warnings(sources: Path) -> None:
    shutil.copy(sources / "a.txt", sources / "b.txt")
    assert ingest("build", sources, "--jobs", 0, "--strict").code == 1


@pytest.mark.parametrize(
    ("severity", "code", "strict", "expected"),
    [
        ("notice", "N601", True, 0),
        ("warning", "N602", False, 0),
        ("warning", "N602", True, 1),
        ("error", "E203", False, 1),
        ("error", "E901", False, 3),
    ],
)
def test_exit_codes(severity: Severity, code: str, strict: bool, expected: int) -> None:
    assert exit_code([Finding(code, "C.", "F.", severity=severity)], strict=strict) == expected


def test_of_many_findings_alike_the_first_is_told_whole(capsys: pytest.CaptureFixture[str]) -> None:
    found = [
        Finding("N602", "Not listed.", f"Add {name}.", Location(name), severity="warning")
        for name in "abcde"
    ]
    messages.show_findings([*found, Finding("E203", "Bad.", "Mend.")])
    err = capsys.readouterr().err
    assert (err.count("Not listed."), err.count("fix:")) == (1, 2)
    assert "likewise, 4 more: b, c, d, e\nerror E203" in err


def test_findings_are_told_worst_last_and_once(capsys: pytest.CaptureFixture[str]) -> None:
    worst, note = (
        Finding("E203", "Bad.", "Mend."),
        Finding("N601", "Note.", "Mind.", severity="notice"),
    )
    messages.show_findings([worst, note, worst])
    err = capsys.readouterr().err
    assert err.index("notice N601") < err.index("error E203")
    assert err.count("E203") == 1


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").mkdir()
    with pytest.raises(UsageError) as caught:
        write_whole({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert caught.value.finding.code == "E401"
    assert (tmp_path / "a").read_bytes() == b"old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "b"]


def test_colour_only_on_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert messages.colour(sys.stderr)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not messages.colour(sys.stderr)


def test_a_build_elsewhere_with_other_hashes_and_time_zone_gives_the_same_bytes(
    sources: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert ingest("build", sources, "--jobs", 0).code == 0
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(sources, elsewhere / "seeds")
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-m", "briefing_ingest", "build", "-q", "--jobs", "0"]
    subprocess.run(command, cwd=elsewhere, env=environment, check=True, timeout=120)
    for name in ("dataset.json", "provenance.json"):
        assert (elsewhere / "out" / name).read_bytes() == (
            sources.parent / "out" / name
        ).read_bytes()


def test_an_unproven_version_is_a_notice_and_no_failure(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = (packages.Unproven("numpy", "99.0", "2.4.6"),)
    monkeypatch.setattr(packages, "unproven", lambda: found)
    run = ingest("build", sources, "--jobs", 0, "--json", "--strict")
    assert run.code == 0
    (notice,) = [finding for finding in run.json["findings"] if finding["code"] == "N611"]
    assert "numpy 99.0 (proven: 2.4.6)" in notice["cause"]
