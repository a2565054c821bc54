"""`python -m benchmarks floors TASK CORPUS`: measures a task with its scorer and compares with the
recorded floors.

The scorer is a module `score_TASK` in `eval/` beside the corpus (or in the folder that
BENCHMARK_SCORERS names), with ``score(predictions, data) -> {"rows": {"mean": {figure: value}}}``.
Nothing is measured without it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Final

from benchmarks import pdf

FLOORS: Final[dict[str, dict[str, float]]] = {
    # A little below what was reached on the development half (see README.md).
    "pdf": {"overall": 0.910, "nid": 0.946, "teds": 0.880, "mhs": 0.825, "token_f1": 0.955},
}
_PREDICT: Final = {"pdf": pdf.run}


def run(arguments: list[str]) -> int:
    """Prints every figure with its floor; 1 if one is below, 2 if it cannot be measured."""
    if len(arguments) != 2 or arguments[0] not in FLOORS:
        sys.stderr.write(f"usage: python -m benchmarks floors {{{','.join(FLOORS)}}} CORPUS\n")
        return 2
    task, corpus = arguments[0], Path(arguments[1])
    scorers = Path(os.environ.get("BENCHMARK_SCORERS", corpus.parent / "eval"))
    if not (scorers / f"score_{task}.py").is_file():
        sys.stderr.write(f"{scorers}: no scorer of {task} there\n")
        return 2
    sys.path.insert(0, str(scorers))
    scorer = import_module(f"score_{task}")
    with tempfile.TemporaryDirectory() as folder:
        _PREDICT[task]([str(corpus), folder])
        means = scorer.score(Path(folder), corpus / "pdf_bench")["rows"]["mean"]
    return report(means, FLOORS[task])


def report(means: dict[str, float], floors: dict[str, float]) -> int:
    """Prints the figures; 1 if one of them is below its floor."""
    low = [name for name, floor in floors.items() if means[name] < floor]
    for name, floor in floors.items():
        sys.stdout.write(
            f"{name:10} {means[name]:.4f}  floor {floor:.3f}{'  BELOW' if name in low else ''}\n"
        )
    return 1 if low else 0
