"""PDF files: characters from a library, letters put right, lines, tables, reading order."""

from briefing_ingest.extract.pdf.books.pdfium import open_pdfium
from briefing_ingest.extract.pdf.open import open_for_pictures
from briefing_ingest.extract.pdf.read import extract_pdf

__all__ = ["extract_pdf", "open_for_pictures", "open_pdfium"]
