"""What extraction gives: the lines of a document, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from briefing_ingest.cells import CellPlace
from briefing_ingest.errors import Finding
from briefing_ingest.model.kinds import EmphasisKind
from briefing_ingest.text import Span
from briefing_ingest.traced import TracedText


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
    ADDRESS = "address"
    """A line of an address beside which others stand, each in a column of its own."""
    NOTE = "note"
    BYLINE = "byline"
    CHROME = "chrome"
    """A part of the site, by its element: navigation, a form."""
    FIGURE = "figure"
    """Text of a chart."""
    FURNITURE = "furniture"
    """Judged to be no part of the briefing; `Line.reason` says why."""


class Setting(NamedTuple):
    """How a line is set on a page that has geometry, such as that of a PDF."""

    box: Box
    size: int = 0
    """The prevailing font size, in hundredths of a point."""
    bold: bool = False
    column: int = 0
    """The region of the page that it stands in; regions are numbered in reading order."""
    gap: int = 0
    """The widest white space inside the line, in hundredths of its font size."""
    aside: bool = False
    """True in a box beside the text."""
    tag: str = ""
    """What the structure tree of a tagged PDF calls the line: "H2", "P", "LI", "Artifact" ...; ""
    if nothing."""


class Markup(NamedTuple):
    """What the elements of a web page say of a line."""

    path: str = ""
    """XPath of its element."""
    emphases: tuple[RawEmphasis, ...] = ()
    calls: tuple[NoteCall, ...] = ()
    """Where the page itself says that notes are called."""
    note: str = ""
    """Of a line of a note (its role is "note"), the note's number."""


class Line(NamedTuple):
    """A line of a page or text, or one element of an HTML page, with what its setting tells.

    ``traced`` covers the raw text of the line with its line end, so the lines of a plain text tile
    it. ``setting`` is None where the source has no geometry, ``markup`` where it has no elements;
    what they hold can be asked of the line itself, which then says nothing ("", 0, False, ()).
    """

    traced: TracedText
    page: int
    number: int
    setting: Setting | None = None
    markup: Markup | None = None
    role: LineRole = LineRole.UNKNOWN
    """What it is, where an element or a repair says so."""
    level: int = 0
    """Depth of a heading or list item, from 1."""
    raised: tuple[Span, ...] = ()
    """Raw spans set as superscript."""
    links: tuple[RawLink, ...] = ()
    spans: tuple[CellSpan, ...] = ()
    """Of a table, the cells that span others."""
    heads: tuple[CellPlace, ...] = ()
    """Of a table, row and column of the cells that head its rows or columns."""
    reason: str = ""
    """Why a line of the role "furniture" is no part of the briefing."""
    doubt: str = ""
    """What speaks against its being part of the briefing or, of a line left out, for it; "" where
    that is sure."""

    @property
    def text(self) -> str:
        """The line as it stands, with its line end."""
        return self.traced.text

    @property
    def is_outside(self) -> bool:
        """Whether it is judged to be no part of the briefing or of the text it prints."""
        return self.role in {LineRole.CHROME, LineRole.FIGURE, LineRole.FURNITURE}

    @property
    def box(self) -> Box | None:
        """Where it stands on the page."""
        return self.setting.box if self.setting else None

    @property
    def size(self) -> int:
        """Its font size, in hundredths of a point."""
        return self.setting.size if self.setting else 0

    @property
    def bold(self) -> bool:
        """Whether most of it is bold."""
        return self.setting.bold if self.setting else False

    @property
    def column(self) -> int:
        """The region of the page that it stands in."""
        return self.setting.column if self.setting else 0

    @property
    def gap(self) -> int:
        """The widest white space inside it, in hundredths of its font size."""
        return self.setting.gap if self.setting else 0

    @property
    def aside(self) -> bool:
        """Whether it stands in a box beside the text."""
        return self.setting.aside if self.setting else False

    @property
    def tag(self) -> str:
        """What a tagged PDF calls it."""
        return self.setting.tag if self.setting else ""

    @property
    def path(self) -> str:
        """XPath of its element."""
        return self.markup.path if self.markup else ""

    @property
    def emphases(self) -> tuple[RawEmphasis, ...]:
        """The words that elements set apart."""
        return self.markup.emphases if self.markup else ()

    @property
    def calls(self) -> tuple[NoteCall, ...]:
        """Where the page itself says that notes are called."""
        return self.markup.calls if self.markup else ()

    @property
    def note(self) -> str:
        """Of a line of a note, its number."""
        return self.markup.note if self.markup else ""

    def moved(self, box: Box) -> Line:
        """The line in another box; as it is where its source has no geometry."""
        return self._replace(setting=self.setting and self.setting._replace(box=box))

    def as_furniture(self, reason: str) -> Line:
        """The line judged to be no part of the briefing, for ``reason``."""
        return self._replace(role=LineRole.FURNITURE, reason=reason)


KEPT_BY_MAINTAINER: Final = "kept as the manifest says"
DROPPED_BY_MAINTAINER: Final = "left out as the manifest says"
"""`Line.reason` of what the maintainer has decided."""

MANIFEST: Final = "manifest"
"""``Fact.where`` of what the manifest states: it goes before what the document says."""


class Fact(NamedTuple):
    """Something a source says of itself outside its text: a meta element, a PDF's document
    information.

    ``name`` is one of title, subtitle, author, publisher, published, held (the day of a meeting),
    created (the day the file was made), modified, url, licence, language, site, type. ``where``
    says where it was found, for people ("meta[name=author]").
    """

    name: str
    value: str
    where: str

    @property
    def is_printed(self) -> bool:
        """Whether readers of the document see it, or the manifest states it."""
        return self.where == MANIFEST or self.where.startswith(("/", "line ", "page "))


class Entry(NamedTuple):
    """What a document says of its own sections: an entry of its contents or bookmarks.

    ``level`` counts from 1; ``page`` is the page of the file, 0 where only a printed number tells.
    """

    title: str
    level: int
    page: int


class Signs(NamedTuple):
    """What extraction tells of how well a source can be read."""

    pages: int = 1
    bare_pages: tuple[int, ...] = ()
    """Pages, 1-based, that are mostly pictures and have little or no text."""
    promise: int | None = None
    """Of a web page, the percentage of its article that is expected to be right (F1)."""
    expected_words: int = 0
    """Of a web page, how many words its article is expected to have; 0 if that is not known."""


NO_SIGNS: Final = Signs()


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
    signs: Signs = NO_SIGNS
