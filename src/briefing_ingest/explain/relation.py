"""Why one work is said to be about another: the rule, the evidence, and where the sources print
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing_ingest.dataset import Dataset, Relation, Work
from briefing_ingest.explain.layout import facts, in_context, quoted, section, titled, wrapped
from briefing_ingest.explain.nearest import relation_address
from briefing_ingest.explain.passage import Loaded, origins
from briefing_ingest.explain.target import Passage, evidence_of

_TITLE: Final = (
    "title_named: a work that names the title of another in its text twice, or once and lists its "
    "sections,"
    " is about it; one that names it otherwise cites it"
)
_WORDS: Final = (
    "shared_words: two works of which each has most words of the other are editions, the later of "
    "the earlier;"
    " one that lies nearly whole in a longer one is an excerpt of it"
)
_MOST: Final = 5
"""What the reason lists of a sort at most."""


def explain_relation(briefings: Loaded, relation: Relation) -> str:
    """The page about a relation: rule and reason, and each passage that shows it with its place in
    the sources.
    """
    works = {work.id: work for work in briefings.dataset.works}
    by_title = relation.type in {"about", "cites"}
    about = [
        ("From", f"{works[relation.subject].title} ({relation.subject})"),
        ("Relation", relation.type.replace("_", " ")),
        ("To", f"{works[relation.object].title} ({relation.object})"),
        ("Rule", _TITLE if by_title else _WORDS),
        ("Reason", relation_reason(briefings.dataset, relation)),
    ]
    shown = "\n\n".join(
        "\n".join(_shown(briefings, passage))
        for passage in evidence_of(briefings.dataset, relation)
    )
    return titled(
        relation_address(relation), [facts(about), section("Evidence", [shown] if shown else [])]
    )


def relation_reason(dataset: Dataset, relation: Relation) -> str:
    """Why the relation holds, in words; "" where the texts alone do not tell any more."""
    works = {work.id: work for work in dataset.works}
    subject, target = works[relation.subject], works[relation.object]
    if relation.type in {"about", "cites"}:
        return _naming(relation, subject, target)
    from briefing_ingest.reconcile import grounds

    said = grounds(*([block.text for block in work.blocks] for work in (subject, target)))
    return _enumerated(said, "; ")


def _naming(relation: Relation, subject: Work, target: Work) -> str:
    from briefing_ingest.reconcile import listed_sections

    notes = {note.id for note in subject.notes}
    in_notes = sum(item.block in notes for item in relation.evidence)
    counted = [(len(relation.evidence) - in_notes, "in its text"), (in_notes, "in its notes")]
    places = [f"{number} time{'s' * (number != 1)} {where}" for number, where in counted if number]
    named = f"it names {quoted(target.title)} {' and '.join(places)}"
    items = (block.text for block in subject.blocks if block.kind == "list_item")
    listed = listed_sections(
        items, (block.text for block in target.blocks if block.kind == "heading")
    )
    if not listed:
        return named
    return (
        f"{named}, and lists of its sections {_enumerated([quoted(text) for text in listed], ', ')}"
    )


def _enumerated(said: list[str], comma: str) -> str:
    more = [f"and {len(said) - _MOST} more of the sort"] if len(said) > _MOST else []
    return comma.join([*said[:_MOST], *more])


def _shown(briefings: Loaded, passage: Passage) -> Iterator[str]:
    assert passage.span
    yield f"  {passage.work.id}/{passage.text.id}#{passage.span.start}-{passage.span.end}"
    yield wrapped(in_context(passage.text.text, passage.span), "      ")
    yield from (f"  {line}" for line in origins(briefings, passage))
