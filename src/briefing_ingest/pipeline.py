"""The program on one screen: a map over sources, a grouping, a map over works, and the assembly of
the dataset.

    bytes --read_source--> Witness        a map over sources
    Witnesses --cluster, merge--> Works   a grouping
    Work --find_mentions--> Mentions      a map over works
    all of it --assemble--> Dataset, Provenance

Nothing here knows how maps are run or what is remembered between builds: `build` is handed the two
  maps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing_ingest.engine import Failure, Job, Mapper
from briefing_ingest.errors import Finding, SourceError
from briefing_ingest.model import (
    NO_DECISIONS,
    NOT_IN_KEYS,
    Decisions,
    Declared,
    Mention,
    Relation,
    Source,
    Tagged,
    Witness,
    Work,
)
from briefing_ingest.notices import (
    changed_ids,
    doubts,
    language_notices,
    left_out_text,
    losses,
    nothing_left,
    rights_notices,
    unmatched_decisions,
    unmatched_passages,
    without_copies,
)
from briefing_ingest.outcome import Outcome, in_file, overrides, source_record, stated, superseded
from briefing_ingest.reading import doubtful_tables
from briefing_ingest.text import checksum
from briefing_ingest.unlawful import broken_sources, without_broken

if TYPE_CHECKING:
    from briefing_ingest import dataset
    from briefing_ingest.provenance import Provenance
    from briefing_ingest.tag import OwnName


@dataclass(frozen=True)
class Built:
    """The result of a build. ``findings`` are of all stages; ``tracebacks`` are of bugs of ours,
    for a report.
    """

    dataset: dataset.Dataset
    provenance: Provenance
    findings: tuple[Finding, ...]
    tracebacks: tuple[str, ...]

    @property
    def good_sources(self) -> tuple[str, ...]:
        """Ids of the sources whose text is published and is that of their file."""
        return tuple(source.id for source in self.dataset.sources if source.state == "ok")


def _no_text(_: str) -> None:
    return None


class Earlier(NamedTuple):
    """What earlier builds left."""

    sources: frozenset[str] = frozenset()
    """Ids of the sources whose text the earlier dataset has, to say what has left."""
    last_good: Callable[[str], Witness | None] = _no_text
    """Gives the last good witness of a source by its id."""
    works: Mapping[str, frozenset[str]] = MappingProxyType({})
    """The ids of the sources of each work of the earlier dataset, by the id of the work."""


NOTHING_EARLIER: Final = Earlier()


def read_source(source: Source, content: bytes) -> Witness:
    """One source through extract, repair and structure; pure, and the unit that engines isolate.

    Raises:
        SourceError: the source cannot be used.
    """
    from briefing_ingest.extract import extract
    from briefing_ingest.repair import repair_blocks, repair_lines, settle, settle_links
    from briefing_ingest.structure import structure

    raw = extract(source, content)
    settled = settle(repair_lines(raw), source)
    witness, not_printed = settle_links(repair_blocks(structure(raw, settled.lines)), source)
    if not witness.blocks and not witness.notes:
        raise SourceError(nothing_left(source, witness.media_type))
    return replace(
        witness,
        doubtful=tuple(sorted((*witness.doubtful, *doubtful_tables(witness)))),
        language=source.language or witness.language,
        facts=(*stated(source), *witness.facts),
        findings=(
            *witness.findings,
            *unmatched_passages(source, (*settled.unmatched, *not_printed)),
        ),
    )


def read_as_printed(source: Source, content: bytes) -> Witness:
    """One source with furniture, notes and line ends where they are printed; pure, like
    `read_source`.

    Raises:
        SourceError: the source cannot be used.
    """
    from briefing_ingest.extract import extract
    from briefing_ingest.repair.capitals import drop_capitals
    from briefing_ingest.repair.characters import encoding
    from briefing_ingest.structure import structure_verbatim

    raw = extract(source, content)
    return structure_verbatim(raw, drop_capitals(encoding(raw.lines)))


def find_mentions(work: Work, model: str, own: tuple[OwnName, ...] = ()) -> tuple[Mention, ...]:
    """The organisations and places that one work names; pure, and the unit of the second map.

    Raises:
        IngestError: E501 or E502, the language model ``model`` cannot be used.
    """
    from briefing_ingest import tag

    return tag.find_mentions(work, model=model, own=own)


def read_all(
    jobs: Iterable[Job | Failure],
    sources: Sequence[Source],
    read: Mapper,
    *,
    how: Callable[[Source, bytes], Witness] = read_source,
) -> list[Outcome]:
    """Maps ``how`` (or `read_as_printed`) over ``jobs``, of which there is one for each source in
    the same order.
    """
    digests: list[str | None] = []

    def noted() -> Iterable[Job | Failure]:
        for job in jobs:
            digests.append(None if isinstance(job, Failure) else _file_digest(*job.arguments))
            yield job

    results = list(read(how, noted()))
    outcomes = []
    for source, result, digest in zip(sources, results, digests, strict=True):
        failure = result if isinstance(result, Failure) else None
        witness = in_file(result, source.part) if isinstance(result, Witness) else None
        outcomes.append(Outcome(source, witness, failure, digest))
    return outcomes


class Tagging(NamedTuple):
    """How names are looked for: the map over works, the name of the language model, and the names
    that the maintainer has listed.
    """

    map: Mapper
    model: str
    own: tuple[OwnName, ...] = ()


def build(
    outcomes: Sequence[Outcome],
    *,
    tagging: Tagging,
    earlier: Earlier = NOTHING_EARLIER,
    decisions: Decisions = NO_DECISIONS,
) -> Built:
    """The dataset and provenance of ``outcomes``.

    A work that breaks a law of the dataset is not published: its sources fail (E902), the last good
    text of each is taken where there is one, and the others are built again without them.

    Args:
        outcomes: one for each source, in the order of the manifest.
        tagging: how names are looked for.
        earlier: what earlier builds left.
        decisions: what the maintainer has decided of more than one source.

    Raises:
        IngestError: the language model cannot be used (E501, E502).
        ValueError: the dataset as a whole breaks a law (a bug of ours).
    """
    while True:
        assembled = _assembled(outcomes, tagging, decisions)
        broken = broken_sources(assembled.dataset, assembled.provenance, assembled.witnesses)
        if not broken:
            return _built(assembled, outcomes, earlier)
        outcomes = without_broken(outcomes, broken, earlier.last_good)


class _Assembled(NamedTuple):
    """A dataset before its laws are checked, and what is told of its making."""

    dataset: dataset.Dataset
    provenance: Provenance
    witnesses: tuple[Witness, ...]
    works: Sequence[Work]
    findings: tuple[Finding, ...]
    untagged: tuple[Failure, ...]
    """Works in which no names could be looked for."""


def _assembled(outcomes: Sequence[Outcome], tagging: Tagging, decisions: Decisions) -> _Assembled:
    from briefing_ingest.assemble import assemble
    from briefing_ingest.reconcile import clusters, merge, relate
    from briefing_ingest.tag import resolve

    outcomes = sorted(
        outcomes, key=lambda outcome: (not outcome.source.declared, outcome.source.id)
    )
    witnesses, copies = without_copies(outcomes)
    known = overrides([outcome.source for outcome in outcomes])
    groups, calls = clusters(witnesses, known)
    works = [merge(group, decisions.readings) for group in groups]
    sources = _source_records(outcomes, works)
    addresses = {source.id: source.url for source in sources if source.url}
    relations: Sequence[Relation] = relate(works, addresses, superseded(outcomes))
    jobs = [_tag_job(work, tagging.model, tagging.own) for work in works]
    found = list(tagging.map(find_mentions, jobs))
    mentions = [() if isinstance(result, Failure) else result for result in found]
    tagged: Tagged = resolve(works, mentions, tagging.own)
    data, provenance = assemble(
        sources,
        witnesses,
        works,
        relations,
        tagged,
        declared=Declared(decisions.former_ids, tuple(known.apart)),
        calls=calls,
    )
    untagged = tuple(result for result in found if isinstance(result, Failure))
    told = (*copies, *unmatched_decisions(decisions, works, data))
    return _Assembled(data, provenance, tuple(witnesses), works, told, untagged)


def _source_records(outcomes: Sequence[Outcome], works: Sequence[Work]) -> list[dataset.Source]:
    """The dataset's record of each source, which depends on the work it is a version of, if any."""
    work_of = {name: work for work in works for name in work.witnesses}
    return [
        source_record(outcome, [*filter(None, [work_of.get(outcome.source.id)])])
        for outcome in outcomes
    ]


def _built(assembled: _Assembled, outcomes: Sequence[Outcome], earlier: Earlier) -> Built:
    """What is published, and every finding on the way to it."""
    failures = [outcome.failure for outcome in outcomes if outcome.failure]
    failures += assembled.untagged
    findings = (
        *chain.from_iterable(witness.findings for witness in assembled.witnesses),
        *assembled.findings,
        *rights_notices(assembled.works, outcomes),
        *language_notices(assembled.works, outcomes),
        *doubts(outcomes),
        *left_out_text(outcomes),
        *losses(outcomes, earlier.sources),
        *changed_ids(assembled.dataset, earlier.works),
        *(failure.finding for failure in failures),
    )
    tracebacks = tuple(failure.traceback for failure in failures if failure.traceback)
    return Built(assembled.dataset, assembled.provenance, findings, tracebacks)


def keep_last_good(
    outcomes: Iterable[Outcome], last_good: Callable[[str], object]
) -> list[Outcome]:
    """``outcomes`` with the last good witness, where ``last_good`` has one, in the place of what
    failed.
    """
    kept = []
    for outcome in outcomes:
        found = last_good(outcome.source.id) if outcome.failure else None
        if isinstance(found, Witness):
            kept.append(replace(outcome, witness=in_file(found, outcome.source.part), stale=True))
        else:
            kept.append(outcome)
    return kept


# --- keys of what is remembered -------------------------------------------------------------------


def job_parts(job: Job | Failure) -> tuple[bytes, ...] | None:
    """The input of a job as bytes, for the key under which its result is remembered; None for a
    failure.

    Records print what they hold, in a fixed order, so their printed form is their identity,
    together with what they
    keep from print: another password opens another document, or none.
    """
    if isinstance(job, Failure):
        return None
    return tuple(part if isinstance(part, bytes) else _identity(part) for part in job.arguments)


def _identity(part: object) -> bytes:
    unprinted = (
        [f for f in fields(part) if not f.repr and f.metadata != NOT_IN_KEYS]
        if is_dataclass(part)
        else []
    )
    return repr((part, [getattr(part, f.name) for f in unprinted])).encode()


def _tag_job(work: Work, model: str, own: tuple[OwnName, ...]) -> Job:
    return Job(work.witnesses[0], work.title, (work, model, own))


def _file_digest(source: Source, content: bytes) -> str:
    """The checksum of the file of a source, whose ``content`` may be a part of it."""
    return source.part.sha256 if source.part else checksum(content)
