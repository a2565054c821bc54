"""Tags and texts of HTML sources, broken ones included: what is told, where it stands, and that
nothing takes long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_ingest.extract.html.page.tokens import tokenise


class Heard:
    """Writes down what the tokeniser tells."""

    def __init__(self) -> None:
        self.told: list[tuple[object, ...]] = []
        self.spans: list[tuple[int, int]] = []

    def opened(self, tag: str, attributes: dict[str, str], start: int, end: int) -> None:
        self.told.append((tag, attributes))
        self.spans.append((start, end))

    def closed(self, tag: str, start: int, end: int) -> None:
        self.told.append((f"/{tag}",))
        self.spans.append((start, end))

    def said(self, text: str, start: int, end: int) -> None:
        self.told.append((text,))
        self.spans.append((start, end))


def heard(source: str) -> Heard:
    listener = Heard()
    tokenise(source, listener)
    return listener


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "<P Class='a b' ID=x hidden>Hi</P>",
            [("p", {"class": "a b", "id": "x", "hidden": ""}), ("Hi",), ("/p",)],
        ),
        ('<a title="1 > 0" href=/a/>x', [("a", {"title": "1 > 0", "href": "/a/"}), ("x",)]),
        ("<a href=1 href=2>", [("a", {"href": "1"})]),
        ('<a b="1"c="2">', [("a", {"b": "1", "c": "2"})]),
        ('<a title="&lt;b&gt; &amp;c">', [("a", {"title": "<b> &c"})]),
        ("<br/><hr />", [("br", {}), ("hr", {})]),
        ("a<!-- <p> -->b<!doctype html>c<?php x ?>d", [("a",), ("b",), ("c",), ("d",)]),
        ("<!-->a<!-- never closed>b", [("a",), ("b",)]),
        ("<![CDATA[ <p> ]]>a", [("a",)]),
        (
            "Tom &amp; Jerry&#8217;s &nosuch; R&D",
            [("Tom ",), ("&",), (" Jerry",), ("’",), ("s &nosuch; R&D",)],
        ),
        ("&#72;&#105; all", [("Hi",), (" all",)]),
        ("1 < 2 <3 <", [("1 < 2 <3 <",)]),
        ("a</>b</ x>c", [("a",), ("b",), ("c",)]),
        ("<script>a</p>b</SCRIPT >c", [("script", {}), ("a</p>b",), ("/script",), ("c",)]),
        (
            "<title>A <b> &amp; C</title>",
            [("title", {}), ("A <b> ",), ("&",), (" C",), ("/title",)],
        ),
        ("<title>never closed<p>b", [("title", {}), ("never closed",), ("p", {}), ("b",)]),
        ("a <a href='never closed", [("a <a href='never closed",)]),
    ],
)
def test_tags_and_texts_are_told_in_turn(source: str, told: list[tuple[object, ...]]) -> None:
    assert heard(source).told == told


@settings(max_examples=60, deadline=None)
@given(st.text("<>/!-&;\"'= abp#1[]", max_size=40))
def test_places_are_in_order_and_what_is_no_reference_stands_there(source: str) -> None:
    listener = heard(source)
    assert all(0 <= start < end <= len(source) for start, end in listener.spans)
    assert listener.spans == sorted(listener.spans)
    for told, (start, end) in zip(listener.told, listener.spans, strict=True):
        written = source[start:end]
        assert (
            len(told) == 2 or str(told[0]).startswith("/") or written == told[0] or "&" in written
        )


@pytest.mark.parametrize(
    "part", ["<a ", "<a b='", '<a b="x', "<!--", "<![CDATA[", "</", "&", "<title>", "<style>", "<"]
)
def test_time_stays_in_proportion_to_the_length(part: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        heard(part * count)
        return time.process_time() - start

    seconds(1000)
    assert seconds(40_000) < 2
