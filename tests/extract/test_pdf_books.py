"""Opening PDFs: the two libraries, passwords, damaged pages, and what nobody sees on a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fpdf import FPDF
from fpdf.enums import TextMode

import documents
from briefing_ingest.errors import SourceError
from briefing_ingest.extract.pdf.books.pdfium import open_pdfium
from briefing_ingest.extract.pdf.books.plumber import open_plumber
from briefing_ingest.extract.pdf.page.glyphs import Glyph
from briefing_ingest.extract.pdf.page.sheet import Sheet, shown_box
from briefing_ingest.extract.pdf.read import extract_pdf
from briefing_ingest.model import Box, RawDocument, Source


def paper(draw: Callable[[FPDF], object], *, pages: int = 1) -> bytes:
    page = FPDF(unit="pt", format="A4")
    for _ in range(pages):
        page.add_page()
        page.set_font("Helvetica", size=10)
        draw(page)
    return bytes(page.output())


def read(content: bytes, password: str | None = None) -> RawDocument:
    return extract_pdf(Source(id="brief", path="brief.pdf", password=password), content)


def by_place(glyphs: list[Glyph]) -> list[Glyph]:
    return sorted(glyphs, key=lambda glyph: (round(glyph.baseline / 2), (glyph.x0 + glyph.x1) / 2))


def roles(raw: RawDocument) -> dict[str, str]:
    return {line.text.strip(): line.reason or line.role for line in raw.lines}


@pytest.mark.parametrize("maker", [documents.one_column_pdf, documents.two_column_pdf])
def test_both_libraries_see_the_same_characters_at_the_same_places(
    maker: Callable[..., bytes],
) -> None:
    content = maker(documents.SAMPLE)
    fast, slow = open_pdfium(content, None), open_plumber(content, None)
    assert fast.count == slow.count
    for number in range(1, fast.count + 1):
        ours = [glyph for glyph in fast.sheet(number).glyphs if glyph.text.strip()]
        theirs = [glyph for glyph in slow.sheet(number).glyphs if glyph.text.strip()]
        assert [glyph.text for glyph in by_place(ours)] == [
            glyph.text for glyph in by_place(theirs)
        ]
        for a, b in zip(by_place(ours), by_place(theirs), strict=True):
            assert (a.baseline, a.x0, a.x1, a.size) == pytest.approx(
                (b.baseline, b.x0, b.x1, b.size), abs=0.6
            )
        assert {glyph.bold for glyph in ours} == {glyph.bold for glyph in theirs}


def test_a_password_opens_what_it_locks() -> None:
    locked = documents.encrypted_pdf()
    with pytest.raises(SourceError) as none_given:
        read(locked)
    with pytest.raises(SourceError) as wrong:
        read(locked, "wrong")
    assert [none_given.value.finding.code, wrong.value.finding.code] == ["E206", "E206"]
    assert "password given" in wrong.value.finding.cause
    assert read(locked, "user").lines


def test_a_password_is_in_no_printed_form() -> None:
    assert "hunter2" not in repr(Source(id="a", path="a.pdf", password="hunter2"))


def test_a_damaged_page_costs_that_page_only() -> None:
    content = paper(lambda page: page.text(50, 100, f"This is page {page.page_no()}"), pages=3)
    at = content.index(b"/Type /Page\n", content.index(b"/Type /Page\n") + 1)
    raw = read(
        content[:at] + b"/Type /Pxge\n" + content[at + 12 :].replace(b"/MediaBox", b"/MediaBxx", 1)
    )
    assert len(raw.pages) == 3
    assert {"This is page 1", "This is page 3"} <= set(roles(raw))


def test_invisible_text_beside_visible_text_is_furniture() -> None:
    def draw(page: FPDF) -> None:
        page.text(50, 100, "Everybody reads this line of the page")
        with page.local_context(text_mode=TextMode.INVISIBLE):
            page.text(50, 200, "Words for machines")

    assert roles(read(paper(draw))) == {
        "Everybody reads this line of the page": "",
        "Words for machines": "invisible text",
    }


def test_invisible_text_over_a_picture_is_what_was_recognised_in_it() -> None:
    from PIL import Image

    def draw(page: FPDF) -> None:
        page.text(50, 100, "Everybody reads this line of the page")
        page.image(Image.new("L", (20, 20)), x=40, y=150, w=300, h=200)
        with page.local_context(text_mode=TextMode.INVISIBLE):
            page.text(50, 200, "Scanned words")

    assert roles(read(paper(draw)))["Scanned words"] == ""


@pytest.mark.parametrize(("dark", "role"), [(True, ""), (False, "white text on white")])
def test_white_text_is_seen_on_what_is_painted(dark: bool, role: str) -> None:
    def draw(page: FPDF) -> None:
        page.text(50, 100, "Black on white")
        page.set_fill_color(0, 60, 120)
        if dark:
            page.rect(40, 150, 300, 40, style="F")
        page.set_text_color(255, 255, 255)
        page.text(50, 170, "White as snow")
        page.set_text_color(0, 0, 0)

    assert roles(read(paper(draw)))["White as snow"] == role


def test_text_outside_the_page_is_furniture() -> None:
    def draw(page: FPDF) -> None:
        page.text(50, 100, "On the page")
        page.text(-90, 100, "Off the page")

    assert roles(read(paper(draw)))["Off the page"] == "outside the page"


def test_every_raw_character_is_in_one_line_though_hidden() -> None:
    def draw(page: FPDF) -> None:
        page.text(50, 100, "On the page")
        page.text(-90, 100, "Off the page")

    raw = read(paper(draw, pages=2))
    covered = {
        at
        for line in raw.lines
        for span in line.traced.raw_spans()
        for at in range(span.start, span.end)
    }
    assert not "".join(c for at, c in enumerate(raw.text) if at not in covered).strip()
    assert "".join(raw.text[page.start : page.end] for page in raw.pages) == raw.text


def test_a_page_turned_as_a_whole_is_read_and_its_boxes_are_where_it_shows_them() -> None:
    def draw(page: FPDF) -> None:
        with page.rotation(90, 300, 400):
            for row in range(5):
                page.text(200, 350 + 14 * row, f"Row {row} of a table that is set sideways")

    lines = [line for line in read(paper(draw)).lines if line.text.strip()]
    assert [line.text for line in lines] == [
        f"Row {row} of a table that is set sideways\n" for row in range(5)
    ]
    for line in lines:
        assert line.box is not None
        assert (
            line.box.bottom - line.box.top > line.box.x1 - line.box.x0
        )  # upright text is wider than high
    assert [line.box.x0 for line in lines if line.box] == sorted(
        line.box.x0 for line in lines if line.box
    )


@pytest.mark.parametrize(
    ("turn", "shown"),
    [
        (0, Box(10, 20, 30, 60)),
        (1, Box(20, 970, 60, 990)),
        (2, Box(970, 1940, 990, 1980)),
        (3, Box(1940, 10, 1980, 30)),
    ],
)
def test_boxes_are_turned_back(turn: int, shown: Box) -> None:
    assert shown_box(Box(10, 20, 30, 60), Sheet(1, 10.0, 20.0, turn=turn)) == shown


def test_drawn_lines_boxes_and_pictures() -> None:
    from PIL import Image

    def draw(page: FPDF) -> None:
        page.line(50, 100, 300, 100)
        page.rect(50, 200, 100, 40)
        page.image(Image.new("L", (20, 20)), x=40, y=300, w=30, h=20)

    sheet = open_pdfium(paper(draw), None).sheet(1)
    assert tuple(map(round, sheet.drawn_lines[0][:4])) == (50, 100, 300, 100)
    assert [(*map(round, area[:4]), area.filled, area.stroked) for area in sheet.areas] == [
        (50, 200, 150, 240, False, True)
    ]
    assert [tuple(map(round, picture[:4])) for picture in sheet.pictures] == [(40, 300, 70, 320)]
    assert len(sheet.drawn_lines) == 5


@pytest.mark.parametrize("family", ["Helvetica", "Courier", "Times"])
@pytest.mark.parametrize("style", ["", "B", "I", "BI"])
@pytest.mark.parametrize("library", [open_pdfium, open_plumber])
def test_fonts_that_no_file_describes_are_italic_and_bold_by_their_name(
    family: str, style: str, library: Callable[..., Any]
) -> None:
    def draw(page: FPDF) -> None:
        page.set_font(family, style, 10)
        page.text(72, 72, "Lamps and benches")

    glyphs = [g for g in library(paper(draw), None).sheet(1).glyphs if g.text.strip()]
    assert {(glyph.italic, glyph.bold) for glyph in glyphs} == {("I" in style, "B" in style)}
