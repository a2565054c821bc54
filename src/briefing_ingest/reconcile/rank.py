"""The order of witnesses: the base first, then those that agree with it best."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing_ingest.model import Witness
from briefing_ingest.reconcile.authority import authorities, is_leading
from briefing_ingest.text import word_key

_SURE: Final = frozenset({"manifest", "statement"})
"""What makes a latest edition the base; a date alone does not."""

_MAX_COMPARED: Final = 8
"""Each witness is compared with at most so many others; more add little to what the majority is."""


def by_rank(group: Sequence[Witness]) -> list[Witness]:
    """``group`` with the base first.

    Of three and more, the base is the witness that the others agree with best (its words in its
    order), since noise and loss are each witness's own. Of equals, and of two, it is the one with a
    title, the most notes, the most words. Before all these goes the edition that leads as the
    manifest says, and the latest edition, if the manifest
    or a statement of revision shows that it is, and it is nearly whole: what no rule decides is
    then read in the edition that is followed in numbers and names. A date alone does not: the page
    and the PDF of one edition bear different days.
    """
    ordered = sorted(group, key=_structure)
    if len(ordered) < _MIN_WITNESSES:
        return _latest_first(ordered)
    keys = _numbered_words(ordered)
    agreement = [_agreement_per_cent(keys, i) for i in range(len(ordered))]
    by_agreement = sorted(range(len(ordered)), key=lambda i: (-agreement[i], i))
    best = agreement[by_agreement[0]]
    alike = [
        ordered[i]
        for i in by_agreement
        if best - agreement[i] <= _MAX_SHORTFALL_PER_CENT or is_leading(ordered[i])
    ]
    first, *_ = _latest_first(alike)
    return [first, *(ordered[i] for i in by_agreement if ordered[i] is not first)]


def _numbered_words(witnesses: Sequence[Witness]) -> list[list[int]]:
    """The words of each witness as numbers, the same number for the same word."""
    numbers: dict[str, int] = {}
    return [
        [
            numbers.setdefault(word_key(word), len(numbers))
            for block in witness.blocks
            for word in block.text.split()
        ]
        for witness in witnesses
    ]


_MIN_WITNESSES: Final = 3
"""Two witnesses agree with each other as much as the other way round."""

_MIN_SHARE_OF_LONGEST: Final = 0.8
"""The base has this part of the words of the longest witness; an extract gives no work its
order."""

_MAX_SHORTFALL_PER_CENT: Final = 10
"""Agreement in per cent that the base may fall short of the best: editions differ little, damaged
copies much."""


def _latest_first(ordered: Sequence[Witness]) -> list[Witness]:
    """``ordered`` with the edition that leads first, else the latest, if it is known as such and
    nearly whole.
    """
    leading = [witness for witness in ordered if is_leading(witness)] or _latest(ordered)
    return [*leading, *(witness for witness in ordered if witness not in leading)]


def _latest(ordered: Sequence[Witness]) -> list[Witness]:
    """The latest edition, if it is known as such and nearly whole."""
    first = authorities(ordered)[:1]
    latest = next((one.source_id for one in first if one.known_from in _SURE), "")
    longest = max(map(_size, ordered))
    return [
        w for w in ordered if w.source_id == latest and _size(w) >= _MIN_SHARE_OF_LONGEST * longest
    ]


def _size(witness: Witness) -> int:
    return sum(len(block.text.split()) for block in witness.blocks)


def _structure(witness: Witness) -> tuple[bool, int, int, str]:
    title = any(block.kind == "title" for block in witness.blocks)
    return (not title, -len(witness.notes), -_size(witness), witness.source_id)


def _agreement_per_cent(keys: Sequence[Sequence[int]], index: int) -> int:
    """Mean similarity with other witnesses, in whole per cent, so that a trifle does not choose the
    base.
    """
    from rapidfuzz.distance import Levenshtein

    others = [i for i in range(len(keys)) if i != index][:_MAX_COMPARED]
    total = sum(Levenshtein.normalized_similarity(keys[index], keys[i]) for i in others)
    return int(100 * total / len(others))
