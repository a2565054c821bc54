"""Which rows the blocks of another source version belong to, word by word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Final, NamedTuple

from briefing_ingest.align import opcodes
from briefing_ingest.model import Block, Witness
from briefing_ingest.reconcile.markup import aligned_key
from briefing_ingest.reconcile.row import Part, Row, whole_of
from briefing_ingest.text import Span, words

_MIN_SHARE_IN_BOTH: Final = 0.7
"""A block in another place is a row's if this share of the different words of the larger is in
both."""


_MIN_SHARE_IN_ORDER: Final = 0.4
"""A block belongs to a row if this share of the words of the shorter of the two agrees in order;
less is chance."""


_MIN_RUN_WORDS: Final = 5
"""So many words on end that agree with one row are no chance either, however long the block and the
row are."""


Placed = list[tuple[int, Part]]


class Fit(NamedTuple):
    """Where the blocks of a witness belong, by index; and the share of its words that agree with
    the table's.
    """

    where: dict[int, Placed]
    agreement: float


def fit_witness(rows: list[Row], witness: Witness) -> Fit:
    """How a witness fits the table so far, its words aligned with those of the rows."""
    ours = _tokens(row.block.text for row in rows)
    theirs = _tokens(block.text for block in witness.blocks)
    matched = _matches(ours, theirs)
    sizes = Counter(token.row for token in ours)
    own: dict[int, list[int]] = defaultdict(list)
    for k, token in enumerate(theirs):
        own[token.row].append(k)
    where = {
        index: _parts(
            block, [theirs[k] for k in own[index]], [matched.get(k) for k in own[index]], sizes
        )
        for index, block in enumerate(witness.blocks)
    }
    _find_moved(rows, witness, where)
    return Fit(where, len(matched) / max(1, len(theirs)))


class _Token(NamedTuple):
    row: int
    span: Span
    key: str


def _tokens(texts: Iterable[str]) -> list[_Token]:
    return [
        _Token(i, span, aligned_key(text[slice(*span)]))
        for i, text in enumerate(texts)
        for span in words(text)
    ]


def _matches(ours: list[_Token], theirs: list[_Token]) -> dict[int, int]:
    """For words of the witness, the row of the word they are aligned with."""
    matched: dict[int, int] = {}
    for op in opcodes([token.key for token in ours], [token.key for token in theirs]):
        if op.tag == "equal":
            matched.update({op.b0 + k: ours[op.a0 + k].row for k in range(op.a1 - op.a0)})
    return matched


def _parts(
    block: Block, tokens: list[_Token], labels: list[int | None], sizes: Counter[int]
) -> Placed:
    """The block cut into parts by row. Words without a match go with the match before them, else
    behind.
    """
    sure = _sure_rows(labels, sizes)
    known = [label if label in sure else None for label in labels]
    first = next((label for label in known if label is not None), None)
    if first is None:
        return []
    rows = list(
        accumulate(known, lambda before, row: before if row is None else row, initial=first)
    )
    parts: Placed = []
    for row, run in groupby(zip(rows[1:], tokens, strict=True), key=itemgetter(0)):
        start = next(run)[1].span.start
        if parts:
            previous, part = parts[-1]
            parts[-1] = (previous, part._replace(end=start))
        parts.append((row, Part(block, start if parts else 0, len(block.text))))
    return parts


def _sure_rows(labels: Sequence[int | None], sizes: Counter[int]) -> set[int]:
    """The rows that a block belongs to, by the rows of its words: with a share of them, or with a
    run.
    """
    counts = Counter(label for label in labels if label is not None)
    shared = {
        row for row, n in counts.items() if n >= _MIN_SHARE_IN_ORDER * min(len(labels), sizes[row])
    }
    runs = ((row, sum(1 for _ in run)) for row, run in groupby(labels))
    return shared | {row for row, length in runs if row is not None and length >= _MIN_RUN_WORDS}


def word_keys(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return [aligned_key(word) for word in text.split()]


def _find_moved(rows: list[Row], witness: Witness, where: dict[int, Placed]) -> None:
    """Give blocks without a row the row of the same words that this witness has not filled yet."""
    filled = {row for parts in where.values() for row, _ in parts}
    free = {i: set(word_keys(row.block.text)) for i, row in enumerate(rows) if i not in filled}
    by_word = _rows_by_word(free)
    for index, block in enumerate(witness.blocks):
        if where[index]:
            continue
        row = _row_of_same_words(set(word_keys(block.text)), free, by_word)
        if row is not None:
            where[index] = [(row, whole_of(block))]
            del free[row]


def _rows_by_word(words_of_rows: Mapping[int, set[str]]) -> Mapping[str, list[int]]:
    """For each word the rows that have it."""
    found: dict[str, list[int]] = defaultdict(list)
    for row, keys in words_of_rows.items():
        for key in keys:
            found[key].append(row)
    return found


def _row_of_same_words(
    keys: set[str], free: Mapping[int, set[str]], by_word: Mapping[str, list[int]]
) -> int | None:
    """The ``free`` row that has most of the words ``keys``, if it has enough of them."""
    votes = Counter(row for key in keys for row in by_word.get(key, ()) if row in free)
    best = max(votes, key=lambda row: (votes[row], -row), default=None)
    if best is None or votes[best] < _MIN_SHARE_IN_BOTH * max(len(free[best]), len(keys)):
        return None
    return best
