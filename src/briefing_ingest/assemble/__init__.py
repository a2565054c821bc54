"""Works to the published records: gives ids, and writes down where every character comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from briefing_ingest import dataset as published
from briefing_ingest.assemble.ids import text_ids, work_ids
from briefing_ingest.assemble.origins import Used, block_provenance, used_spans, witness_rest
from briefing_ingest.assemble.works import Mentions, work_record
from briefing_ingest.canonical import unchecked_bytes
from briefing_ingest.model import Declared, FormerIds, Relation, Tagged, Witness, Work
from briefing_ingest.provenance import FactOrigin, Provenance, VersionCall
from briefing_ingest.reconcile import Call
from briefing_ingest.reconcile.passage_rules import DRAFT_OF
from briefing_ingest.text import checksum

NOTHING_DECLARED: Final = Declared()


def assemble(  # noqa: PLR0913  # the parts that a dataset is made of
    sources: Sequence[published.Source],
    witnesses: Sequence[Witness],
    works: Sequence[Work],
    relations: Sequence[Relation],
    tagged: Tagged,
    *,
    declared: Declared = NOTHING_DECLARED,
    calls: Sequence[Call] = (),
) -> tuple[published.Dataset, Provenance]:
    """The dataset and its provenance. ``tagged`` and ``relations`` speak of ``works`` by index;
    ``declared`` is what the manifest says of works, ``calls`` are the close ones among the
    witnesses.

    Raises:
        ValueError: the schema does not hold (a bug of ours).
    """
    raw_texts = {witness.source_id: witness.raw_text for witness in witnesses}
    ids = work_ids(works)
    texts = [text_ids(work) for work in works]
    records = [
        work_record(
            work,
            ids[i],
            texts[i],
            _mentions(tagged, i),
            tagged.publishers[i] if tagged.publishers else (),
        ).model_copy(update={"formerly": _former_ids(ids[i], declared.former_ids)})
        for i, work in enumerate(works)
    ]
    data = published.Dataset(
        sources=tuple(sorted(sources, key=lambda source: source.id)),
        works=tuple(sorted(records, key=lambda work: work.id)),
        entities=tuple(_entities(tagged)),
        relations=tuple(
            sorted(_relations(relations, ids, texts), key=lambda r: (r.subject, r.type, r.object))
        ),
    )
    blocks = {
        f"{ids[i]}/{texts[i][k]}": block_provenance(block, raw_texts)
        for i, work in enumerate(works)
        for k, block in enumerate((*work.blocks, *work.notes))
    }
    used = used_spans(blocks.values())
    ordered = sorted(witnesses, key=lambda witness: witness.source_id)
    rest = [witness_rest(witness, used.get(witness.source_id, Used([], []))) for witness in ordered]
    sidecar = Provenance(
        dataset=checksum(unchecked_bytes(data)),
        blocks=dict(sorted(blocks.items())),
        witnesses=tuple(rest),
        facts=tuple(sorted(_facts(works, ids), key=lambda fact: fact.work)),
        calls=tuple(sorted(map(_call, calls), key=lambda call: (call.first, call.second))),
        apart=tuple(sorted({(min(pair), max(pair)) for pair in declared.apart})),
    )
    return data, sidecar


def _call(call: Call) -> VersionCall:
    return VersionCall(
        first=call.first,
        second=call.second,
        one_work=call.closeness.is_one_work,
        reasons=tuple(call.closeness.reasons),
    )


def _former_ids(work_id: str, former: Sequence[FormerIds]) -> tuple[str, ...] | None:
    """The ids that a work had before; None where none are known."""
    known = (name for one in former if one.work == work_id for name in one.formerly)
    return tuple(dict.fromkeys(known)) or None


def _facts(works: Sequence[Work], ids: Sequence[str]) -> Iterator[FactOrigin]:
    for work, name in zip(works, ids, strict=True):
        for found in work.found:
            yield FactOrigin(
                work=name,
                name=found.name,  # type: ignore[arg-type]  # one of the five that `describe` gives
                value=found.value,
                source=found.source_id,
                where=found.where,
            )


def _mentions(tagged: Tagged, work: int) -> Mentions:
    found: Mentions = {}
    for mention, entity in tagged.mentions[work] if tagged.mentions else ():
        found.setdefault(mention.block, []).append((mention, entity))
    return found


def _entities(tagged: Tagged) -> Iterator[published.Entity]:
    for entity in sorted(tagged.entities, key=lambda entity: entity.id):
        place = entity.coordinates
        yield published.Entity(
            id=entity.id,
            type=entity.type,
            kind=entity.kind or None,
            name=entity.name,
            aliases=entity.aliases,
            address=entity.address or None,
            same_as=tuple(identifier.uri for identifier in entity.same_as),
            same_as_reasons=tuple(identifier.reason for identifier in entity.same_as),
            coordinates=place and published.Coordinates(latitude=place[0], longitude=place[1]),
        )


def _relations(
    relations: Sequence[Relation], ids: Sequence[str], texts: Sequence[Sequence[str]]
) -> Iterator[published.Relation]:
    for relation in relations:
        found = published.Relation.between(
            ids[relation.subject],
            relation.type,
            ids[relation.object],
            evidence=tuple(
                published.Evidence(
                    work=ids[e.work], block=texts[e.work][e.block], start=e.start, end=e.end
                )
                for e in relation.evidence
            ),
        )
        told = {"reason": relation.reason or None, "changes": _changes(relation, texts)}
        yield found.model_copy(update=told)


def _changes(
    relation: Relation, texts: Sequence[Sequence[str]]
) -> tuple[published.EditionChange, ...] | None:
    """What changed between the two works; a draft is the earlier one, an edition the later."""
    if relation.changes is None:
        return None
    both = (texts[relation.subject], texts[relation.object])
    old, new = both if relation.type == DRAFT_OF.name else both[::-1]
    return tuple(
        published.EditionChange(
            kind=change.kind,
            old=None if change.old is None else old[change.old],
            new=None if change.new is None else new[change.new],
            before=change.before,
            after=change.after,
        )
        for change in relation.changes
    )
