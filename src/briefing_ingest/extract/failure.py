"""How extraction says that a source cannot be used."""

from __future__ import annotations

from briefing_ingest.errors import Finding, Location, SourceError
from briefing_ingest.model import Source


def failure(
    source: Source, code: str, cause: str, fix: str, *, page: int | None = None
) -> SourceError:
    """The error to raise for ``source``; ``page`` is 1-based."""
    return SourceError(
        Finding(code, cause, fix, where=Location(source.path, page=page), source=source.id)
    )
