"""What the command line says to people, on stderr: findings, next steps, progress; and data, on
stdout.

Everything that is printed goes through here, so that no name or text of a source reaches a terminal
as a command to it. Messages are made printable always (a log is looked at on a terminal later),
data only on a terminal: in a pipe or file it is exact.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import Final, TextIO

import click

from briefing_ingest.errors import Finding, Severity
from briefing_ingest.text import printable

_ORDER: Final[dict[Severity, int]] = {"notice": 0, "warning": 1, "error": 2}
_COLOURS: Final[dict[Severity, str]] = {"notice": "cyan", "warning": "yellow", "error": "red"}


def colour(stream: TextIO) -> bool:
    """True if ``stream`` is a terminal and the user has not said NO_COLOR (see no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def say(text: str = "") -> None:
    """Prints a line to stderr."""
    _print(printable(text))


def say_next(command: str) -> None:
    """Prints the next command to type; always the last line."""
    _print(f"Next: {click.style(printable(command, one_line=True), bold=True)}")


def _print(text: str) -> None:
    """Prints what is printable already, with the colours we gave it."""
    click.echo(text, err=True, color=colour(sys.stderr))


def data(text: str, *, styled: bool = False) -> None:
    """Prints data to stdout, with a final newline.

    ``styled`` says that ``text`` has colours of ours in it and was made printable before it got
    them.
    """
    if sys.stdout.isatty() and not styled:
        text = printable(text)
    # Without `color` click would take what looks like a colour out of the data that goes to a pipe.
    click.echo(text, nl=not text.endswith("\n"), color=True)


def data_bytes(content: bytes) -> None:
    """Prints data to stdout: as it is, but on a terminal."""
    if sys.stdout.isatty():
        data(content.decode("utf-8", "replace"))
    else:
        sys.stdout.buffer.write(content)


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """``findings`` with the worst last, otherwise in their order, each once."""
    return sorted(dict.fromkeys(findings), key=lambda finding: _ORDER[finding.severity])


_REPEATED: Final = 3


def show_findings(findings: Iterable[Finding]) -> None:
    """Prints each finding: severity, code, place, cause and fix; of more than three of one cause
    only the first whole.

    The places of the others stand below it, so that a hundred new files do not push the one error
    off the screen.
    """
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in by_severity(findings):
        alike.setdefault((finding.code, finding.cause), []).append(finding)
    for group in alike.values():
        whole = group[:1] if len(group) > _REPEATED else group
        _show(whole)
        if others := [
            printable(str(finding.where), one_line=True) for finding in group[len(whole) :]
        ]:
            _print(f"  likewise, {len(others)} more: {', '.join(others)}")


def _show(findings: Iterable[Finding]) -> None:
    for finding in findings:
        head = click.style(
            f"{finding.severity} {finding.code}", fg=_COLOURS[finding.severity], bold=True
        )
        place = f" {printable(str(finding.where), one_line=True)}" if finding.where else ""
        cause = printable(finding.cause, one_line=True)
        fix = printable(finding.fix).replace("\n", "\n    ")
        _print(f"{head}{place}\n  {cause}\n  fix: {fix}")


def next_for(findings: Sequence[Finding], otherwise: str) -> str:
    """The next command: to learn more about the worst finding, else ``otherwise``."""
    worst = [finding for finding in findings if finding.severity == "error"]
    if not worst:
        return otherwise
    return "ingest show" if worst[-1].code == "E407" else f"ingest explain {worst[-1].code}"
