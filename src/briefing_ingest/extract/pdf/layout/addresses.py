"""Addresses that stand side by side on a PDF page, drawn column by column or line by line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from briefing_ingest.extract.pdf.page.glyphs import WORD_GAP, Glyph, Run, glyph_run, overlap
from briefing_ingest.pages.address_columns import AddressArea, AddressRow, Part, address_areas

# In font sizes: words of an address, which is not justified, stand nearer to one another.
_GUTTER: Final = 1.0
# In shares of the lower of two runs: so much of it stands beside the other on one line.
_BESIDE: Final = 0.5
# More pieces than any page of text has are a drawing or a table of figures.
_MOST_PIECES: Final = 2000


class Addresses(NamedTuple):
    """Addresses side by side: the lines of each column, and one run that stands for all of them
    where the page is put in order.
    """

    columns: tuple[tuple[Sequence[Glyph], ...], ...]
    solid: Run


class Parted(NamedTuple):
    """The runs of a page, one in the place of each area of addresses, and the areas by the raw
    offset of that run's first character.
    """

    runs: Sequence[Run]
    areas: Mapping[int, Addresses]


def part_addresses(runs: Sequence[Run], alone: Collection[int] = ()) -> Parted:
    """``runs`` without those of addresses that stand side by side; a run at an offset in ``alone``
    is none.
    """
    free = (run for run in runs if run.glyphs[0].raw not in alone)
    areas = {area.solid.glyphs[0].raw: area for area in _find_addresses(free)}
    solids = [area.solid for area in areas.values()]
    taken = {glyph.raw for solid in solids for glyph in solid.glyphs}
    left = runs if not taken else [part for run in runs for part in _without(run, taken)]
    return Parted([*left, *solids], areas)


def _pieces(run: Run) -> Iterator[Run]:
    """The run, parted at its wide gaps, without what only a gap stands for at their ends."""
    seen = [i for i, glyph in enumerate(run.glyphs) if glyph.text.strip()]
    wide = [
        right
        for left, right in pairwise(seen)
        if run.glyphs[right].x0 - run.glyphs[left].x1 >= _GUTTER * run.size
    ]
    for start, end in pairwise([0, *wide, len(run.glyphs)]):
        glyphs = list(run.glyphs[start:end])
        while glyphs and glyphs[-1].repair == WORD_GAP:
            glyphs.pop()
        yield from glyph_run(glyphs)


def _rows(pieces: Sequence[Run]) -> list[list[int]]:
    """The indices of pieces that stand on one line, from left to right; lines from the top down."""
    rows: list[list[int]] = []
    for index in sorted(range(len(pieces)), key=lambda i: (pieces[i].top, pieces[i].x0)):
        piece = pieces[index]
        if rows and any(overlap(pieces[other], piece) >= _BESIDE for other in rows[-1]):
            rows[-1].append(index)
        else:
            rows.append([index])
    return [sorted(row, key=lambda i: pieces[i].x0) for row in rows]


def _find_addresses(runs: Iterable[Run]) -> Iterator[Addresses]:
    pieces = [piece for run in runs for piece in _pieces(run)]
    if not 1 < len(pieces) <= _MOST_PIECES:
        return
    rows = [_address_row(row, pieces) for row in _rows(pieces)]
    for area in address_areas(rows, _GUTTER * median(piece.size for piece in pieces)):
        yield _addresses(area, pieces)


def _address_row(row: Sequence[int], pieces: Sequence[Run]) -> AddressRow:
    parts = [Part(pieces[i].x0, pieces[i].x1, _text(pieces[i]), i) for i in row]
    top, bottom = min(pieces[i].top for i in row), max(pieces[i].bottom for i in row)
    return AddressRow(parts, top, bottom)


def _text(piece: Run) -> str:
    return "".join(glyph.text for glyph in piece.glyphs).strip()


def _addresses(area: AddressArea, pieces: Sequence[Run]) -> Addresses:
    columns = tuple(
        tuple(_lines([pieces[part.line] for part in column])) for column in area.columns
    )
    glyphs = tuple(glyph for column in columns for line in column for glyph in line)
    (solid,) = glyph_run(glyphs)
    return Addresses(columns, solid)


def _lines(pieces: Sequence[Run]) -> Iterator[Sequence[Glyph]]:
    """The characters of each line of a column: pieces on one line are read from left to right."""
    for row in _rows(pieces):
        yield [glyph for index in row for glyph in pieces[index].glyphs]


def _without(run: Run, taken: Collection[int]) -> Iterator[Run]:
    """What is left of a run without the characters ``taken``: all of it, or nothing if only gaps
    are.
    """
    glyphs = [glyph for glyph in run.glyphs if glyph.raw not in taken]
    if len(glyphs) == len(run.glyphs):
        yield run
    else:
        yield from glyph_run(glyphs)
