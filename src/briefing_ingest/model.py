"""Frozen records that pass between the stages. They are internal: the published contract is
`dataset`.

    bytes --extract--> RawDocument --repair, structure--> Witness
    Witnesses --reconcile--> Work --tag--> Mentions --assemble--> Dataset, Provenance

Raw offsets are code points of the raw text, 0-based, end-exclusive. Pages and lines are 1-based.
Boxes are whole hundredths of a PDF point with the origin at the top left of the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final, Literal, NamedTuple

from briefing_ingest.cells import (
    SEPARATORS,
    CellPlace,
    Cells,
    are_places,
    cells_of,
    fitting_spans,
    one_after_another,
)
from briefing_ingest.errors import Finding
from briefing_ingest.text import Span, widened
from briefing_ingest.traced import TracedText

BlockKind = Literal[
    "title",
    "subtitle",
    "heading",
    "paragraph",
    "list_item",
    "quote",
    "labelled",
    "table",
    "caption",
    "note",
    "byline",
    "acknowledgements",
    "contact",
    "imprint",
    "licence",
]
WorkKind = Literal["briefing", "blog_post", "document"]
VariantType = Literal["substantive", "orthographic", "layout"]
EntityType = Literal["organisation", "place"]
Confidence = Literal["sure", "likely", "doubtful"]


NOT_IN_KEYS: Final = {"in keys": False}
"""Metadata of a field on which no result depends, so that it is in no key of what is remembered."""

# --- sources --------------------------------------------------------------------------------------


class Part(NamedTuple):
    """The stretch of a file that is one source: ``start`` and ``end`` are code points of the file's
    text.

    ``line`` is the number of the line in which it begins, ``path`` its XPath, ``sha256`` the
    checksum of the file.
    """

    start: int
    end: int
    line: int
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Source:
    """What the manifest states of one source. ``path`` begins with the manifest's folder
    ("seeds/x.pdf").
    """

    id: str
    path: str
    sha256: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    licence: str | None = None
    language: str | None = None
    work: str | None = None
    """Sources with the same word here are versions of one work, whatever their texts say."""
    not_work: tuple[str, ...] = ()
    """Ids of sources that are no versions of the same work, whatever their texts say."""
    declared: bool = True
    """False for a file that lies in the folder but is not in the manifest."""
    entry: str | None = None
    """Of a source that is one entry of a feed, the entry's id in the feed."""
    part: Part | None = field(default=None, repr=False, metadata=NOT_IN_KEYS)
    """Of such a source, its stretch of the file. Not printed: what is read of an entry does not
    depend on its place, and so is still known when others are put before it."""
    password: str | None = field(default=None, repr=False)
    """What opens an encrypted PDF. Not printed, so that it gets into no report; keys have it only
    within a digest."""


# --- raw documents --------------------------------------------------------------------------------


class Box(NamedTuple):
    """A rectangle on a page: whole hundredths of a PDF point, origin top left, y downward."""

    x0: int
    top: int
    x1: int
    bottom: int


class CellSpan(NamedTuple):
    """A cell of a table that spans others: its row and column from 0, and how many rows and columns
    it takes up.

    The cells that it covers are empty.
    """

    row: int
    column: int
    rows: int
    columns: int


class RawLink(NamedTuple):
    """A hyperlink of an HTML page or PDF: the raw span of its text and its target."""

    raw_start: int
    raw_end: int
    url: str


EmphasisKind = Literal["strong", "em"]


class RawEmphasis(NamedTuple):
    """Words that an HTML page sets apart from those around them: the raw span, and how."""

    raw_start: int
    raw_end: int
    kind: EmphasisKind


class NoteCall(NamedTuple):
    """A place where a page says that a note is called: the raw span of the marker and the note's
    number.
    """

    raw_start: int
    raw_end: int
    number: str


class LineRole(StrEnum):
    """What a line is, where its source says so or a repair has found it out."""

    UNKNOWN = ""
    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    """Who a quote is from."""
    TABLE = "table"
    CAPTION = "caption"
    NOTE = "note"
    BYLINE = "byline"
    CHROME = "chrome"
    """A part of the site, by its element: navigation, a form."""
    FIGURE = "figure"
    """Text of a chart."""
    FURNITURE = "furniture"
    """Judged to be no part of the briefing; `Line.reason` says why."""


class Line(NamedTuple):
    """A line of a page or text, or one element of an HTML page, with what its setting tells.

    ``traced`` covers the raw text of the line with its line end, so the lines of a plain text tile
    it. Of HTML, ``role`` is the element's meaning and ``path`` its XPath; ``level`` is a heading's
    or list's depth from 1. Of PDF, ``size`` is the prevailing font size in hundredths of
    a point, and ``column`` numbers the regions of a page in reading order. ``raised`` are raw spans
    set as superscript.
    """

    traced: TracedText
    page: int
    number: int
    box: Box | None = None
    size: int = 0
    bold: bool = False
    column: int = 0
    role: LineRole = LineRole.UNKNOWN
    level: int = 0
    path: str = ""
    raised: tuple[Span, ...] = ()
    links: tuple[RawLink, ...] = ()
    emphases: tuple[RawEmphasis, ...] = ()
    spans: tuple[CellSpan, ...] = ()
    """Of a table, the cells that span others."""
    heads: tuple[CellPlace, ...] = ()
    """Of a table, row and column of the cells that head its rows or columns."""
    gap: int = 0
    """The widest white space inside the line, in hundredths of its font size."""
    aside: bool = False
    """True in a box beside the text."""
    tag: str = ""
    """What the structure tree of a tagged PDF calls the line: "H2", "P", "LI", "Artifact" ...; ""
    if nothing."""
    calls: tuple[NoteCall, ...] = ()
    """Where the page itself says that notes are called."""
    note: str = ""
    """Of a line of a note (its role is "note"), the note's number."""
    reason: str = ""
    """Why a line of the role "furniture" is no part of the briefing."""

    @property
    def text(self) -> str:
        """The line as it stands, with its line end."""
        return self.traced.text

    @property
    def is_outside(self) -> bool:
        """Whether it is judged to be no part of the briefing or of the text it prints."""
        return self.role in {LineRole.CHROME, LineRole.FIGURE, LineRole.FURNITURE}

    def as_furniture(self, reason: str) -> Line:
        """The line judged to be no part of the briefing, for ``reason``."""
        return self._replace(role=LineRole.FURNITURE, reason=reason)


MANIFEST: Final = "manifest"
"""``Fact.where`` of what the manifest states: it goes before what the document says."""


class Fact(NamedTuple):
    """Something a source says of itself outside its text: a meta element, a PDF's document
    information.

    ``name`` is one of title, subtitle, author, publisher, published, modified, url, licence,
    language, site, type. ``where`` says where it was found, for people ("meta[name=author]").
    """

    name: str
    value: str
    where: str


class Entry(NamedTuple):
    """What a document says of its own sections: an entry of its contents or bookmarks.

    ``level`` counts from 1; ``page`` is the page of the file, 0 where only a printed number tells.
    """

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What extraction gives: the raw text and its lines in reading order; no judgement of them
    yet.
    """

    source_id: str
    media_type: str
    text: str
    lines: tuple[Line, ...]
    encoding: str = "utf-8"
    pages: tuple[Span, ...] = ()
    """Raw span of each page; one for what has no pages."""
    facts: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()
    outline: tuple[Entry, ...] = ()
    """The bookmarks of a PDF, in order."""


# --- witnesses ------------------------------------------------------------------------------------


class Place(NamedTuple):
    """Where on a page a block stands: lines are 1-based and inclusive."""

    page: int
    first_line: int
    last_line: int
    box: Box | None = None
    path: str = ""


class Label(NamedTuple):
    """What a labelled block is called: ("Case study", "7"). ``number`` is "" where it has none."""

    name: str
    number: str


class NoteMarker(NamedTuple):
    """A note reference in a witness: offset in the block's text, the note's number, and how it is
    printed.
    """

    at: int
    number: str
    printed: str


class Link(NamedTuple):
    """A link in a block: offsets into its text; ``printed`` as the source has it, ``url``
    resolvable.

    ``evidence`` says why the URL is other than printed; ``conjectural`` if no witness has it so.
    """

    start: int
    end: int
    printed: str
    url: str
    evidence: str = ""
    conjectural: bool = False


class Emphasis(NamedTuple):
    """Words of a block that are set apart from those around them: offsets into its text, and
    how.
    """

    start: int
    end: int
    kind: EmphasisKind


_MOST_EMPHASES: Final = 200
"""More in one block are a picture made of letters, and finding each costs time in proportion to the
block."""


@dataclass(frozen=True)
class Block:
    """A unit of a witness. ``number`` is a note's; ``level`` a heading's or list item's, from 1.

    ``cells`` are the spans of a table's cells in its text, row by row; with the tabs and newlines
    between them they tile it. The text is edited by `blocks.edit` alone, which moves all that holds
    offsets into it.

    Raises:
        ValueError: the cells do not tile the text, or a spanning cell has no room (a bug).
    """

    kind: BlockKind
    traced: TracedText
    places: tuple[Place, ...] = ()
    level: int = 0
    label: Label | None = None
    number: str = ""
    markers: tuple[NoteMarker, ...] = ()
    links: tuple[Link, ...] = ()
    cells: Cells = ()
    spans: tuple[CellSpan, ...] = ()
    heads: tuple[CellPlace, ...] = ()
    raw_links: tuple[RawLink, ...] = ()
    raw_emphases: tuple[RawEmphasis, ...] = ()
    raw_calls: tuple[NoteCall, ...] = ()
    back: bool = False
    """True for what follows the body (imprint, acknowledgements ...): it stands in no section."""
    aside: bool = False
    """True for what stands in a box beside the text: no sentence of the text goes on in it."""
    size: int = 0
    """Of a page, the font size of its first line, in hundredths of a point."""

    def __post_init__(self) -> None:
        _check_grid(self)

    @property
    def text(self) -> str:
        """The repaired text, without note markers, bullets and labels."""
        return self.traced.text

    @property
    def runs(self) -> tuple[Span, ...]:
        """The stretches of the text that are read on their own: the cells of a table, the whole of
        anything else.
        """
        return (
            tuple(one_after_another(self.cells))
            if self.kind == "table"
            else (Span(0, len(self.text)),)
        )

    def in_one_run(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` of the text lies in one cell of a table; of anything else it
        always does.
        """
        return self.kind != "table" or not any(sign in self.text[start:end] for sign in SEPARATORS)

    @property
    def emphases(self) -> tuple[Emphasis, ...]:
        """The words set apart, as they are in the text; none where nearly all are, which tells
        nothing.
        """
        if len(self.raw_emphases) > _MOST_EMPHASES:
            return ()
        found = []
        for start, end, kind in self.raw_emphases:
            span = self.traced.locate(start, end) or Span(0, 0)
            said = self.text[span.start : span.end]
            first = span.start + len(said) - len(said.lstrip())
            if said.strip():
                exact = Span(first, first + len(said.strip()))
                found.append(Emphasis(*widened(self.text, exact), kind))
        return tuple(found)


def _check_grid(block: Block | MergedBlock) -> None:
    if block.kind != "table":
        if block.cells or block.spans or block.heads:
            raise ValueError(f"a {block.kind} has cells")
        return
    if block.cells != cells_of(block.text):
        raise ValueError("the cells of a table and what separates them do not tile its text")
    if fitting_spans(block.spans, block.cells) != block.spans:
        raise ValueError("a cell of a table spans cells that it has no room for")
    if not are_places(block.heads, block.cells):
        raise ValueError("a head of a table is none of its cells")


class Furniture(NamedTuple):
    """Raw text that is no part of the briefing, and why it was left out."""

    raw_start: int
    raw_end: int
    reason: str


class Imprint(NamedTuple):
    """A publisher as its imprint states it: name, postal address, charity and company number (""
    where unstated).
    """

    name: str
    address: str
    charity: str
    company: str


@dataclass(frozen=True)
class Witness:
    """One source after repair and structure. ``blocks`` are in reading order, endnotes apart in
    ``notes``.

    The raw text of a source that is a part of its file is that part: offsets count in it. ``start``
      and ``line`` say
    where it begins: the code points of the file before it, and the number of its first line.
    """

    source_id: str
    media_type: str
    raw_text: str
    blocks: tuple[Block, ...]
    notes: tuple[Block, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    facts: tuple[Fact, ...] = ()
    kind: WorkKind = "document"
    language: str = ""
    findings: tuple[Finding, ...] = ()
    start: int = 0
    line: int = 1


# --- works ----------------------------------------------------------------------------------------


class Reading(NamedTuple):
    """What one witness says at a point, traced to that witness's raw text."""

    source_id: str
    traced: TracedText

    @property
    def text(self) -> str:
        """The reading; "" where the witness omits the passage."""
        return self.traced.text


class Stretch(NamedTuple):
    """A stretch of a merged block: the text chosen, and every witness's reading of it.

    Where all readings equal the lemma, the stretch is common text and ``rule`` is ""; else it is a
    variant.
    """

    lemma: str
    readings: tuple[Reading, ...]
    type: VariantType = "substantive"
    rule: str = ""
    reason: str = ""


class PrintedMarker(NamedTuple):
    """How one witness prints a note marker; "" where it is lost."""

    source_id: str
    printed: str


class NoteRef(NamedTuple):
    """Where in a merged block a note is called, how each witness prints the marker, and why it
    stands here.
    """

    at: int
    number: str
    readings: tuple[PrintedMarker, ...]
    rule: str
    reason: str


class WitnessPlace(NamedTuple):
    """The place of a merged block in one witness."""

    source_id: str
    place: Place


@dataclass(frozen=True)
class MergedBlock:
    """A block of a work: its text is the lemmas of its stretches, one after another.

    Raises:
        ValueError: as `Block`, the cells of a table do not tile its text (a bug).
    """

    kind: BlockKind
    stretches: tuple[Stretch, ...]
    places: tuple[WitnessPlace, ...]
    level: int = 0
    label: Label | None = None
    number: str = ""
    note_refs: tuple[NoteRef, ...] = ()
    links: tuple[Link, ...] = ()
    emphases: tuple[Emphasis, ...] = ()
    cells: Cells = ()
    spans: tuple[CellSpan, ...] = ()
    heads: tuple[CellPlace, ...] = ()
    back: bool = False
    aside: bool = False
    absent: tuple[str, ...] = ()
    """Witnesses that lack the whole block."""

    def __post_init__(self) -> None:
        _check_grid(self)

    @cached_property
    def text(self) -> str:
        """The best text of the block."""
        return "".join(stretch.lemma for stretch in self.stretches)


@dataclass(frozen=True)
class Rights:
    """A licence: SPDX id, and where it is stated (index into ``Work.blocks`` and a span of that
    text).

    ``block`` is None where only the manifest states it.
    """

    spdx: str
    block: int | None
    span: Span


@dataclass(frozen=True)
class Work:
    """A briefing: one best text reconciled from its witnesses. ``witnesses`` are source ids, the
    base first.
    """

    kind: WorkKind
    title: str
    witnesses: tuple[str, ...]
    blocks: tuple[MergedBlock, ...]
    notes: tuple[MergedBlock, ...] = ()
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    language: str = "en"
    rights: Rights | None = None
    imprints: tuple[Imprint, ...] = ()
    evidence: tuple[str, ...] = ()
    """For each witness after the base, why it is taken for a version of the work."""


class WorkSpan(NamedTuple):
    """A span of a work's text: indices into the list of works and into ``blocks + notes`` of that
    work.
    """

    work: int
    block: int
    start: int
    end: int


class Relation(NamedTuple):
    """``subject`` is ``type`` (about, cites, excerpt_of, edition_of) ``object``: indices into the
    list of works.
    """

    subject: int
    type: str
    object: int
    evidence: tuple[WorkSpan, ...]


# --- mentions and entities ------------------------------------------------------------------------


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
