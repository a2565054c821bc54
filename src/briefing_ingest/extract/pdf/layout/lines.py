"""From runs of characters to the lines of a page: grouped by height, words parted, superscripts
found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import floor
from statistics import median
from typing import Final, NamedTuple

from briefing_ingest.extract.pdf.layout.addresses import Addresses, part_addresses
from briefing_ingest.extract.pdf.layout.charts import chart_words
from briefing_ingest.extract.pdf.layout.drop_capitals import apart_capitals
from briefing_ingest.extract.pdf.layout.line_text import trace_line, trace_table
from briefing_ingest.extract.pdf.layout.reading_order import reading_order
from briefing_ingest.extract.pdf.layout.side_boxes import SideBox, parted, side_boxes
from briefing_ingest.extract.pdf.page.glyphs import Glyph, PageText, Run, glyph_run, overlap
from briefing_ingest.extract.pdf.page.sheet import Sheet, WebLink
from briefing_ingest.extract.pdf.page.tags import line_tag
from briefing_ingest.extract.pdf.page.words import (
    WORD_GAP_WITH_SPACES,
    Word,
    gaps,
    words,
)
from briefing_ingest.extract.pdf.tables.drawn_lines import frames
from briefing_ingest.extract.pdf.tables.find import find_tables
from briefing_ingest.extract.pdf.tables.table import Table
from briefing_ingest.model import Box, Line, LineRole, RawLink, Setting
from briefing_ingest.text import Span
from briefing_ingest.traced import merged_spans

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


def page_lines(text: PageText, sheet: Sheet) -> Iterator[Line]:
    """The lines of a page in reading order, numbered from 1, with the regions they stand in; a
    table is one line.

    Text that was turned comes last, each run a line and a region of its own; on a page with charts
    it names their axes.
    """
    layout = _find_layout(text, sheet)
    regions = list(_regions(layout.runs, layout.tables, sheet))
    regions.extend(_Region([run.glyphs]) for run in text.runs if not run.glyphs[0].upright)
    doubled: dict[int, list[Span]] = {}
    for raw, span in text.doubled:
        doubled.setdefault(raw, []).append(span)
    number = 0
    for column, region in enumerate(regions, start=1):
        for glyphs in region.lines:
            number += 1
            copies = [span for glyph in glyphs for span in doubled.get(glyph.raw, ())]
            line = _of_region(_line_or_table(glyphs, text, layout, copies), region)
            tag = line_tag(glyphs, sheet.tags) if sheet.tags else ""
            yield line._replace(
                page=sheet.number,
                number=number,
                setting=line.setting
                and line.setting._replace(column=column, aside=region.aside, tag=tag),
                links=tuple(_raw_links(glyphs, sheet.links)),
            )


def _of_region(line: Line, region: _Region) -> Line:
    return line._replace(role=LineRole.ADDRESS) if region.addresses else line


class _Layout(NamedTuple):
    """What a page holds: ``tables`` by the raw offset of their first character; its upright
    ``runs``, with one run for each table; the raw offsets of the characters of ``charts``.
    """

    tables: Mapping[int, Table]
    runs: Sequence[Run]
    charts: Collection[int]


class _Region(NamedTuple):
    """The characters of each line of a region, whether it is in a side box, and whether it is an
    address beside others.
    """

    lines: Sequence[Sequence[Glyph]]
    aside: bool = False
    addresses: bool = False


def _find_layout(text: PageText, sheet: Sheet) -> _Layout:
    upright = [run for run in text.runs if run.glyphs[0].upright]
    on_page = words(upright)
    tables = find_tables(frames(sheet, on_page), on_page)
    in_tables = _raw_offsets(word for table in tables for word in table.words())
    others = [word for word in on_page if word.glyphs[0].raw not in in_tables]
    return _Layout(
        {next(table.words()).glyphs[0].raw: table for table in tables},
        [*_runs_outside(upright, in_tables), *map(_table_run, tables)],
        _raw_offsets(chart_words(others)),
    )


def _raw_offsets(found: Iterable[Word]) -> set[int]:
    """Where in the raw text the characters of words stand."""
    return {glyph.raw for word in found for glyph in word.glyphs}


def _runs_outside(runs: Sequence[Run], in_tables: Collection[int]) -> Iterator[Run]:
    """What is left of runs without the characters that stand in tables."""
    if not in_tables:
        yield from runs
        return
    for run in runs:
        for inside, glyphs in groupby(run.glyphs, key=lambda glyph: glyph.raw in in_tables):
            if not inside:
                yield from glyph_run(tuple(glyphs))


def _line_or_table(
    glyphs: Sequence[Glyph], text: PageText, layout: _Layout, doubled: Sequence[Span]
) -> Line:
    """The line of these characters, or the table that the first of them stands for."""
    table = layout.tables.get(glyphs[0].raw)
    if table is not None:
        return _table_line(table, text, doubled)
    line = _line(glyphs, text, doubled)
    in_chart = bool(layout.charts) and _is_in_chart(glyphs, layout.charts)
    return line._replace(role=LineRole.FIGURE) if in_chart else line


def _is_in_chart(glyphs: Sequence[Glyph], charts: Collection[int]) -> bool:
    """Whether a line of a page with charts belongs to one: it is turned, or most of it is text of a
    chart.
    """
    if not glyphs[0].upright:
        return True
    charted = [glyph.raw in charts for glyph in glyphs if glyph.text.strip()]
    return 2 * sum(charted) > len(charted)


def _regions(runs: Sequence[Run], tables: Mapping[int, Table], sheet: Sheet) -> Iterator[_Region]:
    """The regions of a page in reading order."""
    runs, capitals = apart_capitals(runs)
    alone = tables.keys() | capitals
    found = side_boxes(sheet, runs, list(tables.values()))
    boxes = {box.solid.glyphs[0].raw: box for box in found}
    runs, areas = part_addresses(_outside_boxes(runs, found), alone)
    alone |= areas.keys()
    for region in reading_order([*runs, *(box.solid for box in found)], sheet.height, boxes):
        beside = [boxes[run.glyphs[0].raw] for run in region if run.glyphs[0].raw in boxes]
        lines = _grouped([run for run in region if run.glyphs[0].raw not in boxes], alone)
        for part in parted(lines, beside):
            if isinstance(part, SideBox):
                yield from _regions_in_box(part, alone, sheet)
            else:
                yield from _with_addresses(part, areas)


def _with_addresses(
    lines: Iterable[Sequence[Glyph]], areas: Mapping[int, Addresses], *, aside: bool = False
) -> Iterator[_Region]:
    """A region as it is, or parted where addresses stand side by side in it, each a region."""
    for raw, part in groupby(lines, key=lambda line: line[0].raw if line[0].raw in areas else -1):
        if raw < 0:
            yield _Region(list(part), aside)
        else:
            yield from (_Region(column, aside, addresses=True) for column in areas[raw].columns)


def _outside_boxes(runs: Sequence[Run], boxes: Sequence[SideBox]) -> list[Run]:
    """The runs outside side boxes."""
    boxed = {id(run) for box in boxes for run in box.runs}
    return [run for run in runs if id(run) not in boxed]


def _regions_in_box(box: SideBox, alone: Collection[int], sheet: Sheet) -> Iterator[_Region]:
    runs, areas = part_addresses(box.runs, alone)
    alone = {*alone, *areas}
    # A box has no running heads or feet: twice the page's height keeps its lines off the margins.
    for region in reading_order(runs, 2 * sheet.height):
        yield from _with_addresses(_grouped(region, alone), areas, aside=True)


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


def _line(glyphs: Sequence[Glyph], text: PageText, doubled: Sequence[Span]) -> Line:
    seen = [glyph for glyph in glyphs if glyph.text.strip()]
    size = prevailing_size(seen)
    bold = sum(len(glyph.text) for glyph in seen if glyph.bold)
    box = Box(
        _hundredths(min([glyph.x0 for glyph in seen])),
        _hundredths(min([glyph.top for glyph in seen])),
        _hundredths(max([glyph.x1 for glyph in seen])),
        _hundredths(max([glyph.bottom for glyph in seen])),
    )
    return Line(
        trace_line(glyphs, text, doubled),
        page=0,
        number=0,
        setting=Setting(
            box,
            size,
            bold=bold > _BOLD * sum(len(glyph.text) for glyph in seen),
            gap=_hundredths(max(gaps(seen), default=0.0)),
        ),
        raised=tuple(_raised(seen, size / 100)),
    )


def _table_line(table: Table, text: PageText, doubled: Sequence[Span]) -> Line:
    glyphs = [glyph for word in table.words() for glyph in word.glyphs]
    return _line(glyphs, text, ())._replace(
        traced=trace_table(table, doubled),
        role=LineRole.TABLE,
        raised=(),
        spans=table.spans,
        heads=table.heads,
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
    if larger and not _has_small_letters(glyphs, usual):
        return max(larger, key=lambda size: (sizes[size], size))
    return usual


def _has_small_letters(glyphs: Sequence[Glyph], size: int) -> bool:
    """Whether some characters of a size (in hundredths of a point) are small letters."""
    of_size = (glyph.text for glyph in glyphs if _hundredths(glyph.size) == size)
    return any(c.islower() for text in of_size for c in text)


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


def _raw_links(glyphs: Sequence[Glyph], links: Sequence[WebLink]) -> Iterator[RawLink]:
    """The links that cover characters of the line."""
    if not links:
        return
    top, bottom = min(glyph.top for glyph in glyphs), max(glyph.bottom for glyph in glyphs)
    for link in links:
        if link.bottom >= top and link.top <= bottom:
            yield from _raw_link(glyphs, link)


def _raw_link(glyphs: Sequence[Glyph], link: WebLink) -> Iterator[RawLink]:
    """A link from the first to the last of the characters it covers, if it covers any."""
    covered = [glyph for glyph in glyphs if _is_covered(glyph, link)]
    if covered:
        start = min(glyph.raw for glyph in covered)
        end = max(glyph.raw_end for glyph in covered)
        yield RawLink(start, end, link.url)


def _is_covered(glyph: Glyph, link: WebLink) -> bool:
    """Whether the middle of a character lies on the link."""
    across = link.x0 <= (glyph.x0 + glyph.x1) / 2 <= link.x1
    return across and link.top <= (glyph.top + glyph.bottom) / 2 <= link.bottom
