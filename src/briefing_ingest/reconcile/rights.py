"""The terms of a work: what its text states, then what is printed around it, then its metadata.

A licence that the document states goes before the manifest's: its terms bind, whatever a manifest
claims. A notice that grants nothing ("all rights reserved") goes behind it, as sites print it
under everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from briefing_ingest.english.licences import (
    NOTICES,
    is_refined_by,
    licence_id,
    terms_in_prose,
)
from briefing_ingest.model import MANIFEST, Fact, Found, MergedBlock, Rights
from briefing_ingest.text import Span

_NEVER_ITS_OWN: Final = frozenset({"title", "subtitle", "heading", "table", "quote", "note"})
"""Kinds of blocks that do not state the terms of the work."""


def rights_of(
    blocks: Sequence[MergedBlock], stated: Sequence[tuple[str, Fact]]
) -> tuple[Rights, Found] | None:
    """The terms of a work and where they were found; ``stated`` are the facts of each source.

    The first licence of the text counts, or of what stands around it, in the fullest form that any
    of them gives.
    """
    found = [*_in_blocks(blocks), *_in_facts(stated)]
    licences = [one for one in found if one[0].spdx not in NOTICES]
    in_manifest = [
        (Rights(fact.value, None, Span(0, 0)), Found("licence", fact.value, source, MANIFEST))
        for source, fact in stated
        if fact.name == "licence" and fact.where == MANIFEST
    ]
    ranked = [*licences, *in_manifest, *found]
    if not ranked:
        return None
    first = ranked[0]
    return next((one for one in ranked if is_refined_by(first[0].spdx, one[0].spdx)), first)


def _in_blocks(blocks: Sequence[MergedBlock]) -> Iterator[tuple[Rights, Found]]:
    for index, block in enumerate(blocks):
        if terms := _terms(block):
            span = Span(terms[1].start, terms[1].end)
            place = block.places[0] if block.places else None
            found = Found(
                "licence",
                terms[0],
                place.source_id if place else "",
                place.place.said if place else "",
            )
            sources = tuple(dict.fromkeys(place.source_id for place in block.places))
            yield Rights(terms[0], index, span, sources), found


def _terms(block: MergedBlock) -> tuple[str, Span] | None:
    """The terms that a block states, and the sentence that states them."""
    addresses = " ".join(link.url for link in block.links)
    if block.kind == "licence":
        spdx = licence_id(f"{block.text} {addresses}")
        sentence = re.match(r".*?[.](?=\s+[A-Z]|\s*$)|.*", block.text, re.DOTALL)
        end = sentence.end() if sentence else len(block.text)
        return (spdx, Span(0, end)) if spdx else None
    if block.kind in _NEVER_ITS_OWN:
        return None
    terms = terms_in_prose(block.text)
    if not terms:
        return None
    linked = licence_id(addresses)
    spdx = linked if is_refined_by(terms.id, linked) else terms.id
    return spdx, Span(terms.start, terms.end)


def _in_facts(stated: Sequence[tuple[str, Fact]]) -> Iterator[tuple[Rights, Found]]:
    for source, fact in stated:
        if fact.name == "licence" and fact.where != MANIFEST and (spdx := licence_id(fact.value)):
            yield (
                Rights(spdx, None, Span(0, 0), (source,)),
                Found("licence", spdx, source, fact.where),
            )
