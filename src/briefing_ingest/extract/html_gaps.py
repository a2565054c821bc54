"""What the extractors left out of the middle of the article: headings of kept text, items of kept lists.

Extractors judge a short line by itself. A heading whose section is the article belongs to it, and so does an item
between items of one list, whatever it says.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Final

from briefing_ingest.extract.html_tree import Page
from briefing_ingest.model import Line

_LISTS: Final = frozenset({"ul", "ol", "menu", "dl"})
_MOST_OF_IT: Final = 0.6
_LEAST_ITEMS: Final = 2
_MOST_WORDS_OF_A_HEADING: Final = 30


def left_in_gaps(page: Page, lines: Sequence[Line], owners: Sequence[int], kept: Collection[int]) -> frozenset[int]:
    """Lines that belong to the article by what stands around them; ``kept`` are those the extractors agree on.

    A heading is taken between kept text if what it heads, directly behind it in the same element, is kept. Of a list
    whose items are kept for the most part the others are taken too. Wrong for a heading over an advertisement that is
    written like the text, which then is kept as well.
    """
    if not kept:
        return frozenset()
    found = {index for index in range(min(kept), max(kept)) if _heads_kept(page, lines, owners, index, kept)}
    return frozenset(found | _rest_of_lists(page, lines, owners, kept)) - set(kept)


def _heads_kept(page: Page, lines: Sequence[Line], owners: Sequence[int], index: int, kept: Collection[int]) -> bool:
    line = lines[index]
    if line.role != "heading" or index + 1 not in kept or len(line.text.split()) > _MOST_WORDS_OF_A_HEADING:
        return False
    around, behind = _container(page, owners[index]), _container(page, owners[index + 1])
    return around == behind and lines[index + 1].role != "heading"


def _container(page: Page, owner: int) -> int:
    """What the block stands in; lists and quotes count as blocks."""
    parent = page.elements[owner].parent if owner >= 0 else -1
    while parent >= 0 and page.elements[parent].tag in {*_LISTS, "blockquote", "li"}:
        parent = page.elements[parent].parent
    return parent


def _rest_of_lists(page: Page, lines: Sequence[Line], owners: Sequence[int], kept: Collection[int]) -> set[int]:
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
