"""What the passages of a work are: headings, items of lists, tables.

The base gives a work its order and its words; it need not be the version that says best what its
blocks are. A page marks its headings, lists and tables; in a PDF they are told by how they are set,
and in a plain text hardly at all. So they come from the better structured version.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from briefing_ingest.model import Block, BlockKind, Witness
from briefing_ingest.reconcile.fit import word_keys
from briefing_ingest.reconcile.markup import numeral_of
from briefing_ingest.reconcile.row import Row, whole_of

_OPEN: Final[frozenset[BlockKind]] = frozenset({"paragraph", "heading", "list_item", "quote"})
"""Kinds that are easily taken for one another."""
_IN_PIECES: Final[frozenset[BlockKind]] = frozenset({"paragraph", "heading", "list_item"})
"""What the rows of a table become where nothing shows that they are one."""
_MIN_SHARE_IN_BOTH: Final = 0.8
"""Of the words of a table and of what another version has for it."""
_PLAIN, _PRINTED, _MARKED = range(3)
"""How well the source of a witness shows what its blocks are: as plain text, print, markup."""


class _Structure(NamedTuple):
    """How well each witness shows what its blocks are, and which of its blocks are in a list with
    others, by their identity.
    """

    rank: Mapping[str, int]
    listed: frozenset[int]


def with_best_structure(rows: Sequence[Row], witnesses: Sequence[Witness]) -> list[Row]:
    """``rows`` with the kinds, levels and tables of the witnesses that show them best.

    A row is an item of a list if any witness has it so. Rows that are one table in a better
    structured witness become this table.
    """
    structure = _Structure(
        {witness.source_id: _rank(witness) for witness in witnesses},
        frozenset(id(block) for witness in witnesses for block in _listed(witness)),
    )
    joined = _with_tables(rows, structure)
    return [replace(row, block=_best_block(row, structure)) for row in joined]


def _rank(witness: Witness) -> int:
    if "html" in witness.media_type or "xml" in witness.media_type:
        return _MARKED
    return _PRINTED if "pdf" in witness.media_type else _PLAIN


def _listed(witness: Witness) -> Iterator[Block]:
    """The items that have another item beside them; one alone may be a dash at a line's start."""
    blocks = witness.blocks
    for index, block in enumerate(blocks):
        beside = [*blocks[max(0, index - 1) : index], *blocks[index + 1 : index + 2]]
        if block.kind == "list_item" and any(other.kind == "list_item" for other in beside):
            yield block


# --- kinds and levels -----------------------------------------------------------------------------


def _best_block(row: Row, structure: _Structure) -> Block:
    """The block of a row, with the kind and level that the best structured witness gives it."""
    own = row.block
    if own.kind not in _OPEN:
        return own
    rank = structure.rank[_owner(row)]
    whole = [(structure.rank[name], block) for name, block in _whole_blocks(row)]
    better = [block for ranked, block in sorted(whole, key=_by_rank) if ranked > rank]
    best = better[0] if better else own
    if best.kind == "paragraph":
        best = next((block for _, block in whole if id(block) in structure.listed), best)
    return own if best is own else _as(own, best)


def _by_rank(ranked: tuple[int, Block]) -> int:
    return -ranked[0]


def _owner(row: Row) -> str:
    """The witness that gave a row its block."""
    own = (name for name, parts in row.parts.items() if parts[0].block is row.block)
    return next(own, next(iter(row.parts)))


def _whole_blocks(row: Row) -> Iterator[tuple[str, Block]]:
    """The blocks that are all that their witnesses have of the row."""
    for name, parts in row.parts.items():
        block = parts[0].block
        if len(parts) == 1 and parts[0] == whole_of(block) and block.kind in _OPEN:
            yield name, block


def _as(own: Block, other: Block) -> Block:
    """``own`` with the kind and level of ``other``, and its label, unless the number is still in
    the text.
    """
    label = None if numeral_of(own.text) else other.label
    return replace(own, kind=other.kind, level=other.level, label=label)


# --- tables ---------------------------------------------------------------------------------------


def _with_tables(rows: Sequence[Row], structure: _Structure) -> list[Row]:
    """``rows``, those put together that are one table in a better structured witness."""
    result: list[Row] = []
    at = 0
    while at < len(rows):
        table = next(_tables_from(rows, at, structure), None)
        result.append(table[0] if table else rows[at])
        at = table[1] if table else at + 1
    return result


def _tables_from(
    rows: Sequence[Row], start: int, structure: _Structure
) -> Iterator[tuple[Row, int]]:
    """The tables that begin with a row in a better structured witness, and where they end."""
    if rows[start].block.kind not in _IN_PIECES:
        return
    for name, parts in rows[start].parts.items():
        table = parts[0].block
        if table.kind != "table" or structure.rank[name] <= structure.rank[_owner(rows[start])]:
            continue
        end = start
        while end < len(rows) and _is_piece(rows[end], name, table):
            end += 1
        joined = _joined(rows[start:end], name, table)
        if end > start and _have_same_words(joined, name):
            yield joined, end


def _is_piece(row: Row, name: str, table: Block) -> bool:
    parts = row.parts.get(name, ())
    is_of_table = bool(parts) and all(part.block is table for part in parts)
    return row.block.kind in _IN_PIECES and is_of_table


def _joined(rows: Sequence[Row], name: str, table: Block) -> Row:
    """Rows as one, with what each witness has of them in order."""
    joined = Row(table, {name: [whole_of(table)]})
    for row in rows:
        for other, parts in row.parts.items():
            if other != name:
                joined.parts.setdefault(other, []).extend(parts)
        joined.additions.extend(row.additions)
    return joined


def _have_same_words(row: Row, name: str) -> bool:
    """Whether the table has the words that each of the others has for it."""
    own = Counter(word_keys(row.block.text))
    for other, parts in row.parts.items():
        text = " ".join(part.block.text[part.start : part.end] for part in parts)
        words = Counter(word_keys(text))
        larger = max(own.total(), words.total())
        if other != name and (own & words).total() < _MIN_SHARE_IN_BOTH * larger:
            return False
    return len(row.parts) > 1
