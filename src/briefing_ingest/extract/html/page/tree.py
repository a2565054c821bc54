"""The elements of an HTML page with their places in the source, built in one pass and without
recursion.

Which element a tag closes follows the HTML standard's rules on omitted tags (HTML, 13.1.2.4) as far
as saved pages need them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import Final, Literal, NamedTuple

from briefing_ingest.extract.html.page.tokens import tokenise


def names(text: str) -> frozenset[str]:
    """The words of ``text`` as a set: a long list of names stays readable so."""
    return frozenset(text.split())


VOID: Final = names(
    "area base basefont bgsound br col command embed frame hr img input keygen link meta param "
    "source track wbr"
)
# Browsers do not nest deeper than this either (Chromium's
# HTMLConstructionSite::kMaximumHTMLParserDOMTreeDepth).
MAX_DEPTH: Final = 512

_CLOSES_P = names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section table ul"
)
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
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
    **dict.fromkeys(HEADINGS, HEADINGS),
}
# ... unless one of these stands between.
_SCOPE: Final[dict[str, frozenset[str]]] = {
    "li": frozenset(
        {"ul", "ol", "menu", "dir", "table", "td", "th", "blockquote", "article", "section"}
    ),
    "dt": frozenset({"dl", "table", "td", "th"}),
    "dd": frozenset({"dl", "table", "td", "th"}),
    "td": frozenset({"tr", "table"}),
    "th": frozenset({"tr", "table"}),
    "tr": frozenset({"table"}),
    "p": frozenset(
        {"td", "th", "caption", "table", "button", "object", "blockquote", "li", "div", "section"}
    ),
    **dict.fromkeys(_ROW_GROUPS, frozenset({"table"})),
}
_ANY_SCOPE = frozenset({"table", "td", "th", "button"})
_IN_HEAD = names("base basefont bgsound link meta title script style template noscript command")
# An end tag of inline markup does not reach beyond its block.
_BLOCK_SCOPE = _CLOSES_P | names(
    "td th li dd dt body html head caption button tr tbody svg math object iframe canvas audio "
    "video select noscript template"
)
_CLOSING: Final = _CLOSES_P | frozenset(_CLOSES) | _ROW_GROUPS
"""Start tags that may close something."""
_NOTHING: Final[frozenset[str]] = frozenset()
_P: Final = frozenset({"p"})
_TR: Final = frozenset({"tr"})
_TAG: Final = re.compile(r"[a-z][a-z0-9:._-]*")


@dataclass(slots=True)
class Element:
    """One element. ``start`` and ``end`` are raw offsets, tags included; ``parent`` indexes
    ``Tree.elements``.
    """

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
    """An event at ``raw[start:end]``: text, the start or the end of ``element`` (an index into
    ``Tree.elements``).

    ``text`` is what a "text" token says, character references resolved. ``element`` of a text is
    what holds it.
    """

    kind: Literal["start", "end", "text"]
    start: int
    end: int
    element: int
    text: str = ""


_token_start = attrgetter("start")


@dataclass(frozen=True)
class Tree:
    """The elements of a page in document order, and its tokens."""

    elements: list[Element]
    tokens: list[Token]

    def chain(self, index: int) -> Iterator[int]:
        """The indices of the element and of all it stands in, innermost first."""
        while index >= 0:
            yield index
            index = self.elements[index].parent

    def ancestors(self, index: int) -> Iterator[Element]:
        """The element and all it stands in, innermost first."""
        return (self.elements[outer] for outer in self.chain(index))

    def within(self, index: int) -> Iterator[int]:
        """The indices of the elements that stand in an element."""
        end = self.elements[index].end
        for inner in range(index + 1, len(self.elements)):
            if self.elements[inner].start >= end:
                return
            yield inner

    def path(self, index: int) -> str:
        """The XPath of an element."""
        steps = [f"{element.tag}[{element.ordinal}]" for element in self.ancestors(index)]
        return "/" + "/".join(reversed(steps))

    def text_of(self, index: int) -> str:
        """The text within an element, as written, markup left out."""
        element = self.elements[index]
        first = bisect_left(self.tokens, element.start, key=_token_start)
        inside = []
        for token in islice(self.tokens, first, None):
            if token.start >= element.end:
                break
            if token.kind == "text":
                inside.append(token.text)
        return " ".join("".join(inside).split())


def parse_tree(text: str) -> Tree:
    """The elements and tokens of an HTML source. Any text gives a tree; nothing is refused."""
    builder = _Builder()
    tokenise(text, builder)
    builder.finish(len(text))
    return Tree(builder.elements, builder.tokens)


class _Builder:
    """Makes elements of what the tokeniser reports; ``_open`` are the indices of those that are not
    closed yet.
    """

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.tokens: list[Token] = []
        self._open: list[int] = []
        self._tags: Counter[str] = Counter()
        """How many elements of each tag are open: most need not be looked for."""
        self._roots: dict[str, int] = {}

    # --- events of the tokeniser ---

    def opened(self, tag: str, attributes: dict[str, str], start: int, end: int) -> None:
        if tag in _CLOSING or self._tags["head"]:
            self._close_implied(tag, start)
        if len(self._open) >= MAX_DEPTH or not _TAG.fullmatch(tag):
            return
        parent = self._open[-1] if self._open else -1
        siblings = self.elements[parent].children if parent >= 0 else self._roots
        ordinal = siblings[tag] = siblings.get(tag, 0) + 1
        index = len(self.elements)
        self.elements.append(Element(tag, attributes, parent, start, ordinal))
        self.tokens.append(Token("start", start, end, index))
        self._open.append(index)
        self._tags[tag] += 1
        # `<div/>` opens a div: the slash means nothing on elements that are not void (HTML,
        # 13.1.2.1).
        if tag in VOID:
            self._pop(end)

    def closed(self, tag: str, start: int, end: int) -> None:
        if self._open and self.elements[self._open[-1]].tag == tag:
            self._pop(end, start)
            return
        place = self._innermost(frozenset({tag}), _NOTHING if tag in _BLOCK_SCOPE else _BLOCK_SCOPE)
        if place is None:
            return
        while len(self._open) > place + 1:
            self._pop(start)
        self._pop(end, start)

    def said(self, text: str, start: int, end: int) -> None:
        self.tokens.append(Token("text", start, end, self._open[-1] if self._open else -1, text))

    # --- the tree ---

    def finish(self, end: int) -> None:
        while self._open:
            self._pop(end)

    def _pop(self, end: int, start: int | None = None) -> None:
        index = self._open.pop()
        element = self.elements[index]
        element.end = end
        self._tags[element.tag] -= 1
        self.tokens.append(Token("end", end if start is None else start, end, index))

    def _innermost(self, tags: frozenset[str], within: frozenset[str]) -> int | None:
        """Where in the stack the innermost of ``tags`` stands, if no element of ``within`` stands
        inside it.
        """
        if not any(self._tags[tag] for tag in tags):
            return None
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
            self._close_to(_P, _SCOPE["p"], start)
        if tag in _CLOSES:
            self._close_to(_CLOSES[tag], _SCOPE.get(tag, _ANY_SCOPE), start)
        if tag == "tr" or tag in _ROW_GROUPS:
            self._close_to(_TR, _SCOPE["tr"], start)

    def _close_to(self, tags: frozenset[str], within: frozenset[str], start: int) -> None:
        place = self._innermost(tags, within)
        while place is not None and len(self._open) > place:
            self._pop(start)
