"""List items of pages with geometry and of plain texts: what begins one, how far it goes, how deep
it stands."""

from __future__ import annotations

import pytest

from briefing_ingest.model import Block, Box, Line, RawDocument
from briefing_ingest.repair import repair_blocks
from briefing_ingest.structure import structure
from briefing_ingest.traced import TracedText
from set_lines import set_line
from witnesses import texts, witness_of

PITCH = 12
WIDE = 400


def page(*printed: tuple[int, str], bold: frozenset[int] = frozenset()) -> tuple[Block, ...]:
    """The blocks of a page whose lines have these left edges (in points) and texts; "" leaves a
    line blank."""
    lines: list[Line] = []
    raw = ""
    for number, (x0, text) in enumerate(printed, start=1):
        if text:
            right = min(x0 + 5 * len(text), WIDE)
            box = Box(x0 * 100, number * PITCH * 100, right * 100, (number * PITCH + 10) * 100)
            traced = TracedText.copied(text + "\n", len(raw))
            lines.append(set_line(traced, 1, number, box, 1000, number in bold, column=1))
            raw += text + "\n"
    document = RawDocument("a", "application/pdf", raw, tuple(lines))
    return repair_blocks(structure(document, document.lines)).blocks


def said(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(block.label.number if block.label else block.kind, block.text) for block in blocks]


LONG = "that runs on to the right edge of the column where the line then has to end, since it is so"


@pytest.mark.parametrize(
    ("one", "two", "three", "numbers"),
    [
        ("1. ", "2. ", "3. ", ["1", "2", "3"]),
        ("(1) ", "(2) ", "(3) ", ["1", "2", "3"]),
        ("a) ", "b) ", "c) ", ["a", "b", "c"]),
        ("i. ", "ii. ", "iii. ", ["i", "ii", "iii"]),
        ("A. ", "B. ", "C. ", ["A", "B", "C"]),
        ("(h) ", "(i) ", "(j) ", ["h", "i", "j"]),
        ("o ", "o ", "o ", ["list_item"] * 3),
        ("• ", "• ", "• ", ["list_item"] * 3),
        ("➢ ", "➢ ", "➢ ", ["list_item"] * 3),
    ],
)
def test_marks_that_follow_one_another_begin_items(
    one: str, two: str, three: str, numbers: list[str]
) -> None:
    blocks = page(
        (50, "They agreed:"), (60, one + "tea,"), (60, two + "milk, and"), (60, three + "sugar.")
    )
    wanted = list(
        zip(["paragraph", *numbers], ["They agreed:", "tea,", "milk, and", "sugar."], strict=True)
    )
    assert said(blocks) == wanted


@pytest.mark.parametrize(
    "lines",
    [
        [(50, f"The figure for the year before was {LONG}"), (50, "12. It has since fallen.")],
        [
            (50, f"The committee met for the first time {LONG}"),
            (50, "1. The second time it met was in June."),
        ],
        [
            (50, f"He said of the plan – and of the money {LONG}"),
            (50, "– that it was late, and the rest of it too."),
        ],
    ],
)
def test_a_number_or_dash_alone_begins_nothing(lines: list[tuple[int, str]]) -> None:
    assert [block.kind for block in page(*lines)] == ["paragraph"]


def test_items_of_one_line_need_no_stops() -> None:
    blocks = page(
        (50, "1. Theft of cars 1.8%"), (50, "2. Theft from cars 6.3%"), (50, "3. Other 17%")
    )
    assert said(blocks) == [
        ("1", "Theft of cars 1.8%"),
        ("2", "Theft from cars 6.3%"),
        ("3", "Other 17%"),
    ]


def test_an_item_of_two_sentences_is_one() -> None:
    blocks = page(
        (50, "• It is short."),
        (60, "The second sentence of the first item has more to say than that."),
        (50, "• The other."),
        (60, "It is short too."),
        (50, "The text goes on after the list."),
    )
    assert [block.kind for block in blocks] == ["list_item", "list_item", "paragraph"]
    assert blocks[0].text.startswith("It is short. The second sentence")


def test_a_line_that_stops_short_ends_an_item_without_a_stop() -> None:
    blocks = page(
        (50, "1. Theft of cars"),
        (50, "2. Theft from cars"),
        (50, f"Drugs are another matter {LONG}"),
    )
    assert [block.kind for block in blocks] == ["list_item", "list_item", "paragraph"]


def test_entries_of_contents_are_no_items() -> None:
    blocks = page(
        (50, "1. Aims of the plan 3"), (50, "2. Progress in 2010/11 14"), (50, "3. Costs 20")
    )
    assert "list_item" not in {block.kind for block in blocks}


def test_items_in_bold_type_are_told_from_headings_by_their_stops() -> None:
    blocks = page(
        (50, "a. Theft;"), (50, "b. Arson; and"), (50, "c. Fraud."), bold=frozenset({1, 2, 3})
    )
    assert [block.kind for block in blocks] == ["list_item"] * 3


def test_a_dash_in_an_item_is_no_item() -> None:
    blocks = page(
        (50, f"• To share the data {LONG}"),
        (60, "– with common rules, and at once."),
        (50, "• The rest."),
    )
    assert [block.kind for block in blocks] == ["list_item", "list_item"]


def test_depth_is_told_by_the_indent() -> None:
    blocks = page(
        (50, "1. The first, which asks for"),
        (70, "• tea; and"),
        (70, "• milk, either"),
        (90, "– cold or"),
        (90, "– warm."),
        (50, "2. The second."),
    )
    assert [block.level for block in blocks] == [1, 2, 2, 3, 3, 1]


def test_numbers_of_headings_are_no_items() -> None:
    prose = [(50, f"The text of the section {LONG}"), (50, "and its last line."), (50, "")] * 3
    blocks = page((50, "1. Aims"), (50, ""), *prose, (50, "2. Means"), (50, ""), *prose)
    assert "list_item" not in {block.kind for block in blocks}
    bold = page(
        (50, "1. Aims"), (50, "2. Means"), (50, "The text begins here."), bold=frozenset({1, 2})
    )
    assert "list_item" not in {block.kind for block in bold}


def test_an_item_that_names_a_licence_is_an_item() -> None:
    blocks = page(
        (50, "• Data is published under the Open Government Licence;"), (50, "• all of it.")
    )
    assert [block.kind for block in blocks] == ["list_item", "list_item"]


def test_numbered_lines_of_a_plain_text_are_items() -> None:
    witness = witness_of(
        "The plan\n\nIt has three parts:\n1. tea\n2. milk\n3. sugar\n\nThat is all of the plan.\n"
    )
    assert texts(witness, "list_item") == ["tea", "milk", "sugar"]


def test_a_dash_inside_a_wrapped_plain_text_is_no_item() -> None:
    text = (
        "The commission met four times in the year and heard\n"
        "from all of the parties that had asked to be heard\n"
        "– not only from those with money to spend, but from\n"
        "the people whom the plan would move away from their\n"
        "homes and from all the places that they knew.\n"
    )
    assert "list_item" not in {block.kind for block in witness_of(text).blocks}
