"""Whether a text looks like language, judged without knowing which: by its little words, vowels and
capitals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing_ingest.dictionary import english_words
from briefing_ingest.english.function_words import commonest_words

_WORD: Final = re.compile(r"[^\W\d_]+")
_VOWEL: Final = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüœąęóůűőýāēīōū]", re.I)
# Share of words among the little ones: running English has 0.35 to 0.45, headings and tables 0.1,
# ciphers 0.02.
_LITTLE: Final = 0.06
# Share of longer words that have a vowel and regular capitals: language 0.9 and more, also in lists
# of names.
_FORMED: Final = 0.75
_HALF_FORMED: Final = 0.6
# Share of vowels among letters: languages 0.36 to 0.48 (with y), shifted alphabets 0.05 to 0.27.
_VOWELS: Final = 0.3
_FEWEST_WORDS: Final = 8
_FEWEST_LONG: Final = 5
_MANY_WORDS: Final = 40
# Share of English among longer words: running English 0.9, other languages 0.1 to 0.2, ciphers
# 0.02.
_UNKNOWN: Final = 0.2


def words_of(text: str) -> list[str]:
    """The words of a text: runs of letters."""
    return _WORD.findall(text)


def little_share(words: Sequence[str]) -> float:
    """Which share of the words are the commonest ones of some language (capital letters apart at
    their beginning).
    """
    little = commonest_words()
    return sum(
        word in little or (word.istitle() and word.lower() in little) for word in words
    ) / max(1, len(words))


def formed_share(words: Sequence[str]) -> float:
    """Which share of the words of three letters and more has a vowel, and capitals only where they
    belong.
    """
    long = [word for word in words if len(word) > 2]
    return sum(map(_form, long)) / max(1, len(long))


def looks_like_language(words: Sequence[str]) -> bool | None:
    """Whether the words are likely those of a language; None if they are too few to tell, or of
    another script.
    """
    long = [word for word in words if len(word) > 2]
    latin = [word for word in long if word[0] < "\u0250"]
    if len(long) < _FEWEST_WORDS or len(latin) < 0.9 * len(long):
        return None
    formed = formed_share(words)
    letters = "".join(long)
    sounding = len(_VOWEL.findall(letters)) >= _VOWELS * len(letters)
    return (formed >= _FORMED and sounding) or (
        little_share(words) >= _LITTLE and formed >= _HALF_FORMED
    )


def known_share(words: Sequence[str]) -> float:
    """Which share of the words of four letters and more are English; 0 if there are too few to
    tell.
    """
    long = [word.lower() for word in words if len(word) > 3]
    return (
        sum(map(english_words().__contains__, long)) / len(long)
        if len(long) >= _FEWEST_LONG
        else 0.0
    )


def is_rubbish(words: Sequence[str]) -> bool:
    """Whether these many words are none of any language we know."""
    return (
        len(words) >= _MANY_WORDS
        and looks_like_language(words) is False
        and known_share(words) < _UNKNOWN
    )


def _form(word: str) -> float:
    if not word.isalpha() or not _VOWEL.search(word):
        return 0.0
    if word.islower() or word[1:].islower():
        return 1.0
    return (
        0.8 if word.isupper() else 0.0
    )  # a text in capitals throughout is rarer than one whose case is shifted
