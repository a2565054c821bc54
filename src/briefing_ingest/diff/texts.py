"""Two versions of one block or note: its text, and what is noted in it, compared by what they say.

Offsets are never compared as numbers: an inserted word moves them all. What the change of the text
explains (a mention within words that are gone, a variant within words that are new) is no change of
its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefing_ingest.dataset import (
    Block,
    Link,
    Mention,
    Note,
    NoteRef,
    PrintedMarker,
    Reading,
    Variant,
)
from briefing_ingest.diff.change import Change, What, text_change
from briefing_ingest.diff.names import Names
from briefing_ingest.diff.offsets import Offsets
from briefing_ingest.text import Span

_Map = Mapping[str, str]


class Remark(NamedTuple):
    """Something noted in a text: the words it covers, what it says of them, and the whole in
    words.
    """

    span: Span
    covered: str
    meaning: tuple[str, ...]
    shown: str


def compare_texts(
    where: str, old: Block | Note, new: Block | Note, names: Names, notes: _Map
) -> list[Change]:
    """The differences of two versions of a text; ``notes`` are new ids of notes by old ones."""
    offsets = Offsets(old.text, new.text)
    what: What = "note" if isinstance(new, Note) else "block"
    changes = (
        []
        if old.text == new.text
        else [text_change(what, where, (old.text, new.text), offsets.words)]
    )
    whats: tuple[What, ...] = ("variant", "link", "mention")
    before, after = _remarks(old, names.sources, names.entities), _remarks(new, {}, {})
    for remark, olds, news in zip(whats, before, after, strict=True):
        changes += _remark_changes(remark, where, (olds, news), offsets)
    changes += _evidence_changes(where, (old.mentions, new.mentions), names.entities, offsets)
    changes += _note_ref_changes(where, old, new, (names.sources, notes), offsets)
    return changes


def _remarks(
    text: Block | Note, sources: _Map, entities: _Map
) -> tuple[list[Remark], list[Remark], list[Remark]]:
    """Variants, links and mentions, references translated into the names of the new dataset."""
    return (
        [_variant(variant, text.text, sources) for variant in text.variants],
        [_link(link, text.text) for link in text.links],
        [_mention(mention, entities) for mention in text.mentions],
    )


def _mention(mention: Mention, entities: _Map) -> Remark:
    entity = entities.get(mention.entity, mention.entity)
    return Remark(
        Span(mention.start, mention.end), mention.text, (entity,), f"{mention.text} = {entity}"
    )


def _link(link: Link, text: str) -> Remark:
    evidence = link.evidence or ""
    meaning = (link.printed, link.url, str(link.conjectural), evidence)
    conjecture = (
        " (conjectural" + (f": {evidence})" if evidence else ")") if link.conjectural else ""
    )
    shown = f"{link.printed} = {link.url}{conjecture}"
    return Remark(Span(link.start, link.end), text[link.start : link.end], meaning, shown)


def _variant(variant: Variant, text: str, sources: _Map) -> Remark:
    lemma = text[variant.start : variant.end]
    readings = [_readers(reading, sources) for reading in variant.readings]
    rivals = [
        f"“{reading.text}” {readers}"
        for reading, readers in zip(variant.readings[1:], readings[1:], strict=True)
    ]
    meaning = (variant.type, variant.rule, variant.reason, *readings[:1], *sorted(rivals))
    shown = (
        f"“{lemma}” {''.join(readings[:1])} against {', '.join(sorted(rivals))}; {variant.rule}: "
        f"{variant.reason}"
    )
    return Remark(Span(variant.start, variant.end), lemma, meaning, shown)


def _readers(reading: Reading | PrintedMarker, sources: _Map) -> str:
    return f"({', '.join(sorted(sources.get(name, name) for name in reading.witnesses))})"


def _remark_changes(
    what: What, where: str, remarks: tuple[Sequence[Remark], Sequence[Remark]], offsets: Offsets
) -> Iterator[Change]:
    olds, news = _unexplained(*remarks, offsets)
    for old in olds:
        touching = [new for new in news if _touch(old, new, offsets)]
        if touching:
            news.remove(touching[0])
            if not (offsets.gone(old.span) and offsets.fresh(touching[0].span)):
                yield Change("changed", what, where, "", old.shown, touching[0].shown)
        elif not offsets.gone(old.span):
            yield Change("removed", what, where, "", old.shown)
    for new in news:
        if not offsets.fresh(new.span):
            yield Change("added", what, where, "", None, new.shown)


def _evidence_changes(
    where: str,
    mentions: tuple[Sequence[Mention], Sequence[Mention]],
    entities: _Map,
    offsets: Offsets,
) -> Iterator[Change]:
    """Names that stand where they stood, for what they stood for, and are otherwise found or more
    or less sure.
    """
    left = list(mentions[1])
    for old in mentions[0]:
        entity, span = entities.get(old.entity, old.entity), Span(old.start, old.end)
        same = (
            new
            for new in left
            if new.entity == entity and offsets.corresponds(span, Span(new.start, new.end))
        )
        if (found := next(same, None)) is None:
            continue
        left.remove(found)
        if (before := _evidence(old)) != (after := _evidence(found)):
            name = f"{found.text} = {entity}"
            yield Change(
                "changed", "mention", where, "evidence", f"{name}, {before}", f"{name}, {after}"
            )


def _evidence(mention: Mention) -> str:
    sure = mention.confidence or "of unknown confidence"
    return f"{sure}, {mention.rule or 'no rule'}: {mention.reason or 'no reason'}"


def _unexplained(
    olds: Sequence[Remark], news: Sequence[Remark], offsets: Offsets
) -> tuple[list[Remark], list[Remark]]:
    """What is left after taking out what says the same at the same place, then the same of the same
    words.
    """
    if olds == news and offsets.old == offsets.new:
        return [], []
    left_old, left_new = list(olds), list(news)
    for same in (_same_place, _same_words):
        for old in tuple(left_old):
            match = next((new for new in left_new if same(old, new, offsets)), None)
            if match:
                left_old.remove(old)
                left_new.remove(match)
    return left_old, left_new


def _same_place(old: Remark, new: Remark, offsets: Offsets) -> bool:
    return old.meaning == new.meaning and offsets.corresponds(old.span, new.span)


def _same_words(old: Remark, new: Remark, _: Offsets) -> bool:
    return old.meaning == new.meaning and old.covered == new.covered != ""


def _touch(old: Remark, new: Remark, offsets: Offsets) -> bool:
    """True if the places of both overlap, or are the same."""
    start, end = offsets.place(old.span.start).start, offsets.place(old.span.end).end
    overlap = start < new.span.end and new.span.start < end
    return overlap or offsets.corresponds(old.span, new.span)


def _note_ref_changes(
    where: str, old: Block | Note, new: Block | Note, maps: tuple[_Map, _Map], offsets: Offsets
) -> Iterator[Change]:
    """Note references, paired by the note they call."""
    sources, notes = maps
    news = list(new.note_refs)
    for ref in old.note_refs:
        before = _note_ref(ref, old.text, notes.get(ref.note, ref.note), sources)
        match = next((other for other in news if other.note == notes.get(ref.note)), None)
        if match is not None:
            news.remove(match)
            after = _note_ref(match, new.text, match.note, {})
            yield from _note_ref_change(where, before, after, offsets)
        # A note that is gone takes its references with it.
        elif ref.note in notes and not offsets.gone(Span(ref.at, ref.at)):
            yield Change("removed", "note_ref", where, "", before.shown)
    for ref in news:
        if ref.note in notes.values() and not offsets.fresh(Span(ref.at, ref.at)):
            after = _note_ref(ref, new.text, ref.note, {})
            yield Change("added", "note_ref", where, "", None, after.shown)


def _note_ref_change(
    where: str, before: Remark, after: Remark, offsets: Offsets
) -> Iterator[Change]:
    """What is now said of a reference in other words, else that it stands elsewhere."""
    if before.meaning != after.meaning:
        yield Change("changed", "note_ref", where, "", before.shown, after.shown)
    elif not offsets.corresponds(before.span, after.span):
        yield Change("moved", "note_ref", where, "", before.shown, after.shown)


def _note_ref(ref: NoteRef, text: str, note: str, sources: _Map) -> Remark:
    readings = sorted(
        f"{f'“{reading.printed}”' if reading.printed else 'lost'} {_readers(reading, sources)}"
        for reading in ref.readings
    )
    before = text[max(0, ref.at - 30) : ref.at]
    shown = f"{note} after “…{before}”: {', '.join(readings)}; {ref.rule}: {ref.reason}"
    return Remark(Span(ref.at, ref.at), "", (note, *readings, ref.rule, ref.reason), shown)
