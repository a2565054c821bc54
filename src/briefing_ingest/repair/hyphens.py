"""Whether a hyphen at a line's end belongs to the word: by the document's own use, else by how common words are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from briefing_ingest.dictionary import frequency, is_word

# Frequencies are counts in the list's corpus, in which "policy" stands 384 million times and "policymaking" 301,000.
# A closed form this common is how the word is written ("nonsense", "coordinating").
_COMMON: Final = 2_000_000
# The halves of a compound that is no word itself are this common; the first much more so where it begins with a
# capital, since names are divided too.
_HALF: Final = 1_000_000
_SECOND_HALF: Final = 100_000
_VERY_COMMON: Final = 10_000_000
# Long halves this many times as common as their closed form are written apart.
_FAR_COMMONER: Final = 30
_LONG: Final = 4
_PREFIXES: Final = frozenset(
    "all anti co cross ex half mid multi non post pre pro quasi re self semi sub ultra well".split()
)
"""What is set before whole words with a hyphen."""
_GROWN: Final = frozenset("over under out up down fore with inter super some any every".split())
"""What grows together with the word that follows."""
_ENDINGS: Final = ("s", "es", "d", "ed", "ing", "ly", "al", "er", "ers", "ness", "ity", "able", "ation", "ally")


def is_compound(first: str, second: str, seen: Mapping[str, int]) -> bool:
    """Whether ``first-second``, divided at its hyphen, keeps it.

    ``seen`` counts the words of the document, case folded. What it says goes first; then the hyphen stays before a
    capital or digit and behind an acronym or a number, and between whole words, unless their closed form is common.

    >>> is_compound("commis", "sioner", {}), is_compound("long", "term", {}), is_compound("CRIMINOL", "OGY", {})
    (False, True, False)
    """
    closed, hyphened = (first + second).casefold(), f"{first}-{second}".casefold()
    if seen.get(hyphened, 0) != seen.get(closed, 0):
        return seen.get(hyphened, 0) > seen.get(closed, 0)
    capitals = len(first) > 1 and first.isupper() and second.isupper()
    if not capitals and (not second[0].islower() or (len(first) > 1 and first.isupper()) or first[-1].isdigit()):
        return True
    if first.casefold() in _PREFIXES:
        return is_word(second) and frequency(closed) < min(_COMMON, frequency(second))
    return _parted_halves(first, second) if _is_known(closed) else _whole_halves(first, second)


def _is_known(word: str) -> bool:
    """Whether the word, or what it is formed from, is listed."""
    return is_word(word) or any(
        word.endswith(ending) and (is_word(word.removesuffix(ending)) or is_word(word.removesuffix(ending) + "e"))
        for ending in _ENDINGS
        if len(word) - len(ending) > _LONG
    )


def _parted_halves(first: str, second: str) -> bool:
    least = min(frequency(first), frequency(second))
    long = min(len(first), len(second)) >= _LONG and first.casefold() not in _GROWN
    return long and least >= _HALF and least >= _FAR_COMMONER * frequency(first + second)


def _whole_halves(first: str, second: str) -> bool:
    least = _VERY_COMMON if first[0].isupper() and second[0].islower() else _HALF
    if frequency(second) >= _VERY_COMMON and min(len(first), len(second)) > _LONG:
        return True  # a new word with a common one: "blockchain-based"
    return frequency(first) >= least and frequency(second) >= _SECOND_HALF
