"""The text of a passage, stretch by stretch: what all witnesses share, and of each variant the reading chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from briefing_ingest.model import Reading, Stretch
from briefing_ingest.reconcile.choose import Locus, choose, variant_type
from briefing_ingest.reconcile.collate import Cell
from briefing_ingest.reconcile.elsewhere import Held, holds


class Words(NamedTuple):
    """What the choice of readings is told of the whole work: its words, and the runs of words of each witness."""

    vocabulary: Counter[str]
    held: Held
    base: str


def choose_stretches(cells: Sequence[Cell], words: Words, loud: frozenset[str]) -> tuple[Stretch, ...]:
    """The stretches of ``cells``, chosen among the witnesses that are ``loud``."""
    stretches = []
    for index, cell in enumerate(cells):
        if cell.common:
            stretches.append(Stretch(cell.readings[0].text, cell.readings))
            continue
        after = next((c.readings[0].text for c in cells[index + 1 :] if c.readings[0].text.strip()), "")
        readings = tuple(reading for reading in cell.readings if reading.source_id in loud)
        if words.base in loud:
            readings = _that_say(readings, words.held)
        chosen = choose(Locus(readings, after, words.vocabulary))
        kind = variant_type({reading.text for reading in cell.readings})
        stretches.append(Stretch(chosen.text, cell.readings, kind, chosen.rule, chosen.reason))
    return tuple(stretches)


def _that_say(readings: tuple[Reading, ...], held: Held) -> tuple[Reading, ...]:
    """The readings without those that lack what the first has since their witness has it in another place."""
    text = readings[0].text
    return tuple(r for r in readings if r.text.strip() or not holds(held.get(r.source_id, frozenset()), text))
