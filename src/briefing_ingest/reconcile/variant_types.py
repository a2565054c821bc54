"""What sort of difference a variant is, for a reader who wants to know what the versions say.

Layout is how a text is set: breaks, markup, the marks of lists. Orthographic is how its words are
spelled and pointed: what Greg calls accidentals, and damaged letters. What is left is substantive:
another word, number, name, sign; a passage more or less.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from typing import Final

from briefing_ingest.dictionary import is_word
from briefing_ingest.model import VariantType
from briefing_ingest.reconcile.facts import facts_of, has_glued_marker, skeleton
from briefing_ingest.reconcile.markup import numeral_of, without_setting
from briefing_ingest.text import fold, straighten


def variant_type(
    texts: Collection[str], *, opens: bool = False, among_words: bool = False
) -> VariantType:
    """What the readings ``texts`` of one place differ in; ``opens`` says that a sentence or an item
    begins there, ``among_words`` that words stand before and behind, and no figures.

    >>> variant_type({"<p>The", "The"}), variant_type({"modern", "rnodern"})
    ('layout', 'orthographic')
    >>> variant_type({"five", "nine"}), variant_type({"-5", "5"})
    ('substantive', 'substantive')
    """
    signs = _QUOTES if among_words else _NO_SIGNS
    plain = [without_setting(signs.sub(" ", text)) for text in texts]
    kinds = {_kind(plain), _kind(_without_numerals(plain, opens=opens))}
    return next(kind for kind in _FROM_SMALL_TO_GREAT if kind in kinds)


_QUOTES: Final = re.compile(r"(?<!\S)>+(?!\S)")
"""Signs before the lines of a quotation; between figures they say that one is greater."""
_NO_SIGNS: Final = re.compile(r"(?!)")

_FROM_SMALL_TO_GREAT: Final[tuple[VariantType, ...]] = ("layout", "orthographic", "substantive")


def _kind(said: Sequence[str]) -> VariantType:
    """What texts without their setting differ in."""
    if _are_one(map(_as_set, said)):
        return "layout"
    if _are_one((_letters(text), _signs(text)) for text in said):
        return "orthographic"
    if _are_one((skeleton(text), _signs(text)) for text in said):
        return "orthographic"
    if all(_is_damage(one, other) for one, other in combinations(said, 2)):
        return "orthographic"
    return "substantive"


def _are_one(values: Iterator[object] | map[str]) -> bool:
    return len(set(values)) <= 1


# --- layout ---------------------------------------------------------------------------------------


def _without_numerals(plain: Sequence[str], *, opens: bool) -> Sequence[str]:
    """The texts without the number of a list item that some have and the others have not.

    Another number is another matter. "5." alone may be the end of a sentence, unless an item begins
    here.
    """
    numerals = {numeral_of(text) for text in plain}
    is_lost = "" in numerals and len(numerals) == 2
    if not is_lost or (not opens and any(re.fullmatch(r"\d+\.", text) for text in plain)):
        return plain
    return [text.removeprefix(numeral_of(text)).strip() for text in plain]


def _as_set(text: str) -> str:
    """What is left if breaks and the colon behind a label go."""
    return text.rstrip(":").rstrip()


# --- spelling -------------------------------------------------------------------------------------

_SIGNS: Final = re.compile(
    r"[%£$€¥<>=+±×÷≤≥≠√∑∫∞§@]|(?<![\w)])[-−](?=\d)|(?<=\d)\.(?=\d)|/(?=\d)|per cent\b"
)
"""Signs that say something: of money, shares, sums, below nothing; the point in a number."""


def _letters(text: str) -> str:
    """The letters and digits; case, accents, hyphens, spaces and marks are how they are spelled."""
    plain = unicodedata.normalize("NFKD", straighten(text)).casefold()
    return "".join(char for char in plain if char.isalnum())


def _signs(text: str) -> tuple[str, ...]:
    return tuple(sign.replace("per cent", "%") for sign in _SIGNS.findall(straighten(text)))


_MIN_LETTERS: Final = 4
"""Of a word in which one wrong letter shows."""
_LETTERS_A_FAULT: Final = 6
"""A word of so many letters more may have a second wrong letter."""


def _is_damage(one: str, other: str) -> bool:
    """Whether two readings are the same words, some of them with a wrong letter."""
    if has_glued_marker(one, other):
        return True
    first, second = straighten(one).split(), straighten(other).split()
    if len(first) != len(second) or _signs(one) != _signs(other):
        return False
    return facts_of(one).numbers == facts_of(other).numbers and all(
        _is_misspelt(a, b) for a, b in zip(first, second, strict=True) if _letters(a) != _letters(b)
    )


def _is_misspelt(one: str, other: str) -> bool:
    """Whether one of two words is the other, misspelt: it is no word of English itself, and nearly
    all its letters are those of the other. What begins with a capital may be another name.
    """
    from rapidfuzz.distance import OSA

    first, second = fold(one), fold(other)
    shorter = min(len(first), len(second))
    if shorter < _MIN_LETTERS or not (first.isalpha() and second.isalpha()):
        return skeleton(one) == skeleton(other)
    if _as_american(first) == _as_american(second):
        return True
    if is_word(first) == is_word(second) or one[:1].isupper() or other[:1].isupper():
        return False
    faults = 1 + (shorter - _MIN_LETTERS) // _LETTERS_A_FAULT
    return OSA.distance(first, second) <= faults


_AMERICAN: Final = (
    (re.compile("is(?=e|ing|ation|able)"), "iz"),
    (re.compile("our"), "or"),
    (re.compile("ll"), "l"),
    (re.compile("ogue"), "og"),
)


def _as_american(word: str) -> str:
    """A word without the spellings by which British and American English differ.

    >>> _as_american("organisation") == _as_american("organization")
    True
    """
    for british, american in _AMERICAN:
        word = british.sub(american, word)
    return word
