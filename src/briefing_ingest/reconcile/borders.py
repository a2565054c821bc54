"""Where blocks end: borders that one source version has and another lacks, and no white space."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing_ingest.model import Reading, Stretch
from briefing_ingest.reconcile.passage_rules import BLOCK_BORDER
from briefing_ingest.reconcile.row import Part, Row
from briefing_ingest.traced import TracedText


def borders_of(rows: Sequence[Row]) -> list[tuple[Stretch, ...]]:
    """For each of ``rows`` the variants at its end: one of no extent where it ends a block in some
    versions and runs on into the next in others, else none.
    """
    following = _following_parts(rows)
    return [tuple(_border(row, behind)) for row, behind in zip(rows, following, strict=True)]


def _following_parts(rows: Sequence[Row]) -> list[dict[str, Part]]:
    """For each row the part that each version has next, in a later row."""
    found: list[dict[str, Part]] = []
    next_parts: dict[str, Part] = {}
    for row in reversed(rows):
        found.append(dict(next_parts))
        next_parts |= {name: parts[0] for name, parts in row.parts.items() if parts}
    return found[::-1]


def _border(row: Row, following: Mapping[str, Part]) -> Iterator[Stretch]:
    """The end of a row as a variant, if it is no border in all versions that have the row."""
    white = {
        name: _white_behind(parts[-1], following.get(name)) for name, parts in row.parts.items()
    }
    running_on = [name for name, traced in white.items() if traced.pieces]
    ending = [name for name in white if name not in running_on]
    if running_on and ending:
        readings = tuple(Reading(name, traced) for name, traced in white.items())
        reason = (
            f"the block ends here in {', '.join(ending)}; "
            f"in {', '.join(running_on)} the text runs on into the next"
        )
        yield Stretch("", readings, "layout", BLOCK_BORDER.name, reason)


def _white_behind(part: Part, following: Part | None) -> TracedText:
    """The white space between two parts of one block; nothing where a block ends between them."""
    if following is None or following.block is not part.block or following.start < part.end:
        return TracedText()
    text = part.block.text
    start = len(text[: part.end].rstrip())
    end = following.start + len(text[following.start :]) - len(text[following.start :].lstrip())
    return part.block.traced.slice(start, end) if text[start:end].isspace() else TracedText()


def without_white_at_end(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """``stretches`` whose text does not end in white space: where what follows a word is not taken,
    the space before it goes too.
    """
    last = next((i for i in reversed(range(len(stretches))) if stretches[i].lemma), None)
    if last is None or not _is_open_end(stretches[last]):
        return tuple(stretches)
    reason = "the block ends here, since nothing of what follows in some versions is taken"
    ended = stretches[last]._replace(lemma="", rule=BLOCK_BORDER.name, reason=reason)
    return (*stretches[:last], ended, *stretches[last + 1 :])


def _is_open_end(stretch: Stretch) -> bool:
    """Whether a stretch is white space, and some version ends before it."""
    return stretch.lemma.isspace() and any(not reading.text for reading in stretch.readings)
