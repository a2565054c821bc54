"""Where the lines of a manifest say something, for messages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from briefing_ingest.errors import Location

_ANY_HEADER: Final = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]")


@dataclass(frozen=True)
class Lines:
    """The text of a manifest, taken apart once, when the first line number is asked for."""

    text: str
    table: str = "source"
    """The name of the tables that are its entries."""

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def _headers(self) -> list[int]:
        """Indices of the lines that begin an entry, and of the end."""
        return [*(number for number, name in self._tables if name == self.table), len(self._lines)]

    @cached_property
    def _tables(self) -> list[tuple[int, str]]:
        """Indices of the lines that begin a table of any name, and the names."""
        found = ((number, _ANY_HEADER.match(line)) for number, line in enumerate(self._lines))
        return [(number, match[1]) for number, match in found if match]

    def _end_of(self, start: int) -> int:
        """The index of the line behind the table that begins at ``start``."""
        return next((number for number, _ in self._tables if number > start), len(self._lines))

    def line_of(self, index: int | None, key: str) -> int | None:
        """1-based line of ``key`` in entry number ``index`` (anywhere if None); else of its header,
        else None.

        The standard parser keeps no positions, so the text is searched; a key inside a multi-line
        string could mislead.
        """
        is_entry = index is not None and index < len(self._headers) - 1
        start, end = 0, len(self._lines)
        if index is not None and is_entry:
            start = self._headers[index]
            end = self._end_of(start)
        pattern = re.compile(rf"\s*(\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*(=|\]|\.)")
        found = next(
            (number for number in range(start, end) if pattern.match(self._lines[number])), None
        )
        if found is None:
            return start + 1 if index is not None and len(self._headers) > 1 else None
        return found + 1


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """Where an entry stands: the manifest's lines and name, and which of its entries it is."""

    lines: Lines
    name: str
    index: int

    def at(self, key: str) -> Location:
        """The line of ``key`` in the entry."""
        return Location(self.name, line=self.lines.line_of(self.index, key))
