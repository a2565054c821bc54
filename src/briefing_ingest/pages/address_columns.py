"""Addresses that stand side by side: each column is the name, address and numbers of one body.

The columns are found by the white between them, as in `reading_order`, but an area of a few short
lines says too little by its form: here the words decide, since every column has what an address
has. Serves pages with geometry and texts whose columns are kept apart by spaces or tabs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Final, NamedTuple

from briefing_ingest.pages.contact_signs import Sign, contact_signs, count_signs

_MOST_ROWS: Final = 24
"""More lines than an address with all its numbers has, blank ones left aside."""
_FEWEST_ROWS: Final = 3
"""Rows in which two columns have text: two places of a timetable are no addresses."""
_MOST_COLUMNS: Final = 6
"""More are a table, or words set wide apart: time would grow with their square."""
_FEWEST_SIGNS: Final = 2
"""Of postcode, register number, telephone and web address, how many every column has at least."""
_MOST_POSTCODES: Final = 2
"""An address for visitors and a registered office; more are a list of places."""
_MOST_WORDS: Final = 8
"""Of the middle one of the lines; "Registered charity in England and Wales no. 123" has them."""
_MOST_BEGUN_SMALL: Final = 0.25
"""In shares of the lines: a line of an address begins with a capital or a figure, one of wrapped
prose in most cases does not."""
_FARTHEST: Final = 3.0
"""In heights of a row: what stands further below belongs to something else."""
_CLOSE: Final = 0.6
"""In heights of a row: a column that is longer than the others goes on without a larger gap."""


class Part(NamedTuple):
    """A piece of a row between wide white: from where to where, its text, and which line or run it
    is of.
    """

    x0: float
    x1: float
    text: str
    line: int


class AddressRow(NamedTuple):
    """The parts that stand at one height, from left to right."""

    parts: Sequence[Part]
    top: float
    bottom: float


class AddressArea(NamedTuple):
    """The rows ``[start, end)``, and their parts column by column."""

    start: int
    end: int
    columns: tuple[tuple[Part, ...], ...]


class _White(NamedTuple):
    """A strip of white down some rows."""

    x0: float
    x1: float


def address_areas(rows: Sequence[AddressRow], least: float) -> Iterator[AddressArea]:
    """The areas of ``rows`` in which addresses stand side by side, white of at least ``least``
    between them.
    """
    start = 0
    while start < len(rows):
        area = _area_from(rows, start, least)
        if area:
            yield area
        start = area.end if area else start + 1


def _area_from(rows: Sequence[AddressRow], start: int, least: float) -> AddressArea | None:
    """The area that begins with a row of two parts or more; None if there is none."""
    white = _white_inside(rows[start].parts, least)
    if not 0 < len(white) < _MOST_COLUMNS:
        return None
    end = start + 1
    while end < min(len(rows), start + _MOST_ROWS) and _gap(rows, end) <= _FARTHEST:
        left = _common(white, rows[end].parts, least)
        if not left:
            break
        white, end = left, end + 1
    end = _without_what_follows(rows, start, end, white)
    columns = _columns(rows[start:end], white)
    return AddressArea(start, end, columns) if _are_addresses(rows[start:end], columns) else None


def _gap(rows: Sequence[AddressRow], index: int) -> float:
    """The white above a row, in heights of the row."""
    row, above = rows[index], rows[index - 1]
    return (row.top - above.bottom) / max(row.bottom - row.top, 0.01)


def _white_inside(parts: Sequence[Part], least: float) -> list[_White]:
    """The white between parts of one row."""
    found = []
    reach = parts[0].x1 if parts else 0.0
    for part in parts[1:]:
        if part.x0 - reach >= least:
            found.append(_White(reach, part.x0))
        reach = max(reach, part.x1)
    return found


def _common(white: Iterable[_White], parts: Sequence[Part], least: float) -> list[_White]:
    """What is left of each strip of ``white`` beside the parts of another row."""
    left = [_beside(strip, parts) for strip in white]
    return [strip for strip in left if strip.x1 - strip.x0 >= least]


def _beside(strip: _White, parts: Sequence[Part]) -> _White:
    """The strip without what parts take of it from the left or right; what stands in its middle
    takes all.
    """
    low, high = strip
    for part in parts:
        if part.x0 <= strip.x0:
            low = max(low, part.x1)
        elif part.x1 >= strip.x1:
            high = min(high, part.x0)
        elif part.x0 < strip.x1 and part.x1 > strip.x0:
            return _White(strip.x0, strip.x0)
    return _White(low, high)


def _without_what_follows(
    rows: Sequence[AddressRow], start: int, end: int, white: Sequence[_White]
) -> int:
    """Where the area ends: behind the last row of two columns and what goes on closely below it."""
    last = max(
        (i for i in range(start, end) if len(_filled(rows[i].parts, white)) > 1), default=start
    )
    stop = last + 1
    while stop < end and _gap(rows, stop) <= _CLOSE:
        stop += 1
    return stop


def _filled(parts: Iterable[Part], white: Sequence[_White]) -> set[int]:
    """The numbers of the columns in which parts stand."""
    return {_column_of(part, white) for part in parts}


def _column_of(part: Part, white: Sequence[_White]) -> int:
    return sum(strip.x1 <= part.x0 for strip in white)


def _columns(rows: Sequence[AddressRow], white: Sequence[_White]) -> tuple[tuple[Part, ...], ...]:
    parts = [part for row in rows for part in row.parts]
    return tuple(
        tuple(part for part in parts if _column_of(part, white) == column)
        for column in range(len(white) + 1)
    )


def _are_addresses(rows: Sequence[AddressRow], columns: Sequence[Sequence[Part]]) -> bool:
    """Whether every column has what an address has, and something that all of them have."""
    if any(_is_prose([part.text for part in column]) for column in columns):
        return False
    beside = sum(len(row.parts) > 1 for row in rows)
    counts = [count_signs("\n".join(part.text for part in column)) for column in columns]
    return beside >= _FEWEST_ROWS and _are_of_addresses(counts)


def _is_prose(texts: Sequence[str]) -> bool:
    """Whether lines are those of paragraphs: full of words, or cut in the middle of a sentence."""
    begun_small = sum(text[:1].islower() and not contact_signs(text) for text in texts)
    words = median(len(text.split()) for text in texts)
    return words > _MOST_WORDS or begun_small > _MOST_BEGUN_SMALL * len(texts)


def _are_of_addresses(counts: Sequence[Counter[Sign]]) -> bool:
    """Whether columns with so many signs are each an address: a postcode in every one, or several
    signs, of which one is in all.
    """
    postcodes = {count["postcode"] for count in counts}
    signs = [frozenset(+count) for count in counts]
    if max(postcodes) > _MOST_POSTCODES or not frozenset.intersection(*signs):
        return False
    return postcodes == {1} or min(map(len, signs)) >= _FEWEST_SIGNS
