"""Who may be a person: names that only the recogniser finds, and that may as well be somebody's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from briefing_ingest.dictionary import frequency, is_word
from briefing_ingest.english.bylines import PARTICLES
from briefing_ingest.model import EntityType
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import (
    Word,
    adjoin,
    sharing,
    words_before,
    words_from,
    words_in,
)
from briefing_ingest.tag.read.names_of_people import (
    COMMON_USES,
    HYPHENED,
    called_like_person,
    has_own_evidence,
    is_listed,
)
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.text import Span


def may_be_person(scope: Scope, block: int, span: Span, type_: EntityType) -> bool:
    """True if ``span``, which only the recogniser takes for a body or place, is called and stands
    as people do.

    The name says nothing of a body, has no "the" before it, and is listed nowhere. It is somebody's
    as likely as not if it has a word that no dictionary has, as most surnames are, or if it stands
    where people are listed; where the recogniser is sure, only if both is so. Nobody's name is to
    be published. Wrong for bodies called so ("Koninklijke Bibliotheek").
    """
    text = scope.texts[block]
    name = _whole_name(text, span)
    if not called_like_person(text, name) or _is_no_person(text, span, type_):
        return False
    is_unusual = not all(is_word(word.base) for word in name)
    is_among_people = _is_among_people(text, Span(name[0].start, name[-1].end))
    if _is_sure(scope, block, span):
        return is_unusual and is_among_people
    return is_unusual or is_among_people


def _is_no_person(text: str, span: Span, type_: EntityType) -> bool:
    """True for a name that says what it is, one with "the" before it, and a listed place."""
    said = text[slice(*span)]
    return (
        has_own_evidence(said)
        or text.endswith("the ", 0, span.start)
        or (type_ == "place" and is_listed(said))
    )


def _is_sure(scope: Scope, block: int, span: Span) -> bool:
    here = sharing(scope.guesses[block], *span)
    around = (guess for guess in here if guess.start <= span.start and span.end <= guess.end)
    return any(guess.is_sure and guess.label != "PERSON" for guess in around)


def _whole_name(text: str, span: Span) -> Sequence[Word]:
    """The words of ``span`` with what a particle joins to them, one word with the next: "[Nerys] ap
    Rhys".
    """
    inside = words_in(text, *span)
    if not inside:
        return ()
    before = _words_joined_by_particles(
        text, [inside[0], *reversed(words_before(text, span.start, 4))]
    )
    behind = _words_joined_by_particles(text, [inside[-1], *words_from(text, inside[-1].end, 4)])
    whole = (*reversed(before), *inside, *behind)
    return _with_next(text, inside[0]) if len(whole) == 1 else whole


def _with_next(text: str, word: Word) -> Sequence[Word]:
    """``word`` with a rare word that it stands beside, as given name and surname do: "[Solange]
    Ayral".
    """
    if word.text.isupper():
        return (word,)
    for after in words_from(text, word.end, 1):
        if _may_be_surname(after) and adjoin(text, word, after):
            return (word, after)
    for before in words_before(text, word.start, 1):
        if _may_be_given_name(before) and adjoin(text, before, word):
            return (before, word)
    return (word,)


def _may_be_surname(word: Word) -> bool:
    return word.is_capital and word.text.isalpha() and not is_word(word.text)


def _may_be_given_name(word: Word) -> bool:
    return word.is_capital and frequency(word.text) < COMMON_USES


def _words_joined_by_particles(text: str, listed: Sequence[Word]) -> Sequence[Word]:
    """Of ``listed``, a word and those that lead away from it, what particles join to the first,
    itself left out.
    """
    near = listed[1:]
    small = next(
        (at for at, word in enumerate(near) if word.text.lower() not in PARTICLES), len(near)
    )
    if small == len(near):
        return ()
    pairs = (sorted(pair) for pair in pairwise(listed[: small + 2]))
    joins = (small and near[small].is_capital) or HYPHENED.match(near[small].text)
    return near[: small + 1] if joins and all(adjoin(text, *pair) for pair in pairs) else ()


_LISTS_PEOPLE: Final = re.compile(
    r"\A\W*(?:apologies|attend(?:ees|ance|ing)|chair(?:ed)?|contact|cover|credits?|design(?:ed)?"
    r"|from left"
    r"|illustrations?|images?|in attendance|members?|panel(?:lists)?|photo\w*|pictures?|present"
    r"|replies|signed"
    r"|speakers?|thanks|we thank)\b"
    r"|\b(?:sent|gave|send) (?:their )?apologies\b|\bfrom left\b",
    re.IGNORECASE,
)


_OF_BODY: Final = re.compile(
    r"\s(?:of|from|at)\sthe\s([A-Z][\w’'-]{0,40}(?:\s(?:(?:of|for)\s)?[A-Z][\w’'-]{0,40}){1,6})"
)


_WITH_BODY: Final = re.compile(
    r"\s\(([^()\n]{2,60})\)|(?:,|:|\s[-–—])\s([A-Z][^,;:\n]{2,60})(?=[,;:\n]|$)"
)


def _is_among_people(text: str, span: Span) -> bool:
    """True where people are named: in a list that says so, alone in a block, in a row with a body
    behind.
    """
    return (
        _stands_alone(text, span)
        or _has_body_behind(text, span)
        or bool(_LISTS_PEOPLE.search(text[:1000]))
    )


def _opens_line(text: str, span: Span) -> bool:
    before = text[max(0, span.start - 9) : span.start].rstrip(" \t")
    return before == "" or before.endswith("\n")


def _stands_alone(text: str, span: Span) -> bool:
    """True if the block holds nothing else."""
    fills_block = span.start < 9 and not text[span.end : span.end + 9].strip()
    return fills_block and _opens_line(text, span)


def _has_body_behind(text: str, span: Span) -> bool:
    """True for "Ann Lee (Home Office)", "Ann Lee of the Home Office" and, where it opens a line,
    "Ann Lee, Home Office".
    """
    behind = _WITH_BODY.match(text, span.end) or _OF_BODY.match(text, span.end)
    if not behind:
        return False
    body = next(filter(None, behind.groups()), "").strip()
    if not body or not (body in gazetteer.public_bodies() or has_own_evidence(body)):
        return False
    is_bracket_or_preposition = behind[0].lstrip()[0] in "(ofa"
    return is_bracket_or_preposition or _opens_line(text, span)
