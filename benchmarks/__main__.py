"""`python -m benchmarks TASK ...`: predictions of a task in the format its scorer reads, or a
measurement.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Final

PREDICTIONS: Final = (
    "diff",
    "entities",
    "groups",
    "html",
    "laws",
    "lossless",
    "merge",
    "tables",
    "textdump",
)
"""Modules with ``run(corpus, pred)``: they write predictions for a corpus (`diff`: figures for a
dataset)."""

MEASUREMENTS: Final = (
    "calibration",
    "corrections",
    "coverage",
    "html_checks",
    "html_speed",
    "left_out",
    "made_people",
    "pdf",
    "pdf_checks",
    "people",
    "floors",
    "mutants",
    "notices",
    "processors",
    "sketches",
    "speed",
)
"""Modules with ``run(arguments) -> exit code``."""


def main(arguments: list[str]) -> int:
    """Runs the task ``arguments[0]`` with the rest."""
    task, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if task in MEASUREMENTS:
        return int(import_module(f"benchmarks.{task}").run(rest))
    if task in PREDICTIONS and len(rest) == 2:
        import_module(f"benchmarks.{task}").run(Path(rest[0]), Path(rest[1]))
        return 0
    sys.stderr.write(f"usage: python -m benchmarks {{{','.join(PREDICTIONS)}}} CORPUS PRED\n")
    sys.stderr.write(f"       python -m benchmarks {{{','.join(MEASUREMENTS)}}} ...\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
