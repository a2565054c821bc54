"""Items of lists: where they begin, by bullets and by numbers that follow one another; how deep
they stand.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from briefing_ingest.model import Line
from briefing_ingest.structure.marks import BULLET, ends_sentence

# Lines whose left edges differ by less begin at one place.
_SAME_EDGE_EM: Final = 0.4
# What is indented further is not the second line of an item.
_MAX_HANG_EM: Final = 5
# A line further below another, top to top, does not stand directly below it.
_MAX_PITCH_EM: Final = 2
# In hundredths of a point: the size of type whose size is not stated.
_MIN_SIZE: Final = 100
# White space above a dash that begins a new item.
_MIN_GAP_EM: Final = 0.6
# A line that is so long, in shares of its neighbours, is full.
_FULL_LINE: Final = 0.75
# Headings have no more words.
_MAX_HEADING_WORDS: Final = 12
# Two items with more lines between them are not of one list.
_MAX_LINES_BETWEEN_ITEMS: Final = 80
# Items that are short lines, and on average have more lines than this from one to the next, are
# headings.
_MAX_LINES_A_SHORT_ITEM: Final = 4
# Lines after a dash in which another one tells that it is a bullet.
_LOOK_AHEAD_LINES: Final = 4
# Lines before a dash in which another one tells that it is a bullet.
_LOOK_BACK_LINES: Final = 19
_MIN_ITEMS: Final = 2
# A list that does not begin with 1 may be a sentence broken before a number.
_MIN_ITEMS_FROM_MIDDLE: Final = 3
# What is a word or a sign of punctuation elsewhere.
_DASHES: Final = "-–—o"
_BULLET = re.compile(rf"{BULLET.pattern}|\s*o\s+(?=[^\W\d_])")
_ROMAN: Final = {"i": 1, "v": 5, "x": 10}
_NUMBER = re.compile(r"\s*(\(?)(\d{1,2}|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})([.)])\s+(?=\S)")
_PAGE = re.compile(r"(?:\A|(?<=\n))(?:[^\w\n]|_)*+[^\W_].*\s(\d{1,3})\s*$")
_STOPPED = re.compile(r"(?:[.;,]|\b(?:and|or))\s*$")
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
_GOES_TO_NEXT = re.compile(r"(?:[.;:,!?)\]”’\"]|\b(?:and|or))\W*$")


class Item(NamedTuple):
    """The start of a list item: its number ("" of a bullet), what its list's items share, how long
    the mark is.

    ``hang`` is by how much, in hundredths of a point, the item's further lines are indented; 0
    where unknown.
    """

    number: str
    style: str
    end: int
    hang: int = 0


def find_items(lines: Sequence[Line]) -> dict[int, Item]:
    """The items by the indices of the lines that begin them; what the source marks as items itself
    is not among them.

    A number begins an item where the next number follows, or the one before precedes, at the same
    indent; a dash only where no sentence is under way. Wrong for a sentence broken before a number
    that happens to be next.
    """
    items = _numbered(lines)
    for index in range(len(lines)):
        item = _bulleted(lines, index, items) if index not in items else None
        if item:
            items[index] = item
    hangs = _hangs(lines, items)
    return {
        index: item._replace(hang=hangs.get(item.style, 0)) for index, item in sorted(items.items())
    }


def _bulleted(lines: Sequence[Line], index: int, items: Mapping[int, Item]) -> Item | None:
    """The item that a line begins with a bullet; ``items`` are those found before it."""
    line = lines[index]
    match = _BULLET.match(line.text)
    if line.role or not match or not line.text[match.end() :].strip():
        return None
    mark = match.group().strip()
    begins = True
    if mark == "*":  # else a note to the one word that has an asterisk
        begins = _in_list_of(lines, index, items) or _next_too(lines, index)
    elif mark in _DASHES:
        begins = _dash_begins(lines, index, items)
    return Item("", mark, match.end()) if begins else None


def goes_on(item: Item, so_far: Sequence[Line], line: Line) -> bool | None:
    """Whether ``line``, set directly below the last line of an item, is part of it; None if that
    cannot be told.
    """
    first = so_far[0]
    if not first.box or not line.box or (first.page, first.column) != (line.page, line.column):
        return None
    indent = line.box.x0 - first.box.x0
    hang = item.hang or _hang_of(so_far, indent)
    if hang <= _SAME_EDGE_EM * line.size or (line.bold and not so_far[-1].bold):
        return None
    if abs(indent - hang) <= _SAME_EDGE_EM * line.size:
        return True
    back = indent < min(hang, _SAME_EDGE_EM * line.size) and line.text.lstrip()[:1].isupper()
    return False if back else None


def _hang_of(item: Sequence[Line], otherwise: int) -> int:
    """How far the second line of an item is indented against its first; ``otherwise`` if it has
    none.
    """
    first, second = item[0].box, item[1].box if len(item) > 1 else None
    return second.x0 - first.x0 if first and second else otherwise


def _hangs(lines: Sequence[Line], items: Mapping[int, Item]) -> dict[str, int]:
    """For each style of item the usual indent of a second line."""
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for index, item in items.items():
        if index + 1 < len(lines) and index + 1 not in items:
            line, after = lines[index], lines[index + 1]
            indent = (
                after.box.x0 - line.box.x0 if line.box and after.box and _below(line, after) else 0
            )
            if _SAME_EDGE_EM * line.size < indent < _MAX_HANG_EM * line.size:
                found[item.style][round(indent, -2)] += 1
    return {
        style: max(counts, key=lambda hang: (counts[hang], -hang))
        for style, counts in found.items()
    }


def _below(line: Line, after: Line) -> bool:
    """Whether a line stands directly below another."""
    if not line.box or not after.box or (line.page, line.column) != (after.page, after.column):
        return False
    return 0 < after.box.top - line.box.top < _MAX_PITCH_EM * max(line.size, _MIN_SIZE)


def _same_edge(a: Line, b: Line) -> bool:
    return not a.box or not b.box or abs(a.box.x0 - b.box.x0) <= _SAME_EDGE_EM * max(a.size, b.size)


# --- dashes ---------------------------------------------------------------------------------------


def _text_before(lines: Sequence[Line], index: int) -> Line | None:
    """The line of running text directly before another; None at the start, behind a gap and behind
    what the source itself has a name for.
    """
    before = lines[index - 1] if index else None
    return None if before is None or before.role or not before.text.strip() else before


def _dash_begins(lines: Sequence[Line], index: int, items: Mapping[int, Item]) -> bool:
    """Whether a dash is a bullet: what stands before it ends there, or others like it are near."""
    line, before = lines[index], _text_before(lines, index)
    if before is None or _introduces_item(before.text) or _in_list_of(lines, index, items):
        return True
    if not line.box:
        return not _is_full(lines, index - 1) or _next_too(lines, index)
    if not before.box or (line.page, line.column) != (before.page, before.column):
        return False
    gap = line.box.top - before.box.bottom > _MIN_GAP_EM * line.size
    # The second line of an item is indented too.
    indented = index - 1 not in items and line.box.x0 > before.box.x0 + _SAME_EDGE_EM * line.size
    return gap or indented or _next_too(lines, index)


def _introduces_item(text: str) -> bool:
    """Whether an item may stand behind a line: it ends a sentence or announces a list."""
    return ends_sentence(text) or bool(re.search(r"[:;]\s*$", text))


def _in_list_of(lines: Sequence[Line], index: int, items: Mapping[int, Item]) -> bool:
    """Whether an item with the same mark went before, at the same indent."""
    mark = lines[index].text.strip()[:1]
    last = next(
        (
            i
            for i in range(index - 1, max(-1, index - 1 - _LOOK_BACK_LINES), -1)
            if i in items and items[i].style == mark
        ),
        None,
    )
    if last is None:
        return False
    apart = (lines[last].page, lines[last].column) != (lines[index].page, lines[index].column)
    return apart or _same_edge(lines[last], lines[index])


def _next_too(lines: Sequence[Line], index: int) -> bool:
    """Whether one of the next lines begins with the same mark, at the same indent."""
    mark = lines[index].text.strip()[:1]
    return any(
        after.text.strip()[:1] == mark
        and bool(_BULLET.match(after.text))
        and _same_edge(lines[index], after)
        for after in lines[index + 1 : index + 1 + _LOOK_AHEAD_LINES]
    )


def _is_full(lines: Sequence[Line], index: int) -> bool:
    """Whether a line of a text without geometry is about as long as those around it."""
    lengths = [len(line.text.strip()) for line in lines[max(0, index - 3) : index + 4]]
    return len(lines[index].text.strip()) >= _FULL_LINE * max(lengths)


# --- numbers --------------------------------------------------------------------------------------


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
            if is_near and (apart or _same_edge(last, line)):
                return chain
        return None


def _numbered(lines: Sequence[Line]) -> dict[int, Item]:
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
    line, before = lines[index], _text_before(lines, index)
    if before is None or _GOES_TO_NEXT.search(before.text.rstrip()):
        return True
    if not line.box:
        return not _is_full(lines, index - 1)
    if not before.box or not _below(before, line):
        return True
    if (before.bold, before.size) != (line.bold, line.size):
        return True
    full = before.box.x1 - before.box.x0 >= _FULL_LINE * (line.box.x1 - line.box.x0)
    return not full or not _same_edge(before, line)


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
    return bool(line.box and item.box and line.box.x0 < item.box.x0 - _SAME_EDGE_EM * item.size)


def _is_short(lines: Sequence[Line], index: int) -> bool:
    """Whether a line looks like a heading: few words, no stop behind them, and the next line is not
    its second.
    """
    line = lines[index]
    if len(line.text.split()) > _MAX_HEADING_WORDS or re.search(r"[.;:,]\s*$", line.text):
        return False
    after = lines[index + 1] if index + 1 < len(lines) else None
    return after is None or not _below(line, after) or not after.text.lstrip()[:1].islower()


# --- depth ----------------------------------------------------------------------------------------


class Depths:
    """How deep items stand, told one after another: deeper where the indent is, back where a mark
    comes again.
    """

    def __init__(self) -> None:
        self._open: list[tuple[str, Line]] = []

    def close(self) -> None:
        """The list has ended."""
        self._open.clear()

    def level(self, item: Item, line: Line) -> int:
        """The level, from 1, of the item that ``line`` begins; 0 where there is no geometry."""
        if not line.box:
            return 0
        while self._open and not self._is_within(item, line):
            self._open.pop()
        if self._open and self._open[-1][0] == item.style:
            self._open.pop()
        self._open.append((item.style, line))
        return len(self._open)

    def _is_within(self, item: Item, line: Line) -> bool:
        """Whether the item stands beside or below the innermost open one."""
        style, last = self._open[-1]
        if (last.page, last.column) != (line.page, line.column) and style == item.style:
            return True
        return (style == item.style and _same_edge(last, line)) or self._deeper(line)

    def _deeper(self, line: Line) -> bool:
        """Whether the line is indented against the innermost open item; columns beside each other
        do not tell.
        """
        _, last = self._open[-1]
        comparable = last.page != line.page or last.column == line.column
        return bool(
            comparable
            and last.box
            and line.box
            and line.box.x0 > last.box.x0 + _SAME_EDGE_EM * line.size
        )
