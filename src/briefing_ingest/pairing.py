"""What of the old corresponds to what of the new: pure functions over sequences, nothing here knows
datasets.

The order of trust: the same text in the same order (an alignment), the same text elsewhere (moved),
the same name with a text still much the same, a similar text between neighbours that correspond, a
similar text anywhere, the same name.
A name alone comes last because numbered names shift: after a new case study 4, the old one is the
  new 5.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from briefing_ingest.align import opcodes

# Share of words two texts must have in common (Dice over bags of folded words). Two unrelated
# paragraphs of one briefing share up to a third, by their articles and prepositions; between
# corresponding neighbours less is enough.
_NEIGHBOURS = 0.4
_ANYWHERE = 0.6
# Candidates are texts that share one of their rarest words, which keeps the cost linear.
_RARE_WORDS = 12


class Item(NamedTuple):
    """What is paired: its name, the kind of thing it is, and its folded text."""

    name: str
    kind: str
    folded: str


class Pair(NamedTuple):
    """Indices into the old and the new sequence."""

    old: int
    new: int


class _Side(NamedTuple):
    """One of the two sequences, and the words of each item."""

    items: Sequence[Item]
    bag: Callable[[int], Counter[str]]


def _side(items: Sequence[Item]) -> _Side:
    # Counted when first asked for: most items are paired by their whole text.
    return _Side(items, cache(lambda index: Counter(items[index].folded.split())))


class _Pairing:
    """Pairs found so far. Each index is paired at most once."""

    def __init__(self, old: Sequence[Item], new: Sequence[Item]) -> None:
        self.old, self.new = _side(old), _side(new)
        self.of_old: dict[int, int] = {}
        self.of_new: dict[int, int] = {}

    def add(self, pairs: Iterable[tuple[int, int]]) -> None:
        for i, j in pairs:
            if i not in self.of_old and j not in self.of_new:
                self.of_old[i], self.of_new[j] = j, i

    def left(self) -> tuple[list[int], list[int]]:
        """Indices not yet paired."""
        return (
            [i for i in range(len(self.old.items)) if i not in self.of_old],
            [j for j in range(len(self.new.items)) if j not in self.of_new],
        )


def pair(old: Sequence[Item], new: Sequence[Item]) -> list[Pair]:
    """Which items correspond, sorted by their place in ``old``."""
    found = _Pairing(old, new)
    found.add(_in_order(_kinds_and_texts(old), _kinds_and_texts(new)))
    found.add(_by_key(found, [item.folded for item in old], [item.folded for item in new]))
    named = list(_by_key(found, [item.name for item in old], [item.name for item in new]))
    found.add((i, j) for i, j in named if _dice(found.old.bag(i), found.new.bag(j)) >= _NEIGHBOURS)
    for olds, news in _gaps(found):
        found.add(_similar(found, olds, news, _NEIGHBOURS))
    found.add(_similar(found, *found.left(), _ANYWHERE))
    found.add((i, j) for i, j in named if old[i].kind == new[j].kind)
    return sorted(Pair(i, j) for i, j in found.of_old.items())


def _kinds_and_texts(items: Sequence[Item]) -> list[tuple[str, str]]:
    return [(item.kind, item.folded) for item in items]


def best_matches(
    scores: dict[tuple[int, int], float], threshold: float
) -> Iterator[tuple[int, int]]:
    """One-to-one pairs, the highest score first; of equal scores the first in the old, then the new
    sequence.
    """
    used_old: set[int] = set()
    used_new: set[int] = set()
    for (i, j), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score >= threshold and i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            yield i, j


def _dice(old: Counter[str], new: Counter[str]) -> float:
    total = old.total() + new.total()
    shared = sum(min(count, new[word]) for word, count in old.items())
    return 2 * shared / total if total else 1.0


def _in_order(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]
) -> Iterator[tuple[int, int]]:
    for op in opcodes(old, new):
        if op.tag == "equal":
            yield from zip(range(op.a0, op.a1), range(op.b0, op.b1), strict=True)


def _by_key(found: _Pairing, old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """What is left and has the same key, the first with the first."""
    olds, news = found.left()
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for j in reversed(news):
        waiting[new[j]].append(j)
    for i in olds:
        if waiting.get(old[i]):
            yield i, waiting[old[i]].pop()


def _gaps(found: _Pairing) -> Iterator[tuple[list[int], list[int]]]:
    """Runs of unpaired items that stand between the same paired neighbours on both sides."""
    olds, news = found.left()
    after_old = _runs(olds, found.of_old)
    after_new = _runs(news, {j: j for j in found.of_new})
    for neighbour, run in after_old.items():
        if neighbour in after_new:
            yield run, after_new[neighbour]


def _runs(indices: list[int], neighbour: dict[int, int]) -> dict[int, list[int]]:
    """Unpaired indices by the paired item before them (-1 for none), which is named by its index in
    the new.
    """
    runs: defaultdict[int, list[int]] = defaultdict(list)
    previous = -2
    before = -1
    for i in indices:
        if i != previous + 1:
            before = neighbour.get(i - 1, -1)
        runs[before].append(i)
        previous = i
    return runs


def _similar(
    found: _Pairing, olds: list[int], news: list[int], threshold: float
) -> Iterator[tuple[int, int]]:
    if not olds or not news:
        return
    old_bags, new_bags = {i: found.old.bag(i) for i in olds}, {j: found.new.bag(j) for j in news}
    frequency = _frequency((*old_bags.values(), *new_bags.values()))
    holders = _holders(new_bags, frequency)
    scores = {
        (i, j): _dice(bag, new_bags[j])
        for i, bag in old_bags.items()
        for word in _rarest(bag, frequency)
        for j in holders.get(word, ())
    }
    yield from best_matches(scores, threshold)


def _frequency(bags: Iterable[Counter[str]]) -> Counter[str]:
    """In how many of ``bags`` each word is."""
    return Counter(word for bag in bags for word in bag)


def _holders(bags: Mapping[int, Counter[str]], frequency: Counter[str]) -> dict[str, list[int]]:
    """Which bags have a word among their rarest, by the word."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for j, bag in bags.items():
        for word in _rarest(bag, frequency):
            holders[word].append(j)
    return holders


def _rarest(bag: Counter[str], frequency: Counter[str]) -> list[str]:
    """The words of ``bag`` that fewest texts have. A word no other text has leads to nothing and is
    left out.
    """
    shared = [word for word in bag if frequency[word] > 1]
    return sorted(shared, key=lambda word: (frequency[word], word))[:_RARE_WORDS]


def pair_by_keys(
    old: Sequence[Iterable[str]], new: Sequence[Iterable[str]], threshold: float
) -> list[Pair]:
    """One-to-one pairs of what shares at least ``threshold`` of its keys (Dice over sets of
    keys).
    """
    holders: defaultdict[str, list[int]] = defaultdict(list)
    sizes = [0] * len(new)
    for j, keys in enumerate(new):
        for key in set(keys):
            holders[key].append(j)
            sizes[j] += 1
    scores: dict[tuple[int, int], float] = {}
    for i, keys in enumerate(old):
        own = set(keys)
        shared = Counter(j for key in own for j in holders.get(key, ()))
        scores |= {(i, j): 2 * count / (len(own) + sizes[j]) for j, count in shared.items()}
    return [Pair(i, j) for i, j in best_matches(scores, threshold)]
