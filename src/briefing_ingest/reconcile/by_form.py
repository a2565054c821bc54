"""Rules that choose a reading by its form: breaks, addresses, full stops, quotation marks,
formulas.

Their records are in `choose`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from briefing_ingest.reconcile.locus import ADDRESS, Locus, is_silent
from briefing_ingest.text import fold, straighten


def unbroken(locus: Locus) -> tuple[str, str] | None:
    """A passage that some witnesses break and others do not is one paragraph: extraction breaks
    more than it joins.

    A witness without any space here has its end here and says nothing; followed, it would run two
    words into one.
    """
    if not all(is_silent(text) for text in locus.texts):
        return None
    spaces = [text for text in locus.texts if text] or [""]
    chosen = min(spaces, key=lambda text: (text.count("\n"), text != " "))
    return chosen, "the passage runs on in a witness that keeps its paragraphs"


_BEGINS_ADDRESS: Final = re.compile(
    r"""[(\[<{\"'“‘]{0,3}
    (?: https?\b | www\b | doi: | 10\.\d{4}     # https://x.org, www.x.org, doi:10.1000
    | [\w.+-]{1,64}@                           # post@x.org
    | (?:[\w-]{1,63}\.){1,8} [\w-]{1,63} (?:/|$)  # x.org/a
    | [\w.-]{0,63}[.-]$                        # "front-", where "desk@x.org" follows
    )""",
    re.VERBOSE,
)


def well_formed_url(locus: Locus) -> tuple[str, str] | None:
    """Of the spellings of one address, the one without spaces that keeps the most hyphens: line
    ends put spaces in and swallow hyphens, they never do the opposite.

    Wrong where a copy ran an address into the word behind it. A witness that is silent here has no
    spelling of it. Nothing is said where the readings differ in more than spaces and hyphens, or
    are more than the address.
    """
    spellings = [text for text in locus.texts if not is_silent(text)]
    silent = sum(is_silent(reading.text) for reading in locus.readings)
    if 2 * silent > len(locus.readings) or not _spell_one_address(spellings):
        return None
    best = min(spellings, key=_spaces_and_hyphens)
    if all(_spaces_and_hyphens(text) == _spaces_and_hyphens(best) for text in spellings):
        return None
    return best, "an address has no spaces, and line ends swallow hyphens but add none"


def _spell_one_address(texts: list[str]) -> bool:
    """True if there are several texts, each an address, that differ in spaces and hyphens only."""
    return (
        len(texts) > 1
        and len({_without_gaps(text) for text in texts}) == 1
        and all(map(_is_address, texts))
    )


def _without_gaps(address: str) -> str:
    """What the spellings of an address have in common."""
    return re.sub(r"[\s-]", "", straighten(address)).casefold().strip(".,;:()[]<>{}\"'")


def _is_address(text: str) -> bool:
    first = text.split(maxsplit=1)[0]
    return bool(ADDRESS.search(re.sub(r"\s", "", text)) and _BEGINS_ADDRESS.match(first))


def _spaces_and_hyphens(address: str) -> tuple[int, int]:
    return len(address.split()), -straighten(address).count("-")


_ENDS_SENTENCE: Final = re.compile(r"[.!?]['’”)]*\s*$")


def sentence_flow(locus: Locus) -> tuple[str, str] | None:
    """Where witnesses differ in punctuation only, a full stop before a small letter is a
    misreading.

    Wrong before a name that is written small (iPhone). A mark alone, without a word before it, is
    not judged.
    """
    following = locus.after.lstrip()
    words = {fold(text) for text in locus.texts}
    if len(words) != 1 or "" in words or not following[:1].islower():
        return None
    open_ended = [r.text for r in locus.readings if not _ENDS_SENTENCE.search(r.text)]
    if not open_ended or len(open_ended) == len(locus.readings):
        return None
    word = following.split()[0]
    return open_ended[0], f"a sentence does not end before the small letter of {word!r}"


def typography(locus: Locus) -> tuple[str, str] | None:
    """Where witnesses differ in quotes, dashes or ligatures only, the typeset form is the author's.

    Wrong if a copy made plain quotes curly.
    """
    if len({straighten(text) for text in locus.texts}) != 1:
        return None
    typeset = {text: sum(not char.isascii() for char in text) for text in locus.texts}
    most = max(typeset.values())
    best = [text for text, count in typeset.items() if count == most]
    if len(best) > 1:
        return None
    reason = "typeset quotes and dashes are the author's; plain ones are what a copy makes of them"
    return best[0], reason


_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_OPERATORS: Final = frozenset({"Sm", "Co", "Mn", "Me"})
"""Unicode categories of what formulas are made of: signs, letters of private fonts, marks."""
_TOKENS_A_WORD: Final = 3
"""A formula has at least so many tokens for each word in it."""
_NEXT_CHARACTERS: Final = 3
"""Characters of the text that follows in which an operator shows: " = 5"."""


def formula(locus: Locus) -> tuple[str, str] | None:
    """A formula is as the base witness has it: its pieces, each from whoever has most support, make
    no formula.

    Wrong where the base alone misreads a sign. Where the base has nothing, other rules decide; and
    an address is no formula, though it may have "=" in it.
    """
    texts = [reading.text for reading in locus.readings]
    if is_silent(texts[0]) or any(map(ADDRESS.search, texts)):
        return None
    around = [*texts, locus.after[:_NEXT_CHARACTERS]]
    if not all(map(has_few_words, texts)) or not any(map(_has_operator, around)):
        return None
    return texts[0], f"a formula is kept as one witness has it, here {locus.readings[0].source_id}"


def is_formula(text: str) -> bool:
    """True if ``text`` has signs of mathematics and few words."""
    return _has_operator(text) and has_few_words(text)


def has_few_words(text: str) -> bool:
    """True if at most a third of the tokens of ``text`` are words of three letters or more."""
    tokens = text.split()
    words = sum(bool(_WORD.search(token)) for token in tokens)
    return words * _TOKENS_A_WORD <= len(tokens)


def _has_operator(text: str) -> bool:
    return any(unicodedata.category(char) in _OPERATORS for char in text)
