"""Bullets that a page draws instead of setting them: small discs, squares and pictures left of
lines.

Coordinates are PDF points, origin top left, y downward.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import floor
from typing import Final

from briefing_ingest.extract.pdf.page.sheet import Area
from briefing_ingest.model import Line
from briefing_ingest.traced import Piece, TracedText

Look = tuple[int, int, int]
"""Width, height and colour of a mark."""

_LEAST, _MOST = 1.0, 18.0
# Width and height of a bullet differ by less than this factor.
_SQUARE: Final = 1.6
# In font sizes: a bullet is no higher, and stands no further from its line.
_HIGH: Final = 1.4
_NEAR: Final = 3.0
_FEWEST: Final = 2
# One of the lines says more than "yes" or "no", as the boxes of a form or a chart do.
_FEWEST_WORDS: Final = 3
# In points: marks of one list begin at one x and stand so far from their lines.
_SAME: Final = 1.0
_SIGN: Final = "• "
_PRINTED: Final = ("•", "·", "●", "▪", "■")


def is_mark(area: Area) -> bool:
    """Whether an area is as small and as square as a bullet."""
    wide, high = area.x1 - area.x0, area.bottom - area.top
    return min(wide, high) >= _LEAST and max(wide, high) <= min(_MOST, _SQUARE * min(wide, high))


def with_bullets(lines: Sequence[Line], marks: Sequence[Area], known: set[Look]) -> Sequence[Line]:
    """``lines`` of a page with a bullet before those that have one of the ``marks`` drawn to their
    left.

    Marks count where two or more of one size and colour stand below one another, each as far from
    its line, or where earlier pages had such, which ``known`` remembers: the squares of a legend
    differ in colour, the points of a chart or picture in place, and most stand beside no line.
    Wrong for a legend in one colour.
    """
    alike: Counter[Look] = Counter()
    beside: dict[Look, dict[int, Area]] = defaultdict(dict)
    for mark in filter(is_mark, marks):
        if mark.x0 < 0:  # cut off by the page's edge
            continue
        alike[_look(mark)] += 1
        index = _line_beside(mark, lines)
        if index is not None:
            beside[_look(mark)].setdefault(index, mark)
    known.update(look for look, members in beside.items() if _are_bullets(members, lines))
    found = {
        i: mark
        for look, members in beside.items()
        if look in known and len(members) > 0.5 * alike[look]
        for i, mark in members.items()
    }
    return [_marked(line, found[i]) if i in found else line for i, line in enumerate(lines)]


def _are_bullets(members: Mapping[int, Area], lines: Sequence[Line]) -> bool:
    """Whether some of the marks stand below one another, before lines that say something."""
    places = Counter(_place(mark, lines[i]) for i, mark in members.items())
    said = max((len(lines[i].text.split()) for i in members), default=0)
    return said >= _FEWEST_WORDS and max(places.values(), default=0) >= _FEWEST


def _line_beside(mark: Area, lines: Sequence[Line]) -> int | None:
    """The line right of the mark and as high as it; no text stands between or left of it in the
    same region.
    """
    beside = [
        (line.box.x0, i) for i, line in enumerate(lines) if line.box and _is_beside(mark, line)
    ]
    return min(beside)[1] if beside else None


def _is_beside(mark: Area, line: Line) -> bool:
    if not line.box or line.role:
        return False
    x0, top, _, bottom = (value / 100 for value in line.box)
    size = line.size / 100
    middle = (mark.top + mark.bottom) / 2
    near = -_SAME <= x0 - mark.x1 <= _NEAR * size
    return near and top <= middle <= bottom and mark.bottom - mark.top <= _HIGH * size


def _look(mark: Area) -> Look:
    """Size and colour."""
    return _points(mark.x1 - mark.x0), _points(mark.bottom - mark.top), mark.colour


def _place(mark: Area, line: Line) -> tuple[int, int]:
    assert line.box
    return _points(mark.x0), _points(line.box.x0 / 100 - mark.x1)


def _points(value: float) -> int:
    return floor(value / _SAME + 0.5)


def _marked(line: Line, mark: Area) -> Line:
    assert line.box
    at, traced = line.traced.raw_start, line.traced
    if not line.text.lstrip().startswith(_PRINTED):
        traced = TracedText((Piece(_SIGN, at, at, ("drawn_bullet",)), *traced.pieces))
    return line._replace(
        traced=traced, box=line.box._replace(x0=min(line.box.x0, floor(mark.x0 * 100 + 0.5)))
    )
