"""PDFs read by pdfplumber: slower than PDFium, and the reference and fallback where that gives
nothing.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from briefing_ingest.extract.pdf.page.bullets import is_mark
from briefing_ingest.extract.pdf.page.glyphs import Glyph, is_bold, is_italic
from briefing_ingest.extract.pdf.page.sheet import Area, DrawnLine, Sheet, WebLink
from briefing_ingest.model import Entry

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

_FAR: Final = 1e6
_LOST: Final = "\ufffd"
_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
_UNMAPPED: Final = re.compile(r"\(cid:(\d+)\)")


@dataclass
class PlumberBook:
    """A `Book`. Open it with `open_plumber`."""

    pdf: PDF

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self.pdf.pages)

    @property
    def whole(self) -> bool:
        """False if its table of objects was lost and objects had to be searched for."""
        from pdfminer.pdfdocument import PDFXRefFallback

        return not any(isinstance(xref, PDFXRefFallback) for xref in self.pdf.doc.xrefs)

    def metadata(self) -> Mapping[str, Any]:
        """The document information."""
        return dict(self.pdf.metadata)

    def sheet(self, number: int) -> Sheet:
        """Page ``number`` (1-based)."""
        page = self.pdf.pages[number - 1]
        try:
            height = float(page.height)
            glyphs = list(_glyphs(page, height))
            return Sheet(
                number,
                float(page.width),
                height,
                glyphs,
                [DrawnLine(*_corners(line), 0) for line in page.lines],
                [
                    Area(*_corners(r), bool(r.get("fill")), bool(r.get("stroke")))
                    for r in page.rects
                ],
                [Area(*_corners(image), filled=True, stroked=False) for image in page.images],
                list(_web_links(page)),
                marks=list(filter(is_mark, _drawn(page))),
            )
        finally:
            page.close()

    def outline(self) -> Iterable[Entry]:
        """Nothing: only PDFium is asked for bookmarks."""
        return ()

    def close(self) -> None:
        """Gives the file back."""
        self.pdf.close()


def open_plumber(content: bytes, password: str | None) -> PlumberBook:
    """The PDF that ``content`` holds. Damaged files raise whatever they lead pdfminer to."""
    import pdfplumber

    for name in (
        "pdfminer",
        "pdfplumber",
    ):  # they report each oddity of a file; we say what matters
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return PlumberBook(pdfplumber.open(BytesIO(content), password=password or ""))


def _drawn(page: Page) -> Iterator[Area]:
    """What the page fills, and its pictures."""
    for shape in (*page.rects, *page.curves):
        if shape.get("fill"):
            yield Area(*_corners(shape), filled=True, stroked=False)
    for image in page.images:
        yield Area(*_corners(image), filled=True, stroked=False)


def _corners(drawn: Mapping[str, Any]) -> tuple[float, float, float, float]:
    return float(drawn["x0"]), float(drawn["top"]), float(drawn["x1"]), float(drawn["bottom"])


def _glyphs(page: Page, height: float) -> Iterator[Glyph]:
    """The characters of a page in stream order; those without an empty text or box far off the
    page.
    """
    from pdfminer.layout import LTChar, LTContainer

    waiting: list[Any] = [iter(page.layout)]
    while waiting:  # figures nest, in hostile files deeply
        item = next(waiting[-1], None)
        if item is None:
            waiting.pop()
        elif isinstance(item, LTChar):
            glyph = _glyph(item, height)
            if glyph.text and max(abs(v) for v in glyph[1:5]) < _FAR:
                yield glyph
        elif isinstance(item, LTContainer):
            waiting.append(iter(item))


def _glyph(char: Any, height: float) -> Glyph:
    text = char.get_text()
    unmapped = _UNMAPPED.fullmatch(text)
    font = _SUBSET.sub("", str(char.fontname))
    return Glyph(
        _LOST if unmapped else _printable(text),
        float(char.x0),
        height - float(char.y1),
        float(char.x1),
        height - float(char.y0),
        max(float(char.size if char.upright else char.width), 0.1),
        is_bold(font),
        bool(char.upright),
        baseline=height - float(char.y0 if not char.upright else char.matrix[5]),
        font=font,
        italic=is_italic(font),
        told=chr(int(unmapped[1])) if unmapped and int(unmapped[1]) < 0xD800 else "",
    )


def _printable(text: str) -> str:
    """A glyph's text; the replacement character where the font tells a control character."""
    return "".join(
        " " if c in "\t\n\r\f\v" else _LOST if c < " " or "\ud800" <= c <= "\udfff" else c
        for c in text
    )


def _web_links(page: Page) -> Iterator[WebLink]:
    """Link annotations that lead to an address; none where the annotations are damaged, since the
    text is not.
    """
    try:
        links = [(_corners(link), str(link["uri"])) for link in page.hyperlinks]
    except Exception:  # noqa: BLE001 annotations are free-form objects, and pdfplumber trusts them
        return
    for corners, uri in links:
        yield WebLink(*corners, uri)
