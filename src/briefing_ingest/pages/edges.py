"""The lines nearest to the top and the foot of pages: which they are, and which are set as running
heads are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from briefing_ingest.model import Box, Line
from briefing_ingest.text import fold, sentence_ends

EDGE_LINES: Final = 3
"""How many printed lines at the top and at the bottom of a page may be running heads or feet."""

_SAME_HEIGHT: Final = 50
"""Hundredths of a point by which lines at one height differ."""

_MIN_PAGES: Final = 3
"""Pages that must have a line set alike where only their setting tells."""

_MAX_PAGES_APART: Final = 2
"""Of such pages each is so near to the next: left and right pages differ."""

_MIN_GAP_EM: Final = 1.2
"""The white space between a head and the text."""

_MAX_WORDS: Final = 12
"""A running head is no longer."""

_MIN_TITLE_CHARACTERS: Final = 4
"""What is shorter is not taken for a title that running heads repeat."""

_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_WELL_FORMED: Final = re.compile(r"(?=.)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_AT_END: Final = re.compile(
    r"^(\d{1,4}|[ivxl]{1,6})(?=\W)|(?<=\W)(\d{1,4}|[ivxl]{1,6})$", re.IGNORECASE
)
_NOTE: Final = re.compile(
    r"\W?\d{1,3}[.)]?\s*(?:[a-z]+[:/.@]|(?-i:[A-Z])\w+,)|\s*[*†‡§•]|\W*https?:", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_CAPTION: Final = re.compile(
    r"\s*(?:table|figure|fig|chart|map|box|graph|annexe?|appendix|source)\b", re.IGNORECASE
)


def edge_lines(
    lines: Sequence[Line], *, most: int = EDGE_LINES, fewest_pages: int = 2
) -> Iterator[int]:
    """Indices of the ``most`` lines nearest to either edge of each page, of documents of enough
    pages.
    """
    printed = [i for i, line in enumerate(lines) if line.text.strip() and not line.role]
    pages = [list(group) for _, group in groupby(printed, key=lambda i: lines[i].page)]
    if len(pages) < fewest_pages:
        return
    for page in pages:
        by_height = sorted(page, key=lambda i: top_of(lines[i], i))
        yield from sorted({*by_height[:most], *by_height[-most:]})


def top_of(line: Line, index: int) -> tuple[int, int]:
    """What orders the lines of a page by their height."""
    return (line.box.top if line.box else 0, index)


def usual_size(lines: Sequence[Line]) -> int:
    """The font size of most characters, 0 without geometry."""
    sizes: Counter[int] = Counter()
    for line in lines:
        if line.box:
            sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0)


def numeral(text: str) -> int:
    """The value of a number in Arabic or Roman figures; 0 if it is neither.

    >>> numeral("xiv"), numeral("12"), numeral("vx")
    (14, 12, 0)
    """
    if text.isdigit():
        return int(text)
    folded = text.lower()
    if not _WELL_FORMED.fullmatch(folded):
        return 0
    values = [_ROMAN[letter] for letter in folded]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def set_as_heads(lines: Sequence[Line], edges: Sequence[int], heads: set[int]) -> set[int]:
    """Edge lines that are running heads (or feet) by their setting, beside the ``heads`` that
    recur.

    One is small type at the very height of heads of its type on two other pages. The outermost line
    of a page, short and apart from the text, in type no larger than the body's, is one where the
    number at its end counts the pages, from page to page at one height; where it repeats a title or
    heading in larger type; and where small type stands at one height on half of the pages, whatever
    it says. Wrong for pages with a single note that has no number.
    """
    usual = usual_size(lines)
    outer = [
        index for index in _outer(lines) if lines[index].size <= usual and not lines[index].role
    ]
    small = [index for index in edges if lines[index].size < usual]
    return {
        *_beside(lines, small, heads),
        *_counting(lines, outer),
        *_repeating(lines, outer, usual),
        *_alike(lines, [index for index in outer if lines[index].size < usual]),
    }


def _outer(lines: Sequence[Line]) -> Iterator[int]:
    """The highest and the lowest lines of each page, and those beside them, that stand apart from
    the text; none of a single page.
    """
    placed = [i for i, line in enumerate(lines) if line.box and line.text.strip()]
    pages = [list(group) for _, group in groupby(placed, key=lambda i: lines[i].page)]
    for page in pages if len(pages) > 1 else ():
        yield from _outer_of_page(lines, page)


def _outer_of_page(lines: Sequence[Line], page: Sequence[int]) -> Iterator[int]:
    boxes = {i: box for i in page if (box := lines[i].box)}
    top = min(box.bottom for box in boxes.values())
    foot = max(box.top for box in boxes.values())
    for index, box in boxes.items():
        is_low, is_high = box.bottom > foot, box.top < top
        if not (is_low or is_high) or not _is_short(lines[index].text.strip(), low=is_low):
            continue
        if _gap(box, boxes.values()) >= _MIN_GAP_EM * lines[index].size:
            yield index


def _gap(box: Box, boxes: Iterable[Box]) -> int:
    """The white space between a box and the nearest of ``boxes`` above or below it; 0 if none is
    there.
    """
    gaps = (max(other.top - box.bottom, box.top - other.bottom) for other in boxes)
    return min((gap for gap in gaps if gap > 0), default=0)


def _is_short(text: str, *, low: bool) -> bool:
    """Whether a line has words and is no sentence, no caption and, at the foot of the page, no
    note.
    """
    if (
        not _WORD.search(text)
        or len(text.split()) > _MAX_WORDS
        or sentence_ends(text)
        or _CAPTION.match(text)
    ):
        return False
    return not (low and _NOTE.match(text))


def _beside(lines: Sequence[Line], small: Sequence[int], heads: set[int]) -> Iterator[int]:
    """Lines in small type at the very height of the running heads of two other pages, set as those
    are.
    """
    placed: dict[tuple[int, bool], list[tuple[int, int]]] = defaultdict(list)
    for index in heads:
        line = lines[index]
        if line.box:
            placed[line.size, line.bold].append((line.box.top, line.page))
    for index in small:
        line = lines[index]
        assert line.box
        like = placed[line.size, line.bold]
        pages = {page for top, page in like if abs(top - line.box.top) <= _SAME_HEIGHT}
        if len(pages - {line.page}) >= 2:
            yield index


def _counting(lines: Sequence[Line], outer: Sequence[int]) -> Iterator[int]:
    """Lines at one height whose number, at either end, counts the pages."""
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index in outer:
        text = lines[index].text.strip()
        for first, last in _AT_END.findall(text):
            number = numeral(first or last)
            if number:
                groups[lines[index].size, number - lines[index].page].append(index)
    for members in groups.values():
        for run in _at_one_height(lines, members):
            yield from _on_near_pages(lines, run)


def _repeating(lines: Sequence[Line], outer: Sequence[int], usual: int) -> Iterator[int]:
    """Lines that say what a title or heading in larger type says on a page before."""
    first: dict[str, int] = {}
    for line in lines:
        if line.box and line.size > usual and len(line.text) >= _MIN_TITLE_CHARACTERS:
            first.setdefault(fold(line.text), line.page)
    for index in outer:
        line = lines[index]
        text = re.sub(r"^\W*+\d{1,4}\W+|(?<!\W)\W++\d{1,4}\W*$", "", line.text.strip())
        if not line.bold and first.get(fold(text), line.page) < line.page:
            yield index


def _alike(lines: Sequence[Line], small: Sequence[int]) -> Iterator[int]:
    """Lines of one type at one height of half of the pages."""
    pages = len({line.page for line in lines})
    groups: dict[int, list[int]] = defaultdict(list)
    for index in small:
        groups[lines[index].size].append(index)
    for members in groups.values():
        for run in _at_one_height(lines, members):
            if len({lines[index].page for index in run}) >= pages / 2:
                yield from _on_near_pages(lines, run)


def _at_one_height(lines: Sequence[Line], members: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for index in sorted(members, key=lambda index: top_of(lines[index], index)):
        if run and top_of(lines[index], 0)[0] - top_of(lines[run[0]], 0)[0] > _SAME_HEIGHT:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _on_near_pages(lines: Sequence[Line], members: Sequence[int]) -> Iterator[int]:
    """Members on enough pages, each near to the next."""
    ordered = sorted(members, key=lambda index: (lines[index].page, index))
    run: list[int] = []
    for before, index in pairwise([ordered[0], *ordered]):
        if run and lines[index].page - lines[before].page > _MAX_PAGES_APART:
            yield from _enough_pages(lines, run)
            run = []
        run.append(index)
    yield from _enough_pages(lines, run)


def _enough_pages(lines: Sequence[Line], run: Sequence[int]) -> Sequence[int]:
    return run if len({lines[index].page for index in run}) >= _MIN_PAGES else ()
