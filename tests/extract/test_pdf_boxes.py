"""PDF: side boxes are read apart from the text, and no sentence of the text is split by one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fpdf import FPDF

from briefing_ingest.model import Source, Witness
from briefing_ingest.pipeline import read_source

Draw = Callable[[FPDF], object]

BOX = (
    "The panel met on nine days and heard",
    "from forty witnesses, most of whom had",
    "worked in courts for many years.",
)


def read(*pages: Draw) -> Witness:
    """Pages with what each function draws on it, in 10 point Helvetica; coordinates are points."""
    paper = FPDF(unit="pt", format="A4")
    for draw in pages:
        paper.add_page()
        paper.set_font("Helvetica", size=10)
        draw(paper)
    return read_source(Source(id="a", path="a.pdf"), bytes(paper.output()))


def lines(paper: FPDF, x: float, y: float, *texts: str) -> None:
    for number, text in enumerate(texts):
        paper.text(x, y + 13 * number, text)


def box(paper: FPDF, x: float, y: float, width: float = 200.0, *, style: str = "F") -> None:
    """A rectangle with `BOX` in it, 60 points high."""
    paper.set_fill_color(200, 220, 240)
    paper.rect(x, y, width, 60, style=style)
    lines(paper, x + 8, y + 18, *BOX)


ABOVE = (
    "Nobody who was asked could say how the money had been spent in",
    "the first year of the scheme, and fewer still knew which of the",
    "two departments had been told by the office of the Lord",
)
BELOW = (
    "Chancellor to keep the accounts that the auditors wanted to see",
    "when they came. That was the first lesson of the inquiry, and it",
    "was learned too late.",
)
TEXT = " ".join((*ABOVE, *BELOW))


def between(paper: FPDF) -> None:
    lines(paper, 60, 100, *ABOVE)
    box(paper, 60, 150, 320)
    lines(paper, 60, 235, *BELOW)


def framed(paper: FPDF) -> None:
    lines(paper, 60, 100, *ABOVE)
    box(paper, 60, 150, 320, style="D")
    lines(paper, 60, 235, *BELOW)


def beside(paper: FPDF) -> None:
    lines(paper, 60, 100, *ABOVE, *BELOW)
    box(paper, 370, 100)


def around(paper: FPDF) -> None:
    """Lines that run beside the box are shorter than those below it."""
    words = TEXT.split()
    y = 100.0
    while words:
        line = ""
        while words and paper.get_string_width(f"{line} {words[0]}") < (250 if y < 165 else 460):
            line = f"{line} {words.pop(0)}".strip()
        paper.text(60, y, line)
        y += 13
    box(paper, 325, 93)


def next_column(paper: FPDF) -> None:
    """Two columns; the box stands over the second one."""
    words = TEXT.split()
    for x, y, count in ((60.0, 100.0, 7), (310.0, 180.0, 7)):
        for number in range(count):
            line = ""
            while words and paper.get_string_width(f"{line} {words[0]}") < 160:
                line = f"{line} {words.pop(0)}".strip()
            paper.text(x, y + 13 * number, line)
    box(paper, 310, 95)


@pytest.mark.parametrize("draw", [between, framed, beside, around, next_column])
def test_a_sentence_runs_past_a_box(draw: Draw) -> None:
    blocks = read(draw).blocks
    assert sorted((block.kind, block.aside, block.text) for block in blocks) == [
        ("labelled", True, " ".join(BOX)),
        ("paragraph", False, TEXT),
    ]


def test_a_sentence_runs_past_a_box_to_the_next_page() -> None:
    def first(paper: FPDF) -> None:
        lines(paper, 60, 100, *ABOVE)
        box(paper, 60, 400, 320)

    blocks = read(first, lambda paper: lines(paper, 60, 100, *BELOW)).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", TEXT),
        ("labelled", " ".join(BOX)),
    ]


def background(paper: FPDF) -> None:
    paper.set_fill_color(240, 230, 200)
    paper.rect(0, 0, 595, 842, style="F")
    lines(paper, 60, 100, *ABOVE, *BELOW)


def frame_of_the_page(paper: FPDF) -> None:
    paper.rect(20, 20, 555, 802)
    lines(paper, 60, 100, *ABOVE, *BELOW)


def highlight(paper: FPDF) -> None:
    """Behind a few words of three lines."""
    paper.set_fill_color(255, 255, 0)
    paper.rect(100, 92, 90, 36, style="F")
    lines(paper, 60, 100, *ABOVE, *BELOW)


def band(paper: FPDF) -> None:
    """Over the whole width of the page, behind its first lines."""
    paper.set_fill_color(20, 60, 120)
    paper.rect(0, 80, 595, 55, style="F")
    paper.set_text_color(255, 255, 255)
    lines(paper, 60, 100, *ABOVE)
    paper.set_text_color(0, 0, 0)
    lines(paper, 60, 139, *BELOW)


def unseen(paper: FPDF) -> None:
    """White on white."""
    paper.set_fill_color(255, 255, 255)
    paper.rect(50, 90, 400, 40, style="F")
    lines(paper, 60, 100, *ABOVE, *BELOW)


@pytest.mark.parametrize("draw", [background, frame_of_the_page, highlight, band, unseen])
def test_what_lies_behind_the_text_is_no_box(draw: Draw) -> None:
    blocks = read(draw).blocks
    assert [(block.kind, block.aside, block.text) for block in blocks] == [
        ("paragraph", False, TEXT)
    ]


def test_cells_of_a_table_are_no_boxes() -> None:
    def draw(paper: FPDF) -> None:
        lines(paper, 60, 100, *ABOVE, *BELOW)
        for row in range(3):
            for column in range(2):
                paper.rect(60 + 230 * column, 220 + 60 * row, 230, 60)
                lines(paper, 68 + 230 * column, 238 + 60 * row, *BOX)

    witness = read(draw)
    assert [block.kind for block in witness.blocks] == ["paragraph", "table"]
    assert not any(block.aside for block in witness.blocks)


def test_where_all_text_stands_in_boxes_they_are_not_beside_it() -> None:
    def draw(paper: FPDF) -> None:
        for row in range(4):
            box(paper, 60, 100 + 90 * row, 320)

    assert [(block.kind, block.aside) for block in read(draw).blocks] == [("paragraph", False)] * 4
