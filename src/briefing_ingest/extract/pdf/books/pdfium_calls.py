"""The few functions of PDFium that are called for each character, without the type checks of their
wrappers.

pypdfium2's functions check and convert pointers at every call; on characters that takes longer than
PDFium itself. The same addresses called with plain integers take a third of the time (0.8 against
2.4 microseconds).
"""

from __future__ import annotations

from ctypes import (
    CFUNCTYPE,
    addressof,
    c_double,
    c_float,
    c_int,
    c_uint,
    c_ulong,
    c_ushort,
    c_void_p,
    cast,
)
from functools import cache
from typing import Any, Final, NamedTuple

MOST_IN_PATH: Final = 2_000
"""Paths with more segments are not read, but for the box around them."""

MOST_IN_NAME: Final = 64
"""Names of marks are read up to so many bytes."""


class Calls(NamedTuple):
    """Functions that take handles and the addresses of results as integers."""

    unicode: Any
    loose_box: Any
    text_object: Any
    unmapped: Any
    generated: Any
    hyphen: Any
    matrix: Any
    size: Any
    origin: Any
    render_mode: Any
    fill_colour: Any
    stroke_colour: Any
    font: Any
    mark: Any
    count_marks: Any
    mark_at: Any
    mark_name: Any
    count_objects: Any
    object: Any
    object_type: Any
    draw_mode: Any
    object_matrix: Any
    count_segments: Any
    segment: Any
    point: Any
    segment_type: Any
    closes: Any
    clip_path: Any
    clip_paths: Any
    clip_segments: Any
    clip_segment: Any


@cache
def calls() -> Calls:
    """The functions, bound once."""
    import pypdfium2.raw as pdfium

    def bound(function: Any, result: Any, *arguments: Any) -> Any:
        return cast(function, CFUNCTYPE(result, *arguments))

    return Calls(
        unicode=bound(pdfium.FPDFText_GetUnicode, c_uint, c_void_p, c_int),
        loose_box=bound(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p),
        text_object=bound(pdfium.FPDFText_GetTextObject, c_void_p, c_void_p, c_int),
        unmapped=bound(pdfium.FPDFText_HasUnicodeMapError, c_int, c_void_p, c_int),
        generated=bound(pdfium.FPDFText_IsGenerated, c_int, c_void_p, c_int),
        hyphen=bound(pdfium.FPDFText_IsHyphen, c_int, c_void_p, c_int),
        matrix=bound(pdfium.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p),
        size=bound(pdfium.FPDFText_GetFontSize, c_double, c_void_p, c_int),
        origin=bound(pdfium.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p),
        render_mode=bound(pdfium.FPDFTextObj_GetTextRenderMode, c_int, c_void_p),
        fill_colour=bound(pdfium.FPDFPageObj_GetFillColor, c_int, c_void_p, *4 * [c_void_p]),
        stroke_colour=bound(pdfium.FPDFPageObj_GetStrokeColor, c_int, c_void_p, *4 * [c_void_p]),
        font=bound(pdfium.FPDFTextObj_GetFont, c_void_p, c_void_p),
        mark=bound(pdfium.FPDFPageObj_GetMarkedContentID, c_int, c_void_p),
        count_marks=bound(pdfium.FPDFPageObj_CountMarks, c_int, c_void_p),
        mark_at=bound(pdfium.FPDFPageObj_GetMark, c_void_p, c_void_p, c_int),
        mark_name=bound(
            pdfium.FPDFPageObjMark_GetName, c_int, c_void_p, c_void_p, c_ulong, c_void_p
        ),
        count_objects=bound(pdfium.FPDFPage_CountObjects, c_int, c_void_p),
        object=bound(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int),
        object_type=bound(pdfium.FPDFPageObj_GetType, c_int, c_void_p),
        draw_mode=bound(pdfium.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p),
        object_matrix=bound(pdfium.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p),
        count_segments=bound(pdfium.FPDFPath_CountSegments, c_int, c_void_p),
        segment=bound(pdfium.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int),
        point=bound(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p),
        segment_type=bound(pdfium.FPDFPathSegment_GetType, c_int, c_void_p),
        closes=bound(pdfium.FPDFPathSegment_GetClose, c_int, c_void_p),
        clip_path=bound(pdfium.FPDFPageObj_GetClipPath, c_void_p, c_void_p),
        clip_paths=bound(pdfium.FPDFClipPath_CountPaths, c_int, c_void_p),
        clip_segments=bound(pdfium.FPDFClipPath_CountPathSegments, c_int, c_void_p, c_int),
        clip_segment=bound(pdfium.FPDFClipPath_GetPathSegment, c_void_p, c_void_p, c_int, c_int),
    )


class Results:
    """Where functions put what they find out, and the addresses they are given for it."""

    def __init__(self) -> None:
        self.floats = (c_float * 6)()
        self.doubles = (c_double * 2)()
        self.ints = (c_uint * 4)()
        self.points = (c_float * (2 * MOST_IN_PATH))()
        self.name = (c_ushort * (MOST_IN_NAME // 2))()
        self.at_name = addressof(self.name)
        self.at_floats = addressof(self.floats)
        self.at_points = addressof(self.points)
        self.at_doubles = tuple(addressof(self.doubles) + 8 * index for index in range(2))
        self.at_ints = tuple(addressof(self.ints) + 4 * index for index in range(4))


def address(handle: Any) -> int:
    """The integer that a handle of pypdfium2 stands for; 0 for none."""
    return cast(handle, c_void_p).value or 0


def page_objects(page: Any, most: int) -> list[tuple[int, int]]:
    """The addresses of the first ``most`` objects of a page, and their types; those inside forms
    are not among them.
    """
    use, at = calls(), address(page)
    objects = [use.object(at, index) or 0 for index in range(min(most, use.count_objects(at)))]
    return [(obj, use.object_type(obj)) for obj in objects if obj]
