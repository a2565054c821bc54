"""How a work is related to others, and what changed between editions, as lines."""

from __future__ import annotations

from collections.abc import Iterator

from briefing_ingest.dataset import Dataset, Relation, Work


def render_related(work: Work, dataset: Dataset) -> str:
    """The relations of ``work``, each with its reason, and what changed between editions; "" for a
    work that has none.
    """
    lines = [
        line
        for relation in dataset.relations
        if work.id in (relation.subject, relation.object)
        for line in _lines(relation)
    ]
    return "\n".join(["Related works:", *lines]) + "\n" if lines else ""


def _lines(relation: Relation) -> Iterator[str]:
    said = f"{relation.subject} {relation.type.replace('_', ' ')} {relation.object}"
    yield f"{said}: {relation.reason}" if relation.reason else said
    yield from (f"  {change.said}" for change in relation.changes or ())
