"""Headings, on both sides of every number that decides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefing_ingest.model import Box, Entry, Line, LineRole, Markup
from briefing_ingest.structure.floats import drop_floats
from briefing_ingest.structure.front import find_front
from briefing_ingest.structure.headings.by_type import recurring_headings, whole_headings
from briefing_ingest.structure.headings.headings import contents_pages, find_headings
from briefing_ingest.structure.headings.stated_by_document import Stated, ranked, stated_headings
from briefing_ingest.structure.paragraphs import Group
from briefing_ingest.traced import TracedText
from set_lines import set_line

BODY_SIZE = 1000


def _line(
    text: str,
    size: int = BODY_SIZE,
    bold: bool = False,
    top: int = 27_000,
    page: int = 1,
    **setting: Any,
) -> Line:
    """A line whose right edge lies at 50,000, or at ``right``."""
    box = Box(6000, top, setting.pop("right", 50_000), top + size)
    return set_line(TracedText.copied(f"{text}\n", 0), page, 1, box, size, bold, **setting)


def _plain(text: str) -> Line:
    return Line(TracedText.copied(f"{text}\n", 0), 1, 1)


def _group(*lines: Line, kind: str = "", level: int = 0) -> Group:
    return Group(lines, kind, level)


def _words(count: int, first: str = "Lamps") -> str:
    return " ".join([first, *["lamps"] * (count - 1)])


BODY = _group(*[_line(f"{_words(30)}.", top=40_000 + 1200 * n, page=9) for n in range(9)])


def _is_heading(*lines: Line, after: Group | None = None) -> bool:
    found = find_headings((_group(*lines), *([after] if after else []), BODY))
    return found[0].kind == "heading"


# --- by type --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        # size: 1.15 of the body's, 0.9 in bold, 1.5 for what seems to go on in small letters
        ([_line("Lamps", 1150)], True),
        ([_line("Lamps", 1149)], False),
        ([_line("Lamps", 900, True)], True),
        ([_line("Lamps", 899, True)], False),
        ([_line("lamps", 1500)], True),
        ([_line("lamps", 1499)], False),
        # 24 words, 10 of a quotation, 8 of a sentence unless that is very large
        ([_line(_words(24), 1150)], True),
        ([_line(_words(25), 1150)], False),
        ([_line(_words(10, "“Lamps"), 1150)], True),
        ([_line(_words(11, "“Lamps"), 1150)], False),
        ([_line(f"{_words(8)}.", 1150)], True),
        ([_line(f"{_words(9)}.", 1150)], False),
        ([_line(f"{_words(9)}.", 1500)], True),
        ([_line(f"{_words(9)}.", 1499)], False),
        ([_line(f"{_words(2)}.", 1000, True)], False),
        # five lines, three in the body's size
        ([_line("Lamps", 1150)] * 5, True),
        ([_line("Lamps", 1150)] * 6, False),
        ([_line("Lamps", 1000, True)] * 3, True),
        ([_line("Lamps", 1000, True)] * 4, False),
        # columns, unless a number stands before them
        ([_line("Lamps and towns", 1150, gap=249)], True),
        ([_line("Lamps and towns", 1150, gap=250)], False),
        ([_line("4. Lamps and towns", 1150, gap=250)], True),
        # eight capitals behind a number
        ([_line("II. LAMP TOWN")], True),
        ([_line("II. LAMP TOW")], False),
        ([_line("II. LAMPPOST")], False),  # of two words
        ([_line("LAMP TOWN CITY")], False),
        # what is no heading whatever its type
        ([_line("12", 1150)], False),
        ([_line("June 2023", 1150)], False),
        ([_line("Table 2: Lamps", 1150)], False),
        ([_line("• Lamps", 1150)], False),
    ],
)
def test_what_is_set_as_a_heading(lines: list[Line], heading: bool) -> None:
    assert _is_heading(*lines) == heading


def _below(top: int, text: str = "lamps", right: int = 50_000, **setting: Any) -> Group:
    return _group(_line(f"{text} stand in the town", top=top, right=right, **setting))


BOLD = _line("Lamps", 1000, True, top=30_000, right=40_000)


@pytest.mark.parametrize(
    ("after", "heading"),
    [
        # right below, in small letters, of a line that fills the column
        (_below(31_999, right=43_000), False),
        (_below(32_000, right=43_000), True),
        (_below(31_999, right=43_001), True),
        (_below(31_999, "Lamps", right=43_000), True),
        (_below(31_999, right=43_000, bold=True), True),
        (_below(31_999, right=43_000, column=2), True),
        (_below(29_999, right=43_000), True),
    ],
)
def test_bold_words_that_a_line_below_goes_on_in(after: Group, heading: bool) -> None:
    found = find_headings((_group(_line("Title", 2000)), _group(BOLD), after, BODY))
    assert (found[1].kind == "heading") == heading


@pytest.mark.parametrize(
    ("line", "after", "heading"),
    [
        # a line of the body's size, 60 points from the top, apart from what follows
        (_line("Lamps", 1000, True, top=6000), 8001, False),
        (_line("Lamps", 1000, True, top=6000), 8000, True),
        (_line("Lamps", 1000, True, top=6001), 9000, True),
        (_line("Lamps", 1264, True, top=6000), 9000, False),
        (_line("Lamps", 1266, True, top=6000), 9000, True),
    ],
)
def test_a_line_high_up_is_a_running_head(line: Line, after: int, heading: bool) -> None:
    assert _is_heading(line, after=_below(after, "The lamps")) == heading


def _entries(numbers: list[int], others: int = 0, gap: int = 125) -> list[Line]:
    return [
        *[_line(f"Lamps {number}", gap=gap) for number in numbers],
        *[_line("Lamps")] * others,
    ]


@pytest.mark.parametrize(
    ("page", "contents"),
    [
        (_entries([1, 2, 3, 4]), True),
        (_entries([1, 2, 3]), False),
        (_entries([1, 2, 3, 4], gap=124), False),
        # two in five lines are entries
        (_entries([1, 2, 3, 4], others=6), True),
        (_entries([1, 2, 3, 4], others=7), False),
        # four of five steps rise
        (_entries([1, 2, 3, 1, 2, 3]), True),
        (_entries([1, 2, 1, 2, 1, 2]), False),
        (_entries([5, 5, 5, 5]), True),
    ],
)
def test_what_lists_contents(page: list[Line], contents: bool) -> None:
    assert bool(contents_pages(page)) == contents


@pytest.mark.parametrize(("words", "heading"), [(3, True), (4, False)])
def test_a_heading_on_a_page_of_contents_has_three_words(words: int, heading: bool) -> None:
    entries = _group(*_entries([1, 2, 3, 4]))
    found = find_headings((_group(_line(_words(words), 1500)), entries, BODY))
    assert (found[0].kind == "heading") == heading


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        ([_plain("Lamps"), _plain("and towns")], True),
        ([_plain("Lamps"), _plain("and towns"), _plain("and streets")], False),
        ([_plain(_words(12))], True),
        ([_plain(_words(13))], False),
        ([_plain("lamps")], False),
        ([_plain("4 Lamps")], True),
        ([_plain("Lamps 4 5")], False),  # a row of a table
        ([_plain("Lamps and")], False),
        ([_plain("Lamps:")], False),
        ([_plain("And then ...")], True),
        ([_plain("1234")], False),
    ],
)
def test_headings_by_form(lines: list[Line], heading: bool) -> None:
    found = find_headings((_group(*lines), _group(_plain(f"{_words(30)}."))))
    assert (found[0].kind == "heading") == heading
    assert find_headings((_group(*lines),))[0].kind == ""  # it has nothing to head


@pytest.mark.parametrize(("size", "heads"), [(1500, True), (1499, False)])
def test_a_large_number_is_part_of_the_title_below(size: int, heads: bool) -> None:
    number, title = _group(_line("4", size, top=27_000)), _group(_line("Lamps", 1500, top=30_000))
    assert (find_headings((number, title, BODY))[0].text == "4\nLamps\n") == heads
    other = _group(_line("Lamps", 1500, page=2))
    assert find_headings((number, other, BODY))[0].text == "4\n"


# --- headings that recur --------------------------------------------------------------------------


def _places(
    text: str, heading: int, other: int = 0, *, size: int = 1000, gap: int = 1900
) -> list[Group]:
    """A line so many times above text, and so many times above nothing, each on a page."""
    groups: list[Group] = []
    for page in range(1, heading + other + 1):
        top = 10_000 + size + (gap if page <= heading else 9000)
        groups += [
            _group(_line(text, size, top=10_000, page=page)),
            _group(_line("the lamps", 900, top=top, page=page)),
        ]
    return groups


@pytest.mark.parametrize(
    ("groups", "found"),
    [
        (_places("Context", 3), 3),
        (_places("Context", 2), 0),
        (_places("Context", 4, 1), 4),  # four in five head text
        (_places("Context", 3, 1), 0),
        (_places("Context", 3, size=980), 3),
        (_places("Context", 3, size=979), 0),
        (_places(_words(6), 3), 3),
        (_places(_words(7), 3), 0),
        (_places("Context", 3, gap=1999), 3),  # text right below
        (_places("Context", 3, gap=2000), 0),
        (_places("Context", 3, gap=0), 0),
        (_places("context", 3), 0),
    ],
)
def test_headings_that_recur(groups: list[Group], found: int) -> None:
    assert len(recurring_headings(groups, BODY_SIZE)) == found


# --- headings of more than one line ---------------------------------------------------------------


def _is_whole(first: list[Line], second: list[Line]) -> bool:
    groups = [_group(*first, kind="heading"), _group(*second)]
    return len(list(whole_headings(groups, BODY_SIZE))) == 1


def _second(
    text: str = "town", size: int = 1600, gap: int = 0, bold: bool = False, page: int = 1
) -> Line:
    return _line(text, size, bold, 10_000 + 1600 + gap, page)


OF_THE = _line("Lamps of the", 1600, top=10_000)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ([OF_THE], [_second()], True),
        ([OF_THE], [_second("Town")], True),
        ([_line("Lamps of", 1600, top=10_000)], [_second("Town")], True),
        ([_line("Lamps", 1600, top=10_000)], [_second("Town")], False),
        ([_line("Lamps", 1600, top=10_000)], [_second("town")], True),
        ([OF_THE], [_second(bold=True)], False),
        ([OF_THE], [_second(page=2)], False),
        # 24 more words, 8 lines
        ([OF_THE], [_second(_words(24))], True),
        ([OF_THE], [_second(_words(25))], False),
        ([OF_THE] * 7, [_second()], True),
        ([OF_THE] * 8, [_second()], False),
        # type that differs by 5 in 100
        ([OF_THE], [_second(size=1680)], True),
        ([OF_THE], [_second(size=1681)], False),
        ([OF_THE], [_second(size=1520)], True),
        ([OF_THE], [_second(size=1519)], False),
        # a line's white space between them, or half a line of overlap
        ([OF_THE], [_second(gap=1599)], True),
        ([OF_THE], [_second(gap=1600)], False),
        ([OF_THE], [_second(gap=-799)], True),
        ([OF_THE], [_second(gap=-800)], False),
        # the end of a sentence, in large type
        ([_line("Lamps of the", 1150, top=10_000)], [_second("town.", 1150, -450)], True),
        ([_line("Lamps of the", 1149, top=10_000)], [_second("town.", 1149, -450)], False),
    ],
)
def test_where_a_heading_goes_on(first: list[Line], second: list[Line], whole: bool) -> None:
    assert _is_whole(first, second) == whole


# --- what the document states ---------------------------------------------------------------------


def _tagged(tag: str, text: str = "Lamps", size: int = 1000, *, bold: bool = True) -> Group:
    return _group(_line(text, size, bold, tag=tag))


TEXT = _group(_line("x" * 999, tag="P"))


def _levels(*groups: Group) -> dict[int, int]:
    by_type = [False] * (len(groups) + 1)
    return dict(stated_headings((*groups, TEXT), by_type, (), BODY_SIZE).levels)


TOO_LONG = _tagged("H2", _words(31))


@pytest.mark.parametrize(
    ("groups", "levels"),
    [
        ([_tagged("H1"), _tagged("H2")], {0: 1, 1: 2}),
        ([_tagged("Title"), _tagged("H")], {0: 1, 1: 0}),
        ([_tagged("P")], {}),
        # four in five look possible: of 30 words and five lines
        ([*[_tagged("H1")] * 4, _tagged("H2", _words(30))], {0: 1, 1: 1, 2: 1, 3: 1, 4: 2}),
        ([*[_tagged("H1")] * 4, TOO_LONG], {0: 1, 1: 1, 2: 1, 3: 1}),
        ([*[_tagged("H1")] * 3, TOO_LONG], {}),
        ([_group(*[_line("Lamps", bold=True, tag="H1")] * 5)], {0: 1}),
        ([_group(*[_line("Lamps", bold=True, tag="H1")] * 6)], {}),
        # half are set apart: in bold, or in type larger by 2 in 100
        ([_tagged("H1"), _tagged("H2", bold=False)], {0: 1, 1: 2}),
        ([_tagged("H1"), *[_tagged("H2", bold=False)] * 2], {}),
        ([_tagged("H1", size=1020, bold=False)], {0: 1}),
        ([_tagged("H1", size=1019, bold=False)], {}),
        # headings are three in ten characters, line ends and all: 429 beside 1000
        ([_tagged("H1", "x" * 427)], {0: 1}),
        ([_tagged("H1", "x" * 428)], {}),
        # sentences in the body's type are none
        ([*[_tagged("H1")] * 4, _tagged("H2", "Lamps.", bold=False)], {0: 1, 1: 1, 2: 1, 3: 1}),
        ([*[_tagged("H1")] * 4, _tagged("H2", "Lamps.")], {0: 1, 1: 1, 2: 1, 3: 1, 4: 2}),
    ],
)
def test_what_tags_state(groups: list[Group], levels: dict[int, int]) -> None:
    assert _levels(*groups) == levels


@pytest.mark.parametrize(
    ("tagged", "tag", "denied"),
    [(3, "P", True), (2, "P", False), (3, "", False), (0, "TD", False), (1, "TD", True)],
)
def test_a_tree_with_most_headings_has_all(tagged: int, tag: str, denied: bool) -> None:
    groups = (*[_tagged("H1")] * tagged, _tagged(tag), TEXT)
    by_type = [True] * (tagged + 1) + [False]
    stated = stated_headings(groups, by_type, (), BODY_SIZE)
    assert stated.others == ({tagged} if denied else set())


def test_what_is_larger_than_all_headings_of_the_tree_is_the_title() -> None:
    groups = (_tagged("P", size=1001), *[_tagged("H1")] * 3, TEXT)
    assert stated_headings(groups, [True] * 4 + [False], (), BODY_SIZE).others == set()


@pytest.mark.parametrize(
    ("found", "missing", "pages", "levels"),
    [
        (2, 2, 0, {0: 1, 1: 1}),  # half of the entries stand in the text
        (2, 3, 0, {}),
        (1, 0, 0, {}),
        (2, 0, 1, {0: 1, 1: 1}),
        (2, 0, 2, {}),
    ],
)
def test_what_contents_state(found: int, missing: int, pages: int, levels: dict[int, int]) -> None:
    names = ["Lamps", "Towns", "Streets"][:found]
    groups = tuple(_group(_line(name)) for name in names)
    entries = [Entry(name, 1, pages) for name in names] + [Entry("Ships", 1, 0)] * missing
    assert stated_headings((*groups, TEXT), [False] * 9, entries, BODY_SIZE).levels == levels


NAMES = "Lamps Towns Streets Ships Trains Planes Bikes Trams Carts Ferries Canals".split()


def _ranks(sizes: list[int], levels: dict[int, int]) -> list[int]:
    groups = [
        _group(_line(name, size), kind="heading") for name, size in zip(NAMES, sizes, strict=False)
    ]
    return [group.rank for group in ranked(groups, Stated(levels))]


@pytest.mark.parametrize(
    ("sizes", "levels", "ranks"),
    [
        # three in ten headings have a stated level, and two at least
        ([1200] * 10, {0: 1, 1: 1, 2: 1}, [1] * 10),
        ([1200] * 11, {0: 1, 1: 1, 2: 1}, [0] * 11),
        ([1200] * 2, {0: 1}, [0] * 2),
        # a higher level is set as large as a lower, or smaller by 5 in 100
        ([950, 1000], {0: 1, 1: 2}, [1, 2]),
        ([949, 1000], {0: 1, 1: 2}, [0, 0]),
        # in four of five pairs
        ([1000, 1000, 1000, 1000, 900, 1000], {**dict.fromkeys(range(5), 1), 5: 2}, [1] * 5 + [2]),
        ([1000, 1000, 1000, 900, 1000], {**dict.fromkeys(range(4), 1), 4: 2}, [0] * 5),
        # a style with no stated level goes with the next smaller one, or below all
        ([1500, 1200, 1300, 1100], {0: 1, 1: 2}, [1, 2, 2, 3]),
    ],
)
def test_the_ranks_of_headings(sizes: list[int], levels: dict[int, int], ranks: list[int]) -> None:
    assert _ranks(sizes, levels) == ranks


# --- title and subtitle ---------------------------------------------------------------------------


def _head(text: str, size: int = 1500) -> Group:
    return _group(_line(text, size), kind="heading", level=1)


def _front_kinds(*groups: Group, furniture: frozenset[int] = frozenset()) -> list[str]:
    return [group.kind for group in find_front(groups, furniture_lines=furniture).groups]


TITLE, PROSE = _head("Lamps", 2000), _group(_line(f"{_words(35)}."))
RIVAL = _head("Towns", 2000)


@pytest.mark.parametrize(
    ("groups", "kinds"),
    [
        # 35 words above a heading are text: then another heading must not be as large
        ([PROSE, TITLE, PROSE], ["title", "", ""]),
        ([PROSE, TITLE, RIVAL], ["", "heading", "heading"]),
        ([_group(_line(f"{_words(34)}.")), TITLE, RIVAL], ["title", "", "heading"]),
        # a heading is a subtitle above another, or if it has six words
        ([TITLE, _head(_words(2)), _head("Towns")], ["title", "subtitle", "heading"]),
        ([TITLE, _head(_words(6)), PROSE], ["title", "subtitle", ""]),
        ([TITLE, _head(_words(5)), PROSE], ["title", "heading", ""]),
        ([TITLE, _head("Introduction"), _head("Towns")], ["title", "heading", "heading"]),
        ([TITLE, _head(_words(40)), PROSE], ["title", "subtitle", ""]),
        ([TITLE, _head(_words(41)), PROSE], ["title", "heading", ""]),
        # 20 words without a stop are a standfirst
        ([TITLE, _group(_line(_words(20))), PROSE], ["title", "subtitle", ""]),
        ([TITLE, _group(_line(_words(21))), PROSE], ["title", "", ""]),
        ([TITLE, _group(_line(f"{_words(20)}.")), PROSE], ["title", "", ""]),
        ([TITLE, _group(_line(_words(20)))], ["title", ""]),
        # or what stands above a byline
        (
            [TITLE, _group(_line(f"{_words(21)}.")), _group(_line("By Ann Smith")), PROSE],
            ["title", "subtitle", "", ""],
        ),
        ([_head("Introduction"), PROSE], ["heading", ""]),
    ],
)
def test_the_front(groups: list[Group], kinds: list[str]) -> None:
    assert _front_kinds(*groups) == kinds


@pytest.mark.parametrize(("behind", "subtitle"), [(0, True), (4, True), (5, False), (-1, False)])
def test_furniture_right_behind_a_standfirst(behind: int, subtitle: bool) -> None:
    standfirst = _group(_line(f"{_words(21)}."))
    start = standfirst.lines[-1].traced.raw_end + behind
    kinds = _front_kinds(TITLE, standfirst, PROSE, furniture=frozenset({start}))
    assert (kinds[1] == "subtitle") == subtitle


@pytest.mark.parametrize(("words", "dropped"), [(34, 1), (35, 0)])
def test_text_above_a_known_title_is_no_site_header(words: int, dropped: int) -> None:
    title = _group(_line("Lamps", 2000)._replace(role=LineRole.TITLE))
    front = find_front((_group(_line(_words(words))), title), furniture_lines=frozenset())
    assert len(front.dropped) == dropped


def _page_line(text: str, role: LineRole, level: int = 0) -> Group:
    line = Line(TracedText.copied(f"{text}\n", 0), 1, 1, markup=Markup("/html[1]"), role=role)
    return Group((line._replace(level=level),), "heading" if role == "heading" else "", level)


@pytest.mark.parametrize(
    ("roles", "kinds", "dropped"),
    [
        # a page says which heading is of the highest level; what stands above it is the site's
        ([("Menu", ""), ("Lamps", "heading"), ("Towns", "")], ["title", ""], 1),
        ([(_words(35), "paragraph"), ("Lamps", "heading")], ["", "heading"], 0),
        ([(_words(34), "paragraph"), ("Lamps", "heading")], ["title"], 1),
        ([("Introduction", "heading"), ("Lamps", "heading")], ["title"], 1),
    ],
)
def test_the_front_of_a_web_page(
    roles: list[tuple[str, str]], kinds: list[str], dropped: int
) -> None:
    groups = tuple(_page_line(text, LineRole(role), role == "heading") for text, role in roles)
    front = find_front(groups, furniture_lines=frozenset())
    assert ([group.kind for group in front.groups], len(front.dropped)) == (kinds, dropped)


def test_of_a_page_that_says_nothing_of_its_parts_nothing_is_dropped() -> None:
    # elements alone make no page whose parts are known
    groups = (_page_line("Menu", LineRole.UNKNOWN), _page_line("Lamps", LineRole.UNKNOWN))
    front = find_front((groups[0], replace(groups[1], kind="heading")), furniture_lines=frozenset())
    assert not front.dropped


@pytest.mark.parametrize(("run", "dropped"), [(4, 3), (3, 0)])
def test_four_headings_in_a_row_that_stand_elsewhere_too_are_contents(
    run: int, dropped: int
) -> None:
    names = NAMES[:run]
    listed = [_head(name, 1500) for name in names]
    sections = [group for name in names[1:] for group in (_head(name, 1500), PROSE)]
    kept = drop_floats((PROSE, *listed, PROSE, *sections))
    assert len(kept.dropped) == dropped


@pytest.mark.parametrize(
    ("texts", "dropped"),
    [(["Lamps", "Towns"], 1), (["Lamps"], 0), (["Lamps", "Trains"], 0)],
)
def test_lines_that_are_all_headings_of_the_document_list_them(
    texts: list[str], dropped: int
) -> None:
    listed = _group(*[_line(text) for text in texts])
    sections = [group for name in ("Lamps", "Towns") for group in (_head(name, 1500), PROSE)]
    assert len(drop_floats((PROSE, listed, *sections)).dropped) == dropped
