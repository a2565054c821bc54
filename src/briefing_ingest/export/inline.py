"""The text of a block taken apart where something belongs into it: note markers and links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefing_ingest.dataset import Block, Link, Note, Work


class Inline(NamedTuple):
    """A stretch of a block: its text, the link it is ("" for none), or the number of the note called here."""

    text: str
    url: str = ""
    note: str = ""


def item_mark(block: Block) -> str:
    """The number of a list item with a full stop behind it, "" of one with a bullet and of other blocks."""
    return f"{block.label.number}." if block.kind == "list_item" and block.label and block.label.number else ""


def inlines(block: Block | Note, numbers: dict[str, str], start: int = 0, end: int | None = None) -> Iterator[Inline]:
    """``block.text[start:end]`` in order, cut at its links and note references.

    ``numbers`` gives the printed number of each note. The texts of what comes out, joined, are that text again; a
    marker that belongs inside a link comes after it. Offsets are code points, 0-based, end-exclusive.
    """
    end = len(block.text) if end is None else end
    at = start
    markers = [ref for ref in block.note_refs if start <= ref.at <= end]
    for link in (*_apart(block.links, start, end), None):
        stop = link.start if link else end
        while markers and markers[0].at <= stop:
            ref = markers.pop(0)
            yield from _plain(block.text[at : max(at, ref.at)])
            yield Inline("", note=numbers.get(ref.note, ref.note))
            at = max(at, ref.at)
        yield from _plain(block.text[at:stop])
        if link:
            yield Inline(block.text[link.start : link.end], url=link.url)
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


def _plain(text: str) -> Iterator[Inline]:
    if text:
        yield Inline(text)
