"""Footnotes that are counted afresh on every page, or marked with asterisks: numbered through the
document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from briefing_ingest.model import Line

_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_START: Final = re.compile(
    r"\s*(?:\[?(\d{1,2})(?:[.)\]:]+\s*|\s+)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\*{1,3}|†{1,2}|‡{1,2}|§)\s*)(?=\S)"
)
_CALL: Final = re.compile(
    r"(?<=[^\s*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹])([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\*{1,3}|†{1,2}|‡{1,2}|§)(?=[\s.,;:!?)’”\"]|$)"
)
_RAISED: Final = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_FEWEST_PAGES: Final = 2


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
    firsts = sum(any(sign == "1" for sign, _ in page) for page in found)
    numbers = any(_RAISED.search(line.text) for line in lines if line.size > small)
    if firsts < _FEWEST_PAGES and (numbers or not any(found)):
        return lines
    through = enumerate((pair for page in found for _, pair in page), start=1)
    changes: dict[int, list[tuple[int, int, str]]] = {}
    for number, pair in through:
        for mark in pair:
            raised = str(number).translate(_SUPERSCRIPT)
            changes.setdefault(mark.line, []).append((mark.start, mark.end, raised))
    return tuple(_changed(line, changes, index) for index, line in enumerate(lines))


def _changed(line: Line, changes: Mapping[int, Sequence[tuple[int, int, str]]], index: int) -> Line:
    traced = line.traced
    for start, end, raised in sorted(changes.get(index, ()), reverse=True):
        if traced.text[start:end] != raised:
            traced = traced.substitute(start, end, raised, "numbered_through")
    return line._replace(traced=traced)


def _pairs(page: Sequence[tuple[int, Line]], small: float) -> Iterator[tuple[str, _Pair]]:
    """The notes of a page with their signs: numbers from 1 on, or signs, each called once above."""
    calls: dict[str, list[_Mark]] = {}
    notes: dict[str, _Mark] = {}
    for index, line in page:
        if line.size > small:
            for found in _CALL.finditer(line.text):
                calls.setdefault(_plain(found[1]), []).append(_Mark(index, *found.span(1)))
        elif (match := _START.match(line.text)) and not line.role:
            sign = _plain(match[1] or match[2])
            which = 1 if match[1] else 2
            if not sign.isdigit() or int(sign) == 1 + sum(known.isdigit() for known in notes):
                notes.setdefault(sign, _Mark(index, *match.span(which)))
    for sign, note in sorted(notes.items(), key=lambda item: item[1]):
        above = [call for call in calls.get(sign, ()) if call.line < note.line]
        if above and (sign.isdigit() or len(above) == 1):
            yield sign, _Pair(above[0], note)


def _plain(sign: str) -> str:
    return unicodedata.normalize("NFKC", sign)
