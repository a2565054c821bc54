"""PDF: the text of charts is kept out of running text, and kept in the provenance."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fpdf import FPDF

from briefing_ingest.model import Source, Witness
from briefing_ingest.pipeline import read_as_printed, read_source

Draw = Callable[[FPDF], object]

ABOVE = (
    "Nobody who was asked could say how the money had been spent in",
    "the first year of the scheme, and fewer still knew which of the",
)
BELOW = (
    "two departments had kept the accounts that the auditors wanted",
    "to see when they came.",
)
TEXT = " ".join((*ABOVE, *BELOW))


def content(draw: Draw) -> bytes:
    """A page with a sentence above and below what ``draw`` puts on it, from 160 to 340 points
    down."""
    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    paper.set_font("Helvetica", size=10)
    for number, line in enumerate(ABOVE):
        paper.text(60, 100 + 13 * number, line)
    draw(paper)
    paper.set_font("Helvetica", size=10)
    for number, line in enumerate(BELOW):
        paper.text(60, 400 + 13 * number, line)
    return bytes(paper.output())


def read(draw: Draw) -> Witness:
    return read_source(Source(id="a", path="a.pdf"), content(draw))


def upright(paper: FPDF) -> None:
    """A line chart with an axis up, years along, and a label at its line's end."""
    paper.set_font("Helvetica", size=8)
    for step in range(5):
        paper.text(
            90 - paper.get_string_width(f"{step * 500:,}"), 320 - 35 * step, f"{step * 500:,}"
        )
    for year in range(5):
        paper.text(100 + 60 * year, 335, str(2015 + year))
    paper.text(300, 230, "All offences")


def bars(paper: FPDF) -> None:
    """Bars along the page with their names and values, and an axis below them."""
    paper.set_font("Helvetica", size=8)
    for number, (name, value) in enumerate(
        (("drugs", "66.3%"), ("weapons", "16.5%"), ("firearms", "0.5%"))
    ):
        paper.text(90, 200 + 18 * number, name)
        paper.text(200 + 40 * number, 200 + 18 * number, value)
    for step in range(5):
        paper.text(140 + 60 * step, 256, f"{step * 20}%")


@pytest.mark.parametrize("draw", [upright, bars])
def test_text_along_an_axis_is_furniture(draw: Draw) -> None:
    witness = read(draw)
    assert [block.text for block in witness.blocks] == [TEXT]
    assert {item.reason for item in witness.furniture} == {"text of a chart"}


@pytest.mark.parametrize("draw", [upright, bars])
def test_every_label_is_in_the_provenance_and_as_printed_in_the_text(draw: Draw) -> None:
    witness = read(draw)
    told = "".join(block.text for block in witness.blocks)
    dropped = "".join(witness.raw_text[item.raw_start : item.raw_end] for item in witness.furniture)
    printed = read_as_printed(Source(id="a", path="a.pdf"), content(draw))
    every = letters(witness.raw_text)
    assert letters(told + dropped) == every
    assert letters("".join(block.text for block in printed.blocks)) == every


def letters(text: str) -> list[str]:
    return sorted("".join(text.split()))


def figures(paper: FPDF) -> None:
    for x, y, figure in ((100, 190, "34%"), (220, 240, "41%"), (330, 300, "25%")):
        paper.text(x, y, figure)


def test_figures_that_stand_alone_are_no_paragraphs() -> None:
    witness = read(figures)
    assert [block.text for block in witness.blocks] == [TEXT]
    assert {item.reason for item in witness.furniture} == {"figures that stand alone"}


def numbered(paper: FPDF) -> None:
    for number in range(1, 5):
        paper.text(60, 180 + 30 * number, f"{number}. The council was told of it.")


def years(paper: FPDF) -> None:
    """Lines that begin with years at equal steps."""
    for number in range(4):
        paper.text(
            60,
            180 + 30 * number,
            f"{2010 + number} was a year in which the council was told of nothing.",
        )


@pytest.mark.parametrize("draw", [numbered, years])
def test_numbers_that_head_text_are_no_axis(draw: Draw) -> None:
    assert not any(item.reason == "text of a chart" for item in read(draw).furniture)


def test_caption_source_and_title_of_a_chart_stay() -> None:
    def draw(paper: FPDF) -> None:
        upright(paper)
        paper.text(90, 160, "Figure 3: Offences by year")
        paper.text(90, 352, "Source: Ministry of Examples")

    text = " ".join(block.text for block in read(draw).blocks)
    assert "Offences by year" in text
    assert "Source: Ministry of Examples" in text


def test_a_turned_name_of_an_axis_is_text_of_the_chart() -> None:
    def named(paper: FPDF) -> None:
        upright(paper)
        with paper.rotation(90, 70, 300):
            paper.text(70, 300, "number of offences")

    witness = read(named)
    assert not any("number of offences" in block.text for block in witness.blocks)
    assert [
        item.reason
        for item in witness.furniture
        if "number of" in witness.raw_text[slice(*item[:2])]
    ] == ["text of a chart"]
