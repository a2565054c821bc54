"""Weights of the line classifier for text dumps, learned from pages whose main text is known.

    python -m training.dump_lines CORPUS [--out WEIGHTS.json] [--check PRED]

CORPUS has html_bench/dump/<id>.txt and html_bench/{aeb,wcxb}/truth.json, whose entries have "url"
and "text". A logistic regression (ridge penalty, Newton's method; NumPy) over the statements of
repair/chrome; the weights are rounded to whole thousandths and written by family. ``--check``
writes PRED/<id>.txt instead: what the whole pipeline keeps of each page with weights from the pages
of other sites (five folds).
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import zlib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlparse

import numpy as np
from numpy.typing import NDArray

from benchmarks.textdump import main_text_of
from briefing_ingest.repair import chrome
from briefing_ingest.repair.chrome.features import statements
from briefing_ingest.repair.chrome.line_signs import Statement, word_count
from briefing_ingest.repair.chrome.paragraphs import paragraphs_of
from briefing_ingest.repair.chrome.verdict import Weights

WEIGHTS = Path(__file__).parents[1] / "src/briefing_ingest/repair/chrome/weights.json"
FOLDS = 5
RIDGE = 3.0
STEPS = 6
RAREST = 20
"""A statement that is true of fewer lines gets no weight."""
LONG = 8
"""Words from which a copy of a line of the main text is main text too: its second place says
nothing against it."""

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Page:
    """A dump with its paragraphs, which of them are main text, and what weight each has in
    learning.
    """

    name: str
    corpus: str
    site: str
    texts: list[str]
    runs: list[int]
    truth: str
    labels: Array
    weights: Array


def read_pages(corpus: Path) -> list[Page]:
    """All pages of the benchmark, sorted by name within each half."""
    bench = corpus / "html_bench"
    pages = []
    for half in ("aeb", "wcxb"):
        truths = json.loads((bench / half / "truth.json").read_text(encoding="utf-8"))
        for name, entry in sorted(truths.items()):
            dump = (bench / "dump" / f"{name}.txt").read_text(encoding="utf-8")
            found = paragraphs_of(dump.split("\n"))
            texts, runs = [item.text for item in found], [item.run for item in found]
            site = ".".join(urlparse(entry["url"]).netloc.split(".")[-2:])
            sizes = (
                np.array([min(80, max(1, word_count(text))) for text in texts], np.float32) ** 0.5
            )
            labels = main_text(texts, entry["text"])
            pages.append(
                Page(
                    name, half, site, texts, runs, entry["text"], labels, 100 * sizes / sizes.sum()
                )
            )
    return pages


def shortened(page: Page) -> Page:
    """A smaller page made of ``page``: what stands near the main text, and every second stretch of
    it.

    Most pages of the benchmark are long, with many lines of chrome; a short post with a few is a
    page too.
    """
    labels = page.labels > 0
    main = np.flatnonzero(labels)
    if not len(main):
        return page
    reach = 3 + zlib.crc32(page.name.encode()) % 10
    near = range(max(0, main[0] - reach), min(len(labels), main[-1] + reach + 1))
    size = max(2, len(main) // 6)
    rank = np.cumsum(labels) // size
    kept = [i for i in near if not labels[i] or rank[i] % 3 == 0]
    sizes = page.weights[kept]
    return replace(
        page,
        texts=[page.texts[i] for i in kept],
        runs=[page.runs[i] for i in kept],
        labels=page.labels[kept],
        weights=50 * sizes / sizes.sum(),
    )


def main_text(texts: list[str], truth: str) -> Array:
    """1 for each paragraph of which at least half of the words are in an alignment with
    ``truth``.
    """
    words = [re.findall(r"\w+", text.lower()) for text in texts]
    flat = [word for line in words for word in line]
    hits = np.zeros(len(flat) + 1, np.int64)
    matcher = difflib.SequenceMatcher(None, flat, re.findall(r"\w+", truth.lower()), autojunk=False)
    for start, _, size in matcher.get_matching_blocks():
        hits[start + 1 : start + size + 1] = 1
    sums, at, labels = np.cumsum(hits), 0, []
    for line in words:
        labels.append(bool(line) and sums[at + len(line)] - sums[at] >= len(line) / 2)
        at += len(line)
    known = {
        text.strip()
        for text, label in zip(texts, labels, strict=True)
        if label and word_count(text) >= LONG
    }
    return np.array(
        [label or text.strip() in known for text, label in zip(texts, labels, strict=True)],
        np.float32,
    )


def learn(pages: list[Page], found: list[list[list[Statement]]]) -> Weights:
    """Weights in thousandths."""
    small = [shortened(page) for page in pages]
    found = [*found, *(statements(page.texts, page.runs) for page in small)]
    pages = [*pages, *small]
    rows = [row for page in found for row in page]
    counts = Counter(statement for row in rows for statement in row)
    names = sorted(statement for statement, count in counts.items() if count >= RAREST)
    columns = {statement: i for i, statement in enumerate(names)}
    matrix = np.zeros((len(rows), len(names) + 1), np.float32)
    matrix[:, -1] = 1
    for i, row in enumerate(rows):
        matrix[i, [columns[statement] for statement in row if statement in columns]] = 1
    labels, sizes = (
        np.concatenate([getattr(page, field) for page in pages]) for field in ("labels", "weights")
    )
    fitted = np.rint(1000 * regression(matrix, labels, sizes)).astype(int)
    weights: dict[str, dict[str, int]] = {"always": {"yes": int(fitted[-1])}}
    for (family, value), weight in zip(names, fitted[:-1], strict=True):
        weights.setdefault(family, {})[value] = int(weight)
    return weights


def regression(matrix: Array, labels: Array, sizes: Array) -> Array:
    """Logistic regression with a ridge penalty on all but the constant, by Newton's method."""
    beta = np.zeros(matrix.shape[1], np.float32)
    ridge = np.full(matrix.shape[1], RIDGE, np.float32)
    ridge[-1] = 0.01
    for _ in range(STEPS):
        expected = 1 / (1 + np.exp(-np.clip(matrix @ beta, -15, 15)))
        gradient = matrix.T @ (sizes * (labels - expected)) - ridge * beta
        curvature = sizes * expected * (1 - expected) + np.float32(1e-6)
        hessian = (matrix * curvature[:, None]).T @ matrix + np.diag(ridge)
        beta = beta + np.linalg.solve(hessian, gradient).astype(np.float32)
    return beta


# --- cross-validation -----------------------------------------------------------------------------


def fold_of(page: Page) -> int:
    """Fold of a page: one for all pages of a site."""
    return zlib.crc32(page.site.encode()) % FOLDS


def cross_validate(
    pages: list[Page], found: list[list[list[Statement]]], corpus: Path, pred: Path
) -> None:
    """Writes the predictions that the pipeline makes with weights which were learned from other
    sites.
    """
    pred.mkdir(parents=True, exist_ok=True)
    for fold in range(FOLDS):
        inside = [i for i, page in enumerate(pages) if fold_of(page) != fold]
        weights = learn([pages[i] for i in inside], [found[i] for i in inside])
        chrome.trained_weights = lambda weights=weights: weights  # type: ignore[assignment, misc]
        for page in pages:
            if fold_of(page) == fold:
                text = main_text_of(corpus / "html_bench" / "dump" / f"{page.name}.txt")
                (pred / f"{page.name}.txt").write_text(text, encoding="utf-8")


def write(weights: Weights, path: Path) -> None:
    """Writes ``weights`` with one family a line."""
    lines = [f"  {json.dumps(family)}: {json.dumps(values)}" for family, values in weights.items()]
    about = "Written by training/dump_lines.py. Thousandths; positive weights speak for main text."
    body = ",\n".join(lines)
    path.write_text(
        f'{{"about": {json.dumps(about)},\n "weights": {{\n{body}\n}}}}\n', encoding="utf-8"
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument(
        "--check",
        type=Path,
        metavar="PRED",
        help="write predictions by cross-validation, no weights",
    )
    arguments = parser.parse_args()
    pages = read_pages(arguments.corpus)
    found = [statements(page.texts, page.runs) for page in pages]
    if not arguments.check:
        write(learn(pages, found), arguments.out)
        return
    cross_validate(pages, found, arguments.corpus, arguments.check)


if __name__ == "__main__":
    main()
