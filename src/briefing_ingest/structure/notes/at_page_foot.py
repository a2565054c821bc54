"""Footnotes: small type at the feet of pages, with numbers that the text above calls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple

from briefing_ingest.model import Block, Line
from briefing_ingest.pages.edges import usual_size
from briefing_ingest.structure.notes.notes import is_notes_head, note_block
from briefing_ingest.structure.notes.numbers import numbered_through
from briefing_ingest.structure.notes.raised_calls import RAISED, NoteLines, raised_notes
from briefing_ingest.text import lower_figures, raise_figures, sentence_ends

# In shares of the body's size: nine points and less beside a body of ten.
_MAX_NOTE_SIZE: Final = 0.93
# How many numbers may be missing between two notes, unread or set in the text.
_MAX_MISSING_NUMBERS: Final = 3
# A line further below a note than this is no part of it.
_MAX_GAP_EM: Final = 2.5
# In shares of the size: by how much the type of a note's lines differs where it goes over to the
# next page, and where it goes on.
_SAME_SIZE_OVER_PAGES: Final = 0.08
_SAME_SIZE: Final = 0.12
_NUMBER = re.compile(r"\s*(?:\[?(\d{1,3})(?:[.)\]:]+\s*|\s+)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*)(?=\S)")


class PageNotes(NamedTuple):
    """The lines that are no notes, and the notes."""

    body: tuple[Line, ...]
    notes: tuple[Block, ...]


class _LargerType(NamedTuple):
    """What stands in larger type than notes on a page: its text, and the lower edge of it all."""

    text: str
    bottom: int


def split_page_notes(lines: tuple[Line, ...]) -> PageNotes:
    """Take the footnotes out of ``lines``, which are in reading order and have boxes.

    A note begins with the number that comes next, in small type, on a page whose larger type calls
    that number in superscript; it goes on as long as such type follows, and at the foot of the next
    page where it stops in the middle of a sentence. Notes that are counted afresh on every page are
    numbered through. Where there is none, and no heading of notes either, notes in the body's type
    are looked for, see `raised_notes`. Wrong for a caption in the same type right behind a note.
    """
    if not any(line.box for line in lines):
        return PageNotes(lines, ())
    small = _MAX_NOTE_SIZE * usual_size(lines)
    lines = numbered_through(lines, small)
    notes = _notes_in_small_type(lines, small)
    if notes or _has_notes_head(lines):
        return _take_out(notes, lines, _NUMBER)
    return _take_out(raised_notes(lines), lines, RAISED)


def _has_notes_head(lines: Sequence[Line]) -> bool:
    return any(is_notes_head(lines, i) for i in range(len(lines)))


def _take_out(
    notes: Sequence[NoteLines], lines: tuple[Line, ...], number: re.Pattern[str]
) -> PageNotes:
    """``lines`` without the ``notes``, each of which begins with what ``number`` matches."""
    taken = {i for note in notes for i in note.lines}
    return PageNotes(
        tuple(line for i, line in enumerate(lines) if i not in taken),
        tuple(note_block([lines[i] for i in note.lines], note.number, number) for note in notes),
    )


def _notes_in_small_type(lines: Sequence[Line], small: float) -> list[NoteLines]:
    notes: list[NoteLines] = []
    for _, page in groupby(range(len(lines)), key=lambda i: lines[i].page):
        _read_page(lines, list(page), small, notes)
    return notes


def _read_page(
    lines: Sequence[Line], page: Sequence[int], small: float, notes: list[NoteLines]
) -> None:
    """Add the notes of a page, given as indices of ``lines``, to those found before it."""
    above = _larger_type([lines[i] for i in page if lines[i].size > small])
    inside = False
    for index in page:
        line = lines[index]
        if not _may_be_of_note(line, small):
            inside = False
        elif number := _number_begun(line, notes, above.text):
            notes.append(NoteLines(number, [index]))
            inside = True
        elif notes:
            note = [lines[i] for i in notes[-1].lines]
            inside = _goes_on(note, line, above.bottom, inside=inside)
            if inside:
                notes[-1].lines.append(index)


def _may_be_of_note(line: Line, small: float) -> bool:
    return line.size <= small and not line.role and bool(line.text.strip())


def _goes_on(note: Sequence[Line], line: Line, bottom: int, *, inside: bool) -> bool:
    """Whether a note goes on in ``line``: right behind it, if it is not interrupted (``inside``),
    or on the next page below ``bottom``.
    """
    if note[-1].page + 1 == line.page:
        return _goes_over(note[-1], line, bottom)
    return inside and _follows(note, line)


def _larger_type(lines: Sequence[Line]) -> _LargerType:
    bottom = max((line.box.bottom for line in lines if line.box), default=0)
    return _LargerType("".join(line.text for line in lines), bottom)


def _number_begun(line: Line, notes: Sequence[NoteLines], calling: str) -> int | None:
    """The number of the note that a line begins, if it is about the next, and ``calling`` has its
    call.
    """
    number = note_number(line.text)
    due = notes[-1].number + 1 if notes else 1
    if number is None or not due <= number <= due + _MAX_MISSING_NUMBERS:
        return None
    return number if _is_called(number, calling) else None


def _goes_over(last: Line, line: Line, lowest: int) -> bool:
    """True if ``line``, below all larger type of its page, may be the rest of the note that
    ``last`` ends.
    """
    below = line.box is not None and line.box.top >= lowest
    return (
        below
        and not sentence_ends(last.text.rstrip())
        and abs(line.size - last.size) <= _SAME_SIZE_OVER_PAGES * last.size
    )


def _follows(note: Sequence[Line], line: Line) -> bool:
    """True if ``line`` is set like the note before it: not bold, nor of another size, nor far
    below.
    """
    last = note[-1]
    if line.bold and not last.bold:
        return False
    if len(note) > 1 and abs(line.size - last.size) > _SAME_SIZE * last.size:
        return False
    if not (line.box and last.box) or line.box.top < last.box.bottom:
        return True
    return line.box.top - last.box.bottom <= _MAX_GAP_EM * line.size


def note_number(text: str) -> int | None:
    """The number, plain or raised, that a line begins with."""
    match = _NUMBER.match(text)
    return int(lower_figures(match.group(1) or match.group(2))) if match else None


def _is_called(number: int, text: str) -> bool:
    mark = raise_figures(str(number))
    return bool(re.search(rf"(?<![⁰¹²³⁴⁵⁶⁷⁸⁹]){mark}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])", text))
