"""Running heads and page numbers."""

import pytest

from briefing_ingest.model import Box, Line
from briefing_ingest.repair.pages import page_numbers, recurring_heads, running_heads
from briefing_ingest.traced import TracedText

HEAD = "Public Safety, Public Trust"


def _pages(*pages: list[tuple[str, int]]) -> tuple[Line, ...]:
    """Lines at heights (whole points) on pages."""
    lines, at = [], 0
    for page, texts in enumerate(pages, start=1):
        for number, (text, top) in enumerate(texts, start=1):
            box = Box(5000, top * 100, 30000, top * 100 + 1000)
            lines.append(Line(TracedText.copied(text + "\n", at), page, number, box, 1000))
            at += len(text) + 1
    return tuple(lines)


def _dropped(lines: tuple[Line, ...]) -> list[tuple[int, str]]:
    return [(line.page, line.text.strip()) for line in lines if line.role.startswith("furniture")]


BODY = [("one line of the body", 200), ("another line", 300), ("a third", 400), ("a fourth", 500)]


def test_a_line_at_the_same_height_of_most_pages_is_a_running_head() -> None:
    pages = _pages([(HEAD, 90), *BODY], [(HEAD, 30), *BODY[1:]], [(HEAD, 30), *BODY[2:]], [(HEAD, 30), *BODY[3:]])
    assert [d for d in _dropped(running_heads(pages)) if d[1] == HEAD] == [(2, HEAD), (3, HEAD), (4, HEAD)]


def test_heads_of_chapters_and_of_left_and_right_pages() -> None:
    heads = ["Annual report", "Chapter 1 | 3", "Annual report", "Chapter 1 | 5", "Annual report", "Chapter 1 | 7"]
    plain = [[(f"text {chr(97 + n)}", 300), (f"more {chr(97 + n)}", 400)] for n in range(14)]
    pages = _pages(*([*([(heads[n], 30)] if n < len(heads) else []), *plain[n]] for n in range(14)))
    assert [text for _, text in _dropped(running_heads(pages))] == heads


def test_page_counts_in_heads_do_not_hide_them() -> None:
    pages = _pages(*([(f"text {n}", 300), (f"Report 2019 | {n} of 3", 800)] for n in (1, 2, 3)))
    assert {text for _, text in _dropped(running_heads(pages))} >= {"Report 2019 | 1 of 3", "Report 2019 | 3 of 3"}


def test_numbers_that_rise_with_the_pages_are_page_numbers() -> None:
    pages = _pages([*BODY, ("3", 800)], [*BODY, ("4", 800)], [*BODY, ("- 5 -", 800)])
    assert [text for _, text in _dropped(page_numbers(pages))] == ["3", "4", "- 5 -"]


def test_a_lone_number_at_a_page_end_stays() -> None:
    assert not _dropped(page_numbers(_pages([*BODY, ("1829", 800)], BODY)))


def test_without_geometry_the_first_occurrence_may_be_the_title() -> None:
    lines = tuple(line._replace(box=None) for line in _pages([(HEAD, 1), *BODY], [(HEAD, 1), *BODY], [(HEAD, 1)]))
    assert [d for d in _dropped(running_heads(lines)) if d[1] == HEAD] == [(2, HEAD), (3, HEAD)]


def test_a_text_without_pages_has_neither() -> None:
    lines = _pages([("7", 1), (HEAD, 2), (HEAD, 3)])
    assert not _dropped(page_numbers(running_heads(lines)))


def _dump(*texts: str) -> tuple[Line, ...]:
    lines, at = [], 0
    for number, text in enumerate(texts, start=1):
        lines.append(Line(TracedText.copied(text + "\n", at), 1, number))
        at += len(text) + 1
    return tuple(lines)


def test_in_a_dump_heads_are_known_by_their_rising_number() -> None:
    body = [text for text, _ in BODY]
    lines = _dump(*(line for n in (2, 3, 4) for line in (f"{n} Smith and Jones: On lights", *body)))
    assert [text for _, text in _dropped(recurring_heads(lines))] == [
        "2 Smith and Jones: On lights",
        "3 Smith and Jones: On lights",
        "4 Smith and Jones: On lights",
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ["Case study 2 of ten", "Case study 1 of ten", "Case study 3 of ten"],  # does not rise
        ["In 2018 there were more", "In 2018 there were more", "In 2018 there were more"],
        ["Table 1", "Table 2", "Table 3"],  # too short to be sure
    ],
)
def test_what_recurs_otherwise_stays(heads: list[str]) -> None:
    body = [text for text, _ in BODY]
    assert not _dropped(recurring_heads(_dump(*(line for head in heads for line in (head, *body)))))
