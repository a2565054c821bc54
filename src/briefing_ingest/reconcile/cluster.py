"""Which witnesses are versions of one work: those that cover each other's text, cores first.

A version covers half of another and is half covered by it; a post that quotes a briefing does at
most one of the two. A partial copy is wholly covered but covers little, and the same is true of a
briefing that is quoted whole: only the other versions show which of the two it is. So cores are
formed first, and what lies wholly within the text of a core joins it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from briefing_ingest.model import Witness
from briefing_ingest.reconcile.compare import WITHIN, Pair, Texts
from briefing_ingest.reconcile.coverage import covered, run_index, share
from briefing_ingest.reconcile.judgement import TWO_WAY
from briefing_ingest.reconcile.kept import MadeWhenAsked
from briefing_ingest.reconcile.own_matter import is_beginning_of
from briefing_ingest.reconcile.particulars import particulars_of
from briefing_ingest.text import word_key

_OPENING_WORDS: Final = 25
"""Words at the start of a text by which a partial copy without a core is told from an excerpt."""


class Known(NamedTuple):
    """What is known of source ids whatever their texts say: pairs of one work, pairs that are of
    two, and the entries of each feed, of which no two are of one work. Ids without a witness say
    nothing.
    """

    together: Sequence[tuple[str, str]] = ()
    apart: Sequence[tuple[str, str]] = ()
    feeds: Sequence[Sequence[str]] = ()


def cluster(
    witnesses: Sequence[Witness],
    *,
    together: Sequence[tuple[str, str]] = (),
    apart: Sequence[tuple[str, str]] = (),
    feeds: Sequence[Sequence[str]] = (),
) -> tuple[tuple[Witness, ...], ...]:
    """Groups of witnesses of one work, by the id of their first source; the order of ``witnesses``
    does not matter. For the other arguments see `Known`.
    """
    return cluster_texts(*ordered_texts(witnesses), Known(together, apart, feeds))


def cluster_texts(
    ordered: Sequence[Witness], texts: Texts, known: Known
) -> tuple[tuple[Witness, ...], ...]:
    """As `cluster`, of what `ordered_texts` gives."""
    place = {witness.source_id: i for i, witness in enumerate(ordered)}
    groups = _group(
        texts,
        lambda: _Forest(
            len(ordered),
            _pairs_of_places(known.together, place),
            _pairs_of_places(known.apart, place),
            [[place[i] for i in ids if i in place] for ids in known.feeds],
        ),
    )
    return tuple(tuple(ordered[i] for i in group) for group in groups)


def ordered_texts(witnesses: Sequence[Witness]) -> tuple[list[Witness], Texts]:
    """``witnesses`` in the order of their ids, and their texts in the same; the words of each are
    taken from its blocks when they are asked for.
    """
    ordered = sorted(witnesses, key=lambda witness: witness.source_id)
    keys = MadeWhenAsked(lambda i: witness_keys(ordered[i]), len(ordered))
    return ordered, Texts(keys, list(map(particulars_of, ordered)))


def _pairs_of_places(
    pairs: Sequence[tuple[str, str]], place: Mapping[str, int]
) -> list[tuple[int, int]]:
    """``pairs`` of source ids as indexes; those of which an id has no witness are left out."""
    return [(place[a], place[b]) for a, b in pairs if a in place and b in place]


def witness_keys(witness: Witness) -> list[str]:
    """The folded words of a witness's blocks; notes are left out, since versions often lack
    them.
    """
    found = (word_key(word) for block in witness.blocks for word in block.text.split())
    return [key for key in found if key[:1].isalnum()]


def group_texts(
    keys: Sequence[Sequence[str]],
    *,
    together: Sequence[tuple[int, int]] = (),
    apart: Sequence[tuple[int, int]] = (),
    strangers: Sequence[Sequence[int]] = (),
) -> list[list[int]]:
    """Indices of texts (given as folded words) that are versions of one work, in order of their
    first.

    Pairs ``together`` are, pairs ``apart`` are not, and no two of one group of ``strangers`` are.
    """
    return _group(Texts(keys), lambda: _Forest(len(keys), together, apart, strangers))


def _group(texts: Texts, make_forest: Callable[[], _Forest]) -> list[list[int]]:
    """The groups of ``texts``, joined in a forest that knows what is together and apart."""
    related = texts.candidates()
    forest, pairs = _join_versions(texts, related, make_forest())
    collections = _collections(texts, pairs, related)
    if collections:  # what stands in one is not to be held together by it
        close = [
            pair for pair in related if not collections & {*pair} or texts.compared(*pair).alike
        ]
        forest, pairs = _join_versions(texts, close, make_forest())
    return forest.groups()


def _join_versions(
    texts: Texts, related: Sequence[tuple[int, int]], forest: _Forest
) -> tuple[_Forest, list[Pair]]:
    """``forest`` with the versions among the ``related`` pairs joined, and the pairs that were
    compared for it.
    """
    pairs = []
    for i, j in related:
        if forest.root(i) == forest.root(j):
            continue  # of many versions each is compared with one only
        pairs.append(texts.compared(i, j))
        if texts.may_be_versions(pairs[-1]) and not texts.are_different_works(i, j):
            forest.join(i, j)
    _join_partial(forest, texts, pairs)
    return forest, pairs


def _collections(
    texts: Texts, pairs: Sequence[Pair], related: Sequence[tuple[int, int]]
) -> set[int]:
    """Texts that hold several works: others lie in them that share nothing, and make up nearly all
    of them.
    """
    parts: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for pair in pairs:
        if not pair.alike and max(pair.of_first, pair.of_second) >= WITHIN:
            whole, part = (
                (pair.second, pair.first)
                if pair.of_first > pair.of_second
                else (pair.first, pair.second)
            )
            parts[whole].append((min(pair.of_first, pair.of_second), part))
    found = set()
    alike = _neighbours(related)
    for whole, inside in parts.items():
        strangers: set[int] = set()
        for _, part in sorted(inside, reverse=True):
            if alike[part].isdisjoint(strangers):
                strangers.add(part)
        if len(strangers) > 1 and texts.within(whole, sorted(strangers)) >= WITHIN:
            found.add(whole)
    return found


def _neighbours(pairs: Iterable[tuple[int, int]]) -> defaultdict[int, set[int]]:
    """What each index is paired with."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for i, j in pairs:
        found[i].add(j)
        found[j].add(i)
    return found


class _Forest:
    """Disjoint sets of indices; those ``apart`` never come into one, nor do two of one group of
    ``strangers``.
    """

    def __init__(
        self,
        size: int,
        together: Sequence[tuple[int, int]],
        apart: Sequence[tuple[int, int]],
        strangers: Sequence[Sequence[int]] = (),
    ) -> None:
        self._parent = list(range(size))
        self._groups: dict[int, set[int]] = defaultdict(
            set
        )  # of which groups of strangers a root has one
        for number, group in enumerate(strangers):
            for i in group:
                self._groups[i].add(number)
        self._apart: dict[int, set[int]] = defaultdict(set)  # roots that may not come together
        for i, j in apart:
            self._apart[i].add(j)
            self._apart[j].add(i)
        for i, j in together:
            self.join(i, j)

    def root(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        low, high = sorted((self.root(i), self.root(j)))
        if low == high or high in self._apart[low] or self._groups[low] & self._groups[high]:
            return
        self._parent[high] = low
        self._groups[low] |= self._groups.pop(high)
        for other in self._apart.pop(high, set()):
            self._apart[other] = (self._apart[other] - {high}) | {low}
            self._apart[low].add(other)

    def groups(self) -> list[list[int]]:
        members: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self._parent)):
            members[self.root(i)].append(i)
        return list(members.values())


def _join_partial(forest: _Forest, texts: Texts, pairs: Sequence[Pair]) -> None:
    """Join texts that stand alone to the core they lie in, or to the one text they are the
    beginning of.
    """
    cores = {group[0]: group for group in forest.groups()}
    alone = {group[0] for group in cores.values() if len(group) == 1}
    joins = _parts_of_cores(forest, texts, pairs, alone)
    lone = [pair for pair in pairs if {pair.first, pair.second} <= alone and not pair.both_ways]
    joins += [(pair.first, pair.second) for pair in lone if _is_beginning(texts, pair)]
    for text, root in joins:
        forest.join(text, root)


def _parts_of_cores(
    forest: _Forest, texts: Texts, pairs: Sequence[Pair], alone: set[int]
) -> list[tuple[int, int]]:
    """The texts that stand ``alone`` and lie within a core, each with the root of that core."""
    cores = {group[0]: group for group in forest.groups()}
    neighbours = _neighbours(pair[:2] for pair in pairs)
    editions = _neighbours(pair[:2] for pair in pairs if pair.both_ways)
    found = []
    for text in sorted(alone):
        near = {forest.root(i) for i in neighbours[text]} - alone
        best = _core_around(texts, text, {root: cores[root] for root in near})
        # What covers a member of the core and is covered by it was kept out as another edition.
        if best is not None and editions[text].isdisjoint(cores[best]):
            found.append((text, best))
    return found


def _core_around(texts: Texts, text: int, cores: Mapping[int, Sequence[int]]) -> int | None:
    """The root of the core that has most of ``text``, if it has nearly all of it."""
    parts = {root: texts.within(text, members) for root, members in cores.items()}
    best = max(parts, key=lambda root: (parts[root], -root), default=None)
    if best is None or parts[best] < WITHIN:
        return None
    if all(texts.shares_template_only(text, member) for member in cores[best]):
        return None
    return best


def _is_beginning(texts: Texts, pair: Pair) -> bool:
    """True if the shorter text lies in the longer, both begin alike, and no more of the longer than
    its beginning is in the shorter: a copy that was cut off, and not a summary.
    """
    if max(pair.of_first, pair.of_second) < WITHIN:
        return False
    short, long = pair[:2] if pair.of_first > pair.of_second else (pair.second, pair.first)
    if texts.shares_template_only(short, long):
        return False
    opening, whole = texts.keys[short][:_OPENING_WORDS], texts.keys[long]
    begin_alike = share(covered(opening, run_index(whole[:_OPENING_WORDS]))) >= TWO_WAY
    return begin_alike and is_beginning_of(texts.keys[short], whole, texts.index(short))
