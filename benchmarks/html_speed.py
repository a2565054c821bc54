"""`python -m benchmarks html_speed CORPUS [--pages N]`: CPU time a page against trafilatura alone,
in one process.

Every Nth page (12) of `html_bench` is read in each way in turn, three times, and the least time of
each page counts: by trafilatura, as far as lines and facts (`extract`), and as far as blocks
  (`read_source`).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from briefing_ingest.errors import SourceError
from briefing_ingest.extract import extract
from briefing_ingest.extract.html import decoded
from briefing_ingest.model import Source
from briefing_ingest.pipeline import read_source

_SOURCE: Final = Source(id="page", path="page.html")
_EVERY: Final = 12
_ROUNDS: Final = 3


def run(arguments: list[str]) -> int:
    """Prints a line for each way of reading; 2 for wrong arguments."""
    if len(arguments) not in {1, 3} or (len(arguments) == 3 and arguments[1] != "--pages"):
        sys.stderr.write("usage: python -m benchmarks html_speed CORPUS [--pages N]\n")
        return 2
    every = int(arguments[2]) if len(arguments) == 3 else _EVERY
    paths = sorted((Path(arguments[0]) / "html_bench").glob("*/html/*.html"))[::every]
    pages = [path.read_bytes() for path in paths]
    ways: dict[str, Callable[[bytes], object]] = {
        "trafilatura": _with_trafilatura,
        "extract": lambda content: extract(_SOURCE, content),
        "read_source": lambda content: read_source(_SOURCE, content),
    }
    least = dict.fromkeys(ways, 0.0)
    for page in pages:
        rounds = [{name: _seconds(way, page) for name, way in ways.items()} for _ in range(_ROUNDS)]
        for name in ways:
            least[name] += min(seconds[name] for seconds in rounds)
    for name, seconds in least.items():
        times = seconds / least["trafilatura"]
        sys.stdout.write(
            f"{name:12} {1000 * seconds / len(pages):6.1f} ms a page, {times:.2f} times\n"
        )
    return 0


def _with_trafilatura(content: bytes) -> object:
    import trafilatura

    return trafilatura.extract(decoded(content).text, include_comments=False)


def _seconds(way: Callable[[bytes], object], page: bytes) -> float:
    start = time.process_time()
    with suppress(SourceError):
        way(page)
    return time.process_time() - start
