"""Relations between works: few and true, each with the places that show it and a reason in words.

Two works have one relation, the first that is found in the order of `RELATION_RULES`: a summary
names its report again and again and is a summary of it, not about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing_ingest.model import Relation, Work
from briefing_ingest.reconcile.passage_rules import (
    ABOUT,
    CITES,
    DRAFT_OF,
    EDITION_OF,
    TRANSLATION_OF,
)
from briefing_ingest.reconcile.relations.collection import Collection
from briefing_ingest.reconcile.relations.companions import find_companions
from briefing_ingest.reconcile.relations.drafts import find_drafts
from briefing_ingest.reconcile.relations.naming import Named, find_named, places_of_names
from briefing_ingest.reconcile.relations.new_editions import find_editions, find_superseded
from briefing_ingest.reconcile.relations.parts import find_parts
from briefing_ingest.reconcile.relations.quotations import find_quotations
from briefing_ingest.reconcile.relations.shared_text import find_excerpts, outside_excerpt
from briefing_ingest.reconcile.relations.summaries import find_summaries
from briefing_ingest.reconcile.relations.translations import find_translations

_CLOSE_KINDS = (
    find_superseded,
    find_translations,
    find_drafts,
    find_summaries,
    find_parts,
    find_companions,
    find_editions,
)
"""What a work is to another of the same matter, in the order in which it is looked for."""


def relate(
    works: Sequence[Work],
    addresses: Mapping[str, str] | None = None,
    supersedes: Sequence[tuple[str, str]] = (),
) -> tuple[Relation, ...]:
    """Relations among ``works``, of which ``addresses`` are the web addresses of their sources.
    ``supersedes`` are pairs of these of which the manifest says that the first is a later edition.
    """
    collection = Collection(works, addresses or {}, supersedes)
    named = places_of_names(collection)
    found = [relation for find in _CLOSE_KINDS for relation in find(collection, named)]
    editions = _groups_of_editions(found)
    excerpts = [
        excerpt
        for excerpt in find_excerpts(collection)
        if editions.get(excerpt.subject, -1) != editions.get(excerpt.object, -2)
    ]
    speaking = _speaking(collection, named, excerpts)
    return tuple(_first_of_each_pair([*found, *speaking, *excerpts]))


def _groups_of_editions(relations: Sequence[Relation]) -> dict[int, int]:
    """By work the first of the editions, drafts and translations that lead to each other: none of
    them is an excerpt of another.
    """
    group: dict[int, int] = {}

    def first(work: int) -> int:
        while group.setdefault(work, work) != work:
            work = group[work]
        return work

    for relation in relations:
        if relation.type in _SAME_MATTER:
            low, high = sorted((first(relation.subject), first(relation.object)))
            group[high] = low
    return {work: first(work) for work in list(group)}


_SAME_MATTER = (EDITION_OF.name, DRAFT_OF.name, TRANSLATION_OF.name)


def _speaking(
    collection: Collection, named: Named, excerpts: Sequence[Relation]
) -> Iterator[Relation]:
    """`about` and `cites`; a title that stands only in an excerpt, over the text that is shared,
    names nothing.
    """
    wholes = {(excerpt.object, excerpt.subject) for excerpt in excerpts}
    for relation in find_named(collection, named):
        holds_it = (relation.subject, relation.object) in wholes
        told = outside_excerpt(collection, relation) if holds_it else relation
        if told.evidence:
            yield told
    held = {frozenset((excerpt.subject, excerpt.object)) for excerpt in excerpts}
    for relation in find_quotations(collection):
        if frozenset((relation.subject, relation.object)) not in held:
            yield relation


def _first_of_each_pair(relations: Iterable[Relation]) -> Iterator[Relation]:
    """The first relation of each two works; of those that name each other both are kept."""
    first: dict[frozenset[int], Relation] = {}
    for relation in relations:
        pair = frozenset((relation.subject, relation.object))
        known = first.setdefault(pair, relation)
        answers = relation.subject == known.object and {relation.type, known.type} & {CITES.name}
        names = {relation.type, known.type} <= {ABOUT.name, CITES.name}
        if known is relation or (answers and names):
            yield relation
