"""What else a page draws, as PDFium tells it: rules, rectangles, pictures; links; the tags of its
structure tree.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat
from typing import Any, Final, NamedTuple

from briefing_ingest.extract.pdf.books.pdfium_calls import MOST_IN_PATH, Results, address, calls
from briefing_ingest.extract.pdf.books.pdfium_covers import Covers, clip_of
from briefing_ingest.extract.pdf.books.pdfium_glyphs import Frame
from briefing_ingest.extract.pdf.page.sheet import Area, DrawnLine, WebLink, sides

# Hostile and cartographic pages draw without end; what comes after this much is not looked at.
MOST_OBJECTS: Final = 30_000
_MOST_SEGMENTS: Final = 20_000
_DEEPEST: Final = 8
_MOST_TAGS: Final = 20_000
# In points. Thinner rectangles are rules; lines that lean by less are straight; shorter ones are no
# rules.
_THIN: Final = 3.0
_LEANING: Final = 0.6
_SHORTEST: Final = 2.0
_WHITE_FROM: Final = 0xFA
_LINE_TO, _BEZIER_TO, _MOVE_TO = 0, 1, 2
_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawing(NamedTuple):
    """``painted`` are the rectangles around everything that lies beneath text and is not white."""

    drawn_lines: list[DrawnLine]
    areas: list[Area]
    pictures: list[Area]
    painted: list[Area]
    covers: Covers


def read_drawing(objects: Sequence[tuple[int, int]], frame: Frame) -> Drawing:
    """What a page with these objects (address and type) draws besides text."""
    drawing = Drawing([], [], [], [], Covers([], {}, {}))
    results = Results()
    left = _MOST_SEGMENTS
    for turn, (kind, obj, matrix) in enumerate(_objects(objects, results)):
        if kind == _TEXT:
            _note_text(obj, turn, drawing.covers, frame if matrix is _UNMOVED else None, results)
        elif kind == _PATH:
            if left > 0:
                before = len(drawing.areas)
                left -= _read_path(obj, matrix, frame, drawing, results)
                areas = drawing.areas[before:]
                if areas and matrix is _UNMOVED:
                    clip = clip_of(obj, frame, results)
                    drawing.covers.add_lids(obj, turn, areas, clip)
        elif area := _bounds(obj, matrix, frame):
            drawing.painted.append(area)
            if kind == _IMAGE:
                drawing.pictures.append(area)
    return drawing


def _note_text(obj: int, turn: int, covers: Covers, frame: Frame | None, results: Results) -> None:
    """Adds the turn of a text object and, of one that is not in a form, its clip to ``covers``."""
    covers.turns[obj] = turn
    clip = clip_of(obj, frame, results) if frame else None
    if clip:
        covers.clips[obj] = clip


def _objects(
    objects: Sequence[tuple[int, int]], results: Results
) -> Iterator[tuple[int, int, Matrix]]:
    """The objects of a page, those inside forms too, with the matrix of the form."""
    import pypdfium2.raw as pdfium

    kind_of = calls().object_type
    waiting = [(obj, kind, _UNMOVED, 0) for obj, kind in reversed(objects)]
    seen = 0
    while waiting and seen < MOST_OBJECTS:
        obj, kind, matrix, depth = waiting.pop()
        seen += 1
        if kind == _FORM and depth < _DEEPEST:
            form = ctypes.cast(obj, pdfium.FPDF_PAGEOBJECT)
            inner = _product(_matrix(obj, results), matrix)
            count = min(MOST_OBJECTS, pdfium.FPDFFormObj_CountObjects(form))
            parts = [
                address(pdfium.FPDFFormObj_GetObject(form, index))
                for index in reversed(range(count))
            ]
            waiting.extend((part, kind_of(part), inner, depth + 1) for part in parts)
        elif kind in {_TEXT, _PATH, _IMAGE, _SHADING}:
            yield kind, obj, matrix


def _matrix(obj: int, results: Results) -> Matrix:
    if not calls().object_matrix(obj, results.at_floats):
        return _UNMOVED
    a, b, c, d, e, f = results.floats
    return a, b, c, d, e, f


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _moved(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(obj: int, matrix: Matrix, frame: Frame) -> Area | None:
    import pypdfium2.raw as pdfium

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(
        ctypes.cast(obj, pdfium.FPDF_PAGEOBJECT), left, bottom, right, top
    ):
        return None
    corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    return _around([frame.point(*_moved(x, y, matrix)) for x, y in corners])


def _around(
    points: list[Point], *, filled: bool = True, stroked: bool = False, colour: int = -1
) -> Area:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Area(min(xs), min(ys), max(xs), max(ys), filled, stroked, colour)


# --- paths ----------------------------------------------------------------------------------------


def _read_path(obj: int, matrix: Matrix, frame: Frame, drawing: Drawing, results: Results) -> int:
    """Adds the rules and rectangles of a path to ``drawing``; the number of segments looked at."""
    use = calls()
    use.draw_mode(obj, *results.at_ints[:2])
    fill, stroke = results.ints[:2]
    inside = _colour(obj, use.fill_colour, results) if fill else -1
    outline = _colour(obj, use.stroke_colour, results) if stroke else -1
    if inside < 0 and outline < 0:
        return 1
    count: int = use.count_segments(obj)
    if count > MOST_IN_PATH:
        area = _bounds(obj, matrix, frame)
        if area and inside >= 0 and not _is_white(inside):
            drawing.painted.append(area)
        return 1
    for points, straight in _strokes(
        obj, count, _product(_matrix(obj, results), matrix), (frame, results)
    ):
        _add(points, drawing, straight=straight, inside=inside, outline=outline)
    return count


def _strokes(
    obj: int, count: int, matrix: Matrix, where: tuple[Frame, Results]
) -> Iterator[tuple[list[Point], bool]]:
    """The parts of a path, each drawn without lifting the pen, and whether it is straight all
    along.
    """
    use = calls()
    frame, results = where
    segments = list(map(use.segment, repeat(obj), range(count)))
    at = results.at_points
    deque(
        map(use.point, segments, range(at, at + 8 * count, 8), range(at + 4, at + 8 * count, 8)),
        maxlen=0,
    )
    values = results.points[: 2 * count]
    a, b, c, d, e, f = matrix
    moved = [
        (a * x + c * y + e, b * x + d * y + f)
        for x, y in zip(values[::2], values[1::2], strict=True)
    ]
    kinds, closing = map(use.segment_type, segments), map(use.closes, segments)
    points: list[Point] = []
    straight = True
    for kind, point, closes in zip(kinds, frame.points(moved), closing, strict=True):
        if kind == _MOVE_TO:
            if len(points) > 1:
                yield points, straight
            points, straight = [], True
        straight = straight and kind != _BEZIER_TO
        points.append(point)
        if closes and points[0] != point:
            points.append(points[0])
    if len(points) > 1:
        yield points, straight


def _add(
    points: list[Point], drawing: Drawing, *, straight: bool, inside: int, outline: int
) -> None:
    """Adds a part of a path, filled and stroked in these colours (-1 for none)."""
    filled, stroked = inside >= 0, outline >= 0
    area = _around(points, filled=filled, stroked=stroked, colour=inside)
    if filled and not _is_white(inside):
        drawing.painted.append(area)
    if not straight:
        return
    if filled and _is_thin(area):
        drawing.drawn_lines.extend(_drawn_line((area.x0, area.top), (area.x1, area.bottom), inside))
    elif _is_rectangle(points):
        drawing.areas.append(area)
        if stroked:
            drawing.drawn_lines.extend(sides(area._replace(colour=outline)))
    elif stroked:
        for start, end in pairwise(points):
            drawing.drawn_lines.extend(_drawn_line(start, end, outline))


def _is_thin(area: Area) -> bool:
    return min(area.x1 - area.x0, area.bottom - area.top) <= _THIN


def _drawn_line(start: Point, end: Point, colour: int) -> Iterator[DrawnLine]:
    (x0, x1), (y0, y1) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    wide, high = x1 - x0, y1 - y0
    if max(wide, high) >= _SHORTEST and min(wide, high) <= max(
        _LEANING, _THIN * (max(wide, high) > 4 * _THIN)
    ):
        yield DrawnLine(x0, y0, x1, y1, colour)


def _is_rectangle(points: list[Point]) -> bool:
    if not 4 <= len(points) <= 6:
        return False
    turns = [
        (abs(a[0] - b[0]) <= _LEANING, abs(a[1] - b[1]) <= _LEANING) for a, b in pairwise(points)
    ]
    xs, ys = {round(x) for x, _ in points}, {round(y) for _, y in points}
    return all(across or down for across, down in turns) and len(xs) <= 3 and len(ys) <= 3


def _colour(obj: int, ask: Any, results: Results) -> int:
    known = ask(obj, *results.at_ints)
    red, green, blue, alpha = results.ints
    return (red << 16) | (green << 8) | blue if known and alpha else -1


def _is_white(colour: int) -> bool:
    return all((colour >> shift) & 0xFF >= _WHITE_FROM for shift in (0, 8, 16))


# --- links and tags -------------------------------------------------------------------------------


def read_links(document: Any, page: Any, frame: Frame) -> Iterator[WebLink]:
    """Link annotations that lead to an address."""
    import pypdfium2.raw as pdfium

    place, link, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    seen = 0
    while seen < MOST_OBJECTS and pdfium.FPDFLink_Enumerate(page, place, link):
        seen += 1
        action = pdfium.FPDFLink_GetAction(link)
        if not action or not pdfium.FPDFLink_GetAnnotRect(link, box):
            continue
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        if 1 < length < 10_000:
            buffer = ctypes.create_string_buffer(length)
            pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
            area = _around([frame.point(box.left, box.bottom), frame.point(box.right, box.top)])
            yield WebLink(
                area.x0, area.top, area.x1, area.bottom, buffer.value.decode("utf-8", "replace")
            )


def read_tags(page: Any) -> dict[int, str]:
    """For each marked content of a tagged page, where it stands in the structure tree
    ("Document/Sect/H1").
    """
    import pypdfium2.raw as pdfium

    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        return dict(_tags(tree))
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _tags(tree: Any) -> Iterator[tuple[int, str]]:
    import pypdfium2.raw as pdfium

    count = min(_MOST_TAGS, max(0, pdfium.FPDF_StructTree_CountChildren(tree)))
    waiting = [
        (pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), "")
        for index in reversed(range(count))
    ]
    buffer = ctypes.create_string_buffer(256)
    seen = 0
    while waiting and seen < _MOST_TAGS:
        element, above = waiting.pop()
        if not element or above.count("/") > 50:
            continue
        seen += 1
        length = pdfium.FPDF_StructElement_GetType(element, buffer, 256)
        name = buffer.raw[: max(0, min(length, 256) - 2)].decode("utf-16-le", "replace")
        path = f"{above}/{name}" if above else name
        children = []
        for index in range(
            min(_MOST_TAGS, max(0, pdfium.FPDF_StructElement_CountChildren(element)))
        ):
            number = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if number >= 0:
                yield number, path
            else:
                children.append((pdfium.FPDF_StructElement_GetChildAtIndex(element, index), path))
        waiting.extend(reversed(children))
