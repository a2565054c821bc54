"""Headings, lists and tables come from the version that shows them best."""

from __future__ import annotations

import pytest

from briefing_ingest.model import MergedBlock, Work
from briefing_ingest.reconcile import merge
from witnesses import read

OPENING = (
    "The allotments behind the gasworks were laid out for the men who worked there, and for the "
    "last forty years anybody who lives in the ward has been able to rent one of them."
)
BEFORE = "Whoever rents a plot agrees to these rules, which the members voted on in the spring:"
ITEMS = [
    "Keep the path beside the plot clear of weeds and tools.",
    "Light no fire before the sun has set, and none at all in May.",
    "Lock the gate behind you when nobody else is there.",
]
CLOSING = (
    "Whoever breaks them twice in a year gives the plot back, and the next name on the list of "
    "those who wait is asked whether they would like to have it."
)
HEADS = ["Crop", "Plots", "Sacks"]
CROPS = [["Potatoes", "14", "120"], ["Runner beans", "9", "31"], ["Gooseberries", "3", "8"]]


def page(*, items: str = "li", table: str = "") -> str:
    listed = "".join(f"<{items}>{item}</{items}>" for item in ITEMS)
    listed = f"<ul>{listed}</ul>" if items == "li" else listed
    return (
        f"<article><h1>Allotments</h1><p>{OPENING}</p><h2>The rules</h2><p>{BEFORE}</p>{listed}"
        f"<p>{CLOSING}</p>{table}</article>"
    )


def dump(*, mark: str = "", more: str = "") -> str:
    items = [f"{mark}{item}" for item in ITEMS]
    return "\n\n".join(["Allotments", OPENING, "The rules", BEFORE, *items, CLOSING, more])


def both(html: str, text: str, *texts: str) -> Work:
    witnesses = [read("a.html", html.encode(), "a")]
    for name, one in zip("bcd", [text, *texts], strict=False):
        witnesses.append(read(f"{name}.txt", one.encode(), name))
    return merge(tuple(witnesses))


def block_of(work: Work, text: str) -> MergedBlock:
    return next(block for block in work.blocks if text in block.text)


@pytest.mark.parametrize("mark", ["", "- ", "• "])
@pytest.mark.parametrize("copies", [1, 2, 3])
def test_a_list_of_the_page_stays_a_list(mark: str, copies: int) -> None:
    work = both(page(), *[dump(mark=mark)] * copies)
    assert [block_of(work, item).kind for item in ITEMS] == ["list_item"] * 3
    assert [block_of(work, item).text for item in ITEMS] == ITEMS


def test_a_list_that_only_the_text_has_is_one_too() -> None:
    work = both(page(items="p"), dump(mark="- "))
    assert [block_of(work, item).kind for item in ITEMS] == ["list_item"] * 3


def test_headings_and_their_levels_are_those_of_the_page() -> None:
    work = both(page(), dump(), dump())
    (heading,) = (block for block in work.blocks if block.text == "The rules")
    assert heading.kind == "heading"
    assert heading.level == next(
        block.level for block in both(page(), page()).blocks if block.text == "The rules"
    )


@pytest.mark.parametrize("copies", [1, 2, 3])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_a_table_of_the_page_stays_a_table(copies: int, between: str) -> None:
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in [HEADS, *CROPS]
    )
    lines = between.join(" ".join(row) for row in [HEADS, *CROPS])
    work = both(page(table=f"<table>{rows}</table>"), *[dump(more=lines)] * copies)
    (table,) = (block for block in work.blocks if block.kind == "table")
    found = [[table.text[slice(*cell)] for cell in row] for row in table.cells]
    assert found == [HEADS, *CROPS]
    assert sum("Gooseberries" in block.text for block in work.blocks) == 1
