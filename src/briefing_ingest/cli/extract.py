"""`ingest extract`: what the program reads from single files, before any reconciling or tagging."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from briefing_ingest.cli import messages
from briefing_ingest.cli.options import cpu_seconds_option, memory_mb_option
from briefing_ingest.errors import EXIT_FINDINGS, EXIT_OK

if TYPE_CHECKING:
    from briefing_ingest.errors import Finding
    from briefing_ingest.model import Source
    from briefing_ingest.outcome import Outcome

_ENDINGS: Final = {"text": ".txt", "markdown": ".md", "json": ".json", "html": ".html"}


@click.command(name="extract")
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_ENDINGS)),
    default="text",
    show_default=True,
    help="What to write.",
)
@click.option(
    "--verbatim",
    is_flag=True,
    help="Keep running heads, page numbers, notes and line ends as printed.",
)
@click.option("--password", help="Opens encrypted PDFs.")
@click.option(
    "--to", type=click.Path(path_type=Path), help="Write a file for each PATH into this folder."
)
@cpu_seconds_option
@memory_mb_option
def command(  # noqa: PLR0913  # a parameter for each option of the command
    paths: tuple[Path, ...],
    *,
    form: str,
    to: Path | None,
    verbatim: bool,
    password: str | None,
    cpu_seconds: int,
    memory_mb: int,
) -> int:
    """Shows what is read from each PATH: text, structure and notes of this one file.

    The format html shows of a PDF its pages with numbered boxes around the blocks found, and of
    other sources every
    line: what was kept and as what, what was left out and why.
    """
    from briefing_ingest.cli.output import check_writable, write_whole
    from briefing_ingest.cli.wiring import File, entries_of_file, read_files
    from briefing_ingest.engine.local import Limits
    from briefing_ingest.text import unique_ids

    if to:
        check_writable(to)
    files = [
        File(one, path)
        for source, path in sources_of(paths, password)
        for one in entries_of_file(source, path)
    ]
    outcomes = read_files(files, limits=Limits(cpu_seconds, memory_mb), verbatim=verbatim)
    findings = [outcome.failure.finding for outcome in outcomes if outcome.failure]
    stems = unique_ids([source.id if source.entry else path.stem for source, path, _ in files])
    for outcome, (_, path, _), stem in zip(outcomes, files, stems, strict=True):
        if outcome.witness is None:
            continue
        findings += outcome.witness.findings
        rendered = _rendered(outcome, path, form)
        if to:
            write_whole({to / (stem + _ENDINGS[form]): rendered.encode()})
        else:
            messages.data(rendered)
    return report_and_end(findings, outcomes)


def report_and_end(findings: Sequence[Finding], outcomes: Sequence[Outcome]) -> int:
    """Prints what was found in reading files, and gives the exit code: whether an error was."""
    messages.show_findings(findings)
    report_bugs(outcomes)
    if any(finding.severity == "error" for finding in findings):
        messages.say_next(messages.next_for(findings, ""))
        return EXIT_FINDINGS
    return EXIT_OK


def sources_of(paths: Sequence[Path], password: str | None = None) -> list[tuple[Source, Path]]:
    """A source that no manifest states for each of ``paths``, with its file."""
    from briefing_ingest.model import Source
    from briefing_ingest.text import slug, unique_ids

    ids = unique_ids([slug(path.stem) or "source" for path in paths])
    return [
        (Source(i, name_of(path), declared=False, password=password), path)
        for i, path in zip(ids, paths, strict=True)
    ]


def name_of(path: Path) -> str:
    """``path`` as UTF-8 can have it: a name may be any bytes, and those that are no text become
    U+FFFD.
    """
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _boxes(outcome: Outcome, path: Path) -> str:
    """The pages with the blocks found on them."""
    from briefing_ingest import disk
    from briefing_ingest.cli.pages import render_pages

    assert outcome.witness is not None
    return render_pages(outcome.witness, disk.read_regular_file(path), outcome.source.password)


def _rendered(outcome: Outcome, path: Path, form: str) -> str:
    """What was read from the file at ``path``, in one of the formats."""
    assert outcome.witness is not None
    if form == "html" and outcome.witness.media_type == "application/pdf":
        return _boxes(outcome, path)
    if form == "html":
        from briefing_ingest.export import render_source_html

        return render_source_html(outcome.witness)
    return _as_work(outcome, form)


def _as_work(outcome: Outcome, form: str) -> str:
    """The witness as a work of one witness, without mentions, in one of the formats."""
    from briefing_ingest import export
    from briefing_ingest.assemble import assemble
    from briefing_ingest.model import Tagged
    from briefing_ingest.outcome import source_record
    from briefing_ingest.reconcile import merge

    assert outcome.witness is not None
    work = merge((outcome.witness,))
    source = source_record(outcome, [work])
    tagged = Tagged(mentions=((),), publishers=((),))
    dataset, _ = assemble([source], [outcome.witness], [work], [], tagged)
    render = {
        "text": export.render_text,
        "markdown": export.render_markdown,
        "json": export.render_json,
    }[form]
    return render(dataset.works[0], dataset)


def report_bugs(outcomes: Sequence[Outcome]) -> None:
    """Write a bug report if a bug in the program lost one of ``outcomes``, and print
    its location.
    """
    from briefing_ingest.cli.boundary import write_bug_report

    traces = [
        outcome.failure.traceback
        for outcome in outcomes
        if outcome.failure and outcome.failure.traceback
    ]
    if traces and (place := write_bug_report(traces)):
        messages.say(f"Bug report: {place}")
