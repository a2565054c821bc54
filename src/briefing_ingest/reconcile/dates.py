"""Dates as English texts print them, in ISO 8601."""

from __future__ import annotations

import re
from typing import Final

MONTH_NAMES: Final = "january february march april may june july august september october november december".split()
_MONTHS: Final = [name[:3] for name in MONTH_NAMES]
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>\d{4})(?!\d)"
_FORMS: Final = (
    rf"(?:{_DAY}\s+)?{_MONTH},?\s+{_YEAR}",  # 9 July 2019, July 2019
    rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",  # July 9, 2019
    rf"{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)",  # 2019-07-09
)
_ALONE: Final = tuple(
    re.compile(
        # Each run of marks is read once, or a line of nothing else would take time that grows with its square.
        rf"\W*+(?:(?:(?:publication|published|posted)(?:\s+(?:date|on))?|date|on)\W++)?{form}\W*+",
        re.IGNORECASE,
    )
    for form in _FORMS
)
_LONGEST: Final = 60
"""Characters of a date that stands alone, with "Publication date:" before it."""

_LEADING: Final = tuple(re.compile(rf"\W{{0,4}}(?:(?:on|in|at)\s)?\W{{0,4}}{form}", re.IGNORECASE) for form in _FORMS)


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

    >>> leading_date(" on 3 June 2024, when the tables were redrawn"), leading_date("the trial of 3 June 2024")
    ('2024-06-03', '')
    """
    return next(filter(None, (_iso(match) for form in _LEADING if (match := form.match(text)))), "")


def _iso(match: re.Match[str]) -> str:
    """The date of a match; "" for a day or month that no calendar has."""
    parts = match.groupdict()
    month = int(parts["number"]) if parts.get("number") else _MONTHS.index(match["month"][:3].lower()) + 1
    day = int(match["day"]) if match["day"] else None
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return ""
    return f"{match['year']}-{month:02}" + (f"-{day:02}" if day else "")
