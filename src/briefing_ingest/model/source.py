"""What the manifest states of a source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

NOT_IN_KEYS: Final = {"in keys": False}
"""Metadata of a field on which no result depends, so that it is in no key of what is remembered."""


class Part(NamedTuple):
    """The stretch of a file that is one source: ``start`` and ``end`` are code points of the file's
    text.

    ``line`` is the number of the line in which it begins, ``path`` its XPath, ``sha256`` the
    checksum of the file.
    """

    start: int
    end: int
    line: int
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Source:
    """What the manifest states of one source. ``path`` begins with the manifest's folder
    ("seeds/x.pdf").
    """

    id: str
    path: str
    sha256: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    licence: str | None = None
    language: str | None = None
    work: str | None = None
    """Sources with the same word here are versions of one work, whatever their texts say."""
    not_work: tuple[str, ...] = ()
    """Ids of sources that are no versions of the same work, whatever their texts say."""
    keep: tuple[str, ...] = ()
    """Words of passages that are part of the briefing, whatever rules say."""
    drop: tuple[str, ...] = ()
    """Words of passages that are not."""
    as_text: tuple[str, ...] = ()
    """Words of tables that are none: their text is published as paragraphs."""
    links: tuple[tuple[str, str], ...] = ()
    """Addresses as they are printed, each with the one that is right."""
    authors: tuple[str, ...] = ()
    """The authors, whatever the document says."""
    leads: bool = False
    """Whether it is the edition that its work follows."""
    edition: str | None = None
    """The date of its edition, ISO 8601: the latest edition of a work is followed."""
    supersedes: tuple[str, ...] = ()
    """Ids of sources that are earlier editions than this one."""
    declared: bool = True
    """False for a file that lies in the folder but is not in the manifest."""
    entry: str | None = None
    """Of a source that is one entry of a feed, the entry's id in the feed."""
    part: Part | None = field(default=None, repr=False, metadata=NOT_IN_KEYS)
    """Of such a source, its stretch of the file. Not printed: what is read of an entry does not
    depend on its place, and so is still known when others are put before it."""
    password: str | None = field(default=None, repr=False)
    """What opens an encrypted PDF. Not printed, so that it gets into no report; keys have it only
    within a digest."""
