"""`ingest explain`: why the dataset says what it says, and what a code means."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing_ingest.cli import messages
from briefing_ingest.cli.files import dataset_option
from briefing_ingest.errors import CODES, EXIT_OK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing_ingest.explain import Boxed


@click.command(name="explain")
@click.argument("target", metavar="ID|CODE|WORDS")
@click.option(
    "--open", "show", is_flag=True, help="Open a picture of each PDF page with the place marked."
)
@click.option(
    "--picture",
    type=click.Path(path_type=Path),
    help="Write these pictures into this folder instead.",
)
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    help=("Folder that source paths are relative to, for the pictures (default: the current one)."),
)
@dataset_option
def command(target: str, picture: Path | None, root: Path, *, show: bool, place: Path) -> int:
    """Traces an ID back to the sources, or explains a CODE such as E204.

    \b
    ID is one of
      WORK                  a work
      WORK/BLOCK            a block or note
      WORK/BLOCK#OFFSET     the link, name, variant or note reference there
      WORK/BLOCK#START-END  a stretch of it
      WORK:words            these words; WORK/BLOCK:words in one block
      WORK/RELATION/WORK    a relation: about, cites, summary_of, edition_of ...
      ENTITY, SOURCE, URL   an organisation or place, a source, a web address
      words                 all places with these words, rejected readings included
    """  # noqa: D301  # click reads the control character: the lines stay as they are
    from briefing_ingest import explain

    if target.upper() in CODES:
        messages.data(explain.explain_code(target.upper()))
        return EXIT_OK
    from briefing_ingest.cli.files import load_briefings

    briefings = load_briefings(place)
    messages.data(explain.explain(briefings, target))
    if show or picture:
        folder = picture or Path(tempfile.mkdtemp(prefix="ingest-"))
        pages = explain.boxes(briefings, target)
        if not pages:
            messages.say("There is no picture: none of it is on a page of a PDF.")
        for file in _pictures(pages, root, folder):
            messages.say(f"Picture: {file}")
            if show:
                click.launch(str(file))
    return EXIT_OK


def _pictures(pages: Sequence[Boxed], root: Path, folder: Path) -> list[Path]:
    """Writes the pages' pictures; says of which there is none."""
    from briefing_ingest import explain
    from briefing_ingest.cli.output import write_whole

    contents: dict[Path, bytes] = {}
    for boxed in pages:
        file = root / boxed.path
        content = _content(root, file)
        image = explain.drawn(content, boxed) if content else None
        if image:
            contents[folder / f"{boxed.source}-page-{boxed.page}.png"] = image
        else:
            messages.say(
                f"No picture of page {boxed.page}: {file} is no PDF that has it; is --root right?"
            )
    write_whole(contents)
    return list(contents)


def _content(root: Path, file: Path) -> bytes:
    """The bytes of ``file``, which a dataset names: nothing where there is none below ``root``."""
    from briefing_ingest.disk import read_file_inside

    try:
        return read_file_inside(root, file)
    except (OSError, ValueError):  # a name with NUL in it is a ValueError
        return b""
