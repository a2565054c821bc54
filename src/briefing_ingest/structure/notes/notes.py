"""Endnotes: numbered texts under a heading of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing_ingest.model import Block, Line
from briefing_ingest.structure.paragraphs import Group
from briefing_ingest.text import fold, lower_figures
from briefing_ingest.traced import TracedText

_HEADINGS = frozenset(
    {
        "endnotes",
        "end notes",
        "notes",
        "footnotes",
        "references",
        "notes and references",
        "references and notes",
        "sources",
    }
)
_NUMBER = re.compile(
    r"\s*(?:[-–•*]\s*)?\[?(\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?:[.)\]:]+\s*|\s+|$)(?=\S|$)"
)


_SAME_SIZE = 0.08
"""In shares of the size: by how much the type of a note's lines differs."""


@dataclass(frozen=True)
class NoteSplit:
    """The lines before the notes, the line that heads them, the notes, and the lines behind."""

    body: tuple[Line, ...]
    heading: tuple[Line, ...] = ()
    notes: tuple[Block, ...] = ()
    after: tuple[Line, ...] = ()


def split_notes(lines: tuple[Line, ...]) -> NoteSplit:
    """Take the endnotes out of ``lines``.

    They begin behind the last line that says "Endnotes", "References" or the like and is followed
    by a line with a number, and go on as long as numbers rise by one; what follows a gap and has no
    next number is no note.
    """
    heads = [i for i in range(len(lines)) if is_notes_head(lines, i)]
    if not heads:
        return NoteSplit(lines)
    start = heads[-1]
    lines = (*lines[: start + 1], *_at_breaks(lines[start + 1 :]))
    blocks, end = note_run(lines, start + 1)
    return NoteSplit(lines[:start], (lines[start],), blocks, lines[end:])


def is_notes_head(lines: Sequence[Line], index: int) -> bool:
    """Whether a line says "Notes" or the like, and the next begins with the number 1."""
    return fold(lines[index].text) in _HEADINGS and _first_number(lines, index + 1) == 1


def note_run(lines: Sequence[Line], start: int) -> tuple[tuple[Block, ...], int]:
    """The notes that begin with the line ``start``, numbered from 1, and the index of the first
    line behind them.
    """
    notes: list[list[Line]] = []
    index, gap = start, False
    while index < len(lines):
        line = lines[index]
        if not line.text.strip():
            gap = True
        elif number_of(line.text) == len(notes) + 1:
            notes.append([line])
            gap = False
        elif gap or not _continues(notes[-1][-1], line):
            break
        else:
            notes[-1].append(line)
        index += 1
    return tuple(
        note_block(group, number, _NUMBER) for number, group in enumerate(notes, start=1)
    ), index


def split_stated_notes(lines: tuple[Line, ...]) -> NoteSplit:
    """Take the notes out of ``lines`` that the page itself says are notes; a heading that is left
    with nothing goes.

    They may stand anywhere; what is left is all body.
    """
    heads = [i for i in range(len(lines)) if _heads_notes(lines, i)]
    return NoteSplit(
        tuple(line for i, line in enumerate(lines) if line.role != "note" and i not in heads),
        tuple(lines[i] for i in heads),
        _stated_notes(lines),
    )


def _stated_notes(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The notes in the order of their numbers."""
    notes: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.role == "note":
            notes[line.note].append(line)
    return tuple(_stated_note(notes[number], number) for number in sorted(notes, key=int))


def _heads_notes(lines: Sequence[Line], index: int) -> bool:
    """Whether a line says "Notes" or the like, and what the page says is a note stands below."""
    if fold(lines[index].text) not in _HEADINGS:
        return False
    following = next((line for line in lines[index + 1 :] if line.text.strip()), None)
    return following is not None and following.role == "note"


_STATED = re.compile(
    r"\s*(?:[\[(]\s*)?(?:\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[a-z]|[*†‡§¶‖]{1,4})(?:\s*[\])])?[.:]?(?=\W|$)\s*"
)
_RAISED_MARK = re.compile(r"\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[*†‡§¶‖]{1,4})\s*")


def _stated_note(lines: Sequence[Line], number: str) -> Block:
    """A note without the number or sign that it begins with: the one a list prints, or else the one
    in its text.
    """
    group = Group(tuple(lines))
    pieces = group.traced.pieces
    listed = bool(pieces) and "list_number" in pieces[0].repairs
    match = _RAISED_MARK.match(group.text) or _STATED.match(group.text)
    if match and (listed or _may_mark(match.group().strip(" [().:]"), number)):
        return _note(group, group.traced.cut(*match.span(), "note_number"), number)
    return _note(group, group.traced, number)


def _may_mark(mark: str, number: str) -> bool:
    """Whether a note of this number may begin with ``mark``: a sign, or the number itself."""
    return not mark.isdigit() or str(int(lower_figures(mark))) == number


def _note(group: Group, traced: TracedText, number: str) -> Block:
    return Block(
        kind="note",
        traced=traced,
        places=group.places(),
        number=number,
        raw_links=group.links,
        raw_emphases=group.emphases,
    )


def _at_breaks(lines: tuple[Line, ...]) -> Iterator[Line]:
    """``lines``, each of a page's cut at the line breaks behind which the next number stands."""
    for line in lines:
        number, start = number_of(line.text), 0
        if line.role and number:
            for at in (match.end() for match in re.finditer(r"\n", line.text)):
                if number_of(line.text[at:]) == number + 1:
                    yield line._replace(traced=line.traced.slice(start, at))
                    number, start = number + 1, at
        yield line._replace(traced=line.traced.slice(start, len(line.traced))) if start else line


def number_of(text: str) -> int | None:
    """The number a note begins with; None if it begins with none."""
    match = _NUMBER.match(text)
    return int(lower_figures(match.group(1))) if match else None


def _first_number(lines: Sequence[Line], start: int) -> int | None:
    following = next((i for i in range(start, len(lines)) if lines[i].text.strip()), None)
    return None if following is None else number_of(lines[following].text)


def _continues(previous: Line, line: Line) -> bool:
    """True if ``line`` may be the next line of a note that ``previous`` belongs to."""
    if line.role or previous.role:
        return False
    if _NUMBER.fullmatch(
        previous.text.rstrip()
    ):  # the number stands alone: an address did not fit behind it
        return True
    same_size = abs(line.size - previous.size) <= _SAME_SIZE * max(line.size, 1)
    return same_size and line.bold == previous.bold


def note_block(lines: Sequence[Line], number: int, prefix: re.Pattern[str]) -> Block:
    """The note that ``lines`` make, with the number that ``prefix`` matches cut off its text."""
    group = Group(tuple(lines))
    match = prefix.match(group.text)
    assert match
    return _note(group, group.traced.cut(*match.span(), "note_number"), str(number))
