"""Repairs over traced text: two ordered lists of records, each with one small function.

To add a repair, write its function in the module of its family and put its record into a list. The
function gives the record's name to every change of traced text, so that it stands in the provenance
beside the change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from briefing_ingest.model import Line, RawDocument, Witness
from briefing_ingest.repair.capitals import drop_capitals
from briefing_ingest.repair.characters import encoding, leaked_markdown, raised_digits, spaces
from briefing_ingest.repair.chrome import site_chrome
from briefing_ingest.repair.flow import hard_wraps, line_end_hyphens, page_breaks
from briefing_ingest.repair.links import links
from briefing_ingest.repair.markers import note_markers
from briefing_ingest.repair.pages import (
    artifacts,
    contents,
    page_numbers,
    recurring_heads,
    running_heads,
)
from briefing_ingest.repair.settled import settle, settle_links
from briefing_ingest.repair.urls import url_spaces
from briefing_ingest.rule import Rule

__all__ = [
    "BLOCK_REPAIRS",
    "LINE_REPAIRS",
    "repair_blocks",
    "repair_lines",
    "settle",
    "settle_links",
]


@dataclass(frozen=True)
class LineRepair(Rule):
    """A repair that runs on what extraction gives."""

    function: Callable[[tuple[Line, ...]], tuple[Line, ...]]


@dataclass(frozen=True)
class BlockRepair(Rule):
    """A repair that needs the structure, so it runs after that is found."""

    function: Callable[[Witness], Witness]


LINE_REPAIRS: Final[tuple[LineRepair, ...]] = (
    LineRepair("encoding", "mends text that was decoded the wrong way", encoding),
    LineRepair("spaces", "makes odd spaces plain and takes out what has no width", spaces),
    LineRepair("drop_capitals", "puts a large initial to the word that it begins", drop_capitals),
    LineRepair("raised_digits", "sets raised digits as superscripts", raised_digits),
    LineRepair(
        "leaked_markdown", "takes out marks of Markdown that show in the text", leaked_markdown
    ),
    LineRepair("running_heads", "marks heads and feet that pages repeat", running_heads),
    LineRepair(
        "recurring_heads", "marks heads that stand in the text again and again", recurring_heads
    ),
    LineRepair("page_numbers", "marks the numbers of pages", page_numbers),
    LineRepair("artifacts", "marks what a tagged PDF declares to be no text", artifacts),
    LineRepair("contents", "marks tables of contents", contents),
    LineRepair("site_chrome", "marks what a web site puts around an article", site_chrome),
)
"""Characters first, since every later pattern reads them; then whole lines that are no text of the
briefing."""

BLOCK_REPAIRS: Final[tuple[BlockRepair, ...]] = (
    BlockRepair("page_breaks", "joins a paragraph that a page break parts", page_breaks),
    BlockRepair("url_spaces", "takes out line ends inside addresses", url_spaces),
    BlockRepair("line_end_hyphens", "joins words divided at a line end", line_end_hyphens),
    BlockRepair("hard_wraps", "makes spaces of the line ends within a paragraph", hard_wraps),
    BlockRepair(
        "note_markers",
        "takes note markers out of the text and keeps where they stood",
        note_markers,
    ),
    BlockRepair("links", "finds the links of each block", links),
)
"""Paragraphs are made whole first, then addresses, while their line ends still show and before
their hyphens could be taken for divided words; words before white space; markers last, when no line
ends in them any more."""


def repair_lines(raw: RawDocument) -> tuple[Line, ...]:
    """The lines of ``raw`` after all line repairs. Furniture stays, marked by its role."""
    lines = raw.lines
    for repair in LINE_REPAIRS:
        lines = repair.function(lines)
    return lines


def repair_blocks(witness: Witness) -> Witness:
    """``witness`` after all block repairs."""
    for repair in BLOCK_REPAIRS:
        witness = repair.function(witness)
    return witness
