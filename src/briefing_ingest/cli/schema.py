"""`ingest schema`: the JSON Schemas of the published files, their reference, and what a change of
them would break.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from briefing_ingest.cli import messages
from briefing_ingest.errors import EXIT_FINDINGS, EXIT_OK, Finding, Location, UsageError


@click.command(name="schema")
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    default=Path("schemas"),
    show_default=True,
    help="Folder of the schemas.",
)
@click.option(
    "--docs",
    type=click.Path(path_type=Path),
    default=Path("docs"),
    show_default=True,
    help="Folder of the reference.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if the files are out of date.")
@click.option(
    "--against",
    metavar="REV",
    help="Write nothing; exit 1 if readers of the schemas at REV would break.",
)
def command(to: Path, docs: Path, *, check: bool, against: str | None) -> int:
    """Writes the JSON Schemas of dataset, provenance and diff, TypeScript types, and a reference of
    the fields.
    """
    from briefing_ingest.cli.output import write_whole

    if against:
        return _compared(against, to)
    files = _files(to, docs)
    if not check:
        write_whole(files)
        messages.say(f"Wrote {', '.join(str(file) for file in files)}.")
        return EXIT_OK
    old = [
        file
        for file, content in files.items()
        if not file.is_file() or file.read_bytes() != content
    ]
    fix = "Run `ingest schema` and commit the result."
    findings = [
        Finding("E410", "It differs from what the models give.", fix, Location(str(file)))
        for file in old
    ]
    messages.show_findings(findings)
    messages.say("ingest schema: every schema is up to date." if not old else "Next: ingest schema")
    return EXIT_FINDINGS if old else EXIT_OK


def _schemas() -> dict[str, bytes]:
    from briefing_ingest.diff.contract import diff_schema
    from briefing_ingest.schema import schemas

    return {**schemas(), **diff_schema()}


def _files(to: Path, docs: Path) -> dict[Path, bytes]:
    from briefing_ingest.schema.reference import reference
    from briefing_ingest.schema.typescript import declarations

    files = _schemas()
    written = {to / name: content for name, content in files.items()}
    return {
        **written,
        to / "briefings.d.ts": declarations(files),
        docs / "schema.md": reference(files),
    }


def _compared(revision: str, to: Path) -> int:
    """Names what readers of the schemas at ``revision`` would trip over. A schema that was not
    there breaks nothing.
    """
    from briefing_ingest.git import read_revision
    from briefing_ingest.schema.compatibility import breaking_changes

    findings, seen = [], 0
    for name, content in _schemas().items():
        spec = f"{revision}:./{(to / name).as_posix()}"
        try:
            before = json.loads(read_revision(spec, Path.cwd()))
        except UsageError as error:
            if error.finding.code != "E405":
                raise
            continue
        seen += 1
        fix = "Keep the field and add another, or make it a new major version."
        changes = breaking_changes(before, json.loads(content))
        findings += [
            Finding("E413", f"{change}.", fix, Location(str(to / name))) for change in changes
        ]
    if not seen:
        fix = "Name a commit that has the schemas, for example HEAD~1; `git log` lists the commits."
        raise UsageError(
            Finding(
                "E405",
                f"Git has no commit {revision!r} with schemas in the folder {str(to)!r}.",
                fix,
            )
        )
    messages.show_findings(findings)
    messages.say(f"ingest schema: {len(findings)} breaking changes against {revision}.")
    return EXIT_FINDINGS if findings else EXIT_OK
