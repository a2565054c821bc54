"""A work as the dataset publishes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from briefing_ingest import dataset as published
from briefing_ingest.assemble.apparatus import note_ref, variants
from briefing_ingest.assemble.tables import captions_of_tables, cells_of_table
from briefing_ingest.english.licences import permissions
from briefing_ingest.model import Mention, MergedBlock, Work
from briefing_ingest.pages.contact_signs import telephones_in
from briefing_ingest.tag.rulebook import IMPRINT

Mentions = dict[int, list[tuple[Mention, str]]]


def work_record(
    work: Work, work_id: str, ids: Sequence[str], mentions: Mentions, publishers: tuple[str, ...]
) -> published.Work:
    """The record of ``work``: ``ids`` are those of ``blocks + notes``, ``publishers`` are ids of
    entities.
    """
    sections = list(_sections(work, ids))
    captions = captions_of_tables(work.blocks)
    blocks = tuple(
        _block(
            block,
            _Head(ids[k], sections[k], tuple(ids[at] for at in captions.get(k, ()))),
            mentions.get(k, []),
        )
        for k, block in enumerate(work.blocks)
    )
    return published.Work(
        id=work_id,
        kind=work.kind,
        title=work.title,
        subtitle=work.subtitle or None,
        authors=work.authors,
        publishers=publishers,
        published=work.published or None,
        language=work.language,
        licence=_licence(work, ids),
        witnesses=tuple(
            _witness(name, work.evidence[k - 1] if k else None, work)
            for k, name in enumerate(work.witnesses)
        ),
        blocks=blocks,
        notes=tuple(_notes(work, ids, mentions)),
        contacts=tuple(_contacts(blocks)),
    )


def _witness(name: str, evidence: str | None, work: Work) -> published.WitnessRef:
    """The record of the source ``name`` as a version of ``work``."""
    edition = next((one for one in work.editions if one.source_id == name), None)
    return published.WitnessRef(
        source=name,
        base=name == work.witnesses[0],
        evidence=evidence,
        edition=edition.date or None if edition else None,
        supersedes=edition.earlier or None if edition else None,
        edition_known_from=edition.known_from if edition else None,
        edition_reason=edition.reason or None if edition else None,
    )


_OUTSIDE = ("title", "subtitle", "byline", "acknowledgements", "contact", "imprint", "licence")


class _Heading(NamedTuple):
    """A heading whose section has not ended yet."""

    level: int
    id: str


def _close(headings: list[_Heading], level: int) -> None:
    """Take away the open ``headings`` whose sections end at a heading of ``level``."""
    while headings and headings[-1].level >= level:
        headings.pop()


def _sections(work: Work, ids: Sequence[str]) -> Iterator[str | None]:
    """For each block the id of the heading it stands under; a heading stands under the one of the
    next higher level.
    """
    open_headings: list[_Heading] = []
    outside = open_headings
    for block, name in zip(work.blocks, ids, strict=False):
        if not block.aside:
            open_headings = outside
        elif open_headings is outside:  # headings of a side box end with it
            open_headings = list(outside)
        if block.kind == "heading":
            _close(open_headings, block.level)
        has_section = block.kind not in _OUTSIDE and not block.back
        yield open_headings[-1].id if open_headings and has_section else None
        if block.kind == "heading":
            open_headings.append(_Heading(block.level, name))


class _Head(NamedTuple):
    """The id of a block, and those of the heading and the captions that belong to it."""

    id: str
    section: str | None
    captions: tuple[str, ...]


def _block(
    block: MergedBlock,
    head: _Head,
    mentions: list[tuple[Mention, str]],
) -> published.Block:
    label = block.label and published.Label(
        name=block.label.name, number=block.label.number or None
    )
    return published.Block(
        id=head.id,
        kind=block.kind,
        level=block.level or None,
        label=label,
        section=head.section,
        text=block.text,
        note_refs=tuple(note_ref(ref) for ref in block.note_refs),
        links=_links(block),
        emphasis=_emphasis(block),
        variants=tuple(variants(block)),
        mentions=_published_mentions(mentions),
        cells=cells_of_table(block),
        captions=head.captions or None,
    )


def _notes(work: Work, ids: Sequence[str], mentions: Mentions) -> Iterator[published.Note]:
    """The notes, and an empty one for each number that is called but that no witness has."""
    calls: dict[str, list[published.CalledFrom]] = {}
    for block, name in zip(work.blocks, ids, strict=False):
        for ref in block.note_refs:
            calls.setdefault(ref.number, []).append(published.CalledFrom(block=name, at=ref.at))
    notes = {
        note.number: published.Note(
            id=ids[k],
            number=note.number,
            text=note.text,
            links=_links(note),
            emphasis=_emphasis(note),
            variants=tuple(variants(note)),
            mentions=_published_mentions(mentions.get(k, [])),
            called_from=tuple(calls.get(note.number, ())),
        )
        for k, note in enumerate(work.notes, start=len(work.blocks))
    }
    for number, called_from in calls.items():
        if number not in notes:
            notes[number] = published.Note(
                id=f"note-{number}", number=number, text="", called_from=tuple(called_from)
            )
    return iter(sorted(notes.values(), key=lambda note: int(note.number)))


def _links(block: MergedBlock) -> tuple[published.Link, ...]:
    return tuple(
        published.Link(
            start=link.start,
            end=link.end,
            printed=link.printed,
            url=link.url,
            conjectural=link.conjectural,
            evidence=link.evidence or None,
        )
        for link in block.links
    )


def _emphasis(block: MergedBlock) -> tuple[published.Emphasis, ...] | None:
    return (
        tuple(published.Emphasis(start=e.start, end=e.end, kind=e.kind) for e in block.emphases)
        or None
    )


def _published_mentions(mentions: list[tuple[Mention, str]]) -> tuple[published.Mention, ...]:
    return tuple(
        published.Mention(
            start=m.start,
            end=m.end,
            text=m.text,
            entity=entity,
            rule=m.rule or None,
            confidence=m.confidence or None,
            reason=m.reason or None,
        )
        for m, entity in sorted(mentions, key=lambda item: (item[0].start, item[0].end))
    )


_EMAIL = re.compile(r"mailto:(.+)")
_TELEPHONE = re.compile(r"(?:tel(?:ephone)?|phone|call)\.?:?\s*(\+?[\d() ]{9,17}\d)", re.IGNORECASE)


def _contacts(blocks: Sequence[published.Block]) -> Iterator[published.Contact]:
    """The addresses and numbers that ``blocks`` print, each with the body whose imprint it is in.

    An imprint begins with the name of a body, and what goes on behind it is that body's too.
    """
    owner: str | None = None
    for block in blocks:
        if block.kind not in {"imprint", "contact"}:
            owner = None
        elif named := _named_in_imprint(block):
            owner = named
        for kind, value in dict.fromkeys(_ways_to_reach(block)):
            yield published.Contact(kind=kind, value=value, block=block.id, entity=owner)


def _named_in_imprint(block: published.Block) -> str | None:
    """The id of the body that an imprint names first."""
    named = (mention.entity for mention in block.mentions if mention.rule == IMPRINT.name)
    return next(named, None) if block.kind == "imprint" else None


def _ways_to_reach(
    block: published.Block,
) -> Iterator[tuple[Literal["email", "telephone"], str]]:
    """The e-mail addresses of a block, and its telephone numbers: anywhere where a word says so, in
    an imprint or contact by their form.
    """
    for link in block.links:
        if match := _EMAIL.fullmatch(link.url):
            yield "email", match.group(1)
    if block.kind in {"imprint", "contact"}:
        yield from (("telephone", number) for number in telephones_in(block.text))
    for number in _TELEPHONE.findall(block.text):
        yield "telephone", number.strip()


def _licence(work: Work, ids: Sequence[str]) -> published.WorkLicence:
    rights = work.rights
    if not rights:
        return published.WorkLicence()
    stated = rights.block is not None and published.StatedIn(
        block=ids[rights.block], start=rights.span.start, end=rights.span.end
    )
    derivatives, commercial_use = permissions(rights.spdx)
    return published.WorkLicence(
        id=rights.spdx,
        stated_in=stated or None,
        permits_derivatives=derivatives,
        permits_commercial_use=commercial_use,
    )
