"""Saves the pages that are whole in a PDF that is cut off or whose page tree is damaged.

Neither library reads a file without its last bytes: they hold the table of objects and the root of
the page tree. Objects stand in the file one after another, so they can be found without the table,
and a page is one of them. What is found is written as a PDF of its own, which the libraries read
like any other.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Final, NamedTuple

_OBJECT: Final = re.compile(rb"(?<![0-9])(\d{1,7})\s+\d{1,5}\s+obj\b")
_STREAM: Final = re.compile(rb">>\s*stream(?:\r\n|\n|\r)")
_LENGTH: Final = re.compile(rb"/Length\s+(\d{1,10})(\s+\d+\s+R)?")
_REFERENCE: Final = re.compile(rb"(?<!\d)(\d{1,7})\s+\d{1,5}\s+R\b")
_PAGE: Final = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_NODE: Final = re.compile(rb"/Type\s*/Pages\b")
_LOCK: Final = re.compile(rb"/Encrypt\b|/Filter\s*/Standard\b")
_LINEAR: Final = re.compile(rb"/Linearized\b[^>]*/N\s+(\d{1,5})\b")
# A packed object may unfold without end; a page tree may claim any number of pages.
_MAX_UNFOLDED_BYTES: Final = 16 * 2**20
_MAX_CLAIMED_PAGES: Final = 20_000
# As wide as US Letter and as high as A4, for pages whose size was lost.
_MEDIA_BOX: Final = b"/MediaBox [0 0 612 842]"


class Salvage(NamedTuple):
    """A PDF of the pages whose text is there; in the place of lost ones before the last of them
    stand blank pages.

    ``lost`` are the numbers of lost pages, ``fontless`` of those whose fonts are lost, so that a
    reader must guess their letters, and ``partial`` of those that lack a picture or form; all from
    1. ``last`` is the last that is there, ``total`` how many there were, None where the file does
      not say.
    """

    content: bytes
    lost: tuple[int, ...]
    fontless: tuple[int, ...]
    partial: tuple[int, ...]
    last: int
    total: int | None


class _Object(NamedTuple):
    """The dictionary of an object, or what else it is, and the bytes of its stream."""

    head: bytes
    data: bytes | None = None


_Objects = Mapping[int, _Object]


def salvaged(content: bytes) -> Salvage | None:
    """The pages of ``content`` whose text is there, found object by object; None if there are none.

    Encrypted files have none, since what would open them stands at their end. Pages are in the
    order of the page tree, or where that is lost in the order of the file; wrong for a file without
    a tree that was put together out of order.
    """
    objects = dict(_objects(content))
    if _is_encrypted(content, objects):
        return None
    pages, total = _pages(content, objects)
    kept = _without_lost_end(pages, objects)
    if not kept:
        return None
    lost = [number for number, page in enumerate(kept, start=1) if page is None]
    return Salvage(
        _written(kept, objects, content),
        (*lost, *range(len(kept) + 1, max(len(pages), total or 0) + 1)),
        _lacking(_has_fonts, kept, objects),
        _lacking(_has_drawings, kept, objects),
        len(kept),
        total,
    )


def _lacking(
    has_part: Callable[[int, _Objects], bool], pages: Sequence[int | None], objects: _Objects
) -> tuple[int, ...]:
    """The numbers, from 1, of pages that are there but lack a part."""
    return tuple(
        number
        for number, page in enumerate(pages, start=1)
        if page is not None and not has_part(page, objects)
    )


def _is_encrypted(content: bytes, objects: _Objects) -> bool:
    """Whether the file, or an object packed inside it, names an encryption."""
    if _LOCK.search(content):
        return True
    return any(_LOCK.search(item.head) for item in objects.values())


def _without_lost_end(pages: Sequence[int | None], objects: _Objects) -> list[int | None]:
    """``pages`` up to the last whose text is there, None for those before it whose text is not."""
    kept = [page if page is not None and _has_contents(page, objects) else None for page in pages]
    while kept and kept[-1] is None:
        kept.pop()
    return kept


# --- objects --------------------------------------------------------------------------------------


def _objects(content: bytes) -> Iterator[tuple[int, _Object]]:
    """The objects by number in the order of the file, packed ones too; a later one of a number
    replaces an earlier.
    """
    at = 0
    while match := _OBJECT.search(content, at):
        found = _object(content, match.end())
        if found is None:
            at = match.end()
            continue
        item, at = found
        if item.data is not None and re.search(rb"/Type\s*/ObjStm\b", item.head):
            yield from _packed(item)
        elif not re.search(rb"/Type\s*/XRef\b", item.head):
            yield int(match[1]), item


def _object(content: bytes, start: int) -> tuple[_Object, int] | None:
    """The object whose body begins at ``start``, and where it ends; None if its end is missing."""
    end = content.find(b"endobj", start)
    stream = _STREAM.search(content, start, end if end >= 0 else len(content))
    if stream is None:
        return (_Object(content[start:end].strip()), end) if end >= 0 else None
    head = content[start : stream.start() + 2].strip()
    length = _LENGTH.search(head)
    if length and not length[2]:
        stop = stream.end() + int(length[1])
        if content[stop : stop + 16].lstrip().startswith(b"endstream"):
            return _Object(head, content[stream.end() : stop]), stop
    stop = content.find(b"endstream", stream.end())
    return (_Object(head, content[stream.end() : stop]), stop) if stop >= 0 else None


def _packed(item: _Object) -> Iterator[tuple[int, _Object]]:
    """The objects in an object stream: pairs of number and offset, then the objects (ISO 32000-1,
    7.5.7).
    """
    first = re.search(rb"/First\s+(\d{1,9})\b", item.head)
    if first is None or item.data is None:
        return
    table_end = int(first[1])
    try:
        text = _unfold(item.head, item.data)
        table = [int(word) for word in text[:table_end].split()]
    except (ValueError, zlib.error):
        return
    starts = [table_end + offset for offset in table[1::2]]
    for number, start, stop in zip(table[::2], starts, [*starts[1:], len(text)], strict=False):
        yield number, _Object(text[start:stop].strip())


def _unfold(head: bytes, data: bytes) -> bytes:
    """``data`` decompressed, if ``head`` names a filter; at most `_MAX_UNFOLDED_BYTES` of it."""
    if b"/Filter" not in head:
        return data
    return zlib.decompressobj().decompress(data, _MAX_UNFOLDED_BYTES)


# --- pages ----------------------------------------------------------------------------------------


def _pages(content: bytes, objects: _Objects) -> tuple[list[int | None], int | None]:
    """The numbers of the page objects in order, None for what is lost; and how many pages there
    were, if known.
    """
    roots = [
        n for n, item in objects.items() if _NODE.search(item.head) and b"/Parent" not in item.head
    ]
    if roots:
        pages = list(_leaves(roots[-1], objects, set()))
        return pages, len(pages)
    linear = _LINEAR.search(content[:2048])
    found: list[int | None] = [
        n for n, item in objects.items() if item.data is None and _PAGE.search(item.head)
    ]
    return found, int(linear[1]) if linear and int(linear[1]) >= len(found) else None


def _leaves(number: int, objects: _Objects, seen: set[int]) -> Iterator[int | None]:
    """The pages under a node of the page tree, as many as it counts: a lost kid stands for the
    pages missing.
    """
    item = objects.get(number)
    if item is None or number in seen:
        yield None
        return
    seen.add(number)
    if _PAGE.search(item.head):
        yield number
        return
    kids = re.search(rb"/Kids\s*\[([^\]]*)\]", item.head)
    parts = [list(_leaves(kid, objects, seen)) for kid in _references(kids[1])] if kids else []
    claimed = re.search(rb"/Count\s+(\d{1,9})\b", item.head)
    missing = (int(claimed[1]) if claimed else 0) - sum(map(len, parts))
    for part in parts:
        yield from part
        if part == [None] and 0 < missing <= _MAX_CLAIMED_PAGES:
            yield from [None] * missing
            missing = 0


def _has_contents(page: int, objects: _Objects) -> bool:
    """Whether all streams are there that draw a page."""
    found = re.search(rb"/Contents\s*(?:\[([^\]]*)\]|(\d+\s+\d+\s+R))", objects[page].head)
    return found is not None and all(
        number in objects for number in _references(found[1] or found[2])
    )


def _has_fonts(page: int, objects: _Objects) -> bool:
    """Whether all fonts are there, with what tells their letters."""
    resources = _resources(page, objects)
    fonts = None if resources is None else _entry(resources, b"Font", objects)
    return fonts is not None and all(
        _is_whole_font(number, objects) for number in _references(fonts)
    )


def _is_whole_font(number: int, objects: _Objects) -> bool:
    if number not in objects:
        return False
    needed = re.findall(
        rb"/(?:ToUnicode|DescendantFonts|Encoding)\s*\[?\s*(\d+\s+\d+\s+R)", objects[number].head
    )
    return all(n in objects for text in needed for n in _references(text))


def _has_drawings(page: int, objects: _Objects) -> bool:
    resources = _resources(page, objects) or b""
    drawings = _entry(resources, b"XObject", objects)
    return drawings is not None and all(n in objects for n in _references(drawings))


def _resources(page: int, objects: _Objects) -> bytes | None:
    """The resources of a page, its own or of the nodes above it; None if they are lost."""
    number, seen = page, set[int]()
    while number in objects and number not in seen:
        seen.add(number)
        head = objects[number].head
        if at := re.search(rb"/Resources\b", head):
            return _value(head[at.end() :], objects)
        parent = re.search(rb"/Parent\s+(\d+)\s+\d+\s+R", head)
        number = int(parent[1]) if parent else -1
    return None


def _entry(resources: bytes, name: bytes, objects: _Objects) -> bytes | None:
    """What ``resources`` list under ``name``, b"" if nothing; None if the list is lost."""
    at = re.search(rb"/" + name + rb"\s*(?=<<|\d)", resources)
    if at is None:
        return b""
    text = _value(resources[at.end() :], objects)
    return text if text is None else text.split(b">>", 1)[0]


def _value(text: bytes, objects: _Objects) -> bytes | None:
    """``text`` from a value on, or the object that it refers to; None if that is lost."""
    reference = _REFERENCE.match(text.lstrip())
    if reference is None:
        return text
    item = objects.get(int(reference[1]))
    return item.head if item else None


def _references(text: bytes) -> Iterator[int]:
    return (int(match[1]) for match in _REFERENCE.finditer(text))


# --- the file -------------------------------------------------------------------------------------


def _written(pages: list[int | None], objects: _Objects, content: bytes) -> bytes:
    """A PDF of ``pages``, None for a blank one."""
    numbers = count(max(objects) + 1)
    catalog, root, blank = next(numbers), next(numbers), next(numbers)
    kids = b" ".join(b"%d 0 R" % (blank if page is None else page) for page in pages)
    added = {
        catalog: _Object(b"<< /Type /Catalog /Pages %d 0 R >>" % root),
        root: _Object(
            b"<< /Type /Pages /Count %d %s /Kids [%s] >>" % (len(pages), _MEDIA_BOX, kids)
        ),
        blank: _Object(b"<< /Type /Page /Parent %d 0 R %s >>" % (root, _MEDIA_BOX)),
        **dict(_lost_nodes(pages, objects)),
    }
    out, places = bytearray(b"%PDF-1.7\n"), list[tuple[int, int]]()
    for number, item in sorted({**objects, **added}.items()):
        places.append((number, len(out)))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, _body(item))
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places:
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer\n<< /Size %d /Root %d 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        max(number for number, _ in places) + 1,
        catalog,
        _info(objects, content),
        start,
    )
    return bytes(out)


def _lost_nodes(pages: Sequence[int | None], objects: _Objects) -> Iterator[tuple[int, _Object]]:
    """Empty nodes of the page tree in the place of those that pages name and that are lost."""
    for page in filter(None, pages):
        for above in re.findall(rb"/Parent\s+(\d+)\s+\d+\s+R", objects[page].head):
            if int(above) not in objects:
                yield int(above), _Object(b"<< /Type /Pages /Count 0 %s /Kids [] >>" % _MEDIA_BOX)


def _info(objects: _Objects, content: bytes) -> bytes:
    """The entry of a trailer that names the document information last named, if that is there."""
    told = [int(number) for number in re.findall(rb"/Info\s+(\d{1,7})\s+\d+\s+R", content)]
    return next((b" /Info %d 0 R" % number for number in reversed(told) if number in objects), b"")


def _body(item: _Object) -> bytes:
    if item.data is None:
        return item.head
    length = b"/Length %d" % len(item.data)
    head, replaced = _LENGTH.subn(length, item.head, count=1)
    if not replaced:
        head = item.head[:2] + length + item.head[2:]
    return head + b"\nstream\n" + item.data + b"\nendstream"
