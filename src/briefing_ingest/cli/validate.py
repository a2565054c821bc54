"""`ingest validate`: is this file a sound dataset or provenance?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing_ingest.cli import messages
from briefing_ingest.errors import EXIT_OK, Finding, IngestError, Location

if TYPE_CHECKING:
    from briefing_ingest.dataset import Dataset


@click.command(name="validate")
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> int:
    """Checks FILE, a dataset.json or provenance.json, against its contract.

    With a dataset, the provenance.json beside it is checked too, and that both are of one build.
    """
    from briefing_ingest.canonical import parse_dataset, parse_provenance
    from briefing_ingest.cli.files import dataset_file, read_file

    file = dataset_file(file) if file.is_dir() else file
    content = read_file(file)
    if file.name.startswith("provenance"):
        parse_provenance(content, str(file))
        messages.say(f"{file}: valid provenance.")
        return EXIT_OK
    dataset = parse_dataset(content, str(file))
    messages.say(
        f"{file}: valid dataset, {len(dataset.works)} works, {len(dataset.entities)} entities."
    )
    sidecar = file.with_name("provenance.json")
    if sidecar.exists():
        _check_pair(dataset, content, file, sidecar)
        messages.say(f"{sidecar}: valid provenance of this dataset.")
    return EXIT_OK


def _check_pair(dataset: Dataset, content: bytes, file: Path, sidecar: Path) -> None:
    from briefing_ingest.canonical import joined, parse_provenance
    from briefing_ingest.cli.files import read_file
    from briefing_ingest.laws import origin_breaches
    from briefing_ingest.text import checksum

    provenance = parse_provenance(read_file(sidecar), str(sidecar))
    if provenance.dataset != checksum(content):
        cause = f"It belongs to another dataset than {file}."
        raise IngestError(
            Finding("E409", cause, "Rebuild both: `ingest build`.", Location(str(sidecar)))
        )
    if problems := [str(breach) for breach in origin_breaches(dataset, provenance)]:
        raise IngestError(
            Finding(
                "E402",
                f"{joined(problems)}.",
                "Rebuild both: `ingest build`; if that does not help, report a bug.",
                Location(str(sidecar)),
            )
        )
