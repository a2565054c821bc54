"""What makes a table of a page's words and rules, on both sides of the numbers that decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from briefing_ingest.extract.pdf.letters.ciphers import complete_key, find_key, merit
from briefing_ingest.extract.pdf.page.words import Word
from briefing_ingest.extract.pdf.tables.drawn_lines import Edge, Frame
from briefing_ingest.extract.pdf.tables.find import find_tables
from briefing_ingest.extract.pdf.tables.grid import column_bounds, is_numeric, text_lines
from briefing_ingest.extract.pdf.tables.ruled import ruled_tables
from briefing_ingest.extract.pdf.tables.table import Bounds, Table
from briefing_ingest.extract.pdf.tables.unruled import tables_between_rules, unruled_tables
from printed_words import word_of


def _cell(text: str, x0: float, top: float, **looks: Any) -> list[Word]:
    """Words of a cell, each letter five points wide, three points from each other."""
    found, at = [], x0
    for part in text.split():
        found.append(word_of(part, at, top, **looks))
        at = found[-1].x1 + 3
    return found


def _rows(
    *rows: str, across: float = 100, down: float = 20, top: float = 100, **looks: Any
) -> list[Word]:
    """Words of rows whose cells are parted by bars; columns and rows so many points apart."""
    return [
        word
        for n, row in enumerate(rows)
        for m, text in enumerate(row.split("|"))
        for word in _cell(text, 100 + across * m, top + down * n, **looks)
    ]


# --- lines, columns and figures -------------------------------------------------------------------


@pytest.mark.parametrize(("gap", "segments"), [(8, 1), (8.1, 2)])
def test_a_gap_of_more_than_a_space_parts_cells(gap: float, segments: int) -> None:
    (line,) = text_lines([word_of("ab", 0, 0), word_of("cd", 10 + gap, 0)])
    assert len(line.segments()) == segments


@pytest.mark.parametrize(
    ("width", "bounds"),
    [(25, 1), (25.2, 0)],
)
def test_a_strip_between_columns_is_half_a_size_wide(width: float, bounds: int) -> None:
    lines = text_lines(
        [
            *[word_of("abcd", 0, 0), word_of("abcd", 30, 0)],
            *[word_of("abcd", 0, 20, wide=width / 4), word_of("abcd", 34, 20)],
        ]
    )
    assert len(column_bounds(lines)) == bounds


@pytest.mark.parametrize(("cells", "bounds"), [(3, 3), (2, 4)])
def test_rows_of_fewer_cells_show_no_columns(cells: int, bounds: int) -> None:
    # of five columns; the first cell of the other row reaches across two of them
    full = _rows("aa|bb|cc|dd|ee")
    other = [word_of("a" * 26, 100, 120), *_cell("cc", 300, 120)]
    other += _cell("dd", 400, 120) if cells == 3 else []
    assert len(column_bounds(text_lines([*full, *other]))) == bounds


@pytest.mark.parametrize(("rows", "bounds"), [(12, 2), (11, 1)])
def test_one_row_of_twelve_may_reach_across(rows: int, bounds: int) -> None:
    full = _rows(*["aa|bb|cc"] * (rows - 1))
    across = [word_of("a" * 26, 100, 500), *_cell("cc", 300, 500)]
    assert len(column_bounds(text_lines([*full, *across]))) == bounds


@pytest.mark.parametrize(
    ("text", "numeric"),
    [
        *[("12", True), ("1,200", True), ("£5", True), ("-3.5%", True), ("(12)", True)],
        *[("n/a", True), ("–", True), ("lamps", False), ("12 lamps", False), ("3rd", False)],
    ],
)
def test_what_a_figure_is(text: str, numeric: bool) -> None:
    assert is_numeric(_cell(text, 0, 0)) == numeric


# --- ruled tables ---------------------------------------------------------------------------------


def _grid(rows: int, columns: int, *, wide: float = 60, high: float = 30) -> Frame:
    right, bottom = columns * wide, rows * high
    return Frame(
        tuple(Edge(high * n, 0, right) for n in range(rows + 1)),
        tuple(Edge(wide * n, 0, bottom) for n in range(columns + 1)),
    )


def _in_fields(count: int, columns: int, text: str = "ab") -> list[Word]:
    """A text in each of so many fields of a grid, row by row."""
    return [
        word
        for n in range(count)
        for word in _cell(text, 60 * (n % columns) + 10, 30 * (n // columns) + 10)
    ]


def _ruled(frame: Frame, words: Sequence[Word]) -> Table | None:
    return next(ruled_tables([frame], words), None)


@pytest.mark.parametrize(
    ("rows", "columns", "filled", "found"),
    [
        (2, 2, 4, True),
        (2, 2, 3, False),
        (2, 10, 6, True),  # three cells in ten hold text
        (2, 10, 5, False),
        (4, 5, 6, True),
        (4, 5, 5, False),
    ],
)
def test_how_many_cells_of_a_ruled_table_hold_text(
    rows: int, columns: int, filled: int, found: bool
) -> None:
    words = _in_fields(filled, columns, "ab cd")
    if rows == 2 and columns == 10:  # in two rows
        words = [
            word
            for n in range(filled)
            for word in _cell("ab cd", 60 * (n // 2) + 10, 30 * (n % 2) + 10)
        ]
    assert (_ruled(_grid(rows, columns), words) is not None) == found


@pytest.mark.parametrize(("rows", "found"), [(147, True), (148, False)])
def test_more_than_a_hundred_and_fifty_rules_are_a_drawing(rows: int, found: bool) -> None:
    frame = _grid(rows, 1)
    frame = frame._replace(across=frame.across[: 150 - 3 + (rows - 147)], down=_grid(rows, 2).down)
    words = _in_fields(2 * rows, 2)
    assert (_ruled(frame, words) is not None) == found


@pytest.mark.parametrize(("struck", "found"), [(1, True), (2, False)])
def test_hardly_any_word_of_a_table_is_struck_by_a_rule(struck: int, found: bool) -> None:
    words = _in_fields(25 - struck, 2)
    words += [word_of("abcdef", 45, 30 * n + 10) for n in range(struck)]  # over the rule at 60
    assert (_ruled(_grid(13, 2), words) is not None) == found


@pytest.mark.parametrize(("apart", "columns"), [(12, 2), (12.1, 3)])
def test_an_empty_slit_between_rules_is_no_column(apart: float, columns: int) -> None:
    frame = _grid(3, 2)
    frame = frame._replace(down=(*frame.down, Edge(60 + apart, 0, 90)))
    words = [word if word.x0 < 60 else word_of("ab", 80, word.top) for word in _in_fields(6, 2)]
    table = _ruled(frame, words)
    assert table
    assert len(table.rows[0]) == columns


def _strip(*rows: str) -> int:
    """How many rows the words in one strip of a ruled table of three columns make, below a head."""
    frame = Frame(
        (Edge(0, 0, 300), Edge(30, 0, 300), Edge(300, 0, 300)),
        tuple(Edge(100.0 * n, 0, 300) for n in range(4)),
    )
    head = [
        word for n, text in enumerate(("ab", "cd", "ef")) for word in _cell(text, 100 * n + 10, 10)
    ]
    inside = [
        word
        for n, row in enumerate(rows)
        for m, text in enumerate(row.split("|"))
        for word in _cell(text, 100 * m + 10, 40 + 20 * n)
    ]
    table = _ruled(frame, [*head, *inside])
    assert table
    return len(table.rows) - 1


LONG = "b b b b b b b b b"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        # figures in two cells of five, of rows that are not even
        ([f"a|1|{LONG}"] * 4 + ["e|1|2"], 5),
        ([f"a|1|{LONG}"] * 5, 1),
        # in seven rows of ten there are two cells
        (["a|1|2"] * 7 + ["b"] * 3, 10),
        (["a|1|2"] * 6 + ["b"] * 4, 1),
        # nine cells in ten are filled by three words each
        (["a|b|c"] * 9 + ["a"], 10),
        (["a|b|c"] * 8 + ["a"] * 2, 1),
        (["a a a|b b b|c c c"] * 3, 3),
        (["a a a a|b b b|c c c"] * 3, 1),
        (["a|b"] * 3, 1),
        (["a|b|c"] * 2, 1),
    ],
)
def test_rows_of_a_strip_without_rules(rows: list[str], found: int) -> None:
    assert _strip(*rows) == found


# --- tables of words alone ------------------------------------------------------------------------


def _unruled(*rows: str) -> bool:
    return next(iter(unruled_tables(_rows(*rows, across=160))), None) is not None


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["ab|1|2"] * 3, True),
        (["ab|1|2"] * 2, False),
        (["ab|1"] * 3, False),  # two columns are labels more often
        # a quarter of the cells are figures
        (["ab|cd|ef|1"] * 3, True),
        (["ab|cd|ef|gh|1"] * 3, False),
        # seven in ten are filled
        (["ab|1|2", "ab|1|2", "ab|1|2", "ab|1|", "ab|1|"], True),
        (["ab|1|2|3|4"] * 2 + ["ab||||4"] * 3, False),
        # of fewer words than five
        (["a b c d|1|2"] * 3, True),
        (["a a a a a a|b b b b b b|1|2"] * 3, False),
        # one column of phrases is enough
        (["a b c d|1|2|e f g"] * 3, True),
        (["a b c d|1|2|e f g h"] * 3, False),
        (["a" * 24 + "|1|2|" + "b" * 23] * 3, True),
        (["a" * 24 + "|1|2|" + "b" * 24] * 3, False),
        # names beside or above the figures
        (["1|2|3"] * 3, False),
        (["ab|cd|ef", "1|2|3", "1|2|3"], True),
        (["1|ab|....", "2|ab|....", "3|ab|...."], False),
    ],
)
def test_tables_that_only_words_show(rows: list[str], found: bool) -> None:
    assert _unruled(*rows) == found


def _between(
    *rows: str, rules: Sequence[float] = (), right: Sequence[float] = (), **setting: float
) -> bool:
    words = _rows(*rows, **setting)
    ats = rules or (95, max(word.bottom for word in words) + 5)
    ends = [*right, *[600.0] * len(ats)]
    frames = [Frame((Edge(at, 90, end),), ()) for at, end in zip(ats, ends, strict=False)]
    return next(iter(tables_between_rules(frames, words)), None) is not None


@pytest.mark.parametrize(
    ("rows", "right", "found"),
    [
        (["ab|1", "cd|2"], [], True),
        (["ab|1"], [], False),
        (["ab|1", "cd|2"], [600, 608], True),  # rules as wide as one another
        (["ab|1", "cd|2"], [600, 608.1], False),
        # 11 cells in 20 are filled
        (["ab|1|2|3"] * 2 + ["ab|||"] * 3, [], True),
        (["ab|1|2|3|4"] * 2 + ["ab||||"] * 4, [], False),
        # cells of fourteen words
        (["ab|" + "a " * 27, "ab|" + "b " * 27], [], False),
    ],
)
def test_tables_between_rules(rows: list[str], right: list[float], found: bool) -> None:
    assert _between(*rows, right=right) == found


LINES = ["aa bb cc dd|ee ff gg hh"] * 5


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (LINES, False),  # two columns of text
        (["aa bb cc|ee ff gg"] * 5, True),  # of three words a line
        (["aa bb cc dd|1"] * 5, False),  # one of two
        (["aa bb cc dd|1|2"] * 5, True),
        # that fill their width by three quarters
        (["aaaa bb cc dd|1"] + ["a b c d|1"] * 4, True),
        (["1 2 3 4|1 2 3 4"] * 5, False),
    ],
)
def test_columns_of_prose_are_no_table(rows: list[str], found: bool) -> None:
    assert _between(*rows, across=160) == found


# --- heads ----------------------------------------------------------------------------------------


def _headed(*, columns: int = 3, gap: float = 15, shift: float = 0) -> bool:
    """Whether a line of heads so far above a table is its first row."""
    body = "|".join(["ab", *["123"] * (columns - 1)])
    words = _rows(*[body] * 3, top=100)
    top = 100 - gap - 10
    words += [word_of("xyz", 100 + 100 * n + shift, top) for n in range(1, columns)]
    frame = Frame(
        (Edge(98, 95, 95 + 100 * columns), Edge(155, 95, 95 + 100 * columns)),
        tuple(Edge(95.0 + 100 * n, 98, 155) for n in range(columns + 1)),
    )
    (table,) = find_tables([frame], words)
    return len(table.rows) > 1 and "xyz" in {word.text for cell in table.rows[0] for word in cell}


def test_which_line_heads_a_table() -> None:
    assert [_headed(columns=columns) for columns in (3, 2)] == [True, False]
    assert [_headed(gap=gap) for gap in (16.9, 17.1)] == [True, False]  # 15 from the rule
    assert [_headed(shift=shift) for shift in (6, 6.1)] == [True, False]


@pytest.mark.parametrize(("bold", "heads"), [(1, 1), (3, 3), (4, 0), (5, 0)])
def test_three_bold_rows_head_a_table(bold: int, heads: int) -> None:
    rows = tuple((tuple(_cell("ab", 0, 20 * n, bold=n < bold)),) for n in range(5))
    assert len(Table(Bounds(0, 0, 1, 1), rows).heads) == heads


# --- keys to fonts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "guessed"),
    [
        ("the o?ce, su?cient and e?cient", "ffi"),
        ("the o?ce, su?cient", None),  # from three words at least
        ("o?ce su?cient e?cient x?x y?y", "ffi"),  # three in five of which it completes
        ("o?ce su?cient e?cient x?x y?y z?z", None),
    ],
)
def test_a_character_is_guessed_from_the_words_it_completes(text: str, guessed: str | None) -> None:
    assert complete_key(text, {}, ["?"]).get("?") == guessed


@pytest.mark.parametrize(
    ("text", "guessed"),
    [
        # what is known already, and begins four words in five, is the capital
        ("?ense ?able ?urn ?each s?ay", "T"),
        ("?able ?urn ?each s?ay s?op", "t"),
    ],
)
def test_a_letter_at_the_beginning_of_words_is_a_capital(text: str, guessed: str) -> None:
    assert complete_key(text, {"t": "t"}, ["?"]).get("?") == guessed


def _shifted(text: str, by: int = 1) -> str:
    return "".join(chr(ord(c) + by) if c != " " else c for c in text)


SAID = "the commissioner said that the scheme had cost less than was planned and that it helped"


def test_a_key_must_bring_out_english_where_there_was_none() -> None:
    assert find_key(_shifted(SAID), {})
    assert find_key(SAID, {}) is None
    # words of no language on both sides
    assert find_key(_shifted("aba ece idi ofo ugu " * 5), {}) is None
    assert merit(SAID, {}) > 1.2 > merit(_shifted(SAID), {})
