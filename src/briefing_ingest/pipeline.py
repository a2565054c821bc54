"""The program on one screen: a map over sources, a grouping, a map over works, and the assembly of the dataset.

    bytes --read_source--> Witness        a map over sources
    Witnesses --cluster, merge--> Works   a grouping
    Work --find_mentions--> Mentions      a map over works
    all of it --assemble--> Dataset, Provenance

Nothing here knows how maps are run or what is remembered between builds: `build` is handed the two maps.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing_ingest.engine import Failure, Job, Mapper
from briefing_ingest.errors import Finding, Location, Severity
from briefing_ingest.model import Mention, Relation, Source, Tagged, Witness, Work

if TYPE_CHECKING:
    from briefing_ingest import dataset
    from briefing_ingest.provenance import Provenance


@dataclass(frozen=True)
class Reading:
    """What became of one source: its witness or why there is none; ``sha256`` is of its bytes, if there are any.

    ``stale`` is set if the witness is not of these bytes but the last good one.
    """

    source: Source
    witness: Witness | None = None
    failure: Failure | None = None
    sha256: str | None = None
    stale: bool = False


@dataclass(frozen=True)
class Built:
    """The result of a build. ``findings`` are of all stages; ``tracebacks`` are of bugs of ours, for a report."""

    dataset: dataset.Dataset
    provenance: Provenance
    findings: tuple[Finding, ...]
    tracebacks: tuple[str, ...]


def read_source(source: Source, content: bytes) -> Witness:
    """One source through extract, repair and structure; pure, and the unit that engines isolate.

    Raises:
        SourceError: the source cannot be used.
    """
    from briefing_ingest.extract import extract
    from briefing_ingest.repair import repair_blocks, repair_lines
    from briefing_ingest.structure import structure

    raw = extract(source, content)
    return repair_blocks(structure(raw, repair_lines(raw)))


def find_mentions(work: Work, model: str) -> tuple[Mention, ...]:
    """The organisations and places that one work names; pure, and the unit of the second map.

    Raises:
        IngestError: E501 or E502, the language model ``model`` cannot be used.
    """
    from briefing_ingest import tag

    return tag.find_mentions(work, model=model)


def read_all(jobs: Iterable[Job | Failure], sources: Sequence[Source], read: Mapper) -> list[Reading]:
    """Maps `read_source` over ``jobs``, of which there is one for each source in the same order."""
    digests: list[str | None] = []

    def noted() -> Iterable[Job | Failure]:
        for job in jobs:
            digests.append(None if isinstance(job, Failure) else _sha256(job.arguments[1]))
            yield job

    results = list(read(read_source, noted()))
    readings = []
    for source, result, digest in zip(sources, results, digests, strict=True):
        failure = result if isinstance(result, Failure) else None
        witness = result if isinstance(result, Witness) else None
        readings.append(Reading(source, witness, failure, digest))
    return readings


def build(readings: Sequence[Reading], *, tag: Mapper, model: str, earlier: frozenset[str] = frozenset()) -> Built:
    """The dataset and provenance of ``readings``.

    Args:
        readings: one for each source, in the order of the manifest.
        tag: the map over works.
        model: name of the language model.
        earlier: ids of sources whose text an earlier build had, to say what has left.

    Raises:
        IngestError: the language model cannot be used (E501, E502), or the result breaks the contract (E402).
    """
    from briefing_ingest import reconcile
    from briefing_ingest.assemble import assemble
    from briefing_ingest.tag import resolve

    readings = sorted(readings, key=lambda reading: (not reading.source.declared, reading.source.id))
    witnesses, twice = _without_copies(readings)
    works = [reconcile.merge(group) for group in reconcile.cluster(witnesses)]
    relations: Sequence[Relation] = reconcile.relate(works)
    found = list(tag(find_mentions, [_tag_job(work, model) for work in works]))
    mentions = [() if isinstance(result, Failure) else result for result in found]
    tagged: Tagged = resolve(works, mentions)
    sources = [source_record(reading, works) for reading in readings]
    dataset, provenance = assemble(sources, witnesses, works, relations, tagged)
    failures = [reading.failure for reading in readings if reading.failure]
    failures += [result for result in found if isinstance(result, Failure)]
    findings = [finding for witness in witnesses for finding in witness.findings]
    findings += [*twice, *_rights_notices(works, readings), *_losses(readings, earlier)]
    findings += [failure.finding for failure in failures]
    return Built(dataset, provenance, tuple(findings), tuple(f.traceback for f in failures if f.traceback))


def keep_last_good(readings: Iterable[Reading], last_good: Callable[[str], object]) -> list[Reading]:
    """``readings`` with the last good witness, where ``last_good`` has one, in the place of what failed."""
    kept = []
    for reading in readings:
        witness = last_good(reading.source.id) if reading.failure else None
        kept.append(replace(reading, witness=witness, stale=True) if isinstance(witness, Witness) else reading)
    return kept


# --- keys of what is remembered -------------------------------------------------------------------------------------


def job_parts(job: Job | Failure) -> tuple[bytes, ...] | None:
    """The input of a job as bytes, for the key under which its result is remembered; None for a failure.

    The records print all that they hold, in a fixed order, so their printed form is their identity.
    """
    if isinstance(job, Failure):
        return None
    return tuple(part if isinstance(part, bytes) else repr(part).encode() for part in job.arguments)


def _tag_job(work: Work, model: str) -> Job:
    return Job(work.witnesses[0], work.title, (work, model))


def _sha256(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()


# --- sources as the dataset has them --------------------------------------------------------------------------------


def source_record(reading: Reading, works: Sequence[Work]) -> dataset.Source:
    """The dataset's record of a source: what the manifest states first, else what the source says of itself."""
    from briefing_ingest.dataset import Failure as Error
    from briefing_ingest.dataset import Source as Record

    source, witness = reading.source, reading.witness
    facts = {fact.name: fact.value for fact in reversed(witness.facts)} if witness else {}
    error = reading.failure.finding if reading.failure else None
    return Record(
        id=source.id,
        path=source.path,
        sha256=reading.sha256,
        media_type=witness.media_type if witness else None,
        title=source.title or facts.get("title"),
        publisher=source.publisher or facts.get("publisher"),
        url=source.url or facts.get("url"),
        published=source.published or _iso_date(facts.get("published", "")),
        licence=_licence(source, works),
        state="stale" if reading.stale else "failed" if error else "ok",
        error=Error(code=error.code, cause=error.cause, fix=error.fix) if error else None,
    )


def _iso_date(value: str) -> str | None:
    found = re.match(r"\d{4}(-\d\d(-\d\d)?)?(?!\d)", value)
    return found[0] if found else None


def _licence(source: Source, works: Sequence[Work]) -> dataset.Licence:
    """The terms of one source; a statement in its work counts only if this source prints it."""
    from briefing_ingest.dataset import Licence

    if source.licence:
        return Licence(id=source.licence, known_from="manifest")
    for work in works:
        if work.rights and source.id in _stating(work):
            return Licence(id=work.rights.spdx, known_from="document")
    return Licence()


def _stating(work: Work) -> list[str]:
    """Ids of the sources that print the licence statement of ``work``, in the order of its witnesses."""
    if not work.rights:
        return []
    printing = {place.source_id for place in work.blocks[work.rights.block].places}
    return [name for name in work.witnesses if name in printing]


# --- notices ----------------------------------------------------------------------------------------------------------


def _without_copies(readings: Sequence[Reading]) -> tuple[list[Witness], list[Finding]]:
    """The witnesses to reconcile. Of two sources with the same bytes the first counts: a copy is no second voice."""
    first: dict[str, str] = {}
    witnesses, findings = [], []
    for reading in readings:
        if reading.witness is None:
            continue
        digest = "" if reading.stale else reading.sha256 or ""
        if digest and digest in first:
            cause = f"The file has the same bytes as {first[digest]}, which counts as the witness."
            findings.append(_about(reading.source, "N605", cause, "Remove one of the two."))
        else:
            first[digest] = reading.source.path
            witnesses.append(reading.witness)
    return witnesses, findings


def _rights_notices(works: Sequence[Work], readings: Sequence[Reading]) -> list[Finding]:
    sources = {reading.source.id: reading.source for reading in readings}
    findings = []
    for work in works:
        if not work.rights:
            continue
        stated = next(iter(_stating(work)), work.witnesses[0])
        findings += _restriction(work, work.rights.spdx, sources[stated])
        findings += [
            _conflict(sources[name], work.rights.spdx, sources[stated])
            for name in work.witnesses
            if sources[name].licence not in (None, work.rights.spdx)
        ]
    return findings


def _restriction(work: Work, spdx: str, source: Source) -> list[Finding]:
    """N601 if the licence forbids derivatives or commercial use (the ND and NC of Creative Commons)."""
    forbidden = {"ND": "derivatives", "NC": "commercial use"}
    terms = [name for mark, name in forbidden.items() if mark in spdx.split("-")]
    if not terms:
        return []
    cause = f"“{work.title}” is under {spdx}, which forbids {' and '.join(terms)}."
    fix = "Do not republish the dataset's text of this work without permission."
    return [_about(source, "N601", cause, fix, "notice")]


def _conflict(source: Source, found: str, stated: Source) -> Finding:
    cause = f"The manifest states the licence {source.licence}; {stated.path} itself states {found}."
    return _about(source, "N604", cause, "Correct the manifest, or ask the publisher which holds.")


def _losses(readings: Sequence[Reading], earlier: frozenset[str]) -> list[Finding]:
    findings = []
    for reading in readings:
        if reading.stale:
            fix = "Mend the source; until then its text is that of the last good build."
            findings.append(_about(reading.source, "N603", "The source failed; its last good text is kept.", fix))
        elif reading.failure and reading.source.id in earlier:
            fix = "Mend the source, or build with --keep-failed to keep its last good text."
            findings.append(_about(reading.source, "N606", "The text that the last build had of it is gone.", fix))
    return findings


def _about(source: Source, code: str, cause: str, fix: str, severity: Severity = "warning") -> Finding:
    return Finding(code, cause, fix, Location(source.path), severity=severity, source=source.id)
