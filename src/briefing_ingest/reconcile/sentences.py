"""Of two witnesses each sentence is that of one of them.

The rules choose word by word, and so may take the beginning of a sentence from one version and its
end from another: "It has also been shown to reduce reoffending by 14 per cent.", where the one has
"also" and the other the figure. Nobody wrote that. Damage is another matter: a misread letter, a
lost hyphen or space is repaired from whichever version is right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from briefing_ingest.model import Stretch
from briefing_ingest.reconcile.passage_rules import ONE_SOURCE
from briefing_ingest.text import fold

_PAIR: Final = 2
_MIN_LIKENESS_OF_MISREADING: Final = 0.6
"""Readings more alike than this, letter by letter, may be one word that was misread."""
_WEIGHT_OF_EDITION: Final = 1_000
_END: Final = re.compile(r"[.!?][\"'”’)\]]*(?=\s|$)")


def of_one_source(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """``stretches`` of two witnesses, each sentence with the words of one of them: of the one that
    had more of its words chosen, or else the first.

    Stretches of one or of three and more witnesses stay as they are: of three, most have what two
    of them read.
    """
    if not stretches or len(stretches[0].readings) != _PAIR:
        return tuple(stretches)
    made: list[Stretch] = []
    for sentence in _sentences(stretches):
        made += _unmixed(sentence)
    return tuple(made)


def _sentences(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """The stretches sentence by sentence: each ends with common text in which a sentence ends."""
    sentence: list[Stretch] = []
    for stretch in stretches:
        sentence.append(stretch)
        if not stretch.rule and _END.search(stretch.lemma):
            yield sentence
            sentence = []
    yield sentence


def _unmixed(sentence: Sequence[Stretch]) -> Sequence[Stretch]:
    """The stretches of one sentence, those with other words as one witness has them."""
    revised = [stretch for stretch in sentence if is_revision(stretch)]
    weights = Counter[int]()
    for stretch in revised:
        place = _chosen(stretch)
        if place is not None:
            weights[place] += _weight(stretch)
    if len(weights) < _PAIR:
        return sentence
    best = max(range(_PAIR), key=lambda place: (weights[place], -place))
    return [_taken(stretch, best) if is_revision(stretch) else stretch for stretch in sentence]


def is_revision(stretch: Stretch) -> bool:
    """Whether two readings are other words, and not one word that was damaged."""
    if stretch.type != "substantive" or stretch.rule in {"", "maintainer"}:
        return False
    first, second = (fold(reading.text) for reading in stretch.readings)
    if not first or not second:
        return bool(first or second)
    from rapidfuzz.distance import Levenshtein

    likeness = Levenshtein.normalized_similarity(first.replace(" ", ""), second.replace(" ", ""))
    return likeness < _MIN_LIKENESS_OF_MISREADING


def _chosen(stretch: Stretch) -> int | None:
    """Which of the two readings was chosen; None where that is neither alone."""
    same = [fold(reading.text) == fold(stretch.lemma) for reading in stretch.readings]
    return same.index(True) if sum(same) == 1 else None


def _weight(stretch: Stretch) -> int:
    """How much a choice counts: its words, one at least; the latest edition's more than all."""
    followed = _WEIGHT_OF_EDITION if stretch.rule == "latest_edition" else 0
    return followed + max(1, len(stretch.lemma.split()))


def _taken(stretch: Stretch, place: int) -> Stretch:
    """The stretch as the witness at ``place`` has it."""
    text = stretch.readings[place].text
    if text == stretch.lemma:
        return stretch
    source = stretch.readings[place].source_id
    reason = f"the words of a sentence are those of one version, here of {source}"
    return stretch._replace(lemma=text, rule=ONE_SOURCE.name, reason=reason)
