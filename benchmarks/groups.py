"""Which texts are versions of one work: ``<set>.json``, a list of lists of stems, for every set
with a docs folder.
"""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.texts import witness
from briefing_ingest.reconcile import cluster


def run(corpus: Path, pred: Path) -> None:
    """Reads ``corpus/<set>/docs/*.txt`` as sources and writes the groups of each set to
    ``pred``.
    """
    pred.mkdir(parents=True, exist_ok=True)
    for docs in sorted(corpus.glob("*/docs")):
        read = (witness(file, file.stem) for file in sorted(docs.glob("*.txt")))
        groups = cluster([found for found in read if found])
        stems = [[found.source_id for found in group] for group in groups]
        (pred / f"{docs.parent.name}.json").write_text(json.dumps(stems, indent=1) + "\n")
