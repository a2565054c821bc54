"""What a line of a text dump says by itself, without a look at those around it.

Every statement about a line is true or false and has a name, such as "words:-8" (at most eight
words); judging a line is then a sum of whole numbers, the same on every machine. Only the beginning
of a line is read, and shares are whole percentages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefing_ingest.english.dates import HINTS_AT_DATE
from briefing_ingest.english.function_words import stop_words
from briefing_ingest.english.site_furniture import hints, kind_of

Statement = tuple[str, str]
"""What is looked at, and what was found."""

LONGEST: Final = 1000
"""Characters of a line that are looked at: enough for every feature, whatever the line's length."""

# Scripts without spaces between words: two characters count as one word.
_UNSPACED: Final = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]{{1,2}}|[^\W_{_UNSPACED}]+(?:['’][^\W_{_UNSPACED}]+)*")
_ENDS: Final = (
    ("sentence", re.compile(r"[.!?。！？][\"'”’」)\]*\d\s]{0,6}$")),
    ("colon", re.compile(r"[:;,–—-]$")),
    ("dots", re.compile(r"(?:…|\.\.\.|»|›|→|>|\+|\|)$")),
)
_MIN_PROSE_WORDS: Final = 8
"""Words of a line from which it may be prose."""
_MAX_PROSE_WORDS: Final = 80
"""Words that a line of prose counts for at most."""
_MIN_STOP_WORD_PERCENT: Final = 30
"""Percent of stop words above which an unfinished line reads like prose."""
_MAX_MARKED_WORDS: Final = 10
"""Words of the longest line whose hints may mark the end of the text."""
_WORD_BINS: Final = (1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 45, 70)


def binned(value: int, edges: Sequence[int]) -> str:
    """The interval that ``value`` lies in: "-EDGE" up to and including an edge, "EDGE+" above the
    last.

    >>> binned(3, (1, 4)), binned(5, (1, 4))
    ('-4', '4+')
    """
    return next((f"-{edge}" for edge in edges if value <= edge), f"{edges[-1]}+")


@dataclass(frozen=True, slots=True)
class Seen:
    """One line that is not blank: its words, and what it says by itself."""

    text: str
    words: tuple[str, ...]
    own: tuple[tuple[str, str], ...]
    prose: int
    """Words, if the line reads like prose; else 0."""
    marks: tuple[str, ...]
    """The hints of a short line, and its kind of chrome."""


def see(text: str) -> Seen:
    """What ``text`` says by itself; a pure function of it."""
    text = text.strip()[:LONGEST]
    words = tuple(words_of(text))
    stops, end = _stop_word_percent(words), _end(text)
    found, kind = hints(text), kind_of(text)
    dated = bool(HINTS_AT_DATE.search(text))
    size = binned(len(words), (4, 12, 25))
    own = (
        ("words", binned(len(words), _WORD_BINS)),
        ("stop words", binned(stops, (0, 15, 25, 35, 45)) if len(words) > 2 else "too short"),
        ("end", end),
        ("form", f"{binned(len(words), (3, 8, 15, 30))} {end} {binned(stops, (0, 20, 35))}"),
        ("start", _start(text)),
        ("capitals", _capitals(words)),
        ("digits", binned(percent(sum(c.isdigit() for c in text), len(text)), (0, 3, 10, 30))),
        ("date", ("yes" if dated else "no") + binned(len(words), (6, 12))),
        ("commas", binned(text.count(","), (0, 1, 3))),
        ("quotes", "yes" if re.search(r"[“”\"]", text) else "no"),
        ("separators", binned(len(re.findall(r"[|»›•·/>]", text)), (0, 1, 3))),
        ("lexicon", kind or "none"),
        *(("says", f"{name} {size}") for name in found),
    )
    marks = [*found, *filter(None, [kind]), *["date"] * dated]
    return Seen(
        text,
        words,
        own,
        _prose(len(words), stops, end),
        tuple(marks) if len(words) <= _MAX_MARKED_WORDS else (),
    )


def _prose(words: int, stops: int, end: str) -> int:
    """The words that a line of so many counts for as prose; 0 if it does not read like prose."""
    reads_like_prose = end == "sentence" or stops > _MIN_STOP_WORD_PERCENT
    if words < _MIN_PROSE_WORDS or not reads_like_prose:
        return 0
    return min(words, _MAX_PROSE_WORDS)


def _stop_word_percent(words: Sequence[str]) -> int:
    return percent(sum(word.lower() in stop_words() for word in words), len(words))


def _end(text: str) -> str:
    """How a line ends: like a sentence, with a colon or the like, with dots, or openly."""
    return next((name for name, pattern in _ENDS if pattern.search(text)), "open")


def words_of(text: str) -> list[str]:
    """The words at the beginning of ``text``."""
    return _WORD.findall(text.strip()[:LONGEST])


def word_count(text: str) -> int:
    """Number of words at the beginning of ``text``."""
    return len(words_of(text))


def percent(part: int, whole: int) -> int:
    """Whole percents that ``part`` is of ``whole``, rounded down; 0 of nothing."""
    return 100 * part // whole if whole else 0


def _start(text: str) -> str:
    if re.match(r"[•·▪◦*–—-]\s", text):
        return "bullet"
    first = text[:1]
    for name, holds in (
        ("digit", first.isdigit()),
        ("small", first.islower()),
        ("capital", first.isupper()),
    ):
        if holds:
            return name
    return "quote" if first in "\"“‘'" else "other"


def _capitals(words: tuple[str, ...]) -> str:
    letters = [word for word in words if word[0].isalpha()]
    if not letters:
        return "no letters"
    if all(word.isupper() for word in letters):
        return "all " + binned(len(letters), (1, 3))
    share = percent(sum(word[0].isupper() for word in letters[1:]), len(letters) - 1)
    return binned(share, (0, 10, 30, 60, 99)) if len(letters) > 1 else "one word"
