"""Tables of a PDF page: ruled ones from what is drawn, others from words that stand in columns.

Coordinates are PDF points, origin top left, y downward. Of a cell that spans others, the first holds the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
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
    line_cells,
    text_lines,
)
from briefing_ingest.extract.pdf_rules import Frame, Edge
from briefing_ingest.extract.pdf_words import Word
from briefing_ingest.model import CellSpan

Bounds = tuple[float, float, float, float]
Field = tuple[int, int]

# Rules nearer than this are one border, drawn from both sides.
_BORDER: Final = 4.0
# More rules or words than any table has: a drawing.
_MOST_RULES: Final = 150
# At least this share of the cells of a ruled table holds text; of a chart's grid hardly any does.
_FILLED: Final = 0.3
_FILLED_STREAM: Final = 0.55
_FILLED_UNRULED: Final = 0.7
# Columns of prose fill their width; most columns of tables do not.
_PROSE: Final = 0.75
_MOST_WORDS: Final = 7.0
_WORDY: Final = 4.0
_LONG: Final = 24


class Table(NamedTuple):
    """A table and the box it takes up: x0, top, x1, bottom."""

    box: Bounds
    rows: tuple[Row, ...]
    spans: tuple[CellSpan, ...] = ()
    ruled: bool = True

    def words(self) -> Iterator[Word]:
        """All words, cell by cell."""
        return (word for row in self.rows for cell in row for word in cell)


def find_tables(frames: Sequence[Frame], words: Sequence[Word]) -> list[Table]:
    """The tables of a page; no word is in two."""
    found: list[Table] = []
    for table in (*_ruled(frames, words), *_between_rules(frames, words), *_unruled(words)):
        if not any(_overlap(table.box, other.box) for other in found):
            found.append(table)
    return [_with_head(table, words) for table in found]


def _with_head(table: Table, words: Sequence[Word]) -> Table:
    """The table with the line right above it, if that has a head for every column but the first, set as its column."""
    columns = [[w for row in table.rows for w in row[i]] for i in range(len(table.rows[0]))]
    if len(columns) < 3 or not all(columns):
        return table
    extents = [(min(w.x0 for w in column), max(w.x1 for w in column)) for column in columns]
    size = median(word.size for word in table.words())
    x0, top, x1, bottom = table.box
    above = [line for line in text_lines(_inside(words, (x0, top - 4 * size, x1, top - 1))) if line.bottom < top + 1]
    if not above or top - above[-1].bottom > 1.5 * size:
        return table
    if len(above[-1].segments()) < 2 and table.ruled:  # a caption
        return table
    for share in (0.5, 0.1, 0.9):  # heads may be wider than what stands under them, on either side
        bounds = [right * (1 - share) + left * share for (_, right), (left, _) in pairwise(extents)]
        cells = line_cells(above[-1], bounds)
        fits = [_set_as(cell, *extent, slack=0.6 * size) for cell, extent in zip(cells, extents, strict=True) if cell]
        if all(cells[1:]) and all(fits) and sorted(bounds) == bounds:
            spans = tuple(span._replace(row=span.row + 1) for span in table.spans)
            rows = (tuple(map(tuple, cells)), *table.rows)
            return table._replace(box=(x0, above[-1].top, x1, bottom), rows=rows, spans=spans)
    return table


def _set_as(cell: Sequence[Word], left: float, right: float, *, slack: float) -> bool:
    """Whether a cell begins, ends or has its middle where its column has."""
    x0, x1 = cell[0].x0, cell[-1].x1
    return min(abs(x0 - left), abs(x1 - right), abs((x0 + x1) - (left + right)) / 2) <= slack


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
    roots = _roots(frame, xs, ys, words)
    bands = _bands(roots, xs, ys, words)
    rows = [row for band in bands for row in band]
    columns = _kept_columns(rows, xs)
    rows = [tuple(row[i] for i in columns) for row in rows]
    if not _is_ruled_table(rows):
        return None
    starts = [sum(map(len, bands[:i])) for i in range(len(bands))]
    return Table(frame.box, tuple(rows), tuple(_spans(roots, starts, columns)))


def _spans(roots: Mapping[Field, Field], starts: Sequence[int], columns: Sequence[int]) -> Iterator[CellSpan]:
    """The cells of more than one field, of a table whose rows begin at ``starts`` and that keeps ``columns``."""
    fields: dict[Field, list[Field]] = {}
    for field, root in roots.items():
        if field[1] in columns:
            fields.setdefault(root, []).append(field)
    for root, covered in sorted(fields.items()):
        rows, across = {row for row, _ in covered}, {column for _, column in covered}
        if len(covered) > 1 and root[1] in columns:
            yield CellSpan(starts[root[0]], columns.index(root[1]), len(rows), len(across))


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
        or any(_through(word, r) for r in frame.across)
        for word in words
    )


def _through(word: Word, rule: Edge) -> bool:
    """Whether a rule across strikes the word out; boxes of letters reach beyond what is seen of them."""
    margin = 0.35 * (word.bottom - word.top)
    return word.top + margin < rule.at < word.bottom - margin and rule.covers(word.x0, word.x1) > 0.5


def _bands(roots: Mapping[Field, Field], xs: list[float], ys: list[float], words: Sequence[Word]) -> list[list[Row]]:
    """For each strip between two rules its row, or its rows where text shows that it holds several."""
    cells: dict[Field, list[Word]] = {}
    for word in words:
        row = min(max(bisect_right(ys, word.middle) - 1, 0), len(ys) - 2)
        column = min(max(bisect_right(xs, (word.x0 + word.x1) / 2) - 1, 0), len(xs) - 2)
        cells.setdefault(roots[row, column], []).append(word)
    bands = []
    for row in range(len(ys) - 1):
        band = tuple(tuple(cells.get((row, column), ())) for column in range(len(xs) - 1))
        alone = all(roots[field][0] == row for field in roots if field[0] == row) and not any(
            root[0] == row for field, root in roots.items() if field[0] != row
        )
        bands.append(_split(band, xs) if alone else [band])
    return bands


def _roots(frame: Frame, xs: list[float], ys: list[float], words: Sequence[Word]) -> dict[Field, Field]:
    """For each field of the grid the first field of the cell it belongs to: fields with no rule between are one.

    Not so where text on both sides keeps clear of the border that the fields of other rows have.
    """
    roots: dict[Field, Field] = {}
    for row, (top, bottom) in enumerate(pairwise(ys)):
        segments = [s for line in text_lines([w for w in words if top < w.middle < bottom]) for s in line.segments()]
        for column, (left, right) in enumerate(pairwise(xs)):
            root = (row, column)
            if column and not _ruled_off(frame.down, left, top, bottom) and not _kept_clear(segments, left, xs):
                root = roots[row, column - 1]
            elif row and not _ruled_off(frame.across, top, left, right):
                above = roots[row - 1, column]
                root = above if above[1] == column else root
            roots[row, column] = root
    return roots


def _kept_clear(segments: Sequence[Sequence[Word]], x: float, xs: Sequence[float]) -> bool:
    """Whether no stretch of text crosses the border at ``x`` and both columns beside it hold some."""
    at = xs.index(x)
    slack = 0.5 * max((word.size for segment in segments for word in segment), default=0.0)
    if any(s[0].x0 < x - slack and s[-1].x1 > x + slack for s in segments):
        return False
    left = any(xs[at - 1] - slack <= s[0].x0 and s[-1].x1 <= x + slack for s in segments)
    right = any(x - slack <= s[0].x0 and s[-1].x1 <= xs[at + 1] + slack for s in segments)
    return left and right


def _ruled_off(rules: Sequence[Edge], at: float, start: float, end: float) -> bool:
    return sum(rule.covers(start, end) for rule in rules if abs(rule.at - at) <= _BORDER) >= 0.5


def _split(band: Row, xs: Sequence[float]) -> list[Row]:
    """The rows of a strip without rules: its lines, if each has text in most columns, or figures."""
    lines = text_lines([word for cell in band for word in cell])
    columns = sum(1 for cell in band if cell)
    if len(lines) < 3 or columns < 2:
        return [band]
    rows = grid_rows(lines, xs[1:-1])
    if sum(1 for row in rows if sum(map(bool, row)) >= 2) < 0.7 * len(rows):
        return [band]
    pieces = [cell for row in rows for cell in row if cell]
    figures = sum(map(is_numeric, pieces)) >= 0.4 * len(pieces)
    even = len(pieces) >= 0.9 * len(rows) * columns and mean(map(len, pieces)) <= 3 and columns > 2
    return rows if figures or even else [band]


def _kept_columns(rows: list[Row], xs: Sequence[float]) -> list[int]:
    """The columns that are no slits: empty and too narrow for text, as double borders leave them."""
    return [
        i for i, (left, right) in enumerate(pairwise(xs)) if any(row[i] for row in rows) or right - left > 3 * _BORDER
    ]


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
    rules = sorted(
        rule for frame in frames if len(frame.down) <= 2 for rule in frame.across if not _underlines(rule, words)
    )
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
            inside = _inside(words, box)
            table = _stream_table(inside, box, [rule.at for rule in group[first : last + 1]])
            if table is not None and not _cuts_lines(inside, words, box):
                yield table
                first = last
                break
        else:
            first += 1


def _underlines(rule: Edge, words: Sequence[Word]) -> bool:
    """Whether the rule is set under words, as far as they go: a link, or emphasis."""
    above = [
        word
        for word in words
        if word.bottom - 0.4 * word.size <= rule.at <= word.bottom + 0.15 * word.size
        and rule.start - 1 <= (word.x0 + word.x1) / 2 <= rule.end + 1
    ]
    if not above:
        return False
    size = above[0].size
    x0, x1 = min(word.x0 for word in above), max(word.x1 for word in above)
    return abs(x0 - rule.start) < 0.3 * size and abs(x1 - rule.end) < 0.3 * size


def _cuts_lines(inside: Sequence[Word], words: Sequence[Word], box: Bounds) -> bool:
    """Whether lines of text go on beyond the sides of the box."""
    kept = {word.glyphs[0].raw for word in inside}
    outside = [w for w in words if box[1] < w.middle < box[3] and w.glyphs[0].raw not in kept]
    lines = text_lines(inside)
    cut = sum(
        any(
            line.top < word.middle < line.bottom
            and max(word.x0 - line.words[-1].x1, line.words[0].x0 - word.x1) < 0.8 * line.size
            for word in outside
        )
        for line in lines
    )
    return cut > 0.1 * len(lines)


def _stream_table(words: Sequence[Word], box: Bounds, across: Sequence[float]) -> Table | None:
    lines = text_lines(words)
    if len(lines) < 2:
        return None
    bounds = column_bounds(lines)
    rows = grid_rows(lines, bounds, across) if bounds else []
    if len(rows) < 2 or _is_prose(lines, bounds):
        return None
    pieces = [cell for row in rows for cell in row if cell]
    dense = len(pieces) >= _FILLED_STREAM * len(rows) * (len(bounds) + 1)
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
            yield Table(box, tuple(rows), ruled=False)


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
    wordy = [i for i in range(columns) if _is_wordy([row[i] for row in rows if row[i]])]
    named = sum(1 for row in rows if row[0] and not is_numeric(row[0])) >= 0.5 * len(rows)
    headed = sum(1 for cell in rows[0] if cell and not is_numeric(cell)) >= 0.5 * columns
    if leaders or columns == 2 or len(wordy) >= 2 or not (named or headed):
        return False
    return figures >= 0.25 and mean(map(len, pieces)) <= _WORDY


def _is_wordy(cells: Sequence[Cell]) -> bool:
    """Whether the cells of a column hold phrases and addresses rather than names and figures."""
    if not cells:
        return False
    return mean(map(len, cells)) >= _WORDY or mean(sum(len(w.glyphs) for w in cell) for cell in cells) >= _LONG
