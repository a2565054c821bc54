"""The published contract: what `out/dataset.json` says, as pydantic models.

`schemas/dataset.schema.json` is generated from these models; their field docstrings are its
descriptions. The writer is strict (its `laws` are checked before a byte is written), readers are
open: a 1.0 reader accepts a 1.1 file with a field it does not know. Offsets are code points,
  0-based, end-exclusive, within the block.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from briefing_ingest.model import BlockKind, Confidence, EmphasisKind, EntityType, VariantType

SCHEMA_VERSION: Final = "1.2"

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
Offset = Annotated[int, Field(ge=0)]
RelationType = Literal["about", "cites", "excerpt_of", "edition_of"]


class Record(BaseModel):
    """Base of all records: immutable, fields documented by their docstrings, unknown fields of
    later versions kept.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        use_attribute_docstrings=True,
        populate_by_name=True,
        serialize_by_alias=True,
    )


class Licence(Record):
    """The terms a source states."""

    id: str = "NOASSERTION"
    """SPDX licence id, or NOASSERTION where none is stated."""
    known_from: Literal["document", "manifest"] | None = None
    """Where the licence is stated."""


class Failure(Record):
    """Why a source is not in the dataset."""

    code: str
    """Error code; `ingest explain CODE` says more."""
    cause: str
    """What went wrong."""
    fix: str
    """What to do about it."""


class Source(Record):
    """One file the dataset was made from."""

    id: Id
    """Stable id, from the manifest."""
    path: str
    """Path relative to the manifest's folder's parent, with forward slashes."""
    sha256: str | None = Field(default=None, pattern=r"^sha256:[0-9a-f]{64}$")
    """Checksum of the bytes; absent where the file is missing."""
    media_type: str | None = None
    """Media type as found in the bytes."""
    title: str | None = None
    """Title the manifest or the source itself states."""
    publisher: str | None = None
    """Publisher the manifest or the source itself states."""
    url: str | None = None
    """Where it was published."""
    published: str | None = None
    """Date of publication, ISO 8601."""
    licence: Licence = Licence()
    """Terms of this source."""
    state: Literal["ok", "failed", "stale"] = "ok"
    """`failed`: its text is not in the dataset; `stale`: the last good text is."""
    error: Failure | None = None
    """Why it failed."""


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
    """`substantive` changes words or sense, `orthographic` spelling or typography, `layout` only
    breaks."""
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
    """True if `url` is no witness's reading but mended on evidence."""
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


class Cell(Record):
    """A cell of a table."""

    row: Offset
    """0-based row."""
    column: Offset
    """0-based column."""
    start: Offset
    """Start of the cell in the text."""
    end: Offset
    """End of the cell."""
    rows: int | None = Field(default=None, ge=2)
    """How many rows it takes up, where more than one. The cells that it covers are left out."""
    columns: int | None = Field(default=None, ge=2)
    """How many columns it takes up, where more than one."""
    header: bool | None = None
    """True for a cell that heads its row or column, where the source says so (from 1.2)."""
    breaks: tuple[Offset, ...] | None = None
    """Offsets in the text of the spaces at which the author begins a new line in the cell (from
    1.2)."""


class Label(Record):
    """What a labelled block is called."""

    name: str
    """For example `Case study`."""
    number: str | None = None
    """For example `7`."""


class BlockHead(Record):
    """What a block is and where it stands."""

    id: Id
    """Unique in its work and stable: from the text itself, never from its position."""
    kind: BlockKind
    """What it is."""
    level: int | None = Field(default=None, ge=1)
    """Depth of a heading or list item, from 1."""
    label: Label | None = None
    """Name and number of a labelled block."""
    section: Id | None = None
    """Id of the heading it stands under."""


class Text(Record):
    """What blocks and notes have in common."""

    text: str
    """The text, without note markers, bullets and labels."""
    note_refs: tuple[NoteRef, ...] = ()
    """Notes called from here, in text order."""
    links: tuple[Link, ...] = ()
    """Addresses, in text order."""
    emphasis: tuple[Emphasis, ...] | None = None
    """Words set apart, in text order, in each other or apart. Only web pages tell them (from
    1.1)."""
    variants: tuple[Variant, ...] = ()
    """The apparatus, in text order. A variant of the whole block may hold others."""
    mentions: tuple[Mention, ...] = ()
    """Organisations and places named, in text order."""


class Block(
    Text, BlockHead
):  # fields come in reverse order of the bases: the head stands first in the JSON
    """A unit of the text: a paragraph, heading, case study and so on."""

    cells: tuple[Cell, ...] | None = None
    """Cells of a table, row by row. A tab stands between two of a row, a newline between rows,
    neither in a cell."""
    captions: tuple[Id, ...] | None = None
    """Ids of the blocks that are the caption of a table, its line of sources and its notes, in text
    order (from 1.2)."""


class CalledFrom(Record):
    """A place a note is called from."""

    block: Id
    """Id of the block."""
    at: Offset
    """Offset in its text."""


class NoteHead(Record):
    """Which note it is."""

    id: Id
    """`note-` and its number."""
    number: str
    """Its number as printed."""


class Note(Text, NoteHead):
    """A footnote or endnote. Its text is empty where the work calls a note that no witness has."""

    called_from: tuple[CalledFrom, ...] = ()
    """Where it is called, in text order."""


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


class Contact(Record):
    """A way to reach the authors or publishers."""

    kind: Literal["email", "telephone"]
    """What it is."""
    value: str
    """The address or number."""
    block: Id
    """Where it is printed."""


class Work(Record):
    """A briefing or post: the best text of all its witnesses."""

    id: Id
    """Slug of the title."""
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


def texts(work: Work) -> tuple[Block | Note, ...]:
    """Blocks and notes of ``work``: everything that has text."""
    return (*work.blocks, *work.notes)
