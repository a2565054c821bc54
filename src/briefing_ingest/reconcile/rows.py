"""Which blocks of several witnesses are the same passage: a table of rows, one a block of the work.

Each witness is aligned word by word with the table so far. What it has in another place is
recognised by its words, whatever their order: it is not taken a second time, but kept in the
apparatus.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from briefing_ingest.dictionary import frequency, is_word
from briefing_ingest.model import Block, VariantType, Witness
from briefing_ingest.reconcile.authority import Authority
from briefing_ingest.reconcile.by_form import is_formula
from briefing_ingest.reconcile.choose import FORMULA
from briefing_ingest.reconcile.elsewhere import Held
from briefing_ingest.reconcile.fit import Fit, Placed, fit_witness, word_keys
from briefing_ingest.reconcile.outvoted import drop_outvoted
from briefing_ingest.reconcile.passage_rules import DISPLACED, NOISE
from briefing_ingest.reconcile.row import Addition, Row, whole_of
from briefing_ingest.rule import Rule

_MIN_AGREEMENT: Final = 0.5
"""Where fewer of a witness's words agree in order with the others', it is another part of the
work, or noise."""


_MIN_SHARE_ENGLISH: Final = 0.35
"""Text that the others lack is noise if fewer of its words are words: of English, or of the other
witnesses."""


_MIN_VOTERS: Final = 3
"""Of two witnesses neither is noise by the word of the other."""


_MIN_SHARE_LACKED: Final = 0.6
"""A block stands elsewhere if this share of its words is among the words that its witness lacks so
far."""


_COMMON_OCCURRENCES: Final = 100_000_000
"""Occurrences in the list of English of a word that any text may have; 770 words have more."""


def rows_of(
    witnesses: Sequence[Witness], held: Held, latest: Sequence[Authority] = ()
) -> list[Row]:
    """The passages of a work in the order of the first witness, the base.

    A block that the table does not have is put in behind the one it follows in its witness. In the
    end a passage that most witnesses lack, though they have what stands around it, is taken out
    again. Of three and more witnesses, one that hardly agrees with the others, and is no text where
    it does not, adds no passage and has no vote; what it has is kept as a reading.
    ``held`` are the runs of words of each witness; one that has the passage in another place does
    not lack it. The earlier editions have no vote on what the ``latest`` added.
    """
    base = witnesses[0]
    rows = [Row(block, {base.source_id: [whole_of(block)]}) for block in base.blocks]
    sound = [base.source_id]
    for witness in witnesses[1:]:
        fit = fit_witness(rows, witness)
        if not rows or len(witnesses) < _MIN_VOTERS or _is_sound(rows, witness, fit):
            sound.append(witness.source_id)
            rows = _insert_witness(rows, witness, fit)
        else:
            _set_aside(rows, witness, fit)
    return drop_outvoted(_join_run_on(rows), sound, held, latest)


def _is_sound(rows: list[Row], witness: Witness, fit: Fit) -> bool:
    """Whether a witness agrees with the table, or is text where it does not."""
    return fit.agreement >= _MIN_AGREEMENT or _is_text(rows, witness, fit)


def _is_text(rows: list[Row], witness: Witness, fit: Fit) -> bool:
    """Whether most of what fits nowhere is words; a witness that fits everywhere has nothing to
    add.
    """
    known = {key for row in rows for key in word_keys(row.block.text)}
    new = [
        key
        for index, block in enumerate(witness.blocks)
        if not fit.where[index]
        for key in word_keys(block.text)
    ]
    return sum(key in known or is_word(key) for key in new) >= _MIN_SHARE_ENGLISH * len(new) > 0


def _set_aside(rows: list[Row], witness: Witness, fit: Fit) -> None:
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
                Addition({witness.source_id: [whole_of(block)]}, NOISE, reason)
            )


def _add_parts(rows: list[Row], name: str, parts: Placed, after: int) -> int:
    """Give the rows the ``parts`` of the witness ``name``; the last row, or ``after`` if none."""
    for row, part in parts:
        rows[row].parts.setdefault(name, []).append(part)
        after = row
    return after


def _insert_witness(rows: list[Row], witness: Witness, fit: Fit) -> list[Row]:
    """The table with the witness's parts, and with new rows for the blocks it did not have."""
    where, lacking, name = fit.where, _lacking(rows, fit.where), witness.source_id
    new: dict[int, list[Row]] = defaultdict(list)
    after = -1
    last = max((row for parts in where.values() for row, _ in parts), default=-1)
    for index, block in enumerate(witness.blocks):
        after = _add_parts(rows, name, where[index], after)
        if where[index] or not block.text.strip():
            continue
        parts = {name: [whole_of(block)]}
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
) -> tuple[Rule, str, VariantType] | None:
    """The rule by which a block that has no row gets none, the reason, and what it differs in from
    what was taken; None if it gets one.

    ``lacking`` are the words that its witness has not in their place; those found here are taken
    out.
    """
    beside = rows[max(after, 0) : after + 2]
    if is_formula(block.text) and any(is_formula(row.block.text) for row in beside):
        reason = (
            "a formula is kept as one witness has it; this one is another's, or in another place"
        )
        return FORMULA, reason, "substantive"
    keys = Counter(word_keys(block.text))
    if rows and _stands_elsewhere(keys, lacking):
        moved: VariantType = "layout" if keys <= lacking else "substantive"
        lacking.subtract(keys & lacking)
        reason = f"its words stand elsewhere in the work; {source_id} has them in another order"
        return DISPLACED, reason, moved
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


def _lacking(rows: list[Row], where: dict[int, Placed]) -> Counter[str]:
    """Words of the table, with their number, that the witness has not in their place."""
    lacking = Counter(key for row in rows for key in word_keys(row.block.text))
    for parts in where.values():
        for _, part in parts:
            lacking.subtract(word_keys(part.block.text[part.start : part.end]))
    return +lacking


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
