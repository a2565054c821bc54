"""Tables of PDF pages: what is found, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from fpdf import FPDF

from briefing_ingest.extract.pdf.read import extract_pdf
from briefing_ingest.model import CellSpan, Line, Source

HEAD = ["Area", "Offences", "Change"]
ROWS = [
    ["North", "1,204", "-3%"],
    ["South", "988", "+1%"],
    ["East and the coast", "754", "0%"],
    ["West", "60", "+9%"],
]
PROSE = (
    "The commissioner said that the figures were better than those of any year since records of "
    "them began."
)


def page(draw: Callable[[FPDF], object]) -> tuple[Line, ...]:
    """The lines of a page with what ``draw`` puts on it, in 10 point Helvetica; coordinates are
    points."""
    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    paper.set_font("Helvetica", size=10)
    paper.text(60, 80, PROSE)
    draw(paper)
    paper.text(60, 500, PROSE)
    return extract_pdf(Source(id="brief", path="brief.pdf"), bytes(paper.output())).lines


def tables(lines: Sequence[Line]) -> list[list[list[str]]]:
    return [
        [row.split("\t") for row in line.text.rstrip("\n").split("\n")]
        for line in lines
        if line.role == "table"
    ]


def cells(
    paper: FPDF, rows: Sequence[Sequence[str]], *, top: float = 120, pitch: float = 18
) -> None:
    for i, row in enumerate(rows):
        for x, text in zip((64, 214, 314), row, strict=True):
            paper.text(x, top + 13 + pitch * i, text)


def ruled(paper: FPDF) -> None:
    cells(paper, [HEAD, *ROWS])
    for i in range(6):
        paper.line(60, 120 + 18 * i, 410, 120 + 18 * i)
    for x in (60, 210, 310, 410):
        paper.line(x, 120, x, 210)


def shaded(paper: FPDF) -> None:
    for i in range(5):
        paper.set_fill_color(200 if i % 2 else 240)
        for x, width in ((60, 150), (210, 100), (310, 100)):
            paper.rect(x, 120 + 18 * i, width, 18, style="F")
    cells(paper, [HEAD, *ROWS])


def between_rules(paper: FPDF) -> None:
    cells(paper, [HEAD, *ROWS])
    for y in (120, 138, 210):
        paper.line(60, y, 410, y)


def unruled(paper: FPDF) -> None:
    cells(paper, [HEAD, *ROWS])


@pytest.mark.parametrize("draw", [ruled, shaded, between_rules, unruled])
def test_a_table_is_one_line_of_cells(draw: Callable[[FPDF], None]) -> None:
    lines = page(draw)
    assert tables(lines) == [[HEAD, *ROWS]]
    assert [line.text.strip() for line in lines if not line.role] == [PROSE, PROSE]
    assert [line.role for line in lines] == ["", "table", ""]


PHRASES = [
    ["North", "Records of stops are kept", "for three years and then"],
    ["South", "Stops are recorded by the", "officers who made them"],
    ["East", "The panel reads a sample of", "all of the records monthly"],
    ["West", "No records have been kept", "since the unit was closed"],
]


def phrases(paper: FPDF) -> None:
    for i, (area, first, second) in enumerate(PHRASES):
        for x, y, text in ((64, 0, area), (134, 0, first), (134, 12, second)):
            paper.text(x, 131 + 30 * i + y, text)


def hanging(paper: FPDF) -> None:
    """The rules down begin a little under the rule across, row by row."""
    for i in range(5):
        paper.line(60, 120 + 30 * i, 280, 120 + 30 * i)
        for x in (60, 130, 280) if i < 4 else ():
            paper.line(x, 126 + 30 * i, x, 150 + 30 * i)


def broken(paper: FPDF) -> None:
    """Only rules across, drawn cell by cell with a hair between; the first is whole."""
    paper.line(60, 120, 280, 120)
    for i in range(1, 5):
        paper.line(60, 120 + 30 * i, 129.5, 120 + 30 * i)
        paper.line(130, 120 + 30 * i, 280, 120 + 30 * i)


def whitened(paper: FPDF) -> None:
    """White lies behind words of some cells, as word processors put it there."""
    paper.set_fill_color(255)
    for i in range(4):
        paper.rect(72, 122 + 30 * i, 30, 26, style="F")
        paper.rect(150, 122 + 30 * i, 40, 26, style="F")
        for x in (60, 130, 280):
            paper.line(x, 120 + 30 * i, x, 150 + 30 * i)
    for i in range(5):
        paper.line(60, 120 + 30 * i, 280, 120 + 30 * i)


@pytest.mark.parametrize("rules", [hanging, broken, whitened])
def test_rules_make_cells_of_wrapped_text_however_they_are_drawn(
    rules: Callable[[FPDF], None],
) -> None:
    def draw(paper: FPDF) -> None:
        rules(paper)
        phrases(paper)

    assert tables(page(draw)) == [[[area, f"{first} {second}"] for area, first, second in PHRASES]]


def test_lines_of_a_cell_are_one_text() -> None:
    def draw(paper: FPDF) -> None:
        ruled(paper)
        for y in (210, 250):
            paper.line(60, y, 410, y)
        for x in (60, 210, 310, 410):
            paper.line(x, 210, x, 250)
        paper.text(64, 223, "All areas and the")
        paper.text(64, 236, "British Transport Police")
        paper.text(214, 229, "3,006")

    assert tables(page(draw))[0][-1] == ["All areas and the British Transport Police", "3,006", ""]


def test_a_cell_that_spans_others_leaves_them_empty() -> None:
    def draw(paper: FPDF) -> None:
        cells(paper, ROWS, top=138)
        paper.text(64, 133, "Area")
        paper.text(240, 133, "Offences and their change")
        for i in range(6):
            paper.line(60, 120 + 18 * i, 410, 120 + 18 * i)
        for x, top in ((60, 120), (210, 120), (310, 138), (410, 120)):
            paper.line(x, top, x, 210)

    lines = page(draw)
    assert tables(lines)[0][0] == ["Area", "Offences and their change", ""]
    assert [line.spans for line in lines if line.role] == [(CellSpan(0, 1, 1, 2),)]


def underlined(paper: FPDF) -> None:
    for i in range(4):
        paper.text(60, 130 + 18 * i, PROSE)
        paper.line(60, 132 + 18 * i, 60 + paper.get_string_width(PROSE), 132 + 18 * i)


def marked(paper: FPDF) -> None:
    paper.set_fill_color(255, 255, 0)
    for i, text in enumerate((PROSE[:90], PROSE[:70], PROSE)):
        paper.rect(60, 120 + 13 * i, paper.get_string_width(text), 13, style="F")
        paper.text(60, 130 + 13 * i, text)


def chart(paper: FPDF) -> None:
    for i in range(6):
        paper.text(64, 124 + 30 * i, str(100 - 20 * i))
        paper.line(90, 120 + 30 * i, 400, 120 + 30 * i)
    for i in range(4):
        paper.rect(120 + 70 * i, 150 + 20 * i, 30, 120 - 20 * i, style="F")
        paper.text(125 + 70 * i, 286, str(2016 + i))


def columns(paper: FPDF) -> None:
    for i in range(12):
        paper.text(60, 130 + 13 * i, PROSE[: 44 - i % 3])
        paper.text(310, 130 + 13 * i, PROSE[45 : 90 - i % 3])


def masthead(paper: FPDF) -> None:
    """Three columns of prose, of uneven setting, between a rule at the top and one at the foot of
    the page."""
    for y in (110, 480):
        paper.line(60, y, 550, y)
    for i in range(16):
        paper.text(60, 130 + 20 * i, PROSE[: (34, 24, 21)[i % 3]])
        if i % 4:
            paper.text(240, 130 + 20 * i, PROSE[27 : (60, 48, 45)[i % 3]])
        paper.text(420, 130 + 20 * i, PROSE[61 : (92, 82, 80)[i % 3]])


@pytest.mark.parametrize("draw", [underlined, marked, chart, columns, masthead])
def test_what_is_no_table(draw: Callable[[FPDF], None]) -> None:
    assert not tables(page(draw))
