"""What a month, a day of the week and a printed date look like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final, Literal, NamedTuple

from briefing_ingest.english.word_lists import word_lists

MONTH_NAMES: Final = tuple(
    "january february march april may june july august september october november december".split()
)
WEEKDAY_NAMES: Final = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
CALENDAR_WORDS: Final = frozenset({*MONTH_NAMES, *WEEKDAY_NAMES})
SURE_CALENDAR_WORDS: Final = CALENDAR_WORDS - {"may", "march"}
"""Without those that are verbs too."""

_QUARTERS: Final = frozenset({"q1", "q2", "q3", "q4"})
_SHORT: Final = [name[:3] for name in MONTH_NAMES]

MONTH_STEMS: Final = "|".join(_SHORT)
"""What the names of months begin with, as alternatives of an expression; letters may follow."""

MONTHS: Final = "|".join(["sept", *MONTH_NAMES, *_SHORT])
"""Names of months and their abbreviations, as alternatives of an expression."""

WEEKDAYS: Final = "|".join(WEEKDAY_NAMES)
"""Days of the week, as alternatives of an expression."""

Order = Literal["day first", "month first", ""]
ORDERS: Final[tuple[Order, ...]] = ("day first", "month first")


# --- what is learned ------------------------------------------------------------------------------

HINTS_AT_DATE: Final = re.compile(
    rf"\b(?:{MONTH_STEMS})[a-z]*\.? \d{{1,2}}(?:st|nd|rd|th)?\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTH_STEMS})[a-z]*\b"
    r"|\b\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}\b|\b\d{1,2}:\d\d\b",
    re.IGNORECASE,
)
"""A date or a time of day, roughly. The weights by which lines of dumps are judged were learned on
just this."""

BEGINS_WITH_DATE: Final = (
    rf"(published|updated|posted|last|modified"
    rf"|on)?\W{{0,3}}.{{0,20}}\b({MONTH_STEMS})[a-z]*\.? \d{{1,2}}.{{0,30}}$"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|.{0,12}\b(ago|min(ute)?s? read)\b"
)
"""What lines of a page that are about its date begin with. The weights by which they are judged
were learned on it."""


# --- dates that are a line, or begin one ----------------------------------------------------------

_MONTH: Final = rf"(?P<month>{MONTHS})\b\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ANY_YEAR: Final = r"(?P<year>\d{4})(?!\d)"
_PRINTED: Final = (
    rf"(?:{_DAY}\s+)?{_MONTH},?\s+{_ANY_YEAR}",  # 9 July 2019, July 2019
    rf"{_MONTH}\s+{_DAY},?\s+{_ANY_YEAR}",  # July 9, 2019
    rf"{_ANY_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",  # 2019-07-09
)
_ALONE: Final = tuple(
    re.compile(
        # Each run of marks is read once, or a line of nothing else would take time that grows with
        # its square.
        rf"\W*+(?:(?:(?:publication|published|posted)(?:\s+(?:date|on))?|date|on)\W++)?{form}\W*+",
        re.IGNORECASE,
    )
    for form in _PRINTED
)
_LONGEST: Final = 60
"""Characters of a date that stands alone, with "Publication date:" before it."""

_LEADING: Final = tuple(
    re.compile(rf"\W{{0,4}}(?:(?:on|in|at)\s)?\W{{0,4}}{form}", re.IGNORECASE) for form in _PRINTED
)

DATE_LINE: Final = re.compile(
    rf"\W*+(?:\d{{1,2}}\s+)?(?:{MONTH_STEMS})[a-z]*\.?\s+(?:\d{{1,2}},\s*)?\d{{4}}\W*+",
    re.IGNORECASE,
)
"""A line of a PDF file that is a date and no heading, however its month is spelled."""


def printed_date(text: str) -> str:
    """``text`` in ISO 8601 if it is a date and no more; "" if not.

    >>> printed_date("July 9, 2019"), printed_date("June 2012"), printed_date("by June 2012")
    ('2019-07-09', '2012-06', '')
    """
    alone = text.strip()
    if len(alone) > _LONGEST:
        return ""
    match = next(filter(None, (form.fullmatch(alone) for form in _ALONE)), None)
    return _iso(match) if match else ""


def leading_date(text: str) -> str:
    """The date that ``text`` begins with, in ISO 8601, whatever follows; "" if there is none.

    >>> (leading_date(" on 3 June 2024, when the tables were redrawn"),
    ...  leading_date("the trial of 3 June 2024"))
    ('2024-06-03', '')
    """
    return next(filter(None, (_iso(match) for form in _LEADING if (match := form.match(text)))), "")


def _iso(match: re.Match[str]) -> str:
    """The date of a match, its day if it has one; "" for a day or month that no calendar has."""
    named = match["month"].lower()
    month = month_numbers().get(named) or int(named)
    return _whole(int(match["year"]), month, int(match["day"] or 1))[: 10 if match["day"] else 7]


def _whole(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # the 31st of a short month
        return ""


def is_period(words: Sequence[str]) -> bool:
    """True for a date in folded words: a year or the name of a month or quarter, and numbers beside
    it.

    >>> is_period(["3", "may", "2020"]), is_period(["3", "lamps"]), is_period(["3"])
    (True, False, False)
    """
    named = [
        word in MONTH_NAMES or word in _QUARTERS or bool(_CENTURIES.fullmatch(word))
        for word in words
    ]
    return any(named) and all(
        known or word.isdigit() for known, word in zip(named, words, strict=True)
    )


_CENTURIES: Final = re.compile(r"(?:19|20)\d\d")


# --- days printed near a title --------------------------------------------------------------------


@cache
def month_numbers() -> Mapping[str, int]:
    """The number of each month, by its names and abbreviations in several languages."""
    return {name: int(number) for number, names in word_lists("months").items() for name in names}


@cache
def _day_forms() -> tuple[re.Pattern[str], ...]:
    month = (
        rf"(?P<month>{'|'.join(sorted(month_numbers(), key=lambda name: (-len(name), name)))})\b\.?"
    )
    day, year = r"(?P<day>0?[1-9]|[12]\d|3[01])", r"(?P<year>(?:19[89]|20\d)\d)"
    return (
        re.compile(rf"\b{year}-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])\b"),
        re.compile(
            rf"\b{day}(?:st|nd|rd|th|er|\.)?(?: of| de)?[ -]{month}(?: de|,)?[ -]{year}(?!\d)", re.I
        ),
        re.compile(rf"\b{month}[ -]{day}(?:st|nd|rd|th)?,?[ -]{year}(?!\d)", re.I),
    )


DIGITS: Final = re.compile(
    r"(?<![\d./-])(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19[89]"
    r"|20\d)\d)(?!\d)"
)
"""A date of all digits; which is the day and which the month is for others to tell."""

_OF_CHANGE: Final = re.compile(
    r"(?:updat|modif|revis|review|edited|chang|correct|last|aktualis|geändert|mis à jour|actualiz"
    r"|aggiornat|atualiz"
    r"|bijgewerkt|expire|deadline|until|valid|event|due|copyright|©)\w*[^\d]{0,24}\Z",
    re.IGNORECASE,
)
_DEADLINE: Final = re.compile(
    r"\b(?:by|till|before|clos\w+(?:\s+(?:on|date))?)\W*\Z", re.IGNORECASE
)
"""As in "Comments by 1 October 2022"; a name may stand behind "by", a date may not."""
_OF_PUBLICATION: Final = re.compile(
    r"(?:publish|post|written|date|on\b)\w*[^\d]{0,24}\Z", re.IGNORECASE
)
_REST: Final = 14
"""Words that may stand in a line beside its dates: a byline, the section, the time to read it."""


class Day(NamedTuple):
    """A day in a line: as YYYY-MM-DD, and the text of the line before it."""

    day: str
    before: str


def days_in(text: str, order: Order = "") -> Iterator[Day]:
    """The days in a short line of which they are the gist; ``order`` tells how dates of all digits
    are read.

    >>> list(days_in("Updated: 3 May 2020"))
    [Day(day='2020-05-03', before='Updated: ')]
    """
    matches = sorted(
        (m for form in _day_forms() for m in form.finditer(text)), key=lambda match: match.start()
    )
    matches += DIGITS.finditer(text)
    if (
        not matches
        or len(text.split()) - 3 * len(matches) > _REST
        or (text.endswith(".") and len(text.split()) > 6)
    ):
        return
    for match in matches:
        if day := read_digits(match, order) if "first" in match.groupdict() else _iso(match):
            yield Day(day, text[: match.start()])


def is_of_change(before: str) -> bool:
    """Whether the words before a day say that it is not that of publication, but of a change or
    something else.
    """
    return bool(_OF_CHANGE.search(before) or _DEADLINE.search(before))


def is_of_publication(before: str) -> bool:
    """Whether the words before a day say that it is that of publication."""
    return bool(_OF_PUBLICATION.search(before))


def read_digits(match: re.Match[str], order: Order) -> str:
    """The day, as YYYY-MM-DD, of a match of `DIGITS`; "" if it can be read in two ways and
    ``order`` tells nothing.
    """
    first, second = int(match["first"]), int(match["second"])
    if first > 12 or match["mark"] == "." or first == second:
        day, month = first, second
    elif second > 12:
        day, month = second, first
    elif not order:
        return ""
    else:
        day, month = (first, second) if order == "day first" else (second, first)
    return _whole(int(match["year"]), month, day)


def order_shown(match: re.Match[str]) -> Order:
    """In which order a match of `DIGITS` must be read, if there is one way only."""
    first, second = int(match["first"]), int(match["second"])
    if first > 12 >= second:
        return "day first"
    return "month first" if second > 12 >= first else ""
