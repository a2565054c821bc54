"""A PDF as a page of HTML: the pictures of its pages with numbered boxes of the blocks, in reading
order, and text.
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Iterator
from typing import Any, Final

from briefing_ingest.model import Block, Place, Witness

# Of pages beyond this many only the text is shown: a page's picture takes 50 to 200 kB.
_MOST_PICTURES: Final = 200
_SCALE: Final = 1.25
_STYLE: Final = """body{font:14px/1.45 sans-serif;margin:1em;background:#eee}
section{display:flex;gap:1em;align-items:flex-start;margin-bottom:1em}
figure{position:relative;margin:0;flex:none;background:#fff}
figure img{display:block}
.box{position:absolute;box-sizing:border-box;border:1px solid #06c;background:#06c1}
.box b{position:absolute;left:-1.7em;top:0;font-size:11px;color:#fff;background:#06c;padding:0 3px}
.heading,.title,.subtitle{border-color:#c00}.heading b,.title b,.subtitle b{background:#c00}
.table,.caption{border-color:#080}.table b,.caption b{background:#080}
.note{border-color:#a60}.note b{background:#a60}
ol{margin:0;padding-left:3em}li{margin-bottom:.5em;white-space:pre-wrap}li i{color:#666}"""


def render_pages(witness: Witness, content: bytes, password: str | None = None) -> str:
    """The page. ``content`` is the PDF that ``witness`` was read from; other sources have their
    blocks as text only.
    """
    numbered = list(enumerate((*witness.blocks, *witness.notes), start=1))
    parts = [
        _section(number, picture, numbered)
        for number, picture in _pictures(witness, content, password)
    ]
    title = html.escape(witness.source_id)
    head = f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    return (
        f"<!DOCTYPE html>\n<html "
        f'lang="en"><head>{head}</head>\n<body>\n{"".join(parts)}</body></html>\n'
    )


def _pictures(witness: Witness, content: bytes, password: str | None) -> Iterator[tuple[int, str]]:
    """For each page its number and its picture as an element; one page without a picture for what
    is no PDF.
    """
    if witness.media_type != "application/pdf":
        yield 1, ""
        return
    from briefing_ingest.extract.pdf import open_for_pictures

    document = open_for_pictures(content[max(0, content.find(b"%PDF-")) :], password)
    printed = [place.page for block in (*witness.blocks, *witness.notes) for place in block.places]
    for index in range(max(len(document) if document else 0, *printed, 1)):
        yield index + 1, _picture(document, index) if document and index < _MOST_PICTURES else ""
    if document:
        document.close()


def _picture(document: Any, index: int) -> str:
    """The picture of a page as an element; "" for a page that cannot be drawn."""
    from pypdfium2 import PdfiumError

    try:
        page = document[index]
    except (IndexError, PdfiumError):
        return ""
    try:
        image = page.render(scale=_SCALE).to_pil().convert("RGB")
    finally:
        page.close()
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=70)
    data = base64.b64encode(buffer.getvalue()).decode()
    size = f'width="{image.width}" height="{image.height}"'
    return f'<img {size} alt="page {index + 1}" src="data:image/jpeg;base64,{data}">'


def _section(page: int, picture: str, numbered: list[tuple[int, Block]]) -> str:
    """A page: its picture with a box for each place of a block, and the list of these blocks."""
    boxes: list[str] = []
    items: list[str] = []
    for number, block in numbered:
        places = [place for place in block.places if place.page == page]
        if picture:
            boxes += [_box(number, block, place) for place in places if place.box]
        if places or (page == 1 and not block.places):
            items.append(_item(number, block, goes_on=_begins_before(page, block)))
    figure = f"<figure>{picture}{''.join(boxes)}</figure>"
    return f"<section>\n{figure}\n<ol>\n{''.join(items)}</ol>\n</section>\n"


def _begins_before(page: int, block: Block) -> bool:
    return bool(block.places) and block.places[0].page < page


def _item(number: int, block: Block, *, goes_on: bool) -> str:
    """A block in the list of its page; one that goes on from the page before has its text there."""
    kind = f"{block.kind} {block.level}" if block.kind == "heading" else block.kind
    again = " (goes on)" if goes_on else ""
    text = "" if goes_on else html.escape(block.text)
    return f'<li value="{number}"><i>{kind}{again}</i> {text}</li>\n'


def _box(number: int, block: Block, place: Place) -> str:
    assert place.box
    left, top, right, bottom = (round(side * _SCALE / 100) for side in place.box)
    style = f"left:{left}px;top:{top}px;width:{right - left}px;height:{bottom - top}px"
    return f'<div class="box {block.kind}" style="{style}"><b>{number}</b></div>\n'
