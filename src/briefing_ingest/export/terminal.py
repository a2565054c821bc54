"""A work for reading on a terminal: wrapped, headings in bold, and nothing in it that a terminal
would obey.
"""

from __future__ import annotations

import textwrap

from briefing_ingest.dataset import Block, Dataset, Work
from briefing_ingest.export.text import render_text
from briefing_ingest.text import printable

_BOLD, _RESET = "\x1b[1m", "\x1b[0m"


def render_terminal(work: Work, dataset: Dataset, *, width: int = 80, colour: bool = False) -> str:
    """The plain text of ``work`` in lines of at most ``width`` columns; with ``colour`` its
    headings are bold.
    """
    heads = (printable(block.text) for block in work.blocks if _is_head(block))
    headings = {line for head in heads for line in head.split("\n")}
    lines: list[str] = []
    for line in printable(render_text(work, dataset)).splitlines():
        shown = _wrapped(line, width)
        bold = colour and (line in headings or (bool(line) and set(line) <= {"=", "-"}))
        lines += [f"{_BOLD}{part}{_RESET}" for part in shown] if bold else shown
    return "\n".join(lines) + "\n"


def _is_head(block: Block) -> bool:
    return block.kind in {"title", "heading"}


def _wrapped(line: str, width: int) -> list[str]:
    if line and set(line) <= {"=", "-"}:
        return [line[:width]]
    bullet = line.lstrip().startswith("- ")
    indent = " " * (len(line) - len(line.lstrip()) + (2 if bullet else 0))
    return textwrap.wrap(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    ) or [""]
