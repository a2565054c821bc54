"""Two versions of a work: its metadata, licence, blocks and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

from briefing_ingest.dataset import Block, Note, Work, texts
from briefing_ingest.diff.change import Change, What
from briefing_ingest.diff.fields import Fields, field_change, field_changes
from briefing_ingest.diff.names import Names
from briefing_ingest.diff.parts import joined, without_crossing
from briefing_ingest.diff.texts import compare_texts
from briefing_ingest.diff.workpair import WorkPair
from briefing_ingest.text import fold

_YES_NO: Final = {True: "yes", False: "no", None: None}


def compare_works(works: WorkPair, names: Names) -> list[Change]:
    """The differences of two versions of a work: of the whole first, then of blocks and notes in
    reading order.
    """
    old, new = works.old, works.new
    if old == new and names.renamed.isdisjoint(_named(old)):
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
    return (
        [change for change in whole if (change.old, change.new) not in said or not change.detail]
        + blocks
        + notes
    )


def _named(work: Work) -> Iterator[str]:
    """Ids of sources and entities that a work names."""
    yield from work.publishers
    yield from (witness.source for witness in work.witnesses)
    for text in texts(work):
        yield from (mention.entity for mention in text.mentions)


def _metadata(work: Work, names: Names | None) -> Fields:
    """What is said of a work as a whole, references translated into the names of the new
    dataset.
    """
    entities: Mapping[str, str] = names.entities if names else {}
    sources: Mapping[str, str] = names.sources if names else {}
    witnesses = (
        f"{sources.get(w.source, w.source)}{' (base)' if w.base else ''}"
        f"{f': {w.evidence}' if w.evidence else ''}"
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
    """Changes of blocks (or notes) in the new reading order; what was removed stands behind what it
    followed.
    """
    pairs = works.blocks | works.notes
    olds = {pairs[text.id]: text for text in old if text.id in pairs}
    removed = _removed(works, old)
    yield from removed.get("", [])
    for text in new:
        yield from _changes_of(works, names, olds.get(text.id), text)
        yield from removed.get(text.id, [])


def _removed(works: WorkPair, old: Sequence[Block | Note]) -> dict[str, list[Change]]:
    """What was removed, by the new id of what it followed."""
    pairs = works.blocks | works.notes
    removed: dict[str, list[Change]] = {}
    previous = ""
    for text in old:
        if text.id in pairs:
            previous = pairs[text.id]
        elif not _is_further_piece(works, text):
            after = f"{works.new.id}/{previous}" if previous else ""
            change = Change(
                "removed", _what(text), f"{works.old.id}/{text.id}", "", text.text, after=after
            )
            removed.setdefault(previous, []).append(change)
    return removed


def _changes_of(
    works: WorkPair, names: Names, before: Block | Note | None, text: Block | Note
) -> Iterator[Change]:
    """Changes of one new block or note against the old one it pairs with."""
    if isinstance(text, Block) and (text.id in works.splits or text.id in works.merges):
        yield from _parted_changes(works, names, text, before)
    elif before is None:
        if not _is_further_piece(works, text):
            yield Change("added", _what(text), f"{works.new.id}/{text.id}", "", None, text.text)
    elif before != text or before.id in works.moved:
        yield from _pair_changes(works, names, before, text)
    elif names.renamed or works.renumbered:
        yield from compare_texts(f"{works.new.id}/{text.id}", before, text, names, works.notes)


def _is_further_piece(works: WorkPair, text: Block | Note) -> bool:
    return isinstance(text, Block) and text.id in works.further_pieces


def _parted_changes(
    works: WorkPair, names: Names, text: Block, before: Block | Note | None
) -> Iterator[Change]:
    """A split or merge, and what else changed in the words and what is noted in them."""
    assert isinstance(before, Block)
    pieces = works.splits.get(text.id) or works.merges[text.id]
    if text.id in works.splits:
        work, new = works.new.id, joined(pieces)
        # What lay across the cut cannot be kept: that it is gone follows from the split.
        old = without_crossing(
            before, new.text, list(accumulate(len(piece.text) + 1 for piece in pieces[:-1]))
        )
    else:
        work, old, new = works.old.id, joined(pieces), text
    where, parts = f"{works.new.id}/{text.id}", tuple(f"{work}/{piece.id}" for piece in pieces)
    yield Change(
        "split" if text.id in works.splits else "merged",
        "block",
        where,
        "",
        old.text,
        new.text,
        parts=parts,
    )
    for change in _pair_changes(works, names, old, new):
        if change.category != "typographic" and change.field not in {"id", "label"}:
            yield change


def _what(text: Block | Note) -> What:
    return "note" if isinstance(text, Note) else "block"


def _pair_changes(
    works: WorkPair, names: Names, old: Block | Note, new: Block | Note
) -> Iterator[Change]:
    where = f"{works.new.id}/{new.id}"
    if isinstance(old, Block) and isinstance(new, Block):
        if together := works.moved_together.get(new.id):
            parts = (
                tuple(f"{works.new.id}/{name}" for name in together) if len(together) > 1 else ()
            )
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
    return (
        text.kind,
        text.label.name if text.label else "",
        (text.label.number or "") if text.label else "",
    )


def _neighbour(work: Work, name: str) -> str:
    ids = [block.id for block in work.blocks]
    at = ids.index(name)
    return f"after {ids[at - 1]}" if at else "at the beginning"


def _block_fields(block: Block) -> Fields:
    label = " ".join(filter(None, (block.label.name, block.label.number))) if block.label else None
    return [("kind", block.kind), ("level", str(block.level or "")), ("label", label)]


def _section_change(works: WorkPair, old: Block, new: Block) -> Iterator[Change]:
    """The block stands under another heading, and neither its own move nor the heading's coming or
    going says so.
    """
    before, after = works.blocks.get(old.section or "", ""), new.section or ""
    is_lost = bool(old.section) and not before
    if before == after or is_lost or new.id in works.moved:
        return
    told_by_headings = {before, after} - {""} - (_headings_of_both(works) - works.moved)
    if not told_by_headings:
        yield field_change("block", f"{works.new.id}/{new.id}", "section", before, after)


def _headings_of_both(works: WorkPair) -> set[str]:
    """New ids of the headings that were headings before."""
    old = {block.id for block in works.old.blocks if block.kind == "heading"}
    new = {block.id for block in works.new.blocks if block.kind == "heading"}
    return {works.blocks[name] for name in old & works.blocks.keys()} & new


def _renumbered(works: WorkPair) -> Iterator[Change]:
    """One change for all notes that only got another number."""
    old = {note.id: note.number for note in works.old.notes}
    new = {note.id: note.number for note in works.new.notes}
    shifts = [(old[a], new[b]) for a, b in works.notes.items() if old[a] != new[b]]
    if shifts:
        before, after = (", ".join(numbers) for numbers in zip(*shifts, strict=True))
        yield field_change("note", works.new.id, "number", before, after)
