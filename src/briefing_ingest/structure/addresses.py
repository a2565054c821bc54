"""Addresses that a text without geometry sets side by side, kept apart by spaces or tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from briefing_ingest.model import Line, LineRole
from briefing_ingest.pages.address_columns import AddressArea, AddressRow, Part, address_areas
from briefing_ingest.pages.contact_signs import contact_signs
from briefing_ingest.text import Span
from briefing_ingest.traced import TracedText

_PART: Final = re.compile(r"\S+(?: \S+)*")
"""Words with single spaces between them."""
_LEAST_WHITE_CHARACTERS: Final = 2
"""Between two columns, in every line."""
_LONGEST_LINE: Final = 500
"""Characters of a line; what is longer is a paragraph."""
_TAB_CHARACTERS: Final = 1000
"""A tab leads to the next column, however long the text before it is: no line is this long."""
_REPAIR: Final = "address_columns"


def part_address_columns(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """``lines``; where addresses stand side by side, each column of them is read for itself.

    The columns are kept apart by blank lines, which no raw text need have. Lines of a page, which
    have been put in order, stay as they are.
    """
    texts = [index for index, line in enumerate(lines) if _is_text(line)]
    rows = [_row(lines[index], index) for index in texts]
    areas = list(address_areas(rows, _LEAST_WHITE_CHARACTERS))
    done: list[Line] = []
    at = 0
    for area in areas:
        first, last = texts[area.start], texts[area.end - 1]
        done += [*lines[at:first], *_columns(lines[first : last + 1], area, first)]
        at = last + 1
    return (*done, *lines[at:])


def _is_text(line: Line) -> bool:
    """Whether a line has words that nothing but the text itself says the place of."""
    return bool(line.text.strip()) and not (line.setting or line.markup or line.role)


def _row(line: Line, index: int) -> AddressRow:
    if len(line.text) > _LONGEST_LINE:
        return AddressRow([Part(0, len(line.text), line.text, index)], float(index), index + 1.0)
    parts = []
    for match in _PART.finditer(line.text):
        start = _column_of_character(line.text, match.start())
        parts.append(Part(start, start + len(match[0]), match[0], index))
    return AddressRow(parts, float(index), float(index + 1))


def _column_of_character(text: str, at: int) -> int:
    """How far to the right a character stands, a tab being wider than any text."""
    before = text[:at]
    tabs = before.count("\t")
    return tabs * _TAB_CHARACTERS + at - before.rfind("\t") - 1 if tabs else at


def _columns(lines: Sequence[Line], area: AddressArea, first: int) -> Iterator[Line]:
    """The lines of an area column by column, a blank line before and behind each; ``first`` is the
    index of the first.
    """
    spans = _spans_of_parts(lines, first)
    yield _blank(lines[0])
    for column in area.columns:
        said = ""
        last = column[0].line
        for index, parts in groupby(column, key=lambda part: part.line):
            if index > last + 1 and contact_signs(said):  # a name belongs to what stands below it
                yield _blank(lines[index - first])
            own = [spans[index, part.x0] for part in parts]
            line = _piece(lines[index - first], Span(own[0].start, own[-1].end))
            said, last = f"{said}\n{line.text}", index
            yield line
        yield _blank(lines[last - first])


def _spans_of_parts(lines: Sequence[Line], first: int) -> dict[tuple[int, float], Span]:
    """Where in its line each part begins and the next does, by the line's index and where it
    stands; the first has what stands before it.
    """
    found: dict[tuple[int, float], Span] = {}
    for index, line in enumerate(lines, start=first):
        starts = [match.start() for match in _PART.finditer(line.text)]
        ends = [*starts[1:], len(line.text)][: len(starts)]  # a blank line has none
        for start, end in zip(starts, ends, strict=True):
            key = (index, float(_column_of_character(line.text, start)))
            found[key] = Span(0 if start == starts[0] else start, end)
    return found


def _piece(line: Line, span: Span) -> Line:
    """A part of a line as a line of its own: the white around it is its end."""
    traced = line.traced.slice(*span)
    text = traced.text
    end, lead = len(text.rstrip()), len(text) - len(text.lstrip())
    if text[end:] != "\n":
        traced = traced.substitute(end, len(text), "\n", _REPAIR)
    if lead:
        traced = traced.cut(0, lead, _REPAIR)
    return line._replace(traced=traced, role=LineRole.ADDRESS)


def _blank(line: Line) -> Line:
    """A blank line that the text does not have, beside ``line``."""
    return line._replace(traced=TracedText.inserted("\n", line.traced.raw_start, _REPAIR))
