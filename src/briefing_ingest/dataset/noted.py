"""What is noted at a place of a text: variants, notes, links, names, emphasis."""

from __future__ import annotations

from briefing_ingest.dataset.record import Id, Offset, Record
from briefing_ingest.model import Confidence, EmphasisKind, VariantType


class Reading(Record):
    """What some witnesses say at a variant."""

    text: str
    """The reading; empty where the witnesses omit the passage."""
    witnesses: tuple[Id, ...]
    """Ids of the sources that have this reading."""


class Variant(Record):
    """A point where the witnesses differ. The lemma is `text[start:end]` of the block."""

    start: Offset
    """Start of the lemma."""
    end: Offset
    """End of the lemma; equal to start for an addition that was not taken."""
    type: VariantType
    """`substantive` changes words or sense, `orthographic` spelling, punctuation or typography,
    `layout` only breaks, markup, marks of lists or the order of the rows of a table; `revision` is
    a change of words or sense that an author made from one edition to the next (from 1.2)."""
    readings: tuple[Reading, ...]
    """Every reading, the lemma's first."""
    rule: str
    """Name of the rule that chose."""
    reason: str
    """Why, in words."""


class PrintedMarker(Record):
    """How witnesses print a note marker."""

    printed: str
    """The marker as printed; empty where it is lost."""
    witnesses: tuple[Id, ...]
    """Ids of the sources that print it so."""


class NoteRef(Record):
    """Where a note is called. The text itself holds no marker."""

    at: Offset
    """Where the marker belongs."""
    note: Id
    """Id of the note in this work."""
    readings: tuple[PrintedMarker, ...]
    """How each witness prints it."""
    rule: str
    """Name of the rule that placed it."""
    reason: str
    """Why, in words."""


class Link(Record):
    """A web or mail address in the text."""

    start: Offset
    """Start of the address in the text."""
    end: Offset
    """End of the address."""
    printed: str
    """The address as the source prints it."""
    url: str
    """The address in a form that resolves."""
    conjectural: bool = False
    """True if `url` is not the reading of a witness but was mended on evidence."""
    evidence: str | None = None
    """The evidence for the mending."""


class Mention(Record):
    """A span that names an organisation or a place."""

    start: Offset
    """Start of the name."""
    end: Offset
    """End of the name."""
    text: str
    """The covered text, for checking."""
    entity: Id
    """Id of the entity it names."""
    rule: str | None = None
    """What found it."""
    confidence: Confidence | None = None
    """How sure it is that this names an organisation or a place of that type."""
    reason: str | None = None
    """Why it is that sure, in words."""


class Emphasis(Record):
    """Words that the author sets apart from those around them."""

    start: Offset
    """Start in the text."""
    end: Offset
    """End in the text."""
    kind: EmphasisKind
    """`strong` (bold) or `em` (italic)."""
