"""Addresses side by side that one source version has column by column and another line by line.

A dump that lost the white between the columns ("Bristol BS1 4QA Leeds LS1 4DT") cannot be taken
apart by itself. Where another version has the columns, its order is followed.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final, NamedTuple

from briefing_ingest.blocks import with_other_text
from briefing_ingest.model import Block, Witness
from briefing_ingest.pages.contact_signs import Sign, count_signs
from briefing_ingest.text import word_key, words
from briefing_ingest.traced import TracedText, concat

_KINDS: Final = ("imprint", "contact")
_REPAIR: Final = "address_columns"
_MIN_SHARE: Final = 0.8
"""Of the words of a mixed block, among those of the columns: the rest is what a copy damaged."""


def follow_columns(witnesses: Sequence[Witness]) -> list[Witness]:
    """``witnesses``, those that mix addresses line by line in the order of the first that has them
    one after another.

    Every word stays that of its own witness. Nothing changes where no version has the columns, or
    none mixes them.
    """
    ordered = next(filter(None, (_addresses(witness.blocks) for witness in witnesses)), ())
    if not ordered or len(witnesses) == 1:
        return list(witnesses)
    return [_in_order_of(ordered, witness) for witness in witnesses]


def _addresses(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The first run of imprints and contacts in which several addresses stand one after another."""
    run: list[Block] = []
    for block in (*blocks, None):
        if block and block.kind in _KINDS:
            run.append(block)
            continue
        if _are_apart(run):
            return tuple(run)
        run = []
    return ()


def _are_apart(run: Sequence[Block]) -> bool:
    """Whether blocks hold several addresses, and none of them holds two."""
    counts = [count_signs(block.text) for block in run]
    return sum(count["postcode"] for count in counts) > 1 and not any(map(_is_mixed, counts))


def _is_mixed(count: Counter[Sign]) -> bool:
    return count["postcode"] > 1 or count["registration"] > 2


def _in_order_of(ordered: Sequence[Block], witness: Witness) -> Witness:
    """``witness`` with the addresses that it mixes in the order of ``ordered``."""
    start, end = _mixed_run(witness.blocks, ordered)
    if start == end:
        return witness
    mixed = witness.blocks[start:end]
    blocks = (*witness.blocks[:start], *_reordered(mixed, ordered), *witness.blocks[end:])
    return replace(witness, blocks=blocks)


def _mixed_run(blocks: Sequence[Block], ordered: Sequence[Block]) -> tuple[int, int]:
    """The blocks ``[start, end)`` that hold the words of ``ordered``, one of them those of several
    addresses; empty if there are none.
    """
    known = {key for block in ordered for key in _keys(block)}
    end = 0
    for fits, run in groupby(blocks, key=lambda block: _is_made_of(known, block)):
        found = list(run)
        start, end = end, end + len(found)
        if fits and any(_is_mixed(count_signs(block.text)) for block in found):
            return start, end
    return 0, 0


def _is_made_of(known: Collection[str], block: Block) -> bool:
    """Whether most words of a block are ``known``; a title and a table are in no order but their
    own.
    """
    keys = _keys(block)
    found = sum(key in known for key in keys)
    return block.kind not in {"title", "table"} and found >= _MIN_SHARE * len(keys) > 0


def _keys(block: Block) -> list[str]:
    return [word_key(block.text[slice(*span)]) for span in words(block.text)]


class _Unit(NamedTuple):
    """A word that the columns have too, with what else follows it in its block."""

    key: str
    block: Block
    traced: TracedText


def _reordered(mixed: Sequence[Block], ordered: Sequence[Block]) -> Iterator[Block]:
    """Blocks as those of ``ordered``, made of the words of ``mixed``.

    A word that the columns do not have, such as a damaged one, stays behind the word before it.
    """
    left = _units_by_key(mixed, ordered)
    for model in ordered:
        taken = [left[key].popleft() for key in _keys(model) if left[key]]
        if taken:
            yield _block_of(taken, model)
    rest = [unit for found in left.values() for unit in found]
    if rest:
        rest.sort(key=lambda unit: unit.traced.raw_start)
        yield _block_of(rest, rest[0].block)


def _units_by_key(
    mixed: Iterable[Block], ordered: Iterable[Block]
) -> defaultdict[str, deque[_Unit]]:
    wanted = Counter(key for model in ordered for key in _keys(model))
    found: defaultdict[str, deque[_Unit]] = defaultdict(deque)
    for block in mixed:
        for unit in _units(block, wanted):
            found[unit.key].append(unit)
    return found


def _units(block: Block, wanted: Counter[str]) -> Iterator[_Unit]:
    """The text of a block cut before each word that is ``wanted``, which is taken off there."""
    starts: list[tuple[int, str]] = []
    for span in words(block.text):
        key = word_key(block.text[slice(*span)])
        if wanted[key] > 0:
            wanted[key] -= 1
            starts.append((span.start, key))
        elif not starts:
            starts.append((0, key))
    ends = [start for start, _ in starts[1:]] + [len(block.text)]
    for index, ((start, key), end) in enumerate(zip(starts, ends, strict=True)):
        yield _Unit(key, block, block.traced.slice(start if index else 0, end))


def _block_of(taken: Sequence[_Unit], model: Block) -> Block:
    """What is ``taken`` as a block of the kind of ``model``, a space between its words."""
    pieces: list[TracedText] = []
    for unit in taken:
        if pieces and not pieces[-1].text.endswith(" "):
            pieces.append(TracedText.inserted(" ", pieces[-1].raw_end, _REPAIR))
        pieces.append(unit.traced)
    places = dict.fromkeys(place for unit in taken for place in unit.block.places)
    return with_other_text(model, concat(pieces).trimmed(_REPAIR), tuple(places))
