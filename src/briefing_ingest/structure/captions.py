"""Captions of figures and tables, and the lines that name their sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from briefing_ingest.model import Line
from briefing_ingest.structure.marks import ALONE, FLOATS, LABEL, ends_sentence

# Lines of a title under the number.
_MOST_LINES: Final = 3
_MOST_SOURCE_LINES: Final = 4
# More lines than this that run on without a gap are no title but the text behind the number.
_PROSE: Final = 4
# In shares of the font size.
_CLOSE: Final = 0.8
_ALIGNED: Final = 1.0
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
    """
    line, before = lines[index], lines[index - 1] if index else None
    if before is None or before.role or (before.page, before.column) != (line.page, line.column):
        return not wide or before is None or bool(before.role) or ends_sentence(before.text)
    if not line.box or not before.box:
        return True
    otherwise = abs(line.size - before.size) > 0.08 * line.size or line.bold != before.bold
    gap = line.box.top - before.box.bottom > _CLOSE * line.size
    moved = abs(line.box.x0 - before.box.x0) > 2 * _ALIGNED * line.size
    return otherwise or gap or (not wide and (moved or ends_sentence(before.text)))


def _title_end(lines: Sequence[Line], index: int) -> int:
    """The index behind the title of the number that stands alone."""
    end = index + 1
    if not _joins(lines, end) or _prose_from(lines, end):
        return end
    end += 1
    while (
        end <= index + _MOST_LINES and _joins(lines, end) and _same_type(lines[end - 1], lines[end])
    ):
        end += 1
    return end


def _centred_end(lines: Sequence[Line], index: int) -> int:
    """The index behind the lines that stand centred below the first line of a caption, in whatever
    type.
    """
    end = index + 1
    while (
        end < index + _MOST_LINES and _joins(lines, end) and not ends_sentence(lines[end - 1].text)
    ):
        line, before = lines[end].box, lines[end - 1].box
        if not line or not before or abs(line.x0 - before.x0) <= _ALIGNED * lines[end].size:
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
        not -_CLOSE * line.size < line.box.top - before.box.bottom <= _CLOSE * line.size
        or ALONE.fullmatch(line.text)
    ):
        return False
    centred = (
        abs(line.box.x0 + line.box.x1 - before.box.x0 - before.box.x1) <= 2 * _ALIGNED * line.size
    )
    return centred or abs(line.box.x0 - before.box.x0) <= _ALIGNED * line.size


def _same_type(before: Line, line: Line) -> bool:
    alike = abs(line.size - before.size) <= 0.08 * line.size and line.bold == before.bold
    return alike or bool(_UNIT.match(line.text))


def _prose_from(lines: Sequence[Line], index: int) -> bool:
    """Whether so many lines of one type follow one another from here that they are the text."""
    end = index + 1
    while end - index <= _PROSE and _joins(lines, end) and _same_type(lines[end - 1], lines[end]):
        end += 1
    return end - index > _PROSE


def _source_end(lines: Sequence[Line], index: int) -> int:
    """The index behind the lines of a source: those that run to the edge go on in the next."""
    first, start, stop = lines[index], index, index + 1
    while start and lines[start - 1].page == first.page:
        start -= 1
    while stop < len(lines) and lines[stop].page == first.page:
        stop += 1
    here = [line.box.x1 for line in lines[start:stop] if line.box and line.column == first.column]
    right, end = max(here), index + 1
    while (
        end < index + _MOST_SOURCE_LINES
        and _joins(lines, end)
        and _same_type(lines[end - 1], lines[end])
    ):
        before = lines[end - 1].box
        if not before or before.x1 < right - (right - before.x0) // 5:
            break
        end += 1
    return end
