"""Pictures of PDF pages, as data URLs."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from briefing_ingest import disk
from briefing_ingest.explain import page_image
from briefing_ingest.provenance import Provenance

# About 90 dots an inch: small type can be read, and a page of text takes some 30 KiB.
_SCALE = 1.25
_QUALITY = 45
# All pictures together. With the text, a page of this size still opens at once and can be mailed.
BUDGET = 1_200_000


def page_pictures(
    provenance: Provenance,
    files: Mapping[str, Path],
    *,
    budget: int = BUDGET,
    read: Callable[[Path], bytes] = disk.read_regular_file,
) -> dict[str, str]:
    """Pictures by "source/page" of the pages that blocks with a box stand on, as many as ``budget``
    bytes hold.

    ``files`` gives the PDF of each source that has one; a file that is missing, or that ``read``
    refuses with an OSError, gives no pictures.
    """
    wanted = sorted(
        {page for page in (*_of_blocks(provenance), *_of_doubts(provenance)) if page[0] in files}
    )
    shown: dict[str, str] = {}
    for source in dict.fromkeys(source for source, _ in wanted):
        pages = [page for name, page in wanted if name == source]
        for page, picture in _pictures(files[source], pages, read):
            budget -= len(picture) * 4 // 3
            if budget < 0:
                return shown
            shown[f"{source}/{page}"] = (
                f"data:image/webp;base64,{base64.b64encode(picture).decode()}"
            )
    return shown


def _of_blocks(provenance: Provenance) -> Iterator[tuple[str, int]]:
    """Source and page of the places of blocks that have a box."""
    for record in provenance.blocks.values():
        yield from ((place.source, place.page) for place in record.places if place.box)


def _of_doubts(provenance: Provenance) -> Iterator[tuple[str, int]]:
    """Source and page of doubtful passages."""
    for witness in provenance.witnesses:
        yield from ((witness.source, item.page) for item in witness.doubtful if item.page)


def _pictures(
    file: Path, pages: list[int], read: Callable[[Path], bytes]
) -> Iterable[tuple[int, bytes]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(read(file))
    except (pypdfium2.PdfiumError, OSError):
        return
    try:
        for page in pages:
            if page <= len(document):
                yield page, _webp(document, page)
    finally:
        document.close()


def _webp(document: object, page: int) -> bytes:
    image = page_image(document, page, scale=_SCALE, grey=True)
    content = io.BytesIO()
    image.save(content, "WEBP", quality=_QUALITY)
    return content.getvalue()
