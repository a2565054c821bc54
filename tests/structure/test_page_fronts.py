"""The titles of pages."""

from __future__ import annotations

from briefing_ingest.model import Box
from briefing_ingest.structure.front import find_front
from briefing_ingest.structure.paragraphs import Group
from briefing_ingest.traced import TracedText
from set_lines import set_line

PROSE = (
    "This page says at some length what was done in the towns, and who paid for it, and why it may "
    "be of use. " * 2,
    10,
)


def titles(*texts: tuple[str, int]) -> list[str]:
    """The title that is found among headings (larger than 10 points) and paragraphs."""
    made = []
    for n, (text, size) in enumerate(texts, start=1):
        line = set_line(
            TracedText.copied(text + "\n", 1000 * n),
            1,
            n,
            Box(0, 2000 * n, 9000, 2000 * n + 1000),
            size * 100,
        )
        made.append(Group((line,), "heading" if size > 10 else ""))
    found = find_front(tuple(made), furniture_lines=frozenset()).groups
    return [group.text.strip() for group in found if group.kind == "title"]


def test_the_largest_heading_of_the_first_page_is_its_title() -> None:
    assert titles(("Dark streets", 20), PROSE, ("What was done", 14), PROSE) == ["Dark streets"]
    assert titles(PROSE, ("Dark streets", 20), PROSE, ("What was done", 14), PROSE) == [
        "Dark streets"
    ]


def test_a_heading_like_others_with_text_above_it_is_no_title() -> None:
    assert titles(PROSE, ("Who was asked", 14), PROSE, ("What was done", 14), PROSE) == []
