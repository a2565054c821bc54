"""Predictions of a bare model for the scorer: ``python -m training.ner.evaluate CORPUS MODEL
PRED``.

MODEL is the folder or name of a spaCy pipeline, or "own" for the one that the package ships.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.entities import run_model


def main() -> None:
    """The command line."""
    corpus, model, pred = sys.argv[1:]
    run_model(Path(corpus), Path(pred), model=model)


if __name__ == "__main__":
    main()
