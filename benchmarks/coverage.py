"""The share of branches tried in each room of the package, held against one floor."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Final

LEAST_BRANCHES: Final = 90
"""Percent of the branches of a room that the tests take."""


def shares(report: dict[str, dict[str, dict[str, dict[str, int]]]]) -> dict[str, int]:
    """The percent of branches taken, rounded down, by room: a folder of the package, or ``.`` for
    the files beside them. ``report`` is what coverage writes as JSON.
    """
    taken: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for name, file in report["files"].items():
        below = Path(name.partition("briefing_ingest/")[2]).parts
        room = below[0] if len(below) > 1 else "."
        taken[room] += file["summary"]["covered_branches"]
        every[room] += file["summary"]["num_branches"]
    return {room: 100 * taken[room] // every[room] for room in sorted(every) if every[room]}


def run(arguments: list[str]) -> int:
    """`python -m benchmarks coverage REPORT.json`: one line a room; 1 where one is below."""
    report = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    reached = shares(report)
    for room, share in reached.items():
        mark = "" if share >= LEAST_BRANCHES else f"  below {LEAST_BRANCHES} %"
        sys.stdout.write(f"{room}: {share} % of branches{mark}\n")
    return int(min(reached.values()) < LEAST_BRANCHES)
