"""Ids of entities that stay when the dataset grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing_ingest.model import Entity
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.canonical_names import canonical, owner_in
from briefing_ingest.tag.knowledge.gazetteer import Sense
from briefing_ingest.tag.knowledge.meaning import Cue, sense_of
from briefing_ingest.tag.resolve.organisations import abroad_of, fullest
from briefing_ingest.text import slug, text_digest, unique_ids


def with_ids(
    entities: Sequence[tuple[str, Entity]], senses: Mapping[str, Sense]
) -> list[tuple[str, Entity]]:
    """``entities`` with ids: what the maintainer states, else the slug of the name, told apart from
    its namesakes.

    An id depends on the entity and the gazetteer alone, never on what else is in the dataset, so it
    stays when a
    homonym comes: see `place_id` and `organisation_id`. ``senses`` are those of the places, by the
    key of their entity. Only two things that are alike in all of this get a number.
    """
    ordered = sorted(entities, key=lambda item: (not item[1].id, item[1].type != "place", item[0]))
    wanted = [entity.id or _id(key, entity, senses.get(key)) for key, entity in ordered]
    return [
        (key, replace(entity, id=id_))
        for (key, entity), id_ in zip(ordered, unique_ids(wanted), strict=True)
    ]


def _id(key: str, entity: Entity, sense: Sense | None) -> str:
    if entity.type == "organisation":
        return organisation_id(
            fullest(dict.fromkeys((entity.name, *entity.aliases), 1)), abroad_of(key)
        )
    return place_id(sense or Sense(entity.name, entity.kind, ""))


def organisation_id(name: str, abroad: str = "") -> str:
    """The slug of an organisation's canonical name, with its type where a place of that name is
    listed.

    ``abroad`` is the country of another state's body. What texts spell differently has one id.

    >>> (organisation_id("Ellen Marsh Trust"), organisation_id("Barking"),
    ...  organisation_id("Marsh & Wood Ltd"))
    ('ellen-marsh-trust', 'barking-organisation', 'marsh-and-wood')
    >>> organisation_id("Department of Justice", "us")
    'department-of-justice-us'
    """
    plain = canonical(owner_in(name)[1], british=not abroad)
    base = slug(plain) or f"organisation-{text_digest(name)}"
    whole = f"{base}-{abroad}" if abroad else base
    return f"{whole}-organisation" if gazetteer.senses(plain) else whole


def place_id(sense: Sense) -> str:
    """The slug of a place's name; its kind and region are added unless it is the first that a
    Briton thinks of.

    What is listed nowhere adds "place", since an organisation may be called so.

    >>> place_id(gazetteer.police_areas()["Durham"]), place_id(gazetteer.police_areas()["Sussex"])
    ('durham-police-area', 'sussex')
    """
    base = slug(sense.name) or f"place-{text_digest(sense.name)}"
    first = sense_of(sense.name, Cue(british=True))
    if first and _same(first, sense):
        return base
    if sense.kind and (sense.identifiers or sense.country):
        return f"{base}-{slug(sense.region if sense.kind == 'city' else sense.kind)}"
    return f"{base}-place"


def _same(first: Sense, sense: Sense) -> bool:
    """True for one sense, and for a county without an identifier and the police area that stands
    for it.
    """
    if {i.uri for i in first.identifiers} & {i.uri for i in sense.identifiers}:
        return True
    return not first.identifiers and first.name == sense.name and sense.country == "GB"
