"""What a terminal would obey (escape sequences in names and texts) is shown on it, not sent; pipes
get it whole."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import example_dataset as example
from briefing_ingest.canonical import dataset_bytes
from briefing_ingest.dataset import Dataset
from briefing_ingest.diff import compare, render_text
from briefing_ingest.export import render_terminal
from briefing_ingest.text import printable
from commandline import ingest

# Clears the screen, sets the title, rings, goes back over what is printed, turns the text around,
# C1's CSI.
EVIL = "a\x1b[2J\x1b]0;owned\x07b\x08\rc\u202ed\x9b31me"
SHOWN = "a\\x1b[2J\\x1b]0;owned\\x07b\\x08\\x0dc\\u202ed\\u009b31me"
OURS = re.compile(r"\x1b\[(?:0|1|2\d|3\d|9\d)?m")


def obeyed(text: str) -> set[str]:
    """The characters of ``text`` that a terminal obeys, but for line ends and for the colours that
    we give."""
    return set(
        re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", OURS.sub("", text))
    )


def on_a_terminal(*arguments: object, cwd: Path) -> tuple[int, str]:
    """Runs `ingest` on a terminal of its own, as a user would; gives the exit code and all that was
    printed."""
    controller, terminal = pty.openpty()
    environment = {**os.environ, "PAGER": "cat", "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing_ingest", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=terminal,
        cwd=cwd,
        env=environment,
    )
    os.close(terminal)
    printed: list[bytes] = []
    reader = threading.Thread(target=_read_all, args=(controller, printed))
    reader.start()
    code = process.wait(timeout=120)
    reader.join()
    return code, b"".join(printed).decode().replace("\r\n", "\n")


def _read_all(descriptor: int, printed: list[bytes]) -> None:
    try:
        while chunk := os.read(descriptor, 65536):
            printed.append(chunk)
    except OSError:  # how Linux says that nobody has the terminal open any more
        pass
    finally:
        os.close(descriptor)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two datasets whose texts, names and paths are full of what a terminal obeys."""
    root = tmp_path_factory.mktemp("terminal")
    old = example.dataset()
    work = example.briefing()
    for name, dataset in {"old": old, "new": spoilt(old, work.id)}.items():
        (root / name).mkdir()
        (root / name / "dataset.json").write_bytes(dataset_bytes(dataset))
    return root


def spoilt(dataset: Dataset, work_id: str) -> Dataset:
    """``dataset`` with evil titles, paths and first blocks."""
    works = []
    for work in dataset.works:
        last = work.blocks[-1]
        longer = {"text": f"{last.text} {EVIL}", "kind": "paragraph", "cells": None}
        blocks = (*work.blocks[:-1], last.model_copy(update=longer))
        works.append(work.model_copy(update={"title": f"{work.title} {EVIL}", "blocks": blocks}))
    sources = tuple(
        source.model_copy(
            update={
                "path": f"seeds/{EVIL}.txt",
                "title": EVIL,
                "url": f"https://example.org/{EVIL}",
            }
        )
        for source in dataset.sources
    )
    return dataset.model_copy(update={"works": tuple(works), "sources": sources})


def test_the_spelling_of_what_a_terminal_obeys() -> None:
    assert printable(EVIL) == SHOWN
    assert printable("plain text,\twith a tab\nand “quotes”, é, 漢字, \u200f") == (
        "plain text,\twith a tab\nand “quotes”, é, 漢字, \u200f"
    )
    assert printable("a\nerror E999 b", one_line=True) == "a\\nerror E999 b"
    assert printable(os.fsdecode(b"caf\xe9")) == "caf\\xe9"


COMMANDS: dict[str, tuple[str, ...]] = {
    "list of works": ("show", "--dataset", "new"),
    "a work": ("show", "WORK", "--dataset", "new"),
    "a work as Markdown": ("show", "WORK", "--format", "markdown", "--dataset", "new"),
    "a work as TEI": ("show", "WORK", "--format", "tei", "--dataset", "new"),
    "a block": ("show", "WORK/BLOCK", "--dataset", "new"),
    "the record": ("show", "--record", "--dataset", "new"),
    "an explanation": ("explain", "WORK", "--dataset", "new"),
    "a diff": ("diff", "old", "new"),
    "a diff of all": ("diff", "old", "new", "--all"),
    "a diff as JSON": ("diff", "old", "new", "--format", "json"),
    "a diff as Markdown": ("diff", "old", "new", "--format", "markdown"),
    "a diff for GitHub": ("diff", "old", "new", "--format", "github"),
    "a diff as HTML": ("diff", "old", "new", "--format", "html"),
    "an unknown id": ("show", EVIL, "--dataset", "new"),
    "an unknown file": ("validate", EVIL),
    "an unknown option": ("build", f"--{EVIL}"),
    "an unknown command": (EVIL,),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_no_command_sends_a_text_of_others_to_a_terminal_as_it_is(
    folder: Path, command: tuple[str, ...]
) -> None:
    work = example.briefing()
    names = {"WORK/BLOCK": f"{work.id}/{work.blocks[-1].id}", "WORK": work.id}
    code, printed = on_a_terminal(*(names.get(word, word) for word in command), cwd=folder)
    assert code in {0, 1, 2}
    assert obeyed(printed) == set()
    assert re.search(r"1b\\?\[2J|owned", printed), "it was shown, spelled out or left out"


def test_names_of_files_and_texts_of_a_build(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    text = (
        f"A Report on Lamps {EVIL}\n\nThe lamps of the town stand in every street {EVIL} of it, "
        f"and cost little.\n"
    )
    (seeds / "\x1b[2J\x1b]0;owned\x07.txt").write_text(text)
    (seeds / "b\nerror E999 forged.txt").write_text(text.replace("Lamps", "Streets"))
    os.mkfifo(seeds / "c\x1b[2J.txt")
    (seeds / "sources.toml").write_text("")
    # Quiet, since the progress bar moves the cursor: that is ours.
    build = ("build", "seeds", "--jobs", "0", "-q")
    for arguments in (build, ("sources",), (*build, "--json")):
        code, printed = on_a_terminal(*arguments, cwd=tmp_path)
        assert code == 1
        assert obeyed(printed) == set()
        assert "\nerror E999" not in printed.replace("\nerror E999 forged.txt\tundeclared", "")
    for single in (("extract", str(seeds / "b\nerror E999 forged.txt")), ("tag", "seeds")):
        _, printed = on_a_terminal(*single, cwd=tmp_path)
        assert obeyed(printed) == set()


def test_what_goes_to_a_pipe_is_exact(folder: Path, tmp_path: Path) -> None:
    work = example.briefing()
    run = ingest("show", f"{work.id}/{work.blocks[-1].id}", "--dataset", folder / "new")
    assert run.out == f"{work.blocks[-1].text} {EVIL}\n"
    (tmp_path / "a.txt").write_text(
        "A Title\n\nThe lamps \x1b[2J of the town stand in every street of it, as is known.\n"
    )
    command = [sys.executable, "-m", "briefing_ingest", "extract", str(tmp_path / "a.txt")]
    extracted = subprocess.run(command, capture_output=True, check=True).stdout
    assert b"\\x1b" not in extracted


def test_what_is_made_for_a_terminal_is_printable_before_it_is_coloured() -> None:
    dataset = example.dataset()
    evil = spoilt(dataset, example.briefing().id)
    shown = render_terminal(evil.works[0], evil, colour=True)
    assert obeyed(shown) == set()
    assert OURS.search(shown)
    changes = compare(dataset, evil)
    for colour in (True, False):
        assert obeyed(render_text(changes, colour=colour)) == set()
    marked = compare(dataset, spoilt(evil, "x"))
    assert "\x01" not in render_text(marked, colour=False)
