"""Files that hold a saved page: MHTML as browsers write it, web archives of one page."""

from __future__ import annotations

import base64
import gzip
import quopri
import zlib
from collections.abc import Callable

import pytest

from briefing_ingest.errors import SourceError
from briefing_ingest.extract import extract
from briefing_ingest.model import RawDocument, Source

PROSE = [
    f"The café on island {n} has been open since the spring — and those who live there say that "
    f"they meet more often than before; the harbour office counted {n * 9} guests in a week."
    for n in range(2, 7)
]
URL = "https://harbour.example/ferries"


def page(charset: str = "utf-8") -> bytes:
    paragraphs = "".join(f"<p>{text}</p>" for text in PROSE)
    return (
        f'<html><head><title>Ferries</title></head><body><nav><a href="/">Home</a></nav>'
        f'<article><h1>Ferries to the islands</h1>{paragraphs}<p><a href="/more">More on '
        f"ferries</a> stands elsewhere.</p></article></body></html>"
    ).encode(charset)


def read(content: bytes, path: str = "page.mhtml") -> RawDocument:
    return extract(Source(id="page", path=path), content)


def assert_holds_the_page(raw: RawDocument, place: str) -> None:
    kept = [line for line in raw.lines if not line.is_outside]
    assert [line.text.strip() for line in kept if line.text.strip() in PROSE] == PROSE
    assert all(line.path.startswith(f"{place}/html[1]/") for line in raw.lines)
    assert [fact.value for fact in raw.facts if fact.name == "url"] == [URL]
    linked = {link.url for line in raw.lines for link in line.links}
    assert linked == {"https://harbour.example/", "https://harbour.example/more"}
    for line in raw.lines:
        for piece in line.traced.pieces:
            assert piece.repairs or raw.text[piece.raw_start : piece.raw_end] == piece.text


TRANSFERS: dict[str, Callable[[bytes], bytes]] = {
    "quoted-printable": quopri.encodestring,
    "base64": base64.encodebytes,
    "8bit": lambda body: body,
}


def mhtml(
    body: bytes, transfer: str, *, line_end: bytes = b"\r\n", charset: str = "utf-8"
) -> bytes:
    head = (
        "From: <Saved by Blink>\n"
        f"Snapshot-Content-Location: {URL}\n"
        "Subject: Ferries\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="--x"\n\n'
        "----x\nContent-Type: text/css\nContent-Location: cid:css@mhtml\n\np { color: red }\n"
        f'----x\nContent-Type: text/html; charset="{charset}"\n'
        f"Content-Transfer-Encoding: {transfer}\nContent-Location: {URL}\n\n"
    ).encode()
    return (head + TRANSFERS[transfer](body) + b"\n----x--\n").replace(b"\n", line_end)


@pytest.mark.parametrize("transfer", TRANSFERS)
@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
@pytest.mark.parametrize("name", ["a.mht", "a.MHTML", "a.html"])
def test_mhtml_is_read_as_the_page_it_holds(
    transfer: str, line_end: bytes, charset: str, name: str
) -> None:
    content = mhtml(page(charset), transfer, line_end=line_end, charset=charset)
    assert_holds_the_page(read(content, name), "part[2]")


def test_a_message_of_one_part_is_read_too() -> None:
    head = f"From: <Saved by a browser>\nContent-Location: {URL}\nMIME-Version: 1.0\n"
    head += "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    assert_holds_the_page(read(head.encode() + base64.encodebytes(page())), "part[1]")


def test_the_root_part_comes_before_other_pages() -> None:
    content = mhtml(page(), "8bit").replace(
        b"----x\r\nContent-Type: text/css",
        b"----x\r\nContent-Type: text/html\r\n\r\n<p>A frame with an advert</p>\r\n"
        b"----x\r\nContent-Type: text/css",
    )
    content = content.replace(b'type="text/html";', b'type="text/html"; start="<root@x>";')
    content = content.replace(b"Content-Transfer", b"Content-ID: <root@x>\r\nContent-Transfer")
    assert_holds_the_page(read(content), "part[3]")


def record(kind: str, body: bytes, http: str = "", url: str = URL, code: str = "200 OK") -> bytes:
    media = "application/http; msgtype=response" if kind == "response" else "text/html"
    if kind == "response":
        body = f"HTTP/1.1 {code}\r\n{http}\r\n".encode() + body
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{url}>\r\n"
    head += f"Content-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


HTML = "Content-Type: text/html; charset=utf-8\r\n"
INFO = b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 5\r\n\r\nx: y\n\r\n\r\n"
PICTURE = record("response", b"\x89PNG\r\n", "Content-Type: image/png\r\n", f"{URL}.png")
MOVED = record("response", b"", "Location: /ferries\r\n", "https://harbour.example/", "301 Moved")
CHUNKED = b"".join(
    f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (page()[:700], page()[700:])
)
PAGES = {
    "plain": record("response", page(), HTML),
    "chunked": record("response", CHUNKED + b"0\r\n\r\n", f"{HTML}Transfer-Encoding: chunked\r\n"),
    "gzip": record("response", gzip.compress(page()), f"{HTML}Content-Encoding: gzip\r\n"),
    "deflate": record("response", zlib.compress(page()), f"{HTML}Content-Encoding: deflate\r\n"),
    "unpacked": record(
        "response", page(), f"{HTML}Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
    ),
    "resource": record("resource", page()),
}


@pytest.mark.parametrize("held", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_of_one_page_is_read_as_that_page(held: bytes, packed: bool) -> None:
    records = [INFO, MOVED, PICTURE, held]
    if packed:
        content, name = b"".join(map(gzip.compress, records)), "a.warc.gz"
    else:
        content, name = b"".join(records), "a.warc"
    assert_holds_the_page(read(content, name), "record[4]")


def test_of_a_page_saved_twice_the_last_is_read() -> None:
    old = record("response", b"<p>An older state of the page</p>", HTML)
    assert_holds_the_page(read(old + PAGES["plain"], "a.warc"), "record[2]")


SECOND = record("response", page(), HTML, f"{URL}/2")
NESTED = b"".join(
    b'Content-Type: multipart/related; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)
)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.warc", PAGES["plain"] + SECOND, "E209"),
        ("a.warc", INFO + PICTURE, "E207"),
        ("a.warc", PAGES["plain"][:-900], "E204"),
        ("a.warc", b"Just some text.\n", "E204"),
        ("a.warc", b"WARC/1.0\r\nContent-Length: 9" + b"9" * 50 + b"\r\n\r\n", "E204"),
        ("a.warc.gz", gzip.compress(PAGES["plain"], mtime=0)[:-40], "E204"),
        ("a.warc.gz", gzip.compress(b"Just some text.\n", mtime=0), "E204"),
        ("a.gz", gzip.compress(PAGES["plain"], mtime=0), "E209"),
        ("a.mht", b"Just some text.\n", "E209"),
        ("a.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "E207"),
        ("a.mht", mhtml(b"", "8bit"), "E207"),
        ("a.mht", NESTED, "E204"),
    ],
)
def test_what_holds_no_single_page_is_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(content, name)
    assert refused.value.finding.code == code


@pytest.mark.parametrize("packed", ["body", "archive"])
def test_what_unpacks_to_more_than_any_page_has_is_refused(packed: str) -> None:
    bomb = b"<p>" + b" " * 100_000_001
    if packed == "body":
        http = f"{HTML}Content-Encoding: gzip\r\n"
        content, name = record("response", gzip.compress(bomb, mtime=0), http), "a.warc"
    else:
        content, name = gzip.compress(record("response", bomb, HTML)), "a.warc.gz"
    with pytest.raises(SourceError, match="more than 100 MB"):
        read(content, name)


def test_a_page_under_the_name_of_a_saved_one_is_read_as_a_page() -> None:
    raw = extract(Source(id="page", path="a.mht"), page())
    assert any(line.text.strip() == PROSE[0] for line in raw.lines)
    assert raw.lines[0].path.startswith("/html[1]")
