"""`accompanies`: papers of one meeting, and what is given with a report: slides, figures, annexes.

Of a meeting the minutes are what the others accompany, else its transcript, else its agenda.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from briefing_ingest.model import Relation
from briefing_ingest.reconcile.passage_rules import ACCOMPANIES
from briefing_ingest.reconcile.relations.collection import Collection
from briefing_ingest.reconcile.relations.naming import Named
from briefing_ingest.reconcile.relations.shelf import Shelf
from briefing_ingest.reconcile.relations.statements import statements_of
from briefing_ingest.reconcile.title_form import COMPANION_KINDS, MEETING_KINDS

_OF_MEETING = (*MEETING_KINDS, "slides")


def find_companions(collection: Collection, named: Named) -> Iterator[Relation]:
    """The papers that are given with another one."""
    yield from _of_meetings(collection)
    for members in collection.by_stem.values():
        companions = [n for n in members if collection.form(n).kind in COMPANION_KINDS]
        mains = [n for n in members if collection.form(n).kind == ""]
        shelf = Shelf(collection, mains)
        for companion in companions:
            fitting = (
                main
                for main in shelf.of_same_time(companion)
                if collection.are_of_one_matter(companion, main)
            )
            main = next(fitting, None)
            if main is not None:
                yield _companion(collection, companion, main)
    yield from statements_of(collection, named, ACCOMPANIES.name)


def _companion(collection: Collection, companion: int, main: int) -> Relation:
    kind = collection.form(companion).kind
    what = {"questions": "questions and answers", "annex": "an annex"}.get(kind, kind)
    reason = f"its title says that it is {what}, and the other work has the same title otherwise"
    evidence = collection.title_spans(companion, main)
    return Relation(companion, ACCOMPANIES.name, main, evidence, reason)


# --- meetings -------------------------------------------------------------------------------------


def _of_meetings(collection: Collection) -> Iterator[Relation]:
    """The papers of each meeting, each with the first of them by its sort."""
    meetings: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number in range(len(collection)):
        if collection.form(number).kind in _OF_MEETING and (day := collection.day(number)):
            for body in _who_meets(collection, number):
                meetings[body, day].append(number)
    for (_, day), papers in sorted(meetings.items()):
        yield from _of_one_meeting(collection, papers, day)


def _who_meets(collection: Collection, number: int) -> set[str]:
    """What the title of a paper calls the body that meets, and the bodies in its head."""
    stem = " ".join(collection.form(number).stem)
    return {*([stem] if stem else []), *collection.bodies(number)}


def _of_one_meeting(collection: Collection, papers: Sequence[int], day: str) -> Iterator[Relation]:
    ordered = sorted(papers, key=lambda n: (_OF_MEETING.index(collection.form(n).kind), n))
    first = ordered[0]
    if collection.form(first).kind not in MEETING_KINDS:
        return
    for paper in ordered[1:]:
        kinds = [collection.form(number).kind for number in (paper, first)]
        if kinds[0] != kinds[1]:
            reason = f"both are papers of the meeting of one body on {day}: {' and '.join(kinds)}"
            evidence = collection.title_spans(paper, first)
            yield Relation(paper, ACCOMPANIES.name, first, evidence, reason)
