"""One text from several damaged witnesses: ``<id>.txt`` for every document of the sets merge_*."""

from __future__ import annotations

from pathlib import Path

from benchmarks.texts import printed, witness
from briefing_ingest.reconcile import merge


def run(corpus: Path, pred: Path) -> None:
    """Reads ``corpus/merge_*/witnesses/<witness>/<id>.txt`` and writes the merged texts to
    ``pred``.
    """
    pred.mkdir(parents=True, exist_ok=True)
    for folder in sorted(corpus.glob("merge_*/witnesses")):
        for name in sorted({file.name for file in folder.glob("*/*.txt")}):
            files = sorted(folder.glob(f"*/{name}"))
            group = [found for file in files if (found := witness(file, file.parent.name))]
            if group:
                (pred / name).write_text(printed(merge(tuple(group))))
