"""Tables of contents."""

import pytest

from briefing_ingest.model import Box, Entry, Line
from briefing_ingest.pages.contents import find_contents, title_key
from briefing_ingest.repair.pages import contents
from briefing_ingest.traced import TracedText
from set_lines import set_line

SECTIONS = ["Summary", "Who answered", "What they said", "What we make of it", "What comes next"]
PROSE = ["The panel heard from many people over the year.", "Few of them had been asked before."]


def _lines(*pages: list[str], gap: int = 30, left: int = 60) -> tuple[Line, ...]:
    """Lines one below the other; those that end in a number after a tab have white space of ``gap``
    in them."""
    lines, at = [], 0
    for page, texts in enumerate(pages, start=1):
        for number, given in enumerate(texts, start=1):
            text = given.replace("\t", " ") + "\n"
            indent = left + 20 * (len(given) - len(given.lstrip()))
            box = Box(indent * 100, number * 1500, 50000, number * 1500 + 1000)
            white = gap if "\t" in given else 30
            lines.append(
                set_line(TracedText.copied(text, at), page, number, box, 1000, column=1, gap=white)
            )
            at += len(text)
    return tuple(lines)


def _marked(lines: tuple[Line, ...]) -> list[str]:
    return [line.text.strip() for line in contents(lines) if line.reason == "contents"]


def _listed(between: str) -> list[str]:
    return [f"{title}{between}{3 + 2 * n}" for n, title in enumerate(SECTIONS)]


@pytest.mark.parametrize("between", [" ........ ", " . . . . . ", "……… ", "\t"])
@pytest.mark.parametrize("title", ["Contents", "Table of contents", "CONTENTS", "In this report"])
def test_entries_below_their_title(between: str, title: str) -> None:
    page = [title, *_listed(between)]
    assert _marked(_lines([*page, *PROSE, *PROSE, *PROSE], gap=900)) == [
        text.replace("\t", " ") for text in page
    ]


def test_without_a_title_the_headings_of_the_document_tell() -> None:
    text = [line for title in SECTIONS for line in (title, *PROSE)]
    assert len(_marked(_lines([*_listed("\t"), *PROSE], text, gap=900))) == len(SECTIONS)
    assert _marked(_lines([*_listed("\t"), *PROSE * 4], PROSE, gap=900)) == []


def test_contents_go_on_over_the_page() -> None:
    first = [f"{n} Part {'abcdefgh'[n]} ....... {n + 1}" for n in range(1, 8)]
    second = [f"{n} Section {'abcdefghijklmnop'[n]} ....... {n + 1}" for n in range(8, 12)]
    assert len(_marked(_lines(["Contents", *first], [*second, *PROSE * 4]))) == 12


def test_lists_of_tables_and_pages_in_roman_numerals() -> None:
    page = ["List of tables", "Foreword .... iv", "Table 1: Cases .... 2", "Table 2: Costs .... 7"]
    assert _marked(_lines([*page, *PROSE * 3])) == page


def test_an_entry_over_two_lines_is_marked_whole() -> None:
    page = [
        "Contents",
        "Summary .... 2",
        "Terms of reference for those who",
        "own the data .... 4",
        "Annex .... 9",
    ]
    assert _marked(_lines([*page, *PROSE * 3])) == page


@pytest.mark.parametrize(
    "page",
    [
        [
            "Prices",
            "Bread\t3",
            "Milk\t2",
            "Tea\t5",
            "Salt\t1",
            *PROSE * 3,
        ],  # no title, not found, do not rise
        ["Contents", "Summary .... 3", *PROSE],  # one entry is none
        [
            "Contents",
            "The box held 7",
            "and the bag held 9",
            "and the case held 12",
        ],  # numbers not set apart
    ],
)
def test_what_is_no_table_of_contents_stays(page: list[str]) -> None:
    assert _marked(_lines(page, gap=900)) == []


def test_entries_have_levels_by_their_indent() -> None:
    page = [
        "Contents",
        "1 Summary .... 2",
        " 1.1 Who answered .... 3",
        " 1.2 How .... 4",
        "2 Findings .... 5",
    ]
    assert find_contents(_lines(page)).entries == (
        Entry("1 Summary", 1, 0),
        Entry("1.1 Who answered", 2, 0),
        Entry("1.2 How", 2, 0),
        Entry("2 Findings", 1, 0),
    )


@pytest.mark.parametrize(
    "heading",
    ["Chapter 3: Trust in courts", "3.1 Trust in courts", "Trust in courts", "IV. Trust in courts"],
)
def test_numbers_do_not_part_entries_from_headings(heading: str) -> None:
    assert title_key(heading) == "trust in courts"
