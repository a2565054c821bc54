r"""Traced text: a string that knows where in the raw text each of its characters came from.

A `TracedText` is a sequence of pieces, in the order of the text:

    Piece("tackling ", 40, 49, ())                    copied from raw[40:49]
    Piece(" ",         49, 51, ("hard_wraps",))       put in the place of raw[49:51]
    Piece("",          60, 61, ("note_marker",))      raw[60:61] was cut here
    Piece("\n",        61, 61, ("table_rows",))       inserted; nothing in the raw text

Every repair goes through the few operations below, so the law holds by construction: each character
is copied from the raw text, or belongs to a named substitution of a raw span, or is a named
insertion. Offsets are code points, 0-based, end-exclusive; ``start`` and ``end`` of a method are
offsets into the text as it stands, raw offsets are called so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, zip_longest
from typing import NamedTuple

from briefing_ingest.align import opcodes
from briefing_ingest.text import Span


class Piece(NamedTuple):
    """A stretch of traced text and its origin ``raw[raw_start:raw_end]``.

    ``repairs`` names what changed it, in order; it is empty for a plain copy.
    """

    text: str
    raw_start: int
    raw_end: int
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True)
class TracedText:
    """An immutable string with the origin of every character. Build it with `TracedText.copied` and
    `concat`.
    """

    pieces: tuple[Piece, ...] = ()

    @classmethod
    def copied(cls, text: str, raw_start: int) -> TracedText:
        """``text`` as it stands at ``raw_start`` of the raw text."""
        return cls((Piece(text, raw_start, raw_start + len(text)),) if text else ())

    @classmethod
    def inserted(cls, text: str, raw_at: int, repair: str) -> TracedText:
        """``text`` that no source has, put in by ``repair`` at ``raw_at``."""
        return cls((Piece(text, raw_at, raw_at, (repair,)),))

    @cached_property
    def text(self) -> str:
        """The string itself."""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(piece.text) for piece in self.pieces), initial=0))

    def __len__(self) -> int:
        return self._starts[-1]

    def placed(self) -> Iterator[tuple[int, Piece]]:
        """Each piece with its offset in the text."""
        return zip(self._starts, self.pieces, strict=False)

    def raw_spans(self) -> list[Span]:
        """Raw spans this text accounts for, cuts included: sorted, touching ones merged."""
        return merged_spans(Span(piece.raw_start, piece.raw_end) for piece in self.pieces)

    @property
    def raw_start(self) -> int:
        """The smallest raw offset of the text (0 if it has no pieces)."""
        return min((piece.raw_start for piece in self.pieces), default=0)

    @property
    def raw_end(self) -> int:
        """The largest raw offset of the text (0 if it has no pieces)."""
        return max((piece.raw_end for piece in self.pieces), default=0)

    def cuts(self, repair: str) -> Iterator[tuple[int, Piece]]:
        """Offsets and pieces of what ``repair`` cut out without putting anything in its place."""
        return (
            (at, piece) for at, piece in self.placed() if not piece.text and repair in piece.repairs
        )

    def locate(self, raw_start: int, raw_end: int) -> Span | None:
        """The span of the text that comes from ``raw[raw_start:raw_end]``; None if nothing of it is
        left.
        """
        found: list[Span] = []
        for at, piece in self.placed():
            low, high = max(piece.raw_start, raw_start), min(piece.raw_end, raw_end)
            if piece.text and low < high:
                shift = at - piece.raw_start
                whole = Span(at, at + len(piece.text))
                found.append(whole if piece.repairs else Span(low + shift, high + shift))
        return Span(min(s.start for s in found), max(s.end for s in found)) if found else None

    # --- operations
    # ----------------------------------------------------------------------------------------------

    def slice(self, start: int, end: int) -> TracedText:
        """The part ``[start, end)``. A cut at a boundary goes with the part that ends there."""
        first = bisect_right(self._starts, start) - 1
        kept: list[Piece] = []
        for index in range(max(0, _first_at(self._starts, start, first)), len(self.pieces)):
            at, piece = self._starts[index], self.pieces[index]
            if at > end or (at == end and piece.text):
                break
            if piece.text:
                kept.extend(_part(piece, max(start - at, 0), min(end - at, len(piece.text))))
            elif at > start or start == 0:
                kept.append(piece)
        return TracedText(tuple(kept))

    def substitute(self, start: int, end: int, new: str, repair: str) -> TracedText:
        """``[start, end)`` replaced by ``new``. An empty span inserts, an empty ``new`` cuts.

        A substitution that is only partly inside is taken in whole, since its characters cannot be
        told apart.
        """
        if start == end:
            return self._insert(start, new, repair)
        before, touched, after = self._around(start, end)
        offset = sum(len(piece.text) for piece in before)
        whole = "".join(piece.text for piece in touched)
        text = whole[: start - offset] + new + whole[end - offset :]
        return TracedText((*before, *_substituted(touched, text, repair), *after))

    def substitute_all(self, edits: Sequence[tuple[int, int, str]], repair: str) -> TracedText:
        """What `substitute` gives for each ``(start, end, new)`` of ``edits`` in turn, the last
        first.

        They are in order, none is empty, and none overlaps the one before. The time grows with the
        length of the text,
        not with its square: each edit is made in the part of the text around it.
        """
        done: list[TracedText] = []
        held: list[tuple[int, int, str]] = []
        at = 0
        for edit, following in zip_longest(edits, edits[1:]):
            held.append(edit)
            end = self._parting(edit[1], following[0]) if following else len(self)
            if end is None:
                continue
            part = self.slice(at, end) if at or end < len(self) else self
            for first, last, new in reversed(held):
                part = part.substitute(first - at, last - at, new, repair)
            done.append(part)
            held, at = [], end
        return concat(done) if done else self

    def _parting(self, start: int, end: int) -> int | None:
        """The first offset in ``[start, end]`` that lies in no substitution; None if there is
        none.
        """
        index = bisect_right(self._starts, start) - 1
        if (
            index >= len(self.pieces)
            or self._starts[index] == start
            or not self.pieces[index].repairs
        ):
            return start
        return self._starts[index + 1] if self._starts[index + 1] <= end else None

    def cut(self, start: int, end: int, repair: str) -> TracedText:
        """``[start, end)`` taken out; the piece that remains says what was cut."""
        return self.substitute(start, end, "", repair)

    def trimmed(self, repair: str) -> TracedText:
        """White space at both ends cut."""
        text = self.text
        lead, end = len(text) - len(text.lstrip()), len(text.rstrip())
        traced = self.cut(end, len(text), repair) if end < len(text) else self
        return traced.cut(0, min(lead, end), repair) if 0 < lead <= end else traced

    def replace_with(self, new: str, repair: str) -> TracedText:
        """The text turned into ``new``; what both share stays a copy, each difference is a
        substitution.
        """
        traced = self
        for op in reversed(opcodes(self.text, new)):
            if op.tag != "equal":
                traced = traced.substitute(op.a0, op.a1, new[op.b0 : op.b1], repair)
        return traced

    def _insert(self, at: int, new: str, repair: str) -> TracedText:
        if not new:
            return self
        left, right = self.slice(0, at), self._after(at)
        raw_at = (
            left.pieces[-1].raw_end
            if left.pieces
            else (right.pieces[0].raw_start if right.pieces else 0)
        )
        return TracedText((*left.pieces, Piece(new, raw_at, raw_at, (repair,)), *right.pieces))

    def _after(self, at: int) -> TracedText:
        """The part from ``at`` on, less the cuts that `slice` gives to the part before."""
        if at:
            return self.slice(at, len(self))
        return TracedText(tuple(piece for where, piece in self.placed() if where > 0 or piece.text))

    def _around(self, start: int, end: int) -> tuple[list[Piece], list[Piece], list[Piece]]:
        """Pieces before, within and after ``[start, end)``; copies are split, substitutions taken
        in whole.
        """
        before: list[Piece] = []
        touched: list[Piece] = []
        after: list[Piece] = []
        for at, piece in self.placed():
            stop = at + len(piece.text)
            if stop <= start:
                before.append(piece)
            elif at >= end:
                after.append(piece)
            elif piece.repairs:
                touched.append(piece)
            else:
                low, high = max(start - at, 0), min(end - at, len(piece.text))
                before.extend(_part(piece, 0, low))
                touched.extend(_part(piece, low, high))
                after.extend(_part(piece, high, len(piece.text)))
        return before, touched, after


def _first_at(starts: list[int], start: int, index: int) -> int:
    """The first piece that lies at ``start``: cuts share the offset of the piece behind them."""
    while index > 0 and starts[index - 1] == start:
        index -= 1
    return index


def _part(piece: Piece, start: int, end: int) -> list[Piece]:
    """``piece.text[start:end]`` as pieces. Of a substitution the first part keeps the raw span."""
    if start >= end:
        return []
    text = piece.text[start:end]
    if not piece.repairs:
        return [Piece(text, piece.raw_start + start, piece.raw_start + end)]
    if start == 0:
        return [piece._replace(text=text)]
    return [Piece(text, piece.raw_end, piece.raw_end, piece.repairs)]


def _substituted(touched: list[Piece], text: str, repair: str) -> Iterator[Piece]:
    """``text`` in the place of ``touched``: one piece for each raw stretch, the text on the
    first.
    """
    names = tuple(dict.fromkeys([name for piece in touched for name in piece.repairs] + [repair]))
    start, end = touched[0].raw_start, touched[0].raw_end
    for piece in touched[1:]:
        if piece.raw_start == end:
            end = piece.raw_end
        else:
            if text or start < end:
                yield Piece(text, start, end, names)
            text, start, end = "", piece.raw_start, piece.raw_end
    if text or start < end:
        yield Piece(text, start, end, names)


def merged_spans(spans: Iterable[Span]) -> list[Span]:
    """Non-empty spans sorted, touching and overlapping ones merged."""
    result: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def concat(parts: Iterable[TracedText]) -> TracedText:
    """The parts one after another, with nothing between them."""
    return TracedText(tuple(piece for part in parts for piece in part.pieces))


def joined(left: TracedText, right: TracedText, glue: str, repair: str) -> TracedText:
    """``left`` and ``right`` with ``glue`` in the place of the white space between them."""
    end = len(left.text.rstrip())
    lead = len(right.text) - len(right.text.lstrip())
    if end < len(left):
        left = left.substitute(end, len(left), glue, repair)
    elif glue and left.pieces:
        left = concat((left, TracedText.inserted(glue, left.pieces[-1].raw_end, repair)))
    return concat((left, right.cut(0, lead, repair) if lead else right))
