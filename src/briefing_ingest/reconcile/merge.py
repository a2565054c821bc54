"""The witnesses of one work merged: one best text, the apparatus of every variant, note references
in their places.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, TypeVar

from briefing_ingest.model import (
    MANIFEST,
    Block,
    DecidedReading,
    Emphasis,
    Link,
    MergedBlock,
    Place,
    Reading,
    Stretch,
    VariantType,
    Witness,
    WitnessPlace,
    Work,
)
from briefing_ingest.reconcile.address_columns import follow_columns
from briefing_ingest.reconcile.authority import Authority, authorities
from briefing_ingest.reconcile.borders import borders_of, without_white_at_end
from briefing_ingest.reconcile.cluster import witness_keys
from briefing_ingest.reconcile.collate import collate
from briefing_ingest.reconcile.coverage import covered, run_index, share
from briefing_ingest.reconcile.elsewhere import Held, runs_of
from briefing_ingest.reconcile.metadata import describe
from briefing_ingest.reconcile.noise import heard
from briefing_ingest.reconcile.one_case import join_case
from briefing_ingest.reconcile.rank import by_rank
from briefing_ingest.reconcile.refs import Marker, called_in, place_refs
from briefing_ingest.reconcile.removed import drop_removed
from briefing_ingest.reconcile.row import Part, Row
from briefing_ingest.reconcile.rows import rows_of
from briefing_ingest.reconcile.sentences import of_one_source
from briefing_ingest.reconcile.stretches import Words, choose_stretches
from briefing_ingest.reconcile.structured_rows import with_best_structure
from briefing_ingest.reconcile.table_places import Bounds
from briefing_ingest.reconcile.table_rows import MergedTable
from briefing_ingest.reconcile.tables import (
    markers_in_cells,
    merge_table,
    taken_whole,
    whole_table,
)
from briefing_ingest.reconcile.variant_types import variant_type
from briefing_ingest.text import fold
from briefing_ingest.traced import TracedText, concat


def merge(group: tuple[Witness, ...], decided: Sequence[DecidedReading] = ()) -> Work:
    """The work whose versions ``group`` holds; a lone witness makes a work of one. ``decided`` are
    the readings that the maintainer has chosen, of any source.
    """
    witnesses = follow_columns(by_rank(group))
    names = [witness.source_id for witness in witnesses]
    held = _held_runs(witnesses)
    words = _words_of(witnesses, held, decided)
    rows = drop_removed(
        rows_of(witnesses, held, words.authorities),
        words.authorities,
        held or _held_runs_of(witnesses),
    )
    rows = with_best_structure(rows, witnesses)
    borders = borders_of(rows)
    drafts = [_draft(row, names, words, border) for row, border in zip(rows, borders, strict=True)]
    notes = [_draft(row, names, words) for row in _note_rows(witnesses)]
    refs = place_refs([draft.markers for draft in drafts], [draft.present for draft in drafts])
    blocks = tuple(
        replace(draft.merged, note_refs=placed) for draft, placed in zip(drafts, refs, strict=True)
    )
    return describe(witnesses, blocks, tuple(draft.merged for draft in notes), _evidence(witnesses))


def _words_of(witnesses: Sequence[Witness], held: Held, decided: Sequence[DecidedReading]) -> Words:
    """What the choice of readings knows of the work of ``witnesses``, the base first."""
    names = [witness.source_id for witness in witnesses]
    own = tuple(one for one in decided if one.source in names)
    return Words(_vocabulary(witnesses), held, names[0], authorities(witnesses), own)


def _vocabulary(witnesses: Sequence[Witness]) -> Counter[str]:
    """How often the witnesses use each word, folded."""
    texts = (block.text for witness in witnesses for block in witness.blocks)
    return Counter(fold(" ".join(texts)).split())


def _held_runs(witnesses: Sequence[Witness]) -> Held:
    """The runs of words of each witness; of two none are asked for, since there is no vote."""
    return {} if len(witnesses) <= 2 else _held_runs_of(witnesses)


def _held_runs_of(witnesses: Sequence[Witness]) -> Held:
    return {witness.source_id: runs_of(witness) for witness in witnesses}


def _evidence(witnesses: Sequence[Witness]) -> tuple[str, ...]:
    name, base = witnesses[0].source_id, witness_keys(witnesses[0])
    index = run_index(base)
    found = []
    for witness in witnesses[1:]:
        keys = witness_keys(witness)
        of_it, of_base = share(covered(keys, index)), share(covered(base, run_index(keys)))
        said = (
            "the manifest says so; "
            if _stated_work(witness) == _stated_work(witnesses[0]) != ""
            else ""
        )
        found.append(
            f"{said}{name} has at least {_percent(of_it)} % of its words, "
            f"and it has at least {_percent(of_base)} % of those of {name}"
        )
    return tuple(found)


def _stated_work(witness: Witness) -> str:
    return next(
        (fact.value for fact in witness.facts if fact.name == "work" and fact.where == MANIFEST), ""
    )


def _percent(share: float) -> int:
    """Rounded down to steps of five, so that a small edit does not change the evidence."""
    return int(share * 20) * 5


def _note_rows(witnesses: Sequence[Witness]) -> list[Row]:
    """Notes are the same if they bear the same number."""
    rows: dict[str, Row] = {}
    for witness in witnesses:
        for note in witness.notes:
            row = rows.setdefault(note.number, Row(note))
            row.parts.setdefault(witness.source_id, []).append(Part(note, 0, len(note.text)))
    return sorted(rows.values(), key=lambda row: int(row.block.number))


class _Draft(NamedTuple):
    """A merged block whose note references are still to be placed."""

    merged: MergedBlock
    markers: tuple[Marker, ...]
    present: tuple[str, ...]


def _draft(
    row: Row, names: Sequence[str], words: Words, border: tuple[Stretch, ...] = ()
) -> _Draft:
    present = [name for name in names if name in row.parts]
    body = _body(row, present, words)
    absent = tuple(name for name in names if name not in row.parts)
    bounds = body.bounds
    mapping = _Mapping.of(body.stretches, present) if bounds is None else _Mapping(bounds)
    text = "".join(stretch.lemma for stretch in body.stretches)
    merged = MergedBlock(
        kind=row.block.kind,
        stretches=(*body.stretches, *_not_taken(row), *border),
        places=_places_of_witnesses(row, present),
        level=row.block.level,
        label=row.block.label,
        number=row.block.number,
        links=_links(row, mapping, text),
        emphases=_emphases(row, mapping, text),
        cells=body.cells,
        spans=body.spans,
        heads=body.heads,
        back=row.block.back,
        aside=row.block.aside,
        absent=absent,
        added=_why_added(row, absent, words.authorities),
    )
    markers = _markers_of_witnesses(row, present, mapping)
    if taken_whole(body.stretches):
        markers = markers_in_cells(markers, body.stretches[0].readings[0].source_id, body.cells)
    return _Draft(merged, markers, tuple(present))


def _why_added(row: Row, absent: Sequence[str], authorities: Sequence[Authority]) -> str:
    """Why a passage is one that a later edition added, in words; "" if it is not."""
    names = {*row.parts, *absent}
    editions = (one for one in authorities if absent and one.added(row.parts, names))
    latest = next(editions, None)
    return f"the latest edition added the passage: {latest.reason}" if latest else ""


def _body(row: Row, present: Sequence[str], words: Words) -> MergedTable:
    """The stretches of a row; of a table its cells too, of a text there are none."""
    passages = [Reading(name, _passage(row.parts[name])) for name in present]
    if row.block.kind == "table":
        return merge_table(row, passages, words)
    return MergedTable(_text(row, passages, words), (), (), ())


def _text(row: Row, passages: Sequence[Reading], words: Words) -> tuple[Stretch, ...]:
    cells = join_case(collate(passages), row.block.kind)
    markers = {name: tuple(_markers(parts)) for name, parts in row.parts.items()}
    chosen = choose_stretches(cells, words, heard(cells), called_in(cells, markers))
    return without_white_at_end(of_one_source(chosen, words.authorities))


def _places_of_witnesses(row: Row, present: Sequence[str]) -> tuple[WitnessPlace, ...]:
    return tuple(
        WitnessPlace(name, place) for name in present for place in _places(row.parts[name])
    )


def _markers_of_witnesses(
    row: Row, present: Sequence[str], mapping: _Mapping
) -> tuple[Marker, ...]:
    return tuple(
        Marker(name, number, printed, mapping.to_lemma(name, at))
        for name in present
        for at, number, printed in _markers(row.parts[name])
    )


def _not_taken(row: Row) -> Iterator[Stretch]:
    """Additions behind the row as variants of no extent."""
    for addition in row.additions:
        readings = tuple(Reading(name, _passage(parts)) for name, parts in addition.parts.items())
        texts = {"", *(reading.text for reading in readings)}
        is_mark = variant_type(texts, opens=True) == "layout"
        kind: VariantType = "layout" if is_mark else addition.type
        yield Stretch("", readings, kind, addition.rule.name, addition.reason)


def _break(before: Part, part: Part) -> str:
    """What stands between two blocks of a witness that are one block of the work: a line end or a
    blank line.
    """
    return "\n" if before.block.traced.raw_end >= part.block.traced.raw_start else "\n\n"


def _passage(parts: Sequence[Part]) -> TracedText:
    """What a witness has of a passage: white space at its ends goes, unless it is a whole table."""
    if table := whole_table(parts):
        return table.traced
    pieces: list[TracedText] = []
    for previous, part in zip([None, *parts], parts, strict=False):
        traced = part.block.traced.slice(part.start, part.end)
        if previous and previous.block is not part.block:
            pieces.append(
                TracedText.inserted(_break(previous, part), pieces[-1].raw_end, "block_break")
            )
        elif previous is None:
            traced = _without_lead(traced)
        pieces.append(traced)
    return _without_tail(concat(pieces))


def _without_lead(traced: TracedText) -> TracedText:
    lead = len(traced.text) - len(traced.text.lstrip())
    return traced.cut(0, lead, "hard_wraps") if lead else traced


def _without_tail(traced: TracedText) -> TracedText:
    end = len(traced.text.rstrip())
    return traced.cut(end, len(traced), "hard_wraps") if end < len(traced) else traced


def _offsets(parts: Sequence[Part]) -> Iterable[tuple[Part, int]]:
    """Each part with what must be added to an offset in its block to get one in the passage."""
    at = 0
    for previous, part in zip([None, *parts], parts, strict=False):
        text = part.block.text[part.start : part.end]
        lead = 0
        if previous and previous.block is not part.block:
            at += len(_break(previous, part))
        elif previous is None:
            lead = 0 if whole_table(parts) else len(text) - len(text.lstrip())
        yield part, at - part.start - lead
        at += len(text) - lead


def _markers(parts: Sequence[Part]) -> Iterable[tuple[int, str, str]]:
    for part, shift in _offsets(parts):
        for marker in part.block.markers:
            if part.start < marker.at <= part.end or marker.at == part.start == 0:
                yield marker.at + shift, marker.number, marker.printed


def _places(parts: Sequence[Part]) -> Iterable[Place]:
    """Places of the blocks a passage was taken from."""
    seen: list[Block] = []
    for part in parts:
        if not any(part.block is block for block in seen):
            seen.append(part.block)
            yield from part.block.places


class _Mapping(NamedTuple):
    """Where offsets of a witness's passage lie in the merged text."""

    bounds: Bounds
    """For each witness (start, end) in its passage and (start, end) in the merged text, stretch by
    stretch."""

    @classmethod
    def of(cls, stretches: Sequence[Stretch], names: Sequence[str]) -> _Mapping:
        bounds: dict[str, tuple[tuple[int, int, int, int], ...]] = {}
        for index, name in enumerate(names):
            own = lemma = 0
            rows = []
            for stretch in stretches:
                a, b = len(stretch.readings[index].text), len(stretch.lemma)
                rows.append((own, own + a, lemma, lemma + b))
                own, lemma = own + a, lemma + b
            bounds[name] = tuple(rows)
        return cls(bounds)

    def to_lemma(self, name: str, at: int) -> int:
        """The merged offset of ``at``; within a variant it is counted from the variant's end."""
        rows = self.bounds[name]
        for index in range(bisect_left(rows, at, key=_own_end), len(rows)):
            start, end, low, high = rows[index]
            if start < at <= end or at == start == 0 == low:
                return (
                    low + at - start if end - start == high - low else max(low, high - (end - at))
                )
        return rows[-1][3] if rows else 0


def _own_end(bounds: tuple[int, int, int, int]) -> int:
    return bounds[1]


_Noted = TypeVar("_Noted", Link, Emphasis)


def _carry_over(
    row: Row, mapping: _Mapping, text: str, noted: Callable[[Block], Iterable[_Noted]]
) -> Iterator[_Noted]:
    """What witnesses note of words that are in the merged text as they have them, at its place
    there.
    """
    for name in mapping.bounds:
        for part, shift in _offsets(row.parts[name]):
            for item in noted(part.block):
                if part.start <= item.start and item.end <= part.end:
                    end = mapping.to_lemma(name, item.end + shift)
                    start = end - (item.end - item.start)
                    if start >= 0 and text[start:end] == part.block.text[item.start : item.end]:
                        yield item._replace(start=start, end=end)


def _links(row: Row, mapping: _Mapping, text: str) -> tuple[Link, ...]:
    """Links whose text is in the merged text as their witness has it; sure ones before
    conjectures.
    """
    candidates = list(_carry_over(row, mapping, text, lambda block: block.links))
    kept: list[Link] = []
    for link in sorted(candidates, key=lambda link: link.conjectural):
        # None of those kept overlaps another, so only the neighbours can be in the way.
        at = bisect_left(kept, link.start, key=_start)
        before, behind = kept[max(0, at - 1) : at], kept[at : at + 1]
        if all(other.end <= link.start for other in before) and all(
            link.end <= other.start for other in behind
        ):
            kept.insert(at, link)
    return tuple(sorted(kept))


def _start(link: Link) -> int:
    return link.start


_UNMARKED: Final = frozenset({"title", "subtitle", "heading", "byline", "table", "imprint"})
"""Kinds of blocks whose setting says what they are, not which of their words matter."""


def _emphases(row: Row, mapping: _Mapping, text: str) -> tuple[Emphasis, ...]:
    """Words that a witness sets apart. What covers the whole block sets none of its words apart.

    Of two that cross, the one that begins first is kept.
    """
    if row.block.kind in _UNMARKED:
        return ()
    kept: list[Emphasis] = []
    found = set(_carry_over(row, mapping, text, lambda block: block.emphases))
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    ends: list[int] = []  # of those kept, in order
    farthest: dict[str, int] = {}  # end of those kept, by kind
    for item in sorted(found, key=lambda item: (item.start, -item.end, item.kind)):
        next_end = bisect_right(ends, item.start)
        crossing = next_end < len(ends) and ends[next_end] < item.end
        known = item.end <= farthest.get(item.kind, -1)
        covers_all = item.start <= first and item.end >= last
        if not crossing and not known and not covers_all:
            kept.append(item)
            insort(ends, item.end)
            farthest[item.kind] = item.end
    return tuple(kept)
