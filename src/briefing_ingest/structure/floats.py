"""Sidebars and lists of contents that an extraction set down in the middle of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from briefing_ingest.structure.paragraphs import Group
from briefing_ingest.text import fold

_FEWEST_ON_PAGE = 4
"""Headings in a row on a page, some of which stand elsewhere too, that are a list of contents."""


@dataclass(frozen=True)
class Kept:
    """The groups that stay, and those that were floated into the text."""

    groups: tuple[Group, ...]
    dropped: tuple[Group, ...]
    reason: str = "sidebar that repeats headings of other sections"


def drop_floats(groups: tuple[Group, ...]) -> Kept:
    """Leave out headings that head nothing and repeat others.

    A run of headings with no text between them, some of which stand elsewhere too with text of
    their own (where there is no geometry, half of them), is a sidebar or a list of contents, and so
    is the heading it begins with; on pages only the headings that repeat others as large go. The
    last heading of a run has text behind it: it goes only if it stands alone elsewhere. Wrong for a
      document that has two sections of one name, if one is empty.
    """
    runs = _runs(groups)
    in_runs = {i for start, end in runs for i in range(start, end)}
    places: dict[str, list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        if group.kind == "heading":
            places[fold(group.text)].append(i)
    dropped: set[int] = set()
    for start, end in runs:
        # A page with geometry says in which order it is read; a section and its first subsection
        # may have common names.
        if groups[start].lines[0].box and end - start < _FEWEST_ON_PAGE:
            continue
        again = 0
        for i in range(start, end):
            others = [j for j in places[fold(groups[i].text)] if j != i and _heads_text(groups, j)]
            if any(
                (j not in in_runs or i < end - 1) and not _is_larger(groups[i], groups[j])
                for j in others
            ):
                again += 1
                # Lines of lists look like headings where type does not tell, and one of many may
                # stand twice.
                if groups[start].lines[0].box:
                    dropped.add(i)
                elif 2 * again >= i - start:
                    dropped.update(range(start, i + 1))
    dropped.update(i for i, group in enumerate(groups) if _lists_headings(group, places.keys()))
    return Kept(
        tuple(group for i, group in enumerate(groups) if i not in dropped),
        tuple(group for i, group in enumerate(groups) if i in dropped),
    )


def _is_larger(heading: Group, other: Group) -> bool:
    """Whether a heading is set larger than another: then it is the other that repeats it."""
    return max(line.size for line in heading.lines) > max(line.size for line in other.lines)


def _heads_text(groups: tuple[Group, ...], index: int) -> bool:
    return index + 1 < len(groups) and groups[index + 1].kind != "heading"


def _runs(groups: tuple[Group, ...]) -> list[tuple[int, int]]:
    """Half-open ranges of at least two headings in a row."""
    runs, start = [], None
    for i, group in enumerate((*groups, None)):
        if group and group.kind == "heading":
            start = i if start is None else start
        else:
            if start is not None and i - start > 1:
                runs.append((start, i))
            start = None
    return runs


def _lists_headings(group: Group, headings: Collection[str]) -> bool:
    """True for a paragraph whose lines are all headings of the document (at least two)."""
    lines = [fold(line.text) for line in group.lines]
    return (
        group.kind == ""
        and not group.role
        and len(lines) >= 2
        and all(line in headings for line in lines)
    )
