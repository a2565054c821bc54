"""The entries of a feed (RSS, Atom, JSON Feed), every character traced into the file.

A feed is read with a scanner of its own: its elements are few, no entity is ever expanded but
characters, and each text keeps its place, so that what an entry says can be cited from the file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Final, NamedTuple

from briefing_ingest.extract.feed.json_places import (
    Node,
    characters,
    read_array,
    read_object,
    read_value,
    read_whole,
    traced_string,
)
from briefing_ingest.text import Span, iso_date
from briefing_ingest.traced import Piece, TracedText, concat

_EMPTY: Final = TracedText()
_NOWHERE: Final = Span(0, 0)
_WHOLE: Final = ("content:encoded", "content", "content_html", "content_text", "xhtml:body")
_SUMMARY: Final = ("description", "summary", "atom:summary")
_LEAST_WORDS: Final = 30
_LEAST_WORDS_OF_A_SUMMARY: Final = 150
_CUT_OFF: Final = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;)\]?|\b(?:continue reading|read (?:more|on"
    r"|the rest))\b.{0,80})\s*$",
    re.I,
)


@dataclass(frozen=True)
class Entry:
    """One entry: what it is called by and says. ``body`` is markup unless ``plain``.

    ``span`` is where it stands in the file. ``path`` is its XPath, those of title and body go on
    from there.
    """

    id: str
    title: TracedText = _EMPTY
    body: TracedText = _EMPTY
    url: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    whole: bool = False
    """True if the entry has its essay, not a summary of it."""
    plain: bool = False
    span: Span = _NOWHERE
    path: str = ""
    title_path: str = ""
    body_path: str = ""


def is_feed(head: str) -> bool:
    """Whether a file that begins so is a feed.

    >>> is_feed('<?xml version="1.0"?><!-- made --> <rss version="2.0">')
    True
    """
    if re.match(r"\s*\{", head):
        return bool(
            re.search(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/', head)
        )
    root = _root(head)
    return root in {"rss", "rdf:rdf"} or (
        root.rpartition(":")[2] == "feed" and "w3.org/2005/Atom" in head
    )


def _root(head: str) -> str:
    """The name of the first element, in lower case; "" where there is none."""
    return next((token.name.lower() for token in _tokens(head) if token.kind == "open"), "")


def entries_of(text: str) -> tuple[Entry, ...]:
    """The entries of the feed ``text``, in its order; none if it cannot be read.

    The text of a single entry, without the feed around it, gives that entry.
    """
    found = _json_entries(text) if text.lstrip()[:1] == "{" else _xml_entries(text)
    return tuple(entry for entry in found if entry.title.text.strip() or entry.body.text.strip())


# --- XML ------------------------------------------------------------------------------------------


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
    r"<(/?)([A-Za-z_][\w:.-]{0,100})((?:[^<>\"']|\"[^\"<]{0,4000}\"|'[^'<]{0,4000}'){0,200}?)(/?)>",
    re.DOTALL,
)
_CDATA: Final = "<![CDATA["
_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{0,31});")


def _tokens(text: str) -> Iterator[_Token]:
    """Tags, character data and CDATA of ``text``; comments, instructions and declarations are
    passed over.
    """
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
        if text.startswith(_CDATA, start):
            yield _Token("cdata", start + len(_CDATA), max(start + len(_CDATA), end - len("]]>")))
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
        if name not in self.stack[-_DEEPEST:]:
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


_DEEPEST: Final = 512
"""An end tag closes no element further out: looking for it would cost time in proportion to the
depth."""


def _xml_entries(text: str) -> Iterator[Entry]:
    scan = _Scan(text)
    for token in _tokens(text):
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

    traced: TracedText = _EMPTY
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
        return _bare(first(*names).traced.text)

    title, whole = first("title"), first(*_WHOLE)
    body = whole if whole.traced.text else first(*_SUMMARY)
    url = _link(children) or plain("link", "guid")
    names = (_author(one.traced.text) for one in texts("dc:creator", "author"))
    return Entry(
        id=plain("guid", "id") or url or plain("title"),
        title=title.traced,
        body=body.traced,
        url=url if url.startswith("http") else "",
        published=_day(plain("published", "pubdate", "dc:date", "issued", "updated")),
        authors=tuple(dict.fromkeys(filter(None, names))),
        whole=_is_whole(body.traced.text, stated=bool(whole.traced.text)),
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
    return words >= (_LEAST_WORDS if stated else _LEAST_WORDS_OF_A_SUMMARY) and not _CUT_OFF.search(
        said[-200:]
    )


# --- JSON -----------------------------------------------------------------------------------------


def _json_entries(text: str) -> Iterator[Entry]:
    """The items of a JSON feed; of the text of a single item, that one."""
    try:
        whole = read_whole(text, _read_feed)
    except ValueError:
        return
    items = (
        whole.value.get("items")
        if "version" in whole.value
        else Node([whole], whole.start, whole.end)
    )
    for count, item in enumerate(
        items.value if items and isinstance(items.value, list) else (), start=1
    ):
        if isinstance(item.value, dict):
            yield _json_entry(text, item, count)


def _read_feed(text: str, at: int) -> Node:
    return read_object(text, at, lambda name: _read_items if name == "items" else read_value)


def _read_items(text: str, at: int) -> Node:
    return (
        read_array(text, at, _read_item)
        if text[at : at + 1] == "["
        else Node(None, at, read_value(text, at).end)
    )


def _read_item(text: str, at: int) -> Node:
    return read_object(text, at) if text[at : at + 1] == "{" else read_value(text, at)


def _json_entry(text: str, item: Node, count: int) -> Entry:
    members: dict[str, Node] = item.value

    def plain(name: str) -> str:
        found = members.get(name)
        return str(found.value or "") if found and not isinstance(found.value, dict | list) else ""

    def traced(name: str) -> TracedText:
        return traced_string(text, members[name]) if name in members else _EMPTY

    key = next((k for k in ("content_html", "content_text", "summary") if plain(k)), "content_text")
    body = traced(key)
    return Entry(
        id=plain("id") or plain("url") or plain("title") or str(count - 1),
        title=traced("title"),
        body=body,
        url=plain("url"),
        published=_day(plain("date_published")),
        authors=tuple(_json_names(members)),
        whole=_is_whole(body.text, stated=key != "summary"),
        plain=key == "content_text",
        span=Span(item.start, item.end),
        path=f"/items[{count}]",
        title_path="title",
        body_path=key,
    )


def _json_names(members: Mapping[str, Node]) -> Iterator[str]:
    several, one = (
        members[name].value if name in members else None for name in ("authors", "author")
    )
    for author in several if isinstance(several, list) and several else [one]:
        name = author.get("name") if isinstance(author, dict) else None
        if name and isinstance(name, str):
            yield characters(name)
