"""The order of witnesses: the base first, then those that agree with it best."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing_ingest.model import Witness
from briefing_ingest.text import word_key

_COMPARED: Final = 8
"""Each witness is compared with at most so many others; more add little to what the majority is."""


def ranked(group: Sequence[Witness]) -> list[Witness]:
    """``group`` with the base first.

    Of three and more, the base is the witness that the others agree with best (its words in its order), since noise
    and loss are each witness's own. Of equals, and of two, it is the one with a title, the most notes, the most words.
    """
    ordered = sorted(group, key=_structure)
    if len(ordered) < 3:
        return ordered
    numbers: dict[str, int] = {}
    keys = [
        [numbers.setdefault(word_key(word), len(numbers)) for block in witness.blocks for word in block.text.split()]
        for witness in ordered
    ]
    agreement = [_agreement(keys, i) for i in range(len(ordered))]
    best = max(range(len(ordered)), key=lambda i: (agreement[i], -i))
    rest = sorted((i for i in range(len(ordered)) if i != best), key=lambda i: (-agreement[i], i))
    return [ordered[best], *(ordered[i] for i in rest)]


def _structure(witness: Witness) -> tuple[bool, int, int, str]:
    title = any(block.kind == "title" for block in witness.blocks)
    size = sum(len(block.text.split()) for block in witness.blocks)
    return (not title, -len(witness.notes), -size, witness.source_id)


def _agreement(keys: Sequence[Sequence[int]], index: int) -> int:
    """Mean similarity with other witnesses, in whole per cent, so that a trifle does not choose the base."""
    from rapidfuzz.distance import Levenshtein

    others = [i for i in range(len(keys)) if i != index][:_COMPARED]
    total = sum(Levenshtein.normalized_similarity(keys[index], keys[i]) for i in others)
    return int(100 * total / len(others))
