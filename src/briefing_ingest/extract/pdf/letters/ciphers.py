"""Finds out what the characters of a lying font stand for, from the words they make.

A font that was cut down to the letters used and lost its table of characters tells its own
numbering instead: the letters are shifted by a constant, or stand for their neighbours. Such a text
is a simple substitution cipher, and a shift is found by the words it brings out; what remains is
guessed letter by letter from a list of words, as in S. Peleg and A. Rosenfeld, "Breaking
substitution ciphers using a relaxation algorithm" (CACM 22, 1979), but greedily.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from briefing_ingest.dictionary import english_words
from briefing_ingest.extract.pdf.letters.language import (
    formed_share,
    known_share,
    little_share,
    words_of,
)

Key = dict[str, str]
"""What each character told stands for; what is not in it stands for itself."""

_ALPHABET: Final = string.ascii_uppercase + string.ascii_lowercase
_DIGITS: Final = string.digits
_SHIFTS: Final = (29, *(shift for by in range(1, 33) for shift in (by, -by) if shift != 29))
"""29 first: the glyphs of TrueType fonts are numbered like ASCII, less 29."""
_LIGATURES: Final = ("fi", "fl", "ff", "ffi", "ffl", "Th", "tt", "ti")
_GUESSES: Final = (*string.ascii_lowercase, *_LIGATURES)
# Stands in words for the character that is guessed.
_GAP: Final = "\0"
# The shares of little and of well-formed words that a shift must bring out, added: running text has
# 0.35 and 0.98, lists of names 0.05 and 0.95, the wrong shift 0.02 and 0.5.
_CONVINCING: Final = 0.85
# English words must come out, and none have been there: formulas and names make odd words without
# any lie.
_MOST_TOLD: Final = 0.2
_FEWEST_SHOWN: Final = 0.35
# A letter is guessed from at least so many different words, this share of which it completes.
_FEWEST_WITNESSES: Final = 3
_AGREED: Final = 0.6
# A letter known by another character already, and mostly at the beginning of words, is the capital.
_INITIAL: Final = 0.8
_ROUNDS: Final = 3
_MOST_WORDS: Final = 600


def find_key(text: str, bases: Mapping[str, str]) -> Key | None:
    """The key to a text that is no language as it stands; None if none convinces.

    ``bases`` says for a character of ``text`` which one the font tells, where it is another: fonts
    of one name may number their glyphs differently, so their characters are told apart.
    """
    shifted = max(_shifted_keys(text, bases), key=lambda key: merit(text, key))
    told, shown = (words_of(apply_key(text, key)) for key in (bases, shifted))
    better = known_share(told) <= _MOST_TOLD and known_share(shown) >= _FEWEST_SHOWN
    return complete_key(text, shifted) if better and merit(text, shifted) >= _CONVINCING else None


def merit(text: str, key: Mapping[str, str]) -> float:
    """How much the text that ``text`` stands for looks like language: 0 to 1.4."""
    words = [token.strip(string.punctuation) for token in apply_key(text, key).split()]
    return little_share(words) + formed_share(words)


def apply_key(text: str, key: Mapping[str, str]) -> str:
    """The text that ``text`` stands for."""
    return "".join(key.get(c, c) for c in text)


def complete_key(text: str, key: Key, doubted: Sequence[str] | None = None) -> Key:
    """``key`` with better guesses for the characters (of ``doubted``, else of all) that spoil the
    words they stand in.

    >>> complete_key("the o?ce, su?cient and e?cient, to su?ce", {}, ["?"])
    {'?': 'ffi'}
    """
    tokens = Counter(token.strip(".,;:()") for token in text.split())
    words = [word for word, _ in tokens.most_common(_MOST_WORDS) if len(word) > 2]
    key = dict(key)
    for _ in range(_ROUNDS):
        better = dict(_guesses(words, key, doubted))
        if not better:
            break
        key.update(better)
    return key


def _shifted_keys(text: str, bases: Mapping[str, str]) -> Iterator[Key]:
    characters = {c: bases.get(c, c) for c in sorted(set(text) - {" "})}
    for shift in _SHIFTS:
        if abs(shift) < 26:
            ring = {
                c: _ALPHABET[(i + shift) % 52]
                for i, c in enumerate(_ALPHABET)
                if 0 <= i + shift < 52
            }
            ring |= {c: _DIGITS[(i + shift) % 10] for i, c in enumerate(_DIGITS)}
            yield {c: ring.get(base, base) for c, base in characters.items()}
        yield {c: _moved(base, shift) for c, base in characters.items()}


def _moved(character: str, shift: int) -> str:
    """The character so many further on in ASCII, if there is one and it is not a ligature's
    several.
    """
    code = ord(character) + shift if len(character) == 1 else 0
    return chr(code) if 32 <= code < 127 else character


def _guesses(
    words: Sequence[str], key: Key, doubted: Sequence[str] | None
) -> Iterator[tuple[str, str]]:
    """Characters (of ``doubted``, else of all) with what they stand for, if that completes far more
    words than what ``key`` says.
    """
    taken = set(key.values())
    characters = sorted(set[str]().union(*words)) if doubted is None else doubted
    for character in characters:
        gapped = _with_gaps(words, key, character)
        if len(gapped) < _FEWEST_WITNESSES:
            continue
        now = _completed(gapped, key.get(character, character))
        if now >= _AGREED * len(gapped):
            continue
        counts = {guess: _completed(gapped, guess) for guess in _GUESSES}
        best = max(counts, key=lambda guess: counts[guess])
        if counts[best] >= max(_FEWEST_WITNESSES, _AGREED * len(gapped), now + 1):
            yield character, best.upper() if best in taken and _is_initial(gapped) else best


def _with_gaps(words: Sequence[str], key: Key, character: str) -> list[str]:
    r"""The words with ``character``, read with ``key``, a gap in its place; only those of letters.

    >>> _with_gaps(["3at", "hat", "a3t5"], {}, "3")
    ['\x00at']
    """
    gapped_key = {**key, character: _GAP}
    read = (apply_key(word, gapped_key) for word in words if character in word)
    return [word for word in read if word.replace(_GAP, "a").isalpha()]


def _is_initial(gapped: Sequence[str]) -> bool:
    """Whether the gap is mostly at the beginning of the words."""
    return sum(word.startswith(_GAP) for word in gapped) >= _INITIAL * len(gapped)


def _completed(gapped: Sequence[str], letter: str) -> int:
    """How many words with gaps are English words with this letter in them."""
    return sum(word.replace(_GAP, letter).lower() in english_words() for word in gapped)
