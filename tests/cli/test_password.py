"""Passwords of encrypted PDFs: every way to give one opens the file, and none of them leaves it
anywhere in clear."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission, EncryptionMethod

from briefing_ingest.cli.boundary import write_bug_report
from commandline import ingest

SECRET = "hunter2-and-more"
TEXT = (
    "The court heard what nobody else was told, and it sat for long. Then it told them, in public, "
    "what it had heard."
)


def locked(password: str | None, method: EncryptionMethod = EncryptionMethod.AES_256) -> bytes:
    """A PDF that ``password`` opens; one that anybody may open but not print, if it is empty."""
    paper = FPDF()
    paper.add_page()
    paper.set_font("Helvetica", size=11)
    paper.multi_cell(0, 6, f"The secret briefing\n\n{TEXT} {TEXT}")
    if password is not None:
        paper.set_encryption("owner of it", password, method, permissions=AccessPermission.none())
    return bytes(paper.output())


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "locked.pdf").write_bytes(locked(SECRET))
    return tmp_path


def declare(here: Path, password: str | None) -> None:
    stated = f'password = "{password}"\n' if password else ""
    (here / "seeds" / "sources.toml").write_text(
        f'[[source]]\nid = "locked"\npath = "locked.pdf"\n{stated}'
    )


def everything(folder: Path) -> bytes:
    """The bytes of every file that a run left, but the manifest and what it was given."""
    return b"".join(
        file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.parent.name != "seeds"
    )


@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_extract_opens_a_file_with_its_password_in_every_format(here: Path, form: str) -> None:
    run = ingest("extract", "seeds/locked.pdf", "--password", SECRET, "--format", form)
    assert run.code == 0
    assert "nobody else" in run.out
    assert SECRET not in run.out + run.err


@pytest.mark.parametrize(
    ("given", "cause"), [([], "only with a password"), (["--password", "wrong"], "password given")]
)
def test_without_the_right_password_the_error_says_what_is_missing(
    here: Path, given: list[str], cause: str
) -> None:
    run = ingest("extract", "seeds/locked.pdf", *given)
    assert (run.code, run.out) == (1, "")
    assert "E206" in run.err
    assert cause in run.err
    assert "--password" in run.err
    assert "`password` in the manifest" in run.err


@pytest.mark.parametrize("method", EncryptionMethod)
def test_the_empty_password_opens_what_it_may(here: Path, method: EncryptionMethod) -> None:
    given = ["--password", "unneeded"] if method is EncryptionMethod.AES_256 else []
    (here / "open.pdf").write_bytes(locked("", method))
    run = ingest("extract", "open.pdf", *given)
    assert (run.code, run.err) == (0, "")
    assert "nobody else" in run.out


def test_a_password_for_several_files_leaves_those_alone_that_need_none(here: Path) -> None:
    (here / "plain.pdf").write_bytes(locked(None))
    run = ingest("extract", "seeds/locked.pdf", "plain.pdf", "--password", SECRET)
    assert run.code == 0
    assert run.out.count("nobody else") == 4


def in_the_manifest(here: Path) -> list[str]:
    declare(here, SECRET)
    return []


def on_the_command_line(here: Path) -> list[str]:
    declare(here, None)
    return ["--password", SECRET]


def before_that_of_the_command_line(here: Path) -> list[str]:
    declare(here, SECRET)
    return ["--password", "for others"]


@pytest.mark.parametrize(
    "way", [in_the_manifest, on_the_command_line, before_that_of_the_command_line]
)
def test_a_build_opens_the_file_and_keeps_the_password_nowhere(
    here: Path, way: Callable[[Path], list[str]]
) -> None:
    run = ingest("build", "seeds", "--out", "out", "--jobs", 0, "--json", *way(here))
    (source,) = json.loads((here / "out" / "dataset.json").read_text())["sources"]
    assert source["state"] == "ok"
    assert "nobody else" in (here / "out" / "dataset.json").read_text()
    left = everything(here)
    assert b"nobody else" in left
    assert SECRET.encode() not in left
    assert SECRET not in run.out + run.err


def test_a_failed_build_names_the_file_and_not_the_password(here: Path) -> None:
    declare(here, SECRET + "x")
    run = ingest("build", "seeds", "--out", "out", "--jobs", 0, "--json")
    assert [finding["code"] for finding in run.json["findings"]][:1] == ["E206"]
    assert SECRET not in run.out + run.err
    assert SECRET.encode() not in everything(here)


def test_a_password_that_is_no_text_is_not_repeated(here: Path) -> None:
    (here / "seeds" / "sources.toml").write_text(
        '[[source]]\nid = "locked"\npath = "locked.pdf"\npassword = 424242\n'
    )
    run = ingest("build", "seeds", "--out", "out")
    assert "E104" in run.err
    assert "424242" not in run.out + run.err


@pytest.mark.parametrize("arguments", [["--password", SECRET], [f"--password={SECRET}"]])
def test_a_report_for_us_has_no_password(
    here: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["ingest", "extract", "a.pdf", *arguments])
    place = write_bug_report(["Traceback"])
    assert place is not None
    assert "a.pdf" in place.read_text()
    assert SECRET not in place.read_text()
