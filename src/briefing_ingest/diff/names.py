"""Which source, entity and work of the old dataset is which of the new, so that references can be
compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from briefing_ingest.dataset import Dataset, Entity, Source, Work, texts
from briefing_ingest.pairing import pair_by_keys
from briefing_ingest.text import fold, shingles


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_N = TypeVar("_N", bound=_Named)

# Half the runs of five words: an abridged or enlarged edition still passes, two texts on one
# subject do not.
_SAME_TEXT = 0.5


@dataclass(frozen=True)
class Names:
    """New ids by old ids, of what is in both datasets."""

    sources: Mapping[str, str]
    entities: Mapping[str, str]
    works: Mapping[str, str]

    @cached_property
    def renamed(self) -> frozenset[str]:
        """Old ids of sources and entities that have another id now."""
        both = (*self.sources.items(), *self.entities.items())
        return frozenset(was for was, now in both if was != now)


def paired_names(old: Dataset, new: Dataset) -> Names:
    """Equal ids first, then what else tells: a source's bytes or path, an entity's identifiers or
    names, a work's witnesses, title or text.
    """
    sources = _paired(old.sources, new.sources, [(_source_keys, 0.5)])
    entities = _paired(old.entities, new.entities, [(_identifiers, 0.5), (_entity_names, 0.5)])

    def witnesses(work: Work) -> Iterable[str]:
        return (witness.source for witness in work.witnesses)

    def old_witnesses(work: Work) -> Iterable[str]:
        return (sources.get(name, "") for name in witnesses(work))

    works = _paired(old.works, new.works, [])
    works = _more(works, old.works, new.works, (old_witnesses, witnesses), 0.01)
    works = _more(works, old.works, new.works, (_title, _title), 0.5)
    works = _more(works, old.works, new.works, (_whole_texts, _whole_texts), _SAME_TEXT)
    works = _more(works, old.works, new.works, (_runs_of_words, _runs_of_words), _SAME_TEXT)
    return Names(sources, entities, works)


def _paired(
    old: Sequence[_N],
    new: Sequence[_N],
    ways: Sequence[tuple[Callable[[_N], Iterable[str]], float]],
) -> dict[str, str]:
    """New ids by old ids: equal ones first, then in each way among what is left."""
    both = {item.id for item in old} & {item.id for item in new}
    found = {item.id: item.id for item in old if item.id in both}
    for keys, threshold in ways:
        found = _more(found, old, new, (keys, keys), threshold)
    return found


def _more(
    found: dict[str, str],
    old: Sequence[_N],
    new: Sequence[_N],
    keys: tuple[Callable[[_N], Iterable[str]], Callable[[_N], Iterable[str]]],
    threshold: float,
) -> dict[str, str]:
    taken = set(found.values())
    olds = [item for item in old if item.id not in found]
    news = [item for item in new if item.id not in taken]
    if not olds or not news:
        return found
    pairs = pair_by_keys(
        [keys[0](item) for item in olds], [keys[1](item) for item in news], threshold
    )
    return found | {olds[i].id: news[j].id for i, j in pairs}


def _source_keys(source: Source) -> Iterable[str]:
    return filter(None, (source.sha256, source.path))


def _identifiers(entity: Entity) -> Iterable[str]:
    return (f"{entity.type} {uri}" for uri in entity.same_as)


def _entity_names(entity: Entity) -> Iterable[str]:
    return (f"{entity.type} {fold(name)}" for name in (entity.name, *entity.aliases))


def _title(work: Work) -> Iterable[str]:
    return (fold(work.title),)


def _whole_texts(work: Work) -> Iterable[str]:
    """Blocks word for word: much quicker than runs of words, and enough for most works that only
    changed their name.
    """
    return (text.text for text in texts(work))


def _runs_of_words(work: Work) -> Iterable[str]:
    return (str(run) for text in texts(work) for run in shingles(text.text))
