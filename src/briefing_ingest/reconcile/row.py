"""The rows of a work: a passage each, with what every source version has of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from briefing_ingest.model import Block, VariantType
from briefing_ingest.rule import Rule


class Part(NamedTuple):
    """A stretch of a witness's block; offsets into the block's text."""

    block: Block
    start: int
    end: int


class Addition(NamedTuple):
    """Parts that some witnesses have behind a row and that were not taken, and why.

    They differ in ``type`` from what was taken: in layout, if all their words stand elsewhere.
    """

    parts: dict[str, list[Part]]
    rule: Rule
    reason: str
    type: VariantType = "substantive"


@dataclass
class Row:
    """A passage: the block that gives it its kind, and every witness's parts of it, in order."""

    block: Block
    parts: dict[str, list[Part]] = field(default_factory=dict)
    additions: list[Addition] = field(default_factory=list)


def whole_of(block: Block) -> Part:
    """All of a block as one part."""
    return Part(block, 0, len(block.text))
