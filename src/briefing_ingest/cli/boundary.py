"""The one error boundary: decides message and exit code of everything that goes wrong.

0 ok    1 findings    2 usage or unusable input    3 a bug in the program, with a report file    130
interrupted
"""

from __future__ import annotations

import hashlib
import io
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from briefing_ingest.cli import messages
from briefing_ingest.errors import EXIT_BUG, EXIT_INTERRUPTED, EXIT_OK, EXIT_USAGE, IngestError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs `ingest` with ``arguments`` (default: the command line's) and returns the exit code."""
    from briefing_ingest.cli.root import ingest

    try:
        code = ingest.main(
            args=list(arguments) if arguments is not None else None, standalone_mode=False
        )
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(
            file=shown
        )  # arguments are names of files too, where the shell put them in for a pattern
        messages.say(shown.getvalue().removesuffix("\n"))
        return EXIT_USAGE
    except (click.Abort, KeyboardInterrupt):
        messages.say("Interrupted. Nothing was written; earlier output is intact.")
        return EXIT_INTERRUPTED
    except IngestError as error:
        messages.show_findings([error.finding])
        messages.say_next(f"ingest explain {error.finding.code}")
        return error.exit_code
    except Exception:  # noqa: BLE001  # the last boundary: a bug must end in a report, not in a traceback
        return _report_bug(traceback.format_exc())
    return code if isinstance(code, int) else EXIT_OK


def _report_bug(trace: str) -> int:
    place = write_bug_report([trace])
    messages.say("This is a bug in this program (E901), not a mistake of yours.")
    messages.say(f"Please send us the report {place}" if place else trace)
    messages.say_next("ingest explain E901")
    return EXIT_BUG


def write_bug_report(traces: Sequence[str]) -> Path | None:
    """Writes ``ingest-bug-<digest>.txt`` to the current folder; None if that cannot be written.

    The name comes from the content: the same bug twice is one file.
    """
    import platform
    from importlib import metadata

    head = [
        f"briefing-ingest {metadata.version('briefing-ingest')}, Python "
        f"{platform.python_version()}",
        f"{platform.system()} {platform.machine()}",
        f"arguments: {_without_secrets(sys.argv[1:])}",
    ]
    content = "\n".join([*head, "", *traces])
    digest = hashlib.sha256("".join(traces).encode(errors="backslashreplace")).hexdigest()[:12]
    place = Path(f"ingest-bug-{digest}.txt")
    try:
        place.write_text(content, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    return place


def _without_secrets(arguments: Sequence[str]) -> list[str]:
    """The arguments of the command line as a report may show them.

    >>> _without_secrets(["extract", "a.pdf", "--password", "x", "--password=y"])
    ['extract', 'a.pdf', '--password', '***', '--password=***']
    """
    before = ["", *arguments]
    shown = [
        "***" if previous == "--password" else given
        for previous, given in zip(before, arguments, strict=False)
    ]
    return ["--password=***" if given.startswith("--password=") else given for given in shown]
