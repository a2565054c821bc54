"""The front of a document: its title and subtitle, and what a web site prints above them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from briefing_ingest.model import LineRole
from briefing_ingest.structure.kinds import special_kind
from briefing_ingest.structure.paragraphs import Group
from briefing_ingest.text import fold

GENERIC: Final = frozenset(
    "introduction,summary,executive "
    "summary,background,foreword,overview,preface,contents,abstract,key points,about"
    ",context,key messages,key findings,conclusion,conclusions,purpose,the issue,at a glance".split(
        ","
    )
)
"""Headings that open a text and are never its title."""

_MIN_PROSE_WORDS: Final = 35
"""A group of so many words is surely body text."""

_MAX_SUBTITLE_WORDS: Final = 40
"""A standfirst is no longer than this."""

_MAX_OPEN_STANDFIRST_WORDS: Final = 20
"""A text of so few words without a stop is a standfirst, whatever comes behind it."""

_MIN_SUBTITLE_WORDS: Final = 6
"""A heading before text is a subtitle only if it is no shorter; shorter ones head that text."""

_MAX_LINE_END: Final = 4
"""Characters of a line end, blanks and all, between a standfirst and the furniture behind it."""


@dataclass(frozen=True)
class Front:
    """The groups with title and subtitle marked, and those that stood above the title."""

    groups: tuple[Group, ...]
    dropped: tuple[Group, ...] = ()
    reason: str = "site header above the title"


def find_front(groups: tuple[Group, ...], *, furniture_lines: frozenset[int]) -> Front:
    """Mark title and subtitle.

    ``furniture_lines`` are raw offsets where lines begin that were dropped: a standfirst ends at
    one.
    """
    title = _title(groups)
    if title is None:
        return Front(groups)
    known = groups[title].role == "title"
    above = groups[:title] if known or _is_markup(groups) else ()
    if any(_must_stay(group, known=known) for group in above):
        above = ()
    rest = list(
        groups[title:]
        if above
        else (*groups[title : title + 1], *groups[:title], *groups[title + 1 :])
    )
    rest[0] = replace(rest[0], kind="title", level=0)
    if len(rest) > 1 and _is_subtitle(rest, furniture_lines):
        rest[1] = replace(rest[1], kind="subtitle", level=0)
    return Front(tuple(rest), above)


def _must_stay(group: Group, *, known: bool) -> bool:
    """Whether a group above the title is not what a site prints there; ``known``, where the source
    itself says what the title is.
    """
    return group.is_decided or (known and group.words >= _MIN_PROSE_WORDS)


def _title(groups: tuple[Group, ...]) -> int | None:
    roles = [group.role for group in groups]
    if LineRole.TITLE in roles:  # found by what a page says, or with the chrome of a dump
        return roles.index(LineRole.TITLE)
    if _is_markup(groups):
        return _by_level(groups)
    if groups and groups[0].lines[0].box:
        return _by_size(groups)
    return _by_place(groups)


def _is_markup(groups: tuple[Group, ...]) -> bool:
    """Whether the source is a web page, which says of its parts what they are."""
    return any(group.role and group.lines[0].path for group in groups)


def _by_level(groups: tuple[Group, ...]) -> int | None:
    """The first heading of the highest level, if no text stands above it."""
    first_prose = next(
        (i for i, group in enumerate(groups) if group.words >= _MIN_PROSE_WORDS), len(groups)
    )
    return next(
        (
            i
            for i, g in enumerate(groups)
            if i < first_prose and g.kind == "heading" and g.level == 1 and not _generic(g)
        ),
        None,
    )


def _by_size(groups: tuple[Group, ...]) -> int | None:
    """The largest heading on the first page, unless text stands above it and another heading is as
    large.
    """
    title = _largest_on_first_page(groups)
    if title is None or not _has_prose(groups[:title]):
        return title
    rivals = (group for i, group in enumerate(groups) if group.kind == "heading" and i != title)
    return None if any(_size(rival) >= _size(groups[title]) for rival in rivals) else title


def _largest_on_first_page(groups: tuple[Group, ...]) -> int | None:
    page = groups[0].lines[0].page
    headings = [
        i
        for i, group in enumerate(groups)
        if group.kind == "heading" and group.lines[0].page == page and not _generic(group)
    ]
    return max(headings, key=lambda i: (_size(groups[i]), -i), default=None)


def _has_prose(groups: tuple[Group, ...]) -> bool:
    """Whether body text stands among ``groups``, boxes beside it aside."""
    return any(group.words >= _MIN_PROSE_WORDS and not group.aside for group in groups)


def _size(group: Group) -> int:
    return max(line.size for line in group.lines)


def _by_place(groups: tuple[Group, ...]) -> int | None:
    """The first heading, if no text stands before it and it is not one that opens a text."""
    opens = bool(groups) and groups[0].kind == "heading" and not _generic(groups[0])
    return 0 if opens else None


def _generic(group: Group) -> bool:
    return fold(re.sub(r"^[\d.\s]+", "", group.text)) in GENERIC


def _is_subtitle(groups: list[Group], furniture_lines: frozenset[int]) -> bool:
    """True if the second group belongs to the title: a heading before another heading, or a
    standfirst.
    """
    candidate, follower = groups[1], groups[2] if len(groups) > 2 else None
    if groups[0].role == "title":  # the page has said what its parts are
        return candidate.role == "subtitle"
    if candidate.words > _MAX_SUBTITLE_WORDS or _generic(candidate) or special_kind(candidate.text):
        return False
    if candidate.role == "heading":
        return False
    if candidate.kind == "heading" and not candidate.role:
        return follower is not None and (
            follower.kind == "heading" or candidate.words >= _MIN_SUBTITLE_WORDS
        )
    return _is_standfirst(candidate, follower, furniture_lines)


def _is_standfirst(
    candidate: Group, follower: Group | None, furniture_lines: frozenset[int]
) -> bool:
    """Whether a text below the title sums up the article: furniture or a byline follows it, or it
    is short and ends without a stop.
    """
    end = candidate.lines[-1].traced.raw_end
    if any(end <= start <= end + _MAX_LINE_END for start in furniture_lines):
        return True
    if follower is None:
        return False
    is_open = not re.search(r"[.:]\s*$", candidate.text)
    return (is_open and candidate.words <= _MAX_OPEN_STANDFIRST_WORDS) or special_kind(
        follower.text
    ) == "byline"
