"""The results of stages as plain bytes, and back: MessagePack of the records' fields, and nothing
that can run.

What is read is not trusted. `Packing.unpack` gives a value only if each field has its declared type
and the bytes are those that packing the value gives, so that there is nothing else in them; a field
that has a default may be missing. What types cannot say (a span that lies outside its text, a
witness of another source) is for `is_witness_of` and `are_mentions_of`. None of them raises
anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from briefing_ingest.model import Block, Mention, Source, Witness, Work

if TYPE_CHECKING:
    from msgspec.msgpack import Decoder

T = TypeVar("T")


class Packing(Generic[T]):
    """Values of one type as bytes. ``result`` is the type, whose records may hold nothing but plain
    values.
    """

    def __init__(self, result: object) -> None:
        self._result = result

    def pack(self, value: T) -> bytes | None:
        """The bytes of ``value``; None if it cannot be written (a number beyond 64 bits, half a
        surrogate pair).
        """
        from msgspec import msgpack

        try:
            return msgpack.encode(value)
        except (OverflowError, TypeError, ValueError):
            return None

    def unpack(self, content: bytes) -> T | None:
        """The value whose bytes are ``content``; None if there is none of this type."""
        from msgspec import MsgspecError

        try:
            value = self._decoder.decode(content)
        except (MsgspecError, RecursionError):
            return None
        # The decoder passes over fields it does not know and takes the last of two; this does not.
        return value if self.pack(value) == content else None

    @cached_property
    def _decoder(self) -> Decoder[T]:
        from msgspec.msgpack import Decoder

        decoder: Decoder[T] = Decoder(self._result)
        return decoder


WITNESSES: Final[Packing[Witness]] = Packing(Witness)
MENTIONS: Final[Packing[tuple[Mention, ...]]] = Packing(tuple[Mention, ...])


_MOST_DIGITS: Final = 18
"""A number of a note that has more is none, and Python reads none of more than 4300."""


# --- what types cannot say ------------------------------------------------------------------------


def is_witness_of(source: Source, witness: Witness) -> bool:
    """True if ``witness`` is of ``source`` and everything in it points to where there is text.

    Copied text is what the raw text has at its place, no span leaves the text it is in, and notes
    are numbered.
    """
    raw_text = witness.raw_text
    blocks = (*witness.blocks, *witness.notes)
    cuts = ((cut.raw_start, cut.raw_end) for cut in witness.furniture)
    return (
        witness.source_id == source.id
        and all(_is_number(note.number) for note in witness.notes)
        and _lie_within(len(raw_text), cuts)
        and all(_holds_together(raw_text, block) for block in blocks)
    )


def _holds_together(raw_text: str, block: Block) -> bool:
    """True if a block's text is traced to ``raw_text``, its spans lie in these two, and the notes
    it calls are numbered.
    """
    return (
        all(_is_number(marker.number) for marker in block.markers)
        and _is_traced_to(raw_text, block)
        and _lie_within(len(block.text), _spans_in_text(block))
        and _lie_within(len(raw_text), _spans_in_raw_text(block))
    )


def are_mentions_of(work: Work, mentions: Sequence[Mention]) -> bool:
    """True if each of ``mentions`` is a stretch of the text of a block or note of ``work``."""
    texts = [block.text for block in (*work.blocks, *work.notes)]
    return all(
        0 <= mention.block < len(texts)
        and 0 <= mention.start < mention.end
        and texts[mention.block][mention.start : mention.end] == mention.text
        for mention in mentions
    )


def _is_number(printed: str) -> bool:
    return printed.isdecimal() and len(printed) <= _MOST_DIGITS


def _is_traced_to(raw_text: str, block: Block) -> bool:
    for text, start, end, repairs in block.traced.pieces:
        if not 0 <= start <= end <= len(raw_text):
            return False
        if not repairs and text != raw_text[start:end]:
            return False
    return True


def _spans_in_text(block: Block) -> Iterator[tuple[int, int]]:
    yield from ((marker.at, marker.at) for marker in block.markers)
    yield from ((link.start, link.end) for link in block.links)
    yield from (cell for row in block.cells for cell in row)


def _spans_in_raw_text(block: Block) -> Iterator[tuple[int, int]]:
    yield from ((link.raw_start, link.raw_end) for link in block.raw_links)
    yield from ((words.raw_start, words.raw_end) for words in block.raw_emphases)
    yield from ((call.raw_start, call.raw_end) for call in block.raw_calls)


def _lie_within(length: int, spans: Iterator[tuple[int, int]] | Sequence[tuple[int, int]]) -> bool:
    return all(0 <= start <= end <= length for start, end in spans)
