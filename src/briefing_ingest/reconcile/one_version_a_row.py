"""What the versions of a row of a table contradict each other in, as one of them has it.

Half of the figures of one edition and half of another make a row that nobody wrote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefing_ingest.model import Stretch
from briefing_ingest.reconcile.choose import AGREEMENT, MAINTAINER
from briefing_ingest.reconcile.passage_rules import ONE_SOURCE, ONLY_WITNESS
from briefing_ingest.text import fold

_SETTLED: Final = frozenset({AGREEMENT.name, MAINTAINER.name, ONLY_WITNESS.name})
"""Rules that do not choose one version against another."""
_WEIGHTS: Final = {"latest_edition": 1_000_000}


def of_one_version(row: Sequence[Stretch]) -> list[Stretch]:
    """The stretches of a row, those that contradict each other as one version has them: of the one
    from which most of them were chosen, or else the first.
    """
    apart = [stretch for stretch in row if _contradicts(stretch)]
    if len(apart) < 2:
        return list(row)
    votes = Counter[str]()
    for stretch in apart:
        weight = _WEIGHTS.get(stretch.rule, 1)
        votes.update({r.source_id: weight for r in stretch.readings if r.text == stretch.lemma})
    names = [reading.source_id for reading in row[0].readings]
    best = max(names, key=lambda name: (votes[name], -names.index(name)))
    return [_as_in(stretch, best) if _contradicts(stretch) else stretch for stretch in row]


def _contradicts(stretch: Stretch) -> bool:
    """Whether versions have other words, which no majority and no maintainer has settled."""
    said = {fold(reading.text) for reading in stretch.readings}
    is_damage = stretch.type in {"layout", "orthographic"}
    return bool(stretch.rule) and stretch.rule not in _SETTLED and not is_damage and "" not in said


def _as_in(stretch: Stretch, name: str) -> Stretch:
    text = next(reading.text for reading in stretch.readings if reading.source_id == name)
    if text == stretch.lemma:
        return stretch
    reason = f"what the versions of a row contradict each other in is as one has it, here {name}"
    return stretch._replace(lemma=text, rule=ONE_SOURCE.name, reason=reason)
