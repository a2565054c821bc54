"""Opens a PDF: with PDFium; where that cannot, what is left of the file; where nothing is found,
with pdfplumber, which also reads single pages that PDFium cannot.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from briefing_ingest.errors import SourceError
from briefing_ingest.extract.failure import failure
from briefing_ingest.extract.pdf.books.pdfium import WRONG_PASSWORD, open_document, open_pdfium
from briefing_ingest.extract.pdf.books.plumber import open_plumber
from briefing_ingest.extract.pdf.findings import FETCH_AGAIN
from briefing_ingest.extract.pdf.page.sheet import Book, Sheet
from briefing_ingest.extract.pdf.salvage import Salvage, salvaged
from briefing_ingest.model import Source

_WHOLE_END: Final = re.compile(rb"startxref\s+\d+\s+%%EOF|startxref\s+\d+\s*$")


@dataclass
class Books:
    """The same PDF in both libraries; the second is opened when the first fails. Close it when
    done.

    ``cut_off`` if its end is missing; ``salvage`` is what was found in a file that PDFium could
    not use as it is.
    """

    content: bytes
    password: str | None
    first: Book
    other: Book | None = None
    tried: bool = False
    cut_off: bool = False
    salvage: Salvage | None = None

    def sheet(self, number: int) -> Sheet:
        """Page ``number`` (1-based). A page that both libraries fail on raises what the second one
        raised.
        """
        try:
            return self.first.sheet(number)
        except MemoryError:
            raise
        except Exception:
            if not self._open_other() or self.other is None or number > self.other.count:
                raise
            return self.other.sheet(number)

    def turn_to_other(self) -> bool:
        """Puts the other library first; False if it cannot open the file, or had been opened
        before.
        """
        if self.tried or not self._open_other() or self.other is None:
            return False
        self.first, self.other = self.other, self.first
        return self.first.count > 0

    def close(self) -> None:
        """Gives the file back."""
        self.first.close()
        if self.other is not None:
            self.other.close()

    def _open_other(self) -> bool:
        if not self.tried:
            self.tried = True
            # Whatever it says of the file, the first library has been able to open it.
            with contextlib.suppress(Exception):
                other = open_plumber(self.content, self.password)
                self.other = other if other.count else None
        return self.other is not None


def open_books(source: Source, content: bytes) -> Books:
    """The PDF that ``content`` holds, with the password that ``source`` states, else the empty one.

    A file whose end is missing may show only half its pages, and the libraries would not say so; so
    the pages that are whole are looked for first. Where PDFium cannot open a file, they are looked
    for before pdfplumber is asked: it trusts a wrong table of objects and shows blank pages where
    the text is still in the file.

    Raises:
        SourceError: E206 if it needs another password. Files that are damaged beyond reading raise
          what pdfminer does.
    """
    book = _pdfium(source, content)
    cut_off = not _has_end(content)
    if book and (book.whole or not cut_off):
        return Books(content, source.password, book)
    if salvage := salvaged(content):
        if book:
            book.close()
        return Books(
            salvage.content,
            None,
            open_pdfium(salvage.content, None),
            cut_off=cut_off,
            salvage=salvage,
        )
    if book:
        return Books(content, source.password, book, cut_off=cut_off)
    other = open_plumber(content, source.password)
    # With its table of objects intact and pages to show, a file has lost nothing by its end.
    lacks_end = cut_off and not (other.count and other.whole)
    return Books(content, source.password, other, tried=True, cut_off=lacks_end)


def _pdfium(source: Source, content: bytes) -> Book | None:
    """The file in PDFium; None if that cannot open it or finds no pages."""
    from pypdfium2 import PdfiumError

    try:
        book = open_pdfium(content, source.password)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == WRONG_PASSWORD:
            raise _locked(source, given=source.password is not None) from error
        return None
    if book.count:
        return book
    book.close()
    return None


def _has_end(content: bytes) -> bool:
    """Whether the file ends as a PDF must, or with nothing behind that but junk."""
    ends = list(_WHOLE_END.finditer(content))
    return bool(ends) and b" obj" not in content[ends[-1].end() :]


def open_failure(source: Source, error: Exception) -> SourceError:
    """What to say of a file that neither library can read."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    chain = list(_causes(error))
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in chain):
        return _locked(source, given=source.password is not None)
    if any(isinstance(cause, PDFEncryptionError) for cause in chain):
        cause = "The file is encrypted in a way that cannot be opened."
        return failure(
            source, "E206", cause, "Save an unprotected copy, if you may, and declare that."
        )
    said = next(
        (text for text in (" ".join(str(one).split()) for one in reversed(chain)) if text), ""
    )
    detail = f"{type(chain[-1]).__name__}: {said}" if said else type(chain[-1]).__name__
    return failure(
        source,
        "E205",
        f"The file cannot be read as a PDF ({detail if len(detail) <= 80 else detail[:80] + '…'}).",
        FETCH_AGAIN,
    )


def _locked(source: Source, *, given: bool) -> SourceError:
    cause = (
        "The file does not open with the password given."
        if given
        else "The file opens only with a password."
    )
    fix = (
        "Give it with --password or as `password` in the manifest, or save an unprotected copy, if "
        "you may."
    )
    return failure(source, "E206", cause, fix)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and what it wraps: pdfplumber puts pdfminer's into the arguments of its own."""
    seen: list[BaseException] = []
    inner: BaseException | None = error
    while inner is not None and inner not in seen:
        seen.append(inner)
        yield inner
        wrapped = next((arg for arg in inner.args if isinstance(arg, BaseException)), None)
        inner = wrapped or inner.__cause__


def open_for_pictures(content: bytes, password: str | None) -> Any | None:
    """PDFium's document of a PDF, or of what is left of a damaged one; None if no page of it can be
    drawn.

    Close it when done.
    """
    from pypdfium2 import PdfiumError

    try:
        return open_document(content, password)
    except PdfiumError:
        salvage = salvaged(content)
        return open_document(salvage.content, None) if salvage else None
