"""All items of a text, by bullets and by numbers, and which lines go on in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from briefing_ingest.model import Line
from briefing_ingest.structure.lists.bullets import bulleted_item
from briefing_ingest.structure.lists.geometry import SAME_EDGE_EM, below
from briefing_ingest.structure.lists.item import Item
from briefing_ingest.structure.lists.numbers import numbered_items

# What is indented further is not the second line of an item.
_MAX_HANG_EM: Final = 5


def find_items(lines: Sequence[Line]) -> dict[int, Item]:
    """The items by the indices of the lines that begin them; what the source marks as items itself
    is not among them.

    A number begins an item where the next number follows, or the one before precedes, at the same
    indent; a dash only where no sentence is under way. Wrong for a sentence broken before a number
    that happens to be next.
    """
    items = numbered_items(lines)
    for index in range(len(lines)):
        item = bulleted_item(lines, index, items) if index not in items else None
        if item:
            items[index] = item
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
    hang = item.hang or _hang_of(so_far, indent)
    if hang <= SAME_EDGE_EM * line.size or (line.bold and not so_far[-1].bold):
        return None
    if abs(indent - hang) <= SAME_EDGE_EM * line.size:
        return True
    back = indent < min(hang, SAME_EDGE_EM * line.size) and line.text.lstrip()[:1].isupper()
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
                after.box.x0 - line.box.x0 if line.box and after.box and below(line, after) else 0
            )
            if SAME_EDGE_EM * line.size < indent < _MAX_HANG_EM * line.size:
                found[item.style][round(indent, -2)] += 1
    return {
        style: max(counts, key=lambda hang: (counts[hang], -hang))
        for style, counts in found.items()
    }
