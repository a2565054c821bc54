"""`ingest explain`: why the dataset says what it says, and what a code means."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing_ingest.cli import talk
from briefing_ingest.cli.files import dataset_option
from briefing_ingest.errors import CODES, EXIT_OK

if TYPE_CHECKING:
    from briefing_ingest.loader import Briefings


@click.command(name="explain")
@click.argument("target", metavar="ID|CODE")
@click.option("--open", "show", is_flag=True, help="Open a picture of each PDF page with the place drawn in.")
@click.option("--picture", type=click.Path(path_type=Path), help="Write these pictures into this folder instead.")
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Folder that the paths of the sources count from, for the pictures (default: the current one).",
)
@dataset_option
def command(target: str, picture: Path | None, root: Path, *, show: bool, place: Path) -> int:
    """Leads from an ID (work, block, note, entity, source) back to the sources, or explains a CODE such as E204."""
    from briefing_ingest import explain

    if target.upper() in CODES:
        talk.data(explain.explain_code(target.upper()))
        return EXIT_OK
    from briefing_ingest.cli.files import load_briefings

    briefings = load_briefings(place)
    talk.data(explain.explain(briefings, target))
    if show or picture:
        folder = picture or Path(tempfile.mkdtemp(prefix="ingest-"))
        files = _pictures(briefings, target, root, folder)
        for file in files:
            talk.say(f"Picture: {file}")
            if show:
                click.launch(str(file))
        if not files:
            talk.say("There is no picture: none of its sources is a PDF file that is still there.")
    return EXIT_OK


def _pictures(briefings: Briefings, target: str, root: Path, folder: Path) -> list[Path]:
    from briefing_ingest import explain
    from briefing_ingest.cli.output import write_whole

    contents: dict[Path, bytes] = {}
    for boxed in explain.boxes(briefings, target):
        file = root / boxed.path
        image = explain.drawn(file.read_bytes(), boxed) if file.is_file() else None
        if image:
            contents[folder / f"{boxed.source}-page-{boxed.page}.png"] = image
    write_whole(contents)
    return list(contents)
