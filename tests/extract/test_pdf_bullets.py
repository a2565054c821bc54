"""Bullets that a page draws, and those of fonts of signs."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from briefing_ingest.extract.pdf.letters.fonts import Fonts, mended
from briefing_ingest.extract.pdf.page.bullets import with_bullets
from briefing_ingest.extract.pdf.page.glyphs import Glyph
from briefing_ingest.extract.pdf.page.sheet import Area
from briefing_ingest.model import Box, Line
from briefing_ingest.traced import TracedText
from set_lines import set_line
from witnesses import read, texts

TEXTS = ("Give more money to the towns", "Ask the people first", "Begin at once")


def lines(x0: int = 60) -> list[Line]:
    boxes = [Box(x0 * 100, 1000 + 2000 * n, 20000, 2000 + 2000 * n) for n in range(3)]
    return [
        set_line(TracedText.copied(text, 100 * n), 1, n, boxes[n], 1000)
        for n, text in enumerate(TEXTS)
    ]


def mark(row: int, *, x0: float = 48.0, size: float = 4.0, colour: int = 0) -> Area:
    top = 13.0 + 20 * row
    return Area(x0, top, x0 + size, top + size, filled=True, stroked=False, colour=colour)


def bulleted(marks: list[Area], known: set[tuple[int, int, int]] | None = None) -> list[bool]:
    return [
        line.text.startswith("• ")
        for line in with_bullets(lines(), marks, set() if known is None else known)
    ]


def test_marks_below_one_another_are_bullets() -> None:
    assert bulleted([mark(0), mark(1), mark(2)]) == [True, True, True]
    assert bulleted([mark(0), mark(2)]) == [True, False, True]


@pytest.mark.parametrize(
    "marks",
    [
        [mark(0)],
        [mark(0, colour=0xFF0000), mark(1, colour=0x00FF00)],
        [mark(0, x0=48), mark(1, x0=30)],
        [mark(0, x0=10), mark(1, x0=10)],
        [mark(0, size=16), mark(1, size=16)],
        [mark(0), mark(1), *(mark(n, x0=300) for n in range(5))],
    ],
)
def test_other_marks_are_none(marks: list[Area]) -> None:
    assert not any(bulleted(marks))


def test_one_mark_is_a_bullet_where_an_earlier_page_had_such() -> None:
    known: set[tuple[int, int, int]] = set()
    bulleted([mark(0), mark(1)], known)
    assert bulleted([mark(2)], known) == [False, False, True]


def test_drawn_bullets_make_list_items() -> None:
    paper = FPDF()
    paper.add_page()
    paper.set_font("helvetica", size=11)
    paper.text(20, 30, "This is what we ask for in the coming year:")
    for row, text in enumerate(TEXTS):
        paper.text(30, 40 + 6 * row, text)
        paper.ellipse(25, 38 + 6 * row, 1.5, 1.5, style="F")
    witness = read("a.pdf", bytes(paper.output()))
    assert texts(witness, "list_item") == list(TEXTS)


@pytest.mark.parametrize(
    ("font", "told", "shown"),
    [
        ("Wingdings-Regular", "§", "▪"),
        ("Wingdings", "v", "❖"),
        ("Times", "§", "§"),
        ("SymbolMT", "\uf0b7", "•"),
    ],
)
def test_bullets_of_fonts_of_signs(font: str, told: str, shown: str) -> None:
    glyph = Glyph(told, 0.0, 0.0, 5.0, 10.0, 10.0, bold=False, upright=True, font=font)
    assert [glyph.text for glyph in mended([glyph], Fonts())] == [shown]


def test_what_the_edge_of_the_page_cuts_off_is_no_bullet() -> None:
    cut_off = [mark(0, x0=-2), mark(1, x0=-2)]
    assert [line.text for line in with_bullets(lines(4), cut_off, set())] == list(TEXTS)
