"""Editions: texts of one form that speak of different things, such as this year's notice and last
year's.

They share as many words as two versions do; what tells them apart is that the same words are
exchanged again and again, or that the dates and numbers at their head differ. Noise does neither: a
misreading is different every time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from briefing_ingest.align import opcodes
from briefing_ingest.english.dates import MONTH_NAMES, is_period

_MAX_EXCHANGED_WORDS: Final = 6
"""Most words on either side of an exchange, the length of a body's full name; longer ones are other
sentences."""

_MIN_OCCURRENCES: Final = 3
"""Times an exchange occurs before it is systematic."""

_WORDS_AN_OCCURRENCE: Final = 2500
"""Words of a longer text in which it occurs once at least: a book has room for one misreading in
three places."""

_MIN_LIKENESS_OF_MISREADING: Final = 0.5
"""Spellings that are more alike than this may be misreadings of one word."""

_HEAD_WORDS: Final = 60
"""Words at the start of a text that say which edition it is."""

_MIN_SHARE_ALIKE: Final = 0.6
"""Of the head of a form: so much all of them have."""


def edition_marks(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """What shows that two texts (folded words) are editions, in words; empty if they are versions
    of one work.
    """
    exchanges: Counter[tuple[str, str]] = Counter()
    for _, old, new in _exchanges(first, second):
        exchanges[" ".join(old), " ".join(new)] += 1
    often = max(_MIN_OCCURRENCES, min(len(first), len(second)) / _WORDS_AN_OCCURRENCE)
    systematic = [
        f"{old!r} stands for {new!r} {count} times"
        for (old, new), count in sorted(exchanges.items())
        if count >= often and not _are_alike(old, new)
    ]
    return [*_dates_exchanged(first, second), *systematic]


def _dates_exchanged(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The dates that stand for others at the heads of two texts, in words. None if one of them
    alone says that it was revised: a reissue bears another day than what it was made from.
    """
    if _says_revised(first) != _says_revised(second):
        return []
    exchanges = list(_exchanges(first, second))
    dates = [
        (old, new)
        for start, old, new in exchanges
        if start < _HEAD_WORDS and _are_other_dates(first, start, old, new)
    ]
    if len(dates) == len(exchanges) and not any(map(is_period, (*dates[0],) if dates else ())):
        return []  # two copies of one text bear different days
    found = [
        f"one has {' '.join(old)!r} at its head, the other {' '.join(new)!r}" for old, new in dates
    ]
    return list(dict.fromkeys(found))


def _are_other_dates(
    text: Sequence[str], start: int, old: Sequence[str], new: Sequence[str]
) -> bool:
    """Whether words exchanged at ``start`` of a text are dates, or days of one month; not the
    numbers of versions, nor what stands beside them.
    """
    before, behind = text[start - 1 : start], text[start + len(old) : start + len(old) + 1]
    if set(before) & _VERSION_WORDS:
        return False
    if all(map(is_period, (old, new))):
        return True
    days = all(
        len(words) == 1 and words[0].isdigit() and int(words[0]) <= 31 for words in (old, new)
    )
    return days and any(word in MONTH_NAMES for word in (*before, *behind))


def _is_day(word: str) -> bool:
    return word.isdigit() and 0 < int(word) <= _LAST_DAY


_LAST_DAY: Final = 31
_VERSION_WORDS: Final = frozenset({"version", "revision", "rev", "v", "edition"})
_REVISION_WORDS: Final = frozenset(
    "corrected correction corrigendum erratum updated revised amended reissued version".split()
)


def _says_revised(text: Sequence[str]) -> bool:
    return not _REVISION_WORDS.isdisjoint((*text[:_HEAD_WORDS], *text[-_HEAD_WORDS:]))


def numbers_exchanged(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The numbers that stand for others at the heads of two texts of one form, in words; empty if
    their heads are not alike.

    >>> numbers_exchanged("a meeting held on 3 may".split(), "a meeting held on 10 may".split())
    ["one has '3' at its head, the other '10'"]
    """
    heads = first[:_HEAD_WORDS], second[:_HEAD_WORDS]
    ops = opcodes(*heads)
    alike = sum(op.a1 - op.a0 for op in ops if op.tag == "equal")
    if alike < _MIN_SHARE_ALIKE * min(map(len, heads)):
        return []
    return [
        f"one has {' '.join(old)!r} at its head, the other {' '.join(new)!r}"
        for _, old, new in _exchanges(*heads)
        if _have_other_figures(old, new)
    ]


def _have_other_figures(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether both have digits, and not the same: letters may be misread, or run into a number."""
    figures = [re.sub(r"\D", "", "".join(words)) for words in (old, new)]
    return all(figures) and figures[0] != figures[1]


def _exchanges(
    first: Sequence[str], second: Sequence[str]
) -> Iterator[tuple[int, Sequence[str], Sequence[str]]]:
    """Places where one text has a few words and the other a few others."""
    for op in opcodes(first, second):
        if (
            op.tag == "replace"
            and op.a1 - op.a0 <= _MAX_EXCHANGED_WORDS
            and op.b1 - op.b0 <= _MAX_EXCHANGED_WORDS
        ):
            yield op.a0, first[op.a0 : op.a1], second[op.b0 : op.b1]


def _are_alike(old: str, new: str) -> bool:
    """True for spellings of one thing, and for single letters, which are formulas and initials."""
    if old in new or new in old or min(map(len, (*old.split(), *new.split()))) < 2:
        return True
    from rapidfuzz.distance import Levenshtein

    return (
        Levenshtein.normalized_similarity(old.replace(" ", ""), new.replace(" ", ""))
        > _MIN_LIKENESS_OF_MISREADING
    )
