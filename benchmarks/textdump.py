"""Predictions for the benchmark of text dumps: the main text of every dump, as the pipeline reads
it.
"""

from __future__ import annotations

from pathlib import Path

from briefing_ingest.errors import SourceError
from briefing_ingest.model import Source, Witness
from briefing_ingest.pipeline import read_source

BESIDE = frozenset({"title", "subtitle", "byline"})
"""Kinds of blocks that the benchmark's truths do not count as main text."""


def run(corpus: Path, pred: Path) -> None:
    """Writes ``pred``/<id>.txt for every ``corpus``/html_bench/dump/<id>.txt."""
    pred.mkdir(parents=True, exist_ok=True)
    for path in sorted((corpus / "html_bench" / "dump").glob("*.txt")):
        (pred / path.name).write_text(main_text_of(path), encoding="utf-8")


def main_text_of(path: Path) -> str:
    """The main text of the dump at ``path``; "" if it cannot be read."""
    try:
        witness: Witness = read_source(Source(path.stem, f"seeds/{path.name}"), path.read_bytes())
    except SourceError:
        return ""
    texts = (block.text for block in (*witness.blocks, *witness.notes) if block.kind not in BESIDE)
    return "\n".join(texts) + "\n"
