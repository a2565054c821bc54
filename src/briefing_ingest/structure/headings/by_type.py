"""Headings of pages that their type does not tell: those that recur, and the lines that a heading
goes on in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from briefing_ingest.model import Line
from briefing_ingest.structure.paragraphs import Group
from briefing_ingest.text import fold, sentence_ends

# In shares of the body's size: a heading that recurs is no smaller, and what ends like a sentence
# is part of a heading only in type as large as this.
_MIN_SIZE: Final = 0.98
_MIN_SIZE_LARGE: Final = 1.15
# A heading that recurs is no longer.
_MAX_WORDS: Final = 6
# The rest of a heading is no longer, and the whole has no more lines.
_MAX_WORDS_MORE: Final = 24
_MAX_LINES: Final = 8
# Pages on which a line must stand, and the share of its places where text stands below it.
_MIN_PAGES: Final = 3
_MIN_SHARE_HEADING_TEXT: Final = 0.8
# In shares of the size.
_SAME_SIZE: Final = 0.05
# The white space between two lines of a heading, whose boxes may also overlap a little.
_MAX_GAP_EM: Final = 1.0
_MAX_OVERLAP_EM: Final = 0.5
_NEEDS_MORE: Final = re.compile(
    r"(?:&|[-–—]|\b(?:and|or|of|the|a|an|in|on|to|for|with|by|from|at))\s*$"
)
_GOES_ON: Final = re.compile(r"\s*(?:(?!www\.|https?:|\S*@)[a-z]|&\s)")


def recurring_headings(groups: Sequence[Group], body: int) -> frozenset[int]:
    """Short lines on pages that head text again and again ("Context", "Timescales"), in the body's
    size or larger.

    Wrong for the name of a speaker on a line above what is said, which a reader may well call a
    heading too.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        if _is_short(group, body):
            places[fold(group.text)].append(index)
    found = set[int]()
    for members in places.values():
        heading = [i for i in members if _heads(groups, i)]
        pages = {groups[i].lines[0].page for i in heading}
        if len(pages) >= _MIN_PAGES and len(heading) >= _MIN_SHARE_HEADING_TEXT * len(members):
            found.update(heading)
    return frozenset(found)


def _is_short(group: Group, body: int) -> bool:
    line, text = group.lines[0], group.text.strip()
    if (
        len(group.lines) > 1
        or group.kind
        or group.role
        or not line.box
        or line.size < _MIN_SIZE * body
    ):
        return False
    return group.words <= _MAX_WORDS and bool(re.fullmatch(r"[A-Z][^\W\d_]{2}.*[^\W_]\??", text))


def _heads(groups: Sequence[Group], index: int) -> bool:
    """Whether text in the same column stands right below."""
    line, after = (
        groups[index].lines[0],
        groups[index + 1].lines[0] if index + 1 < len(groups) else None,
    )
    if after is None or not line.box or not after.box or groups[index + 1].words < 2:
        return False
    if (line.page, line.column) != (after.page, after.column) or after.size > line.size:
        return False
    return 0 < after.box.top - line.box.bottom < 2 * line.size


def whole_headings(groups: Sequence[Group], body: int) -> Iterator[Group]:
    """``groups`` with headings of pages joined to the lines below that they go on in.

    One goes on where its last word needs another, or the next line, set alike, begins with a small
    letter. Wrong for a heading that ends in a preposition.
    """
    last: Group | None = None
    for group in groups:
        if last is not None and _continues(last, group, body):
            last = replace(last, lines=(*last.lines, *group.lines))
            continue
        if last is not None:
            yield last
        last = group
    if last is not None:
        yield last


def _continues(heading: Group, group: Group, body: int) -> bool:
    """Whether a heading goes on in the group below it."""
    before, line = heading.lines[-1], group.lines[0]
    if not _may_be_one(heading, group) or not _is_set_on(before, line):
        return False
    if sentence_ends(before.text.rstrip()):
        return False
    if line.size < _MIN_SIZE_LARGE * body and sentence_ends(group.text.rstrip()):
        return False
    return bool(_NEEDS_MORE.search(before.text) or _GOES_ON.match(line.text))


def _may_be_one(heading: Group, group: Group) -> bool:
    """Whether two groups, neither of which the source itself has a name for, may be one heading
    that is not too long.
    """
    if heading.kind != "heading" or group.kind not in ("", "heading"):
        return False
    if heading.role or group.role:
        return False
    lines = len(heading.lines) + len(group.lines)
    return group.words <= _MAX_WORDS_MORE and lines <= _MAX_LINES


def _is_set_on(before: Line, line: Line) -> bool:
    """Whether a line stands closely below another on its page, in the same type."""
    if not before.box or not line.box or before.page != line.page or before.bold != line.bold:
        return False
    gap = line.box.top - before.box.bottom
    is_near = -_MAX_OVERLAP_EM * line.size < gap < _MAX_GAP_EM * line.size
    return is_near and abs(before.size - line.size) <= _SAME_SIZE * before.size
