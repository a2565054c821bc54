"""From mentions of all works to entities: one for all names of a thing, homonyms apart.

An organisation's names are one if they differ in typography, "and" or "&" only; if one is the other's acronym, by
definition in a work or by its initials; or if one is the other without its head words ("St Giles", "St Giles Trust").
A place's names are one if the gazetteer gives them the same sense. A place and an organisation are never one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from briefing_ingest.model import Entity, Identifier, Imprint, Mention, Tagged, Work
from briefing_ingest.tag import gazetteer
from briefing_ingest.tag.acronyms import initials
from briefing_ingest.tag.gazetteer import Sense
from briefing_ingest.tag.ids import with_ids
from briefing_ingest.tag.link import Sites, register_links, sites_of, web_links
from briefing_ingest.tag.own import OwnName
from briefing_ingest.tag.vocabulary import head_kinds
from briefing_ingest.tag.where import own_identifiers, own_sense, place_senses
from briefing_ingest.text import fold

_BRACKET: Final = " ("


class Found(NamedTuple):
    """A mention and the work (by index) it stands in."""

    work: int
    mention: Mention


Groups = Mapping[str, Sequence[Found]]


def resolve(works: Sequence[Work], mentions: Sequence[Sequence[Mention]], own: Sequence[OwnName] = ()) -> Tagged:
    """The entities that ``mentions`` (one sequence a work) name, by id, and which entity each mention names.

    Publishers are the entities of each work's imprints, in their order. What bears a name of ``own`` is what the
    maintainer says it is, and keeps the maintainer's id.
    """
    organisations = with_own(organisation_keys(works, mentions), own)
    places = place_senses(works, mentions, own)
    keys = [
        [_organisation(organisations, n, m) if m.type == "organisation" else _place_key(places[n][m]) for m in found]
        for n, found in enumerate(mentions)
    ]
    groups: defaultdict[str, list[Found]] = defaultdict(list)
    for number, found in enumerate(mentions):
        for mention, key in zip(found, keys[number], strict=True):
            groups[key].append(Found(number, mention))
    imprints = _imprints(works, organisations)
    by_key = {_place_key(sense): sense for found in reversed(places) for sense in reversed(found.values())}
    entities = with_ids(with_own_facts(_entities(works, groups, imprints, by_key), own), by_key)
    ids = {key: entity.id for key, entity in entities}
    return Tagged(
        entities=tuple(sorted((entity for _, entity in entities), key=lambda entity: entity.id)),
        mentions=tuple(
            tuple((mention, ids[key]) for mention, key in zip(found, keys[number], strict=True))
            for number, found in enumerate(mentions)
        ),
        publishers=tuple(
            tuple(dict.fromkeys(ids[organisations[n, name_key(i.name)]] for i in work.imprints))
            for n, work in enumerate(works)
        ),
    )


# --- organisations ------------------------------------------------------------------------------------------------


def name_key(name: str) -> str:
    """What two spellings of a name share: folded words without a leading "the" and without "and".

    >>> name_key("The St. Giles Trust") == name_key("St Giles Trust"), name_key("Street & Arrow")
    (True, 'street arrow')
    """
    parts = fold(name).split()
    return " ".join(part for at, part in enumerate(parts) if part != "and" and (at or part != "the" or len(parts) == 1))


def organisation_keys(works: Sequence[Work], mentions: Sequence[Sequence[Mention]]) -> dict[tuple[int, str], str]:
    """For each name in each work, (work, name key), the key of its organisation."""
    names = [_names_in(work, found) for work, found in zip(works, mentions, strict=True)]
    defined = [_defined(work, found) for work, found in zip(works, mentions, strict=True)]
    everywhere = _agreed(defined)
    keys: dict[tuple[int, str], str] = {}
    for number, known in enumerate(names):
        for key, name in known.items():
            long = defined[number].get(key) or _longer(name, known) or everywhere.get(key)
            keys[number, key] = f"organisation {_official(long or key, name)}"
    return keys


def with_own(keys: Mapping[tuple[int, str], str], own: Sequence[OwnName]) -> dict[tuple[int, str], str]:
    """``keys`` in which every name of a row of ``own`` has the key of that row."""
    rows = {name_key(name): _own_key(row) for row in own if row.type == "organisation" for name in row.names}
    return {at: rows.get(at[1]) or rows.get(key.removeprefix("organisation ")) or key for at, key in keys.items()}


def _own_key(row: OwnName) -> str:
    return f"organisation {name_key(row.names[0])}"


def _names_in(work: Work, found: Iterable[Mention]) -> dict[str, str]:
    names = [mention.text for mention in found if mention.type == "organisation"]
    names += [imprint.name for imprint in work.imprints]
    return {name_key(name): name for name in sorted(names)}


def _defined(work: Work, found: Sequence[Mention]) -> dict[str, str]:
    """Short key to long key for every "Long Form (LF)" whose both parts are mentions."""
    blocks = work.blocks + work.notes
    pairs: dict[str, str] = {}
    for long, short in pairwise(found):
        between = blocks[long.block].text[long.end : short.start]
        if long.block == short.block and between == _BRACKET and long.type == short.type == "organisation":
            pairs.setdefault(name_key(short.text), name_key(long.text))
    return pairs


def _agreed(defined: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Acronyms all works that define them define alike."""
    longs: defaultdict[str, set[str]] = defaultdict(set)
    for pairs in defined:
        for short, long in pairs.items():
            longs[short].add(long)
    return {short: min(found) for short, found in longs.items() if len(found) == 1}


def _longer(name: str, known: Mapping[str, str]) -> str:
    """The key of the one organisation of the same work whose short name this is; "" if none or several."""
    key = name_key(name)
    if name.isupper() and " " not in name:
        found = {long for long, full in known.items() if " " in full and name in initials(full)}
    else:
        found = {long for long in known if long.startswith(f"{key} ") and _only_heads(long[len(key) :])}
    return min(found) if len(found) == 1 else ""


def _only_heads(rest: str) -> bool:
    return all(word in head_kinds() for word in rest.split())


def _official(key: str, name: str) -> str:
    """The key of the full name of a public body known by another name or acronym."""
    body = gazetteer.public_bodies().get(name)
    return name_key(body.name) if body else key


def _organisation(keys: Mapping[tuple[int, str], str], work: int, mention: Mention) -> str:
    return keys[work, name_key(mention.text)]


def _place_key(sense: Sense) -> str:
    point = f", {sense.coordinates}" if sense.coordinates else ""
    return f"place {sense.name} ({sense.kind}, {sense.region or sense.country}{point})"


# --- entities -----------------------------------------------------------------------------------------------------


def _imprints(works: Sequence[Work], keys: Mapping[tuple[int, str], str]) -> dict[str, list[Imprint]]:
    found: defaultdict[str, list[Imprint]] = defaultdict(list)
    for number, work in enumerate(works):
        for imprint in work.imprints:
            found[keys[number, name_key(imprint.name)]].append(imprint)
    return dict(found)


def _entities(
    works: Sequence[Work],
    groups: Groups,
    imprints: Mapping[str, Sequence[Imprint]],
    senses: Mapping[str, Sense],
) -> list[tuple[str, Entity]]:
    """Every entity with its key, ids still to be given."""
    entities = []
    sites = [sites_of(work) for work in works]
    for key in sorted({*groups, *imprints}):
        found = groups.get(key, ())
        if key.startswith("place "):
            entities.append((key, _place_entity(senses[key], found)))
        else:
            entities.append((key, _organisation_entity(sites, found, imprints.get(key, ()))))
    return entities


def with_own_facts(entities: Sequence[tuple[str, Entity]], own: Sequence[OwnName]) -> list[tuple[str, Entity]]:
    """``entities``, those of ``own`` with the id, name, kind and identifiers that the maintainer states."""
    rows = {_own_key(row): row for row in own if row.type == "organisation"}
    rows |= {_place_key(own_sense(row)): row for row in own if row.type == "place"}
    return [(key, _as_stated(entity, rows[key]) if key in rows else entity) for key, entity in entities]


def _as_stated(entity: Entity, row: OwnName) -> Entity:
    aliases = tuple(sorted({entity.name, *entity.aliases} - {row.names[0]}))
    same_as = _distinct([*own_identifiers(row), *entity.same_as])
    return replace(entity, id=row.id, name=row.names[0], kind=row.kind or entity.kind, aliases=aliases, same_as=same_as)


def _place_entity(sense: Sense, found: Sequence[Found]) -> Entity:
    names = sorted({f.mention.text for f in found} - {sense.name})
    kind = sense.kind or found[0].mention.kind
    return Entity("", "place", kind, sense.name, tuple(names), sense.identifiers, coordinates=sense.coordinates)


def _organisation_entity(sites: Sequence[Sites], found: Sequence[Found], imprints: Sequence[Imprint]) -> Entity:
    spellings = Counter([f.mention.text for f in found] + [imprint.name for imprint in imprints])
    name = imprints[0].name if imprints else fullest(spellings)
    names = sorted(spellings)
    registered = [link for imprint in imprints for link in register_links(imprint)]
    here = {number: [f.mention for f in found if f.work == number] for number in sorted({f.work for f in found})}
    linked = [link for number, mentions in here.items() for link in web_links(sites[number], names, mentions)]
    body = gazetteer.public_bodies().get(name)
    official = body.identifiers if body else ()
    address = next((imprint.address for imprint in imprints if imprint.address), "")
    charity = "charity" if any(imprint.charity for imprint in imprints) else ""
    kind = charity or _commonest([f.mention.kind for f in found if f.mention.kind])
    aliases = tuple(alias for alias in names if alias != name)
    return Entity("", "organisation", kind, name, aliases, _distinct([*registered, *official, *linked]), address)


def fullest(spellings: Mapping[str, int]) -> str:
    """The name of an organisation among its ``spellings``: the official one, else the commonest of the longest form.

    >>> fullest({"CJA": 5, "Criminal Justice Alliance": 2}), fullest({"St. Giles Trust": 1, "St Giles Trust": 2})
    ('Criminal Justice Alliance', 'St Giles Trust')
    """
    official = [body.name for body in map(gazetteer.public_bodies().get, sorted(spellings)) if body]
    if official:
        return official[0]
    return min(spellings, key=lambda name: (-len(name_key(name)), -spellings[name], len(name), name))


def _commonest(kinds: Sequence[str]) -> str:
    counts = Counter(kinds)
    return min(counts, key=lambda kind: (-counts[kind], kind)) if counts else ""


def _distinct(links: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """One a URI, the first reason kept."""
    found: dict[str, Identifier] = {}
    for link in links:
        found.setdefault(link.uri, link)
    return tuple(found.values())
