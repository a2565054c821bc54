"""The one way to edit the text of a block: with it move its cells, note markers and links.

What a block holds as offsets into the raw text (`Block.raw_links` and the like) stays as it is,
since traced text knows where that went. No edit touches what separates the cells of a table:
repairs read a block run by run (`Block.runs`), and a run of a table is a cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Final

from briefing_ingest.cells import SEPARATORS
from briefing_ingest.model import Block, Place
from briefing_ingest.text import Span
from briefing_ingest.traced import TracedText, joined

Edit = tuple[int, int, str]
"""Start and end in the text as it stands, and what is put in their place."""

_NO_TEXT: Final = "an edit takes the place of some text"


def edit(block: Block, edits: Sequence[Edit], repair: str) -> Block:
    """``block`` with each ``(start, end, new)`` of ``edits`` made under the name of ``repair``.

    Edits are in order, none is empty, and none overlaps the one before. Cells, note markers and
    links move along; a link of whose text nothing is left goes. Offsets are code points of the text
    as it stands, end-exclusive.

    Raises:
        ValueError: the edits are none such, or one of them touches what separates the cells of a
          table (a bug).
    """
    if not edits:
        return block
    _check_order(edits, len(block.text))
    if block.kind == "table":
        _check_cells(block, edits)
    moved = Moves(edits)
    links = (
        link._replace(start=moved.to(link.start), end=moved.to(link.end)) for link in block.links
    )
    return replace(
        block,
        traced=block.traced.substitute_all(edits, repair),
        cells=tuple(
            tuple(Span(moved.to(cell.start), moved.to(cell.end)) for cell in row)
            for row in block.cells
        ),
        markers=tuple(marker._replace(at=moved.to(marker.at)) for marker in block.markers),
        links=tuple(link for link in links if link.start < link.end),
    )


def with_other_text(model: Block, traced: TracedText, places: tuple[Place, ...]) -> Block:
    """A block of the kind of ``model`` whose text is ``traced`` and stands at ``places``: nothing
    that was noted in the text of ``model`` is noted there.

    Raises:
        ValueError: ``model`` is a table, whose cells are its text (a bug).
    """
    if model.kind == "table":
        raise ValueError("a table has no other text")
    return replace(
        model,
        traced=traced,
        places=places,
        markers=(),
        links=(),
        raw_links=(),
        raw_emphases=(),
        raw_calls=(),
    )


def join(before: Block, behind: Block, glue: str, repair: str) -> Block:
    """``before`` with the text of ``behind`` added, ``glue`` in the place of the white space
    between them.

    What else ``behind`` holds is added too; what it is, and all that is known of it, is dropped.

    Raises:
        ValueError: one of them is a table, whose cells are not joined so (a bug).
    """
    if "table" in (before.kind, behind.kind):
        raise ValueError("a table is joined with nothing")
    traced = joined(before.traced, behind.traced, glue, repair)
    lead = len(behind.text) - len(behind.text.lstrip())
    last, first = len(before.text.rstrip()), len(traced) - (len(behind.text) - lead)

    def ahead(at: int) -> int:
        return min(at, last)

    def moved(at: int) -> int:
        return first + max(0, at - lead)

    return replace(
        before,
        traced=traced,
        places=before.places + behind.places,
        markers=(
            *(marker._replace(at=ahead(marker.at)) for marker in before.markers),
            *(marker._replace(at=moved(marker.at)) for marker in behind.markers),
        ),
        links=(
            *(link._replace(start=ahead(link.start), end=ahead(link.end)) for link in before.links),
            *(link._replace(start=moved(link.start), end=moved(link.end)) for link in behind.links),
        ),
        raw_links=before.raw_links + behind.raw_links,
        raw_emphases=before.raw_emphases + behind.raw_emphases,
        raw_calls=before.raw_calls + behind.raw_calls,
    )


class Moves:
    """Where offsets go when edits are made."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [start for start, _, _ in edits]
        self._shifts = list(
            accumulate((len(new) - (end - start) for start, end, new in edits), initial=0)
        )

    def to(self, at: int) -> int:
        """The offset of ``at`` in the edited text; within an edit it is counted from its start, up
        to its end.
        """
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return at
        start, end, new = self._edits[index]
        if at >= end:
            return at + self._shifts[index + 1]
        return start + self._shifts[index] + min(at - start, len(new))


def _check_order(edits: Sequence[Edit], length: int) -> None:
    if any(start >= end for start, end, _ in edits):
        raise ValueError(_NO_TEXT)
    if edits[0][0] < 0 or edits[-1][1] > length or any(a[1] > b[0] for a, b in pairwise(edits)):
        raise ValueError("the edits of a block are in order and in its text")


def _check_cells(block: Block, edits: Sequence[Edit]) -> None:
    for start, end, new in edits:
        if any(sign in part for sign in SEPARATORS for part in (new, block.text[start:end])):
            raise ValueError(
                f"an edit of a table at {start}-{end} touches what separates its cells"
            )
