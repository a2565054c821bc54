"""Texts that a page holds in its source and does not show: JSON-LD, frames, what is for no scripts."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from typing import Any

import pytest

from briefing_ingest.errors import SourceError
from briefing_ingest.extract.html.read import extract_html
from briefing_ingest.model import RawDocument, Source

PROSE = [
    f"The “ferry” to island {n} & its pier have been repaired since the spring, and those who live "
    f"there say that they reach a doctor sooner than before; the office counted {n * 9} trips."
    for n in range(2, 6)
]
FRAME = '<header><a href="/">Harbour Watch</a></header><div id="app"></div><footer>{}</footer>'


def read(head: str, body: str = "") -> RawDocument:
    frame = FRAME.format("<p>Harbour Watch is a charity.</p>")
    markup = f"<!DOCTYPE html><html><head><title>Ferries</title>{head}</head><body>{frame}{body}"
    return extract_html(Source(id="page", path="page.html"), f"{markup}</body></html>".encode())


def kept(raw: RawDocument) -> list[str]:
    return [line.text.strip() for line in raw.lines if not line.is_outside]


def assert_traced(raw: RawDocument) -> None:
    """Copies equal their source, and pieces go forward."""
    at = 0
    for line in raw.lines:
        for piece in line.traced.pieces:
            assert at <= piece.raw_start <= piece.raw_end
            at = piece.raw_end
            assert piece.repairs or raw.text[piece.raw_start : piece.raw_end] == piece.text


ARTICLE = {"@type": "NewsArticle", "headline": "Ferries"}
BODIES = {
    "lines": "\n".join(PROSE),
    "empty lines": "\r\n\r\n".join(PROSE),
    "paragraphs": "".join(f"<p>{html.escape(text)}</p>" for text in PROSE),
    "divisions": "".join(f"<div>{html.escape(text)}</div>\n" for text in PROSE),
    "references": "\n".join(map(html.escape, PROSE)),
}
HOLDERS: dict[str, Callable[[Any], Any]] = {
    "object": lambda article: article,
    "array": lambda article: [{"@type": "Organization"}, article],
    "graph": lambda article: {"@context": "https://schema.org", "@graph": [article]},
    "main entity": lambda article: {"@type": "WebPage", "mainEntity": article},
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("escaped", [True, False])
def test_the_body_of_json_ld_is_the_last_resort(body: str, holder: str, escaped: bool) -> None:
    data = HOLDERS[holder]({**ARTICLE, "articleBody": body})
    written = json.dumps(data, ensure_ascii=escaped, indent=1)
    raw = read(f'<script type="application/ld+json">{written}</script>')
    assert kept(raw) == PROSE
    assert_traced(raw)


@pytest.mark.parametrize("quote", ['"', "'"])
def test_the_page_of_a_frame_is_the_last_resort(quote: str) -> None:
    inner = "".join(f"<p>{html.escape(text)}</p>" for text in PROSE)
    written = html.escape(f"<article><h1>Ferries to the islands</h1>{inner}</article>")
    raw = read("", f"<iframe width=9 srcdoc={quote}{written}{quote}></iframe>")
    assert kept(raw) == ["Ferries to the islands", *PROSE]
    assert_traced(raw)
    assert all("/@srcdoc/" in line.path for line in raw.lines if not line.is_outside)


def test_what_stands_there_for_no_scripts_is_the_last_resort() -> None:
    inner = "".join(f"<p>{html.escape(text)}</p>" for text in PROSE)
    raw = read("", f"<noscript><div>{inner}</div></noscript>")
    assert kept(raw) == PROSE
    assert_traced(raw)


def test_a_page_with_a_text_of_its_own_is_read_as_it_shows() -> None:
    data = json.dumps({**ARTICLE, "articleBody": "Hidden words of another text. " * 40})
    shown = "".join(f"<p>{html.escape(text)}</p>" for text in PROSE)
    raw = read(f'<script type="application/ld+json">{data}</script>', f"<article>{shown}</article>")
    assert not any("Hidden words" in line.text for line in raw.lines)


DEEP = '{"@graph":' * 50_000


@pytest.mark.parametrize(
    "written",
    [
        "",
        "{",
        '{"articleBody": 3}',
        '{"articleBody": "Too short."}',
        '[{"articleBody":',
        DEEP,
        "[" * 50_000,
    ],
    ids=["nothing", "open", "number", "short", "cut off", "deep objects", "deep arrays"],
)
def test_broken_or_useless_json_ld_is_passed_over(written: str) -> None:
    raw = read(f'<script type="application/ld+json">{written}</script>')
    assert not any("articleBody" in line.path for line in raw.lines)


def test_a_plea_for_scripts_is_no_text() -> None:
    said = "Please enable JavaScript to read this page. " * 12
    with pytest.raises(SourceError, match="no text of its own"):
        read("", f"<noscript><p>{said}</p></noscript>")
