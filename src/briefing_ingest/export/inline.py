"""The text of a block taken apart where something belongs into it: note markers, links and words
set apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from briefing_ingest.dataset import Block, Link, Note, Work
from briefing_ingest.export.addresses import repaired
from briefing_ingest.model import EmphasisKind


class Inline(NamedTuple):
    """A stretch of a block: its text, the link it is ("" for none), or the number of the note
    called here.

    ``kinds`` says how its words are set apart, outer ones first; ``right`` and ``printed`` how
    an address should read and how it is printed, "" for what is printed right.
    """

    text: str
    url: str = ""
    note: str = ""
    kinds: tuple[EmphasisKind, ...] = ()
    right: str = ""
    printed: str = ""


def item_mark(block: Block) -> str:
    """The number of a list item with a full stop behind it, "" of one with a bullet and of other
    blocks.
    """
    return (
        f"{block.label.number}."
        if block.kind == "list_item" and block.label and block.label.number
        else ""
    )


def item_number(block: Block) -> int | None:
    """The number of a list item that is numbered in figures, within what lists of HTML and Markdown
    can hold.
    """
    mark = item_mark(block)[:-1]
    return int(mark) if re.fullmatch(r"-?[0-9]{1,9}", mark) else None


def inlines(
    block: Block | Note, numbers: dict[str, str], start: int = 0, end: int | None = None
) -> Iterator[Inline]:
    """``block.text[start:end]`` in order, cut at its links, its note references and the edges of
    what is set apart.

    ``numbers`` gives the printed number of each note. The texts of what comes out, joined, are that
    text again; a marker that belongs inside a link comes after it. A link is set apart if the whole
    of it is. Offsets are code points, 0-based, end-exclusive.
    """
    end = len(block.text) if end is None else end
    at = start
    markers = [ref for ref in block.note_refs if start <= ref.at <= end]
    for link in (*_apart(block.links, start, end), None):
        stop = link.start if link else end
        while markers and markers[0].at <= stop:
            ref = markers.pop(0)
            yield from _plain(block, at, ref.at)
            yield Inline("", note=numbers.get(ref.note, ref.note))
            at = max(at, ref.at)
        yield from _plain(block, at, stop)
        if link:
            said = block.text[link.start : link.end]
            kinds = _kinds(block, link.start, link.end)
            right = repaired(link)
            printed = link.printed if right else ""
            yield Inline(said, url=link.url, kinds=kinds, right=right, printed=printed)
            at = link.end


def note_numbers(work: Work) -> dict[str, str]:
    """The printed number of each note by its id."""
    return {note.id: note.number for note in work.notes}


def _apart(links: tuple[Link, ...], start: int, end: int) -> Iterator[Link]:
    """Links within the span, without empty ones and those that overlap one before."""
    for link in sorted(links, key=lambda link: (link.start, -link.end)):
        if start <= link.start < link.end <= end:
            yield link
            start = link.end


def _plain(block: Block | Note, start: int, end: int) -> Iterator[Inline]:
    """The text without links and markers, cut where words that are set apart begin and end."""
    edges = {
        edge
        for item in block.emphasis or ()
        for edge in (item.start, item.end)
        if start < edge < end
    }
    for at, stop in pairwise([start, *sorted(edges), end]):
        if at < stop:
            yield Inline(block.text[at:stop], kinds=_kinds(block, at, stop))


def _kinds(block: Block | Note, start: int, end: int) -> tuple[EmphasisKind, ...]:
    """How all of the span is set apart."""
    covering = [item.kind for item in block.emphasis or () if item.start <= start < end <= item.end]
    return tuple(dict.fromkeys(covering))
