"""Bodies with their addresses, and pages on which these stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from fpdf import FPDF

Lines = tuple[str, ...]


class Body(NamedTuple):
    """What a body prints of itself: its name, then address, ways to reach it, and numbers."""

    name: str
    address: Lines
    reach: Lines
    numbers: Lines = ()

    @property
    def lines(self) -> Lines:
        """Everything, line by line."""
        return (self.name, *self.address, *self.reach, *self.numbers)


BODIES: tuple[Body, ...] = (
    Body(
        "Lantern Street Trust",
        ("Suite 4, Weaver House", "9 Loom Lane", "Bolton BL1 2AB"),
        ("Tel 01204 960101", "www.lanternstreet.org.uk"),
        ("Registered charity no. 1187654", "Company no. 09876543"),
    ),
    Body(
        "Ferry Road Advice Centre",
        ("Second Floor, Dock Offices", "41 Ferry Road", "Hull HU1 3CD"),
        ("01482 960202", "www.ferryroadadvice.org.uk"),
        ("Registered charity no. 1176543", "Company no. 08765432"),
    ),
    Body(
        "Orchard Lane Foundation",
        ("PO Box 12", "7 Orchard Lane", "Truro TR1 4EF"),
        ("+44 1872 960303", "www.orchardlane.org"),
        ("Registered charity no. 1165432", "Company no. 07654321"),
    ),
)
PROSE = (
    "Neighbours who talk to one another call the council less often, and the council that answers "
    "is called with better reason. We asked forty of them in nine towns what they had seen. Most of "
    "it costs little, and the rest is worth its price within a year."
)


def columns_pdf(bodies: Sequence[Body], *, size: float, by_row: bool, spaced: bool) -> bytes:
    """A page of prose, and below it the addresses side by side in type of that size.

    They are drawn line by line across the columns (``by_row``), as a word processor with tabs does,
    or column by column; ``spaced`` sets ways to reach a body and its numbers apart.
    """
    paper = FPDF()
    paper.set_creation_date(datetime(2021, 3, 4, tzinfo=UTC))
    paper.set_margins(20, 20)
    paper.add_page()
    paper.set_font("Helvetica", size=11)
    for _ in range(3):
        paper.multi_cell(0, 5.5, PROSE, new_x="LMARGIN", new_y="NEXT")
        paper.ln(3)
    pitch = 1.25 * size * 25.4 / 72
    drawn: list[tuple[float, float, str]] = []
    for column, body in enumerate(bodies):
        y = paper.get_y() + 12
        for part in ((body.name, *body.address), body.reach, body.numbers):
            for line in part:
                drawn.append((20 + column * 170 / len(bodies), y, line))
                y += pitch
            y += 0.8 * pitch if spaced else 0
    for x, y, line in sorted(drawn, key=lambda at: (at[1], at[0])) if by_row else drawn:
        name = any(line == body.name for body in bodies)
        paper.set_font("Helvetica", "B" if name else "", size)
        paper.text(x, y, line)
    return bytes(paper.output())


def rows_of_columns(bodies: Sequence[Body], white: str) -> list[str]:
    """The lines of the addresses side by side: ``white`` is a tab, or fills the columns to an equal
    width where it is a space.
    """
    rows = zip(*(body.lines for body in bodies), strict=True)
    if white == "\t":
        return ["\t".join(row) for row in rows]
    width = 3 + max(len(line) for body in bodies for line in body.lines)
    return ["".join(line.ljust(width) for line in row).rstrip() for row in rows]
