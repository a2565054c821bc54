"""Tables of web pages: where each cell lies, and what stands in it."""

from __future__ import annotations

import time

import pytest

from briefing_ingest.model import CellSpan
from briefing_ingest.structure.tables import tabulate
from extract.test_html import assert_traced, page


def read(markup: str) -> list[tuple[list[list[str]], tuple[CellSpan, ...]]]:
    """The tables of a page: their rows, and the cells that span others."""
    raw = page(markup)
    assert_traced(raw.text, raw.lines)
    found = []
    for line in raw.lines:
        if line.role == "table":
            table = tabulate(line.traced, [line])
            rows = [
                [table.traced.text[slice(*cell)].strip() for cell in row] for row in table.cells
            ]
            found.append((rows, table.spans))
    return found


def rows_of(markup: str) -> list[list[str]]:
    ((rows, _),) = read(markup)
    return rows


@pytest.mark.parametrize(
    "cell",
    [
        "Ann Lee<br>Bo Ray",
        "Ann Lee <br/>\n<br> Bo Ray",
        "<p>Ann Lee</p><p>Bo Ray</p>",
        "<div>Ann Lee</div>Bo Ray",
        "Ann Lee<div>Bo Ray</div>",
        "<ul><li>Ann Lee<li>Bo Ray</ul>",
        "<h3>Ann Lee</h3>Bo Ray",
        "<blockquote>Ann Lee</blockquote><pre>Bo\nRay</pre>",
        "Ann&#9;Lee&#10;Bo&NewLine;Ray",
        "Ann\tLee\nBo\r\nRay",
    ],
)
def test_lines_of_a_cell_are_one_text_and_no_rows(cell: str) -> None:
    markup = f"<table><tr><th>Post<th>Who<tr><td>Clerk<td>{cell}<tr><td>{cell}<td>none</table>"
    assert rows_of(markup) == [
        ["Post", "Who"],
        ["Clerk", "Ann Lee Bo Ray"],
        ["Ann Lee Bo Ray", "none"],
    ]


def test_cells_that_span_others_leave_them_empty() -> None:
    markup = """<table>
      <tr><th rowspan=2>Ward</th><th colspan="2">Homes</th></tr>
      <tr><th>2021</th><th>2022</th></tr>
      <tr><td>East</td><td>4</td><td rowspan="2">5</td></tr>
      <tr><td>West</td><td>6</td></tr>
    </table>"""
    assert read(markup) == [
        (
            [["Ward", "Homes", ""], ["", "2021", "2022"], ["East", "4", "5"], ["West", "6", ""]],
            (CellSpan(0, 0, 2, 1), CellSpan(0, 1, 1, 2), CellSpan(2, 2, 2, 1)),
        )
    ]


@pytest.mark.parametrize(
    ("markup", "rows", "spans"),
    [
        # to the end of the group of rows, and not beyond it
        (
            "<tbody><tr><td rowspan=0>a<td>b<tr><td>c<tbody><tr><td>d<td>e",
            [["a", "b"], ["", "c"], ["d", "e"]],
            [(0, 0, 2, 1)],
        ),
        ("<thead><tr><td rowspan=9>a<td>b<tbody><tr><td>c<td>d", [["a", "b"], ["c", "d"]], []),
        # wider than the table
        ("<tr><td colspan=99>a<tr><td>b<td>c", [["a", ""], ["b", "c"]], [(0, 0, 1, 2)]),
        # columns and rows in which no cell begins
        (
            "<tr><td colspan=2>a<td colspan=2>b<tr><td colspan=2>c<td colspan=2>d<tr><tr>",
            [["a", "b"], ["c", "d"]],
            [],
        ),
        ("<tr><td>a<td>b<tr></tr><tr><td>c<td>d", [["a", "b"], ["c", "d"]], []),
        # two cells over one place: the first has it
        (
            "<tr><td>a<td rowspan=2>b<tr><td colspan=2>c<tr><td>d<td>e",
            [["a", "b"], ["c", ""], ["d", "e"]],
            [(0, 1, 2, 1)],
        ),
        # what is no number
        (
            "<tr><td colspan=two>a<td rowspan=-3>b<tr><td colspan=0>c<td>d",
            [["a", "b"], ["c", "d"]],
            [],
        ),
        # cells without a row, text outside of cells
        ("<td>a<td>b<tr><td>c<td>d<tr><td>e<td>f", [["a", "b"], ["c", "d"], ["e", "f"]], []),
        ("<tr>x<td>a<td>b<tr><td>c<td>d", [["x a", "b"], ["c", "d"]], []),
        # rows that are not shown
        (
            "<template><tr><td>x<td>y</template><tr><td "
            "rowspan=2>a<td>b</tr><template><td>x</template><tr><td>d",
            [["a", "b"], ["", "d"]],
            [(0, 0, 2, 1)],
        ),
        # ragged rows and empty corners
        ("<tr><td><td>b<tr><td>c<tr><td><td>", [["", "b"], ["c"], ["", ""]], []),
    ],
)
def test_the_grid_is_the_one_that_a_browser_draws(
    markup: str, rows: list[list[str]], spans: list[tuple[int, int, int, int]]
) -> None:
    assert read(f"<p>Before.</p><table>{markup}</table>") == [
        (rows, tuple(CellSpan(*span) for span in spans))
    ]


def test_a_caption_between_rows_parts_the_table() -> None:
    rows = "<tr><td rowspan=5>a<td>b<tr><td>c<td>d"
    (first, one), (second, two) = read(f"<table>{rows}<caption>Second</caption>{rows}</table>")
    assert first == second
    assert one == two == (CellSpan(0, 0, 2, 1),)


def test_a_table_in_a_cell_leaves_each_its_own_grid() -> None:
    inner = "<table><tr><td>a<td>b<tr><td>c<td>d</table>"
    assert [rows for rows, _ in read(f"<table><tr><td>{inner}<td>e<tr><td>f<td>g</table>")] == [
        [["a", "b"], ["c", "d"]]
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "<tr>" + "<td>a" * 500 + "<tr><td colspan=1000>b" * 4_000,
        "<tr>" + "<td rowspan=65534>a" * 500 + "<tr><td>b" * 4_000,
        "<tr><td>a<td>b" + "<tr><td colspan=1000 rowspan=65534>c" * 4_000,
    ],
)
def test_what_a_table_claims_to_span_costs_no_more_than_its_cells(markup: str) -> None:
    start = time.process_time()
    lines = page(f"<table>{markup}</table>").lines
    assert time.process_time() - start < 6
    assert sum(len(line.text) for line in lines) < 10 * len(markup)
