"""`ingest diff`: what changed between two datasets, by meaning."""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing_ingest.cli import messages
from briefing_ingest.cli.files import content_of, dataset_file, dataset_option, for_git, read_file
from briefing_ingest.errors import EXIT_FINDINGS, EXIT_OK, IngestError, UsageError

if TYPE_CHECKING:
    from briefing_ingest.diff import Change
    from briefing_ingest.diff.select import Concern

_SORTS = (
    "added removed moved split merged reworded typographic retagged relinked changed metadata "
    "source work licence block"
    " note variant note_ref link mention entity relation"
).split()

_LESSER = {"typographic", "retagged", "mention"}
"""Whoever asks for one of these sorts sees its minor changes too."""


@click.command(name="diff")
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown", "html", "github"]),
    default="text",
    show_default=True,
    help="What to write; github: annotations of a workflow.",
)
@click.option("--stat", is_flag=True, help="Only count the changes of each type.")
@click.option(
    "--only",
    multiple=True,
    metavar="KIND",
    type=click.Choice(_SORTS),
    help="Only changes of this type.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Also show minor changes: typography, how certain a name is.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["any", "substantive", "schema", "none"]),
    default="any",
    show_default=True,
    help="Which changes make the exit code 1.",
)
@click.option(
    "--approved",
    type=click.Path(path_type=Path),
    help="Hide the changes that this file approves.",
)
@dataset_option
def command(  # noqa: PLR0913  # one parameter an option
    old: str | None,
    new: str | None,
    *,
    form: str,
    stat: bool,
    only: tuple[str, ...],
    everything: bool,
    fail_on: Concern,
    approved: Path | None,
    place: Path,
) -> int:
    """Compares OLD (default: the committed dataset) with NEW (default: the one in the working
    tree).

    Each is a file, its folder, REV (HEAD~1: the dataset of that commit) or REV:path as git has it.
    KIND is a type of change (added, removed, moved, split, merged, reworded, typographic, retagged,
    relinked, changed) or what changed (block, note, mention, entity ...).
    Exit codes as diff(1): 0 same, 1 different, 2 trouble.
    """
    from briefing_ingest import diff

    names = diff.read_approvals(read_file(approved), str(approved)) if approved else frozenset()
    file = dataset_file(place)
    changes = _compared(old or f"HEAD:{for_git(file)}", new or str(file), file)
    changes = diff.only(diff.without_approved(changes, names), only)
    shown, folded = (changes, 0) if everything or _LESSER & {*only} else diff.folded(changes)
    if stat and form == "text":
        messages.data(diff.render_stat(changes))
    elif form == "text":
        _paged(diff.render_text(shown, colour=messages.colour(sys.stdout), folded=folded))
    elif form == "json":
        messages.data(diff.render_json(changes))
    else:
        _write_page(shown, folded, form, file)
    return EXIT_FINDINGS if diff.counting(changes, fail_on) else EXIT_OK


def _write_page(changes: Sequence[Change], folded: int, form: str, file: Path) -> None:
    """The changes as Markdown, as HTML, or as annotations of ``file``, of which there may be
    none.
    """
    from briefing_ingest import diff

    if form == "github":
        if commands := diff.render_github(changes, file.as_posix()):
            messages.data(commands)
    else:
        render = diff.render_markdown if form == "markdown" else diff.render_html
        messages.data(render(changes, folded=folded))


def _compared(before: str, after: str, current: Path) -> tuple[Change, ...]:
    from briefing_ingest import diff
    from briefing_ingest.canonical import parse_versions

    # Reading makes millions of objects and no garbage; walking them again and again took half of
    # the time for 1,000 works (12.4 CPU seconds with the collector, 6.1 without), and the process
    # ends after this.
    gc.disable()
    try:
        return diff.compare(
            *parse_versions(*((content_of(spec, current), spec) for spec in (before, after)))
        )
    except IngestError as error:
        raise UsageError(error.finding) from None
    finally:
        gc.enable()


def _paged(text: str) -> None:
    """Through the pager of the terminal, where there is one and the text is longer than its window.

    ``text`` is printable: `render_text` has seen to that before it coloured anything.
    """
    if sys.stdout.isatty() and text.count("\n") >= shutil.get_terminal_size().lines:
        click.echo_via_pager(text, color=messages.colour(sys.stdout))
    else:
        messages.data(text, styled=True)
