"""How close the calls are that make two source versions one work or two, for a maintainer who may
know better.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing_ingest.model import Witness
from briefing_ingest.reconcile.cluster import ordered_texts
from briefing_ingest.reconcile.judgement import Closeness


class Call(NamedTuple):
    """Two sources, by id, and what was weighed when it was decided whether they are one work."""

    first: str
    second: str
    closeness: Closeness


def closeness(witnesses: Sequence[Witness], pairs: Iterable[tuple[str, str]]) -> tuple[Call, ...]:
    """What is weighed between the two sources of each of ``pairs``, which are ids of
    ``witnesses``: all of these, since it counts how many others have what the two share.

    Raises:
        KeyError: an id has no witness.
    """
    ordered, texts = ordered_texts(witnesses)
    place = {witness.source_id: i for i, witness in enumerate(ordered)}
    return tuple(
        Call(one, other, texts.closeness(place[one], place[other])) for one, other in pairs
    )


def close_calls(witnesses: Sequence[Witness]) -> tuple[Call, ...]:
    """Those pairs of ``witnesses`` that a little more or less of their own would have made two
    works instead of one, or one instead of two; in order of their ids.
    """
    ordered, texts = ordered_texts(witnesses)
    ids = [witness.source_id for witness in ordered]

    def found() -> Iterator[Call]:
        for i, j in texts.candidates():
            if texts.may_be_versions(texts.compared(i, j)):
                call = Call(ids[i], ids[j], texts.closeness(i, j))
                if call.closeness.is_close:
                    yield call

    return tuple(found())
