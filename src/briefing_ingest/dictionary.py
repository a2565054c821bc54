"""Which words are English, and which stand side by side: two frequency lists, each read once, when
it is asked for.

82,000 words from Google Books and SCOWL, and 242,000 pairs of words from Google Books, hyphens
taken for spaces, as SymSpell puts them together. They lie in ``data/``, with their licences in
``data/NOTICE.md``; ``training/english.py`` makes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def english_words() -> Mapping[str, int]:
    """The words of the list, in lower case, and how often each occurs in the list's corpus."""
    fields = _listing("english_words.txt").split()
    return dict(zip(fields[::2], map(int, fields[1::2]), strict=True))


def is_word(word: str) -> bool:
    """True if ``word``, case aside, is in the list."""
    return word.casefold() in english_words()


def frequency(word: str) -> int:
    """How often ``word``, case aside, occurs in the list's corpus; 0 if it is not listed."""
    return english_words().get(word.casefold(), 0)


def pair_frequency(first: str, second: str) -> int:
    """How often ``first second`` or ``first-second``, case aside, occurs in the list's corpus; 0 if
    unlisted.
    """
    followers = _followers().get(first.casefold(), "")
    key = f" {second.casefold()}="
    at = f" {followers}".find(key)
    return int(followers[at + len(key) - 1 :].split(" ", 1)[0]) if at >= 0 else 0


@cache
def _followers() -> Mapping[str, str]:
    """By first word its second words as they stand in the list, ``in=20 out=10``.

    Few pairs are asked for, and a table of all would take ten times the room.
    """
    rows = (line.partition(" ") for line in _listing("english_pairs.txt").splitlines())
    return {first: followers for first, _, followers in rows}


def _listing(name: str) -> str:
    """The list ``name`` behind the comments at its head."""
    text = resources.files("briefing_ingest.data").joinpath(name).read_text(encoding="utf-8")
    while text.startswith("#"):
        text = text.partition("\n")[2]
    return text
