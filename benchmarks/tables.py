"""`python -m benchmarks tables CORPUS PRED`: PRED/ID.json, the tables of every
CORPUS/tables_bench/pdf/ID.pdf.

The texts of the cells are cut from the published texts by the published offsets, as a reader of the
dataset does it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefing_ingest.assemble import assemble
from briefing_ingest.dataset import Block, Dataset
from briefing_ingest.errors import SourceError
from briefing_ingest.model import Source, Tagged, Witness
from briefing_ingest.outcome import Outcome, source_record
from briefing_ingest.pipeline import read_source
from briefing_ingest.provenance import Provenance
from briefing_ingest.reconcile import merge


def run(corpus: Path, pred: Path) -> None:
    """Writes the predictions; files that cannot be read get an empty list, and a line on stderr."""
    pred.mkdir(parents=True, exist_ok=True)
    for path in sorted((corpus / "tables_bench" / "pdf").glob("*.pdf")):
        text = json.dumps(read_tables(path), ensure_ascii=False, indent=1) + "\n"
        (pred / f"{path.stem}.json").write_text(text, encoding="utf-8")


def read_tables(path: Path) -> list[dict[str, Any]]:
    """The tables of a PDF, each with its pages and cells, as the scorer reads them."""
    source = Source(id="document", path=path.name)
    try:
        witness = read_source(source, path.read_bytes())
    except SourceError as error:
        sys.stderr.write(f"{path.name}: {error}\n")
        return []
    dataset, provenance = publish(witness, source)
    return list(_tables(dataset, provenance))


def publish(witness: Witness, source: Source) -> tuple[Dataset, Provenance]:
    """What a build publishes of a lone witness, but for mentions."""
    work = merge((witness,))
    record = source_record(Outcome(source, witness, None, "sha256:" + "0" * 64), [work])
    return assemble([record], [witness], [work], [], Tagged(mentions=((),), publishers=((),)))


def cell_texts(block: Block) -> list[dict[str, Any]]:
    """The cells of a published table: row and column from 0, how many it takes up, and the text."""
    return [
        {
            "row": cell.row,
            "column": cell.column,
            "rows": cell.rows or 1,
            "columns": cell.columns or 1,
            "text": block.text[cell.start : cell.end],
        }
        for cell in block.cells or ()
    ]


def _tables(dataset: Dataset, provenance: Provenance) -> Iterator[dict[str, Any]]:
    for work in dataset.works:
        for block in work.blocks:
            if block.kind == "table":
                places = provenance.blocks[f"{work.id}/{block.id}"].places
                yield {
                    "pages": sorted({place.page for place in places}),
                    "cells": cell_texts(block),
                }
