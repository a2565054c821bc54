"""`git diff` shows the dataset as text after `ingest git-setup`, and as before after `--undo`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import example_dataset as example
from briefing_ingest.canonical import dataset_bytes
from commandline import ingest


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose dataset has a new paragraph in the working tree, and an `ingest` on the
    path."""
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "ingest").write_text(f'#!/bin/sh\nexec {sys.executable} -m briefing_ingest "$@"\n')
    (tools / "ingest").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    work = tmp_path / "work"
    (work / "out").mkdir(parents=True)
    monkeypatch.chdir(work)
    git("init", "-q")
    (work / "out" / "dataset.json").write_bytes(dataset_bytes(example.dataset()))
    git("add", ".")
    git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "x")
    blocks = [
        *example.briefing_blocks(),
        example.paragraph("paragraph-new", "A whole new paragraph."),
    ]
    new = example.dataset(example.briefing(blocks), example.post())
    (work / "out" / "dataset.json").write_bytes(dataset_bytes(new))
    return work


def test_git_shows_text_until_it_is_taken_back(repository: Path) -> None:
    before = git("diff")
    assert '"text": "A whole new paragraph."' in before
    assert ingest("git-setup").code == 0
    assert ingest("git-setup").code == 0, "twice is as good as once"
    assert "+[paragraph-new] paragraph\n+A whole new paragraph.\n" in git("diff")
    assert (repository / ".git/info/attributes").read_text().count("diff=briefings") == 1
    assert ingest("git-setup", "--undo").code == 0
    assert git("diff") == before
    assert "briefings" not in (repository / ".git/config").read_text()


def test_git_goes_on_where_the_dataset_cannot_be_used(repository: Path) -> None:
    ingest("git-setup")
    file = repository / "out" / "dataset.json"
    file.write_text("<<<<<<< HEAD\n" + file.read_text())
    assert "+<<<<<<< HEAD\n" in git("diff")
    file.write_text(file.read_text().replace('"schema_version": "1.', '"schema_version": "9.'))
    assert "out/dataset.json" in git("diff")


def test_other_attributes_are_left_alone(repository: Path) -> None:
    attributes = repository / ".git/info/attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("*.txt text\n")
    ingest("git-setup")
    ingest("git-setup", "--undo")
    assert attributes.read_text() == "*.txt text\n"


def test_without_a_repository_there_is_nothing_to_set_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = ingest("git-setup")
    assert (run.code, "E406" in run.err) == (2, True)
