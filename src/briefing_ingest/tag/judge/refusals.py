"""Rules that turn candidates away. Each takes a candidate and its scope and says True where it is
no mention.

Their records, which say of what they are asked, stand in `judge/rulebook.py`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from briefing_ingest.dictionary import is_word
from briefing_ingest.model import Mention
from briefing_ingest.tag.finders.acronyms import common_acronyms
from briefing_ingest.tag.finders.by_name import stands_elsewhere
from briefing_ingest.tag.judge.kinds_of_thing import (
    is_generic,
    parts_of,
)
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import is_british, overlaps, sharing
from briefing_ingest.tag.knowledge.vocabulary import (
    head_kinds,
    is_in,
    kind_of_name,
    singular,
    words,
)
from briefing_ingest.tag.read.names_of_people import has_own_evidence, is_listed
from briefing_ingest.tag.read.people import names_alone, place_uses, stands_as_place
from briefing_ingest.tag.read.people_beside_bodies import people_beside
from briefing_ingest.tag.read.perhaps_people import may_be_person
from briefing_ingest.tag.read.publishers import is_plain_publisher
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.tag.rulebook import (
    IMPRINT,
    INITIALS,
    LANDMARK,
    LISTED,
    MODEL,
    OWN_NAME,
    WHOLE_NAME,
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
    """It stands in a web or mail address, which names nothing in running text."""
    return overlaps((mention.start, mention.end), scope.masks[mention.block])


def in_imprint(mention: Mention, scope: Scope) -> bool:
    """It stands in a postal address or licence: houses, streets and registers are no mentions
    there.
    """
    kind = scope.blocks[mention.block].kind
    return kind == "licence" or (kind == "imprint" and not is_exact(mention))


_LETTERS: Final = re.compile(r"(?:[A-Z]\.\s?)+[A-Z]?|[A-Z]&[A-Z]")
_SMALL_WRITER: Final = re.compile(
    r"(?<![\w.'’-])i(?:['’](?:m|ve|ll|d))?(?=\s[a-z])|[.!?]\s+[a-z]\w+\s[a-z]"
)


def before_crime(mention: Mention, scope: Scope) -> bool:
    """True for "Kent Police" in "Kent Police and Crime Commissioner", which does not name the
    force.
    """
    after = scope.texts[mention.block][mention.end : mention.end + _NEAR]
    return mention.text.endswith("Police") and bool(
        re.match(r"(?:,\sFire)?\s(?:and|&)\s(?:Rescue\sand\s)?Crime\b", after)
    )


def without_letters(mention: Mention, scope: Scope) -> bool:
    """It has no capital letter, or is a single letter.

    Places may be written small by writers who write "i" or begin sentences so, as in mails, and
    countries and cities by all. Wrong for other names written small (adidas).
    """
    if not parts_of(mention) or (
        sum(map(str.isalpha, mention.text)) < 2 and mention.rule != LANDMARK.name
    ):
        return True
    if len(parts_of(mention)) > 1 and all(len(word.text) == 1 for word in parts_of(mention)):
        return not _LETTERS.fullmatch(mention.text)  # crosses of a table
    if any(c.isupper() for c in mention.text):
        return False
    named = mention.text.title()
    known = named in gazetteer.countries() or named in gazetteer.cities()
    return mention.type != "place" or not (
        known or _SMALL_WRITER.search(scope.texts[mention.block])
    )


def is_person(mention: Mention, scope: Scope) -> bool:
    """It names a person: the text says so there, or somebody of the work is called so.

    A name that says itself what it is ("Smith & Co", "Clear Street") is no person's, nor are the
    initials of a body.
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
    return name in _told_in(scope, mention.block) or times >= _place_uses(scope, name)


@lru_cache(maxsize=1024)  # blocks of one work; not for ever
def _told_in(scope: Scope, block: int) -> frozenset[str]:
    return names_alone(scope.texts[block], scope.people.shown[block])


@lru_cache(maxsize=1024)  # names of one work; not for ever
def _place_uses(scope: Scope, name: str) -> int:
    return place_uses(scope.texts, name)


def may_be_somebody(mention: Mention, scope: Scope) -> bool:
    """It is called and stands as people do, and only the model, which is not sure, takes it for a
    body or place.

    See `beside.may_be_person`: nobody's name is to be published for the sake of a body that is
    called like a person.
    """
    if mention.rule not in {MODEL.name, LISTED.name}:
        return False
    return may_be_person(scope, mention.block, Span(mention.start, mention.end), mention.type)


def holds_person_beside(mention: Mention, scope: Scope) -> bool:
    """It holds somebody who stands before a body: "Ann Lee Home Office" is no body's name
    (`beside.people_beside`).
    """
    beside = people_beside(scope, mention.block)
    return mention.rule != OWN_NAME.name and bool(sharing(beside, mention.start, mention.end))


def is_no_publisher(mention: Mention, scope: Scope) -> bool:
    """What stands before an address and is not plainly a body: a person, a list of names, a time
    and a room.

    See `publishers`. Wrong for a body that is called by ordinary words and that its work names
    nowhere else.
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


def is_common_acronym(mention: Mention, scope: Scope) -> bool:
    """The work itself says that this acronym stands for something that is no organisation."""
    return mention.text in common_acronyms(scope)


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


def is_common_term(mention: Mention, scope: Scope) -> bool:
    """Two words or more that the same work also writes small: "Restorative Justice", "restorative
    justice".
    """
    small = mention.text.lower()
    if mention.type != "organisation" or " " not in small:
        return False
    texts = (scope.texts[block] for block in scope.blocks_of(small))
    return any(small in text and re.search(rf"\b{re.escape(small)}\b", text) for text in texts)


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


def is_sort_of_place(mention: Mention, scope: Scope) -> bool:
    """The sort and not the name: "the State", "the Borough", in works about the United Kingdom.

    Wrong where a work means the one it has named; American texts write "this State" of their own.
    """
    return (
        mention.type == "place"
        and mention.text.lower() in words("sorts_of_place")
        and _is_british(scope)
    )


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


@lru_cache(maxsize=4)
def _is_british(scope: Scope) -> bool:
    return is_british(scope.texts)


def is_unnamed(mention: Mention, scope: Scope) -> bool:
    """A kind of body with general words only (`is_generic`).

    In texts that are not about the United Kingdom the model's word is taken: "the League" of a text
    has a name there.
    """
    return (mention.rule != MODEL.name or _is_british(scope)) and is_generic(mention, scope)


def only_headed(mention: Mention, scope: Scope) -> bool:
    """Only its head word speaks for it, in a text that is not about the United Kingdom: "Great
    Service", "Oval Office".

    British policy papers name bodies that no model has seen; in other texts the rule is wrong more
    often than right where the model sees no organisation (2 of 9 on the development sets). A body
    called after a person ("Ellen Marsh Trust") says itself what it is.
    """
    if mention.rule != WHOLE_NAME.name or _is_british(scope):
        return False
    seen = sharing(scope.guesses[mention.block], mention.start, mention.end)
    if people_beside(scope, mention.block):  # a row of people and their bodies
        return False
    called_after = any(
        g.label == "PERSON" and g.start == mention.start and g.end < mention.end for g in seen
    )
    return not called_after and not any(g.label == "ORG" for g in seen)


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
    return mention.type == "organisation" and stands_elsewhere(scope, mention.text)


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
    """Goes over the border of a cell: what stands side by side in a table is no name, since each
    cell says its own.
    """
    return not {"\n", "\t"}.isdisjoint(mention.text) and scope.blocks[mention.block].kind == "table"


_BODIES: Final = frozenset(
    {"charity", "company", "council", "partnership", "party", "police", "university"}
)


def of_its_type(mention: Mention, scope: Scope) -> Mention:
    """What the model finds, with the type that its name says.

    An organisation called like an area is the area ("Humberside draws on ..."), in British texts
    a place called "Council" or "Trust" the body. Wrong for the building of a body ("met at Essex
    Police").
    """
    if (
        mention.rule == MODEL.name
        and mention.type == "organisation"
        and gazetteer.is_area(mention.text)
    ):
        return mention._replace(type="place")
    kind = kind_of_name(mention.text)
    if (
        mention.rule == MODEL.name
        and mention.type == "place"
        and kind in _BODIES
        and " " in mention.text
        and _is_british(scope)
    ):
        return mention._replace(type="organisation", kind=kind)
    return mention
