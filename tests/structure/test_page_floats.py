"""Headings that pages repeat."""

from __future__ import annotations

from briefing_ingest.model import Box
from briefing_ingest.structure.floats import drop_floats
from briefing_ingest.structure.paragraphs import Group
from briefing_ingest.traced import TracedText
from set_lines import set_line


def groups(*texts: tuple[str, int]) -> tuple[Group, ...]:
    """Headings, and paragraphs (in 10 points), one under the other."""
    made = []
    for n, (text, size) in enumerate(texts, start=1):
        line = set_line(
            TracedText.copied(text + "\n", 100 * n),
            1,
            n,
            Box(0, 2000 * n, 9000, 2000 * n + 1000),
            size * 100,
        )
        made.append(Group((line,), "heading" if size > 10 else ""))
    return tuple(made)


def kept(*texts: tuple[str, int]) -> list[str]:
    return [group.text.strip() for group in drop_floats(groups(*texts)).groups]


PROSE = ("Data about offices is published every month.", 10)


def test_of_headings_in_a_row_on_a_page_only_those_go_that_repeat_others() -> None:
    first = ["Access", "Arrows", "Trust", "Use", "More data"]
    texts = kept(*((text, 22) for text in first), PROSE, ("Trust", 22), PROSE)
    assert texts == ["Access", "Arrows", "Use", "More data", PROSE[0], "Trust", PROSE[0]]


def test_a_heading_stays_if_what_repeats_it_is_smaller() -> None:
    chapter = [("Access", 25), ("Arrows", 22), ("Trust", 22), ("Use", 22), PROSE]
    assert kept(*chapter, ("Access", 14), PROSE)[0] == "Access"
