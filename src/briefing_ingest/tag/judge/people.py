"""Refusals of people, so that nobody is published. Each returns True for what is not a mention.

Their records, which say of which candidates they are asked, are in `judge/rulebook.py`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from briefing_ingest.dictionary import is_word
from briefing_ingest.model import Mention
from briefing_ingest.tag.knowledge.shapes import sharing
from briefing_ingest.tag.read.names_of_people import has_own_evidence, is_listed
from briefing_ingest.tag.read.people import names_alone, place_uses, stands_as_place
from briefing_ingest.tag.read.people_beside_bodies import people_beside
from briefing_ingest.tag.read.perhaps_people import may_be_person
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.tag.rulebook import (
    INITIALS,
    LISTED,
    MODEL,
    OWN_NAME,
    is_exact,
)
from briefing_ingest.text import Span


def is_person(mention: Mention, scope: Scope) -> bool:
    """It names a person: the text says so there, or somebody of the work is called so.

    A name that says itself what it is ("Smith & Co", "Clear Street") is not a person's, nor are
    the initials of a body.
    """
    by_name = (
        mention.type == "organisation"
        and mention.rule != INITIALS.name
        and mention.text in scope.people.names
    )
    return not has_own_evidence(mention.text) and (
        by_name or shown_as_person(mention, scope) or called_like_person(mention, scope)
    )


_SINGULAR: Final = re.compile(
    r"\s(?:added|admitted|asked|cried|explained|felt|insisted|knew|recalled|remembered|replied|said|says|thinks|thought"
    r"|told|wrote)\b"
)


_SAID: Final = re.compile(r"\b(?:added|asked|explained|recalled|replied|said|says|told)\s$")


def speaks_alone(mention: Mention, scope: Scope) -> bool:
    """One word that no dictionary has, which speaks, and which only the model takes for an
    organisation, and only once.

    As likely as not a surname, and nobody's name is to be published. Wrong for bodies of such names
    ("Nacro said").
    """
    if (
        mention.rule != MODEL.name
        or mention.type != "organisation"
        or not _may_be_surname(mention.text)
    ):
        return False
    text = scope.texts[mention.block]
    speaks = _SINGULAR.match(text, mention.end) or _SAID.search(
        text, max(0, mention.start - 12), mention.start
    )
    return bool(speaks) and sum(1 for _ in scope.where(mention.text)) == 1


def _may_be_surname(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Z](?:['’][A-Z])?[a-z]+(?:-[A-Z][a-z]+)?", name)) and not is_word(
        name
    )


def shown_as_person(mention: Mention, scope: Scope) -> bool:
    """The text shows a person where the mention stands, or the mention ends with one ("Chair Ann
    Lee").

    The model's word alone does not count against exact evidence, unless the mention is a part of
    the person's name ("Ann Bourne PCC" is not of Bourne).
    """
    if has_own_evidence(mention.text) or mention.rule == OWN_NAME.name:
        return False
    guessed = sharing(scope.people.guessed[mention.block], mention.start, mention.end)
    if is_exact(mention):
        guessed = [span for span in guessed if span.end - span.start > len(mention.text)]
    here = (*sharing(scope.people.shown[mention.block], mention.start, mention.end), *guessed)
    return any(
        mention.end <= p.end and (p.start <= mention.start or mention.rule == MODEL.name)
        for p in here
    )


def called_like_person(mention: Mention, scope: Scope) -> bool:
    """Somebody of the work is called so, by surname or given name.

    A place of that name is meant where it is listed, and stands as a place ("in Kent"), or where
    the work uses it so more often than the person occurs and the text does not speak of the person.
    """
    name = re.sub(r"['’]s?$", "", mention.text)
    times = scope.people.surnames[name]
    if not times or is_exact(mention):
        return False
    if mention.type == "organisation" or not is_listed(name):
        return True
    text = scope.texts[mention.block]
    if stands_as_place(text, Span(mention.start, mention.end)):
        return False
    return name in _names_shown_in(scope, mention.block) or times >= _place_uses(scope, name)


@lru_cache(maxsize=1024)  # blocks of one work; not for ever
def _names_shown_in(scope: Scope, block: int) -> frozenset[str]:
    return names_alone(scope.texts[block], scope.people.shown[block])


@lru_cache(maxsize=1024)  # names of one work; not for ever
def _place_uses(scope: Scope, name: str) -> int:
    return place_uses(scope.texts, name)


def may_be_somebody(mention: Mention, scope: Scope) -> bool:
    """It is called and stands as people do, and only the model, which is not sure, takes it for a
    body or place.

    See `perhaps_people.may_be_person`: nobody's name is to be published for the sake of a body that
    is called like a person.
    """
    if mention.rule not in {MODEL.name, LISTED.name}:
        return False
    return may_be_person(scope, mention.block, Span(mention.start, mention.end), mention.type)


def holds_person_beside(mention: Mention, scope: Scope) -> bool:
    """It holds somebody who stands before a body: "Ann Lee Home Office" is not the name of a body
    (`people_beside_bodies.people_beside`).
    """
    beside = people_beside(scope, mention.block)
    return mention.rule != OWN_NAME.name and bool(sharing(beside, mention.start, mention.end))
