"""All of it: the one file that is published."""

from __future__ import annotations

from typing import Final

from pydantic import Field

from briefing_ingest.dataset.entity import Entity
from briefing_ingest.dataset.record import Record
from briefing_ingest.dataset.relation import Relation
from briefing_ingest.dataset.source import Source
from briefing_ingest.dataset.work import Work

SCHEMA_VERSION: Final = "1.2"


class Dataset(Record):
    """All briefings of a folder of sources, with who and what they name."""

    schema_version: str = Field(default=SCHEMA_VERSION, pattern=r"^1\.\d+$")
    """Version of this contract: `1.N`."""
    sources: tuple[Source, ...] = ()
    """The files, by id."""
    works: tuple[Work, ...] = ()
    """The briefings, by id."""
    entities: tuple[Entity, ...] = ()
    """Organisations and places, by id."""
    relations: tuple[Relation, ...] = ()
    """Relations between works."""
