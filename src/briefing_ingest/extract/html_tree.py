"""The elements of an HTML page with their places in the source, built in one pass and without recursion.

The standard library's tokeniser finds tags and text; which element a tag closes follows the HTML standard's rules on
omitted tags (HTML, 13.1.2.4) as far as saved pages need them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate
from typing import Final, Literal, NamedTuple


def names(text: str) -> frozenset[str]:
    """The words of ``text`` as a set: a long list of names stays readable so."""
    return frozenset(text.split())


VOID: Final = names(
    "area base basefont bgsound br col command embed frame hr img input keygen link meta param source track wbr"
)
# Browsers do not nest deeper than this either (Chromium's HTMLConstructionSite::kMaximumHTMLParserDOMTreeDepth).
MAX_DEPTH: Final = 512

_CLOSES_P = names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section table ul"
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
# A start tag closes these open elements ...
_CLOSES: Final[dict[str, frozenset[str]]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option"}),
    "optgroup": frozenset({"option", "optgroup"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": frozenset({"tr"}),
    **dict.fromkeys(_ROW_GROUPS, _ROW_GROUPS | {"caption", "colgroup"}),
    "body": frozenset({"head"}),
    **dict.fromkeys(_HEADINGS, _HEADINGS),
}
# ... unless one of these stands between.
_SCOPE: Final[dict[str, frozenset[str]]] = {
    "li": frozenset({"ul", "ol", "menu", "dir", "table", "td", "th", "blockquote", "article", "section"}),
    "dt": frozenset({"dl", "table", "td", "th"}),
    "dd": frozenset({"dl", "table", "td", "th"}),
    "td": frozenset({"tr", "table"}),
    "th": frozenset({"tr", "table"}),
    "tr": frozenset({"table"}),
    "p": frozenset({"td", "th", "caption", "table", "button", "object", "blockquote", "li", "div", "section"}),
    **dict.fromkeys(_ROW_GROUPS, frozenset({"table"})),
}
_ANY_SCOPE = frozenset({"table", "td", "th", "button"})
_IN_HEAD = names("base basefont bgsound link meta title script style template noscript command")
# An end tag of inline markup does not reach beyond its block.
_BLOCK_SCOPE = _CLOSES_P | names(
    "td th li dd dt body html head caption button tr tbody svg math object iframe canvas audio video select noscript "
    "template"
)


@dataclass(slots=True)
class Element:
    """One element. ``start`` and ``end`` are raw offsets, tags included; ``parent`` indexes ``Page.elements``."""

    tag: str
    attributes: dict[str, str]
    parent: int
    start: int
    ordinal: int
    """1-based place among the children of its parent that have the same tag."""
    end: int = -1
    children: dict[str, int] = field(default_factory=dict)
    """How many children of each tag."""

    def classes(self) -> list[str]:
        """Its classes and id, in lower case."""
        return f"{self.attributes.get('class', '')} {self.attributes.get('id', '')}".lower().split()


class Token(NamedTuple):
    """An event at ``raw[start:end]``: text, the start or the end of ``element`` (an index into ``Page.elements``).

    ``text`` is what a "text" token says, character references resolved. ``element`` of a text is what holds it.
    """

    kind: Literal["start", "end", "text"]
    start: int
    end: int
    element: int
    text: str = ""


@dataclass(frozen=True)
class Page:
    """The elements of a page in document order, and its tokens."""

    elements: list[Element]
    tokens: list[Token]

    def ancestors(self, index: int) -> Iterator[Element]:
        """The element and all it stands in, innermost first."""
        while index >= 0:
            yield self.elements[index]
            index = self.elements[index].parent

    def path(self, index: int) -> str:
        """The XPath of an element."""
        steps = [f"{element.tag}[{element.ordinal}]" for element in self.ancestors(index)]
        return "/" + "/".join(reversed(steps))

    def text_of(self, index: int) -> str:
        """The text within an element, as written, markup left out."""
        element = self.elements[index]
        inside = (t.text for t in self.tokens if t.kind == "text" and element.start <= t.start < element.end)
        return " ".join("".join(inside).split())


def parse_page(text: str) -> Page:
    """The elements and tokens of an HTML source. Any text gives a page; nothing is refused."""
    builder = _Builder(text)
    builder.feed(text)
    builder.close()
    builder.finish()
    return Page(builder.elements, builder.tokens)


class _Builder(HTMLParser):
    """Feeds on the tokeniser's events. The class is the tokeniser's only interface."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = text
        self.elements: list[Element] = []
        self.tokens: list[Token] = []
        self._open: list[int] = []
        self._roots: dict[str, int] = {}
        self._line_starts = list(
            accumulate((len(line) for line in text.split("\n")), lambda a, n: a + n + 1, initial=0)
        )

    def _at(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def _tag_end(self, start: int) -> int:
        end = self.source.find(">", start)
        return end + 1 if end >= 0 else len(self.source)

    # --- events of the tokeniser ----------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._at()
        end = start + len(self.get_starttag_text() or "")
        self._close_implied(tag, start)
        index = self._push(tag, {name: value or "" for name, value in attrs}, start)
        if index is not None:
            self.tokens.append(Token("start", start, end, index))
            if tag in VOID:
                self._pop(end)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # `<div/>` opens a div: the slash means nothing on elements that are not void (HTML, 13.1.2.1).
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        start = self._at()
        place = self._innermost(frozenset({tag}), frozenset() if tag in _BLOCK_SCOPE else _BLOCK_SCOPE)
        if place is None:
            return
        while len(self._open) > place + 1:
            self._pop(start)
        self._pop(self._tag_end(start), start)

    def handle_data(self, data: str) -> None:
        self._text(data, self._at(), len(data))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    # --- the tree -------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        while self._open:
            self._pop(len(self.source))

    def _reference(self, written: str) -> None:
        start = self._at()
        length = len(written) + self.source.startswith(";", start + len(written))
        self._text(html.unescape(self.source[start : start + length]), start, length)

    def _text(self, text: str, start: int, length: int) -> None:
        self.tokens.append(Token("text", start, start + length, self._open[-1] if self._open else -1, text))

    def _push(self, tag: str, attributes: dict[str, str], start: int) -> int | None:
        if len(self._open) >= MAX_DEPTH or not re.fullmatch(r"[a-z][a-z0-9:._-]*", tag):
            return None
        parent = self._open[-1] if self._open else -1
        siblings = self.elements[parent].children if parent >= 0 else self._roots
        siblings[tag] = siblings.get(tag, 0) + 1
        self.elements.append(Element(tag, attributes, parent, start, siblings[tag]))
        self._open.append(len(self.elements) - 1)
        return self._open[-1]

    def _pop(self, end: int, start: int | None = None) -> None:
        index = self._open.pop()
        self.elements[index].end = end
        self.tokens.append(Token("end", end if start is None else start, end, index))

    def _innermost(self, tags: frozenset[str], within: frozenset[str]) -> int | None:
        """Where in the stack the innermost of ``tags`` stands, if no element of ``within`` stands inside it."""
        for place in range(len(self._open) - 1, -1, -1):
            tag = self.elements[self._open[place]].tag
            if tag in tags:
                return place
            if tag in within:
                return None
        return None

    def _close_implied(self, tag: str, start: int) -> None:
        if tag not in _IN_HEAD and self._open and self.elements[self._open[-1]].tag == "head":
            self._pop(start)
        if tag in _CLOSES_P:
            self._close_to(frozenset({"p"}), _SCOPE["p"], start)
        if tag in _CLOSES:
            self._close_to(_CLOSES[tag], _SCOPE.get(tag, _ANY_SCOPE), start)
        if tag == "tr" or tag in _ROW_GROUPS:
            self._close_to(frozenset({"tr"}), _SCOPE["tr"], start)

    def _close_to(self, tags: frozenset[str], within: frozenset[str], start: int) -> None:
        place = self._innermost(tags, within)
        while place is not None and len(self._open) > place:
            self._pop(start)
