"""The `ingest` command: one module a subcommand, imported when it is used. stdout is data, stderr
is talk.
"""

from briefing_ingest.cli.boundary import main

__all__ = ["main"]
