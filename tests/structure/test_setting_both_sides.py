"""How lines are set makes paragraphs, lists, captions and notes of them: both sides of every number
that decides."""

from __future__ import annotations

from typing import Any

import pytest

from briefing_ingest.model import Block, Box, Line, LineRole, Markup, RawDocument
from briefing_ingest.structure import structure
from briefing_ingest.structure.captions import find_captions
from briefing_ingest.structure.dump_byline import facts_near_title
from briefing_ingest.structure.kinds import classify, special_kind
from briefing_ingest.structure.language import detect_language
from briefing_ingest.structure.lists import find_items
from briefing_ingest.structure.lists.geometry import below, is_full, same_edge
from briefing_ingest.structure.notes.at_chapter_end import split_chapter_notes
from briefing_ingest.structure.notes.at_page_foot import split_page_notes
from briefing_ingest.structure.notes.notes import split_notes, split_stated_notes
from briefing_ingest.structure.notes.raised_calls import raised_notes
from briefing_ingest.structure.paragraphs import Group, group_lines
from briefing_ingest.structure.typesetting import (
    hanging_columns,
    is_wrapped,
    local_widths,
    pitches,
)
from briefing_ingest.traced import TracedText
from set_lines import set_line
from witnesses import lines_of


def _line(  # noqa: PLR0917 - a column of the tables for each
    text: str,
    top: int = 0,
    x0: int = 6000,
    size: int = 1000,
    right: int = 50_000,
    page: int = 1,
    **setting: Any,
) -> Line:
    """A line of a page, in hundredths of a point."""
    box = Box(x0, top, right, top + size)
    return set_line(TracedText.copied(f"{text}\n", 0), page, 1, box, size, **setting)


def _words(count: int, word: str = "lamps") -> str:
    return " ".join([word] * count)


def _parts(*lines: Line) -> int:
    """How many groups the last two lines are in, behind and before others as far apart as usual."""
    usual = tuple(_line("the lamps of", 1200 * n, page=9) for n in range(9))
    groups = group_lines((*usual, *lines))
    return len(groups) - 1


# --- paragraphs of pages --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "parts"),
    [
        # lines of one paragraph are 1.35 times as far apart as usual
        (_line("the lamps", 0), _line("of towns", 1620), 1),
        (_line("the lamps", 0), _line("of towns", 1621), 2),
        # their sizes differ by 8 in 100
        (_line("the lamps", 0), _line("of towns", 1200, size=1086), 1),
        (_line("the lamps", 0), _line("of towns", 1200, size=1087), 2),
        # what follows a sentence is set in by 0.8 of the size
        (_line("The lamps.", 0), _line("Of towns", 1200, 6800), 1),
        (_line("The lamps.", 0), _line("Of towns", 1200, 6801), 2),
        # or its last line is short by a fifth
        (_line("The lamps.", 0, right=41_200), _line("Of towns", 1200), 1),
        (_line("The lamps.", 0, right=41_199), _line("Of towns", 1200), 2),
        (_line("The lamps.", 0, right=41_199), _line("of towns", 1200), 1),
        # other columns and pages
        (_line("the lamps", 0), _line("of towns", 1200, column=1), 2),
        (_line("the lamps", 0), _line("of towns", 1200, page=2), 2),
        # bold
        (_line("The lamps of", 0, bold=True), _line("Towns", 1200), 1),
        (_line("The lamps", 0, bold=True), _line("Towns", 1200), 2),
        (_line("The lamps", 0, bold=True), _line("towns", 1200), 1),
        (_line("The lamps:", 0, bold=True), _line("towns", 1200), 2),
        # print whose size is not stated counts as one point
        (_line("the lamps", 0, size=0), _line("of towns", 168, size=0), 1),
        (_line("the lamps", 0, size=0), _line("of towns", 169, size=0), 2),
    ],
)
def test_where_a_paragraph_ends(first: Line, second: Line, parts: int) -> None:
    assert _parts(first, second) == parts


@pytest.mark.parametrize(
    ("x0", "right", "parts"),
    [
        # on the edge of the number, where the word "Towns" would have left more than two sizes
        (6000, 42_999, 2),
        (6000, 43_000, 1),
        (6199, 42_999, 2),
        (6200, 42_999, 1),
    ],
)
def test_a_heading_below_a_numbered_heading(x0: int, right: int, parts: int) -> None:
    numbered = _line("2. Lamps", 0, right=right, bold=True)
    # five letters of a line of 11 are 5,000 wide
    second = _line("Towns lamps", 1200, x0, right=x0 + 11_000, bold=True)
    full = _line("Lamps", 2400)
    assert _parts(numbered, second, full) - 1 == parts


@pytest.mark.parametrize(
    ("first", "second", "parts"),
    [
        # a label begins a block behind a sentence, or behind another label
        (_line("The lamps.", 0), _line("Table 2: of towns", 1200), 2),
        (_line("see the", 0), _line("Table 2: of towns", 1200), 1),
        (_line("Table 1: the", 0), _line("Table 2: of towns", 1200), 2),
        (_line("see the", 0), _line("Table of towns", 1200), 1),
    ],
)
def test_where_a_label_begins_a_block(first: Line, second: Line, parts: int) -> None:
    assert _parts(first, second) == parts


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("see the\nTable 2: of towns\n", 2),
        ("The lamps.\nTable 2: of towns\n", 2),
        ("see the\nof towns\n", 1),
    ],
)
def test_a_label_in_a_text_that_is_not_wrapped_begins_a_block(text: str, blocks: int) -> None:
    assert len(group_lines(lines_of(text))) == blocks


# --- paragraphs without geometry ------------------------------------------------------------------

_WRAPPED = "\n".join(["lamps of the town and of the streets stand in ro"] * 5)
"""Five lines of 48 characters that go on in each other."""


def _paragraphs(before: str, after: str = "Lamp towns") -> int:
    text = f"{_WRAPPED}\n\n{'x' * 50}\n{before}\n{after}\n{'x' * 50}"
    return len(group_lines(lines_of(text))) - 1


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        # the word "Lamp" would have fitted into four fifths of 50 characters
        (f"{'x' * 34}.", "Lamp towns", 2),
        (f"{'x' * 35}.", "Lamp towns", 1),
        (f"{'x' * 34}.", "lamp towns", 1),
        (f"{'x' * 40}.", "  Lamp towns", 2),
        # a line without a stop has three fifths
        ("x" * 30, "Lamp towns", 2),
        ("x" * 31, "Lamp towns", 1),
        (f"{'x' * 20} of", "Lamp towns", 1),
        (f"{'x' * 20},", "Lamp towns", 1),
    ],
)
def test_where_a_wrapped_paragraph_ends(before: str, after: str, parts: int) -> None:
    assert _paragraphs(before, after) == parts


@pytest.mark.parametrize(
    ("lines", "wrapped"),
    [
        (["the lamp"] * 5, True),
        (["the lamp"] * 4, False),  # three pairs
        (["Lamps", "the lamp", *["Lamps"] * 4], True),  # one in five goes on
        (["Lamps", "the lamp", *["Lamps"] * 5], False),
        (["the lamp."] * 5, False),
    ],
)
def test_what_is_wrapped(lines: list[str], wrapped: bool) -> None:
    assert is_wrapped(lines_of("\n".join(lines))) == wrapped


def test_three_lines_on_either_side_tell_how_long_lines_are() -> None:
    lines = lines_of("\n".join(["x" * 9, *["x"] * 4, *["x"] * 4, "x" * 9]))
    assert local_widths(lines) == (9, 9, 9, 9, 1, 1, 9, 9, 9, 9)


# --- how lines are set ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tops", "pitch"),
    [
        ([0, 2999], {(0, 0, 1000): 2999}),
        ([0, 3000], {}),
        ([0, 0], {}),
        (
            [n * 1200 for n in range(7)],
            {(0, 0, 1000): 1200, (1, 0, 1000): 1200},
        ),
        ([n * 1200 for n in range(6)], {(0, 0, 1000): 1200}),  # five distances tell of no column
        ([0, 1000, 3000, 5000, 7000, 9000, 11_000], {(0, 0, 1000): 2000, (1, 0, 1000): 2000}),
    ],
)
def test_how_far_apart_lines_are(tops: list[int], pitch: dict[tuple[int, int, int], int]) -> None:
    assert pitches(tuple(_line("lamps", top) for top in tops)) == pitch


def _hung(out: int, back: int, by: int = 801, apart: int = 1600) -> bool:
    pairs = [(6000, 6000 + by)] * out + [(6000 + by, 6000)] * back
    lines = [
        _line("the lamps" if first else "of towns.", 10_000 * n + apart * (not first), x0)
        for n, pair in enumerate(pairs)
        for first, x0 in zip((True, False), pair, strict=True)
    ]
    return bool(hanging_columns(tuple(lines)))


@pytest.mark.parametrize(
    ("out", "back", "by", "apart", "hangs"),
    [
        (3, 0, 801, 1600, True),
        (2, 0, 801, 1600, False),
        (3, 0, 800, 1600, False),  # indented by 0.8 of the size
        (3, 0, 801, 1601, False),  # too far apart for one paragraph
        (4, 1, 801, 1600, True),
        (3, 1, 801, 1600, False),  # more than three times as many
    ],
)
def test_columns_of_hanging_paragraphs(
    out: int, back: int, by: int, apart: int, hangs: bool
) -> None:
    assert _hung(out, back, by, apart) == hangs


# --- captions -------------------------------------------------------------------------------------


def _stack(*texts: str, gap: int = 200) -> list[Line]:
    return [_line(text, (1000 + gap) * n) for n, text in enumerate(texts)]


def _end(lines: list[Line]) -> int:
    """The index behind the caption that begins with the first line; 0 if none does."""
    found = find_captions(lines)
    return found[0].end if 0 in found else 0


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (_stack("Table 2", "Lamps"), 2),
        (_stack("Table 2", *["Lamps"] * 3), 4),
        (_stack("Table 2", *["Lamps"] * 4), 4),  # a title has three lines
        (_stack("Table 2", *["Lamps"] * 5), 1),  # and five are the text
        (_stack("Source: Lamps", *["lamps"] * 3), 4),
        (_stack("Source: Lamps", *["lamps"] * 4), 4),  # a source has four
        (_stack("Table 2", "Lamps", gap=800), 2),
        (_stack("Table 2", "Lamps", gap=801), 1),
        (_stack("Table 2", "Lamps", gap=-799), 2),
        (_stack("Table 2", "Lamps", gap=-800), 1),
        # on the left edge of the number, or on its axis
        ([_line("Table 2"), _line("Lamps", 1200, 7000)], 2),
        ([_line("Table 2"), _line("Lamps", 1200, 8001)], 1),
        ([_line("Table 2"), _line("Lamps", 1200, 20_000, right=36_000)], 2),
        ([_line("Table 2"), _line("Lamps", 1200, 20_000, right=38_000)], 2),
        ([_line("Table 2"), _line("Lamps", 1200, 20_000, right=38_001)], 1),
        # its lines are of one size
        ([*_stack("Table 2", "Lamps"), _line("of towns", 2400, size=1086)], 3),
        ([*_stack("Table 2", "Lamps"), _line("of towns", 2400, size=1087)], 2),
        ([*_stack("Table 2", "Lamps"), _line("(of towns)", 2400, size=1087)], 3),
        # a source goes on where its line runs to the edge
        ([_line("Source: A", right=41_200), _line("b", 1200)], 2),
        ([_line("Source: A", right=41_199), _line("b", 1200)], 1),
    ],
)
def test_where_a_caption_ends(lines: list[Line], end: int) -> None:
    assert _end(lines) == end


@pytest.mark.parametrize(
    ("before", "caption"),
    [
        (_line("the lamps", 0), False),
        (_line("The lamps.", 0), True),
        (_line("the lamps", 0, bold=True), True),
        (_line("the lamps", -600), False),  # white space of 0.8 sizes
        (_line("the lamps", -601), True),
        (_line("the lamps", 0, 8000), False),  # two sizes to the right
        (_line("the lamps", 0, 8001), True),
        (_line("the lamps", 0, size=920), False),
        (_line("the lamps", 0, size=919), True),
        (_line("the lamps", 0, column=3), True),
    ],
)
def test_a_caption_stands_apart(before: Line, caption: bool) -> None:
    assert bool(find_captions([before, _line("Table 2", 1200)])) == caption


@pytest.mark.parametrize(("lines", "end"), [(2, 2), (3, 3), (4, 3)])
def test_a_centred_caption_has_three_lines(lines: int, end: int) -> None:
    shifts = [0, 3000, 6000, 9000][:lines]
    texts = ["Table 2: Lamps", "of towns", "and streets", "and lanes"]
    made = [
        _line(texts[n], 1200 * n, 6000 + shift, right=50_000 - shift)
        for n, shift in enumerate(shifts)
    ]
    assert _end(made) == end


# --- lists ----------------------------------------------------------------------------------------


def _items(lines: list[Line]) -> list[int]:
    return sorted(find_items(lines))


def test_where_lines_stand_to_each_other() -> None:
    assert [below(_line("a"), _line("b", top)) for top in (0, 1, 1999, 2000)] == [
        *[False, True, True, False]
    ]
    assert [below(_line("a", size=0), _line("b", top, size=0)) for top in (199, 200)] == [
        *[True, False]
    ]
    assert [same_edge(_line("a"), _line("b", 0, x0)) for x0 in (6400, 6401, 5600, 5599)] == [
        *[True, False, True, False]
    ]
    assert [is_full(lines_of(f"{'x' * n}\n{'x' * 100}"), 0) for n in (75, 74)] == [True, False]
    # three lines on either side tell how long lines are
    long_behind = [lines_of("xxx\n" + "x\n" * n + "x" * 9) for n in (2, 3)]
    assert [is_full(lines, 0) for lines in long_behind] == [False, True]
    long_before = [lines_of("x" * 9 + "\n" + "x\n" * n + "xxx") for n in (2, 3)]
    assert [is_full(lines, len(lines) - 1) for lines in long_before] == [False, True]


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        # a dash below the middle of a sentence: a gap of 0.6 sizes, or a line set in by 0.4
        ([_line("the lamps", 0), _line("- of towns", 1600)], []),
        ([_line("the lamps", 0), _line("- of towns", 1601)], [1]),
        ([_line("the lamps", 0), _line("- of towns", 1200, 6400)], []),
        ([_line("the lamps", 0), _line("- of towns", 1200, 6401)], [1]),
        # not at the head of another column or page
        ([_line("the lamps", 0), _line("- of towns", 3000, column=2)], []),
        ([_line("the lamps", 0), _line("- of towns", 3000, page=2)], []),
        ([_line("The lamps.", 0), _line("- of towns", 3000, column=2)], [1]),
        # or another dash in the next four lines
        (_stack("the lamps", "- of", *["towns"] * 3, "- and"), [1, 5]),
        (_stack("the lamps", "- of", *["towns"] * 4, "- and"), []),
        # or one in the 19 lines before
        (_stack("The lamps.", "- of", *["towns"] * 18, "- and"), [1, 20]),
        (_stack("The lamps.", "- of", *["towns"] * 19, "- and"), [1]),
        # behind a sentence or an announcement
        (_stack("The lamps.", "- of towns"), [1]),
        (_stack("the lamps:", "- of towns"), [1]),
        # an asterisk is a bullet beside another
        (_stack("The lamps.", "* of", "* and"), [1, 2]),
        (_stack("The lamps.", "* of", "and"), []),
        (_stack("the lamps", "• of towns"), [1]),
        (_stack("the lamps", "• "), []),
    ],
)
def test_bullets(lines: list[Line], items: list[int]) -> None:
    assert _items(lines) == items


def _numbered(
    numbers: list[str], between: int = 0, text: str = "lamps.", **setting: Any
) -> list[Line]:
    rows = [
        row for number in numbers for row in (f"{number} {text}", *["Towns are there."] * between)
    ]
    return [_line(row, 1200 * n, **setting) for n, row in enumerate(rows)]


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        (_numbered(["1.", "2."]), 2),
        (_numbered(["1."]), 0),
        (_numbered(["2.", "3.", "4."]), 3),  # from the middle three are a list
        (_numbered(["2.", "3."]), 0),
        (_numbered(["1.", "3."]), 0),
        (_numbered(["(i)", "(ii)", "(iii)"]), 3),
        (_numbered(["iv)", "v)", "vi)"]), 3),
        (_numbered(["ix)", "x)", "xi)"]), 3),
        (_numbered(["viii)", "ix)", "x)"]), 3),
        (_numbered(["vi)", "iv)", "v)"]), 0),
        (_numbered(["C.", "D.", "E."]), 3),
        # 80 lines lie between two items at most
        (_numbered(["1.", "2."], 79, f"{_words(13)}."), 2),
        (_numbered(["1.", "2."], 80, f"{_words(13)}."), 0),
        # short items are headings if they are more than four lines from each other
        (_numbered(["1.", "2."], 3, "Lamps"), 2),
        (_numbered(["1.", "2."], 4, "Lamps"), 0),
        (_numbered(["1.", "2."], 4, _words(11)), 0),  # with the number 12 words
        (_numbered(["1.", "2."], 4, _words(12)), 2),
        (_numbered(["1.", "2."], 4, "Lamps."), 2),
        (_numbered(["1.", "2."], 0, "Lamps", bold=True), 0),
        (_numbered(["1.", "2."], 0, "Lamps.", bold=True), 2),
        # page numbers that rise are contents
        ([_line("1. Lamps 3"), _line("2. Towns 5", 1200)], 0),
        ([_line("1. Lamps 5"), _line("2. Towns 3", 1200)], 2),
        ([_line("1. Lamps ..... 3"), _line("2. Towns ..... 3", 1200)], 0),
    ],
)
def test_numbers_that_count_on(lines: list[Line], items: int) -> None:
    assert len(_items(lines)) == items


@pytest.mark.parametrize(
    ("indent", "hang"), [(400, 0), (401, 400), (4999, 5000), (5000, 0), (1234, 1200)]
)
def test_how_far_items_hang(indent: int, hang: int) -> None:
    lines = [_line("• of towns", 0), _line("and of lamps", 1200, 6000 + indent)]
    assert find_items(lines)[0].hang == hang


# --- notes ----------------------------------------------------------------------------------------


def _foot(
    *notes: Line, text: str = "Lamps.¹ Towns.² Streets.³ Ships.⁴ Trams.⁵ Carts.⁶"
) -> list[str]:
    """The numbers of the notes below a text in ten points, each with its lines."""
    body = tuple(_line(text, 1200 * n) for n in range(9))
    split = split_page_notes((*body, *notes))
    return [f"{note.number}: {' '.join(note.text.split())}" for note in split.notes]


def _note(text: str, top: int = 20_000, size: int = 900, page: int = 1, **setting: Any) -> Line:
    return _line(text, top, size=size, page=page, **setting)


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ([_note("1 Ibid.", size=930)], ["1: Ibid."]),
        ([_note("1 Ibid.", size=931)], []),
        ([_note("1 Ibid."), _note("5 See.", 21_000)], ["1: Ibid.", "5: See."]),
        ([_note("1 Ibid."), _note("6 See.", 21_000)], ["1: Ibid. 6 See."]),  # four are missing
        ([_note("4 Ibid.")], ["4: Ibid."]),
        ([_note("5 Ibid.")], []),
        # a line of the note: no more than 2.5 sizes below, alike by 12 in 100
        ([_note("1 Ibid."), _note("see", 23_150)], ["1: Ibid. see"]),
        ([_note("1 Ibid."), _note("see", 23_151)], ["1: Ibid."]),
        ([_note("1 Ibid."), _note("see", 21_000, 600)], ["1: Ibid. see"]),
        (
            [_note("1 Ibid.", size=800), _note("a", 21_000, 800), _note("b", 22_000, 896)],
            ["1: Ibid. a b"],
        ),
        (
            [_note("1 Ibid.", size=800), _note("a", 21_000, 800), _note("b", 22_000, 897)],
            ["1: Ibid. a"],
        ),
        ([_note("1 Ibid."), _note("see", 21_000, bold=True)], ["1: Ibid."]),
        # over the page, alike by 8 in 100, where no sentence ends
        ([_note("1 Ibid"), _note("see", 20_000, 828, 2)], ["1: Ibid see"]),
        ([_note("1 Ibid"), _note("see", 20_000, 827, 2)], ["1: Ibid"]),
        ([_note("1 Ibid."), _note("see", 20_000, 900, 2)], ["1: Ibid."]),
        ([_note("1 Ibid"), _note("see", 20_000, 900, 3)], ["1: Ibid"]),
    ],
)
def test_notes_at_the_foot(notes: list[Line], found: list[str]) -> None:
    assert _foot(*notes) == found


def _raised(*lines: Line) -> list[tuple[int, int]]:
    calls = _line("Lamps.¹ Towns.² Streets.³ Ships.⁴ Trams.⁵ Carts.⁶")
    return [(note.number, len(note.lines)) for note in raised_notes([calls, *lines])]


IBID = _line("¹ Ibid", 20_000)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([IBID], [(1, 1)]),
        ([_line("⁴ Ibid", 20_000)], [(4, 1)]),
        ([_line("⁵ Ibid", 20_000)], []),
        ([IBID, _line("⁵ Ibid", 21_200)], [(1, 1), (5, 1)]),
        ([IBID, _line("⁶ Ibid", 21_200)], [(1, 2)]),
        ([IBID, _line("see", 21_600)], [(1, 2)]),
        ([IBID, _line("see", 21_601)], [(1, 1)]),
        ([IBID, _line("see", 21_200, size=1080)], [(1, 2)]),
        ([IBID, _line("see", 21_200, size=1081)], [(1, 1)]),
        ([IBID, _line("see", 21_200, size=919)], [(1, 1)]),
        ([IBID, _line("see", 21_200, bold=True)], [(1, 1)]),
        # on the next page where another note begins within 12 lines
        (
            [
                IBID,
                *[_line("see", 1200 * n, page=2) for n in range(12)],
                _line("² So", 14_400, page=2),
            ],
            [(1, 13), (2, 1)],
        ),
        (
            [
                IBID,
                *[_line("see", 1200 * n, page=2) for n in range(13)],
                _line("² So", 15_600, page=2),
            ],
            [(1, 1), (2, 1)],
        ),
    ],
)
def test_notes_in_the_bodys_type(lines: list[Line], found: list[tuple[int, int]]) -> None:
    assert _raised(*lines) == found


def _chapter(page: int, called: str, notes: int) -> list[Line]:
    texts = [f"Lamps{called}", "Notes", *[f"{n}. See." for n in range(1, notes + 1)]]
    lines = [_line(text, 1200 * n, page=page) for n, text in enumerate(texts)]
    return [_line(texts[0], size=1200, page=page), *lines[1:]]


@pytest.mark.parametrize(
    ("chapters", "numbers"),
    [
        ([("¹", 1), ("¹", 1)], ["1", "2"]),
        ([("¹", 1)], None),
        ([("¹", 2), ("¹ ²", 2)], ["1", "2", "3", "4"]),  # half of the notes are called
        ([("¹", 3), ("¹", 1)], None),
        ([("¹", 3), ("¹", 1), ("¹", 1)], ["1", "2"]),
    ],
)
def test_notes_of_chapters(chapters: list[tuple[str, int]], numbers: list[str] | None) -> None:
    lines = [line for page, one in enumerate(chapters) for line in _chapter(page, *one)]
    split = split_chapter_notes(tuple(lines))
    assert (split and [note.number for note in split.notes]) == numbers


@pytest.mark.parametrize(("pages", "numbers"), [(2, ["1", "2"]), (1, ["1"])])
def test_notes_that_start_again_on_every_page(pages: int, numbers: list[str]) -> None:
    lines = [
        line
        for page in range(1, pages + 1)
        for line in (
            *[_line("Lamps.¹", 1200 * n, page=page) for n in range(4)],
            _note("1 Ibid.", page=page),
        )
    ]
    assert [note.number for note in split_page_notes(tuple(lines)).notes] == numbers


@pytest.mark.parametrize(
    ("size", "texts"),
    [(1086, ["Ibid. see"]), (1087, ["Ibid."]), (926, ["Ibid. see"]), (925, ["Ibid."])],
)
def test_lines_of_an_endnote_are_alike(size: int, texts: list[str]) -> None:
    lines = (_line("Notes"), _line("1. Ibid.", 1200), _line("see", 2400, size=size))
    assert [" ".join(note.text.split()) for note in split_notes(lines).notes] == texts


# --- what a block says ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"This report is licensed under terms. {_words(84)}", "licence"),
        (f"This report is licensed under terms. {_words(85)}", None),
        (f"Open Government Licence {_words(27)}", "licence"),
        (f"Open Government Licence {_words(28)}", None),
        (f"Acknowledgements: {_words(249)}", "acknowledgements"),
        (f"Acknowledgements: {_words(250)}", None),
        (f"Contact: ann@example.org {_words(43)}", "contact"),
        (f"Contact: ann@example.org {_words(44)}", None),
        (f"ann@example.org {_words(14)}", "contact"),
        (f"ann@example.org {_words(15)}", None),
        (f"By Ann Smith, Director of the Larch Trust, {_words(37)}", "byline"),
        (f"By Ann Smith, Director of the Larch Trust, {_words(38)}", None),
        (f"Registered charity number 12345 {_words(41)}", "imprint"),
        (f"Registered charity number 12345 {_words(42)}", None),
        # more than 50 characters to a word, of the most it may have, are data
        (f"ann@example.org {'x' * (750 - 16)}", "contact"),
        (f"ann@example.org {'x' * (751 - 16)}", None),
    ],
)
def test_how_long_special_blocks_are(text: str, kind: str | None) -> None:
    assert special_kind(text) == kind


# --- bylines of dumps -----------------------------------------------------------------------------


def _near(*near: str, above: tuple[str, ...] = ()) -> list[str]:
    lines = tuple(
        line._replace(role=LineRole.TITLE) if line.text == "Why lamps matter\n" else line
        for line in lines_of("\n".join([*above, "Why lamps matter", *near, ""]))
    )
    return [fact.value for fact in facts_near_title(lines, "")]


@pytest.mark.parametrize(
    ("above", "near", "found"),
    [
        ((), (*["Lamps"] * 7, "By Ann Smith"), ["Ann Smith"]),
        ((), (*["Lamps"] * 8, "By Ann Smith"), []),
        (("By Ann Smith", "Lamps", "Lamps"), (), ["Ann Smith"]),
        (("By Ann Smith", "Lamps", "Lamps", "Lamps"), (), []),
        ((), (_words(24), "By Ann Smith"), ["Ann Smith"]),
        ((), (_words(25), "By Ann Smith"), []),
        ((), (f"By Ann Smith, {_words(17)}",), ["Ann Smith"]),
        ((), (f"By Ann Smith, {_words(18)}",), []),
        ((), ("Page last updated", "1 May 2021"), []),
        ((), ("This was last updated", "1 May 2021"), ["2021-05-01"]),
    ],
)
def test_what_stands_near_the_title_of_a_dump(
    above: tuple[str, ...], near: tuple[str, ...], found: list[str]
) -> None:
    assert _near(*near, above=above) == found


# --- the language ---------------------------------------------------------------------------------


def _language(text: str) -> str:
    raw = RawDocument("a", "text/plain", text, ())
    return detect_language(raw, (Block("paragraph", TracedText.copied(text, 0)),))


class _German:
    """A model that takes every text for German."""

    @staticmethod
    def classify(_: str) -> tuple[str, float]:
        return "de", 0.0


@pytest.mark.parametrize(
    ("plain", "others", "language"),
    [
        # a fifth of a hundred words are plain English: nothing else is asked
        (20, 80, "en"),
        (19, 81, "de"),
        (20, 79, "de"),
    ],
)
def test_what_is_plainly_english(
    plain: int, others: int, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing_ingest.structure.language._model_of_languages", _German)
    assert _language(f"{_words(plain, 'the')} {_words(others, 'lampen')}") == language


@pytest.mark.parametrize(("characters", "language"), [(79, "en"), (80, "de")])
def test_a_short_text_is_taken_for_english(
    characters: int, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing_ingest.structure.language._model_of_languages", _German)
    assert _language("x" * characters) == language


# --- the kind of a work ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Case study 1: The lamps.\n\nCase study 2: The towns.\n", "briefing"),
        ("Case study 1: The lamps.\n\nThe towns.\n", "document"),
        ("The lamps.\n\nNotes\n" + "".join(f"{n}. See.\n" for n in range(1, 6)), "briefing"),
        ("The lamps.\n\nNotes\n" + "".join(f"{n}. See.\n" for n in range(1, 5)), "document"),
    ],
)
def test_what_a_briefing_has(text: str, kind: str) -> None:
    assert (
        structure(RawDocument("a", "text/plain", text, lines_of(text)), lines_of(text)).kind == kind
    )


# --- notes that the page states -------------------------------------------------------------------


def test_of_stated_notes_the_lines_go_and_the_heading_above_them() -> None:
    def line(text: str, number: str = "") -> Line:
        made = Line(TracedText.copied(f"{text}\n", 0), 1, 1)
        if not number:
            return made
        return made._replace(role=LineRole.NOTE, markup=Markup(note=number))

    lines = (
        line("The lamps."),
        line("Notes"),
        line("² See.", "2"),
        line("¹ Ibid.", "1"),
        line("Notes"),
        line("The towns."),
    )
    split = split_stated_notes(lines)
    assert [one.text for one in split.body] == ["The lamps.\n", "Notes\n", "The towns.\n"]
    assert [one.text for one in split.heading] == ["Notes\n"]
    assert [(note.number, note.text.strip()) for note in split.notes] == [
        ("1", "Ibid."),
        ("2", "See."),
    ]


@pytest.mark.parametrize(
    ("text", "number", "kept"),
    [
        ("1. Ibid.", "1", "Ibid."),
        ("[1] Ibid.", "1", "Ibid."),
        ("* Ibid.", "1", "Ibid."),
        ("a Ibid.", "1", "Ibid."),
        ("2 lamps.", "1", "2 lamps."),  # another number begins its text
        ("Ibid.", "1", "Ibid."),
    ],
)
def test_the_number_of_a_stated_note_is_no_text(text: str, number: str, kept: str) -> None:
    line = Line(TracedText.copied(text, 0), 1, 1, role=LineRole.NOTE, markup=Markup(note=number))
    (note,) = split_stated_notes((line,)).notes
    assert note.text.strip() == kept


@pytest.mark.parametrize(
    ("text", "aside", "kind"),
    [
        ("The lamps.", True, "labelled"),
        ("The lamps.", False, "paragraph"),
        ("By Ann Smith", True, "byline"),
        ("Case study 1: The lamps.", False, "labelled"),
        ("Table 1: The lamps.", True, "caption"),
    ],
)
def test_what_stands_in_a_side_box(text: str, aside: bool, kind: str) -> None:
    assert classify(Group((_line(text, aside=aside),))).kind == kind
