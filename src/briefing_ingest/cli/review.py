"""`ingest review`: where to look, and the lines of the manifest that settle it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing_ingest.cli import messages
from briefing_ingest.cli.files import dataset_file, dataset_option, load_briefings
from briefing_ingest.errors import EXIT_OK

if TYPE_CHECKING:
    from briefing_ingest.review import Doubt


@click.command(name="review")
@click.option("--most", type=click.IntRange(min=1), default=20, show_default=True, help="Places.")
@click.option("--all", "every", is_flag=True, help="All places, however many.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@dataset_option
def command(*, most: int, every: bool, as_json: bool, place: Path) -> int:
    """Lists the doubtful places of a dataset, those on which most depends first.

    With each place come the decisions that settle it: copy one into sources.toml and build
    again. What is decided is not asked again.
    """
    from briefing_ingest.review import doubts_of

    briefings = load_briefings(dataset_file(place))
    doubts = doubts_of(briefings.dataset, briefings.provenance)
    shown = doubts if every else doubts[:most]
    if as_json:
        messages.data(
            json.dumps([doubt.as_json() for doubt in shown], ensure_ascii=False, indent=1)
        )
        return EXIT_OK
    places = "1 doubtful place" if len(doubts) == 1 else f"{len(doubts)} doubtful places"
    messages.data(places + (":" if doubts else "."))
    for number, doubt in enumerate(shown, start=1):
        messages.data(f"\n{_text_of(number, doubt)}")
    if len(shown) < len(doubts):
        messages.data(f"\n{len(doubts) - len(shown)} more: `ingest review --all`.")
    if shown:
        messages.say_next(f"ingest explain {shown[0].address}")
    return EXIT_OK


def _text_of(number: int, doubt: Doubt) -> str:
    from briefing_ingest.review import as_toml
    from briefing_ingest.text import shortened

    lines = [f"{number}. {doubt.kind}: {doubt.where}", f"   {shortened(doubt.text, ends=12)}"]
    lines.append(f"   {doubt.why}")
    for answer in doubt.answers:
        lines.append(f"   - {answer.says}")
        lines += [f"       {line}" for line in as_toml(answer.decision).splitlines()]
    return "\n".join(lines)
