"""What engines take and give, and how an exception becomes a finding."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeVar

from briefing_ingest.errors import Finding, IngestError, Location, SourceError

R = TypeVar("R")


class Job(NamedTuple):
    """One call: ``name`` is the id and ``path`` the file it is about, for people; ``arguments`` are
    the function's.
    """

    name: str
    path: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A job that gave no value. ``traceback`` is for a report file, never for a terminal."""

    finding: Finding
    traceback: str = ""


class Mapper(Protocol):
    """The one interface of all engines."""

    def __call__(
        self, function: Callable[..., R], jobs: Iterable[Job | Failure], /
    ) -> Iterator[R | Failure]:
        """Yields a value or failure for each job, in their order."""
        ...


def failed(job: Job, code: str, cause: str, fix: str) -> Failure:
    """A failure of ``job`` with the place filled in."""
    return Failure(Finding(code, cause, fix, Location(job.path), source=job.name))


def attempt(function: Callable[..., R], job: Job) -> R | Failure:
    """Calls ``function``; what it raises becomes a failure, except what concerns the whole run.

    Raises:
        IngestError: other than SourceError, for example a missing language model: no document is to
          blame.
    """
    try:
        return function(*job.arguments)
    except SourceError as error:
        return Failure(error.finding)
    except IngestError:
        raise
    except MemoryError:
        cause = "Reading this source needs more memory than a worker may use."
        return failed(job, "E302", cause, "Raise the limit with --memory-mb, or split the file.")
    except Exception as error:  # noqa: BLE001  # the boundary of a document: a bug costs this one and no other
        fix = "Please send us the report file, and the source if you may."
        cause = f"The program failed on this source with {type(error).__name__}."
        finding = Finding("E901", cause, fix, Location(job.path), source=job.name)
        return Failure(finding, traceback.format_exc())
