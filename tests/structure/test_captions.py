"""Captions of pages with geometry, and the lines that name sources."""

from __future__ import annotations

import pytest

from briefing_ingest.model import Block, Box, Label, Line, LineRole, RawDocument
from briefing_ingest.repair import repair_blocks, repair_lines
from briefing_ingest.structure import structure
from briefing_ingest.traced import TracedText
from set_lines import set_line
from witnesses import witness_of

PROSE = "The number of cases rose in each of the years for which figures are known, and it is still"
MORE = "rising, though less than it did before, as the report of the second year had said it would"


def line(text: str, top: int, *, centred: bool = False, bold: bool = False, page: int = 1) -> Line:
    width = 5 * len(text)
    x0 = 300 - width // 2 if centred else 70
    box = Box(x0 * 100, top * 100, (x0 + width) * 100, (top + 10) * 100)
    return set_line(
        TracedText.copied(text + "\n", 10_000 * page + 100 * top),
        page,
        top,
        box,
        1000,
        bold,
        column=1,
    )


def blocks_of(*lines: Line) -> tuple[Block, ...]:
    raw = RawDocument("a", "application/pdf", "x" * 100_000, lines)
    return repair_blocks(structure(raw, repair_lines(raw))).blocks


def captions(*lines: Line) -> list[tuple[str, str, str]]:
    prose = (line(PROSE, 300), line(MORE, 312), line("it would.", 324))
    found = [block for block in blocks_of(*lines, *prose) if block.label or block.kind == "caption"]
    return [
        (block.kind, " ".join(block.label) if block.label else "", block.text) for block in found
    ]


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        (
            [line("Table 2", 100), line("Crimes by year", 112)],
            ("caption", "Table 2", "Crimes by year"),
        ),
        (
            [line("TABLE 2.", 100), line("CRIMES BY YEAR", 112)],
            ("caption", "Table 2", "CRIMES BY YEAR"),
        ),
        (
            [
                line("Figure 3", 100, centred=True, bold=True),
                line("Rates of crime in the towns of the county", 112, centred=True, bold=True),
                line("(per 1,000 residents)", 124, centred=True),
            ],
            (
                "caption",
                "Figure 3",
                "Rates of crime in the towns of the county (per 1,000 residents)",
            ),
        ),
        (
            [
                line("TABLE 4. THE EFFECT OF ALL REFORMS ON", 100, centred=True),
                line("THE COUNTY", 112, centred=True),
            ],
            ("caption", "Table 4", "THE EFFECT OF ALL REFORMS ON THE COUNTY"),
        ),
        ([line("Map 1: The county", 100)], ("caption", "Map 1", "The county")),
        ([line("Figure 2 Crimes by town", 100)], ("caption", "Figure 2", "Crimes by town")),
        ([line("Figure 2", 100)], ("caption", "", "Figure 2")),
        ([line("Box 3", 100), line("How it began", 112)], ("labelled", "Box 3", "How it began")),
        (
            [line("Source: the police of the county", 100)],
            ("caption", "", "Source: the police of the county"),
        ),
    ],
)
def test_captions(lines: list[Line], caption: tuple[str, str, str]) -> None:
    assert captions(*lines) == [caption]


@pytest.mark.parametrize(
    "lines",
    [
        [line("Figure 3 shows that the number of cases is rising.", 100)],
        [
            line(PROSE + ", as is shown in", 100),
            line("Table 2. The number of cases fell after that.", 112),
        ],
        [line(PROSE + ", as is shown in table", 100), line("2 and in the one behind it.", 112)],
    ],
)
def test_a_sentence_that_names_a_figure_is_no_caption(lines: list[Line]) -> None:
    assert captions(*lines) == []


def test_a_number_that_recurs_at_the_head_of_pages_is_no_running_head() -> None:
    titles = ("Crimes by town", "The cost of courts", "Sentences", "Who was heard by whom")
    lines = [
        line(text, top, page=n)
        for n, title in enumerate(titles, start=1)
        for top, text in (
            (30, f"Table {n}"),
            (42, title),
            (90, PROSE),
            (102, MORE),
            (114, "would."),
            (126, title),
        )
    ]
    found = blocks_of(*lines)
    numbers = {block.label.number for block in found if block.kind == "caption" and block.label}
    assert numbers == {"1", "2", "3", "4"}


def test_a_sentence_goes_on_behind_the_source_of_a_table() -> None:
    table = line("1990\t2000", 130)._replace(role=LineRole.TABLE)
    blocks = blocks_of(
        line(PROSE, 100),
        line("Table 1", 118, bold=True),
        table,
        line("Source: the police", 145),
        line(MORE + ".", 170),
    )
    assert [block.kind for block in blocks] == ["paragraph", "caption", "table", "caption"]
    assert blocks[0].text.endswith("it would.")


NUMBERS = [
    ("Figure 9.4.1: Fares by size of boat.", ("Figure", "9.4.1"), "Fares by size of boat."),
    ("Figure 8.7a–c: Three boats.", ("Figure", "8.7a–c"), "Three boats."),
    ("Table A.2: Fares.", ("Table", "A.2"), "Fares."),
    ("Table A2 – Fares.", ("Table", "A2"), "Fares."),
    ("Figure 2-4: Boats.", ("Figure", "2-4"), "Boats."),
    ("Case study 1.2: The mate", ("Case study", "1.2"), "The mate"),
    ("Figure 3. Boats in winter.", ("Figure", "3"), "Boats in winter."),
]


@pytest.mark.parametrize(("line", "label", "text"), NUMBERS)
def test_a_label_has_its_whole_number(line: str, label: tuple[str, str], text: str) -> None:
    said = f"A Ferry in Winter\n\nThe boats run late and nobody minds.\n\n{line}\n"
    block = next(block for block in witness_of(said).blocks if block.label)
    assert (block.label, block.text) == (Label(*label), text)


@pytest.mark.parametrize("line", ["Figure 3.2 Boats in winter", "Table 8.7a-c A boat of oak"])
def test_a_number_without_a_mark_behind_it_is_not_cut(line: str) -> None:
    said = f"A Ferry in Winter\n\nThe boats run late and nobody minds.\n\n{line}\n"
    assert line in [block.text for block in witness_of(said).blocks]
