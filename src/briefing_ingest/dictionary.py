"""Which words are English, and which stand side by side: symspellpy's frequency lists, read once.

82,000 words from Google Books and SCOWL, and 243,000 pairs of words from Google Books, hyphens taken for spaces.
"""

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


def pair_frequency(first: str, second: str) -> int:
    """How often ``first second`` or ``first-second``, case aside, occurs in the list's corpus; 0 if unlisted."""
    key = f"\n{first} {second} ".casefold().encode()
    at = _pairs().find(key)
    return int(_pairs()[at + len(key) : at + len(key) + 20].split(None, 1)[0]) if at >= 0 else 0


@cache
def _pairs() -> bytes:
    """The list as it stands: it is asked for few pairs, and a table of it would take ten times the room."""
    return files("symspellpy").joinpath("frequency_bigramdictionary_en_243_342.txt").read_bytes()
