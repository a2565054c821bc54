"""Damaged addresses of the web: how they should read, beside how they are printed.

A repair never touches the words of the text, so that they stay what the sources have. What is shown
to a reader has the address as it should read, and the printed form behind it.
"""

from __future__ import annotations

import re
from typing import Final

from briefing_ingest.dataset import Block, Link, Note

_SCHEME: Final = re.compile(r"\A[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def repaired(link: Link) -> str:
    """How the address of ``link`` should read where it is printed otherwise; "" if it is printed
    right.

    What a link to other words leads to is no repair, nor is a scheme or a last stroke that print
    leaves out, nor white space where a line ends.

    >>> link = Link(start=0, end=14, printed="a.org/nightbus", url="https://a.org/night-bus",
    ...             evidence="a hyphen was lost at a line end")
    >>> repaired(link)
    'a.org/night-bus'
    """
    if not link.evidence:
        return ""
    address = link.url if _SCHEME.match(link.printed) else _SCHEME.sub("", link.url)
    printed = "".join(link.printed.split())
    return address if address.rstrip("/") != printed.rstrip("/") else ""


def with_addresses_repaired(text: Block | Note) -> str:
    """The text of a block or note, each damaged address as it should read and as it is printed.

    >>> link = Link(start=4, end=18, printed="a.org/nightbus", url="https://a.org/night-bus",
    ...             evidence="a hyphen was lost at a line end")
    >>> with_addresses_repaired(Note(id="n", number="1", text="See a.org/nightbus.", links=(link,)))
    'See a.org/night-bus (printed: a.org/nightbus).'
    """
    out = text.text
    for link in sorted(text.links, key=lambda link: -link.start):
        if right := repaired(link):
            out = out[: link.start] + beside(right, link.printed) + out[link.end :]
    return out


def beside(right: str, printed: str) -> str:
    """An address as it should read, and the printed form, in plain text."""
    return f"{right} (printed: {printed})"
