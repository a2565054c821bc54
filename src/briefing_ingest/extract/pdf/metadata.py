"""What a PDF file says of itself outside its pages: the document information and the XMP packet.

The packet is looked for in the bytes of the file, since programs leave it uncompressed so that
others find it (ISO 16684-1). Pictures have packets of their own; that of the document says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from briefing_ingest.model import Fact

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DATE: Final = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")
_START: Final = b"<x:xmpmeta"
_END: Final = b"</x:xmpmeta>"
_LONGEST_PACKET: Final = 1 << 20
"""Bytes; a longer one holds thumbnails or a history of editing."""
_MOST_PACKETS: Final = 64
_OF_DOCUMENT: Final = (b"application/pdf", b"http://ns.adobe.com/pdf/1.3/")
"""One of these is in the packet of a document, and none in that of a picture."""

_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_RIGHTS: Final = "{http://ns.adobe.com/xap/1.0/rights/}"
_CC: Final = "{http://creativecommons.org/ns#}"
_NAMES: Final = {
    f"{_DC}title": ("title", "PDF XMP dc:title"),
    f"{_DC}creator": ("author", "PDF XMP dc:creator"),
    f"{_CC}license": ("licence", "PDF XMP cc:license"),
    f"{_RIGHTS}WebStatement": ("licence", "PDF XMP xmpRights:WebStatement"),
    f"{_RIGHTS}UsageTerms": ("licence", "PDF XMP xmpRights:UsageTerms"),
    f"{_DC}rights": ("licence", "PDF XMP dc:rights"),
}


def document_facts(information: Mapping[str, Any], content: bytes) -> Iterator[Fact]:
    """Title, authors, terms and dates that the file states; what is no text, or blank, says
    nothing.

    ``information`` is the document information, ``content`` the file.
    """
    for key, name in (("Title", "title"), ("Author", "author")):
        if value := _clean(information.get(key)):
            yield Fact(name, value, f"PDF {key}")
    for key, name in (("CreationDate", "created"), ("ModDate", "modified")):
        date = _DATE.match(str(information.get(key) or ""))
        if date and 1 <= int(date[2]) <= 12 and 1 <= int(date[3]) <= 31:
            yield Fact(name, f"{date[1]}-{date[2]}-{date[3]}", f"PDF {key}")
    yield from dict.fromkeys(_xmp_facts(content))


def _clean(value: object) -> str:
    return " ".join(str(value or "").replace("\0", "").split())


def _xmp_facts(content: bytes) -> Iterator[Fact]:
    """The facts of the last packet of the document, which replaces earlier ones."""
    packet = _packet(content)
    root = _parsed(packet) if packet else None
    if root is None:
        return
    for description in root.iter(f"{_RDF}Description"):
        for tag, value in description.attrib.items():
            if tag in _NAMES and _clean(value):
                yield Fact(_NAMES[tag][0], _clean(value), _NAMES[tag][1])
        for child in description:
            if child.tag in _NAMES:
                name, where = _NAMES[child.tag]
                yield from (Fact(name, value, where) for value in _values(child))


def _packet(content: bytes) -> bytes:
    end = len(content)
    for _ in range(_MOST_PACKETS):
        end = content.rfind(_END, 0, end)
        start = content.rfind(_START, 0, end) if end >= 0 else -1
        if start < 0:
            return b""
        packet = content[start : end + len(_END)]
        if len(packet) <= _LONGEST_PACKET and any(sign in packet for sign in _OF_DOCUMENT):
            return packet
        end = start
    return b""


def _parsed(packet: bytes) -> Element | None:
    """The packet as XML; None for one that is broken or declares entities, as none does."""
    from xml.etree import ElementTree

    if b"<!" in packet.replace(b"<!--", b"").replace(b"<![CDATA[", b""):
        return None
    try:
        return ElementTree.fromstring(packet)  # noqa: S314 -- it declares no entities
    except ElementTree.ParseError:
        return None


def _values(element: Element) -> Iterator[str]:
    """What a property says: its resource, its text, or the items of its list."""
    said = [element.get(f"{_RDF}resource"), element.text]
    said += [item.text for item in element.iter(f"{_RDF}li")]
    yield from filter(None, map(_clean, said))
