"""`ingest report`: the review page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing_ingest import disk
from briefing_ingest.cli import messages
from briefing_ingest.cli.files import content_of, dataset_file, load_briefings, read_file
from briefing_ingest.errors import EXIT_OK

if TYPE_CHECKING:
    from briefing_ingest.loader import Briefings


@click.command(name="report")
@click.argument("dataset", type=click.Path(path_type=Path), default=Path("out"))
@click.argument("old", required=False)
@click.option(
    "--out",
    "target",
    type=click.Path(path_type=Path),
    default=Path("report.html"),
    show_default=True,
    help="The file to write.",
)
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    help=(
        "Folder that source paths are relative to, for pictures of PDF pages (default: the "
        "current one)."
    ),
)
@click.option(
    "--pictures/--no-pictures", default=True, show_default=True, help="Embed pictures of PDF pages."
)
def command(dataset: Path, old: str | None, target: Path, root: Path, *, pictures: bool) -> int:
    """Writes one HTML file to review DATASET (default: out) with its sources, and what changed
    since OLD.

    OLD is a file, its folder, REV (HEAD~1: the dataset of that commit) or REV:path as git has it.
    The page needs no network and works from disk.
    """
    from briefing_ingest import diff, report
    from briefing_ingest.canonical import parse_dataset
    from briefing_ingest.cli.output import write_whole
    from briefing_ingest.review import doubts_of
    from briefing_ingest.text import checksum

    file = dataset_file(dataset)
    briefings = load_briefings(file)
    traced = file.with_name("provenance.json").is_file()
    if not traced:
        messages.say(
            f"There is no provenance.json beside {file}: the page will not show the sources."
        )
    changes = (
        diff.compare(parse_dataset(content_of(old, file), old, earlier=True), briefings.dataset)
        if old
        else None
    )
    images = _pictures(briefings, root) if pictures and traced else {}
    doubts = doubts_of(briefings.dataset, briefings.provenance) if traced else ()
    beside = report.Comparison(_findings(file), images, changes, doubts)
    content = report.content(briefings, beside, digest=checksum(read_file(file)), traced=traced)
    page = report.render_page(content)
    write_whole({target: page})
    messages.say(f"Wrote {target} ({max(1, len(page) // 1024)} KiB). Open it in a browser.")
    return EXIT_OK


def _findings(file: Path) -> Sequence[Mapping[str, Any]] | None:
    """Findings of the last build, as `build.json` beside the dataset has them; None where there is
    none.
    """
    try:
        record = json.loads(disk.read_regular_file(file.with_name("build.json")))
    except (OSError, ValueError):
        return None
    findings = record.get("findings") if isinstance(record, dict) else None
    return (
        findings
        if isinstance(findings, list) and all(isinstance(item, dict) for item in findings)
        else None
    )


def _pictures(briefings: Briefings, root: Path) -> dict[str, str]:
    from briefing_ingest.report.pictures import page_pictures

    files = {
        source.id: root / source.path
        for source in briefings.dataset.sources
        if source.media_type == "application/pdf" and "\0" not in source.path
    }
    # The dataset may be anybody's: its paths lead to nothing outside the folder that the user
    # named.
    return (
        page_pictures(briefings.provenance, files, read=partial(disk.read_file_inside, root))
        if files
        else {}
    )
