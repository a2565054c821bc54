"""Tables of a PDF page that words in columns make: between rules across, or with no rules at
all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import fmean, median
from typing import Final

from briefing_ingest.extract.pdf.page.words import Word
from briefing_ingest.extract.pdf.tables.drawn_lines import Edge, Frame
from briefing_ingest.extract.pdf.tables.grid import (
    Cell,
    Row,
    TextLine,
    column_bounds,
    filled_cells,
    grid_rows,
    is_numeric,
    text_lines,
)
from briefing_ingest.extract.pdf.tables.table import Bounds, Table, words_inside

# More rules than any table has: a drawing; and no table has so many rows between rules.
_MOST_RULES: Final = 150
_MOST_BANDS: Final = 40
# Rules are as wide as one another if their ends differ by no more than this, both together.
_SAME_WIDTH_POINTS: Final = 8
# At least this share of the cells holds text.
_FILLED_STREAM: Final = 0.55
_FILLED_UNRULED: Final = 0.7
# At least this share of the cells of a table without rules holds figures.
_FIGURES: Final = 0.25
# Columns of prose fill their width; most columns of tables do not.
_PROSE: Final = 0.75
# In the columns of prose lines have at least so many words on average, and no more than this share
# of them are figures.
_PROSE_WORDS: Final = 4
_MOST_FIGURES_IN_PROSE: Final = 0.3
# Words and characters of a cell that says more than a name or a figure; more words than that are
# prose.
_WORDY: Final = 4.0
_LONG: Final = 24
_MOST_WORDS: Final = 7.0
# Rows without a rule between them are figures and names, not so many lines of phrases of so many
# words.
_LINES_OF_PHRASES: Final = 10
_PHRASE: Final = 4


def tables_between_rules(frames: Sequence[Frame], words: Sequence[Word]) -> Iterator[Table]:
    """Tables whose only rules go across, all as wide as the table."""
    rules = sorted(
        rule
        for frame in frames
        if len(frame.down) <= 2
        for rule in frame.across
        if not _underlines(rule, words)
    )
    for group in _group_by_width(rules):
        if 2 <= len(group) <= _MOST_RULES:
            yield from _among(group, words)


def _group_by_width(rules: Sequence[Edge]) -> list[list[Edge]]:
    """Rules that begin and end at the same places, each group in the order of ``rules``."""
    groups: list[list[Edge]] = []
    for rule in rules:
        group = next((group for group in groups if _are_as_wide(group[0], rule)), None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    return groups


def _are_as_wide(a: Edge, b: Edge) -> bool:
    return abs(a.start - b.start) + abs(a.end - b.end) <= _SAME_WIDTH_POINTS


def _among(group: Sequence[Edge], words: Sequence[Word]) -> Iterator[Table]:
    """The longest stretches of rules that have a table between the first and the last."""
    first = 0
    while first < len(group) - 1:
        for last in range(min(len(group) - 1, first + _MOST_BANDS), first, -1):
            top, bottom = group[first], group[last]
            box = Bounds(top.start, top.at, top.end, bottom.at)
            inside = words_inside(words, box)
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
    outside = [w for w in words if box.top < w.middle < box.bottom and w.glyphs[0].raw not in kept]
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
    """The table that ``words`` make between rules at these heights; None if they make none."""
    lines = text_lines(words)
    if len(lines) < 2:
        return None
    bounds = column_bounds(lines)
    rows = grid_rows(lines, bounds, across) if bounds else []
    if len(rows) < 2 or _is_prose(lines, bounds):
        return None
    cells = filled_cells(rows)
    if len(lines) > _LINES_OF_PHRASES * (len(across) - 1) and _are_phrases(cells):
        return None
    if len(cells) < _FILLED_STREAM * len(rows) * (len(bounds) + 1):
        return None
    return Table(box, tuple(rows)) if fmean(map(len, cells)) <= 2 * _MOST_WORDS else None


def _are_phrases(cells: Sequence[Cell]) -> bool:
    """Whether cells are stretches of sentences: a page of several settings, whose columns seem to
    line up.
    """
    return (
        fmean(len(cell) >= _PHRASE for cell in cells) >= 0.5 and fmean(map(is_numeric, cells)) < 0.1
    )


def _is_prose(lines: Sequence[TextLine], bounds: Sequence[float]) -> bool:
    """Whether two columns are running text, or one of only two is."""
    edges = [float("-inf"), *bounds, float("inf")]
    running = sum(
        _is_running_text(_column_pieces(lines, left, right)) for left, right in pairwise(edges)
    )
    return running >= 2 or (running >= 1 and len(bounds) < 2)


def _column_pieces(lines: Sequence[TextLine], left: float, right: float) -> list[list[Word]]:
    """The words of each line whose middle lies between two x; of lines that have some."""
    pieces = (
        [word for word in line.words if left < (word.x0 + word.x1) / 2 < right] for line in lines
    )
    return [piece for piece in pieces if piece]


def _is_running_text(pieces: Sequence[Sequence[Word]]) -> bool:
    """Whether the lines of a column fill its width with several words each, and few are figures."""
    if not pieces:
        return False
    width = max(piece[-1].x1 for piece in pieces) - min(piece[0].x0 for piece in pieces)
    share = median((piece[-1].x1 - piece[0].x0) / max(width, 1) for piece in pieces)
    if share < _PROSE or fmean(map(len, pieces)) < _PROSE_WORDS:
        return False
    return fmean(map(is_numeric, pieces)) <= _MOST_FIGURES_IN_PROSE


def unruled_tables(words: Sequence[Word]) -> Iterator[Table]:
    """Tables that only the alignment of short cells shows."""
    for lines in _gapped(text_lines(words)):
        bounds = column_bounds(lines)
        if not bounds or len(lines) < 3:
            continue
        rows = grid_rows(lines, bounds)
        if _is_unruled_table(rows) and not _is_prose(lines, bounds):
            inside = [word for line in lines for word in line.words]
            box = Bounds(
                min(w.x0 for w in inside),
                lines[0].top,
                max(w.x1 for w in inside),
                lines[-1].bottom,
            )
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
    """Whether rows are those of a table: short cells, nearly all filled, many of them figures, and
    names beside or above these.
    """
    columns = len(rows[0])
    cells = filled_cells(rows)
    # Two columns are more often labels and what they stand for: an imprint, a list of contents.
    if len(rows) < 3 or columns == 2 or len(cells) < _FILLED_UNRULED * len(rows) * columns:
        return False
    if fmean(map(len, cells)) > _WORDY or fmean(map(is_numeric, cells)) < _FIGURES:
        return False
    if any(map(_has_leaders, cells)) or _count_wordy_columns(rows) >= 2:
        return False
    return _are_mostly_names([row[0] for row in rows]) or _are_mostly_names(rows[0])


def _has_leaders(cell: Cell) -> bool:
    """Whether dots lead from a title to the number of its page, as in a list of contents."""
    return any("...." in word.text or ". . ." in word.text for word in cell)


def _are_mostly_names(cells: Sequence[Cell]) -> bool:
    """Whether at least half of the cells hold something other than figures."""
    return 2 * sum(1 for cell in cells if cell and not is_numeric(cell)) >= len(cells)


def _count_wordy_columns(rows: Sequence[Row]) -> int:
    columns = zip(*rows, strict=True)
    return sum(_is_wordy([cell for cell in column if cell]) for column in columns)


def _is_wordy(cells: Sequence[Cell]) -> bool:
    """Whether the cells of a column hold phrases and addresses rather than names and figures."""
    if not cells:
        return False
    return (
        fmean(map(len, cells)) >= _WORDY
        or fmean(sum(len(w.glyphs) for w in cell) for cell in cells) >= _LONG
    )
