"""Works to the published records: gives ids, and writes down where every character comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from briefing_ingest import dataset as published
from briefing_ingest.canonical import dataset_bytes, digest
from briefing_ingest.model import (
    Mention,
    MergedBlock,
    NoteRef,
    Reading,
    Relation,
    Stretch,
    Tagged,
    Witness,
    Work,
)
from briefing_ingest.provenance import (
    BlockProvenance,
    FurnitureItem,
    LayoutItem,
    Provenance,
    Repair,
    RivalReading,
    Segment,
    SourcePlace,
    WitnessProvenance,
)
from briefing_ingest.text import Span, slug, text_digest, unique_ids
from briefing_ingest.traced import TracedText, merged_spans


def assemble(
    sources: Sequence[published.Source],
    witnesses: Sequence[Witness],
    works: Sequence[Work],
    relations: Sequence[Relation],
    tagged: Tagged,
) -> tuple[published.Dataset, Provenance]:
    """The dataset and its provenance. ``tagged`` and ``relations`` speak of ``works`` by index.

    Raises:
        pydantic.ValidationError: an invariant does not hold (a bug of ours).
    """
    raw_texts = {witness.source_id: witness.raw_text for witness in witnesses}
    ids = work_ids(works)
    texts = [text_ids(work) for work in works]
    records = [
        _work(work, ids[i], texts[i], _mentions(tagged, i), tagged.publishers[i] if tagged.publishers else ())
        for i, work in enumerate(works)
    ]
    data = published.Dataset(
        sources=tuple(sorted(sources, key=lambda source: source.id)),
        works=tuple(sorted(records, key=lambda work: work.id)),
        entities=tuple(_entities(tagged)),
        relations=tuple(sorted(_relations(relations, ids, texts), key=lambda r: (r.subject, r.type, r.object))),
    )
    blocks = {
        f"{ids[i]}/{texts[i][k]}": _block_provenance(block, raw_texts)
        for i, work in enumerate(works)
        for k, block in enumerate((*work.blocks, *work.notes))
    }
    rest = [_rest(witness, blocks) for witness in sorted(witnesses, key=lambda witness: witness.source_id)]
    sidecar = Provenance(
        dataset=digest(dataset_bytes(data)), blocks=dict(sorted(blocks.items())), witnesses=tuple(rest)
    )
    return data, sidecar


# --- ids ----------------------------------------------------------------------------------------------------------


def work_ids(works: Sequence[Work]) -> list[str]:
    """Ids of ``works``: the slug of the title; where several collide, their dates or a hash of the text are added."""
    wanted = [slug(work.title) or f"work-{text_digest(work.title)}" for work in works]
    dated = [
        f"{name}-{slug(work.published)}" if wanted.count(name) > 1 and work.published else name
        for name, work in zip(wanted, works, strict=True)
    ]
    hashed = [
        f"{name}-{text_digest(' '.join(block.text for block in work.blocks))}" if dated.count(name) > 1 else name
        for name, work in zip(dated, works, strict=True)
    ]
    return unique_ids(hashed)


def text_ids(work: Work) -> list[str]:
    """Ids of ``work.blocks + work.notes``: natural keys where the text has one, else kind and hash of the text."""
    return unique_ids([*(_natural_id(block) for block in work.blocks), *(f"note-{note.number}" for note in work.notes)])


def _natural_id(block: MergedBlock) -> str:
    if block.kind in ("title", "subtitle"):
        return block.kind
    if block.kind in ("labelled", "caption") and block.label:
        return slug(f"{block.label.name} {block.label.number}")
    if block.kind == "heading" and (name := slug(block.text)):
        return name
    return f"{block.kind.replace('_', '-')}-{text_digest(block.text)}"


# --- works --------------------------------------------------------------------------------------------------------

_Mentions = dict[int, list[tuple[Mention, str]]]


def _mentions(tagged: Tagged, work: int) -> _Mentions:
    found: _Mentions = {}
    for mention, entity in tagged.mentions[work] if tagged.mentions else ():
        found.setdefault(mention.block, []).append((mention, entity))
    return found


def _work(
    work: Work, work_id: str, ids: Sequence[str], mentions: _Mentions, publishers: tuple[str, ...]
) -> published.Work:
    sections = list(_sections(work, ids))
    blocks = tuple(_block(block, ids[k], sections[k], mentions.get(k, [])) for k, block in enumerate(work.blocks))
    return published.Work(
        id=work_id,
        kind=work.kind,  # type: ignore[arg-type]  # checked by the model
        title=work.title,
        subtitle=work.subtitle or None,
        authors=work.authors,
        publishers=publishers,
        published=work.published or None,
        language=work.language,
        licence=_licence(work, ids),
        witnesses=tuple(
            published.WitnessRef(source=name, base=k == 0, evidence=work.evidence[k - 1] if k else None)
            for k, name in enumerate(work.witnesses)
        ),
        blocks=blocks,
        notes=tuple(_notes(work, ids, mentions)),
        contacts=tuple(_contacts(blocks)),
    )


_OUTSIDE = ("title", "subtitle", "byline", "acknowledgements", "contact", "imprint", "licence")


def _sections(work: Work, ids: Sequence[str]) -> Iterator[str | None]:
    """For each block the id of the heading it stands under; a heading stands under the one of the next higher level."""
    open_headings: list[tuple[int, str]] = []
    for block, name in zip(work.blocks, ids, strict=False):
        if block.kind == "heading":
            while open_headings and open_headings[-1][0] >= block.level:
                open_headings.pop()
        yield open_headings[-1][1] if open_headings and block.kind not in _OUTSIDE and not block.back else None
        if block.kind == "heading":
            open_headings.append((block.level, name))


def _block(block: MergedBlock, name: str, section: str | None, mentions: list[tuple[Mention, str]]) -> published.Block:
    label = block.label and published.Label(name=block.label.name, number=block.label.number or None)
    return published.Block(
        id=name,
        kind=block.kind,
        level=block.level or None,
        label=label,
        section=section,
        text=block.text,
        note_refs=tuple(_note_ref(ref) for ref in block.note_refs),
        links=_links(block),
        variants=tuple(_variants(block)),
        mentions=_published_mentions(mentions),
        cells=_cells(block),
    )


def _notes(work: Work, ids: Sequence[str], mentions: _Mentions) -> Iterator[published.Note]:
    """The notes, and an empty one for each number that is called but that no witness has."""
    calls: dict[str, list[published.CalledFrom]] = {}
    for block, name in zip(work.blocks, ids, strict=False):
        for ref in block.note_refs:
            calls.setdefault(ref.number, []).append(published.CalledFrom(block=name, at=ref.at))
    notes = {
        note.number: published.Note(
            id=ids[k],
            number=note.number,
            text=note.text,
            links=_links(note),
            variants=tuple(_variants(note)),
            mentions=_published_mentions(mentions.get(k, [])),
            called_from=tuple(calls.get(note.number, ())),
        )
        for k, note in enumerate(work.notes, start=len(work.blocks))
    }
    for number, called_from in calls.items():
        if number not in notes:
            notes[number] = published.Note(id=f"note-{number}", number=number, text="", called_from=tuple(called_from))
    return iter(sorted(notes.values(), key=lambda note: int(note.number)))


def _note_ref(ref: NoteRef) -> published.NoteRef:
    printed: dict[str, list[str]] = {}
    for marker in ref.readings:
        printed.setdefault(marker.printed, []).append(marker.source_id)
    return published.NoteRef(
        at=ref.at,
        note=f"note-{ref.number}",
        readings=tuple(published.PrintedMarker(printed=text, witnesses=tuple(who)) for text, who in printed.items()),
        rule=ref.rule,
        reason=ref.reason,
    )


def _links(block: MergedBlock) -> tuple[published.Link, ...]:
    return tuple(
        published.Link(
            start=link.start,
            end=link.end,
            printed=link.printed,
            url=link.url,
            conjectural=link.conjectural,
            evidence=link.evidence or None,
        )
        for link in block.links
    )


def _variants(block: MergedBlock) -> Iterator[published.Variant]:
    if block.absent:
        yield _absence(block)
    for start, stretch in _placed(block):
        if stretch.rule:
            readings = tuple(published.Reading(text=text, witnesses=tuple(who)) for text, who in _grouped(stretch))
            yield published.Variant(
                start=start,
                end=start + len(stretch.lemma),
                type=stretch.type,
                readings=readings,
                rule=stretch.rule,
                reason=stretch.reason,
            )


def _absence(block: MergedBlock) -> published.Variant:
    """The whole block as a variant: some witnesses lack it."""
    present = tuple(reading.source_id for reading in block.stretches[0].readings) if block.stretches else ()
    return published.Variant(
        start=0,
        end=len(block.text),
        type="substantive",
        readings=(
            published.Reading(text=block.text, witnesses=present),
            published.Reading(text="", witnesses=block.absent),
        ),
        rule="only_witness",
        reason=f"the passage stands in {', '.join(present)} and is lost in {', '.join(block.absent)}",
    )


def _placed(block: MergedBlock) -> Iterator[tuple[int, Stretch]]:
    starts = accumulate((len(stretch.lemma) for stretch in block.stretches), initial=0)
    return zip(starts, block.stretches, strict=False)


def _grouped(stretch: Stretch) -> list[tuple[str, list[str]]]:
    """Readings with their witnesses, the lemma first, the others in the order of the witnesses."""
    groups: dict[str, list[str]] = {stretch.lemma: []}
    for reading in stretch.readings:
        groups.setdefault(reading.text, []).append(reading.source_id)
    return list(groups.items())


def _published_mentions(mentions: list[tuple[Mention, str]]) -> tuple[published.Mention, ...]:
    return tuple(
        published.Mention(start=m.start, end=m.end, text=m.text, entity=entity, rule=m.rule or None)
        for m, entity in sorted(mentions, key=lambda item: (item[0].start, item[0].end))
    )


def _cells(block: MergedBlock) -> tuple[published.Cell, ...] | None:
    if block.kind != "table":
        return None
    return tuple(
        published.Cell(row=row, column=column, start=cell.start, end=cell.end)
        for row, cells in enumerate(block.cells)
        for column, cell in enumerate(cells)
    )


_EMAIL = re.compile(r"mailto:(.+)")
_TELEPHONE = re.compile(r"(?:tel(?:ephone)?|phone|call)\.?:?\s*(\+?[\d() ]{9,17}\d)", re.IGNORECASE)


def _contacts(blocks: Sequence[published.Block]) -> Iterator[published.Contact]:
    for block in blocks:
        for link in block.links:
            if match := _EMAIL.fullmatch(link.url):
                yield published.Contact(kind="email", value=match.group(1), block=block.id)
        for number in _TELEPHONE.findall(block.text):
            yield published.Contact(kind="telephone", value=number.strip(), block=block.id)


def _licence(work: Work, ids: Sequence[str]) -> published.WorkLicence:
    rights = work.rights
    if not rights:
        return published.WorkLicence()
    stated = published.StatedIn(block=ids[rights.block], start=rights.span.start, end=rights.span.end)
    return published.WorkLicence(
        id=rights.spdx,
        stated_in=stated,
        permits_derivatives="-ND" not in rights.spdx,
        permits_commercial_use="-NC" not in rights.spdx,
    )


def _entities(tagged: Tagged) -> Iterator[published.Entity]:
    for entity in sorted(tagged.entities, key=lambda entity: entity.id):
        place = entity.coordinates
        yield published.Entity(
            id=entity.id,
            type=entity.type,
            kind=entity.kind or None,
            name=entity.name,
            aliases=entity.aliases,
            address=entity.address or None,
            same_as=tuple(identifier.uri for identifier in entity.same_as),
            same_as_reasons=tuple(identifier.reason for identifier in entity.same_as),
            coordinates=place and published.Coordinates(latitude=place[0], longitude=place[1]),
        )


def _relations(
    relations: Sequence[Relation], ids: Sequence[str], texts: Sequence[Sequence[str]]
) -> Iterator[published.Relation]:
    for relation in relations:
        yield published.Relation.between(
            ids[relation.subject],
            relation.type,
            ids[relation.object],
            evidence=tuple(
                published.Evidence(work=ids[e.work], block=texts[e.work][e.block], start=e.start, end=e.end)
                for e in relation.evidence
            ),
        )


# --- provenance ---------------------------------------------------------------------------------------------------


def _block_provenance(block: MergedBlock, raw_texts: dict[str, str]) -> BlockProvenance:
    segments: list[Segment] = []
    rivals: list[RivalReading] = []
    repairs: list[Repair] = []
    variant = -1 + bool(block.absent)
    for start, stretch in _placed(block):
        variant += bool(stretch.rule)
        order = [text for text, _ in _grouped(stretch)]
        for reading in stretch.readings:
            repairs += _repairs(reading, raw_texts[reading.source_id])
            if reading.text == stretch.lemma:
                segments += _segments(reading.traced, reading.source_id, start)
            else:
                own = tuple(_segments(reading.traced, reading.source_id, 0))
                rivals.append(
                    RivalReading(
                        variant=variant, reading=order.index(reading.text), source=reading.source_id, segments=own
                    )
                )
    return BlockProvenance(
        segments=tuple(_run_together(segments)),
        readings=tuple(rivals),
        repairs=tuple(sorted(repairs, key=lambda r: (r.source, r.raw_start, r.raw_end))),
        places=tuple(_places(block)),
    )


def _segments(traced: TracedText, source_id: str, shift: int) -> Iterator[Segment]:
    for at, piece in traced.placed():
        op = "copy" if not piece.repairs else "substitute" if piece.raw_end > piece.raw_start else "insert"
        yield Segment(
            shift + at,
            shift + at + len(piece.text),
            source_id,
            piece.raw_start,
            piece.raw_end,
            op,  # type: ignore[arg-type]
        )


def _run_together(segments: list[Segment]) -> Iterator[Segment]:
    """Segments by source and place, copies that continue each other put together."""
    pending: Segment | None = None
    for segment in sorted(segments, key=lambda s: (s.source, s.start, s.end, s.raw_start)):
        if (
            pending
            and pending.op == segment.op == "copy"
            and (pending.source, pending.end, pending.raw_end) == (segment.source, segment.start, segment.raw_start)
        ):
            pending = pending._replace(end=segment.end, raw_end=segment.raw_end)
        else:
            if pending:
                yield pending
            pending = segment
    if pending:
        yield pending


def _repairs(reading: Reading, raw_text: str) -> Iterator[Repair]:
    for piece in reading.traced.pieces:
        if piece.repairs:
            yield Repair(
                name="+".join(piece.repairs),
                source=reading.source_id,
                raw_start=piece.raw_start,
                raw_end=piece.raw_end,
                before=raw_text[piece.raw_start : piece.raw_end],
                after=piece.text,
            )


def _places(block: MergedBlock) -> Iterator[SourcePlace]:
    for source_id, place in block.places:
        yield SourcePlace(
            source=source_id,
            page=place.page,
            lines=(place.first_line, place.last_line),
            box=place.box,
            xpath=place.path or None,
        )


def _rest(witness: Witness, blocks: dict[str, BlockProvenance]) -> WitnessProvenance:
    """Furniture and layout: what of the raw text is in no block."""
    used = [
        Span(segment.raw_start, segment.raw_end)
        for block in blocks.values()
        for segments in (block.segments, *(rival.segments for rival in block.readings))
        for segment in segments
        if segment.source == witness.source_id
    ]
    raw = witness.raw_text
    furniture = [
        FurnitureItem(
            start=item.raw_start, end=item.raw_end, text=raw[item.raw_start : item.raw_end], reason=item.reason
        )
        for item in witness.furniture
    ]
    covered = merged_spans([*used, *(Span(item.start, item.end) for item in furniture)])
    gaps = zip([0, *(span.end for span in covered)], [*(span.start for span in covered), len(raw)], strict=True)
    layout = tuple(LayoutItem(start, end, raw[start:end]) for start, end in gaps if start < end)
    return WitnessProvenance(source=witness.source_id, length=len(raw), furniture=tuple(furniture), layout=layout)
