"""What is missing or too much in the middle of the article by what stands around it.

Extractors judge a short line by itself. A heading whose section is the article belongs to it, and
so does an item between items of one list, whatever it says. A pull quote repeats what the text
says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Final

from briefing_ingest.english.site_furniture import kind_of
from briefing_ingest.extract.html.page.lines import PlacedLines, is_mostly_link
from briefing_ingest.text import fold, sentence_ends

_SEEN_THROUGH: Final = frozenset({"ul", "ol", "menu", "dl", "blockquote", "li", "figure"})
"""What stands in one of these is beside the paragraphs around it."""
_LISTS: Final = frozenset({"ul", "ol", "menu", "dl"})
_MIN_KEPT_SHARE: Final = 0.6
_MIN_KEPT_ITEMS: Final = 2
"""A list is kept whole from so many kept lines, if they are this share of its lines."""
_LOOK_AROUND_LINES: Final = 5
"""How far from a quote the kept lines on either side may be."""
_MAX_HEADING_WORDS: Final = 30
_MIN_PROSE_WORDS: Final = 20
_MIN_LISTED: Final = 2
"""One item in an element of a list is layout as often as a list."""
_MAX_PROMOTION_WORDS: Final = 60
"""An element called chrome that holds more is a part of the text, whatever its heading says."""
_MIN_QUOTE_WORDS: Final = 6
"""Shorter quotes stand in a text by chance."""


def left_in_gaps(
    placed: PlacedLines, *, kept: Collection[int], agreed: Collection[int]
) -> frozenset[int]:
    """Lines that belong to the article by what stands around them.

    ``kept`` are the lines that look like the article, ``agreed`` those that all extractors kept. Of
    the latter, prose is taken that stands beside kept prose. A heading is taken between kept text
    if what it heads, directly behind it in the same element, is kept; so is a quote between kept
    lines. Of a list whose items are kept for the most part the others are taken too, and a list
    between two kept paragraphs, or behind one that ends in a colon, unless it is one of links.
    Wrong for a heading over an advertisement that is written like the text, which then is kept as
    well.
    """
    if not kept:
        return frozenset()
    found = {*_rest_of_lists(placed, kept), *_lists_in_text(placed, kept)}
    for index in range(_first_heading(placed, min(kept)), max(kept)):
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
    own, following = _container(placed, index), _container(placed, index + 1)
    return own == following or _section_headed(placed, index) in placed.page.chain(following)


def _first_heading(placed: PlacedLines, first: int) -> int:
    """The line from which headings may be taken: the one above the ``first`` kept line, where it is
    a heading below a higher one, the title; else that line itself.
    """
    heading = placed.lines[first - 1] if first else None
    if heading is None or heading.role != "heading":
        return first
    above = (line for line in placed.lines[: first - 1] if line.role == "heading")
    return first - 1 if any(line.level < heading.level for line in above) else first


def _section_headed(placed: PlacedLines, index: int) -> int:
    """The element around a heading that has more in it, if the heading stands in one of its own, as
    in an accordion; -2 if it does not.
    """
    elements, section = placed.page.elements, _container(placed, index)
    before = placed.lines[index - 1].traced.raw_start if index else -1
    behind = placed.lines[index + 1].traced.raw_start
    wrapped = False
    while section >= 0 and before < elements[section].start and elements[section].end <= behind:
        wrapped, section = True, elements[section].parent
    return section if wrapped else -2


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
    if is_mostly_link(line):
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


def _lists_in_text(placed: PlacedLines, kept: Collection[int]) -> Iterator[int]:
    """The lines of lists that the text goes on with behind a kept paragraph: one of their elements
    is beside it, and behind them stands another one, or it ends in a colon.
    """
    for index in sorted(kept):
        line = placed.lines[index]
        if line.role not in {"", "paragraph"}:
            continue
        items = _list_behind(placed, index)
        if len(items) < _MIN_LISTED or not _is_list_of_text(placed, items):
            continue
        behind = items[-1] + 1
        goes_on = behind in kept and _container(placed, behind) == _container(placed, index)
        if goes_on or line.text.rstrip().endswith(":"):
            yield from items


def _list_behind(placed: PlacedLines, index: int) -> range:
    """The lines of the list that stands behind a line in the same element; none if there is no
    list.
    """
    elements, following = placed.page.elements, index + 1
    if following >= len(placed):
        return range(0)
    around, holder = _container(placed, index), -1
    for inner in placed.page.chain(placed.owners[following]):
        if elements[inner].tag in _LISTS and elements[inner].parent == around:
            holder = inner
    if holder < 0:
        return range(0)
    end = following
    while end < len(placed) and placed.lines[end].traced.raw_start < elements[holder].end:
        end += 1
    return range(following, end)


def _is_list_of_text(placed: PlacedLines, items: range) -> bool:
    """Whether the items of a list are shown and are for the most part no links."""
    lines = [placed.lines[index] for index in items]
    if any(line.role == "chrome" for line in lines):
        return False
    if not all(placed.standing(index).rendered for index in items):
        return False
    return 2 * sum(map(is_mostly_link, lines)) < len(lines)


def promotions(placed: PlacedLines, kept: Collection[int]) -> frozenset[int]:
    """Those of ``kept`` that stand in a short element called like chrome whose first line says what
    sites say, such as "Subscribe now".
    """
    found: set[int] = set()
    for holder, run in groupby(range(len(placed)), key=lambda index: _promotion(placed, index)):
        lines = list(run)
        words = sum(len(placed.lines[index].text.split()) for index in lines)
        if holder < 0 or words > _MAX_PROMOTION_WORDS or not kind_of(placed.lines[lines[0]].text):
            continue
        found.update(lines)
    return frozenset(found) & frozenset(kept)


def _promotion(placed: PlacedLines, index: int) -> int:
    """The outermost element around a line that is chrome; -1 for none."""
    around = placed.page.chain(placed.owners[index])
    chrome = [outer for outer in around if placed.page.standing(outer).chrome]
    return chrome[-1] if chrome else -1


def _is_mostly_kept(items: list[int], kept: Collection[int]) -> bool:
    count = sum(index in kept for index in items)
    return count >= _MIN_KEPT_ITEMS and count >= _MIN_KEPT_SHARE * len(items)
