"""Paragraphs of a text dump: one a line, or several lines where the dump is wrapped at a width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing_ingest.english.site_furniture import kind_of
from briefing_ingest.repair.chrome.line_signs import LONGEST
from briefing_ingest.text import sentence_ends


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The beginning of a paragraph's text, the half-open range of its lines, and the number of its
    run.

    Paragraphs with no blank line between them are of one run.
    """

    text: str
    start: int
    end: int
    run: int


def paragraphs_of(texts: Sequence[str]) -> list[Paragraph]:
    """The paragraphs that the lines ``texts`` make; blank lines are in none."""
    lines = [text.strip()[: LONGEST + 1] for text in texts]
    wrapped = _is_wrapped(lines)
    result: list[Paragraph] = []
    for run, (start, end) in enumerate(_runs(lines)):
        width = max(len(line) for line in lines[start:end])
        for i in range(start, end):
            full = i > start and 10 * len(lines[i - 1]) >= 7 * width >= 200
            if wrapped and full and not kind_of(lines[i]):
                before = result.pop()
                result.append(
                    Paragraph(f"{before.text} {lines[i]}"[: LONGEST + 1], before.start, i + 1, run)
                )
            else:
                result.append(Paragraph(lines[i], i, i + 1, run))
    return result


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = None
    for i, line in enumerate((*lines, "")):
        if line and start is None:
            start = i
        elif not line and start is not None:
            yield start, i
            start = None


def _is_wrapped(lines: Sequence[str]) -> bool:
    """True if many lines go on in one that begins with a small letter."""
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    going_on = sum(1 for a, b in pairs if b[0].islower() and not sentence_ends(a))
    return len(pairs) >= 4 and 5 * going_on >= len(pairs)
