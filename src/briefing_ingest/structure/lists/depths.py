"""How deep the items of lists stand."""

from __future__ import annotations

from briefing_ingest.model import Line
from briefing_ingest.structure.lists.geometry import SAME_EDGE_EM, same_edge
from briefing_ingest.structure.lists.item import Item


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
        return (style == item.style and same_edge(last, line)) or self._deeper(line)

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
            and line.box.x0 > last.box.x0 + SAME_EDGE_EM * line.size
        )
