"""What is drawn on a PDF page, as rules: straight lines across and down, merged where they continue
one another.

Coordinates are PDF points, origin top left, y downward. A filled rectangle counts by its edges:
cells are as often shaded as they are ruled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from briefing_ingest.extract.pdf.page.sheet import Area, Sheet, covers
from briefing_ingest.extract.pdf.page.words import Word
from briefing_ingest.extract.pdf.tables.table import Bounds

# A rectangle this thin is a rule; two rules this near are one; a break this short is none.
_THIN: Final = 3.0
_NEAR: Final = 2.0
_BREAK: Final = 3.0
# Rules down may begin this far under the rule across that they hang from: less than a line of text.
_HANGING: Final = 7.0
# So many rules across that all break at one place have a column's edge there; shorter pieces are
# dashes.
_FEWEST_JOINTS: Final = 3
_DASH: Final = 12.0
# Shorter strokes are ticks, letters drawn as paths and parts of pictures.
_LINE_HIGH: Final = 40.0
_SHORTEST: Final = 6.0
# More than this is a picture, not a page with tables on it.
_MOST_DRAWN: Final = 6000
# With more rectangles than this, each compared with each would take seconds.
_MOST_BROAD: Final = 1000
_WHITE: Final = 0xFFFFFF


class Edge(NamedTuple):
    """A straight line: where it stands on the other axis, and from where to where it goes on its
    own.
    """

    at: float
    start: float
    end: float

    def covers(self, start: float, end: float) -> float:
        """The share of ``[start, end]`` it goes along."""
        return max(0.0, min(self.end, end) - max(self.start, start)) / max(0.01, end - start)


class Frame(NamedTuple):
    """Rules that meet one another: ``across`` sorted from top to bottom, ``down`` from left to
    right.
    """

    across: tuple[Edge, ...]
    down: tuple[Edge, ...]

    @property
    def box(self) -> Bounds:
        """The box around all rules."""
        xs = [rule.at for rule in self.down] + [
            x for rule in self.across for x in (rule.start, rule.end)
        ]
        ys = [rule.at for rule in self.across] + [
            y for rule in self.down for y in (rule.start, rule.end)
        ]
        return Bounds(min(xs), min(ys), max(xs), max(ys))


def frames(sheet: Sheet, words: Sequence[Word] = ()) -> list[Frame]:
    """Groups of rules that meet on a page; single rules across are groups of their own.

    Shading behind stretches of ``words`` counts for nothing.
    """
    across: list[Edge] = []
    down: list[Edge] = []
    if len(sheet.drawn_lines) + len(sheet.areas) > _MOST_DRAWN:
        return []
    lines = [
        Area(rule.x0, rule.top, rule.x1, rule.bottom, filled=False, stroked=True)
        for rule in sheet.drawn_lines
    ]
    areas = [area for area in sheet.areas if not _shades_words(area, words)]
    for item in _keep_visible([*lines, *areas], sheet.width, sheet.height):
        a, d = _edges(item)
        across.extend(a)
        down.extend(d)
    whole, columns = _merged(across), _merged(down)
    return _connected(whole, sorted([*columns, *_joints(across, whole, columns)]))


def _joints(pieces: Sequence[Edge], across: Sequence[Edge], down: Sequence[Edge]) -> Iterator[Edge]:
    """Edges of columns without rules of their own: rules are drawn cell by cell, and all break at
    the same x.

    ``pieces`` are the rules across as drawn, ``across`` and ``down`` those merged. The first row
    may have a whole rule above it. Wrong for dashed lines of long dashes one under the other.
    """
    for x, heights in _breaks_by_column(pieces):
        is_ruled = any(abs(rule.at - x) <= _NEAR for rule in down)
        if len(heights) >= _FEWEST_JOINTS and not is_ruled:
            yield Edge(x, _top_of_column(x, heights, across), heights[-1])


def _breaks_by_column(pieces: Sequence[Edge]) -> Iterator[tuple[float, list[float]]]:
    """For each x where rules across break, the heights at which they do."""
    columns: list[list[tuple[float, float]]] = []
    for x, at in sorted(_breaks(pieces)):
        if columns and x - columns[-1][0][0] <= _NEAR:
            columns[-1].append((x, at))
        else:
            columns.append([(x, at)])
    for column in columns:
        yield column[0][0], sorted({at for _, at in column})


def _top_of_column(x: float, heights: Sequence[float], across: Sequence[Edge]) -> float:
    """The highest break, or a whole rule that stands above it by no more than a row and a half."""
    tallest = max(below - above for above, below in pairwise(heights))
    highest = heights[0] - 1.5 * tallest
    heads = [
        rule.at for rule in across if rule.start < x < rule.end and highest <= rule.at < heights[0]
    ]
    return max(heads, default=heights[0])


def _breaks(pieces: Sequence[Edge]) -> Iterator[tuple[float, float]]:
    """Where rules across are broken for a moment: x and y."""
    for left, right in pairwise(sorted(pieces)):
        apart = abs(right.at - left.at) <= 0.5 and 0 < right.start - left.end <= _BREAK
        if apart and min(left.end - left.start, right.end - right.start) > _DASH:
            yield (left.end + right.start) / 2, left.at


def _shades_words(area: Area, words: Sequence[Word]) -> bool:
    """Whether a filled rectangle is as long as the words on it and one line high: marked text, no
    cell.
    """
    if not area.filled or area.bottom - area.top > _LINE_HIGH:
        return False
    on_it = [word for word in words if _stands_on(word, area)]
    if not on_it or area.bottom - area.top > 1.8 * on_it[0].size:
        return False
    slack = 0.4 * on_it[0].size
    x0, x1 = min(word.x0 for word in on_it), max(word.x1 for word in on_it)
    return abs(x0 - area.x0) <= slack and abs(x1 - area.x1) <= slack


def _stands_on(word: Word, area: Area) -> bool:
    """Whether the middle of a word lies on the rectangle."""
    level = area.top - 1 <= word.middle <= area.bottom + 1
    return level and area.x0 - 1 <= (word.x0 + word.x1) / 2 <= area.x1 + 1


def _keep_visible(drawn: Sequence[Area], width: float, height: float) -> list[Area]:
    """Without what covers the page or lies off it, white on white, and the shading of lines within
    a shaded cell.
    """
    kept = [item for item in drawn if _is_part_of_page(item, width, height)]
    broad = [item for item in kept if _is_broad(item)]
    if len(broad) > _MOST_BROAD:
        return kept
    seen = [item for item in kept if not _unseen(item, broad)]
    cells = [item for item in broad if not _unseen(item, broad)]
    return [item for item in seen if not any(_within(item, cell) for cell in cells)]


def _is_part_of_page(item: Area, width: float, height: float) -> bool:
    """Whether something drawn lies on the page and does not cover it."""
    covering = item.x1 - item.x0 >= 0.95 * width and item.bottom - item.top >= 0.9 * height
    return _is_on_page(item, width, height) and not covering


def _is_broad(item: Area) -> bool:
    """Whether a filled rectangle is more than a rule."""
    return item.filled and min(item.x1 - item.x0, item.bottom - item.top) > _THIN


def _is_on_page(item: Area, width: float, height: float) -> bool:
    return item.x1 > 0 and item.x0 < width and item.bottom > 0 and item.top < height


def _unseen(item: Area, broad: Sequence[Area]) -> bool:
    """Whether a rectangle is white without a border, and nothing coloured lies under its middle."""
    if item.colour != _WHITE or item.stroked or not item.filled:
        return False
    x, y = (item.x0 + item.x1) / 2, (item.top + item.bottom) / 2
    return not covers([other for other in broad if other.colour != _WHITE], x, y)


def _within(item: Area, other: Area) -> bool:
    return (
        item is not other
        and item.colour == other.colour
        and item.x0 >= other.x0 - 0.5
        and item.x1 <= other.x1 + 0.5
        and item.top >= other.top - 0.5
        and item.bottom <= other.bottom + 0.5
        and (item.x1 - item.x0) * (item.bottom - item.top)
        < 0.98 * (other.x1 - other.x0) * (other.bottom - other.top)
    )


def _edges(item: Area) -> tuple[list[Edge], list[Edge]]:
    wide, high = item.x1 - item.x0, item.bottom - item.top
    if high <= _THIN and wide > high:
        return [Edge((item.top + item.bottom) / 2, item.x0, item.x1)], []
    if wide <= _THIN:
        return [], [Edge((item.x0 + item.x1) / 2, item.top, item.bottom)]
    across = [Edge(item.top, item.x0, item.x1), Edge(item.bottom, item.x0, item.x1)]
    return across, [Edge(item.x0, item.top, item.bottom), Edge(item.x1, item.top, item.bottom)]


def _merged(rules: Iterable[Edge]) -> list[Edge]:
    """Rules on one line made one; short ones, merged with nothing, left out."""
    lines: list[list[Edge]] = []
    for rule in sorted(rules):
        if lines and rule.at - lines[-1][0].at <= _NEAR:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    merged = [rule for line in lines for rule in _continued(line)]
    return [rule for rule in merged if rule.end - rule.start >= _SHORTEST]


def _continued(line: Sequence[Edge]) -> Iterator[Edge]:
    at = sum(rule.at * (rule.end - rule.start + 0.01) for rule in line) / sum(
        r.end - r.start + 0.01 for r in line
    )
    start, end = None, 0.0
    for rule in sorted(line, key=lambda rule: rule.start):
        if start is None:
            start, end = rule.start, rule.end
        elif rule.start - end <= _BREAK:
            end = max(end, rule.end)
        else:
            yield Edge(at, start, end)
            start, end = rule.start, rule.end
    if start is not None:
        yield Edge(at, start, end)


def _connected(across: list[Edge], down: list[Edge]) -> list[Frame]:
    """Frames: rules across and down that touch, and what they touch (union-find)."""
    parents = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for i, a in enumerate(across):
        for j, d in enumerate(down, start=len(across)):
            if (
                a.start - _BREAK <= d.at <= a.end + _BREAK
                and d.start - _HANGING <= a.at <= d.end + _BREAK
            ):
                parents[root(j)] = root(i)
    groups: dict[int, Frame] = {}
    for index, rule in enumerate([*across, *down]):
        frame = groups.get(root(index), Frame((), ()))
        across_too = index < len(across)
        groups[root(index)] = Frame(
            (*frame.across, rule) if across_too else frame.across,
            frame.down if across_too else (*frame.down, rule),
        )
    return list(groups.values())
