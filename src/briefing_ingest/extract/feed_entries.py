"""The entries of a feed (RSS, Atom, JSON Feed), every character traced into the file.

A feed is read with a scanner of its own: its elements are few, no entity is ever expanded but characters, and each
text keeps its place, so that what an entry says can be cited from the file.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any, Final

from briefing_ingest.text import iso_date
from briefing_ingest.traced import Piece, TracedText, concat

_EMPTY: Final = TracedText()
_WHOLE: Final = ("content:encoded", "content", "content_html", "content_text", "xhtml:body")
_SUMMARY: Final = ("description", "summary", "atom:summary")
_LEAST_WORDS: Final = 30
_LEAST_WORDS_OF_A_SUMMARY: Final = 150
_CUT_OFF: Final = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;)\]?|\b(?:continue reading|read (?:more|on|the rest))\b.{0,80})\s*$", re.I
)


@dataclass(frozen=True)
class Entry:
    """One entry: what it is called by and says. ``body`` is markup unless ``plain``; ``path`` is the XPath of it."""

    id: str
    title: TracedText = _EMPTY
    body: TracedText = _EMPTY
    url: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    whole: bool = False
    """True if the entry has its essay, not a summary of it."""
    plain: bool = False
    path: str = ""


def is_feed(head: str) -> bool:
    """Whether a file that begins so is a feed.

    >>> is_feed('<?xml version="1.0"?><!-- made --> <rss version="2.0">')
    True
    """
    if re.match(r"\s*\{", head):
        return bool(re.search(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/', head))
    root = _root(head)
    return root in {"rss", "rdf:rdf"} or (root.rpartition(":")[2] == "feed" and "w3.org/2005/Atom" in head)


def _root(head: str) -> str:
    """The name of the first element, in lower case; "" where there is none."""
    return next((token.name.lower() for token in _tokens(head) if token.kind == "open"), "")


def entries_of(text: str) -> tuple[Entry, ...]:
    """The entries of the feed ``text``, in its order; none if it cannot be read."""
    found = _json_entries(text) if text.lstrip()[:1] == "{" else _xml_entries(text)
    return tuple(entry for entry in found if entry.title.text.strip() or entry.body.text.strip())


# --- XML ----------------------------------------------------------------------------------------------------------


@dataclass
class _Token:
    kind: str
    start: int
    end: int
    name: str = ""
    attributes: str = ""


@dataclass
class _Child:
    """An element of an entry: where its content begins, its attributes, its texts, and whether it holds elements."""

    start: int
    attributes: str
    pieces: list[TracedText] = field(default_factory=list)
    holds: bool = False


_TAG: Final = re.compile(
    r"<(/?)([A-Za-z_][\w:.-]{0,100})((?:[^<>\"']|\"[^\"<]{0,4000}\"|'[^'<]{0,4000}'){0,200}?)(/?)>", re.DOTALL
)
_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{0,31});")


def _tokens(text: str) -> Iterator[_Token]:
    """Tags, character data and CDATA of ``text``; comments, instructions and declarations are passed over."""
    at = 0
    while at < len(text):
        start = text.find("<", at)
        if start < 0:
            start = len(text)
        if start > at:
            yield _Token("text", at, start)
        if start == len(text):
            return
        end = _end_of_declaration(text, start)
        if text.startswith("<![CDATA[", start):
            yield _Token("cdata", start + 9, max(start + 9, end - 3))
        elif not end:
            match = _TAG.match(text, start)
            end = match.end() if match else start + 1
            if match:
                close, name, attributes, empty = match.groups()
                yield _Token("close" if close else "open", start, end, name, attributes)
                if empty:
                    yield _Token("close", end, end, name)
        at = end


def _end_of_declaration(text: str, start: int) -> int:
    """The end of a comment, CDATA section, instruction or document type that begins at ``start``; 0 for none."""
    for mark, end in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")):
        if text.startswith(mark, start):
            found = text.find(end, start)
            return found + len(end) if found >= 0 else len(text)
    if not text.startswith("<!", start):
        return 0
    found = text.find(">", start)
    subset = text.find("[", start, found)
    found = text.find("]>", start) + 1 if subset >= 0 else found
    return found + 1 if found > 0 else len(text)


@dataclass
class _Scan:
    """Where a scan of a feed stands: the open elements, and the children so far of the entry it is in."""

    text: str
    stack: list[str] = field(default_factory=list)
    depth: int = 0
    """How many elements are open down to the entry; 0 outside of one."""
    count: int = 0
    children: dict[str, list[tuple[_Child, int]]] = field(default_factory=dict)
    child: _Child | None = None

    def open(self, token: _Token) -> None:
        """The start of an element: of an entry, of a child of one, or of what a child holds."""
        name = token.name.lower()
        self.stack.append(name)
        if not self.depth and name.rpartition(":")[2] in {"item", "entry"}:
            self.depth, self.children, self.count = len(self.stack), {}, self.count + 1
        elif self.depth and len(self.stack) == self.depth + 1:
            self.child = _Child(token.end, token.attributes)
        elif self.child:
            self.child.holds = True

    def close(self, token: _Token) -> Entry | None:
        """The end of an element; the entry, where it was one. What was left open within it ends with it."""
        name, found = token.name.lower(), None
        if name not in self.stack[-_DEEPEST:]:
            return None
        while self.stack[-1] != name:
            self.stack.pop()
        if self.child and len(self.stack) == self.depth + 1:
            self.children.setdefault(name, []).append((self.child, token.start))
            self.child = None
        if self.depth and len(self.stack) == self.depth:
            found, self.depth = _xml_entry(self.text, self.children, "/".join(self.stack), self.count), 0
        self.stack.pop()
        return found


_DEEPEST: Final = 512
"""An end tag closes no element further out: looking for it would cost time in proportion to the depth."""


def _xml_entries(text: str) -> Iterator[Entry]:
    scan = _Scan(text)
    for token in _tokens(text):
        if token.kind == "open":
            scan.open(token)
        elif token.kind == "close":
            if entry := scan.close(token):
                yield entry
        elif scan.child and not scan.child.holds:
            scan.child.pieces.append(_characters(text, token))


def _characters(text: str, token: _Token) -> TracedText:
    """Character data with its references resolved; CDATA as it stands."""
    said = text[token.start : token.end]
    if token.kind == "cdata" or "&" not in said:
        return TracedText.copied(said, token.start)
    pieces, at = [], 0
    for match in _REFERENCE.finditer(said):
        if at < match.start():
            pieces.append(Piece(said[at : match.start()], token.start + at, token.start + match.start()))
        start, end = token.start + match.start(), token.start + match.end()
        pieces.append(Piece(html.unescape(match.group()), start, end, ("character_reference",)))
        at = match.end()
    if at < len(said):
        pieces.append(Piece(said[at:], token.start + at, token.end))
    return TracedText(tuple(pieces))


def _xml_entry(text: str, children: dict[str, list[tuple[_Child, int]]], path: str, count: int) -> Entry:
    def texts(*names: str) -> list[TracedText]:
        return [_inner(text, *found) for name in names for found in children.get(name, ())]

    def first(*names: str) -> TracedText:
        return next((one for one in texts(*names) if one.text.strip()), _EMPTY)

    def plain(*names: str) -> str:
        return _bare(first(*names).text)

    whole = first(*_WHOLE)
    body = whole if whole.text else first(*_SUMMARY)
    kind = next((c.attributes for name in ("content", "summary") for c, _ in children.get(name, ())), "")
    url = _link(children) or plain("link", "guid")
    name = "content:encoded" if children.get("content:encoded") else "content" if whole.text else "description"
    return Entry(
        id=plain("guid", "id") or url or plain("title"),
        title=first("title"),
        body=body,
        url=url if url.startswith("http") else "",
        published=_day(plain("published", "pubdate", "dc:date", "issued", "updated")),
        authors=tuple(dict.fromkeys(filter(None, (_author(one.text) for one in texts("dc:creator", "author"))))),
        whole=_is_whole(body.text, stated=bool(whole.text)),
        plain=bool(re.search(r"""type\s*=\s*["']text["']""", kind)) and not children.get("content:encoded"),
        path=f"/{path}[{count}]/{name}[1]",
    )


def _inner(text: str, child: _Child, end: int) -> TracedText:
    return TracedText.copied(text[child.start : end], child.start) if child.holds else concat(child.pieces)


def _link(children: dict[str, list[tuple[_Child, int]]]) -> str:
    """The address of an Atom entry: the link that is no other relation than "alternate"."""
    for child, _ in children.get("link", ()):
        found = dict(re.findall(r"""(?<![\w:])([\w:]++)\s*+=\s*+["']([^"']*)["']""", child.attributes))
        if found.get("href") and found.get("rel", "alternate") == "alternate":
            return html.unescape(found["href"])
    return ""


def _author(said: str) -> str:
    """A name, out of an element that may hold an address too: ``ada@example.org (Ada Example)``."""
    named = re.search(r"<(?:\w+:)?name[^>]*>(.*?)</", said, re.DOTALL)
    bracketed = re.fullmatch(r"(?=\S+?@\S)\S++\s++\((.+)\)", _bare(said))
    name = _bare(named.group(1)) if named else bracketed.group(1) if bracketed else _bare(said)
    return "" if "@" in name else name


def _bare(said: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", said)).split())


def _day(said: str) -> str:
    if iso_date(said):
        return iso_date(said)
    try:
        return parsedate_to_datetime(said).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def _is_whole(body: str, *, stated: bool) -> bool:
    said = _bare(body)
    words = len(said.split())
    return words >= (_LEAST_WORDS if stated else _LEAST_WORDS_OF_A_SUMMARY) and not _CUT_OFF.search(said[-200:])


# --- JSON ---------------------------------------------------------------------------------------------------------

_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ESCAPE: Final = re.compile(
    r"(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.)", re.DOTALL
)


def _json_entries(text: str) -> Iterator[Entry]:
    try:
        feed = json.loads(text, strict=False)
        items = [item for item in feed["items"] if isinstance(item, dict)]
    except (ValueError, RecursionError, KeyError, TypeError):
        return
    places = {m.group(): m.start() for m in reversed(list(_STRING.finditer(text)))}
    said = {_unescaped(written): written for written in places}
    for count, item in enumerate(items):
        key = next((k for k in ("content_html", "content_text", "summary") if item.get(k)), "content_text")
        authors = item.get("authors") or [item.get("author")]
        yield Entry(
            id=str(item.get("id") or item.get("url") or item.get("title") or count),
            title=_placed(str(item.get("title") or ""), said, places),
            body=_placed(str(item.get(key) or ""), said, places),
            url=str(item.get("url") or ""),
            published=_day(str(item.get("date_published") or "")),
            authors=tuple(_json_names(authors)),
            whole=_is_whole(str(item.get(key) or ""), stated=key != "summary"),
            plain=key == "content_text",
            path=f"/items[{count + 1}]/{key}",
        )


def _json_names(authors: Any) -> Iterator[str]:
    for author in authors if isinstance(authors, list) else []:
        if isinstance(author, dict) and author.get("name"):
            yield str(author["name"])


def _unescaped(written: str) -> str:
    try:
        return str(json.loads(written, strict=False))
    except ValueError:
        return ""


def _placed(value: str, said: dict[str, str], places: dict[str, int]) -> TracedText:
    """``value`` where the file writes it, its escapes resolved."""
    written = said.get(value, "")
    if not value or not written:
        return _EMPTY
    start, pieces, at = places[written], [], 1
    for match in _ESCAPE.finditer(written, 1, len(written) - 1):
        if at < match.start():
            pieces.append(Piece(written[at : match.start()], start + at, start + match.start()))
        resolved = _unescaped(f'"{match.group()}"')
        pieces.append(Piece(resolved, start + match.start(), start + match.end(), ("character_reference",)))
        at = match.end()
    if at < len(written) - 1:
        pieces.append(Piece(written[at:-1], start + at, start + len(written) - 1))
    return TracedText(tuple(pieces))
