"""Footnotes at the feet of pages."""

from __future__ import annotations

import pytest

from briefing_ingest.model import Box, Line
from briefing_ingest.structure.notes.at_page_foot import split_page_notes
from briefing_ingest.traced import TracedText
from set_lines import reset, set_line


def lines(*pages: list[tuple[str, int]]) -> tuple[Line, ...]:
    """Lines with their font sizes (points), one under the other on each page."""
    made, at = [], 0
    for page, texts in enumerate(pages, start=1):
        for number, (text, size) in enumerate(texts, start=1):
            box = Box(5000, 5000 + 1500 * number, 40000, 6000 + 1500 * number)
            made.append(set_line(TracedText.copied(text + "\n", at), page, number, box, size * 100))
            at += len(text) + 1
    return tuple(made)


BODY = (
    "The service works in courts and with partners in health.² It is funded by the county.³",
    11,
)


def test_small_type_under_a_number_that_the_page_calls_is_a_note() -> None:
    split = split_page_notes(
        lines(
            [
                ("Victims are heard.¹ They are offered help.", 11),
                ("1 Ministry of Justice (2018),", 9),
                ("p. 4.", 9),
            ],
            [BODY, ("² Home Office, 2016.", 9), ("³See the annual report.", 9)],
        )
    )
    assert [(note.number, " ".join(note.text.split())) for note in split.notes] == [
        ("1", "Ministry of Justice (2018), p. 4."),
        ("2", "Home Office, 2016."),
        ("3", "See the annual report."),
    ]
    assert [line.page for line in split.body] == [1, 2]
    assert [note.places[0].page for note in split.notes] == [1, 2, 2]


def test_numbers_that_nothing_calls_are_no_notes() -> None:
    page = [
        ("Victims are heard. They are offered help.", 11),
        ("1 North 204", 9),
        ("2 South 988", 9),
    ]
    assert not split_page_notes(lines(page)).notes


def test_notes_end_where_larger_type_goes_on() -> None:
    page = [
        ("Heard.¹ They are offered help all over.", 11),
        ("1 Ministry.", 9),
        ("The next column of the text.", 11),
    ]
    split = split_page_notes(lines(page))
    assert [line.text.strip() for line in split.body] == [page[0][0], page[2][0]]


def test_lines_without_boxes_stay() -> None:
    plain = tuple(
        line._replace(setting=None) for line in lines([BODY, ("2 Home Office, 2016.", 9)])
    )
    assert split_page_notes(plain) == (plain, ())


def said(*pages: list[tuple[str, int]]) -> tuple[list[tuple[str, str]], str]:
    """The notes with their numbers, and the text that is left."""
    split = split_page_notes(lines(*pages))
    notes = [(note.number, " ".join(note.text.split())) for note in split.notes]
    return notes, " ".join(" ".join(line.text for line in split.body).split())


@pytest.mark.parametrize(
    ("signs", "called"),
    [
        (("1", "2", "1"), ("¹", "²", "¹")),
        (("*", "**", "*"), ("*", "**", "*")),
        (("*", "†", "*"), ("*", "†", "*")),
    ],
)
def test_notes_counted_anew_on_each_page_are_tied_to_the_calls_of_their_page(
    signs: tuple[str, ...], called: tuple[str, ...]
) -> None:
    notes, text = said(
        [
            (
                f"Victims are heard{called[0]} here. They are offered help in 2019{called[1]} and "
                f"later.",
                11,
            ),
            (f"{signs[0]} Ministry.", 9),
            (f"{signs[1]} Home Office.", 9),
        ],
        [
            (f"The service works in courts.{called[2]} It is funded by the county all over.", 11),
            (f"{signs[2]} Bar.", 9),
        ],
    )
    assert notes == [("1", "Ministry."), ("2", "Home Office."), ("3", "Bar.")]
    assert "heard¹ here" in text
    assert "2019² and" in text
    assert "courts.³ It" in text


def test_numbers_that_go_on_from_page_to_page_stay() -> None:
    notes, text = said(
        [("Victims are heard.¹ They are offered help.", 11), ("1 Ministry.", 9)],
        [("The service works in courts.² It is funded by all.", 11), ("2 Bar.", 9)],
    )
    assert notes == [("1", "Ministry."), ("2", "Bar.")]
    assert "courts.² It" in text


@pytest.mark.parametrize(
    "text", ["Five * six is thirty and that is so", "Rated 4* by guests and also 3* by all"]
)
def test_an_asterisk_that_calls_no_note_stays(text: str) -> None:
    notes, left = said([(text, 11), ("Small print of the page.", 9)])
    assert (notes, left) == ([], f"{text} Small print of the page.")


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    notes, text = said(
        [
            ("Victims are heard.¹ They are offered help.", 11),
            ("1 Ministry of Justice, report on the", 9),
        ],
        [
            ("The service works in courts.² It is funded by all.", 11),
            ("year before last.", 9),
            ("2 Bar.", 9),
        ],
    )
    assert notes == [("1", "Ministry of Justice, report on the year before last."), ("2", "Bar.")]
    assert "year" not in text


@pytest.mark.parametrize("last", ["1 Ministry of Justice.", "1 Ministry of Justice, 2018."])
def test_small_type_behind_a_finished_note_is_none_of_it(last: str) -> None:
    notes, text = said(
        [("Victims are heard.¹ They are offered help.", 11), (last, 9)],
        [("The service works in courts. It is funded by all.", 11), ("Printed on paper.", 9)],
    )
    assert len(notes) == 1
    assert "Printed on paper." in text


def test_a_bold_line_or_one_far_below_ends_a_note() -> None:
    page = lines(
        [
            (BODY[0].replace("²", "¹"), 11),
            ("1 Home Office.", 9),
            ("About us", 9),
            ("We are many.", 9),
        ]
    )
    bold = (*page[:2], reset(page[2], bold=True), page[3])
    far = (*page[:2], *(reset(line, box=Box(5000, 60000, 40000, 61000)) for line in page[2:]))
    for made in (bold, far):
        (note,) = split_page_notes(made).notes
        assert note.text.strip() == "Home Office."


def test_signs_stay_where_numbers_call_other_notes() -> None:
    page = [
        ("Victims are heard* and helped.² They are offered all of it.", 11),
        ("* Of all ages.", 9),
    ]
    assert not said(page)[0]


def spaced(*rows: tuple[str, int], page: int = 1) -> list[Line]:
    """Lines of 11 points on a page, each with its top in points."""
    return [
        set_line(
            TracedText.copied(text + "\n", 10_000 * page + 1_000 * n),
            page,
            n,
            Box(5000, 100 * top, 40000, 100 * top + 1100),
            1100,
        )
        for n, (text, top) in enumerate(rows, start=1)
    ]


def test_a_raised_number_begins_a_note_in_the_type_of_the_body() -> None:
    page = [
        *spaced(
            ("Tasers are used.¹", 50),
            ("Injuries were few.", 75),
            ("¹ Of 9,000 cases, one in", 120),
            ("ten.", 133),
        )
    ]
    over = spaced(("The effect is small.", 50), page=2)
    split = split_page_notes((*page, *over))
    assert [(note.number, note.text) for note in split.notes] == [
        ("1", "Of 9,000 cases, one in\nten.\n")
    ]
    assert [line.text for line in split.body] == [
        "Tasers are used.¹\n",
        "Injuries were few.\n",
        "The effect is small.\n",
    ]


def test_notes_behind_the_text_need_no_heading_and_go_over_the_page() -> None:
    text = spaced(("Use rose.¹ Seizures fell.² Prices stayed.³", 50))
    first = spaced(("¹ Office on Drugs (2018).", 50), ("² Retrieved from https://", 63), page=2)
    second = spaced(
        ("example.org/drugs", 50),
        ("³ Office on Drugs (2017).", 63),
        ("Published in May.", 120),
        page=3,
    )
    split = split_page_notes((*text, *first, *second))
    assert [(note.number, note.text.split()[-1]) for note in split.notes] == [
        ("1", "(2018)."),
        ("2", "example.org/drugs"),
        ("3", "(2017)."),
    ]
    assert [line.text for line in split.body][1:] == ["Published in May.\n"]


@pytest.mark.parametrize(
    "text",
    [
        "¹ and so on, as a power in a formula does",
        "² Nothing calls this number.",
        "1 A number that is not raised.",
    ],
)
def test_other_lines_with_numbers_in_the_type_of_the_body_are_no_notes(text: str) -> None:
    assert not split_page_notes(tuple(spaced(("Use rose.¹", 50), (text, 90)))).notes
