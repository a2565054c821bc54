"""The entries of a feed in XML (RSS, Atom), every character traced into the file.

A feed is read with a scanner of its own: its elements are few, no entity is ever expanded but
characters, and each text keeps its place, so that what an entry says can be cited from the file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from briefing_ingest.extract.feed.entry import EMPTY, Entry, bare_text, is_whole, iso_day
from briefing_ingest.text import Span
from briefing_ingest.traced import Piece, TracedText, concat

_WHOLE: Final = ("content:encoded", "content", "content_html", "content_text", "xhtml:body")
_SUMMARY: Final = ("description", "summary", "atom:summary")


@dataclass
class _Token:
    kind: str
    start: int
    end: int
    name: str = ""
    attributes: str = ""


@dataclass
class _Child:
    """An element of an entry: where its content begins, its attributes, its texts, and whether it
    holds elements.
    """

    start: int
    attributes: str
    pieces: list[TracedText] = field(default_factory=list)
    holds: bool = False
    sections: list[Span] = field(default_factory=list)
    """What its CDATA sections hold."""


_Children = dict[str, list[tuple[_Child, int]]]
"""The children of an entry by their names in lower case, each with the end of its content."""


_TAG: Final = re.compile(
    r"""
    < (/?) ([A-Za-z_][\w:.-]{0,100})
    ( (?: [^<>"'] | "[^"<]{0,4000}" | '[^'<]{0,4000}' ){0,200}? )
    (/?) >
    """,
    re.DOTALL | re.VERBOSE,
)
"""A tag: ``<link rel="alternate" href="/a"/>``."""
_CDATA: Final = "<![CDATA["
_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{0,31});")


def tokens(text: str) -> Iterator[_Token]:
    """Tags, character data and CDATA of ``text``; comments, instructions and declarations are
    passed over.
    """
    at = 0
    while at < len(text):
        start = text.find("<", at)
        start = start if start >= 0 else len(text)
        if start > at:
            yield _Token("text", at, start)
        end = _end_of_declaration(text, start)
        if text.startswith(_CDATA, start):
            inner = start + len(_CDATA)
            yield _Token("cdata", inner, max(inner, end - len("]]>")))
        elif not end:
            match = _TAG.match(text, start)
            end = match.end() if match else start + 1
            yield from _tags(match) if match else ()
        at = end


def _tags(match: re.Match[str]) -> Iterator[_Token]:
    """The tag that `_TAG` has found; an empty element gives two."""
    close, name, attributes, empty = match.groups()
    yield _Token("close" if close else "open", match.start(), match.end(), name, attributes)
    if empty:
        yield _Token("close", match.end(), match.end(), name)


def _end_of_declaration(text: str, start: int) -> int:
    """The end of a comment, CDATA section, instruction or document type that begins at ``start``; 0
    for none.
    """
    for mark, end in (("<!--", "-->"), (_CDATA, "]]>"), ("<?", "?>")):
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
    """Where a scan of a feed stands: the open elements, and the children so far of the entry it is
    in.
    """

    text: str
    stack: list[str] = field(default_factory=list)
    depth: int = 0
    """How many elements are open down to the entry; 0 outside of one."""
    count: int = 0
    start: int = 0
    """Where the entry begins."""
    children: _Children = field(default_factory=dict)
    child: _Child | None = None

    def open(self, token: _Token) -> None:
        """The start of an element: of an entry, of a child of one, or of what a child holds."""
        name = token.name.lower()
        self.stack.append(name)
        if not self.depth and name.rpartition(":")[2] in {"item", "entry"}:
            self.depth, self.children, self.count = len(self.stack), {}, self.count + 1
            self.start = token.start
        elif self.depth and len(self.stack) == self.depth + 1:
            self.child = _Child(token.end, token.attributes)
        elif self.child:
            self.child.holds = True

    def close(self, token: _Token) -> Entry | None:
        """The end of an element; the entry, where it was one. What was left open within it ends
        with it.
        """
        name, found = token.name.lower(), None
        if name not in self.stack[-_MAX_DEPTH:]:
            return None
        while self.stack[-1] != name:
            self.stack.pop()
        if self.child and len(self.stack) == self.depth + 1:
            self.children.setdefault(name, []).append((self.child, token.start))
            self.child = None
        if self.depth and len(self.stack) == self.depth:
            path = f"/{'/'.join(self.stack)}[{self.count}]"
            found, self.depth = (
                _xml_entry(self.text, self.children, path, Span(self.start, token.end)),
                0,
            )
        self.stack.pop()
        return found


_MAX_DEPTH: Final = 512
"""An end tag closes no element further out: looking for it would cost time in proportion to the
depth."""


def xml_entries(text: str) -> Iterator[Entry]:
    """The entries of a feed, in its order."""
    scan = _Scan(text)
    for token in tokens(text):
        if token.kind == "open":
            scan.open(token)
        elif token.kind == "close":
            if entry := scan.close(token):
                yield entry
        elif scan.child:
            if token.kind == "cdata":
                scan.child.sections.append(Span(token.start, token.end))
            if not scan.child.holds:
                scan.child.pieces.append(_characters(text, token))


def _characters(text: str, token: _Token) -> TracedText:
    """Character data with its references resolved; CDATA as it stands."""
    said = text[token.start : token.end]
    if token.kind == "cdata" or "&" not in said:
        return TracedText.copied(said, token.start)
    pieces, at = [], 0
    for match in _REFERENCE.finditer(said):
        if at < match.start():
            pieces.append(
                Piece(said[at : match.start()], token.start + at, token.start + match.start())
            )
        start, end = token.start + match.start(), token.start + match.end()
        pieces.append(Piece(html.unescape(match.group()), start, end, ("character_reference",)))
        at = match.end()
    if at < len(said):
        pieces.append(Piece(said[at:], token.start + at, token.end))
    return TracedText(tuple(pieces))


class _Said(NamedTuple):
    """What a child of an entry says, its attributes, and its step in an XPath."""

    traced: TracedText = EMPTY
    attributes: str = ""
    path: str = ""


def _xml_entry(text: str, children: _Children, path: str, span: Span) -> Entry:
    def texts(*names: str) -> Iterator[_Said]:
        for name in names:
            for count, (child, end) in enumerate(children.get(name, ()), start=1):
                yield _Said(_inner(text, child, end), child.attributes, f"{name}[{count}]")

    def first(*names: str) -> _Said:
        return next((one for one in texts(*names) if one.traced.text.strip()), _Said())

    def plain(*names: str) -> str:
        return bare_text(first(*names).traced.text)

    title, whole = first("title"), first(*_WHOLE)
    body = whole if whole.traced.text else first(*_SUMMARY)
    url = _link(children) or plain("link", "guid")
    names = (_author(one.traced.text) for one in texts("dc:creator", "author"))
    return Entry(
        id=plain("guid", "id") or url or plain("title"),
        title=title.traced,
        body=body.traced,
        url=url if url.startswith("http") else "",
        published=iso_day(plain("published", "pubdate", "dc:date", "issued", "updated")),
        authors=tuple(dict.fromkeys(filter(None, names))),
        whole=is_whole(body.traced.text, stated=bool(whole.traced.text)),
        plain=bool(re.search(r"""type\s*=\s*["']text["']""", body.attributes)),
        span=span,
        path=path,
        title_path=title.path,
        body_path=body.path,
    )


def _inner(text: str, child: _Child, end: int) -> TracedText:
    """What a child says: its characters, or, where it holds elements, its markup.

    HTML has no CDATA: a section beside elements is put as the characters that it stands for.
    """
    if not child.holds:
        return concat(child.pieces)
    parts, at = [], child.start
    for section in child.sections:
        parts.append(TracedText.copied(text[at : section.start - len(_CDATA)], at))
        parts.append(_escaped(text, section))
        at = min(section.end + len("]]>"), end)
    return concat((*parts, TracedText.copied(text[at:end], at)))


def _escaped(text: str, section: Span) -> TracedText:
    """What a CDATA section holds, as references where it would be markup; the marks around it are
    cut.
    """
    pieces = [Piece("", section.start - len(_CDATA), section.start, ("markup",))]
    at = section.start
    for match in re.finditer("[&<]", text[section.start : section.end]):
        found = section.start + match.start()
        pieces += TracedText.copied(text[at:found], at).pieces
        pieces.append(Piece(html.escape(match.group()), found, found + 1, ("character_reference",)))
        at = found + 1
    pieces += TracedText.copied(text[at : section.end], at).pieces
    return TracedText((*pieces, Piece("", section.end, section.end + len("]]>"), ("markup",))))


def _link(children: _Children) -> str:
    """The address of an Atom entry: the link that is no other relation than "alternate"."""
    for child, _ in children.get("link", ()):
        found = dict(
            re.findall(r"""(?<![\w:])([\w:]++)\s*+=\s*+["']([^"']*)["']""", child.attributes)
        )
        if found.get("href") and found.get("rel", "alternate") == "alternate":
            return html.unescape(found["href"])
    return ""


def _author(said: str) -> str:
    """A name, out of an element that may hold an address too: ``ada@example.org (Ada Example)``."""
    named = re.search(r"<(?:\w+:)?name[^>]*>(.*?)</", said, re.DOTALL)
    bracketed = re.fullmatch(r"(?=\S+?@\S)\S++\s++\((.+)\)", bare_text(said))
    name = (
        bare_text(named.group(1)) if named else bracketed.group(1) if bracketed else bare_text(said)
    )
    return "" if "@" in name else name
