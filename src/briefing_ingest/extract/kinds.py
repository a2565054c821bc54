"""What kind of file a source is: by its name, checked against its first bytes."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from briefing_ingest.extract.containers import is_mhtml, is_warc
from briefing_ingest.extract.encoding import decode
from briefing_ingest.extract.failure import failure
from briefing_ingest.extract.feed.sources import looks_like_feed
from briefing_ingest.model import Source

MEDIA_TYPES: Final[dict[str, str]] = {
    ".htm": "text/html",
    ".html": "text/html",
    ".markdown": "text/plain",
    ".md": "text/plain",
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
    ".pdf": "application/pdf",
    ".text": "text/plain",
    ".txt": "text/plain",
    ".warc": "application/warc",
    ".warc.gz": "application/warc",
    ".xhtml": "text/html",
    ".atom": "application/feed",
    ".json": "application/feed",
    ".rss": "application/feed",
    ".xml": "application/feed",
}
"""By the ending of the name; a feed, XHTML or MHTML under another of these names is known by its
content."""

_HEAD_BYTES: Final = 1024
"""Readers look for the header of a PDF in so many (PDF Reference 1.7, appendix H, note 13)."""
_SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"PK\x03\x04", "a ZIP archive (perhaps a Word or OpenDocument file)"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"%!PS", "a PostScript file"),
)
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XHTML: Final = re.compile(
    r"<(?:\w+:)?html[\s>]|http://www\.w3\.org/1999/xhtml|<!doctype\s+html", re.IGNORECASE
)
_RENAME: Final = (
    "Open the file to see what was saved, then fetch it again or give it its right extension."
)
_TEXT_BYTES = frozenset(range(0x20, 0x100)) | {0x09, 0x0A, 0x0C, 0x0D}


def media_type(source: Source, content: bytes) -> str:
    """The media type of ``source``: a key of `EXTRACTORS`.

    Raises:
        SourceError: E203 if there is nothing in it, E209 if its name has an extension we do not
            know, E204 if its first bytes belong to another kind of file.
    """
    if not content.strip():
        size = "no bytes" if not content else "nothing but white space"
        raise failure(
            source, "E203", f"The file has {size}.", "Fetch it again, or remove its entry."
        )
    extension = _extension(source.path)
    declared = MEDIA_TYPES.get(extension)
    if declared is None:
        known = ", ".join(sorted(MEDIA_TYPES))
        named = f"the extension {extension}" if extension else "no extension"
        raise failure(source, "E209", f"The file has {named}.", f"Use one of these kinds: {known}.")
    if held := _saved_page(content, declared):
        return held
    if declared in {"application/feed", "text/html", "multipart/related"}:
        return _markup_type(source, content, declared)
    found = looks_like(content)
    if not _fits(declared, found):
        raise failure(
            source,
            "E204",
            f"The file is named {extension} but looks like {found}.",
            _RENAME,
        )
    return declared


def _extension(path: str) -> str:
    name = PurePosixPath(path.lower())
    return ".warc.gz" if name.name.endswith(".warc.gz") else name.suffix


def _saved_page(content: bytes, declared: str) -> str:
    """The media type of a file that holds a saved page, where its name does not say that it is
    something else; "" for all other files.
    """
    if declared == "application/warc" and is_warc(content):
        return declared
    is_page = declared in {"text/html", "multipart/related"}
    return "multipart/related" if is_page and is_mhtml(content) else ""


def _markup_type(source: Source, content: bytes, declared: str) -> str:
    """A feed or a page, whichever the content is; an XML or JSON file that is neither is E209."""
    if looks_like_feed(content):
        return "application/feed"
    found = looks_like(content)
    page = (
        declared == "text/html"
        or found == "an HTML page"
        or _XHTML.search(decode(content[:_HEAD_BYTES]).text)
    )
    if page and _fits("text/html", found):
        return "text/html"
    if found in {"text", "binary data"}:
        cause = "The file is neither a feed (RSS, Atom, JSON Feed) nor a page (XHTML)."
        fix = "Save the text it holds as a page or as plain text, or remove it."
        raise failure(source, "E209", cause, fix)
    extension = _extension(source.path)
    cause = f"The file is named {extension} but looks like {found}."
    raise failure(source, "E204", cause, _RENAME)


def looks_like(content: bytes) -> str:
    """What the first bytes of ``content`` belong to, in words for a message.

    >>> looks_like(b"<!DOCTYPE html><title>404 Not Found</title>")
    'an HTML page'
    """
    head = content[:_HEAD_BYTES]
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    if _HTML_START.match(head):
        return "an HTML page"
    if b"%PDF-" in head:
        return "a PDF"
    return "text" if all(byte in _TEXT_BYTES for byte in head) else "binary data"


def _fits(declared: str, found: str) -> bool:
    """Whether a file of that media type may look so. Text in UTF-16 looks binary: its extractor
    judges that.
    """
    if declared == "application/pdf":
        return found == "a PDF"
    if declared == "application/warc":
        return False  # those that are were known by how they begin
    if declared == "text/html":
        return found in {"an HTML page", "text", "binary data"}
    return found in {"text", "binary data"}
