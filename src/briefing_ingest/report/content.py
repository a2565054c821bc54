"""What the review page shows, as one JSON object: the dataset, where it comes from, findings, map and differences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

from briefing_ingest.dataset import Dataset, texts
from briefing_ingest.diff import Change, as_json
from briefing_ingest.errors import Finding, Location
from briefing_ingest.explain import Loaded
from briefing_ingest.export import licence_line
from briefing_ingest.provenance import BlockProvenance
from briefing_ingest.report.atlas import Atlas, atlas
from briefing_ingest.report.origins import Origin, origin
from briefing_ingest.text import line_of


class Content(TypedDict):
    """The object that the page's script reads."""

    title: str
    digest: str
    dataset: dict[str, Any]
    licences: dict[str, str]
    origins: dict[str, Origin]
    furniture: dict[str, list[dict[str, Any]]]
    pictures: dict[str, str]
    findings: list[dict[str, Any]]
    atlas: Atlas | None
    changes: list[dict[str, Any]] | None


@dataclass(frozen=True)
class Comparison:
    """What is shown beside the dataset: findings of its build, pictures of pages (data URLs by "source/page") and,
    where there is an older dataset, what changed.
    """

    findings: Sequence[Mapping[str, Any]] | None = None
    pictures: Mapping[str, str] = field(default_factory=dict)
    changes: Sequence[Change] | None = None


def content(briefings: Loaded, beside: Comparison, *, digest: str, traced: bool = True) -> Content:
    """The content of the page; ``traced`` is False where there is no provenance, and so no source view."""
    dataset = briefings.dataset
    findings = beside.findings
    if findings is None:
        findings = [finding.as_json() for finding in dataset_findings(dataset)]
    return Content(
        title=" · ".join(work.title for work in dataset.works[:2]) + (" …" if len(dataset.works) > 2 else ""),
        digest=digest,
        dataset=dataset.model_dump(mode="json", exclude_none=True),
        licences={work.id: licence_line(work.licence) for work in dataset.works},
        origins=_origins(briefings) if traced else {},
        furniture=_furniture(briefings) if traced else {},
        pictures=dict(beside.pictures),
        findings=[dict(finding) for finding in findings],
        atlas=atlas([entity.coordinates for entity in dataset.entities if entity.coordinates]),
        changes=[as_json(change) for change in beside.changes] if beside.changes is not None else None,
    )


def dataset_findings(dataset: Dataset) -> list[Finding]:
    """What the dataset itself tells of its build: sources that failed or are stale, licences that restrict reuse."""
    found = []
    for source in dataset.sources:
        if source.error:
            where = Location(source.path)
            found.append(Finding(source.error.code, source.error.cause, source.error.fix, where, source=source.id))
        if source.state == "stale":
            cause, fix = "The source failed; its last good text is kept.", "Mend the source and build again."
            found.append(Finding("N603", cause, fix, Location(source.path), severity="warning", source=source.id))
    for work in dataset.works:
        if work.licence.permits_derivatives is False or work.licence.permits_commercial_use is False:
            cause = f"“{work.title}”: {licence_line(work.licence)}."
            fix = "Do not republish the dataset's text of this work without permission."
            found.append(Finding("N601", cause, fix, severity="notice"))
    return found


def _origins(briefings: Loaded) -> dict[str, Origin]:
    blocks = briefings.provenance.blocks
    found = {}
    for work in briefings.dataset.works:
        for text in texts(work):
            address = f"{work.id}/{text.id}"
            found[address] = origin(briefings, blocks.get(address, BlockProvenance()))
    return found


def _furniture(briefings: Loaded) -> dict[str, list[dict[str, Any]]]:
    shown = {}
    for witness in briefings.provenance.witnesses:
        raw = briefings.raw_text(witness.source)
        shown[witness.source] = [
            {"line": line_of(raw, item.start), "text": item.text, "reason": item.reason} for item in witness.furniture
        ]
    return shown
