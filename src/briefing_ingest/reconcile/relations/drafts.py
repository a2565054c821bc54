"""`draft_of`: a work that calls itself a draft, and the one that came of it."""

from __future__ import annotations

from collections.abc import Iterator

from briefing_ingest.model import Relation
from briefing_ingest.reconcile.passage_rules import DRAFT_OF
from briefing_ingest.reconcile.relations.changes import changes_between
from briefing_ingest.reconcile.relations.collection import Collection
from briefing_ingest.reconcile.relations.naming import Named
from briefing_ingest.reconcile.relations.shelf import Shelf
from briefing_ingest.reconcile.relations.statements import statements_of


def find_drafts(collection: Collection, named: Named) -> Iterator[Relation]:
    """The drafts, each with the work of the same title, sort, part and time that is no draft, and
    those that say whose draft they are.
    """
    for members in collection.by_stem.values():
        drafts = [number for number in members if collection.form(number).is_draft]
        finals = Shelf(collection, set(members) - set(drafts))
        for draft in drafts:
            fitting = (
                final
                for final in finals.of_same_time(draft)
                if collection.form(final).kind == collection.form(draft).kind
                and collection.are_of_one_matter(draft, final)
            )
            final = next(fitting, None)
            if final is not None:
                yield _relation(collection, draft, final)
    for stated in statements_of(collection, named, DRAFT_OF.name):
        yield _with_changes(collection, stated)


def _relation(collection: Collection, draft: int, final: int) -> Relation:
    reason = "it calls itself a draft, and the other work has the same title otherwise"
    evidence = collection.title_spans(draft, final)
    return _with_changes(collection, Relation(draft, DRAFT_OF.name, final, evidence, reason))


def _with_changes(collection: Collection, relation: Relation) -> Relation:
    draft, final = (collection.works[i] for i in (relation.subject, relation.object))
    return relation._replace(changes=changes_between(final, draft))
