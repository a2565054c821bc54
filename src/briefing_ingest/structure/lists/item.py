"""An item of a list, as the line that begins it shows it."""

from __future__ import annotations

from typing import NamedTuple


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
