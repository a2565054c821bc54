"""Blocks and notes: everything that has text."""

from __future__ import annotations

from pydantic import Field

from briefing_ingest.dataset.noted import Emphasis, Link, Mention, NoteRef, Variant
from briefing_ingest.dataset.record import Id, Offset, Record
from briefing_ingest.model import BlockKind


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
