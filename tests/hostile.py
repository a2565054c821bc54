"""Functions that do to their process what damaged documents do. Top level, so that a spawned worker
can import them."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Callable

from briefing_ingest.errors import Finding, IngestError, SourceError


def double(number: int) -> int:
    return number * 2


def die(_: int) -> int:
    os._exit(7)


def fault(_: int) -> int:
    return ctypes.string_at(0)[0]


def spin(_: int) -> int:
    while True:
        pass


def hoard(_: int) -> int:
    return len(bytearray(8 << 30))


def sleep(_: int) -> int:
    time.sleep(60)
    return 0


def fail(_: int) -> int:
    raise ZeroDivisionError("ours")


def refuse(_: int) -> int:
    raise SourceError(Finding("E203", "The file has no bytes.", "Fetch it again.", source="a"))


def abort_run(_: int) -> int:
    raise IngestError(Finding("E501", "No model.", "Install it."))


def unpicklable(_: int) -> Callable[[], int]:
    return lambda: 0


def burn(seconds: float) -> float:
    start = time.process_time()
    while time.process_time() - start < seconds:
        pass
    return seconds


DEEDS: dict[str, Callable[[int], object]] = {
    function.__name__: function
    for function in (double, die, fault, spin, hoard, sleep, fail, refuse, abort_run, unpicklable)
}


def do(deed: str, number: int) -> object:
    return DEEDS[deed](number)
