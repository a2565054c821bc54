"""Footnotes that are counted afresh on every page, or marked with asterisks: numbered through the
document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from briefing_ingest.model import Line
from briefing_ingest.text import lower_figures, raise_figures

_START: Final = re.compile(
    r"\s*(?:\[?(\d{1,2})(?:[.)\]:]+\s*|\s+)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\*{1,3}|†{1,2}|‡{1,2}|§)\s*)(?=\S)"
)
_CALL: Final = re.compile(
    r"(?<=[^\s*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹])([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\*{1,3}|†{1,2}|‡{1,2}|§)(?=[\s.,;:!?)’”\"]|$)"
)
_RAISED: Final = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_MIN_PAGES: Final = 2
"""Pages with a note 1 from which numbers start again on every page."""


class _Mark(NamedTuple):
    """Where a note is called or begins: the index of its line and the span of the mark in the
    line's text.
    """

    line: int
    start: int
    end: int


class _Pair(NamedTuple):
    call: _Mark
    note: _Mark


def numbered_through(lines: tuple[Line, ...], small: float) -> tuple[Line, ...]:
    """``lines`` with the footnotes of all pages, and their calls, numbered 1, 2, 3 ... in the order
    of the pages.

    So it is said which note is meant where numbers start again on every page or notes have signs
    (asterisk, dagger). A note stands in type no larger than ``small``, below a call on its own
    page. Documents whose numbers go on from page to page, or stand at its end, are left as they
    are, with their signs too. Wrong for one of two parts that are numbered apart and have one note
    each.
    """
    pages = [list(group) for _, group in groupby(enumerate(lines), key=lambda item: item[1].page)]
    found = [list(_pairs(page, small)) for page in pages]
    if not any(found):
        return lines
    starts_again = sum(any(sign == "1" for sign, _ in page) for page in found) >= _MIN_PAGES
    if not starts_again and _calls_numbers(lines, small):
        return lines
    changes = _changes([pair for page in found for _, pair in page])
    return tuple(_changed(line, changes.get(index, ())) for index, line in enumerate(lines))


def _calls_numbers(lines: Sequence[Line], small: float) -> bool:
    """Whether the text has raised numbers: then the signs beside them are left as they are."""
    return any(_RAISED.search(line.text) for line in lines if line.size > small)


class _Change(NamedTuple):
    """The span of a mark in its line, and the raised number that stands there instead."""

    start: int
    end: int
    raised: str


def _changes(pairs: Sequence[_Pair]) -> dict[int, list[_Change]]:
    """What changes, by the index of the line, where ``pairs`` are numbered from 1."""
    changes: dict[int, list[_Change]] = defaultdict(list)
    for number, pair in enumerate(pairs, start=1):
        raised = raise_figures(str(number))
        for mark in pair:
            changes[mark.line].append(_Change(mark.start, mark.end, raised))
    return changes


def _changed(line: Line, changes: Sequence[_Change]) -> Line:
    traced = line.traced
    for start, end, raised in sorted(changes, reverse=True):
        if traced.text[start:end] != raised:
            traced = traced.substitute(start, end, raised, "numbered_through")
    return line._replace(traced=traced)


def _pairs(page: Sequence[tuple[int, Line]], small: float) -> Iterator[tuple[str, _Pair]]:
    """The notes of a page with their signs: numbers from 1 on, or signs, each called once above."""
    calls = _calls(page, small)
    notes = _notes(page, small)
    for sign, note in sorted(notes.items(), key=lambda item: item[1]):
        above = [call for call in calls.get(sign, ()) if call.line < note.line]
        if above and (sign.isdigit() or len(above) == 1):
            yield sign, _Pair(above[0], note)


def _calls(page: Sequence[tuple[int, Line]], small: float) -> dict[str, list[_Mark]]:
    """What may be calls of notes, in type larger than theirs, by their signs."""
    calls: dict[str, list[_Mark]] = defaultdict(list)
    for index, line in page:
        for found in _CALL.finditer(line.text) if line.size > small else ():
            calls[lower_figures(found[1])].append(_Mark(index, *found.span(1)))
    return calls


def _notes(page: Sequence[tuple[int, Line]], small: float) -> dict[str, _Mark]:
    """What may be the beginnings of notes, in small type, by their signs; numbers rise by one."""
    notes: dict[str, _Mark] = {}
    for index, line in page:
        match = _START.match(line.text)
        if line.size > small or line.role or not match:
            continue
        which = 1 if match[1] else 2
        sign = lower_figures(match[which])
        due = 1 + sum(known.isdigit() for known in notes)
        if not sign.isdigit() or int(sign) == due:
            notes.setdefault(sign, _Mark(index, *match.span(which)))
    return notes
