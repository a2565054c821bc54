"""The characters of a page as PDFium tells them, in its order: along the content stream, each line from left to right.

PDFium drops some spaces of the stream and puts others where it finds characters apart. Those are told here as spaces as
wide as the gap, and its line ends are left out, since lines are found from the places of the characters.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from briefing_ingest.extract.pdf_glyphs import WORD_GAP, Glyph, is_bold
from briefing_ingest.extract.pdfium_library import calls

if TYPE_CHECKING:
    from numpy import ndarray

# PDFium marks a hyphen at a line's end by this character, whichever it was.
_HYPHEN: Final = "\x02"
_LOST: Final = "\ufffd"
_WHITE: Final = " \t\r\n"
# Characters whose code may be a font's own number: not among these, they are asked after one by one.
_PLAIN: Final = frozenset(b" !\"'(),-./0123456789:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".decode())
# Objects of text are found by looking at every so many characters first.
_STRIDE: Final = 8
_FAR: Final = 1e6
# A font's box reaches this share of its size below the base line, where its own figure is out of the usual range.
_USUAL_DESCENT: Final = 0.22
_DESCENTS: Final = (0.12, 0.32)
# A box that reaches further to the right than the character's advance, by up to this many font sizes, shows overhang;
# more is a letter of another width that the font gives for the same character (swashes, small capitals).
_OVERHANG: Final = 0.1
_OVERHANG_ITALIC: Final = 0.25
# As `pdf_glyphs` has it: what is drawn this near (in font sizes) to its like is drawn for the second time.
_DOUBLED: Final = 0.1
_MOST_AGAIN: Final = 200
_MOST_OBJECTS: Final = 30_000
# A line with more spaces than this for each letter has its letters set apart.
_MOST_SPACES: Final = 0.45
# In font sizes: a gap this narrow is no space, whoever says so; base lines this far apart are not of one line.
_NARROWEST: Final = 0.08
_RAISED: Final = 0.5
_STRAIGHT: Final = 8
_INVISIBLE: Final = frozenset({3, 7})
_STROKED: Final = 2
_WHITE_FROM: Final = 250
_BLACK_FONT: Final = 650
_FORCED_BOLD: Final = 1 << 18
_ITALIC: Final = 1 << 6
_SUBSET: Final = re.compile(r"^[A-Z]{6}[+_]")


class Font(NamedTuple):
    """What PDFium tells of a font: its name, style, and how far it reaches below the base line, in font sizes."""

    handle: Any
    name: str
    bold: bool
    italic: bool
    weight: int
    descent: float
    truthful: bool
    """False if it does not tell which characters its codes stand for."""
    face: int
    """Its number on the page."""

    @property
    def style(self) -> tuple[str, bool, int]:
        """Name, slant and weight, as a `Glyph` has them."""
        return self.name, self.italic, self.weight


class Piece(NamedTuple):
    """The characters ``[start, end)`` of a page that one text object shows, and how it shows them."""

    start: int
    end: int
    font: Font
    size: float
    base: tuple[float, float]
    """A point of the base line in the page's own coordinates."""
    angle: float
    """Direction of writing in degrees, counter-clockwise from rightwards."""
    bold: bool
    tag: int
    unseen: str
    """"invisible" or "white" where it cannot be seen unless something lies beneath it; else ""."""
    handle: int


class Again(NamedTuple):
    """A text object that PDFium left out, since it draws what another one drew, this far away (in points)."""

    handle: int
    right: float
    up: float


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
    letters = [_letter(unicode_of(address, index)) for index in range(count)]
    boxes = np.zeros((count, 4), dtype=np.float32)
    start = boxes.ctypes.data
    for index in range(count):
        box_of(address, index, start + 16 * index)
    pieces = list(_pieces(text_page, address, letters, tagged=tagged))
    for index, letter in enumerate(letters):
        if letter == _HYPHEN and calls().hyphen(address, index) == 1:
            letters[index] = "-"
    unmapped = frozenset(_unmapped(address, letters, pieces))
    return Text(letters, boxes, pieces, unmapped, list(_drawn_again(page, pieces)))


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
        placed = list(_placed(piece, text, boxes, frame))
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


def _placed(piece: Piece, text: Text, boxes: Sequence[Sequence[float]], frame: Frame) -> Iterator[tuple[Glyph, str]]:
    font, size, unseen = piece.font, piece.size, piece.unseen
    upright = abs((piece.angle + 90 * -frame.turn + 180) % 360 - 180) <= _STRAIGHT
    baseline = frame.point(*piece.base)[1]
    bottom = baseline + font.descent * size
    top = bottom - size
    overhang = (_OVERHANG_ITALIC if font.italic else _OVERHANG) * size
    style = (size, piece.bold, upright, 0)
    advances: dict[str, float] = {}
    letters, unmapped, last_box = text.letters, text.unmapped, None
    glyphs: list[Glyph] = []
    for index in range(piece.start, piece.end):
        letter, box = letters[index], boxes[index]
        if box == last_box and letter not in _WHITE:  # one glyph that stands for several letters
            glyphs[-1] = glyphs[-1]._replace(text=_joined(glyphs[-1].text + letter), x1=box[2])
            continue
        left, box_top, right, box_bottom = last_box = box
        lost = index in unmapped
        if upright:
            box_top, box_bottom = top, bottom
            if not lost:
                advance = advances.get(letter)
                if advance is None:
                    advance = advances[letter] = _advance(font, letter) * size
                if right - overhang <= left + advance < right:
                    right = left + advance
        shown = _LOST if lost else letter if letter in _PLAIN else _shown(letter)
        line = baseline if upright else box_bottom
        told = letter if lost else ""
        glyphs.append(
            Glyph(shown, left, box_top, right, box_bottom, *style, line, *font.style, piece.tag, told, "", font.face)
        )
    return ((glyph, unseen) for glyph in glyphs if -_FAR < glyph.x0 < _FAR and -_FAR < glyph.top < _FAR)


def _letter(code: int) -> str:
    return chr(code) if code < 0x110000 else _LOST


def _joined(text: str) -> str:
    """Letters of one glyph; two halves of a character beyond the basic plane become it."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _shown(letter: str) -> str:
    if letter in _WHITE or letter in "\f\v":
        return " "
    return _LOST if letter < " " or "\ud800" <= letter <= "\udfff" or letter in "\ufffe\uffff" else letter


# --- pieces -------------------------------------------------------------------------------------------------------


def _pieces(text_page: Any, address: int | None, letters: Sequence[str], *, tagged: bool) -> Iterator[Piece]:
    fonts: dict[int, Font] = {}
    for start, end, handle in _objects(address, letters):
        yield _piece(text_page, start, end, handle, fonts, tagged=tagged)


def _objects(address: int | None, letters: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Stretches of characters of one text object, and its handle; white space that PDFium put in is in none."""
    object_of, generated = calls().text_object, calls().generated
    count, start, current = len(letters), 0, 0
    index = 0
    while index < count:
        if letters[index] in _WHITE and generated(address, index) == 1:
            if current and start < index:
                yield start, index, current
            current, index = 0, index + 1
            continue
        handle = object_of(address, index) or 0
        if handle != current:
            if current and start < index:
                yield start, index, current
            start, current = index, handle
        ahead = min(index + _STRIDE, count - 1)
        # What lies between two characters of one object is of it too, but for white space that PDFium put in.
        same = ahead > index + 1 and object_of(address, ahead) == handle
        blank = same and any(letters[i] in _WHITE for i in range(index + 1, ahead))
        index = ahead if same and not blank else index + 1
    if current and start < count:
        yield start, count, current


def _drawn_again(page: Any, pieces: Sequence[Piece]) -> Iterator[Again]:
    """Text objects of the page that PDFium left out because they repeat another one nearly at its place."""
    import pypdfium2.raw as pdfium

    kind_of = calls().object_type
    read = {piece.handle for piece in pieces}
    left_out = []
    for index in range(min(_MOST_OBJECTS, pdfium.FPDFPage_CountObjects(page))):
        handle = ctypes.cast(pdfium.FPDFPage_GetObject(page, index), ctypes.c_void_p).value
        if handle not in read and kind_of(handle) == pdfium.FPDF_PAGEOBJ_TEXT:
            left_out.append(handle)
    if not left_out or len(left_out) > _MOST_AGAIN:
        return
    boxes = {piece.handle: (_bounds(piece.handle), piece.size) for piece in pieces}
    for handle in left_out:
        box = _bounds(handle)
        for other, (first, size) in boxes.items():
            if box and first and max(abs(a - b) for a, b in zip(box, first, strict=True)) <= _DOUBLED * size:
                yield Again(other, box[0] - first[0], box[1] - first[1])
                break


def _bounds(handle: int) -> tuple[float, ...]:
    import pypdfium2.raw as pdfium

    sides = [ctypes.c_float() for _ in range(4)]
    known = pdfium.FPDFPageObj_GetBounds(ctypes.cast(handle, pdfium.FPDF_PAGEOBJECT), *sides)
    return tuple(side.value for side in sides) if known else ()


def _piece(text_page: Any, start: int, end: int, handle: int, fonts: dict[int, Font], *, tagged: bool) -> Piece:
    import pypdfium2.raw as pdfium

    obj = ctypes.cast(handle, pdfium.FPDF_PAGEOBJECT)
    font = _font(text_page, start, obj, fonts)
    matrix = pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetMatrix(text_page, start, matrix)
    pdfium.FPDFText_GetCharOrigin(text_page, start, x, y)
    scale = math.hypot(matrix.c, matrix.d) or math.hypot(matrix.a, matrix.b)
    size = max(0.1, pdfium.FPDFText_GetFontSize(text_page, start) * scale)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(obj)
    return Piece(
        start,
        end,
        font,
        _sane_size(text_page, start, size),
        (x.value, y.value),
        math.degrees(math.atan2(matrix.b, matrix.a)),
        font.bold or mode == _STROKED,
        pdfium.FPDFPageObj_GetMarkedContentID(obj) if tagged else -1,
        _unseen(obj, mode),
        handle,
    )


def _sane_size(text_page: Any, index: int, size: float) -> float:
    """The font size, or what the box says where it is far from it: fonts drawn by the page (Type 3) scale themselves."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
    extent = max(abs(box.top - box.bottom), abs(box.right - box.left))
    return extent if 0 < extent < _FAR and not size / 6 <= extent <= 4 * size else size


def _unseen(obj: Any, mode: int) -> str:
    import pypdfium2.raw as pdfium

    if mode in _INVISIBLE:
        return "invisible"
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(obj, red, green, blue, alpha) or mode not in {0, 4}:
        return ""
    if alpha.value == 0:
        return "invisible"
    return "white" if min(red.value, green.value, blue.value) >= _WHITE_FROM else ""


def _font(text_page: Any, index: int, obj: Any, fonts: dict[int, Font]) -> Font:
    import pypdfium2.raw as pdfium

    handle = pdfium.FPDFTextObj_GetFont(obj)
    key = ctypes.cast(handle, ctypes.c_void_p).value or 0
    if key not in fonts:
        buffer = ctypes.create_string_buffer(256)
        pdfium.FPDFFont_GetBaseFontName(handle, buffer, 256)
        name = _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
        flags, angle, low = pdfium.FPDFFont_GetFlags(handle), ctypes.c_int(), ctypes.c_float()
        pdfium.FPDFFont_GetItalicAngle(handle, angle)
        pdfium.FPDFFont_GetDescent(handle, ctypes.c_float(1.0), low)
        weight = max(0, pdfium.FPDFText_GetFontWeight(text_page, index))
        descent = -low.value if _DESCENTS[0] <= -low.value <= _DESCENTS[1] else _USUAL_DESCENT
        fonts[key] = Font(
            handle,
            name,
            is_bold(name) or weight >= _BLACK_FONT or (flags > 0 and bool(flags & _FORCED_BOLD)),
            angle.value != 0 or (flags > 0 and bool(flags & _ITALIC)),
            weight,
            descent,
            calls().unmapped(ctypes.cast(text_page, ctypes.c_void_p).value, index) != 1,
            len(fonts),
        )
    return fonts[key]


def _advance(font: Font, letter: str) -> float:
    """How far a letter moves the pen, in font sizes; 0 where the font does not say."""
    import pypdfium2.raw as pdfium

    width = ctypes.c_float()
    known = pdfium.FPDFFont_GetGlyphWidth(font.handle, ord(letter[0]), ctypes.c_float(1.0), width)
    return max(0.0, width.value) if known else 0.0


def _unmapped(address: int | None, letters: Sequence[str], pieces: Sequence[Piece]) -> Iterator[int]:
    """Indices of characters whose font does not tell what they are: their code stands in their place."""
    unmapped = calls().unmapped
    for piece in pieces:
        doubted = not piece.font.truthful or unmapped(address, piece.start) == 1
        for index in range(piece.start, piece.end):
            if (doubted or letters[index] not in _PLAIN) and unmapped(address, index) == 1:
                yield index
