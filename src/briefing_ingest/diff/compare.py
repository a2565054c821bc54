"""Two datasets compared by meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefing_ingest.dataset import Dataset, Entity, Relation, texts
from briefing_ingest.diff.change import Change
from briefing_ingest.diff.fields import entity_fields, field_change, field_changes, source_fields
from briefing_ingest.diff.names import Names, paired_names
from briefing_ingest.diff.workpair import WorkPair
from briefing_ingest.diff.works import compare_works

_Places = dict[tuple[str, str], str]


def compare(old: Dataset, new: Dataset) -> tuple[Change, ...]:
    """What the new dataset says otherwise than the old: sources, works in order, entities,
    relations.

    What only follows from another change (offsets behind an inserted word, the mentions of a
    removed block, the section of paragraphs under a reworded heading) is not told again. Equal
    datasets give no change, and so do datasets that differ in nothing but the order of works,
    entities or relations, or in the rules that found mentions.
    """
    names = paired_names(old, new)
    olds = {work.id: work for work in old.works}
    news = {work.id: work for work in new.works}
    pairs = {now: WorkPair(olds[was], news[now]) for was, now in names.works.items()}
    versions = [("schema_version", old.schema_version)], [("schema_version", new.schema_version)]
    return (
        *field_changes("metadata", "dataset", *versions),
        *_source_changes(old, new, names),
        *_work_changes(old, new, names, pairs),
        *_entity_changes(old, new, names),
        *_relation_changes(old, new, names, pairs),
    )


def _source_changes(old: Dataset, new: Dataset, names: Names) -> Iterator[Change]:
    news = {source.id: source for source in new.sources}
    for source in old.sources:
        now = names.sources.get(source.id)
        if now is None:
            yield Change("removed", "source", source.id, "", source.path)
        elif source != news[now]:
            before, after = (
                [("id", source.id), *source_fields(source)],
                [("id", now), *source_fields(news[now])],
            )
            yield from field_changes("source", now, before, after)
    known = set(names.sources.values())
    yield from (
        Change("added", "source", s.id, "", None, s.path) for s in new.sources if s.id not in known
    )


def _work_changes(
    old: Dataset, new: Dataset, names: Names, pairs: Mapping[str, WorkPair]
) -> Iterator[Change]:
    yield from (
        Change("removed", "work", work.id, "", work.title)
        for work in old.works
        if work.id not in names.works
    )
    for work in new.works:
        if work.id in pairs:
            yield from compare_works(pairs[work.id], names)
        else:
            yield Change("added", "work", work.id, "", None, work.title)


def _entity_changes(old: Dataset, new: Dataset, names: Names) -> Iterator[Change]:
    news = {entity.id: entity for entity in new.entities}
    for entity in old.entities:
        now = names.entities.get(entity.id)
        if now is None:
            yield Change("removed", "entity", entity.id, "", _shown_entity(entity))
        elif entity != news[now]:
            before, after = (
                [("id", entity.id), *entity_fields(entity)],
                [("id", now), *entity_fields(news[now])],
            )
            yield from field_changes("entity", now, before, after)
    known = set(names.entities.values())
    for entity in new.entities:
        if entity.id not in known:
            yield Change("added", "entity", entity.id, "", None, _shown_entity(entity))


def _shown_entity(entity: Entity) -> str:
    return f"{entity.name} ({entity.kind or entity.type})"


def _relation_changes(
    old: Dataset, new: Dataset, names: Names, pairs: Mapping[str, WorkPair]
) -> Iterator[Change]:
    """Relations of works that came or went do so with them."""
    olds = {_relation_key(relation, names.works): relation for relation in old.relations}
    news = {_relation_key(relation, {}): relation for relation in new.relations}
    old_places, new_places = _places_in_same_words(olds.values(), news.values(), pairs)
    for key, relation in olds.items():
        subject, kind, target = key
        if key in news:
            if _evidence(relation, old_places) != _evidence(news[key], new_places):
                before, after = _quoted(relation, old), _quoted(news[key], new)
                yield field_change("relation", subject, f"{kind} {target}", before, after)
        elif pairs.keys() >= {subject, target}:
            yield Change("removed", "relation", subject, "", f"{subject} {kind} {target}")
    for key in news:
        subject, kind, target = key
        if key not in olds and pairs.keys() >= {subject, target}:
            yield Change("added", "relation", subject, "", None, f"{subject} {kind} {target}")


def _relation_key(relation: Relation, works: Mapping[str, str]) -> tuple[str, str, str]:
    subject, target = relation.subject, relation.object
    return works.get(subject, subject), relation.type, works.get(target, target)


def _places_in_same_words(
    olds: Iterable[Relation], news: Iterable[Relation], pairs: Mapping[str, WorkPair]
) -> tuple[_Places, _Places]:
    """New addresses of the old and of the new texts, of those that both versions have in the same
    words.
    """
    old_works = {item.work for relation in olds for item in relation.evidence}
    new_works = {item.work for relation in news for item in relation.evidence}
    old_places: _Places = {}
    new_places: _Places = {}
    for pair in pairs.values():
        if pair.old.id in old_works or pair.new.id in new_works:
            for was, now in pair.same_words.items():
                address = f"{pair.new.id}/{now}"
                old_places[pair.old.id, was] = new_places[pair.new.id, now] = address
    return old_places, new_places


def _evidence(relation: Relation, places: _Places) -> set[tuple[str, int, int]]:
    """Evidence that no change of words, no coming or going of blocks explains."""
    return {
        (places[item.work, item.block], item.start, item.end)
        for item in relation.evidence
        if (item.work, item.block) in places
    }


def _quoted(relation: Relation, dataset: Dataset) -> str:
    wanted = {item.work for item in relation.evidence}
    said = {
        (work.id, text.id): text.text
        for work in dataset.works
        if work.id in wanted
        for text in texts(work)
    }
    return "; ".join(
        f"“{said[item.work, item.block][item.start : item.end]}” in {item.work}/{item.block}"
        for item in relation.evidence
    )
