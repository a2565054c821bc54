"""Whether two texts that share much are versions of one work, and how close the call is.

What two texts share proves little if many others share it too: then it is a template, boilerplate
or a standard clause. So the more texts have what two have in common, the less matter of its own
makes each a work of its own; and what is specific to the two makes them one.
"""

from __future__ import annotations

from typing import Final, NamedTuple

TWO_WAY: Final = 0.5
"""Versions cover at least this part of each other. On 420 extractions and 280 derived texts no two
works did."""

MIN_COMMON_OF_NAMED: Final = 0.3
"""Of versions that agree in title, day and author: two pages of one post may have other openings
and boxes."""

_PER_CENT_OWN: Final = 15
"""Of the words of each of two texts: from here on each has a story of its own."""
_MIN_OWN_WORDS: Final = 20
MIN_SENTENCE_WORDS: Final = 9
"""Where numbers at their heads differ too (part I and II, 3 May and 10 May), or what they share is
a template, one sentence is enough."""
_MANY_TEXTS: Final = 8
"""Texts that share a passage before it is taken for a template whatever it is. A work seldom has so
many versions, and if it has, some of them have nothing of their own."""
FEW_TEXTS: Final = 4
"""Up to so many texts the passage may as well be that of one work in several versions."""
_CLOSE_PER_CENT: Final = 50
"""A call is close if what decided it is less than so much above or below what would have decided
it the other way."""


NEARLY_VERSIONS_PER_CENT: Final = 40
"""Texts that cover so much of each other, and not enough for versions, may be badly damaged
copies."""


class Closeness(NamedTuple):
    """What was weighed when two texts were judged.

    ``of_first`` and ``of_second`` are the parts of each that the other covers, in per cent (whole,
    rounded down); ``own`` the words of prose that each has of its own, of the text that has fewer;
    ``needed`` how many would make them two works; ``specific`` the words that the two share and
    few others have; ``texts`` how many texts have most of what they share; ``marks`` what is said
    for or against in words.
    """

    of_first: int
    of_second: int
    own: int
    needed: int
    specific: int
    texts: int
    is_one_work: bool
    marks: tuple[str, ...] = ()

    @property
    def is_close(self) -> bool:
        """Whether a little more or less would have turned the call."""
        covered = min(self.of_first, self.of_second)
        if self.is_one_work:
            return 100 * self.own >= _CLOSE_PER_CENT * self.needed or covered < 60
        if self.marks:
            return covered >= 80
        if covered < 50:
            return covered >= NEARLY_VERSIONS_PER_CENT
        return 100 * self.own < (100 + _CLOSE_PER_CENT) * self.needed

    @property
    def reasons(self) -> list[str]:
        """What was weighed, in words."""
        said = [
            f"the second has {self.of_first} % of the words of the first, which has "
            f"{self.of_second} % of its words"
        ]
        if self.texts > FEW_TEXTS:
            said.append(f"{self.texts} sources have most of what the two share")
            said.append(f"{self.specific} words are shared by these two and hardly any other")
        if self.own:
            said.append(f"each has at least {self.own} words of prose of its own")
        return [*said, *self.marks]


def own_words_needed(words: int, texts: int, *, numbered: bool) -> int:
    """How many words of its own make each of two texts a work, of which the shorter has ``words``
    and of whose common runs ``texts`` texts have most; ``numbered`` says that their heads differ
    by a number.

    >>> [own_words_needed(400, texts, numbered=False) for texts in (2, 4, 8, 100)]
    [60, 60, 30, 9]
    """
    if numbered:
        return MIN_SENTENCE_WORDS
    share = _PER_CENT_OWN * words * FEW_TEXTS // (100 * max(FEW_TEXTS, texts))
    return max(MIN_SENTENCE_WORDS if texts >= _MANY_TEXTS else _MIN_OWN_WORDS, share)


def is_template(texts: int) -> bool:
    """Whether what so many texts share is a template, whatever else they have."""
    return texts >= _MANY_TEXTS
