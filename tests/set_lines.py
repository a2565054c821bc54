"""Lines as a page with geometry has them."""

from __future__ import annotations

from typing import Any

from briefing_ingest.model import Box, Line, LineRole, Setting
from briefing_ingest.traced import TracedText


def set_line(  # noqa: PLR0917 - what a line of a page is made of
    traced: TracedText,
    page: int,
    number: int,
    box: Box | None,
    size: int = 0,
    bold: bool = False,
    *,
    role: LineRole = LineRole.UNKNOWN,
    **others: Any,
) -> Line:
    """A line in a box of hundredths of a point; without one, a line of a plain text."""
    setting = None if box is None else Setting(box, size, bold, **others)
    return Line(traced, page, number, setting, role=role)


def reset(line: Line, **changes: Any) -> Line:
    """The line set otherwise."""
    assert line.setting
    return line._replace(setting=line.setting._replace(**changes))
