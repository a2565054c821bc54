"""Headings, judged over the whole document: by the page's own word, by type size and weight, or by
form.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from briefing_ingest.english.dates import DATE_LINE
from briefing_ingest.model import Entry, Line
from briefing_ingest.structure.headings.by_type import recurring_headings, whole_headings
from briefing_ingest.structure.headings.stated_by_document import ranked, stated_headings
from briefing_ingest.structure.kinds import special_kind
from briefing_ingest.structure.marks import BULLET, CAPTION, LABEL
from briefing_ingest.structure.paragraphs import Group, body_size
from briefing_ingest.text import sentence_ends

_MAX_WORDS: Final = 24
# Where there is no type to go by.
_MAX_WORDS_PLAIN: Final = 12
# What begins with a quotation mark is rather a pull quote.
_MAX_WORDS_QUOTED: Final = 10
# On a page of contents, longer lines are entries.
_MAX_WORDS_IN_CONTENTS: Final = 3
# What ends like a sentence, unless in very large type, is text if it is longer.
_MAX_WORDS_OF_SENTENCE: Final = 8
_MAX_LINES: Final = 5
_MAX_LINES_BOLD: Final = 3
_MAX_LINES_PLAIN: Final = 2
# A line further below another, top to top, is not the next of its paragraph, and one that ends
# further left than the next does not fill the column.
_MAX_PITCH_EM: Final = 2
_MAX_RAGGED_EM: Final = 3
# In shares of the body's size. Bold type is a heading from a little below it, other type from well
# above it.
_MIN_SIZE_LARGE: Final = 1.15
_MIN_SIZE_BOLD: Final = 0.9
_MIN_SIZE_VERY_LARGE: Final = 1.5
# Hundredths of the font size: wider white space inside a line parts columns, or a running head from
# its page number.
_MIN_COLUMN_GAP: Final = 250
# Hundredths of a point: a bold line so near to the top of the page, set off from what follows, is a
# running head.
_MAX_TOP_MARGIN: Final = 6000
_MIN_CAPITALS: Final = 8
_NUMBER = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[A-Z](?:\.\d{1,2})+|[IVX]{1,5})[.):]?\s")
_ONLY_NUMBER = re.compile(
    r"\W*(?:(?:chapter|part|section)\s+)?(?:\d{1,2}|[IVX]{1,5})\W*", re.IGNORECASE
)
_ENTRY = re.compile(r"\S\s*\b(\d{1,3})\s*$")
# A page of contents has so many entries, they are so large a share of its lines, and so large
# a share of their numbers rises.
_MIN_ENTRIES: Final = 4
_MIN_SHARE_ENTRIES: Final = 0.4
_MIN_SHARE_RISING: Final = 0.8


@dataclass(frozen=True)
class _Setting:
    """What the headings of a document are measured against."""

    body: int
    contents: frozenset[int]
    """Pages that list the contents."""


def find_headings(groups: tuple[Group, ...], entries: Sequence[Entry] = ()) -> tuple[Group, ...]:
    """``groups`` with the kind of headings set; the number of a chapter and its title are one
    heading.

    ``entries`` are what the document's own bookmarks or contents list. They and the tags of a
    structure tree are evidence beside the type, see `stated_headings`.
    """
    setting = _Setting(
        body_size(groups), contents_pages([line for group in groups for line in group.lines])
    )
    by_type = [
        _is_heading(group, setting, before, after)
        for before, group, after in zip((None, *groups), groups, (*groups[1:], None), strict=False)
    ]
    recurring = recurring_headings(groups, setting.body)
    by_type = [told or i in recurring for i, told in enumerate(by_type)]
    stated = stated_headings(groups, by_type, entries, setting.body)
    judged = [
        replace(group, kind="heading")
        if i in stated.levels or (by_type[i] and i not in stated.others)
        else group
        for i, group in enumerate(groups)
    ]
    whole = tuple(whole_headings(ranked(judged, stated), setting.body))
    return level_headings(tuple(_with_numbers(whole, setting.body)))


def level_headings(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """``groups`` with the levels of headings set: they begin at 1 and leave no gap."""
    weights = sorted({_weight(group) for group in groups if group.kind == "heading"})
    ranks = {weight: level for level, weight in enumerate(weights, start=1)}
    return tuple(
        replace(group, level=ranks[_weight(group)]) if group.kind == "heading" else group
        for group in groups
    )


def contents_pages(lines: Sequence[Line]) -> frozenset[int]:
    """Pages that list contents: many of their lines end in numbers, set apart, that rise."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.box:
            pages[line.page].append(line)
    return frozenset(page for page, on_page in pages.items() if _lists_contents(on_page))


def _lists_contents(page: Sequence[Line]) -> bool:
    """Whether enough lines of a page are entries, and nearly all of their numbers rise."""
    numbers = [int(match.group(1)) for line in page if (match := _entry(line))]
    rising = sum(1 for a, b in pairwise(numbers) if a <= b)
    enough = max(_MIN_ENTRIES, _MIN_SHARE_ENTRIES * len(page))
    return len(numbers) >= enough and rising >= _MIN_SHARE_RISING * (len(numbers) - 1)


def _entry(line: Line) -> re.Match[str] | None:
    """The end of an entry: a number that white space or a row of dots sets apart."""
    is_set_apart = line.gap >= _MIN_COLUMN_GAP // 2 or re.search(r"\.{3}|(?:\. ){3}|…", line.text)
    return _ENTRY.search(line.text) if is_set_apart else None


def _weight(group: Group) -> tuple[int, bool]:
    """What orders headings: the level that the source states; or size of type, large first, and
    bold before plain.
    """
    if group.role or group.rank:
        return group.rank or group.lines[0].level, False
    # half points: fonts of one design differ a little in how large they say they are
    return -((max(line.size for line in group.lines) + 25) // 50), not all(
        line.bold for line in group.lines
    )


def _is_heading(group: Group, setting: _Setting, before: Group | None, after: Group | None) -> bool:
    if group.role:
        return group.role == "heading"
    if group.kind in ("list_item", "caption"):
        return False
    if (
        special_kind(group.text)
        or BULLET.match(group.text)
        or LABEL.match(group.text)
        or CAPTION.match(group.text)
    ):
        return False
    if not group.lines[0].box:
        return _by_form(group, after)
    return (
        _by_type(group, setting)
        and not _runs_on(group, setting.body, after)
        and not _is_furniture(group, setting.body, before, after)
    )


def _by_type(group: Group, setting: _Setting) -> bool:
    """Whether a group is set as headings are: in type well above the body's, or bold or in capitals
    and not much smaller than that.
    """
    if not _may_head(group, setting):
        return False
    size = group.lines[0].size
    is_sentence = sentence_ends(group.text.strip().rstrip(" ?!:"))
    if size >= _MIN_SIZE_VERY_LARGE * setting.body:
        return True
    if size >= _MIN_SIZE_LARGE * setting.body:
        return group.words <= _MAX_WORDS_OF_SENTENCE or not is_sentence
    stands_out = _is_bold(group) or _is_capitals(group)
    return stands_out and size >= _MIN_SIZE_BOLD * setting.body and not is_sentence


def _may_head(group: Group, setting: _Setting) -> bool:
    """Whether a group is not too long for a heading, is no entry of the contents, no date and no
    row of columns.
    """
    text, first = group.text.strip(), group.lines[0]
    if first.page in setting.contents and group.words > _MAX_WORDS_IN_CONTENTS:
        return False
    if _is_too_long(group) or not re.search(r"[^\W\d_]{2}", text):
        return False
    goes_on = text[:1].islower() and first.size < _MIN_SIZE_VERY_LARGE * setting.body
    if goes_on or DATE_LINE.fullmatch(text):
        return False
    in_columns = any(line.gap >= _MIN_COLUMN_GAP for line in group.lines)
    return not in_columns or bool(_NUMBER.match(text))


def _is_too_long(group: Group) -> bool:
    is_quoted = group.text.lstrip()[:1] in ('"', "“")
    most = _MAX_WORDS_QUOTED if is_quoted else _MAX_WORDS
    return group.words > most or len(group.lines) > _MAX_LINES


def _is_bold(group: Group) -> bool:
    return all(line.bold for line in group.lines) and len(group.lines) <= _MAX_LINES_BOLD


def _is_capitals(group: Group) -> bool:
    """Whether a numbered line is set in capitals or small capitals alone."""
    text = group.text.strip()
    number = _NUMBER.match(text)
    words = text[number.end() :] if number else ""
    return (
        words.isupper() and len(re.findall(r"[^\W\d_]", words)) >= _MIN_CAPITALS and group.words > 2
    )


def _runs_on(group: Group, body: int, after: Group | None) -> bool:
    """Whether bold words only begin a paragraph: in the body's size, filling its line, with the
    second right below.
    """
    line, following = group.lines[-1], after.lines[0] if after else None
    if (
        following is None
        or not line.box
        or not following.box
        or line.size >= _MIN_SIZE_LARGE * body
    ):
        return False
    below = (line.page, line.column) == (following.page, following.column)
    near = 0 < following.box.top - line.box.top < _MAX_PITCH_EM * line.size and not following.bold
    full = line.box.x1 >= following.box.x1 - _MAX_RAGGED_EM * line.size
    return below and near and full and following.text[:1].islower()


def _is_furniture(group: Group, body: int, before: Group | None, after: Group | None) -> bool:
    """Whether a line of the body's size opens the page, high up and apart from the text: a running
    head.
    """
    line, following = group.lines[-1], after.lines[0] if after else None
    if before is not None and before.lines[-1].page == line.page:
        return False
    if (
        line.size >= _MIN_SIZE_LARGE * body * 1.1
        or not line.box
        or line.box.top > _MAX_TOP_MARGIN
        or following is None
    ):
        return False
    return (
        not following.box
        or following.page != line.page
        or following.box.top - line.box.bottom > line.size
    )


def _with_numbers(groups: Sequence[Group], body: int) -> Iterator[Group]:
    """Large numbers that stand alone before a heading, made part of it."""
    held: Group | None = None
    for following in groups:
        group = following
        if held is not None:
            if group.kind == "heading" and group.lines[0].page == held.lines[0].page:
                group = replace(group, lines=(*held.lines, *group.lines))
            else:
                yield held
            held = None
        line = group.lines[0]
        if (
            line.box
            and not group.role
            and line.size >= _MIN_SIZE_VERY_LARGE * body
            and _ONLY_NUMBER.fullmatch(group.text.strip())
        ):
            held = group
        else:
            yield group
    if held is not None:
        yield held


def _by_form(group: Group, follower: Group | None) -> bool:
    """A short line without a full stop that begins with a capital or a number and has something to
    head.
    """
    text = " ".join(group.text.split())
    if (
        follower is None
        or len(group.lines) > _MAX_LINES_PLAIN
        or not 0 < len(text.split()) <= _MAX_WORDS_PLAIN
    ):
        return False
    if not re.match(r"['\"‘“]?[A-Z0-9]", text) or not re.search(r"[a-z]{2}|[A-Z]{4}", text):
        return False
    if len(re.findall(r"(?<![\w.])\d[\d,.%]*(?!\w)", text)) >= 2:  # a row of a table
        return False
    return not re.search(r"[.,;:)]$|\b(?:and|of|the|or|for|in|to|on|with)$", text) or bool(
        re.search(r"[^.]\.\.\.$", text)
    )
