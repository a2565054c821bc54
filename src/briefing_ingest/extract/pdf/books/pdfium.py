"""PDFs read by PDFium: ten times faster than pdfplumber, and it tells more of fonts."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from briefing_ingest.extract.pdf.books.pdfium_calls import page_objects
from briefing_ingest.extract.pdf.books.pdfium_covers import covered
from briefing_ingest.extract.pdf.books.pdfium_drawing import (
    MOST_OBJECTS,
    Drawing,
    read_drawing,
    read_links,
    read_tags,
)
from briefing_ingest.extract.pdf.books.pdfium_glyphs import Frame, Placed, placed_glyphs, read_text
from briefing_ingest.extract.pdf.books.pdfium_typed import typed_glyphs
from briefing_ingest.extract.pdf.page.bullets import is_mark
from briefing_ingest.extract.pdf.page.glyphs import Glyph
from briefing_ingest.extract.pdf.page.sheet import Sheet, covers
from briefing_ingest.extract.pdf.page.tags import ARTIFACT
from briefing_ingest.model import Entry

_DEEPEST: Final = 6
_MOST_BOOKMARKS: Final = 2000
# A page whose characters are nearly all of one invisible kind has nothing better to show.
_MOST_UNSEEN: Final = 0.9
# What is said of a hidden character, by what `Placed` says of it.
_WHY_HIDDEN: Final = {"invisible": "invisible text", "white": "white text on white"}
WRONG_PASSWORD: Final = 4
"""What PDFium says of a file that another password opens."""


class PageError(Exception):
    """A page that PDFium cannot load."""


@dataclass
class PdfiumBook:
    """A `Book`. Open it with `open_pdfium`."""

    document: Any
    tagged: bool

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self.document)

    @property
    def whole(self) -> bool:
        """False if its table of objects was lost and objects had to be searched for."""
        import pypdfium2.raw as pdfium

        return bool(pdfium.FPDF_DocumentHasValidCrossReferenceTable(self.document.raw))

    def metadata(self) -> Mapping[str, Any]:
        """The document information."""
        return dict(self.document.get_metadata_dict(skip_empty=True))

    def sheet(self, number: int) -> Sheet:
        """Page ``number`` (1-based).

        Raises:
            PageError: PDFium cannot load it.
        """
        import pypdfium2.raw as pdfium

        page = pdfium.FPDF_LoadPage(self.document.raw, number - 1)
        if not page:
            raise PageError(f"page {number} cannot be loaded")
        try:
            return self._sheet(page, number)
        finally:
            pdfium.FPDF_ClosePage(page)

    def outline(self) -> Iterator[Entry]:
        """The bookmarks, in order; of those that lead back to themselves as many as the library
        gives.
        """
        logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)  # it says so on the terminal
        for item in islice(self.document.get_toc(max_depth=_DEEPEST), _MOST_BOOKMARKS):
            target = item.get_dest()
            index = target.get_index() if target else None
            title = " ".join(item.get_title().replace("\0", "").split())
            if title:
                yield Entry(title, item.level + 1, 0 if index is None else index + 1)

    def close(self) -> None:
        """Gives the file back."""
        self.document.close()

    def _sheet(self, page: Any, number: int) -> Sheet:
        import pypdfium2.raw as pdfium

        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            raise PageError(f"the text of page {number} cannot be loaded")
        try:
            objects = page_objects(page, MOST_OBJECTS)
            text = read_text(text_page, objects, tagged=self.tagged)
            shown = _frame(page)
            frame = shown._replace(turn=text.quarter())
            placed = placed_glyphs(text, frame)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
        drawing = read_drawing(objects, frame)
        width, height = frame.size
        seen, hidden = _parted(placed, drawing, width, height)
        typed = list(typed_glyphs(page, frame, seen))
        return Sheet(
            number,
            width,
            height,
            [*seen, *typed] if typed else seen,
            drawing.drawn_lines,
            drawing.areas,
            drawing.pictures,
            list(read_links(self.document.raw, page, frame)),
            {**read_tags(page), ARTIFACT: "Artifact"} if self.tagged else {},
            (frame.turn - shown.turn) % 4,
            hidden,
            list(filter(is_mark, drawing.painted)),
        )


def open_pdfium(content: bytes, password: str | None) -> PdfiumBook:
    """The PDF that ``content`` holds.

    Raises:
        PdfiumError: PDFium cannot open it; ``err_code`` says why.
    """
    import pypdfium2.raw as pdfium

    document = open_document(content, password)
    return PdfiumBook(document, bool(pdfium.FPDFCatalog_IsTagged(document.raw)))


def open_document(content: bytes, password: str | None) -> Any:
    """PDFium's document of ``content``; a file that anybody may open needs no ``password``, and
    ignores a wrong one.

    Raises:
        PdfiumError: PDFium cannot open it; ``err_code`` says why.
    """
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content, password=password)
    except pypdfium2.PdfiumError as error:
        if password is None or getattr(error, "err_code", None) != WRONG_PASSWORD:
            raise
    return pypdfium2.PdfDocument(content)


def _frame(page: Any) -> Frame:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return Frame(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page) % 4)


def _parted(
    placed: Placed, drawing: Drawing, width: float, height: float
) -> tuple[list[Glyph], list[tuple[Glyph, str]]]:
    """The characters that can be seen, and those that cannot with the reason.

    The invisible text over a picture is what optical character recognition found in it, so it
    counts as seen; so does invisible text where the page has no other. White text is seen on
    whatever is painted beneath it.
    """
    glyphs = placed.glyphs
    under = covered(glyphs, placed.origins, drawing.covers)
    if (
        not under
        and not any(placed.unseen)
        and not any(_is_off(glyph, width, height) for glyph in _outermost(glyphs))
    ):
        return glyphs, []
    all_invisible = _is_nearly_all_invisible(placed)
    seen, hidden = [], []
    for index, (glyph, unseen) in enumerate(zip(glyphs, placed.unseen, strict=True)):
        if _is_off(glyph, width, height):
            reason = "outside the page"
        else:
            kept = unseen == "invisible" and all_invisible
            reason = under.get(index, "" if kept else _why_hidden(glyph, unseen, drawing))
        if reason:
            hidden.append((glyph, reason))
        else:
            seen.append(glyph)
    return seen, hidden


def _is_nearly_all_invisible(placed: Placed) -> bool:
    """Whether a page would show hardly any text if its invisible text were left out."""
    visible = sum(
        1
        for glyph, unseen in zip(placed.glyphs, placed.unseen, strict=True)
        if unseen != "invisible" and glyph.text.strip()
    )
    return visible <= (1 - _MOST_UNSEEN) * len(placed.glyphs)


def _why_hidden(glyph: Glyph, unseen: str, drawing: Drawing) -> str:
    """Why nobody sees a character that `Placed.unseen` says so much of; "" if something beneath it
    makes it count as seen.
    """
    if not unseen:
        return ""
    beneath = drawing.pictures if unseen == "invisible" else drawing.painted
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return "" if covers(beneath, x, y) else _WHY_HIDDEN[unseen]


def _outermost(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """The characters that stand furthest to each side."""
    if glyphs:
        across = [glyph.x0 + glyph.x1 for glyph in glyphs]
        down = [glyph.top + glyph.bottom for glyph in glyphs]
        for sums in (across, down):
            yield glyphs[sums.index(min(sums))]
            yield glyphs[sums.index(max(sums))]


def _is_off(glyph: Glyph, width: float, height: float) -> bool:
    x, y = glyph.x0 + glyph.x1, glyph.top + glyph.bottom
    return not (-2 <= x <= 2 * width + 2 and -2 <= y <= 2 * height + 2)
