"""Where every character of a block comes from, and what of a source is in no block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing_ingest.assemble.apparatus import grouped, placed
from briefing_ingest.model import DoubtfulPassage, MergedBlock, Reading, Witness
from briefing_ingest.provenance import (
    Account,
    BlockProvenance,
    DoubtfulItem,
    FurnitureItem,
    LayoutItem,
    LeftOut,
    Repair,
    RivalReading,
    Segment,
    SourcePlace,
    WitnessProvenance,
)
from briefing_ingest.reading import counts_of
from briefing_ingest.text import Span
from briefing_ingest.traced import TracedText, merged_spans


def block_provenance(block: MergedBlock, raw_texts: dict[str, str]) -> BlockProvenance:
    """Segments, rival readings, repairs and places of ``block``; ``raw_texts`` are by source id."""
    segments: list[Segment] = []
    rivals: list[RivalReading] = []
    repairs: list[Repair] = []
    variant = -1 + bool(block.absent)
    for start, stretch in placed(block):
        variant += bool(stretch.rule)
        order = [text for text, _ in grouped(stretch)]
        for reading in stretch.readings:
            repairs += _repairs(reading, raw_texts[reading.source_id])
            if reading.text == stretch.lemma:
                segments += _segments(reading.traced, reading.source_id, start)
            else:
                own = tuple(_segments(reading.traced, reading.source_id, 0))
                rivals.append(
                    RivalReading(
                        variant=variant,
                        reading=order.index(reading.text),
                        source=reading.source_id,
                        segments=own,
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
        op = (
            "copy"
            if not piece.repairs
            else "substitute"
            if piece.raw_end > piece.raw_start
            else "insert"
        )
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
            and (pending.source, pending.end, pending.raw_end)
            == (segment.source, segment.start, segment.raw_start)
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


class Used(NamedTuple):
    """Raw spans of one source, in no order: those behind the text of its work, and those behind
    readings that were not chosen.
    """

    in_text: list[Span]
    in_readings: list[Span]


def used_spans(blocks: Iterable[BlockProvenance]) -> dict[str, Used]:
    """What ``blocks`` take from each source: one walk for all sources."""
    used: defaultdict[str, Used] = defaultdict(lambda: Used([], []))
    for block in blocks:
        for segment in block.segments:
            used[segment.source].in_text.append(Span(segment.raw_start, segment.raw_end))
        for segment in (segment for rival in block.readings for segment in rival.segments):
            used[segment.source].in_readings.append(Span(segment.raw_start, segment.raw_end))
    return dict(used)


def witness_rest(witness: Witness, used: Used) -> WitnessProvenance:
    """Furniture and layout, that is, what of the raw text is in no block, and the account of it
    all; ``used`` is what blocks have.
    """
    raw = witness.raw_text
    furniture = [
        FurnitureItem(
            start=item.raw_start,
            end=item.raw_end,
            text=raw[item.raw_start : item.raw_end],
            reason=item.reason,
        )
        for item in witness.furniture
    ]
    left_out = [Span(item.start, item.end) for item in furniture]
    covered = merged_spans([*used.in_text, *used.in_readings, *left_out])
    gaps = zip(
        [0, *(span.end for span in covered)],
        [*(span.start for span in covered), len(raw)],
        strict=True,
    )
    layout = tuple(LayoutItem(start, end, raw[start:end]) for start, end in gaps if start < end)
    return WitnessProvenance(
        source=witness.source_id,
        length=len(raw),
        start=witness.start or None,
        line=witness.line if witness.start else None,
        furniture=tuple(furniture),
        layout=layout,
        doubtful=tuple(map(_doubtful, witness.doubtful)),
        account=_account(witness, used, left_out),
    )


def _doubtful(passage: DoubtfulPassage) -> DoubtfulItem:
    return DoubtfulItem(
        start=passage.raw_start,
        end=passage.raw_end,
        place=passage.place._replace(path="").said,
        page=passage.place.page if passage.place.box else None,
        box=passage.place.box,
        text=passage.text,
        kind=passage.kind,
        kept=passage.kept,
        reason=passage.reason or None,
        doubt=passage.doubt or None,
    )


def _account(witness: Witness, used: Used, left_out: Sequence[Span]) -> Account:
    counts = counts_of(witness)
    in_text = _length(used.in_text)
    in_blocks = _length([*used.in_text, *used.in_readings])
    accounted = _length([*used.in_text, *used.in_readings, *left_out])
    return Account(
        in_text=in_text,
        in_readings=in_blocks - in_text,
        left_out=accounted - in_blocks,
        layout=len(witness.raw_text) - accounted,
        words=counts.words,
        words_left_out=tuple(LeftOut(**item._asdict()) for item in counts.left_out),
        pages=counts.pages,
        bare_pages=counts.bare_pages,
        unmapped=counts.unmapped,
        promise=counts.promise,
        tables=counts.tables,
        doubtful_tables=len(counts.doubtful_tables),
    )


def _length(spans: Iterable[Span]) -> int:
    """How many characters lie in ``spans``, each counted once."""
    return sum(span.end - span.start for span in merged_spans(spans))
