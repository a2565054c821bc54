"""Mentions as standoff annotations of one source: where each stands in the raw text, through the
trace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing_ingest.model import Mention, MergedBlock, Work
from briefing_ingest.text import Span


class Annotation(NamedTuple):
    """A mention and its span in the raw text of one source: code points, 0-based, end-exclusive.

    The span reaches from the first to the last character of the name, so it holds what a repair
    took out in between (a line break, a hyphen at a line's end, markup).
    """

    start: int
    end: int
    mention: Mention


def annotated(work: Work, mentions: Sequence[Mention], source_id: str) -> tuple[Annotation, ...]:
    """``mentions`` of ``work`` that its witness ``source_id`` has, in the order of its raw text."""
    blocks = work.blocks + work.notes
    found = ((raw_span(blocks[m.block], m.start, m.end, source_id), m) for m in mentions)
    return tuple(sorted(Annotation(*span, mention) for span, mention in found if span))


def raw_span(block: MergedBlock, start: int, end: int, source_id: str) -> Span | None:
    """Where ``block.text[start:end]`` stands in the raw text of ``source_id``; None if that witness
    lacks it.
    """
    spans = list(_raw_parts(block, start, end, source_id))
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None


def _raw_parts(block: MergedBlock, start: int, end: int, source_id: str) -> Iterator[Span]:
    at = 0
    for stretch in block.stretches:
        low, high = max(start, at), min(end, at + len(stretch.lemma))
        for reading in stretch.readings:
            if low < high and reading.source_id == source_id and reading.text == stretch.lemma:
                part = reading.traced.slice(low - at, high - at)
                # a cut at the edge (a note's number behind the name) is no part of it
                yield from (
                    Span(piece.raw_start, piece.raw_end) for piece in part.pieces if piece.text
                )
        at += len(stretch.lemma)
