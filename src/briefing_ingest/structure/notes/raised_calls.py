"""Notes in the body's own type: at the feet of pages, or one after another behind the text without
a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from briefing_ingest.model import Line
from briefing_ingest.text import lower_figures, sentence_ends

_DIGITS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED: Final = re.compile(
    rf"\s*([{_DIGITS}]{{1,3}})\s*(?=[^\sa-z]|https?:|www\.|see\b|ibid|e\.g\.|cf\.)"
)
_CALL: Final = re.compile(rf"(?<=[^\s{_DIGITS}])([{_DIGITS}]{{1,3}})(?![{_DIGITS}])")
# How many numbers may be missing between two notes, unread or set in the text.
_MAX_MISSING_NUMBERS: Final = 3
# The white space between two lines of a note is no wider.
_MAX_GAP_EM: Final = 0.6
# In shares of the size: by how much the type of a note's lines differs.
_SAME_SIZE: Final = 0.08
# Lines of a note that may stand on the next page before another note begins there.
_MAX_LINES_ON_NEXT_PAGE: Final = 12


class NoteLines(NamedTuple):
    """A note: its number, and the indices of its lines."""

    number: int
    lines: list[int]


def raised_notes(lines: Sequence[Line]) -> list[NoteLines]:
    """The notes among ``lines`` (of pages, in reading order) that begin with a raised number.

    It is the number that comes next, of those that the text before it called. A note goes on while
    lines are set as closely as the lines of a note are, and on the next page or column only where
    another note begins soon. Wrong for a formula broken before a power that happens to be next.
    """
    placed = [i for i, line in enumerate(lines) if line.text.strip()]
    called: set[int] = set()
    notes: list[NoteLines] = []
    inside = False
    for place, index in enumerate(placed):
        line = lines[index]
        due = notes[-1].number + 1 if notes else 1
        number = _number(line)
        if number in called and due <= number <= due + _MAX_MISSING_NUMBERS:
            notes.append(NoteLines(number, [index]))
            inside = True
        elif inside and _goes_on(lines, placed, place, due):
            notes[-1].lines.append(index)
        else:
            inside = False
            called.update(_calls(line))
    return notes


def _calls(line: Line) -> set[int]:
    """The numbers of the notes that a line calls."""
    return {_value(mark) for mark in _CALL.findall(line.text)} if line.box else set()


def _number(line: Line) -> int:
    match = RAISED.match(line.text) if line.box and not line.role else None
    return _value(match.group(1)) if match else 0


def _value(mark: str) -> int:
    return int(lower_figures(mark))


def _goes_on(lines: Sequence[Line], placed: Sequence[int], place: int, due: int) -> bool:
    """Whether the line at ``place`` is part of the note that the line before is part of."""
    last, line = lines[placed[place - 1]], lines[placed[place]]
    if not _alike(last, line):
        return False
    if _is_below(last, line):
        return True
    if sentence_ends(last.text.rstrip()) or line.page > last.page + 1:
        return False
    for before, after in zip(
        placed[place:], placed[place + 1 : place + 1 + _MAX_LINES_ON_NEXT_PAGE], strict=False
    ):
        if due <= _number(lines[after]) <= due + _MAX_MISSING_NUMBERS:
            return True
        if not (_alike(lines[before], lines[after]) and _is_below(lines[before], lines[after])):
            return False
    return False


def _alike(last: Line, line: Line) -> bool:
    return (
        not line.role
        and abs(line.size - last.size) <= _SAME_SIZE * last.size
        and line.bold <= last.bold
    )


def _is_below(last: Line, line: Line) -> bool:
    """Whether a line stands right below another."""
    if not line.box or not last.box or (line.page, line.column) != (last.page, last.column):
        return False
    return last.box.top < line.box.top <= last.box.bottom + _MAX_GAP_EM * line.size
