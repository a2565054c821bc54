"""What holds of a dataset beyond its schema: references resolve, spans lie in their texts, lemmas
are the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from briefing_ingest.dataset import (
    Block,
    CalledFrom,
    Dataset,
    Note,
    NoteRef,
    Relation,
    Text,
    Variant,
    Work,
    texts,
)
from briefing_ingest.laws.law import Breach
from briefing_ingest.laws.table_laws import table_problems
from briefing_ingest.text import is_border

_Texts = Mapping[str, Block | Note]


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def breaches(dataset: Dataset, *, tables: bool = True) -> Iterator[Breach]:
    """What is wrong with ``dataset`` beyond its schema.

    Without ``tables`` nothing is asked of their cells, which datasets of earlier versions of the
    program may cut wrong.
    """
    yield from _repeated("source", [source.id for source in dataset.sources])
    yield from _repeated("work", [work.id for work in dataset.works])
    yield from _repeated("entity", [entity.id for entity in dataset.entities])
    sources = {source.id for source in dataset.sources}
    entities = {entity.id for entity in dataset.entities}
    for work in dataset.works:
        yield from _work_breaches(work, sources, entities)
        for block in work.blocks if tables else ():
            yield from (Breach(problem, work.id, block.id) for problem in table_problems(block))
    yield from _relation_breaches(dataset)


def _repeated(what: str, ids: list[str], work: str | None = None) -> Iterator[Breach]:
    repeated = sorted(name for name, count in Counter(ids).items() if count > 1)
    yield from (Breach(f"{what} id {name!r} is used twice", work) for name in repeated)


def _work_breaches(work: Work, sources: set[str], entities: set[str]) -> Iterator[Breach]:
    by_id: _Texts = {text.id: text for text in texts(work)}
    yield from _repeated("block", [text.id for text in texts(work)], work.id)
    named = {witness.source for witness in work.witnesses}
    problems = (
        *_witness_problems(work, named, sources),
        *_publisher_problems(work, entities),
        *_statement_problems(work, by_id),
    )
    yield from (Breach(problem, work.id) for problem in problems)
    for block in work.blocks:
        for problem in _section_problems(block, by_id):
            yield Breach(problem, work.id, block.id)
    for text in by_id.values():
        for problem in _text_problems(text, by_id, named, entities):
            yield Breach(problem, work.id, text.id)


def _witness_problems(work: Work, named: set[str], sources: set[str]) -> Iterator[str]:
    if sum(witness.base for witness in work.witnesses) != 1:
        yield "exactly one witness must be the base"
    yield from (f"witness {name!r} is not a source" for name in sorted(named - sources))


def _publisher_problems(work: Work, entities: set[str]) -> Iterator[str]:
    for name in work.publishers:
        if name not in entities:
            yield f"publisher {name!r} is not an entity"
    for name in dict.fromkeys(contact.entity for contact in work.contacts if contact.entity):
        if name not in entities:
            yield f"contact of {name!r}, which is not an entity"


def _statement_problems(work: Work, by_id: _Texts) -> Iterator[str]:
    stated = work.licence.stated_in
    if stated and not _is_inside(by_id.get(stated.block), stated.start, stated.end):
        yield f"the licence's span is not in block {stated.block!r}"
    for contact in work.contacts:
        if contact.block not in by_id:
            yield f"contact in unknown block {contact.block!r}"


def _is_inside(text: Text | None, start: int, end: int) -> bool:
    return text is not None and start <= end <= len(text.text)


def _section_problems(block: Block, by_id: _Texts) -> Iterator[str]:
    if block.section is not None and _kind(by_id, block.section) != "heading":
        yield f"section {block.section!r} is not a heading"
    for name in block.captions or ():
        if block.kind != "table" or _kind(by_id, name) != "caption":
            yield f"{name!r} is not a caption of a table"


def _kind(by_id: _Texts, name: str) -> str:
    block = by_id.get(name)
    return block.kind if isinstance(block, Block) else ""


def _text_problems(
    text: Block | Note, by_id: _Texts, named: set[str], entities: set[str]
) -> Iterator[str]:
    for spans in (text.links, text.emphasis or (), text.variants, text.mentions):
        yield from _place_problems(text, spans)
    yield from _overlaps(text.mentions)
    yield from _overlaps(text.links)
    yield from _overlaps(_in_text_order(text))
    yield from _crossings(text.emphasis or ())
    yield from _border_problems(text)
    yield from _mention_problems(text, entities)
    yield from _variant_problems(text, named)
    yield from _note_problems(text, by_id, named)


# --- spans ----------------------------------------------------------------------------------------


def _called(span: _Span) -> str:
    return f"{type(span).__name__.lower()} {span.start}-{span.end}"


def _place_problems(text: Text, spans: Iterable[_Span]) -> Iterator[str]:
    for span in spans:
        if not _is_inside(text, span.start, span.end):
            yield f"{_called(span)} is outside the text"


def _overlaps(spans: Sequence[_Span]) -> Iterator[str]:
    """Spans that are not one after another."""
    for first, second in pairwise(spans):
        if second.start < first.end:
            yield f"{_called(second)} overlaps {_called(first)} or is out of order"


def _in_text_order(text: Text) -> tuple[Variant, ...]:
    """The variants but for one of the whole text, which stands first and may hold the others."""
    first = text.variants[:1]
    is_whole = bool(first) and (first[0].start, first[0].end) == (0, len(text.text))
    return text.variants[1:] if is_whole else text.variants


def _crossings(spans: Sequence[_Span]) -> Iterator[str]:
    """Spans of which one begins in another and ends outside it."""
    around: list[_Span] = []
    for span in spans:
        while around and around[-1].end <= span.start:
            around.pop()
        if around and span.end > around[-1].end:
            yield f"{_called(span)} crosses {_called(around[-1])}"
        around.append(span)


def _border_problems(text: Text) -> Iterator[str]:
    """Names, addresses and emphasis that begin or end inside a character, between a letter and the
    accent that belongs to it.
    """
    if text.text.isascii():
        return
    for spans in (text.links, text.emphasis or (), text.mentions):
        for span in spans:
            if not (is_border(text.text, span.start) and is_border(text.text, span.end)):
                yield f"{_called(span)} begins or ends inside a character"


# --- what spans say -------------------------------------------------------------------------------


def _mention_problems(text: Text, entities: set[str]) -> Iterator[str]:
    for mention in text.mentions:
        if text.text[mention.start : mention.end] != mention.text:
            yield f"mention {mention.start}-{mention.end} is not {mention.text!r}"
        if mention.entity not in entities:
            yield f"mention of unknown entity {mention.entity!r}"


def _variant_problems(text: Text, named: set[str]) -> Iterator[str]:
    for variant in text.variants:
        readers = [name for reading in variant.readings for name in reading.witnesses]
        if len(set(readers)) != len(readers) or not set(readers) <= named:
            yield f"{_called(variant)} names a witness twice or one that is not the work's"
        lemma = text.text[variant.start : variant.end]
        if not variant.readings or variant.readings[0].text != lemma:
            yield f"{_called(variant)}: the first reading is not the lemma"
        if not variant.rule:
            yield f"{_called(variant)} has no rule"


def _note_problems(text: Block | Note, by_id: _Texts, named: set[str]) -> Iterator[str]:
    """Calls without a place, a note, or anybody who prints them; calls that a note forgets."""
    for ref in text.note_refs:
        note = by_id.get(ref.note)
        if ref.at > len(text.text) or not isinstance(note, Note):
            yield f"note reference at {ref.at} to {ref.note!r} has no place or no note"
        elif CalledFrom(block=text.id, at=ref.at) not in note.called_from:
            yield f"note {ref.note!r} does not say that it is called at {ref.at}"
        if not _is_accounted_for(ref, named):
            yield f"note reference at {ref.at} stands in no witness, and no rule says why"
    for call in text.called_from if isinstance(text, Note) else ():
        if not _calls(by_id.get(call.block), text.id, call.at):
            yield f"called from {call.block!r} at {call.at}, where nothing calls it"


def _is_accounted_for(ref: NoteRef, named: set[str]) -> bool:
    """Whether witnesses of the work print the call, or lack it, by a rule that placed it."""
    readers = {name for reading in ref.readings for name in reading.witnesses}
    return bool(readers) and readers <= named and bool(ref.rule)


def _calls(caller: Block | Note | None, note: str, at: int) -> bool:
    return caller is not None and any((ref.note, ref.at) == (note, at) for ref in caller.note_refs)


# --- relations ------------------------------------------------------------------------------------


def _relation_breaches(dataset: Dataset) -> Iterator[Breach]:
    works: dict[str, _Texts] = {
        work.id: {text.id: text for text in texts(work)} for work in dataset.works
    }
    for relation in dataset.relations:
        if relation.subject not in works or relation.object not in works:
            yield Breach(
                f"relation {relation.subject} {relation.type} {relation.object} names an unknown "
                f"work"
            )
        for item in relation.evidence:
            if not _is_inside(works.get(item.work, {}).get(item.block), item.start, item.end):
                where = f"{item.work}/{item.block} {item.start}-{item.end}"
                yield Breach(f"relation evidence {where} is not a span")
        yield from _change_breaches(relation, works)


def _change_breaches(relation: Relation, works: Mapping[str, _Texts]) -> Iterator[Breach]:
    """Changes between editions that name a block neither of the two works has."""
    both = [works.get(name, {}) for name in (relation.subject, relation.object)]
    old, new = both if relation.type == "draft_of" else both[::-1]
    for change in relation.changes or ():
        named = [(old, change.old), (new, change.new)]
        places = [name in blocks for blocks, name in named if name is not None]
        if not places or not all(places):
            yield Breach(
                f"a change of relation {relation.subject} {relation.type} {relation.object} is in "
                "no block"
            )
