"""MHTML (RFC 2557): a page and what it shows as the parts of one message, as browsers save it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from typing import Final

from briefing_ingest.extract.containers.held import PAGE_TYPES, BadContainerError, HeldPage

_HEADER: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*[A-Za-z][A-Za-z0-9-]*:[ \t]")
_SAVED_PAGE: Final = re.compile(
    rb"""
      ^Content-Type: \s* multipart/related
    | ^Snapshot-Content-Location:
    | ^From: \s* .?<?Saved\ by
    | ^Content-Location: \s* \w+:
    """,
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_HEAD_BYTES: Final = 4096
_MAX_PARTS: Final = 10_000


def is_mhtml(content: bytes) -> bool:
    """Whether bytes begin like a page saved as a message: with header fields, one of which says
    so.
    """
    head = content[:_HEAD_BYTES]
    fields = re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0]
    return bool(_HEADER.match(head) and _SAVED_PAGE.search(fields))


def page_of_mhtml(content: bytes) -> HeldPage | None:
    """The page that the message is of: its root part, or the first part that is a page; None for
    none.

    Raises:
        BadContainerError: its parts are nested too deeply, or too many.
    """
    try:
        message = message_from_bytes(content.lstrip(), policy=policy.compat32)
        pages = list(_pages(message))
    except RecursionError:
        raise BadContainerError("Its parts are nested too deeply.") from None
    root = _unquoted(message.get_param("start"))
    named = (page for page, part in pages if root and _unquoted(part.get("Content-ID")) == root)
    filled = (page for page, _ in pages if page.content.strip())
    return next(named, None) or next(filled, None)


def _pages(message: Message) -> Iterator[tuple[HeldPage, Message]]:
    """The parts that are pages, in their order."""
    saved_from = _unquoted(message.get("Snapshot-Content-Location"))
    for number, part in enumerate(message.walk()):
        if number > _MAX_PARTS:
            raise BadContainerError("It has too many parts.")
        if part.is_multipart() or part.get_content_type() not in PAGE_TYPES:
            continue
        body = part.get_payload(decode=True)
        url = _unquoted(part.get("Content-Location")) or saved_from
        charset = part.get_content_charset() or ""
        content = body if isinstance(body, bytes) else b""
        yield HeldPage(content, charset, _address(url), f"part[{max(1, number)}]"), part


def _unquoted(value: object) -> str:
    return "".join(str(value or "").split()).strip('<>"')


def _address(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""
