"""What stands on one page of a PDF, whichever library reads it: characters, drawn lines,
rectangles, pictures, links.

Coordinates are PDF points, origin top left, y downward, of the page as it is shown (its crop box,
turned as it says).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Protocol

from briefing_ingest.extract.pdf.page.glyphs import Glyph
from briefing_ingest.model import Box, Entry

REDACTED: Final = "under a black bar"
"""Why nobody sees what somebody meant to make unreadable."""
BLACK: Final = "█"
"""Stands for each of its characters."""


class WebLink(NamedTuple):
    """A link annotation of a page: a rectangle in points, origin top left, and its address."""

    x0: float
    top: float
    x1: float
    bottom: float
    url: str


class DrawnLine(NamedTuple):
    """A line drawn along or down the page: a stroke, a filled sliver, or a side of a framed
    rectangle.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    colour: int
    """0xRRGGBB."""

    @property
    def across(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top


class Area(NamedTuple):
    """A rectangle: drawn, or around a picture. ``colour`` is that of its inside, 0xRRGGBB; -1 if it
    has none.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    filled: bool
    stroked: bool
    colour: int = -1


class Sheet(NamedTuple):
    """One page. ``number`` is 1-based.

    ``turn`` is by how many quarters, clockwise, the page was turned from how it is shown, so that
    its text stands upright. ``tags`` says for marked content (`Glyph.tag`) where it stands in the
    structure tree ("Document/Sect/H1"). ``hidden`` pairs characters that nobody sees with the
    reason. ``marks`` are small things drawn, as bullets are.
    """

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph] = ()
    drawn_lines: Sequence[DrawnLine] = ()
    areas: Sequence[Area] = ()
    pictures: Sequence[Area] = ()
    links: Sequence[WebLink] = ()
    tags: Mapping[int, str] = MappingProxyType({})
    turn: int = 0
    hidden: Sequence[tuple[Glyph, str]] = ()
    marks: Sequence[Area] = ()


_MAX_WORDS_OF_A_PICTURE: Final = 25
"""A page number and a running head have fewer, a page of text more."""
_MIN_SHARE_OF_A_PICTURE: Final = 0.4
"""Of the page that its pictures cover."""


def is_mostly_picture(sheet: Sheet, text: str) -> bool:
    """Whether pictures cover much of a page that has little or no text: what it says is not in its
    text layer.
    """
    if len(text.split()) > _MAX_WORDS_OF_A_PICTURE:
        return False
    covered = sum(_shown_area(picture, sheet) for picture in sheet.pictures)
    return covered >= _MIN_SHARE_OF_A_PICTURE * sheet.width * sheet.height


def _shown_area(picture: Area, sheet: Sheet) -> float:
    """How much of the page a picture covers, in square points."""
    width = min(picture.x1, sheet.width) - max(picture.x0, 0)
    height = min(picture.bottom, sheet.height) - max(picture.top, 0)
    return max(width, 0.0) * max(height, 0.0)


class Book(Protocol):
    """An open PDF, read page by page. What a page took is given back before the next."""

    @property
    def count(self) -> int:
        """The number of pages."""

    @property
    def whole(self) -> bool:
        """False if its table of objects was lost and objects had to be searched for."""

    def metadata(self) -> Mapping[str, Any]:
        """The document information: Title, Author, CreationDate ..."""

    def sheet(self, number: int) -> Sheet:
        """Page ``number`` (1-based). Damaged pages raise what the library raises."""

    def outline(self) -> Iterable[Entry]:
        """The bookmarks, in order; none where the library does not tell."""

    def close(self) -> None:
        """Gives the file back."""


def shown_box(box: Box, sheet: Sheet) -> Box:
    """``box`` (hundredths of a point) of a page that was turned to read it, as the page is
    shown.
    """
    width, height = round(sheet.width * 100), round(sheet.height * 100)
    for _ in range(sheet.turn):  # a quarter back, counter-clockwise
        box = Box(box.top, width - box.x1, box.bottom, width - box.x0)
        width, height = height, width
    return box


def covers(areas: Sequence[Area], x: float, y: float) -> bool:
    """Whether one of the areas lies at the point."""
    return any(area.x0 <= x <= area.x1 and area.top <= y <= area.bottom for area in areas)


def sides(area: Area) -> Iterator[DrawnLine]:
    """The four sides of a framed rectangle."""
    x0, top, x1, bottom, *_, colour = area
    yield DrawnLine(x0, top, x1, top, colour)
    yield DrawnLine(x0, bottom, x1, bottom, colour)
    yield DrawnLine(x0, top, x0, bottom, colour)
    yield DrawnLine(x1, top, x1, bottom, colour)
