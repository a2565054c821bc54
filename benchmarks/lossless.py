"""Whether the raw text of every witness can be rebuilt from dataset and provenance alone, for every family of a corpus.

A family is a folder of sources that are built together, without names tagged: each set of versions, the witnesses of
each merged document, each group of duplicates, and the folders of PDFs and web pages.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from briefing_ingest.canonical import dataset_bytes, provenance_bytes
from briefing_ingest.errors import SourceError
from briefing_ingest.loader import load
from briefing_ingest.manifest import EXTENSIONS
from briefing_ingest.model import Source, Witness
from briefing_ingest.outcome import Outcome
from briefing_ingest.pipeline import build, read_source


class Count(NamedTuple):
    """Of one family: sources that could be read, those rebuilt byte for byte, works made of them."""

    read: int
    rebuilt: int
    works: int


def run(corpus: Path, pred: Path) -> None:
    """Builds every family of ``corpus`` into ``pred/FAMILY`` and prints how many raw texts could be rebuilt."""
    total = Count(0, 0, 0)
    for name, files in families(corpus):
        found = count(files, pred / name)
        total = Count(*(a + b for a, b in zip(total, found, strict=True)))
        if found.rebuilt < found.read:
            sys.stdout.write(f"{name}: {found.rebuilt} of {found.read} rebuilt\n")
    sys.stdout.write(f"{total.rebuilt} of {total.read} raw texts rebuilt, {total.works} works\n")


def families(corpus: Path) -> Iterator[tuple[str, list[Path]]]:
    """Names of the families of ``corpus`` with their files, sorted."""
    folders = [
        *corpus.glob("versions/*/docs"),
        *corpus.glob("duplicates/*"),
        corpus / "html_pages",
        corpus / "policy_pdfs",
    ]
    for folder in sorted(folder for folder in folders if folder.is_dir()):
        files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in EXTENSIONS)
        if files:
            yield folder.relative_to(corpus).as_posix().replace("/", "-"), files
    for folder in sorted(corpus.glob("versions/merge_*/witnesses")):
        for document in sorted({file.name for file in folder.glob("*/*.txt")}):
            yield f"{folder.parent.name}-{Path(document).stem}", sorted(folder.glob(f"*/{document}"))


def count(files: list[Path], out: Path) -> Count:
    """Builds ``files`` into ``out`` and reads the raw texts back from there."""
    outcomes = [outcome for at, file in enumerate(files) if (outcome := _outcome(file, f"source-{at:04}"))]
    built = build(outcomes, tag=lambda _, jobs: [() for _ in jobs], model="")
    out.mkdir(parents=True, exist_ok=True)
    (out / "dataset.json").write_bytes(dataset_bytes(built.dataset))
    (out / "provenance.json").write_bytes(provenance_bytes(built.provenance))
    briefings = load(out / "dataset.json")
    held = {witness.source for work in briefings.dataset.works for witness in work.witnesses}
    witnesses = [outcome.witness for outcome in outcomes if outcome.witness and outcome.source.id in held]
    rebuilt = sum(briefings.raw_text(witness.source_id) == witness.raw_text for witness in witnesses)
    return Count(len(witnesses), rebuilt, len(briefings.dataset.works))


def _outcome(file: Path, source_id: str) -> Outcome | None:
    content = file.read_bytes()
    try:
        witness: Witness = read_source(Source(source_id, file.name), content)
    except SourceError:
        return None
    return Outcome(Source(source_id, file.name), witness)
