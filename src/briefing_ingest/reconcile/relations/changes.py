"""What changed from one edition to the next: the list that `ingest diff` would give of their texts.

Blocks are paired as the diff pairs them, and of a block that changed each stretch of other words is
one change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing_ingest.align import longest_rising, word_diff
from briefing_ingest.model import EditionChange, MergedBlock, Work
from briefing_ingest.pairing import Item, Pair, pair
from briefing_ingest.reconcile.relations.collection import texts_of
from briefing_ingest.text import fold, shortened

_MIN_SHARE_PAIRED = 0.3
"""Of the words of the shorter edition; where less of it is in blocks that correspond, a list of
changes would be the two texts over again."""
_ENDS_SHOWN = 8
"""First and last words by which a whole block is shown; its id leads to the rest."""


def changes_between(new: Work, old: Work) -> tuple[EditionChange, ...] | None:
    """The changes from ``old`` to ``new`` in the order of the new text, what was removed after what
    stood before it; None where too little corresponds.
    """
    olds, news = texts_of(old), texts_of(new)
    pairs = pair(_items(olds), _items(news))
    if not _are_enough(pairs, olds, news):
        return None
    was = {both.new: both.old for both in pairs}
    found = [
        *_removed(olds, {both.old: both.new for both in pairs}),
        *_changed_and_added(olds, news, was),
        *_moved(olds, news, pairs),
    ]
    return tuple(change for _, change in sorted(found, key=lambda one: one[0]))


def _items(blocks: Sequence[MergedBlock]) -> list[Item]:
    return [
        Item(f"{block.kind} {fold(block.text)[:40]}", block.kind, fold(block.text))
        for block in blocks
    ]


def _are_enough(
    pairs: Sequence[Pair], olds: Sequence[MergedBlock], news: Sequence[MergedBlock]
) -> bool:
    sizes = [[len(block.text.split()) for block in blocks] for blocks in (olds, news)]
    paired = min(sum(sizes[0][p.old] for p in pairs), sum(sizes[1][p.new] for p in pairs))
    return paired >= _MIN_SHARE_PAIRED * min(map(sum, sizes))


_Placed = tuple[tuple[int, int], EditionChange]
"""A change with its place: the index in the new text that it stands at or behind, and a number."""


def _removed(olds: Sequence[MergedBlock], now: dict[int, int]) -> Iterator[_Placed]:
    behind = -1
    for at, block in enumerate(olds):
        if at in now:
            behind = now[at]
        else:
            yield (
                (behind, 1_000_000 + at),
                EditionChange("removed", None, at, before=shortened(block.text, ends=_ENDS_SHOWN)),
            )


def _changed_and_added(
    olds: Sequence[MergedBlock], news: Sequence[MergedBlock], was: dict[int, int]
) -> Iterator[_Placed]:
    for at, block in enumerate(news):
        if at not in was:
            yield (
                (at, 0),
                EditionChange("added", at, None, after=shortened(block.text, ends=_ENDS_SHOWN)),
            )
            continue
        stretches = _edits(olds[was[at]].text, block.text)
        for number, (before, after) in enumerate(stretches):
            yield (at, number), EditionChange("changed", at, was[at], before, after)


def _edits(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The stretches in which two texts differ, white space at their ends aside.

    >>> list(_edits("in 2023 it was 47 per cent", "in 2024 it was 47 per cent"))
    [('2023', '2024')]
    """
    for change in word_diff(old, new) if old != new else ():
        before, after = old[slice(*change.old)].strip(), new[slice(*change.new)].strip()
        if change.tag != "equal" and before != after:
            yield before, after


def _moved(
    olds: Sequence[MergedBlock], news: Sequence[MergedBlock], pairs: Sequence[Pair]
) -> Iterator[_Placed]:
    kept = {new for _, new in longest_rising(pairs)}
    for both in pairs:
        if both.new not in kept:
            before, after = (
                shortened(blocks[at].text, ends=_ENDS_SHOWN)
                for blocks, at in ((olds, both.old), (news, both.new))
            )
            yield (both.new, -1), EditionChange("moved", both.new, both.old, before, after)
