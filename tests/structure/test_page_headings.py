"""Headings of pages with geometry: what is one, and what only looks like one."""

from __future__ import annotations

import pytest

from briefing_ingest.model import Box, Line
from briefing_ingest.structure.groups import group_lines
from briefing_ingest.structure.headings import contents_pages, find_headings
from briefing_ingest.traced import TracedText

PROSE = "The commissioner said that the figures were better than those of any year since records began"


def line(text: str, top: int, *, size: int = 10, bold: bool = False, gap: int = 30) -> Line:
    box = Box(6000, top * 100, 6000 + 45 * size * len(text), (top + size) * 100)
    return Line(TracedText.copied(text + "\n", top * 1000), 1, top, box, size * 100, bold, gap=gap)


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
    assert headings(line("Spending by card: the", 276, bold=True), line("figures for every year", 288)) == []
    assert headings(line("Spending by card", 270, bold=True), line("The figures for every year", 288)) != []


def test_the_number_of_a_chapter_belongs_to_its_title() -> None:
    assert headings(line("4", 220, size=24), line("Basis fields", 260, size=20)) == ["4 Basis fields"]


def test_contents_have_no_headings() -> None:
    entries = [line(f"Section {n} of the report {10 * n}", 100 + 12 * n, gap=800) for n in range(1, 6)]
    assert contents_pages(entries) == {1}
    assert not contents_pages([entry._replace(gap=30) for entry in entries])
