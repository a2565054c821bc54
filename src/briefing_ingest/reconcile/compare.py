"""Texts of a collection, compared pair by pair; nothing is kept of them but sketches and what was
asked for last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing_ingest.reconcile.coverage import covered, mark_covered, run_index, share
from briefing_ingest.reconcile.editions import edition_marks, numbers_exchanged
from briefing_ingest.reconcile.judgement import (
    FEW_TEXTS,
    MIN_COMMON_OF_NAMED,
    MIN_SENTENCE_WORDS,
    TWO_WAY,
    Closeness,
    is_template,
    own_words_needed,
)
from briefing_ingest.reconcile.kept import Kept
from briefing_ingest.reconcile.own_matter import (
    are_numbered_apart,
    own_passages,
)
from briefing_ingest.reconcile.particulars import (
    MIN_TITLE_WORDS,
    UNKNOWN,
    Particulars,
    agree,
    is_numbered_apart,
    marks_of_titles,
)
from briefing_ingest.reconcile.rarity import Rarity, Shared
from briefing_ingest.reconcile.signatures import candidates, sketch

if TYPE_CHECKING:
    from briefing_ingest.reconcile.signatures import Sketch

_NEARLY_ALL: Final = 0.95
"""Two texts of which each lacks more than the rest of the other say different things."""

WITHIN: Final = 0.8
"""A partial copy lies in its work's core with at least this part of its words; one that quotes has
more of its own."""

_MIN_SHARE_OF_RUNS: Final = 0.1
"""Share of the runs of words that two texts must have in common to be compared word by word."""

_LAST_COMPARED: Final = 8
"""Pairs of which is remembered which words the one has of the other, since several questions are
asked of each."""


class Pair(NamedTuple):
    """Two texts, by index, and the part of each that the other covers (0 to 1)."""

    first: int
    second: int
    of_first: float
    of_second: float

    @property
    def both_ways(self) -> bool:
        """True if each covers enough of the other for versions or editions."""
        return min(self.of_first, self.of_second) >= TWO_WAY

    @property
    def alike(self) -> bool:
        """True if each has nearly all of the other."""
        return min(self.of_first, self.of_second) >= WITHIN


class Texts:
    """Texts as folded words, and what each says of itself; the index of each is made when it is
    first asked for.
    """

    def __init__(
        self, keys: Sequence[Sequence[str]], particulars: Sequence[Particulars] = ()
    ) -> None:
        self.keys = keys
        self._particulars = particulars
        self.index = Kept(lambda i: run_index(keys[i]))
        self.compared = cache(self._compared)
        self.covered = lru_cache(_LAST_COMPARED)(self._covered)
        """One byte a word of one text: 1 if another has the word in its surroundings."""

    @cached_property
    def _sketches(self) -> list[Sketch]:
        return [sketch(own) for own in self.keys]

    @cached_property
    def _rarity(self) -> Rarity:
        return Rarity(self._sketches)

    def particulars(self, i: int) -> Particulars:
        """What a text says of itself."""
        return self._particulars[i] if self._particulars else UNKNOWN

    def candidates(self) -> list[tuple[int, int]]:
        """The pairs of texts that share a tenth of their runs."""
        return candidates(self._sketches, least=_MIN_SHARE_OF_RUNS)

    def _compared(self, i: int, j: int) -> Pair:
        """What two texts cover of each other."""
        return Pair(i, j, share(self.covered(i, j)), share(self.covered(j, i)))

    def _covered(self, i: int, j: int) -> bytearray:
        return covered(self.keys[i], self.index(j), self.index(i))

    def within(self, i: int, others: Iterable[int]) -> float:
        """The part of text ``i`` that others have between them."""
        marks = bytearray(len(self.keys[i]))
        for j in others:
            mark_covered(marks, self.keys[i], self.index(j), self.index(i))
        return share(marks)

    def may_be_versions(self, pair: Pair) -> bool:
        """Whether two texts have enough in common for versions of one work. Of two that bear the
        same title, day and author it is enough that one has nearly all of the other: a page is full
        of what a program printed beside the text, or holds only the beginning.
        """
        if pair.both_ways:
            return True
        common = min(pair.of_first, pair.of_second) >= MIN_COMMON_OF_NAMED
        is_within = max(pair.of_first, pair.of_second) >= WITHIN
        return (common or is_within) and bool(self._agree(*pair[:2]))

    def _agree(self, i: int, j: int) -> list[str]:
        return agree(self.particulars(i), self.particulars(j))

    def are_different_works(self, i: int, j: int) -> bool:
        """Whether two texts that cover each other are two works: editions, or texts of one form
        that each have their own matter.
        """
        return bool(self._marks(i, j))

    def _marks(self, i: int, j: int) -> list[str]:
        """What shows that two texts that cover each other are two works, in words."""
        return (
            marks_of_titles(self.particulars(i), self.particulars(j))
            or self._marks_of_form(i, j)
            or edition_marks(self.keys[i], self.keys[j])
        )

    def have_own_matter(self, i: int, j: int) -> bool:
        """Whether two texts each have a story that the other does not have."""
        own, needed, shared = self._own_matter(i, j)
        return own >= needed and (own >= shared.specific or self._are_numbered_apart(i, j))

    def closeness(self, i: int, j: int) -> Closeness:
        """What is weighed where two texts are judged, and how."""
        pair = self.compared(i, j)
        own, needed, shared = self._own_matter(i, j)
        marks = self._marks(i, j)
        return Closeness(
            int(100 * pair.of_first),
            int(100 * pair.of_second),
            own,
            needed,
            shared.specific,
            shared.texts,
            is_one_work=self.may_be_versions(pair) and not marks,
            marks=tuple(marks or self._agree(i, j)),
        )

    def _own_matter(self, i: int, j: int) -> tuple[int, int, Shared]:
        """How many words of its own the one of two texts has that has fewer, how many make two
        works of them, and what the runs tell that they share.
        """
        shared = self._rarity.shared(self._sketches[i], self._sketches[j])
        own = min(self._own_words(i, j, shared), self._own_words(j, i, shared))
        words = min(len(self.keys[i]), len(self.keys[j]))
        texts = FEW_TEXTS if self._share_rare_title(i, j, shared) else shared.texts
        numbered = self._are_numbered_apart(i, j)
        return own, own_words_needed(words, texts, numbered=numbered), shared

    def _share_rare_title(self, i: int, j: int, shared: Shared) -> bool:
        """Whether two texts bear one title that at most half as many texts have as have most of
        what the two share.
        """
        title = self.particulars(i).title
        if title != self.particulars(j).title or len(title.split()) < MIN_TITLE_WORDS:
            return False
        return 2 * self._titles[title] <= shared.texts

    @cached_property
    def _titles(self) -> Counter[str]:
        return Counter(own.title for own in self._particulars)

    def _own_words(self, i: int, j: int, shared: Shared) -> int:
        """How many words of text ``i`` are prose that text ``j`` does not have, and no template."""
        own = 0
        for passage in own_passages(self.keys[i], self.covered(i, j)):
            texts = self._rarity.commonness(passage)
            if not (is_template(texts) and 2 * texts >= shared.texts):
                own += len(passage)
        return own

    def _are_numbered_apart(self, i: int, j: int) -> bool:
        titles = self.particulars(i).title, self.particulars(j).title
        return is_numbered_apart(*titles) or are_numbered_apart(self.keys[i], self.keys[j])

    def _bear_other_numbers(self, i: int, j: int) -> bool:
        """Whether the titles of two texts are the same but for a number, and more than that differs
        in both: a digit may be misread.
        """
        titles = self.particulars(i).title, self.particulars(j).title
        covered = self.compared(i, j)
        is_more = max(covered.of_first, covered.of_second) < _NEARLY_ALL
        return is_more and is_numbered_apart(*titles)

    def _marks_of_form(self, i: int, j: int) -> list[str]:
        """What shows that two texts of one form are two works, in words; empty if nothing does."""
        if self._bear_other_numbers(i, j):
            return ["their titles differ in a number, and their texts too"]
        own, needed, shared = self._own_matter(i, j)
        numbered = self._are_numbered_apart(i, j)
        if not numbered and self._agree(i, j):
            return []
        if own >= needed and (numbered or own >= shared.specific):
            return [f"each has at least {own} words of prose of its own"]
        if self._share_rare_title(i, j, shared):
            return []
        return self._numbers_of_form(i, j, shared)

    def _numbers_of_form(self, i: int, j: int, shared: Shared) -> list[str]:
        """The numbers at the heads of two texts that share a template and little more, where they
        differ, in words.
        """
        if not is_template(shared.texts) or shared.specific >= MIN_SENTENCE_WORDS:
            return []
        return numbers_exchanged(self.keys[i], self.keys[j])

    def shares_template_only(self, i: int, j: int) -> bool:
        """Whether what text ``i`` has in common with text ``j`` is a template, and it says
        something of its own beside it.
        """
        shared = self._rarity.shared(self._sketches[i], self._sketches[j])
        if not is_template(shared.texts) or shared.specific >= MIN_SENTENCE_WORDS:
            return False
        has_own = self._own_words(i, j, shared) >= MIN_SENTENCE_WORDS
        return has_own or bool(self._numbers_of_form(i, j, shared))
