"""The tags and texts of an HTML source, one after the other, with their places; any text gives
some.

After the states of the standard's tokeniser (HTML, 13.2.5), as regular expressions in which nothing
is tried twice, so that time stays in proportion to the length of the source. Where the standard
would throw away the rest of a page, as behind a quote or a comment that nothing closes, what opened
it is read as text.
"""

from __future__ import annotations

import html
import re
from typing import Final, Protocol

_START: Final = re.compile(
    r"""
    < ( [a-zA-Z][^\s/>\0]*+ )
    ( (?: [\s/]++
          (?: [^\s/>=][^\s/>=]*+
              (?: \s*+ = \s*+ (?: "[^"]*+" | '[^']*+' | (?!["']) [^\s>]*+ ) )?
          )?+
      )*+ )
    \s*+ >
    """,
    re.VERBOSE,
)
"""A start tag: ``<a href="/about" class=menu>``."""
_TOLERANT: Final = re.compile(
    r"""
    < ( [a-zA-Z][^\s/>\0]*+ )
    ( (?: [^>"'=]++ | = \s*+ (?: "[^"]*+" | '[^']*+' ) | ["'=] )*+ )
    >
    """,
    re.VERBOSE,
)
"""A start tag whose attributes are not well formed: ``<a href="/about"" title=>``."""
_ATTRIBUTE: Final = re.compile(
    r"""
    ( [^\s/>="'][^\s/>=]*+ )
    (?: \s*+ = \s*+ (?: "([^"]*+)" | '([^']*+)' | ([^\s>"'][^\s>]*+) ) )?
    """,
    re.VERBOSE,
)
"""A name and its value, in any quotes or none."""
_END: Final = re.compile(r"</([a-zA-Z][^\s/>\0]*+)[^>]*+>")
_REFERENCES: Final = re.compile(
    r"(?:&(?:#(?:[0-9]{1,9}+|[xX][0-9a-fA-F]{1,8}+)|[a-zA-Z][a-zA-Z0-9]{0,40}+);?){1,16}"
)
"""Character references: "&amp;" or "&#8217;". Up to sixteen in a row are reported as one text,
since a page of nothing else would need a hundred times its size."""
_RAW: Final = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
_REFERENCES_ONLY: Final = frozenset({"title", "textarea"})


class Listener(Protocol):
    """Takes each tag and text in turn; ``start`` and ``end`` are offsets into the source."""

    def opened(self, tag: str, attributes: dict[str, str], start: int, end: int) -> None:
        """A start tag, in lower case."""

    def closed(self, tag: str, start: int, end: int) -> None:
        """An end tag, in lower case."""

    def said(self, text: str, start: int, end: int) -> None:
        """A text, or what character references stand for."""


def tokenise(source: str, listener: Listener) -> None:
    """Reports all tags and texts of ``source`` to ``listener``; comments and declarations are
    passed over.
    """
    at, seen, unclosed = 0, 0, set[str]()
    while (start := source.find("<", seen)) >= 0:
        end = -1
        following = source[start + 1 : start + 2]
        if following.isalpha():
            match = _START.match(source, start) or _TOLERANT.match(source, start)
            if match:
                _report(source, at, start, listener)
                at = seen = _element(source, match, listener, unclosed)
                continue
        elif following == "/":
            match = _END.match(source, start)
            if match:
                _report(source, at, start, listener)
                listener.closed(match[1].lower(), start, match.end())
                at = seen = match.end()
                continue
            end = source.find(">", start) if not source[start + 2 : start + 3].isalpha() else -1
        elif following in {"!", "?"}:
            end = _passed(source, start, unclosed)
        if end < 0:
            seen = start + 1
            if ">" in unclosed or source.find(">", start) < 0:
                break
        else:
            _report(source, at, start, listener)
            at = seen = end + 1
    _report(source, at, len(source), listener)


def _element(source: str, match: re.Match[str], listener: Listener, unclosed: set[str]) -> int:
    """Reports a start tag, and what stands in an element that holds no tags; gives where to go
    on.
    """
    tag, end = match[1].lower(), match.end()
    listener.opened(tag, _attributes(match[2]) if match[2] else {}, match.start(), end)
    if (tag not in _RAW and tag not in _REFERENCES_ONLY) or tag in unclosed:
        return end
    closing = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(source, end)
    if not closing:
        unclosed.add(tag)
        return end if tag != "script" else len(source)
    if tag in _RAW:
        listener.said(source[end : closing.start()], end, closing.start())
    else:
        _report(source, end, closing.start(), listener)
    return closing.start()


def _attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        value = double or single or bare
        found.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
    return found


def _passed(source: str, start: int, unclosed: set[str]) -> int:
    """Where a comment, declaration or marked section ends (its last character); -1 if it does
    not.
    """
    closings = ("-->", "--!>") if source.startswith("<!--", start) else ("]]>",)
    if source.startswith(("<!-->", "<!--->"), start):
        return source.find(">", start)
    if source.startswith(("<!--", "<![CDATA["), start):
        ends = []
        for closing in closings:
            place = -1 if closing in unclosed else source.find(closing, start + 4)
            if place >= 0:
                ends.append(place + len(closing) - 1)
            elif closing != "--!>":
                unclosed.add(closing)
            if ends:
                break
        if ends:
            return ends[0]
    return source.find(">", start)


def _report(source: str, start: int, end: int, listener: Listener) -> None:
    """Reports the text between two tags, character references on their own."""
    if start >= end:
        return
    at = start
    if source.find("&", start, end) >= 0:
        for match in _REFERENCES.finditer(source, start, end):
            meant = html.unescape(match.group())
            if meant == match.group():
                continue
            if at < match.start():
                listener.said(source[at : match.start()], at, match.start())
            listener.said(meant, match.start(), match.end())
            at = match.end()
    if at < end:
        listener.said(source[at:end], at, end)
