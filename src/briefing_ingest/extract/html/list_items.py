"""Lists that a page sets as lines of one paragraph: numbers that run, or bullets, behind line
breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from briefing_ingest.model import Line, LineRole

_NUMBERED: Final = re.compile(r"\s*\(?(\d{1,2})[.)]\s+\S")
_BULLET: Final = re.compile(r"\s*(?:[•●▪■◦‣⁃·]\s*|[-–—*]\s+)\S")
_MIN_ITEMS: Final = 2
_MIN_DASHED_ITEMS: Final = 3
"""Two lines that begin with dashes are dialogue more often than a list."""


def split_items(line: Line) -> Iterator[Line]:
    """The line, or its parts where some of its printed lines are items of a list; each part keeps
    its place.

    Items are at least two lines in a row whose numbers follow one another, or that begin with a
    bullet; dashes count from the third on, since dialogue begins with them too. Wrong for a poem
    with numbered lines.
    """
    if line.role not in {"", "paragraph"} or "\n" not in line.text.rstrip():
        yield line
        return
    printed = line.text.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, printed))]
    first, last = _first_run(printed)
    if last - first < _MIN_ITEMS:
        yield line
        return
    whole = line.traced
    if first:
        yield line._replace(traced=whole.slice(0, starts[first]))
    for index in range(first, last):
        traced = whole.slice(starts[index], starts[index + 1])
        yield line._replace(traced=traced, role=LineRole.LIST_ITEM, level=1)
    if last < len(printed):
        yield line._replace(traced=whole.slice(starts[last], starts[-1]))


def _first_run(printed: list[str]) -> tuple[int, int]:
    """Where the first run of items begins and ends; (0, 0) for none."""
    for first in range(len(printed)):
        last = first
        while last < len(printed) and _is_item(printed, first, last):
            last += 1
        dashed = re.match(r"\s*[-–—*]", printed[first])
        if last - first >= (_MIN_DASHED_ITEMS if dashed else _MIN_ITEMS):
            return first, last
    return 0, 0


def _is_item(printed: list[str], first: int, index: int) -> bool:
    """Whether a printed line goes on the list that begins with the line ``first``."""
    begin, mine = _NUMBERED.match(printed[first]), _NUMBERED.match(printed[index])
    if begin and mine:
        return int(mine.group(1)) == int(begin.group(1)) + index - first
    if begin or not _BULLET.match(printed[first]):
        return False
    return bool(_BULLET.match(printed[index]))
