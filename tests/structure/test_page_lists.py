"""Lists, references and captions of PDF pages: where an item begins, how far it goes, what only
looks like one."""

from __future__ import annotations

import pytest

from briefing_ingest.model import Box
from briefing_ingest.structure.kinds import classify
from briefing_ingest.structure.paragraphs import group_lines
from briefing_ingest.traced import TracedText
from set_lines import set_line

FULL = "Officers have to write down why they stopped anyone and"


def page(*printed: tuple[int, str]) -> list[tuple[str, str]]:
    """Kind (with its number) and text of the blocks of lines one under the other, set in by so many
    points.

    A line without text leaves its place free; each letter is 4.5 points wide.
    """
    lines, at = [], 0
    for row, (indent, words) in enumerate(printed):
        if words:
            x0, top = 6000 + 100 * indent, 10000 + 1200 * row
            box = Box(x0, top, x0 + 450 * len(words), top + 1000)
            lines.append(
                set_line(TracedText.copied(words + "\n", at), 1, row + 1, box, size=1000, column=1)
            )
            at += len(words) + 1
    blocks = map(classify, group_lines(tuple(lines)))
    return [
        (
            f"{block.kind} {block.label.number}" if block.label else block.kind,
            " ".join(block.text.split()),
        )
        for block in blocks
    ]


@pytest.mark.parametrize("numbers", [("1.", "2.", "3."), ("(1)", "(2)", "(3)"), ("a)", "b)", "c)")])
def test_numbers_that_count_on_begin_items(numbers: tuple[str, ...]) -> None:
    found = page((0, "Forces must:"), *((20, f"{number} keep a record") for number in numbers))
    assert found == [
        ("paragraph", "Forces must:"),
        *((f"list_item {n.strip('().')}", "keep a record") for n in numbers),
    ]


@pytest.mark.parametrize(
    "printed",
    [
        [(0, FULL), (0, "2. that was in the year when records began.")],
        [(0, "1. " + FULL), (0, "3. The panel reads a sample of the records.")],
        [(0, "1. " + FULL), (90, "2. The panel reads a sample of the records.")],
    ],
    ids=["no first", "one is missing", "not below"],
)
def test_numbers_that_do_not_count_on_are_text(printed: list[tuple[int, str]]) -> None:
    assert not any(kind.startswith("list_item") for kind, _ in page(*printed))


def test_an_item_goes_on_behind_a_short_sentence_and_ends_where_the_text_is_flush_again() -> None:
    found = page(
        (20, "• Data should be published each month, as often as can be."),
        (32, "Files are parts."),
        (32, "They lie on one page."),
        (0, "The panel has asked for more."),
    )
    assert found == [
        (
            "list_item",
            "Data should be published each month, as often as can be. Files are parts. They lie on "
            "one page.",
        ),
        ("paragraph", "The panel has asked for more."),
    ]


def test_an_item_that_breaks_behind_a_full_stop_is_whole() -> None:
    assert page(
        (20, "• register each of the files of the force on data."), (32, "example.org and say so")
    ) == [("list_item", "register each of the files of the force on data. example.org and say so")]


def test_a_dash_in_a_sentence_begins_no_item() -> None:
    assert page((0, FULL), (0, "– in this year at least – where they did so")) == [
        ("paragraph", f"{FULL} – in this year at least – where they did so")
    ]


@pytest.mark.parametrize(
    "before", ["Every force has to do these things:", "It has been said, and done."]
)
def test_a_dash_behind_a_colon_or_a_sentence_begins_an_item(before: str) -> None:
    assert page((0, before), (0, "– train the officers"))[1:] == [
        ("list_item", "train the officers")
    ]


def test_references_with_a_hanging_indent_are_one_block_each() -> None:
    references = [
        (
            "Able, B. (2010). A study of the records that forces keep",
            "of stops. Journal of Records, 3, 1-9.",
        ),
        ("Baker, C. and Dale, E. (2011). What officers say of the", "forms. Leeds: Example Press."),
        ("Carter, F., Smith, J., Jones, P., and Ng, A. L. (2012).", "Stops in three towns. York."),
        (
            "Dean, G. (2013). Who is stopped, and when, in towns and",
            "in the country. Leeds: Example Press.",
        ),
    ]
    printed = [line for first, second in references for line in ((0, first), (36, second))]
    assert page(*printed) == [("paragraph", f"{first} {second}") for first, second in references]


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("Table 2 Stops by area and year", "caption 2", "Stops by area and year"),
        ("TABLE 1. STOPS BY AREA", "caption 1", "STOPS BY AREA"),
        ("Figure 3", "caption", "Figure 3"),
        ("Map 1 Stops by county, 2017", "caption 1", "Stops by county, 2017"),
        (
            "Table 2 shows the stops of each area by year.",
            "paragraph",
            "Table 2 shows the stops of each area by year.",
        ),
        (
            "Table 2’s figures are for the whole year.",
            "paragraph",
            "Table 2’s figures are for the whole year.",
        ),
        (
            "• Published under the Open Government Licence",
            "list_item",
            "Published under the Open Government Licence",
        ),
    ],
)
def test_captions_and_bullets_by_form(text: str, kind: str, rest: str) -> None:
    assert page((0, text)) == [(kind, rest)]


def test_one_asterisk_is_a_note_and_two_are_bullets() -> None:
    note = [(0, FULL), (0, "what for; others"), (0, ""), (0, "* Few people are in these groups")]
    assert [kind for kind, _ in page(*note)] == ["paragraph", "paragraph"]
    items = page((0, "* Few people"), (0, "* Many people"))
    assert items == [("list_item", "Few people"), ("list_item", "Many people")]
