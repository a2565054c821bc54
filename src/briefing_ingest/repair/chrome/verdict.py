"""The judgement: text or chrome, by a sum of weights for each paragraph and the best path through
all of them.

The weights are those of a logistic regression (training/dump_lines.py), in whole thousandths;
positive ones speak for text. The path is found by the Viterbi algorithm with a price for each
change between text and chrome.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from briefing_ingest.english.sentences import reads_as_sentence
from briefing_ingest.english.site_furniture import kind_of
from briefing_ingest.repair.chrome.features import best_region, statements
from briefing_ingest.repair.chrome.line_signs import Statement, word_count

CHANGE: Final = 24000
"""Price of a change between text and chrome, in thousandths of a word. Of 4000, 8000, 12000, 16000
and 24000 this is the best on any four fifths of the sites of the benchmark; from the worst to the
best it is 0.004 F1."""

_MAX_WEIGHT_WORDS: Final = 40
"""Words that a paragraph counts for at most: a long one shall not bridge any distance."""

_MIN_COPY_WORDS: Final = 8
"""Words from which a paragraph that stands twice is a copy (a page for small screens), not a
refrain."""

_NEARLY_TEXT: Final = 1000
"""Thousandths of log odds. Prose with a score above minus this is text more often than not seldom
enough to be worth a look."""

Weights = Mapping[str, Mapping[str, int]]
"""Thousandths, by what is looked at and what was found; the constant is
``weights["always"]["yes"]``."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a paragraph is text, its score (thousandths, positive speaks for text), and why it is
    not.
    """

    text: bool
    score: int
    reason: str = ""
    doubt: str = ""
    """Why what is left out may be text all the same; "" where nothing says so."""


@lru_cache(maxsize=1)
def trained_weights() -> Weights:
    """The weights that come with the program."""
    content = files(__package__).joinpath("weights.json").read_bytes()
    weights: Weights = json.loads(content)["weights"]
    return weights


def judge(texts: Sequence[str], runs: Sequence[int], weights: Weights) -> list[Verdict]:
    """A verdict on each of ``texts``, the paragraphs of a page; ``runs`` as in `statements`."""
    found = statements(texts, runs)
    scores = [score(row, weights) for row in found]
    path = best_path(scores, [min(_MAX_WEIGHT_WORDS, word_count(text)) for text in texts])
    if not any(path):
        start, end = best_region([value + 3000 for value in scores])
        path = [start <= i < end for i in range(len(scores))]
    copies = _copies(texts, path)
    return [
        Verdict(
            text=path[i] and i not in copies,
            score=scores[i],
            reason=_reason(texts[i], row, weights, scores[i]),
            doubt="" if path[i] else _doubt(texts[i], scores[i]),
        )
        if i not in copies
        else Verdict(text=False, score=scores[i], reason="stands above on the page already")
        for i, row in enumerate(found)
    ]


def score(row: Sequence[Statement], weights: Weights) -> int:
    """The sum of the weights of what is true."""
    return weights["always"]["yes"] + sum(
        weights.get(family, {}).get(value, 0) for family, value in row
    )


def best_path(scores: Sequence[int], sizes: Sequence[int]) -> list[bool]:
    """For each paragraph whether it is text, so that scores times sizes, less the price of changes,
    are largest.
    """
    chrome, text, came_from = 0, 0, list[tuple[bool, bool]]()
    for value, size in zip(scores, sizes, strict=True):
        to_chrome, to_text = text - CHANGE > chrome, text >= chrome - CHANGE
        came_from.append((to_chrome, to_text))
        chrome, text = max(chrome, text - CHANGE), max(text, chrome - CHANGE) + value * size
    state, path = text > chrome, list[bool]()
    for from_chrome, from_text in reversed(came_from):
        path.append(state)
        state = from_text if state else from_chrome
    return path[::-1]


def _copies(texts: Sequence[str], path: Sequence[bool]) -> set[int]:
    """Indices of the paragraphs of text that stand above already."""
    seen: set[str] = set()
    copies = set()
    for i, (text, kept) in enumerate(zip(texts, path, strict=True)):
        if kept and word_count(text) >= _MIN_COPY_WORDS:
            folded = " ".join(text.split())
            if folded in seen:
                copies.add(i)
            seen.add(folded)
    return copies


def _doubt(text: str, value: int) -> str:
    """Why a paragraph that is left out may be text all the same."""
    if not reads_as_sentence(text):
        return ""
    if value > 0:
        return "it speaks for itself, and only the lines around it against it"
    return "nearly as much speaks for it as against it" if value > -_NEARLY_TEXT else ""


# --- reasons --------------------------------------------------------------------------------------

_THEMES: Final[dict[str, str]] = {
    "words": "is short",
    "form": "does not read like prose",
    "says": "says what sites say",
    "near": "stands among such lines",
    "under": "stands below such lines",
    "passed": "stands behind the end of the text",
    "times": "stands more than once",
    "region": "stands outside the text",
    "place": "stands at the edge of the page",
    "prose": "has little prose around it",
    "echo": "does not speak of what the text speaks of",
    "together": "stands in a list of short lines",
    "always": "",
}
_THEME_OF: Final[dict[str, str]] = {
    **dict.fromkeys(
        (
            "stop words",
            "end",
            "start",
            "capitals",
            "digits",
            "date",
            "commas",
            "quotes",
            "separators",
        ),
        "form",
    ),
    **dict.fromkeys(("region 6", "region 20", "prose above"), "region"),
    **dict.fromkeys(("line", "line from end", "height"), "place"),
    **dict.fromkeys(("in prose", "in first line"), "echo"),
    **dict.fromkeys(("short together", "opens"), "together"),
    "lexicon": "says",
}


def _theme(family: str) -> str:
    if family[0] in "+-":
        return "near"
    return _THEME_OF.get(family) or ("prose" if family.startswith("prose ") else family)


def _reason(text: str, row: Sequence[Statement], weights: Weights, value: int) -> str:
    """In words what weighed most against the paragraph: its kind of chrome, else the two heaviest
    themes.
    """
    if kind := kind_of(text):
        return kind
    if value > 0:
        return "line of the site: stands among lines of chrome"
    against: dict[str, int] = defaultdict(int)
    for family, found in row:
        against[_theme(family)] += weights.get(family, {}).get(found, 0)
    heaviest = sorted(
        (total, theme) for theme, total in against.items() if total < 0 and _THEMES.get(theme)
    )[:2]
    return (
        f"line of the site: "
        f"{' and '.join(_THEMES[theme] for _, theme in heaviest) or 'too little speaks for it'}"
    )
