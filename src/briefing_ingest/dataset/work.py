"""A briefing, and what is known of it as a whole."""

from __future__ import annotations

from typing import Literal

from briefing_ingest.dataset.record import Id, Offset, Record
from briefing_ingest.dataset.text import Block, Note
from briefing_ingest.model import EditionKnownFrom


class StatedIn(Record):
    """The span that states something."""

    block: Id
    """Id of the block."""
    start: Offset
    """Start in its text."""
    end: Offset
    """End in its text."""


class WorkLicence(Record):
    """The terms of a work, as its text states them."""

    id: str = "NOASSERTION"
    """SPDX licence id, or NOASSERTION where no witness states one."""
    stated_in: StatedIn | None = None
    """Where it is stated."""
    permits_derivatives: bool | None = None
    """False: a normalised text like this one may not be republished. Absent: not known."""
    permits_commercial_use: bool | None = None
    """Absent: not known."""


class WitnessRef(Record):
    """A source that is a version of the work."""

    source: Id
    """Id of the source."""
    base: bool = False
    """True for the witness whose order and structure the work follows."""
    evidence: str | None = None
    """Why it is taken for a version of this work."""
    edition: str | None = None
    """Date of its edition, ISO 8601, where the witnesses are not all of one edition (from 1.2)."""
    supersedes: tuple[Id, ...] | None = None
    """Ids of the witnesses whose editions it supersedes (from 1.2)."""
    edition_known_from: EditionKnownFrom | None = None
    """What tells that it is later, the surest first: the `manifest`, a `statement` in the text, a
    `date` alone, the `name` of the source, the date of its `file` (from 1.2)."""
    edition_reason: str | None = None
    """The same in words (from 1.2)."""


class Contact(Record):
    """A way to reach the authors or publishers."""

    kind: Literal["email", "telephone"]
    """What it is."""
    value: str
    """The address or number."""
    block: Id
    """Where it is printed."""
    entity: Id | None = None
    """Id of the organisation in whose imprint it is printed (from 1.2)."""


class Work(Record):
    """A briefing or post: the best text of all its witnesses."""

    id: Id
    """Slug of the title."""
    formerly: tuple[Id, ...] | None = None
    """Ids that it had in earlier datasets, as the manifest says (from 1.2)."""
    kind: Literal["briefing", "blog_post", "document"]
    """What sort of text it is."""
    title: str
    """Its title."""
    subtitle: str | None = None
    """Its subtitle or standfirst."""
    authors: tuple[str, ...] = ()
    """Names, in the order printed."""
    publishers: tuple[Id, ...] = ()
    """Ids of entities."""
    published: str | None = None
    """Date of publication, ISO 8601."""
    language: str
    """BCP 47 tag."""
    licence: WorkLicence = WorkLicence()
    """Its terms."""
    witnesses: tuple[WitnessRef, ...]
    """Its versions, the base first."""
    blocks: tuple[Block, ...]
    """The text in reading order."""
    notes: tuple[Note, ...] = ()
    """Its notes by number."""
    contacts: tuple[Contact, ...] = ()
    """E-mail addresses and telephone numbers."""


def texts(work: Work) -> tuple[Block | Note, ...]:
    """Blocks and notes of ``work``: everything that has text."""
    return (*work.blocks, *work.notes)
