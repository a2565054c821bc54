"""The text of a table says what its cells are."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_ingest.cells import cells_of, covered_places, fitting_spans, one_after_another
from briefing_ingest.text import Span

TEXTS = st.lists(
    st.lists(st.text(st.characters(exclude_characters="\t\n")), min_size=1, max_size=4),
    min_size=1,
    max_size=4,
)


@given(TEXTS)
def test_cells_and_separators_tile_the_text(rows: list[list[str]]) -> None:
    text = "\n".join(map("\t".join, rows))
    cells = cells_of(text)
    assert [[text[slice(*cell)] for cell in row] for row in cells] == rows
    every = list(one_after_another(cells))
    assert every[0].start == 0
    assert every[-1].end == len(text)
    assert all(b.start - a.end == 1 for a, b in pairwise(every))


def test_a_table_without_text_has_one_empty_cell() -> None:
    assert cells_of("") == ((Span(0, 0),),)


GRID = cells_of("a\t\tb\n\t\tc\nd")


@pytest.mark.parametrize(
    ("spans", "kept"),
    [
        ([(0, 0, 2, 2)], [(0, 0, 2, 2)]),
        ([(0, 0, 1, 3)], []),  # over a cell with text
        ([(0, 0, 2, 2), (0, 1, 2, 1)], [(0, 0, 2, 2)]),  # over one place
        ([(1, 0, 2, 1)], []),  # over a cell with text below
        ([(1, 1, 2, 1)], []),  # out of a short row
        ([(0, 0, 1, 1)], []),  # over nothing
        ([(0, 0, 10**9, 10**9), (5, 0, 2, 1), (-1, 0, 2, 1)], []),  # out of the table
    ],
)
def test_a_spanning_cell_has_room_or_is_none(
    spans: list[tuple[int, int, int, int]], kept: object
) -> None:
    assert list(fitting_spans(spans, GRID)) == kept


def test_a_spanning_cell_covers_all_places_but_its_own() -> None:
    assert covered_places([(0, 0, 2, 2)]) == {(0, 1), (1, 0), (1, 1)}
