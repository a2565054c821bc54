"""Options that several commands share."""

from __future__ import annotations

import click

cpu_seconds_option = click.option(
    "--cpu-seconds",
    type=click.IntRange(min=1),
    default=120,
    show_default=True,
    help="Limit for each source.",
)
memory_mb_option = click.option(
    "--memory-mb",
    type=click.IntRange(min=512),
    default=4096,
    show_default=True,
    help="Limit for each process.",
)
