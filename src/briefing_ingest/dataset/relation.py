"""How works are related."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from briefing_ingest.dataset.record import Id, Offset, Record
from briefing_ingest.model import ChangeKind

RelationType = Literal[
    "about",
    "cites",
    "excerpt_of",
    "edition_of",
    "summary_of",
    "translation_of",
    "part_of",
    "draft_of",
    "accompanies",
]


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


class EditionChange(Record):
    """What differs at one place between two editions, or a draft and what came of it."""

    kind: ChangeKind
    """`changed`: other words in a block that both have."""
    old: Id | None = None
    """Id of the block or note in the earlier work; absent for what was added."""
    new: Id | None = None
    """Id of the block or note in the later work; absent for what was removed."""
    before: str = ""
    """What the earlier work says: the words that changed, or the first and last words of a whole
    block."""
    after: str = ""
    """What the later work says, likewise."""

    @property
    def said(self) -> str:
        """The change on a line: the block where it is, and what changed in words."""
        where = self.new or self.old
        if self.kind == "changed" and self.before and self.after:
            return f"{where}: “{self.before}” is now “{self.after}”"
        kind = self.kind
        if kind == "changed":
            kind = "removed" if self.before else "added"
        return f"{where}: {kind} “{self.after or self.before}”"


class Relation(Record):
    """How two works are related."""

    subject: Id = Field(alias="from")
    """Id of the work that is about, cites, sums up ... the other."""
    type: RelationType
    """The relation (`summary_of`, `translation_of`, `part_of`, `draft_of` and `accompanies` from
    1.2). Of a series without a whole, the parts are `part_of` the first that is there."""
    object: Id = Field(alias="to")
    """Id of the other work."""
    reason: str | None = None
    """Why it holds, in words (from 1.2)."""
    evidence: tuple[Evidence, ...] = ()
    """Spans that show it, in either work."""
    changes: tuple[EditionChange, ...] | None = None
    """Of `edition_of` and `draft_of`, what changed from the earlier work to the later, in the order
    of the later; absent where they share too little for a list (from 1.2)."""

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
