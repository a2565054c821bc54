"""The local engine: a pool of spawned, reused processes in which a document can harm only itself.

Limits are computing time and address space, because wall-clock limits make results depend on what
else the machine does. The computing time of a process only grows, so before each job its soft limit
is set that much above what the process has used; the system then ends it with SIGXCPU. pebble
starts a new process in its place.

This is the one module that reads pickles: what comes through the pipe of a worker, which this
process started itself and no other can write to (multiprocessing reads pickles from there too).
Nothing that lies in a file is read so.
"""

from __future__ import annotations

import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from briefing_ingest.engine.jobs import Failure, Job, attempt, failed
from briefing_ingest.errors import IngestError

if TYPE_CHECKING:
    from concurrent.futures import Future

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may use: seconds of computing and MiB of address space.

    ``wall_seconds`` is a last resort against a process that waits for ever without computing.
    """

    cpu_seconds: int = 120
    memory_mb: int = 4096
    wall_seconds: float = 3600.0


@dataclass(slots=True)
class _Pending:
    """A job on its way."""

    job: Job
    future: Future[bytes]
    tries: int = 1


class LocalPool:
    """``workers`` processes that run jobs under ``limits``. The pool starts with its first job.

    Use it as a context manager; leaving it by an exception (an interrupt) ends the workers at once.
    """

    def __init__(self, workers: int, limits: Limits) -> None:
        self._workers = max(1, workers)
        self._limits = limits
        self._pool: Any = None

    def __enter__(self) -> LocalPool:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is not None:
            self._pool.stop() if kind else self._pool.close()
            self._pool.join()
            self._pool = None

    def map(
        self, function: Callable[..., R], jobs: Iterable[Job | Failure]
    ) -> Iterator[R | Failure]:
        """Yields a value or failure for each job, in their order; see `Mapper`.

        Only a few jobs per worker are taken ahead, so that not all documents are held in memory at
        once.

        Raises:
            IngestError: what `attempt` raises in the worker.
        """
        window: deque[_Pending | Failure] = deque()
        for job in jobs:
            window.append(
                job if isinstance(job, Failure) else _Pending(job, self._submit(function, job))
            )
            if len(window) > 3 * self._workers:
                yield self._result(function, window)
        while window:
            yield self._result(function, window)

    def _submit(self, function: Callable[..., R], job: Job) -> Future[bytes]:
        if self._pool is None:
            self._pool = _started(self._workers)
        arguments = (function, job, self._limits)
        # Workers inherit the mask: an interrupt is the parent's to answer, and a starting child
        # prints nothing of it.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            future: Future[bytes] = self._pool.schedule(
                _guarded, args=arguments, timeout=self._limits.wall_seconds
            )
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        return future

    def _result(self, function: Callable[..., R], window: deque[_Pending | Failure]) -> R | Failure:
        """The result of the first in the window."""
        from concurrent.futures.process import BrokenProcessPool

        first = window.popleft()
        if isinstance(first, Failure):
            return first
        try:
            value: R | Failure = self._value(first.job, first.future)
        except BrokenProcessPool:
            # pebble gives the whole pool up if a worker dies before it could say which job it had
            # taken.
            if first.tries == _TRIES:
                return failed(
                    first.job,
                    "E303",
                    "The process that read this source died again and again.",
                    _SEND,
                )
            self._stop()
            again = _Pending(first.job, self._submit(function, first.job), first.tries + 1)
            window.extendleft(reversed([again, *self._resubmitted(function, window)]))
            return self._result(function, window)
        return value

    def _resubmitted(
        self, function: Callable[..., R], window: deque[_Pending | Failure]
    ) -> list[_Pending | Failure]:
        """Empties ``window``: what waits in it, with jobs that the old pool did not finish given to
        the new one.
        """
        waiting = list(window)
        window.clear()
        return [
            replace(item, future=self._submit(function, item.job))
            if isinstance(item, _Pending)
            and not (item.future.done() and item.future.exception() is None)
            else item
            for item in waiting
        ]

    def _stop(self) -> None:
        self._pool.stop()
        self._pool.join()
        self._pool = None

    def _value(self, job: Job, future: Future[bytes]) -> Any:
        from pebble import ProcessExpired

        try:
            value = pickle.loads(future.result())  # noqa: S301  # the pipe of our own worker
        except ProcessExpired as expired:
            return _verdict(job, expired.exitcode, self._limits)
        except TimeoutError:
            cause = (
                f"The source was not read after {self._limits.wall_seconds:g} s, though it did not "
                f"compute."
            )
            return failed(
                job, "E301", cause, "Check whether the file lies on a disk that answers; try again."
            )
        if isinstance(value, IngestError):
            raise value
        return value


_TRIES = 3
_SEND = "Please send us the source if you may; the other sources are built."


def _started(workers: int) -> Any:
    from multiprocessing import get_context

    from pebble import ProcessPool

    return ProcessPool(max_workers=workers, context=get_context("spawn"))


def _verdict(job: Job, exit_code: int, limits: Limits) -> Failure:
    """What the way a worker ended says: negative exit codes are the signal that ended it."""
    if exit_code == -signal.SIGXCPU:
        cause = f"Reading this source took more than {limits.cpu_seconds} s of computing time."
        return failed(job, "E301", cause, "Raise the limit with --cpu-seconds, or split the file.")
    if exit_code == -signal.SIGKILL:
        cause = (
            "The system ended the process that read this source (SIGKILL), most often for lack of "
            "memory."
        )
        return failed(
            job, "E303", cause, "Use fewer --jobs or a lower --memory-mb, and build again."
        )
    name = (
        signal.Signals(-exit_code).name
        if -exit_code in set(signal.Signals)
        else f"exit code {exit_code}"
    )
    return failed(job, "E303", f"The process that read this source crashed ({name}).", _SEND)


# --- in the worker --------------------------------------------------------------------------------


def _guarded(function: Callable[..., R], job: Job, limits: Limits) -> bytes:
    """The pickled value, failure or IngestError of one job, run under ``limits``.

    Pickling happens here, so that running out of memory while doing so is a verdict like any other.
    """
    with _limited(limits):
        try:
            result: object = attempt(_pickled, Job(job.name, job.path, (function, job.arguments)))
        except IngestError as error:
            result = error
    return result if isinstance(result, bytes) else pickle.dumps(result)


def _pickled(function: Callable[..., object], arguments: tuple[Any, ...]) -> bytes:
    return pickle.dumps(function(*arguments), protocol=pickle.HIGHEST_PROTOCOL)


@contextmanager
def _limited(limits: Limits) -> Iterator[None]:
    """Sets the limits for one job. They are lifted after it: to meet one while taking the next job
    would lose that.
    """
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(usage.ru_utime + usage.ru_stime) + 1 + limits.cpu_seconds
    wanted = {resource.RLIMIT_CPU: seconds, resource.RLIMIT_AS: limits.memory_mb * 1024 * 1024}
    before = {kind: resource.getrlimit(kind) for kind in wanted}
    for kind, (_, hard) in before.items():
        soft = wanted[kind] if hard == resource.RLIM_INFINITY else min(wanted[kind], hard)
        resource.setrlimit(kind, (soft, hard))
    try:
        yield
    finally:
        for kind, old in before.items():
            resource.setrlimit(kind, old)
