"""What files are told by, on both sides of the numbers that decide: kinds, encodings, feeds, front
matter."""

from __future__ import annotations

import pytest

from briefing_ingest.extract.encoding import decode, is_rubbish
from briefing_ingest.extract.feed.entry import is_whole
from briefing_ingest.extract.feed.sources import looks_like_feed
from briefing_ingest.extract.kinds import looks_like
from briefing_ingest.extract.plain import extract_plain
from briefing_ingest.model import Source


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"x" * 1019 + b"%PDF-", "a PDF"),
        (b"x" * 1020 + b"%PDF-", "text"),  # readers look at 1024 bytes
        (b"x" * 1024 + b"\x00", "text"),
        (b"x" * 1023 + b"\x00", "binary data"),
        *[(b"x" + bytes([byte]), "text") for byte in (0x09, 0x0A, 0x0C, 0x0D, 0x20, 0x7F, 0xFF)],
        *[(b"x" + bytes([byte]), "binary data") for byte in (0, 0x08, 0x0B, 0x0E, 0x10, 0x12)],
        *[(b"x" + bytes([byte]), "binary data") for byte in (0x18, 0x1A, 0x1F, 0x04, 0x05, 0x06)],
        (b"GIF8x", "a GIF picture"),
        (b"xGIF8", "text"),
        (b"<!-- x --><HTML>", "an HTML page"),
    ],
)
def test_what_the_first_bytes_look_like(content: bytes, kind: str) -> None:
    assert looks_like(content) == kind


@pytest.mark.parametrize(
    ("controls", "characters", "rubbish"),
    [
        (0, 1, False),
        (4, 40, False),  # few of them: one in ten
        (4, 39, True),
        (5, 250, False),  # more: one in fifty
        (5, 249, True),
    ],
)
def test_what_is_no_text(controls: int, characters: int, rubbish: bool) -> None:
    assert is_rubbish("\x01" * controls + "x" * (characters - controls)) == rubbish


@pytest.mark.parametrize(
    ("zeros", "letters", "encoding"),
    [
        # more than three in five of the high bytes are zero, fewer than one in ten of the low ones
        (61, 0, "utf-16-le"),
        (60, 0, "utf-8"),
        (100, 9, "utf-16-le"),
        (100, 10, "utf-8"),
    ],
)
def test_zero_bytes_tell_of_utf_16(zeros: int, letters: int, encoding: str) -> None:
    high = [0] * zeros + [1] * (100 - zeros)
    low = [0] * letters + [65] * (100 - letters)
    # each two bytes are a character, and each column of four is one of the two halves
    content = bytes(byte for n in range(100) for byte in (low[n], high[n]) * 2)
    assert decode(content).encoding == encoding


def test_a_hundred_thousand_bytes_tell_of_an_encoding() -> None:
    wide = "a".encode("utf-16-le")
    assert decode(wide * 50_000 + b"aa" * 100_000).encoding == "utf-16-le"
    assert decode(wide * 28_000 + b"aa" * 100_000).encoding == "utf-8"


ESSAY = "lamps "


@pytest.mark.parametrize(
    ("text", "stated", "whole"),
    [
        (ESSAY * 30, True, True),
        (ESSAY * 29, True, False),
        (ESSAY * 150, False, True),
        (ESSAY * 149, False, False),
        (ESSAY * 30 + "[…]", True, False),
        (ESSAY * 30 + "… " + ESSAY, True, True),
        # the end has 200 characters
        (ESSAY * 30 + "read more" + " x" * 40, True, False),
        (ESSAY * 30 + "read more" + " x" * 41, True, True),
    ],
)
def test_what_a_whole_essay_is(text: str, stated: bool, whole: bool) -> None:
    assert is_whole(text, stated=stated) == whole


@pytest.mark.parametrize(("before", "feed"), [(3900, True), (4000, False)])
def test_the_root_of_a_feed_stands_within_4000_bytes(before: int, feed: bool) -> None:
    content = f"<?xml version='1.0'?><!--{'x' * (before - 28)}--><rss version='2.0'><channel>"
    assert looks_like_feed(content.encode()) == feed


@pytest.mark.parametrize(("lines", "facts"), [(60, 1), (61, 0)])
def test_front_matter_has_sixty_lines(lines: int, facts: int) -> None:
    text = "---\ntitle: Lamps\n" + "# so\n" * (lines - 3) + "---\nText\n"
    raw = extract_plain(Source("a", "a.md"), text.encode())
    assert len(raw.facts) == facts
