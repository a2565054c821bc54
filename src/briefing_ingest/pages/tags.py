"""What a tagged PDF says of its lines, where it can be believed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing_ingest.model import Line
from briefing_ingest.pages.edges import edge_lines

ARTIFACT: Final = "Artifact"
# A tree is believed if it covers so much of the text, and marks no more of it as no text at all.
_MIN_SHARE_TAGGED: Final = 0.7
_MAX_SHARE_ARTIFACTS: Final = 0.25
# Where it covers nearly all, lines at the edge of pages that it has forgotten are outside it too,
# unless they are long.
_MIN_SHARE_NEARLY_ALL: Final = 0.9
_MAX_ARTIFACT_WORDS: Final = 20


def outside_the_tree(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of lines at the edge of pages that the structure tree leaves out, where it can be
    believed.

    What has no tag at all is among them only where nearly everything else has one.
    """
    share = covered(lines)
    if share < _MIN_SHARE_TAGGED:
        return frozenset()
    most = 0 if share < _MIN_SHARE_NEARLY_ALL else _MAX_ARTIFACT_WORDS
    return frozenset(
        index
        for index in edge_lines(lines, fewest_pages=1)
        if lines[index].box
        and (
            lines[index].tag == ARTIFACT
            or (not lines[index].tag and len(lines[index].text.split()) <= most)
        )
    )


def covered(lines: Sequence[Line]) -> float:
    """The share of the characters that stand in the structure tree; 0 if too much is marked as no
    text.

    Tables and what is furniture already do not count.
    """
    total = inside = outside = 0
    for line in lines:
        if line.box and not line.role:
            total += len(line.text)
            inside += len(line.text) if line.tag not in {"", ARTIFACT} else 0
            outside += len(line.text) if line.tag == ARTIFACT else 0
    return 0.0 if not total or outside > _MAX_SHARE_ARTIFACTS * total else inside / total


def is_tagged(lines: Sequence[Line]) -> bool:
    """Whether the tags cover enough of the text to be believed."""
    return covered(lines) >= _MIN_SHARE_TAGGED
