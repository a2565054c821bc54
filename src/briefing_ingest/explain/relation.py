"""Why one work is said to be about another: the rule, the evidence, what changed, and where the
sources print it.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing_ingest.dataset import Dataset, Relation
from briefing_ingest.explain.layout import facts, in_context, section, titled, wrapped
from briefing_ingest.explain.nearest import relation_address
from briefing_ingest.explain.passage import Loaded, origins
from briefing_ingest.explain.target import Passage, evidence_of

_NOT_RECORDED = "not recorded: the dataset was made before version 1.2"


def explain_relation(briefings: Loaded, relation: Relation) -> str:
    """The page about a relation: rule and reason, each passage that shows it with its place in the
    sources, and of an edition what changed.
    """
    works = {work.id: work for work in briefings.dataset.works}
    about = [
        ("From", f"{works[relation.subject].title} ({relation.subject})"),
        ("Relation", relation.type.replace("_", " ")),
        ("To", f"{works[relation.object].title} ({relation.object})"),
        ("Rule", _rule(relation)),
        ("Reason", relation.reason or _NOT_RECORDED),
    ]
    shown = "\n\n".join(
        "\n".join(_shown(briefings, passage))
        for passage in evidence_of(briefings.dataset, relation)
    )
    changes = (wrapped(change.said, "      ", "  ") for change in relation.changes or ())
    return titled(
        relation_address(relation),
        [
            facts(about),
            section("Evidence", [shown] if shown else []),
            section("What changed", changes),
        ],
    )


def _rule(relation: Relation) -> str:
    from briefing_ingest.reconcile.passage_rules import RELATION_RULES

    does = {rule.name: rule.does for rule in RELATION_RULES}
    return f"{relation.type}: {does[relation.type]}"


def relation_lines(dataset: Dataset, relation: Relation) -> Iterator[str]:
    """A relation as the page about a work has it: reason and passages."""
    yield f"  {relation.subject} {relation.type.replace('_', ' ')} {relation.object}"
    yield wrapped(relation.reason or _NOT_RECORDED, "      ", "    ")
    for passage in evidence_of(dataset, relation):
        assert passage.span
        said = in_context(passage.text.text, passage.span)
        yield wrapped(f"{passage.work.id}/{passage.text.id}: {said}", "      ", "    ")
    if relation.changes:
        counted = f"{len(relation.changes)} change{'s' * (len(relation.changes) != 1)}"
        yield wrapped(f"{counted}: ingest explain {relation_address(relation)}", "      ", "    ")


def _shown(briefings: Loaded, passage: Passage) -> Iterator[str]:
    assert passage.span
    yield f"  {passage.work.id}/{passage.text.id}#{passage.span.start}-{passage.span.end}"
    yield wrapped(in_context(passage.text.text, passage.span), "      ")
    yield from (f"  {line}" for line in origins(briefings, passage))
