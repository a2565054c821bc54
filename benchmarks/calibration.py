"""Whether the verdict on a reading finds the pages that were read worst.

Every page of the PDF and web benches is read and scored against its truth; the verdict ranks well
if few pages are called `check` or `poor` and most of the worst tenth are among them.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from benchmarks.html import running_text
from benchmarks.pdf import read_markdown
from briefing_ingest.errors import SourceError
from briefing_ingest.model import Source
from briefing_ingest.pipeline import read_source
from briefing_ingest.reading import counts_of, judged


class Page(NamedTuple):
    """A page with its score (the higher, the better) and whether it was called doubtful."""

    name: str
    score: float
    doubtful: bool


def run(arguments: list[str]) -> int:
    """`python -m benchmarks calibration CORPUS`: for each bench the shares called doubtful of all
    pages and of the worst tenth, by halves: every other page in the order of their names.
    """
    corpus = Path(arguments[0])
    sys.path.insert(0, os.environ.get("BENCHMARK_SCORERS", str(corpus.parent / "eval")))
    for name, pages in (("web", [*_web(corpus)]), ("pdf", [*_pdf(corpus)])):
        for half, part in (("all", pages), ("first half", pages[::2]), ("other", pages[1::2])):
            sys.stdout.write(f"{name} {half}: {shares(part)}\n")
    return 0


def shares(pages: list[Page]) -> str:
    """How many of all pages, and how many of the worst tenth, are doubtful."""
    worst = sorted(pages, key=lambda page: page.score)[: max(1, len(pages) // 10)]
    of_all = sum(page.doubtful for page in pages)
    of_worst = sum(page.doubtful for page in worst)
    return (
        f"{of_all} of {len(pages)} doubtful ({100 * of_all // len(pages)} %), "
        f"of the worst tenth {of_worst} of {len(worst)} ({100 * of_worst // len(worst)} %)"
    )


def _web(corpus: Path) -> Iterator[Page]:
    shingles = import_module("score_html").shingles
    for bench in ("aeb", "wcxb"):
        truth = json.loads((corpus / "html_bench" / bench / "truth.json").read_text("utf-8"))
        for file in sorted((corpus / "html_bench" / bench / "html").glob("*.html")):
            said = truth[file.stem].get("articleBody") or truth[file.stem].get("text") or ""
            try:
                witness = read_source(Source("page", file.name), file.read_bytes())
            except SourceError:  # a page that is refused is not read badly in silence
                continue
            expected, found = shingles(said), shingles(running_text(witness))
            score = 2 * (expected & found).total() / max(1, expected.total() + found.total())
            yield Page(file.stem, score, judged(counts_of(witness)).verdict != "good")


def _pdf(corpus: Path) -> Iterator[Page]:
    score_document = import_module("score_pdf").score_document
    for file in sorted((corpus / "pdf_bench" / "pdf").glob("*.pdf")):
        truth = (corpus / "pdf_bench" / "truth" / f"{file.stem}.md").read_text("utf-8")
        try:
            witness = read_source(Source("page", file.name), file.read_bytes())
        except SourceError:
            continue
        score = score_document(truth, read_markdown(file))["overall"]
        yield Page(file.stem, score, judged(counts_of(witness)).verdict != "good")
