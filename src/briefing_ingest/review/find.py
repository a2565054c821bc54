"""The doubtful places of a dataset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from briefing_ingest.dataset import Block, Dataset, Link, Mention, Note, Variant, Work, texts
from briefing_ingest.provenance import BlockProvenance, DoubtfulItem, Provenance, VersionCall
from briefing_ingest.reconcile import differ_in_facts
from briefing_ingest.review.doubt import Answer, Doubt, Picture, worst_first
from briefing_ingest.text import shortened

_STAKE_OF_FACT: Final = 60
"""A figure, date, name or negation counts like a paragraph."""
_STAKE_OF_NAME: Final = 3
"""Words that a mention counts for."""
_STAKE_OF_LINK: Final = 5
_STAKE_OF_KEPT: Final = 3
"""Passages that are kept count for a third of those that were left out: a reader sees them."""
_WORDS_BEFORE: Final = 4
_SURE_RULES: Final = frozenset({"maintainer", "agreement", "latest_edition", "whole_table"})
"""Rules that settle a difference in facts, or that take a passage as a whole."""


def doubts_of(dataset: Dataset, provenance: Provenance) -> tuple[Doubt, ...]:
    """The doubtful places of ``dataset``, worst first."""
    found: Iterable[Doubt] = chain(
        _passages(provenance),
        _readings(dataset),
        _editions(dataset),
        _versions(dataset, provenance.calls),
        _names(dataset),
        _links(dataset, provenance),
    )
    return worst_first(tuple(found))


# --- passages and tables --------------------------------------------------------------------------


def _passages(provenance: Provenance) -> Iterator[Doubt]:
    for witness in provenance.witnesses:
        for item in witness.doubtful:
            if item.doubt:
                yield (
                    _table(witness.source, item)
                    if item.kind == "table"
                    else _passage(witness.source, item)
                )


def _passage(source: str, item: DoubtfulItem) -> Doubt:
    words = len(item.text.split())
    said = shortened(item.text)
    kept = Answer("It is part of the briefing.", {"source": source, "keep": said})
    dropped = Answer("It is not part of the briefing.", {"source": source, "drop": said})
    why = f"Kept, but {item.doubt}." if item.kept else f"Left out ({item.reason}): {item.doubt}."
    return Doubt(
        stake=words // _STAKE_OF_KEPT if item.kept else words,
        kind="kept" if item.kept else "left out",
        where=f"{source}, {item.place}",
        address=source,
        text=item.text,
        why=why,
        answers=(dropped, kept) if item.kept else (kept, dropped),
        picture=_picture(source, item),
    )


def _picture(source: str, item: DoubtfulItem) -> Picture | None:
    return Picture(source, item.page, item.box) if item.page and item.box else None


def _table(source: str, item: DoubtfulItem) -> Doubt:
    named = {"source": source, "table": shortened(item.text)}
    return Doubt(
        stake=len(item.text.split()),
        kind="table",
        where=f"{source}, {item.place}",
        address=source,
        text=item.text,
        why=f"The cells may be cut in wrong places: {item.doubt}.",
        answers=(
            Answer("The table is right.", {**named, "reading": "right"}),
            Answer("It is not a table; publish it as text.", {**named, "reading": "text"}),
        ),
        picture=_picture(source, item),
    )


# --- readings -------------------------------------------------------------------------------------


def _readings(dataset: Dataset) -> Iterator[Doubt]:
    for work in dataset.works:
        for text in texts(work):
            for variant in text.variants:
                if _is_close(variant):
                    yield _reading(work, text, variant)


def _is_close(variant: Variant) -> bool:
    """Whether another reading may be right: nothing but the order of the sources decided, or the
    readings differ in a fact and no edition or majority settles it.
    """
    if variant.type not in {"substantive", "revision"} or variant.rule in _SURE_RULES:
        return False
    if not all(reading.text.strip() for reading in variant.readings):
        return False  # a passage that a version lacks is lost more often than put in
    return variant.rule == "base_witness" or _is_of_fact(variant)


def _is_of_fact(variant: Variant) -> bool:
    first, *others = (reading.text for reading in variant.readings)
    return any(differ_in_facts(first, other) for other in others)


def _reading(work: Work, text: Block | Note, variant: Variant) -> Doubt:
    lemma = variant.readings[0]
    before = " ".join(text.text[: variant.start].split()[-_WORDS_BEFORE:])
    longest = max(len(reading.text.split()) for reading in variant.readings)
    others = variant.readings[1:]
    answers = [
        _chosen(reading.witnesses[0], reading.text, instead, before)
        for reading, instead in (
            *((other, lemma.text) for other in others),
            (lemma, others[0].text),
        )
    ]
    return Doubt(
        stake=_STAKE_OF_FACT if _is_of_fact(variant) else longest,
        kind="reading",
        where=f"{work.id}/{text.id}",
        address=f"{work.id}/{text.id}#{variant.start}",
        text=f"{before} [{' | '.join(reading.text or '–' for reading in variant.readings)}]",
        why=f"{variant.rule}: {variant.reason}.",
        answers=tuple(answers),
    )


def _chosen(source: str, reading: str, instead_of: str, before: str) -> Answer:
    said = f"“{shortened(reading)}” is right." if reading.strip() else "Nothing stands here."
    decision = {"source": source, "reading": reading, "instead_of": instead_of, "before": before}
    return Answer(said, {key: value for key, value in decision.items() if key != "before" or value})


# --- editions -------------------------------------------------------------------------------------


def _editions(dataset: Dataset) -> Iterator[Doubt]:
    """Works whose versions say different things, where it is not sure which is the latest: nothing
    tells, or a date does alone.
    """
    for work in dataset.works:
        differing = [
            variant
            for text in texts(work)
            for variant in text.variants
            if variant.type == "revision" or (_is_close(variant) and _is_of_fact(variant))
        ]
        why = _why_unsure(work) if differing else ""
        if why:
            yield _edition(work, len(differing), why)


def _why_unsure(work: Work) -> str:
    """Why it is not sure which witness is the latest edition, in words; "" if it is."""
    latest = next((one for one in work.witnesses if one.supersedes), None)
    if latest is None:
        return "nothing says which of them is later"
    is_sure = latest.edition_known_from in {"manifest", "statement"}
    return "" if is_sure else f"only this tells which is later: {latest.edition_reason}"


def _edition(work: Work, count: int, why: str) -> Doubt:
    names = [witness.source for witness in work.witnesses]
    differ = "One place differs" if count == 1 else f"{count} places differ"
    return Doubt(
        stake=_STAKE_OF_FACT * count,
        kind="edition",
        where=work.id,
        address=work.id,
        text=f"“{work.title}”: {', '.join(names)}",
        why=f"{differ} in what the versions say, and {why}.",
        answers=tuple(
            Answer(f"{name} is the edition to follow.", {"leads": name}) for name in names
        ),
    )


# --- versions -------------------------------------------------------------------------------------


def _versions(dataset: Dataset, calls: Sequence[VersionCall]) -> Iterator[Doubt]:
    """Sources that may as well be versions of one work as two works, whichever they were taken for;
    of two works each pair is asked about once.
    """
    works = {witness.source: work for work in dataset.works for witness in work.witnesses}
    asked: set[tuple[str, str]] = set()
    for call in calls:
        first, second = works.get(call.first), works.get(call.second)
        if first is None or second is None:
            continue  # of a source that gave no text
        pair = (call.first, call.second) if call.one_work else (first.id, second.id)
        if pair not in asked:
            asked.add(pair)
            yield _pair(first, second, call)


def _pair(first: Work, second: Work, call: VersionCall) -> Doubt:
    sources = (call.first, call.second)
    sizes = [sum(len(block.text.split()) for block in work.blocks) for work in (first, second)]
    one = Answer("They are versions of one work.", {"sources": sources, "works": "one"})
    two = Answer("They are two works.", {"sources": sources, "works": "two"})
    if call.one_work:
        where, text = first.id, f"“{first.title}”: {' and '.join(sources)}"
        said = "They were taken for versions of one work"
    else:
        where, text = f"{first.id} and {second.id}", f"“{first.title}” and “{second.title}”"
        said = "They were taken for two works"
    return Doubt(
        stake=min(sizes),
        kind="versions",
        where=where,
        address=first.id,
        text=text,
        why=f"{said}: {'; '.join(call.reasons)}.",
        answers=(two, one) if call.one_work else (one, two),
    )


def _base(work: Work) -> str:
    return next(witness.source for witness in work.witnesses if witness.base)


# --- names and links ------------------------------------------------------------------------------


def _names(dataset: Dataset) -> Iterator[Doubt]:
    """Names of which only the model says what they are, each once."""
    kinds = {entity.id: entity.type for entity in dataset.entities}
    found: dict[tuple[str, str], list[str]] = {}
    for work in dataset.works:
        for text in texts(work):
            for mention in text.mentions:
                if _only_believed(mention):
                    said = (mention.text, kinds.get(mention.entity, "organisation"))
                    found.setdefault(said, []).append(f"{work.id}/{text.id}#{mention.start}")
    for (name, kind), places in found.items():
        yield _name(name, kind, places)


def _only_believed(mention: Mention) -> bool:
    return mention.confidence == "doubtful"


def _name(name: str, kind: str, places: Sequence[str]) -> Doubt:
    other = "place" if kind == "organisation" else "organisation"
    says = {
        kind: f"It is the name of {_with_article(kind)}.",
        other: f"It is the name of {_with_article(other)}.",
        "neither": "It is neither: do not tag it.",
    }
    return Doubt(
        stake=_STAKE_OF_NAME * len(places),
        kind="name",
        where=places[0].partition("#")[0],
        address=places[0],
        text=name,
        why=f"Tagged as {_with_article(kind)}; only the language model says so.",
        answers=tuple(Answer(said, {"name": name, "is": what}) for what, said in says.items()),
    )


def _with_article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _links(dataset: Dataset, provenance: Provenance) -> Iterator[Doubt]:
    for work in dataset.works:
        for text in texts(work):
            block = provenance.blocks.get(f"{work.id}/{text.id}")
            for link in text.links:
                if link.conjectural:
                    source = _source_at(block, link.start) or _base(work)
                    yield _link(f"{work.id}/{text.id}", source, link)


def _source_at(block: BlockProvenance | None, offset: int) -> str:
    """The source behind a character of a text; "" where none is known."""
    segments = block.segments if block else ()
    return next((one.source for one in segments if one.start <= offset < one.end), "")


def _link(where: str, source: str, link: Link) -> Doubt:
    decision = {"source": source, "link": link.printed, "url": link.url}
    return Doubt(
        stake=_STAKE_OF_LINK,
        kind="link",
        where=where,
        address=f"{where}#{link.start}",
        text=f"{link.printed} → {link.url}",
        why=f"The address was mended: {link.evidence}.",
        answers=(Answer("The mended address is right; or write another one.", decision),),
    )
