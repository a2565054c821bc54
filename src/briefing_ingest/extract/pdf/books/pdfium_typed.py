"""What is typed onto a page and is not in its own text: answers in the fields of a form, and text
boxes.

A viewer draws it where the field stands; here it is set there line by line, in letters of one
width, since the fonts of fields are the viewer's.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from briefing_ingest.extract.pdf.books.pdfium_glyphs import Frame
from briefing_ingest.extract.pdf.page.glyphs import Glyph

_FREE_TEXT, _WIDGET = 3, 20
# Of annotations: hidden, or not to be shown on a screen; of fields: a password.
_NOT_SHOWN: Final = 0b100010
_PASSWORD: Final = 1 << 13
_MOST: Final = 2_000
_MOST_BYTES: Final = 200_000
_SIZE: Final = re.compile(r"(?<![\d.])([\d.]++)\s++Tf\b")
# Where a field leaves the size to the viewer, letters are as high as it allows, up to this.
_USUAL_SIZE: Final = 11.0
_SIZES: Final = (4.0, 72.0)
_OF_HEIGHT: Final = 0.7
# In font sizes: the width of a letter, and from base line to base line.
_WIDTH: Final = 0.48
_LEADING: Final = 1.15
_DESCENT: Final = 0.22
# In points: what viewers leave free above the first line of a field of several lines, whose letters
# then hang below the whole height of their font.
_PADDING: Final = 2.0


class _Box(NamedTuple):
    x0: float
    top: float
    x1: float
    bottom: float


def typed_glyphs(page: Any, frame: Frame, printed: Sequence[Glyph]) -> Iterator[Glyph]:
    """The characters of the answers and text boxes of a page, where a viewer shows them.

    An answer begins on the line of the question printed beside its field.
    """
    import pypdfium2.raw as pdfium

    for index in range(min(_MOST, max(0, pdfium.FPDFPage_GetAnnotCount(page)))):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            text = _text(annotation)
            box = _box(annotation, frame) if text else None
            if box:
                glyphs = list(_set(text, box, _font_size(annotation)))
                yield from _beside(glyphs, box, printed)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _text(annotation: Any) -> str:
    """What an annotation shows in words of its own; "" for links, comments, ticks and what is not
    shown.
    """
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind not in {_FREE_TEXT, _WIDGET} or pdfium.FPDFAnnot_GetFlags(annotation) & _NOT_SHOWN:
        return ""
    if kind == _FREE_TEXT:
        return _string(annotation, b"Contents")
    if _string(annotation, b"FT") not in {"Tx", "Ch"} or _number(annotation, b"Ff") & _PASSWORD:
        return ""
    return _string(annotation, b"V")


def _string(annotation: Any, key: bytes) -> str:
    import pypdfium2.raw as pdfium

    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < length <= _MOST_BYTES:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    text = bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
    return "\n".join(line for line in text.splitlines() if line.strip())


def _number(annotation: Any, key: bytes) -> int:
    import pypdfium2.raw as pdfium

    value = ctypes.c_float()
    return int(value.value) if pdfium.FPDFAnnot_GetNumberValue(annotation, key, value) else 0


def _box(annotation: Any, frame: Frame) -> _Box | None:
    """Where an annotation stands; None where that is no place on the page."""
    import pypdfium2.raw as pdfium

    sides = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, sides):
        return None
    points = frame.points([(sides.left, sides.bottom), (sides.right, sides.top)])
    (x0, x1), (top, bottom) = (sorted(side) for side in zip(*points, strict=True))
    width, height = frame.size
    on_page = 0 <= x0 < x1 <= width + 1 and 0 <= top < bottom <= height + 1
    return _Box(x0, top, x1, bottom) if on_page else None


def _font_size(annotation: Any) -> float:
    """The size that an annotation states for its text; 0 where the viewer chooses."""
    found = _SIZE.search(_string(annotation, b"DA"))
    size = float(found[1]) if found and found[1].count(".") <= 1 and found[1] != "." else 0.0
    return size if _SIZES[0] <= size <= _SIZES[1] else 0.0


def _set(text: str, box: _Box, stated: float) -> Iterator[Glyph]:
    """The characters of a text in its box, in smaller type where they would not fit."""
    size = stated or min(_USUAL_SIZE, max(_SIZES[0], _OF_HEIGHT * (box.bottom - box.top)))
    lines = _broken(text, box, size)
    needed = len(lines) * _LEADING * size
    if len(lines) > 1 and needed > box.bottom - box.top:
        size *= max(0.3, (box.bottom - box.top) / needed) ** 0.5
        lines = _broken(text, box, size)
    high = box.bottom - box.top
    leading = min(_LEADING * size, high / len(lines))
    hanging = _PADDING + _DESCENT * size
    spare = min(max(0.0, (high - len(lines) * leading) / 2), hanging)
    for row, line in enumerate(lines):
        top = box.top + spare + row * leading
        step = min(_WIDTH * size, (box.x1 - box.x0) / len(line))
        for place, letter in enumerate(line):
            x0 = box.x0 + place * step
            bottom = top + size
            yield Glyph(
                letter,
                x0,
                top,
                x0 + step,
                bottom,
                size,
                bold=False,
                upright=True,
                baseline=bottom - _DESCENT * size,
                font="typed",
            )


def _beside(glyphs: list[Glyph], box: _Box, printed: Sequence[Glyph]) -> list[Glyph]:
    """The characters of a field, moved to the first base line that is printed to its left and
    within its height, as far as there is room.
    """
    labels = [
        glyph.baseline
        for glyph in printed
        if glyph.upright and glyph.x1 <= box.x0 and box.top < glyph.baseline < box.bottom
    ]
    down = min(labels) - glyphs[0].baseline if labels else 0.0
    if glyphs[-1].bottom + down > box.bottom + _PADDING:
        return glyphs
    return [
        glyph._replace(
            top=glyph.top + down, bottom=glyph.bottom + down, baseline=glyph.baseline + down
        )
        for glyph in glyphs
    ]


def _broken(text: str, box: _Box, size: float) -> Sequence[str]:
    """The lines of a text, broken between words where the box ends."""
    most = max(1, int((box.x1 - box.x0) / (_WIDTH * size)))
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.append("")
        for word in paragraph.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and len(longer) > most and box.bottom - box.top > 2 * size:
                lines.append(word)
            else:
                lines[-1] = longer
    return lines
