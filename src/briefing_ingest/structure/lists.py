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

# In shares of the font size: lines whose left edges differ by less begin at one place.
_LEVEL: Final = 0.4
# Lines between two items that are still of one list.
_FARTHEST: Final = 80
# Items that are short lines with more other lines than this between them are headings.
_SPARSE: Final = 4
# Lines after a dash in which another one tells that it is a bullet.
_NEAR: Final = 4
_FEWEST: Final = 2
_FEWEST_FROM_MIDDLE: Final = 3
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
    for index, line in enumerate(lines):
        match = _BULLET.match(line.text) if not line.role else None
        if match and index not in items and line.text[match.end() :].strip():
            mark = match.group().strip()
            if mark == "*" and not (_in_list_of(lines, index, items) or _next_too(lines, index)):
                continue  # a note to the one word that has an asterisk
            if mark not in _DASHES or _dash_begins(lines, index, items):
                items[index] = Item("", mark, match.end())
    hangs = _hangs(lines, items)
    return {
        index: item._replace(hang=hangs.get(item.style, 0)) for index, item in sorted(items.items())
    }


def goes_on(item: Item, so_far: Sequence[Line], line: Line) -> bool | None:
    """Whether ``line``, set directly below the last line of an item, is part of it; None if that
    cannot be told.
    """
    first = so_far[0]
    if not first.box or not line.box or (first.page, first.column) != (line.page, line.column):
        return None
    indent = line.box.x0 - first.box.x0
    second = so_far[1].box if len(so_far) > 1 else None
    hang = item.hang or (second.x0 - first.box.x0 if second else indent)
    if hang <= _LEVEL * line.size or (line.bold and not so_far[-1].bold):
        return None
    if abs(indent - hang) <= _LEVEL * line.size:
        return True
    back = indent < min(hang, _LEVEL * line.size) and line.text.lstrip()[:1].isupper()
    return False if back else None


def _hangs(lines: Sequence[Line], items: Mapping[int, Item]) -> dict[str, int]:
    """For each style of item the usual indent of a second line."""
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for index, item in items.items():
        if index + 1 < len(lines) and index + 1 not in items:
            line, after = lines[index], lines[index + 1]
            indent = (
                after.box.x0 - line.box.x0 if line.box and after.box and _below(line, after) else 0
            )
            if _LEVEL * line.size < indent < 5 * line.size:
                found[item.style][round(indent, -2)] += 1
    return {
        style: max(counts, key=lambda hang: (counts[hang], -hang))
        for style, counts in found.items()
    }


def _below(line: Line, after: Line) -> bool:
    """Whether a line stands directly below another."""
    if not line.box or not after.box or (line.page, line.column) != (after.page, after.column):
        return False
    return 0 < after.box.top - line.box.top < 2 * max(line.size, 100)


def _same_edge(a: Line, b: Line) -> bool:
    return not a.box or not b.box or abs(a.box.x0 - b.box.x0) <= _LEVEL * max(a.size, b.size)


# --- dashes ---------------------------------------------------------------------------------------


def _dash_begins(lines: Sequence[Line], index: int, items: Mapping[int, Item]) -> bool:
    line, before = lines[index], lines[index - 1] if index else None
    if before is None or before.role or not before.text.strip():
        return True
    if (
        ends_sentence(before.text)
        or re.search(r"[:;]\s*$", before.text)
        or _in_list_of(lines, index, items)
    ):
        return True
    if line.box and before.box and (line.page, line.column) == (before.page, before.column):
        gap = line.box.top - before.box.bottom > 0.6 * line.size
        # The second line of an item is indented too.
        indented = index - 1 not in items and line.box.x0 > before.box.x0 + _LEVEL * line.size
        return gap or indented or _next_too(lines, index)
    if line.box:
        return False
    return not _is_full(lines, index - 1) or _next_too(lines, index)


def _in_list_of(lines: Sequence[Line], index: int, items: Mapping[int, Item]) -> bool:
    """Whether an item with the same mark went before, at the same indent."""
    mark = lines[index].text.strip()[:1]
    last = next(
        (
            i
            for i in range(index - 1, max(-1, index - 20), -1)
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
        for after in lines[index + 1 : index + 1 + _NEAR]
    )


def _is_full(lines: Sequence[Line], index: int) -> bool:
    """Whether a line of a text without geometry is about as long as those around it."""
    lengths = [len(line.text.strip()) for line in lines[max(0, index - 3) : index + 4]]
    return len(lines[index].text.strip()) >= 0.75 * max(lengths)


# --- numbers --------------------------------------------------------------------------------------


@dataclass
class _Chain:
    """Lines that begin with numbers of one form which follow one another."""

    style: str
    serial: int
    members: list[tuple[int, int, re.Match[str]]]

    @property
    def indices(self) -> list[int]:
        return [index for index, _, _ in self.members]


def _numbered(lines: Sequence[Line]) -> dict[int, Item]:
    chains: list[_Chain] = []
    waiting: dict[tuple[str, int], list[_Chain]] = defaultdict(
        list
    )  # by style and the number that goes them on
    for index, line in enumerate(lines):
        match = _NUMBER.match(line.text) if not line.role else None
        if match is None or _LEADERS.search(line.text):
            continue
        free = _may_begin(lines, index)
        for style, number in _readings(match):
            candidates = waiting[style, number]
            candidates[:] = [
                chain for chain in candidates if index - chain.members[-1][0] <= _FARTHEST
            ]
            chain = _continued(candidates, lines, index)
            # of items of one line each, the line before ends without a stop
            if chain and (free or chain.members[-1][0] == index - 1):
                candidates.remove(chain)
                chain.members.append((index, number, match))
            elif free:
                chain = _Chain(style, len(chains), [(index, number, match)])
                chains.append(chain)
            else:
                continue
            waiting[style, number + 1].append(chain)
    items: dict[int, Item] = {}
    # Longer chains first: an (i) among letters is the ninth of them.
    for chain in sorted(chains, key=lambda chain: -len(chain.members)):
        if _is_list(chain, lines) and items.keys().isdisjoint(chain.indices):
            items.update(
                {i: Item(match.group(2), chain.style, match.end()) for i, _, match in chain.members}
            )
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
    if all(c in _ROMAN for c in small):
        values = [_ROMAN[c] for c in small]
        total = sum(-a if a < b else a for a, b in pairwise([*values, 0]))
        yield form.format("i" if number.islower() else "I"), total


def _continued(chains: Sequence[_Chain], lines: Sequence[Line], index: int) -> _Chain | None:
    """Of ``chains`` that wait for the number of a line, the last begun that stands before it at the
    same indent.
    """
    for chain in sorted(chains, key=lambda chain: -chain.serial):
        last = chain.members[-1][0]
        apart = (lines[last].page, lines[last].column) != (lines[index].page, lines[index].column)
        if last < index and (apart or _same_edge(lines[last], lines[index])):
            return chain
    return None


def _may_begin(lines: Sequence[Line], index: int) -> bool:
    """False where the line before goes on in this one: it runs to the edge, and nothing ends with
    it.
    """
    line, before = lines[index], lines[index - 1] if index else None
    if (
        before is None
        or before.role
        or not before.text.strip()
        or _GOES_TO_NEXT.search(before.text.rstrip())
    ):
        return True
    if not line.box:
        return not _is_full(lines, index - 1)
    if (
        not before.box
        or not _below(before, line)
        or before.bold != line.bold
        or before.size != line.size
    ):
        return True
    full = before.box.x1 - before.box.x0 >= 0.75 * (line.box.x1 - line.box.x0)
    return not full or not _same_edge(before, line)


def _is_list(chain: _Chain, lines: Sequence[Line]) -> bool:
    """False for too few numbers, for those of headings (bold lines, or short ones far from each
    other) and of a list of contents, and for those of formulas, which the text around them does not
    share its edge with.
    """
    first = chain.members[0][1]
    if len(chain.members) < (_FEWEST if first == 1 else _FEWEST_FROM_MIDDLE):
        return False
    starts = [lines[index] for index in chain.indices]
    pages = [int(match.group(1)) for line in starts if (match := _PAGE.search(line.text))]
    if len(pages) >= 2 and 2 * len(pages) > len(starts) and pages == sorted(pages):
        return False
    between = (chain.indices[-1] - chain.indices[0]) / (len(starts) - 1)
    stopped = sum(bool(_STOPPED.search(line.text)) for line in starts)
    if 2 * sum(line.bold for line in starts) > len(starts) and (
        between > _SPARSE or 2 * stopped <= len(starts)
    ):
        return False
    short = [line for i, line in zip(chain.indices, starts, strict=True) if _is_short(lines, i)]
    inside = lines[chain.indices[0] + 1 : chain.indices[-1]]
    if 2 * sum(_is_left(line, starts[0]) for line in inside) > len(inside) > len(starts):
        return False
    return 2 * len(short) <= len(starts) or between <= _SPARSE


def _is_left(line: Line, item: Line) -> bool:
    return bool(line.box and item.box and line.box.x0 < item.box.x0 - _LEVEL * item.size)


def _is_short(lines: Sequence[Line], index: int) -> bool:
    """Whether a line looks like a heading: few words, no stop behind them, and the next line is not
    its second.
    """
    line = lines[index]
    if len(line.text.split()) > 12 or re.search(r"[.;:,]\s*$", line.text):
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
            comparable and last.box and line.box and line.box.x0 > last.box.x0 + _LEVEL * line.size
        )
