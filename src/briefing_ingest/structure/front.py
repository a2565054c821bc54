"""The front of a document: its title and subtitle, and what a web site prints above them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from briefing_ingest.structure.groups import Group
from briefing_ingest.structure.kinds import special_kind
from briefing_ingest.text import fold, straighten

GENERIC: Final = frozenset(
    "introduction,summary,executive summary,background,foreword,overview,preface,contents,abstract,key points,about"
    ",context,key messages,key findings,conclusion,conclusions,purpose,the issue,at a glance".split(",")
)
"""Headings that open a text and are never its title."""

_PROSE: Final = 35
"""Words from which a group is surely body text."""

_STOP: Final = frozenset(
    "about after again also been before being between both could does from have having here into just more most only"
    " other over same should some such than that their them then there these they this those through under until very"
    " what when where which while whom with would your".split()
)


@dataclass(frozen=True)
class Front:
    """The groups with title and subtitle marked, and those that stood above the title."""

    groups: tuple[Group, ...]
    dropped: tuple[Group, ...] = ()
    reason: str = "site header above the title"


def find_front(groups: tuple[Group, ...], *, dump: bool, furniture_lines: frozenset[int]) -> Front:
    """Mark title and subtitle. ``dump`` says that the text is a dump of a web page.

    ``furniture_lines`` are raw offsets where lines begin that were dropped: a standfirst ends at one.
    """
    title = _title(groups, dump=dump)
    if title is None:
        return Front(groups)
    above = groups[:title] if dump or _is_markup(groups) else ()
    rest = list(groups[title:] if above else (*groups[title : title + 1], *groups[:title], *groups[title + 1 :]))
    rest[0] = replace(rest[0], kind="title", level=0)
    if len(rest) > 1 and _is_subtitle(rest, furniture_lines):
        rest[1] = replace(rest[1], kind="subtitle", level=0)
    return Front(tuple(rest), above)


def _title(groups: tuple[Group, ...], *, dump: bool) -> int | None:
    if _is_markup(groups):
        return _by_level(groups)
    if groups and groups[0].lines[0].box:
        return _by_size(groups)
    return _by_echo(groups) if dump else _by_place(groups)


def _is_markup(groups: tuple[Group, ...]) -> bool:
    """Whether the source is a web page, which says of its parts what they are."""
    return any(group.role and group.lines[0].path for group in groups)


def _by_level(groups: tuple[Group, ...]) -> int | None:
    """The first heading of the highest level."""
    return next((i for i, g in enumerate(groups) if g.kind == "heading" and g.level == 1 and not _generic(g)), None)


def _by_size(groups: tuple[Group, ...]) -> int | None:
    """The largest heading on the first page."""
    first = [i for i, g in enumerate(groups) if g.kind == "heading" and g.lines[0].page == groups[0].lines[0].page]
    sizes = {i: max(line.size for line in groups[i].lines) for i in first if not _generic(groups[i])}
    return max(sizes, key=lambda i: (sizes[i], -i), default=None)


def _by_place(groups: tuple[Group, ...]) -> int | None:
    """The first heading, if no text stands before it and it is not one that opens a text."""
    opens = bool(groups) and groups[0].kind == "heading" and not _generic(groups[0])
    return 0 if opens else None


def _by_echo(groups: tuple[Group, ...]) -> int | None:
    """Above the first prose, the line whose words the text takes up most: a site's motto is not what it speaks of."""
    first_prose = next((i for i, group in enumerate(groups) if group.words >= _PROSE), len(groups))
    body = set(_content(" ".join(group.text for group in groups[first_prose:])))
    scores = {
        i: sum(word in body for word in words) / len(words)
        for i, group in enumerate(groups[:first_prose])
        if group.words <= 20
        and not special_kind(group.text)
        and not re.search(r"[^.]\.\s*$", group.text)
        and (words := _content(group.text))
    }
    best = max(scores, key=lambda i: (scores[i], -i), default=None)
    return best if best is not None and scores[best] >= 0.5 else None


def _content(text: str) -> list[str]:
    plain = re.sub(r"'\w+", "", straighten(text).casefold())
    return [word for word in re.findall(r"[a-z]{4,}", plain) if word not in _STOP]


def _generic(group: Group) -> bool:
    return fold(re.sub(r"^[\d.\s]+", "", group.text)) in GENERIC


def _is_subtitle(groups: list[Group], furniture_lines: frozenset[int]) -> bool:
    """True if the second group belongs to the title: a heading before another heading, or a standfirst."""
    candidate, follower = groups[1], groups[2] if len(groups) > 2 else None
    if _generic(candidate) or candidate.words > 40 or special_kind(candidate.text):
        return False
    if candidate.kind == "heading" and not candidate.role:
        larger = follower is not None and follower.kind == "heading" and candidate.level < follower.level
        return follower is not None and (follower.kind == "heading" or larger or candidate.words > 5)
    if candidate.role == "heading":
        return False
    end = candidate.lines[-1].traced.raw_end
    before_furniture = any(end <= start <= end + 4 for start in furniture_lines)
    unfinished = not re.search(r"[.:]\s*$", candidate.text) and candidate.words <= 20
    before_byline = follower is not None and special_kind(follower.text) == "byline"
    return before_furniture or before_byline or (unfinished and follower is not None)
