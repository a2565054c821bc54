"""What sets a text and is not part of it: tags, marks of emphasis and headings, marks of lists.

A copy of a page may show its markup ("<p>The", "**Action 2:**"), and another none. Neither says
anything else than the other.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Final

from briefing_ingest.text import word_key

_TAG: Final = re.compile(r"<(?:/?[A-Za-z][\w:-]{0,30}(?:\s[^<>]{0,400})?/?|!--[^<>]{0,400}--)>")
"""<p>, </strong>, <a href="x">, <br/>, <!-- a comment -->; not "p < 0.05 and q > 2"."""
_LINK: Final = re.compile(r"!?\[([^\[\]]{0,400})\]\([^()\s]{0,400}\)")
"""[the words](address), as Markdown writes a link."""
_NOTE: Final = re.compile(r"\[\^[\w-]{1,20}\]:?")
"""The call of a note, [^3], and what stands before the note: [^3]:"""
_QUOTE: Final = re.compile(r"^\s*>+\s+(?=[^\W\d_]|[\"'“‘(\[])")
"""The sign before a line of a quotation; before a figure it says that something is greater."""
_SET_APART: Final = re.compile(
    r"(?<!\S)(?:[*_`]|~~)+"  # the first signs of *word*, _word_, `word`, ~~word~~
    r"|(?:[*_`]|~~)+(?!\S)"  # the last signs
    r"|(?<=\w)[*`]+(?=\W)|(?<=\W)[*`]+(?=\w)"  # those of (**word**)
)
_HASHES: Final = re.compile(r"(?<!\S)#{1,6}(?!\S)")
_RULES: Final = re.compile(
    r"(?<!\S)(?:[-=_*~]{3,}+|(?=[|:+-]*?--)[|:+-]++)(?!\S)"  # ---, |---|:--:|
    r"|(?<!\S)\|++|(?<!\|)\|++(?!\S)"  # | a cell |
)
"""Lines between parts, and what separates the cells of a table that is written with bars."""
_LEADERS: Final = re.compile(r"(?:\s?\.){4,}|…{2,}|(?:\s\.){3,}")
"""The dots between a heading and its page in a contents list."""
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]+")
_BROKEN_WORD: Final = re.compile(r"(?<=[^\W\d_])[-‐\u00ad]\s*\n\s*(?=[^\W\d_])")
"""A hyphen at the end of a line within a word."""

_BULLET: Final = r"[•◦▪▫■□●○‣⁃∙·➢➤►▶❖✓✔\uf0b7\uf0a7\uf0d8]"
_BULLETS: Final = re.compile(rf"(?<!\S){_BULLET}+(?!\S)|^\s*{_BULLET}+")
_DASH_AT_START: Final = re.compile(r"^\s*(?:[-–—o§*+/]{1,2})(?!\S)")
"""A dash, an asterisk or the letter "o" for a bullet, and what begins a line of a comment."""
_NUMERAL: Final = re.compile(
    r"^\s*(\(?(?:\d{1,3}|[A-Za-z]|[ivxlc]{1,5})\)|(?:\d{1,3}|[A-Za-z]|[ivxlc]{1,5})\.)(?!\S)"
)
"""The number of a list item: 1., 2), (a), iv."""


def without_tags(text: str) -> str:
    """``text`` with a space for each tag, and without the marks of emphasis and headings.

    >>> without_tags("<p><b>Action 2:</b> the **board**").split()
    ['Action', '2:', 'the', 'board']
    """
    plain = html.unescape(_TAG.sub(" ", text)) if "<" in text or "&" in text else text
    for pattern in (_RULES, _SET_APART, _HASHES):
        plain = pattern.sub(" ", plain)
    return plain


def without_setting(text: str) -> str:
    """``text`` in one line, without markup, bullets, leader dots and hyphens at line ends.

    >>> without_setting("• *Beds* .......... 4")
    'Beds 4'
    """
    plain = _LINK.sub(r"\1", text) if "](" in text else text
    plain = _NOTE.sub(" ", _QUOTE.sub("", plain))
    plain = _BROKEN_WORD.sub("", plain)
    plain = _INVISIBLE.sub("", plain)
    plain = _LEADERS.sub(" ", _BULLETS.sub(" ", without_tags(_DASH_AT_START.sub("", plain))))
    return " ".join(_DASH_AT_START.sub("", plain).split())


def numeral_of(text: str) -> str:
    """The number of a list item that ``text`` begins with, "" if it begins with none.

    >>> numeral_of("(b) the board"), numeral_of("1.5 million"), numeral_of("and 3. the")
    ('(b)', '', '')
    """
    found = _NUMERAL.match(text)
    return found[1] if found else ""


@lru_cache(maxsize=1 << 16)
def aligned_key(word: str) -> str:
    """What two words must share to be aligned, whatever markup stands about them; markup alone is
    itself.

    >>> aligned_key("<p>The") == aligned_key("_the_") == aligned_key("The")
    True
    """
    if word.isalnum():
        return word_key(word)
    plain = "".join(without_tags(word).split())
    return word_key(plain or word)
