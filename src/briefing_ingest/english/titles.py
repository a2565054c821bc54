"""Forms of address and ranks before the names of people."""

from __future__ import annotations

from functools import cache

from briefing_ingest.english.word_lists import word_set

_FILE = "titles"


@cache
def titles_in_bylines() -> frozenset[str]:
    """What stands before two names in a byline: "Dr Ann Smith"."""
    return word_set(_FILE, "everywhere") | word_set(_FILE, "in bylines")


@cache
def titles_in_text() -> frozenset[str]:
    """What stands before a name in running text, in lower case; ranks of police are not among
    them.
    """
    return _lower(word_set(_FILE, "everywhere") | word_set(_FILE, "in text"))


@cache
def peers_in_bylines() -> frozenset[str]:
    """What stands before a single name in a byline: "Lord Bates"."""
    return word_set(_FILE, "peers")


@cache
def peers_in_text() -> frozenset[str]:
    """Titles whose bearers are called after a place, in lower case: "Baroness Marsh of Luton"."""
    return _lower(word_set(_FILE, "peers") | word_set(_FILE, "peers in text"))


def _lower(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(str.lower, words))
