"""PDF: large initials are put back to the words that they begin, and nothing else is."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from briefing_ingest.model import Source, Witness
from briefing_ingest.pipeline import read_as_printed, read_source

REST = (
    "he council had met on nine days before it heard from",
    "any of those who had worked in the courts, and Leeds was",
    "one of two cities that sent nobody at all to the hearings",
    "about the money that had been spent on them in 2019 alone.",
    "That was the first lesson of the inquiry, and the last one.",
)
PITCH = 13.0


def page(
    *,
    initial: str = "T",
    first: str = REST[0],
    high: int = 3,
    order: str = "before",
    gap: float = 3.0,
) -> bytes:
    """A paragraph in 10 point type beside whose first ``high`` lines an initial stands."""
    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    size = ((high - 1) * PITCH + 7.2) / 0.72
    paper.set_font("Helvetica", size=size)
    indent = paper.get_string_width(initial.strip()) + gap

    def large() -> None:
        paper.set_font("Helvetica", size=size)
        paper.text(60, 100 + PITCH * (high - 1), initial)
        paper.set_font("Helvetica", size=10)

    paper.set_font("Helvetica", size=10)
    paper.text(60, 70, "Nobody who was asked could say how the money had been spent.")
    if order == "before":
        large()
    for number, line in enumerate((first, *REST[1:])):
        paper.text(60 + (indent if number < high else 0), 100 + PITCH * number, line)
        if order == "within" and number == 1:
            large()
    if order == "behind":
        large()
    return bytes(paper.output())


def read(content: bytes) -> Witness:
    return read_source(Source(id="a", path="a.pdf"), content)


@pytest.mark.parametrize("high", [2, 3, 4])
@pytest.mark.parametrize("order", ["before", "within", "behind"])
def test_an_initial_beside_lines_begins_the_first(high: int, order: str) -> None:
    blocks = read(page(high=high, order=order)).blocks
    assert [block.text for block in blocks][1:] == ["T" + " ".join(REST)]


def test_the_repair_is_named() -> None:
    block = read(page()).blocks[1]
    assert "drop_capitals" in {name for piece in block.traced.pieces for name in piece.repairs}


def test_as_printed_it_begins_its_word_too() -> None:
    blocks = read_as_printed(Source(id="a", path="a.pdf"), page()).blocks
    assert blocks[1].text.startswith("The council had met")


@pytest.mark.parametrize(
    ("initial", "first", "begins"),
    [
        ("A", "council had met on nine days before it heard from", "A council had met"),
        ("A", "new council had met on nine days before it heard from", "A new council"),
        ("A", "bout nine days had gone by before the council met and", "About nine days"),
        ("A", "fter nine days had gone by the council met again and", "After nine days"),
        ("A", "Leeds council had met on nine days before it heard from", "A Leeds council"),
        ("I", "met the council on nine days before it heard from all", "I met the council"),
        ("I", "n nine days the council met again, and it heard from", "In nine days"),
        ("I", "’m told that the council had met before it heard from", "I’m told"),
        ("W", "HEN THE COUNCIL had met on nine days and heard from", "WHEN THE COUNCIL"),
        ("“T", "he council had met on nine days before it heard from", "“The council"),
        ("“T", "he council had met on nine days,” said those who were", "“The council"),
    ],
)
def test_a_capital_that_is_a_word_keeps_its_space(initial: str, first: str, begins: str) -> None:
    paper_text = first.replace("’", "'").replace("“", '"').replace("”", '"')
    blocks = read(page(initial=initial.replace("“", '"'), first=paper_text)).blocks
    assert blocks[1].text.startswith(begins.replace("’", "'").replace("“", '"'))


@pytest.mark.parametrize("initial", ["7", "42%", "B.", "Q4"])
def test_large_figures_and_labels_are_no_initials(initial: str) -> None:
    text = " ".join(block.text for block in read(page(initial=initial, gap=12)).blocks)
    assert initial + REST[0] not in text


def test_a_letter_beside_a_list_is_no_initial() -> None:
    text = [
        block.text
        for block in read(
            page(initial="B", first="Those who came to the hearings in the first year")
        ).blocks
    ]
    assert not any(line.startswith("BThose") for line in text)
