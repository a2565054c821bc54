"""`part_of`: parts, volumes and chapters, and the whole or series that they are of.

Where no work is the whole, the first part that is there stands for it, so that a series of any
length has one relation a part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from briefing_ingest.model import Relation, WorkSpan
from briefing_ingest.reconcile.passage_rules import PART_OF
from briefing_ingest.reconcile.relations.collection import Collection
from briefing_ingest.reconcile.relations.naming import Named
from briefing_ingest.reconcile.relations.shared_text import longest_shared
from briefing_ingest.reconcile.relations.statements import statements_of
from briefing_ingest.reconcile.title_form import Period

_Key = tuple[str, tuple[str, ...], Period]
"""The language, the title and the period of a whole."""


def find_parts(collection: Collection, named: Named) -> Iterator[Relation]:
    """The parts, each with its whole, and those that say what they are part of."""
    namers: defaultdict[int, list[int]] = defaultdict(list)
    for subject, target in named:
        namers[target].append(subject)
    for key, parts in _series(collection).items():
        if (whole := _whole(collection, key, namers, parts)) is not None:
            yield from (_part(collection, part, whole) for part in parts)
        elif len({collection.form(part).part for part in parts}) == len(parts):
            first = min(parts, key=lambda number: (collection.form(number).part, number))
            yield from (_sibling(collection, part, first) for part in parts if part != first)
    yield from _chapters(collection)
    yield from statements_of(collection, named, PART_OF.name)


def _series(collection: Collection) -> dict[_Key, list[int]]:
    """The parts of each whole that their titles name; those of other makers are left out."""
    found: defaultdict[_Key, list[int]] = defaultdict(list)
    for number in range(len(collection)):
        form = collection.form(number)
        if form.part and form.series and not form.kind:
            found[collection.language(number), form.series, form.period].append(number)
    return {key: _of_one_maker(collection, parts) for key, parts in found.items()}


def _of_one_maker(collection: Collection, parts: Sequence[int]) -> list[int]:
    """Those parts that are of one matter with the first of them."""
    return [
        part for part in parts if part == parts[0] or collection.are_of_one_matter(parts[0], part)
    ]


def _whole(
    collection: Collection, key: _Key, namers: Mapping[int, Sequence[int]], parts: Sequence[int]
) -> int | None:
    """The work whose title is that of the series, or that names most of its parts; None if there
    is none. ``namers`` are the works that name a work.
    """
    language, series, period = key
    for number in collection.by_stem.get((language, *series), ()):
        form = collection.form(number)
        is_whole = not form.part and not form.kind and form.period == period
        if is_whole and collection.are_of_one_matter(parts[0], number):
            return number
    return _namer_of_most(namers, parts)


def _namer_of_most(namers: Mapping[int, Sequence[int]], parts: Sequence[int]) -> int | None:
    """The first work that names all parts but one, and at least two; None if there is none."""
    own = set(parts)
    naming = Counter(
        subject for part in parts for subject in namers.get(part, ()) if subject not in own
    )
    return min((work for work, count in naming.items() if 2 <= count >= len(own) - 1), default=None)


def _part(collection: Collection, part: int, whole: int) -> Relation:
    number = collection.form(part).part
    reason = f"it calls itself part {number} of the title that the other work has"
    if collection.form(whole).stem != collection.form(part).series:
        reason = f"it calls itself part {number} of a series, and the other work names its parts"
    return Relation(part, PART_OF.name, whole, collection.title_spans(part, whole), reason)


def _sibling(collection: Collection, part: int, first: int) -> Relation:
    numbers = [collection.form(number).part for number in (part, first)]
    reason = (
        f"it calls itself part {numbers[0]} of the series of which the other work is part "
        f"{numbers[1]}, the first that is there"
    )
    return Relation(part, PART_OF.name, first, collection.title_spans(part, first), reason)


_MIN_SHARE_IN_WHOLE = 0.9


def _chapters(collection: Collection) -> Iterator[Relation]:
    """The works that call themselves a part and lie nearly whole in another one."""
    for both in collection.sharing:
        for part, whole in (both, both[::-1]):
            if not collection.form(part).part or collection.form(whole).part:
                continue
            pair = collection.texts.compared(*both)
            share = pair.of_first if pair.first == part else pair.of_second
            if share >= _MIN_SHARE_IN_WHOLE and not pair.both_ways:
                number = collection.form(part).part
                reason = f"it calls itself part {number}, and nearly all its text is in the other"
                evidence: tuple[WorkSpan, ...] = (
                    *collection.title_span(part),
                    *longest_shared(collection, part, whole),
                )
                yield Relation(part, PART_OF.name, whole, evidence, reason)
