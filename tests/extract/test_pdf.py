"""PDF: every character of the stream is kept and traced; lines come out in reading order."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

import pytest
from fpdf import FPDF

import documents
from briefing_ingest.errors import SourceError
from briefing_ingest.extract.pdf.read import extract_pdf
from briefing_ingest.model import Line, RawDocument, Source
from briefing_ingest.traced import merged_spans
from documents import SAMPLE, Passage

Maker = Callable[[Sequence[Passage]], bytes]
MAKERS: list[Maker] = [documents.one_column_pdf, documents.two_column_pdf]


def pdf(content: bytes) -> RawDocument:
    return extract_pdf(Source(id="brief", path="brief.pdf"), content)


@cache
def sample(maker: Maker) -> RawDocument:
    return pdf(maker(SAMPLE))


def drawn(draw: Callable[[FPDF], object]) -> RawDocument:
    """A page with what ``draw`` puts on it, in 10 point Helvetica; coordinates are points."""
    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    paper.set_font("Helvetica", size=10)
    draw(paper)
    return pdf(bytes(paper.output()))


def words(lines: Sequence[Line]) -> list[str]:
    return "".join(line.text for line in lines).split()


@pytest.mark.parametrize("on", [True, False])
def test_the_search_for_cyclic_garbage_is_left_as_it_was(on: bool) -> None:
    was = gc.isenabled()
    try:
        gc.enable() if on else gc.disable()
        with pytest.raises(SourceError):
            pdf(b"%PDF-1.7\nand nothing else")
        drawn(lambda paper: paper.text(60, 60, "One line of text"))
        assert gc.isenabled() is on
    finally:
        gc.enable() if was else gc.disable()


@pytest.mark.parametrize("maker", MAKERS)
def test_documents_are_made_the_same_every_time(maker: Maker) -> None:
    assert maker(SAMPLE) == maker(SAMPLE)


@pytest.mark.parametrize("maker", MAKERS)
def test_every_character_of_the_stream_is_in_one_line(maker: Maker) -> None:
    raw = sample(maker)
    spans = sorted(span for line in raw.lines for span in line.traced.raw_spans())
    assert all(left.end <= right.start for left, right in pairwise(spans))
    covered = {at for span in merged_spans(spans) for at in range(span.start, span.end)}
    assert not "".join(c for at, c in enumerate(raw.text) if at not in covered).strip()
    for line in raw.lines:
        assert line.text.endswith("\n")
        assert all(
            p.repairs or raw.text[p.raw_start : p.raw_end] == p.text for p in line.traced.pieces
        )


@pytest.mark.parametrize("maker", MAKERS)
def test_pages_tile_the_raw_text_and_lines_are_numbered_on_each(maker: Maker) -> None:
    raw = sample(maker)
    assert len(raw.pages) == 2
    assert "".join(raw.text[page.start : page.end] for page in raw.pages) == raw.text
    for page, span in enumerate(raw.pages, start=1):
        lines = [line for line in raw.lines if line.page == page]
        assert [line.number for line in lines] == list(range(1, len(lines) + 1))
        assert all(
            span.start <= line.traced.raw_start <= line.traced.raw_end <= span.end for line in lines
        )
        assert [line.column for line in lines] == sorted(line.column for line in lines)


@pytest.mark.parametrize("maker", MAKERS)
def test_text_is_in_reading_order(maker: Maker) -> None:
    """Column by column, page by page; sidebar, running head and page numbers apart from the
    text."""
    furniture = {"Briefings on justice\n", "1\n", "2\n"}
    sidebar = next(passage.text for passage in SAMPLE if passage.kind == "sidebar")
    lines = [
        line
        for line in sample(maker).lines
        if line.text not in furniture and line.text.strip() not in sidebar
    ]
    wanted = " ".join(marked(passage) for passage in SAMPLE if passage.kind != "sidebar")
    assert words(lines) == wanted.split()


def marked(passage: Passage) -> str:
    text = passage.text
    for offset, number in reversed(passage.note_numbers_at):
        text = text[:offset] + number + (" " if passage.kind == "note" else "") + text[offset:]
    return text


@pytest.mark.parametrize("maker", MAKERS)
def test_running_heads_and_page_numbers_are_regions_of_their_own(maker: Maker) -> None:
    lines = sample(maker).lines
    head = next(line for line in lines if line.text == "Briefings on justice\n")
    number = next(line for line in lines if line.page == 2 and line.text == "2\n")
    assert [line for line in lines if line.page == 2 and line.column == head.column] == [head]
    assert [line for line in lines if line.page == 2 and line.column == number.column] == [number]


@pytest.mark.parametrize("maker", MAKERS)
def test_superscripts_are_found_and_nothing_else(maker: Maker) -> None:
    raw = sample(maker)
    assert [raw.text[s.start : s.end] for line in raw.lines for s in line.raised] == [
        *"1234",
        *"1234",
    ]


def test_the_setting_of_a_line() -> None:
    lines = sample(documents.two_column_pdf).lines
    title = next(line for line in lines if line.text == "Fair and effective\n")
    body = next(line for line in lines if line.text.startswith("Paragraph 1"))
    assert (title.size, title.bold, body.size, body.bold) == (2400, True, 1000, False)
    assert title.box is not None
    assert body.box is not None
    assert title.box.x0 == body.box.x0 == 5669  # 20 mm
    assert title.box.bottom < body.box.top
    assert body.box.bottom - body.box.top == 1000


def test_document_information() -> None:
    facts = {(fact.name, fact.value) for fact in sample(documents.one_column_pdf).facts}
    assert facts >= {
        ("title", "Fair and effective"),
        ("author", "Jo Bloggs and Sam Smith"),
        ("created", "2019-12-12"),
    }


def test_words_without_space_characters_are_parted() -> None:
    def draw(paper: FPDF) -> None:
        x = 50.0
        for word in ("Words", "set", "one", "by", "one"):
            paper.text(x, 100, word)
            x += paper.get_string_width(word) + 2.5

    raw = drawn(draw)
    assert raw.lines[0].text == "Words set one by one\n"
    assert {piece.repairs for piece in raw.lines[0].traced.pieces if piece.text == " "} == {
        ("word_gap",)
    }


def test_letters_set_apart_are_one_word() -> None:
    def draw(paper: FPDF) -> None:
        paper.set_char_spacing(3)
        paper.text(50, 100, "POLICING")

    assert drawn(draw).lines[0].text == "POLICING\n"


def test_characters_drawn_twice_count_once() -> None:
    def draw(paper: FPDF) -> None:
        paper.text(50, 100, "Bold by shadow, little")
        paper.text(50.4, 100, "Bold by shadow, little")

    raw = drawn(draw)
    assert [line.text for line in raw.lines] == ["Bold by shadow, little\n"]
    assert [
        raw.text[p.raw_start : p.raw_end] for _, p in raw.lines[0].traced.cuts("doubled_characters")
    ] == [*("Bold", "by", "shadow,", "little")]


def test_a_bold_word_drawn_later_stands_at_its_place() -> None:
    def draw(paper: FPDF) -> None:
        paper.text(50, 100, "All but")
        paper.text(120, 100, "stand here.")
        paper.set_font("Helvetica", style="B", size=10)
        paper.text(88, 100, "three")

    assert drawn(draw).lines[0].text == "All but three stand here.\n"


def test_bullets_and_note_numbers_are_no_column() -> None:
    def draw(paper: FPDF) -> None:
        for row in range(6):
            paper.text(50, 100 + 14 * row, f"{row}.")
            paper.text(80, 100 + 14 * row, f"Item {row} of a list that is set with a wide indent")

    assert drawn(draw).lines[3].text == "3. Item 3 of a list that is set with a wide indent\n"


def test_gaps_that_stand_side_by_side_do_not_tear_columns() -> None:
    def draw(paper: FPDF) -> None:
        paper.text(
            50, 60, "A heading that stands over both of the columns of this page, and is wide"
        )
        for column in (0, 1):
            for row in range(8):
                paper.text(
                    50 + 240 * column,
                    100 + 14 * row + (20 if row > 3 else 0),
                    f"column {column} row {row} " + "text " * 6,
                )

    texts = [line.text for line in drawn(draw).lines]
    assert texts[0].startswith("A heading")
    assert [text[:14] for text in texts[1:]] == [
        f"column {c} row {r}" for c in (0, 1) for r in range(8)
    ]


def test_links_lead_to_their_addresses() -> None:
    def draw(paper: FPDF) -> None:
        paper.set_xy(50, 100)
        paper.cell(text="See ")
        paper.cell(text="the report", link="https://example.org/report")

    raw = drawn(draw)
    link = raw.lines[0].links[0]
    assert (raw.text[link.raw_start : link.raw_end], link.url) == (
        "the report",
        "https://example.org/report",
    )


def test_turned_text_comes_last() -> None:
    def draw(paper: FPDF) -> None:
        with paper.rotation(90, 30, 400):
            paper.text(30, 400, "Archived copy")
        paper.text(50, 100, "Upright text")

    assert [line.text for line in drawn(draw).lines] == ["Upright text\n", "Archived copy\n"]


def test_pages_that_are_pictures_are_reported() -> None:
    from PIL import Image

    def draw(paper: FPDF) -> None:
        paper.text(50, 100, "Text on the first page")
        paper.add_page()
        paper.image(Image.new("L", (20, 20)), x=20, y=20)

    findings = drawn(draw).findings
    assert [(f.code, f.severity, f.where.page if f.where else None) for f in findings] == [
        ("E207", "warning", 2)
    ]


def test_what_a_cell_shows_is_a_copy_of_the_raw_text_or_a_repair() -> None:
    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    for row in range(4):
        paper.rect(60, 100 + 20 * row, 150, 20)
        paper.rect(210, 100 + 20 * row, 150, 20)
        paper.set_font("Helvetica", size=10)
        paper.text(80, 114 + 20 * row, f"Row {row} of the table")
        paper.text(220, 114 + 20 * row, f"{row} stops")
        paper.set_font("ZapfDingbats", size=10)
        paper.text(65, 114 + 20 * row, "l")
    raw = pdf(bytes(paper.output()).replace(b"ZapfDingbats", b"Wingdings-Rg"))
    (table,) = (line for line in raw.lines if line.role == "table")
    assert table.text.startswith("● Row 0")
    assert ("●", "l", ("symbol_font",)) in {
        (piece.text, raw.text[piece.raw_start : piece.raw_end], piece.repairs)
        for piece in table.traced.pieces
    }
    for piece in table.traced.pieces:
        assert piece.repairs or piece.text == raw.text[piece.raw_start : piece.raw_end]
