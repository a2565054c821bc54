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
_LEAST: Final = 2


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
    first, last = _run(printed)
    if last - first < _LEAST:
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


def _run(printed: list[str]) -> tuple[int, int]:
    """Where the first run of items begins and ends; (0, 0) for none."""
    for first in range(len(printed)):
        last = first
        while last < len(printed) and _is_item(printed, first, last):
            last += 1
        least = 3 if re.match(r"\s*[-–—*]", printed[first]) else _LEAST
        if last - first >= least:
            return first, last
    return 0, 0


def _is_item(printed: list[str], first: int, index: int) -> bool:
    begin, mine = _NUMBERED.match(printed[first]), _NUMBERED.match(printed[index])
    if begin and mine:
        return int(mine.group(1)) == int(begin.group(1)) + index - first
    return not begin and bool(_BULLET.match(printed[first]) and _BULLET.match(printed[index]))
