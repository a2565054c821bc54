"""Which blocks of several witnesses are the same passage: a table of rows, one a block of the work.

Each witness is aligned word by word with the table so far. What it has in another place is
recognised by its words, whatever their order: it is not taken a second time, but kept in the
apparatus.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Final, NamedTuple

from briefing_ingest.align import opcodes
from briefing_ingest.dictionary import frequency, is_word
from briefing_ingest.model import Block, Witness
from briefing_ingest.reconcile.by_form import is_formula
from briefing_ingest.reconcile.choose import AGREEMENT, FORMULA
from briefing_ingest.reconcile.elsewhere import Held, holds
from briefing_ingest.reconcile.passage_rules import DISPLACED, NOISE
from briefing_ingest.rule import Rule
from briefing_ingest.text import Span, word_key, words


class Part(NamedTuple):
    """A stretch of a witness's block; offsets into the block's text."""

    block: Block
    start: int
    end: int


class Addition(NamedTuple):
    """Parts that some witnesses have behind a row and that were not taken, and why."""

    parts: dict[str, list[Part]]
    rule: Rule
    reason: str


@dataclass
class Row:
    """A passage: the block that gives it its kind, and every witness's parts of it, in order."""

    block: Block
    parts: dict[str, list[Part]] = field(default_factory=dict)
    additions: list[Addition] = field(default_factory=list)


_MIN_AGREEMENT: Final = 0.5
"""Where fewer of a witness's words agree in order with the others', it is another part of the
work, or noise."""

_MIN_SHARE_ENGLISH: Final = 0.35
"""Text that the others lack is noise if fewer of its words are words: of English, or of the other
witnesses."""


def rows_of(witnesses: Sequence[Witness], held: Held) -> list[Row]:
    """The passages of a work in the order of the first witness, the base.

    A block that the table does not have is put in behind the one it follows in its witness. In the
    end a passage that most witnesses lack, though they have what stands around it, is taken out
    again. Of three and more witnesses, one that hardly agrees with the others, and is no text where
    it does not, adds no passage and has no vote; what it has is kept as a reading.
    ``held`` are the runs of words of each witness; one that has the passage in another place does
    not lack it.
    """
    base = witnesses[0]
    rows = [Row(block, {base.source_id: [_whole(block)]}) for block in base.blocks]
    sound = [base.source_id]
    for witness in witnesses[1:]:
        fit = _fit(rows, witness)
        if not rows or len(witnesses) < _MIN_VOTERS or _is_sound(rows, witness, fit):
            sound.append(witness.source_id)
            rows = _insert_witness(rows, witness, fit)
        else:
            _set_aside(rows, witness, fit)
    return _drop_outvoted(_join_run_on(rows), sound, held)


def _is_sound(rows: list[Row], witness: Witness, fit: _Fit) -> bool:
    """Whether a witness agrees with the table, or is text where it does not."""
    return fit.agreement >= _MIN_AGREEMENT or _is_text(rows, witness, fit)


def _whole(block: Block) -> Part:
    return Part(block, 0, len(block.text))


class _Token(NamedTuple):
    row: int
    span: Span
    key: str


def _tokens(texts: Iterable[str]) -> list[_Token]:
    return [
        _Token(i, span, word_key(text[slice(*span)]))
        for i, text in enumerate(texts)
        for span in words(text)
    ]


_MIN_VOTERS: Final = 3
"""Of two witnesses neither is noise by the word of the other."""

_MIN_SHARE_IN_BOTH: Final = 0.7
"""A block in another place is a row's if this share of the different words of the larger is in
both."""

_MIN_SHARE_IN_ORDER: Final = 0.4
"""A block belongs to a row if this share of the words of the shorter of the two agrees in order;
less is chance."""

_MIN_RUN_WORDS: Final = 5
"""So many words on end that agree with one row are no chance either, however long the block and the
row are."""

_MIN_SHARE_LACKED: Final = 0.6
"""A block stands elsewhere if this share of its words is among the words that its witness lacks so
far."""

_COMMON_OCCURRENCES: Final = 100_000_000
"""Occurrences in the list of English of a word that any text may have; 770 words have more."""


_Placed = list[tuple[int, Part]]


class _Fit(NamedTuple):
    """Where the blocks of a witness belong, by index; and the share of its words that agree with
    the table's.
    """

    where: dict[int, _Placed]
    agreement: float


def _fit(rows: list[Row], witness: Witness) -> _Fit:
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
    return _Fit(where, len(matched) / max(1, len(theirs)))


def _matches(ours: list[_Token], theirs: list[_Token]) -> dict[int, int]:
    """For words of the witness, the row of the word they are aligned with."""
    matched: dict[int, int] = {}
    for op in opcodes([token.key for token in ours], [token.key for token in theirs]):
        if op.tag == "equal":
            matched.update({op.b0 + k: ours[op.a0 + k].row for k in range(op.a1 - op.a0)})
    return matched


def _parts(
    block: Block, tokens: list[_Token], labels: list[int | None], sizes: Counter[int]
) -> _Placed:
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
    parts: _Placed = []
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


def _keys(text: str) -> list[str]:
    return [word_key(word) for word in text.split()]


def _find_moved(rows: list[Row], witness: Witness, where: dict[int, _Placed]) -> None:
    """Give blocks without a row the row of the same words that this witness has not filled yet."""
    filled = {row for parts in where.values() for row, _ in parts}
    free = {i: set(_keys(row.block.text)) for i, row in enumerate(rows) if i not in filled}
    by_word = _rows_by_word(free)
    for index, block in enumerate(witness.blocks):
        if where[index]:
            continue
        row = _row_of_same_words(set(_keys(block.text)), free, by_word)
        if row is not None:
            where[index] = [(row, _whole(block))]
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


def _lacking(rows: list[Row], where: dict[int, _Placed]) -> Counter[str]:
    """Words of the table, with their number, that the witness has not in their place."""
    lacking = Counter(key for row in rows for key in _keys(row.block.text))
    for parts in where.values():
        for _, part in parts:
            lacking.subtract(_keys(part.block.text[part.start : part.end]))
    return +lacking


def _is_text(rows: list[Row], witness: Witness, fit: _Fit) -> bool:
    """Whether most of what fits nowhere is words; a witness that fits everywhere has nothing to
    add.
    """
    known = {key for row in rows for key in _keys(row.block.text)}
    new = [
        key
        for index, block in enumerate(witness.blocks)
        if not fit.where[index]
        for key in _keys(block.text)
    ]
    return sum(key in known or is_word(key) for key in new) >= _MIN_SHARE_ENGLISH * len(new) > 0


def _set_aside(rows: list[Row], witness: Witness, fit: _Fit) -> None:
    """The parts of a witness that is not sound, and the blocks that fit nowhere as additions not
    taken.
    """
    reason = (
        f"only {int(100 * fit.agreement)} % of the words of {witness.source_id} agree with the "
        f"others in order"
    )
    after = 0
    for index, block in enumerate(witness.blocks):
        after = _add_parts(rows, witness.source_id, fit.where[index], after)
        if not fit.where[index] and block.text.strip():
            rows[after].additions.append(
                Addition({witness.source_id: [_whole(block)]}, NOISE, reason)
            )


def _add_parts(rows: list[Row], name: str, parts: _Placed, after: int) -> int:
    """Give the rows the ``parts`` of the witness ``name``; the last row, or ``after`` if none."""
    for row, part in parts:
        rows[row].parts.setdefault(name, []).append(part)
        after = row
    return after


def _insert_witness(rows: list[Row], witness: Witness, fit: _Fit) -> list[Row]:
    """The table with the witness's parts, and with new rows for the blocks it did not have."""
    where, lacking, name = fit.where, _lacking(rows, fit.where), witness.source_id
    new: dict[int, list[Row]] = defaultdict(list)
    after = -1
    last = max((row for parts in where.values() for row, _ in parts), default=-1)
    for index, block in enumerate(witness.blocks):
        after = _add_parts(rows, name, where[index], after)
        if where[index] or not block.text.strip():
            continue
        parts = {name: [_whole(block)]}
        refused = _why_not_inserted(rows, block, after, lacking, name)
        if refused:
            rows[max(after, 0)].additions.append(Addition(parts, *refused))
        else:
            # What stands behind all matched text (a licence, an imprint) belongs behind the whole
            # work.
            place = len(rows) - 1 if after == last else after
            new[place].append(Row(block, parts))
    return [*new[-1], *(each for i, row in enumerate(rows) for each in (row, *new[i]))]


def _why_not_inserted(
    rows: Sequence[Row], block: Block, after: int, lacking: Counter[str], source_id: str
) -> tuple[Rule, str] | None:
    """The rule by which a block that has no row gets none, and the reason; None if it gets one.

    ``lacking`` are the words that its witness has not in their place; those found here are taken
    out.
    """
    beside = rows[max(after, 0) : after + 2]
    if is_formula(block.text) and any(is_formula(row.block.text) for row in beside):
        reason = (
            "a formula is kept as one witness has it; this one is another's, or in another place"
        )
        return FORMULA, reason
    keys = Counter(_keys(block.text))
    if rows and _stands_elsewhere(keys, lacking):
        lacking.subtract(keys & lacking)
        return DISPLACED, (
            f"its words stand elsewhere in the work; {source_id} has them in another order"
        )
    return None


def _stands_elsewhere(keys: Counter[str], lacking: Counter[str]) -> bool:
    """True if most of a block's words are among those ``lacking``, and most of its rarer words, if
    it has any.

    Every long passage that a witness lacks has "the" and "people" enough for a passage of its own
    that says something else.
    """
    rare = Counter(
        {key: count for key, count in keys.items() if frequency(key) < _COMMON_OCCURRENCES}
    )
    return all((own & lacking).total() >= _MIN_SHARE_LACKED * own.total() for own in (keys, rare))


def _join_run_on(rows: list[Row]) -> list[Row]:
    """Join a row to the one before where most witnesses have no break between them.

    Of as many for as against, a weak break goes: one without a blank line in the source. The plain
    paragraph behind is then a piece of the block before. Nothing is joined to a table: it has
    cells, and no text behind them.
    """
    result: list[Row] = []
    for row in rows:
        joinable = result and row.block.kind == "paragraph" and result[-1].block.kind != "table"
        if joinable and _is_one(result[-1], row):
            for source_id, parts in row.parts.items():
                result[-1].parts.setdefault(source_id, []).extend(parts)
            result[-1].additions.extend(row.additions)
        else:
            result.append(row)
    return result


def _is_one(before: Row, row: Row) -> bool:
    both = [source_id for source_id in row.parts if source_id in before.parts]
    unbroken = sum(before.parts[name][-1].block is row.parts[name][0].block for name in both)
    weak = before.block.traced.raw_end >= row.block.traced.raw_start
    return 2 * unbroken > len(both) or (2 * unbroken == len(both) > 0 and weak)


_ROWS_AROUND: Final = 3
"""A witness covers a place if it has one of so many rows that most share before it and one of so
many behind."""

_TIMES_AT_THE_EDGE: Final = 2
"""How many times more witnesses must lack a row at an end, where versions are cut off; inside, more
is enough."""

_NEVER_INVENTED: Final = frozenset(
    {"title", "licence", "imprint", "byline", "contact", "acknowledgements", "note"}
)


def _drop_outvoted(rows: list[Row], names: Sequence[str], held: Held) -> list[Row]:
    """Take out rows that more of the witnesses ``names`` lack than have, of those that cover the
    place.

    A witness that does not cover the place (it begins later, or is an excerpt) says nothing about
    it. What names a document's makers is never taken out: it is lost more often than invented.
    """
    shared = [i for i, row in enumerate(rows) if len(row.parts) >= max(2, len(names) / 2)]
    kept: list[Row] = []
    waiting: list[Addition] = []
    for i, row in enumerate(rows):
        at = bisect_left(shared, i)
        around = _Around(
            [rows[k] for k in shared[max(0, at - _ROWS_AROUND) : at]],
            [rows[k] for k in shared[at:] if k > i][:_ROWS_AROUND],
        )
        reason = _why_outvoted(row, names, held, around)
        if reason:
            waiting += [Addition(row.parts, AGREEMENT, reason), *row.additions]
        else:
            kept.append(row)
        if kept:
            kept[-1].additions += waiting
            waiting = []
    return kept


class _Around(NamedTuple):
    """The rows that most witnesses share before and behind a place."""

    before: list[Row]
    behind: list[Row]


def _why_outvoted(row: Row, names: Sequence[str], held: Held, around: _Around) -> str:
    """Why a row is taken out: enough of the witnesses ``names`` lack it; "" if it stays."""
    if row.block.kind in _NEVER_INVENTED:
        return ""
    against = len(_witnesses_without(row, names, held, around))
    having = sum(name in row.parts for name in names)
    is_inside = around.before and around.behind
    if against < (having + 1 if is_inside else _TIMES_AT_THE_EDGE * having):
        return ""
    return f"{against} witnesses that have the text around it lack it, {having} has it"


def _witnesses_without(row: Row, names: Sequence[str], held: Held, around: _Around) -> list[str]:
    """The witnesses that have the text around a row, but not the row."""
    lacking = [name for name in names if name not in row.parts and _covers(name, around)]
    if names[0] not in row.parts:
        return lacking
    # A witness that has the base's passage in another place does not lack it.
    return [name for name in lacking if not holds(held.get(name, frozenset()), row.block.text)]


def _covers(name: str, around: _Around) -> bool:
    """True if the witness has rows on both sides, or on the one that there is."""
    sides = [side for side in around if side]
    return bool(sides) and all(any(name in row.parts for row in side) for side in sides)
