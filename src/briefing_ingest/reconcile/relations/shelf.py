"""Works of one stem among which another looks for the one it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from briefing_ingest.reconcile.relations.collection import Collection
from briefing_ingest.reconcile.title_form import TitleForm

_MOST_COMPARED = 50
"""On a fuller shelf only works of the same day, period and issue are looked at, so that the cost
does not grow with the square of the works that bear one title."""


class Shelf:
    """Works that one of their stem may belong to."""

    def __init__(self, collection: Collection, works: Iterable[int]) -> None:
        self._collection = collection
        self._works = sorted(works)
        self._by_time: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        for number in self._works:
            self._by_time[_time(collection.form(number))].append(number)

    def of_same_time(self, number: int) -> list[int]:
        """The works on the shelf whose part, day, period and issue do not contradict that of work
        ``number``; those first that say the same.
        """
        form = self._collection.form(number)
        exact = self._by_time.get(_time(form), [])
        others = self._works if len(self._works) <= _MOST_COMPARED else exact[:_MOST_COMPARED]
        fitting = [
            other
            for other in others
            if other != number
            and self._collection.form(other).part == form.part
            and self._collection.form(other).is_of_same_time(form)
        ]
        return sorted(fitting, key=lambda other: (other not in exact, other))


def _time(form: TitleForm) -> tuple[object, ...]:
    return form.part, form.day, form.period, form.issue
