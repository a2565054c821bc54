"""Tables of contents: where they stand, and what their entries promise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from briefing_ingest.model import Entry, Line, LineRole
from briefing_ingest.text import fold, sentence_ends

_ENTRY: Final = re.compile(
    # What parts entry and number is looked at from its first character only, or a line of dots
    # takes their square.
    r"\S.*?(?:(?<![\s.…·_])|(?<=\A.))(?P<space>[\s.…·_]++)(?P<number>\d{1,3}|[ivxl]{1,6})\s*",
    re.DOTALL,
)
_LEADER: Final = re.compile(r"\.{3}|(?:\. ){3}|…|(?:· ?){3}|_{3}")
# Hundredths of the font size: so much white space sets a page number apart from its entry.
_MIN_GAP: Final = 125
_TITLE: Final = re.compile(
    r"\W*(?:(?:table of )?contents|(?:list of )?(?:tables|figures|charts|boxes|maps)(?: and \w+)?"
    r"|in this (?:report|issue|briefing|document|paper|guide))\W*",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"\A(?:(?:chapter|part|section|annexe?|appendix|table|figure) )?(?:\d{1,2}(?: \d{1,2})*|[a-z]"
    r"|[ivx]+) (?=\S)"
)
_MIN_ENTRIES: Final = 3
_MIN_ENTRIES_UNTITLED: Final = 4
_MAX_LINES_BETWEEN: Final = 2
"""Lines between two entries: the first lines of a longer one, or the name of a part."""
_MIN_SHARE_RISING: Final = 0.8
"""Of the page numbers, so many must rise; some are misread, or those of an annexe."""
_MIN_SHARE_FOUND: Final = 0.5
"""Of the entries, so many must stand elsewhere in the document if no title stands above."""
_MIN_SHARE_OF_PAGE: Final = 0.6
"""From here on a list takes up the whole page."""
_MIN_INDENT: Final = 300
"""Hundredths of a point: entries that are set in by more are of a lower level."""


class Contents(NamedTuple):
    """The indices of the lines that list the contents, and what is listed."""

    lines: frozenset[int]
    entries: tuple[Entry, ...]


class _Listed(NamedTuple):
    """An entry as printed: the index (``place``) of the line that ends it, its words, and the page
    number it states.
    """

    place: int
    title: str
    number: int


class _List(NamedTuple):
    """A list of contents on one page: the indices of its lines, and its entries."""

    inside: set[int]
    entries: list[_Listed]


def find_contents(lines: Sequence[Line]) -> Contents:
    """Where the document, of which all lines are given, lists its contents; only of pages with
    geometry.

    Entries end in a number that is set apart by leaders or white space; the numbers rise, and a
    title ("Contents") stands above, or most entries stand elsewhere in the document, or little else
    stands on the page.
    """
    placed = [
        i
        for i, line in enumerate(lines)
        if line.box and line.text.strip() and not _is_furniture(line)
    ]
    keys = {title_key(lines[i].text) for i in placed}
    marked: set[int] = set()
    entries: list[Entry] = []
    goes_on = False  # whether the page before ended in contents
    for _, group in groupby(placed, key=lambda i: lines[i].page):
        page = list(group)
        lists = list(_lists_on_page(lines, page, keys, goes_on=goes_on))
        for found in lists:
            marked.update(found.inside)
            entries.extend(_entries(lines, found.entries))
        goes_on = bool(lists) and _ends_page(lists[-1], page)
    return Contents(frozenset(marked), tuple(entries))


def _lists_on_page(
    lines: Sequence[Line], page: Sequence[int], keys: set[str], *, goes_on: bool
) -> Iterator[_List]:
    """The lists of contents on a page; ``goes_on`` if the page before ended in one."""
    for run in _runs(lines, page):
        head = _head(lines, page, run)
        begins_page = page.index(run[0].place) <= _MAX_LINES_BETWEEN
        titled = bool(head) or (goes_on and begins_page)
        if _is_list(lines, page, run, keys, titled=titled):
            yield _List(_inside(lines, page, run, head), run)


def _ends_page(found: _List, page: Sequence[int]) -> bool:
    """Whether hardly anything stands below a list on its page."""
    last = max(found.inside)
    return page[-1] in found.inside or len(page) - page.index(last) <= _MAX_LINES_BETWEEN


def title_key(text: str) -> str:
    """What a heading and its entry in the contents have in common: their words, the number in front
    left out.
    """
    return _NUMBERED.sub("", fold(text), count=1)


def _is_furniture(line: Line) -> bool:
    return line.role in {LineRole.CHROME, LineRole.FURNITURE}


def _runs(lines: Sequence[Line], page: Sequence[int]) -> Iterator[list[_Listed]]:
    """Entries that follow each other on a page, with little between them."""
    run: list[_Listed] = []
    last = 0
    for place, index in enumerate(page):
        listed = list(_listed(lines, index))
        if not listed:
            continue
        if run and place - last > _MAX_LINES_BETWEEN + 1:
            yield run
            run = []
        run.extend(listed)
        last = place
    if run:
        yield run


def _listed(lines: Sequence[Line], index: int) -> Iterator[_Listed]:
    """The entry that a line ends, if it does; of a table, the entries in its rows."""
    line = lines[index]
    if line.role == "table":
        for row in line.text.rstrip("\n").split("\n"):
            *cells, last = row.rstrip().split("\t")
            if cells and last.strip().isdigit():
                yield _Listed(index, " ".join(cells).strip(), int(last))
        return
    text = line.text.strip()
    match = _ENTRY.fullmatch(text)
    if match and (_LEADER.search(match["space"]) or line.gap >= _MIN_GAP):
        title = re.sub(r"(?:\.\s?){2,}|[…·_\s]+", " ", text[: match.start("space")])
        yield _Listed(index, title, _value(match["number"]))


def _value(number: str) -> int:
    return int(number) if number.isdigit() else 0


def _is_list(
    lines: Sequence[Line],
    page: Sequence[int],
    run: Sequence[_Listed],
    keys: set[str],
    *,
    titled: bool,
) -> bool:
    """Whether a run of lines that end in numbers lists contents; ``keys`` are what the lines of the
    document say.
    """
    if len(run) < (_MIN_ENTRIES if titled else _MIN_ENTRIES_UNTITLED) or not _rises(run):
        return False
    if titled:
        return True
    found = sum(_is_found(title_key(listed.title), keys) for listed in run)
    if found >= _MIN_SHARE_FOUND * len(run):
        return True
    leaders = sum(bool(_LEADER.search(lines[listed.place].text)) for listed in run)
    return min(leaders, len(run)) >= _MIN_SHARE_OF_PAGE * len(page)


def _rises(run: Sequence[_Listed]) -> bool:
    """Whether nearly all page numbers are at least as high as the one before."""
    numbers = [listed.number for listed in run if listed.number]
    rising = sum(a <= b for a, b in pairwise(numbers))
    return rising >= _MIN_SHARE_RISING * (len(numbers) - 1)


def _is_found(title: str, keys: set[str]) -> bool:
    """Whether a line of the document says what an entry says, or begins it: headings may go over
    two lines.
    """
    words = title.split()
    return (
        any(" ".join(words[:end]) in keys for end in {len(words), *range(3, len(words))})
        if words
        else False
    )


def _head(lines: Sequence[Line], page: Sequence[int], run: Sequence[_Listed]) -> tuple[int, ...]:
    """The title above the entries, with what stands between."""
    first = page.index(run[0].place)
    for place in range(first - 1, max(-1, first - 2 - _MAX_LINES_BETWEEN), -1):
        if _TITLE.fullmatch(lines[page[place]].text.strip()):
            return tuple(page[place:first])
    return ()


def _inside(
    lines: Sequence[Line], page: Sequence[int], run: Sequence[_Listed], head: Sequence[int]
) -> set[int]:
    first, last = page.index(run[0].place), page.index(run[-1].place)
    inside = {*head, *page[first : last + 1]}
    rest = [i for i in page if i not in inside]
    if len(inside) >= _MIN_SHARE_OF_PAGE * len(page) and not any(
        sentence_ends(lines[i].text.strip()) for i in rest
    ):
        return set(page)
    if (
        not head
        and first > 0
        and not _ends(lines[page[first - 1]].text)
        and _is_wrapped(lines, page, first)
    ):
        inside.add(page[first - 1])
    return inside


def _ends(text: str) -> bool:
    return sentence_ends(text.strip())


def _is_wrapped(lines: Sequence[Line], page: Sequence[int], first: int) -> bool:
    """Whether the line before the first entry is its beginning: set alike, and right above it."""
    before, line = lines[page[first - 1]], lines[page[first]]
    assert before.box
    assert line.box
    alike = before.size == line.size and before.bold == line.bold and line.text[:1].islower()
    return alike and 0 < line.box.top - before.box.top < 2 * line.size


def _entries(lines: Sequence[Line], run: Sequence[_Listed]) -> Iterator[Entry]:
    """The entries with their levels: by how far they are set in."""
    lefts: list[int] = []
    for left in sorted(_left(lines[listed.place]) for listed in run):
        if not lefts or left - lefts[-1] > _MIN_INDENT:
            lefts.append(left)
    for listed in run:
        level = sum(left <= _left(lines[listed.place]) for left in lefts)
        yield Entry(listed.title.strip(), max(1, level), 0)


def _left(line: Line) -> int:
    return line.box.x0 if line.box else 0
