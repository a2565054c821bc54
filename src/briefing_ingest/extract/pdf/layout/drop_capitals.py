"""Dropped capitals of a PDF page: a large initial beside the first lines of a paragraph, kept out
of those lines.

Coordinates are PDF points, origin top left, y downward.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from briefing_ingest.extract.pdf.page.glyphs import Glyph, Run, glyph_run

# How many times as large as the text beside it, and how far from it in sizes of its own.
_LARGER: Final = 1.7
_FARTHEST: Final = 0.8
_OVERLAP: Final = 0.25
# Lines that stand beside it, and the characters that one of them has at least.
_FEWEST_LINES: Final = 2
_FEWEST_CHARACTERS: Final = 8
_QUOTES: Final = "\"'“‘«("


def apart_capitals(runs: Sequence[Run]) -> tuple[list[Run], set[int]]:
    """The runs of a page with each dropped capital a run of its own, and the raw offsets of
    those.
    """
    parts = [list(_parted(run)) for run in runs]
    every = list(chain.from_iterable(parts))
    large = [run for run in every if _is_capital(run.glyphs)]
    found = {run.glyphs[0].raw for run in large if _has_lines(run, every)}
    kept = (
        parted if run.glyphs[0].raw in found else [run]
        for run, parted in zip(runs, parts, strict=True)
    )
    return list(chain.from_iterable(kept)), found


def _parted(run: Run) -> Iterator[Run]:
    """A run that begins with a capital far larger than what follows it, as two."""
    at = 1 + (run.glyphs[0].text in _QUOTES)
    rest = run.glyphs[at:]
    while rest and _stands_for_gap(rest[0]):
        rest = rest[1:]
    first = next((glyph for glyph in rest if glyph.text.strip()), None)
    if first is not None and _is_large_capital(run.glyphs[at - 1], first):
        yield from glyph_run(run.glyphs[:at])
        yield from glyph_run(rest)
    else:
        yield run


def _stands_for_gap(glyph: Glyph) -> bool:
    """Whether a character is a space that the page has no character for."""
    return not glyph.text.strip() and bool(glyph.repair)


def _is_large_capital(glyph: Glyph, following: Glyph) -> bool:
    return glyph.text.isupper() and glyph.size >= _LARGER * following.size


def _is_capital(glyphs: Sequence[Glyph]) -> bool:
    text = "".join(glyph.text for glyph in glyphs).strip()
    return (
        len(text) <= 2
        and text[-1:].isupper()
        and text[-1:].isalpha()
        and (len(text) == 1 or text[0] in _QUOTES)
    )


def _has_lines(capital: Run, runs: Sequence[Run]) -> bool:
    """Whether lines of text begin right of a capital, and none of its size."""
    lines: list[Run] = []
    for run in sorted(runs, key=lambda run: run.top):
        near = -_OVERLAP < (run.x0 - capital.x1) / capital.size < _FARTHEST
        if (
            near
            and capital.top < (run.top + run.bottom) / 2 < capital.bottom
            and run is not capital
        ):
            if capital.size < _LARGER * run.size:
                return False
            if not lines or run.top >= lines[-1].top + 0.5 * run.size:
                lines.append(run)
    return len(lines) >= _FEWEST_LINES and all(
        len(line.glyphs) >= _FEWEST_CHARACTERS for line in lines[:2]
    )
