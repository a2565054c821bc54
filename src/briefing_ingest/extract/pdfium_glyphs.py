"""The characters of a page as PDFium tells them, in its order: along the content stream, each line from left to right.

PDFium drops some spaces of the stream and puts others where it finds characters apart. Those are told here as spaces as
wide as the gap, and its line ends are left out, since lines are found from the places of the characters.
"""

from __future__ import annotations

import ctypes
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from briefing_ingest.extract.pdf_glyphs import WORD_GAP, Glyph
from briefing_ingest.extract.pdfium_library import calls
from briefing_ingest.extract.pdfium_pieces import (
    PLAIN,
    WHITE,
    Again,
    Piece,
    advance,
    drawn_again,
    read_pieces,
    unmapped_characters,
)

if TYPE_CHECKING:
    from numpy import ndarray

# PDFium marks a hyphen at a line's end by this character, whichever it was.
_HYPHEN: Final = "\x02"
_LOST: Final = "\ufffd"
_FAR: Final = 1e6
# A box that reaches further to the right than the character's advance, by up to this many font sizes, shows overhang;
# more is a letter of another width that the font gives for the same character (swashes, small capitals).
_OVERHANG: Final = 0.1
_OVERHANG_ITALIC: Final = 0.25
# A line with more spaces than this for each letter has its letters set apart.
_MOST_SPACES: Final = 0.45
# In font sizes: a gap this narrow is no space, whoever says so; base lines this far apart are not of one line.
_NARROWEST: Final = 0.08
_RAISED: Final = 0.5
_STRAIGHT: Final = 8
# `Glyph` without its checks: there is one for each character.
_new: Final = tuple.__new__


class Frame(NamedTuple):
    """From a page's own coordinates (origin bottom left) to how it is shown, after ``turn`` quarters clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point as shown, origin top left."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x


@dataclass
class Text:
    """The characters of a page before they are placed: codes, boxes in the page's own coordinates, and pieces."""

    letters: list[str]
    boxes: ndarray[Any, Any]
    pieces: list[Piece]
    unmapped: frozenset[int]
    again: list[Again]

    def quarter(self) -> int:
        """The quarter (0 to 3, counter-clockwise) to which most characters are turned."""
        turned: Counter[int] = Counter()
        for piece in self.pieces:
            turned[round(piece.angle / 90) % 4] += piece.end - piece.start
        total = sum(turned.values())
        return next((quarter for quarter, count in turned.items() if count > 0.7 * total), 0)


def read_text(page: Any, text_page: Any, *, tagged: bool) -> Text:
    """The characters of a page and its loaded text page. ``tagged`` asks for the marked content they belong to."""
    import numpy as np
    import pypdfium2.raw as pdfium

    address = ctypes.cast(text_page, ctypes.c_void_p).value
    count = max(0, pdfium.FPDFText_CountChars(text_page))
    unicode_of, box_of = calls().unicode, calls().loose_box
    letters = list(map(chr, map(unicode_of, repeat(address), range(count))))
    boxes = np.zeros((count, 4), dtype=np.float32)
    start = boxes.ctypes.data
    deque(map(box_of, repeat(address), range(count), range(start, start + 16 * count, 16)), maxlen=0)
    pieces = list(read_pieces(text_page, letters, tagged=tagged))
    for index, letter in enumerate(letters):
        if letter == _HYPHEN and calls().hyphen(address, index) == 1:
            letters[index] = "-"
    unmapped = frozenset(unmapped_characters(address, letters, pieces))
    return Text(letters, boxes, pieces, unmapped, list(drawn_again(page, pieces)))


def placed_glyphs(text: Text, frame: Frame) -> Iterator[tuple[Glyph, str]]:
    """The characters where the page shows them, each with why it might not be seen ("" if nothing speaks against it).

    ``Glyph.raw`` is not set. A character without a known text is U+FFFD; `Glyph.told` then holds its code as a
    character, for those who can guess what it stands for.
    """
    import numpy as np

    x0, y0, x1, y1 = text.boxes[:, 0], text.boxes[:, 3], text.boxes[:, 2], text.boxes[:, 1]
    if frame.turn == 0:
        shown = (x0 - frame.left, frame.top - y1, x1 - frame.left, frame.top - y0)
    elif frame.turn == 1:
        shown = (y0 - frame.bottom, x0 - frame.left, y1 - frame.bottom, x1 - frame.left)
    elif frame.turn == 2:
        shown = (frame.right - x1, y0 - frame.bottom, frame.right - x0, y1 - frame.bottom)
    else:
        shown = (frame.top - y1, frame.right - x1, frame.top - y0, frame.right - x0)
    boxes: list[list[float]] = np.stack(shown, axis=1).tolist()
    first: dict[int, list[tuple[Glyph, str]]] = {again.handle: [] for again in text.again}
    spaces = _spaces(text)
    last: tuple[Glyph, str] | None = None
    for piece in text.pieces:
        placed = _placed(piece, text, boxes, frame)
        if piece.handle in first:
            first[piece.handle] += placed
        if last is not None and placed and piece.start - 1 in spaces:
            yield from _space(last, placed[0])
        yield from placed
        last = placed[-1] if placed else None
    for handle, right, up in text.again:
        x, y = frame.point(frame.left, frame.bottom)
        x, y = (a - b for a, b in zip(frame.point(frame.left + right, frame.bottom + up), (x, y), strict=True))
        yield from ((_shifted(glyph, x, y), unseen) for glyph, unseen in first[handle])


def _spaces(text: Text) -> set[int]:
    """Where PDFium put a space that stands for one: in the stream, or left out by a gap as wide.

    It does so between letters set apart too; there the line has a space for nearly every letter.
    """
    inside = {index for piece in text.pieces for index in range(piece.start, piece.end)}
    kept: set[int] = set()
    line: list[int] = []
    letters = 0
    for index, letter in enumerate([*text.letters, "\n"]):
        if index in inside:
            letters += letter.strip() != ""
        elif letter == " ":
            line.append(index)
        else:
            if len(line) <= _MOST_SPACES * letters:
                kept.update(line)
            line, letters = [], 0
    return kept


def _space(left: tuple[Glyph, str], right: tuple[Glyph, str]) -> Iterator[tuple[Glyph, str]]:
    """A space between two characters of one line that do not touch."""
    (a, unseen), (b, _) = left, right
    on_line = a.upright and b.upright and abs(a.baseline - b.baseline) < _RAISED * max(a.size, b.size)
    if on_line and b.x0 - a.x1 >= _NARROWEST * a.size and a.text.strip() and b.text.strip():
        yield a._replace(text=" ", x0=a.x1, x1=b.x0, told="", repair=WORD_GAP), unseen


def _shifted(glyph: Glyph, x: float, y: float) -> Glyph:
    return glyph._replace(x0=glyph.x0 + x, top=glyph.top + y, x1=glyph.x1 + x, bottom=glyph.bottom + y)


def _placed(piece: Piece, text: Text, boxes: Sequence[Sequence[float]], frame: Frame) -> list[tuple[Glyph, str]]:
    font, size, unseen = piece.font, piece.size, piece.unseen
    upright = abs((piece.angle + 90 * -frame.turn + 180) % 360 - 180) <= _STRAIGHT
    baseline = frame.point(*piece.base)[1]
    bottom = baseline + font.descent * size
    top = bottom - size
    overhang = (_OVERHANG_ITALIC if font.italic else _OVERHANG) * size
    bold, style = piece.bold, (*font.style, piece.tag)
    usual = (*style, "", "", font.face)
    advances = font.advances
    letters, unmapped, last_box = text.letters, text.unmapped, None
    glyphs: list[Glyph] = []
    for index in range(piece.start, piece.end):
        letter, box = letters[index], boxes[index]
        if box == last_box and letter not in WHITE:  # one glyph that stands for several letters
            glyphs[-1] = glyphs[-1]._replace(text=_joined(glyphs[-1].text + letter), x1=box[2])
            continue
        left, box_top, right, box_bottom = last_box = box
        lost = index in unmapped
        if upright:
            box_top, box_bottom, line = top, bottom, baseline
            if not lost:
                end = left + (advances[letter] if letter in advances else advance(font, letter)) * size
                if right - overhang <= end < right:
                    right = end
        else:
            line = box_bottom
        shown = _LOST if lost else letter if letter in PLAIN else _shown(letter)
        rest = usual if not lost else (*style, letter, "", font.face)
        glyphs.append(_new(Glyph, (shown, left, box_top, right, box_bottom, size, bold, upright, 0, line, *rest)))
    return [(glyph, unseen) for glyph in glyphs if -_FAR < glyph.x0 < _FAR and -_FAR < glyph.top < _FAR]


def _joined(text: str) -> str:
    """Letters of one glyph; two halves of a character beyond the basic plane become it."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _shown(letter: str) -> str:
    if letter in WHITE or letter in "\f\v":
        return " "
    return _LOST if letter < " " or "\ud800" <= letter <= "\udfff" or letter in "\ufffe\uffff" else letter
