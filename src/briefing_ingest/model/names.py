"""The names in a work, and the organisations and places that they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from briefing_ingest.model.kinds import Confidence, EntityType


class Mention(NamedTuple):
    """A name of an organisation or place: ``block`` indexes ``blocks + notes`` of its work.

    ``rule`` names what found it, ``kind`` narrows the type ("charity", "police force", "county"; ""
    if unknown). ``confidence`` is how sure that is, ``reason`` why; both are "" until it is judged.
    """

    block: int
    start: int
    end: int
    text: str
    type: EntityType
    kind: str = ""
    rule: str = ""
    confidence: Confidence | Literal[""] = ""
    reason: str = ""


class Identifier(NamedTuple):
    """An identifier or page of an entity, as a URI, and why it is thought to be its."""

    uri: str
    reason: str


@dataclass(frozen=True)
class Entity:
    """What mentions name. Coordinates are whole micro-degrees (WGS 84)."""

    id: str
    type: EntityType
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[Identifier, ...] = ()
    address: str = ""
    coordinates: tuple[int, int] | None = None
    """(latitude, longitude)"""


@dataclass(frozen=True)
class Tagged:
    """Entities of all works, and for each work its mentions with the entity each names, in text
    order.
    """

    entities: tuple[Entity, ...] = ()
    mentions: tuple[tuple[tuple[Mention, str], ...], ...] = ()
    publishers: tuple[tuple[str, ...], ...] = field(default=())
    """For each work, the entity ids of its publishers."""
