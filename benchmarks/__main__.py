"""`python -m benchmarks TASK ...`: see benchmarks/README.md."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Final

TASKS: Final = ("pdf", "floors", "speed")


def main(arguments: list[str]) -> int:
    """Runs ``arguments[0]`` with the rest. Each task is a module with ``run(arguments) -> exit code``."""
    if not arguments or arguments[0] not in TASKS:
        sys.stderr.write(f"usage: python -m benchmarks {{{','.join(TASKS)}}} ...\n")
        return 2
    result = import_module(f"benchmarks.{arguments[0]}").run(arguments[1:])
    return int(result)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
