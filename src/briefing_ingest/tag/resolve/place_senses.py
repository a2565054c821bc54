"""Which place each mention of a work means: the country of the work, what follows the name, and
what is beside it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from briefing_ingest.model import Identifier, Mention, Work
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.gazetteer import Sense
from briefing_ingest.tag.knowledge.maintainers_list import OwnName
from briefing_ingest.tag.knowledge.meaning import (
    Cue,
    capital,
    inside,
    is_around,
    reasoned_sense,
    sense_of,
)
from briefing_ingest.tag.knowledge.shapes import is_british
from briefing_ingest.tag.rulebook import ROLE_PLACE

_NAME: Final = r"(?:(?:[A-Z]\.){2,}|[A-Z][\w'’-]*)"
_AROUND: Final = re.compile(
    rf"(?:,\s(?:in\s)?|\sin\s|\s\()(?:the\s)?({_NAME}(?: (?:of |and |the )*{_NAME})*)"
    r"(?=[,;:)]|\.(?:\s|$)|\n|$|\s[a-z])"
)
_CITY_OF: Final = re.compile(r"\b[Cc]ity of $")
_LEAST: Final = 2
"""Mentions of a foreign country before a work is about it."""


class Hint(NamedTuple):
    """The country, state or county that a place lies in, and how the text says so; both "" for a
    bare name.
    """

    area: str = ""
    how: str = ""


_BARE: Final = Hint()


def plain_place(name: str) -> str:
    """A place name as the gazetteer writes it: plain hyphens and apostrophes, "and" for "&".

    >>> plain_place("Devon & Cornwall"), plain_place("Dyfed‑Powys"), plain_place("King’s Lynn")
    ('Devon and Cornwall', 'Dyfed-Powys', "King's Lynn")
    """
    return name.replace("‑", "-").replace(" & ", " and ").replace("’", "'")


def home(work: Work, found: Sequence[Mention]) -> str:
    """ISO code of the country that ``work`` is about: "GB", another that it names often, or ""
    where it does not say.

    Where no word tells, British counties, nations and police forces do, two of them at least.
    """
    if is_british([block.text for block in work.blocks + work.notes]):
        return "GB"
    abroad = Counter(filter(None, map(_foreign, found)))
    if not abroad:
        british = {mention.text for mention in found if _is_british_area(mention)}
        return "GB" if len(british) >= _LEAST else ""
    code, times = min(abroad.items(), key=lambda item: (-item[1], item[0]))
    return code if times >= _LEAST and 2 * times > abroad.total() else ""


def _foreign(mention: Mention) -> str:
    if mention.type != "place":
        return ""
    tables = (gazetteer.countries(), gazetteer.states(), gazetteer.provinces())
    found = {
        sense.country
        for sense in (table.get(plain_place(mention.text)) for table in tables)
        if sense
    }
    return min(found) if len(found) == 1 else ""


def _is_british_area(mention: Mention) -> bool:
    if mention.type == "place":
        return plain_place(mention.text) in gazetteer.uk_areas() or mention.kind == "police area"
    return mention.kind == "police force"


# --- senses ---------------------------------------------------------------------------------------


def place_senses(
    works: Sequence[Work], mentions: Sequence[Sequence[Mention]], own: Sequence[OwnName] = ()
) -> tuple[dict[Mention, Sense], ...]:
    """For each work, the sense of each of its place mentions.

    Where a work speaks of a place as a police area once, it means that everywhere. A county that
    has no identifier of its own ("Sussex") is the police area of that name if any work speaks of
    it.
    """
    listed = _senses_by_name(own)
    senses = [_senses_in(work, found, listed) for work, found in zip(works, mentions, strict=True)]
    every = (sense for found in senses for sense in found.values())
    police_areas = {sense.name: sense for sense in every if sense.kind == "police area"}
    return tuple(
        {mention: _or_police_area(sense, police_areas) for mention, sense in found.items()}
        for found in senses
    )


def _senses_by_name(own: Sequence[OwnName]) -> dict[str, Sense]:
    """The senses of the places that the maintainer lists, by all their names."""
    places = [row for row in own if row.type == "place"]
    return {plain_place(name): own_sense(row) for row in places for name in row.names}


def _or_police_area(sense: Sense, police_areas: Mapping[str, Sense]) -> Sense:
    """The police area of the same name for a county without an identifier, else ``sense``."""
    is_bare_county = sense.kind == "county" and not sense.identifiers
    return police_areas.get(sense.name, sense) if is_bare_county else sense


def _senses_in(
    work: Work, found: Sequence[Mention], listed: Mapping[str, Sense]
) -> dict[Mention, Sense]:
    country = home(work, found)
    kinds = {
        plain_place(m.text): m.kind
        for m in found
        if m.rule == ROLE_PLACE.name and m.kind == "police area"
    }
    senses = {}
    for mention, hint in hints(work, found, country).items():
        name = plain_place(mention.text)
        kind = (
            "city" if _is_called_city(work, mention) else "" if hint.area else kinds.get(name, "")
        )
        cue = Cue(country == "GB", kind, hint.area, hint.how)
        known = listed.get(name) or reasoned_sense(name, cue)
        senses[mention] = known or _unknown(name, cue)
    return senses


def _unknown(name: str, cue: Cue) -> Sense:
    """What a name means that no table knows in its place: a capital, if no area stands beside
    it.
    """
    fallback = None if cue.area else capital(name)
    return fallback or Sense(name, "", "")


def _is_called_city(work: Work, mention: Mention) -> bool:
    text = (work.blocks + work.notes)[mention.block].text
    return bool(_CITY_OF.search(text, max(0, mention.start - len(" city of ")), mention.start))


def own_sense(row: OwnName) -> Sense:
    """The sense of a place that the maintainer lists."""
    return Sense(row.names[0], row.kind or "place", "", own_identifiers(row), row.coordinates)


def own_identifiers(row: OwnName) -> tuple[Identifier, ...]:
    """What the maintainer says it is, with that as the reason."""
    return tuple(
        Identifier(uri, f"the maintainer's own gazetteer says so of {row.id}")
        for uri in row.same_as
    )


# --- hints ----------------------------------------------------------------------------------------


def hints(work: Work, found: Sequence[Mention], country: str) -> dict[Mention, Hint]:
    """For each place of ``work`` (``found`` in text order) the country, state or county that the
    text says it is in.

    ``country`` is the one that the work is about (`home`). "Perth, Australia" says it; a bare
    "Perth" behind it in the same block is the same, in other blocks only if the work has not used
    the bare name before it. What has no meaning yet takes the one it has in an area that the same
    paragraph names, or in the foreign country that the work is about, if no other place called so
    compares with it.
    """
    places = [mention for mention in found if mention.type == "place"]
    meant = _hints_that_follow(work, places)
    cue = Cue(british=country == "GB")
    beside = _areas_beside(places, cue)
    police = {plain_place(mention.text) for mention in places if mention.kind == "police area"}
    for mention, hint in meant.items():
        name = plain_place(mention.text)
        is_meant = hint.area or name in police or sense_of(name, cue) is not None
        if not is_meant:
            meant[mention] = _beside(name, beside[mention.block]) or _of_country(name, country)
    return meant


def _hints_that_follow(work: Work, places: Sequence[Mention]) -> dict[Mention, Hint]:
    """For each of ``places`` the area behind its name, there or at an earlier use that counts."""
    meant: dict[Mention, Hint] = {}
    usual: dict[str, Hint] = {}
    last: dict[str, tuple[int, Hint]] = {}
    for mention in places:
        name = plain_place(mention.text)
        if area := _area_after(work, mention):
            last[name] = (mention.block, Hint(area, "follows the name"))
        known = last.get(name)
        meant[mention] = known[1] if known and known[0] == mention.block else usual.get(name, _BARE)
        usual.setdefault(name, meant[mention])
    return meant


def _area_after(work: Work, mention: Mention) -> str:
    """The country, state or county in "Paris, France", "Durham, NC": evidence which Paris is
    meant.
    """
    text = (work.blocks + work.notes)[mention.block].text
    match = _AROUND.match(text, mention.end)
    name = plain_place(mention.text)
    if not match or not (name in gazetteer.cities() or name in gazetteer.towns()):
        return ""
    return match[1] if is_around(match[1]) and (inside(name, match[1]) or _is_town(name)) else ""


def _is_town(name: str) -> bool:
    """True if at home ``name`` is a town or nothing: then an area behind it where no such town lies
    denies that.
    """
    bare = sense_of(name, Cue(british=True))
    return bare is None or bare.kind == "city"


def _areas_beside(places: Iterable[Mention], cue: Cue) -> Mapping[int, list[str]]:
    """The countries, states and counties that each block names, in text order."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for mention in places:
        sense = sense_of(plain_place(mention.text), cue)
        if sense and sense.kind != "city" and is_around(mention.text):
            found[mention.block].append(mention.text)
    return found


def _beside(name: str, areas: Sequence[str]) -> Hint | None:
    """The one place called ``name`` in an area that is named beside it; that Britain is named there
    tells nothing of a capital abroad, but a county does.
    """
    if gazetteer.capital_abroad(name):
        areas = [
            area
            for area in areas
            if area in gazetteer.centres() or area not in gazetteer.uk_areas()
        ]
    found = {
        sense: area for area in reversed(areas) if area != name and (sense := inside(name, area))
    }
    return (
        Hint(next(iter(found.values())), "is named in the same paragraph")
        if len(found) == 1
        else None
    )


def _of_country(name: str, code: str) -> Hint:
    """The foreign country that the work is about, if the one place called ``name`` that stands out
    lies there.
    """
    largest = gazetteer.cities().outstanding(name)
    if not code or code == "GB" or not largest or largest.country != code:
        return _BARE
    country = next(
        (known for known, sense in gazetteer.countries().items() if sense.country == code), ""
    )
    return Hint(country, "is what the work is about")
