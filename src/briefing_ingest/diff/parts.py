"""Blocks that were split or merged: one text on one side, the same words in several neighbours on
the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from briefing_ingest.align import opcodes
from briefing_ingest.dataset import Block, Link, Mention, Variant
from briefing_ingest.diff.offsets import Offsets

# Share of the words, in order, that the pieces and the whole must have in common: a word or two may
# have changed too.
_SAME: Final = 0.9
# More pieces than this are a page taken apart, which is better told block by block.
_MOST: Final = 6
_SPANS: Final = ("links", "variants", "mentions")
# Words at a piece's edge that must be the whole's: they make candidates cheap to find.
_EDGE: Final = 2


class Parting(NamedTuple):
    """Index of the whole in its sequence, and of its pieces (neighbours, in order) in the other."""

    whole: int
    pieces: tuple[int, ...]


class Told(NamedTuple):
    """A block's kind and the folded words of its text."""

    kind: str
    said: list[str]


def partings(
    wholes: Sequence[Told], others: Sequence[Told], taken: Mapping[int, int]
) -> list[Parting]:
    """Which of ``wholes`` stand in several neighbours of ``others``, by index in ``wholes``.

    ``taken`` says which of ``others`` corresponds to which of ``wholes`` already; a piece must
    correspond to nothing or to the whole itself. Only blocks of one kind are pieces of one text.
    """
    side = _Others(others, taken)
    found: list[Parting] = []
    used: set[int] = set()
    for i, whole in enumerate(wholes):
        if len(whole.said) < 2 * _EDGE or side.has_unchanged(i, whole):
            continue
        candidates = side.in_pieces(i, whole)
        pieces = next((pieces for pieces in candidates if used.isdisjoint(pieces)), ())
        if pieces:
            found.append(Parting(i, pieces))
            used.update(pieces)
    return found


class _Others:
    """The blocks among which pieces are looked for, and which of them correspond to a whole
    (``taken``: its index by theirs).
    """

    def __init__(self, others: Sequence[Told], taken: Mapping[int, int]) -> None:
        self._kinds = [other.kind for other in others]
        self._folded = [other.said for other in others]
        self._taken = taken
        self._partner = {whole: other for other, whole in taken.items()}
        self._starts = _by_start(self._folded)

    def has_unchanged(self, i: int, whole: Told) -> bool:
        """Whether ``whole``, the ``i``-th, corresponds to one that says the same."""
        return i in self._partner and self._folded[self._partner[i]] == whole.said

    def in_pieces(self, i: int, whole: Told) -> Iterator[tuple[int, ...]]:
        """Each run of neighbours, all of the kind of ``whole``, that together say what it says."""
        for first in self._starts.get(tuple(whole.said[:_EDGE]), ()):
            near = range(first, min(first + _MOST, len(self._folded)))
            free = [j for j in near if self._taken.get(j, i) == i]
            pieces = _pieces(whole.said, self._folded, free)
            if {self._kinds[j] for j in pieces} == {whole.kind}:
                yield pieces


def _by_start(texts: Sequence[Sequence[str]]) -> dict[tuple[str, ...], list[int]]:
    """The places of ``texts`` by their first words; without those that have none."""
    starts: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, words in enumerate(texts):
        if words:
            starts[tuple(words[:_EDGE])].append(place)
    return starts


def _pieces(whole: list[str], folded: Sequence[list[str]], free: Sequence[int]) -> tuple[int, ...]:
    """The first of ``free`` that are neighbours and together say what ``whole`` says; nothing if
    they do not.
    """
    pieces: list[int] = []
    length = 0
    for j in free:
        if not folded[j] or (pieces and j != pieces[-1] + 1):
            return ()
        pieces.append(j)
        length += len(folded[j])
        near = length >= _SAME * len(whole)
        if (
            len(pieces) > 1
            and near
            and _in_common(whole, [word for k in pieces for word in folded[k]]) >= _SAME
        ):
            return tuple(pieces)
        if length > len(whole) / _SAME:
            return ()
    return ()


def _in_common(one: list[str], other: list[str]) -> float:
    shared = sum(op.a1 - op.a0 for op in opcodes(one, other) if op.tag == "equal")
    return 2 * shared / (len(one) + len(other))


def joined(blocks: Sequence[Block]) -> Block:
    """One block with the texts of all, a line break between, and what is noted in them at its new
    place.
    """
    noted: dict[str, list[Any]] = {"note_refs": [], "links": [], "variants": [], "mentions": []}
    text = ""
    for block in blocks:
        shift = len(text) + bool(text)
        text = f"{text}\n{block.text}" if text else block.text
        for name, found in noted.items():
            found += [_shifted(item, shift) for item in getattr(block, name)]
    return blocks[0].model_copy(
        update={"text": text, **{name: tuple(found) for name, found in noted.items()}}
    )


def _shifted(item: Any, by: int) -> Any:
    moved = {
        name: getattr(item, name) + by for name in ("start", "end", "at") if hasattr(item, name)
    }
    return item.model_copy(update=moved)


def without_crossing(block: Block, pieces: str, starts: Sequence[int]) -> Block:
    """``block`` without the links, variants and mentions that lie across one of ``starts``, where
    in the text of the joined ``pieces`` all but the first begin.
    """
    offsets = Offsets(block.text, pieces)

    def crosses(item: Link | Variant | Mention) -> bool:
        first, last = offsets.place(item.start).start, offsets.place(item.end).end
        return any(first < start < last for start in starts)

    kept = {
        name: tuple(item for item in getattr(block, name) if not crosses(item)) for name in _SPANS
    }
    return block.model_copy(update=kept)
