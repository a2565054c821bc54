"""`python -m benchmarks TASK CORPUS PRED`: the predictions of one task, in the format that its scorer reads."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Final

TASKS: Final = {"html": "benchmarks.html", "textdump": "benchmarks.textdump"}


def main(arguments: list[str]) -> int:
    """Runs the task ``arguments[0]``: a module with ``run(corpus, pred)``."""
    if len(arguments) != 3 or arguments[0] not in TASKS:
        sys.stderr.write(f"usage: python -m benchmarks {{{','.join(TASKS)}}} CORPUS PRED\n")
        return 2
    import_module(TASKS[arguments[0]]).run(Path(arguments[1]), Path(arguments[2]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
