"""Running heads and page numbers."""

import pytest

from briefing_ingest.model import Box, Line
from briefing_ingest.repair.pages import page_numbers, recurring_heads, running_heads
from briefing_ingest.traced import TracedText
from set_lines import reset, set_line

HEAD = "Public Safety, Public Trust"


def _pages(*pages: list[tuple[str, int]]) -> tuple[Line, ...]:
    """Lines at heights (whole points) on pages."""
    lines, at = [], 0
    for page, texts in enumerate(pages, start=1):
        for number, (text, top) in enumerate(texts, start=1):
            box = Box(5000, top * 100, 30000, top * 100 + 1000)
            lines.append(set_line(TracedText.copied(text + "\n", at), page, number, box, 1000))
            at += len(text) + 1
    return tuple(lines)


def _dropped(lines: tuple[Line, ...]) -> list[tuple[int, str]]:
    return [(line.page, line.text.strip()) for line in lines if line.role == "furniture"]


BODY = [("one line of the body", 200), ("another line", 300), ("a third", 400), ("a fourth", 500)]


def test_a_line_at_the_same_height_of_most_pages_is_a_running_head() -> None:
    pages = _pages(
        [(HEAD, 90), *BODY],
        [(HEAD, 30), *BODY[1:]],
        [(HEAD, 30), *BODY[2:]],
        [(HEAD, 30), *BODY[3:]],
    )
    assert [d for d in _dropped(running_heads(pages)) if d[1] == HEAD] == [
        (2, HEAD),
        (3, HEAD),
        (4, HEAD),
    ]


def test_heads_of_chapters_and_of_left_and_right_pages() -> None:
    heads = [
        "Annual report",
        "Chapter 1 | 3",
        "Annual report",
        "Chapter 1 | 5",
        "Annual report",
        "Chapter 1 | 7",
    ]
    plain = [[(f"text {chr(97 + n)}", 300), (f"more {chr(97 + n)}", 400)] for n in range(14)]
    pages = _pages(*([*([(heads[n], 30)] if n < len(heads) else []), *plain[n]] for n in range(14)))
    assert [text for _, text in _dropped(running_heads(pages))] == heads


def test_page_counts_in_heads_do_not_hide_them() -> None:
    pages = _pages(*([(f"text {n}", 300), (f"Report 2019 | {n} of 3", 800)] for n in (1, 2, 3)))
    assert {text for _, text in _dropped(running_heads(pages))} >= {
        "Report 2019 | 1 of 3",
        "Report 2019 | 3 of 3",
    }


def test_numbers_that_rise_with_the_pages_are_page_numbers() -> None:
    pages = _pages([*BODY, ("3", 800)], [*BODY, ("4", 800)], [*BODY, ("- 5 -", 800)])
    assert [text for _, text in _dropped(page_numbers(pages))] == ["3", "4", "- 5 -"]


@pytest.mark.parametrize(
    "numbers",
    [
        ["i", "ii", "iii", "iv"],
        ["viii", "ix", "x", "xi"],
        ["XIV", "XV", "XVI", "XVII"],
        ["Page 1 of 4", "Page 2 of 4", "Page 3 of 4", "Page 4 of 4"],
        ["1/4", "2/4", "3/4", "4/4"],
        ["[1]", "[2]", "[3]", "[4]"],
        ["A-1", "A-2", "A-3", "A-4"],
        ["1 | Page", "2 | Page", "3 | Page", "4 | Page"],
        ["p. 7", "p. 8", "p. 9", "p. 10"],
    ],
)
def test_page_numbers_in_their_forms(numbers: list[str]) -> None:
    assert [
        text for _, text in _dropped(page_numbers(_pages(*([*BODY, (n, 800)] for n in numbers))))
    ] == numbers


@pytest.mark.parametrize(
    "words", [["mix", "civil", "did"], ["vx", "iiii", "ixi"], ["ii", "iv", "vi"]]
)
def test_words_and_other_numbers_are_no_roman_page_numbers(words: list[str]) -> None:
    assert not _dropped(page_numbers(_pages(*([*BODY, (word, 800)] for word in words))))


def test_dates_of_printing_and_labels_of_tables() -> None:
    dated = _pages(*([*_prose(n), ("7/12/2010", 800)] for n in range(3)))
    assert {text for _, text in _dropped(running_heads(dated))} == {"7/12/2010"}
    labelled = _pages(*([(f"Table {n + 1}", 40), *_prose(n)] for n in range(4)))
    assert not _dropped(running_heads(labelled))


def test_in_two_pages_the_count_of_the_page_is_enough() -> None:
    assert _dropped(page_numbers(_pages(BODY, [*BODY, ("2", 800)]))) == [(2, "2")]
    assert not _dropped(page_numbers(_pages(BODY, [*BODY, ("2", 600), ("the end", 800)])))


def _prose(page: int) -> list[tuple[str, int]]:
    """The text of a page, every line of which stands nowhere else."""
    day = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"][page]
    return [
        (f"of {word} they heard on {day}", 80 + 12 * n)
        for n, word in enumerate("abcdefghijklmnopqrst")
    ]


def _sized(lines: tuple[Line, ...], **sizes: int) -> tuple[Line, ...]:
    """The lines, those of the texts (first words) in other sizes."""
    return tuple(reset(line, size=sizes.get(line.text.split()[0], line.size)) for line in lines)


def test_small_type_at_one_height_above_the_text_is_a_running_head_whatever_it_says() -> None:
    heads = ["Who was asked", "What they said", "Where next", "When"]
    lines = _pages(*([(head, 40), *_prose(n)] for n, head in enumerate(heads)))
    small = _sized(lines, Who=800, What=800, Where=800, When=800)
    assert [text for _, text in _dropped(running_heads(small))] == heads
    assert not set(heads) & {text for _, text in _dropped(running_heads(lines))}


@pytest.mark.parametrize(
    "foot", ["Source: the review panel", "Those asked gave no answer.", "* of those asked"]
)
def test_notes_at_the_foot_stay(foot: str) -> None:
    texts = [f"{foot[:-1]}, {word}{foot[-1]}" for word in ("asked", "seen", "heard", "met")]
    lines = _pages(*([*_prose(n), (text, 800)] for n, text in enumerate(texts)))
    small = tuple(reset(line, size=800) if line.text.strip() in texts else line for line in lines)
    assert not {text for _, text in _dropped(running_heads(small))} & set(texts)


def test_a_number_that_counts_the_pages_makes_a_head_of_changing_words() -> None:
    feet = ["Who was asked | 5", "Who was asked | 6", "What they said | 7", "The panel | 8"]
    lines = _pages(*([*_prose(n), (foot, 800)] for n, foot in enumerate(feet)))
    assert [text for _, text in _dropped(running_heads(lines)) if "|" in text] == feet
    others = ["Cases in Leeds: 5", "Hull 9", "Bath 4", "York 1"]
    assert not _dropped(
        running_heads(_pages(*([*_prose(n), (foot, 800)] for n, foot in enumerate(others))))
    )


def test_a_head_that_repeats_the_title_of_a_short_document() -> None:
    lines = _sized(
        _pages([("Trust in courts", 50), *_prose(0)], [("Trust in courts", 40), *_prose(1)]),
        Trust=900,
    )
    titled = (reset(lines[0], size=2000), *lines[1:])
    assert (2, "Trust in courts") in _dropped(running_heads(titled))
    assert (1, "Trust in courts") not in _dropped(running_heads(titled))


def test_the_headings_of_chapters_at_the_top_of_pages_stay() -> None:
    pages = _pages(
        *(
            [(f"Chapter {n}", 40), *_prose(i)] if i % 2 else _prose(i)
            for i, n in enumerate([0, 1, 1, 2, 2, 3])
        )
    )
    lines = _sized(pages, Chapter=1800)
    assert not [text for _, text in _dropped(running_heads(lines)) if text.startswith("Chapter")]


def test_the_heading_stays_that_running_heads_repeat() -> None:
    lines = _pages(*([("Trust in courts", 40), *_prose(n)] for n in range(4)))
    first = (reset(lines[0], size=1600), *lines[1:])
    heads = [page for page, text in _dropped(running_heads(first)) if text == "Trust in courts"]
    assert heads == [2, 3, 4]


def test_a_lone_number_at_a_page_end_stays() -> None:
    assert not _dropped(page_numbers(_pages([*BODY, ("1829", 800)], BODY)))


def test_without_geometry_the_first_occurrence_may_be_the_title() -> None:
    lines = tuple(
        line._replace(setting=None)
        for line in _pages([(HEAD, 1), *BODY], [(HEAD, 1), *BODY], [(HEAD, 1)])
    )
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


def test_the_title_that_heads_repeat_stays_on_the_first_page() -> None:
    pages = _pages(*([(HEAD, 30), *((f"{text} of {n}", top) for text, top in BODY)] for n in "abc"))
    large = tuple(reset(line, size=1400) if line.text.startswith(HEAD) else line for line in pages)
    assert [d for d in _dropped(running_heads(large)) if d[1] == HEAD] == [(2, HEAD), (3, HEAD)]
    assert [d for d in _dropped(running_heads(pages)) if d[1] == HEAD] == [
        (1, HEAD),
        (2, HEAD),
        (3, HEAD),
    ]


def test_pages_that_say_nothing_but_their_heads_keep_them() -> None:
    assert not _dropped(running_heads(_pages([(HEAD, 30)], [(HEAD, 30)], [(HEAD, 30)])))
