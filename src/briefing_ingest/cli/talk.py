"""What the command line says to people, on stderr: findings, next steps, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import Final, TextIO

import click

from briefing_ingest.errors import Finding, Severity

_ORDER: Final[dict[Severity, int]] = {"notice": 0, "warning": 1, "error": 2}
_COLOURS: Final[dict[Severity, str]] = {"notice": "cyan", "warning": "yellow", "error": "red"}


def colour(stream: TextIO) -> bool:
    """True if ``stream`` is a terminal and the user has not said NO_COLOR (see no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def say(text: str = "") -> None:
    """Prints a line to stderr."""
    click.echo(text, err=True, color=colour(sys.stderr))


def say_next(command: str) -> None:
    """Prints the next command to type; always the last line."""
    say(f"Next: {click.style(command, bold=True)}")


def data(text: str) -> None:
    """Prints data to stdout, with a final newline."""
    click.echo(text, nl=not text.endswith("\n"), color=colour(sys.stdout))


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """``findings`` with the worst last, otherwise in their order, each once."""
    return sorted(dict.fromkeys(findings), key=lambda finding: _ORDER[finding.severity])


_REPEATED: Final = 3


def show_findings(findings: Iterable[Finding]) -> None:
    """Prints each finding: severity, code, place, cause and fix; of more than three of one cause only the first whole.

    The places of the others stand below it, so that a hundred new files do not push the one error off the screen.
    """
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in by_severity(findings):
        alike.setdefault((finding.code, finding.cause), []).append(finding)
    for group in alike.values():
        whole = group[:1] if len(group) > _REPEATED else group
        _show(whole)
        if others := [str(finding.where) for finding in group[len(whole) :]]:
            say(f"  likewise, {len(others)} more: {', '.join(others)}")


def _show(findings: Iterable[Finding]) -> None:
    for finding in findings:
        head = click.style(f"{finding.severity} {finding.code}", fg=_COLOURS[finding.severity], bold=True)
        place = f" {finding.where}" if finding.where else ""
        say(f"{head}{place}\n  {finding.cause}\n  fix: {finding.fix.replace(chr(10), chr(10) + '    ')}")


def next_for(findings: Sequence[Finding], otherwise: str) -> str:
    """The next command: to learn more about the worst finding, else ``otherwise``."""
    worst = [finding for finding in findings if finding.severity == "error"]
    if not worst:
        return otherwise
    return "ingest show" if worst[-1].code == "E407" else f"ingest explain {worst[-1].code}"
