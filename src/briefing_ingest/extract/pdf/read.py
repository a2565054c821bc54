"""PDF: the raw text is the characters in content-stream order, page by page; the lines are in
reading order.

Each run of the stream ends in a line end and each page but the last in a form feed, which no stream
has. PDFium reads the file; where it cannot open it or a page, or finds no text at all, pdfplumber
has its turn. Of a file that is cut off the pages are read that are whole.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from briefing_ingest.errors import Finding, SourceError
from briefing_ingest.extract.failure import failure
from briefing_ingest.extract.pdf.findings import (
    FETCH_AGAIN,
    Passage,
    damage_findings,
    loss_finding,
    picture_findings,
    redaction_findings,
    unreadable_findings,
)
from briefing_ingest.extract.pdf.layout.lines import page_lines
from briefing_ingest.extract.pdf.letters.fonts import Fonts, mended, unreadable
from briefing_ingest.extract.pdf.letters.language import looks_like_language, words_of
from briefing_ingest.extract.pdf.metadata import document_facts
from briefing_ingest.extract.pdf.open import Books, open_books, open_failure
from briefing_ingest.extract.pdf.page.bullets import Look, with_bullets
from briefing_ingest.extract.pdf.page.glyphs import Glyph, page_text
from briefing_ingest.extract.pdf.page.sheet import (
    BLACK,
    REDACTED,
    Sheet,
    is_mostly_picture,
    shown_box,
)
from briefing_ingest.model import Line, RawDocument, Signs, Source
from briefing_ingest.text import Span

# Letters that were guessed are right if nearly all of them are letters at all.
_MOST_UNTOLD: Final = 0.02


@dataclass
class _Reading:
    """What has been read so far of a PDF."""

    texts: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    pages: list[Span] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)
    """Pages that are mostly pictures and have little or no text."""
    redacted: list[int] = field(default_factory=list)
    """Pages with black bars over words that the file still holds."""
    damaged: list[Passage] = field(default_factory=list)
    unreadable: list[Passage] = field(default_factory=list)
    guessed: list[int] = field(default_factory=list)
    """Pages whose letters were guessed, since their fonts are lost, and are those of a language."""
    fonts: Fonts = field(default_factory=Fonts)
    bullets: set[Look] = field(default_factory=set)


def extract_pdf(source: Source, content: bytes) -> RawDocument:
    """The lines of a PDF with their boxes, font sizes and superscripts, and its document
    information.

    Text that the fonts make unreadable (E211), pages that cannot be read (E212) and those that are
    missing because the file is cut off (E213) are findings of the result.

    Raises:
        SourceError: E205 if it cannot be read, E206 if it needs a password, E207 if no page has
          text.
    """
    try:
        return _read(source, content)
    except (SourceError, MemoryError):  # a lack of memory is the engine's to report
        raise
    except Exception as error:
        raise open_failure(source, error) from error


def _read(source: Source, content: bytes) -> RawDocument:
    # Offsets count from the header, and a saved response may have lines of its own before it.
    content = content[max(0, content.find(b"%PDF-")) :]
    with contextlib.closing(open_books(source, content)) as books:
        reading = _read_pages(books)
        if not reading.lines and books.turn_to_other():
            reading = _read_pages(books)
        if not reading.lines:
            raise _without_text(source, reading, cut_off=books.cut_off)
        return RawDocument(
            source_id=source.id,
            media_type="application/pdf",
            text="".join(reading.texts),
            lines=tuple(reading.lines),
            pages=tuple(reading.pages),
            facts=tuple(document_facts(books.first.metadata(), content)),
            findings=tuple(_findings(source, reading, books)),
            outline=tuple(books.first.outline()),
            signs=Signs(len(reading.pages), tuple(reading.bare)),
        )


def _read_pages(books: Books) -> _Reading:
    reading = _Reading()
    count = books.first.count
    fontless = books.salvage.fontless if books.salvage else ()
    for number in range(1, count + 1):
        with _uncollected():
            try:
                sheet = books.sheet(number)
            except MemoryError:
                raise
            except Exception as error:  # noqa: BLE001 both libraries raise whatever a damaged page leads them to
                cause = (
                    f"Page {number} cannot be read ({type(error).__name__}); its text is missing."
                )
                reading.damaged.append(Passage(number, None, cause))
                sheet = Sheet(number, 0.0, 0.0)
            if number in fontless and _is_language(sheet):
                reading.guessed.append(number)
            elif number in fontless:
                sheet = Sheet(number, sheet.width, sheet.height)
            _read_sheet(reading, sheet, last=number == count)
    return reading


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Does without the search for cyclic garbage.

    The characters of a page are thousands of tuples and no cycles; they would be searched over and
    over, for a fifth of the time that the page takes. The pause ends with the page, since the other
    library leaves cycles behind.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _is_language(sheet: Sheet) -> bool:
    text = "".join(glyph.text for glyph in sheet.glyphs)
    return text.count("\ufffd") <= _MOST_UNTOLD * len(text) and bool(
        looks_like_language(words_of(text))
    )


def _read_sheet(reading: _Reading, sheet: Sheet, *, last: bool) -> None:
    start = reading.pages[-1].end if reading.pages else 0
    text = page_text(mended(sheet.glyphs, reading.fonts), start)
    lines = with_bullets(list(page_lines(text, sheet)), sheet.marks, reading.bullets)
    if not lines and sheet.pictures:
        reading.pictures.append(sheet.number)
    if is_mostly_picture(sheet, text.text):
        reading.bare.append(sheet.number)
    reading.unreadable.extend(unreadable(lines))
    if any(reason == REDACTED for _, reason in sheet.hidden):
        reading.redacted.append(sheet.number)
    hidden, hidden_lines = _hidden(sheet, start + len(text.text))
    reading.lines.extend(_as_shown([*lines, *_after(lines, hidden_lines)], sheet))
    reading.texts.append(text.text + hidden + ("" if last else "\f"))
    reading.pages.append(Span(start, start + len(reading.texts[-1])))


def _hidden(sheet: Sheet, start: int) -> tuple[str, list[Line]]:
    """The raw text, which begins at ``start``, of what nobody sees on a page, and its lines, as
    furniture.
    """
    texts, lines = "", list[Line]()
    blank = Sheet(sheet.number, sheet.width, sheet.height)
    for reason, group in groupby(
        sorted(sheet.hidden, key=lambda item: item[1]), key=lambda item: item[1]
    ):
        shown = (
            _blackened(glyph) if reason == REDACTED else glyph._replace(told="")
            for glyph, _ in group
        )
        text = page_text(shown, start + len(texts))
        texts += text.text
        lines.extend(line.as_furniture(reason) for line in page_lines(text, blank))
    return texts, lines


def _blackened(glyph: Glyph) -> Glyph:
    """A character under a black bar: its place and length are kept, not what it is."""
    text = glyph.text if glyph.text.isspace() else BLACK * len(glyph.text)
    return glyph._replace(text=text, told="")


def _after(lines: Sequence[Line], others: Sequence[Line]) -> Iterator[Line]:
    """``others`` numbered on behind ``lines``, in regions of their own."""
    column = max((line.column for line in lines), default=0)
    for number, line in enumerate(others, start=len(lines) + 1):
        setting = line.setting and line.setting._replace(column=column + line.column)
        yield line._replace(number=number, setting=setting)


def _as_shown(lines: Sequence[Line], sheet: Sheet) -> Sequence[Line]:
    """The lines with their boxes where the page shows them, if it was turned for reading."""
    if not sheet.turn:
        return lines
    return [line.moved(shown_box(line.box, sheet)) if line.box else line for line in lines]


def _without_text(source: Source, reading: _Reading, *, cut_off: bool) -> SourceError:
    if cut_off:
        cause = (
            "The file is cut off: its end is missing, and no page of the rest has text that can be "
            "read."
        )
        return failure(source, "E205", cause, FETCH_AGAIN)
    if len(reading.damaged) == len(reading.pages):
        return failure(source, "E205", "The file has no pages that can be read.", FETCH_AGAIN)
    return failure(
        source,
        "E207",
        f"None of its pages ({len(reading.pages)}) has a character of text: it seems to be a scan.",
        "Run optical character recognition, for example `ocrmypdf scan.pdf readable.pdf`, and "
        "declare the result.",
    )


def _findings(source: Source, reading: _Reading, books: Books) -> Iterator[Finding]:
    if books.cut_off or books.salvage:
        yield loss_finding(source, books.salvage, reading.guessed, cut_off=books.cut_off)
    yield from picture_findings(source, reading.pictures)
    yield from redaction_findings(source, reading.redacted)
    yield from damage_findings(source, reading.damaged)
    yield from unreadable_findings(source, reading.unreadable)
