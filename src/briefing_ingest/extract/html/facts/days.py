"""The day a page was published: as it prints it near its title, as its head states it, or as
htmldate finds it.

Dates of all digits are read in the order that the page itself shows: by another date on it that can
be read in one way only, or by its language. Where nothing tells, such a date says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from briefing_ingest.english.dates import (
    DIGITS,
    ORDERS,
    Order,
    days_in,
    is_of_change,
    order_shown,
    read_digits,
)
from briefing_ingest.extract.html.article.voters import MOST_CHARACTERS
from briefing_ingest.extract.html.facts.byline import spaced, title_place
from briefing_ingest.extract.html.page.lines import PlacedLine
from briefing_ingest.model import Fact, Line

_BEFORE: Final = 3
_BEHIND: Final = 8
_ISO: Final = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")
_MOST_LINES: Final = 400
_NO_DATES: Final = re.compile(
    r"<!doctype[^>]*>|\bxmlns(?::\w+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE
)
"""Document types and namespaces have dates in their names."""


def with_day(facts: tuple[Fact, ...], placed: Sequence[PlacedLine], text: str) -> tuple[Fact, ...]:
    """``facts`` with the day of publication first, as YYYY-MM-DD; none where nothing tells.

    A day printed near the title is believed unless the head calls it that of a change; then what
    the head states in full; else htmldate (Barbaresi 2020) looks through the page's ``text``.
    """
    changed = {fact.value[:10] for fact in facts if fact.name == "modified"}
    stated = [fact for fact in facts if fact.name == "published" and fact.where != "time[datetime]"]
    best = next((fact for fact in stated if _ISO.match(fact.value)), None)
    printed = next(
        (fact for fact in printed_days(facts, placed) if fact.value not in changed), None
    )
    if printed and not (best and best.value[:10] == printed.value):
        return (printed, *facts)
    if best:
        return (best._replace(value=best.value[:10]), *(fact for fact in facts if fact != best))
    found = _searched_day(text)
    rest = tuple(fact for fact in facts if fact.name != "published")
    return (
        (Fact("published", found, "text and markup of the page (htmldate)"), *rest)
        if found
        else facts
    )


def printed_days(facts: Sequence[Fact], placed: Sequence[PlacedLine]) -> Iterator[Fact]:
    """Days of publication printed near the title, those behind it first."""
    lines = [item.line for item in placed]
    title = title_place(lines, facts)
    if title is None:
        return
    order = _order(lines, facts)
    behind = range(title + 1, min(len(lines), title + 1 + _BEHIND))
    for index in (*behind, *range(title - 1, max(-1, title - 1 - _BEFORE), -1)):
        line = lines[index]
        if line.role == "chrome" and not title < index <= title + 2:
            continue
        for seen in days_in(spaced(line), order):
            labelled = (
                index > 0 and is_of_change(lines[index - 1].text.strip()) and len(line.text) < 30
            )
            if not is_of_change(seen.before) and not labelled:
                yield Fact("published", seen.day, line.path)


def _order(lines: Sequence[Line], facts: Sequence[Fact]) -> Order:
    """Whether dates of all digits on this page have the day or the month first, if anything
    tells.
    """
    for line in lines[:_MOST_LINES]:
        for match in DIGITS.finditer(line.text):
            if shown := order_shown(match):
                return shown
    stated = {fact.value[:10] for fact in facts if fact.name in {"published", "modified"}}
    for line in lines[:_MOST_LINES]:
        for match in DIGITS.finditer(line.text):
            agreeing = [order for order in ORDERS if read_digits(match, order) in stated]
            if len(agreeing) == 1:
                return agreeing[0]
    language = (
        next((fact.value for fact in facts if fact.name == "language"), "")
        .lower()
        .replace("_", "-")
    )
    if language == "en-us":
        return "month first"
    return "" if language in {"", "en"} else "day first"


def _searched_day(text: str) -> str:
    import logging

    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    if len(text) > MOST_CHARACTERS:
        return ""
    plain = _NO_DATES.sub("", text)
    try:
        # The latest day is given, since the default is today and the dataset must not depend on a
        # clock. Its extensive search finds a day on any page, if need be the first of January of a
        # year in a footer.
        return (
            find_date(plain, original_date=True, extensive_search=False, max_date="2099-12-31")
            or ""
        )
    except Exception:  # noqa: BLE001 -- a library that fails on a broken page has not found a date
        return ""
