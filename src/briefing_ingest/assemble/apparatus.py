"""Variants and note references as the dataset publishes them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from briefing_ingest import dataset as published
from briefing_ingest.model import MergedBlock, NoteRef, Stretch
from briefing_ingest.reconcile.choose import LATEST_EDITION
from briefing_ingest.reconcile.passage_rules import ONLY_WITNESS


def variants(block: MergedBlock) -> Iterator[published.Variant]:
    """The variants of ``block`` in text order; one of the whole block, if witnesses lack it, comes
    first.
    """
    if block.absent:
        yield _absence(block)
    for start, stretch in placed(block):
        if stretch.rule:
            readings = tuple(
                published.Reading(text=text, witnesses=tuple(who)) for text, who in grouped(stretch)
            )
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
    present = (
        tuple(reading.source_id for reading in block.stretches[0].readings)
        if block.stretches
        else ()
    )
    return published.Variant(
        start=0,
        end=len(block.text),
        type="revision" if block.added else "substantive",
        readings=(
            published.Reading(text=block.text, witnesses=present),
            published.Reading(text="", witnesses=block.absent),
        ),
        rule=LATEST_EDITION.name if block.added else ONLY_WITNESS.name,
        reason=block.added
        or f"the passage stands in {', '.join(present)} and is lost in {', '.join(block.absent)}",
    )


def placed(block: MergedBlock) -> Iterator[tuple[int, Stretch]]:
    """Each stretch with its offset in the text of the block."""
    starts = accumulate((len(stretch.lemma) for stretch in block.stretches), initial=0)
    return zip(starts, block.stretches, strict=False)


def grouped(stretch: Stretch) -> list[tuple[str, list[str]]]:
    """Readings with their witnesses, the lemma first, the others in the order of the witnesses."""
    groups: dict[str, list[str]] = {stretch.lemma: []}
    for reading in stretch.readings:
        groups.setdefault(reading.text, []).append(reading.source_id)
    return list(groups.items())


def note_ref(ref: NoteRef) -> published.NoteRef:
    """The note reference with witnesses that print it alike put together."""
    printed: dict[str, list[str]] = {}
    for marker in ref.readings:
        printed.setdefault(marker.printed, []).append(marker.source_id)
    return published.NoteRef(
        at=ref.at,
        note=f"note-{ref.number}",
        readings=tuple(
            published.PrintedMarker(printed=text, witnesses=tuple(who))
            for text, who in printed.items()
        ),
        rule=ref.rule,
        reason=ref.reason,
    )
