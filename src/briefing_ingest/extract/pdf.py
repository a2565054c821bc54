"""PDF: the raw text is the characters in content-stream order, page by page; the lines are in reading order.

Each run of the stream ends in a line end and each page but the last in a form feed, which no stream has.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from briefing_ingest.errors import Finding, Location, SourceError
from briefing_ingest.extract.failure import failure
from briefing_ingest.extract.pdf_glyphs import page_glyphs, page_text
from briefing_ingest.extract.pdf_lines import page_lines
from briefing_ingest.extract.pdf_sheet import Area, Sheet, WebLink
from briefing_ingest.model import Fact, Line, RawDocument, Source
from briefing_ingest.text import Span

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

_WHOLE_END: Final = re.compile(rb"startxref\s+\d+\s+%%EOF|startxref\s+\d+\s*$")
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")
_FETCH_AGAIN: Final = "Fetch the file again, or mend it with a tool such as qpdf."


def extract_pdf(source: Source, content: bytes) -> RawDocument:
    """The lines of a PDF with their boxes, font sizes and superscripts, and its document information.

    Raises:
        SourceError: E205 if it cannot be read or is cut off, E206 if it needs a password, E207 if no page has text.
    """
    for name in ("pdfminer", "pdfplumber"):  # they report each oddity of a file; we say what matters
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return _read(source, content)
    except (SourceError, MemoryError):  # a lack of memory is the engine's to report
        raise
    except Exception as error:
        raise _failure_from(source, error) from error


def _read(source: Source, content: bytes) -> RawDocument:
    import pdfplumber

    # Offsets count from the header, and a saved response may have lines of its own before it.
    content = content[max(0, content.find(b"%PDF-")) :]
    with pdfplumber.open(BytesIO(content)) as pdf:
        _check_whole(source, content, pdf)
        texts: list[str] = []
        lines: list[Line] = []
        pages: list[Span] = []
        pictures: list[int] = []
        at = 0
        for number, page in enumerate(pdf.pages, start=1):
            text = page_text(page_glyphs(page), at)
            lines.extend(page_lines(text, _sheet(page, number)))
            if not text.runs and _has_picture(page):
                pictures.append(number)
            page.close()
            ending = "\f" if number < len(pdf.pages) else ""
            texts.append(text.text + ending)
            pages.append(Span(at, at + len(texts[-1])))
            at = pages[-1].end
        if not lines:
            raise _without_text(source, len(pages))
        return RawDocument(
            source_id=source.id,
            media_type="application/pdf",
            text="".join(texts),
            lines=tuple(lines),
            pages=tuple(pages),
            facts=tuple(_facts(pdf.metadata)),
            findings=tuple(_picture_findings(source, pictures)),
        )


def _check_whole(source: Source, content: bytes, pdf: PDF) -> None:
    """Refuses a file whose end is missing: its table of objects was lost, and pdfminer had to search for objects.

    What such a search finds may be only half the text, and nothing would say so.
    """
    from pdfminer.pdfdocument import PDFXRefFallback

    searched = any(isinstance(xref, PDFXRefFallback) for xref in pdf.doc.xrefs)
    ends = list(_WHOLE_END.finditer(content))
    cut_off = not ends or b" obj" in content[ends[-1].end() :]
    if searched and cut_off:
        raise failure(source, "E205", "The file is cut off: the table at its end is missing.", _FETCH_AGAIN)


def _failure_from(source: Source, error: Exception) -> SourceError:
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    chain = list(_causes(error))
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in chain):
        cause = "The file opens only with a password."
    elif any(isinstance(cause, PDFEncryptionError) for cause in chain):
        cause = "The file is encrypted in a way that cannot be opened."
    else:
        said = next((text for text in (" ".join(str(one).split()) for one in reversed(chain)) if text), "")
        detail = f"{type(chain[-1]).__name__}: {said}" if said else type(chain[-1]).__name__
        return failure(source, "E205", f"The file cannot be read as a PDF ({detail[:200]}).", _FETCH_AGAIN)
    return failure(source, "E206", cause, "Save an unprotected copy, if you may, and declare that.")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and what it wraps: pdfplumber puts pdfminer's into the arguments of its own."""
    seen: list[BaseException] = []
    inner: BaseException | None = error
    while inner is not None and inner not in seen:
        seen.append(inner)
        yield inner
        wrapped = next((arg for arg in inner.args if isinstance(arg, BaseException)), None)
        inner = wrapped or inner.__cause__


def _without_text(source: Source, pages: int) -> SourceError:
    if not pages:
        return failure(source, "E205", "The file has no pages that can be read.", _FETCH_AGAIN)
    return failure(
        source,
        "E207",
        f"None of its pages ({pages}) has a character of text: it seems to be a scan.",
        "Run optical character recognition, for example `ocrmypdf scan.pdf readable.pdf`, and declare the result.",
    )


def _has_picture(page: Page) -> bool:
    from pdfminer.layout import LTContainer, LTImage

    waiting: list[Any] = [page.layout]
    while waiting:
        item = waiting.pop()
        if isinstance(item, LTImage):
            return True
        if isinstance(item, LTContainer):
            waiting.extend(item)
    return False


def _picture_findings(source: Source, pages: list[int]) -> Iterator[Finding]:
    if pages:
        numbers = ", ".join(map(str, pages))
        yield Finding(
            "E207",
            f"{'Page' if len(pages) == 1 else 'Pages'} {numbers} of the file hold pictures and no text.",
            "If they show text, run `ocrmypdf --skip-text scan.pdf readable.pdf` and declare the result.",
            where=Location(source.path, page=pages[0]),
            severity="warning",
            source=source.id,
        )


def _sheet(page: Page, number: int) -> Sheet:
    drawn = [
        Area(float(r["x0"]), float(r["top"]), float(r["x1"]), float(r["bottom"]), bool(r.get("fill")), True)
        for r in [*page.rects, *page.lines]
    ]
    return Sheet(number, float(page.width), float(page.height), areas=drawn, links=_web_links(page))


def _web_links(page: Page) -> list[WebLink]:
    """Link annotations that lead to an address; none where the annotations are damaged, since the text is not."""
    try:
        links = page.hyperlinks
        return [
            WebLink(float(link["x0"]), float(link["top"]), float(link["x1"]), float(link["bottom"]), str(link["uri"]))
            for link in links
        ]
    except Exception:  # noqa: BLE001 annotations are free-form objects, and pdfplumber trusts them
        return []


def _facts(metadata: dict[str, Any]) -> Iterator[Fact]:
    """Title, author and dates of the document information; what is no text, or blank, says nothing."""
    for key, name in (("Title", "title"), ("Author", "author")):
        value = " ".join(str(metadata.get(key) or "").replace("\0", "").split())
        if value:
            yield Fact(name, value, f"PDF {key}")
    for key, name in (("CreationDate", "published"), ("ModDate", "modified")):
        date = _DATE.match(str(metadata.get(key) or ""))
        if date and 1 <= int(date[2]) <= 12 and 1 <= int(date[3]) <= 31:
            yield Fact(name, f"{date[1]}-{date[2]}-{date[3]}", f"PDF {key}")
