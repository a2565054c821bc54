"""Why one work is said to be about another: the rule, the evidence, and where the sources print it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing_ingest.dataset import Relation, RelationType
from briefing_ingest.explain.layout import facts, in_context, section, titled, wrapped
from briefing_ingest.explain.passage import Loaded, origins
from briefing_ingest.explain.target import Passage, evidence_of, relation_address

_RULES: Final[dict[RelationType, str]] = {
    "about": "the first names the title of the second more than once in its text, or lists its sections",
    "cites": "the first names the title of the second",
    "excerpt_of": "nearly all words of the first stand in the second, in the same order, which has more of its own",
    "edition_of": "each has most of the words of the other, but they are no copies of one text; the later comes first",
}


def explain_relation(briefings: Loaded, relation: Relation) -> str:
    """The page about a relation: what it means, and each passage that shows it with its place in the sources."""
    titles = {work.id: work.title for work in briefings.dataset.works}
    about = [
        ("From", f"{titles[relation.subject]} ({relation.subject})"),
        ("Relation", relation.type.replace("_", " ")),
        ("To", f"{titles[relation.object]} ({relation.object})"),
        ("Rule", _RULES[relation.type]),
    ]
    shown = "\n\n".join("\n".join(_shown(briefings, passage)) for passage in evidence_of(briefings.dataset, relation))
    return titled(relation_address(relation), [facts(about), section("Evidence", [shown] if shown else [])])


def _shown(briefings: Loaded, passage: Passage) -> Iterator[str]:
    assert passage.span
    yield f"  {passage.work.id}/{passage.text.id}#{passage.span.start}-{passage.span.end}"
    yield wrapped(in_context(passage.text.text, passage.span), "      ")
    yield from (f"  {line}" for line in origins(briefings, passage))
