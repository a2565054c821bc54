"""`ingest schema`: the JSON Schemas of the published files."""

from __future__ import annotations

from pathlib import Path

import click

from briefing_ingest.cli import talk
from briefing_ingest.errors import EXIT_FINDINGS, EXIT_OK, Finding, Location


@click.command(name="schema")
@click.option(
    "--to", type=click.Path(path_type=Path), default=Path("schemas"), show_default=True, help="Folder of the schemas."
)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if the files are not current.")
def command(to: Path, *, check: bool) -> int:
    """Writes the JSON Schemas of dataset and provenance."""
    from briefing_ingest.cli.output import write_whole
    from briefing_ingest.schema import schemas

    files = {to / name: content for name, content in schemas().items()}
    if not check:
        write_whole(files)
        talk.say(f"Wrote {', '.join(str(file) for file in files)}.")
        return EXIT_OK
    old = [file for file, content in files.items() if not file.is_file() or file.read_bytes() != content]
    fix = "Write them anew: `ingest schema`, and commit."
    findings = [Finding("E410", "It is not what the models give.", fix, Location(str(file))) for file in old]
    talk.show_findings(findings)
    talk.say("ingest schema: every schema is current." if not old else "Next: ingest schema")
    return EXIT_FINDINGS if old else EXIT_OK
