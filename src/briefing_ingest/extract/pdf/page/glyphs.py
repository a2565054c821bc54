"""The characters of a PDF page as they stand in its content stream, and the runs they form there.

Coordinates are PDF points, origin top left, y downward.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice, pairwise, product, repeat
from operator import itemgetter
from typing import Any, Final, NamedTuple

from briefing_ingest.text import Span

# A gap of this many font sizes ends a run: wider than a space, narrower than what parts two
# columns.
_RUN_GAP: Final = 0.8
# No column is narrower, in font sizes, or has fewer lines.
_COLUMN: Final = 5.0
_COLUMN_LINES: Final = 5
# Two equal characters this close (in font sizes) are one, drawn twice to look bold or to cast a
# shadow.
_DOUBLED: Final = 0.1
# Runs are looked up by bands of so many points.
_BAND: Final = 8.0
_MOST_RUNS: Final = 500
_BOLD = re.compile("bold|black|heavy", re.I)
_ITALIC: Final = re.compile("italic|oblique", re.I)


# Names the repair that sets a space where the page has but a gap.
WORD_GAP: Final = "word_gap"


class Glyph(NamedTuple):
    """A character (or ligature) on the page: its text, box, font size, and ``raw``, its offset in
    the raw text.

    ``text`` is what it shows. Where its font says something else, ``told`` is that (and stands in
    the raw text), and ``repair`` names how the lie was found out. The box reaches from ascender to
    descender, as high as the font size.
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


_RAW, _TOLD, _REPAIR = map(Glyph._fields.index, ("raw", "told", "repair"))
_X0, _X1 = map(Glyph._fields.index, ("x0", "x1"))
# Of columns of glyphs, those that are equal side by side on one line.
_LEVEL: Final = itemgetter(*map(Glyph._fields.index, ("top", "bottom", "size", "upright")))
# A copy with another ``raw``, made without the checks of `Glyph._replace`: there is one for each
# character.
_new: Final = tuple.__new__


class Run(NamedTuple):
    """Characters that follow one another in the stream and on the page, and the box around what is
    not a space.
    """

    glyphs: tuple[Glyph, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    """The size of its largest character."""


class PageText(NamedTuple):
    """The raw text of a page, from ``start`` of the raw text on: each run and a line end.

    Runs of white space only are not among ``runs``. ``doubled`` pairs the raw offset of a character
    with the raw span of its like that was drawn over it.
    """

    start: int
    text: str
    runs: tuple[Run, ...]
    doubled: tuple[tuple[int, Span], ...]


def page_text(glyphs: Iterable[Glyph], raw_start: int) -> PageText:
    """The text of a page that begins at ``raw_start`` of the raw text, as runs of characters."""
    unplaced = list(glyphs)
    if not unplaced:
        return PageText(raw_start, "", (), ())
    columns = list(zip(*unplaced, strict=True))
    stretches = _stretches([0, *_breaks(unplaced, columns)], len(unplaced))
    runs = list(_in_columns(unplaced[start:end] for start, end in stretches))
    if len(runs) > len(stretches):  # the gap between two columns is no character
        unplaced = [glyph for run in runs for glyph in run]
        columns = list(zip(*unplaced, strict=True))
        stretches = _stretches(list(accumulate(map(len, runs[:-1]), initial=0)), len(unplaced))
    raw_texts = columns[0]
    if any(columns[_TOLD]) or any(columns[_REPAIR]):
        raw_texts = tuple(glyph.raw_text for glyph in unplaced)
    columns[_RAW] = _raw_offsets(raw_texts, stretches, raw_start)
    placed = list(map(_new, repeat(Glyph), zip(*columns, strict=True)))
    doubled: list[tuple[int, Span]] = []
    kept = _drawn_once([placed[start:end] for start, end in stretches], doubled)
    return PageText(
        raw_start,
        "".join("".join(raw_texts[start:end]) + "\n" for start, end in stretches),
        tuple(run for part in kept for run in glyph_run(part)),
        tuple(doubled),
    )


def _stretches(starts: Sequence[int], count: int) -> list[tuple[int, int]]:
    """From where to where each run goes, of so many characters in all."""
    return list(pairwise([*starts, count]))


def _raw_offsets(
    raw_texts: Sequence[str], stretches: Iterable[tuple[int, int]], raw_start: int
) -> tuple[int, ...]:
    """Where in the raw text each character begins; a line end stands behind each stretch."""
    lengths = list(map(len, raw_texts))
    for _, end in stretches:
        lengths[end - 1] += 1
    return tuple(accumulate(lengths[:-1], initial=raw_start))


def is_bold(name: str) -> bool:
    """Whether a font's name says that it is bold."""
    return bool(_BOLD.search(name))


def is_italic(name: str) -> bool:
    """Whether a font's name says that it is italic, as those do that every reader has and no file
    describes.

    >>> [is_italic(name) for name in ("Helvetica-Oblique", "Times-BoldItalic", "Courier")]
    [True, True, False]
    """
    return bool(_ITALIC.search(name))


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
            min([glyph.x0 for glyph in seen]),
            min([glyph.top for glyph in seen]),
            max([glyph.x1 for glyph in seen]),
            max([glyph.bottom for glyph in seen]),
            max([glyph.size for glyph in seen]),
        )


def _breaks(glyphs: Sequence[Glyph], columns: Sequence[Sequence[Any]]) -> list[int]:
    """The indices of the characters that do not follow the one before on its line."""
    x0, x1 = columns[_X0], columns[_X1]
    levels = list(zip(*_LEVEL(columns), strict=True))
    # Most characters stand side by side in one size; all others are looked at more closely.
    return [
        index
        for index, (left, right, before, here) in enumerate(
            zip(x1, islice(x0, 1, None), levels, islice(levels, 1, None), strict=False), start=1
        )
        if not (before == here and here[3] and -here[2] < right - left < _RUN_GAP * here[2])
        and not _follows(glyphs[index - 1], glyphs[index])
    ]


def _in_columns(runs: Iterable[list[Glyph]]) -> Iterator[list[Glyph]]:
    """The runs, parted where the last line of one column and the first of the next stand at one
    height.

    So they do where some lines begin below one another, and the next, further down, below a gap in
    the last of them.
    """
    last: list[Glyph] = []
    starts: list[float] = []
    for run in runs:
        starts = [*starts[1 - _COLUMN_LINES :], run[0].x0]
        at = _column_start(last, run[0]) if last else 0
        if at and len(starts) == _COLUMN_LINES and max(starts[:-1]) - min(starts[:-1]) < 1:
            yield last[: at - 1]
            last = last[at:]
        if last:
            yield last
        last = run
    if last:
        yield last


def _column_start(run: Sequence[Glyph], following: Glyph) -> int:
    """Where in a run, behind its one wide gap, the line begins that ``following`` is set below; 0
    if nowhere.
    """
    if (
        not run[0].x0 + _COLUMN * following.size < following.x0 < run[-1].x1
        or following.top <= run[-1].top
    ):
        return 0
    wide = [
        i
        for i, glyph in enumerate(run)
        if glyph.repair == WORD_GAP and glyph.x1 - glyph.x0 > _RUN_GAP * glyph.size
    ]
    if len(wide) != 1 or abs(run[wide[0] + 1].x0 - following.x0) > _DOUBLED * following.size:
        return 0
    return wide[0] + 1


def _follows(last: Glyph, glyph: Glyph) -> bool:
    if last.upright != glyph.upright:
        return False
    if not last.upright:  # turned text runs up or down the page
        beside = min(last.x1, glyph.x1) - max(last.x0, glyph.x0)
        gap = max(last.top, glyph.top) - min(last.bottom, glyph.bottom)
        return beside > 0 and gap < _RUN_GAP * last.size
    size = last.size if last.size > glyph.size else glyph.size
    if not -size < glyph.x0 - last.x1 < _RUN_GAP * size:
        return False
    return (last.top == glyph.top and last.bottom == glyph.bottom) or overlap(last, glyph) >= 0.5


# --- what is drawn twice --------------------------------------------------------------------------


def _drawn_once(
    runs: Sequence[list[Glyph]], doubled: list[tuple[int, Span]]
) -> Iterator[list[Glyph]]:
    """The runs without the characters that were drawn before, which go to ``doubled``.

    Only runs that lie over one another, or step back, are looked at one character by one: few pages
      have any.
    """
    suspects = _overlapping(runs)
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    for index, run in enumerate(runs):
        if index not in suspects:
            yield run
            continue
        kept: list[Glyph] = []
        for glyph in run:
            first = _drawn_before(glyph, seen)
            if first is None:
                kept.append(glyph)
            else:
                doubled.append((first.raw, Span(glyph.raw, glyph.raw_end)))
        yield kept


def _overlapping(runs: Sequence[list[Glyph]]) -> set[int]:
    """Indices of runs that stand on one line and share a place with another one, or with a part of
    themselves.
    """
    found: set[int] = set()
    bands: dict[int, list[tuple[int, Glyph, float, float]]] = {}
    for index, run in enumerate(runs):
        if _steps_back(run):
            found.add(index)
        first, x0, x1 = run[0], min([glyph.x0 for glyph in run]), max([glyph.x1 for glyph in run])
        reach = 2 * _DOUBLED * first.size
        for band in range(int((first.top - reach) // _BAND), int((first.top + reach) // _BAND) + 1):
            others = bands.setdefault(band, [])
            if len(others) > _MOST_RUNS:
                found.add(index)
                continue
            for other, other_first, start, end in others:
                if start < x1 and x0 < end and abs(other_first.top - first.top) <= reach:
                    found.update((index, other))
            others.append((index, first, x0, x1))
    return found


def _steps_back(run: Sequence[Glyph]) -> bool:
    """Whether a character begins hardly right of where the one before began."""
    starts = [glyph.x0 for glyph in run]
    sizes = [glyph.size for glyph in run]
    steps = zip(starts, islice(starts, 1, None), sizes, strict=False)
    return True in [right < left + _DOUBLED * size for left, right, size in steps]


def _drawn_before(glyph: Glyph, seen: dict[tuple[str, int, int], list[Glyph]]) -> Glyph | None:
    """The equal character that was drawn here before; else remembers this one by the point where it
    stands.
    """
    if not glyph.text.strip():
        return None
    x, y = round(glyph.x0), round(glyph.top)
    reach = _DOUBLED * glyph.size
    for dx, dy in product((-1, 0, 1), repeat=2):
        for other in seen.get((glyph.text, x + dx, y + dy), ()):
            moved = max(
                abs(other.x0 - glyph.x0), abs(other.top - glyph.top), abs(other.size - glyph.size)
            )
            if moved <= reach:
                return other
    seen.setdefault((glyph.text, x, y), []).append(glyph)
    return None
