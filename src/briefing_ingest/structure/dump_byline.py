"""What a dump of a web page prints near its title: who wrote the page, and the day it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from briefing_ingest.model import Fact, Line
from briefing_ingest.text import line_of

_BEHIND: Final = 8
_BEFORE: Final = 3
"""Lines behind and before the title in which these stand."""

_PROSE: Final = 25
"""Words from which a line is text: what stands behind it is no longer near the title."""

_REST: Final = 14
"""Words that a line may have beside its date or its names."""

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY: Final = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_YEAR: Final = r"(?P<year>(?:19[89]|20\d)\d)(?!\d)"
_DAYS: Final = (
    re.compile(rf"\b{_YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])\b"),
    re.compile(rf"\b{_DAY}(?:st|nd|rd|th)?(?: of)? {_MONTH},? {_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}", re.IGNORECASE),
)
_PUBLISHED: Final = re.compile(r"(?:publish|post|written|date|on\b)\w*[^\d]{0,24}\Z", re.IGNORECASE)
_OTHERWISE: Final = re.compile(
    r"(?:updat|modif|revis|review|edited|chang|correct|last|expire|deadline|until|valid|event|due|©|copyright)\w*"
    r"[^\d]{0,24}\Z",
    re.IGNORECASE,
)

_WORD: Final = r"[A-ZÀ-Þ][^\W\d_]*(?:[.’'-][^\W\d_]+)*\.?"
_NAME: Final = rf"(?:(?:Dr|Prof)\.? )?{_WORD}(?: (?:{_WORD}|de|da|van|von|der|del|al|bin)){{1,3}}"
_AND: Final = r"(?:, (?:and |& )?| and | & )"
_BY: Final = re.compile(
    r"(?:\A|\b(?:written|posted|published|words|story|report) |[|•·–—-] |(?<=\d )\b)by:? +|\Aauthors?: *", re.I
)
_NAMES: Final = re.compile(
    rf"({_NAME}(?:{_AND}{_NAME})*)(?=\s*(?:\Z|[^\w\s&’'-]|\d|(?:on|in|at|for)\b|[Pp]ublished|[Pp]osted))"
)
_NO_PERSON: Final = re.compile(
    r"\b(?:staff|team|editors?|editorial|admin|desk|press|news|newsroom|group|institute|university|college|trust|media"
    r"|council|department|office|agency|centre|center|foundation|association|society|company|inc|ltd|llc|the|your|our"
    r"|us|we|you|more|all|posted|published|updated|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|min|read|minutes)\b",
    re.IGNORECASE,
)


class _Seen(NamedTuple):
    """A day, and whether a line says that it is that of publication."""

    day: str
    said: bool
    line: Line


def facts_near_title(lines: Sequence[Line], text: str) -> tuple[Fact, ...]:
    """Authors and day of publication that the dump ``text`` prints near its title; none where lines disagree.

    An author stands behind "By" and has the form of a person's name; a day has the name of its month or is ISO 8601,
    and is not said to be that of a change.
    """
    near = tuple(_near(lines))
    days = [seen for i in range(len(near)) for seen in _days(near, i)]
    days = [seen for seen in days if seen.said] or days
    facts = (
        [Fact("published", days[0].day, _where(days[0].line, text))] if len({seen.day for seen in days}) == 1 else []
    )
    for i, line in enumerate(near):
        if names := _authors(line, near[i + 1] if i + 1 < len(near) else None):
            return (*(Fact("author", name, _where(line, text)) for name in names), *facts)
    return tuple(facts)


def _where(line: Line, text: str) -> str:
    return f"line {line_of(text, line.traced.raw_start)} of the text, near the title"


def _near(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines behind the title down to the text, then those before it."""
    title = next((i for i, line in enumerate(lines) if line.role == "title" and not line.box and not line.path), None)
    if title is None:
        return
    behind = (line for line in lines[title + 1 :] if line.text.strip() and line.role != "title")
    for line in islice(behind, _BEHIND):
        if len(line.text.split()) >= _PROSE and not line.role:
            break
        yield line
    yield from islice((line for line in reversed(lines[:title]) if line.text.strip()), _BEFORE)


def _days(near: Sequence[Line], index: int) -> Iterator[_Seen]:
    line = near[index]
    text = " ".join(line.text.split())
    found = sorted((match for form in _DAYS for match in form.finditer(text)), key=lambda match: match.start())
    if not found or len(text.split()) - 3 * len(found) > _REST or (text.endswith(".") and len(text.split()) > 6):
        return
    label = near[index - 1].text.strip() if index and len(near[index - 1].text.split()) <= 3 else ""
    for match in found:
        before = text[: match.start()] or label
        if not _OTHERWISE.search(before) and (day := _iso(match)):
            yield _Seen(day, bool(_PUBLISHED.search(before)), line)


def _iso(match: re.Match[str]) -> str:
    month = match["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    try:
        return date(int(match["year"]), number, int(match["day"])).isoformat()
    except ValueError:  # the 31st of a short month
        return ""


def _authors(line: Line, after: Line | None) -> tuple[str, ...]:
    text = " ".join(line.text.split())
    if len(text.split()) > _REST + 6:
        return ()
    by = _BY.search(f"{text} ")
    if not by:
        return ()
    rest = text[by.end() :] if by.end() < len(text) else " ".join(after.text.split()) if after else ""
    names = _NAMES.match(rest)
    found = re.split(_AND, names[1]) if names else []
    return tuple(found) if found and not any(map(_NO_PERSON.search, found)) else ()
