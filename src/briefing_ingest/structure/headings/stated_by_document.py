"""Headings that a document states itself: by the tags of its structure tree, its bookmarks, its
table of contents.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from briefing_ingest.model import Entry, Line
from briefing_ingest.pages.contents import title_key
from briefing_ingest.pages.tags import is_tagged
from briefing_ingest.structure.paragraphs import Group, is_heading_tag
from briefing_ingest.text import sentence_ends

_MAX_WORDS: Final = 30
_MAX_LINES: Final = 5
# A tree is believed if no more of the text than this is headings, so many of them look possible,
# and so many are set in type that differs from the body's.
_MAX_SHARE_OF_TEXT: Final = 0.3
_MIN_SHARE_POSSIBLE: Final = 0.8
_MIN_SHARE_SET_APART: Final = 0.5
# In shares of the body's size: from here on type differs from the body's.
_MIN_SIZE_APART: Final = 1.02
# A tree that calls so many of the headings headings that type tells has all of them.
_MIN_SHARE_COMPLETE: Final = 0.75
_NEVER: Final = frozenset({"TOC", "TH", "TD", "Caption", "Note"})
# Bookmarks and contents are believed if so many of them stand in the text.
_MIN_SHARE_FOUND: Final = 0.5
_MIN_FOUND: Final = 2
# Type of a higher level may be a little smaller than that of a lower one, and so many pairs of
# headings on different levels must agree with their sizes.
_MIN_SIZE_HIGHER_LEVEL: Final = 0.95
_MIN_SHARE_AGREEING: Final = 0.8
# Stated levels hold where so many of the different headings have one.
_MIN_SHARE_RANKED: Final = 0.3

_Style = tuple[int, bool]


class Stated(NamedTuple):
    """For groups by their index: the levels of those that are headings, and those that are said to
    be none.
    """

    levels: Mapping[int, int]
    others: frozenset[int] = frozenset()


def stated_headings(
    groups: Sequence[Group], by_type: Sequence[bool], entries: Sequence[Entry], body: int
) -> Stated:
    """What the document states of its ``groups``.

    ``by_type`` says which of them are headings by their type; ``entries`` are bookmarks, or what
    the contents list. The tags are believed where they cover the text, headings are few and short
    enough, and most are set unlike the body; else they are left aside, and so are entries of which
    less than half are found.
    """
    listed = _listed(groups, entries)
    tagged = _tagged(groups, by_type, body)
    return Stated({**listed, **tagged.levels}, tagged.others - listed.keys())


def ranked(groups: Sequence[Group], stated: Stated) -> tuple[Group, ...]:
    """``groups`` with their headings' ranks set: the stated level, or that of headings of their
    style.

    Without effect where too few of the different headings have a stated level, or the levels go
    against the sizes.
    """
    headings = _headings_of_pages(groups)
    levels = {i: stated.levels[i] for i in headings if stated.levels.get(i)}
    if not _states_enough(groups, headings, levels) or not _agrees(groups, levels):
        return tuple(groups)
    usual = _usual_levels(groups, levels)
    ranks = {i: levels.get(i) or _fitting(_style(groups[i]), usual) for i in headings}
    return tuple(
        replace(group, rank=ranks[i]) if i in ranks else group for i, group in enumerate(groups)
    )


def _headings_of_pages(groups: Sequence[Group]) -> list[int]:
    return [i for i, group in enumerate(groups) if group.kind == "heading" and group.lines[0].box]


def _states_enough(
    groups: Sequence[Group], headings: Sequence[int], levels: Mapping[int, int]
) -> bool:
    """Whether enough of the different headings have a stated level."""
    different = {title_key(groups[i].text) for i in headings}
    known = {title_key(groups[i].text) for i in levels}
    return len(known) >= max(_MIN_FOUND, _MIN_SHARE_RANKED * len(different))


def _usual_levels(groups: Sequence[Group], levels: Mapping[int, int]) -> dict[_Style, int]:
    """The level that most headings of a style have."""
    styles: dict[_Style, list[int]] = defaultdict(list)
    for i, level in levels.items():
        styles[_style(groups[i])].append(level)
    return {style: Counter(found).most_common(1)[0][0] for style, found in styles.items()}


def _fitting(style: _Style, usual: Mapping[_Style, int]) -> int:
    """The level for a style that no stated heading has: that of the next smaller one, or below all
    others.
    """
    if style in usual:
        return usual[style]
    smaller = [other for other in usual if other < style]
    return usual[max(smaller)] if smaller else max(usual.values()) + 1


def _style(group: Group) -> _Style:
    return (max(line.size for line in group.lines) + 25) // 50, all(
        line.bold for line in group.lines
    )


def _agrees(groups: Sequence[Group], levels: Mapping[int, int]) -> bool:
    """Whether of two headings on different levels the higher is nearly always at least as large."""
    kinds = Counter(
        (level, max(line.size for line in groups[i].lines)) for i, level in levels.items()
    )
    pairs = agreeing = 0
    for (above, large), more in kinds.items():
        for (below, small), times in kinds.items():
            if above < below:
                pairs += more * times
                agreeing += more * times if large >= _MIN_SIZE_HIGHER_LEVEL * small else 0
    return agreeing >= _MIN_SHARE_AGREEING * pairs


# --- tags -----------------------------------------------------------------------------------------


def _tagged(groups: Sequence[Group], by_type: Sequence[bool], body: int) -> Stated:
    """What the structure tree states; nothing where it is not believed."""
    said = [i for i, group in enumerate(groups) if is_heading_tag(_tag(group))]
    if not said or not _is_believed(groups, said, body):
        return Stated({})
    levels = {i: _level(_tag(groups[i])) for i in said if _is_possible(groups[i], body)}
    return Stated(levels, frozenset(_no_headings(groups, by_type, levels)))


def _is_believed(groups: Sequence[Group], said: Sequence[int], body: int) -> bool:
    """Whether the headings that a structure tree states look like headings as a whole."""
    lines = [line for group in groups for line in group.lines]
    if not is_tagged(lines):
        return False
    headings = [groups[i] for i in said]
    possible = sum(_is_possible(heading, body) for heading in headings)
    return possible >= _MIN_SHARE_POSSIBLE * len(said) and _stand_out(headings, lines, body)


def _stand_out(headings: Sequence[Group], lines: Sequence[Line], body: int) -> bool:
    """Whether headings are a small part of the text, and many of them are set unlike it."""
    length = sum(len(heading.text) for heading in headings)
    apart = sum(_is_apart(heading, body) for heading in headings)
    whole = sum(len(line.text) for line in lines)
    return length <= _MAX_SHARE_OF_TEXT * whole and apart >= _MIN_SHARE_SET_APART * len(headings)


def _tag(group: Group) -> str:
    return group.lines[0].tag


def _level(tag: str) -> int:
    return int(tag[1:]) if tag[1:].isdigit() else 1 if tag == "Title" else 0


def _is_apart(group: Group, body: int) -> bool:
    return all(line.bold for line in group.lines) or group.lines[0].size >= _MIN_SIZE_APART * body


def _is_possible(group: Group, body: int) -> bool:
    """Whether a heading may be like this: not long, and no sentence in the type of the body."""
    text = group.text.strip()
    if (
        group.words > _MAX_WORDS
        or len(group.lines) > _MAX_LINES
        or not re.search(r"[^\W\d_]{2}|\d", text)
    ):
        return False
    return _is_apart(group, body) or not sentence_ends(text)


def _no_headings(
    groups: Sequence[Group], by_type: Sequence[bool], levels: Mapping[int, int]
) -> Iterator[int]:
    """Groups that only type calls headings, where the tree has most such headings, or calls these
    something else.

    What stands on the first page in larger type than all headings of the tree is the title all the
    same.
    """
    told = [i for i, heading in enumerate(by_type) if heading and groups[i].lines[0].box]
    complete = sum(i in levels for i in told) >= _MIN_SHARE_COMPLETE * len(told)
    titles = _titles(groups, told, levels)
    for i in told:
        tag = _tag(groups[i])
        is_denied = tag in _NEVER or (complete and tag != "")
        if is_denied and i not in levels and i not in titles:
            yield i


def _titles(groups: Sequence[Group], told: Sequence[int], levels: Mapping[int, int]) -> set[int]:
    """Headings of the first page in larger type than those of the tree; a title is often called a
    paragraph there, or the cell of a table.
    """
    first = min((groups[i].lines[0].page for i in told), default=0)
    largest = max((groups[i].lines[0].size for i in levels), default=0)
    on_first = (i for i in told if groups[i].lines[0].page == first)
    return {i for i in on_first if groups[i].lines[0].size > largest}


# --- bookmarks and contents -----------------------------------------------------------------------


def _listed(groups: Sequence[Group], entries: Sequence[Entry]) -> dict[int, int]:
    """The groups that are what ``entries`` list, with their levels."""
    places = _places_of_titles(groups)
    found: dict[int, int] = {}
    for entry in entries:
        fitting = [
            i
            for i in places.get(title_key(entry.title), ())
            if i not in found and _is_on_page(groups[i], entry.page)
        ]
        if fitting:
            best = max(fitting, key=lambda i: (_style(groups[i]), -i))
            found[best] = entry.level
    return found if len(found) >= max(_MIN_FOUND, _MIN_SHARE_FOUND * len(entries)) else {}


def _places_of_titles(groups: Sequence[Group]) -> dict[str, list[int]]:
    """The groups of pages that are short enough for headings, by what they have in common with
    their entries.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        if group.lines[0].box and group.words <= _MAX_WORDS and not group.role:
            places[title_key(group.text)].append(i)
    return places


def _is_on_page(group: Group, page: int) -> bool:
    """Whether a group stands on a page; 0 is any."""
    return page == 0 or any(line.page == page for line in group.lines)
