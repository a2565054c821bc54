"""What a place name means, and on what evidence. In doubt it means nothing.

A bare name in a British text is a place in the United Kingdom; a bigger namesake abroad needs the
name of the country, state or county that it lies in: behind it, in its paragraph, or as what the
whole work is about. A capital abroad that stands out needs none ("Washington", "Paris").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import cos, hypot, radians
from typing import Final, NamedTuple

from briefing_ingest.model import Identifier
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.gazetteer import Sense

_REACH: Final = 80.0
"""Kilometres from the middle of a county to its farthest town, about: North Yorkshire's Whitby is
65 away."""

# What British texts call a town, and how GeoNames writes it. Bare "Newcastle" is never the one
# under Lyme.
_KNOWN_AS: Final = {
    "Hull": "Kingston upon Hull",
    "Londonderry": "Derry",
    "Newcastle": "Newcastle upon Tyne",
    "Southend": "Southend-on-Sea",
    "Stoke": "Stoke-on-Trent",
}


_BOROUGH_OF: Final = re.compile(r"(?:(?:London|Royal|Metropolitan) )+Borough of (.+)")


class Cue(NamedTuple):
    """What a text says about which place a name means.

    Attributes:
        british: the text is about the United Kingdom, so a bare name is a place there if one there
            has it, and never a bigger namesake abroad.
        kind: "police area" or "city" where the text says so.
        area: the country, state or county (as the text names it) that the place lies in.
        how: what the text does with the area: "follows the name".
    """

    british: bool
    kind: str = ""
    area: str = ""
    how: str = "follows the name"


def reasoned_sense(name: str, cue: Cue) -> Sense | None:
    """`sense_of` with the evidence of the text added to the reason of every identifier."""
    sense = sense_of(name, cue)
    if sense is None:
        return None
    why = _evidence(sense, cue, gazetteer.senses(name))
    return sense._replace(
        identifiers=tuple(Identifier(i.uri, f"{i.reason}; {why}") for i in sense.identifiers)
    )


def _evidence(sense: Sense, cue: Cue, namesakes: Sequence[Sense]) -> str:
    if cue.kind == sense.kind == "police area":
        return "the work speaks of it as a police area"
    if cue.kind == sense.kind == "city":
        return "the text calls it a city"
    if cue.area:
        return f"“{cue.area}” {cue.how}"
    if len(namesakes) < 2:
        return "no other place of this name is listed"
    if sense.country != "GB" or not cue.british:
        return "it is the best known"
    alike = sum(other.country == "GB" and other.kind == sense.kind for other in namesakes)
    largest = ", where no other place of this name has as many people" if alike > 1 else ""
    return f"the work is about the United Kingdom{largest}"


def sense_of(name: str, cue: Cue) -> Sense | None:
    """What the place ``name`` (plain hyphens, "and") means; None where that is in doubt."""
    if cue.kind == "police area" and name in gazetteer.police_areas():
        return gazetteer.police_areas()[name]
    if cue.area:
        return inside(name, cue.area)
    area = None if cue.kind == "city" else gazetteer.uk_areas().get(name)
    if area and (cue.british or area.kind in {"country", "nation", "island"}):
        return area
    return _at_home(name) if cue.british else _abroad(name)


def _at_home(name: str) -> Sense | None:
    """What a British text means by ``name``: a town of more than 15,000 people, a police area, a
    district, a town.
    """
    if gazetteer.capital_abroad(name):
        return None
    if _BOROUGH_OF.match(name):
        return _borough(name)
    known = gazetteer_name(name)
    listed = [city for city in gazetteer.cities().get(known, ()) if city.country == "GB"]
    if listed:
        return _only(listed) or gazetteer.police_areas().get(name)
    if local := _police_area_or_district(name) or _abroad(name):
        return local
    if name in gazetteer.cities():
        return None
    return _only(gazetteer.towns().get(name, ())) or gazetteer.authorities().get(name)


def _police_area_or_district(name: str) -> Sense | None:
    return gazetteer.police_areas().get(name) or gazetteer.districts().get(name)


def _borough(name: str) -> Sense | None:
    """The borough that "London Borough of X" names."""
    named = _BOROUGH_OF.match(name)
    if not named:
        return None
    return gazetteer.districts().get(named[1]) or gazetteer.authorities().get(named[1])


def capital(name: str) -> Sense | None:
    """The capital of another country called ``name``, which a text means that says nothing else."""
    sense = gazetteer.capital_abroad(name)
    if sense is None:
        return None
    why = "a capital, which is meant where the text says nothing else"
    return sense._replace(
        identifiers=tuple(Identifier(i.uri, f"{i.reason}; {why}") for i in sense.identifiers)
    )


def gazetteer_name(name: str) -> str:
    """How GeoNames writes the British town ``name``: with a space for a hyphen, without "City", or
    in full.

    >>> gazetteer_name("Barrow-in-Furness"), gazetteer_name("Hull"), gazetteer_name("Leeds")
    ('Barrow in Furness', 'Kingston upon Hull', 'Leeds')
    """
    forms = (
        name,
        name.replace("-", " "),
        name.removesuffix(" City"),
        name.removeprefix("City of "),
    )
    for form in () if name in gazetteer.police_areas() else forms:
        if form in gazetteer.cities() and form not in _KNOWN_AS:
            return form
    return _KNOWN_AS.get(name, name)


def _abroad(name: str) -> Sense | None:
    """The country, state or province called ``name``; None for Georgia, which is two, and Ontario,
    also a city.
    """
    lettered = gazetteer.by_letters().get(name, ()) if len(name) > 2 else ()
    province = (
        None if name in gazetteer.cities() else gazetteer.provinces().get(name) or _only(lettered)
    )
    found = [
        sense
        for sense in (gazetteer.countries().get(name), gazetteer.states().get(name), province)
        if sense
    ]
    return _only(found)


def areas(name: str) -> tuple[Sense, ...]:
    """Everything called ``name`` that a town may be said to lie in, counties aside: "NC", "Wales",
    "Georgia", "UK".
    """
    home = gazetteer.uk_areas().get(name) or gazetteer.districts().get(name)
    if home and home.kind not in {"country", "nation"}:
        home = Sense(name, home.kind, "GB")
    tables = (gazetteer.countries(), gazetteer.states(), gazetteer.provinces())
    found = (home, *(table.get(name) for table in tables), *gazetteer.by_letters().get(name, ()))
    return tuple(sense for sense in found if sense)


def is_around(name: str) -> bool:
    """True if a town may be said to lie in ``name``: a country, state, county or London."""
    return name in gazetteer.centres() or bool(areas(name))


def inside(name: str, area: str) -> Sense | None:
    """The one town ``name`` of the country, state or county ``area``; None if there are several or
    none.

    Of several the one that stands out (`gazetteer.Cities.outstanding`). Of British towns those of
    more than 15,000 people come first; in a county the nearest to its middle counts.
    """
    listed, small = gazetteer.cities().get(name, ()), gazetteer.towns().get(name, ())
    if centre := gazetteer.centres().get(area):
        return _nearest((*(city for city in listed if city.country == "GB"), *small), centre)
    within = _towns_in(area, listed)
    known = gazetteer.cities().outstanding(name)
    if len(within) > 1 and known in within:
        return known
    return _only(within or _towns_in(area, small))


def _towns_in(area: str, towns: Sequence[Sense]) -> list[Sense]:
    return [town for town in towns if _lies_in(town, area)]


def _lies_in(town: Sense, area: str) -> bool:
    return any(
        town.country == sense.country and sense.region in {"", town.region} for sense in areas(area)
    )


def _nearest(towns: Sequence[Sense], centre: tuple[int, int]) -> Sense | None:
    near = [(_kilometres(town.coordinates, centre), town) for town in towns if town.coordinates]
    return min(((far, town) for far, town in near if far <= _REACH), default=(0.0, None))[1]


def _kilometres(one: tuple[int, int], other: tuple[int, int]) -> float:
    """About: a degree of latitude has 111 kilometres."""
    north, east = (one[0] - other[0]) / 1e6, (one[1] - other[1]) / 1e6
    return 111 * hypot(north, east * cos(radians(other[0] / 1e6)))


def _only(senses: Sequence[Sense]) -> Sense | None:
    return senses[0] if len(senses) == 1 else None
