"""Which rows and columns of two versions of a table are the same.

A row is known by what is in it and by its first cell, whatever its place; a column by its head, or
by what is in it where the heads are lost.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, product
from typing import Final, NamedTuple

from briefing_ingest.reconcile.facts import as_number, skeleton

Grid = Sequence[Sequence[str]]
"""The texts of the cells of a table, row by row; each of a spanning cell's places has its text."""

Pairs = Mapping[int, int]
"""For a row or column of the other table, the same one of the first."""

_MIN_SHARE_KNOWN: Final = 0.5
"""So many of the rows, and of the columns, of the smaller table are in the other; else they are two
tables, or one of them is in pieces."""
_MIN_SHARE_ALIKE: Final = 0.5
"""Rows in the same place are one if this share of their cells is the same, columns if this share of
their cells is, row by row."""
_MIN_SHARE_RENAMED: Final = 0.8
"""Columns under other heads are one if this share of their cells is the same."""
_MIN_LIKENESS: Final = 0.75
"""First cells that are so much alike, letter by letter, may be one that was misread."""

_MIN_LETTERS_OF_TEXT: Final = 30
"""A row with as many letters says more than a name and figures."""


class Aligned(NamedTuple):
    """The rows and columns that two tables have in common."""

    rows: Pairs
    columns: Pairs


def align_tables(first: Grid, other: Grid) -> Aligned | None:
    """How the ``other`` table fits the ``first``; None if too little of it does.

    >>> align_tables([["", "Beds"], ["Quay", "4"], ["Mill", "6"]], [["Mill", "6"], ["Quay", "5"]])
    Aligned(rows={0: 2, 1: 1}, columns={0: 0, 1: 1})
    """
    ours, theirs = _keys(first), _keys(other)
    if not ours or not theirs:
        return None
    columns = _columns_by_head(ours, theirs)
    rows = _rows(ours, theirs, columns)
    columns = _columns_by_content(ours, theirs, rows, columns)
    rows = _rows(ours, theirs, columns)
    fewest_rows = min(len(ours), len(theirs))
    fewest_columns = min(width_of(ours), width_of(theirs))
    if len(rows) < _MIN_SHARE_KNOWN * fewest_rows or not rows:
        return None
    if len(columns) < _MIN_SHARE_KNOWN * fewest_columns or not columns:
        return None
    return Aligned(rows, columns)


def moved(places: Sequence[int]) -> frozenset[int]:
    """Which of ``places`` are out of order, by their own index: the fewest that leave the others in
    order.

    >>> sorted(moved([2, 0, 1, 3]))
    [0]
    """
    ends: list[int] = []
    chains: list[tuple[int, ...]] = []
    for index, place in enumerate(places):
        at = bisect_left(ends, place)
        chain = (*(chains[at - 1] if at else ()), index)
        ends[at : at + 1] = [place]
        chains[at : at + 1] = [chain]
    return frozenset(range(len(places))) - frozenset(chains[-1] if chains else ())


_FIGURES: Final = "\v"
"""In a key, what stands between the letters and the figures: glyphs that look alike make one
letter, but no two figures are one."""


def _keys(grid: Grid) -> Grid:
    return [[_key(text) for text in row] for row in grid]


def _key(text: str) -> str:
    """What two cells must share to be the same: "2O18" and "2018", not "2011" and "2017"."""
    figures = "".join(filter(str.isdigit, "".join(map(as_number, text.split()))))
    return _FIGURES.join(filter(None, (skeleton(text) or text.strip(), figures)))


def width_of(grid: Sequence[Sequence[object]]) -> int:
    """How many cells the longest row has."""
    return max(map(len, grid), default=0)


def cell_of(row: Sequence[str], column: int | None) -> str:
    """The text of a cell; "" where the row is too short to have it, or for no column."""
    return row[column] if column is not None and column < len(row) else ""


# --- columns --------------------------------------------------------------------------------------


def _columns_by_head(ours: Grid, theirs: Grid) -> Pairs:
    """The columns with the same head. The first ones are taken for the same too, if neither has
    another: the corner of a table is often empty.
    """
    columns = _unique_pairs(ours[0], theirs[0])
    if 0 not in columns and 0 not in columns.values():
        columns[0] = 0
    return columns


def _unique_pairs(ours: Sequence[str], theirs: Sequence[str]) -> dict[int, int]:
    """For keys that each side has once, the place on the other side and ours."""
    own, their = Counter(ours), Counter(theirs)
    place = {key: index for index, key in enumerate(ours)}
    return {
        index: place[key] for index, key in enumerate(theirs) if key and own[key] == their[key] == 1
    }


def _columns_by_content(ours: Grid, theirs: Grid, rows: Pairs, known: Pairs) -> Pairs:
    """The columns ``known``, and those that are the same row by row. Where all other columns are
    in their places, one whose head is the same or lost is the same too, though its cells differ.
    """
    columns = dict(known)
    taken = set(known.values())
    left = product(
        (i for i in range(width_of(ours)) if i not in taken),
        (j for j in range(width_of(theirs)) if j not in known),
    )
    likely = [
        (-_share_same(ours, theirs, rows, pair), abs(pair[0] - pair[1]), pair) for pair in left
    ]
    for share, _, pair in sorted(likely):
        if _are_one_column(ours, theirs, rows, pair, -share):
            _add(columns, {pair[1]: pair[0]})
    return columns


def _are_one_column(
    ours: Grid, theirs: Grid, rows: Pairs, pair: tuple[int, int], share: float
) -> bool:
    enough = _MIN_SHARE_RENAMED if _have_other_heads(ours, theirs, pair) else _MIN_SHARE_ALIKE
    return share >= enough or _are_in_one_place(ours, theirs, rows, pair)


def _have_other_heads(ours: Grid, theirs: Grid, pair: tuple[int, int]) -> bool:
    one, other = cell_of(ours[0], pair[0]), cell_of(theirs[0], pair[1])
    return bool(one and other) and one != other


def _share_same(ours: Grid, theirs: Grid, rows: Pairs, pair: tuple[int, int]) -> float:
    """The share of the rows in which a column of ours and one of theirs have the same cell."""
    same, filled = _count_same(
        (cell_of(ours[i], pair[0]), cell_of(theirs[j], pair[1])) for j, i in rows.items()
    )
    return same / filled if filled else 0.0


def _are_in_one_place(ours: Grid, theirs: Grid, rows: Pairs, pair: tuple[int, int]) -> bool:
    """Whether tables of the same width have the columns in the same place, under heads that do not
    contradict each other: the same, empty, misread, or lost on one side.
    """
    if pair[0] != pair[1] or width_of(ours) != width_of(theirs):
        return False
    one, other = cell_of(ours[0], pair[0]), cell_of(theirs[0], pair[1])
    if rows.get(0) != 0 or not (one and other) or one == other:
        return True
    return _are_alike(one, other) and _share_same(ours, theirs, rows, pair) > 0


# --- rows -----------------------------------------------------------------------------------------


def _rows(ours: Grid, theirs: Grid, columns: Pairs) -> Pairs:
    """The rows that are the same: by all their cells, by their first, and by their neighbours."""
    own, their = _in_columns(ours, [*columns.values()]), _in_columns(theirs, [*columns])
    first = _naming_column(own, columns)
    rows = _unique_pairs(_joined(own), _joined(their))
    _add(rows, _unique_pairs([row[first] for row in own], [row[first] for row in their]))
    if _are_heads(own[0], their[0]):
        _add(rows, {0: 0})
    for gap in _gaps(rows, len(own), len(their)):
        _add(rows, _pairs_in_gap(gap, own, their, first))
    return dict(sorted(rows.items()))


def _in_columns(grid: Grid, columns: Sequence[int]) -> Grid:
    return [[cell_of(row, column) for column in columns] for row in grid]


def _joined(grid: Grid) -> Sequence[str]:
    return ["\t".join(row).strip() for row in grid]


def _add(pairs: dict[int, int], more: Pairs) -> None:
    """Adds to ``pairs`` those of ``more`` of which neither side has a partner."""
    taken = set(pairs.values())
    pairs |= {j: i for j, i in more.items() if j not in pairs and i not in taken}


def _naming_column(rows: Sequence[Sequence[str]], columns: Pairs) -> int:
    """The place among ``columns`` of the first that names the rows: one of words, not of figures or
    ranks; the first of all if none does.
    """
    in_order = sorted(range(len(columns)), key=list(columns.values()).__getitem__)
    for place in in_order:
        filled = [row[place] for row in rows[1:] if row[place]]
        if 2 * sum(map(_is_figure, filled)) < len(filled):
            return place
    return in_order[0] if in_order else 0


def _is_figure(key: str) -> bool:
    letters, _, figures = key.partition(_FIGURES)
    return letters.replace("\0", "") == figures


def _are_heads(own: Sequence[str], their: Sequence[str]) -> bool:
    same = sum(one == other != "" for one, other in zip(own, their, strict=True))
    return 2 * same >= sum(map(bool, own)) > 0


class _Gap(NamedTuple):
    """Rows of both tables between two that are known: ours from ``start`` to ``end``, theirs."""

    start: int
    end: int
    others: range


_MAX_PAIRS_IN_GAP: Final = 40_000
"""More would take seconds; tables of which so many rows are unknown are two tables."""


def _gaps(rows: Pairs, ours: int, theirs: int) -> list[_Gap]:
    """Where rows of both tables stand between the same two rows that are known."""
    known = [(-1, -1), *((i, j) for j, i in sorted(rows.items())), (ours, theirs)]
    taken = sorted(rows.values())
    found = []
    for (i0, j0), (i1, j1) in pairwise(known):
        free = i0 < i1 and bisect_left(taken, i1) - bisect_right(taken, i0) == 0
        if free and 0 < (i1 - i0 - 1) * (j1 - j0 - 1) <= _MAX_PAIRS_IN_GAP:
            found.append(_Gap(i0 + 1, i1, range(j0 + 1, j1)))
    return found


def _pairs_in_gap(gap: _Gap, own: Grid, their: Grid, first: int) -> Pairs:
    """The rows of a gap that are one, in order."""
    rows = {}
    low = gap.start
    for j in gap.others:
        same = (i for i in range(low, gap.end) if _are_one_row(own[i], their[j], first))
        i = next(same, None)
        if i is not None:
            rows[j], low = i, i + 1
    return rows


def _are_one_row(own: Sequence[str], their: Sequence[str], first: int) -> bool:
    """Whether rows in the same place are one: with the same first cell, one that was misread, or
    most cells the same.
    """
    if own[first] == their[first] and (own[first] or _do_not_contradict(own, their)):
        return True
    same, filled = _count_same(zip(own, their, strict=True))
    if same > _MIN_SHARE_ALIKE * filled:
        return True
    return (same > 0 and _are_alike(own[first], their[first])) or _are_one_text(own, their)


def _count_same(pairs: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """How many pairs of cells are the same, and how many there are, empty ones aside."""
    filled = [(one, other) for one, other in pairs if one or other]
    return sum(one == other for one, other in filled), len(filled)


def _do_not_contradict(own: Sequence[str], their: Sequence[str]) -> bool:
    pairs = zip(own, their, strict=True)
    return all(one == other or not one or not other for one, other in pairs)


def _are_one_text(own: Sequence[str], their: Sequence[str]) -> bool:
    """Whether rows of long texts are one, some words of which were changed or misread."""
    from rapidfuzz.distance import Levenshtein

    one, other = "".join(own), "".join(their)
    long_enough = min(len(one), len(other)) >= _MIN_LETTERS_OF_TEXT
    return long_enough and Levenshtein.normalized_similarity(one, other) >= _MIN_LIKENESS


def _are_alike(one: str, other: str) -> bool:
    """Whether two keys may be of one text that was misread; other figures are another matter."""
    from rapidfuzz.distance import Levenshtein

    letters, _, figures = one.partition(_FIGURES)
    others, _, other_figures = other.partition(_FIGURES)
    if not letters or not others or figures != other_figures:
        return False
    return Levenshtein.normalized_similarity(letters, others) >= _MIN_LIKENESS
