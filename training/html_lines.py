"""Finds the weights of `extract.html.article.mask` on pages whose main text is known, and says what
they do.

    python -m training.html_lines CORPUS [--write] [--pages N] [--check PRED]

CORPUS holds ``html_bench/SET/html/ID.html`` and ``html_bench/SET/truth.json`` ({ID: {"url",
"text"}}). The figures printed are of five-fold cross-validation grouped by site: weights are found
on the pages of four folds, and those of the fifth go through the whole program with them, from
bytes to blocks, to be scored by the benchmark's own ``score_html.py`` (in ``eval/`` beside the
corpus, or in the folder that BENCHMARK_SCORERS names), beside trafilatura in its three modes on the
same pages. With ``--check``, the texts scored are written to PRED/ID.txt; with ``--write``, the
weights found on all pages are written into the package; ``--pages N`` takes every Nth page only.

A line counts as many times as it has words, relative to its page, so the loss follows the word F1
of the benchmarks.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch
from urllib.parse import urlsplit

from benchmarks.html import running_text
from briefing_ingest.errors import SourceError
from briefing_ingest.extract.html import decoded, parse_page, placed_lines
from briefing_ingest.extract.html.article import (
    VOTERS,
    LineWords,
    Weights,
    line_signs,
    mask,
    opinion,
    votes_on,
)
from briefing_ingest.model import Source
from briefing_ingest.pipeline import read_source
from training.html_scores import report
from training.regression import Model, Row, fit

TARGET = Path(__file__).parents[1] / "src/briefing_ingest/extract/data/html_lines.json"
SET_WEIGHTS = {"aeb": 2.0}
"""Sets of fewer pages count for more, so that each has its say."""
FOLDS = 5


class Sample(NamedTuple):
    """A page of a set with the site it is from and its main text."""

    set: str
    name: str
    path: Path
    site: str
    truth: str


def main() -> None:
    """Reads the pages, prints the figures and writes the weights if asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    parser.add_argument("--pages", type=int, default=1, metavar="N", help="every Nth page only")
    parser.add_argument("--check", type=Path, metavar="PRED", help="write what was scored")
    arguments = parser.parse_args()
    samples = list(samples_of(arguments.corpus))[:: arguments.pages]
    with patch.object(mask, "opinion", cache(opinion)):  # the extractors are asked once a page
        rows = {sample: list(page_rows(sample)) for sample in samples}
        texts = cross_validated(rows)
    report(arguments.corpus, texts)
    if arguments.check:
        arguments.check.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (arguments.check / f"{name}.txt").write_text(text, "utf-8")
    if arguments.write:
        write(weights_of(fit([row for sample in samples for row in rows[sample]])))


def samples_of(corpus: Path) -> Iterator[Sample]:
    """The pages of all sets, sorted by set and name."""
    for truths in sorted((corpus / "html_bench").glob("*/truth.json")):
        folder = truths.parent
        for name, truth in sorted(json.loads(truths.read_text("utf-8")).items()):
            path = folder / "html" / f"{name}.html"
            yield Sample(folder.name, name, path, site(truth["url"]), truth["text"])


def site(url: str) -> str:
    """The registered domain of an address, near enough: two labels, three under a short second
    level (co.uk).
    """
    labels = urlsplit(url).netloc.split(".")
    return ".".join(labels[-2:] if len(labels) < 3 or len(labels[-2]) > 3 else labels[-3:])


def page_rows(sample: Sample) -> Iterator[Row]:
    """The lines of a page that the program would judge."""
    text, _ = decoded(sample.path.read_bytes())
    tree = parse_page(text)
    placed = placed_lines(tree, text)
    words = LineWords.of([line.text for line in placed.lines])
    votes = votes_on(words, text)
    right = words.kept_in(sample.truth)
    total = max(
        60, sum(count for count, share in zip(words.counts, right, strict=True) if share > 50)
    )
    importance = SET_WEIGHTS.get(sample.set, 1.0) / total
    for index, signs in enumerate(line_signs(placed, votes)):
        if signs and words.counts[index]:
            yield Row(
                sample.name,
                right[index] > 50,
                importance * (min(words.counts[index], 80) + 4),
                signs,
            )


def cross_validated(rows: Mapping[Sample, Sequence[Row]]) -> dict[str, str]:
    """The main text of each page as the program gives it with weights that have not seen the site
    of the page.
    """
    texts: dict[str, str] = {}
    for fold in range(FOLDS):
        known = weights_of(
            fit([row for sample in rows if fold_of(sample) != fold for row in rows[sample]])
        )
        with patch.object(mask, "weights", lambda known=known: known):
            texts |= {sample.name: read_text(sample) for sample in rows if fold_of(sample) == fold}
    return texts


def fold_of(sample: Sample) -> int:
    """All pages of a site are in one fold."""
    return int(hashlib.sha256(sample.site.encode()).hexdigest(), 16) % FOLDS


def read_text(sample: Sample) -> str:
    """The running text of a page; "" where the program finds none."""
    try:
        return running_text(
            read_source(Source(id="page", path=sample.path.name), sample.path.read_bytes())
        )
    except SourceError:
        return ""


def weights_of(model: Model) -> Weights:
    """The weights as whole thousandths, as they are written."""
    signs = {sign: round(1000 * float(model.values[place])) for sign, place in model.places.items()}
    return Weights(
        {sign: weight for sign, weight in sorted(signs.items()) if weight},
        round(1000 * float(model.values[-1])),
    )


def write(weights: Weights) -> None:
    """Writes the weights into the package."""
    written = {
        "about": "Weights of signs in thousandths of log odds; written by training/html_lines.py",
        "voters": list(VOTERS),
        "bias": weights.bias,
        "signs": weights.signs,
    }
    TARGET.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
