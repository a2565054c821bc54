"""The facts of a reading: numbers and dates, negations, names; and whether two readings differ in
one.

What a copy damages and what an author changes look different. Damage puts a glyph for one that
looks like it, loses
an accent or a space, or runs a note marker into a number: after that the same is said. Another
number, another name, a "not" more or less is another statement, and no count of words can tell
which of the two is true.

One digit for another (3 for 8) may be either; it is held to be another statement, since that errs
on the safe side.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from briefing_ingest.dictionary import is_word
from briefing_ingest.english.dates import SURE_CALENDAR_WORDS
from briefing_ingest.text import fold, straighten

# --- glyphs ---------------------------------------------------------------------------------------

_DIGIT_OF: Final = str.maketrans("oliszb|", "0115281")
_TWO_AS_ONE: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_UNREADABLE: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
"""Categories of characters that no author writes: controls, unassigned ones, private use, halves of
pairs."""


def skeleton(text: str) -> str:
    """``text`` with glyphs that look alike made one, without accents, spaces and marks.

    No two digits are made one. A point between digits stays.

    >>> (skeleton("2O18") == skeleton("2018"), skeleton("rnodern") == skeleton("modern"),
    ...  skeleton("3") == skeleton("8"))
    (True, True, False)
    """
    plain = unicodedata.normalize("NFD", straighten(text)).casefold()
    for two, one in _TWO_AS_ONE:
        plain = plain.replace(two, one)
    plain = re.sub(r"(?<=\d)\.(?=\d)", "\0", plain.translate(_DIGIT_OF))
    return "".join(char for char in plain if char.isalnum() or char == "\0")


def _is_unreadable(text: str) -> bool:
    return any(
        char == "\N{REPLACEMENT CHARACTER}"
        or (unicodedata.category(char) in _UNREADABLE and not char.isspace())
        for char in text
    )


def as_number(token: str) -> str:
    """``token`` with letters that look like digits read as these, if then it is a number; else
    ``token``.

    >>> as_number("2O18"), as_number("l0%"), as_number("Oslo"), as_number("B12")
    ('2018', '10%', 'Oslo', 'B12')
    """
    if not any(char.isdigit() for char in token) or not re.fullmatch(
        r"\W*[\dOolIS|][\dOolIS|.,]*\W*", token
    ):
        return token
    return token.translate(str.maketrans("OolIS|", "001151"))


# --- facts ----------------------------------------------------------------------------------------

_NUMBER_WORDS: Final = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds "
    "thousand thousands"
    " million millions billion billions trillion dozen dozens score half halves third thirds "
    "quarter quarters fifth"
    " fifths sixth seventh eighth ninth tenth tenths twelfth first second once twice thrice double "
    "doubled treble"
    " trebled triple tripled halved both".split()
)
_NEGATIONS: Final = frozenset(
    "not no never nor neither none nobody nothing nowhere without cannot non".split()
)
_PREFIXES: Final = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_MAGNITUDES: Final = {"k": "thousand", "m": "million", "bn": "billion", "tn": "trillion"}

_NUMBER_OR_WORD: Final = re.compile(
    r"(?<![\w^=+])(?P<sign>[£$€¥])?(?P<digits>\d+(?:\.\d+)*)"  # £1.5
    r"(?:(?P<size>k|m|bn|tn)\b|(?![\w^=+]))(?P<share>\s?(?:%|per\s?cent\b))?"  # m, per cent
    r"|[^\W\d_]+",
    re.IGNORECASE,
)
_CODE: Final = re.compile(r"[A-Z]{1,3}\d{1,4}[A-Z]?")
"""A road, a form, a postcode's half: A14, M11, SE1. It names something, as a word does."""

_GROUPED: Final = re.compile(r"(?<=\d)[ ,](?=\d{3}(?!\d))")
_SENTENCE_END: Final = re.compile(r"[.!?:][\"')\]]*\s*$")
_ORDINALS: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th|['’]?s)\b", re.IGNORECASE)
"""What follows the digits of an ordinal or a decade: 3rd, 1980s."""


class Facts(NamedTuple):
    """What a reading states: its numbers with their signs and its negations, in order; its names,
    as skeletons.
    """

    numbers: tuple[str, ...]
    signs: tuple[str, ...]
    negations: int
    names: frozenset[str]


def facts_of(text: str, *, opens: bool = False) -> Facts:
    """The facts of ``text``; ``opens`` says that a sentence begins with it, so that its first
    capital tells nothing.

    >>> facts_of("not 1,250 (or 20 per cent) of them in Hull")
    Facts(numbers=('1250', '20'), signs=('', '%'), negations=1, names=frozenset({'hu11'}))
    """
    tokens = [as_number(token) for token in straighten(text).split()]
    plain = _ORDINALS.sub("", _GROUPED.sub("", " ".join(tokens)))
    numbers = tuple(_numbers(plain))
    words = [_without_marks(token).casefold() for token in re.split(r"[\s\-/]+", plain)]
    return Facts(
        tuple(number for number, _ in numbers),
        tuple(sign for _, sign in numbers),
        sum(word in _NEGATIONS or word.endswith("n't") for word in words),
        frozenset(_names(tokens, opens=opens)),
    )


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """The numbers of ``text`` in order, each with its sign: of a currency, "%" or "".

    Words count with the figures: "half", "third", "million". What has digits among letters or signs
    of mathematics is no number (CO2, 2σ²).
    """
    for token in _NUMBER_OR_WORD.finditer(text):
        if token["digits"]:
            yield token["digits"], token["sign"] or ("%" if token["share"] else "")
            if token["size"]:
                yield _MAGNITUDES[token["size"].lower()], ""
        elif token.group().casefold() in _NUMBER_WORDS:
            yield token.group().casefold(), ""


def _names(tokens: list[str], *, opens: bool) -> Iterator[str]:
    """Capitalised words within a sentence; at its start only those that are no words of English,
    and dates.
    """
    first = opens
    for token in tokens:
        word = re.sub(r"'s?$", "", _without_marks(token))
        listed = all(is_word(part) for part in re.split(r"[-/']", word))
        named = word.casefold() in SURE_CALENDAR_WORDS or not (first and listed)
        lettered = len(word) > 1 and word[0].isupper() and word.replace("-", "").isalpha()
        if (lettered and named) or _CODE.fullmatch(word):
            yield skeleton(word)
        first = bool(_SENTENCE_END.search(token))


# --- comparison -----------------------------------------------------------------------------------


def differ_in_facts(one: str, other: str, *, opens: bool = False) -> bool:
    """True if the two readings state different facts, and damage does not explain it.

    A number, date, name or negation that one has and the other has not counts as well.

    >>> (differ_in_facts("from 47", "from 52"), differ_in_facts("from 1O", "from 10"),
    ...  differ_in_facts("form", "from"))
    (True, False, False)
    """
    if _is_unreadable(one) != _is_unreadable(other):
        return False
    first, second = facts_of(one, opens=opens), facts_of(other, opens=opens)
    if any(a and b and a != b for a, b in zip(first.signs, second.signs, strict=False)):
        return True
    if _is_same_but_damaged(one, other):
        return False
    if (first.numbers, first.negations) != (second.numbers, second.negations):
        return True
    new_names = (first.names - _skeletons(other)) | (second.names - _skeletons(one))
    return bool(new_names) or _turns_round(one, other)


def _is_same_but_damaged(one: str, other: str) -> bool:
    return (
        fold(one) == fold(other) or skeleton(one) == skeleton(other) or has_glued_marker(one, other)
    )


def _without_marks(token: str) -> str:
    """``token`` from its first letter or digit to its last."""
    start, end = 0, len(token)
    while start < end and not token[start].isalnum():
        start += 1
    while end > start and not token[end - 1].isalnum():
        end -= 1
    return token[start:end]


def _skeletons(text: str) -> frozenset[str]:
    """The skeletons of the words of a text, and of each two together: a space is lost or put in
    easily.
    """
    words = [re.sub(r"'s?$", "", _without_marks(token)) for token in straighten(text).split()]
    return frozenset(map(skeleton, [*words, *(a + b for a, b in pairwise(words))]))


def _turns_round(one: str, other: str) -> bool:
    """True if a prefix makes a word of one its opposite in the other: "lawful", "unlawful"."""
    first, second = fold(one).split(), fold(other).split()
    pairs = [
        sorted(pair, key=len) for pair in zip(first, second, strict=False) if pair[0] != pair[1]
    ]
    return len(first) == len(second) and any(
        long == prefix + short and is_word(short) and is_word(long)
        for short, long in pairs
        for prefix in _PREFIXES
    )


_CLOSED: Final = re.compile(r"[.,;:!?)\]\"'%]|[^\W\d_]{3}")
"""The last characters of a word that no digit can follow."""


def has_glued_marker(one: str, other: str) -> bool:
    """True if the readings are the same but for digits run into the end of a word that no digit can
    follow.

    "31" and "313" are two numbers; "31." and "31.4", "2018" and "20184", "deaths" and "deaths4" are
    one, with a note.

    >>> (has_glued_marker("in 2018", "in 20184"), has_glued_marker("31", "313"),
    ...  has_glued_marker("31%4", "31%"))
    (True, False, True)
    """
    first, second = straighten(one).split(), straighten(other).split()
    if len(first) != len(second) or first == second:
        return False
    return all(
        a == b or _is_glued(*sorted((a, b), key=len)) for a, b in zip(first, second, strict=True)
    )


def _is_glued(short: str, long: str) -> bool:
    if not long.startswith(short) or not re.fullmatch(r"\d{1,2}", long[len(short) :]):
        return False
    is_year = bool(re.fullmatch(r"(?:19|20)\d\d", short))
    return is_year or any(_CLOSED.fullmatch(short[-length:]) for length in (1, 3))
