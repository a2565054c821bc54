"""How close the calls are that make two source versions one work or two, for a maintainer who may
know better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from briefing_ingest.model import Witness
from briefing_ingest.reconcile.cluster import Known, cluster_texts, ordered_texts
from briefing_ingest.reconcile.compare import Texts
from briefing_ingest.reconcile.judgement import NEARLY_VERSIONS_PER_CENT, Closeness

NOTHING_KNOWN: Final = Known()


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


class Clusters(NamedTuple):
    """Witnesses grouped by work, and the close calls among them."""

    groups: tuple[tuple[Witness, ...], ...]
    calls: tuple[Call, ...]


def clusters(witnesses: Sequence[Witness], known: Known = NOTHING_KNOWN) -> Clusters:
    """``witnesses`` grouped as `cluster` does, and those pairs of them that a little more or less
    of their own would have made two works instead of one, or one instead of two. What is ``known``
    is not called close.
    """
    ordered, texts = ordered_texts(witnesses)
    groups = cluster_texts(ordered, texts, known)
    is_settled = _settled_by(known)
    calls = [call for call in _close(ordered, texts) if not is_settled(call)]
    of = {witness.source_id: number for number, group in enumerate(groups) for witness in group}
    return Clusters(groups, tuple(call for call in calls if _is_so(call, of)))


def _settled_by(known: Known) -> Callable[[Call], bool]:
    """A function that tells whether what is ``known`` says of the sources of a call what they
    are.
    """
    apart = set(map(frozenset, known.apart))
    first = {one: work for work, one in known.together} | {work: work for work, _ in known.together}
    feeds = {name: number for number, names in enumerate(known.feeds) for name in names}

    def is_settled(call: Call) -> bool:
        is_apart = frozenset((call.first, call.second)) in apart
        same = (of.get(call.first, call.first) == of.get(call.second) for of in (first, feeds))
        return is_apart or any(same)

    return is_settled


def _is_so(call: Call, group_of: Mapping[str, int]) -> bool:
    """Whether two sources are in the end what the call says: a third may bring them together."""
    return (group_of[call.first] == group_of[call.second]) is call.closeness.is_one_work


def close_calls(witnesses: Sequence[Witness]) -> tuple[Call, ...]:
    """The close calls among ``witnesses``, in order of their ids."""
    return tuple(_close(*ordered_texts(witnesses)))


def _close(ordered: Sequence[Witness], texts: Texts) -> Iterator[Call]:
    for i, j in texts.candidates():
        pair = texts.compared(i, j)
        nearly = 100 * min(pair.of_first, pair.of_second) >= NEARLY_VERSIONS_PER_CENT
        if nearly or texts.may_be_versions(pair):
            call = Call(ordered[i].source_id, ordered[j].source_id, texts.closeness(i, j))
            if call.closeness.is_close:
                yield call
