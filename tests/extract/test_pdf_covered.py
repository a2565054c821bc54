"""Text that a PDF holds and its page hides: under boxes and bars, in the colour of its ground,
outside a clip."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fpdf import FPDF

from briefing_ingest.extract.pdf.books.pdfium import open_pdfium
from briefing_ingest.extract.pdf.page.sheet import Sheet
from briefing_ingest.extract.pdf.read import extract_pdf
from briefing_ingest.model import RawDocument, Source

Draw = Callable[[FPDF], object]


def _pdf(draw: Draw) -> bytes:
    """A page with lines of prose above what ``draw`` adds."""
    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    paper.set_font("Helvetica", size=12)
    for row in range(4):
        paper.text(72, 100 + 20 * row, "The panel heard evidence from four wards of the town.")
    draw(paper)
    return bytes(paper.output())


def _sheet(draw: Draw) -> Sheet:
    return open_pdfium(_pdf(draw), None).sheet(1)


def _read(draw: Draw) -> RawDocument:
    return extract_pdf(Source(id="paper", path="paper.pdf"), _pdf(draw))


def _box(
    paper: FPDF, colour: tuple[int, int, int], place: tuple[float, float, float, float]
) -> None:
    paper.set_fill_color(*colour)
    paper.rect(*place, style="F")


def _over(
    colour: tuple[int, int, int], place: tuple[float, float, float, float] = (70, 288, 200, 16)
) -> Draw:
    """The word "secret" on the base line 300, and a box painted after it."""

    def draw(paper: FPDF) -> None:
        paper.text(72, 300, "secret")
        _box(paper, colour, place)

    return draw


def _on(letters: tuple[int, int, int], ground: tuple[int, int, int]) -> Draw:
    """The word "secret" in one colour on a box of another."""

    def draw(paper: FPDF) -> None:
        _box(paper, ground, (70, 288, 200, 16))
        paper.set_text_color(*letters)
        paper.text(72, 300, "secret")

    return draw


def _clipped(left: float) -> Draw:
    """The word "secret" at 72, 300, seen right of ``left`` only."""

    def draw(paper: FPDF) -> None:
        with paper.rect_clip(left, 280, 300, 40):
            paper.text(72, 300, "secret")

    return draw


def _shone_through(paper: FPDF) -> None:
    paper.text(72, 300, "secret")
    with paper.local_context(fill_opacity=0.4):
        _box(paper, (250, 240, 0), (70, 288, 200, 16))


def _marked(paper: FPDF) -> None:
    paper.text(72, 300, "secret")
    with paper.local_context(blend_mode="Multiply"):
        _box(paper, (250, 240, 0), (70, 288, 200, 16))


def _struck(paper: FPDF) -> None:
    paper.text(72, 300, "secret")
    _box(paper, (0, 0, 0), (70, 295, 60, 2))


@pytest.mark.parametrize(
    ("draw", "reason"),
    [
        (_over((255, 255, 255)), "under a box painted over it"),
        (_over((240, 200, 90)), "under a box painted over it"),
        (_over((0, 0, 0)), "under a black bar"),
        (_over((40, 40, 50)), "under a black bar"),
        (_on((120, 20, 90), (120, 20, 90)), "in the colour of its ground"),
        (_clipped(200), "outside the clip of the page"),
    ],
)
def test_hidden_text_is_told_apart(draw: Draw, reason: str) -> None:
    hidden = _sheet(draw).hidden
    assert "".join(glyph.text for glyph, _ in hidden) == "secret"
    assert {why for _, why in hidden} == {reason}


@pytest.mark.parametrize(
    "draw",
    [
        lambda paper: paper.text(72, 300, "secret"),
        _over((255, 255, 255), (300, 288, 100, 16)),  # beside the word
        _over((255, 255, 255), (70, 302, 200, 16)),  # below it
        _on((255, 255, 255), (0, 0, 90)),  # white on a dark band
        _on((20, 20, 20), (220, 220, 220)),
        _clipped(70),
        _shone_through,
        _marked,
        _struck,
    ],
)
def test_what_is_seen_is_text(draw: Draw) -> None:
    sheet = _sheet(draw)
    assert not sheet.hidden
    assert "secret" in "".join(glyph.text for glyph in sheet.glyphs)


def test_words_under_a_black_bar_are_a_finding_and_nowhere_else() -> None:
    document = _read(_over((0, 0, 0)))
    assert [finding.code for finding in document.findings] == ["E218"]
    assert "secret" not in document.text
    assert "██████" in document.text
    shown = [line.text for line in document.lines if not line.role]
    assert not any("█" in text for text in shown)


def test_a_page_that_would_be_hidden_as_a_whole_is_read() -> None:
    document = _read(lambda paper: _box(paper, (255, 255, 255), (0, 0, 595, 842)))
    assert "four wards of the town" in document.text
    assert not any(line.role for line in document.lines)
