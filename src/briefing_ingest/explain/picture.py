"""A picture of a PDF page with the place of a block drawn in."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from briefing_ingest.dataset import Dataset, Entity, Relation, texts
from briefing_ingest.errors import UsageError
from briefing_ingest.explain.passage import Loaded
from briefing_ingest.explain.target import Passage, Target, find_target
from briefing_ingest.explain.words import find_words
from briefing_ingest.provenance import BlockProvenance

# Pixels a point: 144 dots an inch, so that small type can be read.
_SCALE = 2.0


Box = tuple[int, int, int, int]


class Boxed(NamedTuple):
    """A page of a source, with boxes (hundredths of a point, origin top left) of texts on it."""

    source: str
    path: str
    page: int
    boxes: tuple[Box, ...]


def boxes(briefings: Loaded, target: str) -> list[Boxed]:
    """The pages on which stands what ``target`` names, a page once: none for sources without pages.

    Of an entity these are the texts that name it, of a relation those that show it; a work or a
    source has none, and so have words that stand in no text.
    """
    dataset: Dataset = briefings.dataset
    paths = {source.id: source.path for source in dataset.sources}
    addresses = [
        address for found in _named(dataset, target) for address in _addresses(dataset, found)
    ]
    pages: dict[tuple[str, int], list[Box]] = {}
    for address in dict.fromkeys(addresses):
        for place in briefings.provenance.blocks.get(address, BlockProvenance()).places:
            if place.box:
                pages.setdefault((place.source, place.page), []).append(place.box)
    return [
        Boxed(source, paths.get(source, ""), page, tuple(found))
        for (source, page), found in pages.items()
    ]


def _named(dataset: Dataset, target: str) -> Sequence[Target]:
    try:
        return find_target(dataset, target)
    except UsageError:
        return find_words(dataset, target)


def _addresses(dataset: Dataset, target: Target) -> Iterator[str]:
    """The texts in which a target stands."""
    if isinstance(target, Passage):
        yield f"{target.work.id}/{target.text.id}"
    elif isinstance(target, Relation):
        yield from (f"{item.work}/{item.block}" for item in target.evidence)
    elif isinstance(target, Entity):
        for work in dataset.works:
            for text in texts(work):
                if any(mention.entity == target.id for mention in text.mentions):
                    yield f"{work.id}/{text.id}"


def page_image(document: Any, page: int, *, scale: float, grey: bool = False) -> Any:
    """The page (1-based) of a pypdfium2 document as a Pillow image, ``scale`` pixels a point.

    All of its media box is shown, for boxes count from the corner of that, and not of what a crop
    box leaves of it.
    """
    cropped = document[page - 1]
    cropped.set_cropbox(*cropped.get_mediabox())
    # The new box holds from when the page is loaded again.
    return document[page - 1].render(scale=scale, grayscale=grey).to_pil()


def drawn(content: bytes, boxed: Boxed) -> bytes | None:
    """The page as PNG with a frame around each box; None if ``content`` is no PDF that has the
    page.
    """
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
    for box in boxed.boxes:
        x0, top, x1, bottom = (side / 100 * _SCALE for side in box)
        ImageDraw.Draw(image).rectangle(
            (x0 - 4, top - 4, x1 + 4, bottom + 4), outline=(179, 38, 30), width=3
        )
    png = io.BytesIO()
    image.save(png, "PNG")
    return png.getvalue()
