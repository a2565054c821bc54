"""`ingest diff`: what changed between two datasets, by meaning."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from briefing_ingest.cli import talk
from briefing_ingest.cli.files import content_of, dataset_file, dataset_option
from briefing_ingest.errors import EXIT_FINDINGS, EXIT_OK, IngestError, UsageError


@click.command(name="diff")
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@dataset_option
def command(old: str | None, new: str | None, *, form: str, place: Path) -> int:
    """Compares OLD (default: the committed dataset) with NEW (default: the one in the working tree).

    Each is a file, its folder, or REV:path as git has it. Exit codes as diff(1): 0 same, 1 different, 2 trouble.
    """
    from briefing_ingest import diff
    from briefing_ingest.canonical import parse_dataset

    file = dataset_file(place)
    try:
        before, after = old or f"HEAD:{_for_git(file)}", new or str(file)
        changes = diff.compare(parse_dataset(content_of(before), before), parse_dataset(content_of(after), after))
    except IngestError as error:
        raise UsageError(error.finding) from None
    colour = talk.colour(sys.stdout)
    talk.data(diff.render_json(changes) if form == "json" else diff.render_text(changes, colour=colour))
    return EXIT_FINDINGS if changes else EXIT_OK


def _for_git(file: Path) -> str:
    """A path relative to the current folder, which git wants marked as such; absolute ones inside it are made so."""
    if file.is_absolute() and file.is_relative_to(Path.cwd()):
        file = file.relative_to(Path.cwd())
    return file.as_posix() if file.is_absolute() else f"./{file.as_posix()}"
