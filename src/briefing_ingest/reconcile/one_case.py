"""Neighbouring words that versions set in another case, taken together.

"THE BOARD AND ITS WORK" and "The board and its work" differ in one thing, not in five words.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing_ingest.model import BlockKind, Reading
from briefing_ingest.reconcile.collate import Cell
from briefing_ingest.traced import concat

_DISPLAYED: frozenset[BlockKind] = frozenset({"title", "subtitle", "heading", "caption", "byline"})
"""Kinds of blocks that are set as a whole."""


def join_case(cells: Sequence[Cell], kind: BlockKind) -> list[Cell]:
    """``cells`` of a block of that ``kind``, with those that differ in case alone put together.

    In what is displayed, from the first to the last of them, if nothing else differs between. In a
    text, only over what has no small letters, as all of a passage in capitals.
    """
    joined: list[Cell] = []
    run: list[Cell] = []
    for cell in cells:
        if _differs_in_case(cell) or (run and _may_stand_between(cell, kind)):
            run.append(cell)
        else:
            joined += _as_one(run)
            joined.append(cell)
            run = []
    return [*joined, *_as_one(run)]


def _differs_in_case(cell: Cell) -> bool:
    texts = {reading.text for reading in cell.readings}
    return len(texts) > 1 and len({text.casefold() for text in texts}) == 1


def _may_stand_between(cell: Cell, kind: BlockKind) -> bool:
    text = cell.readings[0].text
    return cell.common and (kind in _DISPLAYED or not any(char.islower() for char in text))


def _as_one(run: Sequence[Cell]) -> list[Cell]:
    """The cells of a run as one, up to the last that differs; what follows that stays as it is."""
    differing = [index for index, cell in enumerate(run) if not cell.common]
    if len(differing) < 2:
        return list(run)
    end = differing[-1] + 1
    whole = Cell(
        tuple(
            Reading(parts[0].source_id, concat(part.traced for part in parts))
            for parts in zip(*(cell.readings for cell in run[:end]), strict=True)
        )
    )
    return [whole, *run[end:]]
