"""What is said about a name: why it was tagged, what it was linked to and why, what else it could
have been.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing_ingest.dataset import Dataset, Entity, Mention
from briefing_ingest.explain.layout import wrapped

_SHOWN: Final = 8
"""Namesakes listed: some names have dozens."""


def tagged(mention: Mention) -> str:
    """Why a mention was tagged and how sure that is; "" where the dataset does not say."""
    if not mention.rule:
        return ""
    sure = f", {mention.confidence}" if mention.confidence else ""
    return f"found by {mention.rule}{sure}{f': {mention.reason}' if mention.reason else ''}"


def identifiers(entity: Entity, indent: str = "  ") -> Iterator[str]:
    """What the entity is linked to, each with its reason; or why it is linked to nothing."""
    reasons = (*entity.same_as_reasons, *[""] * len(entity.same_as))
    for uri, reason in zip(entity.same_as, reasons, strict=False):
        yield wrapped(f"{uri}{f' ({reason})' if reason else ''}", f"{indent}  ", indent)
    if not entity.same_as:
        yield wrapped(f"Nothing: {_why_nothing(entity)}.", f"{indent}  ", indent)


def _why_nothing(entity: Entity) -> str:
    if entity.type == "organisation":
        return (
            "no list of public bodies has it, and no text prints its number or links to a site "
            "that spells its name"
        )
    namesakes = list(_namesakes(entity))
    if not namesakes:
        return "no list at hand has a place of this name with an identifier"
    several = "any of those below" if len(namesakes) > 1 else "the one below"
    return f"it could be {several}, and no text says so"


def others(dataset: Dataset, entity: Entity, indent: str = "  ") -> Iterator[str]:
    """Entities and places of the same name that it was not taken for."""
    names = {entity.name, *entity.aliases}
    for other in dataset.entities:
        if other.id != entity.id and names & {other.name, *other.aliases}:
            yield wrapped(
                f"{other.id}, another {other.kind or other.type} of this dataset",
                f"{indent}  ",
                indent,
            )
    if entity.type == "place":
        shown = list(_namesakes(entity))
        yield from (wrapped(line, f"{indent}  ", indent) for line in shown[:_SHOWN])
        if len(shown) > _SHOWN:
            yield f"{indent}and {len(shown) - _SHOWN} more"
        if shown and entity.same_as:
            yield wrapped(
                "To decide, the text would need a country or county after the name, or another "
                "word that settles it.",
                indent,
            )


def _namesakes(entity: Entity) -> Iterator[str]:
    """Places of the gazetteer that bear the name: each would need a cue in the text that none
    gives.
    """
    from briefing_ingest.tag import senses

    for sense in senses(entity.name):
        uris = [link.uri for link in sense.identifiers]
        if uris and not set(uris) & set(entity.same_as):
            within = sense.region if sense.region.startswith(("GB-", "US-")) else sense.country
            yield f"{sense.name}, {sense.kind} ({within}), {uris[0]}"


def area_served(entity: Entity) -> str | None:
    """The area that a council, force or health body serves, with its identifier; None where its
    name does not say.
    """
    from briefing_ingest.tag import served

    sense = served(entity.name) if entity.type == "organisation" else None
    if sense is None:
        return None
    uri = f", {sense.identifiers[0].uri}" if sense.identifiers else ""
    return f"{sense.name} ({sense.kind}{uri})"
