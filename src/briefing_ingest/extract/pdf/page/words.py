"""Words of a PDF page: characters with no gap between them as wide as a space."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from briefing_ingest.extract.pdf.page.glyphs import Glyph, Run

# In font sizes. Typeset spaces are 0.22 (TeX's narrowest) to 0.33 and kerning stays under 0.05, so
# a line without space characters is parted at 0.18; where the stream has spaces, a gap without one
# is most often loose setting, unless it is nearly as wide as they are.
WORD_GAP: Final = 0.18
WORD_GAP_WITH_SPACES: Final = 0.3
_LIKE_SPACE: Final = 0.8
# Letters set apart (tracked headings) have a gap each: the usual one is taken off, unless it is
# wide as a space.
_TRACKED: Final = 0.6
_FEWEST_GAPS: Final = 5


class Word(NamedTuple):
    """Characters of one word, in order, and the box around them."""

    glyphs: tuple[Glyph, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float

    @property
    def text(self) -> str:
        """The word."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2


def words(runs: Iterable[Run]) -> list[Word]:
    """The words of runs, run by run."""
    return [word for run in runs for word in _run_words(run.glyphs)]


def _run_words(glyphs: Sequence[Glyph]) -> Iterator[Word]:
    blank = [not glyph.text.strip() for glyph in glyphs]
    start = 1 if blank[0] else 0
    for index in _possible_ends(glyphs, blank):
        if start < index and (blank[index] or no_space(glyphs[index - 1], glyphs[index])):
            yield _word(glyphs[start:index])
            start = index
        if blank[index]:
            start = index + 1
    if start < len(glyphs):
        yield _word(glyphs[start:])


def _possible_ends(glyphs: Sequence[Glyph], blank: Sequence[bool]) -> list[int]:
    """The indices of characters that are ``blank`` or stand behind a wide gap."""
    between = gaps(glyphs)
    limit = word_gap(glyphs, between)
    return [i for i, space in enumerate(between, start=1) if blank[i] or space > limit]


def _word(glyphs: Sequence[Glyph]) -> Word:
    return Word(
        tuple(glyphs),
        min([glyph.x0 for glyph in glyphs]),
        min([glyph.top for glyph in glyphs]),
        max([glyph.x1 for glyph in glyphs]),
        max([glyph.bottom for glyph in glyphs]),
        max([glyph.size for glyph in glyphs]),
    )


def gap(left: Glyph, right: Glyph) -> float:
    """The space between two characters, in font sizes; of turned text, which runs up or down, along
    its line.
    """
    space = (
        right.x0 - left.x1
        if left.upright
        else max(left.top, right.top) - min(left.bottom, right.bottom)
    )
    return space / max(left.size, right.size)


def gaps(glyphs: Sequence[Glyph]) -> list[float]:
    """The space between each two characters that follow one another, as `gap` has it."""
    return [
        (right.x0 - left.x1) / (left.size if left.size > right.size else right.size)
        if left.upright
        else gap(left, right)
        for left, right in pairwise(glyphs)
    ]


def no_space(left: Glyph, right: Glyph) -> bool:
    """Whether neither of two characters has a space on the side of the other."""
    return not left.text[-1].isspace() and not right.text[0].isspace()


def word_gap(glyphs: Sequence[Glyph], between: Sequence[float]) -> float:
    """How wide a gap must be to part two words of this line with these `gaps`, in font sizes."""
    seen = [glyph.text.strip() for glyph in glyphs]
    if all(seen):
        return WORD_GAP + _tracking(between)
    pairs = zip(between, seen, seen[1:], strict=False)
    tracking = _tracking([space for space, left, right in pairs if left and right])
    blanks = [glyph for glyph, letter in zip(glyphs, seen, strict=True) if not letter]
    return _least_word_gap(blanks) + tracking


def _tracking(between: Sequence[float]) -> float:
    """How far letters are set apart that have these gaps, in font sizes; 0 if they are not."""
    usual = median(between) if len(between) >= _FEWEST_GAPS else 0.0
    return usual if 0 < usual < _TRACKED else 0.0


def _least_word_gap(blanks: Sequence[Glyph]) -> float:
    """How wide a gap must be between letters that are not set apart, on a line with these
    spaces.
    """
    widths = [(glyph.x1 - glyph.x0) / glyph.size for glyph in blanks if glyph.upright]
    if not widths:
        return WORD_GAP
    return min(WORD_GAP_WITH_SPACES, max(WORD_GAP, _LIKE_SPACE * median(widths)))
