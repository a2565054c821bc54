"""Rules that choose a reading by who has it: most witnesses, the nearest to all, the base.

Their records are in `choose`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefing_ingest.model import Reading
from briefing_ingest.reconcile.by_form import has_few_words
from briefing_ingest.reconcile.facts import differ_in_facts
from briefing_ingest.reconcile.locus import Locus, is_silent, lacks_passage

_MIN_VOTERS: Final = 3
"""Of two witnesses neither is a majority."""
_MIN_STATING: Final = 2
"""Witnesses that must state the same fact before the letters they share may decide it."""


def fuller_text(locus: Locus) -> tuple[str, str] | None:
    """A passage that only some witnesses have is kept: text is lost more often than invented.

    Wrong where a later edition took the passage out.
    """
    texts = (reading.text for reading in locus.readings)
    longest = max(texts, key=lambda text: (len(text.split()), len(text)))
    lacking = [r.source_id for r in locus.readings if lacks_passage(r.text, longest)]
    if not lacking:
        return None
    return longest, f"the passage is lost in {', '.join(lacking)}"


def agreement(locus: Locus) -> tuple[str, str] | None:
    """More than half of three or more witnesses read the same. Wrong if the witnesses copy one
    another.

    In numbers and names too: without a sign that one is a later edition, what differs is damage,
    and damage is each witness's own.
    """
    votes = Counter(reading.text for reading in locus.readings)
    text, count = max(votes.items(), key=lambda item: item[1])
    if len(locus.readings) < _MIN_VOTERS or count * 2 <= len(locus.readings):
        return None
    return text, f"{count} of {len(locus.readings)} witnesses read so"


def consensus(locus: Locus) -> tuple[str, str] | None:
    """Of three or more witnesses without a majority, the reading that is nearest to all the others,
    letter by letter.

    Wrong where several witnesses share a fault and the only sound one stands alone. A number, date,
    name or negation that no second witness has is not chosen so: letters in common do not make it
    truer.
    """
    if len(locus.readings) < _MIN_VOTERS:
        return None
    text = _nearest(_worth_choosing(locus), locus.readings).text
    if _is_only_of_its_facts(text, locus):
        return None
    return text, "it is the nearest to what all the others read"


def _worth_choosing(locus: Locus) -> list[Reading]:
    """The readings that may be chosen: where some have a passage of words, only those that read
    something.
    """
    passage = any(lacks_passage("", text) and not has_few_words(text) for text in locus.texts)
    return [r for r in locus.readings if not (passage and is_silent(r.text))]


def _nearest(candidates: Sequence[Reading], readings: Sequence[Reading]) -> Reading:
    """Of ``candidates`` the one with the smallest total distance from all ``readings``, spaces
    aside; of equals the first.
    """
    from rapidfuzz.distance import Levenshtein

    others = [_without_spaces(reading.text) for reading in readings]

    def distance(reading: Reading) -> float:
        own = _without_spaces(reading.text)
        total = sum(Levenshtein.normalized_distance(own, other) for other in others)
        return round(total, 6)  # no last digit of a sum decides

    return min(candidates, key=distance)


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def _is_only_of_its_facts(text: str, locus: Locus) -> bool:
    """True if another reading of as many words states other facts than ``text``, and no second
    witness states these.

    Readings of different lengths are a formula or a table that was cut into pieces differently.
    """
    size = len(text.split())
    others = [reading.text for reading in locus.readings if len(reading.text.split()) == size]
    differing = [differ_in_facts(text, other, opens=locus.opens) for other in others]
    # The witness that has ``text`` is one of those that agree with it.
    return any(differing) and differing.count(False) < _MIN_STATING


def base_witness(locus: Locus) -> tuple[str, str] | None:
    """Nothing else decides: the base witness is followed. Wrong where the base alone is damaged."""
    base = locus.readings[0]
    return base.text, f"nothing else decides; {base.source_id} is the base witness"
