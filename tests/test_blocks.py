"""An edit of a block's text moves all that holds offsets into it, and leaves a table its cells."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_ingest.blocks import Edit, Moves, edit, join
from briefing_ingest.cells import cells_of, one_after_another
from briefing_ingest.model import (
    Block,
    CellSpan,
    Emphasis,
    Link,
    NoteMarker,
    RawEmphasis,
    Witness,
)
from briefing_ingest.repair.flow import hard_wraps, line_end_hyphens
from briefing_ingest.repair.links import links
from briefing_ingest.repair.markers import note_markers
from briefing_ingest.repair.urls import url_spaces
from briefing_ingest.text import Span
from briefing_ingest.traced import TracedText


def table(text: str, *, spans: tuple[CellSpan, ...] = ()) -> Block:
    return Block("table", TracedText.copied(text, 0), cells=cells_of(text), spans=spans)


def witness(*blocks: Block, kind: str = "application/pdf") -> Witness:
    return Witness("a", kind, "".join(block.text for block in blocks), blocks)


def rows(block: Block) -> list[list[str]]:
    return [[block.text[slice(*cell)] for cell in row] for row in block.cells]


@st.composite
def edited_tables(draw: st.DrawFn) -> tuple[Block, list[Edit]]:
    words = st.text("ab -é½", max_size=6)
    made = draw(st.lists(st.lists(words, min_size=2, max_size=3), min_size=2, max_size=3))
    block = table("\n".join(map("\t".join, made)))
    edits = []
    for cell in one_after_another(block.cells):
        if cell.start < cell.end and draw(st.booleans()):
            start = draw(st.integers(cell.start, cell.end - 1))
            edits.append(
                (start, draw(st.integers(start + 1, cell.end)), draw(st.text("xy ", max_size=3)))
            )
    return block, edits


@given(edited_tables())
def test_an_edit_of_cells_changes_these_cells_and_no_other(made: tuple[Block, list[Edit]]) -> None:
    block, edits = made
    expected = []
    for row in block.cells:
        texts = []
        for cell in row:
            text = block.text[slice(*cell)]
            for start, end, new in edits:
                if cell.start <= start < cell.end:
                    text = text[: start - cell.start] + new + text[end - cell.start :]
            texts.append(text)
        expected.append(texts)
    assert rows(edit(block, edits, "a_repair")) == expected


@pytest.mark.parametrize(
    "edits", [[(1, 2, "")], [(0, 3, "x")], [(0, 1, "x\ty")], [(3, 4, " ")], [(4, 5, "\n")]]
)
def test_an_edit_that_touches_a_separator_is_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="separates its cells"):
        edit(table("a\tb\nc\td"), edits, "a_repair")


@pytest.mark.parametrize(
    "edits", [[(1, 1, "x")], [(2, 3, ""), (0, 1, "")], [(0, 2, ""), (1, 3, "")], [(3, 9, "")]]
)
def test_edits_are_in_order_and_in_the_text(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match=r"takes the place|in order"):
        edit(Block("paragraph", TracedText.copied("abcd", 0)), edits, "a_repair")


def test_markers_and_links_move_along_and_links_without_text_go() -> None:
    text = "see  www.example.org and b"
    block = Block(
        "paragraph",
        TracedText.copied(text, 0),
        markers=(NoteMarker(20, "1", "1"),),
        links=(
            Link(5, 20, "www.example.org", "https://www.example.org"),
            Link(25, 26, "b", "https://b.example"),
        ),
    )
    moved = edit(block, [(4, 5, ""), (25, 26, "")], "a_repair")
    assert moved.text == "see www.example.org and "
    assert moved.markers == (NoteMarker(19, "1", "1"),)
    assert [moved.text[link.start : link.end] for link in moved.links] == ["www.example.org"]


def test_offsets_within_an_edit_stay_within_what_it_puts_there() -> None:
    moves = Moves([(2, 6, "xy"), (8, 9, "")])
    assert [moves.to(at) for at in range(11)] == [0, 1, 2, 3, 4, 4, 4, 5, 6, 6, 7]


def test_two_blocks_joined_keep_their_markers_and_links() -> None:
    first = Block("paragraph", TracedText.copied("one two ", 0), markers=(NoteMarker(3, "1", "1"),))
    second = Block(
        "paragraph",
        TracedText.copied("  three four", 8),
        markers=(NoteMarker(7, "2", "2"),),
        links=(Link(8, 12, "four", "https://four.example"),),
    )
    whole = join(first, second, "\n", "page_breaks")
    assert whole.text == "one two\nthree four"
    assert [whole.text[: marker.at].split()[-1] for marker in whole.markers] == ["one", "three"]
    assert [whole.text[link.start : link.end] for link in whole.links] == ["four"]


def test_a_table_is_joined_with_nothing() -> None:
    with pytest.raises(ValueError, match="joined with nothing"):
        join(table("a\tb"), table("c\td"), "\n", "page_breaks")


@pytest.mark.parametrize(
    "cells",
    [(), ((Span(0, 1), Span(1, 3)),), ((Span(0, 1),), (Span(2, 3),)), ((Span(0, 1), Span(2, 2)),)],
)
def test_a_table_whose_cells_do_not_tile_it_cannot_be_made(
    cells: tuple[tuple[Span, ...], ...],
) -> None:
    with pytest.raises(ValueError, match="tile"):
        Block("table", TracedText.copied("a\tb", 0), cells=cells)


def test_a_table_has_room_for_its_spanning_cells_and_nothing_else_has_cells() -> None:
    with pytest.raises(ValueError, match="no room"):
        table("a\tb", spans=(CellSpan(0, 0, 1, 2),))
    with pytest.raises(ValueError, match="has cells"):
        Block("paragraph", TracedText.copied("a", 0), cells=cells_of("a"))


# --- the repairs, cell by cell --------------------------------------------------------------------


def test_a_hyphen_at_the_end_of_a_row_divides_no_word() -> None:
    made = [["House", "Open to adults and non-"], ["members", "all"], ["Pre-", "school"]]
    (block,) = line_end_hyphens(witness(table("\n".join(map("\t".join, made))))).blocks
    assert rows(block) == made


def test_an_address_ends_with_its_cell() -> None:
    made = [
        ["Site", "www.example.org/reports/"],
        ["2021/annual.pdf", "1"],
        ["www.example.org/list/", "a/b"],
    ]
    mended = links(url_spaces(witness(table("\n".join(map("\t".join, made)))))).blocks[0]
    assert rows(mended) == made
    assert [mended.text[link.start : link.end] for link in mended.links] == [
        "www.example.org/reports/",
        "www.example.org/list/",
    ]


def test_a_marker_behind_the_first_figure_of_a_row_is_none_of_an_address_above() -> None:
    made = [["Site", "www.example.org/berths/"], ["1,204¹", "open"]]
    (block,) = note_markers(witness(table("\n".join(map("\t".join, made))))).blocks
    assert rows(block) == [made[0], ["1,204", "open"]]


def test_white_space_goes_from_every_cell() -> None:
    (block,) = hard_wraps(witness(table("\t a\u2028b \n  \tc  d\x0b\n\t"))).blocks
    assert rows(block) == [["", "a b"], ["", "c d"], ["", ""]]


@pytest.mark.parametrize("marker", ["¹", "[1]", " ¹"])
def test_a_marker_leaves_its_cell_and_the_others_where_they_are(marker: str) -> None:
    made = [
        ["", "Beds", "Nights"],
        [f"Quay House{marker}", "24", "96"],
        ["Mill House", "16²", "¹⁰ open"],
    ]
    (block,) = note_markers(witness(table("\n".join(map("\t".join, made))))).blocks
    assert rows(block) == [
        ["", "Beds", "Nights"],
        ["Quay House", "24", "96"],
        ["Mill House", "16", "open"],
    ]
    assert [marker.number for marker in block.markers] == ["1", "2", "10"]
    last = block.cells[-1]
    assert [block.markers[1].at, block.markers[2].at] == [last[1].end, last[2].start]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"cells": cells_of("a\tb")}, "do not tile"),
        ({"spans": (CellSpan(0, 0, 3, 1),)}, "no room"),
        ({"heads": ((5, 0),)}, "none of its cells"),
    ],
)
def test_a_table_whose_parts_contradict_each_other_is_refused(
    changes: dict[str, Any], said: str
) -> None:
    text = "a\tb\nc\td"
    whole: dict[str, Any] = {"cells": cells_of(text), **changes}
    with pytest.raises(ValueError, match=said):
        Block("table", TracedText.copied(text, 0), **whole)


def test_emphasis_of_white_space_alone_sets_nothing_apart() -> None:
    text = "one  two"
    block = Block(
        "paragraph",
        TracedText.copied(text, 0),
        raw_emphases=(RawEmphasis(3, 5, "em"), RawEmphasis(4, 8, "strong")),
    )
    assert block.emphases == (Emphasis(5, 8, "strong"),)
