"""How works are related."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from briefing_ingest.dataset.record import Id, Offset, Record

RelationType = Literal["about", "cites", "excerpt_of", "edition_of"]


class Evidence(Record):
    """A span that supports a relation."""

    work: Id
    """Id of the work."""
    block: Id
    """Id of the block or note."""
    start: Offset
    """Start in its text."""
    end: Offset
    """End in its text."""


class Relation(Record):
    """How two works are related."""

    subject: Id = Field(alias="from")
    """Id of the work that is about, cites, excerpts or is an edition of the other."""
    type: RelationType
    """The relation."""
    object: Id = Field(alias="to")
    """Id of the other work."""
    evidence: tuple[Evidence, ...] = ()
    """Spans that show it."""

    @classmethod
    def between(
        cls, subject: str, kind: str, target: str, *, evidence: tuple[Evidence, ...]
    ) -> Relation:
        """``subject`` is ``kind`` ``target``: the JSON's keys `from` and `to` are no names in
        Python.
        """
        return cls.model_validate(
            {"from": subject, "type": kind, "to": target, "evidence": evidence}
        )
