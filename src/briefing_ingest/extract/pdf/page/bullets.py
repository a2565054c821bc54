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

# Width and height of a bullet.
_MIN_SIDE_POINTS: Final = 1.0
_MAX_SIDE_POINTS: Final = 18.0
# Width and height of a bullet differ by less than this factor.
_MAX_SIDE_RATIO: Final = 1.6
# In font sizes of the line: a bullet is no higher, and stands no further from it.
_MAX_HEIGHT_EM: Final = 1.4
_MAX_GAP_EM: Final = 3.0
# A list has at least so many marks below one another.
_MIN_MARKS: Final = 2
# One of the lines says more than "yes" or "no", as the boxes of a form or a chart do.
_MIN_WORDS: Final = 3
# Marks of one look are bullets if more than this share of them stand beside a line.
_MIN_SHARE_BESIDE_LINES: Final = 0.5
# Marks of one list begin at one x and stand equally far from their lines, to this precision.
_PRECISION_POINTS: Final = 1.0
_SIGN: Final = "• "
_PRINTED: Final = ("•", "·", "●", "▪", "■")


def is_mark(area: Area) -> bool:
    """Whether an area is as small and as square as a bullet."""
    short, long = sorted((area.x1 - area.x0, area.bottom - area.top))
    return short >= _MIN_SIDE_POINTS and long <= min(_MAX_SIDE_POINTS, _MAX_SIDE_RATIO * short)


def with_bullets(lines: Sequence[Line], marks: Sequence[Area], known: set[Look]) -> Sequence[Line]:
    """``lines`` of a page with a bullet before those that have one of the ``marks`` drawn to their
    left.

    Marks count where two or more of one size and colour stand below one another, each as far from
    its line, or where earlier pages had such, which ``known`` remembers: the squares of a legend
    differ in colour, the points of a chart or picture in place, and most stand beside no line.
    Wrong for a legend in one colour.
    """
    # A mark left of x 0 is cut off by the page's edge.
    whole = [mark for mark in marks if is_mark(mark) and mark.x0 >= 0]
    alike = Counter(map(_look, whole))
    beside = _marks_beside_lines(whole, lines)
    known.update(look for look, members in beside.items() if _are_bullets(members, lines))
    bullets: dict[int, Area] = {}
    for look, members in beside.items():
        if look in known and len(members) > _MIN_SHARE_BESIDE_LINES * alike[look]:
            bullets.update(members)
    return [
        _with_bullet(line, bullets[i]) if i in bullets else line for i, line in enumerate(lines)
    ]


def _marks_beside_lines(
    marks: Sequence[Area], lines: Sequence[Line]
) -> Mapping[Look, Mapping[int, Area]]:
    """By look, the first mark beside each line, by the line's index."""
    beside: dict[Look, dict[int, Area]] = defaultdict(dict)
    for mark in marks:
        index = _line_beside(mark, lines)
        if index is not None:
            beside[_look(mark)].setdefault(index, mark)
    return beside


def _are_bullets(members: Mapping[int, Area], lines: Sequence[Line]) -> bool:
    """Whether some of the marks stand below one another, before lines that say something."""
    places = Counter(_place(mark, lines[i]) for i, mark in members.items())
    said = max((len(lines[i].text.split()) for i in members), default=0)
    return said >= _MIN_WORDS and max(places.values(), default=0) >= _MIN_MARKS


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
    near = -_PRECISION_POINTS <= x0 - mark.x1 <= _MAX_GAP_EM * size
    return near and top <= middle <= bottom and mark.bottom - mark.top <= _MAX_HEIGHT_EM * size


def _look(mark: Area) -> Look:
    """Size and colour."""
    return _points(mark.x1 - mark.x0), _points(mark.bottom - mark.top), mark.colour


def _place(mark: Area, line: Line) -> tuple[int, int] | None:
    """Where a mark begins and how far it stands from its line; None of a line without a place."""
    if line.box is None:
        return None
    return _points(mark.x0), _points(line.box.x0 / 100 - mark.x1)


def _points(value: float) -> int:
    return floor(value / _PRECISION_POINTS + 0.5)


def _with_bullet(line: Line, mark: Area) -> Line:
    """``line`` with a bullet in front, if it prints none, and a box that takes in the mark."""
    if line.box is None:
        return line
    at, traced = line.traced.raw_start, line.traced
    if not line.text.lstrip().startswith(_PRINTED):
        traced = TracedText((Piece(_SIGN, at, at, ("drawn_bullet",)), *traced.pieces))
    box = line.box._replace(x0=min(line.box.x0, floor(mark.x0 * 100 + 0.5)))
    return line._replace(traced=traced).moved(box)
