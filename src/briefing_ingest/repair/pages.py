"""What a printed page adds to its text: running heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final

from briefing_ingest.model import Line
from briefing_ingest.text import fold

_EDGE_LINES: Final = 3
"""How many printed lines at the top and at the bottom of a page may be running heads or feet."""

_NEIGHBOURS: Final = 2
"""How many pages on the same running head may come again: left and right pages differ."""

_SAME_HEIGHT: Final = 600
"""Hundredths of a point by which a running head may move from page to page."""


_VERY_HEIGHT: Final = 50
"""Hundredths of a point by which lines at one height differ."""

_NUMBER: Final = re.compile(r"\d+|^[ivxlc]+(?=\s|$)|(?<=\s)[ivxlc]+$")
"""A number, or a Roman one at either end of the line."""


def running_heads(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mark lines that recur at the edge of pages: the same words, digits aside, at the same height.

    The line must be on half of the pages, or on three, each of them no more than two pages from the next (heads change
    from left to right pages and from chapter to chapter); small type at the very height of such lines is a head too.
    Of pages without geometry (form feeds) half of the pages must have it, and the first occurrence stays, since it may
    be the title that the heads repeat. Wrong for a form whose pages truly begin with the same line.
    """
    edges = list(_edge_lines(lines))
    pages = len({line.page for line in lines if line.text.strip()})
    dropped: set[int] = set()
    for shape, members in _recurring(lines, edges):
        placed = lines[members[0]].box is not None
        enough = _enough([lines[index].page for index in members], pages) if placed else pages / 2
        on_pages = {lines[index].page for index in members}
        if shape.strip("# ") and len(on_pages) >= max(2, enough):
            dropped.update(members if placed else members[1:])
    return _marked(lines, dropped | _beside(lines, edges, dropped), "running head")


def _beside(lines: tuple[Line, ...], edges: list[int], heads: set[int]) -> set[int]:
    """Edge lines in small type at the very height of the running heads of two other pages, set as those are."""
    placed: dict[tuple[int, bool], list[tuple[int, int]]] = defaultdict(list)
    for index in heads:
        line = lines[index]
        if line.box:
            placed[line.size, line.bold].append((line.box.top, line.page))
    sizes = Counter(line.size for line in lines if line.box for _ in line.text)
    usual = max(sizes, key=lambda size: (sizes[size], size), default=0)
    found = set()
    for index in edges:
        line = lines[index]
        if line.box and line.size < usual:
            like = placed[line.size, line.bold]
            pages = {page for top, page in like if abs(top - line.box.top) <= _VERY_HEIGHT}
            if len(pages - {line.page}) >= 2:
                found.add(index)
    return found


def _recurring(lines: tuple[Line, ...], edges: list[int]) -> Iterator[tuple[str, list[int]]]:
    """Lines of one shape at one height, in order of their pages."""
    shapes: dict[str, list[int]] = defaultdict(list)
    for index in edges:
        shapes[_shape(lines[index].text)].append(index)
    for shape, members in shapes.items():
        group: list[int] = []
        for index in sorted(members, key=lambda index: _top(lines[index], index)):
            if group and _top(lines[index], 0)[0] - _top(lines[group[0]], 0)[0] > _SAME_HEIGHT:
                yield shape, sorted(group)
                group = []
            group.append(index)
        yield shape, sorted(group)


def _enough(on_pages: list[int], pages: int) -> float:
    """On how many pages a line must be: fewer if they are neighbours."""
    near = all(after - before <= _NEIGHBOURS for before, after in pairwise(sorted(set(on_pages))))
    return min(3, pages / 2) if near else pages / 2


_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—|]?\s*(\d{1,4})\s*[-–—|]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)


def page_numbers(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mark page numbers: numbers alone on a line at a page's edge that rise with the pages.

    A number counts where another page has one at the same distance from its page's count (3 on the first page, 4 on
    the second). Wrong for a page that ends in a table column of such numbers.
    """
    numbered = {}
    for index in _edge_lines(lines):
        match = _PAGE_NUMBER.fullmatch(lines[index].text.strip())
        if match:
            numbered[index] = int(match.group(1)) - lines[index].page
    shifts: dict[int, set[int]] = defaultdict(set)
    for index, shift in numbered.items():
        shifts[shift].add(lines[index].page)
    dropped = {index for index, shift in numbered.items() if len(shifts[shift]) >= 2}
    return _marked(lines, dropped, "page number")


_RECURS: Final = 3
"""Times a line with a rising number stands in a text without pages before it is a running head."""


def recurring_heads(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mark running heads in a text without pages: lines of the same words whose number rises with every recurrence.

    A dump without form feeds does not say where its pages end, but "2 Smith: On lights", "3 Smith: On lights" does.
    Wrong for a list whose items are called alike; those stand together, heads stand apart.
    """
    if any(line.box or line.role == "heading" or line.page > 1 for line in lines):
        return lines
    groups: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        shape = _shape(line.text)
        if not line.role and "#" in shape and 3 <= len(shape.split()) <= 16:
            groups[shape].append(i)
    dropped = {i for members in groups.values() if _rises_apart(lines, members) for i in members}
    return _marked(lines, dropped, "running head")


def _rises_apart(lines: tuple[Line, ...], members: list[int]) -> bool:
    """True if a number rises from line to line and other text stands between them."""
    numbers = [[int(n) for n in re.findall(r"\d+", lines[i].text)] for i in members]
    apart = all(b - a > _EDGE_LINES for a, b in pairwise(members))
    rising = any(all(a < b for a, b in pairwise(column)) for column in zip(*numbers, strict=False))
    return len(members) >= _RECURS and apart and rising


_FLOAT: Final = re.compile(
    r"\s*(?:table|figure|fig\.|chart|map|graph|diagram|plate|photo|box|exhibit)\s+[A-Z]?[-.]?\d+(?:[.–-]\d+)*[a-z]?\s*[.:]?\s*",
    re.IGNORECASE,
)
"""The number of a table or figure on a line of its own: it recurs, but belongs to the title below it."""


def _edge_lines(lines: tuple[Line, ...]) -> Iterator[int]:
    """Indices of the lines nearest to the top and bottom of each page, of documents with more than one page."""
    printed = [
        i for i, line in enumerate(lines) if line.text.strip() and not line.role and not _FLOAT.fullmatch(line.text)
    ]
    pages = [list(group) for _, group in groupby(printed, key=lambda i: lines[i].page)]
    if len(pages) < 2:
        return
    for page in pages:
        by_height = sorted(page, key=lambda i: _top(lines[i], i))
        yield from sorted({*by_height[:_EDGE_LINES], *by_height[-_EDGE_LINES:]})


def _top(line: Line, index: int) -> tuple[int, int]:
    return (line.box.top if line.box else 0, index)


def _shape(text: str) -> str:
    return _NUMBER.sub("#", fold(text).strip())


def _marked(lines: tuple[Line, ...], dropped: set[int], reason: str) -> tuple[Line, ...]:
    if not dropped:
        return lines
    return tuple(line._replace(role=f"furniture: {reason}") if i in dropped else line for i, line in enumerate(lines))
