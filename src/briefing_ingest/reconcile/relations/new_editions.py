"""`edition_of`: a work and the one before it with the same title or text, and what changed.

Another year, quarter, month or issue makes another edition; another day does not, but of a
newsletter: minutes of two meetings, and alerts of two days, are works of their own. Each edition
leads to the one before it, so that a yearly report of twenty years has nineteen relations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from briefing_ingest.model import Relation
from briefing_ingest.reconcile.compare import Pair
from briefing_ingest.reconcile.editions import edition_marks
from briefing_ingest.reconcile.passage_rules import EDITION_OF
from briefing_ingest.reconcile.relations.changes import changes_between
from briefing_ingest.reconcile.relations.collection import Collection
from briefing_ingest.reconcile.relations.naming import Named
from briefing_ingest.reconcile.relations.shared_text import (
    longest_shared,
    pairs_of_editions,
    said_of_shares,
)
from briefing_ingest.reconcile.relations.statements import statements_of

_Time = tuple[int, int, tuple[int, ...], str]


def find_editions(collection: Collection, named: Named) -> Iterator[Relation]:
    """Each work with the edition before it."""
    earlier: defaultdict[int, list[Relation]] = defaultdict(list)
    for found in (*_by_text(collection), *_by_title(collection)):
        earlier[found.subject].append(found)
    for _, relations in sorted(earlier.items()):
        last = max(relations, key=lambda one: (_time(collection, one.object), one.object))
        yield _with_changes(collection, last)
    for stated in statements_of(collection, named, EDITION_OF.name):
        yield _with_changes(collection, stated)


def find_superseded(collection: Collection, named: Named) -> Iterator[Relation]:
    """Each work of which the manifest says that it supersedes another one."""
    del named
    work_of = {
        name: number for number, work in enumerate(collection.works) for name in work.witnesses
    }
    for later, earlier in collection.supersedes:
        one, other = work_of.get(later), work_of.get(earlier)
        if one is not None and other is not None and one != other:
            reason = f"the manifest says that {later} supersedes {earlier}"
            evidence = collection.title_spans(one, other)
            relation = Relation(one, EDITION_OF.name, other, evidence, reason)
            yield _with_changes(collection, relation)


def _with_changes(collection: Collection, relation: Relation) -> Relation:
    later, earlier = (collection.works[i] for i in (relation.subject, relation.object))
    return relation._replace(changes=changes_between(later, earlier))


def _time(collection: Collection, number: int) -> _Time:
    """When an edition is of: its period and issue, else the date of the work."""
    form, work = collection.form(number), collection.works[number]
    published = work.published
    year, month = form.period
    if not year and published:
        year, month = int(published[:4]), int(published[5:7] or 0)
    return year, month, form.issue, form.day or published


# --- by the title ---------------------------------------------------------------------------------


def _by_title(collection: Collection) -> Iterator[Relation]:
    """Works whose titles are the same but for the period or issue, each with the one before it."""
    for members in collection.by_stem.values():
        series: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        for number in members:
            form = collection.form(number)
            if not collection.is_for_meeting(number) and not form.is_draft:
                series[form.kind, form.part, form.is_translation].append(number)
        for numbers in series.values():
            yield from _one_after_another(collection, numbers)


def _one_after_another(collection: Collection, numbers: list[int]) -> Iterator[Relation]:
    ordered = sorted(numbers, key=lambda number: (_time(collection, number), number))
    before: list[int] = []
    for number in ordered:
        earlier = next(
            (
                other
                for other in reversed(before[-_LOOK_BACK_WORKS:])
                if _is_new_edition(collection, number, other)
                and collection.are_of_one_matter(number, other)
            ),
            None,
        )
        if earlier is not None:
            reason = f"the titles are the same but for {_what_differs(collection, number, earlier)}"
            evidence = collection.title_spans(number, earlier)
            yield Relation(number, EDITION_OF.name, earlier, evidence, reason)
        before.append(number)


_LOOK_BACK_WORKS = 8
"""Works of the same title that are looked at for the edition before one: several bodies may have
such a title."""


def _is_new_edition(collection: Collection, later: int, earlier: int) -> bool:
    one, other = collection.form(later), collection.form(earlier)
    if one.issue != other.issue:
        return True
    if one.day or other.day:
        return one.kind == other.kind == "bulletin" and one.day != other.day
    known = (0, 0) not in (one.period, other.period)
    return known and one.period != other.period


def _what_differs(collection: Collection, later: int, earlier: int) -> str:
    one, other = collection.form(later), collection.form(earlier)
    if one.issue != other.issue:
        return "the issue or edition"
    return "the day" if one.period == other.period else "the period"


# --- by the text ----------------------------------------------------------------------------------


def _by_text(collection: Collection) -> Iterator[Relation]:
    """Works that cover each other and are of different times."""
    for pair in pairs_of_editions(collection):
        if any(collection.is_for_meeting(number) for number in pair[:2]):
            continue
        later, earlier = sorted(
            pair[:2], key=lambda number: (_time(collection, number), number), reverse=True
        )
        marks = edition_marks(*(collection.texts.keys[number] for number in pair[:2]))
        if _are_of_different_times(collection, pair, marks):
            evidence = tuple(longest_shared(collection, later, earlier))
            reason = "; ".join([said_of_shares(pair, later), *marks[:_MOST_MARKS]])
            yield Relation(later, EDITION_OF.name, earlier, evidence, reason)


_MOST_MARKS = 3
"""Signs of another edition that a reason names at most."""


def _are_of_different_times(collection: Collection, pair: Pair, marks: list[str]) -> bool:
    """Whether two works of nearly the same text are editions of one paper, and not two papers that
    one template was filled for: these have other titles, or the same time.
    """
    stems = {collection.form(number).stem for number in pair[:2]}
    times = {_time(collection, number) for number in pair[:2]}
    said_at_head = any("at its head" in mark for mark in marks)
    if len(stems) == 1:
        return not marks or said_at_head or len(times) > 1
    return pair.alike and (not marks or said_at_head)
