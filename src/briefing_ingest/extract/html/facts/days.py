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
from briefing_ingest.extract.html.facts.byline import lines_near, spaced
from briefing_ingest.extract.html.page.lines import PlacedLines
from briefing_ingest.model import Fact, Line

_LINES_ABOVE_TITLE: Final = 3
_LINES_BELOW_TITLE: Final = 8
"""Where a day of publication may stand."""
_ISO: Final = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")
_MAX_LABEL_CHARACTERS: Final = 30
"""A day in a longer line is not what the line before it labels."""
_READ_FOR_ORDER_LINES: Final = 400
"""How much of a page is searched for a date that shows which number is the day."""
_NAMESPACES: Final = re.compile(
    r"<!doctype[^>]*>|\bxmlns(?::\w+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE
)
"""Document types and namespaces have dates in their names."""


def days_of(
    stated: Sequence[Fact], placed: PlacedLines, title: int | None, text: str
) -> tuple[Fact, ...]:
    """The days of publication of a page, best first, that one as YYYY-MM-DD; none where nothing
    tells.

    A day printed near the line ``title`` is believed unless the head calls it that of a change;
    then what the head states in full; else htmldate (Barbaresi 2020) looks through the page's
    ``text``.
    """
    in_head = tuple(fact for fact in stated if fact.name == "published")
    best = next(filter(_is_full, in_head), None)
    printed = _first_printed(stated, placed, title)
    if printed and not (best and best.value.startswith(printed.value)):
        return (printed, *in_head)
    if best:
        rest = (fact for fact in in_head if fact != best)
        return (best._replace(value=best.value[:10]), *rest)
    found = _search_day(text)
    if found:
        return (Fact("published", found, "text and markup of the page (htmldate)"),)
    return in_head


def _is_full(published: Fact) -> bool:
    """Whether the head states a whole day; time elements often give that of a change."""
    return published.where != "time[datetime]" and bool(_ISO.match(published.value))


def _first_printed(stated: Sequence[Fact], placed: PlacedLines, title: int | None) -> Fact | None:
    changed = {fact.value[:10] for fact in stated if fact.name == "modified"}
    for fact in printed_days(stated, placed, title):
        if fact.value not in changed:
            return fact
    return None


def printed_days(stated: Sequence[Fact], placed: PlacedLines, title: int | None) -> Iterator[Fact]:
    """Days of publication printed near the title, those behind it first."""
    if title is None:
        return
    lines = placed.lines
    order = _order(lines, stated)
    for index in lines_near(placed, title, above=_LINES_ABOVE_TITLE, below=_LINES_BELOW_TITLE):
        line = lines[index]
        short = index > 0 and len(line.text) < _MAX_LABEL_CHARACTERS
        labelled = short and is_of_change(lines[index - 1].text.strip())
        for seen in days_in(spaced(line), order):
            if not labelled and not is_of_change(seen.before):
                yield Fact("published", seen.day, line.path)


def _order(lines: Sequence[Line], stated: Sequence[Fact]) -> Order:
    """Whether dates of all digits on this page have the day or the month first, if anything
    tells.
    """
    dates = [
        match for line in lines[:_READ_FOR_ORDER_LINES] for match in DIGITS.finditer(line.text)
    ]
    for match in dates:
        if shown := order_shown(match):
            return shown
    return _order_of_stated_days(dates, stated) or _order_of_language(stated)


def _order_of_stated_days(dates: Sequence[re.Match[str]], stated: Sequence[Fact]) -> Order:
    """The order in which the first of ``dates`` that can be told is a day the head of the page
    states; "" if there is none.
    """
    known = {fact.value[:10] for fact in stated if fact.name in {"published", "modified"}}
    for match in dates:
        agreeing = [order for order in ORDERS if read_digits(match, order) in known]
        if len(agreeing) == 1:
            return agreeing[0]
    return ""


def _order_of_language(stated: Sequence[Fact]) -> Order:
    """The order usual in the page's language; English alone may be British or American."""
    declared = next((fact.value for fact in stated if fact.name == "language"), "")
    language = declared.lower().replace("_", "-")
    if language == "en-us":
        return "month first"
    return "" if language in {"", "en"} else "day first"


def _search_day(text: str) -> str:
    import logging

    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    if len(text) > MOST_CHARACTERS:
        return ""
    without_namespaces = _NAMESPACES.sub("", text)
    try:
        # The latest day is given, since the default is today and the dataset must not depend on a
        # clock. Its extensive search finds a day on any page, if need be the first of January of a
        # year in a footer.
        return (
            find_date(
                without_namespaces,
                original_date=True,
                extensive_search=False,
                max_date="2099-12-31",
            )
            or ""
        )
    except Exception:  # noqa: BLE001 -- a library that fails on a broken page has not found a date
        return ""
