"""Rules that choose among spellings: by digits, by the words of the work, by those of English.

Their records are in `choose`.
"""

from __future__ import annotations

import re
from itertools import combinations, permutations
from typing import Final

from briefing_ingest.dictionary import is_word
from briefing_ingest.reconcile.facts import as_number, differ_in_facts, has_glued_marker
from briefing_ingest.reconcile.locus import Locus, is_silent, lacks_passage
from briefing_ingest.text import fold


def clean_number(locus: Locus) -> tuple[str, str] | None:
    """A number is digits: of readings that differ only in letters that look like digits, the one
    that has none; and of those that differ only in a note marker run into a word's end, the one
    without.

    Wrong for a code of letters and digits (O2) that a witness misread as a number.
    """
    texts = locus.texts
    numbers = {" ".join(map(as_number, text.split())) for text in texts}
    clean = [text for text in texts if " ".join(text.split()) in numbers]
    if len(numbers) == 1 and len(clean) == 1:
        return clean[0], "letters that look like digits stand in the other reading's number"
    shortest = min(texts, key=len)
    if all(text == shortest or has_glued_marker(shortest, text) for text in texts):
        return shortest, "in the other reading a note marker ran into the word"
    return None


def note_marker(locus: Locus) -> tuple[str, str] | None:
    """Of readings that differ in the number of a note only, the one without: a witness has it as
    the marker of that note, and so it stands in the text once.

    Wrong where a figure that is the number of the note as well ends the words before the marker.
    """
    for number in sorted(locus.called):
        plain = {text: _without_number(text, number) for text in locus.texts}
        without = [text for text, rest in plain.items() if text.rstrip() == rest]
        if len(set(map(fold, plain.values()))) == 1 and 0 < len(without) < len(plain):
            return without[0], f"{number} is the marker of a note, and stands there already"
    return None


def _without_number(text: str, number: str) -> str:
    """``text`` without white space at its end, and without the number of a note there."""
    said = text.rstrip()
    for form in (f"[{number}]", f"({number})", number):
        before = said.removesuffix(form)
        if before != said and not before[-1:].isdigit():
            return before.rstrip()
    return said


_MIN_SHARED_LETTERS: Final = 0.5
"""In shares of letters in order: readings that have fewer in common are different words."""


_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def known_words(locus: Locus) -> tuple[str, str] | None:
    """Of spellings of the same words, the one all of whose words the work uses elsewhere, if no
    other has only such.

    Wrong for a rare word that the work uses once. How often a word is used says nothing about a
    number, a date, a name
    or a negation: a note that corrects a figure quotes the wrong one.
    """
    known = [text for text in locus.texts if _is_used_elsewhere(text, locus)]
    if len(known) != 1 or not _are_spellings(locus):
        return None
    return known[0], "the work uses these words elsewhere too, and not those of the other reading"


def _is_used_elsewhere(text: str, locus: Locus) -> bool:
    """True if the work has every word of ``text`` more often than it is read here."""
    words = fold(text).split()
    here = sum(reading.text == text for reading in locus.readings)
    return bool(words) and all(locus.vocabulary[word] > here for word in words)


def listed_words(locus: Locus) -> tuple[str, str] | None:
    """Of spellings of the same words, the one all of whose words a frequency list of English has,
    if no other has only such.

    Wrong for a term that the list lacks, where a witness misread it as a common word. It decides no
    numbers, dates, names or negations.
    """
    words = {text: _WORD.findall(text) for text in locus.texts}
    listed = [text for text, found in words.items() if found and all(map(is_word, found))]
    if len(listed) != 1 or not all(words.values()) or not _are_spellings(locus):
        return None
    reason = "all its words are in the frequency list of English; the other has one that is not"
    return listed[0], reason


def _are_spellings(locus: Locus) -> bool:
    """True if the readings are alike, letter by letter, and state the same facts.

    Beside a silent one the others need only be shorter than a passage.
    """
    from rapidfuzz.distance import Levenshtein

    if any(lacks_passage(a, b) for a, b in permutations(locus.texts, 2)):
        return False
    if any(differ_in_facts(a, b, opens=locus.opens) for a, b in combinations(locus.texts, 2)):
        return False
    speaking = [fold(text).replace(" ", "") for text in locus.texts if not is_silent(text)]
    pairs = combinations(speaking, 2)
    return all(Levenshtein.normalized_similarity(*pair) > _MIN_SHARED_LETTERS for pair in pairs)
