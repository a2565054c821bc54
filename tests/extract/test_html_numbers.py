"""The numbers of list items are those that a browser prints (HTML, 4.4.5 and 4.4.8)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_ingest.extract.html.page.lines import placed_lines
from briefing_ingest.extract.html.page.page import parse_page
from briefing_ingest.model import Source
from briefing_ingest.pipeline import read_source


def marks(markup: str) -> list[str]:
    """What stands before the word "lamp" of each line of a page."""
    lines = placed_lines(parse_page(markup), markup).lines
    return [line.text.partition("lamp")[0].strip() for line in lines if "lamp" in line.text]


LI = "<li>lamp"


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        (f"<ol>{LI}<li value=5>lamp{LI}{LI}</ol>", ["1.", "5.", "6.", "7."]),
        (
            f"<ol start=3>{LI}<li value=9>lamp{LI}<li value=2>lamp{LI}</ol>",
            ["3.", "9.", "10.", "2.", "3."],
        ),
        (f"<ol reversed>{LI}{LI}<li value=7>lamp{LI}</ol>", ["4.", "3.", "7.", "6."]),
        (f"<ol reversed start=1>{LI}{LI}{LI}</ol>", ["1.", "0.", "-1."]),
        (f"<ol><li value=5>lamp<ol>{LI}{LI}</ol></li>{LI}</ol>", ["5.", "1.", "2.", "6."]),
        (f"<ol reversed><li>lamp<ul>{LI}{LI}</ul>{LI}</ol>", ["2.", "", "", "1."]),
        (f"<ol><div>{LI}{LI}</div><section>{LI}</section></ol>", ["1.", "2.", "3."]),
        (f"<ol>{LI}<li hidden>x{LI}<li style='display: none'>x{LI}</ol>", ["1.", "2.", "3."]),
        (f"<ol reversed>{LI}<li hidden>x{LI}</ol>", ["2.", "1."]),
        (
            f"<ol><li value=five>lamp<li value='6th'>lamp<li value=''>lamp{LI}</ol>",
            ["1.", "6.", "7.", "8."],
        ),
        (
            f"<ol><li value=' +4'>lamp<li value=-2>lamp{LI}{LI}{LI}</ol>",
            ["4.", "-2.", "-1.", "0.", "1."],
        ),
        (f"<ol start=99999999999>{LI}<li value=-99999999999999>lamp</ol>", ["1.", "2."]),
        (f"<ol start={'9' * 5000}>{LI}</ol>", ["1."]),
        (f"<ol start={'0' * 5000}8>{LI}</ol>", ["8."]),
        (f"<ol start=2147483647>{LI}</ol>", ["2147483647."]),
        (f"<ol type=a start=26>{LI}{LI}<li value=702>lamp{LI}</ol>", ["z.", "aa.", "zz.", "aaa."]),
        (f"<ol type=A start=0>{LI}{LI}</ol>", ["0.", "A."]),
        (f"<ol type=i>{LI}<li value=3999>lamp{LI}</ol>", ["i.", "mmmcmxcix.", "4000."]),
        (f"<ol type=I><li type=a>lamp{LI}</ol>", ["a.", "II."]),
        (f"<ol style='list-style-type:upper-roman'><li value=4>lamp{LI}</ol>", ["IV.", "V."]),
        (f"<ol style='color:red; list-style: inside lower-alpha'>{LI}</ol>", ["a."]),
        (
            f"<ol style='list-style-type: decimal-leading-zero'>{LI}<li value=10>lamp</ol>",
            ["01.", "10."],
        ),
        (f"<ol style='list-style-type: none'>{LI}</ol>", [""]),
        (f"<ol><li style='list-style-type:disc'>lamp{LI}</ol>", ["", "2."]),
        (f"<ul>{LI}<li value=4>lamp</ul>", ["", ""]),
    ],
)
def test_numbers_are_those_a_browser_prints(markup: str, printed: list[str]) -> None:
    assert marks(markup) == printed


@given(st.lists(st.none() | st.integers(-50, 50), min_size=1, max_size=8), st.booleans())
def test_each_item_goes_on_from_the_one_before(values: list[int | None], down: bool) -> None:
    """Whatever numbers items are given, what follows counts on from there; lists within count for
    themselves."""
    items = [
        f"<li{'' if value is None else f' value={value}'}>lamp<ol><li>x</ol></li>"
        for value in values
    ]
    expected, number = [], len(values) if down else 1
    for value in values:
        number = number if value is None else value
        expected.append(f"{number}.")
        number += -1 if down else 1
    assert marks(f"<ol{' reversed' if down else ''}>{''.join(items)}</ol>") == expected


def test_the_number_is_the_label_of_the_item() -> None:
    prose = "".join(
        f"<p>The council put up lamps in street number {n}, and nobody was hurt there.</p>"
        for n in range(9)
    )
    page = (
        f"<article><h1>Lamps</h1>{prose}<ol><li>one lamp<li value=-3>two lamps<li>three "
        f"lamps</ol>{prose}</article>"
    )
    witness = read_source(Source("page", "page.html"), page.encode())
    items = [block for block in witness.blocks if block.kind == "list_item"]
    assert [item.label and item.label.number for item in items] == ["1", "-3", "-2"]
    assert [item.text for item in items] == ["one lamp", "two lamps", "three lamps"]
