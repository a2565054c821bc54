"""Items with a bullet, which a dash, an asterisk or an "o" is only in a list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from briefing_ingest.model import Line
from briefing_ingest.structure.lists.geometry import SAME_EDGE_EM, is_full, same_edge, text_before
from briefing_ingest.structure.lists.item import Item
from briefing_ingest.structure.marks import BULLET, ends_sentence

# White space above a dash that begins a new item.
_MIN_GAP_EM: Final = 0.6


# Lines after a dash in which another one tells that it is a bullet.
_LOOK_AHEAD_LINES: Final = 4


# Lines before a dash in which another one tells that it is a bullet.
_LOOK_BACK_LINES: Final = 19


# What is a word or a sign of punctuation elsewhere.
_DASHES: Final = "-–—o"


_BULLET = re.compile(rf"{BULLET.pattern}|\s*o\s+(?=[^\W\d_])")


def bulleted_item(lines: Sequence[Line], index: int, items: Mapping[int, Item]) -> Item | None:
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


def _dash_begins(lines: Sequence[Line], index: int, items: Mapping[int, Item]) -> bool:
    """Whether a dash is a bullet: what stands before it ends there, or others like it are near."""
    line, before = lines[index], text_before(lines, index)
    if before is None or _introduces_item(before.text) or _in_list_of(lines, index, items):
        return True
    if not line.box:
        return not is_full(lines, index - 1) or _next_too(lines, index)
    if not before.box or (line.page, line.column) != (before.page, before.column):
        return False
    gap = line.box.top - before.box.bottom > _MIN_GAP_EM * line.size
    # The second line of an item is indented too.
    indented = index - 1 not in items and line.box.x0 > before.box.x0 + SAME_EDGE_EM * line.size
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
    return apart or same_edge(lines[last], lines[index])


def _next_too(lines: Sequence[Line], index: int) -> bool:
    """Whether one of the next lines begins with the same mark, at the same indent."""
    mark = lines[index].text.strip()[:1]
    return any(
        after.text.strip()[:1] == mark
        and bool(_BULLET.match(after.text))
        and same_edge(lines[index], after)
        for after in lines[index + 1 : index + 1 + _LOOK_AHEAD_LINES]
    )
