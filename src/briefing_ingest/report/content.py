"""What the review page shows, as JSON: the dataset, where it comes from, findings, map and
differences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple, TypedDict

from briefing_ingest.dataset import Dataset, Work, texts
from briefing_ingest.diff import Change, as_json
from briefing_ingest.errors import Finding, Location
from briefing_ingest.explain import Loaded
from briefing_ingest.export import licence_line
from briefing_ingest.report.atlas import Atlas, atlas
from briefing_ingest.report.origins import Origin, Raw, origin
from briefing_ingest.review import Doubt


class Head(TypedDict):
    """What the page needs to open: of the works what its overview tells."""

    title: str
    digest: str
    sources: list[dict[str, Any]]
    works: list[dict[str, Any]]
    entities: list[dict[str, Any]]
    relations: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    doubts: list[dict[str, Any]]
    atlas: Atlas | None
    differences: int | None


class Content(NamedTuple):
    """The objects that the page's script reads: the first at once, the others by their names when
    they are wanted.
    """

    head: Head
    pieces: dict[str, Any]


@dataclass(frozen=True)
class Comparison:
    """What is shown beside the dataset: findings of its build, pictures of pages (data URLs by
    "source/page") and, where there is an older dataset, what changed.
    """

    findings: Sequence[Mapping[str, Any]] | None = None
    pictures: Mapping[str, str] = field(default_factory=dict)
    changes: Sequence[Change] | None = None
    doubts: Sequence[Doubt] = ()
    """Where to look, worst first."""


def content(briefings: Loaded, beside: Comparison, *, digest: str, traced: bool = True) -> Content:
    """The content of the page; ``traced`` is False where there is no provenance, and so no source
    view.

    The pieces are ``work-N`` and ``origins-N`` for each work by its number, ``furniture``,
    ``pictures``, ``changes``.
    """
    dataset = briefings.dataset
    whole = dataset.model_dump(mode="json", exclude_none=True)
    head = Head(
        title=_title_of_page(dataset.works),
        digest=digest,
        sources=whole.get("sources", []),
        works=[
            _summary(work, record)
            for work, record in zip(dataset.works, whole.get("works", []), strict=True)
        ],
        entities=whole.get("entities", []),
        relations=whole.get("relations", []),
        findings=_findings(dataset, beside),
        doubts=[doubt.as_json() for doubt in beside.doubts],
        atlas=atlas([entity.coordinates for entity in dataset.entities if entity.coordinates]),
        differences=None if beside.changes is None else len(beside.changes),
    )
    pieces = {f"work-{number}": work for number, work in enumerate(whole.get("works", []))}
    if traced:
        pieces |= _traced_pieces(briefings)
    return Content(head, pieces | _pieces_beside(beside))


def _findings(dataset: Dataset, beside: Comparison) -> list[dict[str, Any]]:
    """The findings of the build; where they are not known, what the dataset tells of them."""
    if beside.findings is None:
        return [finding.as_json() for finding in dataset_findings(dataset)]
    return [dict(finding) for finding in beside.findings]


def _title_of_page(works: Sequence[Work]) -> str:
    more = " …" if len(works) > 2 else ""
    return " · ".join(work.title for work in works[:2]) + more


def _traced_pieces(briefings: Loaded) -> dict[str, Any]:
    """What only the provenance tells: where each text comes from, and what was left out."""
    origins = enumerate(_origins(briefings))
    return {
        **{f"origins-{number}": origin for number, origin in origins},
        "furniture": _furniture(briefings),
    }


def _pieces_beside(beside: Comparison) -> dict[str, Any]:
    pieces: dict[str, Any] = {}
    if beside.pictures:
        pieces["pictures"] = dict(beside.pictures)
    if beside.changes is not None:
        pieces["changes"] = [as_json(change) for change in beside.changes]
    return pieces


def _summary(work: Work, record: dict[str, Any]) -> dict[str, Any]:
    """A work without its texts, with how many it has of everything and its licence in words."""
    counts = {
        "blocks": len(work.blocks),
        "notes": len(work.notes),
        "variants": sum(len(text.variants) for text in texts(work)),
        "mentions": sum(len(text.mentions) for text in texts(work)),
    }
    bare = {name: value for name, value in record.items() if name not in {"blocks", "notes"}}
    return {**bare, "counts": counts, "terms": licence_line(work.licence)}


def dataset_findings(dataset: Dataset) -> list[Finding]:
    """What the dataset itself tells of its build: sources that failed or are stale, licences that
    restrict reuse.
    """
    found = []
    for source in dataset.sources:
        if source.error:
            where = Location(source.path)
            found.append(
                Finding(
                    source.error.code, source.error.cause, source.error.fix, where, source=source.id
                )
            )
        if source.state == "stale":
            cause, fix = (
                "The source failed; its last good text is kept.",
                "Mend the source and build again.",
            )
            found.append(
                Finding(
                    "N603", cause, fix, Location(source.path), severity="warning", source=source.id
                )
            )
    for work in dataset.works:
        if (
            work.licence.permits_derivatives is False
            or work.licence.permits_commercial_use is False
        ):
            cause = f"“{work.title}”: {licence_line(work.licence)}."
            fix = "Do not republish the dataset's text of this work without permission."
            found.append(Finding("N601", cause, fix, severity="notice"))
    return found


def _origins(briefings: Loaded) -> Iterator[dict[str, Origin]]:
    """For each work the origins of its texts by their ids."""

    @cache
    def raws(source: str) -> Raw:
        return Raw(briefings.raw_text(source), briefings.line_at(source))

    blocks = briefings.provenance.blocks
    for work in briefings.dataset.works:
        found = ((text.id, blocks.get(f"{work.id}/{text.id}")) for text in texts(work))
        yield {name: origin(record, raws) for name, record in found if record}


def _furniture(briefings: Loaded) -> dict[str, list[dict[str, Any]]]:
    shown = {}
    for witness in briefings.provenance.witnesses:
        line_at = briefings.line_at(witness.source)
        shown[witness.source] = [
            {"line": line_at(item.start), "text": item.text, "reason": item.reason}
            for item in witness.furniture
        ]
    return shown
