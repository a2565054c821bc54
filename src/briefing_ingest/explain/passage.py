"""Why a block, a note or a part of one says what it says: places, raw lines, repairs, readings,
references.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Protocol

from briefing_ingest.dataset import Block, Dataset, Entity, Link, Mention, Note, Reading, Variant
from briefing_ingest.explain.layout import (
    facts,
    in_context,
    quoted,
    raw_lines,
    section,
    shortened,
    titled,
    wrapped,
)
from briefing_ingest.explain.names import identifiers, others, tagged
from briefing_ingest.explain.target import Passage
from briefing_ingest.provenance import (
    BlockProvenance,
    Provenance,
    Repair,
    RivalReading,
    Segment,
    SourcePlace,
)
from briefing_ingest.text import Span, line_of
from briefing_ingest.traced import merged_spans


class Loaded(Protocol):
    """What explanations need of `loader.Briefings`."""

    @property
    def dataset(self) -> Dataset:
        """The dataset."""
        ...

    @property
    def provenance(self) -> Provenance:
        """Its provenance."""
        ...

    def raw_text(self, source_id: str) -> str:
        """The raw text of a source."""
        ...

    def line_at(self, source_id: str) -> Callable[[int], int]:
        """What gives the line of a source's file at an offset into its raw text."""
        ...


def explain_passage(briefings: Loaded, passage: Passage) -> str:
    """The page about a block, note or span. All offsets shown are those of the dataset."""
    text, span = passage.text, passage.span
    address = f"{passage.work.id}/{text.id}"
    origin = briefings.provenance.blocks.get(address, BlockProvenance())
    within = span or Span(0, len(text.text))
    parts = [
        facts(_identity(passage)),
        section("Text", [wrapped(in_context(text.text, span) if span else text.text)]),
        section("Location in the sources", origins(briefings, passage)),
        section(
            "Repairs", _repairs(briefings, origin, _raw_spans(passage, origin) if span else None)
        ),
        section("Variants", _variants(text, within, whole=span is None)),
        section("Note references", _note_refs(passage, within)),
        section("Links", _links(text, within)),
        section("Names", _mentions(briefings.dataset, text, within, whole=span is None)),
    ]
    return titled(_title(address, span), parts)


def _title(address: str, span: Span | None) -> str:
    if span is None:
        return address
    return f"{address}#{span.start}" + (f"-{span.end}" if span.end > span.start else "")


def _identity(passage: Passage) -> Iterator[tuple[str, str | None]]:
    text = passage.text
    if isinstance(text, Note):
        yield "Kind", f"note {text.number}"
        yield "Called from", ", ".join(f"{call.block} at {call.at}" for call in text.called_from)
        return
    label = (
        f", “{' '.join(filter(None, (text.label.name, text.label.number)))}”" if text.label else ""
    )
    level = f", level {text.level}" if text.level else ""
    yield "Kind", text.kind.replace("_", " ") + level + label
    heading = next((block for block in passage.work.blocks if block.id == text.section), None)
    yield "Section", f"{heading.text} ({heading.id})" if heading else None


# --- places ---------------------------------------------------------------------------------------


def origins(briefings: Loaded, passage: Passage) -> Iterator[str]:
    """For each witness of the work its place and raw lines, the base first; one string a line."""
    origin = briefings.provenance.blocks.get(
        f"{passage.work.id}/{passage.text.id}", BlockProvenance()
    )
    sources = {source.id: source for source in briefings.dataset.sources}
    spans = _raw_spans(passage, origin)
    for witness in passage.work.witnesses:
        places = [place for place in origin.places if place.source == witness.source]
        if not places and not spans.get(witness.source):
            yield f"  {witness.source}: not in this witness"
            continue
        source, raw = sources[witness.source], briefings.raw_text(witness.source)
        found = spans.get(witness.source, [])
        if passage.span and found and source.media_type == "text/plain":
            places = _narrowed(places, found, raw)
        yield (
            f"  {source.id}: {source.path}, "
            f"{'; '.join(map(_place, places)) or 'place not recorded'}"
        )
        yield from raw_lines(raw, found)


def _narrowed(places: list[SourcePlace], spans: list[Span], raw: str) -> list[SourcePlace]:
    """The lines of the words asked for, instead of their whole block's, where raw lines are the
    lines of the page.
    """
    if "\f" in raw or not places:
        return places
    lines = (line_of(raw, spans[0].start), line_of(raw, max(spans[0].start, spans[-1].end - 1)))
    return [places[0].model_copy(update={"lines": lines})]


def _place(place: SourcePlace) -> str:
    first, last = place.lines
    lines = f"line {first}" if first == last else f"lines {first}-{last}"
    box = f", box {' '.join(f'{side / 100:g}' for side in place.box)} pt" if place.box else ""
    return f"page {place.page}, {lines}{box}{f', {place.xpath}' if place.xpath else ''}"


def _raw_spans(passage: Passage, origin: BlockProvenance) -> dict[str, list[Span]]:
    """Raw spans by source of the passage, rival readings at it included."""
    wanted = passage.span or Span(0, len(passage.text.text))
    if wanted.start == wanted.end:
        # A place between letters comes from where the letter before it does.
        wanted = Span(max(0, wanted.start - 1), max(1, wanted.end))
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for segment in origin.segments:
        overlaps = segment.start < wanted.end and wanted.start < segment.end
        if overlaps or passage.span is None:
            spans[segment.source].append(_raw_part(segment, wanted))
    for reading in _rivals_at(wanted, passage.text, origin):
        spans[reading.source] += [Span(s.raw_start, s.raw_end) for s in reading.segments]
    return {source: merged_spans(found) for source, found in spans.items()}


def _rivals_at(wanted: Span, text: Block | Note, origin: BlockProvenance) -> Iterator[RivalReading]:
    """The readings of the variants of ``text`` that meet ``wanted``."""
    for reading in origin.readings:
        is_known = reading.variant < len(text.variants)
        if is_known and _meets(_span(text.variants[reading.variant]), wanted):
            yield reading


def _raw_part(segment: Segment, wanted: Span) -> Span:
    """The raw span of the part of a segment that is wanted: letter by letter of a copy, else the
    whole.
    """
    if segment.op != "copy":
        return Span(segment.raw_start, segment.raw_end)
    low, high = max(segment.start, wanted.start), min(segment.end, wanted.end)
    return Span(
        segment.raw_start + low - segment.start, segment.raw_start + max(low, high) - segment.start
    )


def _span(noted: Variant | Link | Mention) -> Span:
    return Span(noted.start, noted.end)


def _meets(span: Span, wanted: Span) -> bool:
    """True if they share a character, or one is a place between letters that lies in the other or
    is the same.
    """
    if span.start == span.end:
        return wanted.start <= span.start < max(wanted.end, wanted.start + 1)
    return span.start < wanted.end and wanted.start < span.end


# --- what was done --------------------------------------------------------------------------------


def _repairs(
    briefings: Loaded, origin: BlockProvenance, spans: dict[str, list[Span]] | None
) -> Iterator[str]:
    """What was mended, and where; within or beside the raw spans if these are given."""
    for repair in origin.repairs:
        beside = [
            s
            for s in (spans or {}).get(repair.source, ())
            if s.start <= repair.raw_end and repair.raw_start <= s.end
        ]
        if spans is None or beside:
            where = _raw_place(briefings, repair)
            mended = f"{quoted(repair.before)} → {quoted(repair.after)}"
            yield wrapped(f"{repair.source}, {where}, {repair.name}: {mended}", "    ", "  ")


def _raw_place(briefings: Loaded, repair: Repair) -> str:
    """The line of a text file; of a PDF, whose raw text is no file, the offset."""
    media_type = next(
        (s.media_type for s in briefings.dataset.sources if s.id == repair.source), None
    )
    if media_type == "application/pdf":
        return f"raw offset {repair.raw_start}"
    return f"line {briefings.line_at(repair.source)(repair.raw_start)}"


def _variants(text: Block | Note, wanted: Span, *, whole: bool) -> Iterator[str]:
    for number, variant in enumerate(text.variants, start=1):
        span = _span(variant)
        if not whole and not _meets(span, wanted):
            continue
        context = "the whole text" if span == (0, len(text.text)) else in_context(text.text, span)
        yield wrapped(
            f"{number}. {variant.type} at {span.start}-{span.end}: {context}", "     ", "  "
        )
        for index, reading in enumerate(variant.readings):
            yield wrapped(_reading(reading, chosen=index == 0), "       ", "     ")
        yield wrapped(f"chosen by {variant.rule}: {variant.reason}", "       ", "     ")


def _reading(reading: Reading, *, chosen: bool) -> str:
    return (
        f"{quoted(reading.text)} in "
        f"{', '.join(reading.witnesses) or 'no witness'}{' (chosen)' if chosen else ''}"
    )


def _note_refs(passage: Passage, wanted: Span) -> Iterator[str]:
    notes = {note.id: note for note in passage.work.notes}
    for ref in passage.text.note_refs:
        if wanted.start <= ref.at <= wanted.end:
            place = in_context(passage.text.text, Span(ref.at, ref.at))
            yield wrapped(f"{ref.note} at {ref.at}: {place}", "    ", "  ")
            yield wrapped(
                f"note: {shortened(notes[ref.note].text)}" if ref.note in notes else "", "    "
            )
            for reading in ref.readings:
                printed = f"printed {quoted(reading.printed)}" if reading.printed else "lost"
                yield wrapped(f"{printed} in {', '.join(reading.witnesses)}", "      ", "    ")
            yield wrapped(f"placed by {ref.rule}: {ref.reason}", "      ", "    ")


def _links(text: Block | Note, wanted: Span) -> Iterator[str]:
    for link in text.links:
        if _meets(_span(link), wanted):
            evidence = (
                f", conjectural: {link.evidence or 'no evidence recorded'}"
                if link.conjectural
                else ""
            )
            yield wrapped(f"{link.url} (printed {quoted(link.printed)}{evidence})", "    ", "  ")


def _mentions(dataset: Dataset, text: Block | Note, wanted: Span, *, whole: bool) -> Iterator[str]:
    """The names in a text; of a part of it also what each was linked to, why, and what else it
    could have been.
    """
    entities = {entity.id: entity for entity in dataset.entities}
    for mention in text.mentions:
        if not _meets(_span(mention), wanted):
            continue
        entity = entities[mention.entity]
        rule = f", {tagged(mention)}" if mention.rule else ""
        line = (
            f"{mention.start}-{mention.end} {quoted(mention.text)}: {entity.kind or entity.type} "
            f"{entity.id}{rule}"
        )
        yield wrapped(line, "    ", "  ")
        if not whole:
            yield from _linked(dataset, entity)


def _linked(dataset: Dataset, entity: Entity) -> Iterator[str]:
    yield "    The same as"
    yield from identifiers(entity, " " * 6)
    if namesakes := list(others(dataset, entity, " " * 6)):
        yield "    What else it could have been"
        yield from namesakes
