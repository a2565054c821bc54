"""Footnotes: small type at the feet of pages, with numbers that the text above calls."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple

from briefing_ingest.model import Block, Line
from briefing_ingest.structure.notes.notes import is_notes_head, note_block
from briefing_ingest.structure.notes.numbers import numbered_through
from briefing_ingest.structure.notes.raised_calls import RAISED, raised_notes
from briefing_ingest.text import sentence_ends

# In shares of the body's size; body type is at least one point in nine larger than that of notes.
_SMALL: Final = 0.93
# How many numbers may be missing between two notes, unread or set in the text.
_MOST_MISSING: Final = 3
# A line so many times its size below a note is none of it.
_FAR: Final = 2.5
_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER = re.compile(r"\s*(?:\[?(\d{1,3})(?:[.)\]:]+\s*|\s+)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*)(?=\S)")


class PageNotes(NamedTuple):
    """The lines that are no notes, and the notes."""

    body: tuple[Line, ...]
    notes: tuple[Block, ...]


def split_page_notes(lines: tuple[Line, ...]) -> PageNotes:
    """Take the footnotes out of ``lines``, which are in reading order and have boxes.

    A note begins with the number that comes next, in small type, on a page whose larger type calls
    that number in superscript; it goes on as long as such type follows, and at the foot of the next
    page where it stops in the middle of a sentence. Notes that are counted afresh on every page are
    numbered through. Where there is none, and no heading of notes either, notes in the body's type
    are looked for, see `raised_notes`. Wrong for a caption in the same type right behind a note.
    """
    sizes: Counter[int] = Counter()
    for line in lines:
        if line.box:
            sizes[line.size] += len(line.text)
    if not sizes:
        return PageNotes(lines, ())
    small = _SMALL * max(sizes, key=lambda size: (sizes[size], size))
    lines = numbered_through(lines, small)
    notes: list[list[Line]] = []
    numbers: list[int] = []
    taken: set[int] = set()
    for _, page in groupby(enumerate(lines), key=lambda item: item[1].page):
        _take(list(page), small, notes, numbers, taken)
    blocks = tuple(
        note_block(group, number, _NUMBER) for group, number in zip(notes, numbers, strict=True)
    )
    if not blocks and not any(is_notes_head(lines, i) for i in range(len(lines))):
        raised = raised_notes(lines)
        blocks = tuple(
            note_block([lines[i] for i in note.lines], note.number, RAISED) for note in raised
        )
        taken = {i for note in raised for i in note.lines}
    return PageNotes(tuple(line for i, line in enumerate(lines) if i not in taken), blocks)


def _take(
    page: Sequence[tuple[int, Line]],
    small: float,
    notes: list[list[Line]],
    numbers: list[int],
    taken: set[int],
) -> None:
    """The notes of a page, added to what has been found."""
    calls = "".join(line.text for _, line in page if line.size > small)
    lowest = max((line.box.bottom for _, line in page if line.box and line.size > small), default=0)
    inside = False
    for index, line in page:
        if line.size > small or line.role or not line.text.strip():
            inside = False
            continue
        number = note_number(line.text)
        due = (numbers[-1] if numbers else 0) + 1
        if number is not None and due <= number <= due + _MOST_MISSING and _called(number, calls):
            notes.append([])
            numbers.append(number)
            inside = True
        elif notes and notes[-1][-1].page + 1 == line.page:
            inside = _goes_over(notes[-1][-1], line, lowest)
        elif inside:
            inside = _follows(notes[-1], line)
        if inside:
            notes[-1].append(line)
            taken.add(index)


def _goes_over(last: Line, line: Line, lowest: int) -> bool:
    """True if ``line``, below all larger type of its page, may be the rest of the note that
    ``last`` ends.
    """
    below = line.box is not None and line.box.top >= lowest
    return (
        below
        and not sentence_ends(last.text.rstrip())
        and abs(line.size - last.size) <= 0.08 * last.size
    )


def _follows(note: Sequence[Line], line: Line) -> bool:
    """True if ``line`` is set like the note before it: not bold, nor of another size, nor far
    below.
    """
    last = note[-1]
    if line.bold and not last.bold:
        return False
    if len(note) > 1 and abs(line.size - last.size) > 0.12 * last.size:
        return False
    if not (line.box and last.box) or line.box.top < last.box.bottom:
        return True
    return line.box.top - last.box.bottom <= _FAR * line.size


def note_number(text: str) -> int | None:
    """The number, plain or raised, that a line begins with."""
    match = _NUMBER.match(text)
    return int(unicodedata.normalize("NFKC", match.group(1) or match.group(2))) if match else None


def _called(number: int, text: str) -> bool:
    mark = str(number).translate(_SUPERSCRIPT)
    return bool(re.search(rf"(?<![⁰¹²³⁴⁵⁶⁷⁸⁹]){mark}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])", text))
