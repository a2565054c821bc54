"""A page within a file that holds it."""

from __future__ import annotations

from typing import Final, NamedTuple

PAGE_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
MAX_BYTES: Final = 100_000_000
"""What unpacks to more is no page."""


class HeldPage(NamedTuple):
    """A page as it was saved; ``charset`` and ``url`` are "" where the file does not state them."""

    content: bytes
    charset: str
    url: str
    place: str
    """Which part or record of the file it is, as the first step of a path."""


class BadContainerError(Exception):
    """The file is damaged, or unpacks to more than any page has; the message says what it is."""
