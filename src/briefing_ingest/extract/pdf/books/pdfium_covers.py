"""What hides text that a page holds: a box painted over it, a ground in its own colour, a clip that
leaves it out.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from briefing_ingest.extract.pdf.books.pdfium_calls import Results, calls
from briefing_ingest.extract.pdf.books.pdfium_glyphs import Frame, Origin
from briefing_ingest.extract.pdf.page.glyphs import Glyph
from briefing_ingest.extract.pdf.page.sheet import REDACTED, Area

_COVERED: Final = "under a box painted over it"
_GROUND: Final = "in the colour of its ground"
_CLIPPED: Final = "outside the clip of the page"
_DARK: Final = 0x40
_WHITE: Final = 0xFFFFFF
_OPAQUE: Final = 255
_MOST_PATHS: Final = 8
# A rectangle has as many segments at most; other clips are known by the box around them.
_MOST_SEGMENTS: Final = 6
_MOST_LOOKED_AT: Final = 64
# In points; what stands this little outside its clip may be a matter of rounding.
_ROUNDING: Final = 1.0
# In font sizes: the box over a letter reaches from the height of small letters to its base line.
_SMALL_LETTERS: Final = 0.45
_BASE: Final = 0.05
# Where nearly all text of a page would be hidden, the order of painting is not what is seen.
_MOST_HIDDEN: Final = 0.9


class Lid(NamedTuple):
    """An opaque rectangle: its turn in the order of painting, and where it is."""

    turn: int
    area: Area


class Clip(NamedTuple):
    """The part of the page that an object is seen in; ``plain`` if it is a rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float
    plain: bool = True


class Covers(NamedTuple):
    """What may hide text: ``lids`` in the order of painting; the ``turns`` of text objects in that
    order and their ``clips``, by handle.
    """

    lids: list[Lid]
    turns: dict[int, int]
    clips: dict[int, Clip]

    def add_lids(self, obj: int, turn: int, areas: Sequence[Area], clip: Clip | None) -> None:
        """Adds the filled rectangles ``areas`` that a path paints, as far as its ``clip`` shows
        them, unless something shines through.
        """
        if clip is not None and not clip.plain:
            return
        filled = [area for area in areas if area.filled]
        if filled and _is_opaque(obj):
            self.lids.extend(Lid(turn, _within(area, clip)) for area in filled)


def _is_opaque(obj: int) -> bool:
    import pypdfium2.raw as pdfium

    results = Results()
    known = calls().fill_colour(obj, *results.at_ints)
    handle = ctypes.cast(obj, pdfium.FPDF_PAGEOBJECT)
    return bool(
        known and results.ints[3] == _OPAQUE and not pdfium.FPDFPageObj_HasTransparency(handle)
    )


def _within(area: Area, clip: Clip | None) -> Area:
    if clip is None:
        return area
    return area._replace(
        x0=max(area.x0, clip.x0),
        top=max(area.top, clip.top),
        x1=min(area.x1, clip.x1),
        bottom=min(area.bottom, clip.bottom),
    )


def clip_of(obj: int, frame: Frame, results: Results) -> Clip | None:
    """The clip of an object of the page itself (not of one in a form); None if it has none."""
    use = calls()
    path = use.clip_path(obj)
    count = use.clip_paths(path) if path else 0
    if not 0 < count <= _MOST_PATHS:
        return None
    clips = [_clip(path, index, frame, results) for index in range(count)]
    known = [clip for clip in clips if clip is not None]
    if not known:
        return None
    lefts, tops, rights, bottoms, plain = zip(*known, strict=True)
    all_plain = len(known) == len(clips) and all(plain)
    return Clip(max(lefts), max(tops), min(rights), min(bottoms), all_plain)


def _clip(path: int, index: int, frame: Frame, results: Results) -> Clip | None:
    """The box around one path of a clip; None where it has no or too many segments."""
    use = calls()
    count = use.clip_segments(path, index)
    if not 0 < count <= _MOST_LOOKED_AT:
        return None
    points = []
    at = results.at_points
    for number in range(count):
        use.point(use.clip_segment(path, index, number), at, at + 4)
        points.append((results.points[0], results.points[1]))
    xs, ys = zip(*frame.points(points), strict=True)
    return Clip(min(xs), min(ys), max(xs), max(ys), count <= _MOST_SEGMENTS)


def covered(
    glyphs: Sequence[Glyph], origins: Sequence[Origin], covers: Covers
) -> Mapping[int, str]:
    """The indices of characters that a box or a clip hides, with the reason.

    ``origins`` are the text objects that show them.
    """
    if not covers.lids and not covers.clips:
        return {}
    hidden = dict(_hidden(glyphs, origins, covers))
    return hidden if len(hidden) <= _MOST_HIDDEN * len(glyphs) else {}


def _hidden(
    glyphs: Sequence[Glyph], origins: Sequence[Origin], covers: Covers
) -> Iterator[tuple[int, str]]:
    turns = [lid.turn for lid in covers.lids]
    pairs = enumerate(zip(glyphs, origins, strict=True))
    for origin, group in groupby(pairs, key=lambda pair: pair[1][1]):
        at = bisect_right(turns, covers.turns.get(origin.handle, turns[-1] if turns else 0))
        later, alike = covers.lids[at:], _if_alike(covers.lids[:at], origin.colour)
        clip = covers.clips.get(origin.handle)
        for index, (glyph, _) in group if later or alike or clip else ():
            if reason := _reason(glyph, origin.colour, (later, alike), clip):
                yield index, reason


def _if_alike(lids: list[Lid], colour: int) -> Sequence[Lid]:
    """The boxes, if one of them has this colour; else none need be looked at."""
    return lids if any(lid.area.colour == colour for lid in lids) else ()


def _reason(
    glyph: Glyph, colour: int, lids: tuple[Sequence[Lid], Sequence[Lid]], clip: Clip | None
) -> str:
    later, before = lids
    if clip and _is_outside(glyph, clip):
        return _CLIPPED
    over = _topmost(later, glyph)
    if over >= 0:
        return REDACTED if _is_dark(over) else _COVERED
    # White text on white is found out without boxes.
    return _GROUND if colour not in {-1, _WHITE} and _topmost(before, glyph) == colour else ""


def _topmost(lids: Sequence[Lid], glyph: Glyph) -> int:
    """The colour of the last of the boxes that are painted where a character stands; -1 if none
    is.
    """
    return next((lid.area.colour for lid in reversed(lids) if _lies_over(lid.area, glyph)), -1)


def _is_outside(glyph: Glyph, clip: Clip) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    across = clip.x0 - _ROUNDING <= x <= clip.x1 + _ROUNDING
    return not (across and clip.top - _ROUNDING <= y <= clip.bottom + _ROUNDING)


def _lies_over(area: Area, glyph: Glyph) -> bool:
    if not area.x0 <= (glyph.x0 + glyph.x1) / 2 <= area.x1:
        return False
    if not glyph.upright:
        return area.top <= glyph.top and glyph.bottom <= area.bottom
    top, bottom = (
        glyph.baseline - _SMALL_LETTERS * glyph.size,
        glyph.baseline - _BASE * glyph.size,
    )
    return area.top <= top and bottom <= area.bottom


def _is_dark(colour: int) -> bool:
    return all((colour >> shift) & 0xFF <= _DARK for shift in (0, 8, 16))
