"""The contract of the sidecar `out/provenance.json`: where every bit of the dataset comes from.

Offsets into blocks and into raw texts are code points, 0-based, end-exclusive; pages and lines
1-based and inclusive; boxes whole hundredths of a PDF point, origin top left. With the dataset it
is enough to rebuild the raw text of every
witness: see `loader.Briefings.raw_text`. The raw text of an entry of a feed is its own stretch of
the file; lines are always those of the file.
"""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from briefing_ingest.dataset import SCHEMA_VERSION, Id, Offset, Record

Op = Literal["copy", "substitute", "insert"]


class Segment(NamedTuple):
    """``text[start:end]`` of the block (or of the reading) comes from ``raw[raw_start:raw_end]`` of
    ``source``.

    A ``copy`` is equal to it, a ``substitute`` stands in its place (empty if the raw text was cut),
    an ``insert`` has no raw text.
    """

    start: Offset
    end: Offset
    source: str
    raw_start: Offset
    raw_end: Offset
    op: Op


class Repair(Record):
    """What a repair changed: ``raw[raw_start:raw_end]`` read ``before`` and became ``after``."""

    name: str
    """Name of the repair; several are joined by +."""
    source: Id
    """Id of the source."""
    raw_start: Offset
    """Start in the raw text."""
    raw_end: Offset
    """End in the raw text."""
    before: str
    """The raw text."""
    after: str
    """What stands in its place; empty if it was cut."""


class RivalReading(Record):
    """Where a reading that was not chosen stands in its source."""

    variant: Offset
    """0-based number of the variant in the block."""
    reading: Offset
    """0-based number of the reading in the variant."""
    source: Id
    """Id of the source."""
    segments: tuple[Segment, ...] = ()
    """Like a block's, with offsets into the reading."""


class SourcePlace(Record):
    """Where a block stands in a source."""

    source: Id
    """Id of the source."""
    page: Annotated[int, Field(ge=1)]
    """Page, 1-based; 1 for what has no pages."""
    lines: tuple[int, int]
    """First and last line on that page, 1-based, inclusive."""
    box: tuple[int, int, int, int] | None = None
    """[x0, top, x1, bottom] in hundredths of a point."""
    xpath: str | None = None
    """Element of an HTML page."""


class BlockProvenance(Record):
    """Where one block or note comes from."""

    segments: tuple[Segment, ...] = ()
    """Origin of the text, for every witness that shares it."""
    readings: tuple[RivalReading, ...] = ()
    """Origin of the rival readings."""
    repairs: tuple[Repair, ...] = ()
    """What was mended here."""
    places: tuple[SourcePlace, ...] = ()
    """Pages, lines and boxes."""


class FurnitureItem(Record):
    """Raw text that was left out."""

    start: Offset
    """Start in the raw text."""
    end: Offset
    """End in the raw text."""
    text: str
    """What it says."""
    reason: str
    """Why it was left out."""


class LayoutItem(NamedTuple):
    """Raw text that carries no words: blank lines between blocks, markup of an HTML page."""

    start: Offset
    end: Offset
    text: str


class LeftOut(Record):
    """How much was left out for one reason."""

    reason: str
    """The reason, as `furniture` gives it."""
    passages: Offset
    """How many passages."""
    words: Offset
    """How many words."""


class Account(Record):
    """What became of the raw text of a source, and what was counted while it was read.

    ``in_text``, ``in_readings``, ``left_out`` and ``layout`` count characters and add up to the
    length of the raw text.
    """

    in_text: Offset
    """Characters behind the text of the work."""
    in_readings: Offset
    """Characters behind readings that were not chosen, and behind nothing else."""
    left_out: Offset
    """Characters left out as no part of the briefing."""
    layout: Offset
    """Characters that carry no words: white space between blocks, markup."""
    words: Offset
    """Words of the text of this source, notes included."""
    words_left_out: tuple[LeftOut, ...] = ()
    """Words left out, by reason, the most first."""
    pages: Offset
    """Pages; 1 for what has none."""
    bare_pages: tuple[Offset, ...] = ()
    """Pages, 1-based, that are mostly pictures and have little or no text."""
    unmapped: Offset = 0
    """Characters of the text that no font or encoding explains."""
    promise: Offset | None = None
    """Of a web page, the percentage of its article that is expected to be right (F1)."""
    tables: Offset = 0
    """Tables."""
    doubtful_tables: Offset = 0
    """Tables whose cells may be cut in wrong places."""


class DoubtfulItem(Record):
    """A passage that may have been kept, or left out, by mistake, or that the maintainer has
    decided.
    """

    start: Offset
    """Start in the raw text."""
    end: Offset
    """End in the raw text; markup and other passages may lie between."""
    place: str
    """The place, for people."""
    page: Annotated[int, Field(ge=1)] | None = None
    """The page of a PDF."""
    box: tuple[int, int, int, int] | None = None
    """Its rectangle there, in hundredths of a point from the top left: x0, top, x1, bottom."""
    text: str
    """What it says."""
    kind: Literal["text", "table"] = "text"
    """Of a table it is doubtful whether its cells are cut in the right places."""
    kept: bool
    """Whether it is part of the text of the source."""
    reason: str | None = None
    """Why it was left out or kept."""
    doubt: str | None = None
    """What speaks against that; none where the maintainer has decided."""


class WitnessProvenance(Record):
    """The rest of a source: what is in no block."""

    source: Id
    """Id of the source."""
    length: Offset
    """Length of the raw text."""
    start: Offset | None = None
    """Of a source that is a part of its file, such as an entry of a feed: where the raw text begins
    in the text of the file. Offsets into the raw text count from there (from 1.2)."""
    line: Annotated[int, Field(ge=1)] | None = None
    """Of such a source, the line of the file in which the raw text begins (from 1.2)."""
    furniture: tuple[FurnitureItem, ...] = ()
    """What was left out as no part of the briefing."""
    layout: tuple[LayoutItem, ...] = ()
    """What lies between blocks."""
    doubtful: tuple[DoubtfulItem, ...] = ()
    """Passages that may have been kept, or left out, by mistake (from 1.2)."""
    account: Account | None = None
    """What became of the raw text (from 1.2)."""


class FactOrigin(Record):
    """Where a fact about a work was found."""

    work: Id
    """Id of the work."""
    name: Literal["title", "subtitle", "author", "published", "licence"]
    """Which fact it is."""
    value: str
    """What it says."""
    source: Id
    """Id of the source that states it, or of which the manifest states it."""
    where: str
    """The place, for people: page and lines, an element, a field of the metadata, the manifest."""


class VersionCall(Record):
    """Two sources that were taken for one work or for two, where little would have turned it."""

    first: Id
    """Id of a source."""
    second: Id
    """Id of another."""
    one_work: bool
    """Whether they are taken for versions of one work."""
    reasons: tuple[str, ...] = ()
    """What was weighed, in words."""


class Provenance(Record):
    """Origin of every block of a dataset."""

    schema_version: str = Field(default=SCHEMA_VERSION, pattern=r"^1\.\d+$")
    """Version of this contract: `1.N`."""
    dataset: str = Field(pattern=r"^sha256:[0-9a-f]{64}$")
    """Checksum of the dataset file it belongs to."""
    blocks: dict[str, BlockProvenance] = Field(default_factory=dict)
    """By `work/block`."""
    witnesses: tuple[WitnessProvenance, ...] = ()
    """By source id."""
    facts: tuple[FactOrigin, ...] = ()
    """Where title, subtitle, authors, date and licence of each work were found (from 1.2)."""
    calls: tuple[VersionCall, ...] = ()
    """Close calls: pairs of sources that may as well be one work as two (from 1.2)."""
    apart: tuple[tuple[Id, Id], ...] = ()
    """Pairs of sources that the manifest declares as different works (from 1.2)."""
