"""Fonts that lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from briefing_ingest.extract.pdf_findings import Passage
from briefing_ingest.extract.pdf_glyphs import Glyph
from briefing_ingest.model import Line


@dataclass
class Fonts:
    """Verdicts."""

    found: dict[str, str] = field(default_factory=dict)


def mended(glyphs: Sequence[Glyph], fonts: Fonts) -> list[Glyph]:
    """Glyphs."""
    return [g._replace(told="") if g.told else g for g in glyphs]


def unreadable(lines: Sequence[Line]) -> Iterator[Passage]:
    """Passages."""
    return iter(())
