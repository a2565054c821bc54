"""The noise of a witness at a place: how often it stands against what the others read there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefing_ingest.model import Reading
from briefing_ingest.reconcile.collate import Cell
from briefing_ingest.text import word_key

_MAX_SHARE_ODD: Final = 0.3
"""A witness that differs from the others in a larger share of the words of a passage is not heard
there."""

_MIN_VOTERS: Final = 3
"""Of two witnesses that differ, neither is the odd one."""

_MIN_WORDS: Final = 8
"""In shorter passages one odd word says nothing about the witness."""


def heard(cells: Sequence[Cell]) -> frozenset[str]:
    """The sources whose readings of a passage count when its text is chosen.

    A witness that read the passage in another order, or with its words run together, disagrees with
    the others all along; where it leaves a word out or puts one in, that says nothing about the
    word. Of one and two witnesses all are heard, and never fewer than two.
    """
    names = [reading.source_id for reading in cells[0].readings] if cells else []
    words = sum(_words(cell) for cell in cells)
    if len(names) < _MIN_VOTERS or words < _MIN_WORDS:
        return frozenset(names)
    odd: Counter[str] = Counter()
    for cell in cells:
        for name in _outvoted_witnesses(cell):
            odd[name] += _words(cell)
    ordered = sorted(names, key=lambda name: (odd[name], names.index(name)))
    tolerated = (name for name in names if odd[name] <= _MAX_SHARE_ODD * words)
    return frozenset([*ordered[:2], *tolerated])


def _outvoted_witnesses(cell: Cell) -> list[str]:
    """The sources whose words at a place are not those that most witnesses have there."""
    keys = [tuple(map(word_key, reading.text.split())) for reading in cell.readings]
    votes = Counter(keys)
    most = max(votes.values())
    return [r.source_id for r, key in zip(cell.readings, keys, strict=True) if votes[key] < most]


def audible(cell: Cell, loud: frozenset[str]) -> tuple[Reading, ...]:
    """The readings of a place that count when its text is chosen: those of the witnesses that are
    ``loud``.

    All count where these are silent and most of all witnesses are not: a noisy witness puts words
    in here and there, but most of them do not do so in the same place.
    """
    readings = tuple(reading for reading in cell.readings if reading.source_id in loud)
    speaking = sum(bool(reading.text.strip()) for reading in cell.readings)
    if 2 * speaking > len(cell.readings) and not any(reading.text.strip() for reading in readings):
        return cell.readings
    return readings


def _words(cell: Cell) -> int:
    return max(len(reading.text.split()) for reading in cell.readings)
