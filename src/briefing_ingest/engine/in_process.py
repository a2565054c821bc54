"""The plain engine: one call after another in this process, without isolation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from briefing_ingest.engine.jobs import Failure, Job, attempt

R = TypeVar("R")


def map_in_process(
    function: Callable[..., R], jobs: Iterable[Job | Failure]
) -> Iterator[R | Failure]:
    """Yields a value or failure for each job, in their order. Exceptions become failures as in
    `attempt`.
    """
    for job in jobs:
        yield job if isinstance(job, Failure) else attempt(function, job)
