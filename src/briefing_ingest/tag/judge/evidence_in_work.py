"""Refusals by the rest of the work: its spelling elsewhere, its acronyms, its country, the model.

Each returns True for what is not a mention. Their records are in `judge/rulebook.py`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from briefing_ingest.model import Mention
from briefing_ingest.tag.finders.acronyms import common_acronyms
from briefing_ingest.tag.finders.by_name import is_two_names
from briefing_ingest.tag.judge.kinds_of_thing import (
    is_generic,
    parts_of,
)
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import is_british, sharing
from briefing_ingest.tag.knowledge.vocabulary import (
    words,
)
from briefing_ingest.tag.read.people_beside_bodies import people_beside
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.tag.rulebook import (
    LANDMARK,
    MODEL,
    WHOLE_NAME,
)

_LETTERS: Final = re.compile(r"(?:[A-Z]\.\s?)+[A-Z]?|[A-Z]&[A-Z]")


_SMALL_WRITER: Final = re.compile(
    r"(?<![\w.'’-])i(?:['’](?:m|ve|ll|d))?(?=\s[a-z])|[.!?]\s+[a-z]\w+\s[a-z]"
)


def without_letters(mention: Mention, scope: Scope) -> bool:
    """It has no capital letter, or is a single letter.

    Places may be written small by writers who write "i" or begin sentences so, as in mails, and
    countries and cities by all. Wrong for other names written small (adidas).
    """
    parts = parts_of(mention)
    is_single_letter = sum(map(str.isalpha, mention.text)) < 2
    if not parts or (is_single_letter and mention.rule != LANDMARK.name):
        return True
    if len(parts) > 1 and all(len(word.text) == 1 for word in parts):
        return not _LETTERS.fullmatch(mention.text)  # crosses of a table
    if any(c.isupper() for c in mention.text):
        return False
    return mention.type != "place" or not _may_be_written_small(mention, scope)


def _may_be_written_small(mention: Mention, scope: Scope) -> bool:
    """True for a country or city, and for any place where the writer begins sentences small."""
    name = mention.text.title()
    is_known = name in gazetteer.countries() or name in gazetteer.cities()
    return is_known or bool(_SMALL_WRITER.search(scope.texts[mention.block]))


def is_common_acronym(mention: Mention, scope: Scope) -> bool:
    """The work itself says that this acronym stands for something that is not an organisation."""
    return mention.text in common_acronyms(scope)


def is_common_term(mention: Mention, scope: Scope) -> bool:
    """Two words or more that the same work also writes small: "Restorative Justice", "restorative
    justice".
    """
    small = mention.text.lower()
    if mention.type != "organisation" or " " not in small:
        return False
    texts = (scope.texts[block] for block in scope.blocks_of(small))
    return any(small in text and re.search(rf"\b{re.escape(small)}\b", text) for text in texts)


def is_sort_of_place(mention: Mention, scope: Scope) -> bool:
    """The sort and not the name: "the State", "the Borough", in works about the United Kingdom.

    Wrong where a work means the one it has named; American texts write "this State" of their own.
    """
    return (
        mention.type == "place"
        and mention.text.lower() in words("sorts_of_place")
        and is_british_work(scope)
    )


@lru_cache(maxsize=4)
def is_british_work(scope: Scope) -> bool:
    """True if the work is about the United Kingdom."""
    return is_british(scope.texts)


def is_unnamed(mention: Mention, scope: Scope) -> bool:
    """A kind of body with general words only (`is_generic`).

    In texts that are not about the United Kingdom the model's word is taken: "the League" of a text
    has a name there.
    """
    return (mention.rule != MODEL.name or is_british_work(scope)) and is_generic(mention, scope)


def only_headed(mention: Mention, scope: Scope) -> bool:
    """Only its head word speaks for it, in a text that is not about the United Kingdom: "Great
    Service", "Oval Office".

    British policy papers name bodies that no model has seen; in other texts the rule is wrong more
    often than right where the model sees no organisation (2 of 9 on the development sets). A body
    called after a person ("Ellen Marsh Trust") says itself what it is.
    """
    if mention.rule != WHOLE_NAME.name or is_british_work(scope):
        return False
    seen = sharing(scope.guesses[mention.block], mention.start, mention.end)
    if people_beside(scope, mention.block):  # a row of people and their bodies
        return False
    is_called_after_person = any(
        g.label == "PERSON" and g.start == mention.start and g.end < mention.end for g in seen
    )
    return not is_called_after_person and not any(g.label == "ORG" for g in seen)


def runs_into_name(mention: Mention, scope: Scope) -> bool:
    """By its looks one name, by the model's reading two: "Open Door Trust for the Home Office".

    Wrong where the model cuts a name with a body's or person's name in it, so not where "and" or
    "of" joins the two.
    """
    if mention.rule != WHOLE_NAME.name:
        return False
    seen = sharing(scope.guesses[mention.block], mention.start, mention.end)
    named = [
        g
        for g in seen
        if g.label in {"ORG", "PERSON"} and mention.start <= g.start and g.end <= mention.end
    ]
    if len(named) < 2 or named[0].start != mention.start or named[0].label != "ORG":
        return False
    between = scope.texts[mention.block][named[0].end : named[1].start].split()
    return not {"and", "&", "of"} & set(between)


def is_coordination(mention: Mention, scope: Scope) -> bool:
    """Two organisations that share a head word: "Conservative and Labour Party"."""
    return mention.type == "organisation" and is_two_names(scope, mention.text)
