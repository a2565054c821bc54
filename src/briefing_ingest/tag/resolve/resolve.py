"""From mentions of all works to entities: one for all names of a thing, homonyms apart.

`organisations` decides which names are one organisation, `place_senses` which place is meant. A
place and an organisation are never one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefing_ingest.model import Entity, Identifier, Imprint, Mention, Tagged, Work
from briefing_ingest.tag.find import serves
from briefing_ingest.tag.knowledge.canonical_names import body_of, kind_of, registered
from briefing_ingest.tag.knowledge.gazetteer import Body, Sense
from briefing_ingest.tag.knowledge.maintainers_list import OwnName, of_names
from briefing_ingest.tag.knowledge.web_hosts import host_of
from briefing_ingest.tag.read.publishers import with_publishers
from briefing_ingest.tag.resolve.acting_places import with_deed
from briefing_ingest.tag.resolve.identifiers import Sites, one_a_host, site_of, sites_of, web_links
from briefing_ingest.tag.resolve.ids import with_ids
from briefing_ingest.tag.resolve.organisations import (
    Bodies,
    abroad_of,
    body_country,
    fullest,
    organisation_keys,
    own_key,
)
from briefing_ingest.tag.resolve.place_senses import own_identifiers, own_sense, place_senses
from briefing_ingest.tag.resolve.registers import printed_numbers, register_links
from briefing_ingest.tag.rulebook import IMPRINT, OWN_NAME


class Found(NamedTuple):
    """A mention and the work (by index) it stands in."""

    work: int
    mention: Mention


Groups = Mapping[str, Sequence[Found]]


def resolve(
    works: Sequence[Work], mentions: Sequence[Sequence[Mention]], own: Sequence[OwnName] = ()
) -> Tagged:
    """The entities that ``mentions`` (one sequence a work) name, by id, and which entity each
    mention names.

    Publishers are the entities of each work's imprints that are a body's, in their order
    (`read/publishers.py`). What bears a name of ``own`` is what the maintainer says it is, and
    keeps the maintainer's id.
    """
    own = of_names(own)
    works = [
        with_publishers(work, _publishers(found), served=serves(work.language))
        for work, found in zip(works, mentions, strict=True)
    ]
    bodies = organisation_keys(works, mentions, own)
    places = place_senses(works, mentions, own)
    keyed = [
        [
            (mention, _key(number, works[number], mention, bodies, places[number]))
            for mention in found
        ]
        for number, found in enumerate(mentions)
    ]
    by_key = {
        _place_key(sense): sense for found in reversed(places) for sense in reversed(found.values())
    }
    printed = _printed_facts(works, mentions, bodies)
    made = _entities(works, _groups(keyed), printed, by_key, bodies.countries)
    entities = with_ids(with_own_facts(made, own), by_key)
    ids = {key: entity.id for key, entity in entities}
    return Tagged(
        entities=tuple(sorted((entity for _, entity in entities), key=lambda entity: entity.id)),
        mentions=tuple(
            tuple((with_deed(work, mention), ids[key]) for mention, key in found)
            for work, found in zip(works, keyed, strict=True)
        ),
        publishers=tuple(
            _publisher_ids(number, work, bodies, ids) for number, work in enumerate(works)
        ),
    )


def _key(
    number: int, work: Work, mention: Mention, bodies: Bodies, places: Mapping[Mention, Sense]
) -> str:
    """The key of the entity that ``mention`` names."""
    if mention.type == "organisation":
        return bodies.key(number, mention.text, body_country(work, mention))
    return _place_key(places[mention])


def _groups(keyed: Sequence[Sequence[tuple[Mention, str]]]) -> Groups:
    """The mentions of each entity, by its key."""
    groups: defaultdict[str, list[Found]] = defaultdict(list)
    for number, found in enumerate(keyed):
        for mention, key in found:
            groups[key].append(Found(number, mention))
    return groups


def _publisher_ids(
    number: int, work: Work, bodies: Bodies, ids: Mapping[str, str]
) -> tuple[str, ...]:
    names = (imprint.name for imprint in work.imprints)
    return tuple(dict.fromkeys(ids[bodies.key(number, name)] for name in names))


def _publishers(mentions: Sequence[Mention]) -> list[str]:
    """The organisations that an imprint names, or that the maintainer lists."""
    rules = {IMPRINT.name, OWN_NAME.name}
    return [
        mention.text
        for mention in mentions
        if mention.type == "organisation" and mention.rule in rules
    ]


def _place_key(sense: Sense) -> str:
    point = f", {sense.coordinates}" if sense.coordinates else ""
    return f"place {sense.name} ({sense.kind}, {sense.region or sense.country}{point})"


# --- entities -------------------------------------------------------------------------------------


class Stated(NamedTuple):
    """What works print of an organisation: imprints, and pages of registers from its numbers."""

    imprints: list[Imprint]
    numbers: list[Identifier]

    def identifiers(self) -> Iterator[Identifier]:
        """Pages of registers: of the numbers in imprints, then of those printed elsewhere; the web
        addresses in imprints.
        """
        for imprint in self.imprints:
            yield from register_links(imprint)
        yield from self.numbers
        for imprint in self.imprints:
            if imprint.site:
                reason = f"its imprint prints {host_of(imprint.site)}"
                yield Identifier(site_of(imprint.site), reason)

    def address(self) -> str:
        """The first address that an imprint prints; "" without one."""
        return next((imprint.address for imprint in self.imprints if imprint.address), "")


def _printed_facts(
    works: Sequence[Work], mentions: Sequence[Sequence[Mention]], bodies: Bodies
) -> dict[str, Stated]:
    found: defaultdict[str, Stated] = defaultdict(lambda: Stated([], []))
    for number, work in enumerate(works):
        for imprint in work.imprints:
            found[bodies.key(number, imprint.name)].imprints.append(imprint)
        for name, identifier in printed_numbers(work, mentions[number]):
            found[bodies.key(number, name)].numbers.append(identifier)
    return dict(found)


def _entities(
    works: Sequence[Work],
    groups: Groups,
    stated: Mapping[str, Stated],
    senses: Mapping[str, Sense],
    countries: Sequence[str],
) -> list[tuple[str, Entity]]:
    """Every entity with its key, ids still to be given; ``countries`` as `Bodies` has them."""
    entities = []
    sites = [sites_of(work) for work in works]
    for key in sorted({*groups, *stated}):
        found = groups.get(key, ())
        if key.startswith("place "):
            entities.append((key, _place_entity(senses[key], found)))
        else:
            facts = stated.get(key, Stated([], []))
            entity = _organisation_entity(key, sites, found, facts)
            at_home = bool(found) and all(countries[each.work] == "GB" for each in found)
            entities.append((key, _with_registers(entity) if at_home else entity))
    return entities


def with_own_facts(
    entities: Sequence[tuple[str, Entity]], own: Sequence[OwnName]
) -> list[tuple[str, Entity]]:
    """``entities``, those of ``own`` with the id, name, kind and identifiers that the maintainer
    states.
    """
    rows = {own_key(row): row for row in own if row.type == "organisation"}
    rows |= {_place_key(own_sense(row)): row for row in own if row.type == "place"}
    return [
        (key, _as_stated(entity, rows[key]) if key in rows else entity) for key, entity in entities
    ]


def _as_stated(entity: Entity, row: OwnName) -> Entity:
    aliases = tuple(sorted({entity.name, *entity.aliases} - {row.names[0]}))
    same_as = _distinct([*own_identifiers(row), *entity.same_as])
    return replace(
        entity,
        id=row.id,
        name=row.names[0],
        kind=row.kind or entity.kind,
        aliases=aliases,
        same_as=same_as,
    )


def _place_entity(sense: Sense, found: Sequence[Found]) -> Entity:
    spellings = Counter(f.mention.text for f in found)
    name = sense.name if sense.kind else min(spellings, key=lambda text: (-spellings[text], text))
    kind = sense.kind or found[0].mention.kind
    aliases = tuple(sorted(set(spellings) - {name}))
    return Entity(
        "", "place", kind, name, aliases, sense.identifiers, coordinates=sense.coordinates
    )


def _organisation_entity(
    key: str, sites: Sequence[Sites], found: Sequence[Found], stated: Stated
) -> Entity:
    """The organisation of ``key``: what works call it, and what they print and link of it."""
    printed = [imprint.name for imprint in stated.imprints]
    spellings = Counter([*(f.mention.text for f in found), *printed])
    names = sorted(spellings)
    body = None if abroad_of(key) else _official(spellings)
    official = body.name if body else fullest(spellings)
    name = printed[0] if printed else official
    known = [*stated.identifiers(), *(body.identifiers if body else ())]
    links = one_a_host(_distinct([*known, *_links_of_works(sites, names, found)]))
    return Entity(
        "",
        "organisation",
        _kind(name, body, found, links),
        name,
        tuple(alias for alias in names if alias != name),
        links,
        stated.address(),
    )


def _with_registers(entity: Entity) -> Entity:
    """``entity`` of British works with what registers have for it; its own page counts first."""
    links = next(filter(None, map(registered, (entity.name, *entity.aliases))), ())
    return replace(entity, same_as=one_a_host(_distinct([*entity.same_as, *links])))


def _links_of_works(
    sites: Sequence[Sites], names: Sequence[str], found: Sequence[Found]
) -> Iterator[Identifier]:
    """The web addresses that each work gives for an organisation."""
    here: defaultdict[int, list[Mention]] = defaultdict(list)
    for work, mention in found:
        here[work].append(mention)
    for work in sorted(here):
        yield from web_links(sites[work], names, here[work])


def _kind(name: str, body: Body | None, found: Sequence[Found], links: Sequence[Identifier]) -> str:
    """The kind of an organisation: by its register, the gazetteer, its name, else by most of its
    mentions.
    """
    if any("charity number" in link.reason for link in links):
        return "charity"
    if body:
        return body.kind
    return kind_of(name) or _commonest([f.mention.kind for f in found])


def _official(spellings: Iterable[str]) -> Body | None:
    return next((body for body in map(body_of, sorted(spellings)) if body), None)


def _commonest(kinds: Sequence[str]) -> str:
    counts = Counter(kind for kind in kinds if kind)
    return min(counts, key=lambda kind: (-counts[kind], kind)) if counts else ""


def _distinct(links: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """One a URI, the first reason kept."""
    found: dict[str, Identifier] = {}
    for link in links:
        found.setdefault(link.uri, link)
    return tuple(found.values())
