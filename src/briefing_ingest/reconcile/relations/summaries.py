"""`summary_of`: a work that calls itself a summary, and the longer one whose matter it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from briefing_ingest.model import Relation
from briefing_ingest.reconcile.passage_rules import SUMMARY_OF
from briefing_ingest.reconcile.relations.collection import Collection
from briefing_ingest.reconcile.relations.naming import Named
from briefing_ingest.reconcile.relations.shared_text import longest_shared, said_of_shares
from briefing_ingest.reconcile.relations.shelf import Shelf
from briefing_ingest.reconcile.relations.statements import statements_of

_MIN_TIMES_LONGER: Final = 1.5
"""The work that is summed up is so much longer."""
_MIN_SHARE_SHARED: Final = 0.4
"""A summary with another title has so much of its words from the work that it sums up."""


def find_summaries(collection: Collection, named: Named) -> Iterator[Relation]:
    """The summaries, each with the longer work of the same title, or of much of the same text."""
    for members in collection.by_stem.values():
        summaries = [number for number in members if collection.form(number).kind == "summary"]
        wholes = Shelf(collection, set(members) - set(summaries))
        for summary in summaries:
            if (whole := _whole_of(collection, summary, wholes)) is not None:
                reason = "it calls itself a summary, and the longer work has the same title"
                evidence = collection.title_spans(summary, whole)
                yield Relation(summary, SUMMARY_OF.name, whole, evidence, reason)
    yield from _by_text(collection)
    for stated in statements_of(collection, named, SUMMARY_OF.name):
        if collection.length(stated.object) > collection.length(stated.subject):
            yield stated


def _whole_of(collection: Collection, summary: int, wholes: Shelf) -> int | None:
    """The longest work on the shelf that a summary may be of."""
    fitting = [
        whole
        for whole in wholes.of_same_time(summary)
        if collection.length(whole) >= _MIN_TIMES_LONGER * collection.length(summary)
        and collection.form(whole).kind == ""
        and collection.form(whole).is_draft == collection.form(summary).is_draft
        and collection.are_of_one_matter(summary, whole)
    ]
    return max(fitting, key=lambda whole: (collection.length(whole), -whole), default=None)


def _by_text(collection: Collection) -> Iterator[Relation]:
    """Summaries with the longer work that has most of their words."""
    best: dict[int, tuple[float, int]] = defaultdict(lambda: (0.0, -1))
    for both in collection.sharing:
        for summary, whole in (both, both[::-1]):
            longer = _MIN_TIMES_LONGER * collection.length(summary)
            if collection.form(summary).kind == "summary" and collection.length(whole) >= longer:
                pair = collection.texts.compared(*both)
                part = pair.of_first if pair.first == summary else pair.of_second
                best[summary] = max(best[summary], (part, -whole))
    for summary, (part, negative) in best.items():
        whole = -negative
        if part >= _MIN_SHARE_SHARED and collection.form(whole).kind != "summary":
            pair = collection.texts.compared(min(summary, whole), max(summary, whole))
            reason = f"it calls itself a summary, and {said_of_shares(pair, summary)}"
            evidence = (
                *collection.title_span(summary),
                *longest_shared(collection, summary, whole),
            )
            yield Relation(summary, SUMMARY_OF.name, whole, evidence, reason)
