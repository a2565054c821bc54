"""The rule that finds sports clubs. Its record is in `tag/rulebook.py`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefing_ingest.tag.finders.candidate import Candidate
from briefing_ingest.tag.finders.organisation import organisation
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import Word, adjoin, words_of
from briefing_ingest.tag.knowledge.vocabulary import words
from briefing_ingest.tag.read.scope import Scope


def club_names(scope: Scope) -> Iterator[Candidate]:
    """Clubs called after a place: "Leeds United", and "Derby County" where the text speaks of
    sport.

    Wrong where "United" opens the next name ("In Leeds United Utilities"), so nothing with a
    capital may follow.
    """
    for block, text in enumerate(scope.texts):
        listed = words_of(text)
        is_of_sport = any(word.text.lower() in words("sport") for word in listed)
        for at, word in enumerate(listed[1:], start=1):
            if not _ends_club(word, is_of_sport=is_of_sport):
                continue
            parts = _place_before(text, listed[max(at - 3, 0) : at + 1])
            if parts and not _goes_on(text, listed, at):
                found = organisation(scope, block, (parts[0].start, word.base_end))
                yield found._replace(kind="club")


def _ends_club(word: Word, *, is_of_sport: bool) -> bool:
    """True for "United", and in a text of sport for "County"."""
    base = word.base.lower()
    is_club = base in words("clubs") or (is_of_sport and base in words("perhaps_clubs"))
    return word.is_capital and is_club


def _goes_on(text: str, listed: Sequence[Word], at: int) -> bool:
    """True if a capitalised word follows the one at ``at``, which has no possessive ending."""
    word, after = listed[at], listed[at + 1 : at + 2]
    is_followed = bool(after) and after[0].is_capital and adjoin(text, word, after[0])
    return is_followed and word.text == word.base


def _place_before(text: str, parts: Sequence[Word]) -> Sequence[Word]:
    """The longest end of ``parts`` whose words but the last name a British place; empty if there is
    none.
    """
    for start in range(len(parts) - 1):
        named = parts[start:]
        is_unbroken = all(adjoin(text, left, right) for left, right in pairwise(named))
        before = " ".join(word.text for word in named[:-1])
        if is_unbroken and named[0].is_capital and gazetteer.is_place(before):
            return named
    return ()
