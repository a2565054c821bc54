"""A picture of a PDF page with the place of a block drawn in."""

from __future__ import annotations

import io
from typing import Any, NamedTuple

from briefing_ingest.dataset import Dataset
from briefing_ingest.explain.passage import Loaded
from briefing_ingest.explain.target import Passage, find_target
from briefing_ingest.provenance import SourcePlace

# Pixels a point: 144 dots an inch, so that small type can be read.
_SCALE = 2.0


class Boxed(NamedTuple):
    """A source with the page and box (hundredths of a point, origin top left) of a block."""

    source: str
    path: str
    page: int
    box: tuple[int, int, int, int]


def boxes(briefings: Loaded, target: str) -> list[Boxed]:
    """Where the block or note that ``target`` names stands on pages: none for sources without pages.

    Raises:
        UsageError: E407 where it names nothing.
    """
    dataset: Dataset = briefings.dataset
    paths = {source.id: source.path for source in dataset.sources}
    found = []
    for passage in find_target(dataset, target):
        if isinstance(passage, Passage):
            record = briefings.provenance.blocks.get(f"{passage.work.id}/{passage.text.id}")
            found += [_boxed(place, paths) for place in (record.places if record else ()) if place.box]
    return found


def _boxed(place: SourcePlace, paths: dict[str, str]) -> Boxed:
    assert place.box
    return Boxed(place.source, paths.get(place.source, ""), place.page, place.box)


def page_image(document: Any, page: int, *, scale: float, grey: bool = False) -> Any:
    """The page (1-based) of a pypdfium2 document as a Pillow image, ``scale`` pixels a point.

    All of its media box is shown, for boxes count from the corner of that, and not of what a crop box leaves of it.
    """
    cropped = document[page - 1]
    cropped.set_cropbox(*cropped.get_mediabox())
    # The new box holds from when the page is loaded anew.
    return document[page - 1].render(scale=scale, grayscale=grey).to_pil()


def drawn(content: bytes, boxed: Boxed) -> bytes | None:
    """The page as PNG with a frame around the box; None if ``content`` is no PDF that has the page."""
    import pypdfium2
    from PIL import ImageDraw

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return None
    try:
        if boxed.page > len(document):
            return None
        image = page_image(document, boxed.page, scale=_SCALE)
    finally:
        document.close()
    x0, top, x1, bottom = (side / 100 * _SCALE for side in boxed.box)
    ImageDraw.Draw(image).rectangle((x0 - 4, top - 4, x1 + 4, bottom + 4), outline=(179, 38, 30), width=3)
    png = io.BytesIO()
    image.save(png, "PNG")
    return png.getvalue()
