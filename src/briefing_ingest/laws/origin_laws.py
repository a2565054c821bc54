"""What holds between a dataset and its provenance.

Played back means: the segments of a text, each cut from the raw text of its source or put in by a
repair that says so, give the text again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing_ingest.dataset import Block, Dataset, Note, Reading, Variant, texts
from briefing_ingest.laws.law import Breach
from briefing_ingest.provenance import (
    Account,
    BlockProvenance,
    Provenance,
    RivalReading,
    Segment,
    WitnessProvenance,
)
from briefing_ingest.text import Span
from briefing_ingest.traced import merged_spans

Text = Block | Note
_RawTexts = Mapping[str, str]


def origin_breaches(
    dataset: Dataset, provenance: Provenance, raw_texts: _RawTexts | None = None
) -> Iterator[Breach]:
    """Where ``provenance`` does not account for ``dataset``.

    Args:
        dataset: one that breaks no law of its own.
        provenance: the sidecar of the same build.
        raw_texts: the raw text of each witness by the id of its source, where it is at hand; then
          every copy is compared with it.
    """
    for work in dataset.works:
        sources = {witness.source for witness in work.witnesses}
        for text in texts(work):
            origin = provenance.blocks.get(f"{work.id}/{text.id}", BlockProvenance())
            problems = _text_problems(text, origin, sources, raw_texts)
            yield from (Breach(problem, work.id, text.id) for problem in problems)
    yield from _tiling_problems(dataset, provenance)


def _text_problems(
    text: Text, origin: BlockProvenance, sources: set[str], raw_texts: _RawTexts | None
) -> Iterator[str]:
    by_source: defaultdict[str, list[Segment]] = defaultdict(list)
    for segment in origin.segments:
        by_source[segment.source].append(segment)
    for name in sorted({*by_source, *(rival.source for rival in origin.readings)} - sources):
        yield f"provenance names {name!r}, which is not a source of the work"
    repaired = {(r.source, r.raw_start, r.raw_end, r.after) for r in origin.repairs}
    yield from _origin_problems(text, origin.segments)
    yield from _playback_problems(text.text, origin.segments, repaired, raw_texts)
    for rival in origin.readings:
        yield from _rival_problems(text, rival, repaired, raw_texts)
    yield from _reading_problems(text, by_source, origin.readings)
    yield from _unattested(text, by_source)


def _origin_problems(text: Text, segments: Sequence[Segment]) -> Iterator[str]:
    """Characters that come from nowhere."""
    covered = merged_spans(Span(segment.start, segment.end) for segment in segments)
    whole = [Span(0, len(text.text))] if text.text else []
    if [span for span in covered if span.start < span.end] != whole:
        yield "some of the text has no origin in any source"


def _playback_problems(
    text: str,
    segments: Iterable[Segment],
    repaired: set[tuple[str, int, int, str]],
    raw_texts: _RawTexts | None,
) -> Iterator[str]:
    """Segments that do not give the text that they stand for."""
    for segment in segments:
        stands = text[segment.start : segment.end]
        if segment.op == "copy":
            length = segment.raw_end - segment.raw_start
            if length != len(stands) or not _is_copied(segment, stands, raw_texts):
                yield f"{segment.start}-{segment.end} is not what {segment.source} has there"
        elif (segment.source, segment.raw_start, segment.raw_end, stands) not in repaired:
            yield f"{segment.start}-{segment.end} of {segment.source} changed without a repair"


def _is_copied(segment: Segment, stands: str, raw_texts: _RawTexts | None) -> bool:
    if raw_texts is None:
        return True
    raw = raw_texts.get(segment.source, "")
    return raw[segment.raw_start : segment.raw_end] == stands


def _rival_problems(
    text: Text,
    rival: RivalReading,
    repaired: set[tuple[str, int, int, str]],
    raw_texts: _RawTexts | None,
) -> Iterator[str]:
    """Origins of readings that the apparatus does not have, or that do not give them."""
    place = f"variant {rival.variant}, reading {rival.reading}"
    variant = text.variants[rival.variant] if rival.variant < len(text.variants) else None
    if variant is None or rival.reading >= len(variant.readings):
        yield f"{place} has an origin and is not in the apparatus"
        return
    reading = variant.readings[rival.reading]
    if rival.source not in reading.witnesses:
        yield f"{place} has an origin in {rival.source}, which does not read so"
    played = sum(segment.end - segment.start for segment in rival.segments)
    if played != len(reading.text):
        yield f"{place} is not what {rival.source} has there"
    for problem in _playback_problems(reading.text, rival.segments, repaired, raw_texts):
        yield f"{place}: {problem}"


class _Stretches(NamedTuple):
    """The parts of a text that one source has, one after another, apart."""

    starts: list[int]
    ends: list[int]

    def has(self, span: Span) -> bool:
        """Whether all of ``span`` is in one part; an empty one always is."""
        at = bisect_right(self.starts, span.start) - 1
        return span.start == span.end or (at >= 0 and span.end <= self.ends[at])


def _stretches(segments: Sequence[Segment]) -> _Stretches:
    spans = merged_spans(Span(segment.start, segment.end) for segment in segments)
    return _Stretches([span.start for span in spans], [span.end for span in spans])


def _reading_problems(
    text: Text, by_source: Mapping[str, list[Segment]], rivals: Sequence[RivalReading]
) -> Iterator[str]:
    """Readings that are listed for a source that does not have them."""
    known = {(rival.variant, rival.reading, rival.source) for rival in rivals}
    has = {source: _stretches(segments) for source, segments in by_source.items()}
    nothing = _Stretches([], [])
    for number, variant in enumerate(text.variants):
        if _holds_others(variant, text):
            continue
        lemma = Span(variant.start, variant.end)
        false = [
            (source, reading.text)
            for order, source, reading in _attributed(variant)
            if (number, order, source) not in known
            and not (order == 0 and has.get(source, nothing).has(lemma))
        ]
        for source, reads in false:
            yield f"{_called(variant)}: {source} is said to read {reads!r} and does not"


def _unattested(text: Text, by_source: Mapping[str, list[Segment]]) -> Iterator[str]:
    """Words of a sentence that a source of it does not have, where no rule recorded that it reads
    otherwise: outside the variants, every source of a text has all of it.
    """
    chosen = [Span(v.start, v.end) for v in text.variants if not _holds_others(v, text)]
    for source, segments in by_source.items():
        has = merged_spans([*chosen, *(Span(segment.start, segment.end) for segment in segments)])
        if has != [Span(0, len(text.text))]:
            yield f"some of the text is not in {source}, and no variant says so"


def _attributed(variant: Variant) -> Iterator[tuple[int, str, Reading]]:
    """Each reading that is not empty, with its number, once for each source that has it."""
    for order, reading in enumerate(variant.readings):
        for source in reading.witnesses if reading.text else ():
            yield order, source, reading


def _called(variant: Variant) -> str:
    return f"variant {variant.start}-{variant.end}"


def _holds_others(variant: Variant, text: Text) -> bool:
    """Whether it is the variant of the whole text, inside which its witnesses may differ."""
    return (variant.start, variant.end) == (0, len(text.text)) and len(text.variants) > 1


def _tiling_problems(dataset: Dataset, provenance: Provenance) -> Iterator[Breach]:
    """Parts of a source that are in two places, or in none."""
    owner = {witness.source: work for work in dataset.works for witness in work.witnesses}
    used = _used(dataset, provenance)
    for witness in provenance.witnesses:
        work = owner.get(witness.source)
        for problem in _gaps(witness, used.get(witness.source, [])):
            yield Breach(f"{witness.source}: {problem}", work.id if work else None)


def _used(dataset: Dataset, provenance: Provenance) -> dict[str, list[Span]]:
    """The raw spans that texts and readings take from each source."""
    used: defaultdict[str, list[Span]] = defaultdict(list)
    for work in dataset.works:
        for text in texts(work):
            origin = provenance.blocks.get(f"{work.id}/{text.id}", BlockProvenance())
            for segments in (origin.segments, *(rival.segments for rival in origin.readings)):
                for segment in segments:
                    used[segment.source].append(Span(segment.raw_start, segment.raw_end))
    return used


def _sum(account: Account) -> int:
    return account.in_text + account.in_readings + account.left_out + account.layout


def _gaps(witness: WitnessProvenance, used: Sequence[Span]) -> Iterator[str]:
    """Parts of the raw text without a place; parts that were left out and are in a text."""
    rest = [Span(item.start, item.end) for item in witness.furniture]
    rest += [Span(item.start, item.end) for item in witness.layout]
    covered = merged_spans([*used, *rest])
    if witness.length and covered != [Span(0, witness.length)]:
        yield "some of the raw text is neither used nor left out"
    if any(first.end > second.start for first, second in pairwise(sorted(rest))):
        yield "some of the raw text is left out twice"
    if witness.account and _sum(witness.account) != witness.length:
        yield "what is counted of the raw text does not add up to its length"
    if witness.start is not None and witness.line is None:
        yield "its place in the file has no line"
