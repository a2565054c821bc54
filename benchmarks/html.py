"""The main text, title, authors and date of web pages, as `score_html.py` of the benchmark reads
them.

"Main text" of the benchmarks is the running text: of what the program keeps, title, standfirst,
byline, captions, notes and licence are left out here, by their kinds.
"""

from __future__ import annotations

import json
from pathlib import Path

from briefing_ingest.errors import SourceError
from briefing_ingest.model import Source, Witness
from briefing_ingest.pipeline import read_source

_NOT_RUNNING = frozenset({"title", "subtitle", "byline", "caption", "licence"})


def run(corpus: Path, pred: Path) -> None:
    """Writes ``pred``/<id>.txt and <id>.json for every ``corpus``/html_bench/*/html/<id>.html."""
    pred.mkdir(parents=True, exist_ok=True)
    for path in sorted((corpus / "html_bench").glob("*/html/*.html")):
        try:
            witness = read_source(Source(id="page", path=path.name), path.read_bytes())
        except SourceError:
            continue
        (pred / f"{path.stem}.txt").write_text(running_text(witness), "utf-8")
        (pred / f"{path.stem}.json").write_text(
            json.dumps(facts(witness), ensure_ascii=False), "utf-8"
        )


def running_text(witness: Witness) -> str:
    """The text of the blocks that benchmarks count as main text, list numbers included."""
    lines = []
    for block in witness.blocks:
        if block.kind not in _NOT_RUNNING:
            number = f"{block.label.number}. " if block.label and block.kind == "list_item" else ""
            label = (
                f"{block.label.name} {block.label.number}: " if block.label and not number else ""
            )
            lines.append(number + label + block.text)
    return "\n\n".join(lines) + "\n"


def facts(witness: Witness) -> dict[str, str | list[str]]:
    """Title, authors and day of publication; what the page does not say is left out."""
    found: dict[str, str | list[str]] = {}
    for name, key in (("title", "title"), ("published", "date")):
        value = next((fact.value for fact in witness.facts if fact.name == name), "")
        if value:
            found[key] = value
    if authors := [fact.value for fact in witness.facts if fact.name == "author"]:
        found["author"] = authors
    return found
