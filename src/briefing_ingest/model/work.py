"""A briefing reconciled from its source versions, and how works are related."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from briefing_ingest.cells import CellPlace, Cells
from briefing_ingest.model.kinds import (
    BlockKind,
    ChangeKind,
    EditionKnownFrom,
    VariantType,
    WorkKind,
)
from briefing_ingest.model.raw import CellSpan
from briefing_ingest.model.witness import Emphasis, Found, Imprint, Label, Link, Place, check_grid
from briefing_ingest.text import Span
from briefing_ingest.traced import TracedText


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
    added: str = ""
    """Why it is taken for a passage that a later edition added, in words; "" if it is not."""

    def __post_init__(self) -> None:
        check_grid(self, self.text)

    @cached_property
    def text(self) -> str:
        """The best text of the block."""
        return "".join(stretch.lemma for stretch in self.stretches)


@dataclass(frozen=True)
class Rights:
    """A licence: SPDX id, and where it is stated (index into ``Work.blocks`` and a span of that
    text).

    ``block`` is None where it is stated outside the text: by the manifest, a footer, metadata.
    """

    spdx: str
    block: int | None
    span: Span
    sources: tuple[str, ...] = ()
    """The sources that state it; none where only the manifest does."""


class WorkEdition(NamedTuple):
    """The edition that a witness has: its date (ISO 8601, or ""), the sources it is later than, and
    how that is known, in words and from what.
    """

    source_id: str
    date: str = ""
    earlier: tuple[str, ...] = ()
    reason: str = ""
    known_from: EditionKnownFrom | None = None


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
    editions: tuple[WorkEdition, ...] = ()
    """Of each witness, where one is later than another."""
    found: tuple[Found, ...] = ()
    """Where title, subtitle, authors, date and licence were found."""


class WorkSpan(NamedTuple):
    """A span of a work's text: indices into the list of works and into ``blocks + notes`` of that
    work.
    """

    work: int
    block: int
    start: int
    end: int


class EditionChange(NamedTuple):
    """What differs at one place between two editions: ``kind`` is added, removed, changed or moved.

    ``new`` is an index into ``blocks + notes`` of the later edition and ``old`` one into those of
    the earlier, None where that one has no such block; ``before`` and ``after`` are what they say.
    """

    kind: ChangeKind
    new: int | None
    old: int | None
    before: str = ""
    after: str = ""


class Relation(NamedTuple):
    """``subject`` is ``type`` (about, cites, edition_of ...) ``object``: indices into the list of
    works; ``reason`` says why, in words.
    """

    subject: int
    type: str
    object: int
    evidence: tuple[WorkSpan, ...]
    reason: str = ""
    changes: tuple[EditionChange, ...] | None = None
    """Of an edition, what changed since the ``object``, and of a draft, what changed in it; None
    where too little is shared to say."""
