"""WARC (ISO 28500): what a crawler or a browser fetched, one record after the other."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final, NamedTuple

from briefing_ingest.extract.containers.held import (
    MAX_BYTES,
    PAGE_TYPES,
    BadContainerError,
    HeldPage,
)

_GZIP: Final = b"\x1f\x8b"
_VERSION: Final = b"WARC/"
_FIELD: Final = re.compile(rb"^([!-9;-~]+):[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_HEAD_END: Final = re.compile(rb"\r?\n\r?\n")
_STATUS: Final = re.compile(rb"HTTP/\S+[ ](\d{3})")
_CHUNK: Final = re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\r\n]*\r?\n")
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_OK: Final = b"200"
_ZLIB_ANY: Final = 47
"""Tells zlib to take its own format and gzip's."""


class _Record(NamedTuple):
    fields: dict[str, str]
    block: bytes
    number: int


def is_warc(content: bytes) -> bool:
    """Whether bytes are a web archive, packed or not."""
    if content.startswith(_GZIP):
        try:
            start = zlib.decompressobj(_ZLIB_ANY).decompress(content[:1024], 64)
        except zlib.error:
            return False
        return start.startswith(_VERSION)
    return content.startswith(_VERSION)


def pages_of_warc(content: bytes) -> tuple[HeldPage, ...]:
    """The pages of an archive, of each address the one saved last.

    Raises:
        BadContainerError: a record is cut off, or packed data is damaged or too large.
    """
    found: dict[str, HeldPage] = {}
    for record in _records(_unpacked(content) if content.startswith(_GZIP) else content):
        page = _page(record)
        if page and page.content.strip():
            found[page.url or page.place] = page
    return tuple(found.values())


def _unpacked(content: bytes) -> bytes:
    """What gzip packed, member after member."""
    try:
        unpacked = gzip.GzipFile(fileobj=BytesIO(content)).read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise BadContainerError("Its packed data is damaged or cut off.") from None
    return _checked(unpacked)


def _checked(unpacked: bytes) -> bytes:
    if len(unpacked) > MAX_BYTES:
        raise BadContainerError("It unpacks to more than 100 MB.")
    return unpacked


def _records(content: bytes) -> Iterator[_Record]:
    at, number = 0, 0
    while content.startswith(_VERSION, at):
        end = _HEAD_END.search(content, at)
        fields = _fields(content[at : end.start()]) if end else {}
        length = fields.get("content-length", "")
        if not end or not length.isdecimal() or end.end() + int(length[:12]) > len(content):
            raise BadContainerError(f"Its record {number + 1} is cut off.")
        number += 1
        at = end.end() + int(length[:12])
        yield _Record(fields, content[end.end() : at], number)
        while content[at : at + 1] in {b"\r", b"\n"}:
            at += 1


def _fields(head: bytes) -> dict[str, str]:
    """The header fields, their names in lower case."""
    return {
        name.decode("ascii").lower(): value.decode("utf-8", errors="replace")
        for name, value in _FIELD.findall(head)
    }


def _page(record: _Record) -> HeldPage | None:
    """The page that a record holds; None for a picture, a request, a redirection."""
    kind, said, block = record.fields.get("warc-type", ""), record.fields, record.block
    if kind == "response":
        head, _, block = _parted(block)
        status = _STATUS.match(head)
        if not status or status[1] != _OK:
            return None
        said = _fields(head)
        block = _plain(block, said)
    elif kind != "resource":
        return None
    declared = said.get("content-type", "")
    if declared.partition(";")[0].strip().lower() not in PAGE_TYPES:
        return None
    charset = _CHARSET.search(declared)
    url = record.fields.get("warc-target-uri", "").strip("<>")
    return HeldPage(block, charset[1] if charset else "", url, f"record[{record.number}]")


def _parted(block: bytes) -> tuple[bytes, bytes, bytes]:
    end = _HEAD_END.search(block)
    return (block[: end.start()], end.group(), block[end.end() :]) if end else (block, b"", b"")


def _plain(body: bytes, said: dict[str, str]) -> bytes:
    """The body of a response as it was before the server packed it for the way."""
    if "chunked" in said.get("transfer-encoding", "").lower():
        body = _joined_chunks(body)
    packing = said.get("content-encoding", "").strip().lower()
    if packing in {"gzip", "x-gzip", "deflate"} and body:
        try:
            return _checked(zlib.decompressobj(_ZLIB_ANY).decompress(body, MAX_BYTES + 1))
        except zlib.error:  # archivists unpack bodies and leave the header as it was
            return body
    return body


def _joined_chunks(body: bytes) -> bytes:
    """The chunks as one; ``body`` itself where it is in none, as archivists leave it."""
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK.match(body, at):
        size = int(match[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
    return b"".join(parts) if parts and at >= len(body) else body
