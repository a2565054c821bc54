"""Two versions of a work, and what of the one is which of the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from briefing_ingest.align import longest_rising
from briefing_ingest.dataset import Block, Note, Work, texts
from briefing_ingest.diff.parts import Parting, Told, partings
from briefing_ingest.pairing import Item, pair
from briefing_ingest.text import fold


@dataclass(frozen=True)
class WorkPair:
    """The two versions, and which block and note of the one is which of the other."""

    old: Work
    new: Work

    @cached_property
    def _partings(self) -> tuple[list[Parting], list[Parting], dict[str, str]]:
        """What was split, what was merged, and the pairs before either was known."""
        pairs = self._paired(self.old.blocks, self.new.blocks)
        old = {block.id: index for index, block in enumerate(self.old.blocks)}
        new = {block.id: index for index, block in enumerate(self.new.blocks)}
        if len(pairs) == len(old) == len(new):
            return [], [], pairs
        of_new = {new[now]: old[was] for was, now in pairs.items()}
        of_old = {was: now for now, was in of_new.items()}
        olds, news = (
            [Told(block.kind, self._fold(block.text).split()) for block in work.blocks]
            for work in (self.old, self.new)
        )
        splits, merges = partings(olds, news, of_new), partings(news, olds, of_old)
        return splits, merges, pairs

    @cached_property
    def splits(self) -> dict[str, tuple[Block, ...]]:
        """By the new id of the first, the new blocks that an old block was split into."""
        pieces = [
            tuple(self.new.blocks[j] for j in parting.pieces) for parting in self._partings[0]
        ]
        return {blocks[0].id: blocks for blocks in pieces}

    @cached_property
    def merges(self) -> dict[str, tuple[Block, ...]]:
        """By the id of the new block, the old blocks that were merged in it."""
        return {
            self.new.blocks[i].id: tuple(self.old.blocks[j] for j in js)
            for i, js in self._partings[1]
        }

    @cached_property
    def blocks(self) -> dict[str, str]:
        """New ids of blocks by old ids, in the old order; of what was split or merged, the first
        piece's.
        """
        splits, merges, pairs = self._partings
        if not splits and not merges:
            return pairs
        kept = self._whole_blocks() | self._first_pieces()
        return {block.id: kept[block.id] for block in self.old.blocks if block.id in kept}

    def _whole_blocks(self) -> dict[str, str]:
        """New ids by old ids of the blocks that took part in no split and no merge."""
        splits, merges, pairs = self._partings
        olds = {self.old.blocks[i].id for i in _indices_in(wholes=splits, pieces=merges)}
        news = {self.new.blocks[j].id for j in _indices_in(wholes=merges, pieces=splits)}
        return {was: now for was, now in pairs.items() if was not in olds and now not in news}

    def _first_pieces(self) -> dict[str, str]:
        """New ids by old ids of what was split or merged, the first piece standing for all."""
        splits, merges, _ = self._partings
        old, new = self.old.blocks, self.new.blocks
        split = {old[whole].id: new[pieces[0]].id for whole, pieces in splits}
        merged = {old[pieces[0]].id: new[whole].id for whole, pieces in merges}
        return split | merged

    @cached_property
    def further_pieces(self) -> frozenset[str]:
        """Ids of new and old blocks that a split or merge tells of, besides the first piece."""
        rest = [blocks[1:] for blocks in (*self.splits.values(), *self.merges.values())]
        return frozenset(block.id for blocks in rest for block in blocks)

    @cached_property
    def notes(self) -> dict[str, str]:
        """New ids of notes by old ids, in the old order."""
        return self._paired(self.old.notes, self.new.notes)

    @cached_property
    def renumbered(self) -> bool:
        """True if a note has another id now, so that references in unchanged words may mean another
        note.
        """
        return any(was != now for was, now in self.notes.items()) or len(self.notes) != len(
            self.old.notes
        )

    @cached_property
    def same_words(self) -> dict[str, str]:
        """New ids by old ids of the blocks and notes whose text is the same in both."""
        old = {text.id: text.text for text in texts(self.old)}
        new = {text.id: text.text for text in texts(self.new)}
        return {was: now for was, now in (self.blocks | self.notes).items() if old[was] == new[now]}

    @cached_property
    def moved(self) -> frozenset[str]:
        """New ids of the blocks that stand elsewhere: those outside the longest run whose order is
        kept.
        """
        order = {block.id: index for index, block in enumerate(self.new.blocks)}
        places = [(index, order[name]) for index, name in enumerate(self.blocks.values())]
        kept = {place for _, place in longest_rising(places)}
        return frozenset(name for name in self.blocks.values() if order[name] not in kept)

    @cached_property
    def moved_together(self) -> dict[str, tuple[str, ...]]:
        """By the first, the runs of moved blocks that were neighbours before and still are (a
        section, say).
        """
        runs: list[list[str]] = []
        before = {now: previous for previous, now in pairwise(self.blocks.values())}
        known = set(self.blocks.values())
        present = [block.id for block in self.new.blocks if block.id in known]
        for previous, name in pairwise(["", *present]):
            if name in self.moved and runs and runs[-1][-1] == previous == before.get(name):
                runs[-1].append(name)
            elif name in self.moved:
                runs.append([name])
        return {run[0]: tuple(run) for run in runs}

    def _paired(self, old: Sequence[Block | Note], new: Sequence[Block | Note]) -> dict[str, str]:
        if [(text.id, text.text) for text in old] == [(text.id, text.text) for text in new]:
            return {text.id: text.id for text in old}
        pairs = pair([self._item(text) for text in old], [self._item(text) for text in new])
        return {old[i].id: new[j].id for i, j in pairs}

    def _item(self, text: Block | Note) -> Item:
        return Item(
            text.id, text.kind if isinstance(text, Block) else "note", self._fold(text.text)
        )

    @cached_property
    def _fold(self) -> Callable[[str], str]:
        """`fold` that remembers: what did not change stands in both versions, and is compared in
        several ways.
        """
        return cache(fold)


def _indices_in(*, wholes: Sequence[Parting], pieces: Sequence[Parting]) -> set[int]:
    """Indices of the blocks of one side that were parted, or are a piece of what was."""
    parted = {parting.whole for parting in wholes}
    return parted.union(*(parting.pieces for parting in pieces))
