"""Two versions of a work: its metadata, licence, blocks and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from briefing_ingest.align import longest_rising
from briefing_ingest.dataset import Block, Note, Work, texts
from briefing_ingest.diff.change import Change, What
from briefing_ingest.diff.fields import Fields, field_change, field_changes
from briefing_ingest.diff.names import Names
from briefing_ingest.diff.pairing import Item, pair
from briefing_ingest.diff.parts import Parting, joined, partings
from briefing_ingest.diff.texts import compare_texts
from briefing_ingest.text import fold

_YES_NO: Final = {True: "yes", False: "no", None: None}


@dataclass(frozen=True)
class WorkPair:
    """The two versions, and which block and note of the one is which of the other."""

    old: Work
    new: Work

    @cached_property
    def _partings(self) -> tuple[list[Parting], list[Parting], dict[str, str]]:
        """What was split, what was merged, and the pairs before either was known."""
        pairs = _paired(self.old.blocks, self.new.blocks)
        old = {block.id: index for index, block in enumerate(self.old.blocks)}
        new = {block.id: index for index, block in enumerate(self.new.blocks)}
        if len(pairs) == len(old) == len(new):
            return [], [], pairs
        of_new = {new[now]: old[was] for was, now in pairs.items()}
        of_old = {was: now for now, was in of_new.items()}
        splits = partings(self.old.blocks, self.new.blocks, of_new)
        merges = partings(self.new.blocks, self.old.blocks, of_old)
        return splits, merges, pairs

    @cached_property
    def splits(self) -> dict[str, tuple[Block, ...]]:
        """By the new id of the first, the new blocks that an old block was split into."""
        pieces = [tuple(self.new.blocks[j] for j in parting.pieces) for parting in self._partings[0]]
        return {blocks[0].id: blocks for blocks in pieces}

    @cached_property
    def merges(self) -> dict[str, tuple[Block, ...]]:
        """By the id of the new block, the old blocks that were merged in it."""
        return {self.new.blocks[i].id: tuple(self.old.blocks[j] for j in js) for i, js in self._partings[1]}

    @cached_property
    def blocks(self) -> dict[str, str]:
        """New ids of blocks by old ids, in the old order; of what was split or merged, the first piece's."""
        splits, merges, pairs = self._partings
        if not splits and not merges:
            return pairs
        old, new = [block.id for block in self.old.blocks], [block.id for block in self.new.blocks]
        parted = [(old[i], new[js[0]]) for i, js in splits] + [(old[js[0]], new[i]) for i, js in merges]
        olds = {old[i] for i, _ in splits} | {old[j] for _, js in merges for j in js}
        news = {new[j] for _, js in splits for j in js} | {new[i] for i, _ in merges}
        kept = {was: now for was, now in pairs.items() if was not in olds and now not in news} | dict(parted)
        return {name: kept[name] for name in old if name in kept}

    @cached_property
    def further_pieces(self) -> frozenset[str]:
        """Ids of new and old blocks that a split or merge tells of, besides the first piece."""
        rest = [blocks[1:] for blocks in (*self.splits.values(), *self.merges.values())]
        return frozenset(block.id for blocks in rest for block in blocks)

    @cached_property
    def notes(self) -> dict[str, str]:
        """New ids of notes by old ids, in the old order."""
        return _paired(self.old.notes, self.new.notes)

    @cached_property
    def same_words(self) -> dict[str, str]:
        """New ids by old ids of the blocks and notes whose text is the same in both."""
        old = {text.id: text.text for text in texts(self.old)}
        new = {text.id: text.text for text in texts(self.new)}
        return {was: now for was, now in (self.blocks | self.notes).items() if old[was] == new[now]}

    @cached_property
    def moved(self) -> frozenset[str]:
        """New ids of the blocks that stand elsewhere: those outside the longest run whose order is kept."""
        order = {block.id: index for index, block in enumerate(self.new.blocks)}
        places = [(index, order[name]) for index, name in enumerate(self.blocks.values())]
        kept = {place for _, place in longest_rising(places)}
        return frozenset(name for name in self.blocks.values() if order[name] not in kept)

    @cached_property
    def moved_together(self) -> dict[str, tuple[str, ...]]:
        """By the first, the runs of moved blocks that were neighbours before and still are (a section, say)."""
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


def compare_works(works: WorkPair, names: Names) -> list[Change]:
    """The differences of two versions of a work: of the whole first, then of blocks and notes in reading order."""
    old, new = works.old, works.new
    if old == new and all(names.entities.get(name) == name for name in _entities(old)):
        return []
    blocks = list(_text_changes(works, names, old.blocks, new.blocks))
    notes = [*_text_changes(works, names, old.notes, new.notes), *_renumbered(works)]
    said = {(change.old, change.new) for change in blocks if change.field == "text"}
    whole = [
        *field_changes("work", new.id, [("id", old.id)], [("id", new.id)]),
        *field_changes("metadata", new.id, _metadata(old, names), _metadata(new, None)),
        *_contact_changes(works),
        *_licence_changes(works),
    ]
    # A title's change is told by its block where it has one.
    return [change for change in whole if (change.old, change.new) not in said or not change.detail] + blocks + notes


def _entities(work: Work) -> Iterator[str]:
    yield from work.publishers
    for text in texts(work):
        yield from (mention.entity for mention in text.mentions)


def _paired(old: Sequence[Block | Note], new: Sequence[Block | Note]) -> dict[str, str]:
    if [text.id for text in old] == [text.id for text in new] and all(
        a.text == b.text for a, b in zip(old, new, strict=True)
    ):
        return {text.id: text.id for text in old}
    pairs = pair([_item(text) for text in old], [_item(text) for text in new])
    return {old[i].id: new[j].id for i, j in pairs}


def _item(text: Block | Note) -> Item:
    return Item(text.id, text.kind if isinstance(text, Block) else "note", text.text)


def _metadata(work: Work, names: Names | None) -> Fields:
    """What is said of a work as a whole, references translated into the names of the new dataset."""
    entities: Mapping[str, str] = names.entities if names else {}
    sources: Mapping[str, str] = names.sources if names else {}
    witnesses = (
        f"{sources.get(w.source, w.source)}{' (base)' if w.base else ''}{f': {w.evidence}' if w.evidence else ''}"
        for w in work.witnesses
    )
    return [
        ("kind", work.kind),
        ("title", work.title),
        ("subtitle", work.subtitle),
        ("authors", "; ".join(work.authors)),
        ("publishers", "; ".join(entities.get(name, name) for name in work.publishers)),
        ("published", work.published),
        ("language", work.language),
        ("witnesses", "; ".join(witnesses)),
    ]


def _contact_changes(works: WorkPair) -> Iterator[Change]:
    """Ways to reach somebody, unless the block that has them came or went with them."""
    blocks = works.blocks | works.notes
    old = {f"{contact.kind} {contact.value}": contact for contact in works.old.contacts}
    new = {f"{contact.kind} {contact.value}": contact for contact in works.new.contacts}
    known = set(blocks.values())
    for shown, contact in old.items():
        if shown not in new and contact.block in blocks:
            yield field_change("metadata", works.new.id, "contacts", shown, None)
    for shown, contact in new.items():
        if shown not in old and contact.block in known:
            yield field_change("metadata", works.new.id, "contacts", None, shown)


def _licence_changes(works: WorkPair) -> Iterator[Change]:
    blocks = works.blocks | works.notes
    old, new = works.old.licence, works.new.licence
    fields = [
        [
            ("id", licence.id),
            ("permits_derivatives", _YES_NO[licence.permits_derivatives]),
            ("permits_commercial_use", _YES_NO[licence.permits_commercial_use]),
        ]
        for licence in (old, new)
    ]
    yield from field_changes("licence", works.new.id, *fields)
    before = _stated(works.old, blocks)
    after = _stated(works.new, {})
    if before != after:
        yield field_change("licence", works.new.id, "stated_in", before, after)


def _stated(work: Work, blocks: Mapping[str, str]) -> str | None:
    """Where the licence is stated, and in which words."""
    place = work.licence.stated_in
    if place is None:
        return None
    text = next((text.text for text in texts(work) if text.id == place.block), "")
    return f"{blocks.get(place.block, place.block)}: {text[place.start : place.end]}"


def _text_changes(
    works: WorkPair, names: Names, old: Sequence[Block | Note], new: Sequence[Block | Note]
) -> Iterator[Change]:
    """Changes of blocks (or notes) in the new reading order; what was removed stands behind what it followed."""
    pairs = works.blocks | works.notes
    olds = {pairs[text.id]: text for text in old if text.id in pairs}
    removed: dict[str, list[Change]] = {}
    previous = ""
    for text in old:
        if text.id in pairs:
            previous = pairs[text.id]
        elif not (isinstance(text, Block) and text.id in works.further_pieces):
            after = f"{works.new.id}/{previous}" if previous else ""
            change = Change("removed", _what(text), f"{works.old.id}/{text.id}", "", text.text, after=after)
            removed.setdefault(previous, []).append(change)
    yield from removed.get("", [])
    for text in new:
        before = olds.get(text.id)
        if isinstance(text, Block) and (text.id in works.splits or text.id in works.merges):
            yield from _parted_changes(works, names, text, before)
        elif before is None and isinstance(text, Block) and text.id in works.further_pieces:
            pass
        elif before is None:
            yield Change("added", _what(text), f"{works.new.id}/{text.id}", "", None, text.text)
        elif before != text or before.id in works.moved:
            yield from _pair_changes(works, names, before, text)
        else:
            yield from compare_texts(f"{works.new.id}/{text.id}", before, text, names, works.notes)
        yield from removed.get(text.id, [])


def _parted_changes(works: WorkPair, names: Names, text: Block, before: Block | Note | None) -> Iterator[Change]:
    """A split or merge, and what else changed in the words and what is noted in them."""
    assert isinstance(before, Block)
    pieces = works.splits.get(text.id) or works.merges[text.id]
    if text.id in works.splits:
        work, old, new = works.new.id, before, joined(pieces)
    else:
        work, old, new = works.old.id, joined(pieces), text
    where, parts = f"{works.new.id}/{text.id}", tuple(f"{work}/{piece.id}" for piece in pieces)
    yield Change("split" if text.id in works.splits else "merged", "block", where, "", old.text, new.text, parts=parts)
    for change in _pair_changes(works, names, old, new):
        if change.category != "typographic" and change.field not in {"id", "label"}:
            yield change


def _what(text: Block | Note) -> What:
    return "note" if isinstance(text, Note) else "block"


def _pair_changes(works: WorkPair, names: Names, old: Block | Note, new: Block | Note) -> Iterator[Change]:
    where = f"{works.new.id}/{new.id}"
    if isinstance(old, Block) and isinstance(new, Block):
        if together := works.moved_together.get(new.id):
            parts = tuple(f"{works.new.id}/{name}" for name in together) if len(together) > 1 else ()
            places = _neighbour(works.old, old.id), _neighbour(works.new, new.id)
            yield Change("moved", "block", where, "", *places, parts=parts)
        yield from field_changes("block", where, _block_fields(old), _block_fields(new))
        yield from _section_change(works, old, new)
    if old.id != new.id and fold(old.text) == fold(new.text) and _natural(old) == _natural(new):
        yield field_change(_what(new), where, "id", old.id, new.id)
    yield from compare_texts(where, old, new, names, works.notes)


def _natural(text: Block | Note) -> tuple[str, ...]:
    """What else than the text an id is made from."""
    if isinstance(text, Note):
        return (text.number,)
    return (text.kind, text.label.name if text.label else "", (text.label.number or "") if text.label else "")


def _neighbour(work: Work, name: str) -> str:
    ids = [block.id for block in work.blocks]
    at = ids.index(name)
    return f"after {ids[at - 1]}" if at else "at the beginning"


def _block_fields(block: Block) -> Fields:
    label = " ".join(filter(None, (block.label.name, block.label.number))) if block.label else None
    return [("kind", block.kind), ("level", str(block.level or "")), ("label", label)]


def _section_change(works: WorkPair, old: Block, new: Block) -> Iterator[Change]:
    """The block stands under another heading, and neither its own move nor the heading's coming or going says so."""
    before, after = works.blocks.get(old.section or "", ""), new.section or ""
    headings = {b.id for b in works.old.blocks if b.kind == "heading" and b.id in works.blocks}
    known = {works.blocks[name] for name in headings} & {b.id for b in works.new.blocks if b.kind == "heading"}
    explained = [name for name in (before, after) if name and (name not in known or name in works.moved)]
    lost = bool(old.section) and not before
    if before != after and not lost and not explained and new.id not in works.moved:
        yield field_change("block", f"{works.new.id}/{new.id}", "section", before, after)


def _renumbered(works: WorkPair) -> Iterator[Change]:
    """One change for all notes that only got another number."""
    old = {note.id: note.number for note in works.old.notes}
    new = {note.id: note.number for note in works.new.notes}
    shifts = [(old[a], new[b]) for a, b in works.notes.items() if old[a] != new[b]]
    if shifts:
        before, after = (", ".join(numbers) for numbers in zip(*shifts, strict=True))
        yield field_change("note", works.new.id, "number", before, after)
