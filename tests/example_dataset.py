"""A small dataset in code, with its raw texts and provenance: what the tests of diff, explain and
export work on.

Two works: a briefing with two witnesses that differ, and a blog post about it. Everything in it is
  invented.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from briefing_ingest.dataset import (
    Block,
    CalledFrom,
    Cell,
    Contact,
    Dataset,
    Entity,
    Evidence,
    Label,
    Licence,
    Link,
    Mention,
    Note,
    NoteRef,
    PrintedMarker,
    Reading,
    Relation,
    Source,
    StatedIn,
    Variant,
    WitnessRef,
    Work,
    WorkLicence,
)
from briefing_ingest.provenance import (
    BlockProvenance,
    FurnitureItem,
    Op,
    Provenance,
    Repair,
    RivalReading,
    Segment,
    SourcePlace,
    WitnessProvenance,
)
from briefing_ingest.text import line_numbers

RAW = {
    "first": (
        "Safer Streets\n\nIntroduction\nGroups in Kent work with St. Giles\nTrust to reduce harm.1 "
        "It's a start.\n"
        "Page 2\nCosts fell by 39 per cent in 2018.\nCase study 1: The shelter opens at night.\n"
        "Notes\n1 See www.example.org/re port\nLicensed under CC BY-ND 4.0.\n"
    ),
    "second": (
        "Safer Streets\nIntroduction\nGroups in Kent work with St Giles Trust to reduce harm. It’s "
        "a start.\n"
        "Costs fell by 39 per cent in 2018.\nCase study 1: The shelter opens at night.\n"
        "1 See www.example.org/re-port\nLicensed under CC BY-ND 4.0.\n"
    ),
    "post": (
        "Why streets matter\nWe read Safer Streets with care.\n• light\n• trust\nYear Cost\n2018 "
        "5|6\n"
    ),
}
OPENING = "Groups in Kent work with St Giles Trust to reduce harm. It’s a start."
COSTS = "Costs fell by 39 per cent in 2018."


def variant(text: str, lemma: str, rival: str, lemma_source: str, rival_source: str) -> Variant:
    """``lemma`` of ``text`` against one rival reading."""
    start = text.index(lemma)
    return Variant(
        start=start,
        end=start + len(lemma),
        type="orthographic",
        readings=(
            Reading(text=lemma, witnesses=(lemma_source,)),
            Reading(text=rival, witnesses=(rival_source,)),
        ),
        rule="typography",
        reason="the typeset form is kept",
    )


def mention(text: str, name: str, entity: str) -> Mention:
    """The first ``name`` in ``text``."""
    start = text.index(name)
    return Mention(start=start, end=start + len(name), text=name, entity=entity, rule="gazetteer")


def note_ref(text: str, after: str, note: str = "note-1") -> NoteRef:
    """A reference right behind ``after``, printed by the first witness only."""
    return NoteRef(
        at=text.index(after) + len(after),
        note=note,
        readings=(
            PrintedMarker(printed="1", witnesses=("first",)),
            PrintedMarker(printed="", witnesses=("second",)),
        ),
        rule="printed_by_some",
        reason="the first witness prints it",
    )


def opening(text: str = OPENING, **changes: Any) -> Block:
    """The paragraph that has everything: two variants, two mentions, a note reference."""
    fields: dict[str, Any] = {
        "id": "paragraph-opening",
        "kind": "paragraph",
        "section": "introduction",
        "text": text,
        "variants": (
            variant(text, "St Giles", "St. Giles", "second", "first"),
            variant(text, "It’s", "It's", "second", "first"),
        ),
        "mentions": (
            mention(text, "Kent", "kent"),
            mention(text, "St Giles Trust", "st-giles-trust"),
        ),
        "note_refs": (note_ref(text, "harm."),),
    }
    return Block(**(fields | changes))


def paragraph(name: str, text: str, section: str | None = "introduction") -> Block:
    """A plain paragraph."""
    return Block(id=name, kind="paragraph", section=section, text=text)


def briefing_blocks() -> list[Block]:
    """The blocks of the briefing."""
    return [
        Block(id="safer-streets", kind="title", text="Safer Streets"),
        Block(id="introduction", kind="heading", level=1, text="Introduction"),
        opening(),
        paragraph("paragraph-costs", COSTS),
        Block(
            id="case-study-1",
            kind="labelled",
            label=Label(name="Case study", number="1"),
            section="introduction",
            text="The shelter opens at night.",
        ),
        Block(id="licence", kind="licence", text="Licensed under CC BY-ND 4.0."),
    ]


def the_note(number: str = "1", blocks: Sequence[Block] = ()) -> Note:
    """The endnote, whose link was mended, called from where ``blocks`` call it."""
    calls = ((block.id, ref) for block in blocks for ref in block.note_refs)
    return Note(
        id=f"note-{number}",
        number=number,
        text="See www.example.org/re-port",
        links=(
            Link(
                start=4,
                end=27,
                printed="www.example.org/re port",
                url="https://www.example.org/re-port",
                conjectural=True,
                evidence="the second witness has the hyphen",
            ),
        ),
        called_from=tuple(
            CalledFrom(block=name, at=ref.at) for name, ref in calls if ref.note == f"note-{number}"
        ),
    )


def briefing(blocks: Sequence[Block] = (), **changes: Any) -> Work:
    """The briefing, from these blocks or its own."""
    fields: dict[str, Any] = {
        "id": "safer-streets",
        "kind": "briefing",
        "title": "Safer Streets",
        "authors": ("A. Writer",),
        "publishers": ("st-giles-trust",),
        "published": "2020-03-01",
        "language": "en",
        "licence": WorkLicence(
            id="CC-BY-ND-4.0",
            stated_in=StatedIn(block="licence", start=0, end=28),
            permits_derivatives=False,
            permits_commercial_use=True,
        ),
        "witnesses": (WitnessRef(source="second", base=True), WitnessRef(source="first")),
        "blocks": tuple(blocks or briefing_blocks()),
        "notes": (the_note(blocks=tuple(blocks or briefing_blocks())),),
    }
    return Work(**(fields | changes))


def post_blocks() -> list[Block]:
    """The blocks of the blog post: a list and a table among them."""
    table = "Year\tCost\n2018\t5|6"
    spans = [(0, 0, 0, 4), (0, 1, 5, 9), (1, 0, 10, 14), (1, 1, 15, 18)]
    return [
        Block(id="why-streets-matter", kind="title", text="Why streets matter"),
        paragraph("paragraph-read", "We read Safer Streets with care.", None),
        Block(id="list-item-light", kind="list_item", level=1, text="light"),
        Block(id="list-item-trust", kind="list_item", level=1, text="trust"),
        Block(
            id="table-1",
            kind="table",
            text=table,
            cells=tuple(
                Cell(row=row, column=column, start=start, end=end)
                for row, column, start, end in spans
            ),
        ),
    ]


def post(blocks: Sequence[Block] = (), **changes: Any) -> Work:
    """The blog post, from these blocks or its own."""
    fields: dict[str, Any] = {
        "id": "why-streets-matter",
        "kind": "blog_post",
        "title": "Why streets matter",
        "language": "en",
        "witnesses": (WitnessRef(source="post", base=True),),
        "blocks": tuple(blocks or post_blocks()),
        "contacts": (Contact(kind="email", value="desk@example.org", block="paragraph-read"),),
    }
    return Work(**(fields | changes))


def sources(**digests: str) -> tuple[Source, ...]:
    """The three sources, ``digests`` giving the first hexadecimal digit of a checksum."""
    return tuple(
        Source(
            id=name,
            path=f"seeds/{name}.txt",
            sha256="sha256:" + digests.get(name, "0") * 64,
            media_type="text/plain",
            licence=Licence(id="NOASSERTION"),
        )
        for name in ("first", "post", "second")
    )


def entities() -> tuple[Entity, ...]:
    """A place and an organisation."""
    return (
        Entity(
            id="kent",
            type="place",
            kind="county",
            name="Kent",
            same_as=("https://sws.geonames.org/3333158/",),
        ),
        Entity(
            id="st-giles-trust",
            type="organisation",
            kind="charity",
            name="St Giles Trust",
            aliases=("St. Giles Trust",),
            same_as=("https://www.stgilestrust.org.uk/",),
            same_as_reasons=("the imprint prints it",),
        ),
    )


def relation(start: int = 8, end: int = 21) -> Relation:
    """The post is about the briefing."""
    evidence = Evidence(work="why-streets-matter", block="paragraph-read", start=start, end=end)
    return Relation.model_validate(
        {
            "from": "why-streets-matter",
            "type": "about",
            "to": "safer-streets",
            "reason": "it names “Safer Streets” twice in its text",
            "evidence": (evidence,),
        }
    )


def dataset(*works: Work, **changes: Any) -> Dataset:
    """The dataset of these works, or of both."""
    fields: dict[str, Any] = {
        "sources": sources(),
        "works": works or (briefing(), post()),
        "entities": entities(),
        "relations": (relation(),),
    }
    return Dataset(**(fields | changes))


# --- provenance -----------------------------------------------------------------------------------


def trace(source: str, *parts: str | tuple[str, str]) -> tuple[Segment, ...]:
    """Segments of a text: a string is copied from the source, a pair is (text, the raw text it
    stands for)."""
    raw, at, found = RAW[source], 0, []
    cursor = -1
    for part in parts:
        new, old = (part, part) if isinstance(part, str) else part
        start = raw.index(old, max(cursor, 0))
        cursor = start + len(old)
        op: Op = "copy" if isinstance(part, str) else "substitute"
        found.append(Segment(at, at + len(new), source, start, cursor, op))
        at += len(new)
    return tuple(found)


def place(source: str, first: int, last: int) -> SourcePlace:
    """Lines of the only page."""
    return SourcePlace(source=source, page=1, lines=(first, last))


def repair(source: str, name: str, before: str, after: str, around: str) -> Repair:
    """``before`` within the raw text ``around`` became ``after``."""
    start = RAW[source].index(around) + around.index(before)
    return Repair(
        name=name,
        source=source,
        raw_start=start,
        raw_end=start + len(before),
        before=before,
        after=after,
    )


def provenance() -> Provenance:
    """Where the blocks of the briefing's running text come from."""
    first = trace(
        "first",
        "Groups in Kent work with ",
        ("St Giles", "St. Giles"),
        (" ", "\n"),
        "Trust to reduce harm.",
    )
    return Provenance(
        dataset="sha256:" + "0" * 64,
        blocks={
            "safer-streets/paragraph-opening": BlockProvenance(
                segments=(*trace("second", OPENING), first[0], *first[2:]),
                readings=(
                    RivalReading(
                        variant=0, reading=1, source="first", segments=trace("first", "St. Giles")
                    ),
                    RivalReading(
                        variant=1, reading=1, source="first", segments=trace("first", "It's")
                    ),
                ),
                repairs=(
                    repair("first", "hard_wraps", "\n", " ", "Giles\nTrust"),
                    repair("first", "note_marker", "1", "", "harm.1"),
                ),
                places=(place("first", 4, 5), place("second", 3, 3)),
            ),
            "safer-streets/note-1": BlockProvenance(
                segments=(*trace("second", "See www.example.org/re-port"),),
                places=(place("first", 10, 10), place("second", 6, 6)),
            ),
        },
        witnesses=(
            WitnessProvenance(
                source="first",
                length=len(RAW["first"]),
                furniture=(
                    FurnitureItem(
                        start=RAW["first"].index("Page 2"),
                        end=RAW["first"].index("Page 2") + 7,
                        text="Page 2\n",
                        reason="a page number",
                    ),
                ),
            ),
        ),
    )


class ExampleBriefings:
    """The example as `loader.load` would give it."""

    def __init__(self, whole: Dataset | None = None) -> None:
        self.dataset = whole or dataset()
        self.provenance: Provenance = provenance()

    def raw_text(self, source_id: str) -> str:
        return RAW[source_id]

    def line_at(self, source_id: str) -> Callable[[int], int]:
        return line_numbers(RAW[source_id])
