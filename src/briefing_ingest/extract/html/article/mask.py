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
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from operator import mul
from typing import Final, NamedTuple

from briefing_ingest.extract.html.article.match import LineWords
from briefing_ingest.extract.html.article.signs import line_signs
from briefing_ingest.extract.html.article.voters import opinion
from briefing_ingest.extract.html.article.votes import Votes
from briefing_ingest.extract.html.page.lines import PlacedLines
from briefing_ingest.extract.html.page.page import Page
from briefing_ingest.extract.html.page.roles import is_skipped

_MIN_PAGE_WORDS: Final = 60
"""Shorter pages say too little for statistics (trafilatura's own least length is 250 characters);
their elements decide."""
_KEPT_PERCENT: Final = 50
"""An extractor kept a line if it has more of its words than this."""
_DOUBT_PERCENT: Final = 20
"""From how much difference between two extractors a third is asked (cross-validated)."""
_NEVER: Final = -(10**6)
"""The score of a line without signs."""
_CERTAIN: Final = 1000
"""Probabilities are thousandths, like scores."""
_SHIFT: Final = -300
"""Added to scores before they become probabilities (cross-validated)."""


class Verdict(NamedTuple):
    """Whether a line is kept, its score (thousandths of log odds), by how many extractors it was
    kept, and in words what weighed most against it, "" for nothing.
    """

    kept: bool
    score: int
    votes: int
    against: str = ""


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


def judge(placed: PlacedLines, source: str) -> tuple[Verdict, ...] | None:
    """A verdict for each line; None for a page with too little text, or where no extractor found
    any.

    ``source`` is the raw text of the page.
    """
    words = LineWords.of([line.text for line in placed.lines])
    if sum(words.counts) < _MIN_PAGE_WORDS:
        return None
    votes = votes_on(words, _for_extractors(placed.page, source))
    numbers = [votes.number(index) for index in range(len(placed))]
    if not any(numbers):
        return None
    signs = list(line_signs(placed, votes))
    scores = list(map(_score, signs))
    least = _least_score(scores, words.counts)
    kept = frozenset(index for index, score in enumerate(scores) if score >= least)
    kept -= words.copies_of_others(kept)
    return tuple(
        Verdict(index in kept, score, number, "" if index in kept else weighed_most(signs[index]))
        for index, (score, number) in enumerate(zip(scores, numbers, strict=True))
    )


def _for_extractors(page: Page, source: str) -> str:
    """The source as the extractors read it like a browser: without NULs, and what stands in a
    shadow tree not in a template but in a section, since they pass over all templates.
    """
    parts, at = [], 0
    for start in sorted(_tags_of_shadow_trees(page, source)):
        name = start + (2 if source.startswith("</", start) else 1)
        parts += [source[at:name], "section"]
        at = name + len("template")
    return "".join((*parts, source[at:])).replace("\0", "")


def _tags_of_shadow_trees(page: Page, source: str) -> Iterator[int]:
    """Where the tags of templates begin that are shown."""
    lowered = ""
    for element in page.elements:
        if element.tag != "template" or is_skipped(element):
            continue
        lowered = lowered or source.lower()
        yield element.start
        closing = lowered.rfind("</template", element.start, element.end)
        if closing >= 0:
            yield closing


_THEMES: Final = {
    "votes": "extractors left it out",
    "tag": "the element it stands in",
    "near": "what the classes of the elements around it are called",
    "far": "what the classes of the elements around it are called",
    "says": "it says what menus and forms say",
    "chrome": "it stands in a part of the site",
    "repeated": "it stands on the page more than once",
    "linked": "how much of it is a link",
    **dict.fromkeys(("words", "function", "digits", "bars", "ends", "begins"), "how it is worded"),
    **dict.fromkeys(
        ("before", "after", "previous", "parent", "grandparent", "place"),
        "the lines around it were left out",
    ),
}
"""What the signs of a line are about, by how they begin."""
_NAME_OF_SIGN: Final = re.compile(r"(?:votes=\d+ (?=\S))?([a-z]+)")
"""A sign may be told apart by who kept the line: "votes=100 tag=li"."""


def weighed_most(signs: Sequence[str]) -> str:
    """In words what of the ``signs`` of a line spoke most against it; "" where nothing did.

    >>> weighed_most(["near:newsletter", "votes=111"])
    'what the classes of the elements around it are called'
    """
    known = weights()
    totals: Counter[str] = Counter()
    for sign in signs:
        match = _NAME_OF_SIGN.match(sign)
        theme = _THEMES.get(match[1], "") if match else ""
        totals[theme] += known.signs.get(sign, 0)
    del totals[""]
    theme = min(totals, key=lambda name: (totals[name], name), default="")
    return theme if theme and totals[theme] < 0 else ""


def _score(signs: Sequence[str]) -> int:
    """The sum of the weights of a line's signs; `_NEVER` where it has none."""
    if not signs:
        return _NEVER
    known = weights()
    return known.bias + sum(known.signs.get(sign, 0) for sign in signs)


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
        together += count if max(one, other) > _KEPT_PERCENT else 0
        differing += count if (one > _KEPT_PERCENT) != (other > _KEPT_PERCENT) else 0
    in_doubt = 100 * differing > _DOUBT_PERCENT * together or not any(balanced)
    precise = words.kept_in(opinion("trafilatura, precise", source)) if in_doubt else balanced
    return Votes((balanced, precise, quick), words.counts)


def _least_score(scores: Sequence[int], counts: Sequence[int]) -> int:
    """The score from which lines are kept: the one that promises the best F1 of words.

    Keeping lines of ``g`` words of which ``h`` are expected to be right promises 2h / (g + t),
    where ``t`` is what all lines are expected to hold.
    """
    expected = sum(probability(score) * count for score, count in zip(scores, counts, strict=True))
    right = given = 0
    best, least = (0, 1), 1
    for score, count in sorted(zip(scores, counts, strict=True), reverse=True):
        if score == _NEVER:
            break
        right += probability(score) * count
        given += _CERTAIN * count
        if right * best[1] > best[0] * (given + expected):
            best, least = (right, given + expected), score
    return least


class Promise(NamedTuple):
    """What is expected of an article: the F1 of its words, in percent, and how many it has."""

    percent: int
    words: int


def promised(verdicts: Sequence[Verdict], counts: Sequence[int]) -> Promise:
    """What the verdicts on the lines of a page promise of the lines that are kept; ``counts`` are
    the words of each.
    """
    sure = [probability(verdict.score) for verdict in verdicts]
    expected = sum(map(mul, sure, counts))
    kept = [index for index, verdict in enumerate(verdicts) if verdict.kept]
    right = sum(sure[index] * counts[index] for index in kept)
    given = _CERTAIN * sum(counts[index] for index in kept)
    percent = 200 * right // (given + expected) if given + expected else 0
    return Promise(percent, expected // _CERTAIN)


def probability(score: int) -> int:
    """How likely a line with this score is the article, in thousandths."""
    if score == _NEVER:
        return 0
    return round(_CERTAIN / (1 + math.exp(-(score + _SHIFT) / 1000)))
