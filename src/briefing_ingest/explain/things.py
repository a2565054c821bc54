"""What is known of a work, an entity, a source and an error code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from briefing_ingest.dataset import (
    Contact,
    Dataset,
    Entity,
    Source,
    WitnessRef,
    Work,
    texts,
)
from briefing_ingest.errors import CODES, UsageError
from briefing_ingest.explain.layout import (
    facts,
    in_context,
    quoted,
    section,
    shortened,
    titled,
    wrapped,
)
from briefing_ingest.explain.names import area_served, identifiers, others, tagged
from briefing_ingest.explain.nearest import unknown_code
from briefing_ingest.explain.passage import Loaded
from briefing_ingest.explain.relation import relation_lines
from briefing_ingest.text import Span


def explain_code(code: str) -> str:
    """What a code such as E204 means and what to do about it.

    Raises:
        UsageError: E407 for an unknown code.
    """
    known = CODES.get(code.upper())
    if known is None:
        raise unknown_code(code)
    return titled(f"{code.upper()}: {known.title}", [wrapped(known.about, "")])


def _contact(contact: Contact, names: Mapping[str, str]) -> str:
    """An address or number, where it is printed, and whose it is, by the names of entities."""
    owner = names.get(contact.entity or "", "")
    whose = f" of {owner}" if owner else ""
    return f"{contact.value}{whose} (in {contact.block})"


def explain_work(briefings: Loaded, work: Work) -> str:
    """The page about a work: facts, witnesses, licence and where it is stated, sections, relations
    with evidence.
    """
    dataset = briefings.dataset
    kinds = Counter(block.kind for block in work.blocks)
    counted = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in kinds.items())
    names = {entity.id: entity.name for entity in dataset.entities}
    about: list[tuple[str, str | None]] = [
        ("Title", work.title),
        ("Subtitle", work.subtitle),
        ("Kind", work.kind.replace("_", " ")),
        ("Authors", "; ".join(work.authors)),
        ("Publishers", "; ".join(f"{names.get(name, name)} ({name})" for name in work.publishers)),
        ("Published", work.published),
        ("Language", work.language),
        ("Blocks", f"{len(work.blocks)}: {counted}"),
        ("Notes", str(len(work.notes))),
        ("Contacts", "; ".join(_contact(contact, names) for contact in work.contacts)),
    ]
    parts = [
        facts(about),
        section("Witnesses", _witnesses(dataset, work)),
        section("Licence", _licence(work)),
        section("Where these facts were found", _found(briefings, work)),
        section("Sections", _sections(work)),
        section("Relations", _relations(dataset, work)),
    ]
    return titled(work.id, parts)


def _witnesses(dataset: Dataset, work: Work) -> Iterator[str]:
    paths = {source.id: source.path for source in dataset.sources}
    for witness in work.witnesses:
        base = " (base: order and structure follow it)" if witness.base else ""
        yield f"  {witness.source}: {paths.get(witness.source, '?')}{base}"
        if witness.edition or witness.supersedes:
            yield wrapped(_edition(witness), "      ", "    ")
        if witness.evidence:
            yield wrapped(
                f"taken as a version of this work because {witness.evidence}", "      ", "    "
            )


def _edition(witness: WitnessRef) -> str:
    """The edition of a witness, what it supersedes, and how that is known."""
    dated = f"edition of {witness.edition}" if witness.edition else "edition without a date"
    if not witness.supersedes:
        return dated
    return f"{dated}, later than {', '.join(witness.supersedes)}: {witness.edition_reason}"


def _found(briefings: Loaded, work: Work) -> Iterator[str]:
    """Where title, authors, date and licence were found; nothing where there is no provenance."""
    try:
        origins = briefings.provenance.facts
    except UsageError:
        return
    for fact in origins:
        if fact.work == work.id:
            yield wrapped(f"{fact.name}: {fact.where} ({fact.source})", "    ", "  ")


def _licence(work: Work) -> Iterator[str]:
    licence = work.licence
    if licence.id == "NOASSERTION":
        yield "  NOASSERTION: no witness states one"
        return
    forbidden = [
        name
        for name, permitted in (
            ("derivatives", licence.permits_derivatives),
            ("commercial use", licence.permits_commercial_use),
        )
        if permitted is False
    ]
    yield f"  {licence.id}{', forbids ' + ' and '.join(forbidden) if forbidden else ''}"
    if licence.stated_in:
        place = licence.stated_in
        said = next((text.text for text in texts(work) if text.id == place.block), "")
        yield wrapped(
            f"stated in {place.block}: {in_context(said, Span(place.start, place.end))}",
            "    ",
            "  ",
        )


def _sections(work: Work) -> Iterator[str]:
    sizes = Counter(block.section for block in work.blocks)
    for block in work.blocks:
        if block.kind == "heading":
            count = sizes[block.id]
            yield (
                f"  {'  ' * ((block.level or 1) - 1)}{block.text} ({block.id}, {count} "
                f"block{'s' * (count != 1)})"
            )


def _relations(dataset: Dataset, work: Work) -> Iterator[str]:
    for relation in dataset.relations:
        if work.id in (relation.subject, relation.object):
            yield from relation_lines(dataset, relation)


def explain_entity(briefings: Loaded, entity: Entity) -> str:
    """The page about an entity: names, identifiers with reasons, and every mention in its
    context.
    """
    point = entity.coordinates
    about = [
        ("Name", entity.name),
        ("Type", f"{entity.type}{f' ({entity.kind})' if entity.kind else ''}"),
        ("Aliases", "; ".join(entity.aliases)),
        ("Serves", area_served(entity)),
        ("Address", entity.address),
        (
            "Coordinates",
            f"{point.latitude / 1e6:.6f}, {point.longitude / 1e6:.6f}" if point else None,
        ),
    ]
    publishes = [f"  {work.id}" for work in briefings.dataset.works if entity.id in work.publishers]
    parts = [
        facts(about),
        section("The same as", identifiers(entity)),
        section("Publisher of", publishes),
        section("What else it could have been", others(briefings.dataset, entity)),
        section(_counted(briefings.dataset, entity), _mentions(briefings.dataset, entity)),
    ]
    return titled(entity.id, parts)


def _counted(dataset: Dataset, entity: Entity) -> str:
    """The heading of the mentions: how many there are, and how many of them are how sure."""
    found = [
        m
        for work in dataset.works
        for text in texts(work)
        for m in text.mentions
        if m.entity == entity.id
    ]
    classes = Counter(mention.confidence for mention in found if mention.confidence)
    told = ", ".join(
        f"{classes[name]} {name}" for name in ("sure", "likely", "doubtful") if classes[name]
    )
    return f"Mentions ({len(found)}{f': {told}' if told else ''})"


def _mentions(dataset: Dataset, entity: Entity) -> Iterator[str]:
    for work in dataset.works:
        for text in texts(work):
            for mention in text.mentions:
                if mention.entity == entity.id:
                    yield f"  {work.id}/{text.id}#{mention.start}-{mention.end}"
                    yield wrapped(in_context(text.text, Span(mention.start, mention.end)), "      ")
                    if mention.rule:
                        yield wrapped(tagged(mention), "        ", "      ")


def explain_source(briefings: Loaded, source: Source) -> str:
    """The page about a source: what is known of it, which work it is a witness of, what was left
    out and why.
    """
    work = next(
        (w for w in briefings.dataset.works if any(x.source == source.id for x in w.witnesses)),
        None,
    )
    licence = source.licence
    about = [
        ("Path", source.path),
        ("State", source.state),
        ("Checksum", source.sha256),
        ("Media type", source.media_type),
        ("Title", source.title),
        ("Publisher", source.publisher),
        ("Address", source.url),
        ("Published", source.published),
        (
            "Licence",
            f"{licence.id}{f' (from the {licence.known_from})' if licence.known_from else ''}",
        ),
        ("Work", f"{work.id}: {work.title}" if work else "none"),
    ]
    error = source.error
    failure = [wrapped(f"{error.code}: {error.cause}"), wrapped(error.fix)] if error else []
    parts = [
        facts(about),
        section("Failure", failure),
        section("Left out", _furniture(briefings, source)),
    ]
    return titled(source.id, parts)


def _furniture(briefings: Loaded, source: Source) -> Iterator[str]:
    """What was left out, with its line in the raw text."""
    for witness in briefings.provenance.witnesses:
        if witness.source == source.id and witness.furniture:
            line_at = briefings.line_at(source.id)
            for item in witness.furniture:
                said = quoted(shortened(item.text))
                yield wrapped(f"line {line_at(item.start)}: {said}: {item.reason}", "    ", "  ")
