"""The organisations and places that works name."""

from __future__ import annotations

from pydantic import Field

from briefing_ingest.dataset.record import Id, Record
from briefing_ingest.model import EntityType


class Coordinates(Record):
    """A point on earth (WGS 84)."""

    latitude: int = Field(ge=-90_000_000, le=90_000_000)
    """Whole micro-degrees north."""
    longitude: int = Field(ge=-180_000_000, le=180_000_000)
    """Whole micro-degrees east."""


class SameAs(Record):
    """An identifier of the entity elsewhere."""

    uri: str
    """The identifier or page, as a URI."""
    reason: str
    """Why it is the entity's."""


class Entity(Record):
    """An organisation or place that some work names."""

    id: Id
    """Slug of the name."""
    type: EntityType
    """Organisation or place."""
    kind: str | None = None
    """Narrower: charity, police force, county ..."""
    name: str
    """The fullest name."""
    aliases: tuple[str, ...] = ()
    """Other names the works use."""
    address: str | None = None
    """Postal address an imprint states."""
    same_as: tuple[str, ...] = ()
    """Identifiers and pages, as URIs: GeoNames, ISO 3166-2, ONS, charity and company registers, web
    addresses."""
    same_as_reasons: tuple[str, ...] = ()
    """Why each of `same_as` is the entity's, in the same order."""
    coordinates: Coordinates | None = None
    """Of a place."""
