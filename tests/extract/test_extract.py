"""Which kind of file a source is, and what is said of a file that is none."""

from __future__ import annotations

import pytest

import documents
from briefing_ingest.errors import SourceError
from briefing_ingest.extract import EXTRACTORS, extract
from briefing_ingest.extract.kinds import MEDIA_TYPES, looks_like
from briefing_ingest.model import Source


def source(path: str) -> Source:
    return Source(id="a-source", path=path)


def test_every_known_extension_has_an_extractor() -> None:
    assert set(MEDIA_TYPES.values()) == set(EXTRACTORS)


@pytest.mark.parametrize(
    ("path", "content", "code", "said"),
    [
        ("empty.txt", b"", "E203", "no bytes"),
        ("empty.pdf", b"", "E203", "no bytes"),
        ("blank.html", b" \r\n\t ", "E203", "white space"),
        ("blank.txt", "\u00a0\u2003\n".encode(), "E203", "white space"),
        ("page.pdf", documents.page_named_pdf(), "E204", "an HTML page"),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n....", "E204", "a PNG picture"),
        ("letter.txt", b"PK\x03\x04....", "E204", "a ZIP archive"),
        ("notes.pdf", b"Just some notes.", "E204", "text"),
        ("zeros.pdf", bytes(4096), "E204", "binary data"),
        ("brief.html", b"%PDF-1.7\n...", "E204", "a PDF"),
        ("cut.pdf", documents.truncated_pdf(), "E205", "PDF"),
        ("header.pdf", b"%PDF-1.7\nand nothing else", "E205", ""),
        ("locked.pdf", documents.encrypted_pdf(), "E206", "password"),
        ("scan.pdf", documents.scanned_pdf(), "E207", "scan"),
        (
            "app.html",
            b"<html><body><div id=root></div><script>go()</script></body></html>",
            "E207",
            "JavaScript",
        ),
        ("rubbish.txt", bytes(range(256)) * 8, "E208", "control characters"),
        ("rubbish.html", bytes(range(256)) * 8, "E208", "control characters"),
        ("table.xlsx", b"PK\x03\x04....", "E209", ".xlsx"),
        ("README", b"text", "E209", "no extension"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(
    path: str, content: bytes, code: str, said: str
) -> None:
    with pytest.raises(SourceError) as raised:
        extract(source(path), content)
    finding = raised.value.finding
    assert finding.code == code
    assert said in finding.cause
    assert finding.fix
    assert finding.source == "a-source"
    assert finding.where is not None
    assert finding.where.path == path


def test_a_scan_is_told_the_remedy() -> None:
    with pytest.raises(SourceError) as raised:
        extract(source("scan.pdf"), documents.scanned_pdf())
    assert "ocrmypdf" in raised.value.finding.fix


def test_a_pdf_may_have_something_before_its_header() -> None:
    content = b"HTTP/1.1 200 OK\r\n\r\n" + documents.one_column_pdf(documents.SAMPLE)
    assert looks_like(content) == "a PDF"
    assert extract(source("saved.pdf"), content).lines


def test_the_extension_counts_in_any_case() -> None:
    assert extract(source("folder.d/BRIEF.TXT"), b"Text\n").media_type == "text/plain"
