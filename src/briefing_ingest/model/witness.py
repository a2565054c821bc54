"""A source version: the blocks of one source after repair and structure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, Protocol

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
from briefing_ingest.model.kinds import BlockKind, EmphasisKind, WorkKind
from briefing_ingest.model.raw import (
    NO_SIGNS,
    Box,
    CellSpan,
    Fact,
    NoteCall,
    RawEmphasis,
    RawLink,
    Signs,
)
from briefing_ingest.text import Span, widened
from briefing_ingest.traced import TracedText


class Place(NamedTuple):
    """Where on a page a block stands: lines are 1-based and inclusive."""

    page: int
    first_line: int
    last_line: int
    box: Box | None = None
    path: str = ""

    @property
    def said(self) -> str:
        """The place in words: the element of a web page, else page and lines."""
        if self.path:
            return self.path
        single = self.first_line == self.last_line
        lines = f"line {self.first_line}" if single else f"lines {self.first_line}-{self.last_line}"
        return f"page {self.page}, {lines}" if self.box else lines


class Found(NamedTuple):
    """Where a fact about a work was found: ``where`` is for people ("page 1, lines 2-3",
    "manifest"), ``source_id`` the source that states it.
    """

    name: str
    value: str
    source_id: str
    where: str


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
        check_grid(self, self.text)

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


def check_grid(block: Tabular, text: str) -> None:
    """Nothing, if the cells of a table tile its ``text``, its spans have room in it and its heads
    are cells of it; anything else has none of them.

    Raises:
        ValueError: they do not, or have not (a bug).
    """
    if block.kind != "table":
        if block.cells or block.spans or block.heads:
            raise ValueError(f"a {block.kind} has cells")
        return
    if block.cells != cells_of(text):
        raise ValueError("the cells of a table and what separates them do not tile its text")
    if fitting_spans(block.spans, block.cells) != block.spans:
        raise ValueError("a cell of a table spans cells that it has no room for")
    if not are_places(block.heads, block.cells):
        raise ValueError("a head of a table is none of its cells")


class Tabular(Protocol):
    """What may be a table."""

    @property
    def kind(self) -> BlockKind:
        """What it is."""

    @property
    def cells(self) -> Cells:
        """The spans of its cells, row by row."""

    @property
    def spans(self) -> tuple[CellSpan, ...]:
        """The cells that span others."""

    @property
    def heads(self) -> tuple[CellPlace, ...]:
        """The cells that head its rows or columns."""


class Furniture(NamedTuple):
    """Raw text that is no part of the briefing, and why it was left out."""

    raw_start: int
    raw_end: int
    reason: str


class DoubtfulPassage(NamedTuple):
    """A passage of which it is not sure whether it is part of the briefing, or of which the
    maintainer has decided it: a raw span, where it stands, and what it says.

    ``reason`` says why it was left out or kept, "" where it simply was kept; ``doubt`` what speaks
    for the contrary, "" where the maintainer has decided.
    """

    raw_start: int
    raw_end: int
    place: Place
    text: str
    kept: bool
    reason: str
    doubt: str
    kind: Literal["text", "table"] = "text"
    """Of a table it is doubtful whether its cells are cut in the right places."""


class Imprint(NamedTuple):
    """A publisher as its imprint states it: name, postal address, charity and company number, web
    address ("" where unstated).
    """

    name: str
    address: str
    charity: str
    company: str
    site: str = ""


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
    doubtful: tuple[DoubtfulPassage, ...] = ()
    facts: tuple[Fact, ...] = ()
    kind: WorkKind = "document"
    language: str = ""
    findings: tuple[Finding, ...] = ()
    start: int = 0
    line: int = 1
    signs: Signs = NO_SIGNS
