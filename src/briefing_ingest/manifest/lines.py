"""Where the lines of a manifest say something, for messages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from briefing_ingest.errors import Location

_HEADER: Final = re.compile(r"\s*\[\[\s*source\s*\]\]")


@dataclass(frozen=True)
class Lines:
    """The text of a manifest, taken apart once, when the first line number is asked for."""

    text: str

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def _headers(self) -> list[int]:
        """Indices of the lines that begin an entry, and of the end."""
        found = [number for number, line in enumerate(self._lines) if _HEADER.match(line)]
        return [*found, len(self._lines)]

    def line_of(self, index: int | None, key: str) -> int | None:
        """1-based line of ``key`` in entry number ``index`` (anywhere if None); else of its header,
        else None.

        The standard parser keeps no positions, so the text is searched; a key inside a multi-line
        string could mislead.
        """
        is_entry = index is not None and index < len(self._headers) - 1
        start, end = (
            self._headers[index : index + 2]
            if index is not None and is_entry
            else (0, len(self._lines))
        )
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
