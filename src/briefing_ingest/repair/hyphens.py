"""Whether a hyphen at a line's end belongs to the word: by the document's own use, else by how
common words are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from briefing_ingest.dictionary import frequency, is_word, pair_frequency

# Frequencies are counts in the list's corpus, in which "policy" stands 384 million times and
# "policymaking" 301,000. A closed form this common is how the word is written ("nonsense",
# "coordinating").
_COMMON: Final = 2_000_000
# The halves of a compound that is no word itself are this common; the first much more so where it
# begins with a capital, since names are divided too.
_COMMON_HALF: Final = 1_000_000
_COMMON_SECOND_HALF: Final = 100_000
_VERY_COMMON: Final = 10_000_000
# Halves of this length and more that are this many times as common as their closed form are
# written apart.
_TIMES_COMMONER: Final = 30
_LONG_LETTERS: Final = 4
# Two words that stand side by side thirty times as often as their closed form are a compound
# ("follow-up"), unless the first is so common that it meets all others ("in direct", "may be").
_TIMES_SIDE_BY_SIDE: Final = 30
_TOO_COMMON: Final = 400_000_000
# Before whole words this common a short prefix keeps its hyphen, unless the closed form is common
# too ("re-entry").
_COMMON_BEHIND_PREFIX: Final = 10_000_000
_PREFIXES: Final = frozenset(
    "all anti co cross ex half mid multi non post pre pro quasi re self semi sub ultra well".split()
)
"""What is set before whole words with a hyphen."""
_SHORT_PREFIXES: Final = frozenset("co ex pre pro re sub".split())
"""Those that most words have grown together with, as "relapse" and "prevail"."""
_LINKS: Final = frozenset("a and at by de for in la of on or the to under up upon with".split())
"""Small words inside compounds of three: "day-to-day"."""
_TENS: Final = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())
_SUSPENDED: Final = frozenset("and or to nor".split())
_GROWN: Final = frozenset("over under out up down fore with inter super some any every".split())
"""What grows together with the word that follows."""
_ENDINGS: Final = (
    "s",
    "es",
    "d",
    "ed",
    "ing",
    "ly",
    "al",
    "er",
    "ers",
    "ness",
    "ity",
    "able",
    "ation",
    "ally",
)


def is_compound(
    first: str, second: str, seen: Mapping[str, int], *, before: str = "", after: str = ""
) -> bool:
    """Whether ``first-second``, divided at its hyphen, keeps it.

    ``before`` and ``after`` are the other parts of the word with their hyphens: ("to", "day") has
    "day-" before it. ``seen`` counts the words of the document, case folded. What it says goes
    first; then the hyphen stays before a capital or digit, behind an acronym, a number or a single
    letter and beside the small word of a compound of three, and between whole words, unless their
    closed form is common.

    >>> (is_compound("commis", "sioner", {}), is_compound("long", "term", {}),
    ...  is_compound("CRIMINOL", "OGY", {}))
    (False, True, False)
    """
    said = 0
    if before or after:
        said = _said(f"{before}{first}{second}{after}", f"{before}{first}-{second}{after}", seen)
    said = said or _said(first + second, f"{first}-{second}", seen)
    if said:
        return said > 0
    if _is_linked(first, second, before, after) or _has_mark(first, second):
        return True
    known = _said_by_prefix(first, second, seen)
    return _by_frequency(first, second) if known is None else known


def _by_frequency(first: str, second: str) -> bool:
    """What the list of English words says of a hyphen, if nothing else does."""
    if not _is_known((first + second).casefold()):
        return _whole_halves(first, second)
    return _parted_halves(first, second) or _side_by_side(first, second)


def _is_linked(first: str, second: str, before: str, after: str) -> bool:
    """Whether the hyphen stands beside the small word of a compound: "day-to-day"."""
    return bool((before and first in _LINKS) or (after and second in _LINKS))


def _has_mark(first: str, second: str) -> bool:
    """Whether what stands at the hyphen shows a compound; no word is divided beside a single
    letter.
    """
    if min(len(first), len(second)) == 1:
        return True
    if first.isupper() and second.isupper():
        return False
    return not second[0].islower() or first.isupper() or first[-1].isdigit()


def _said_by_prefix(first: str, second: str, seen: Mapping[str, int]) -> bool | None:
    """What a prefix or the tens of a number say; None for other words."""
    prefix = first.casefold()
    if prefix in _TENS:
        return is_word(second)
    if prefix not in _PREFIXES:
        return None
    family = _family(first, second, seen)
    return family > 0 if family else _parted_prefix(prefix, second, frequency(first + second))


def is_suspended(first: str, second: str, rest: str) -> bool:
    """Whether the hyphen behind ``first`` stands for what follows later: "short- and long-term".

    ``second`` is the next word and ``rest`` the text behind that.
    """
    if second not in _SUSPENDED or rest.startswith("-") or is_word(first + second):
        return False
    return second in ("and", "or") or bool(re.match(r"\s+(?:\w+\s+)?\w+-\w", rest))


def _said(closed: str, hyphened: str, seen: Mapping[str, int]) -> int:
    """What the document says of a word: above 0 for its hyphen, below for none; its plural or
    singular counts too.
    """
    kept, joined = (_uses(form.casefold(), seen) for form in (hyphened, closed))
    return kept - joined


def _uses(form: str, seen: Mapping[str, int]) -> int:
    singular = seen.get(form.removesuffix("s"), 0) if form.endswith("s") else 0
    return seen.get(form, 0) + seen.get(f"{form}s", 0) + singular


def _family(first: str, second: str, seen: Mapping[str, int]) -> int:
    """What the document says of words that begin alike, as `_said` does: of "co-operate" for
    "co-operation".
    """
    if len(second) <= _LONG_LETTERS:
        return 0
    hyphened, closed = (
        f"{first}-{second[:_LONG_LETTERS]}".casefold(),
        (first + second[:_LONG_LETTERS]).casefold(),
    )
    return sum(
        n * (word.startswith(hyphened) - word.startswith(closed)) for word, n in seen.items()
    )


def _parted_prefix(prefix: str, second: str, closed: int) -> bool:
    if prefix in _SHORT_PREFIXES and closed:
        return frequency(second) >= _COMMON_BEHIND_PREFIX and closed < _COMMON
    return is_word(second) and closed < min(_COMMON, frequency(second))


def _side_by_side(first: str, second: str) -> bool:
    if frequency(first) >= _TOO_COMMON or first.casefold() in _GROWN:
        return False
    return pair_frequency(first, second) > _TIMES_SIDE_BY_SIDE * frequency(first + second)


def _is_known(word: str) -> bool:
    """Whether the word, or what it is formed from, is listed."""
    return is_word(word) or any(
        word.endswith(ending)
        and (is_word(word.removesuffix(ending)) or is_word(word.removesuffix(ending) + "e"))
        for ending in _ENDINGS
        if len(word) - len(ending) > _LONG_LETTERS
    )


def _parted_halves(first: str, second: str) -> bool:
    least = min(frequency(first), frequency(second))
    long = min(len(first), len(second)) >= _LONG_LETTERS and first.casefold() not in _GROWN
    closed = frequency(first + second)
    return long and closed < _COMMON and least >= max(_COMMON_HALF, _TIMES_COMMONER * closed)


def _whole_halves(first: str, second: str) -> bool:
    least = _VERY_COMMON if first[0].isupper() and second[0].islower() else _COMMON_HALF
    if frequency(second) >= _VERY_COMMON and min(len(first), len(second)) > _LONG_LETTERS:
        return True  # a new word with a common one: "blockchain-based"
    return frequency(first) >= least and frequency(second) >= _COMMON_SECOND_HALF
