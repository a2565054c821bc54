"""Captions of figures and tables, and the lines that name their sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from briefing_ingest.model import Line
from briefing_ingest.structure.marks import ALONE, FLOATS, LABEL, ends_sentence

# Lines of a title under the number.
_MAX_TITLE_LINES: Final = 3
_MAX_SOURCE_LINES: Final = 4
# More lines than this that run on without a gap are no title but the text behind the number.
_MAX_LINES_WITHOUT_GAP: Final = 4
# White space that is wider separates two lines.
_MAX_GAP_EM: Final = 0.8
# Lines whose left edges, or axes, differ by no more are aligned.
_ALIGNED_EM: Final = 1.0
# In shares of the size.
_SAME_SIZE: Final = 0.08
_TITLE = re.compile(r"[A-Z0-9(“‘\"']")
_SOURCE = re.compile(r"\s*(?:Data )?[Ss](?:ources?|OURCES?)\s?:\s*\S")
_UNIT = re.compile(r"\s*\(.*\)\W*$")


class Caption(NamedTuple):
    """A caption: the index behind its last line, and whether it surely ends there."""

    end: int
    closed: bool


def find_captions(lines: Sequence[Line]) -> dict[int, Caption]:
    """The captions and source lines of pages with geometry, by the index of their first line.

    A caption is a number on a line of its own with the title below it, or both on one line; it
    stands apart from the sentence before. Wrong for a title of more than three lines, and for a
    text in the caption's type right below it.
    """
    found: dict[int, Caption] = {}
    end = 0
    for index, line in enumerate(lines):
        if index < end or not line.box or line.role:
            continue
        caption = _caption(lines, index)
        if caption:
            found[index] = caption
            end = caption.end
    return found


def _caption(lines: Sequence[Line], index: int) -> Caption | None:
    text = lines[index].text
    match = ALONE.match(text)
    if match and not text[match.end() :].strip():
        return Caption(_title_end(lines, index), closed=True) if _apart(lines, index) else None
    if _SOURCE.match(text):
        return Caption(_source_end(lines, index), closed=True) if _apart(lines, index) else None
    if not match or not FLOATS.match(match.group(1)) or not _TITLE.match(text[match.end() :]):
        return None
    sure = bool(LABEL.match(text))
    return (
        Caption(_centred_end(lines, index), closed=False)
        if _apart(lines, index, wide=not sure)
        else None
    )


def _apart(lines: Sequence[Line], index: int, *, wide: bool = False) -> bool:
    """Whether nothing goes on in a line: it opens a region, is set otherwise, or follows a gap or a
    sentence's end.

    ``wide`` asks for more: a gap or other type, or a sentence's end before a new region.
    """
    line, before = lines[index], lines[index - 1] if index else None
    if before is None or before.role:
        return True
    if (before.page, before.column) != (line.page, line.column):
        return not wide or ends_sentence(before.text)
    if _is_set_apart(before, line):
        return True
    return not wide and (_is_moved(before, line) or ends_sentence(before.text))


def _is_set_apart(before: Line, line: Line) -> bool:
    """Whether a gap or other type separates two lines; without geometry they are not connected."""
    if not line.box or not before.box:
        return True
    gap = line.box.top - before.box.bottom > _MAX_GAP_EM * line.size
    return gap or not _same_font(before, line)


def _is_moved(before: Line, line: Line) -> bool:
    """Whether a line begins well to the left or right of the one before."""
    if not line.box or not before.box:
        return False
    return abs(line.box.x0 - before.box.x0) > 2 * _ALIGNED_EM * line.size


def _title_end(lines: Sequence[Line], index: int) -> int:
    """The index behind the title of the number that stands alone."""
    end = index + 1
    if not _joins(lines, end) or _prose_from(lines, end):
        return end
    end += 1
    while (
        end <= index + _MAX_TITLE_LINES
        and _joins(lines, end)
        and _same_type(lines[end - 1], lines[end])
    ):
        end += 1
    return end


def _centred_end(lines: Sequence[Line], index: int) -> int:
    """The index behind the lines that stand centred below the first line of a caption, in whatever
    type.
    """
    end = index + 1
    while (
        end < index + _MAX_TITLE_LINES
        and _joins(lines, end)
        and not ends_sentence(lines[end - 1].text)
    ):
        line, before = lines[end].box, lines[end - 1].box
        if not line or not before or abs(line.x0 - before.x0) <= _ALIGNED_EM * lines[end].size:
            break
        end += 1
    return end


def _joins(lines: Sequence[Line], index: int) -> bool:
    """Whether a line stands close below the one before, on its left edge or its axis."""
    if index >= len(lines):
        return False
    line, before = lines[index], lines[index - 1]
    if (
        line.role
        or not line.box
        or not before.box
        or (line.page, line.column) != (before.page, before.column)
    ):
        return False
    if (
        not -_MAX_GAP_EM * line.size < line.box.top - before.box.bottom <= _MAX_GAP_EM * line.size
        or ALONE.fullmatch(line.text)
    ):
        return False
    centred = (
        abs(line.box.x0 + line.box.x1 - before.box.x0 - before.box.x1)
        <= 2 * _ALIGNED_EM * line.size
    )
    return centred or abs(line.box.x0 - before.box.x0) <= _ALIGNED_EM * line.size


def _same_type(before: Line, line: Line) -> bool:
    """Whether two lines are set alike, or the second is a unit in brackets."""
    return _same_font(before, line) or bool(_UNIT.match(line.text))


def _same_font(before: Line, line: Line) -> bool:
    return abs(line.size - before.size) <= _SAME_SIZE * line.size and line.bold == before.bold


def _prose_from(lines: Sequence[Line], index: int) -> bool:
    """Whether so many lines of one type follow one another from here that they are the text."""
    end = index + 1
    while (
        end - index <= _MAX_LINES_WITHOUT_GAP
        and _joins(lines, end)
        and _same_type(lines[end - 1], lines[end])
    ):
        end += 1
    return end - index > _MAX_LINES_WITHOUT_GAP


def _source_end(lines: Sequence[Line], index: int) -> int:
    """The index behind the lines of a source: those that run to the edge go on in the next."""
    right = _right_edge(lines, index)
    end = index + 1
    while (
        end < index + _MAX_SOURCE_LINES
        and _joins(lines, end)
        and _same_type(lines[end - 1], lines[end])
        and _runs_to(lines[end - 1], right)
    ):
        end += 1
    return end


def _right_edge(lines: Sequence[Line], index: int) -> int:
    """The right edge of the column that a line with a box stands in."""
    first = lines[index]

    def is_on_page(line: Line) -> bool:
        return line.page == first.page

    above = takewhile(is_on_page, reversed(lines[:index]))
    page = [*above, *takewhile(is_on_page, lines[index:])]
    return max(line.box.x1 for line in page if line.box and line.column == first.column)


def _runs_to(line: Line, right: int) -> bool:
    """Whether a line takes up four fifths of the width to the right edge of its column."""
    return line.box is not None and line.box.x1 >= right - (right - line.box.x0) // 5
