"""How the lines of a document are set: how long they are, how far apart, and where they begin."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Final

from briefing_ingest.model import Line
from briefing_ingest.structure.marks import BULLET, LABEL, ends_sentence
from briefing_ingest.text import sentence_ends

INDENT_EM: Final = 0.8
"""A line further right or left than this is indented on purpose."""

_MAX_PITCH_EM: Final = 1.6
"""Lines of one paragraph are no further apart, top to top."""

_MAX_GAP_EM: Final = 3
"""Two lines further apart, top to top, tell nothing of how close lines are set."""

_MIN_PITCHES: Final = 6
"""Distances between lines that tell how a column is set."""

_MIN_HUNG: Final = 3
"""Sentences that must go on further right before a column counts as one of hanging paragraphs."""

_TIMES_HUNG: Final = 3
"""They must also be more than so many times those that go on further left."""

_MIN_PAIRS: Final = 4
_MIN_SHARE_GOING_ON: Final = 0.2
"""A text without geometry is broken at a width if so many pairs of lines, and this share of them,
go on in the middle of a sentence."""

_LINES_AROUND: Final = 3
"""Lines on either side that tell how long lines are here."""


def is_wrapped(lines: tuple[Line, ...]) -> bool:
    """True if the lines of a text are broken at a width: many go on in a line that begins with a
    small letter.
    """
    pairs = [
        (a.text.strip(), b.text.strip())
        for a, b in pairwise(lines)
        if a.text.strip() and b.text.strip() and not a.box
    ]
    going_on = sum(1 for a, b in pairs if b[0].islower() and not sentence_ends(a))
    return len(pairs) >= _MIN_PAIRS and going_on >= _MIN_SHARE_GOING_ON * len(pairs)


def local_widths(lines: tuple[Line, ...]) -> tuple[int, ...]:
    """For each line the length of the longest of it and its neighbours on either side."""
    lengths = [len(line.text.strip()) for line in lines]
    near = _LINES_AROUND
    return tuple(max(lengths[max(0, i - near) : i + near + 1]) for i in range(len(lengths)))


def _neighbours(lines: tuple[Line, ...]) -> Iterator[tuple[Line, Line]]:
    for a, b in pairwise(lines):
        if a.box and b.box and (a.page, a.column) == (b.page, b.column):
            yield a, b


def pitches(lines: tuple[Line, ...]) -> dict[tuple[int, int, int], int]:
    """The usual distance from line to line, by page, column and font size, and by font size of the
    whole (page 0).

    It is the lower quartile, since gaps only widen it.
    """
    found: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for a, b in _neighbours(lines):
        assert a.box
        assert b.box
        pitch = b.box.top - a.box.top
        if a.size == b.size and 0 < pitch < _MAX_GAP_EM * b.size:
            found[0, 0, a.size].append(pitch)
            found[a.page, a.column, a.size].append(pitch)
    return {
        key: int(median(sorted(values)[: max(1, len(values) // 2)]))
        for key, values in found.items()
        if not key[0] or len(values) >= _MIN_PITCHES
    }


def hanging_columns(lines: tuple[Line, ...]) -> frozenset[tuple[int, int]]:
    """Columns whose paragraphs begin further left than they go on, as lists of references do.

    What tells is where sentences go on: further right behind the first line, further left where it
    is set in.
    """
    hung: Counter[tuple[int, int]] = Counter()
    set_in: Counter[tuple[int, int]] = Counter()
    for a, b in _neighbours(lines):
        shift = _shift_in_sentence(a, b)
        if shift:
            (hung if shift > 0 else set_in)[a.page, a.column] += 1
    return frozenset(
        key
        for key, count in hung.items()
        if count >= _MIN_HUNG and count > _TIMES_HUNG * set_in[key]
    )


def _shift_in_sentence(a: Line, b: Line) -> int:
    """By how much the second line of a sentence is set in against the first; 0 for less than about
    a letter, and where no sentence goes on.
    """
    assert a.box
    assert b.box
    if a.size != b.size or b.box.top - a.box.top > _MAX_PITCH_EM * a.size:
        return 0
    if ends_sentence(a.text) or LABEL.match(a.text) or BULLET.match(a.text):
        return 0
    shift = b.box.x0 - a.box.x0
    return shift if abs(shift) > INDENT_EM * a.size else 0


def right_edges(lines: tuple[Line, ...]) -> dict[tuple[int, int], int]:
    """How far to the right the lines of each column reach, by page and column."""
    edges: dict[tuple[int, int], int] = {}
    for line in lines:
        if line.box:
            key = (line.page, line.column)
            edges[key] = max(edges.get(key, 0), line.box.x1)
    return edges
