"""A point where witnesses differ, and what a rule that chooses among their readings says of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from briefing_ingest.model import DecidedReading, Reading
from briefing_ingest.reconcile.authority import Authority
from briefing_ingest.rule import Rule
from briefing_ingest.text import fold, sentence_ends, straighten


class Locus(NamedTuple):
    """A point where witnesses differ. ``readings[0]`` is the base's; ``before`` and ``after`` are
    its text there.

    ``vocabulary`` counts the folded words of all witnesses of the work. ``authorities`` are the
    witnesses that say of themselves that they are later than another, the latest first.
    """

    readings: tuple[Reading, ...]
    after: str
    vocabulary: Counter[str]
    before: str = ""
    authorities: tuple[Authority, ...] = ()
    decided: tuple[DecidedReading, ...] = ()
    """What the maintainer has decided of the sources of the work."""
    called: frozenset[str] = frozenset()
    """Numbers of the notes that a witness calls here."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The different readings, each once."""
        return tuple(dict.fromkeys(reading.text for reading in self.readings))

    @property
    def opens(self) -> bool:
        """True if a sentence begins here."""
        return not self.before.strip() or sentence_ends(self.before)


class Choice(NamedTuple):
    """The reading chosen and why."""

    text: str
    rule: str
    reason: str


@dataclass(frozen=True)
class ChoosingRule(Rule):
    """A rule that chooses among readings; ``does`` says which it prefers."""

    function: Callable[[Locus], tuple[str, str] | None]
    """Gives the reading and the reason, or None where the rule has nothing to say."""
    may_choose_nothing: str
    """Why the rule may prefer a reading without words to one with words; "" if it may not."""


def is_silent(text: str) -> bool:
    """True if ``text`` shows nothing: it is empty, white space, or characters without a glyph."""
    return not straighten(text).strip()


_PASSAGE_WORDS: Final = 3
"""Words of a passage; one or two words are as often put in by one witness as lost by the other."""


def lacks_passage(short: str, long: str) -> bool:
    """True if ``short`` has no word that ``long`` has not, in the same order, and lacks a passage
    of it.

    A passage is three words, or an address, which is never noise.
    """
    own, rest = fold(short).split(), fold(long).split()
    if len(rest) <= len(own) and not (is_silent(short) and ADDRESS.search(long)):
        return False
    words = iter(rest)
    if not all(word in words for word in own):
        return False
    printed = len(long.split()) - len(short.split())
    return printed >= _PASSAGE_WORDS or bool(ADDRESS.search(long) and not ADDRESS.search(short))


ADDRESS: Final = re.compile(
    r"https?://|\bwww\.|\w\.\w+/\w"  # a page: www.x.org, x.org/a
    r"|[\w+-]@[\w-]+\.\w"  # a person or office: post@x.org
    r"|\bdoi:\s?|\b10\.\d{4,9}/\S"  # a paper: 10.1000/xyz
)
"""Something that only an address of the net has in it."""
