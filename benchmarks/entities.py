"""Organisations and places of every text under ``CORPUS/entities/*/text``, as `ingest tag` finds
them.

    python -m benchmarks entities CORPUS PRED.jsonl

`run` writes one JSON Lines file for the scorer. `run_model` does the same with the bare recogniser,
for comparison: see ``training/ner/evaluate.py``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from briefing_ingest.tag import DEFAULT_MODEL

Annotate = Callable[[str], Iterable[tuple[int, int, str]]]


def run(corpus: Path, pred: Path, *, model: str = DEFAULT_MODEL) -> None:
    """Write to ``pred`` what the whole of tagging finds in each text of ``corpus``, in code points
    of the file.
    """
    from briefing_ingest.model import Source
    from briefing_ingest.pipeline import read_source
    from briefing_ingest.reconcile import merge
    from briefing_ingest.tag import annotated, find_mentions

    def annotate(text: str) -> Iterator[tuple[int, int, str]]:
        work = merge((read_source(Source("text", "text.txt", language="en"), text.encode()),))
        for found in annotated(work, find_mentions(work, model=model), "text"):
            yield found.start, found.end, found.mention.type

    _write(corpus, pred, annotate)


def run_model(corpus: Path, pred: Path, *, model: str = DEFAULT_MODEL) -> None:
    """The same with nothing but the recogniser ``model``, its spans as they are."""
    from briefing_ingest.tag.recogniser.names import LABELS
    from briefing_ingest.tag.recogniser.pipeline import guesses

    def annotate(text: str) -> Iterator[tuple[int, int, str]]:
        for guess in guesses([text], model=model)[0]:
            yield guess.start, guess.end, LABELS[guess.label]

    _write(corpus, pred, annotate)


def _write(corpus: Path, pred: Path, annotate: Annotate) -> None:
    with pred.open("w", encoding="utf-8") as out:
        for path in sorted((corpus / "entities").glob("*/text/*.txt")):
            mentions = annotate(path.read_bytes().decode("utf-8"))
            out.write(json.dumps(_record(path.stem, mentions)) + "\n")


def _record(name: str, mentions: Iterable[tuple[int, int, str]]) -> dict[str, Any]:
    kept = [
        {"start": s, "end": e, "type": t} for s, e, t in mentions if t in {"organisation", "place"}
    ]
    return {"id": name, "mentions": kept}
