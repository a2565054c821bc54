"""Lines to paragraphs: where one ends and the next begins."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from briefing_ingest.model import Line, Place
from briefing_ingest.text import sentence_ends
from briefing_ingest.traced import TracedText, concat

LABEL = re.compile(
    r"\s*((?:Case [Ss]tud(?:y|ies)|Case [Ee]xample|Box|Figure|Fig\.|Table|Chart|Recommendation|Example|Exhibit"
    r"|Spotlight|(?:Key )?[Ff]inding|Principle|Lesson|Appendix|Annexe?))\s+"
    r"(\d{1,3}(?:\.\d+)?|[A-Z]|[IVX]+)\s*[:.–—-]\s*"
)
"""The start of a labelled block: what it is, its number, and a mark of punctuation."""

CAPTION = re.compile(
    r"\s*(?:table|figure|fig|chart|map|graph|plate|photo|exhibit|diagram)\b\.?\s*"
    r"(?:(?:[A-Z]{1,2}[.-]?)?\d+(?:[.–-]\d+)*[a-z]?\b|[IVX]+\b|:)",
    re.IGNORECASE,
)
"""The start of the caption of a figure or table."""

BULLET = re.compile(r"\s*[•●▪■◦‣⁃∙·\uf0b7]\s*|\s*[-–*]\s+(?=\S)|\s*o\s+(?=[A-Z])")
NUMBERED = re.compile(r"\s*\(?(\d{1,2}|[a-z]|[ivx]+)[.)]\s+(?=\S)")

_MARKER_AT_END = re.compile(r"\s*[\d¹²³⁰-⁹]{0,3}\s*$")


@dataclass(frozen=True)
class Group:
    """Lines that make one block. ``kind`` is "" until something has judged it."""

    lines: tuple[Line, ...]
    kind: str = ""
    level: int = 0
    back: bool = False
    rank: int = 0
    """Of a heading, the level that the document itself states; 0 if its type must tell."""

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
    def role(self) -> str:
        """What the source itself calls it, "" if it does not say."""
        return self.lines[0].role

    @property
    def aside(self) -> bool:
        """Whether it stands in a side box."""
        return self.lines[0].aside

    def places(self) -> tuple[Place, ...]:
        """Where it stands, one place a page."""
        pages: dict[int, list[Line]] = defaultdict(list)
        for line in self.lines:
            pages[line.page].append(line)
        return tuple(_place(page, lines) for page, lines in sorted(pages.items()))


def _place(page: int, lines: list[Line]) -> Place:
    numbers = [line.number for line in lines]
    boxes = [line.box for line in lines if line.box]
    box = None
    if boxes:
        x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
        box = type(boxes[0])(min(x0s), min(tops), max(x1s), max(bottoms))
    return Place(page, min(numbers), max(numbers), box, lines[0].path)


def group_lines(lines: tuple[Line, ...]) -> tuple[Group, ...]:
    """Groups of lines, in order; blank lines are in none."""
    setting = _Setting.of(lines)
    groups: list[list[Line]] = []
    previous: Line | None = None
    for index, line in enumerate(lines):
        if not line.text.strip():
            previous = None
            continue
        if previous is None or setting.breaks(previous, line, index):
            groups.append([])
        groups[-1].append(line)
        previous = line
    return tuple(Group(tuple(group)) for group in groups)


def is_heading_tag(tag: str) -> bool:
    """Whether a tagged PDF calls a line a heading or title."""
    return tag == "Title" or (tag[:1] == "H" and tag[1:] in {"", "1", "2", "3", "4", "5", "6"})


def starts_item(text: str) -> bool:
    """True if a line with this text begins a labelled block or a list item."""
    return bool(LABEL.match(text) or BULLET.match(text))


def ends_sentence(text: str) -> bool:
    """True if ``text`` ends like a sentence, a note marker behind it aside."""
    return sentence_ends(_MARKER_AT_END.sub("", text)) or sentence_ends(text)


def _capital(text: str) -> bool:
    return bool(re.match(r"[\s\W]*[A-Z0-9]", text))


@dataclass(frozen=True)
class _Setting:
    """How a document is set: whether its lines are wrapped, how wide and how far apart they are."""

    wrapped: bool
    widths: tuple[int, ...]
    pitches: dict[int, int]
    rights: dict[tuple[int, int], int]

    @classmethod
    def of(cls, lines: tuple[Line, ...]) -> _Setting:
        return cls(_is_wrapped(lines), _local_widths(lines), _pitches(lines), _right_edges(lines))

    def breaks(self, previous: Line, line: Line, index: int) -> bool:
        """True if ``line`` begins a new block after ``previous``, the line directly before it."""
        if line.role == "attribution" and previous.role == "quote":
            return False
        if previous.role or line.role:
            return True
        if starts_item(line.text) and (not self.wrapped or ends_sentence(previous.text) or BULLET.match(line.text)):
            return True
        if previous.box and line.box:
            return self._breaks_on_page(previous, line)
        return self._breaks_in_text(previous, line, self.widths[index])

    def _breaks_in_text(self, previous: Line, line: Line, width: int) -> bool:
        if not _capital(line.text):
            return False
        before = previous.text.rstrip()
        if not self.wrapped:
            return True
        indented = line.text[:1].isspace() and not previous.text[:1].isspace()
        # The next word would have fitted on the line: the line was ended on purpose.
        fits = len(before) + 1 + len(line.text.split()[0]) <= 0.8 * width
        if ends_sentence(before):
            return indented or fits
        return fits and len(before) <= 0.6 * width and not re.search(r"[,;–-]$|\b(?:and|of|the|or|for|in|to)$", before)

    def _breaks_on_page(self, previous: Line, line: Line) -> bool:
        assert previous.box
        assert line.box
        if (previous.page, previous.column) != (line.page, line.column):
            return True
        if previous.tag != line.tag and (is_heading_tag(previous.tag) or is_heading_tag(line.tag)):
            return True
        size = max(line.size, previous.size, 100)
        if abs(line.size - previous.size) > 0.08 * size or line.bold != previous.bold:
            return True
        pitch = line.box.top - previous.box.top
        if pitch <= 0 or pitch > 1.35 * self.pitches.get(line.size, size * 5 // 4):
            return pitch > 0 or line.box.x0 < previous.box.x1
        if not ends_sentence(previous.text):
            return False
        right = self.rights[line.page, line.column]
        short = previous.box.x1 < right - (right - previous.box.x0) // 5
        return line.box.x0 - previous.box.x0 > 0.8 * size or (short and _capital(line.text))


def _is_wrapped(lines: tuple[Line, ...]) -> bool:
    """True if the lines of a text are broken at a width: many go on in a line that begins with a small letter."""
    pairs = [
        (a.text.strip(), b.text.strip()) for a, b in pairwise(lines) if a.text.strip() and b.text.strip() and not a.box
    ]
    going_on = sum(1 for a, b in pairs if b[0].islower() and not sentence_ends(a))
    return len(pairs) >= 4 and going_on >= 0.2 * len(pairs)


def _local_widths(lines: tuple[Line, ...]) -> tuple[int, ...]:
    """For each line the length of the longest of it and its three neighbours on either side."""
    lengths = [len(line.text.strip()) for line in lines]
    return tuple(max(lengths[max(0, i - 3) : i + 4]) for i in range(len(lengths)))


def _neighbours(lines: tuple[Line, ...]) -> Iterator[tuple[Line, Line]]:
    for a, b in pairwise(lines):
        if a.box and b.box and (a.page, a.column) == (b.page, b.column):
            yield a, b


def _pitches(lines: tuple[Line, ...]) -> dict[int, int]:
    """For each font size the usual distance from line to line: the lower quartile, since gaps only widen it."""
    found: dict[int, list[int]] = defaultdict(list)
    for a, b in _neighbours(lines):
        assert a.box
        assert b.box
        if a.size == b.size and 0 < b.box.top - a.box.top < 3 * b.size:
            found[a.size].append(b.box.top - a.box.top)
    return {size: int(median(sorted(values)[: max(1, len(values) // 2)])) for size, values in found.items()}


def _right_edges(lines: tuple[Line, ...]) -> dict[tuple[int, int], int]:
    edges: dict[tuple[int, int], int] = {}
    for line in lines:
        if line.box:
            key = (line.page, line.column)
            edges[key] = max(edges.get(key, 0), line.box.x1)
    return edges


def body_size(groups: tuple[Group, ...]) -> int:
    """The font size most characters have; 0 for what has no geometry."""
    counts: Counter[int] = Counter()
    for group in groups:
        for line in group.lines:
            counts[line.size] += len(line.text)
    return max(counts, key=lambda size: (counts[size], size), default=0)
