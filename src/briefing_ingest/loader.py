"""The public loader: a dataset as typed objects, with the views an application wants.

from briefing_ingest import load
briefings = load("out/dataset.json")
for mention in briefings.mentions_of("st-giles-trust"):
    print(mention.work.title, mention.text.text[mention.start:mention.end])
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from briefing_ingest import disk
from briefing_ingest.canonical import parse_dataset, parse_provenance
from briefing_ingest.dataset import Block, Dataset, Entity, Note, Relation, Work, texts
from briefing_ingest.errors import Finding, Location, UsageError
from briefing_ingest.provenance import (
    BlockProvenance,
    Provenance,
    Segment,
    SourcePlace,
    WitnessProvenance,
)
from briefing_ingest.text import Span, checksum, line_numbers, slug


class MentionOf(NamedTuple):
    """A mention with the work and the block or note it stands in."""

    work: Work
    text: Block | Note
    start: int
    end: int


class Original(NamedTuple):
    """What a source prints where a span of the dataset comes from: ``raw[raw_start:raw_end]``."""

    source: str
    raw_start: int
    raw_end: int
    raw: str
    places: tuple[SourcePlace, ...]


def load(path: str | Path) -> Briefings:
    """The dataset in the file ``path``; the provenance is read when it is first asked for, from the
    same folder.

    Raises:
        UsageError: E403 if there is no dataset, E402 or E404 if it cannot be used.
    """
    file = Path(path)
    return Briefings(parse_dataset(_read(file, "E403"), str(file)), file)


class Briefings:
    """A dataset and the views derived from it. Nothing here changes it."""

    def __init__(self, dataset: Dataset, path: Path) -> None:
        self.dataset = dataset
        self.path = path

    @cached_property
    def provenance(self) -> Provenance:
        """The sidecar beside the dataset.

        Raises:
            UsageError: E409 if it is missing or belongs to another dataset.
        """
        file = self.path.with_name("provenance.json")
        provenance = parse_provenance(_read(file, "E409"), str(file))
        if provenance.dataset != checksum(_read(self.path, "E409")):
            raise _unusable("E409", f"It belongs to another dataset than {self.path}.", file)
        return provenance

    # --- works and their texts
    # ------------------------------------------------------------------------------------

    @cached_property
    def _works(self) -> dict[str, Work]:
        return {work.id: work for work in self.dataset.works}

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.dataset.entities}

    @cached_property
    def _texts(self) -> dict[tuple[str, str], Block | Note]:
        return {(work.id, text.id): text for work in self.dataset.works for text in texts(work)}

    def work(self, work_id: str) -> Work:
        """The work of that id; KeyError if there is none."""
        return self._works[work_id]

    def text(self, work_id: str, text_id: str) -> Block | Note:
        """The block or note of that id in the work; KeyError if there is none."""
        return self._texts[work_id, text_id]

    def section(self, work_id: str, heading_id: str) -> tuple[Block, ...]:
        """The heading and all blocks under it, those of its subsections too, in reading order."""
        inside = {heading_id}
        for block in self.work(work_id).blocks:
            if block.section in inside:
                inside.add(block.id)
        return tuple(block for block in self.work(work_id).blocks if block.id in inside)

    def section_text(self, work_id: str, heading_id: str) -> str:
        """The text of a section, its heading included, blocks separated by a blank line."""
        return "\n\n".join(block.text for block in self.section(work_id, heading_id))

    # --- entities and relations
    # -----------------------------------------------------------------------------------

    def entity(self, entity_id: str) -> Entity:
        """The entity of that id, or the one that took it up (`formerly`); KeyError if there is
        none.
        """
        known = self._entities.get(entity_id) or formerly(self.dataset, entity_id)
        if known is None:
            raise KeyError(entity_id)
        return known

    def mentions_of(self, entity_id: str) -> Iterator[MentionOf]:
        """Every mention of the entity, in the order of works and texts."""
        for work in self.dataset.works:
            for text in texts(work):
                for mention in text.mentions:
                    if mention.entity == entity_id:
                        yield MentionOf(work, text, mention.start, mention.end)

    def relations_of(self, work_id: str) -> Iterator[Relation]:
        """Relations that start or end at the work."""
        return (r for r in self.dataset.relations if work_id in (r.subject, r.object))

    # --- provenance
    # ----------------------------------------------------------------------------------------------

    def block_provenance(self, address: str) -> BlockProvenance:
        """Where the block or note ``work/block`` comes from; KeyError if there is none (a note no
        witness has).
        """
        return self.provenance.blocks[address]

    def original(self, work_id: str, text_id: str, span: tuple[int, int]) -> tuple[Original, ...]:
        """What each witness prints where ``span`` of a text comes from, by source.

        Only witnesses that have the text as the dataset gives it are shown; rival readings are in
        the apparatus.
        """
        record = self.block_provenance(f"{work_id}/{text_id}")
        found: dict[str, list[Span]] = {}
        for segment in record.segments:
            if raw := _raw_part(segment, Span(*span)):
                found.setdefault(segment.source, []).append(raw)
        result = []
        for source, spans in found.items():
            start, end = min(s.start for s in spans), max(s.end for s in spans)
            places = tuple(place for place in record.places if place.source == source)
            result.append(Original(source, start, end, self.raw_text(source)[start:end], places))
        return tuple(result)

    def raw_text(self, source_id: str) -> str:
        """The raw text of a witness, rebuilt from dataset and provenance; KeyError if it is in no
        work.

        That of an entry of a feed is its own stretch of the file (``WitnessProvenance.start`` says
        where it begins).
        """
        return self._raw_texts[source_id]

    def line_at(self, source_id: str) -> Callable[[int], int]:
        """What gives the number of the line of the file at an offset into the raw text of a
        witness.

        KeyError if the source is in no work.
        """
        if source_id not in self._line_at:
            count, before = (
                line_numbers(self.raw_text(source_id)),
                (self._rests[source_id].line or 1) - 1,
            )
            self._line_at[source_id] = lambda offset: count(offset) + before
        return self._line_at[source_id]

    @cached_property
    def _line_at(self) -> dict[str, Callable[[int], int]]:
        return {}

    @cached_property
    def _rests(self) -> dict[str, WitnessProvenance]:
        return {witness.source: witness for witness in self.provenance.witnesses}

    @cached_property
    def _raw_texts(self) -> dict[str, str]:
        pieces: dict[str, dict[int, str]] = {
            witness.source: {} for witness in self.provenance.witnesses
        }
        for witness in self.provenance.witnesses:
            own = pieces[witness.source]
            own.update({item.start: item.text for item in witness.furniture})
            own.update({item.start: item.text for item in witness.layout})
        for address, record in self.provenance.blocks.items():
            work_id, _, text_id = address.partition("/")
            text = self.text(work_id, text_id)
            _collect(pieces, record.segments, text.text)
            for rival in record.readings:
                _collect(
                    pieces,
                    rival.segments,
                    text.variants[rival.variant].readings[rival.reading].text,
                )
            for repair in record.repairs:
                if repair.raw_end > repair.raw_start:
                    pieces[repair.source][repair.raw_start] = repair.before
        return {
            source: "".join(text for _, text in sorted(own.items()))
            for source, own in pieces.items()
        }


def _collect(pieces: dict[str, dict[int, str]], segments: tuple[Segment, ...], text: str) -> None:
    for segment in segments:
        if segment.op == "copy" and segment.raw_end > segment.raw_start:
            pieces[segment.source][segment.raw_start] = text[segment.start : segment.end]


def _raw_part(segment: Segment, span: Span) -> Span | None:
    """The raw span of the part of ``segment`` that lies in ``span``."""
    low, high = max(segment.start, span.start), min(segment.end, span.end)
    if low >= high or segment.op == "insert":
        return None
    if segment.op == "substitute":
        return Span(segment.raw_start, segment.raw_end)
    return Span(segment.raw_start + low - segment.start, segment.raw_start + high - segment.start)


def _read(file: Path, code: str) -> bytes:
    try:
        return disk.read_file_or_pipe(file)
    except OSError as error:
        raise _unusable(code, f"The file cannot be read ({error.strerror}).", file) from None


def _unusable(code: str, cause: str, file: Path) -> UsageError:
    return UsageError(
        Finding(
            code,
            cause,
            "Run `ingest build` first, or name the folder it wrote to.",
            Location(str(file)),
        )
    )


def formerly(dataset: Dataset, entity_id: str) -> Entity | None:
    """The entity that bore an id while only one of its other names was known; None if there is
    none, or several.

    An organisation's id is made of its fullest name. "cja" is that of a body which no source calls
    anything else; once one does, that name makes the id, and "CJA" is among the aliases, by which
    the old id still leads to it.
    """
    plain = entity_id.removesuffix("-organisation")
    found = [
        entity
        for entity in dataset.entities
        if entity.type == "organisation"
        and plain in {slug(name) for name in (entity.name, *entity.aliases)}
    ]
    return found[0] if len(found) == 1 else None
