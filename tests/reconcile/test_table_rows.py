"""Versions of a table with other rows, other columns or another order: merged row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_ingest.cells import cells_of
from briefing_ingest.model import Stretch
from briefing_ingest.reconcile.stretches import Words
from briefing_ingest.reconcile.table_grid import align_tables, moved
from briefing_ingest.reconcile.table_of_words import read_as_table
from briefing_ingest.reconcile.table_rows import MergedTable, merge_rows
from briefing_ingest.reconcile.table_versions import Version
from briefing_ingest.traced import TracedText

Rows = Sequence[Sequence[str]]

LINES = [
    ["Line", "Trams", "Drivers", "Opened"],
    ["Harbour", "12", "48", "1902"],
    ["Castle Hill", "7", "31", "1911"],
    ["North Cross", "9", "37", "1924"],
    ["Racecourse", "4", "15", "1931"],
    ["All lines", "32", "131", ""],
]


def version(name: str, rows: Rows, spans: tuple[tuple[int, int, int, int], ...] = ()) -> Version:
    text = "\n".join("\t".join(row) for row in rows)
    return Version(name, TracedText.copied(text, 0), cells_of(text), spans)  # type: ignore[arg-type]


def merged(*tables: Rows) -> MergedTable:
    versions = [version(name, rows) for name, rows in zip("abcd", tables, strict=False)]
    table = merge_rows(versions, Words(Counter(), {}, "a"))
    assert table is not None
    return table


def text_of(table: MergedTable) -> str:
    return "".join(stretch.lemma for stretch in table.stretches)


def rows_of(table: MergedTable) -> list[list[str]]:
    text = text_of(table)
    return [[text[slice(*cell)] for cell in row] for row in table.cells]


def variants(table: MergedTable) -> list[Stretch]:
    return [stretch for stretch in table.stretches if stretch.rule]


def without(*names: str) -> list[list[str]]:
    return [row for row in LINES if row[0] not in names]


def with_figures(changes: dict[str, dict[int, str]]) -> list[list[str]]:
    return [
        [changes.get(row[0], {}).get(column, cell) for column, cell in enumerate(row)]
        for row in LINES
    ]


def in_columns(*columns: int) -> list[list[str]]:
    return [[row[column] for column in columns] for row in LINES]


class Case(NamedTuple):
    """Other versions of `LINES`, what is merged of them, and the rules that were needed."""

    others: Sequence[Rows]
    rows: Rows
    rules: Sequence[str]


MORE = ["Ferry Quay", "3", "11", "1940"]
CASES = {
    "the same": Case([LINES], LINES, []),
    "a row that moved to the end": Case([[*without("Harbour"), LINES[1]]], LINES, ["moved_row"]),
    "two rows that changed places": Case(
        [[*LINES[:2], LINES[4], LINES[3], LINES[2], LINES[5]]], LINES, ["moved_row", "moved_row"]
    ),
    "all rows the other way round": Case([[LINES[0], *LINES[:0:-1]]], LINES, ["moved_row"]),
    "a row that only the other has, in the middle": Case(
        [[*LINES[:3], MORE, *LINES[3:]]], [*LINES[:3], MORE, *LINES[3:]], ["only_witness"]
    ),
    "a row that only the other has, at the end": Case(
        [[*LINES, MORE]], [*LINES, MORE], ["only_witness"]
    ),
    "a row that only the other has, above all": Case(
        [[["Trams of the town", "", "", ""], *LINES]],
        [["Trams of the town", "", "", ""], *LINES],
        ["only_witness"],
    ),
    "a row that the other lacks": Case([without("North Cross")], LINES, ["only_witness"]),
    "the head row is lost": Case([LINES[1:]], LINES, ["only_witness"]),
    "a column that only the other has": Case(
        [[[*row[:2], note, *row[2:]] for row, note in zip(LINES, "?abcde", strict=True)]],
        [[*row[:2], note, *row[2:]] for row, note in zip(LINES, "?abcde", strict=True)],
        ["only_witness"] * 6,
    ),
    "a column that the other lacks": Case([in_columns(0, 1, 3)], LINES, ["only_witness"] * 6),
    "a column that the other lacks, without its heads": Case(
        [in_columns(0, 1, 3)[1:]], LINES, ["only_witness"] * 6
    ),
    "the columns in another order": Case([in_columns(0, 3, 1, 2)], LINES, ["moved_row"]),
    "names of the rows behind": Case([in_columns(1, 2, 3, 0)], LINES, ["moved_row"]),
    "an empty column more": Case([[[*row[:1], "", *row[1:]] for row in LINES]], LINES, []),
    "a moved row with another figure": Case(
        [
            [
                *(
                    row if row[0] != "Harbour" else ["Harbour", "13", "48", "1902"]
                    for row in [*without("Harbour"), LINES[1]]
                )
            ]
        ],
        LINES,
        ["moved_row", "base_witness"],
    ),
    "a misread name": Case(
        [[*LINES[:2], ["CastIe HilI", "7", "31", "1911"], *LINES[3:]]], LINES, ["listed_words"]
    ),
    "an empty row more": Case([[*LINES[:5], [""] * 4, LINES[5]]], LINES, ["displaced"]),
    "a row cut in two": Case(
        [[*LINES[:2], ["Castle", "7", "31", "1911"], ["Hill", "", "", ""], *LINES[3:]]],
        LINES,
        ["fuller_text", "displaced"],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_rows_and_columns_are_found_wherever_they_are(case: Case) -> None:
    table = merged(LINES, *case.others)
    assert rows_of(table) == [list(row) for row in case.rows]
    if case.rules != ["fuller_text", "displaced"]:
        assert sorted(v.rule for v in variants(table)) == sorted(case.rules)


def test_a_row_that_moved_is_layout_and_says_where_it_was() -> None:
    (variant,) = variants(merged(LINES, [*without("Harbour"), LINES[1]]))
    assert variant.type == "layout"
    assert "All lines" in variant.reason


def test_contradicting_figures_are_a_variant_of_their_cell() -> None:
    other = with_figures({"North Cross": {1: "19"}})
    (variant,) = variants(merged(LINES, [*other[:1], *other[:0:-1]]))[1:]
    assert [reading.text for reading in variant.readings] == ["9", "19"]
    assert variant.type == "substantive"


def test_the_figures_of_a_row_are_those_of_one_version() -> None:
    other = with_figures({"North Cross": {1: "19", 2: "47", 3: "1925"}})
    (row,) = (row for row in rows_of(merged(LINES, other)) if row[0] == "North Cross")
    assert row in (LINES[3], other[3])


def test_ranks_do_not_name_rows() -> None:
    ranked = [["Rank", *LINES[0]], *([str(at), *row] for at, row in enumerate(LINES[1:5], 1))]
    other = [ranked[0], *([str(at), *row] for at, row in enumerate(LINES[4:0:-1], 1))]
    for row in rows_of(merged(ranked, other)):
        assert any(row[1:] == own for own in LINES)


def test_of_three_versions_each_has_what_the_others_lack() -> None:
    table = merged(without("Castle Hill"), without("Racecourse"), [*without("Harbour"), MORE])
    assert {tuple(row) for row in rows_of(table)} == {tuple(row) for row in [*LINES, MORE]}


def test_spanning_cells_stay_where_their_rows_are() -> None:
    rows = [["Depot", "Line", "Trams"], ["East", "Harbour", "12"], ["", "Castle Hill", "7"]]
    others = [rows[0], ["Ferry Quay", "Ferry", "3"], *rows[1:]]
    table = merge_rows(
        [version("a", rows, ((1, 0, 2, 1),)), version("b", others, ((2, 0, 2, 1),))],
        Words(Counter(), {}, "a"),
    )
    assert table
    assert table.spans == ((2, 0, 2, 1),)


@pytest.mark.parametrize(
    "dump",
    [
        " ".join(" ".join(row) for row in LINES),
        "\n".join(" ".join(row) for row in LINES),
        "\n".join(cell for row in LINES for cell in row),
    ],
)
def test_a_table_as_running_text_is_read_by_a_sound_one(dump: str) -> None:
    base = version("a", LINES)
    found = read_as_table("b", TracedText.copied(dump.replace("37", "39"), 0), base)
    assert found
    table = merge_rows([base, found], Words(Counter(), {}, "a"))
    assert table
    assert rows_of(table) == LINES
    assert [[r.text for r in v.readings] for v in variants(table)] == [["37", "39"]]


def test_running_text_of_another_table_is_not() -> None:
    text = "Castle Hill has seven trams, and the others have more of them than they had in 1911."
    assert read_as_table("b", TracedText.copied(text, 0), version("a", LINES)) is None


# --- laws -----------------------------------------------------------------------------------------

NAMES = "Alder Birch Cedar Dogwood Elm Fir Gorse Hazel Ivy Juniper".split()


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A table of trees and figures, or a version of it."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=4, max_size=8, unique=True))
    columns = draw(st.lists(st.sampled_from("PQRS"), min_size=2, max_size=4, unique=True))
    changed = draw(st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from("PQRS")), max_size=4))

    def figure(name: str, column: str) -> str:
        own = 100 * (NAMES.index(name) + 1) + 7 * "PQRS".index(column)
        return str(own + 50 * ((name, column) in changed))

    head = ["Tree", *(f"Trees of {column}" for column in columns)]
    return [head, *([name, *(figure(name, column) for column in columns)] for name in names)]


def merge_or_none(found: Sequence[Rows]) -> tuple[list[Version], MergedTable | None]:
    versions = [version(name, rows) for name, rows in zip("abcd", found, strict=False)]
    return versions, merge_rows(versions, Words(Counter(), {}, "a"))


@settings(max_examples=150, deadline=None)
@given(st.lists(tables(), min_size=2, max_size=4))
def test_the_cells_tile_the_text_on_one_grid(found: list[list[list[str]]]) -> None:
    _, table = merge_or_none(found)
    if table:
        assert table.cells == cells_of(text_of(table))
        assert len({len(row) for row in table.cells}) == 1


@settings(max_examples=150, deadline=None)
@given(st.lists(tables(), min_size=2, max_size=4))
def test_all_that_a_version_has_is_in_its_readings(found: list[list[list[str]]]) -> None:
    versions, table = merge_or_none(found)
    for one in versions if table else ():
        read = "".join(
            reading.text
            for stretch in table.stretches  # type: ignore[union-attr]
            for reading in stretch.readings
            if reading.source_id == one.name
        )
        assert Counter(read.split()) == Counter(one.traced.text.split())


@settings(max_examples=150, deadline=None)
@given(st.lists(tables(), min_size=2, max_size=4))
def test_common_text_is_common(found: list[list[list[str]]]) -> None:
    _, table = merge_or_none(found)
    for stretch in table.stretches if table else ():
        if not stretch.rule:
            assert {reading.text for reading in stretch.readings} == {stretch.lemma}


@settings(max_examples=150, deadline=None)
@given(st.lists(tables(), min_size=2, max_size=4))
def test_every_row_is_merged_once(found: list[list[list[str]]]) -> None:
    _, table = merge_or_none(found)
    if table:
        names = [row[0] for row in rows_of(table)]
        assert sorted(names) == sorted({row[0] for rows in found for row in rows})


@settings(max_examples=200, deadline=None)
@given(st.lists(tables(), min_size=2, max_size=2))
def test_no_row_is_half_of_one_version_and_half_of_another(found: list[list[list[str]]]) -> None:
    _, table = merge_or_none(found)
    for row in rows_of(table)[1:] if table else ():
        head = rows_of(table)[0]  # type: ignore[arg-type]
        merged_row = dict(zip(head, row, strict=True))
        both = [
            dict(zip(rows[0], own, strict=True))
            for rows in found
            for own in rows
            if own[0] == row[0]
        ]
        assert any(all(merged_row[key] == own[key] for key in own) for own in both)


@settings(max_examples=150, deadline=None)
@given(st.lists(tables(), min_size=2, max_size=4))
def test_what_a_version_has_is_found_in_the_merged_text(found: list[list[list[str]]]) -> None:
    versions, table = merge_or_none(found)
    for one in versions if table else ():
        assert table
        assert table.bounds
        text = text_of(table)
        bounds = table.bounds[one.name]
        assert [b[:2] for b in bounds] == sorted(b[:2] for b in bounds)
        for start, end, low, high in bounds:
            own = one.traced.text[start:end]
            if own.isalpha():
                assert text[low:high] == own


@given(st.permutations(range(9)))
def test_the_rows_that_did_not_move_are_in_order(places: list[int]) -> None:
    out = moved(places)
    kept = [place for index, place in enumerate(places) if index not in out]
    assert kept == sorted(kept)


@given(tables())
def test_a_table_fits_itself(rows: list[list[str]]) -> None:
    aligned = align_tables(rows, rows)
    assert aligned
    assert aligned.rows == {row: row for row in range(len(rows))}
    assert aligned.columns == {column: column for column in range(len(rows[0]))}
