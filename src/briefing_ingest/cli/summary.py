"""What a build made, in a few lines, as JSON for a machine, and as `build.json`."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from briefing_ingest.cli import messages
from briefing_ingest.cli.boundary import write_bug_report
from briefing_ingest.errors import EXIT_BUG, EXIT_FINDINGS, EXIT_OK, Finding

if TYPE_CHECKING:
    from briefing_ingest.dataset import Dataset
    from briefing_ingest.pipeline import Built


def report(
    built: Built, findings: Sequence[Finding], *, code: int, as_json: bool, quiet: bool
) -> None:
    """Tells what was made and found: for people on stderr, with ``as_json`` also on stdout."""
    if as_json:
        record = {**figures(built.dataset), **_findings(findings), "exit_code": code}
        messages.data(json.dumps(record, ensure_ascii=False))
    if not quiet:
        for line in lines(built.dataset):
            messages.say(line)
    messages.show_findings(findings)
    if built.tracebacks and (place := write_bug_report(built.tracebacks)):
        messages.say(f"Bug report: {place}")


def exit_code(findings: Sequence[Finding], *, strict: bool) -> int:
    """3 if a bug lost a source, 1 for errors (with ``strict`` also warnings), else 0."""
    if any(finding.code in {"E901", "E902"} for finding in findings):
        return EXIT_BUG
    grave = {"error", "warning"} if strict else {"error"}
    return EXIT_FINDINGS if any(finding.severity in grave for finding in findings) else EXIT_OK


def figures(dataset: Dataset) -> dict[str, Any]:
    """Counts of what is in ``dataset``, work by work."""
    kinds: Counter[str] = Counter(entity.type for entity in dataset.entities)
    states: Counter[str] = Counter(source.state for source in dataset.sources)
    return {
        "works": [
            {
                "id": work.id,
                "title": work.title,
                "witnesses": len(work.witnesses),
                "blocks": len(work.blocks),
                "notes": len(work.notes),
                "variants": sum(len(text.variants) for text in (*work.blocks, *work.notes)),
                "mentions": sum(len(text.mentions) for text in (*work.blocks, *work.notes)),
                "licence": work.licence.id,
            }
            for work in dataset.works
        ],
        "sources": {"read": len(dataset.sources), **_sorted(states)},
        "entities": _sorted(kinds),
        "relations": len(dataset.relations),
    }


def lines(dataset: Dataset) -> list[str]:
    """The summary for people: a line or two a work, one for the rest."""
    counted = figures(dataset)
    told = []
    for work in counted["works"]:
        names = ("witnesses", "blocks", "notes", "variants", "mentions")
        told.append(f"{work['id']}: “{work['title']}” ({work['licence']})")
        told.append("  " + ", ".join(_count(work[name], name) for name in names))
    entities = ", ".join(_count(number, f"{kind}s") for kind, number in counted["entities"].items())
    works = _count(len(counted["works"]), "works")
    sources = _count(counted["sources"]["read"], "sources")
    told.append(
        f"{works} from {sources}; {entities or 'no entities'}; "
        f"{_count(counted['relations'], 'relations')}"
    )
    return told


def build_record(built: Built, findings: Sequence[Finding], timings: Mapping[str, float]) -> bytes:
    """The content of `build.json`: what depends on tools and time and so has no place in the
    dataset.
    """
    from briefing_ingest.packages import installed_version, versions

    record = {
        "tool": {
            "version": installed_version("briefing-ingest"),
            "python": platform.python_version(),
        },
        "packages": dict(versions()),
        **figures(built.dataset),
        "seconds": {name: round(seconds, 3) for name, seconds in timings.items()},
        **_findings(findings),
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def _findings(findings: Sequence[Finding]) -> dict[str, Any]:
    return {"findings": [finding.as_json() for finding in findings]}


def _count(number: int, plural: str) -> str:
    singular = {"witnesses": "witness"}.get(plural, plural.removesuffix("s"))
    return f"{number} {singular if number == 1 else plural}"


def _sorted(counter: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counter.items()))
