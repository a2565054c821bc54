"""What is seen on a PDF page, on both sides of the numbers that decide: words, columns, boxes,
charts, rules, letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from briefing_ingest.extract.pdf.findings import Passage, damage_findings
from briefing_ingest.extract.pdf.layout.charts import chart_words
from briefing_ingest.extract.pdf.layout.drop_capitals import apart_capitals
from briefing_ingest.extract.pdf.layout.lines import page_lines, prevailing_size
from briefing_ingest.extract.pdf.layout.reading_order import reading_order
from briefing_ingest.extract.pdf.layout.side_boxes import side_boxes
from briefing_ingest.extract.pdf.letters.fonts import Fonts, mended, unreadable
from briefing_ingest.extract.pdf.letters.language import (
    formed_share,
    is_rubbish,
    known_share,
    little_share,
    looks_like_language,
)
from briefing_ingest.extract.pdf.page.bullets import is_mark, with_bullets
from briefing_ingest.extract.pdf.page.glyphs import Glyph, Run, glyph_run, page_text
from briefing_ingest.extract.pdf.page.sheet import Area, DrawnLine, Sheet, is_mostly_picture
from briefing_ingest.extract.pdf.page.words import Word, words
from briefing_ingest.extract.pdf.tables.drawn_lines import frames
from briefing_ingest.model import Box, Line, Source
from briefing_ingest.traced import TracedText
from printed_words import glyphs_of, run_of, word_of
from set_lines import set_line

# --- words ----------------------------------------------------------------------------------------


def _spaced(gap: float, letters: int = 2, size: float = 10.0) -> list[Glyph]:
    """Letters with white space between them, in hundredths of their size, and no space."""
    step = size / 2 + gap * size / 100
    return [
        Glyph("a", step * n, 0, step * n + size / 2, size, size, False, True, n)
        for n in range(letters)
    ]


def _count(glyphs: Sequence[Glyph]) -> int:
    return len(words(glyph_run(glyphs)))


@pytest.mark.parametrize(
    ("gap", "letters", "found"),
    [
        (17, 2, 1),
        (19, 2, 2),
        # set apart evenly, with five gaps at least, each below 0.6 of the size
        (30, 6, 1),
        (30, 5, 5),
        (59, 6, 1),
        (61, 6, 6),
    ],
)
def test_gaps_that_part_words(gap: float, letters: int, found: int) -> None:
    assert _count(_spaced(gap, letters)) == found


@pytest.mark.parametrize(
    ("space", "gap", "found"),
    [
        # with spaces on the line a gap is 0.8 of one, or 0.3 sizes
        (2.5, 19, 2),
        (2.5, 21, 3),
        (5.0, 29, 2),
        (5.0, 31, 3),
        (1.0, 17, 2),
        (1.0, 19, 3),
    ],
)
def test_gaps_beside_spaces(space: float, gap: float, found: int) -> None:
    pair = _spaced(gap)
    at = pair[-1].x1
    blank = Glyph(" ", at, 0, at + space, 10, 10, False, True, 8)
    last = Glyph("b", at + space, 0, at + space + 5, 10, 10, False, True, 9)
    assert _count([*pair, blank, last]) == found


@pytest.mark.parametrize(("gap", "runs"), [(79, 1), (81, 2)])
def test_a_gap_of_less_than_a_size_ends_no_run(gap: float, runs: int) -> None:
    assert len(page_text(_spaced(gap), 0).runs) == runs


@pytest.mark.parametrize(("moved", "doubled"), [(0.9, 1), (1.1, 0)])
def test_what_is_drawn_twice_stands_a_tenth_of_its_size_apart(moved: float, doubled: int) -> None:
    glyphs = [*glyphs_of("a", 0, 0), *glyphs_of("a", moved, 0, raw=5)]
    assert len(page_text(glyphs, 0).doubled) == doubled


@pytest.mark.parametrize(("large", "small", "size"), [(2, "A", 1000), (1, "A", 800), (2, "a", 800)])
def test_small_capitals_count_for_the_capitals_they_go_with(
    large: int, small: str, size: int
) -> None:
    glyphs = [*glyphs_of("A" * large, 0, 0), *glyphs_of(small * (20 - large), 50, 2, 8)]
    assert prevailing_size(glyphs) == size


# --- large initials -------------------------------------------------------------------------------


def _initial(
    size: float = 17, x0: float = 20, lines: Sequence[int] = (8, 8), apart: float = 8
) -> bool:
    """Whether a letter from 0 to 20 points is set apart from lines of so many characters."""
    letter = Run(tuple(glyphs_of("T", 0, 0, size, raw=9)), 0, 0, 20, 2 * size, size)
    beside = [run_of("a" * count, x0, 1 + apart * n) for n, count in enumerate(lines)]
    return bool(apart_capitals([letter, *beside])[1])


def test_an_initial_is_set_apart_from_lines() -> None:
    assert _initial()
    assert [_initial(size) for size in (17, 16.9)] == [True, False]
    assert [_initial(20, 20 + gap) for gap in (15.9, 16)] == [True, False]
    assert [_initial(20, 20 - gap) for gap in (4.9, 5)] == [True, False]
    assert [_initial(lines=lines) for lines in ((8,), (8, 7), (7, 8))] == [False] * 3
    assert [_initial(apart=apart) for apart in (5, 4.9)] == [True, False]


# --- the order of reading -------------------------------------------------------------------------


def _columns(  # noqa: PLR0917 - a column of the table for each
    left: int = 3,
    right: int = 3,
    gutter: float = 20,
    characters: int = 20,
    wide: float = 5,
    indents: Sequence[float] = (),
) -> int:
    """How many regions two columns are read as; the right one begins behind ``gutter`` points."""
    shifts = [*indents, *[0.0] * right]
    runs = [run_of("a" * 20, 100, 200 + 12 * n) for n in range(left)]
    runs += [
        run_of("b" * characters, 200 + gutter + shifts[n], 200 + 12 * n, wide=wide)
        for n in range(right)
    ]
    return len(reading_order(runs, 800))


@pytest.mark.parametrize(
    ("columns", "regions"),
    [
        ({}, 2),
        ({"left": 2}, 2),
        ({"left": 2, "right": 2}, 1),
        ({"left": 1}, 1),
        # a gutter of one size; of 0.45 where four lines begin at one x
        ({"gutter": 10}, 2),
        ({"gutter": 9.9}, 1),
        ({"gutter": 9.9, "right": 4}, 2),
        ({"gutter": 4.6, "right": 4}, 2),
        ({"gutter": 4.4, "right": 4}, 1),
        # three of five begin within 1.5 points
        ({"gutter": 8, "right": 5, "indents": (0, 1.5, 1.5, 8, 8)}, 2),
        ({"gutter": 8, "right": 5, "indents": (0, 1.5, 1.6, 8, 8)}, 1),
        # five sizes wide, with eight characters
        ({"characters": 10}, 2),
        ({"characters": 10, "wide": 4.9}, 1),
        ({"characters": 8, "wide": 7}, 2),
        ({"characters": 7, "wide": 8}, 1),
        # most lines fill two fifths of it
        ({"indents": (0, 150, 0)}, 2),
        ({"indents": (0, 151, 0)}, 1),
        # more rows than a page of text has
        ({"left": 200, "right": 200}, 2),
        ({"left": 201, "right": 201}, 1),
    ],
)
def test_what_columns_are(columns: dict[str, Any], regions: int) -> None:
    assert _columns(**columns) == regions


@pytest.mark.parametrize(
    ("top", "below", "regions"),
    [
        (60, 77, 2),
        (60, 75, 1),  # a size of white space, and the slack of both boxes
        (71, 90, 2),  # the outer tenth of the page
        (73, 92, 1),
    ],
)
def test_running_heads_stand_in_the_outer_tenth(top: float, below: float, regions: int) -> None:
    runs = [run_of("a" * 20, 100, top), *[run_of("b" * 20, 100, below + 12 * n) for n in range(3)]]
    assert len(reading_order(runs, 800)) == regions


# --- side boxes -----------------------------------------------------------------------------------

SHEET = Sheet(1, 600, 800)
TINT = 0xC8DCF0


def _boxes(
    area: Area | None = None, texts: Sequence[str] = ("aa bb cc dd ee",) * 2, **more: Any
) -> int:
    area = area or Area(100, 100, 300, 200, filled=True, stroked=False, colour=TINT)
    x0 = more.get("x0", 110)
    runs = [run_of(text, x0, 110 + 12 * n) for n, text in enumerate(texts)]
    sheet = SHEET._replace(areas=[area, *more.get("areas", ())])
    return len(side_boxes(sheet, runs, []))


def _area(x0: float, top: float, x1: float, bottom: float, colour: int = TINT) -> Area:
    return Area(x0, top, x1, bottom, filled=True, stroked=False, colour=colour)


def test_what_a_side_box_holds() -> None:
    assert _boxes() == 1
    assert _boxes(texts=("aa bb cc dd ee", "aa bb cc dd")) == 0  # nine words
    assert _boxes(texts=("aa bb cc dd ee ff", "aa bb cc dd")) == 1
    assert _boxes(texts=("aa bb cc dd ee ff gg", "aa bb cc")) == 0  # three in the second line
    assert _boxes(texts=("aa bb cc dd ee ff gg hh ii jj",)) == 0


def test_where_a_side_box_stands() -> None:
    assert [_boxes(x0=x0) for x0 in (98, 97.9)] == [1, 0]
    assert [_boxes(_area(30, 100, x1, 200)) for x1 in (569.9, 570)] == [1, 0]  # nine tenths
    assert [_boxes(_area(50, 100, 550, bottom)) for bottom in (675.9, 676)] == [1, 0]  # 0.6 of it
    colours = (0xF9F9F9, 0xFAFAFA, 0xF9FFFF)
    assert [_boxes(_area(100, 100, 300, 200, colour)) for colour in colours] == [1, 0, 1]
    others = [_area(400, n, 410, n + 0.5) for n in range(0, 800, 2)]
    assert [_boxes(areas=others[:count]) for count in (399, 400)] == [1, 0]


@pytest.mark.parametrize(
    ("below", "boxes"),
    [
        (_area(100, 124, 300, 200), 1),
        (_area(103, 127, 303, 200), 1),
        (_area(100, 127.1, 300, 200), 0),
        (_area(103.1, 124, 300, 200), 0),
        (_area(100, 124, 303.1, 200), 0),
    ],
)
def test_parts_of_a_box_stand_three_points_apart(below: Area, boxes: int) -> None:
    top = _area(100, 100, 300, 124)
    texts = ("aa bb cc dd ee", "", "aa bb cc dd ee")
    runs = [run_of(text, 110, 110 + 12 * n) for n, text in enumerate(texts) if text]
    assert len(side_boxes(SHEET._replace(areas=[top, below]), runs, [])) == boxes


@pytest.mark.parametrize(
    ("count", "covered", "mostly"),
    [(25, 0.4, True), (26, 0.4, False), (25, 0.39, False), (0, 1.0, True)],
)
def test_what_is_mostly_picture(count: int, covered: float, mostly: bool) -> None:
    picture = _area(0, 0, 600, 800 * covered)
    assert is_mostly_picture(SHEET._replace(pictures=[picture]), "word " * count) == mostly


# --- charts ---------------------------------------------------------------------------------------


def _ticks(values: Sequence[int], steps: Sequence[float]) -> list[Word]:
    """Numbers under one another, the first lowest, so many points from each other."""
    tops = [400.0]
    for step in steps:
        tops.append(tops[-1] - step)
    return [
        word_of(f"{value}", 100 - 5 * len(f"{value}"), top)
        for value, top in zip(values, tops, strict=True)
    ]


def _along(count: int, by: int = 10) -> list[Word]:
    return [word_of(f"{by * n + 11}", 100 + 40 * n, 400) for n in range(count)]


@pytest.mark.parametrize(
    ("ticks", "found"),
    [
        (_ticks([10, 20, 30], [20, 20]), 3),
        (_ticks([10, 20], [20]), 0),
        (_ticks([1, 2, 3], [20, 20]), 0),  # what counts by ones has one more
        (_ticks([1, 2, 3, 4], [20, 20, 20]), 4),
        (_ticks([30, 20, 10], [20, 20]), 0),  # values rise from the bottom
        (_ticks([10, 20, 31], [20, 20]), 0),  # by equal steps
        (_along(4), 4),
        (_along(3), 0),
        (_along(4, by=1), 0),
        (_along(5, by=1), 5),
        # 1.2 sizes apart
        (_ticks([10, 20, 30], [12, 12]), 3),
        (_ticks([10, 20, 30], [11.9, 11.9]), 0),
        # at distances that differ by 12 in 100, or by 1.5 points
        (_ticks([10, 20, 30], [100, 111.9]), 3),
        (_ticks([10, 20, 30], [100, 112.1]), 0),
        (_ticks([10, 20, 30], [12, 13.5]), 3),
        (_ticks([10, 20, 30], [12, 13.6]), 0),
    ],
)
def test_what_an_axis_is(ticks: list[Word], found: int) -> None:
    assert len(chart_words(ticks)) == found


AXIS = _ticks([10, 20, 30], [20, 20])
"""Its highest tick stands 360 points down."""


def _text(text: str, x0: float, top: float, size: float = 10, **looks: Any) -> list[Word]:
    return words([run_of(text, x0, top, size, **looks)])


BODY_TEXT = [word for n in range(6) for word in _text("aa bb cc dd ee ff gg hh", 300, 600 + 12 * n)]


@pytest.mark.parametrize(
    ("label", "taken"),
    [
        # 3.5 sizes from the chart
        (_text("beds", 120, 315.1), True),
        (_text("beds", 120, 314.9), False),
        # hardly larger than the ticks
        (_text("beds", 120, 340, 13.5), True),
        (_text("beds", 120, 340, 13.6), False),
        # five words are no prose; in smaller type than the body's nine
        (_text("aa bb cc dd ee", 120, 340), True),
        (_text("aa bb cc dd ee ff", 120, 340), False),
        (_text("aa bb cc dd ee ff", 120, 340, 8.9), True),
        (_text("aa bb cc dd ee ff", 120, 340, 9.1), False),
        (_text("a b c d e f g h i", 120, 340, 8.9), True),
        (_text("a b c d e f g h i j", 120, 340, 8.9), False),
        # four words in bold or larger type are a title
        (_text("aa bb cc", 120, 340, bold=True), True),
        (_text("aa bb cc dd", 120, 340, bold=True), False),
        (_text("aa bb cc dd", 120, 340, 10.8), True),
        (_text("aa bb cc dd", 120, 340, 10.9), False),
        (_text("aa bb cc", 120, 340, 10.9), True),
        # captions, sources and sentences
        (_text("Figure 2", 120, 340), False),
        (_text("Source: x", 120, 340), False),
        (_text("beds here.", 120, 340), False),
        (_text("• beds", 120, 340), False),
    ],
)
def test_what_labels_a_chart(label: list[Word], taken: bool) -> None:
    found = chart_words([*AXIS, *label, *BODY_TEXT])
    assert len(found) == 3 + len(label) * taken


@pytest.mark.parametrize(
    ("x0", "apart", "size", "taken"),
    [
        # the end of a paragraph: on the next line but one, on its edge, in its size
        (120, 21.9, 10, False),
        (120, 22, 10, True),
        (149.9, 15, 10, False),
        (150, 15, 10, True),
        (300, 4.9, 10, False),
        (300, 5.1, 10, True),
        (120, 15, 10.8, False),
        (120, 15, 10.9, True),
    ],
)
def test_the_end_of_a_paragraph_labels_no_chart(
    x0: float, apart: float, size: float, taken: bool
) -> None:
    prose = _text("aa bb cc dd ee ff", 120, 325)
    label = _text("beds", x0, 325 + apart, size)
    assert len(chart_words([*AXIS, *prose, *label, *BODY_TEXT])) == 3 + taken


# --- rules ----------------------------------------------------------------------------------------


def _across(at: float, x0: float = 100, x1: float = 200) -> DrawnLine:
    return DrawnLine(x0, at, x1, at, 0)


def _down(at: float, top: float = 100, bottom: float = 200) -> DrawnLine:
    return DrawnLine(at, top, at, bottom, 0)


def _frames(*drawn: DrawnLine, areas: Sequence[Area] = (), on: Sequence[Word] = ()) -> list[str]:
    """Of each frame how many rules go across and down it."""
    found = frames(SHEET._replace(drawn_lines=drawn, areas=areas), on)
    return sorted(f"{len(frame.across)}+{len(frame.down)}" for frame in found)


def _broken(times: int, gap: float = 1, piece: float = 50) -> list[DrawnLine]:
    """Rules across in two pieces, one under the other."""
    return [
        rule
        for n in range(times)
        for rule in (
            _across(100 + 20 * n, 100, 100 + piece),
            _across(100 + 20 * n, 100 + piece + gap, 100 + 2 * piece + gap),
        )
    ]


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        ([_across(100)], ["1+0"]),
        ([_across(100), _down(150)], ["1+1"]),
        # rules within two points are one
        ([_across(100), _across(102)], ["1+0"]),
        ([_across(100), _across(102.1)], ["1+0", "1+0"]),
        # and those with a break of three
        ([_across(100), _across(100, 203, 300)], ["1+0"]),
        ([_across(100), _across(100, 203.1, 300)], ["1+0", "1+0"]),
        # a shorter one than six points is none
        ([_across(100, 100, 106)], ["1+0"]),
        ([_across(100, 100, 105.9)], []),
        # a rule down hangs from another, seven points under it; it may end three above one
        ([_across(100), _down(150, 107)], ["1+1"]),
        ([_across(100), _down(150, 107.1)], ["0+1", "1+0"]),
        ([_across(202.9), _down(150)], ["1+1"]),
        ([_across(203.1), _down(150)], ["0+1", "1+0"]),
        ([_across(100), _down(202.9)], ["1+1"]),
        ([_across(100), _down(203.1)], ["0+1", "1+0"]),
        # three rules that break at one place have a column's edge there
        (_broken(3), ["3+1"]),
        (_broken(2), ["1+0", "1+0"]),
        (_broken(3, gap=3.1), ["1+0"] * 6),
        (_broken(3, piece=12.1), ["3+1"]),
        (_broken(3, piece=12), ["1+0"] * 3),
    ],
)
def test_which_rules_meet(drawn: list[DrawnLine], found: list[str]) -> None:
    assert _frames(*drawn) == found


@pytest.mark.parametrize(
    ("area", "found"),
    [
        (_area(100, 100, 200, 103), ["1+0"]),
        (_area(100, 100, 200, 103.1), ["1+0", "1+0"]),
        (_area(100, 100, 103, 200), ["0+1"]),
        (_area(100, 100, 103.1, 200), ["0+1", "0+1"]),
        (_area(100, 100, 200, 200, 0xFFFFFF), []),  # white on white
        (_area(0, 0, 600, 800), []),  # the page's background
        (_area(0, 0, 569, 800), ["2+2"]),
        (_area(0, 0, 600, 719), ["2+2"]),
        (_area(601, 100, 700, 200), []),
    ],
)
def test_rectangles_count_by_their_edges(area: Area, found: list[str]) -> None:
    assert _frames(areas=[area]) == found


@pytest.mark.parametrize(
    ("top", "bottom", "x0", "found"),
    [
        (98, 116, 100, []),  # 1.8 times as high as the words on it
        (98, 116.1, 100, ["2+2"]),
        (98, 112, 96, []),  # and longer by 0.4 of their size
        (98, 112, 95.9, ["2+2"]),
    ],
)
def test_marked_words_are_no_cell(top: float, bottom: float, x0: float, found: list[str]) -> None:
    word = word_of("lamps", 100, 100)
    assert _frames(areas=[_area(x0, top, 125, bottom)], on=[word]) == found


@pytest.mark.parametrize(("high", "found"), [(40, []), (40.1, ["2+2"])])
def test_marked_words_are_forty_points_high(high: float, found: list[str]) -> None:
    word = word_of("lamps", 100, 105, 30)
    assert _frames(areas=[_area(100, 100, 175, 100 + high)], on=[word]) == found


@pytest.mark.parametrize(("count", "found"), [(6000, 1), (6001, 0)])
def test_more_rules_than_six_thousand_are_a_picture(count: int, found: int) -> None:
    assert len(_frames(*[_across(100)] * count)) == found


# --- drawn bullets --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wide", "high", "mark"),
    [
        (1, 1, True),
        (0.9, 1, False),
        (18, 18, True),
        (18, 18.1, False),
        (10, 16, True),
        (10, 16.1, False),
        (16.1, 10, False),
    ],
)
def test_how_large_a_bullet_is(wide: float, high: float, mark: bool) -> None:
    assert is_mark(_area(0, 0, wide, high)) == mark


def _bulleted(*marks: Area, text: str = "one two three") -> int:
    lines = [
        set_line(
            TracedText.copied(text, 100 * n),
            1,
            n,
            Box(6000, 2000 * n, 20_000, 2000 * n + 1000),
            1000,
        )
        for n in range(1, 5)
    ]
    return sum(line.text.startswith("•") for line in with_bullets(lines, marks, set()))


def _marks(*rows: int, x1: float = 50, size: float = 4, shift: float = 0) -> list[Area]:
    return [
        _area(x1 - size + shift * n, 20 * row + 3, x1 + shift * n, 20 * row + 3 + size)
        for n, row in enumerate(rows)
    ]


def test_which_marks_are_bullets() -> None:
    assert _bulleted(*_marks(1, 2)) == 2
    assert _bulleted(*_marks(1)) == 0
    assert [_bulleted(*_marks(1, 2), text=text) for text in ("one two", "one two three")] == [0, 2]
    # three sizes from the line, or on its edge
    assert [_bulleted(*_marks(1, 2, x1=x1)) for x1 in (30, 29.9, 61, 61.1)] == [2, 0, 2, 0]
    # as high as 1.4 sizes
    assert [_bulleted(*_marks(1, 2, size=size)) for size in (14, 14.1)] == [2, 0]
    # below one another, to a point
    assert [_bulleted(*_marks(1, 2, shift=shift)) for shift in (0.4, 1.1)] == [2, 0]
    # and more than half of their like stand beside lines
    elsewhere = [_area(300, 500 + 9 * n, 304, 504 + 9 * n) for n in range(2)]
    assert [_bulleted(*_marks(1, 2), *elsewhere[:n]) for n in (1, 2)] == [2, 0]


# --- language -------------------------------------------------------------------------------------

FORMED, BROKEN = "aba", "bcd"


@pytest.mark.parametrize(
    ("listed", "language"),
    [
        ([FORMED] * 8, True),
        ([FORMED] * 7, None),  # too few to tell
        ([FORMED] * 7 + ["ab"] * 9, None),
        ([FORMED] * 9 + ["лампа"], True),
        ([FORMED] * 8 + ["лампа"], None),  # nine in ten are Latin
        # three in four have a vowel, or three in five beside little words
        ([FORMED] * 6 + [BROKEN] * 2, True),
        ([FORMED] * 5 + [BROKEN] * 3, False),
        ([FORMED] * 5 + [BROKEN] * 3 + ["of"] + ["xq"] * 7, True),
        ([FORMED] * 5 + [BROKEN] * 3 + ["of"] + ["xq"] * 8, False),
        ([FORMED] * 6 + [BROKEN] * 4 + ["of"] * 2, True),
        ([FORMED] * 10 + [BROKEN] * 7 + ["of"] * 2, False),
        # three letters in ten are vowels
        (["abababcccc"] * 8, True),
        (["abababcccc"] * 7 + ["ababcccccc"], False),
    ],
)
def test_what_looks_like_language(listed: list[str], language: bool | None) -> None:
    assert looks_like_language(listed) is language


def test_shares_of_words() -> None:
    assert [known_share(["lamps"] * count) for count in (5, 4)] == [1.0, 0.0]
    assert known_share(["lamps", "lamps", "xqxqx", "xqxqx", "xqxqx"]) == 0.4
    assert formed_share(["lamp", "LAMP", "lAmp", "lmp", "to"]) == pytest.approx(1.8 / 4)
    assert little_share(["the", "The", "THE", "lamp"]) == 0.5
    assert (known_share([]), formed_share([]), little_share([])) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("listed", "rubbish"),
    [
        (["bcdf"] * 40, True),
        (["bcdf"] * 39, False),
        (["lAmps"] * 7 + ["bcdf"] * 33, True),
        (["lAmps"] * 8 + ["bcdf"] * 32, False),  # a fifth are English
        (["lamps"] * 40, False),
    ],
)
def test_what_is_rubbish(listed: list[str], rubbish: bool) -> None:
    assert is_rubbish(listed) == rubbish


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\ufffd" * 3 + "a" * 17, False),  # 15 in 100
        ("\ufffd" * 4 + "a" * 16, True),
        ("\ufffd" * 1 + "a" * 4, False),  # one on the page
        ("\ufffd" * 2 + "a" * 4, True),
    ],
)
def test_what_is_lost(text: str, told: bool) -> None:
    line = set_line(TracedText.copied(text, 0), 1, 1, Box(0, 0, 1, 1), 1000)
    assert bool(list(unreadable([line]))) == told


@pytest.mark.parametrize(("length", "cut"), [(40, False), (41, True)])
def test_a_passage_is_named_by_forty_characters(length: int, cut: bool) -> None:
    text = "\ufffd" * length
    line = set_line(TracedText.copied(text, 0), 3, 7, Box(0, 0, 1, 1), 1000)
    (passage,) = unreadable([line])
    assert (passage.page, passage.line) == (3, 7)
    assert f"“{text[:40]}{'…' * cut}”" in passage.cause


SENTENCE = "The lamps of the town are in the care of the council and the men of the county. " * 4


@pytest.mark.parametrize(("letters", "trusted"), [(200, True), (199, False)])
def test_a_font_with_two_hundred_letters_is_believed(letters: int, trusted: bool) -> None:
    text, left = "", letters
    for letter in SENTENCE:
        text += letter
        left -= letter != " "
        if not left:
            break
    fonts = Fonts()
    mended(glyphs_of(text, 0, 0), fonts)
    assert bool(fonts.trusted) == trusted


# --- lines ----------------------------------------------------------------------------------------


def _lines_of(*glyphs: Glyph) -> list[Line]:
    return list(page_lines(page_text(glyphs, 0), SHEET))


@pytest.mark.parametrize(
    ("size", "bottom", "letters", "raised"),
    [
        (8.5, 108, 20, True),
        (8.6, 108, 20, False),  # not small enough
        (8.5, 108.1, 20, False),  # not high enough
        (8, 107, 2, True),  # a third of the line
        (8, 107, 1, False),
    ],
)
def test_what_is_raised(size: float, bottom: float, letters: int, raised: bool) -> None:
    text = glyphs_of("a" * letters, 100, 100)
    (line,) = _lines_of(*text, *glyphs_of("2", text[-1].x1, bottom - size, size))
    assert bool(line.raised) == raised


@pytest.mark.parametrize(("bold", "is_bold"), [(17, False), (18, True)])
def test_a_bold_line_is_bold_by_more_than_85_in_100(bold: int, is_bold: bool) -> None:
    first = glyphs_of("a" * bold, 100, 100, bold=True)
    (line,) = _lines_of(*first, *glyphs_of("b" * (20 - bold), first[-1].x1, 100))
    assert line.bold == is_bold


@pytest.mark.parametrize(("size", "lines"), [(4.6, 1), (4.4, 2)])
def test_much_smaller_type_is_on_no_line_of_larger(size: float, lines: int) -> None:
    found = _lines_of(*glyphs_of("aaaa", 100, 100), *glyphs_of("bb", 140, 103, size))
    assert len(found) == lines


@pytest.mark.parametrize(("passages", "more"), [(5, 0), (6, 1), (9, 4)])
def test_five_passages_are_named(passages: int, more: int) -> None:
    listed = [Passage(n, None, "It is damaged.") for n in range(passages)]
    found = list(damage_findings(Source("a", "a.pdf"), listed))
    assert len(found) == 5
    assert found[-1].cause.endswith(f" for {more} more." if more else "damaged.")
    assert len(list(damage_findings(Source("a", "a.pdf"), listed[:4]))) == 4
