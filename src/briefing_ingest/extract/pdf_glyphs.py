"""The characters of a PDF page as they stand in its content stream, and the runs they form there.

Coordinates are PDF points, origin top left, y downward.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Final, NamedTuple

from briefing_ingest.text import Span

# A gap of this many font sizes ends a run: wider than a space, narrower than what parts two columns.
_RUN_GAP: Final = 0.8
# Two equal characters this close (in font sizes) are one, drawn twice to look bold or to cast a shadow.
_DOUBLED: Final = 0.1
_BOLD = re.compile("bold|black|heavy", re.I)


# Names the repair that sets a space where the page has but a gap.
WORD_GAP: Final = "word_gap"


class Glyph(NamedTuple):
    """A character (or ligature) on the page: its text, box, font size, and ``raw``, its offset in the raw text.

    ``text`` is what it shows. Where its font says something else, ``told`` is that (and stands in the raw text), and
    ``repair`` names how the lie was found out. The box reaches from ascender to descender, as high as the font size.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    upright: bool
    raw: int = 0
    baseline: float = 0.0
    font: str = ""
    """The font's name, without the prefix of a subset."""
    italic: bool = False
    weight: int = 0
    """As in CSS, 400 is regular; 0 where the font does not say."""
    tag: int = -1
    """Number of the marked content it belongs to (`Sheet.tags`)."""
    told: str = ""
    repair: str = ""
    face: int = 0
    """Tells fonts of one name apart, on one page."""

    @property
    def raw_text(self) -> str:
        """What stands in the raw text: nothing for a space that only a gap stands for."""
        return "" if self.repair == WORD_GAP else self.told or self.text

    @property
    def raw_end(self) -> int:
        """End of the glyph in the raw text, exclusive."""
        return self.raw + len(self.raw_text)


class Run(NamedTuple):
    """Characters that follow one another in the stream and on the page, and the box around what is not a space."""

    glyphs: tuple[Glyph, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    """The size of its largest character."""


class PageText(NamedTuple):
    """The raw text of a page, from ``start`` of the raw text on: each run and a line end.

    Runs of white space only are not among ``runs``. ``doubled`` pairs the raw offset of a character with the raw span
    of its like that was drawn over it.
    """

    start: int
    text: str
    runs: tuple[Run, ...]
    doubled: tuple[tuple[int, Span], ...]


def page_text(glyphs: Iterable[Glyph], raw_start: int) -> PageText:
    """The text of a page that begins at ``raw_start`` of the raw text, as runs of characters."""
    kept: list[Glyph] = []
    runs: list[Run] = []
    parts: list[str] = []
    doubled: list[tuple[int, Span]] = []
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    at = raw_start
    last: Glyph | None = None
    for unplaced in glyphs:
        if last is not None and not _follows(last, unplaced):
            parts.append("\n")
            at += 1
            runs.extend(glyph_run(kept))
            kept = []
        glyph = unplaced._replace(raw=at)
        at, last = glyph.raw_end, glyph
        parts.append(glyph.raw_text)
        first = _drawn_before(glyph, seen)
        if first is None:
            kept.append(glyph)
        else:
            doubled.append((first.raw, Span(glyph.raw, glyph.raw_end)))
    if last is not None:
        parts.append("\n")
    runs.extend(glyph_run(kept))
    return PageText(raw_start, "".join(parts), tuple(runs), tuple(doubled))


def is_bold(name: str) -> bool:
    """Whether a font's name says that it is bold."""
    return bool(_BOLD.search(name))


def overlap(a: Glyph | Run, b: Glyph | Run) -> float:
    """The share of the lower of two boxes that stands beside the other, from 0 to 1."""
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return max(0.0, shared) / max(0.01, min(a.bottom - a.top, b.bottom - b.top))


def glyph_run(glyphs: Sequence[Glyph]) -> Iterator[Run]:
    """A run of the glyphs, if one of them is more than white space."""
    seen = [glyph for glyph in glyphs if glyph.text.strip()]
    if seen:
        yield Run(
            tuple(glyphs),
            min(glyph.x0 for glyph in seen),
            min(glyph.top for glyph in seen),
            max(glyph.x1 for glyph in seen),
            max(glyph.bottom for glyph in seen),
            max(glyph.size for glyph in seen),
        )


def _follows(last: Glyph, glyph: Glyph) -> bool:
    if last.upright != glyph.upright:
        return False
    if not last.upright:  # turned text runs up or down the page
        beside = min(last.x1, glyph.x1) - max(last.x0, glyph.x0)
        gap = max(last.top, glyph.top) - min(last.bottom, glyph.bottom)
        return beside > 0 and gap < _RUN_GAP * last.size
    size = max(last.size, glyph.size)
    gap = glyph.x0 - last.x1
    return overlap(last, glyph) >= 0.5 and -size < gap < _RUN_GAP * size


def _drawn_before(glyph: Glyph, seen: dict[tuple[str, int, int], list[Glyph]]) -> Glyph | None:
    """The equal character that was drawn here before; else remembers this one by the point where it stands."""
    if not glyph.text.strip():
        return None
    x, y = round(glyph.x0), round(glyph.top)
    reach = _DOUBLED * glyph.size
    for dx, dy in product((-1, 0, 1), repeat=2):
        for other in seen.get((glyph.text, x + dx, y + dy), ()):
            moved = max(abs(other.x0 - glyph.x0), abs(other.top - glyph.top), abs(other.size - glyph.size))
            if moved <= reach:
                return other
    seen.setdefault((glyph.text, x, y), []).append(glyph)
    return None
