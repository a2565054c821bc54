"""`ingest explain`: why the dataset says what it says, and what a code means."""

from __future__ import annotations

from pathlib import Path

import click

from briefing_ingest.cli import talk
from briefing_ingest.cli.files import dataset_option
from briefing_ingest.errors import CODES, EXIT_OK


@click.command(name="explain")
@click.argument("target", metavar="ID|CODE")
@dataset_option
def command(target: str, place: Path) -> int:
    """Leads from an ID (work, block, note, entity, source) back to the sources, or explains a CODE such as E204."""
    from briefing_ingest import explain

    if target.upper() in CODES:
        talk.data(explain.explain_code(target.upper()))
        return EXIT_OK
    from briefing_ingest.cli.files import load_briefings

    talk.data(explain.explain(load_briefings(place), target))
    return EXIT_OK
