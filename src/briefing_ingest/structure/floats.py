"""Sidebars and lists of contents that an extraction set down in the middle of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefing_ingest.structure.paragraphs import Group
from briefing_ingest.text import fold

_MIN_HEADINGS_ON_PAGE = 4
"""Headings in a row on a page, some of which stand elsewhere too, that are a list of contents. A
page with geometry says in which order it is read, and a section and its first subsections may well
have common names."""


@dataclass(frozen=True)
class Kept:
    """The groups that stay, and those that were floated into the text."""

    groups: tuple[Group, ...]
    dropped: tuple[Group, ...]
    reason: str = "sidebar that repeats headings of other sections"


@dataclass(frozen=True)
class _Headings:
    """The headings of a document: where each text stands, and which stand in a run."""

    groups: tuple[Group, ...]
    places: Mapping[str, Sequence[int]]
    """The indices of the headings with a text, by that text, folded."""
    in_runs: frozenset[int]

    @classmethod
    def of(cls, groups: tuple[Group, ...], runs: Iterable[range]) -> _Headings:
        places: dict[str, list[int]] = defaultdict(list)
        for i, group in enumerate(groups):
            if group.kind == "heading":
                places[fold(group.text)].append(i)
        return cls(groups, places, frozenset(i for run in runs for i in run))

    def repeats_another(self, index: int, run: range) -> bool:
        """Whether a heading of ``run`` says what another says that has a text of its own."""
        is_last = index == run[-1]
        return any(
            self._heads_text(other)
            and not (is_last and other in self.in_runs)
            and not _is_larger(self.groups[index], self.groups[other])
            for other in self.places[fold(self.groups[index].text)]
            if other != index
        )

    def _heads_text(self, index: int) -> bool:
        return index + 1 < len(self.groups) and self.groups[index + 1].kind != "heading"


def drop_floats(groups: tuple[Group, ...]) -> Kept:
    """Leave out headings that head nothing and repeat others.

    A run of headings with no text between them, some of which stand elsewhere too with text of
    their own (where there is no geometry, half of them), is a sidebar or a list of contents, and so
    is the heading it begins with; on pages only the headings that repeat others as large go. The
    last heading of a run has text behind it: it goes only if it stands alone elsewhere. Wrong for a
    document that has two sections of one name, if one is empty.
    """
    runs = _runs(groups)
    headings = _Headings.of(groups, runs)
    floated = {i for run in runs for i in _floated(run, headings)}
    floated.update(i for i, group in enumerate(groups) if _lists_headings(group, headings.places))
    return Kept(
        tuple(group for i, group in enumerate(groups) if i not in floated),
        tuple(group for i, group in enumerate(groups) if i in floated),
    )


def _floated(run: range, headings: _Headings) -> Sequence[int]:
    """The headings of a run that were floated into the text."""
    repeats = [
        i for i in run if headings.repeats_another(i, run) and not headings.groups[i].is_decided
    ]
    if headings.groups[run.start].lines[0].box:
        return repeats if len(run) >= _MIN_HEADINGS_ON_PAGE else ()
    # Lines of lists look like headings where type does not tell, and one of many may stand twice:
    # the sidebar ends with the last heading up to which half of them repeat others.
    ends = [i for count, i in enumerate(repeats, start=1) if 2 * count >= i - run.start]
    return range(run.start, ends[-1] + 1) if ends else ()


def _is_larger(heading: Group, other: Group) -> bool:
    """Whether a heading is set larger than another: then it is the other that repeats it."""
    return max(line.size for line in heading.lines) > max(line.size for line in other.lines)


def _runs(groups: tuple[Group, ...]) -> list[range]:
    """The places of at least two headings in a row."""
    runs: list[range] = []
    for is_heading, places in groupby(range(len(groups)), lambda i: groups[i].kind == "heading"):
        run = list(places)
        if is_heading and len(run) > 1:
            runs.append(range(run[0], run[-1] + 1))
    return runs


def _lists_headings(group: Group, headings: Collection[str]) -> bool:
    """True for a paragraph whose lines are all headings of the document (at least two)."""
    lines = [fold(line.text) for line in group.lines]
    return (
        group.kind == ""
        and not group.role
        and not group.is_decided
        and len(lines) >= 2
        and all(line in headings for line in lines)
    )
