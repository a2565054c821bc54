"""Tables of a PDF page: ruled ones from what is drawn, others from words that stand in columns.

Coordinates are PDF points, origin top left, y downward. Of a cell that spans others, the first holds the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mean, median
from typing import Final, NamedTuple

from briefing_ingest.extract.pdf_grid import (
    Cell,
    Row,
    TextLine,
    column_bounds,
    grid_rows,
    is_numeric,
    text_lines,
)
from briefing_ingest.extract.pdf_rules import Frame, Edge
from briefing_ingest.extract.pdf_words import Word

Bounds = tuple[float, float, float, float]

# Rules nearer than this are one border, drawn from both sides.
_BORDER: Final = 4.0
# More rules or words than any table has: a drawing.
_MOST_RULES: Final = 150
# At least this share of the cells of a ruled table holds text; of a chart's grid hardly any does.
_FILLED: Final = 0.3
_FILLED_UNRULED: Final = 0.55
# Columns of prose fill their width; most columns of tables do not.
_PROSE: Final = 0.75
_MOST_WORDS: Final = 7.0


class Table(NamedTuple):
    """A table and the box it takes up: x0, top, x1, bottom."""

    box: Bounds
    rows: tuple[Row, ...]

    def words(self) -> Iterator[Word]:
        """All words, cell by cell."""
        return (word for row in self.rows for cell in row for word in cell)


def find_tables(frames: Sequence[Frame], words: Sequence[Word]) -> list[Table]:
    """The tables of a page; no word is in two."""
    found: list[Table] = []
    for table in (*_ruled(frames, words), *_between_rules(frames, words), *_unruled(words)):
        if not any(_overlap(table.box, other.box) for other in found):
            found.append(table)
    return found


def _overlap(a: Bounds, b: Bounds) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1


def _inside(words: Sequence[Word], box: Bounds) -> list[Word]:
    x0, top, x1, bottom = box
    return [w for w in words if x0 - 1 <= (w.x0 + w.x1) / 2 <= x1 + 1 and top - 1 <= w.middle <= bottom + 1]


# --- ruled ----------------------------------------------------------------------------------------------------------


def _ruled(frames: Sequence[Frame], words: Sequence[Word]) -> Iterator[Table]:
    big_first = sorted(frames, key=lambda frame: (frame.box[0] - frame.box[2]) * (frame.box[3] - frame.box[1]))
    for frame in big_first:
        if frame.down and frame.across and len(frame.down) + len(frame.across) <= _MOST_RULES:
            table = _ruled_table(frame, _inside(words, frame.box))
            if table is not None:
                yield table


def _ruled_table(frame: Frame, words: Sequence[Word]) -> Table | None:
    x0, top, x1, bottom = frame.box
    xs = _borders([rule.at for rule in frame.down], x0, x1)
    ys = _borders([rule.at for rule in frame.across], top, bottom)
    if len(xs) < 3 or len(words) < 4:
        return None
    if _crossing(frame, words) > 0.04 * len(words):
        return None
    rows = [row for band in _bands(frame, xs, ys, words) for row in band]
    rows = _without_gaps(rows, xs)
    return Table(frame.box, tuple(rows)) if _is_ruled_table(rows) else None


def _borders(ats: Sequence[float], low: float, high: float) -> list[float]:
    borders: list[float] = []
    for at in sorted([low, *ats, high]):
        if not borders or at - borders[-1] > _BORDER:
            borders.append(at)
    return borders


def _crossing(frame: Frame, words: Sequence[Word]) -> int:
    """How many words a rule goes through."""
    return sum(
        any(word.x0 + 2 < r.at < word.x1 - 2 and r.start < word.middle < r.end for r in frame.down)
        or any(word.top + 2.5 < r.at < word.bottom - 2.5 and r.covers(word.x0, word.x1) > 0.5 for r in frame.across)
        for word in words
    )


def _bands(frame: Frame, xs: list[float], ys: list[float], words: Sequence[Word]) -> Iterator[list[Row]]:
    """For each strip between two rules its row, or its rows where text shows that it holds several."""
    roots = _roots(frame, xs, ys)
    cells: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        row = min(max(bisect_right(ys, word.middle) - 1, 0), len(ys) - 2)
        column = min(max(bisect_right(xs, (word.x0 + word.x1) / 2) - 1, 0), len(xs) - 2)
        cells.setdefault(roots[row, column], []).append(word)
    for row in range(len(ys) - 1):
        band = tuple(tuple(cells.get((row, column), ())) for column in range(len(xs) - 1))
        alone = all(roots[other, c][0] != row for other in range(len(ys) - 1) if other != row for c in range(len(band)))
        yield _split(band, xs) if alone else [band]


def _roots(frame: Frame, xs: list[float], ys: list[float]) -> dict[tuple[int, int], tuple[int, int]]:
    """For each field of the grid the first field of the cell it belongs to: fields with no rule between are one."""
    roots: dict[tuple[int, int], tuple[int, int]] = {}
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for column, (left, right) in enumerate(pairwise(xs)):
            root = (row, column)
            if column and not _ruled_off(frame.down, left, top, bottom):
                root = roots[row, column - 1]
            elif row and not _ruled_off(frame.across, top, left, right):
                above = roots[row - 1, column]
                root = above if above[1] == column else root
            roots[row, column] = root
    return roots


def _ruled_off(rules: Sequence[Edge], at: float, start: float, end: float) -> bool:
    return sum(rule.covers(start, end) for rule in rules if abs(rule.at - at) <= _BORDER) >= 0.5


def _split(band: Row, xs: Sequence[float]) -> list[Row]:
    """The rows of a strip without rules: its lines, if each has text in most columns, or figures."""
    lines = text_lines([word for cell in band for word in cell])
    columns = sum(1 for cell in band if cell)
    if len(lines) < 3 or columns < 2:
        return [band]
    rows = grid_rows(lines, xs[1:-1])
    pieces = [cell for row in rows for cell in row if cell]
    figures = sum(map(is_numeric, pieces)) >= 0.4 * len(pieces)
    even = len(pieces) >= 0.9 * len(rows) * columns and mean(map(len, pieces)) <= 3 and columns > 2
    return rows if figures or even else [band]


def _without_gaps(rows: list[Row], xs: Sequence[float]) -> list[Row]:
    """Without empty columns too narrow for text, which double borders leave."""
    if not rows:
        return rows
    keep = [
        i for i, (left, right) in enumerate(pairwise(xs)) if any(row[i] for row in rows) or right - left > 3 * _BORDER
    ]
    return [tuple(row[i] for i in keep) for row in rows]


def _is_ruled_table(rows: Sequence[Row]) -> bool:
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    filled = sum(1 for row in rows for cell in row if cell)
    columns = sum(1 for i in range(len(rows[0])) if any(row[i] for row in rows))
    several = sum(1 for row in rows if sum(map(bool, row)) >= 2)
    return columns >= 2 and several >= 1 and filled >= max(4, _FILLED * len(rows) * len(rows[0]))


# --- between rules across ---------------------------------------------------------------------------------------------


def _between_rules(frames: Sequence[Frame], words: Sequence[Word]) -> Iterator[Table]:
    """Tables whose only rules go across, all as wide as the table."""
    rules = sorted(rule for frame in frames if len(frame.down) <= 2 for rule in frame.across)
    groups: list[list[Edge]] = []
    for rule in rules:
        group = next((g for g in groups if abs(g[0].start - rule.start) + abs(g[0].end - rule.end) <= 8), None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    for group in groups:
        if 2 <= len(group) <= _MOST_RULES:
            yield from _among(group, words)


def _among(group: Sequence[Edge], words: Sequence[Word]) -> Iterator[Table]:
    """The longest stretches of rules that have a table between the first and the last."""
    first = 0
    while first < len(group) - 1:
        for last in range(min(len(group) - 1, first + 40), first, -1):
            box = (group[first].start, group[first].at, group[first].end, group[last].at)
            table = _stream_table(_inside(words, box), box, [rule.at for rule in group[first : last + 1]])
            if table is not None:
                yield table
                first = last
                break
        else:
            first += 1


def _stream_table(words: Sequence[Word], box: Bounds, across: Sequence[float]) -> Table | None:
    lines = text_lines(words)
    if len(lines) < 2:
        return None
    bounds = column_bounds(lines)
    rows = grid_rows(lines, bounds, across) if bounds else []
    if len(rows) < 2 or _is_prose(lines, bounds):
        return None
    pieces = [cell for row in rows for cell in row if cell]
    dense = len(pieces) >= 0.5 * len(rows) * (len(bounds) + 1)
    return Table(box, tuple(rows)) if dense and mean(map(len, pieces)) <= 2 * _MOST_WORDS else None


def _is_prose(lines: Sequence[TextLine], bounds: Sequence[float]) -> bool:
    """Whether two columns are running text, or one of only two is."""
    full = 0
    edges = [float("-inf"), *bounds, float("inf")]
    for left, right in pairwise(edges):
        pieces = [[w for w in line.words if left < (w.x0 + w.x1) / 2 < right] for line in lines]
        pieces = [piece for piece in pieces if piece]
        if not pieces:
            continue
        width = max(piece[-1].x1 for piece in pieces) - min(piece[0].x0 for piece in pieces)
        share = median((piece[-1].x1 - piece[0].x0) / max(width, 1) for piece in pieces)
        many = mean(map(len, pieces)) >= 4
        full += share >= _PROSE and many and not mean(map(is_numeric, pieces)) > 0.3
    return full >= 2 or (full >= 1 and len(bounds) < 2)


# --- not ruled ----------------------------------------------------------------------------------------------------


def _unruled(words: Sequence[Word]) -> Iterator[Table]:
    """Tables that only the alignment of short cells shows."""
    for lines in _gapped(text_lines(words)):
        bounds = column_bounds(lines)
        if not bounds or len(lines) < 3:
            continue
        rows = grid_rows(lines, bounds)
        if _is_unruled_table(rows) and not _is_prose(lines, bounds):
            inside = [word for line in lines for word in line.words]
            box = (min(w.x0 for w in inside), lines[0].top, max(w.x1 for w in inside), lines[-1].bottom)
            yield Table(box, tuple(rows))


def _gapped(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Stretches of lines that have gaps as wide as between cells, each near to the next."""
    stretch: list[TextLine] = []
    for line in lines:
        near = not stretch or line.top - stretch[-1].bottom < 2.0 * line.size
        if len(line.segments()) >= 2 and near:
            stretch.append(line)
            continue
        if stretch:
            yield stretch
        stretch = [line] if len(line.segments()) >= 2 else []
    if stretch:
        yield stretch


def _is_unruled_table(rows: Sequence[Row]) -> bool:
    columns = len(rows[0])
    pieces: list[Cell] = [cell for row in rows for cell in row if cell]
    if len(rows) < 3 or len(pieces) < _FILLED_UNRULED * len(rows) * columns or mean(map(len, pieces)) > _MOST_WORDS:
        return False
    figures = sum(1 for cell in pieces if is_numeric(cell)) / len(pieces)
    leaders = any("...." in word.text or ". . ." in word.text for cell in pieces for word in cell)
    if leaders or columns == 2:
        return False
    return figures >= 0.25 and sum(map(len, pieces)) / len(pieces) <= 4
