"""What PDFium tells of drawings and of how text is set, on both sides of the numbers that decide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fpdf import FPDF
from fpdf.enums import TextMode

from briefing_ingest.extract.pdf.books.pdfium import open_pdfium
from briefing_ingest.extract.pdf.page.sheet import Sheet


def _sheet(draw: Callable[[FPDF], object]) -> Sheet:
    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    paper.set_font("Helvetica", size=10)
    paper.set_line_width(0.5)
    draw(paper)
    return open_pdfium(bytes(paper.output()), None).sheet(1)


def _drawn(draw: Callable[[FPDF], object]) -> tuple[int, int, int]:
    """How many rules, rectangles and pictures a page has."""
    sheet = _sheet(draw)
    return len(sheet.drawn_lines), len(sheet.areas), len(sheet.pictures)


@pytest.mark.parametrize(
    ("wide", "high", "drawn"),
    [
        (100, 2.9, (1, 0, 0)),
        (100, 3.1, (0, 1, 0)),
        (2.9, 100, (1, 0, 0)),
        (3.1, 100, (0, 1, 0)),
        (1.9, 1.5, (0, 0, 0)),
        (2.1, 1.5, (0, 0, 0)),  # no line is so broad for its length
        (100, 100, (0, 1, 0)),
    ],
)
def test_thin_rectangles_are_rules(wide: float, high: float, drawn: tuple[int, int, int]) -> None:
    assert _drawn(lambda paper: paper.rect(100, 100, wide, high, style="F")) == drawn


@pytest.mark.parametrize(
    ("right", "down", "rules"),
    [
        (2.1, 0, 1),
        (1.9, 0, 0),
        (0, 2.1, 1),
        (10, 0.5, 1),  # a short one leans by 0.6 points
        (10, 0.7, 0),
        (0.5, 10, 1),
        (0.7, 10, 0),
        (11.9, 2.9, 0),
        (12.1, 2.9, 1),  # one of more than twelve by three
        (100, 2.9, 1),
        (100, 3.1, 0),
        (50, 50, 0),
    ],
)
def test_which_strokes_are_rules(right: float, down: float, rules: int) -> None:
    assert _drawn(lambda paper: paper.line(100, 100, 100 + right, 100 + down)) == (rules, 0, 0)


def test_what_is_drawn() -> None:
    assert _drawn(lambda paper: paper.rect(100, 100, 50, 50)) == (4, 1, 0)
    assert _drawn(lambda paper: paper.rect(100, 100, 50, 50, style="DF")) == (4, 1, 0)
    assert _drawn(lambda paper: paper.circle(100, 100, 50)) == (0, 0, 0)
    corners = [(100, 100), (200, 100), (200, 200), (100, 200)]
    assert _drawn(lambda paper: paper.polygon(corners, style="F")) == (0, 1, 0)
    leaning = [(100, 100), (200, 101), (200, 200), (100, 200)]
    assert _drawn(lambda paper: paper.polygon(leaning, style="F")) == (0, 0, 0)


@pytest.mark.parametrize(("red", "green", "blue"), [(1, 2, 3), (255, 0, 128)])
def test_the_colours_of_what_is_drawn(red: int, green: int, blue: int) -> None:
    def draw(paper: FPDF) -> None:
        paper.set_fill_color(red, green, blue)
        paper.rect(100, 100, 50, 50, style="F")
        paper.set_draw_color(red, green, blue)
        paper.line(100, 300, 200, 300)

    sheet = _sheet(draw)
    said = (red << 16) | (green << 8) | blue
    assert [area.colour for area in sheet.areas] == [said]
    assert [rule.colour for rule in sheet.drawn_lines] == [said]
    (area,) = sheet.areas
    assert (area.filled, area.stroked) == (True, False)
    assert (area.x0, area.top, area.x1, area.bottom) == pytest.approx((100, 100, 150, 150), abs=0.1)


@pytest.mark.parametrize(("shade", "hidden"), [(249, False), (250, True), (255, True)])
def test_text_lighter_than_250_is_white(shade: int, hidden: bool) -> None:
    def draw(paper: FPDF) -> None:
        paper.text(60, 300, "Beside it stands what can be seen on this page of the report.")
        paper.set_text_color(shade, shade, shade)
        paper.text(60, 100, "Hidden")

    assert bool(_sheet(draw).hidden) == hidden


@pytest.mark.parametrize(("shade", "hidden"), [(249, False), (251, True)])
def test_white_text_is_seen_on_what_is_not_white(shade: int, hidden: bool) -> None:
    def draw(paper: FPDF) -> None:
        paper.text(60, 300, "Beside it stands what can be seen on this page of the report.")
        paper.set_fill_color(shade, shade, shade)
        paper.rect(50, 80, 200, 40, style="F")
        paper.set_text_color(255, 255, 255)
        paper.text(60, 100, "Hidden")

    assert bool(_sheet(draw).hidden) == hidden


@pytest.mark.parametrize(
    ("mode", "bold", "hidden"),
    [
        (TextMode.FILL, False, False),
        (TextMode.FILL_STROKE, True, False),
        (TextMode.INVISIBLE, False, True),
        (TextMode.CLIP, False, True),
    ],
)
def test_how_text_is_drawn(mode: TextMode, bold: bool, hidden: bool) -> None:
    def draw(paper: FPDF) -> None:
        paper.text(60, 300, "Beside it stands what can be seen on this page of the report.")
        with paper.local_context(text_mode=mode):
            paper.text(60, 100, "ZZZ")

    sheet = _sheet(draw)
    assert bool(sheet.hidden) == hidden
    shown = [glyph for glyph in sheet.glyphs if glyph.text == "Z"]
    assert [glyph.bold for glyph in shown] == ([] if hidden else [bold] * 3)


@pytest.mark.parametrize(("style", "bold"), [("", False), ("B", True)])
def test_styles_of_fonts(style: str, bold: bool) -> None:
    def draw(paper: FPDF) -> None:
        paper.set_font("Helvetica", style=style, size=12)
        paper.text(60, 100, "Lamps")

    glyph = _sheet(draw).glyphs[0]
    assert glyph.bold == bold
    assert glyph.size == pytest.approx(12)
    assert glyph.bottom - glyph.top == pytest.approx(12)
    assert 0.12 * 12 <= glyph.bottom - glyph.baseline <= 0.32 * 12


@pytest.mark.parametrize(
    ("degrees", "upright"), [(0, True), (7.9, True), (8.1, False), (90, False)]
)
def test_text_that_leans_by_eight_degrees_is_upright(degrees: float, upright: bool) -> None:
    def draw(paper: FPDF) -> None:
        paper.text(60, 300, "Beside it stands what can be seen on this page of the report.")
        with paper.rotation(degrees, 100, 100):
            paper.text(100, 100, "ZZZ")

    shown = [glyph for glyph in _sheet(draw).glyphs if glyph.text == "Z"]
    assert [glyph.upright for glyph in shown] == [upright] * 3


@pytest.mark.parametrize(("kerned", "spaces"), [(0.7, 0), (2.5, 1)])
def test_a_gap_as_wide_as_a_space_between_pieces_is_one(kerned: float, spaces: int) -> None:
    def draw(paper: FPDF) -> None:
        paper.text(60, 100, "aaaa")
        paper.text(60 + paper.get_string_width("aaaa") + kerned, 100, "bbbb")

    assert sum(glyph.text == " " for glyph in _sheet(draw).glyphs) == spaces


@pytest.mark.parametrize(("moved", "times"), [(0.5, 2), (30, 2)])
def test_text_that_is_drawn_twice_stands_twice_on_the_sheet(moved: float, times: int) -> None:
    def draw(paper: FPDF) -> None:
        paper.text(60, 100, "Lamps")
        paper.text(60 + moved, 100, "Lamps")

    glyphs = [glyph for glyph in _sheet(draw).glyphs if glyph.text == "L"]
    assert len(glyphs) == times
    assert glyphs[1].x0 - glyphs[0].x0 == pytest.approx(moved, abs=0.05)


@pytest.mark.parametrize(("deep", "found"), [(6, 6), (7, 6)])
def test_bookmarks_stand_six_deep(deep: int, found: int) -> None:
    def draw(paper: FPDF) -> None:
        for level in range(deep):
            paper.start_section(f"Lamps {level}", level=level, strict=False)

    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    paper.set_font("Helvetica", size=10)
    draw(paper)
    entries = list(open_pdfium(bytes(paper.output()), None).outline())
    assert [entry.level for entry in entries] == list(range(1, found + 1))
    assert {entry.page for entry in entries} == {1}
