"""Repairs over traced text: two explicit ordered lists of small named functions.

Line repairs run on what extraction gives; block repairs need the structure, so they run after it. A repair's name is
its function's name; it stands in the provenance beside every change it made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from briefing_ingest.model import Line, RawDocument, Witness
from briefing_ingest.repair.capitals import drop_capitals
from briefing_ingest.repair.characters import encoding, leaked_markdown, raised_digits, spaces
from briefing_ingest.repair.chrome import site_chrome
from briefing_ingest.repair.flow import hard_wraps, line_end_hyphens, page_breaks
from briefing_ingest.repair.links import links
from briefing_ingest.repair.markers import note_markers
from briefing_ingest.repair.pages import artifacts, contents, page_numbers, recurring_heads, running_heads
from briefing_ingest.repair.urls import url_spaces

LineRepair = Callable[[tuple[Line, ...]], tuple[Line, ...]]
BlockRepair = Callable[[Witness], Witness]

LINE_REPAIRS: Final[tuple[LineRepair, ...]] = (
    encoding,
    spaces,
    drop_capitals,
    raised_digits,
    leaked_markdown,
    running_heads,
    recurring_heads,
    page_numbers,
    artifacts,
    contents,
    site_chrome,
)
"""Characters first, since every later pattern reads them; then whole lines that are no text of the briefing."""

BLOCK_REPAIRS: Final[tuple[BlockRepair, ...]] = (
    page_breaks,
    url_spaces,
    line_end_hyphens,
    hard_wraps,
    note_markers,
    links,
)
"""Paragraphs are made whole first, then addresses, while their line ends still show and before their hyphens could be
taken for divided words; words before white space; markers last, when no line ends in them any more."""


def repair_lines(raw: RawDocument) -> tuple[Line, ...]:
    """The lines of ``raw`` after all line repairs. Furniture stays, marked by its role."""
    lines = raw.lines
    for repair in LINE_REPAIRS:
        lines = repair(lines)
    return lines


def repair_blocks(witness: Witness) -> Witness:
    """``witness`` after all block repairs."""
    for repair in BLOCK_REPAIRS:
        witness = repair(witness)
    return witness
