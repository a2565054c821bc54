"""`ingest extract --format html`: the pages with a box for each block."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import documents
from briefing_ingest.model import Source
from briefing_ingest.pipeline import read_source
from commandline import ingest


def test_each_block_of_a_pdf_has_a_numbered_box_on_each_of_its_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    content = documents.two_column_pdf(documents.SAMPLE)
    Path("a.pdf").write_bytes(content)
    run = ingest("extract", "a.pdf", "--format", "html", "--to", "pages")
    assert run.code == 0
    page = Path("pages/a.html").read_text()
    witness = read_source(Source("a", "a.pdf"), content)
    blocks = [*witness.blocks, *witness.notes]
    numbers = sorted(int(n) for n in re.findall(r"<b>(\d+)</b>", page))
    assert numbers == [
        n for n, block in enumerate(blocks, 1) for place in block.places if place.box
    ]
    assert set(numbers) == set(range(1, len(blocks) + 1))
    assert page.count("data:image/jpeg;base64,") == len(
        {place.page for b in blocks for place in b.places}
    )
    assert not re.search(r'(?:src|href)="(?!data:)', page)


def test_what_is_no_pdf_has_its_blocks_and_no_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(
        "A Briefing\n\nIts only paragraph is a sentence or two. Here < stands for itself.\n"
    )
    run = ingest("extract", "a.txt", "--format", "html")
    assert run.code == 0
    assert "Here &lt; stands for itself." in run.out
    assert "<img" not in run.out


def test_a_file_that_is_cut_off_shows_the_pages_that_are_left(tmp_path: Path) -> None:
    content = documents.one_column_pdf(documents.SAMPLE)
    (tmp_path / "cut.pdf").write_bytes(content[: int(0.7 * len(content))])
    run = ingest("extract", tmp_path / "cut.pdf", "--format", "html")
    assert run.code == 0
    assert "E213" in run.err
    assert "<img" in run.out
