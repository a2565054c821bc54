"""Which words are English: symspellpy's frequency list (82,000 words, from Google Books and SCOWL), read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def english_words() -> Mapping[str, int]:
    """The words of the list, in lower case, and how often each occurs in the list's corpus."""
    listing = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text("utf-8-sig")
    rows = (line.split() for line in listing.splitlines())
    return {row[0]: int(row[1]) for row in rows if len(row) == 2}


def is_word(word: str) -> bool:
    """True if ``word``, case aside, is in the list."""
    return word.casefold() in english_words()


def frequency(word: str) -> int:
    """How often ``word``, case aside, occurs in the list's corpus; 0 if it is not listed."""
    return english_words().get(word.casefold(), 0)
