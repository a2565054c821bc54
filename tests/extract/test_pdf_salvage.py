"""Files that are cut off or damaged: the pages that are whole are read, and the others are
named."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

import pytest
from fpdf import FPDF

import documents
from briefing_ingest.errors import SourceError
from briefing_ingest.extract.pdf.read import extract_pdf
from briefing_ingest.extract.pdf.salvage import salvaged
from briefing_ingest.model import RawDocument, Source

TEXT = (
    "The courts heard on page {} that trust grows slowly and is lost in a day by those who were "
    "not asked"
)


def pages(count: int) -> bytes:
    """A report of so many pages, each of them with sentences of its own."""
    paper = FPDF(unit="pt", format="A4")
    for number in range(1, count + 1):
        paper.add_page()
        paper.set_font("Helvetica", size=10)
        for row in range(20):
            paper.text(50, 100 + 14 * row, f"{TEXT.format(number)} {row}")
    return bytes(paper.output())


def written(objects: list[bytes]) -> bytes:
    """A PDF without table and trailer, as the start of a longer file is."""
    return b"%PDF-1.5\n" + b"".join(
        b"%d 0 obj\n%s\nendobj\n" % item for item in enumerate(objects, start=1)
    )


def stream(text: bytes, head: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(text), text)


def drawn(text: str) -> bytes:
    return stream(f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode())


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
PAGE = b"<< /Type /Page /Parent 1 0 R /Contents %d 0 R /Resources << /Font << /F1 %d 0 R >> >> >>"
TREE = b"<< /Type /Pages /MediaBox [0 0 595 842] /Count 3 /Kids [3 0 R 9 0 R 5 0 R] >>"


def read(content: bytes) -> RawDocument:
    return extract_pdf(Source(id="brief", path="brief.pdf"), content)


def read_or_refused(content: bytes) -> RawDocument | None:
    """What is read; None if the file is refused as damaged. Anything else that is raised is a
    fault."""
    try:
        return read(content)
    except SourceError as refused:
        if refused.finding.code != "E205":
            raise
        return None


def said(raw: RawDocument) -> list[tuple[str, str, str]]:
    return [(finding.code, finding.severity, finding.cause) for finding in raw.findings]


def test_of_a_file_that_is_cut_off_the_whole_pages_are_read_and_the_lost_ones_named() -> None:
    content = pages(10)
    raw = read(content[: int(0.6 * len(content))])
    kept = {line.page for line in raw.lines}
    assert 4 <= len(kept) < 10
    for number in kept:
        assert TEXT.format(number) in raw.text
    ((code, severity, cause),) = said(raw)
    assert (code, severity) == ("E213", "warning")
    assert f"Pages {max(kept) + 1} to 10 of 10 are lost." in cause
    assert raw.findings[0].where is not None
    assert raw.findings[0].where.page == max(kept) + 1
    assert "again" in raw.findings[0].fix


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.999])
def test_wherever_a_file_is_cut_what_is_read_is_right_or_it_is_refused(share: float) -> None:
    content = pages(6)
    raw = read_or_refused(content[: int(share * len(content))])
    if raw is None:
        return
    assert said(raw)
    for line in raw.lines:
        assert line.text.startswith(TEXT.format(line.page))


def test_a_lost_page_in_the_middle_keeps_its_number() -> None:
    objects = [
        TREE,
        FONT,
        PAGE % (4, 2),
        drawn("Trust grows slowly"),
        PAGE % (6, 2),
        drawn("and is lost in a day"),
    ]
    raw = read(written(objects))
    assert [(line.page, line.text.strip()) for line in raw.lines] == [
        (1, "Trust grows slowly"),
        (3, "and is lost in a day"),
    ]
    assert "Page 2 of 3 is lost." in said(raw)[0][2]


def test_objects_packed_in_a_stream_are_found() -> None:
    packed = [(3, PAGE % (4, 2)), (5, PAGE % (6, 2)), (2, FONT)]
    starts = [sum(len(text) + 1 for _, text in packed[:at]) for at in range(len(packed))]
    table = (
        b" ".join(
            b"%d %d" % (number, start) for (number, _), start in zip(packed, starts, strict=True)
        )
        + b"\n"
    )
    folded = zlib.compress(table + b" ".join(text for _, text in packed))
    head = b"/Type /ObjStm /N 3 /First %d /Filter /FlateDecode" % len(table)
    null = b"null"
    objects = [TREE, null, null, drawn("Trust grows"), null, drawn("slowly"), stream(folded, head)]
    assert [line.text.strip() for line in read(written(objects)).lines] == ["Trust grows", "slowly"]


def test_a_page_lacking_its_contents_is_lost() -> None:
    objects = [TREE, FONT, PAGE % (4, 2), drawn("Trust grows slowly"), PAGE % (77, 2)]
    assert "Pages 2 to 3 of 3 are lost." in said(read(written(objects)))[0][2]


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        (TEXT.format(1), True),
        ("Sgd bntqsr gdzqc nm ozfd xqr sgzs sqtrs fqnvr rknvkx zmc hr knrs hm z czx", False),
    ],
)
def test_without_its_fonts_a_page_is_read_only_if_its_letters_make_words(
    text: str, is_read: bool
) -> None:
    content = written([TREE, b"null", PAGE % (4, 88), drawn(text)])
    if is_read:
        raw = read(content)
        assert raw.lines[0].text.strip() == text
        assert "fonts of page 1 are lost" in said(raw)[0][2]
    else:
        with pytest.raises(SourceError, match="E205"):
            read(content)


def test_where_the_page_tree_is_lost_the_pages_stand_in_the_order_of_the_file() -> None:
    objects = [
        b"<< /Lost true >>",
        FONT,
        PAGE % (4, 2),
        drawn("Trust grows slowly"),
        PAGE % (6, 2),
        drawn("in court"),
    ]
    raw = read(written(objects))
    assert [(line.page, line.text.strip()) for line in raw.lines] == [
        (1, "Trust grows slowly"),
        (2, "in court"),
    ]
    assert "What followed page 2 is lost" in said(raw)[0][2]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content.replace(b"/Count 3", b"/Count 213804087"),
        lambda content: content.replace(b"/Kids [3 0 R", b"/Kids [1 0 R 3 0 R"),
        lambda content: content.replace(b"/Parent 1 0 R", b"/Parent 3 0 R"),
        lambda content: content.replace(b"/Length", b"/Lxngth"),
        lambda content: content.replace(b"endobj", b""),
    ],
)
def test_hostile_claims_cost_no_more_than_their_page(spoil: Callable[[bytes], bytes]) -> None:
    objects = [
        TREE,
        FONT,
        PAGE % (4, 2),
        drawn("Trust grows slowly"),
        PAGE % (6, 2),
        drawn("and is lost in a day"),
    ]
    raw = read_or_refused(spoil(written(objects)))
    if raw:
        assert "Trust grows slowly" in raw.text
        assert len(raw.pages) < 10


def test_an_object_stream_that_unfolds_without_end_is_bounded() -> None:
    bomb = stream(
        zlib.compress(b"33 0 " + bytes(2**26)), b"/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode"
    )
    objects = [TREE, FONT, PAGE % (4, 2), drawn("Trust grows slowly"), b"null", bomb]
    assert salvaged(written(objects)) is not None


def test_encrypted_files_that_are_cut_off_are_refused() -> None:
    content = documents.encrypted_pdf()
    assert salvaged(content) is None
    with pytest.raises(SourceError, match=r"E20[56]"):
        read(content[: content.rindex(b"trailer")])


def test_a_file_with_a_later_version_of_an_object_shows_the_later() -> None:
    objects = [TREE, FONT, PAGE % (4, 2), drawn("First thoughts")]
    content = written(objects) + b"4 0 obj\n%s\nendobj\n" % drawn("Second thoughts")
    assert "Second thoughts" in read(content).text


def test_whole_files_are_not_searched_for_objects() -> None:
    content = pages(3)
    assert said(read(content)) == []
    assert said(read(re.sub(rb"%%EOF\s*$", b"%%EOF\n" + b"\0" * 500, content))) == []


def without_header(content: bytes) -> bytes:
    """``content`` as PDFium refuses it and pdfplumber reads it."""
    return content.replace(b"%PDF", b"%XXX", 1)


def without_entry(content: bytes, number: int) -> bytes:
    """``content`` with a table of objects that calls object ``number`` deleted."""
    before, _, table = content.rpartition(b"\nxref\n")
    section, *entries = table.split(b"\n")
    entries[number] = b"0000000000 65535 f "
    return before + b"\nxref\n" + b"\n".join([section, *entries])


@pytest.mark.parametrize("lost", ["page", "text of a page"])
def test_text_that_salvage_finds_is_not_lost_to_pdfplumber(lost: str) -> None:
    content = pages(3)
    page = int(re.findall(rb"(\d+) 0 obj\n<<\n/Contents", content)[0])
    damaged = without_header(without_entry(content, page if lost == "page" else page + 1))
    raw = read(damaged)
    for number in (1, 2, 3):
        assert TEXT.format(number) in raw.text
    assert said(raw) == [
        ("E213", "warning", "The file is damaged. The text of all its pages was found.")
    ]


def test_an_object_stream_that_does_not_say_where_its_objects_begin_is_passed_over() -> None:
    objects = [TREE, FONT, PAGE % (4, 2), drawn("Trust grows slowly")]
    objects += [stream(b"7 0 << >>", b"/Type /ObjStm /N 1")]
    assert "Trust grows slowly" in read(written(objects)).text
