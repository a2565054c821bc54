"""Plain text: encodings are told from the bytes, lines tile the raw text, form feeds part pages."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_ingest.extract.encoding import decode
from briefing_ingest.extract.plain import extract_plain
from briefing_ingest.model import RawDocument, Source

TEXT = "Ministers said: “It’s £5 – or more.” A café in Zürich was named.\r\n\r\nSecond paragraph.\n"


def plain(content: bytes) -> RawDocument:
    return extract_plain(Source(id="dump", path="dump.txt"), content)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32-be"), "utf-32-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(content: bytes, encoding: str) -> None:
    raw = plain(content)
    assert raw.text == TEXT
    assert raw.encoding == encoding


def test_windows_1252_pasted_into_utf_8_is_read_as_what_it_is() -> None:
    mixed = "“All” – of it – in UTF-8; ".encode() + "“but not this”".encode("cp1252")
    assert decode(mixed).text == "“All” – of it – in UTF-8; “but not this”"


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        ("Żółw".encode("iso8859-2"), "iso-8859-2", "Żółw"),
        (
            "“Quoted”".encode("cp1252"),
            "ISO-8859-1",
            "“Quoted”",
        ),  # browsers read Latin-1 as Windows-1252
        ("“Quoted”".encode(), "windows-1252", "“Quoted”"),  # valid UTF-8 overrules it
        ("“Quoted”".encode("cp1252"), "utf-8", "“Quoted”"),  # does not decode
        ("“Quoted”".encode("cp1252"), "no-such-encoding", "“Quoted”"),
        (b"plain", "base64", "plain"),
    ],
)
def test_evidence_in_the_bytes_overrules_what_is_declared(
    content: bytes, declared: str, text: str
) -> None:
    assert decode(content, declared).text == text


def test_mojibake_is_left_to_repair() -> None:
    assert plain("itâ€™s\n".encode()).text == "itâ€™s\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one\ntwo", [(1, 1, "one\n"), (1, 2, "two")]),
        ("one\r\n\rtwo\n", [(1, 1, "one\r\n"), (1, 2, "\r"), (1, 3, "two\n")]),
        ("one\n\ftwo\n", [(1, 1, "one\n"), (2, 1, "\ftwo\n")]),
        ("one\ftwo\n", [(1, 1, "one\f"), (2, 1, "two\n")]),
        ("one\n\f\ftwo\n", [(1, 1, "one\n"), (2, 1, "\f"), (3, 1, "\ftwo\n")]),
        ("\fone\n", [(1, 1, "\fone\n")]),
        ("one\n\f", [(1, 1, "one\n"), (1, 2, "\f")]),
    ],
)
def test_lines_and_pages(text: str, lines: list[tuple[int, int, str]]) -> None:
    raw = plain(text.encode())
    assert [(line.page, line.number, line.text) for line in raw.lines] == lines
    assert len(raw.pages) == lines[-1][0]


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("ab \n\r\f\u2028é\U0001f600"), min_size=1).filter(str.strip))
def test_lines_and_pages_tile_the_raw_text(text: str) -> None:
    raw = plain(text.encode())
    assert "".join(line.text for line in raw.lines) == raw.text == text
    assert all(
        raw.text[line.traced.raw_start : line.traced.raw_end] == line.text for line in raw.lines
    )
    assert "".join(raw.text[page.start : page.end] for page in raw.pages) == text


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_decode_to_something(content: bytes) -> None:
    decoded = decode(content)
    codecs.lookup(decoded.encoding)


MARKDOWN = (
    b'---\nlayout: post\ntitle: "On lights"\ndate: 2019-07-25\ntags:\n  - towns\n---\n\nLights '
    b"matter.\n"
)


def test_front_matter_of_markdown_is_facts_and_no_text() -> None:
    raw = extract_plain(Source("a", "seeds/a.md"), MARKDOWN)
    assert [(fact.name, fact.value) for fact in raw.facts] == [
        ("title", "On lights"),
        ("published", "2019-07-25"),
    ]
    assert [line.text for line in raw.lines if not line.role] == ["\n", "Lights matter.\n"]


@pytest.mark.parametrize("path", ["seeds/a.txt", "seeds/a.md"])
def test_a_rule_that_parts_a_text_is_no_front_matter(path: str) -> None:
    raw = extract_plain(Source("a", path), b"---\nLights matter to us all.\n---\nMore.\n")
    assert not any(line.role for line in raw.lines)
