"""What the maintainer has decided of several sources, or of the whole dataset.

What is decided of one source is part of its `Source`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from briefing_ingest.model.kinds import EntityType


class DecidedReading(NamedTuple):
    """At points where a source reads ``reading`` and another version ``instead_of``, the former is
    right; "" stands for a passage that is not there.
    """

    source: str
    reading: str
    instead_of: str
    before: str = ""
    """The words that stand right before it in the text; "" where that does not matter."""


class DecidedName(NamedTuple):
    """What a name is, the id of its entity ("" where it is to be made from the name), and URIs
    that identify it.
    """

    name: str
    type: EntityType | Literal["neither"]
    id: str = ""
    same_as: tuple[str, ...] = ()


class FormerIds(NamedTuple):
    """Ids that a work had in earlier datasets."""

    work: str
    formerly: tuple[str, ...]


class Declared(NamedTuple):
    """What the manifest says that the dataset records of works: former ids, and pairs of sources
    that are of different works.
    """

    former_ids: tuple[FormerIds, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Decisions:
    """All of them, in the order of the manifest."""

    readings: tuple[DecidedReading, ...] = ()
    names: tuple[DecidedName, ...] = ()
    former_ids: tuple[FormerIds, ...] = ()


NO_DECISIONS = Decisions()
