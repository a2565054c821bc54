"""What became of each source, and its record in the dataset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from briefing_ingest.engine import Failure
from briefing_ingest.model import MANIFEST, Block, Fact, Part, Place, Source, Witness, Work
from briefing_ingest.reading import counts_of, judged
from briefing_ingest.reconcile.cluster import Known
from briefing_ingest.reconcile.titles import is_stated_title
from briefing_ingest.text import iso_date

if TYPE_CHECKING:
    from briefing_ingest import dataset


@dataclass(frozen=True)
class Outcome:
    """What became of one source: its witness or why there is none; ``sha256`` is of its bytes, if
    there are any.

    ``stale`` is set if the witness is not of these bytes but the last good one.
    """

    source: Source
    witness: Witness | None = None
    failure: Failure | None = None
    sha256: str | None = None
    stale: bool = False


def stated(source: Source) -> tuple[Fact, ...]:
    """What the manifest states of a source, as facts that go before what the source says of
    itself.
    """
    values = {
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
    }
    values |= {"licence": source.licence, "work": source.work}
    authors = (("author", name) for name in source.authors)
    values |= {"edition": source.edition, "leads": "yes" if source.leads else ""}
    earlier = (("supersedes", name) for name in source.supersedes)
    facts = (*values.items(), *authors, *earlier)
    return tuple(Fact(name, value, MANIFEST) for name, value in facts if value)


def overrides(sources: Sequence[Source]) -> Known:
    """What the manifest says of which sources are versions of one work, and what follows from their
    being entries.
    """
    first: dict[str, str] = {}
    together = [(first.setdefault(s.work, s.id), s.id) for s in sources if s.work]
    feeds: dict[str, list[str]] = {}
    for source in sources:
        if source.entry is not None:
            feeds.setdefault(source.path, []).append(source.id)
    apart = [(source.id, other) for source in sources for other in source.not_work]
    return Known(together, apart, list(feeds.values()))


def superseded(outcomes: Sequence[Outcome]) -> list[tuple[str, str]]:
    """Pairs of source ids of which the manifest says that the first is the later edition."""
    sources = (outcome.source for outcome in outcomes)
    return [(source.id, name) for source in sources for name in source.supersedes]


def in_file(witness: Witness, part: Part | None) -> Witness:
    """``witness`` with the lines and paths of the file, of which its source is ``part``; as it is
    where it is all.
    """
    if part is None:
        return witness
    return replace(
        witness,
        blocks=tuple(_in_file(block, part) for block in witness.blocks),
        notes=tuple(_in_file(note, part) for note in witness.notes),
        doubtful=tuple(
            passage._replace(place=_place_in_file(passage.place, part))
            for passage in witness.doubtful
        ),
        start=part.start,
        line=part.line,
    )


def _in_file(block: Block, part: Part) -> Block:
    return replace(block, places=tuple(_place_in_file(place, part) for place in block.places))


def _place_in_file(place: Place, part: Part) -> Place:
    before = part.line - 1
    return place._replace(
        first_line=place.first_line + before,
        last_line=place.last_line + before,
        path="/".join(filter(None, (part.path, place.path))),
    )


def source_record(outcome: Outcome, works: Sequence[Work]) -> dataset.Source:
    """The dataset's record of a source: what the manifest states first, else what the source says
    of itself.
    """
    from briefing_ingest.dataset import Source as Record

    source, witness = outcome.source, outcome.witness
    facts = {fact.name: fact.value for fact in reversed(_trusted(witness))} if witness else {}
    return Record(
        id=source.id,
        path=source.path,
        sha256=outcome.sha256,
        media_type=witness.media_type if witness else None,
        title=source.title or facts.get("title"),
        publisher=source.publisher or facts.get("publisher"),
        url=source.url or facts.get("url"),
        published=source.published or iso_date(facts.get("published", "")) or None,
        licence=_licence(source, works),
        state=_state(outcome),
        error=_error(outcome),
        reading=_reading(witness) if witness else None,
    )


def _trusted(witness: Witness) -> list[Fact]:
    """What a source says of itself, without titles that a program wrote."""
    return [fact for fact in witness.facts if fact.name != "title" or is_stated_title(fact)]


def _state(outcome: Outcome) -> Literal["ok", "failed", "stale"]:
    if outcome.stale:
        return "stale"
    return "failed" if outcome.failure else "ok"


def _error(outcome: Outcome) -> dataset.Failure | None:
    """Why a source failed, as the dataset says it."""
    from briefing_ingest.dataset import Failure as Error

    if not outcome.failure:
        return None
    finding = outcome.failure.finding
    return Error(code=finding.code, cause=finding.cause, fix=finding.fix)


def _reading(witness: Witness) -> dataset.SourceReading:
    from briefing_ingest.dataset import SourceReading

    verdict, reasons = judged(counts_of(witness))
    return SourceReading(verdict=verdict, reasons=reasons)


def _licence(source: Source, works: Sequence[Work]) -> dataset.Licence:
    """The terms of one source; a statement in its work counts only if this source prints it."""
    from briefing_ingest.dataset import Licence

    if source.licence:
        return Licence(id=source.licence, known_from="manifest")
    for work in works:
        if work.rights and source.id in stating(work):
            return Licence(id=work.rights.spdx, known_from="document")
    return Licence()


def stating(work: Work) -> list[str]:
    """Ids of the sources that state the licence of ``work``, in the order of its
    witnesses.
    """
    stated = work.rights.sources if work.rights else ()
    return [name for name in work.witnesses if name in stated]
