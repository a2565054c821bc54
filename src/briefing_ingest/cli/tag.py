"""`ingest tag`: organisations and places of single files, as standoff annotations of their raw
text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing_ingest.cli import messages
from briefing_ingest.cli.options import cpu_seconds_option, memory_mb_option
from briefing_ingest.errors import Finding, Location

if TYPE_CHECKING:
    from briefing_ingest.cli.wiring import File
    from briefing_ingest.export.standoff import TaggedSource
    from briefing_ingest.outcome import Outcome


@click.command(name="tag")
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "webannotation"]),
    default="jsonl",
    show_default=True,
    help="webannotation: W3C pages for annotation tools.",
)
@click.option("--model", help="Name or folder of another spaCy pipeline.")
@click.option("--password", help="Opens encrypted PDFs.")
@cpu_seconds_option
@memory_mb_option
def command(  # noqa: PLR0913  # a parameter for each option of the command
    paths: tuple[Path, ...],
    form: str,
    *,
    model: str | None,
    password: str | None,
    cpu_seconds: int,
    memory_mb: int,
) -> int:
    """Marks the organisations and places that each PATH names, as one line of JSON for each file.

    A folder means all files in and below it that could be sources; a feed of full posts gives
    a line for each. Offsets are code points of the raw text of the file, 0-based, end-exclusive.
    The raw text of a PDF is its characters in the order of the file, page by page.
    """
    from briefing_ingest.cli.extract import name_of, report_and_end
    from briefing_ingest.cli.wiring import read_files
    from briefing_ingest.engine.local import Limits
    from briefing_ingest.export.standoff import render_jsonl, render_webannotation
    from briefing_ingest.text import unique_ids

    render = {"jsonl": render_jsonl, "webannotation": render_webannotation}[form]
    findings: list[Finding] = []
    listed = [file for path in paths for file in _files_at(path, findings)]
    files = _entries_of(listed, password)
    outcomes = read_files(files, limits=Limits(cpu_seconds, memory_mb))
    names = unique_ids(
        [file.source.id if file.source.entry else Path(name_of(file.path)).stem for file in files]
    )
    for outcome, (_, path, _), name in zip(outcomes, files, names, strict=True):
        if outcome.failure:
            findings.append(outcome.failure.finding)
            continue
        tagged, told = _tagged(outcome, path, name, model)
        findings += told
        messages.data(render(tagged))
    return report_and_end(findings, outcomes)


def _entries_of(listed: list[tuple[Path, Path | None]], password: str | None) -> list[File]:
    """What is read: each of the files listed with its folder, and of a feed each of its entries."""
    from briefing_ingest.cli.extract import sources_of
    from briefing_ingest.cli.wiring import File, entries_of_file

    sources = sources_of([path for path, _ in listed], password)
    return [
        File(entry, path, folder)
        for (source, path), (_, folder) in zip(sources, listed, strict=True)
        for entry in entries_of_file(source, path, inside=folder)
    ]


def _files_at(path: Path, findings: list[Finding]) -> list[tuple[Path, Path | None]]:
    """``path`` itself, or the files of a folder by name, each with that folder; a folder without
    any is a finding.
    """
    from briefing_ingest.manifest import EXTENSIONS

    if not path.is_dir():
        return [(path, None)]
    # What only looks like a file (a pipe, a link that leads elsewhere) stays in the list, to be
    # refused by its name.
    found = sorted(
        file
        for file in path.rglob("*")
        if file.suffix.lower() in EXTENSIONS and (file.is_symlink() or not file.is_dir())
    )
    if not found:
        fix = "Name a file, or a folder that holds PDF, HTML, Markdown or text files."
        findings.append(
            Finding(
                "E201",
                "The folder contains no file that could be a source.",
                fix,
                Location(str(path)),
            )
        )
    return [(file, path) for file in found]


def _tagged(
    outcome: Outcome, path: Path, name: str, model: str | None
) -> tuple[TaggedSource, list[Finding]]:
    """The names in one source, resolved within it, and what to report about it.

    Raises:
        IngestError: E501 or E502, the language model cannot be used.
    """
    from briefing_ingest.cli.extract import name_of
    from briefing_ingest.export.standoff import TaggedSource
    from briefing_ingest.notices import language_notices
    from briefing_ingest.reconcile import merge
    from briefing_ingest.tag import DEFAULT_MODEL, annotated, find_mentions, resolve

    witness = outcome.witness
    assert witness is not None
    work = merge((witness,))
    resolved = resolve([work], [find_mentions(work, model=model or DEFAULT_MODEL)])
    entities = dict(resolved.mentions[0])
    placed = annotated(work, [mention for mention, _ in resolved.mentions[0]], witness.source_id)
    found = [(annotation, entities[annotation.mention]) for annotation in placed]
    by_id = {entity.id: entity for entity in resolved.entities}
    told = [*witness.findings, *language_notices([work], [outcome])]
    return TaggedSource(name, name_of(path), witness.raw_text, found, by_id, witness.start), told
