"""From runs of characters to the lines of a page: grouped by height, words parted, superscripts
found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import floor
from operator import add, itemgetter
from statistics import median
from typing import Final

from briefing_ingest.extract.pdf.layout.charts import chart_words
from briefing_ingest.extract.pdf.layout.drop_capitals import apart_capitals
from briefing_ingest.extract.pdf.layout.reading_order import reading_order
from briefing_ingest.extract.pdf.layout.side_boxes import SideBox, parted, side_boxes
from briefing_ingest.extract.pdf.page.glyphs import Glyph, PageText, Run, glyph_run, overlap
from briefing_ingest.extract.pdf.page.sheet import Sheet, WebLink
from briefing_ingest.extract.pdf.page.tags import line_tag
from briefing_ingest.extract.pdf.page.words import (
    WORD_GAP_WITH_SPACES,
    gaps,
    no_space,
    word_gap,
    words,
)
from briefing_ingest.extract.pdf.tables.drawn_lines import frames
from briefing_ingest.extract.pdf.tables.find import find_tables
from briefing_ingest.extract.pdf.tables.grid import text_lines
from briefing_ingest.extract.pdf.tables.table import Table
from briefing_ingest.model import Box, Line, LineRole, RawLink
from briefing_ingest.text import Span
from briefing_ingest.traced import Piece, TracedText, merged_spans

# A superscript is smaller than this share of its line's size and stands this share of it above its
# foot.
_RAISED_SIZE: Final = 0.85
_RAISED_BY: Final = 0.2
# More of a line than this is no superscript but text of another size, set to the middle of the
# line.
_MOST_RAISED: Final = 0.34
# Less of a line in bold type is a run-in heading or an emphasis.
_BOLD: Final = 0.85
# Of a line in small capitals at least this share is set in full size.
_CAPITALS: Final = 0.1
# A run much larger than its neighbours (a drop capital) does not draw them into its line.
_SAME_LINE: Final = 0.45
_TRACED: Final = itemgetter(*map(Glyph._fields.index, ("text", "raw", "told", "repair")))


def page_lines(text: PageText, sheet: Sheet) -> Iterator[Line]:
    """The lines of a page in reading order, numbered from 1, with the regions they stand in; a
    table is one line.

    Text that was turned comes last, each run a line and a region of its own; on a page with charts
    it names their axes.
    """
    tables, flowing, charts = _apart(text, sheet)
    regions = list(_regions(flowing, tables, sheet))
    regions.extend(([run.glyphs], False) for run in text.runs if not run.glyphs[0].upright)
    again: dict[int, list[Span]] = {}
    for raw, span in text.doubled:
        again.setdefault(raw, []).append(span)
    number = 0
    for column, (region, aside) in enumerate(regions, start=1):
        for glyphs in region:
            number += 1
            table = tables.get(glyphs[0].raw)
            spans = [span for glyph in glyphs for span in again.get(glyph.raw, ())]
            line = _line(glyphs, text, spans) if table is None else _table_line(table, text, spans)
            if charts and table is None and (not glyphs[0].upright or _is_charted(glyphs, charts)):
                line = line._replace(role=LineRole.FIGURE)
            links = tuple(_raw_links(glyphs, sheet.links))
            tag = line_tag(glyphs, sheet.tags) if sheet.tags else ""
            line = line._replace(page=sheet.number, number=number, column=column)
            yield line._replace(links=links, aside=aside, tag=tag)


def _is_charted(glyphs: Sequence[Glyph], charts: Collection[int]) -> bool:
    """Whether most of a line is text of a chart."""
    seen = [glyph.raw in charts for glyph in glyphs if glyph.text.strip()]
    return 2 * sum(seen) > len(seen)


def _apart(text: PageText, sheet: Sheet) -> tuple[dict[int, Table], list[Run], set[int]]:
    """Tables by the raw offset of their first character; the upright runs, with one run for each
    table; charts.

    Of what stands in charts these are the raw offsets of the characters.
    """
    upright = [run for run in text.runs if run.glyphs[0].upright]
    on_page = words(upright)
    found = find_tables(frames(sheet, on_page), on_page)
    taken = {glyph.raw for table in found for word in table.words() for glyph in word.glyphs}
    runs = [part for run in upright for part in _less(run, taken)] if taken else upright
    tables = {next(table.words()).glyphs[0].raw: table for table in found}
    charted = chart_words(
        [word for word in on_page if word.glyphs[0].raw not in taken] if taken else on_page
    )
    return (
        tables,
        [*runs, *map(_table_run, found)],
        {glyph.raw for word in charted for glyph in word.glyphs},
    )


def _regions(
    runs: Sequence[Run], tables: Mapping[int, Table], sheet: Sheet
) -> Iterator[tuple[list[Sequence[Glyph]], bool]]:
    """The lines of each region in reading order, and whether they stand in a side box."""
    runs, capitals = apart_capitals(runs)
    alone = tables.keys() | capitals
    found = side_boxes(sheet, runs, list(tables.values()))
    boxed = {id(run) for box in found for run in box.runs}
    boxes = {box.solid.glyphs[0].raw: box for box in found}
    flowing = [*(run for run in runs if id(run) not in boxed), *(box.solid for box in found)]
    for region in reading_order(flowing, sheet.height, boxes):
        beside = [box for run in region if (box := boxes.get(run.glyphs[0].raw))]
        lines = _grouped([run for run in region if run.glyphs[0].raw not in boxes], alone)
        for part in parted(lines, beside):
            if isinstance(part, SideBox):
                inside = reading_order(part.runs, 2 * sheet.height)
                yield from ((_grouped(region, alone), True) for region in inside)
            else:
                yield part, False


def _less(run: Run, taken: Collection[int]) -> Iterator[Run]:
    """What is left of a run without the characters that stand in tables."""
    for inside, glyphs in groupby(run.glyphs, key=lambda glyph: glyph.raw in taken):
        if not inside:
            yield from glyph_run(tuple(glyphs))


def _table_run(table: Table) -> Run:
    glyphs = tuple(glyph for word in table.words() for glyph in word.glyphs)
    x0, top, x1, bottom = table.box
    tops, bottoms = [glyph.top for glyph in glyphs], [glyph.bottom for glyph in glyphs]
    return Run(
        glyphs,
        x0,
        min(top, *tops),
        x1,
        max(bottom, *bottoms),
        median(glyph.size for glyph in glyphs),
    )


def _grouped(runs: Sequence[Run], alone: Collection[int] = ()) -> list[Sequence[Glyph]]:
    """The characters of each line of a region, lines from top to bottom; a run at an offset in
    ``alone`` is one.
    """
    lines: list[list[Run]] = [[run] for run in runs if run.glyphs[0].raw in alone]
    apart = len(lines)
    for run in sorted(runs, key=lambda run: (run.top, run.x0)):
        if run.glyphs[0].raw in alone:
            continue
        # A superscript may begin above its line, so more than the last line is looked at.
        beside = [line for line in lines[max(apart, len(lines) - 4) :] if _on_line(line, run)]
        if beside:
            max(beside, key=lambda line: overlap(_core(line), run)).append(run)
        else:
            lines.append([run])
    lines.sort(key=lambda line: (_core(line).bottom, line[0].x0))
    return [_in_order(line) for line in lines]


def _core(line: Sequence[Run]) -> Run:
    """The run that says where the line stands: its largest, of equals the longest."""
    return max(line, key=lambda run: (round(run.size, 1), len(run.glyphs)))


def _on_line(line: Sequence[Run], run: Run) -> bool:
    core = _core(line)
    alike = min(core.size, run.size) > _SAME_LINE * max(core.size, run.size)
    return alike and overlap(core, run) >= 0.5 and not any(_above(run, other) for other in line)


def _above(a: Run, b: Run) -> bool:
    """Whether text of one size stands above or below other text: tightly set lines overlap in
    height.
    """
    shared = min(a.x1, b.x1) - max(a.x0, b.x0)
    alike = min(a.size, b.size) > _RAISED_SIZE * max(a.size, b.size)
    return alike and shared > 0.5 * min(a.x1 - a.x0, b.x1 - b.x0)


def _in_order(line: Sequence[Run]) -> Sequence[Glyph]:
    """The characters from left to right: run by run, or one by one where runs stand within each
    other.
    """
    runs = sorted(line, key=lambda run: run.x0)
    glyphs = [glyph for run in runs for glyph in run.glyphs]
    nested = any(
        right.x0 < left.x1 - WORD_GAP_WITH_SPACES * left.size for left, right in pairwise(runs)
    )
    return sorted(glyphs, key=lambda glyph: glyph.x0) if nested else glyphs


def _line(glyphs: Sequence[Glyph], text: PageText, again: Sequence[Span]) -> Line:
    seen = [glyph for glyph in glyphs if glyph[0].strip()]
    _, x0, top, x1, bottom, sizes, *_ = zip(*seen, strict=True)
    size = _hundredths(sizes[0]) if len(set(sizes)) == 1 else prevailing_size(seen)
    bold = sum(len(glyph.text) for glyph in seen if glyph.bold)
    return Line(
        _traced(glyphs, text, again),
        page=0,
        number=0,
        box=Box(
            _hundredths(min(x0)),
            _hundredths(min(top)),
            _hundredths(max(x1)),
            _hundredths(max(bottom)),
        ),
        size=size,
        bold=bold > _BOLD * sum(len(glyph.text) for glyph in seen),
        gap=_hundredths(max(gaps(seen), default=0.0)),
        raised=tuple(_raised(seen, size / 100)),
    )


def _table_line(table: Table, text: PageText, again: Sequence[Span]) -> Line:
    """The table as one line: cells separated by tabs, rows by line ends, the lines of a cell by
    spaces.
    """
    glyphs = [glyph for word in table.words() for glyph in word.glyphs]
    pieces: list[Piece] = []
    at = glyphs[0].raw
    for row, cells in enumerate(table.rows):
        if row:
            pieces.append(Piece("\n", at, at, ("table_rows",)))
        for column, cell in enumerate(cells):
            if column:
                pieces.append(Piece("\t", at, at, ("table_cells",)))
            for line in text_lines(cell):
                for word in line.words:
                    if pieces and not pieces[-1].text.isspace():
                        pieces.append(Piece(" ", at, at, ("word_gap",)))
                    for glyph in word.glyphs:
                        repairs = (glyph.repair,) if glyph.repair else ()
                        _append(pieces, Piece(glyph.text, glyph.raw, glyph.raw_end, repairs))
                    at = word.glyphs[-1].raw_end
    pieces.extend(
        Piece("", span.start, span.end, ("doubled_characters",)) for span in merged_spans(again)
    )
    end = _line(glyphs, text, ())
    return end._replace(
        traced=TracedText((*pieces, Piece("\n", at, at, ("line_end",)))),
        role=LineRole.TABLE,
        raised=(),
        spans=table.spans,
    )


def prevailing_size(glyphs: Sequence[Glyph]) -> int:
    """The font size most characters have, in hundredths of a point; of equals the larger.

    Small capitals count for the size of the capitals that they go with.
    """
    if len({glyph.size for glyph in glyphs}) == 1:
        return _hundredths(glyphs[0].size)
    sizes = Counter(_hundredths(glyph.size) for glyph in glyphs for _ in glyph.text)
    usual = max(sizes, key=lambda size: (sizes[size], size))
    larger = [size for size in sizes if size > usual and sizes[size] >= _CAPITALS * len(glyphs)]
    if larger and not any(
        c.islower() for g in glyphs if _hundredths(g.size) == usual for c in g.text
    ):
        return max(larger, key=lambda size: (sizes[size], size))
    return usual


def _hundredths(points: float) -> int:
    return floor(points * 100 + 0.5)


def _raised(glyphs: Sequence[Glyph], size: float) -> list[Span]:
    """Raw spans of the superscripts of a line of that font size."""
    if min(glyph.size for glyph in glyphs) > _RAISED_SIZE * size:
        return []
    foot = median(glyph.bottom for glyph in glyphs if _hundredths(glyph.size) == _hundredths(size))
    raised = [
        glyph
        for glyph in glyphs
        if glyph.size <= _RAISED_SIZE * size and foot - glyph.bottom >= _RAISED_BY * size
    ]
    few = len(raised) <= _MOST_RAISED * len(glyphs)
    return merged_spans(Span(glyph.raw, glyph.raw_end) for glyph in raised) if few else []


def _traced(glyphs: Sequence[Glyph], text: PageText, again: Sequence[Span]) -> TracedText:
    """The line as text: words separated by spaces, what was drawn twice cut, and a line end."""
    between = gaps(glyphs)
    limit = word_gap(glyphs, between)
    letters, raws, told, repairs = zip(*map(_TRACED, glyphs), strict=True)
    ends = list(map(add, raws, map(len, letters)))
    mended = any(told) or any(repairs)
    if mended:
        ends = [g.raw_end if g.repair else g.raw + len(g.told or g.text) for g in glyphs]
    pieces: list[Piece] = []
    start = 0  # from here on characters are copied
    for index in [
        i
        for i, (raw, end, space) in enumerate(
            zip(raws, [raws[0], *ends], [0.0, *between], strict=False)
        )
        if raw != end or space > limit or (mended and (repairs[i] or (i and repairs[i - 1])))
    ]:
        glyph, last = glyphs[index], glyphs[max(0, index - 1)]
        end = ends[index - 1] if index else glyph.raw
        spaced = index > 0 and between[index - 1] > limit and no_space(last, glyph)
        if start < index:
            _append(pieces, Piece("".join(letters[start:index]), raws[start], ends[index - 1]))
            start = index
        if spaced or glyph.repair or glyph.raw != end:
            skipped = glyph.raw if glyph.raw == end + 1 and _separated(last, text) else end
            if spaced or skipped > end:
                pieces.append(Piece(" " if spaced else "", end, skipped, ("word_gap",)))
        if glyph.repair:
            _append(pieces, Piece(glyph.text, glyph.raw, ends[index], (glyph.repair,)))
            start = index + 1
    if start < len(glyphs):
        _append(pieces, Piece("".join(letters[start:]), raws[start], ends[-1]))
    pieces.extend(
        Piece("", span.start, span.end, ("doubled_characters",)) for span in merged_spans(again)
    )
    end = glyphs[-1].raw_end
    if _separated(glyphs[-1], text):
        return TracedText((*pieces, Piece("\n", end, end + 1)))
    return TracedText((*pieces, Piece("\n", end, end, ("line_end",))))


def _append(pieces: list[Piece], piece: Piece) -> None:
    """``piece`` as part of the last one where they adjoin and are copies, or of one repair."""
    if pieces and pieces[-1].repairs == piece.repairs and pieces[-1].raw_end == piece.raw_start:
        last = pieces.pop()
        piece = Piece(last.text + piece.text, last.raw_start, piece.raw_end, piece.repairs)
    pieces.append(piece)


def _separated(glyph: Glyph, text: PageText) -> bool:
    """Whether the raw text has a line end behind the character."""
    return text.text.startswith("\n", glyph.raw_end - text.start)


def _raw_links(glyphs: Sequence[Glyph], links: Sequence[WebLink]) -> Iterator[RawLink]:
    """The links that cover characters of the line, each from the first to the last of them."""
    if not links:
        return
    top, bottom = min(glyph.top for glyph in glyphs), max(glyph.bottom for glyph in glyphs)
    for link in links:
        if link.bottom < top or link.top > bottom:
            continue
        covered = [
            glyph
            for glyph in glyphs
            if link.x0 <= (glyph.x0 + glyph.x1) / 2 <= link.x1
            and link.top <= (glyph.top + glyph.bottom) / 2 <= link.bottom
        ]
        if covered:
            yield RawLink(
                min(glyph.raw for glyph in covered),
                max(glyph.raw_end for glyph in covered),
                link.url,
            )
