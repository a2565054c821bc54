"""Figures of main texts of web pages by the benchmark's own scorer, beside trafilatura's on the
same pages.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType

from briefing_ingest.extract.html import decoded

MODES: dict[str, dict[str, bool]] = {
    "default": {},
    "precision": {"favor_precision": True},
    "recall": {"favor_recall": True},
}
Truths = Mapping[str, Mapping[str, str]]


def report(corpus: Path, texts: Mapping[str, str]) -> None:
    """Prints the figures of ``texts`` (by the name of the page) and of trafilatura, and how they
    differ by page.
    """
    scorer = _scorer(corpus)
    bench = corpus / "html_bench"
    sets = {name: _truths(bench / name, texts) for name in ("aeb", "wcxb")}
    systems = {"ours, cross-validated": texts}
    systems |= {f"trafilatura, {mode}": _peer(bench, sets, mode) for mode in MODES}
    for system, given in systems.items():
        rows = scorer.text_rows(sets["aeb"], sets["wcxb"], given)
        for row, name in zip(rows.values(), sets, strict=True):
            _say(
                f"{system:24} {name:5} F1 {row['f1']:.4f} ({row['precision']:.4f} / "
                f"{row['recall']:.4f})"
            )
    measures: dict[str, Callable[[str], object]] = {"aeb": scorer.shingles, "wcxb": scorer.words}
    for system, given in list(systems.items())[1:]:
        for name, truths in sets.items():
            _say(
                f"against {system:24} {name:5} "
                f"{_paired(scorer, measures[name], truths, (texts, given))}"
            )


def _scorer(corpus: Path) -> ModuleType:
    sys.path.insert(0, str(Path(os.environ.get("BENCHMARK_SCORERS", corpus.parent / "eval"))))
    return import_module("score_html")


def _truths(folder: Path, texts: Mapping[str, str]) -> Truths:
    truths = json.loads((folder / "truth.json").read_text("utf-8"))
    return {name: truth for name, truth in sorted(truths.items()) if name in texts}


def _peer(bench: Path, sets: Mapping[str, Truths], mode: str) -> dict[str, str]:
    import trafilatura

    found = {}
    for folder, truths in sets.items():
        for name in truths:
            source = decoded((bench / folder / "html" / f"{name}.html").read_bytes()).text
            found[name] = trafilatura.extract(source, include_comments=False, **MODES[mode]) or ""
    return found


def _paired(
    scorer: ModuleType,
    counted: Callable[[str], object],
    truths: Truths,
    pair: tuple[Mapping[str, str], ...],
) -> str:
    """Mean difference of the F1 of pages, its standard error, and how many pages are better and
    worse.
    """
    differences = []
    for name, truth in truths.items():
        ours, theirs = (
            _page_f1(scorer, counted(truth["text"]), counted(given[name])) for given in pair
        )
        differences.append(ours - theirs)
    error = statistics.stdev(differences) / len(differences) ** 0.5
    better, worse = sum(d > 0.001 for d in differences), sum(d < -0.001 for d in differences)
    return (
        f"{statistics.mean(differences):+.4f} ({error:.4f}), better on {better}, worse on {worse}"
    )


def _page_f1(scorer: ModuleType, expected: object, given: object) -> float:
    hits = (expected & given).total()  # type: ignore[operator]
    return float(scorer.precision_recall_f1(hits, given.total(), expected.total())[2])  # type: ignore[attr-defined]


def _say(line: str) -> None:
    print(line)  # noqa: T201 -- the output of a script
