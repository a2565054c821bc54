"""The command `ingest` and the table of its subcommands."""

from __future__ import annotations

import importlib
from typing import Final

import click

COMMANDS: Final = {
    "build": "briefing_ingest.cli.build",
    "extract": "briefing_ingest.cli.extract",
    "tag": "briefing_ingest.cli.tag",
    "validate": "briefing_ingest.cli.validate",
    "show": "briefing_ingest.cli.show",
    "review": "briefing_ingest.cli.review",
    "explain": "briefing_ingest.cli.explain",
    "diff": "briefing_ingest.cli.diff",
    "report": "briefing_ingest.cli.report",
    "export": "briefing_ingest.cli.export",
    "git-setup": "briefing_ingest.cli.git_setup",
    "sources": "briefing_ingest.cli.sources",
    "schema": "briefing_ingest.cli.schema",
}


class LazyGroup(click.Group):
    """A group that imports a subcommand when it is named: the module of `COMMANDS`, where it is
    called ``command``.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click hands it over
        """Names in the order of the table, which is that of a user's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # as above
        """The subcommand, or None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name]).command
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefing-ingest")
def ingest() -> None:
    """Turns a folder of policy briefings (PDF, web pages, text dumps) into one validated JSON
    dataset.

    Exit codes: 0 ok, 1 findings, 2 usage or unusable input, 3 a bug in the program,
    130 interrupted.
    """
