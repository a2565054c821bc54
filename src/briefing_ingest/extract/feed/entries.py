"""Whether a file is a feed (RSS, Atom, JSON Feed), and its entries."""

from __future__ import annotations

import re

from briefing_ingest.extract.feed.entry import Entry
from briefing_ingest.extract.feed.json_entries import json_entries
from briefing_ingest.extract.feed.xml_entries import tokens, xml_entries


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
    return next((token.name.lower() for token in tokens(head) if token.kind == "open"), "")


def entries_of(text: str) -> tuple[Entry, ...]:
    """The entries of the feed ``text``, in its order; none if it cannot be read.

    The text of a single entry, without the feed around it, gives that entry.
    """
    found = json_entries(text) if text.lstrip()[:1] == "{" else xml_entries(text)
    return tuple(entry for entry in found if entry.title.text.strip() or entry.body.text.strip())
