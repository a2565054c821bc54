"""Headings of pages with geometry: what is one, and what only looks like one."""

from __future__ import annotations

import pytest

from briefing_ingest.model import Box, Line
from briefing_ingest.structure.headings.headings import contents_pages, find_headings
from briefing_ingest.structure.paragraphs import group_lines
from briefing_ingest.traced import TracedText
from set_lines import reset, set_line

PROSE = (
    "The commissioner said that the figures were better than those of any year since records began"
)


def line(text: str, top: int, *, size: int = 10, bold: bool = False, gap: int = 30) -> Line:
    box = Box(6000, top * 100, 6000 + 45 * size * len(text), (top + size) * 100)
    return set_line(
        TracedText.copied(text + "\n", top * 1000), 1, top, box, size * 100, bold, gap=gap
    )


def headings(*lines: Line) -> list[str]:
    body = (line(PROSE, 300), line(PROSE, 312), line(PROSE + ".", 324))
    groups = find_headings(group_lines((*lines, *body)))
    return [" ".join(group.text.split()) for group in groups if group.kind == "heading"]


@pytest.mark.parametrize(
    "heading",
    [
        line("Supporting victims", 270, size=14),
        line("Supporting victims", 270, bold=True),
        line("What do victims want?", 270, bold=True),
        line("Aims and objectives:", 270, bold=True),
        line("4.3.1   Instruction", 270, bold=True, gap=300),
    ],
)
def test_headings(heading: Line) -> None:
    assert headings(heading) == [" ".join(heading.text.split())]


@pytest.mark.parametrize(
    "other",
    [
        line("Table 22: Laws with clauses", 270, bold=True),
        line("FIGURE 4.2. Capacity by year", 270, bold=True),
        line("Annual report              7", 30, size=11, bold=True, gap=900),
        line("Annual report", 30, bold=True),
        line("June 2023", 270, size=14),
        line("This sentence is in bold type.", 270, bold=True),
        line("and goes on in larger type", 270, size=12),
    ],
)
def test_what_is_no_heading(other: Line) -> None:
    assert headings(other) == []


def test_numbered_capitals_are_a_heading() -> None:
    assert headings(line("II. WHAT VICTIMS WANT", 270)) == ["II. WHAT VICTIMS WANT"]
    assert headings(line("WHAT VICTIMS WANT", 270)) == []


def test_bold_words_that_begin_a_paragraph_are_no_heading() -> None:
    assert (
        headings(line("Spending by card: the", 276, bold=True), line("figures for every year", 288))
        == []
    )
    assert (
        headings(line("Spending by card", 270, bold=True), line("The figures for every year", 288))
        != []
    )


def test_the_number_of_a_chapter_belongs_to_its_title() -> None:
    assert headings(line("4", 220, size=24), line("Basis fields", 260, size=20)) == [
        "4 Basis fields"
    ]


def test_contents_have_no_headings() -> None:
    entries = [
        line(f"Section {n} of the report {10 * n}", 100 + 12 * n, gap=800) for n in range(1, 6)
    ]
    assert contents_pages(entries) == {1}
    assert not contents_pages([reset(entry, gap=30) for entry in entries])


def test_a_heading_below_a_numbered_one_is_a_heading_of_its_own() -> None:
    numbered = [
        line("2. Practice and Discretion", 270, bold=True),
        line("Language and Bias", 282, bold=True),
    ]
    assert headings(*numbered) == ["2. Practice and Discretion", "Language and Bias"]
    long = [line("2. " + PROSE[:88], 270, bold=True), line("Those of Records", 282, bold=True)]
    assert headings(*long) == [" ".join(part.text.strip() for part in long)]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Structure of the", "Plan", True),
        ("Open data: radically", "opening up what is kept", True),
        ("Reports for 2009/10", "& 2010/11", True),
        ("Foreword", "Introduction", False),
        ("Online", "www.example.org", False),
    ],
)
def test_a_heading_goes_on_where_its_words_need_more(first: str, second: str, whole: bool) -> None:
    # the second stands in another region, as the first line of a page often does
    found = headings(line(first, 250, size=16), reset(line(second, 272, size=16), column=1))
    assert found[0] == (f"{first} {second}" if whole else first)


def recurring(*texts: str) -> list[str]:
    """The headings of pages that each have one of the texts above two lines of prose."""
    lines: list[Line] = []
    for page, text in enumerate(texts, start=1):
        made = (line(text, 262), line(PROSE, 280), line("before.", 292))
        lines.extend(one._replace(page=page) for one in made)
    groups = find_headings(group_lines(tuple(lines)))
    return [group.text.strip() for group in groups if group.kind == "heading"]


def test_short_lines_that_head_text_again_and_again_are_headings() -> None:
    assert recurring("Timescales", "Timescales", "Timescales") == ["Timescales"] * 3
    assert recurring("Timescales", "Means", "Timescales") == []
    assert recurring("Source: survey.", "Source: survey.", "Source: survey.") == []


def test_a_long_quotation_in_large_type_is_no_heading() -> None:
    said = "“We know how hard the times are, but this will save money for all"
    assert headings(line(said, 250, size=16)) == []
    assert headings(line(said[1:], 250, size=16)) != []


def test_a_sentence_goes_on_from_plain_to_bold_type() -> None:
    plain, bold = line("The members are listed in", 270), line("Annex A", 282, bold=True)
    assert len(group_lines((plain, bold))) == 1
    assert (
        len(
            group_lines(
                (plain._replace(traced=TracedText.copied("The members are listed.\n", 0)), bold)
            )
        )
        == 2
    )
