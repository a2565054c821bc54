"""What is missing or too much in the middle of the article by what stands around it.

Extractors judge a short line by itself. A heading whose section is the article belongs to it, and
so does an item between items of one list, whatever it says. A pull quote repeats what the text
says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Final

from briefing_ingest.extract.html.page.lines import PlacedLines
from briefing_ingest.text import fold, sentence_ends

_SEEN_THROUGH: Final = frozenset({"ul", "ol", "menu", "dl", "blockquote", "li", "figure"})
"""What stands in one of these is beside the paragraphs around it."""
_MIN_KEPT_SHARE: Final = 0.6
_MIN_KEPT_ITEMS: Final = 2
"""A list is kept whole from so many kept lines, if they are this share of its lines."""
_LOOK_AROUND_LINES: Final = 5
"""How far from a quote the kept lines on either side may be."""
_MAX_HEADING_WORDS: Final = 30
_MIN_PROSE_WORDS: Final = 20
_MIN_QUOTE_WORDS: Final = 6
"""Shorter quotes stand in a text by chance."""


def left_in_gaps(
    placed: PlacedLines, *, kept: Collection[int], agreed: Collection[int]
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
    found = set(_rest_of_lists(placed, kept))
    for index in range(min(kept), max(kept)):
        if _heads_kept(placed, index, kept) or _is_quoted_between(placed, index, kept):
            found.add(index)
    found.update(index for index in agreed if _is_prose_beside(placed, index, kept))
    return frozenset(found) - set(kept)


def _heads_kept(placed: PlacedLines, index: int, kept: Collection[int]) -> bool:
    """Whether a line is a heading, and what it heads is kept."""
    line = placed.lines[index]
    if line.role != "heading" or index + 1 not in kept:
        return False
    if len(line.text.split()) > _MAX_HEADING_WORDS:
        return False
    if placed.lines[index + 1].role == "heading":
        return False
    return _container(placed, index) == _container(placed, index + 1)


def _is_quoted_between(placed: PlacedLines, index: int, kept: Collection[int]) -> bool:
    """Whether a line is part of a quote, such as a post from elsewhere, that stands between kept
    lines.

    The kept lines nearest on either side stand beside each other, and the quote beside them or in
    an element of its own.
    """
    quote = placed.standing(index).quote
    if quote < 0:
        return False
    upwards = range(index - 1, index - 1 - _LOOK_AROUND_LINES, -1)
    downwards = range(index + 1, index + 1 + _LOOK_AROUND_LINES)
    before, behind = (
        next((i for i in places if i in kept and placed.standing(i).quote != quote), -1)
        for places in (upwards, downwards)
    )
    if before < 0 or behind < 0:
        return False
    around, own = _container(placed, before), _container(placed, index)
    holder = placed.page.elements[own].parent if own >= 0 else -1
    return around == _container(placed, behind) and around in {own, holder}


def _is_prose_beside(placed: PlacedLines, index: int, kept: Collection[int]) -> bool:
    """Whether a line is prose and stands beside a kept one in the same element."""
    line = placed.lines[index]
    if line.role in {"chrome", "heading", "caption"}:
        return False
    if len(line.text.split()) < _MIN_PROSE_WORDS or not sentence_ends(line.text):
        return False
    linked = sum(link.raw_end - link.raw_start for link in line.links)
    if 2 * linked > line.traced.raw_end - line.traced.raw_start:
        return False
    own = _container(placed, index)
    return any(i in kept and _container(placed, i) == own for i in (index - 1, index + 1))


def pull_quotes(placed: PlacedLines, kept: Collection[int]) -> frozenset[int]:
    """Those of ``kept`` that are quotes and stand word for word in a paragraph of the text: set
    apart to be looked at.

    Wrong for a quotation that the text itself takes up again in full.
    """
    lines = placed.lines
    quotes = [index for index in kept if lines[index].role == "quote"]
    if not quotes:
        return frozenset()
    prose = " \n ".join(
        fold(lines[i].text) for i in sorted(kept) if lines[i].role in {"", "paragraph", "list_item"}
    )
    found = set()
    for index in quotes:
        said = fold(lines[index].text)
        if len(said.split()) >= _MIN_QUOTE_WORDS and said in prose:
            found.add(index)
    return frozenset(found)


def _container(placed: PlacedLines, index: int) -> int:
    """The element that the block of a line stands in; lists and quotes count as blocks."""
    owner, elements = placed.owners[index], placed.page.elements
    parent = elements[owner].parent if owner >= 0 else -1
    while parent >= 0 and elements[parent].tag in _SEEN_THROUGH:
        parent = elements[parent].parent
    return parent


def _rest_of_lists(placed: PlacedLines, kept: Collection[int]) -> Iterator[int]:
    """The lines of lists that are kept for the most part."""
    for holder, run in groupby(range(len(placed)), key=lambda index: placed.standing(index).list):
        items = list(run)
        if holder < 0 or not _is_mostly_kept(items, kept):
            continue
        yield from (index for index in items if placed.lines[index].role != "chrome")


def _is_mostly_kept(items: list[int], kept: Collection[int]) -> bool:
    count = sum(index in kept for index in items)
    return count >= _MIN_KEPT_ITEMS and count >= _MIN_KEPT_SHARE * len(items)
