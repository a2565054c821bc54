"""Side boxes of a PDF page: rectangles with text of their own, which is read apart from the text
around them.

Coordinates are PDF points, origin top left, y downward.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from briefing_ingest.extract.pdf.page.glyphs import Glyph, Run
from briefing_ingest.extract.pdf.page.sheet import Area, Sheet
from briefing_ingest.extract.pdf.page.words import words
from briefing_ingest.extract.pdf.tables.table import Table
from briefing_ingest.text import sentence_ends

# In points: text may stand over the edge of its box by so much, and parts of one box so far apart.
_SLACK: Final = 2.0
_ADJOINING: Final = 3.0
# A box holds at least so many lines and words; fewer are a heading's bar, a label or a highlight.
_FEWEST_LINES: Final = 2
_FEWEST_WORDS: Final = 10
_WORDS_IN_LINE: Final = 4
# A rectangle wider than this share of the page, or larger than that share of it, is its background.
_WIDEST: Final = 0.9
_LARGEST: Final = 0.6
# From the top of a line to the next: so many times the usual distance is more than that of lines of
# a paragraph.
_PARAGRAPHS_APART: Final = 1.35
# More rectangles than this are a drawing.
_MOST_AREAS: Final = 400
_WHITE_FROM: Final = 0xFA


class SideBox(NamedTuple):
    """The text of a box: its runs, and one run that stands for all of them where the page is put in
    order.
    """

    runs: tuple[Run, ...]
    solid: Run


def side_boxes(sheet: Sheet, runs: Sequence[Run], tables: Sequence[Table]) -> list[SideBox]:
    """The side boxes of a page; ``runs`` are its upright ones, each table one of them. No run is in
    two boxes.

    A cell is no box, nor is a rectangle that cuts through text, lies behind the whole page or holds
    only a few words.
    """
    found: list[SideBox] = []
    taken: set[int] = set()
    for area in _possible_boxes(sheet, tables):
        inside = [run for run in runs if _stands_in(run, area)]
        free = taken.isdisjoint(map(id, inside))
        if free and not _cuts(area, inside, runs) and _is_prose(inside):
            found.append(SideBox(tuple(inside), _solid(inside)))
            taken.update(map(id, inside))
    return found


def _possible_boxes(sheet: Sheet, tables: Sequence[Table]) -> list[Area]:
    """The rectangles of a page that may be boxes, large ones first; none of a drawing."""
    areas = [
        area for area in sheet.areas if _may_be_box(area, sheet) and not _in_table(area, tables)
    ]
    return sorted(_joined(areas), key=_size, reverse=True) if len(areas) <= _MOST_AREAS else []


def _size(area: Area) -> float:
    """In square points."""
    return (area.x1 - area.x0) * (area.bottom - area.top)


def _may_be_box(area: Area, sheet: Sheet) -> bool:
    unseen = not area.stroked and all(
        (area.colour >> shift) & 0xFF >= _WHITE_FROM for shift in (0, 8, 16)
    )
    wide = min(area.x1, sheet.width) - max(area.x0, 0.0)
    high = min(area.bottom, sheet.height) - max(area.top, 0.0)
    return (
        not unseen
        and wide < _WIDEST * sheet.width
        and wide * high < _LARGEST * sheet.width * sheet.height
    )


def _in_table(area: Area, tables: Sequence[Table]) -> bool:
    """Whether a rectangle is a table, or a part of one."""
    return any(_is_part_of(area, table) for table in tables)


def _is_part_of(area: Area, table: Table) -> bool:
    """Whether the middle of a rectangle lies in a table, and it is not much larger than that."""
    box = table.box
    across = box.x0 - _SLACK <= (area.x0 + area.x1) / 2 <= box.x1 + _SLACK
    down = box.top - _SLACK <= (area.top + area.bottom) / 2 <= box.bottom + _SLACK
    return across and down and _size(area) <= 1.2 * (box.x1 - box.x0) * (box.bottom - box.top)


def _joined(areas: Sequence[Area]) -> list[Area]:
    """Rectangles of one width that stand on one another made one: a box under its heading's bar."""
    joined: list[Area] = []
    for area in sorted(areas, key=lambda area: area.top):
        for index, other in enumerate(joined):
            alike = abs(area.x0 - other.x0) <= _ADJOINING and abs(area.x1 - other.x1) <= _ADJOINING
            if alike and abs(area.top - other.bottom) <= _ADJOINING:
                joined[index] = other._replace(bottom=area.bottom)
                break
        else:
            joined.append(area)
    return joined


def _stands_in(run: Run, area: Area) -> bool:
    return (
        run.x0 >= area.x0 - _SLACK
        and run.x1 <= area.x1 + _SLACK
        and area.top <= (run.top + run.bottom) / 2 <= area.bottom
    )


def _cuts(area: Area, inside: Sequence[Run], runs: Sequence[Run]) -> bool:
    """Whether text runs across the edge of the rectangle, as over a highlight or the background of
    a picture.
    """
    within = set(map(id, inside))
    return any(
        id(run) not in within
        and min(run.x1, area.x1) - max(run.x0, area.x0) > _SLACK
        and area.top < (run.top + run.bottom) / 2 < area.bottom
        for run in runs
    )


def _is_prose(runs: Sequence[Run]) -> bool:
    """Whether runs are lines of words, not labels and figures."""
    lines = Counter(round(word.bottom) for word in words(runs) if word.text[0].isalpha())
    full = [count for count in lines.values() if count >= _WORDS_IN_LINE]
    return len(full) >= _FEWEST_LINES and sum(lines.values()) >= _FEWEST_WORDS


def _solid(runs: Sequence[Run]) -> Run:
    glyphs = tuple(glyph for run in runs for glyph in run.glyphs)
    return Run(
        glyphs,
        min(run.x0 for run in runs),
        min(run.top for run in runs),
        max(run.x1 for run in runs),
        max(run.bottom for run in runs),
        median(glyph.size for glyph in glyphs),
    )


def parted(
    lines: Sequence[Sequence[Glyph]], boxes: Sequence[SideBox]
) -> Iterator[list[Sequence[Glyph]] | SideBox]:
    """The lines of a region, parted where the boxes that stand in or beside it are read.

    A box is read behind the lines that begin above it. Where lines stand beside it, those are taken
    too that follow closely, and more until a paragraph ends with a sentence.
    """
    tops = [min(glyph.top for glyph in line) for line in lines]
    usual = _usual_pitch(tops)
    start = 0
    for box in sorted(boxes, key=lambda box: (box.solid.top, box.solid.x0)):
        end = max(start, sum(top < box.solid.top for top in tops))
        if any(box.solid.top - usual < top < box.solid.bottom for top in tops):
            end = _end_of_paragraph(lines, tops, end, usual)
        if end > start:
            yield list(lines[start:end])
        yield box
        start = end
    if start < len(lines):
        yield list(lines[start:])


def _usual_pitch(tops: Sequence[float]) -> float:
    """From the top of one line to the next within paragraphs: the lower quartile, since some are
    paragraphs apart; 0 if there is only one line.
    """
    pitches = sorted(below - above for above, below in pairwise(tops) if below > above)
    return pitches[len(pitches) // 4] if pitches else 0.0


def _end_of_paragraph(
    lines: Sequence[Sequence[Glyph]], tops: Sequence[float], start: int, usual: float
) -> int:
    """The first line from ``start`` on that begins a paragraph, behind one that ends with a
    sentence; ``start`` itself if that is the first line, the number of lines if none does.
    """
    if start == 0:
        return 0
    for index in range(start, len(lines)):
        apart = tops[index] - tops[index - 1] > _PARAGRAPHS_APART * usual
        if apart and _ends_sentence(lines[index - 1]):
            return index
    return max(start, len(lines))


def _ends_sentence(line: Sequence[Glyph]) -> bool:
    return sentence_ends("".join(glyph.text for glyph in line).rstrip("0123456789 ").rstrip(":"))
