"""Texts that a page holds in its source but not in what it shows: the last resort where it shows
next to nothing.

Such a text is the ``articleBody`` of JSON-LD, the page of a frame that stands in an attribute
(``srcdoc``), or what is shown where no scripts run (``noscript``).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from briefing_ingest.extract.html.page.page import Page
from briefing_ingest.extract.html.page.tree import Token
from briefing_ingest.extract.json_places import (
    Node,
    Reader,
    read_array,
    read_object,
    read_value,
    traced_string,
)
from briefing_ingest.traced import Piece, TracedText

_SRCDOC: Final = re.compile(r"""\ssrcdoc\s*=\s*(["'])(.*?)\1""", re.IGNORECASE | re.DOTALL)
_REFERENCE: Final = re.compile(r"&(?:#\d{1,9}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{0,40});?")
_MARKUP: Final = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|a|em|strong|b|i|span)\b", re.IGNORECASE
)
"""A string with one of these is a page's markup."""
_HOLDING: Final = frozenset({"script", "iframe", "noscript"})
_HOLDERS: Final = ("@graph", "mainEntity", "mainEntityOfPage")
"""Members of JSON-LD in which the article may stand."""
_MAX_HOLDERS: Final = 5
"""How deep within such members it is looked for."""


class Embedded(NamedTuple):
    """A text within the source of a page. ``path`` is where: an XPath, and what is in the
    element.
    """

    body: TracedText
    path: str
    is_markup: bool
    is_page: bool = False
    """Whether it has a frame of its own, as pages have."""


def embedded_texts(page: Page, text: str) -> Iterator[Embedded]:
    """The texts of a page, whose source is ``text``, that it holds and does not show."""
    for token in page.tokens:
        if token.kind == "start":
            yield from _of_tag(page, token, text)


def _of_tag(page: Page, token: Token, text: str) -> Iterator[Embedded]:
    element = page.elements[token.element]
    if element.tag not in _HOLDING:
        return
    path = page.path(token.element)
    if element.tag == "script" and "ld+json" in element.attributes.get("type", "").lower():
        yield from _of_json(text, token.end, f"{path}/articleBody")
    elif element.tag == "iframe" and "srcdoc" in element.attributes:
        match = _SRCDOC.search(text, token.start, token.end)
        if match:
            body = _resolved(TracedText.copied(match[2], match.start(2)))
            yield Embedded(body, f"{path}/@srcdoc", is_markup=True, is_page=True)
    elif element.tag == "noscript":
        body = TracedText.copied(text[token.end : element.end], token.end)
        if "javascript" not in body.text.lower():  # a plea for scripts is no article
            yield Embedded(body, path, is_markup=True)


def _of_json(text: str, start: int, path: str) -> Iterator[Embedded]:
    for node in _article_bodies(text, start):
        body = traced_string(text, node)
        is_markup = bool(_MARKUP.search(body.text))
        yield Embedded(body if is_markup else _resolved(body), path, is_markup)


def _resolved(body: TracedText) -> TracedText:
    """A text with its character references resolved."""
    pieces: list[Piece] = []
    at = 0
    for match in _REFERENCE.finditer(body.text):
        meant = html.unescape(match.group())
        if meant == match.group():
            continue
        pieces += body.slice(at, match.start()).pieces
        whole = body.slice(*match.span())
        pieces.append(Piece(meant, whole.raw_start, whole.raw_end, ("character_reference",)))
        at = match.end()
    return TracedText((*pieces, *body.slice(at, len(body)).pieces))


# --- JSON-LD ---


def _article_bodies(text: str, start: int) -> Iterator[Node]:
    """The strings that JSON-LD at ``start`` calls the body of an article; none if it is broken."""
    at = start + len(text[start : start + 1000]) - len(text[start : start + 1000].lstrip())
    try:
        yield from _bodies(_reader(_MAX_HOLDERS)(text, at))
    except ValueError:
        return


def _reader(depth: int) -> Reader:
    """Reads a value with the places of what it holds, ``depth`` levels deep."""
    inner = _reader(depth - 1) if depth else read_value

    def member(name: str) -> Reader:
        return inner if name in _HOLDERS else read_value

    def read(text: str, at: int) -> Node:
        opening = text[at : at + 1]
        if opening == "{":
            return read_object(text, at, member)
        return read_array(text, at, inner) if opening == "[" else read_value(text, at)

    return read


def _bodies(node: object) -> Iterator[Node]:
    value = node.value if isinstance(node, Node) else None
    if isinstance(value, list):
        for item in value:
            yield from _bodies(item)
    elif isinstance(value, dict):
        body = value.get("articleBody")
        if isinstance(body, Node) and isinstance(body.value, str):
            yield body
        for name in _HOLDERS:
            yield from _bodies(value.get(name))
