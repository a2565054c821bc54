"""The text objects of a page, as PDFium tells them: which characters each shows, in which font,
size and direction.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

from briefing_ingest.extract.pdf.books.pdfium_calls import MOST_IN_NAME, Results, address, calls
from briefing_ingest.extract.pdf.page.glyphs import is_bold, is_italic
from briefing_ingest.extract.pdf.page.tags import ARTIFACT

# Of these characters it is not asked, one by one, whether their font tells them: codes are rarely
# plain letters.
PLAIN: Final = frozenset(
    b" !\"'(),-./0123456789:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".decode()
)
WHITE: Final = " \t\r\n"
_FAR: Final = 1e6
# Objects of text are found by looking at every so many characters first.
_STRIDE: Final = 8
# A font's box reaches this share of its size below the base line, where its own figure is out of
# the usual range.
_USUAL_DESCENT: Final = 0.22
_DESCENTS: Final = (0.12, 0.32)
_INVISIBLE: Final = frozenset({3, 7})
_STROKED: Final = 2
_WHITE_FROM: Final = 250
_BLACK_FONT: Final = 650
_FORCED_BOLD: Final = 1 << 18
_ITALIC: Final = 1 << 6
_SUBSET: Final = re.compile(r"^[A-Z]{6}[+_]")
# As in `page.glyphs`: what is drawn this near (in font sizes) to its like is drawn for the
# second time.
_DOUBLED: Final = 0.1
_MOST_AGAIN: Final = 200
_TEXT: Final = 1
_ARTIFACT: Final = "Artifact\0".encode("utf-16-le")
_NOWHERE: Final = (0.0, 0.0, 0.0, 0.0)


class Font(NamedTuple):
    """What PDFium tells of a font: its name, style, and how far it reaches below the base line, in
    font sizes.
    """

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
    advances: dict[str, float]
    """How far letters move the pen, in font sizes, as far as they have been asked for."""

    @property
    def style(self) -> tuple[str, bool, int]:
        """Name, slant and weight, as a `Glyph` has them."""
        return self.name, self.italic, self.weight


class Piece(NamedTuple):
    """The characters ``[start, end)`` of a page that one text object shows, and how it shows
    them.
    """

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
    colour: int
    """Of the letters, 0xRRGGBB; -1 where they are not simply filled."""


class Again(NamedTuple):
    """A text object that PDFium left out, since it draws what another one drew, this far away (in
    points).
    """

    handle: int
    right: float
    up: float


def read_pieces(
    text_page: Any, letters: Sequence[str], boxes: Any, *, tagged: bool
) -> Iterator[Piece]:
    """The text objects of a page with these characters and loose boxes (left, top, right, bottom;
    rows of an array).

    ``tagged`` asks for the marked content they belong to.
    """
    at, results = address(text_page), Results()
    fonts: dict[int, Font] = {}
    for start, end, handle in _objects(at, letters):
        key = calls().font(handle) or 0
        if key not in fonts:
            fonts[key] = _font(text_page, start, key, len(fonts))
        box = boxes[start].tolist()
        yield _piece(at, (start, end, handle), fonts[key], (box, results), tagged=tagged)


def _objects(at: int, letters: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Stretches of characters of one text object, and its handle; white space that PDFium put in is
    in none.
    """
    changes = [*_changes(at, letters), (len(letters), 0)]
    for (start, handle), (end, _) in pairwise(changes):
        if handle:
            yield start, end, handle


def _changes(at: int, letters: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where characters of another text object begin, and its handle; 0 for white space that PDFium
    put in.

    What lies between two characters of one object is of it too, but for such white space: so only
    every `_STRIDE`-th character is asked, and those before a change.
    """
    object_of, put_in = calls().text_object, _put_in(at, letters)
    index, current, last = 0, 0, len(letters) - 1
    ahead, found = -1, 0  # the character that was looked at last, and its object
    while index <= last:
        if put_in[index]:
            handle, following = 0, index + 1
        else:
            handle = found if index == ahead else object_of(at, index) or 0
            ahead = min(index + _STRIDE, last)
            found = object_of(at, ahead) or 0
            same = found == handle and True not in put_in[index + 1 : ahead]
            following = ahead if same and ahead > index else index + 1
        if handle != current:
            yield index, handle
            current = handle
        index = following


def _put_in(at: int, letters: Sequence[str]) -> list[bool]:
    """For each character whether it is white space that PDFium put in."""
    generated = calls().generated
    return [letter in WHITE and generated(at, index) == 1 for index, letter in enumerate(letters)]


def drawn_again(objects: Sequence[tuple[int, int]], pieces: Sequence[Piece]) -> Iterator[Again]:
    """Text objects, of the objects of the page, that PDFium left out: they repeat another one
    nearly at its place.
    """
    read = {piece.handle for piece in pieces}
    left_out = [handle for handle, kind in objects if kind == _TEXT and handle not in read]
    if not left_out or len(left_out) > _MOST_AGAIN:
        return
    originals = {piece.handle: (_bounds(piece.handle), piece.size) for piece in pieces}
    for handle in left_out:
        yield from _repeated(_bounds(handle), originals)


def _repeated(
    box: Sequence[float], originals: Mapping[int, tuple[Sequence[float], float]]
) -> Iterator[Again]:
    """The first of the originals (their boxes and font sizes by handle) that ``box`` repeats, if
    there is one.
    """
    for handle, (original, size) in originals.items():
        if _is_near(box, original, _DOUBLED * size):
            yield Again(handle, box[0] - original[0], box[1] - original[1])
            return


def _is_near(box: Sequence[float], other: Sequence[float], distance: float) -> bool:
    """Whether two boxes are known, and no side of the one is further from that of the other."""
    if not box or not other or abs(box[0] - other[0]) > distance:
        return False
    return max(abs(a - b) for a, b in zip(box, other, strict=True)) <= distance


def _bounds(handle: int) -> tuple[float, ...]:
    import pypdfium2.raw as pdfium

    sides = [ctypes.c_float() for _ in range(4)]
    known = pdfium.FPDFPageObj_GetBounds(ctypes.cast(handle, pdfium.FPDF_PAGEOBJECT), *sides)
    return tuple(side.value for side in sides) if known else ()


def _piece(
    at: int,
    place: tuple[int, int, int],
    font: Font,
    found: tuple[Sequence[float], Results],
    *,
    tagged: bool,
) -> Piece:
    start, end, handle = place
    box, results = found
    use = calls()
    a, b, c, d = results.floats[:4] if use.matrix(at, start, results.at_floats) else _NOWHERE
    x, y = results.doubles if use.origin(at, start, *results.at_doubles) else _NOWHERE[:2]
    scale = math.hypot(c, d) or math.hypot(a, b)
    mode = use.render_mode(handle)
    unseen, colour = _look(handle, mode, results)
    return Piece(
        start,
        end,
        font,
        _sane_size(box, max(0.1, use.size(at, start) * scale)),
        (x, y),
        math.degrees(math.atan2(b, a)),
        font.bold or mode == _STROKED,
        _tag(handle, results) if tagged else -1,
        unseen,
        handle,
        colour,
    )


def _tag(handle: int, results: Results) -> int:
    """Number of the marked content an object belongs to, -1 if to none, and what `ARTIFACT` says if
    it is no text.
    """
    use = calls()
    number = use.mark(handle)
    if number >= 0:
        return int(number)
    for index in range(max(0, use.count_marks(handle))):
        use.mark_name(use.mark_at(handle, index), results.at_name, MOST_IN_NAME, results.at_ints[0])
        if bytes(results.name).startswith(_ARTIFACT):
            return ARTIFACT
    return -1


def _sane_size(box: Sequence[float], size: float) -> float:
    """The font size, or what the box says where it is far from it: fonts drawn by the page (Type 3)
    scale freely.
    """
    left, top, right, bottom = box
    extent = max(abs(top - bottom), abs(right - left))
    return extent if 0 < extent < _FAR and not size / 6 <= extent <= 4 * size else size


def _look(handle: int, mode: int, results: Results) -> tuple[str, int]:
    """`Piece.unseen` and `Piece.colour` of a text object."""
    if mode in _INVISIBLE:
        return "invisible", -1
    if not calls().fill_colour(handle, *results.at_ints) or mode not in {0, 4}:
        return "", -1
    red, green, blue, alpha = results.ints
    if alpha == 0:
        return "invisible", -1
    unseen = "white" if min(red, green, blue) >= _WHITE_FROM else ""
    return unseen, (red << 16) | (green << 8) | blue


def _font(text_page: Any, index: int, key: int, face: int) -> Font:
    import pypdfium2.raw as pdfium

    handle = ctypes.cast(key, pdfium.FPDF_FONT)
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(handle, buffer, 256)
    name = _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
    flags, angle, low = pdfium.FPDFFont_GetFlags(handle), ctypes.c_int(), ctypes.c_float()
    pdfium.FPDFFont_GetItalicAngle(handle, angle)
    pdfium.FPDFFont_GetDescent(handle, ctypes.c_float(1.0), low)
    weight = max(0, pdfium.FPDFText_GetFontWeight(text_page, index))
    return Font(
        handle,
        name,
        is_bold(name) or weight >= _BLACK_FONT or (flags > 0 and bool(flags & _FORCED_BOLD)),
        angle.value != 0 or (flags > 0 and bool(flags & _ITALIC)) or is_italic(name),
        weight,
        -low.value if _DESCENTS[0] <= -low.value <= _DESCENTS[1] else _USUAL_DESCENT,
        calls().unmapped(address(text_page), index) != 1,
        face,
        {},
    )


def advance(font: Font, letter: str) -> float:
    """How far a letter moves the pen, in font sizes; 0 where the font does not say."""
    import pypdfium2.raw as pdfium

    width = ctypes.c_float()
    known = pdfium.FPDFFont_GetGlyphWidth(font.handle, ord(letter[0]), ctypes.c_float(1.0), width)
    font.advances[letter] = max(0.0, width.value) if known else 0.0
    return font.advances[letter]


def unmapped_characters(at: int, letters: Sequence[str], pieces: Sequence[Piece]) -> Iterator[int]:
    """Indices of characters whose font does not tell what they are: their code stands in their
    place.
    """
    unmapped = calls().unmapped
    for piece in pieces:
        doubted = not piece.font.truthful or unmapped(at, piece.start) == 1
        for index in range(piece.start, piece.end):
            if (doubted or letters[index] not in PLAIN) and unmapped(at, index) == 1:
                yield index
