"""Whether two texts that share much are two works all the same: a template, boilerplate, a series.

Two copies of one text differ in damage, and in what one of them has more. Two texts of one form
each say something of their own: where the one has its story, the other has another. What both leave
uncovered and what reads as prose is such matter; what is left over of menus, of running heads and
of misread letters does not read so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from briefing_ingest.english.function_words import stop_words
from briefing_ingest.reconcile.coverage import Index, covered

_MIN_RUN_WORDS: Final = 9
"""Uncovered words in a row that may be a sentence; noise uncovers fewer, since a word is covered
again three words behind a misread one."""
_MIN_SHARE_FUNCTION: Final = 0.2
"""Of the words of a run: menus, lists of names and misread words have fewer function words."""
_MIN_OWN_SHARE: Final = 0.15
"""Of the words of each of two texts: from here on each has a story of its own."""
_MIN_OWN_WORDS: Final = 20
_MIN_OWN_WORDS_NUMBERED: Final = 9
"""Where numbers at their heads differ too (part I and II, 3 May and 10 May), one sentence is
enough."""
_HEAD_WORDS: Final = 14
"""Words at the start of a text that are its title and date."""
_MIN_SHARE_IN_BEGINNING: Final = 0.8
_BEGINNING: Final = 1.5
"""In lengths of a copy that was cut off: so far into the whole text its words reach."""


def own_words(keys: Sequence[str], other: Index) -> int:
    """How many of the words of a text (folded) are prose that the ``other`` does not have."""
    marks = covered(keys, other)
    return sum(end - start for start, end in _uncovered(marks) if _is_prose(keys[start:end]))


def _uncovered(marks: bytearray) -> Iterator[tuple[int, int]]:
    """The runs of uncovered words that are long enough for a sentence."""
    start = 0
    for end in (*(i for i, mark in enumerate(marks) if mark), len(marks)):
        if end - start >= _MIN_RUN_WORDS:
            yield start, end
        start = end + 1


def _is_prose(words: Sequence[str]) -> bool:
    function = sum(word in stop_words() for word in words)
    return function >= _MIN_SHARE_FUNCTION * len(words)


def have_own_matter(
    first: Sequence[str], second: Sequence[str], indexes: tuple[Index, Index]
) -> bool:
    """Whether two texts (folded words) each have a story that the other does not have; ``indexes``
    are theirs.
    """
    own = min(own_words(first, indexes[1]), own_words(second, indexes[0]))
    if own >= max(_MIN_OWN_WORDS, _MIN_OWN_SHARE * min(len(first), len(second))):
        return True
    return own >= _MIN_OWN_WORDS_NUMBERED and are_numbered_apart(first, second)


def are_numbered_apart(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the heads of two texts say the same but for a number.

    >>> are_numbered_apart("drug alert 3 may this".split(), "drug alert 10 may this".split())
    True
    >>> are_numbered_apart("drug alert 3 may".split(), "drug alert 3 may".split())
    False
    """
    heads = [words[:_HEAD_WORDS] for words in (first, second)]
    pairs = list(zip(*heads, strict=False))
    apart = [pair for pair in pairs if pair[0] != pair[1]]
    return bool(apart) and len(apart) <= 2 and all(all(map(is_number, pair)) for pair in apart)


def is_number(word: str) -> bool:
    """Whether a folded word is a number, in figures or Roman.

    >>> [is_number(word) for word in ("4100", "ii", "mix", "three")]
    [True, True, False, False]
    """
    return word.isdigit() or (0 < len(word) <= 4 and set(word) <= set("ivx"))


def is_beginning_of(short: Sequence[str], long: Sequence[str], index: Index) -> bool:
    """Whether what the ``long`` text has of the ``short`` one stands at its beginning, as in a copy
    that was cut off; a summary takes its sentences from all of it. ``index`` is the short one's.
    """
    marks = covered(long, index)
    within = marks[: int(_BEGINNING * len(short))].count(1)
    return within >= _MIN_SHARE_IN_BEGINNING * marks.count(1)
