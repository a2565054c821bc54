"""What a printed page adds to its text: running heads and feet, page numbers, tables of
contents.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from briefing_ingest.english.sentences import reads_as_sentence
from briefing_ingest.model import Line, LineRole
from briefing_ingest.pages.contents import find_contents
from briefing_ingest.pages.edges import (
    EDGE_LINES,
    edge_lines,
    numeral,
    set_as_heads,
    top_of,
    usual_size,
)
from briefing_ingest.pages.tags import outside_the_tree
from briefing_ingest.text import fold

_MAX_PAGES_APART: Final = 2
"""How many pages on the same running head may come again: left and right pages differ."""

_SAME_HEIGHT: Final = 600
"""Hundredths of a point by which a running head may move from page to page."""


_MIN_COLUMN_GAP: Final = 250
"""Hundredths of the font size: so much white space inside a line parts what stands left and right
of it."""

_MIN_SIZE_LARGE: Final = 1.15
"""In shares of the body's size: from here on a line that recurs may be a heading."""

_CAPTION: Final = re.compile(
    r"(?:table|figure|fig\.?|chart|box|map|exhibit|graph)\s+[\dA-Z.–-]{1,6}\W?", re.IGNORECASE
)

_NUMBER: Final = re.compile(r"\d+|^[ivxlc]+(?=\s|$)|(?<=\s)[ivxlc]+$")
"""A number, or a Roman one at either end of the line."""


def running_heads(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mark lines that recur at the edge of pages: the same words, digits aside, at the same height.

    The line must be on half of the pages, or on three, each of them no more than two pages from the
    next (heads change from left to right pages and from chapter to chapter). Lines whose words
    change are known by their setting, see `set_as_heads`. A line in larger type than the others of
    its words is the heading that they repeat, and lines in large type whose numbers do not count
    the pages head chapters; in the largest type of all they are the title on the first page. Of
    pages without geometry (form feeds) half of the pages must have it, and the first occurrence
    stays, since it may be the title that the heads repeat. Wrong for a form whose pages truly begin
    with the same line.
    """
    edges = list(edge_lines(lines))
    pages = len({line.page for line in lines if line.text.strip()})
    repeated = _repeated_heads(lines, edges, pages)
    heads = repeated | set_as_heads(lines, edges, repeated)
    printed = [i for i, line in enumerate(lines) if line.text.strip()]
    if len(printed) <= pages and heads.issuperset(printed):
        return lines  # pages of one line each say this and nothing else
    return _marked(lines, heads - set(_repeated_titles(lines, heads)), "running head")


def _repeated_heads(lines: tuple[Line, ...], edges: list[int], pages: int) -> set[int]:
    """The lines at the edges of pages that say the same as others do there, on enough of the
    pages.
    """
    usual = usual_size(lines)
    found: set[int] = set()
    for shape, group in _recurring(lines, edges):
        members = _without_headings(lines, group, usual)
        has_words = bool(shape.strip("# "))
        if not members or not (has_words or _is_date(lines, members)):
            continue
        placed = lines[members[0]].box is not None
        on_pages = {lines[index].page for index in members}
        enough = _enough(sorted(on_pages), pages) if placed else pages / 2
        if len(on_pages) >= max(2, enough):
            found.update(members if placed else members[1:])
    return found


def _repeated_titles(lines: tuple[Line, ...], heads: Collection[int]) -> Iterator[int]:
    """Running heads of the first page in larger type than all text: there they are the title that
    the others repeat.
    """
    largest = _largest_type(lines, heads)
    first = next((line.page for line in lines if line.box and line.text.strip()), 0)
    for index in heads:
        line = lines[index]
        is_large = line.size > largest and line.gap < _MIN_COLUMN_GAP
        if is_large and line.box and line.page == first:
            yield index


def _largest_type(lines: tuple[Line, ...], heads: Collection[int]) -> int:
    """The largest type of the text, apart from its heads; not below that from which lines may be
    headings.
    """
    text = [line for i, line in enumerate(lines) if line.box and i not in heads]
    sizes = (line.size for line in text if line.text.strip())
    return max((int(_MIN_SIZE_LARGE * usual_size(lines)), *sizes))


def _is_date(lines: tuple[Line, ...], members: list[int]) -> bool:
    """Whether lines of figures alone say the same: a date or time of printing, which counts no
    pages.
    """
    texts = {lines[index].text.strip() for index in members}
    return len(texts) == 1 and all(
        re.fullmatch(r"\d{1,4}(?:[-/.:,\s]+\d{1,4}){2,4}", text) for text in texts
    )


def _without_headings(lines: tuple[Line, ...], members: list[int], usual: int) -> list[int]:
    """Lines of one shape without those that are headings by their size, or captions by their label
    and number.
    """
    uncaptioned = [i for i in members if not _CAPTION.fullmatch(lines[i].text.strip())]
    members = uncaptioned or members[:1]
    smallest = min(lines[index].size for index in members)
    kept = [index for index in members if lines[index].size <= _MIN_SIZE_LARGE * smallest]
    is_large = lines[kept[0]].box is not None and smallest >= _MIN_SIZE_LARGE * usual
    return [] if is_large and _number_chapters(lines, kept) else kept


def _number_chapters(lines: tuple[Line, ...], members: list[int]) -> bool:
    """Whether lines of one shape say different things, and their numbers do not count the pages."""
    texts = {fold(lines[index].text) for index in members}
    first = ((i, re.search(r"\d+", lines[i].text)) for i in members)
    shifts = {int(number[0]) - lines[i].page for i, number in first if number}
    return len(texts) > 1 and len(shifts) > 1


def _recurring(lines: tuple[Line, ...], edges: list[int]) -> Iterator[tuple[str, list[int]]]:
    """Lines of one shape at one height, in order of their pages."""
    shapes: dict[str, list[int]] = defaultdict(list)
    for index in edges:
        shapes[_shape(lines[index].text)].append(index)
    for shape, members in shapes.items():
        group: list[int] = []
        for index in sorted(members, key=lambda index: top_of(lines[index], index)):
            if group and top_of(lines[index], 0)[0] - top_of(lines[group[0]], 0)[0] > _SAME_HEIGHT:
                yield shape, sorted(group)
                group = []
            group.append(index)
        yield shape, sorted(group)


def _enough(on_pages: list[int], pages: int) -> float:
    """On how many pages a line must be: fewer if they are neighbours."""
    near = all(
        after - before <= _MAX_PAGES_APART for before, after in pairwise(sorted(set(on_pages)))
    )
    return min(3, pages / 2) if near else pages / 2


_PAGE_NUMBER: Final = re.compile(
    r"(?:page|p\.|pg\.?)?\s*+[-–—|\[(•]?\s*+(?:[A-Z]{1,2}[-–.])?(\d{1,4}|[ivxlc]{1,7})\s*+[-–—|\])•]?"
    r"(?:\s*+(?:of|/)\s*\d{1,4})?(?:\s*+\|?\s*+page)?",
    re.IGNORECASE,
)


def page_numbers(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mark page numbers: numbers, Roman ones too, alone on a line at a page's edge that rise with
    the pages.

    A number counts where another page has one at the same distance from its page's count (3 on the
    first page, 4 on the second), or if it is the count of its page and nothing stands above or
    below it. Wrong for a page that ends in a table column of such numbers.
    """
    numbered = {}
    outermost = set(edge_lines(lines, most=1))
    for index in edge_lines(lines):
        match = _PAGE_NUMBER.fullmatch(lines[index].text.strip())
        number = numeral(match.group(1)) if match else 0
        if number:
            numbered[index] = number - lines[index].page
    shifts: dict[int, set[int]] = defaultdict(set)
    for index, shift in numbered.items():
        shifts[shift].add(lines[index].page)
    dropped = {
        index
        for index, shift in numbered.items()
        if len(shifts[shift]) >= 2 or (shift == 0 and lines[index].box and index in outermost)
    }
    return _marked(lines, dropped, "page number")


_HEAD_WORDS: Final = range(3, 17)
"""Words of a running head of a dump: shorter lines are labels ("Table 1"), longer ones text."""

_MIN_RECURRENCES: Final = 3
"""Times a line with a rising number stands in a text without pages before it is a running head."""


def recurring_heads(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mark running heads in a text without pages: lines of the same words whose number rises with
    every recurrence.

    A dump without form feeds does not say where its pages end, but "2 Smith: On lights", "3 Smith:
    On lights" does. Wrong for a list whose items are called alike; those stand together, heads
    stand apart.
    """
    if any(line.box or line.role is LineRole.HEADING or line.page > 1 for line in lines):
        return lines
    groups = _numbered_by_shape(lines)
    dropped = {i for members in groups if _rises_apart(lines, members) for i in members}
    return _marked(lines, dropped, "running head")


def _numbered_by_shape(lines: tuple[Line, ...]) -> Iterable[list[int]]:
    """The lines with a number in them that say the same but for it, by index."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        shape = _shape(line.text)
        if not line.role and "#" in shape and len(shape.split()) in _HEAD_WORDS:
            groups[shape].append(i)
    return groups.values()


def _rises_apart(lines: tuple[Line, ...], members: list[int]) -> bool:
    """True if a number rises from line to line and other text stands between them."""
    numbers = [[int(n) for n in re.findall(r"\d+", lines[i].text)] for i in members]
    apart = all(b - a > EDGE_LINES for a, b in pairwise(members))
    rising = any(all(a < b for a, b in pairwise(column)) for column in zip(*numbers, strict=False))
    return len(members) >= _MIN_RECURRENCES and apart and rising


def artifacts(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mark lines at the edge of pages that a tagged PDF leaves out of its structure: heads, feet,
    page numbers.

    See `outside_the_tree`. Lines that together read as a sentence stay, since only a tag speaks
    against them; they are marked as doubtful. Wrong for a footer of whole sentences on one page
    only, and for a last line without a stop that was forgotten when the document was tagged.
    """
    outside = outside_the_tree(lines)
    sentences = {i for run in _side_by_side(lines, outside) if _read_on(lines, run) for i in run}
    return tuple(
        line._replace(doubt="only its tag says that it is not part of the text")
        if i in sentences
        else line
        for i, line in enumerate(_marked(lines, outside - sentences, "artifact"))
    )


def _side_by_side(lines: tuple[Line, ...], indices: Collection[int]) -> Iterator[list[int]]:
    """Those of ``indices`` that follow one another on one page."""
    run: list[int] = []
    for i in sorted(indices):
        if run and (i != run[-1] + 1 or lines[i].page != lines[run[-1]].page):
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _read_on(lines: tuple[Line, ...], run: Sequence[int]) -> bool:
    return reads_as_sentence(" ".join(lines[i].text for i in run))


def contents(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mark the lines of tables of contents, and of lists of figures and tables, with their titles.

    See `find_contents`. Wrong for a table of two columns with a title like that.
    """
    return _marked(lines, find_contents(lines).lines, "contents")


def _shape(text: str) -> str:
    return _NUMBER.sub("#", fold(text).strip())


def _marked(lines: tuple[Line, ...], dropped: Collection[int], reason: str) -> tuple[Line, ...]:
    if not dropped:
        return lines
    return tuple(
        line.as_furniture(reason) if i in dropped else line for i, line in enumerate(lines)
    )
