"""Words and characters as a page of a PDF prints them."""

from __future__ import annotations

from typing import Any

from briefing_ingest.extract.pdf.page.glyphs import Glyph, Run, glyph_run
from briefing_ingest.extract.pdf.page.words import Word, words


def glyphs_of(text: str, x0: float, top: float, size: float = 10, **looks: Any) -> list[Glyph]:
    """The characters of a line side by side, each half as wide as high or ``wide`` points."""
    wide = looks.pop("wide", size / 2)
    raw = looks.pop("raw", int(1000 * top + x0))
    return [
        Glyph(
            letter,
            x0 + wide * n,
            top,
            x0 + wide * (n + 1),
            top + size,
            size,
            looks.get("bold", False),
            True,
            raw + n,
            top + size,
            looks.get("font", "Body"),
        )
        for n, letter in enumerate(text)
    ]


def run_of(text: str, x0: float, top: float, size: float = 10, **looks: Any) -> Run:
    """The characters of a line as one run."""
    return next(iter(glyph_run(glyphs_of(text, x0, top, size, **looks))))


def word_of(text: str, x0: float, top: float, size: float = 10, **looks: Any) -> Word:
    """A word."""
    return words([run_of(text, x0, top, size, **looks)])[0]
