"""Passages that may have been left out, or kept, by mistake.

Repairs and extraction say of a line what speaks against what they made of it. On pages with
geometry it is seen here: what reads as a sentence, or has rows of figures, and was left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from briefing_ingest.english.sentences import reads_as_sentence
from briefing_ingest.model import (
    DROPPED_BY_MAINTAINER,
    KEPT_BY_MAINTAINER,
    DoubtfulPassage,
    Line,
    LineRole,
)
from briefing_ingest.structure.paragraphs import Group, place_of
from briefing_ingest.text import is_figure

_SURE: Final = frozenset(
    {
        "running head",
        "page number",
        "contents",
        "invisible text",
        "white text on white",
        "text of a chart",
        DROPPED_BY_MAINTAINER,
    }
)
"""Reasons that are two signs in themselves, such as words and a place that come again on page after
page. Text of charts is judged by its figures."""
_MIN_FIGURES: Final = 2
"""Of a row of a table, beside its label."""
_MIN_ROWS: Final = 3


class LeftOut(NamedTuple):
    """A line that is no part of the briefing, and why."""

    line: Line
    reason: str


def doubtful_passages(
    lines: Sequence[Line], left_out: Sequence[LeftOut]
) -> tuple[DoubtfulPassage, ...]:
    """The passages among ``lines`` (all of a source) that are doubtful or decided, in their order;
    ``left_out`` are those that are no part of the briefing, in theirs.
    """
    marked = [LeftOut(line, line.reason) for line in lines if _is_marked(line)]
    kept = (_passage(list(run), kept=True) for _, run in groupby(marked, key=_together))
    dropped = (_left_out(list(run)) for _, run in groupby(left_out, key=_together))
    return tuple(sorted(passage for passage in (*kept, *dropped) if passage))


def _is_marked(line: Line) -> bool:
    """Whether a line stays although something speaks against it, or as the maintainer says."""
    return not line.is_outside and bool(line.doubt or line.reason == KEPT_BY_MAINTAINER)


def _together(item: LeftOut) -> tuple[str, str, str, int]:
    """What lines have in common that were left out as one passage."""
    line = item.line
    return item.reason, line.doubt, line.path, line.page


def _left_out(run: Sequence[LeftOut]) -> DoubtfulPassage | None:
    passage = _passage(run, kept=False)
    if passage.reason == DROPPED_BY_MAINTAINER:
        return passage._replace(doubt="")
    doubt = passage.doubt or _doubt([item.line for item in run], passage.reason)
    return passage._replace(doubt=doubt) if doubt else None


def _doubt(lines: Sequence[Line], reason: str) -> str:
    """What speaks for lines of a page with geometry that were left out."""
    if lines[0].box is None:
        return ""
    if lines[0].role is LineRole.FIGURE and sum(map(_is_row, lines)) >= _MIN_ROWS:
        return "it has lines like the rows of a table"
    if reason not in _SURE and reads_as_sentence(" ".join(line.text for line in lines)):
        return "it reads as a sentence"
    return ""


def _is_row(line: Line) -> bool:
    """Whether a line reads like the row of a table: a label, and figures behind it."""
    words = line.text.split()
    figures = [is_figure(word) for word in words]
    return sum(figures) >= _MIN_FIGURES and not figures[0]


def _passage(run: Sequence[LeftOut], *, kept: bool) -> DoubtfulPassage:
    lines = [item.line for item in run]
    return DoubtfulPassage(
        raw_start=min(line.traced.raw_start for line in lines),
        raw_end=max(line.traced.raw_end for line in lines),
        place=place_of(lines),
        text=" ".join(" ".join(line.text for line in lines).split()),
        kept=kept,
        reason=run[0].reason,
        doubt=lines[0].doubt,
    )


def lines_of(groups: Iterable[Group], reason: str) -> Iterator[LeftOut]:
    """The lines of ``groups`` that were left out for one reason."""
    for group in groups:
        for line in group.lines:
            yield LeftOut(line, reason)
