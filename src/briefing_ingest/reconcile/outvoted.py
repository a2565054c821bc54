"""Rows that most source versions lack: one of them has invented or misplaced the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from briefing_ingest.reconcile.authority import Authority
from briefing_ingest.reconcile.choose import AGREEMENT
from briefing_ingest.reconcile.elsewhere import Held, holds
from briefing_ingest.reconcile.row import Addition, Row

_ROWS_AROUND: Final = 3
"""A witness covers a place if it has one of so many rows that most share before it and one of so
many behind."""


_TIMES_AT_THE_EDGE: Final = 2
"""How many times more witnesses must lack a row at an end, where versions are cut off; inside, more
is enough."""


_NEVER_INVENTED: Final = frozenset(
    {"title", "licence", "imprint", "byline", "contact", "acknowledgements", "note"}
)


def drop_outvoted(
    rows: list[Row], names: Sequence[str], held: Held, latest: Sequence[Authority] = ()
) -> list[Row]:
    """Take out rows that more of the witnesses ``names`` lack than have, of those that cover the
    place.

    A witness that does not cover the place (it begins later, or is an excerpt) says nothing about
    it. What names a document's makers is never taken out: it is lost more often than invented; nor
    is what one of the ``latest`` editions has, and only earlier ones lack.
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
        if reason and not _is_added(row, names, latest):
            waiting += [Addition(row.parts, AGREEMENT, reason), *row.additions]
        else:
            kept.append(row)
        if kept:
            kept[-1].additions += waiting
            waiting = []
    return kept


def _is_added(row: Row, names: Sequence[str], latest: Sequence[Authority]) -> bool:
    """Whether a later edition added the row."""
    return any(authority.added(row.parts, names) for authority in latest)


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
