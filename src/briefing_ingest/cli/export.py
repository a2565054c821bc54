"""`ingest export`: the dataset in other formats."""

from __future__ import annotations

from pathlib import Path

import click

from briefing_ingest.cli import messages
from briefing_ingest.cli.files import dataset_file, dataset_option, read_file
from briefing_ingest.errors import EXIT_OK


@click.command(name="export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "markdown", "tei", "datapackage", "parquet"]),
    required=True,
    help="Which format.",
)
@dataset_option
def command(folder: Path, *, form: str, place: Path) -> int:
    """Writes the dataset into DIR in another format: files of that name there are replaced, others
    left alone.
    """
    from briefing_ingest.canonical import parse_dataset
    from briefing_ingest.cli.output import write_whole
    from briefing_ingest.export import FORMATS

    file = dataset_file(place)
    dataset = parse_dataset(read_file(file), str(file))
    files = {folder / name: content for name, content in FORMATS[form](dataset).items()}
    write_whole(files)
    messages.say(f"Wrote {len(files)} file{'s' * (len(files) != 1)} to {folder}.")
    return EXIT_OK
