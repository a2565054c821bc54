"""What is missing or too much in the middle of the article by what stands around it.

Extractors judge a short line by itself. A heading whose section is the article belongs to it, and
so does an item between items of one list, whatever it says. A pull quote says again what the text
says.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Final

from briefing_ingest.extract.html.page.tree import Page
from briefing_ingest.model import Line
from briefing_ingest.text import fold, sentence_ends

_LISTS: Final = frozenset({"ul", "ol", "menu", "dl"})
_MOST_OF_IT: Final = 0.6
_LEAST_ITEMS: Final = 2
_NEAR: Final = 5
_MOST_WORDS_OF_A_HEADING: Final = 30
_LEAST_WORDS_OF_PROSE: Final = 20
_LEAST_WORDS_OF_A_QUOTE: Final = 6


def left_in_gaps(
    page: Page,
    lines: Sequence[Line],
    owners: Sequence[int],
    *,
    kept: Collection[int],
    agreed: Collection[int],
) -> frozenset[int]:
    """Lines that belong to the article by what stands around them.

    ``kept`` are the lines that look like the article, ``agreed`` those that all extractors kept. Of
    the latter, prose is taken that stands beside kept prose. A heading is taken between kept text
    if what it heads, directly behind it in the same element, is kept; so is a quote between kept
    lines. Of a list whose items are kept for the most part the others are taken too. Wrong for a
    heading over an advertisement that is written like the text, which then is kept as well.
    """
    if not kept:
        return frozenset()
    found = {
        index
        for index in range(min(kept), max(kept))
        if _heads_kept(page, lines, owners, index, kept)
    }
    found |= {
        index for index in range(min(kept), max(kept)) if _quoted_between(page, owners, index, kept)
    }
    found |= {index for index in agreed if _goes_on(page, lines, owners, index, kept)}
    return frozenset(found | _rest_of_lists(page, lines, owners, kept)) - set(kept)


def _heads_kept(
    page: Page, lines: Sequence[Line], owners: Sequence[int], index: int, kept: Collection[int]
) -> bool:
    line = lines[index]
    if (
        line.role != "heading"
        or index + 1 not in kept
        or len(line.text.split()) > _MOST_WORDS_OF_A_HEADING
    ):
        return False
    around, behind = _container(page, owners[index]), _container(page, owners[index + 1])
    return around == behind and lines[index + 1].role != "heading"


def _quoted_between(page: Page, owners: Sequence[int], index: int, kept: Collection[int]) -> bool:
    """Whether a line is part of a quote, such as a post from elsewhere, that stands between kept
    lines.

    The kept lines nearest on either side stand beside each other, and the quote beside them or in
    an element of its own.
    """
    quote = _quote(page, owners[index])
    if quote < 0:
        return False
    apart = [place for place in range(index - _NEAR, index + _NEAR + 1) if place in kept]
    apart = [place for place in apart if _quote(page, owners[place]) != quote]
    before = max((place for place in apart if place < index), default=-1)
    behind = min((place for place in apart if place > index), default=-1)
    if min(before, behind) < 0:
        return False
    around, mine = _container(page, owners[before]), _container(page, owners[index])
    held = page.elements[mine].parent if mine >= 0 else -1
    return around == _container(page, owners[behind]) and around in {mine, held}


def _quote(page: Page, owner: int) -> int:
    """The outermost quote that an element stands in; -1 for none."""
    found = -1
    while owner >= 0:
        found = owner if page.elements[owner].tag == "blockquote" else found
        owner = page.elements[owner].parent
    return found


def _goes_on(
    page: Page, lines: Sequence[Line], owners: Sequence[int], index: int, kept: Collection[int]
) -> bool:
    """Whether a line of prose stands beside a kept one in the same element."""
    line = lines[index]
    short = len(line.text.split()) < _LEAST_WORDS_OF_PROSE
    if short or line.role in {"chrome", "heading", "caption"} or not sentence_ends(line.text):
        return False
    linked = sum(link.raw_end - link.raw_start for link in line.links)
    if 2 * linked > line.traced.raw_end - line.traced.raw_start:
        return False
    beside = [place for place in (index - 1, index + 1) if place in kept]
    return any(
        _container(page, owners[place]) == _container(page, owners[index]) for place in beside
    )


def pull_quotes(lines: Sequence[Line], kept: Collection[int]) -> frozenset[int]:
    """Those of ``kept`` that are quotes and stand word for word in a paragraph of the text: set
    apart to be looked at.

    Wrong for a quotation that the text itself takes up again in full.
    """
    quotes = [index for index in sorted(kept) if lines[index].role == "quote"]
    if not quotes:
        return frozenset()
    prose = " \n ".join(
        fold(lines[i].text) for i in sorted(kept) if lines[i].role in {"", "paragraph", "list_item"}
    )
    found = set()
    for index in quotes:
        said = fold(lines[index].text)
        if len(said.split()) >= _LEAST_WORDS_OF_A_QUOTE and said in prose:
            found.add(index)
    return frozenset(found)


def _container(page: Page, owner: int) -> int:
    """What the block stands in; lists and quotes count as blocks."""
    parent = page.elements[owner].parent if owner >= 0 else -1
    while parent >= 0 and page.elements[parent].tag in {*_LISTS, "blockquote", "li", "figure"}:
        parent = page.elements[parent].parent
    return parent


def _rest_of_lists(
    page: Page, lines: Sequence[Line], owners: Sequence[int], kept: Collection[int]
) -> set[int]:
    """The other lines of lists that are kept for the most part."""
    found: set[int] = set()
    holders = [(_list(page, owner), index) for index, owner in enumerate(owners)]
    for holder, run in groupby(holders, key=lambda item: item[0]):
        items = [index for _, index in run]
        mine = sum(index in kept for index in items)
        if holder >= 0 and mine >= _LEAST_ITEMS and mine >= _MOST_OF_IT * len(items):
            found.update(index for index in items if lines[index].role != "chrome")
    return found


def _list(page: Page, owner: int) -> int:
    """The innermost list that an element stands in; -1 for none."""
    while owner >= 0 and page.elements[owner].tag not in _LISTS:
        owner = page.elements[owner].parent
    return owner
