"""`ingest show`: the works of a dataset, one of them for reading, or one block."""

from __future__ import annotations

import difflib
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing_ingest.cli import messages
from briefing_ingest.cli.files import dataset_option
from briefing_ingest.errors import EXIT_OK, Finding, UsageError

if TYPE_CHECKING:
    from briefing_ingest.dataset import Dataset, Work


@click.command(name="show")
@click.argument("target", metavar="[ID]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "plain", "markdown", "html", "tei"]),
    help="How a work is shown (default: terminal on a terminal, else plain).",
)
@click.option("--record", is_flag=True, help="The whole dataset as lines, for line-based tools.")
@dataset_option
def command(target: str | None, form: str | None, *, record: bool, place: Path) -> int:
    """Lists the works, or shows the work or block ID (WORK, WORK/BLOCK or WORK/NOTE)."""
    from briefing_ingest.canonical import parse_dataset
    from briefing_ingest.cli.files import dataset_file, read_file

    file = dataset_file(place)
    if record:
        messages.data_bytes(_record(file))
        return EXIT_OK
    dataset = parse_dataset(read_file(file), str(file))
    if target is None:
        _list_works(dataset)
        return EXIT_OK
    work_id, _, block_id = target.partition("/")
    if block_id and form not in {None, "plain", "terminal"}:
        raise click.UsageError(
            f"--format {form} shows whole works: leave it out, or ask for {work_id}."
        )
    works = {work.id: work for work in dataset.works}
    if work_id not in works:
        raise _unknown(target, list(works))
    if block_id:
        messages.data(_block(works[work_id], block_id))
    else:
        _show_work(works[work_id], dataset, form)
    return EXIT_OK


def _show_work(work: Work, dataset: Dataset, form: str | None) -> None:
    """The work in the form asked for; if none is, as it suits where it is shown."""
    if form == "terminal" or (form is None and sys.stdout.isatty()):
        _show_on_terminal(work, dataset)
    else:
        from briefing_ingest.export import render_related

        related = render_related(work, dataset) if form is None or form == "plain" else ""
        messages.data("\n".join(filter(None, [_rendered(work, dataset, form or "plain"), related])))


def _list_works(dataset: Dataset) -> None:
    messages.data("\n".join(_listed(work) for work in dataset.works))
    messages.say_next(f"ingest show {dataset.works[0].id}" if dataset.works else "ingest build")


def _show_on_terminal(work: Work, dataset: Dataset) -> None:
    from briefing_ingest import export

    width = min(100, shutil.get_terminal_size().columns)
    colour = messages.colour(sys.stdout)
    messages.data(export.render_terminal(work, dataset, width=width, colour=colour), styled=True)
    if related := export.render_related(work, dataset):
        messages.data(f"\n{related}")


def _record(file: Path) -> bytes:
    """The dataset as lines; a file that cannot be used (a merge left its marks, another major
    version) as it is, with
    the finding on stderr: git stops in the middle of a log where its converter fails.
    """
    from briefing_ingest.canonical import parse_dataset
    from briefing_ingest.cli.files import read_file
    from briefing_ingest.export import render_record

    content = read_file(file)
    try:
        return render_record(parse_dataset(content, str(file))).encode()
    except UsageError as error:
        messages.show_findings([error.finding])
        return content


def _rendered(work: Work, dataset: Dataset, form: str) -> str:
    from briefing_ingest import export

    renderers = {
        "markdown": export.render_markdown,
        "html": export.render_html,
        "tei": export.render_tei,
    }
    return renderers.get(form, export.render_text)(work, dataset)


def _listed(work: Work) -> str:
    by = f", {', '.join(work.authors)}" if work.authors else ""
    sources = ", ".join(witness.source for witness in work.witnesses)
    return (
        f"{work.id}\n  {work.title}{by}\n  {work.kind} of {len(work.blocks)} blocks, from {sources}"
    )


def _block(work: Work, block_id: str) -> str:
    from briefing_ingest.dataset import texts
    from briefing_ingest.export import with_addresses_repaired

    found = {text.id: text for text in texts(work)}
    if block_id not in found:
        # The work is right, so only what stands behind the slash tells what comes near.
        raise _unknown(block_id, list(found), f"{work.id}/")
    return with_addresses_repaired(found[block_id])


def _unknown(target: str, known: list[str], before: str = "") -> UsageError:
    near = [before + name for name in difflib.get_close_matches(target, known, n=3)]
    fix = (
        f"Did you mean {' or '.join(near)}?"
        if near
        else "List the ids: `ingest show`, `ingest show WORK`."
    )
    return UsageError(Finding("E407", f"The dataset has no id {before + target!r}.", fix))
