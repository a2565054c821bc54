"""Damage or revision: whether what two witnesses read is one thing, damaged in one of them, or two
things that an author said.

What a copy damages are the accidentals of a text, and what an author changes are its substantives
(Greg 1950, "The Rationale of Copy-Text"). Damage leaves words that resemble what was there, or no
words at all: a misread letter, a lost hyphen, a line that fell out in the middle of a sentence. An
author puts another number, another word, leaves out a clause or a sentence from its beginning to
its end. The first is repaired from whichever witness is right; the second follows one authority.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefing_ingest.dictionary import is_word
from briefing_ingest.reconcile.authority import Authority
from briefing_ingest.reconcile.facts import differ_in_facts, skeleton
from briefing_ingest.reconcile.locus import Locus, is_silent, lacks_passage
from briefing_ingest.text import fold, sentence_ends

_MIN_LIKENESS_OF_MISREADING: Final = 0.6
"""Readings more alike than this, letter by letter, may be one word that was misread."""
_OPENS_CLAUSE: Final = re.compile(r"^\s*[,;:(\[–—-]")
_ENDS_CLAUSE: Final = re.compile(r"[.,;:!?)\]–—][\"'”’]?\s*$")


def are_other_words(one: str, other: str) -> bool:
    """Whether two readings are other words, and not one word that was damaged.

    >>> are_other_words("rnodern", "modern"), are_other_words("courts", "prisons")
    (False, True)
    >>> are_other_words("", "also"), are_other_words("re-offending", "reoffending")
    (True, False)
    """
    first, second = fold(one), fold(other)
    if not first or not second:
        return bool(first or second)
    from rapidfuzz.distance import Levenshtein

    likeness = Levenshtein.normalized_similarity(first.replace(" ", ""), second.replace(" ", ""))
    return likeness < _MIN_LIKENESS_OF_MISREADING


def is_other_statement(one: str, other: str, locus: Locus) -> bool:
    """Whether two readings say different things: they differ in a fact, or in words that both are
    sound. A passage that one of them lacks says nothing by itself: it may be lost.
    """
    if differ_in_facts(one, other, opens=locus.opens):
        return True
    if is_silent(one) or is_silent(other) or skeleton(one) == skeleton(other):
        return False
    return are_other_words(one, other) and all(
        are_sound(text, locus.vocabulary) for text in (one, other)
    )


def are_sound(text: str, vocabulary: Counter[str]) -> bool:
    """Whether all words of a reading are English, or used again in the work: what noise leaves is
    seldom either.
    """
    words = fold(text).split()
    return all(not word.isalpha() or is_word(word) or vocabulary[word] > 1 for word in words)


def is_withdrawn(kept: str, passage: str, locus: Locus) -> bool:
    """Whether ``passage`` was taken out where the reading ``kept`` stands, and did not fall out: it
    is a clause or whole sentences.
    """
    if not is_silent(kept) or not lacks_passage(kept, passage):
        return False
    opens = locus.opens or bool(_OPENS_CLAUSE.search(passage))
    opens = opens or bool(_ENDS_CLAUSE.search(locus.before))
    ends = sentence_ends(passage) or bool(_ENDS_CLAUSE.search(passage))
    return opens and (ends or bool(_OPENS_CLAUSE.search(locus.after)))


def is_revision(locus: Locus, authorities: Sequence[Authority]) -> bool:
    """Whether an edition that is known to be later says another thing here than an earlier one."""
    readings = {reading.source_id: reading.text for reading in locus.readings}
    return any(
        _revises(authority, readings[authority.source_id], readings[name], locus)
        for authority in authorities
        if authority.source_id in readings
        for name in sorted(authority.earlier & readings.keys())
    )


def _revises(authority: Authority, own: str, earlier: str, locus: Locus) -> bool:
    """Whether the reading of a later edition changes that of an ``earlier`` one."""
    if is_other_statement(own, earlier, locus):
        return True
    return authority.revises and (
        is_withdrawn(own, earlier, locus) or is_withdrawn(earlier, own, locus)
    )
