"""Names of organisations: what two spellings of one share, and whose a body is that every state
has.

An organisation's key and id are made of its canonical name, so neither depends on which spelling a
text happens to use.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from briefing_ingest.model import Identifier
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.gazetteer import Body, Sense
from briefing_ingest.tag.knowledge.meaning import Cue, sense_of
from briefing_ingest.text import fold

_LEGAL: Final = re.compile(r",?\s(?:Ltd\.?|Limited|[Pp]lc|PLC|LLP|C\.?I\.?C\.?|Inc\.?)$")
_PCC: Final = r"(?:PF?CC|Police(?:, Fire|,? Fire and Rescue)? and Crime Commissioner)"
_OFFICES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"Office of the {_PCC} (?:for|of|in) (?:the )?(?P<area>.+)",
        rf"Office of the (?P<area>.+?) {_PCC}",
        rf"(?P<area>.+?)(?:'s)? (?:Office of the {_PCC}|OPF?CC|{_PCC}'s Office)",
        r"OPF?CC (?:for |of |in )?(?:the )?(?P<area>.+)",
    )
)
_TIERS: Final = r"(?:(?:London|Royal|Metropolitan|City|Borough|District|Unitary) )*"
_COUNCILS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<area>.+?) {_TIERS}Council",
        rf"(?:{_TIERS}|County Borough )of (?P<area>.+?) {_TIERS}Council",
        r"(?:London|Royal|Metropolitan) Borough of (?P<area>.+)",
    )
)
_COUNTY: Final = re.compile(r"(?P<area>.+?) County Council")
# Other bodies of one area: nothing is made the same by these, they only tell whom a body serves.
_SERVES: Final = re.compile(
    r"(?:NHS )?(?P<area>.+?) (?:Combined (?:County )?Authority"
    r"|(?:County )?Fire and Rescue (?:Service|Authority)"
    r"|Fire Brigade|Police and Crime Panel|Integrated Care (?:Board|System|Partnership)|ICB"
    r"|Clinical Commissioning Group|CCG|NHS (?:Foundation )?Trust|Health Board"
    r"|Community Safety Partnership"
    r"|Violence Reduction (?:Unit|Partnership))"
)
_OWN: Final = re.compile(
    r"(US|U\.S\.|USA|United States|UK|U\.K\.|United Kingdom|British) (?=[A-Z])"
)
_BRITISH: Final = frozenset({"UK", "U.K.", "United Kingdom", "British"})
_STATE: Final = re.compile(
    r"(?:department|ministry) (?:of|for) |(?:supreme|high|constitutional) court|court of |house of "
    r"|cabinet|congress"
    r"|senate|parliament|(?:federal |national )?government$|treasury|prison service"
    r"|attorney general"
)


def canonical(name: str, *, british: bool) -> str:
    """``name`` as every spelling of it has it; in British texts public bodies, councils and
    commissioners' offices too.

    >>> (canonical("The Marsh & Wood Ltd.", british=False),
    ...  canonical("St. Giles's Trust", british=False))
    ('Marsh and Wood', "St Giles' Trust")
    >>> (canonical("HM Prison & Probation Service", british=True),
    ...  canonical("London Borough of Camden", british=True))
    ('HM Prison and Probation Service', 'Camden Council')
    >>> canonical("Kent OPCC", british=True)
    'Office of the Police and Crime Commissioner for Kent'
    """
    plain = _without_typography(name)
    if not british:
        return plain
    body = _bodies().get(name_key(plain))
    return body.name if body else _office(plain) or _council(plain)


def _without_typography(name: str) -> str:
    """``name`` without what only typography, an article or its legal form adds."""
    name = re.sub(r"\s", " ", name.replace("’", "'").replace("‑", "-").replace(" & ", " and "))
    name = re.sub(r"^(?:The|the) (?=\S)", "", name)
    name = re.sub(r"^H(?:er|is) Majesty's\b", "HM", name)
    name = re.sub(r"\b(St|Dept)\. ", r"\1 ", name).replace("Dept ", "Department ")
    return _LEGAL.sub("", re.sub(r"s's\b", "s'", name)) or name


def name_key(name: str) -> str:
    """What two spellings of a name share: folded words without a leading "the" and without "and",
    "UK" for the country's full name at the beginning.

    >>> name_key("The St. Giles Trust") == name_key("St Giles Trust"), name_key("Street & Arrow")
    (True, 'street arrow')
    """
    parts = fold(name).split()
    if parts[:2] == ["united", "kingdom"] and len(parts) > 2:
        parts = ["uk", *parts[2:]]
    return " ".join(
        part
        for at, part in enumerate(parts)
        if part != "and" and (at or part != "the" or len(parts) == 1)
    )


def _office(name: str) -> str:
    """The office of a police and crime commissioner, however it is called; "" if it is none."""
    for pattern in _OFFICES:
        match = pattern.fullmatch(name)
        if match and match["area"] in gazetteer.police_areas():
            return f"Office of the Police and Crime Commissioner for {match['area']}"
    return ""


def _council(name: str) -> str:
    """The council of a British place without its rank, which texts leave out; county councils keep
    theirs.

    A county and its city have a council each ("Derby City Council", "Derbyshire County Council").
    """
    for pattern in _COUNCILS:
        match = pattern.fullmatch(name)
        if match and _is_local(match["area"]):
            return f"{match['area']} Council"
    return name


def _is_local(area: str) -> bool:
    known = (gazetteer.towns(), gazetteer.authorities())
    return gazetteer.is_place(area) or any(area in table for table in known)


@cache
def _bodies() -> dict[str, Body]:
    return {
        name_key(_without_typography(name)): body
        for name, body in gazetteer.public_bodies().items()
    }


def body_of(name: str) -> Body | None:
    """The British public body called ``name`` in any spelling, "UK" before it or not."""
    found = _bodies().get(name_key(_without_typography(name)))
    match = None if found else _OWN.match(name)
    return (
        _bodies().get(name_key(_without_typography(name[match.end() :])))
        if match and match[1] in _BRITISH
        else found
    )


def registered(name: str) -> tuple[Identifier, ...]:
    """What registers of the United Kingdom have for the council or government body ``name``; the
    name alone says so little that the text must be about the United Kingdom.

    >>> registered("Braintree Council") == registered("Braintree District Council")
    True
    >>> registered("Braintree Trust for Owls")
    ()
    """
    return _registered().get(name_key(canonical(name, british=True)), ())


@cache
def _registered() -> dict[str, tuple[Identifier, ...]]:
    """By the key of each canonical name; where two bodies share one, neither is linked."""
    found: dict[str, tuple[Identifier, ...]] = {}
    for name, links in (*gazetteer.councils().items(), *gazetteer.government_pages().items()):
        key = name_key(canonical(name, british=True))
        found[key] = () if found.get(key, links) != links else links
    return found


# --- whose ----------------------------------------------------------------------------------------


def owner_in(name: str) -> tuple[str, str]:
    """The country that ``name`` begins with, as an ISO code, and the rest, for bodies that every
    state has.

    >>> owner_in("US Department of Justice"), owner_in("UK Home Office"), owner_in("US Steel")
    (('US', 'Department of Justice'), ('GB', 'Home Office'), ('', 'US Steel'))
    """
    match = _OWN.match(name)
    rest = name[match.end() :] if match else ""
    if not match or not (body_of(rest) or (is_of_state(rest) and match[1] not in _BRITISH)):
        return "", name
    return ("GB" if match[1] in _BRITISH else "US"), rest


def is_of_state(name: str) -> bool:
    """True for a name that bodies of many states bear, so that the country belongs to it."""
    key = name_key(_without_typography(name))
    return bool(_STATE.match(key)) or key in _bodies()


def kind_of(name: str) -> str:
    """The kind of bodies whose head word would mislead: an NHS trust is no charity, a
    commissioner's office no firm.

    >>> (kind_of("Leeds Teaching Hospitals NHS Trust"), kind_of("Kent OPCC"),
    ...  kind_of("Ellen Marsh Trust"))
    ('health body', 'public body', '')
    """
    if re.search(
        r"\bNHS\b|\bIntegrated Care (?:Board|System)$|\bClinical Commissioning Group$", name
    ):
        return "health body"
    return "public body" if _office(_without_typography(name)) else ""


def served(name: str) -> Sense | None:
    """The area of the United Kingdom that a council, force, fire service or health body called
    ``name`` serves.

    >>> (served("Leeds City Council").kind, served("Kent Police").kind,
    ...  served("Camden Trust for Owls"))
    ('metropolitan district', 'police area', None)
    """
    plain = canonical(name, british=True)
    if plain in gazetteer.areas_of_forces():
        return gazetteer.areas_of_forces()[plain]
    office = plain.removeprefix("Office of the Police and Crime Commissioner for ")
    if office != plain:
        return gazetteer.police_areas().get(office)
    match = (
        _COUNTY.fullmatch(plain)
        or re.fullmatch(r"(?P<area>.+?) Council", plain)
        or _SERVES.fullmatch(_without_typography(name))
    )
    return _area(match["area"]) if match else None


def _area(name: str) -> Sense | None:
    tables = (gazetteer.districts(), gazetteer.uk_areas(), gazetteer.police_areas())
    for table in (*tables, gazetteer.authorities()):
        if name in table:
            return table[name]
    town = sense_of(name, Cue(british=True))
    return town if town and town.country == "GB" else None
