"""Which lines of a page are its article: agreement between extractors, weighed with what each line
looks like.

Each line gets the sum of the weights of its signs, whole thousandths of log odds that
``training/html_lines.py`` found by logistic regression. How large a sum must be to be kept depends
on the page: where everything is doubtful, leaving all out would be the worst choice. So the lines
  are kept that promise the best F1 (Lewis 1995; Jansche 2007).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from briefing_ingest.extract.html.article.match import LineWords
from briefing_ingest.extract.html.article.signs import line_signs
from briefing_ingest.extract.html.article.voters import opinion
from briefing_ingest.extract.html.article.votes import Votes
from briefing_ingest.extract.html.page.tree import Page
from briefing_ingest.model import Line

# Shorter pages say too little for statistics (trafilatura's own least length is 250 characters);
# their elements decide.
_LEAST_WORDS: Final = 60
_HALF: Final = 50
_DOUBT: Final = 20
"""From how many hundredths of difference between two extractors a third is asked
(cross-validated)."""
_NEVER: Final = -(10**6)
_CERTAIN: Final = 1000
_SHIFT: Final = -300


class Verdict(NamedTuple):
    """Whether a line is kept, its score (thousandths of log odds), and by how many extractors it
    was kept.
    """

    kept: bool
    score: int
    votes: int


class Weights(NamedTuple):
    """Weights of signs in thousandths, and the weight every line starts with."""

    signs: dict[str, int]
    bias: int


@cache
def weights() -> Weights:
    """The weights that come with the package."""
    written = json.loads(
        files("briefing_ingest.extract.data").joinpath("html_lines.json").read_text("utf-8")
    )
    return Weights(written["signs"], written["bias"])


def judge(
    page: Page, lines: Sequence[Line], owners: Sequence[int], source: str
) -> tuple[Verdict, ...] | None:
    """A verdict for each line; None for a page with too little text, or where no extractor found
    any.

    ``owners`` are the elements that hold the lines, ``source`` is the raw text of the page.
    """
    words = LineWords.of([line.text for line in lines])
    if sum(words.counts) < _LEAST_WORDS:
        return None
    votes = votes_on(words, source)
    if not any(votes.number(index) for index in range(len(lines))):
        return None
    known = weights()
    scores = [
        known.bias + sum(known.signs.get(sign, 0) for sign in signs) if signs else _NEVER
        for signs in line_signs(page, lines, owners, votes)
    ]
    least = _least_score(scores, words.counts)
    kept = frozenset(index for index, score in enumerate(scores) if score >= least)
    kept -= words.wholes(kept)
    return tuple(
        Verdict(index in kept, score, votes.number(index)) for index, score in enumerate(scores)
    )


def votes_on(words: LineWords, source: str) -> Votes:
    """What the extractors kept of each line.

    trafilatura's second reading costs as much as its first, and is asked for only where the first
    and resiliparse differ on a large part of the text (a fifth of pages); elsewhere it counts as
    saying the same as the first.
    """
    balanced, quick = (
        words.kept_in(opinion(voter, source)) for voter in ("trafilatura", "resiliparse")
    )
    differing = together = 0
    for count, one, other in zip(words.counts, balanced, quick, strict=True):
        together += count if one > _HALF or other > _HALF else 0
        differing += count if (one > _HALF) != (other > _HALF) else 0
    in_doubt = 100 * differing > _DOUBT * together or not any(balanced)
    precise = words.kept_in(opinion("trafilatura, precise", source)) if in_doubt else balanced
    return Votes((balanced, precise, quick), words.counts)


def _least_score(scores: Sequence[int], counts: Sequence[int]) -> int:
    """The score from which lines are kept: the one that promises the best F1 of words.

    Keeping lines of ``g`` words of which ``h`` are expected to be right promises 2h / (g + t),
    where ``t`` is what all lines are expected to hold.
    """
    expected = sum(_odds(score) * count for score, count in zip(scores, counts, strict=True))
    right = given = 0
    best, least = (0, 1), 1
    for score, count in sorted(zip(scores, counts, strict=True), reverse=True):
        if score == _NEVER:
            break
        right += _odds(score) * count
        given += _CERTAIN * count
        if right * best[1] > best[0] * (given + expected):
            best, least = (right, given + expected), score
    return least


def _odds(score: int) -> int:
    """The probability of a score in thousandths; `_SHIFT` is what cross-validation found best."""
    if score == _NEVER:
        return 0
    return round(_CERTAIN / (1 + math.exp(-(score + _SHIFT) / 1000)))
