"""The day a page was published: as it prints it near its title, as its head states it, or as htmldate finds it.

Dates of all digits are read in the order that the page itself shows: by another date on it that can be read in one
way only, or by its language. Where nothing tells, such a date says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from briefing_ingest.extract.html.article.voters import MOST_CHARACTERS
from briefing_ingest.extract.html.facts.byline import spaced, title_place
from briefing_ingest.extract.html.page.lines import PlacedLine
from briefing_ingest.model import Fact, Line

Order = Literal["day first", "month first", ""]

_MONTHS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero ene gennaio gen janeiro januari",
            "feb february februar février fevrier febrero febbraio fevereiro fev februari fév",
            "mar march märz maerz mär mars marzo março maart mrt",
            "apr april avril abril abr aprile avr",
            "may mai mayo maggio mag maio mei",
            "jun june juni juin junio giugno giu junho",
            "jul july juli juillet julio luglio lug julho juil",
            "aug august août aout agosto ago augustus",
            "sep sept september septembre septiembre settembre set setembro",
            "oct october oktober okt octobre octubre ottobre ott outubro out",
            "nov november novembre noviembre novembro",
            "dec december dezember dez décembre decembre diciembre dic dicembre dezembro déc",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH: Final = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_ORDERS: Final[tuple[Order, ...]] = ("day first", "month first")
_DAY_NUMBER: Final = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_YEAR: Final = r"(?P<year>(?:19[89]|20\d)\d)"
_FORMS: Final = (
    re.compile(rf"\b{_YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])\b"),
    re.compile(rf"\b{_DAY_NUMBER}(?:st|nd|rd|th|er|\.)?(?: of| de)?[ -]{_MONTH}(?: de|,)?[ -]{_YEAR}\b", re.I),
    re.compile(rf"\b{_MONTH}[ -]{_DAY_NUMBER}(?:st|nd|rd|th)?,?[ -]{_YEAR}\b", re.I),
)
_DIGITS: Final = re.compile(
    r"(?<![\d./-])(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19[89]|20\d)\d)(?!\d)"
)
_CHANGED: Final = re.compile(
    r"(?:updat|modif|revis|review|edited|chang|correct|last|aktualis|geändert|mis à jour|actualiz|aggiornat|atualiz"
    r"|bijgewerkt|expire|deadline|until|valid|event|due|copyright|©)\w*[^\d]{0,24}\Z",
    re.IGNORECASE,
)
_REST: Final = 14
"""Words that may stand in a line beside its date: a byline, the section, the time to read it."""
_BEFORE: Final = 3
_BEHIND: Final = 8
_ISO: Final = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")
_MOST_LINES: Final = 400
_NO_DATES: Final = re.compile(r"<!doctype[^>]*>|\bxmlns(?::\w+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
"""Document types and namespaces have dates in their names."""


class Seen(NamedTuple):
    """A day in a line, as YYYY-MM-DD, and whether the words before it say that it is not that of publication."""

    day: str
    changed: bool


def with_day(facts: tuple[Fact, ...], placed: Sequence[PlacedLine], text: str) -> tuple[Fact, ...]:
    """``facts`` with the day of publication first, as YYYY-MM-DD; none where nothing tells.

    A day printed near the title is believed unless the head calls it that of a change; then what the head states in
    full; else htmldate (Barbaresi 2020) looks through the page's ``text``.
    """
    changed = {fact.value[:10] for fact in facts if fact.name == "modified"}
    stated = [fact for fact in facts if fact.name == "published" and fact.where != "time[datetime]"]
    best = next((fact for fact in stated if _ISO.match(fact.value)), None)
    printed = next((fact for fact in printed_days(facts, placed) if fact.value not in changed), None)
    if printed and not (best and best.value[:10] == printed.value):
        return (printed, *facts)
    if best:
        return (best._replace(value=best.value[:10]), *(fact for fact in facts if fact != best))
    found = _searched_day(text)
    rest = tuple(fact for fact in facts if fact.name != "published")
    return (Fact("published", found, "text and markup of the page (htmldate)"), *rest) if found else facts


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
            labelled = index > 0 and bool(_CHANGED.search(lines[index - 1].text.strip())) and len(line.text) < 30
            if not seen.changed and not labelled:
                yield Fact("published", seen.day, line.path)


def days_in(text: str, order: Order) -> Iterator[Seen]:
    """The days in a short line of which they are the gist."""
    matches = sorted((m for form in _FORMS for m in form.finditer(text)), key=lambda match: match.start())
    matches += _DIGITS.finditer(text)
    if not matches or len(text.split()) - 3 * len(matches) > _REST or (text.endswith(".") and len(text.split()) > 6):
        return
    for match in matches:
        if day := _read(match, order):
            yield Seen(day, bool(_CHANGED.search(text[: match.start()])))


def _read(match: re.Match[str], order: Order) -> str:
    found = match.groupdict()
    if "first" in found:
        first, second = int(found["first"]), int(found["second"])
        if first > 12 or found["mark"] == "." or first == second:
            day, month = first, second
        elif second > 12:
            day, month = second, first
        elif not order:
            return ""
        else:
            day, month = (first, second) if order == "day first" else (second, first)
    else:
        day, named = int(found["day"]), found["month"].lower()
        month = _MONTHS.get(named) or int(named)
    try:
        return date(int(found["year"]), month, day).isoformat()
    except ValueError:
        return ""


def _order(lines: Sequence[Line], facts: Sequence[Fact]) -> Order:
    """Whether dates of all digits on this page have the day or the month first, if anything tells."""
    for line in lines[:_MOST_LINES]:
        for match in _DIGITS.finditer(line.text):
            if int(match["first"]) > 12 >= int(match["second"]):
                return "day first"
            if int(match["second"]) > 12 >= int(match["first"]):
                return "month first"
    stated = {fact.value[:10] for fact in facts if fact.name in {"published", "modified"}}
    for line in lines[:_MOST_LINES]:
        for match in _DIGITS.finditer(line.text):
            agreeing = [order for order in _ORDERS if _read(match, order) in stated]
            if len(agreeing) == 1:
                return agreeing[0]
    language = next((fact.value for fact in facts if fact.name == "language"), "").lower().replace("_", "-")
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
        # The latest day is given, since the default is today and the dataset must not depend on a clock.
        # Its extensive search finds a day on any page, if need be the first of January of a year in a footer.
        return find_date(plain, original_date=True, extensive_search=False, max_date="2099-12-31") or ""
    except Exception:  # noqa: BLE001 -- a library that fails on a broken page has not found a date
        return ""
