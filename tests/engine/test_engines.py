"""One bad document fails alone and harms no healthy document, whichever engine runs it."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hostile
from briefing_ingest.engine import Failure, Job, Mapper
from briefing_ingest.engine.in_process import map_in_process
from briefing_ingest.engine.local import Limits, LocalPool
from briefing_ingest.errors import Finding, IngestError

LIMITS = Limits(cpu_seconds=1, memory_mb=1024, wall_seconds=120)


@pytest.fixture(scope="module")
def pool() -> Iterator[LocalPool]:
    with LocalPool(2, LIMITS) as pool:
        yield pool


@pytest.fixture(params=["in_process", "local"])
def mapper(request: pytest.FixtureRequest, pool: LocalPool) -> Mapper:
    return map_in_process if request.param == "in_process" else pool.map


def jobs(deeds: Sequence[str]) -> list[Job | Failure]:
    return [Job(f"s{n}", f"seeds/{n}.txt", (deed, n)) for n, deed in enumerate(deeds)]


def codes(results: Sequence[object]) -> list[object]:
    return [result.finding.code if isinstance(result, Failure) else result for result in results]


def test_results_come_in_the_order_of_the_jobs(mapper: Mapper) -> None:
    assert list(mapper(hostile.do, jobs(["double"] * 20))) == [2 * n for n in range(20)]


def test_a_failure_among_the_jobs_keeps_its_place(mapper: Mapper) -> None:
    early = Failure(Finding("E201", "There is no such file.", "Restore it."))
    first, last = jobs(["double", "double"])
    assert list(mapper(hostile.do, [first, early, last])) == [0, early, 2]


@pytest.mark.parametrize(("deed", "code"), [("fail", "E901"), ("refuse", "E203")])
def test_exceptions_cost_their_own_document(mapper: Mapper, deed: str, code: str) -> None:
    assert codes(list(mapper(hostile.do, jobs(["double", deed, "double"])))) == [0, code, 4]


def test_a_bug_keeps_its_traceback_for_the_report_and_out_of_the_finding(mapper: Mapper) -> None:
    (failure,) = mapper(hostile.do, jobs(["fail"]))
    assert isinstance(failure, Failure)
    assert "in fail\n" in failure.traceback
    assert "ZeroDivisionError" in failure.finding.cause
    assert "ours" not in failure.finding.cause
    assert (failure.finding.source, str(failure.finding.where)) == ("s0", "seeds/0.txt")


def test_what_concerns_the_whole_run_ends_it(mapper: Mapper) -> None:
    with pytest.raises(IngestError) as caught:
        list(mapper(hostile.do, jobs(["abort_run"])))
    assert caught.value.finding.code == "E501"


VERDICTS = {
    "die": ("E303", "exit code 7"),
    "fault": ("E303", "SIGSEGV"),
    "spin": ("E301", "1 s of computing"),
    "hoard": ("E302", "memory"),
    "unpicklable": ("E901", "failed"),
}


def test_every_kind_of_death_has_its_verdict_and_no_neighbour_dies(pool: LocalPool) -> None:
    deeds = [deed for bad in VERDICTS for deed in ("double", bad)] + ["double"]
    results = list(pool.map(hostile.do, jobs(deeds)))
    for number, (deed, result) in enumerate(zip(deeds, results, strict=True)):
        if deed == "double":
            assert result == 2 * number
        else:
            code, cause = VERDICTS[deed]
            assert isinstance(result, Failure), deed
            assert result.finding.code == code, deed
            assert cause in result.finding.cause
            assert result.finding.source == f"s{number}"


def test_a_process_that_only_waits_is_ended_at_last() -> None:
    with LocalPool(1, Limits(wall_seconds=1.5)) as pool:
        (failure,) = pool.map(hostile.do, jobs(["sleep"]))
    assert isinstance(failure, Failure)
    assert failure.finding.code == "E301"
    assert "did not compute" in failure.finding.cause


def test_the_limit_counts_each_document_alone() -> None:
    with LocalPool(1, LIMITS) as pool:
        # Together these compute for longer than the limit of one, which is rounded up to two
        # seconds.
        results = list(pool.map(hostile.burn, [Job(f"s{n}", "x", (0.6,)) for n in range(4)]))
    assert results == [0.6] * 4


def test_a_pool_without_jobs_starts_no_process() -> None:
    with LocalPool(2, LIMITS) as pool:
        assert list(pool.map(hostile.double, [])) == []


class BreakingPool:
    """A pool that is broken from its n-th job on, and whole again when it is started again."""

    def __init__(self, lives: int) -> None:
        self.lives = lives

    def schedule(
        self, function: Callable[..., bytes], args: tuple[Any, ...], timeout: float
    ) -> Future[bytes]:
        future: Future[bytes] = Future()
        self.lives -= 1
        if self.lives < 0:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(pickle.dumps(args[0](*args[1].arguments)))
        return future

    def close(self) -> None: ...

    def stop(self) -> None: ...

    def join(self) -> None: ...


@pytest.mark.parametrize(
    ("lives", "expected"), [([2, 0, 9], [0, 2, 4, 6]), ([0, 0, 0, 9], ["E303", 2, 4, 6])]
)
def test_a_pool_that_breaks_is_started_anew(
    monkeypatch: pytest.MonkeyPatch, lives: list[int], expected: list[object]
) -> None:
    started = iter(lives)
    monkeypatch.setattr(
        "briefing_ingest.engine.local._started", lambda _: BreakingPool(next(started))
    )
    with LocalPool(2, LIMITS) as pool:
        assert codes(list(pool.map(hostile.do, jobs(["double"] * 4)))) == expected


@settings(max_examples=10, deadline=None)
@given(deeds=st.lists(st.sampled_from(["double", "fail", "refuse"]), max_size=15))
def test_engines_agree(pool: LocalPool, deeds: list[str]) -> None:
    local = codes(list(pool.map(hostile.do, jobs(deeds))))
    assert local == codes(list(map_in_process(hostile.do, jobs(deeds))))
