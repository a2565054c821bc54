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
_HEAD_WORDS: Final = 14
"""Words at the start of a text that are its title and date."""
_MIN_SHARE_IN_BEGINNING: Final = 0.8
_BEGINNING: Final = 1.5
"""In lengths of a copy that was cut off: so far into the whole text its words reach."""


def own_passages(keys: Sequence[str], marks: bytearray) -> Iterator[Sequence[str]]:
    """The passages of a text (folded words) that are prose and that another does not have;
    ``marks`` are the words it has.
    """
    passages = (keys[start:end] for start, end in _uncovered(marks))
    return filter(_is_prose, passages)


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
