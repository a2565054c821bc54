"""The text of a passage, stretch by stretch: what all witnesses share, and of each variant the
reading chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing_ingest.model import DecidedReading, Reading, Stretch
from briefing_ingest.reconcile.authority import Authority
from briefing_ingest.reconcile.choose import choose, is_decided
from briefing_ingest.reconcile.collate import Cell
from briefing_ingest.reconcile.elsewhere import Held, holds
from briefing_ingest.reconcile.locus import Locus
from briefing_ingest.reconcile.noise import audible
from briefing_ingest.reconcile.revision import is_revision
from briefing_ingest.reconcile.variant_types import variant_type


class Words(NamedTuple):
    """What the choice of readings knows of the whole work.

    Its words, the runs of words of each witness, the base, the witnesses by their standing as
    editions, and what the maintainer has decided.
    """

    vocabulary: Counter[str]
    held: Held
    base: str
    authorities: tuple[Authority, ...] = ()
    decided: tuple[DecidedReading, ...] = ()


def choose_stretches(
    cells: Sequence[Cell],
    words: Words,
    loud: frozenset[str],
    called: Sequence[frozenset[str]] = (),
) -> tuple[Stretch, ...]:
    """The stretches of ``cells``, chosen among the witnesses that are ``loud``. ``called`` are the
    numbers of the notes that are called in each cell, by any witness.
    """
    stretches = []
    before = list(_last_words(cells))
    after = list(_last_words(reversed(cells)))[::-1]
    for index, cell in enumerate(cells):
        if cell.common:
            stretches.append(Stretch(cell.readings[0].text, cell.readings))
            continue
        locus = Locus(
            cell.readings,
            after[index],
            words.vocabulary,
            before[index],
            words.authorities,
            words.decided,
            called[index] if called else frozenset(),
        )
        if not is_decided(locus):
            locus = locus._replace(readings=_heard(cell, words, loud))
        chosen = choose(locus)
        kind = variant_type(
            {reading.text for reading in cell.readings},
            opens=locus.opens,
            among_words=_is_among_words(locus),
        )
        if kind == "substantive" and is_revision(
            locus._replace(readings=cell.readings), words.authorities
        ):
            kind = "revision"
        stretches.append(Stretch(chosen.text, cell.readings, kind, chosen.rule, chosen.reason))
    return tuple(stretches)


def _is_among_words(locus: Locus) -> bool:
    """Whether a word stands before and another behind, and not a figure or a sign."""
    before, after = locus.before.split()[-1:], locus.after.split()[:1]
    return all(any(map(str.isalpha, word)) for word in (*before, *after)) and not any(
        map(str.isdigit, "".join((*before, *after)))
    )


def _heard(cell: Cell, words: Words, loud: frozenset[str]) -> tuple[Reading, ...]:
    """The readings of a cell among which one is chosen."""
    editions = {authority.source_id for authority in words.authorities if authority.revises}
    readings = audible(cell, loud | editions)
    return _that_say(readings, words.held) if words.base in loud else readings


def _last_words(cells: Iterable[Cell]) -> Iterator[str]:
    """For each cell the last before it in which the base has words, "" where there is none."""
    last = ""
    for cell in cells:
        yield last
        text = cell.readings[0].text
        last = text if text.strip() else last


def _that_say(readings: tuple[Reading, ...], held: Held) -> tuple[Reading, ...]:
    """The readings without those that lack what the first has since their witness has it in another
    place.
    """
    text = readings[0].text
    return tuple(
        r for r in readings if r.text.strip() or not holds(held.get(r.source_id, frozenset()), text)
    )
