"""The characters of a page as PDFium tells them, in its order: along the content stream, each line
from left to right.

PDFium drops some spaces of the stream and puts others where it finds characters apart. Those are
told here as spaces as wide as the gap, and its line ends are left out, since lines are found from
the places of the characters.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from briefing_ingest.extract.pdf.books.pdfium_calls import address, calls
from briefing_ingest.extract.pdf.books.pdfium_objects import (
    PLAIN,
    WHITE,
    Again,
    Piece,
    advance,
    drawn_again,
    read_pieces,
    unmapped_characters,
)
from briefing_ingest.extract.pdf.page.glyphs import WORD_GAP, Glyph

if TYPE_CHECKING:
    from numpy import ndarray

# PDFium marks a hyphen at a line's end by this character, whichever it was.
_HYPHEN: Final = "\x02"
_LOST: Final = "\ufffd"
_FAR: Final = 1e6
# A box that reaches further to the right than the character's advance, by up to this many font
# sizes, shows overhang; more is a letter of another width that the font gives for the same
# character (swashes, small capitals).
_OVERHANG: Final = 0.1
_OVERHANG_ITALIC: Final = 0.25
# A line with more spaces than this for each letter has its letters set apart.
_MOST_SPACES: Final = 0.45
# In font sizes: a gap this narrow is no space, whoever says so; base lines this far apart are not
# of one line.
_NARROWEST: Final = 0.08
_RAISED: Final = 0.5
_STRAIGHT: Final = 8
# `Glyph` without its checks: there is one for each character.
_new: Final = tuple.__new__


class Frame(NamedTuple):
    """From a page's own coordinates (origin bottom left) to how it is shown, after ``turn``
    quarters clockwise.
    """

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

    def points(self, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """Points as shown, origin top left."""
        if self.turn == 0:
            left, top = self.left, self.top
            return [(x - left, top - y) for x, y in points]
        return [self.point(x, y) for x, y in points]


@dataclass
class Text:
    """The characters of a page before they are placed: codes, boxes in the page's own coordinates,
    and pieces.
    """

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


def read_text(text_page: Any, objects: Sequence[tuple[int, int]], *, tagged: bool) -> Text:
    """The characters of a loaded text page, whose page has these ``objects`` (address and type).

    ``tagged`` asks for the marked content they belong to.
    """
    import numpy as np
    import pypdfium2.raw as pdfium

    at = address(text_page)
    count = max(0, pdfium.FPDFText_CountChars(text_page))
    unicode_of, box_of = calls().unicode, calls().loose_box
    letters = list(map(chr, map(unicode_of, repeat(at), range(count))))
    boxes = np.zeros((count, 4), dtype=np.float32)
    start = boxes.ctypes.data
    deque(map(box_of, repeat(at), range(count), range(start, start + 16 * count, 16)), maxlen=0)
    pieces = list(read_pieces(text_page, letters, boxes, tagged=tagged))
    if _HYPHEN in letters:
        for index, letter in enumerate(letters):
            if letter == _HYPHEN and calls().hyphen(at, index) == 1:
                letters[index] = "-"
    unmapped = frozenset(unmapped_characters(at, letters, pieces))
    return Text(letters, boxes, pieces, unmapped, list(drawn_again(objects, pieces)))


class Origin(NamedTuple):
    """The text object that shows a character: its handle, and the colour of its letters, 0xRRGGBB
    (-1 if they are not simply filled).
    """

    handle: int
    colour: int


class Placed(NamedTuple):
    """Characters where the page shows them, for each why it might not be seen ("" if nothing
    speaks against it), and the object that shows it.
    """

    glyphs: list[Glyph]
    unseen: list[str]
    origins: list[Origin]

    def add(self, glyphs: Sequence[Glyph], unseen: str, origin: Origin) -> None:
        """Puts further characters behind, all of one kind."""
        self.glyphs.extend(glyphs)
        self.unseen.extend([unseen] * len(glyphs))
        self.origins.extend([origin] * len(glyphs))


def placed_glyphs(text: Text, frame: Frame) -> Placed:
    """The characters where the page shows them.

    ``Glyph.raw`` is not set. A character without a known text is U+FFFD; `Glyph.told` then holds
    its code as a character, for those who can guess what it stands for.
    """
    boxes = _shown_boxes(text, frame)
    originals: dict[int, Placed] = {again.handle: Placed([], [], []) for again in text.again}
    spaces = _spaces(text)
    placed = Placed([], [], [])
    last: Glyph | None = None
    for piece in text.pieces:
        glyphs = _placed(piece, text, boxes, frame)
        origin = Origin(piece.handle, piece.colour)
        if piece.handle in originals:
            originals[piece.handle].add(glyphs, piece.unseen, origin)
        if last is not None and glyphs and piece.start - 1 in spaces:
            placed.add(list(_space(last, glyphs[0])), placed.unseen[-1], placed.origins[-1])
        placed.add(glyphs, piece.unseen, origin)
        last = glyphs[-1] if glyphs else None
    for again in text.again:
        original = originals[again.handle]
        right, down = _moved_by(again, frame)
        copies = [_shifted(glyph, right, down) for glyph in original.glyphs]
        if copies:
            origin = original.origins[-1]._replace(handle=again.handle)
            placed.add(copies, original.unseen[-1], origin)
    return placed


def _moved_by(again: Again, frame: Frame) -> tuple[float, float]:
    """How far to the right and down of its original a repeated object is shown."""
    x0, y0 = frame.point(frame.left, frame.bottom)
    x1, y1 = frame.point(frame.left + again.right, frame.bottom + again.up)
    return x1 - x0, y1 - y0


class _Boxes(NamedTuple):
    """The boxes of the characters of a page as shown, column by column."""

    x0: list[float]
    top: list[float]
    x1: list[float]
    bottom: list[float]
    odd: list[bool]
    """Whether a box is the same as the one before, or far off every page."""


def _shown_boxes(text: Text, frame: Frame) -> _Boxes:
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
    table = np.stack(shown)
    odd: ndarray[Any, Any] = np.logical_not((np.abs(table[:2]) < _FAR / 2).all(axis=0))
    odd[1:] |= (table[:, 1:] == table[:, :-1]).all(axis=0)
    left, top, right, bottom = table.tolist()
    return _Boxes(left, top, right, bottom, odd.tolist())


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


def _space(a: Glyph, b: Glyph) -> Iterator[Glyph]:
    """A space between two characters of one line that do not touch."""
    on_line = (
        a.upright and b.upright and abs(a.baseline - b.baseline) < _RAISED * max(a.size, b.size)
    )
    if on_line and b.x0 - a.x1 >= _NARROWEST * a.size and a.text.strip() and b.text.strip():
        yield a._replace(text=" ", x0=a.x1, x1=b.x0, told="", repair=WORD_GAP)


def _shifted(glyph: Glyph, x: float, y: float) -> Glyph:
    return glyph._replace(
        x0=glyph.x0 + x, top=glyph.top + y, x1=glyph.x1 + x, bottom=glyph.bottom + y
    )


def _placed(piece: Piece, text: Text, boxes: _Boxes, frame: Frame) -> list[Glyph]:
    """The characters of a piece where the page shows them."""
    font, size = piece.font, piece.size
    upright = abs((piece.angle + 90 * -frame.turn + 180) % 360 - 180) <= _STRAIGHT
    place = slice(piece.start, piece.end)
    letters, x0, x1 = text.letters[place], boxes.x0[place], boxes.x1[place]
    lost = _lost(piece, text)
    count = len(letters)
    tops: Iterable[float] = boxes.top[place]
    bottoms: Iterable[float] = boxes.bottom[place]
    lines = bottoms
    odd = True in boxes.odd[place]
    if upright:
        baseline = frame.point(*piece.base)[1]
        bottom = baseline + font.descent * size
        odd = odd or not -_FAR < bottom - size < _FAR
        tops, bottoms, lines = (
            repeat(bottom - size, count),
            repeat(bottom, count),
            repeat(baseline, count),
        )
        x1 = _without_overhang(piece, letters, x0, x1, lost)
    shown, told = _shown_and_told(letters, lost)
    rest = map(repeat, (size, piece.bold, upright, 0))
    style = map(repeat, (*font.style, piece.tag))
    rows = zip(
        shown,
        x0,
        tops,
        x1,
        bottoms,
        *rest,
        lines,
        *style,
        told,
        repeat(""),
        repeat(font.face),
        strict=False,
    )
    glyphs: list[Glyph] = list(map(_new, repeat(Glyph), rows))
    return list(_usual(glyphs, letters, boxes, place)) if odd else glyphs


def _lost(piece: Piece, text: Text) -> Sequence[bool]:
    """For each character of a piece whether its font does not tell it; nothing where the fonts of
    the page tell all.
    """
    if not text.unmapped:
        return ()
    return [index in text.unmapped for index in range(piece.start, piece.end)]


def _shown_and_told(
    letters: Sequence[str], lost: Sequence[bool]
) -> tuple[Sequence[str], Iterable[str]]:
    """`Glyph.text` and `Glyph.told` of characters, of which some may be lost."""
    shown = letters
    if not PLAIN.issuperset(letters):
        shown = [c if c in PLAIN else _shown(c) for c in letters]
    if True not in lost:
        return shown, repeat("", len(letters))
    return (
        [_LOST if is_lost else c for c, is_lost in zip(shown, lost, strict=True)],
        [c if is_lost else "" for c, is_lost in zip(letters, lost, strict=True)],
    )


def _without_overhang(
    piece: Piece,
    letters: Sequence[str],
    x0: Sequence[float],
    x1: Sequence[float],
    lost: Sequence[bool],
) -> list[float]:
    """Where characters end: where the pen goes on, for those whose box reaches a little further."""
    font, size = piece.font, piece.size
    overhang = (_OVERHANG_ITALIC if font.italic else _OVERHANG) * size
    advances = font.advances
    for letter in set(letters).difference(advances):
        advance(font, letter)
    ends = [
        end if right - overhang <= (end := left + advances[letter] * size) < right else right
        for letter, left, right in zip(letters, x0, x1, strict=True)
    ]
    if True in lost:
        return [old if is_lost else end for old, end, is_lost in zip(x1, ends, lost, strict=True)]
    return ends


def _usual(
    glyphs: Sequence[Glyph], letters: Sequence[str], boxes: _Boxes, place: slice
) -> Iterator[Glyph]:
    """Without what is far off, and with one character for several letters that have one glyph."""
    last: Glyph | None = None
    last_box: tuple[float, ...] = ()
    columns = (boxes.x0[place], boxes.top[place], boxes.x1[place], boxes.bottom[place])
    for glyph, letter, *box in zip(glyphs, letters, *columns, strict=True):
        if tuple(box) == last_box and letter not in WHITE and last is not None:
            last = last._replace(text=_joined(last.text + letter), x1=box[2])
            continue
        last_box = tuple(box)
        if last is not None and _is_near(last):
            yield last
        last = glyph
    if last is not None and _is_near(last):
        yield last


def _is_near(glyph: Glyph) -> bool:
    return -_FAR < glyph.x0 < _FAR and -_FAR < glyph.top < _FAR


def _joined(text: str) -> str:
    """Letters of one glyph; two halves of a character beyond the basic plane become it."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _shown(letter: str) -> str:
    if letter in WHITE or letter in "\f\v":
        return " "
    return (
        _LOST
        if letter < " " or "\ud800" <= letter <= "\udfff" or letter in "\ufffe\uffff"
        else letter
    )
