"""The few functions of PDFium that are called for each character, without the type checks of their wrappers.

pypdfium2's functions check and convert pointers at every call; on characters that takes longer than PDFium itself.
The same addresses called with plain integers take a third of the time (0.8 against 2.4 microseconds).
"""

from __future__ import annotations

from ctypes import CFUNCTYPE, c_double, c_int, c_uint, c_void_p, cast
from functools import cache
from typing import Any, NamedTuple


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
    weight: Any
    object_type: Any
    segment: Any
    point: Any
    segment_type: Any
    closes: Any


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
        weight=bound(pdfium.FPDFText_GetFontWeight, c_int, c_void_p, c_int),
        object_type=bound(pdfium.FPDFPageObj_GetType, c_int, c_void_p),
        segment=bound(pdfium.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int),
        point=bound(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p),
        segment_type=bound(pdfium.FPDFPathSegment_GetType, c_int, c_void_p),
        closes=bound(pdfium.FPDFPathSegment_GetClose, c_int, c_void_p),
    )
