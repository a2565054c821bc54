"""The files that the dataset was made from."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from briefing_ingest.dataset.record import Id, Record


class Licence(Record):
    """The terms a source states."""

    id: str = "NOASSERTION"
    """SPDX licence id, or NOASSERTION where none is stated."""
    known_from: Literal["document", "manifest"] | None = None
    """Where the licence is stated."""


class Failure(Record):
    """Why a source is not in the dataset."""

    code: str
    """Error code; `ingest explain CODE` says more."""
    cause: str
    """What went wrong."""
    fix: str
    """What to do about it."""


class SourceReading(Record):
    """How well a source was read."""

    verdict: Literal["good", "check", "poor"]
    """`good`: nothing speaks against it; `check`: compare it with the source where it matters;
    `poor`: do not rely on it."""
    reasons: tuple[str, ...] = ()
    """Why it is not better, in words, the gravest reason first."""


class Source(Record):
    """One file the dataset was made from."""

    id: Id
    """Stable id, from the manifest."""
    path: str
    """Path relative to the manifest's folder's parent, with forward slashes."""
    sha256: str | None = Field(default=None, pattern=r"^sha256:[0-9a-f]{64}$")
    """Checksum of the bytes; absent where the file is missing."""
    media_type: str | None = None
    """Media type as found in the bytes."""
    title: str | None = None
    """Title the manifest or the source itself states."""
    publisher: str | None = None
    """Publisher the manifest or the source itself states."""
    url: str | None = None
    """Where it was published."""
    published: str | None = None
    """Date of publication, ISO 8601."""
    licence: Licence = Licence()
    """Terms of this source."""
    state: Literal["ok", "failed", "stale"] = "ok"
    """`failed`: its text is not in the dataset; `stale`: the last good text is."""
    error: Failure | None = None
    """Why it failed."""
    reading: SourceReading | None = None
    """How well it was read; absent where its text is not in the dataset (from 1.2)."""
