"""Notes at the ends of chapters."""

from __future__ import annotations

from briefing_ingest.model import Box, Line
from briefing_ingest.structure.notes.at_chapter_end import split_chapter_notes
from briefing_ingest.traced import TracedText
from set_lines import set_line


def lines(*texts: str) -> tuple[Line, ...]:
    """Lines of one page, one under the other; those that call notes are the text, and larger."""
    made, at = [], 0
    for n, text in enumerate(texts, start=1):
        size = 1200 if "." in text[:-1] and text[0] in "DT" else 1000
        made.append(
            set_line(
                TracedText.copied(text + "\n", at),
                1,
                n,
                Box(5000, 1500 * n, 40000, 1500 * n + size),
                size,
            )
        )
        at += len(text) + 1
    return tuple(made)


CHAPTERS = (
    *(
        "Data is open.¹ Some is not.²",
        "Notes",
        "1 www.example.org/open",
        "2 See the annual",
        "report of 2012.",
    ),
    *("Trust was won.¹ It was lost.²", "Notes", "1 www.example.org/trust", "2 Ibid."),
)


def test_notes_of_chapters_are_numbered_through_and_their_calls_too() -> None:
    split = split_chapter_notes(lines(*CHAPTERS))
    assert split is not None
    assert [(note.number, note.text) for note in split.notes] == [
        ("1", "www.example.org/open\n"),
        ("2", "See the annual\nreport of 2012.\n"),
        ("3", "www.example.org/trust\n"),
        ("4", "Ibid.\n"),
    ]
    assert [line.text for line in split.heading] == ["Notes\n", "Notes\n"]
    assert [line.text for line in split.body] == [
        "Data is open.¹ Some is not.²\n",
        "Trust was won.³ It was lost.⁴\n",
    ]


def test_one_chapter_with_notes_is_left_to_the_notes_of_the_whole() -> None:
    assert split_chapter_notes(lines(*CHAPTERS[:5])) is None


def test_lists_under_notes_that_no_text_calls_are_no_notes() -> None:
    uncalled = [text.translate(str.maketrans("", "", "¹²")) for text in CHAPTERS]
    assert split_chapter_notes(lines(*uncalled)) is None


def test_texts_without_pages_are_left_alone() -> None:
    assert (
        split_chapter_notes(tuple(line._replace(setting=None) for line in lines(*CHAPTERS))) is None
    )
