"""Passages that the latest edition took out: they leave the text and stay in the apparatus."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Final

from briefing_ingest.reconcile.authority import Authority
from briefing_ingest.reconcile.choose import LATEST_EDITION
from briefing_ingest.reconcile.elsewhere import Held, Runs, holds
from briefing_ingest.reconcile.row import Addition, Row

_KINDS: Final = frozenset({"paragraph", "list_item", "quote", "heading"})
"""What an author takes out. Boxes, tables, captions and imprints are lost by copies: a web page has
them elsewhere, or not at all."""
_BOX: Final = re.compile(
    r"\W*(?:case stud|box|example|figure|table|chart|spotlight)", re.IGNORECASE
)
"""The heading of a box in a text that does not show boxes."""
_MAX_SHARE_REMOVED: Final = 0.15
_MAX_SHARE_REMOVED_AS_STATED: Final = 0.3
"""Of the words of the work: an edition that lacks more is an extract, or was read in part. More is
believed where the manifest says which edition it is."""
_FEW_WORDS: Final = 40
"""So many words may be taken out of the shortest text."""


def drop_removed(rows: Sequence[Row], authorities: Sequence[Authority], held: Held) -> list[Row]:
    """``rows`` without the passages that the latest edition took out, each an addition, not taken,
    behind the row before it.

    An edition took out what an earlier one has, if it says that it is an edition of its own and has
    what stands before, and what stands behind unless that is the end. ``held`` are the runs of
    words that each witness has: what it has elsewhere it did not take out.
    """
    latest = next(iter(authorities), None)
    if latest is None or not latest.revises:
        return list(rows)
    removed = [
        row
        for lacking, run in groupby(_from_first(rows, latest), key=partial(_lacks, latest))
        for row in (_removed(list(run), held.get(latest.source_id, frozenset())) if lacking else ())
    ]
    is_stated = latest.known_from == "manifest"
    share = _MAX_SHARE_REMOVED_AS_STATED if is_stated else _MAX_SHARE_REMOVED
    if _words(removed) > max(_FEW_WORDS, share * _words(rows)):
        return list(rows)
    return _without(rows, removed, latest)


def _from_first(rows: Sequence[Row], latest: Authority) -> Sequence[Row]:
    """The rows from the first that the edition has."""
    own = (index for index, row in enumerate(rows) if latest.source_id in row.parts)
    return rows[next(own, len(rows)) :]


def _lacks(latest: Authority, row: Row) -> bool:
    """Whether the edition lacks a row that only witnesses have that are earlier."""
    return latest.source_id not in row.parts and latest.earlier.issuperset(row.parts)


def _removed(run: Sequence[Row], runs: Runs) -> Sequence[Row]:
    """Those of rows that follow one another that were taken out: all but what stands elsewhere, or
    none where a box or a table is among them.
    """
    blocks = [row.block for row in run]
    headings = [block.text for block in blocks if block.kind == "heading"]
    if not all(block.kind in _KINDS for block in blocks) or any(map(_BOX.match, headings)):
        return ()
    return [row for row in run if not holds(runs, row.block.text)]


def _words(rows: Sequence[Row]) -> int:
    return sum(len(row.block.text.split()) for row in rows)


def _without(rows: Sequence[Row], removed: Sequence[Row], latest: Authority) -> list[Row]:
    reason = f"the latest edition took the passage out: {latest.reason}"
    gone = {id(row) for row in removed}
    kept: list[Row] = []
    for row in rows:
        if id(row) in gone:
            removal = Addition(row.parts, LATEST_EDITION, reason, "revision")
            kept[-1].additions += [removal, *row.additions]
        else:
            kept.append(row)
    return kept
