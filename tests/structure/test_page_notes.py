"""Footnotes at the feet of pages."""

from __future__ import annotations

from briefing_ingest.model import Box, Line
from briefing_ingest.structure.page_notes import split_page_notes
from briefing_ingest.traced import TracedText


def lines(*pages: list[tuple[str, int]]) -> tuple[Line, ...]:
    """Lines with their font sizes (points), one under the other on each page."""
    made, at = [], 0
    for page, texts in enumerate(pages, start=1):
        for number, (text, size) in enumerate(texts, start=1):
            box = Box(5000, 5000 + 1500 * number, 40000, 6000 + 1500 * number)
            made.append(Line(TracedText.copied(text + "\n", at), page, number, box, size * 100))
            at += len(text) + 1
    return tuple(made)


BODY = ("The service works in courts and with partners in health.² It is funded by the county.³", 11)


def test_small_type_under_a_number_that_the_page_calls_is_a_note() -> None:
    split = split_page_notes(
        lines(
            [("Victims are heard.¹ They are offered help.", 11), ("1 Ministry of Justice (2018),", 9), ("p. 4.", 9)],
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
    page = [("Victims are heard. They are offered help.", 11), ("1 North 204", 9), ("2 South 988", 9)]
    assert not split_page_notes(lines(page)).notes


def test_notes_end_where_larger_type_goes_on() -> None:
    page = [("Heard.¹ They are offered help all over.", 11), ("1 Ministry.", 9), ("The next column of the text.", 11)]
    split = split_page_notes(lines(page))
    assert [line.text.strip() for line in split.body] == [page[0][0], page[2][0]]


def test_lines_without_boxes_stay() -> None:
    plain = tuple(line._replace(box=None, size=0) for line in lines([BODY, ("2 Home Office, 2016.", 9)]))
    assert split_page_notes(plain) == (plain, ())
