"""Notes at the ends of chapters, counted from 1 in each: numbered through the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from briefing_ingest.model import Block, Line
from briefing_ingest.structure.notes.notes import NoteSplit, is_notes_head, note_run
from briefing_ingest.text import lower_figures, raise_figures

_CALL: Final = re.compile(r"(?<=[^\s⁰¹²³⁴⁵⁶⁷⁸⁹])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])")
# A single list of notes needs no numbering through.
_MIN_CHAPTERS: Final = 2
# The share of a chapter's notes that its text must call.
_MIN_SHARE_CALLED: Final = 0.5


class _Chapter(NamedTuple):
    """Where a chapter's text begins, the line that heads its notes, where they end, and the
    notes.
    """

    start: int
    head: int
    end: int
    notes: tuple[Block, ...]


def split_chapter_notes(lines: tuple[Line, ...]) -> NoteSplit | None:
    """The notes of chapters taken out of ``lines``; None where not at least two chapters of pages
    have such.

    Each stands under a heading of its own ("Notes"), begins with number 1 and is called by raised
    numbers in the text before. So that it is said which note is meant, calls and notes are numbered
    through. Wrong for parts that call the notes of an earlier chapter.
    """
    chapters = list(_chapters(lines))
    if len(chapters) < _MIN_CHAPTERS:
        return None
    changed = list(lines)
    notes: list[Block] = []
    for chapter in chapters:
        before = len(notes)
        for index in range(chapter.start, chapter.head):
            changed[index] = _renumbered(lines[index], before, len(chapter.notes))
        notes.extend(
            replace(note, number=str(number))
            for number, note in enumerate(chapter.notes, start=before + 1)
        )
    inside = {index for chapter in chapters for index in range(chapter.head, chapter.end)}
    return NoteSplit(
        tuple(line for index, line in enumerate(changed) if index not in inside),
        tuple(lines[chapter.head] for chapter in chapters),
        tuple(notes),
    )


def _chapters(lines: Sequence[Line]) -> Iterator[_Chapter]:
    start = 0
    for head, line in enumerate(lines):
        if not line.box or head < start or not is_notes_head(lines, head):
            continue
        notes, end = note_run(lines, head + 1)
        called = {_value(mark) for line in lines[start:head] for mark in _CALL.findall(line.text)}
        if len(called.intersection(range(1, len(notes) + 1))) >= _MIN_SHARE_CALLED * len(notes):
            yield _Chapter(start, head, end, notes)
            start = end


def _renumbered(line: Line, before: int, own: int) -> Line:
    """``line`` with its calls of a chapter's ``own`` notes counted on from the notes ``before``."""
    traced = line.traced
    for match in reversed(list(_CALL.finditer(line.text)) if before else []):
        if 1 <= _value(match.group()) <= own:
            raised = raise_figures(str(_value(match.group()) + before))
            traced = traced.substitute(*match.span(), raised, "numbered_through")
    return line._replace(traced=traced)


def _value(mark: str) -> int:
    return int(lower_figures(mark))
