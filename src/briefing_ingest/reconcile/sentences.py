"""Each sentence of a merged text is that of one witness.

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
from briefing_ingest.reconcile.authority import Authority
from briefing_ingest.reconcile.choose import LATEST_EDITION, MAINTAINER
from briefing_ingest.reconcile.passage_rules import ONE_SOURCE
from briefing_ingest.reconcile.revision import are_other_words
from briefing_ingest.text import fold, sentence_ends

_PAIR: Final = 2
_WEIGHTS: Final = {LATEST_EDITION.name: 1_000_000, MAINTAINER.name: 1_000_000_000}
"""Of choices that count for more than any number of words."""
_END: Final = re.compile(r"[.!?][\"'”’)\]]*(?=\s|$)")


def of_one_source(
    stretches: Sequence[Stretch], authorities: Sequence[Authority] = ()
) -> tuple[Stretch, ...]:
    """``stretches`` with each sentence in the words of one witness.

    Of two witnesses it is the one that had more of its words chosen, or else the first. Of three
    and more, most have what two of them read; only where an edition among the ``authorities`` is
    followed in a sentence, what an author changed is as that edition has it.
    """
    if not stretches or len(stretches[0].readings) == 1:
        return tuple(stretches)
    ids = [authority.source_id for authority in authorities]
    made: list[Stretch] = []
    for sentence in _sentences(stretches):
        if len(stretches[0].readings) == _PAIR:
            made += _unmixed(sentence)
        else:
            made += _as_in_edition(sentence, ids)
    return tuple(made)


def _as_in_edition(sentence: Sequence[Stretch], editions: Sequence[str]) -> Sequence[Stretch]:
    """The stretches of one sentence of three and more witnesses, as the edition has what an author
    changed, if one is followed in it.
    """
    followed = set(_followed(sentence))
    edition = next((name for name in editions if name in followed), None)
    if edition is None:
        return sentence
    return [
        _taken(stretch, place) if _is_changed(stretch, place) else stretch
        for stretch in sentence
        for place in [_place_of(edition, stretch)]
    ]


def _followed(sentence: Sequence[Stretch]) -> Iterator[str]:
    """The sources whose reading was chosen as that of the latest edition."""
    for stretch in sentence:
        if stretch.rule == LATEST_EDITION.name:
            yield from (r.source_id for r in stretch.readings if r.text == stretch.lemma)


def _place_of(source_id: str, stretch: Stretch) -> int:
    return [reading.source_id for reading in stretch.readings].index(source_id)


def _is_changed(stretch: Stretch, place: int) -> bool:
    """Whether an author changed what the witness at ``place`` reads, in words or in the marks
    around them.
    """
    if stretch.rule in {"", "typography", MAINTAINER.name}:
        return False
    said = fold(stretch.readings[place].text)
    is_said_so = bool(said) and said == fold(stretch.lemma)
    return stretch.type in {"revision", "layout"} or is_said_so


def _sentences(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """The stretches sentence by sentence: each ends with common text in which a sentence ends, or
    with a variant that ends a sentence whichever reading is taken.
    """
    sentence: list[Stretch] = []
    for stretch in stretches:
        sentence.append(stretch)
        if _ends_sentence(stretch):
            yield sentence
            sentence = []
    yield sentence


def _ends_sentence(stretch: Stretch) -> bool:
    if not stretch.rule:
        return bool(_END.search(stretch.lemma))
    said = [reading.text for reading in stretch.readings if reading.text.strip()]
    return bool(said) and all(map(sentence_ends, said))


def _unmixed(sentence: Sequence[Stretch]) -> Sequence[Stretch]:
    """The stretches of one sentence, those with other words as one witness has them; what the
    maintainer has decided stays, and tells which witness.
    """
    weights = Counter[int]()
    for stretch in filter(has_other_words, sentence):
        place = _chosen(stretch)
        if place is not None:
            weights[place] += _weight(stretch)
    if not weights:
        return sentence
    best = max(range(_PAIR), key=lambda place: (weights[place], -place))
    return [_taken(stretch, best) if _goes_with(stretch) else stretch for stretch in sentence]


def _goes_with(stretch: Stretch) -> bool:
    """Whether a stretch is as the one witness has it: other words, and marks and spaces around
    them, but not how letters are set, nor what the maintainer has decided.
    """
    if stretch.rule in {"", "typography", MAINTAINER.name}:
        return False
    return (
        has_other_words(stretch) or len({fold(reading.text) for reading in stretch.readings}) == 1
    )


def has_other_words(stretch: Stretch) -> bool:
    """Whether two readings are other words, and not one word that was damaged."""
    if stretch.type not in {"substantive", "revision"} or not stretch.rule:
        return False
    first, second = (reading.text for reading in stretch.readings)
    return are_other_words(first, second)


def _chosen(stretch: Stretch) -> int | None:
    """Which of the two readings was chosen; None where that is neither alone."""
    same = [fold(reading.text) == fold(stretch.lemma) for reading in stretch.readings]
    return same.index(True) if sum(same) == 1 else None


def _weight(stretch: Stretch) -> int:
    """How much a choice counts: its words, one at least; more than all those the latest edition's,
    and more again the maintainer's.
    """
    return _WEIGHTS.get(stretch.rule, 0) + max(1, len(stretch.lemma.split()))


def _taken(stretch: Stretch, place: int) -> Stretch:
    """The stretch as the witness at ``place`` has it."""
    text = stretch.readings[place].text
    if text == stretch.lemma:
        return stretch
    source = stretch.readings[place].source_id
    reason = f"the words of a sentence are those of one version, here of {source}"
    return stretch._replace(lemma=text, rule=ONE_SOURCE.name, reason=reason)
