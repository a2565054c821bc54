"""Where an offset of the old text lies in the new one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from briefing_ingest.align import WordChange, word_diff
from briefing_ingest.text import Span


class Offsets:
    """The correspondence of two texts. Offsets are code points, 0-based, end-exclusive.

    An offset within words that are equal has one place in the new text; within words that changed
    it may be anywhere among the new ones, so that a place is a span, both of whose ends are
    possible.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new

    @cached_property
    def words(self) -> list[WordChange]:
        """The word diff of the two texts."""
        if self.old == self.new:
            whole = Span(0, len(self.old))
            return [WordChange("equal", whole, whole)]
        return word_diff(self.old, self.new)

    def place(self, offset: int) -> Span:
        """Where ``offset`` of the old text may lie in the new."""
        places = [
            self._within(change, offset)
            for change in self.words
            if change.old[0] <= offset <= change.old[1]
        ]
        return (
            Span(min(place.start for place in places), max(place.end for place in places))
            if places
            else Span(0, 0)
        )

    def corresponds(self, old: Span, new: Span) -> bool:
        """True if a span of the old text and one of the new may be the same, given how the words
        changed.
        """
        start, end = self.place(old.start), self.place(old.end)
        return start.start <= new.start <= start.end and end.start <= new.end <= end.end

    def gone(self, span: Span) -> bool:
        """True if the old span holds nothing but words that the new text does not have there."""
        return not any(_shares(change.old, span) for change in self.words if change.tag == "equal")

    def fresh(self, span: Span) -> bool:
        """True if the new span holds nothing but words that the old text did not have there."""
        return not any(_shares(change.new, span) for change in self.words if change.tag == "equal")

    def _within(self, change: WordChange, offset: int) -> Span:
        (old_start, old_end), (new_start, new_end) = change.old, change.new
        if change.tag != "equal":
            return Span(new_start, new_end)
        if old_end - old_start == new_end - new_start:
            return Span(new_start + offset - old_start, new_start + offset - old_start)
        # Only white space differs, so the same number of letters stands before both.
        letters = sum(_is_letter(self.old[old_start:offset]))
        counts = list(accumulate(_is_letter(self.new[new_start:new_end]), initial=0))
        return Span(
            new_start + bisect_left(counts, letters), new_start + bisect_right(counts, letters) - 1
        )


def _shares(stretch: Span, span: Span) -> bool:
    """True if ``span`` has characters in ``stretch``; an empty one, if it lies in it or at its
    ends.
    """
    if span.start == span.end:
        return stretch[0] <= span.start <= stretch[1]
    return stretch[0] < span.end and span.start < stretch[1]


def _is_letter(text: str) -> Iterator[bool]:
    return (not character.isspace() for character in text)
