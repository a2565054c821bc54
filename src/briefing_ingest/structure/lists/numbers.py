"""Items with numbers that follow one another, and no headings, contents or formulas."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from briefing_ingest.model import Line
from briefing_ingest.structure.lists.geometry import (
    FULL_LINE,
    SAME_EDGE_EM,
    below,
    is_full,
    same_edge,
    text_before,
)
from briefing_ingest.structure.lists.item import Item

# Headings have no more words.
_MAX_HEADING_WORDS: Final = 12


# Two items with more lines between them are not of one list.
_MAX_LINES_BETWEEN_ITEMS: Final = 80


# Items that are short lines, and on average have more lines than this from one to the next, are
# headings.
_MAX_LINES_A_SHORT_ITEM: Final = 4


_MIN_ITEMS: Final = 2


# A list that does not begin with 1 may be a sentence broken before a number.
_MIN_ITEMS_FROM_MIDDLE: Final = 3


_ROMAN: Final = {"i": 1, "v": 5, "x": 10}


_NUMBER = re.compile(r"\s*(\(?)(\d{1,2}|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})([.)])\s+(?=\S)")


_PAGE = re.compile(r"(?:\A|(?<=\n))(?:[^\w\n]|_)*+[^\W_].*\s(\d{1,3})\s*$")


_STOPPED = re.compile(r"(?:[.;,]|\b(?:and|or))\s*$")


_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")


_GOES_TO_NEXT = re.compile(r"(?:[.;:,!?)\]”’\"]|\b(?:and|or))\W*$")


class _Member(NamedTuple):
    """A line (by its index) that begins with a number: its place in the order, and what matched."""

    line: int
    number: int
    match: re.Match[str]


@dataclass
class _Chain:
    """Lines that begin with numbers of one form which follow one another."""

    style: str
    serial: int
    members: list[_Member]

    @property
    def indices(self) -> list[int]:
        return [member.line for member in self.members]

    @property
    def last(self) -> int:
        """The index of the last line so far."""
        return self.members[-1].line


class _Chains:
    """The chains of a text, made one line after another."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._waiting: dict[tuple[str, int], list[_Chain]] = defaultdict(list)
        """By style and the number that goes them on."""
        self.begun: list[_Chain] = []

    def add(self, member: _Member, style: str) -> None:
        """Put a number that was read in one style into the chain it goes on, or begin one."""
        chain = self._waiting_for(member, style)
        begins = _may_begin(self._lines, member.line)
        # of items of one line each, the line before ends without a stop
        if chain and (begins or chain.last == member.line - 1):
            self._waiting[style, member.number].remove(chain)
            chain.members.append(member)
        elif begins:
            chain = _Chain(style, len(self.begun), [member])
            self.begun.append(chain)
        else:
            return
        self._waiting[style, member.number + 1].append(chain)

    def _waiting_for(self, member: _Member, style: str) -> _Chain | None:
        """Of the chains that wait for a number, the last begun that stands shortly before it at the
        same indent.
        """
        line = self._lines[member.line]
        waiting = self._waiting[style, member.number]
        for chain in sorted(waiting, key=lambda chain: -chain.serial):
            last = self._lines[chain.last]
            apart = (last.page, last.column) != (line.page, line.column)
            is_near = 0 < member.line - chain.last <= _MAX_LINES_BETWEEN_ITEMS
            if is_near and (apart or same_edge(last, line)):
                return chain
        return None


def numbered_items(lines: Sequence[Line]) -> dict[int, Item]:
    """The items that begin with numbers."""
    chains = _Chains(lines)
    for index, line in enumerate(lines):
        match = _NUMBER.match(line.text) if not line.role else None
        if match and not _LEADERS.search(line.text):
            for style, number in _readings(match):
                chains.add(_Member(index, number, match), style)
    items: dict[int, Item] = {}
    # Longer chains first: an (i) among letters is the ninth of them.
    for chain in sorted(chains.begun, key=lambda chain: -len(chain.members)):
        if _is_list(chain, lines) and items.keys().isdisjoint(chain.indices):
            for index, _, match in chain.members:
                items[index] = Item(match.group(2), chain.style, match.end())
    return items


def _readings(match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """What the number of an item may be: the form it has, and its place in the order."""
    opening, number, closing = match.groups()
    if opening and closing != ")":
        return
    form, small = opening + "{}" + closing, number.lower()
    if number.isdigit():
        yield form.format("1"), int(number)
        return
    if len(number) == 1:
        yield form.format("a" if number.islower() else "A"), ord(small) - ord("a") + 1
    if set(small) <= _ROMAN.keys():
        yield form.format("i" if number.islower() else "I"), _roman(small)


def _roman(number: str) -> int:
    values = [_ROMAN[letter] for letter in number]
    return sum(-a if a < b else a for a, b in pairwise([*values, 0]))


def _may_begin(lines: Sequence[Line], index: int) -> bool:
    """False where the line before goes on in this one: it runs to the edge, and nothing ends with
    it.
    """
    line, before = lines[index], text_before(lines, index)
    if before is None or _GOES_TO_NEXT.search(before.text.rstrip()):
        return True
    if not line.box:
        return not is_full(lines, index - 1)
    if not before.box or not below(before, line):
        return True
    if (before.bold, before.size) != (line.bold, line.size):
        return True
    full = before.box.x1 - before.box.x0 >= FULL_LINE * (line.box.x1 - line.box.x0)
    return not full or not same_edge(before, line)


def _is_list(chain: _Chain, lines: Sequence[Line]) -> bool:
    """False for too few numbers, for those of headings, of a list of contents and of formulas."""
    fewest = _MIN_ITEMS if chain.members[0].number == 1 else _MIN_ITEMS_FROM_MIDDLE
    if len(chain.members) < fewest:
        return False
    return not (
        _lists_contents(chain, lines)
        or _numbers_headings(chain, lines)
        or _numbers_formulas(chain, lines)
    )


def _lists_contents(chain: _Chain, lines: Sequence[Line]) -> bool:
    """Whether most lines end in numbers that rise, as the page numbers of contents do."""
    found = [_PAGE.search(lines[index].text) for index in chain.indices]
    pages = [int(match.group(1)) for match in found if match]
    return len(pages) >= 2 and _most([bool(match) for match in found]) and pages == sorted(pages)


def _numbers_headings(chain: _Chain, lines: Sequence[Line]) -> bool:
    """Whether the lines are headings: bold ones, or short ones far from each other."""
    starts = [lines[index] for index in chain.indices]
    lines_an_item = (chain.indices[-1] - chain.indices[0]) / (len(starts) - 1)
    sparse = lines_an_item > _MAX_LINES_A_SHORT_ITEM
    stopped = _most([bool(_STOPPED.search(line.text)) for line in starts])
    if _most([line.bold for line in starts]) and (sparse or not stopped):
        return True
    return sparse and _most([_is_short(lines, index) for index in chain.indices])


def _numbers_formulas(chain: _Chain, lines: Sequence[Line]) -> bool:
    """Whether most lines between the first and the last stand left of them."""
    first, last = chain.indices[0], chain.indices[-1]
    inside = lines[first + 1 : last]
    left = _most([_is_left(line, lines[first]) for line in inside])
    return left and len(inside) > len(chain.members)


def _most(answers: Sequence[bool]) -> bool:
    """Whether more than half of the answers are yes."""
    return 2 * sum(answers) > len(answers)


def _is_left(line: Line, item: Line) -> bool:
    return bool(line.box and item.box and line.box.x0 < item.box.x0 - SAME_EDGE_EM * item.size)


def _is_short(lines: Sequence[Line], index: int) -> bool:
    """Whether a line looks like a heading: few words, no stop behind them, and the next line is not
    its second.
    """
    line = lines[index]
    if len(line.text.split()) > _MAX_HEADING_WORDS or re.search(r"[.;:,]\s*$", line.text):
        return False
    after = lines[index + 1] if index + 1 < len(lines) else None
    return after is None or not below(line, after) or not after.text.lstrip()[:1].islower()
