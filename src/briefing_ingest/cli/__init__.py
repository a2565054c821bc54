"""The `ingest` command: one module a subcommand, imported when it is used. stdout is data, stderr
is messages.
"""

from briefing_ingest.cli.boundary import main

__all__ = ["main"]
