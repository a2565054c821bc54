"""`python -m benchmarks diff DATASET PRED`: does the diff name the edit that was made, and how fast
is it?

200 seeded edits of the dataset, each compared with the original; writes ``diff.json`` with the
figures and every edit that was not told as one change of the right kind in the right place. If
deepdiff is installed, it is asked too.
"""

from __future__ import annotations

import difflib
import gc
import json
import resource
import time
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.edits import KINDS, Edit, random_edit
from briefing_ingest.canonical import dataset_bytes, json_bytes, parse_dataset, parse_versions
from briefing_ingest.dataset import Dataset, Work
from briefing_ingest.diff import compare

EDITS = 200
SEED = 7
# deepdiff takes seconds an edit: the first of the same edits are enough for a mean.
PEER_EDITS = 148


def run(corpus: Path, pred: Path) -> None:
    """``corpus`` is a dataset or its folder, ``pred`` the folder to write ``diff.json`` to."""
    file = corpus / "dataset.json" if corpus.is_dir() else corpus
    dataset = parse_dataset(file.read_bytes(), str(file))
    edits = made(dataset, EDITS, SEED)
    missed, reported, right = [], [], Counter[str]()
    for kind, edit in edits:
        changes = compare(edit.old, edit.new)
        reported.append(len(changes))
        # A relation whose evidence the edit took away is told too, and is no fault.
        told = [change for change in changes if change.what != "relation"]
        places = {address for change in told for address in (change.where, *change.parts)}
        if len(told) == 1 and told[0].category == edit.category and places & edit.places:
            right[kind] += 1
        else:
            said = [f"{change.rule} {change.where}" for change in changes]
            missed.append({"edit": kind, "places": sorted(edit.places), "told": said})
    figures = {
        "edits": len(edits),
        "right": sum(right.values()),
        "by_kind": {kind: [right[kind], sum(name == kind for name, _ in edits)] for kind in KINDS},
        "changes_an_edit": sum(reported) / len(reported),
        **_peers([edit for _, edit in edits][:PEER_EDITS]),
        "thousand_works": _speed(dataset),
    }
    pred.mkdir(parents=True, exist_ok=True)
    (pred / "diff.json").write_bytes(json_bytes({**figures, "missed": missed}))


def made(dataset: Dataset, count: int, seed: int) -> list[tuple[str, Edit]]:
    """``count`` edits, each kind in turn; the same for the same seed."""
    random = Random(seed)
    edits: list[tuple[str, Edit]] = []
    while len(edits) < count:
        kind = KINDS[len(edits) % len(KINDS)]
        if edit := random_edit(dataset, random, kind):
            edits.append((kind, edit))
    return edits


def _peers(edits: list[Edit]) -> dict[str, Any]:
    """What others report of the same edits: changed lines of the JSON text, and changes of
    deepdiff.
    """
    lines = [_changed_lines(edit) for edit in edits]
    peers: dict[str, Any] = {"lines_an_edit": sum(lines) / len(lines)}
    if find_spec("deepdiff"):
        from deepdiff import DeepDiff

        counts = []
        for edit in edits:
            found = DeepDiff(*(json.loads(dataset_bytes(side)) for side in (edit.old, edit.new)))
            counts.append(sum(len(items) for items in found.values()))
        peers["deepdiff_changes_an_edit"] = sum(counts) / len(counts)
    return peers


def _changed_lines(edit: Edit) -> int:
    texts = [dataset_bytes(side).decode().splitlines() for side in (edit.old, edit.new)]
    return sum(
        line[:1] in "+-" and line[:3] not in {"+++", "---"}
        for line in difflib.unified_diff(*texts, n=0)
    )


def _numbered(work: Work, number: int) -> Work:
    """The work under another id, each of its texts ending in that number."""
    blocks, notes = (
        tuple(text.model_copy(update={"text": f"{text.text} {number}"}) for text in texts)
        for texts in (work.blocks, work.notes)
    )
    return work.model_copy(update={"id": f"work-{number:04}", "blocks": blocks, "notes": notes})


def _speed(dataset: Dataset) -> dict[str, float]:
    """Two datasets of 1,000 works, no two texts alike, every fourth work edited; CPU seconds to
    read and compare.
    """
    random = Random(SEED)
    works = [_numbered(dataset.works[n % len(dataset.works)], n) for n in range(1000)]
    old = dataset.model_copy(update={"works": tuple(works), "relations": ()})
    changed = list(works)
    for n in range(0, 1000, 4):
        alone = dataset.model_copy(update={"works": (works[n],), "relations": ()})
        edit = None
        while edit is None:
            edit = random_edit(alone, random, random.choice(KINDS))
        changed[n] = edit.new.works[0]
    sides = [
        dataset_bytes(side) for side in (old, old.model_copy(update={"works": tuple(changed)}))
    ]
    gc.disable()  # as the command does
    start = time.process_time()
    read = parse_versions((sides[0], "old"), (sides[1], "new"))
    middle = time.process_time()
    changes = compare(*read)
    end = time.process_time()
    gc.enable()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "read_seconds": round(middle - start, 2),
        "compare_seconds": round(end - middle, 2),
        "changes": len(changes),
        "peak_mib": round(peak),
        "mib_each": round(len(sides[0]) / 2**20),
    }
