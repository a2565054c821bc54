"""What a dump of a web page prints near its title: who wrote the page, and the day it was
published.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import Final, NamedTuple

from briefing_ingest.english.bylines import BY, names_at
from briefing_ingest.english.dates import days_in, is_of_change, is_of_publication
from briefing_ingest.model import Fact, Line
from briefing_ingest.text import line_of

_MAX_LINES_BEHIND: Final = 8
_MAX_LINES_BEFORE: Final = 3
"""Lines behind and before the title in which these stand."""

_MIN_PROSE_WORDS: Final = 25
"""Words from which a line is text: what stands behind it is no longer near the title."""

_MAX_LABEL_WORDS: Final = 3
"""A line above a day that is no longer may say what day it is."""

_MAX_BYLINE_WORDS: Final = 20
"""A longer line is no byline."""


class _Seen(NamedTuple):
    """A day, and whether a line says that it is that of publication."""

    day: str
    said: bool
    line: Line


def facts_near_title(lines: Sequence[Line], text: str) -> tuple[Fact, ...]:
    """Authors and day of publication that the dump ``text`` prints near its title; none where lines
    disagree.

    An author stands behind "By" and has the form of a person's name; a day has the name of its
    month or is ISO 8601, and is not said to be that of a change.
    """
    near = tuple(_near(lines))
    return (*_facts_of_authors(near, text), *_facts_of_day(near, text))


def _facts_of_authors(near: Sequence[Line], text: str) -> Sequence[Fact]:
    """The authors that the first byline names."""
    for line, after in zip(near, (*near[1:], None), strict=False):
        if names := _authors(line, after):
            return [Fact("author", name, _where(line, text)) for name in names]
    return ()


def _facts_of_day(near: Sequence[Line], text: str) -> Sequence[Fact]:
    """The day of publication, if only one day is named, or said to be that."""
    days = [seen for i in range(len(near)) for seen in _days(near, i)]
    days = [seen for seen in days if seen.said] or days
    if len({seen.day for seen in days}) != 1:
        return ()
    return [Fact("published", days[0].day, _where(days[0].line, text))]


def _where(line: Line, text: str) -> str:
    return f"line {line_of(text, line.traced.raw_start)} of the text, near the title"


def _near(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines behind the title down to the text, then those before it."""
    title = next((i for i, line in enumerate(lines) if _is_title_of_dump(line)), None)
    if title is None:
        return
    behind = (line for line in filter(_has_text, lines[title + 1 :]) if line.role != "title")
    yield from takewhile(_is_no_prose, islice(behind, _MAX_LINES_BEHIND))
    yield from islice(filter(_has_text, reversed(lines[:title])), _MAX_LINES_BEFORE)


def _is_title_of_dump(line: Line) -> bool:
    return line.role == "title" and not line.box and not line.path


def _has_text(line: Line) -> bool:
    return bool(line.text.strip())


def _is_no_prose(line: Line) -> bool:
    return bool(line.role) or len(line.text.split()) < _MIN_PROSE_WORDS


def _days(near: Sequence[Line], index: int) -> Iterator[_Seen]:
    line = near[index]
    above = near[index - 1].text.strip() if index else ""
    label = above if len(above.split()) <= _MAX_LABEL_WORDS else ""
    for seen in days_in(" ".join(line.text.split())):
        before = seen.before or label
        if not is_of_change(before):
            yield _Seen(seen.day, is_of_publication(before), line)


def _authors(line: Line, after: Line | None) -> tuple[str, ...]:
    text = " ".join(line.text.split())
    if len(text.split()) > _MAX_BYLINE_WORDS:
        return ()
    by = BY.search(f"{text} ")
    if not by:
        return ()
    rest = text[by.end() :] if by.end() < len(text) else after.text if after else ""
    return names_at(rest)
