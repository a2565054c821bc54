"""`ingest sources`: what the manifest lists, and adding to it."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from briefing_ingest.cli import messages
from briefing_ingest.errors import (
    EXIT_FINDINGS,
    EXIT_OK,
    Finding,
    Location,
    SourceError,
    UsageError,
)

_PROBLEMS = {
    "E201": "missing",
    "E202": "changed",
    "E203": "empty",
    "E210": "unreadable",
    "E214": "not a file",
    "E215": "outside",
    "E216": "too large",
}


@click.group(name="sources", invoke_without_command=True)
@click.option(
    "--in",
    "place",
    type=click.Path(path_type=Path),
    default=Path("seeds"),
    show_default=True,
    help="Folder or file of the manifest.",
)
@click.pass_context
def command(ctx: click.Context, place: Path) -> int:
    """Lists the sources: id, path and state (declared, undeclared, changed, missing, empty ...)."""
    if ctx.invoked_subcommand:
        return EXIT_OK
    from briefing_ingest.manifest import manifest_path, read_manifest, read_source_file

    manifest = read_manifest(manifest_path(place))
    findings = list(manifest.findings)
    for source in manifest.sources:
        state = "declared" if source.declared else "undeclared"
        try:
            read_source_file(manifest.file(source), source, inside=manifest.folder)
        except SourceError as error:
            findings.append(error.finding)
            state = _PROBLEMS[error.finding.code]
        messages.data(f"{source.id}\t{source.path}\t{state}")
    messages.show_findings(findings)
    bad = any(finding.severity == "error" for finding in findings)
    messages.say_next(messages.next_for(findings, f"ingest build {shlex.quote(str(place))}"))
    return EXIT_FINDINGS if bad else EXIT_OK


@command.command(name="add")
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--update", is_flag=True, help="Record the new checksum of a file that is already listed."
)
def add(paths: tuple[Path, ...], *, update: bool) -> int:
    """Adds each PATH to the nearest sources.toml above it, or to a new one beside it, with id and
    checksum.
    """
    manifest = Path()
    for path in paths:
        manifest = _manifest_of(path)
        source_id = _add(path, manifest, update=update)
        messages.say(f"{manifest}: {source_id} ({path})")
    messages.say_next(f"ingest build {shlex.quote(str(manifest.parent))}")
    return EXIT_OK


def _manifest_of(path: Path) -> Path:
    """The nearest manifest in the folders above ``path``; if there is none, the one to make beside
    it.
    """
    from briefing_ingest.manifest import MANIFEST_NAME

    for folder in (path.parent, *path.absolute().parent.parents):
        if (folder / MANIFEST_NAME).is_file():
            return folder / MANIFEST_NAME
    return path.parent / MANIFEST_NAME


def _add(path: Path, manifest: Path, *, update: bool) -> str:
    from briefing_ingest.cli.files import read_file
    from briefing_ingest.cli.output import write_whole
    from briefing_ingest.manifest import (
        EXTENSIONS,
        is_nameable,
        read_source_file,
        unnameable,
        with_source,
    )
    from briefing_ingest.model import Source
    from briefing_ingest.text import checksum

    if path.suffix.lower() not in EXTENSIONS:
        fix = f"Sources are {', '.join(sorted(EXTENSIONS))} files."
        raise UsageError(
            Finding(
                "E209",
                f"{path.suffix or 'No extension'} is not a supported file type.",
                fix,
                Location(str(path)),
            )
        )
    if not is_nameable(str(path)):
        raise UsageError(unnameable(path.as_posix()))
    try:
        content = read_source_file(path, Source("new", path.as_posix()), inside=manifest.parent)
    except SourceError as error:
        raise UsageError(error.finding) from None
    text = read_file(manifest).decode("utf-8-sig") if manifest.exists() else ""
    inner = path.absolute().relative_to(manifest.absolute().parent).as_posix()
    text, source_id = with_source(text, inner, checksum(content), update=update)
    write_whole({manifest: text.encode()})
    return source_id
