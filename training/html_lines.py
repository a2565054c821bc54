"""Finds the weights of `briefing_ingest.extract.html_mask` on pages whose main text is known.

    python training/html_lines.py CORPUS [--write]

CORPUS holds ``html_bench/SET/html/ID.html`` and ``html_bench/SET/truth.json`` ({ID: {"url", "text"}}). The figures
printed are of five-fold cross-validation grouped by site: no line is scored by weights that saw its site. With
``--write``, the weights found on all pages are written into the package.

The method is logistic regression with a quadratic penalty, minimised by L-BFGS (Nocedal 1980); nothing is random. A
line counts as many times as it has words, relative to its page, so the loss follows the word F1 of the benchmarks.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from briefing_ingest.extract.html import decoded
from briefing_ingest.extract.html_lines import placed_lines
from briefing_ingest.extract.html_match import LineWords
from briefing_ingest.extract.html_signs import Votes, line_signs
from briefing_ingest.extract.html_tree import parse_page
from briefing_ingest.extract.html_voters import VOTERS, opinions

TARGET = Path(__file__).parents[1] / "src/briefing_ingest/extract/data/html_lines.json"
PENALTY = 0.5
LEAST_PAGES = 6
"""On how many pages a sign must be seen to be given a weight."""
SET_WEIGHTS = {"aeb": 2.0}
"""Sets of fewer pages count for more, so that each has its say."""
FOLDS = 5
Floats = NDArray[np.float64]


class Row(NamedTuple):
    """A line of a page: whether the truth has it, how much it counts, its signs and its words."""

    page: str
    kept: bool
    weight: float
    signs: list[str]
    count: int


class Model(NamedTuple):
    """Weights of signs, and the bias as the last entry of ``values``."""

    places: dict[str, int]
    values: Floats

    def score(self, signs: Iterable[str]) -> float:
        """Log odds of a line with these signs."""
        known = (self.places[sign] for sign in signs if sign in self.places)
        return float(self.values[-1] + sum(self.values[place] for place in known))


def main() -> None:
    """Reads the pages, prints the figures and writes the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    arguments = parser.parse_args()
    rows: dict[str, list[Row]] = {}
    sites: dict[str, str] = {}
    for folder in sorted((arguments.corpus / "html_bench").glob("*/truth.json")):
        truths = json.loads(folder.read_text("utf-8"))
        for name, truth in sorted(truths.items()):
            page = f"{folder.parent.name}/{name}"
            content = (folder.parent / "html" / f"{name}.html").read_bytes()
            rows[page] = list(page_rows(page, content, truth["text"], SET_WEIGHTS.get(folder.parent.name, 1.0)))
            sites[page] = site(truth["url"])
    cross_validate(rows, sites)
    if arguments.write:
        write(fit([row for page in sorted(rows) for row in rows[page]]))


def page_rows(page: str, content: bytes, truth: str, importance: float) -> Iterator[Row]:
    """The lines of a page that the program would judge, and those it drops unseen (no signs)."""
    text, _ = decoded(content)
    tree = parse_page(text)
    placed = list(placed_lines(tree, text))
    lines = [item.line for item in placed]
    words = LineWords.of([line.text for line in lines])
    votes = Votes(tuple(words.kept_in(opinion) for opinion in opinions(text)), words.counts)
    right = words.kept_in(truth)
    total = max(60, sum(count for count, share in zip(words.counts, right, strict=True) if share > 50))
    for index, signs in enumerate(line_signs(tree, lines, [item.owner for item in placed], votes)):
        count = words.counts[index]
        if count:
            yield Row(page, right[index] > 50, importance * (min(count, 80) + 4) / total, signs, count)


def site(url: str) -> str:
    """The registered domain of an address, near enough: two labels, three under a short second level (co.uk)."""
    labels = urlsplit(url).netloc.split(".")
    return ".".join(labels[-2:] if len(labels) < 3 or len(labels[-2]) > 3 else labels[-3:])


def cross_validate(rows: Mapping[str, Sequence[Row]], sites: Mapping[str, str]) -> None:
    """Prints the word F1 of each set under weights that have not seen the site of the page."""
    folds = {page: int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS for page, name in sites.items()}
    figures: dict[str, list[float]] = defaultdict(list)
    for fold in range(FOLDS):
        model = fit([row for page in sorted(rows) if folds[page] != fold for row in rows[page]])
        for page in (page for page in sorted(rows) if folds[page] == fold):
            figures[page.partition("/")[0]].append(word_f1(rows[page], model.score))
    for name, values in sorted(figures.items()):
        print(f"{name}: word F1 of lines {np.mean(values):.4f} over {len(values)} pages")  # noqa: T201 -- its output


def word_f1(rows: Sequence[Row], score: Callable[[list[str]], float]) -> float:
    """The word F1 of the lines of a page with log odds above nought."""
    kept = [bool(row.signs) and score(row.signs) > 0 for row in rows]
    given = sum(row.count for row, keep in zip(rows, kept, strict=True) if keep)
    wanted = sum(row.count for row in rows if row.kept)
    hits = sum(row.count for row, keep in zip(rows, kept, strict=True) if keep and row.kept)
    return 2 * hits / (given + wanted) if given + wanted else 1.0


def fit(rows: Sequence[Row]) -> Model:
    """The model of all rows that have signs."""
    rows = [row for row in rows if row.signs]
    pages: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for sign in row.signs:
            pages[sign].add(row.page)
    common = sorted(sign for sign, where in pages.items() if len(where) >= LEAST_PAGES)
    places = {sign: place for place, sign in enumerate(common)}
    pairs = [(r, places[s]) for r, row in enumerate(rows) for s in row.signs if s in places]
    line, sign = np.array(pairs).T
    wanted = np.array([row.kept for row in rows], float)
    weight = np.array([row.weight for row in rows])
    weight *= len({row.page for row in rows}) / weight.sum()

    def loss(values: Floats) -> tuple[float, Floats]:
        odds = np.bincount(line, values[sign], len(rows)) + values[-1]
        penalty = 0.5 * PENALTY * float(values[:-1] @ values[:-1])
        error = weight * (1 / (1 + np.exp(-odds)) - wanted)
        gradient = np.append(np.bincount(sign, error[line], len(places)) + PENALTY * values[:-1], error.sum())
        return float((weight * (np.logaddexp(0, odds) - wanted * odds)).sum()) + penalty, gradient

    return Model(places, minimum(loss, np.zeros(len(places) + 1)))


def minimum(function: Callable[[Floats], tuple[float, Floats]], start: Floats) -> Floats:
    """Where a smooth convex function is least: L-BFGS with a memory of ten steps and halving line search."""
    at, steps = start, list[tuple[Floats, Floats]]()
    value, gradient = function(at)
    for _ in range(200):
        direction = -_preconditioned(gradient, steps)
        length = 1.0 if steps else min(1.0, 1 / float(np.abs(gradient).sum()))
        new, slope = function(at + length * direction)
        while new > value + 1e-4 * length * float(gradient @ direction) and length > 1e-8:
            length /= 2
            new, slope = function(at + length * direction)
        steps = [*steps, (length * direction, slope - gradient)][-10:]
        at, done = at + length * direction, abs(value - new) < 1e-7 * max(1.0, value)
        value, gradient = new, slope
        if done:
            break
    return at


def _preconditioned(gradient: Floats, steps: Sequence[tuple[Floats, Floats]]) -> Floats:
    steps = [(step, change) for step, change in steps if step @ change > 1e-12]
    result, shares = gradient.copy(), []
    for step, change in reversed(steps):
        shares.append((step @ result) / (step @ change))
        result -= shares[-1] * change
    if steps:
        step, change = steps[-1]
        result *= (step @ change) / (change @ change)
    for (step, change), share in zip(steps, reversed(shares), strict=True):
        result += step * (share - (change @ result) / (step @ change))
    return result


def write(model: Model) -> None:
    """Writes the weights into the package, as whole thousandths."""
    signs = {sign: round(1000 * float(model.values[place])) for sign, place in model.places.items()}
    weights = {
        "about": "Weights of signs in thousandths of log odds; written by training/html_lines.py",
        "voters": list(VOTERS),
        "bias": round(1000 * float(model.values[-1])),
        "signs": {sign: weight for sign, weight in sorted(signs.items()) if weight},
    }
    TARGET.write_text(json.dumps(weights, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
