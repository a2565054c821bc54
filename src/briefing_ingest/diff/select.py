"""Which changes are shown, and which of them count."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final, Literal, get_args

from briefing_ingest.diff.change import Category, Change, What
from briefing_ingest.errors import Finding, Location, UsageError

Concern = Literal["any", "substantive", "schema", "none"]
SORTS: Final = (*get_args(Category), *get_args(What))
"""What `--only` takes: categories of change, and things that change."""


def only(changes: Sequence[Change], sorts: Collection[str]) -> tuple[Change, ...]:
    """The changes whose category or thing is named; all of them where nothing is."""
    return tuple(c for c in changes if not sorts or c.category in sorts or c.what in sorts)


def folded(changes: Sequence[Change]) -> tuple[tuple[Change, ...], int]:
    """The changes without the minor ones, and how many these are: typography, and how certain a
    name is and why.
    """
    shown = tuple(
        change
        for change in changes
        if change.category != "typographic" and change.field != "evidence"
    )
    return shown, len(changes) - len(shown)


def without_approved(changes: Sequence[Change], approved: Collection[str]) -> tuple[Change, ...]:
    """The changes whose fingerprint nobody has approved."""
    return tuple(change for change in changes if change.fingerprint not in approved)


def counting(changes: Sequence[Change], concern: Concern) -> tuple[Change, ...]:
    """The changes that make a check fail."""
    if concern == "substantive":
        return tuple(change for change in changes if change.substantive)
    if concern == "schema":
        return tuple(change for change in changes if change.field == "schema_version")
    return tuple(changes) if concern == "any" else ()


def read_approvals(content: bytes, name: str) -> frozenset[str]:
    """Fingerprints of the approved changes in a file that the review page saved.

    Raises:
        UsageError: E411, the file is none.
    """
    try:
        record = json.loads(content)
        return frozenset(str(item["fingerprint"]) for item in record["approved"])
    except (ValueError, KeyError, TypeError, RecursionError):
        cause = 'The file is not of the form {"approved": [{"fingerprint": "..."}, ...]}.'
        fix = (
            "Save the answers on the review page (`ingest report DATASET OLD`) and name that file."
        )
        raise UsageError(Finding("E411", cause, fix, Location(name))) from None


def render_stat(changes: Sequence[Change]) -> str:
    """How many changes of each category, work by work, as a table; a summary in the last line."""
    if not changes:
        return "No differences.\n"
    counts = Counter((_group(change), change.category) for change in changes)
    groups = list(dict.fromkeys(group for group, _ in counts))
    width = max(map(len, groups))
    lines = []
    for group in groups:
        told = [
            f"{counts[group, category]} {category}"
            for category in get_args(Category)
            if counts[group, category]
        ]
        lines.append(f"{group.ljust(width)} | {', '.join(told)}")
    total = len(changes)
    return "\n".join([*lines, f"{total} change{'s' * (total != 1)}"]) + "\n"


def _group(change: Change) -> str:
    if change.what in {"source", "entity", "relation"}:
        return {"entity": "entities"}.get(change.what, change.what + "s")
    return change.where.partition("/")[0]
