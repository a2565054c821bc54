"""Lines to paragraphs: where one ends and the next begins."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from briefing_ingest.model import (
    KEPT_BY_MAINTAINER,
    Line,
    LineRole,
    NoteCall,
    Place,
    RawEmphasis,
    RawLink,
)
from briefing_ingest.pages.contact_signs import contact_signs
from briefing_ingest.structure.captions import find_captions
from briefing_ingest.structure.lists import Depths, Item, find_items, goes_on
from briefing_ingest.structure.marks import LABEL, NUMBERED_HEADING, ends_sentence
from briefing_ingest.structure.typesetting import (
    INDENT_EM,
    hanging_columns,
    is_wrapped,
    local_widths,
    pitches,
    right_edges,
)
from briefing_ingest.traced import TracedText, concat

_MAX_PITCH: Final = 1.35
"""In shares of the usual distance between lines of their size: lines of one paragraph are no
further apart, top to top."""

_SAME_SIZE: Final = 0.08
"""In shares of the size: by how much the type of one paragraph differs."""

_MIN_SIZE: Final = 100
"""Hundredths of a point: the size of type whose size is not stated."""


_ROOM_FOR_WORD: Final = 0.8
_SHORT_LINE: Final = 0.6
"""In shares of the length of the lines around it: a line that with the next word would be no longer
than the first was ended on purpose; one without a stop must itself be no longer than the second."""

_SAME_EDGE_EM: Final = 0.2
"""Headings whose left edges differ by less stand below each other."""

_SPARE_EM: Final = 2
"""A line stops short if, with the next word, it would leave more room than this at the right
edge."""


@dataclass(frozen=True)
class Group:
    """Lines that make one block. ``kind`` is "" until something has judged it."""

    lines: tuple[Line, ...]
    kind: str = ""
    level: int = 0
    back: bool = False
    rank: int = 0
    """Of a heading, the level that the document itself states; 0 if its type must tell."""
    item: Item | None = None
    """What it begins with, if it is a list item."""

    @cached_property
    def traced(self) -> TracedText:
        """The lines one after another, line ends and all."""
        return concat(line.traced for line in self.lines)

    @property
    def text(self) -> str:
        """The text with its line ends."""
        return self.traced.text

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())

    @property
    def role(self) -> LineRole:
        """What the source itself calls it."""
        return self.lines[0].role

    @property
    def aside(self) -> bool:
        """Whether it stands in a side box."""
        return self.lines[0].aside

    @property
    def is_decided(self) -> bool:
        """Whether the maintainer has decided that some of it is part of the briefing."""
        return any(line.reason == KEPT_BY_MAINTAINER for line in self.lines)

    @property
    def links(self) -> tuple[RawLink, ...]:
        """The links of all its lines."""
        return tuple(link for line in self.lines for link in line.links)

    @property
    def emphases(self) -> tuple[RawEmphasis, ...]:
        """What its lines emphasise."""
        return tuple(emphasis for line in self.lines for emphasis in line.emphases)

    @property
    def calls(self) -> tuple[NoteCall, ...]:
        """Where the page itself says that notes are called."""
        return tuple(call for line in self.lines for call in line.calls)

    def places(self) -> tuple[Place, ...]:
        """Where it stands, one place a page."""
        pages: dict[int, list[Line]] = defaultdict(list)
        for line in self.lines:
            pages[line.page].append(line)
        return tuple(place_of(lines) for _, lines in sorted(pages.items()))


def place_of(lines: Sequence[Line]) -> Place:
    """Where ``lines`` of one page stand."""
    numbers = [line.number for line in lines]
    boxes = [line.box for line in lines if line.box]
    box = None
    if boxes:
        x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
        box = type(boxes[0])(min(x0s), min(tops), max(x1s), max(bottoms))
    return Place(lines[0].page, min(numbers), max(numbers), box, lines[0].path)


def group_lines(lines: tuple[Line, ...]) -> tuple[Group, ...]:
    """Groups of lines, in order; blank lines are in none. List items and captions are told by their
    kind.
    """
    setting = _Setting.of(lines)
    items, captions = find_items(lines), find_captions(lines)
    groups: list[_Open] = []
    previous: Line | None = None
    until, closed = -1, False  # a caption's lines go so far
    for index, line in enumerate(lines):
        if not line.text.strip():
            previous = None
            continue
        if index in captions:
            groups.append(_Open("caption"))
            until, closed = captions[index]
        elif index in items:
            groups.append(_Open("list_item", items[index]))
        elif (
            previous is None
            or (index == until and closed)
            or (index >= until and setting.parts(groups[-1], line, index))
        ):
            groups.append(_Open(""))
        groups[-1].lines.append(line)
        previous = line
    return tuple(_with_levels(groups))


def is_heading_tag(tag: str) -> bool:
    """Whether a tagged PDF calls a line a heading or title."""
    return tag == "Title" or (tag[:1] == "H" and tag[1:] in {"", "1", "2", "3", "4", "5", "6"})


@dataclass
class _Open:
    """A group that may still grow."""

    kind: str
    item: Item | None = None
    lines: list[Line] = field(default_factory=list)


def _with_levels(groups: Iterable[_Open]) -> Iterator[Group]:
    depths = Depths()
    for group in groups:
        level = 0
        if group.item:
            level = depths.level(group.item, group.lines[0])
        elif group.kind != "caption" and group.lines[0].role != "table":
            depths.close()
        yield Group(tuple(group.lines), group.kind, level, item=group.item)


_NEEDS_MORE: Final = re.compile(
    r"(?:,|\b(?:and|or|of|the|a|an|in|on|at|to|for|with|by|from|see|is|are))\s*$"
)
_GOES_ON: Final = re.compile(r"[,;–-]$|\b(?:and|of|the|or|for|in|to)$")
"""The end of a line of a text without geometry that is no end of a paragraph."""


def _runs_on(previous: Line, line: Line) -> bool:
    """Whether a sentence goes on from bold to plain type, or back, as behind a bold lead or before
    a bold address.
    """
    if ends_sentence(previous.text) or re.search(r"[:;]\s*$", previous.text):
        return False
    return line.text.lstrip()[:1].islower() or bool(_NEEDS_MORE.search(previous.text))


def _capital(text: str) -> bool:
    return bool(re.match(r"[\s\W]*[A-Z0-9]", text))


@dataclass(frozen=True)
class _Setting:
    """How a document is set: whether its lines are wrapped, how wide and how far apart they are."""

    wrapped: bool
    widths: tuple[int, ...]
    pitches: dict[tuple[int, int, int], int]
    rights: dict[tuple[int, int], int]
    hanging: frozenset[tuple[int, int]]

    @classmethod
    def of(cls, lines: tuple[Line, ...]) -> _Setting:
        return cls(
            wrapped=is_wrapped(lines),
            widths=local_widths(lines),
            pitches=pitches(lines),
            rights=right_edges(lines),
            hanging=hanging_columns(lines),
        )

    def parts(self, group: _Open, line: Line, index: int) -> bool:
        """True if ``line`` begins a new block after ``group``, whose last line stands directly
        before it.
        """
        previous = group.lines[-1]
        if previous.role == line.role == LineRole.ADDRESS:
            return self._ends_address(group, line)
        if previous.role or line.role:
            return (previous.role, line.role) != ("quote", "attribution")
        ends_item = self._ends_item(group, line)
        if ends_item is not None:
            return ends_item
        if self._begins_labelled(group, line):
            return True
        if previous.box and line.box:
            return self._is_subheading(group, line) or self._breaks_on_page(previous, line)
        return self._breaks_in_text(previous, line, self.widths[index])

    def _ends_item(self, group: _Open, line: Line) -> bool | None:
        """Whether a list item ends before ``line``; None if it is none, or that cannot be told."""
        previous = group.lines[-1]
        if not group.item or not self._is_next(previous, line):
            return None
        within = goes_on(group.item, group.lines, line)
        if within is not None:
            return not within
        return True if self._stops_short(previous, line) else None

    def _ends_address(self, group: _Open, line: Line) -> bool:
        """Whether ``line`` of an address is set apart from the lines above it, which say more than
        the name.
        """
        previous = group.lines[-1]
        if (previous.page, previous.column) != (line.page, line.column):
            return True
        if not previous.box or not line.box or not contact_signs(_text_of(group)):
            return False
        size = max(line.size, previous.size, _MIN_SIZE)
        return not self._is_close(line, line.box.top - previous.box.top, size)

    def _begins_labelled(self, group: _Open, line: Line) -> bool:
        """Whether ``line`` begins with a label ("Table 2:") that the text before does not go on
        in.
        """
        if not LABEL.match(line.text):
            return False
        if ends_sentence(group.lines[-1].text) or not (self.wrapped or line.box):
            return True
        return bool(line.box and LABEL.match(group.lines[0].text))

    def _is_next(self, previous: Line, line: Line) -> bool:
        """Whether a line is set as near to the one before as lines of its size are."""
        if not previous.box or not line.box:
            return False
        if abs(line.size - previous.size) > _SAME_SIZE * max(line.size, _MIN_SIZE):
            return False
        return self._is_close(line, line.box.top - previous.box.top, line.size)

    def _is_close(self, line: Line, pitch: int, size: int) -> bool:
        """Whether ``line`` stands ``pitch`` below another, as lines of one paragraph do."""
        return 0 < pitch <= _MAX_PITCH * self._pitch(line, size)

    def _pitch(self, line: Line, size: int) -> int:
        """The usual distance from line to line: of the column if it is set closer than the
        document.
        """
        usual = self.pitches.get((0, 0, line.size), size * 5 // 4)
        return min(usual, self.pitches.get((line.page, line.column, line.size), usual))

    def _stops_short(self, previous: Line, line: Line) -> bool:
        """Whether a line ended where the first word of the next, which begins with a capital, would
        have fitted.
        """
        if not previous.box or not line.box or not line.text.lstrip()[:1].isupper():
            return False
        text = line.text.strip()
        word = (line.box.x1 - line.box.x0) * len(text.split()[0]) // len(text)
        return previous.box.x1 + word + _SPARE_EM * line.size < self.rights[line.page, line.column]

    def _is_subheading(self, group: _Open, line: Line) -> bool:
        """Whether a line is the heading below a numbered one: bold as that is, which was ended
        before its margin.
        """
        first = group.lines[0]
        if (
            len(group.lines) > 1
            or not (first.bold and line.bold)
            or not NUMBERED_HEADING.match(first.text)
        ):
            return False
        if not first.box or not line.box or not self._stops_short(first, line):
            return False
        # the second line of a numbered heading hangs, or fills what the first left
        return (
            bool(NUMBERED_HEADING.match(line.text))
            or abs(line.box.x0 - first.box.x0) < _SAME_EDGE_EM * line.size
        )

    def _breaks_in_text(self, previous: Line, line: Line, width: int) -> bool:
        """Whether a line of a text without geometry begins a paragraph, where the lines around it
        are ``width`` characters long.
        """
        if not _capital(line.text):
            return False
        if not self.wrapped:
            return True
        before = previous.text.rstrip()
        indented = line.text[:1].isspace() and not previous.text[:1].isspace()
        # The next word would have fitted on the line: the line was ended on purpose.
        fits = len(before) + 1 + len(line.text.split()[0]) <= _ROOM_FOR_WORD * width
        if ends_sentence(before):
            return indented or fits
        return fits and len(before) <= _SHORT_LINE * width and not _GOES_ON.search(before)

    def _breaks_on_page(self, previous: Line, line: Line) -> bool:
        assert previous.box
        assert line.box
        size = max(line.size, previous.size, _MIN_SIZE)
        if _is_set_apart(previous, line, size):
            return True
        pitch = line.box.top - previous.box.top
        close = self._is_close(line, pitch, size)
        if line.bold != previous.bold:
            return not close or not _runs_on(previous, line)
        if not close:
            return pitch > 0 or line.box.x0 < previous.box.x1
        return ends_sentence(previous.text) and self._begins_paragraph(previous, line, size)

    def _begins_paragraph(self, previous: Line, line: Line, size: int) -> bool:
        """Whether a line that follows a sentence's end is set in, or follows a line that was ended
        on purpose.
        """
        assert previous.box
        assert line.box
        shift = line.box.x0 - previous.box.x0
        if (line.page, line.column) in self.hanging:
            return shift < -INDENT_EM * size
        right = self.rights[line.page, line.column]
        short = previous.box.x1 < right - (right - previous.box.x0) // 5
        return shift > INDENT_EM * size or (short and _capital(line.text))


def _is_set_apart(previous: Line, line: Line, size: int) -> bool:
    """Whether lines stand in different columns, in type of different sizes, or only one of them has
    the tag of a heading.
    """
    if (previous.page, previous.column) != (line.page, line.column):
        return True
    if previous.tag != line.tag and (is_heading_tag(previous.tag) or is_heading_tag(line.tag)):
        return True
    return abs(line.size - previous.size) > _SAME_SIZE * size


def _text_of(group: _Open) -> str:
    return "".join(line.text for line in group.lines)


def body_size(groups: tuple[Group, ...]) -> int:
    """The font size most characters have; 0 for what has no geometry."""
    counts: Counter[int] = Counter()
    for group in groups:
        for line in group.lines:
            counts[line.size] += len(line.text)
    return max(counts, key=lambda size: (counts[size], size), default=0)
