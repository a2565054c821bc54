"""Links of a block: those the page declares, and addresses printed in the text, in a form that
resolves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefing_ingest.model import Block, Link, RawLink, Witness
from briefing_ingest.repair.urls import addresses_in, lost_hyphens
from briefing_ingest.text import Span

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)


def links(witness: Witness) -> Witness:
    """Find the links of every block and note.

    A printed address gets a scheme (https where it has none), real spaces become %20, and hyphens
    lost at a line end are put back as a conjecture. Where the page itself links the text, its
    target is taken. The text stays as it is. Wrong for a host that serves no https.
    """
    known = _words(witness)

    def find(block: Block) -> Block:
        declared = [link for raw in block.raw_links for link in _declared(block, raw)]
        taken = [Span(link.start, link.end) for link in declared]
        printed = [
            link for link in _printed(block, witness.raw_text, known) if not _overlaps(link, taken)
        ]
        return replace(block, links=tuple(sorted(declared + printed)))

    return replace(
        witness, blocks=tuple(map(find, witness.blocks)), notes=tuple(map(find, witness.notes))
    )


def _words(witness: Witness) -> frozenset[str]:
    return frozenset(
        re.findall(r"[a-z]+", " ".join(block.text for block in witness.blocks).casefold())
    )


def _overlaps(link: Link, taken: list[Span]) -> bool:
    return any(link.start < span.end and span.start < link.end for span in taken)


def _declared(block: Block, link: RawLink) -> Iterator[Link]:
    """The link as the text has it: one in each cell of a table that it reaches over."""
    span = block.traced.locate(link.raw_start, link.raw_end)
    if not span or not re.match(r"https?:|mailto:", link.url):
        return
    for run in block.runs:
        start, end = max(span.start, run.start), min(span.end, run.end)
        if start < end:
            yield Link(start, end, block.text[start:end], link.url.replace(" ", "%20"))


def _printed(block: Block, raw_text: str, known: frozenset[str]) -> Iterator[Link]:
    for found in EMAIL.finditer(block.text):
        yield Link(*found.span(), found.group(), f"mailto:{found.group()}")
    for address in addresses_in(block):
        text = block.text[slice(*address.span)]
        whole = text if re.match(r"https?://", text, re.IGNORECASE) else f"https://{text}"
        mended = lost_hyphens(whole, known)
        evidence = mended.evidence
        if address.spaced or " " in text:
            evidence = "the spaces belong to the file name and are percent-encoded"
        url = mended.url.replace(" ", "%20")
        yield Link(
            *address.span,
            _as_printed(block, raw_text, address.span),
            url,
            evidence,
            bool(mended.evidence),
        )


def _as_printed(block: Block, raw_text: str, span: Span) -> str:
    """What the source prints there, line ends as spaces."""
    pieces = list(block.traced.slice(*span).pieces)
    while pieces and not pieces[0].text:
        del pieces[0]
    while pieces and not pieces[-1].text:
        del pieces[-1]
    printed = "".join(
        raw_text[piece.raw_start : piece.raw_end]
        for piece in pieces
        if "markup" not in piece.repairs
    )
    return re.sub(r"\s+", " ", printed).strip()
