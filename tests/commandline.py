"""Runs `ingest` in this process, as a user would, and tells what it printed."""

from __future__ import annotations

import contextlib
import io
import json
from typing import Any, NamedTuple

from briefing_ingest.cli import main


class Run(NamedTuple):
    """Exit code and what was printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def codes(self) -> list[str]:
        """Codes of the findings of a build with --json."""
        return [finding["code"] for finding in self.json["findings"]]


def ingest(*arguments: object) -> Run:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Run(code, out.getvalue(), err.getvalue())
