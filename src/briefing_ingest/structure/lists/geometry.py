"""Where lines stand to one another, as far as items of lists depend on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing_ingest.model import Line

# Lines whose left edges differ by less begin at one place.
SAME_EDGE_EM: Final = 0.4


# A line further below another, top to top, does not stand directly below it.
_MAX_PITCH_EM: Final = 2


# In hundredths of a point: the size of type whose size is not stated.
_MIN_SIZE: Final = 100


# A line that is so long, in shares of its neighbours, is full.
FULL_LINE: Final = 0.75


def below(line: Line, after: Line) -> bool:
    """Whether a line stands directly below another."""
    if not line.box or not after.box or (line.page, line.column) != (after.page, after.column):
        return False
    return 0 < after.box.top - line.box.top < _MAX_PITCH_EM * max(line.size, _MIN_SIZE)


def same_edge(a: Line, b: Line) -> bool:
    """Whether two lines begin at one place; true where either has no place."""
    return not a.box or not b.box or abs(a.box.x0 - b.box.x0) <= SAME_EDGE_EM * max(a.size, b.size)


def text_before(lines: Sequence[Line], index: int) -> Line | None:
    """The line of running text directly before another; None at the start, behind a gap and behind
    what the source itself has a name for.
    """
    before = lines[index - 1] if index else None
    return None if before is None or before.role or not before.text.strip() else before


def is_full(lines: Sequence[Line], index: int) -> bool:
    """Whether a line of a text without geometry is about as long as those around it."""
    lengths = [len(line.text.strip()) for line in lines[max(0, index - 3) : index + 4]]
    return len(lines[index].text.strip()) >= FULL_LINE * max(lengths)
