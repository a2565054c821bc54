"""How many documents of a corpus break a law of the dataset, and what the laws cost of a build.

Each family (see `lossless.families`, and every PDF and web page of the benches on its own) is built
like a folder of sources, with names.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.lossless import families
from briefing_ingest import unlawful
from briefing_ingest.engine.in_process import map_in_process
from briefing_ingest.errors import SourceError
from briefing_ingest.model import Source, Witness
from briefing_ingest.outcome import Outcome
from briefing_ingest.pipeline import Built, Tagging, build, read_source
from briefing_ingest.tag import DEFAULT_MODEL


def run(corpus: Path, pred: Path) -> None:
    """Builds every family of ``corpus``; one line for each source that breaks a law, then how many
    of all do, and the share of the time that the laws take. ``pred`` is not used.
    """
    del pred
    read, lawless, spent, checking = 0, 0, 0.0, 0.0
    for name, files in (*families(corpus), *_single(corpus)):
        started = time.process_time()
        outcomes = [o for at, file in enumerate(files) if (o := _outcome(file, f"s-{at:04}"))]
        built = build(outcomes, tagging=Tagging(map_in_process, DEFAULT_MODEL))
        spent += time.process_time() - started
        checking += _time_of_laws(built, [o.witness for o in outcomes if o.witness])
        read += len(outcomes)
        for finding in built.findings:
            if finding.code in {"E901", "E902"}:
                lawless += 1
                sys.stdout.write(f"{name} {finding.where}: {finding.cause}\n")
                sys.stdout.flush()
    share = 100 * checking / max(spent, 0.001)
    sys.stdout.write(
        f"{lawless} of {read} sources break a law; laws take {share:.1f} % of the time\n"
    )


def _single(corpus: Path) -> Iterator[tuple[str, list[Path]]]:
    for pattern in ("pdf_bench/pdf/*.pdf", "tables_bench/pdf/*.pdf", "html_bench/*/html/*.html"):
        for file in sorted(corpus.glob(pattern)):
            yield file.relative_to(corpus).as_posix(), [file]


def _outcome(file: Path, name: str) -> Outcome | None:
    source = Source(name, str(file))
    try:
        return Outcome(source, read_source(source, file.read_bytes()), None, "sha256:" + "0" * 64)
    except SourceError:
        return None


def _time_of_laws(built: Built, witnesses: list[Witness]) -> float:
    started = time.process_time()
    unlawful.broken_sources(built.dataset, built.provenance, witnesses)
    return time.process_time() - started
