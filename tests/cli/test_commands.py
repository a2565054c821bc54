"""The other commands, help, and the error boundary."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from briefing_ingest.cli.root import COMMANDS
from briefing_ingest.cli.root import ingest as group
from commandline import ingest

HEAVY = ("spacy", "pdfplumber", "pdfminer", "ftfy", "lxml", "pydantic", "pebble", "sqlite3")
TEXT = (
    "A Briefing\n\nThe only paragraph of this briefing is a sentence or two. It stands here to be "
    "read.\n"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(TEXT)
    return tmp_path


def test_help_lists_every_command_and_loads_no_heavy_library() -> None:
    script = (
        "import sys; from briefing_ingest.cli import main; main(['--help']);"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=30
    ).stdout
    assert told.endswith("[]\n")
    assert all(f"\n  {name} " in told for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_of_its_name_and_documented(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command
    assert command.name == name
    assert command.help


@pytest.mark.parametrize(
    "arguments",
    [["bild"], ["build", "--jobs", "-1"], ["extract"], ["extract", "--format", "rtf", "a"]],
)
def test_wrong_usage_is_exit_2_and_talks_on_stderr(arguments: list[str]) -> None:
    run = ingest(*arguments)
    assert (run.code, run.out) == (2, "")
    assert "Error: " in run.err


def test_sources_are_added_listed_and_updated(here: Path) -> None:
    assert ingest("sources", "add", "seeds/a.txt").code == 0
    assert ingest("sources").out == "a\tseeds/a.txt\tdeclared\n"
    (here / "seeds" / "a.txt").write_text(TEXT + "More.\n")
    changed = ingest("sources")
    assert (changed.code, changed.out, "E202" in changed.err) == (
        1,
        "a\tseeds/a.txt\tchanged\n",
        True,
    )
    assert ingest("sources", "add", "--update", "seeds/a.txt").code == 0
    assert ingest("sources").code == 0


def test_only_kinds_we_read_can_be_added(here: Path) -> None:
    (here / "seeds" / "a.docx").write_text("x")
    run = ingest("sources", "add", "seeds/a.docx")
    assert (run.code, "E209" in run.err) == (2, True)


def test_extract_shows_one_file_and_writes_one_a_source(here: Path) -> None:
    shown = ingest("extract", "seeds/a.txt")
    assert shown.code == 0
    assert "It stands here to be read." in shown.out
    (here / "empty.txt").write_text("")
    written = ingest("extract", "seeds/a.txt", "empty.txt", "--format", "markdown", "--to", "texts")
    assert (written.code, written.out) == (1, "")
    assert "error E203 empty.txt" in written.err
    assert [file.name for file in (here / "texts").iterdir()] == ["a.md"]


def test_build_validate_show_explain_and_diff_work_on_one_dataset(here: Path) -> None:
    assert ingest("sources", "add", "seeds/a.txt").code == 0
    assert ingest("build", "--jobs", 0).code == 0
    assert ingest("validate", "out/dataset.json").code == 0
    work = ingest("show").out.split()[0]
    assert "It stands here to be read." in ingest("show", work).out
    assert ingest("show", "no-such-work").code == 2
    assert ingest("explain", work).code == 0
    assert ingest("diff", "out/dataset.json", "out").code == 0
    (here / "seeds" / "a.txt").write_text(
        TEXT + "\nA paragraph more, which was not there before.\n"
    )
    assert ingest("sources", "add", "--update", "seeds/a.txt").code == 0
    assert ingest("build", "--jobs", 0, "--out", "new").code == 0
    changed = ingest("diff", "out", "new")
    assert (changed.code, "which was not there before" in changed.out) == (1, True)


def test_diff_without_git_or_files_is_trouble(here: Path) -> None:
    assert ingest("diff", "nothing.json", "out").code == 2
    assert ingest("diff").code == 2


@pytest.mark.parametrize("code", ["E204", "n601"])
def test_explain_tells_about_codes(code: str) -> None:
    run = ingest("explain", code)
    assert run.code == 0
    assert code.upper() in run.out


def test_schemas_are_written_and_checked(here: Path) -> None:
    assert ingest("schema", "--check").code == 1
    assert ingest("schema").code == 0
    assert ingest("schema", "--check").code == 0
    assert {file.suffix for file in (here / "schemas").iterdir()} == {".json", ".ts"}
    assert (here / "docs" / "schema.md").is_file()


def test_a_bug_of_ours_is_exit_3_with_a_report(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("briefing_ingest.manifest.read_manifest", broken)
    run = ingest("sources")
    assert run.code == 3
    (report,) = here.glob("ingest-bug-*.txt")
    assert "ZeroDivisionError" in report.read_text()
    assert report.name in run.err
    assert "Traceback" not in run.err


def test_an_interrupt_is_exit_130(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("briefing_ingest.manifest.read_manifest", interrupted)
    assert ingest("sources").code == 130
