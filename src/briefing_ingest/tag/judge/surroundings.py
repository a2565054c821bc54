"""Refusals by the surroundings of a candidate: its block, the words before and behind it.

Each returns True for what is not a mention. Their records are in `judge/rulebook.py`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from briefing_ingest.dictionary import is_word
from briefing_ingest.model import Mention
from briefing_ingest.tag.judge.kinds_of_thing import (
    parts_of,
)
from briefing_ingest.tag.knowledge.shapes import overlaps
from briefing_ingest.tag.knowledge.vocabulary import (
    head_kinds,
    is_in,
    singular,
    words,
)
from briefing_ingest.tag.read.publishers import is_plain_publisher
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.tag.rulebook import (
    IMPRINT,
    MODEL,
    is_exact,
)
from briefing_ingest.text import Span

_NEAR: Final = 80
"""Letters in which the word before a name is looked for."""


_NEXT_WORD: Final = re.compile(r"\s([\w'’-]+)")


def _word_before(scope: Scope, mention: Mention) -> str:
    before = scope.texts[mention.block][max(0, mention.start - _NEAR) : mention.start].rstrip()
    match = re.search(r"(?<![\w'’])[\w'’]+$", before)
    return match[0].lower() if match else ""


def _word_after(scope: Scope, mention: Mention) -> str:
    match = _NEXT_WORD.match(scope.texts[mention.block], mention.end)
    return match[1] if match else ""


def inside_address(mention: Mention, scope: Scope) -> bool:
    """It is part of a web or mail address, which names nothing in running text."""
    return overlaps((mention.start, mention.end), scope.masks[mention.block])


def in_imprint(mention: Mention, scope: Scope) -> bool:
    """It is part of a postal address or licence: houses, streets and registers are not mentions
    there.
    """
    kind = scope.blocks[mention.block].kind
    return kind == "licence" or (kind == "imprint" and not is_exact(mention))


def before_crime(mention: Mention, scope: Scope) -> bool:
    """True for "Kent Police" in "Kent Police and Crime Commissioner", which does not name the
    force.
    """
    after = scope.texts[mention.block][mention.end : mention.end + _NEAR]
    return mention.text.endswith("Police") and bool(
        re.match(r"(?:,\sFire)?\s(?:and|&)\s(?:Rescue\sand\s)?Crime\b", after)
    )


def is_no_publisher(mention: Mention, scope: Scope) -> bool:
    """What stands before an address and is not plainly a body: a person, a list of names, a time
    and a room.

    See `read/publishers.py`. Wrong for a body that is called by ordinary words and that its work
    names nowhere else.
    """
    return mention.rule == IMPRINT.name and not is_plain_publisher(scope, mention.text)


def is_called_thing(mention: Mention, scope: Scope) -> bool:
    """The text says what it is: "Checkpoint is a programme"; or, if only the model finds it, the
    work does.
    """
    here = _said_thing(scope.texts[mention.block], mention.end)
    return here or (mention.rule == MODEL.name and _said_thing_somewhere(scope, mention.text))


@lru_cache(maxsize=1024)  # names of one work; not for ever
def _said_thing_somewhere(scope: Scope, name: str) -> bool:
    return any(_said_thing(scope.texts[block], span.end) for block, span in scope.where(name))


_SAID_TO_BE: Final = re.compile(
    r"(?:,\s(?:an?|the)|\s(?:is|was)\s(?:an?|the))\s((?:[a-z-]+\s?){1,4})"
)


def _said_thing(text: str, end: int) -> bool:
    said = _SAID_TO_BE.match(text, end)
    return bool(said and any(word in words("thing_nouns") for word in said[1].split()))


def is_licence(mention: Mention, scope: Scope) -> bool:
    """It begins the name of a licence: "Creative Commons ... 3.0 Unported License"."""
    after = scope.texts[mention.block][mention.end : mention.end + 60]
    return bool(re.match(r"(?:[\s-](?:\d[\d.]*|[A-Z][\w-]*))*\sLicen[cs]e\b", after))


def before_act(mention: Mention, scope: Scope) -> bool:
    """It begins the name of a law: "Canals and Locks Act 1990"; only what the model alone finds."""
    after = scope.texts[mention.block][mention.end : mention.end + 8]
    return mention.rule == MODEL.name and bool(re.match(r"\s(?:Act|Bill)\b", after))


def of_secretary(mention: Mention, scope: Scope) -> bool:
    """A part of an office: "State for Justice" of "the Secretary of State for Justice"."""
    before = scope.texts[mention.block][max(0, mention.start - _NEAR) : mention.start]
    return mention.text.startswith("State") and bool(
        re.search(r"\b(?:Secretar(?:y|ies)|Ministers?)\sof\s$", before)
    )


def names_thing(mention: Mention, scope: Scope) -> bool:
    """A short name in capitals before "project", "scheme", "programme": the thing is called so."""
    short = len(parts_of(mention)) == 1 and mention.text.isupper()
    return (
        mention.type == "organisation"
        and short
        and is_in(_word_after(scope, mention), "thing_nouns")
    )


def is_indefinite(mention: Mention, scope: Scope) -> bool:
    """One of a kind, not named: "a Youth Commission", "its Custody Board". Wrong in "a Home Office
    report".

    The model has read the word before: what it takes for a name is asked no more.
    """
    headed = singular(parts_of(mention)[-1].base) in head_kinds() or is_in(
        parts_of(mention)[-1].base, "groups"
    )
    found = mention.type == "organisation" and mention.rule != MODEL.name
    return found and headed and _word_before(scope, mention) in words("indefinite")


def is_heading_word(mention: Mention, scope: Scope) -> bool:
    """A heading of one ordinary word, which only the model takes for a name: "Foreword"."""
    whole = scope.texts[mention.block].strip() == mention.text and " " not in mention.text
    return (
        whole
        and mention.rule == MODEL.name
        and mention.type == "organisation"
        and is_word(mention.text)
    )


def inside_title(mention: Mention, scope: Scope) -> bool:
    """It is part of the title of a text; a whole title only if the model does not say that it is a
    body's name.
    """
    span, titles = Span(mention.start, mention.end), scope.titles[mention.block]
    named = mention.rule == MODEL.name and span in titles
    return not named and mention.type == "organisation" and overlaps(span, titles)


def on_street(mention: Mention, scope: Scope) -> bool:
    """A place before "Street", "Road", "House" is part of that name: "Durham Street" is not
    Durham.
    """
    after = _word_after(scope, mention)
    return mention.type == "place" and after[:1].isupper() and is_in(after, "streets")


def is_ship(mention: Mention, scope: Scope) -> bool:
    """A ship, or the name of one: "HMS Kent" is neither Kent nor an organisation."""
    return parts_of(mention)[0].text.lower() in words("ships") or _word_before(
        scope, mention
    ) in words("ships")


_HOUSE_NUMBER: Final = re.compile(r"\b\d+[A-Za-z]?,?\s(?:[A-Z][\w'’-]*,?\s)*$")


def in_street_address(mention: Mention, scope: Scope) -> bool:
    """A street or house behind its number: "3 Lincoln House, Kent Road" is an address."""
    if mention.type != "place" or not is_in(parts_of(mention)[-1].base, "streets"):
        return False
    return bool(
        _HOUSE_NUMBER.search(
            scope.texts[mention.block], max(0, mention.start - _NEAR), mention.start
        )
    )


def crosses_cells(mention: Mention, scope: Scope) -> bool:
    """Goes over the border of a cell: what stands side by side in a table is not a name, since each
    cell says its own.
    """
    return not {"\n", "\t"}.isdisjoint(mention.text) and scope.blocks[mention.block].kind == "table"
