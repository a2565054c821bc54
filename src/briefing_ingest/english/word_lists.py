"""The lists in ``data``: a comment begins with ``#``, a list with its name in square brackets,
entries are words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files


def _rows(name: str) -> Iterator[str]:
    text = files("briefing_ingest.english.data").joinpath(f"{name}.txt").read_text("utf-8")
    rows = (row.partition("#")[0].strip() for row in text.splitlines())
    return filter(None, rows)


@cache
def word_lists(name: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of the file ``name``, by their names; "" is the name of one that has none.

    Entries stand between white space, or where an entry has several words between commas.
    """
    found: dict[str, list[str]] = {}
    current = ""
    for row in _rows(name):
        if row.startswith("["):
            current = row.strip("[]")
            found[current] = []
        else:
            entries = row.split(",") if "," in row else row.split()
            found.setdefault(current, []).extend(filter(None, map(str.strip, entries)))
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def word_set(name: str, part: str = "") -> frozenset[str]:
    """The list ``part`` of the file ``name``."""
    return frozenset(word_lists(name)[part])
