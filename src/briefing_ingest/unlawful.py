"""Works that break a law of the dataset: their sources fail, and the others are published."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_ingest.engine import Failure
from briefing_ingest.errors import Finding, Location
from briefing_ingest.model import Source, Witness
from briefing_ingest.outcome import Outcome, in_file

if TYPE_CHECKING:
    from briefing_ingest.dataset import Dataset
    from briefing_ingest.provenance import Provenance


def broken_sources(
    dataset: Dataset, provenance: Provenance, witnesses: Sequence[Witness]
) -> dict[str, list[str]]:
    """The ids of the sources of works that break a law, each with the laws its work breaks.

    Raises:
        ValueError: a law is broken that is of no one work (a bug of ours).
    """
    from briefing_ingest.laws import breaches, origin_breaches

    raw_texts = {witness.source_id: witness.raw_text for witness in witnesses}
    found = list(breaches(dataset)) or list(origin_breaches(dataset, provenance, raw_texts))
    if of_none := [str(breach) for breach in found if breach.work is None]:
        raise ValueError("; ".join(of_none))
    by_work: dict[str, list[str]] = {}
    for breach in found:
        by_work.setdefault(breach.work or "", []).append(str(breach))
    return {
        witness.source: by_work[work.id]
        for work in dataset.works
        if work.id in by_work
        for witness in work.witnesses
    }


def without_broken(
    outcomes: Sequence[Outcome],
    broken: Mapping[str, Sequence[str]],
    last_good: Callable[[str], Witness | None],
) -> list[Outcome]:
    """``outcomes`` with those of ``broken`` sources failed (E902).

    Each keeps its last good text, where that is another than the one that broke a law.
    """
    return [
        _failed(outcome, broken[outcome.source.id], last_good)
        if outcome.source.id in broken
        else outcome
        for outcome in outcomes
    ]


def _failed(
    outcome: Outcome, problems: Sequence[str], last_good: Callable[[str], Witness | None]
) -> Outcome:
    failure = outcome.failure or _failure(outcome.source, problems)
    found = None if outcome.stale else last_good(outcome.source.id)
    kept = in_file(found, outcome.source.part) if found else None
    if kept == outcome.witness:
        kept = None
    return replace(outcome, witness=kept, failure=failure, stale=kept is not None)


def _failure(source: Source, problems: Sequence[str]) -> Failure:
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    finding = Finding(
        "E902",
        f"The work of this source would break a law of the dataset: {problems[0]}{more}.",
        "Please send us the report file, and the source if you may.",
        Location(source.path),
        source=source.id,
    )
    return Failure(finding, "\n".join(problems))
