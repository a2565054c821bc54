"""A dataset as tables: what CSV, Parquet and the Data Package have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from briefing_ingest.dataset import Block, Dataset, Link, Note, Work, texts
from briefing_ingest.export.addresses import repaired

Value = str | int | bool | None
Type = Literal["string", "integer", "boolean", "date"]


class Column(NamedTuple):
    """Name, type (of Table Schema), and what it holds."""

    name: str
    type: Type
    description: str


class Table(NamedTuple):
    """Columns and rows; ``keys`` name a row, ``references`` are (columns, table, columns there)."""

    name: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    references: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...]
    rows: list[tuple[Value, ...]]


_WORK: Final = Column("work", "string", "Id of the work.")
_TEXT: Final = Column("text_id", "string", "Id of the block or note in its work.")
_START: Final = Column("start", "integer", "Start in the text: code points, from 0.")
_END: Final = Column("end", "integer", "End in the text, not included.")
_AT_TEXT: Final = ((("work", "text_id"), "texts", ("work", "id")),)
_ID: Final = Column("id", "string", "Its id.")


def tables(dataset: Dataset) -> list[Table]:
    """The tables, those first that others refer to. Lists of scalars are joined by "; "."""
    return [
        _sources(dataset),
        _entities(dataset),
        _works(dataset),
        _texts(dataset),
        *_noted(dataset),
        _relations(dataset),
        _changes(dataset),
    ]


def _string(*names: str) -> tuple[Column, ...]:
    return tuple(
        Column(name, "string", f"{name.replace('_', ' ').capitalize()}.") for name in names
    )


def _sources(dataset: Dataset) -> Table:
    columns = (
        _ID,
        *_string(
            "path",
            "sha256",
            "media_type",
            "title",
            "publisher",
            "url",
            "published",
            "licence",
            "state",
        ),
    )
    rows: list[tuple[Value, ...]] = [
        (
            s.id,
            s.path,
            s.sha256,
            s.media_type,
            s.title,
            s.publisher,
            s.url,
            s.published,
            s.licence.id,
            s.state,
        )
        for s in dataset.sources
    ]
    return Table("sources", columns, ("id",), (), rows)


def _entities(dataset: Dataset) -> Table:
    columns = (
        _ID,
        *_string("type", "kind", "name", "aliases", "address", "same_as"),
        Column("latitude", "integer", "Micro-degrees north (WGS 84)."),
        Column("longitude", "integer", "Micro-degrees east."),
    )
    rows: list[tuple[Value, ...]] = []
    for e in dataset.entities:
        point = (e.coordinates.latitude, e.coordinates.longitude) if e.coordinates else (None, None)
        rows.append(
            (
                e.id,
                e.type,
                e.kind,
                e.name,
                "; ".join(e.aliases),
                e.address,
                "; ".join(e.same_as),
                *point,
            )
        )
    return Table("entities", columns, ("id",), (), rows)


def _works(dataset: Dataset) -> Table:
    columns = (
        _ID,
        *_string(
            "kind", "title", "subtitle", "authors", "publishers", "published", "language", "licence"
        ),
        Column(
            "permits_derivatives",
            "boolean",
            "False: the text may not be republished. Empty: not known.",
        ),
        Column("permits_commercial_use", "boolean", "Empty: not known."),
        *_string("witnesses"),
    )
    rows = [_work_row(work) for work in dataset.works]
    return Table("works", columns, ("id",), (), rows)


def _work_row(work: Work) -> tuple[Value, ...]:
    return (
        work.id,
        work.kind,
        work.title,
        work.subtitle,
        "; ".join(work.authors),
        "; ".join(work.publishers),
        work.published,
        work.language,
        work.licence.id,
        work.licence.permits_derivatives,
        work.licence.permits_commercial_use,
        "; ".join(witness.source for witness in work.witnesses),
    )


def _texts(dataset: Dataset) -> Table:
    columns = (
        _WORK,
        Column("position", "integer", "Place in the reading order, from 0; notes come last."),
        _ID,
        Column("kind", "string", "Kind of block, or `note`."),
        Column("level", "integer", "Depth of a heading or list item."),
        Column("label", "string", "Name and number of a labelled block, or the number of a note."),
        Column("section", "string", "Id of the heading it stands under."),
        Column("text", "string", "The text, without note markers."),
    )
    rows = [
        _text_row(work, n, text) for work in dataset.works for n, text in enumerate(texts(work))
    ]
    return Table("texts", columns, ("work", "id"), ((("work",), "works", ("id",)),), rows)


def _text_row(work: Work, position: int, text: Block | Note) -> tuple[Value, ...]:
    if isinstance(text, Note):
        return (work.id, position, text.id, "note", None, text.number, None, text.text)
    label = " ".join(filter(None, (text.label.name, text.label.number))) if text.label else None
    return (work.id, position, text.id, text.kind, text.level, label, text.section, text.text)


def _noted(dataset: Dataset) -> Iterator[Table]:
    """Mentions, links, note references, and readings of variants."""
    every = [(work.id, text) for work in dataset.works for text in texts(work)]
    yield Table(
        "mentions",
        (_WORK, _TEXT, _START, _END, *_string("name", "entity", "rule", "confidence", "reason")),
        (),
        (*_AT_TEXT, (("entity",), "entities", ("id",))),
        [
            (work, text.id, m.start, m.end, m.text, m.entity, m.rule, m.confidence, m.reason)
            for work, text in every
            for m in text.mentions
        ],
    )
    yield Table(
        "links",
        (
            _WORK,
            _TEXT,
            _START,
            _END,
            *_string("printed", "url"),
            Column("conjectural", "boolean", "Mended on evidence."),
            Column("repaired", "string", "How it should read, where the text has it damaged."),
            Column("evidence", "string", "Why it was repaired."),
        ),
        (),
        _AT_TEXT,
        [_link_row(work, text, link) for work, text in every for link in text.links],
    )
    yield Table(
        "note_refs",
        (
            _WORK,
            _TEXT,
            Column("at", "integer", "Where the marker belongs."),
            *_string("note", "rule", "reason"),
        ),
        (),
        (*_AT_TEXT, (("work", "note"), "texts", ("work", "id"))),
        [
            (work, text.id, ref.at, ref.note, ref.rule, ref.reason)
            for work, text in every
            for ref in text.note_refs
        ],
    )
    yield _readings(every)


def _link_row(work: str, text: Block | Note, link: Link) -> tuple[Value, ...]:
    right = repaired(link) or None
    where = (work, text.id, link.start, link.end)
    return (*where, link.printed, link.url, link.conjectural, right, link.evidence)


def _readings(every: Sequence[tuple[str, Block | Note]]) -> Table:
    columns = (
        _WORK,
        _TEXT,
        _START,
        _END,
        *_string("type", "reading", "witnesses"),
        Column("chosen", "boolean", "True for the reading the text has."),
        *_string("rule", "reason"),
    )
    rows: list[tuple[Value, ...]] = [
        (
            work,
            text.id,
            v.start,
            v.end,
            v.type,
            r.text,
            "; ".join(r.witnesses),
            index == 0,
            v.rule,
            v.reason,
        )
        for work, text in every
        for v in text.variants
        for index, r in enumerate(v.readings)
    ]
    return Table("readings", columns, (), _AT_TEXT, rows)


def _relations(dataset: Dataset) -> Table:
    references = ((("from",), "works", ("id",)), (("to",), "works", ("id",)))
    rows: list[tuple[Value, ...]] = [
        (r.subject, r.type, r.object, r.reason) for r in dataset.relations
    ]
    return Table("relations", _string("from", "type", "to", "reason"), (), references, rows)


def _changes(dataset: Dataset) -> Table:
    """What changed between editions, a row a change, in the order of the later one."""
    references = ((("from",), "works", ("id",)), (("to",), "works", ("id",)))
    columns = (
        *_string("from", "to", "kind"),
        Column("old", "string", "Id of the block in the earlier work; empty: added."),
        Column("new", "string", "Id of the block in the later work; empty: removed."),
        *_string("before", "after"),
    )
    rows: list[tuple[Value, ...]] = [
        (r.subject, r.object, change.kind, change.old, change.new, change.before, change.after)
        for r in dataset.relations
        for change in r.changes or ()
    ]
    return Table("changes", columns, (), references, rows)
