"""How well a source was read: both sides of everything that speaks against a reading."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from fpdf import FPDF
from PIL import Image

from briefing_ingest.cells import cells_of
from briefing_ingest.errors import SourceError
from briefing_ingest.model import Block, CellSpan, Source
from briefing_ingest.notices import doubts
from briefing_ingest.outcome import Outcome
from briefing_ingest.pipeline import read_source
from briefing_ingest.reading import Counts, counts_of, judged, table_doubt
from briefing_ingest.traced import TracedText

SOUND = Counts(
    words=1000,
    left_out=(),
    characters=6000,
    unmapped=0,
    pages=10,
    bare_pages=(),
    promise=None,
    expected_words=0,
    tables=0,
    doubtful_tables=(),
)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "good"),
        ({"bare_pages": (3,)}, "check"),
        ({"bare_pages": (1, 2, 3, 4, 5)}, "check"),
        ({"bare_pages": (1, 2, 3, 4, 5, 6)}, "poor"),
        ({"unmapped": 12}, "good"),
        ({"unmapped": 13}, "check"),
        ({"unmapped": 120}, "check"),
        ({"unmapped": 121}, "poor"),
        ({"promise": 91}, "good"),
        ({"promise": 90}, "check"),
        ({"promise": 70}, "check"),
        ({"promise": 69}, "poor"),
        ({"promise": 95, "expected_words": 1250}, "good"),
        ({"promise": 95, "expected_words": 1251}, "check"),
        ({"promise": 95, "expected_words": 800}, "good"),
        ({"promise": 95, "expected_words": 799}, "check"),
        ({"tables": 2, "doubtful_tables": ("most of its cells are empty",)}, "check"),
    ],
    ids=str,
)
def test_a_verdict_has_its_reasons(changes: dict[str, Any], verdict: str) -> None:
    judgement = judged(SOUND._replace(**changes))
    assert judgement.verdict == verdict
    assert bool(judgement.reasons) == (verdict != "good")


def table(text: str, *spans: tuple[int, int, int, int]) -> Block:
    traced = TracedText.copied(text, 0)
    return Block(
        "table", traced, cells=cells_of(text), spans=tuple(CellSpan(*span) for span in spans)
    )


YEARS = "Area\t2019\t2020\nNorth\t5\t6\nSouth\t7\t8\nEast\t9\t10"


@pytest.mark.parametrize(
    ("made", "doubt"),
    [
        (table(YEARS), ""),
        (
            table(YEARS.replace("5\t6", "5 6\t").replace("7\t8", "7 8\t")),
            "some of its cells hold two figures",
        ),
        (table(YEARS.replace("North", "North of 5 6")), ""),
        (table("a\t\t\t\nb\t\t\t\nc\t\tx\ty"), "most of its cells are empty"),
        (table("a\t\t\t\nb\tv\tw\t\nc\t\tx\ty"), ""),
        (table("a\t\t\nb\t\t"), ""),  # too small to say
        (table("a\t\t\t\nb\tv\t\t\nc\t\tx\t", (0, 0, 1, 4)), ""),
    ],
    ids=str,
)
def test_a_table_may_be_cut_in_wrong_places(made: Block, doubt: str) -> None:
    assert table_doubt(made).startswith(doubt)
    assert bool(table_doubt(made)) == bool(doubt)


def paper(*pages: tuple[str, int]) -> bytes:
    """A PDF whose pages have a text and a picture of that height in points, as wide as the page."""
    sheet = FPDF(unit="pt", format=(400, 600))
    sheet.set_font("Helvetica", size=10)
    picture = BytesIO()
    Image.new("L", (4, 4), 128).save(picture, "PNG")
    for text, height in pages:
        sheet.add_page()
        if height:
            sheet.image(picture, 0, 600 - height, 400, height)
        for row, start in enumerate(range(0, len(text), 60)):
            sheet.text(40, 60 + 13 * row, text[start : start + 60])
    return bytes(sheet.output())


PROSE = "The ferry crosses the estuary nine times a day and carries all who ask for it. " * 6


@pytest.mark.parametrize(
    ("pages", "bare"),
    [
        ([(PROSE, 0), (PROSE, 0)], ()),
        ([(PROSE, 0), ("Figure 2", 300)], (2,)),
        ([(PROSE, 0), ("Figure 2", 200)], ()),
        ([(PROSE, 0), (PROSE, 300)], ()),
        ([(PROSE, 0), ("", 600)], (2,)),
    ],
)
def test_pages_that_are_mostly_pictures_are_counted(
    pages: list[tuple[str, int]], bare: tuple[int, ...]
) -> None:
    counts = counts_of(read_source(Source("a", "a.pdf"), paper(*pages)))
    assert (counts.pages, counts.bare_pages) == (2, bare)


def test_a_doubtful_reading_is_a_finding_with_its_reasons() -> None:
    source = Source("a", "a.pdf")
    found = [
        doubts([Outcome(source, read_source(source, paper(*pages)))])
        for pages in (
            [(PROSE, 0), (PROSE, 0)],
            [(PROSE, 0), ("", 600)],
            [(PROSE, 0), ("", 600), ("", 600)],
        )
    ]
    assert [[(f.code, f.severity) for f in findings] for findings in found] == [
        [],
        [("N620", "notice")],
        [("N620", "warning")],
    ]
    assert "some of its pages are pictures" in found[1][0].cause


def test_a_source_without_a_text_has_no_verdict() -> None:
    source = Source("a", "a.pdf")
    with pytest.raises(SourceError):
        read_source(source, paper(("", 600)))
    assert doubts([Outcome(source)]) == []


PARAGRAPHS = (
    "The ferry crosses the estuary nine times a day, and since the spring it has carried more "
    "people in a week than the bridge upstream, according to the harbour master.",
    "Passengers were counted in May by volunteers, who stood on both banks from six in the morning "
    "until the last crossing and wrote down the purpose of each journey.",
    "Most of them went to work or to school. One in five said that they would not have travelled "
    "at all without it, and half of those were older than seventy.",
    "The council pays for two of the crossings; the others are paid for by the fares, which have "
    "not been raised for eleven years and which children do not pay.",
    "A second boat would cost less than the repairs that the bridge is waiting for, the report "
    "says, but it could not be used in the months when the river is in flood.",
)
PAGE = """<!DOCTYPE html><html><body><nav><a href="/">Home</a><a href="/news">News</a></nav>
<article><h1>The ferry and its timetable</h1>{}</article>
<aside><h2>Most read</h2><ul><li>Nine ways to cross</li></ul></aside></body></html>"""


def test_the_promise_of_a_plain_article_is_high() -> None:
    content = PAGE.format("".join(f"<p>{text}</p>" for text in PARAGRAPHS))
    counts = counts_of(read_source(Source("a", "a.html"), content.encode()))
    assert counts.promise is not None
    assert counts.promise > 90
    assert 0.8 < counts.expected_words / counts.words < 1.2
    assert [item.reason for item in counts.left_out if "navigation" in item.reason]
    assert judged(counts).verdict == "good"
