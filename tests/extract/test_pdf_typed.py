"""What is typed onto the pages of a PDF: answers in fields of forms, and text boxes."""

from __future__ import annotations

import pytest

from briefing_ingest.extract.pdf.read import extract_pdf
from briefing_ingest.model import Source

_FIELD = "/Subtype /Widget /FT /Tx /T (answer) /DA (/Helv 10 Tf 0 g)"


def _pdf(annotation: str, *, turned: int = 0) -> bytes:
    """A page with a question, and an annotation of this sort beside it."""
    content = "BT /F1 11 Tf 72 700 Td (Name of the charity) Tj 0 -60 Td (Its town) Tj ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {turned} /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> "
        "/Annots [5 0 R] >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        f"<< /Type /Annot {annotation} >>",
    ]
    body = "\n".join(f"{number} 0 obj\n{part}\nendobj" for number, part in enumerate(parts, 1))
    return f"%PDF-1.7\n{body}\ntrailer << /Root 1 0 R >>\n%%EOF\n".encode()


def _lines(annotation: str, *, turned: int = 0) -> list[str]:
    document = extract_pdf(Source(id="form", path="form.pdf"), _pdf(annotation, turned=turned))
    return [line.text.strip() for line in document.lines]


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (
            f"{_FIELD} /Rect [200 694 400 714] /V (Harbour Kitchen)",
            ["Name of the charity Harbour Kitchen", "Its town"],
        ),
        (
            "/Subtype /Widget /FT /Ch /T (town) /Rect [200 634 400 654] /V (Eastlow)",
            ["Name of the charity", "Its town Eastlow"],
        ),
        (
            "/Subtype /FreeText /Rect [72 760 400 780] /DA (0 g /Helv 12 Tf) "
            "/Contents (Not before noon)",
            ["Not before noon", "Name of the charity", "Its town"],
        ),
        # a high field whose question stands beside its middle
        (
            f"{_FIELD} /Rect [200 560 500 668] /V (Eastlow)",
            ["Name of the charity", "Its town Eastlow"],
        ),
        # several lines: those that are typed, and those that the box makes
        (
            f"{_FIELD} /Rect [72 500 272 600] /V (First line\\nsecond line)",
            ["Name of the charity", "Its town", "First line", "second line"],
        ),
        (
            f"{_FIELD} /Rect [72 500 172 600] /V (A warm room with one long table for all)",
            ["Name of the charity", "Its town", "A warm room with one", "long table for all"],
        ),
    ],
)
def test_what_a_viewer_shows_is_read_where_it_stands(annotation: str, expected: list[str]) -> None:
    assert _lines(annotation) == expected


@pytest.mark.parametrize(
    "annotation",
    [
        f"{_FIELD} /Rect [200 694 400 714]",
        f"{_FIELD} /Rect [200 694 400 714] /V ()",
        f"{_FIELD} /Rect [200 694 400 714] /F 2 /V (hidden)",
        f"{_FIELD} /Rect [200 694 400 714] /F 32 /V (not on screens)",
        f"{_FIELD} /Rect [200 694 400 714] /Ff 8192 /V (password)",
        f"{_FIELD} /Rect [900 694 990 714] /V (off the page)",
        f"{_FIELD} /Rect [200 694 200 694] /V (no room)",
        "/Subtype /Widget /FT /Btn /T (tick) /Rect [200 694 214 708] /V /Yes",
        "/Subtype /Text /Rect [200 694 214 708] /Contents (I doubt this)",
        "/Subtype /Highlight /Rect [72 694 214 708] /Contents (I doubt this)",
        "/Subtype /Link /Rect [72 694 214 708] /Contents (A link)",
    ],
)
def test_comments_ticks_and_what_is_hidden_are_no_text(annotation: str) -> None:
    assert _lines(annotation) == ["Name of the charity", "Its town"]
