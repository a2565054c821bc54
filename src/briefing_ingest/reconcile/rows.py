"""Which blocks of several witnesses are the same passage: a table of rows, one a block of the work."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from briefing_ingest.align import opcodes
from briefing_ingest.model import Block, Witness
from briefing_ingest.text import Span, word_key, words


class Part(NamedTuple):
    """A stretch of a witness's block; offsets into the block's text."""

    block: Block
    start: int
    end: int


@dataclass
class Row:
    """A passage: the block that gives it its kind, and every witness's parts of it, in order."""

    block: Block
    parts: dict[str, list[Part]] = field(default_factory=dict)


def rows_of(witnesses: Sequence[Witness]) -> list[Row]:
    """The passages of a work in the order of the first witness, the base.

    Each further witness is aligned with the table so far, word by word; a block that the table does not have is put in
    behind the one it follows in its witness. A block that stands elsewhere in its witness (moved) finds its row by its
    words.
    """
    base = witnesses[0]
    rows = [Row(block, {base.source_id: [Part(block, 0, len(block.text))]}) for block in base.blocks]
    for witness in witnesses[1:]:
        rows = _with_witness(rows, witness)
    return _runs_on(rows)


class _Token(NamedTuple):
    row: int
    span: Span
    key: str


def _tokens(texts: Sequence[str]) -> list[_Token]:
    return [_Token(i, span, word_key(text[slice(*span)])) for i, text in enumerate(texts) for span in words(text)]


_SHARE = 0.4
"""A block belongs to a row if this share of the words of the shorter of the two agrees in order; less is chance."""


def _with_witness(rows: list[Row], witness: Witness) -> list[Row]:
    ours = _tokens([row.block.text for row in rows])
    theirs = _tokens([block.text for block in witness.blocks])
    matched = _matches(ours, theirs)
    sizes = Counter(token.row for token in ours)
    where: dict[int, list[tuple[int, Part]]] = {}
    for index, block in enumerate(witness.blocks):
        own = [k for k, token in enumerate(theirs) if token.row == index]
        where[index] = _parts(block, [theirs[k] for k in own], [matched.get(k) for k in own], sizes)
    _find_moved(rows, witness, where)
    return _inserted(rows, witness, where)


def _matches(ours: list[_Token], theirs: list[_Token]) -> dict[int, int]:
    """For words of the witness, the row of the word they are aligned with."""
    matched: dict[int, int] = {}
    for op in opcodes([token.key for token in ours], [token.key for token in theirs]):
        if op.tag == "equal":
            matched.update({op.b0 + k: ours[op.a0 + k].row for k in range(op.a1 - op.a0)})
    return matched


def _parts(block: Block, tokens: list[_Token], labels: list[int | None], sizes: Counter[int]) -> list[tuple[int, Part]]:
    """The block cut into parts by row. Words without a match go with the match before them, else behind."""
    counts = Counter(label for label in labels if label is not None)
    sure = {row for row, count in counts.items() if count >= _SHARE * min(len(tokens), sizes[row])}
    known = [label if label in sure else None for label in labels]
    first = next((label for label in known if label is not None), None)
    if first is None:
        return []
    filled: list[int] = []
    for label in known:
        filled.append(label if label is not None else (filled[-1] if filled else first))
    parts: list[tuple[int, Part]] = []
    for row, run in groupby(range(len(tokens)), key=lambda k: filled[k]):
        start = tokens[next(iter(run))].span.start
        if parts:
            previous, part = parts[-1]
            parts[-1] = (previous, part._replace(end=start))
        parts.append((row, Part(block, start if parts else 0, len(block.text))))
    return parts


def _find_moved(rows: list[Row], witness: Witness, where: dict[int, list[tuple[int, Part]]]) -> None:
    """Give blocks without a row the row of the same words that this witness has not filled yet."""
    filled = {row for parts in where.values() for row, _ in parts}
    free: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        if i not in filled:
            for key in {word_key(word) for word in row.block.text.split()}:
                free[key].append(i)
    for index, block in enumerate(witness.blocks):
        if where[index]:
            continue
        keys = {word_key(word) for word in block.text.split()}
        votes = Counter(row for key in keys for row in free[key])
        best = max(votes, key=lambda row: (votes[row], -row), default=None)
        if best is not None and best not in filled:
            size = len({word_key(word) for word in rows[best].block.text.split()})
            if votes[best] >= 0.7 * max(size, len(keys)) and rows[best].block.kind == block.kind:
                where[index] = [(best, Part(block, 0, len(block.text)))]
                filled.add(best)


def _inserted(rows: list[Row], witness: Witness, where: dict[int, list[tuple[int, Part]]]) -> list[Row]:
    """The table with the witness's parts, and with new rows for the blocks it did not have."""
    new: dict[int, list[Row]] = defaultdict(list)
    after = -1
    last = max((row for parts in where.values() for row, _ in parts), default=-1)
    for index, block in enumerate(witness.blocks):
        for row, part in where[index]:
            rows[row].parts.setdefault(witness.source_id, []).append(part)
            after = row
        if not where[index]:
            # What stands behind all matched text (a licence, an imprint) belongs behind the whole work.
            place = len(rows) - 1 if after == last else after
            new[place].append(Row(block, {witness.source_id: [Part(block, 0, len(block.text))]}))
    return [*new[-1], *(each for i, row in enumerate(rows) for each in (row, *new[i]))]


def _runs_on(rows: list[Row]) -> list[Row]:
    """Join a row to the one before where most witnesses have no break between them.

    Of as many for as against, a weak break goes: one without a blank line in the source. The plain paragraph behind is
    then a piece of the block before.
    """
    result: list[Row] = []
    for row in rows:
        if result and row.block.kind == "paragraph" and _is_one(result[-1], row):
            for source_id, parts in row.parts.items():
                result[-1].parts.setdefault(source_id, []).extend(parts)
        else:
            result.append(row)
    return result


def _is_one(before: Row, row: Row) -> bool:
    both = [source_id for source_id in row.parts if source_id in before.parts]
    unbroken = sum(before.parts[name][-1].block is row.parts[name][0].block for name in both)
    weak = before.block.traced.raw_end >= row.block.traced.raw_start
    return 2 * unbroken > len(both) or (2 * unbroken == len(both) > 0 and weak)
