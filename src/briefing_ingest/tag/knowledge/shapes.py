"""What a text looks like to a rule about names: words, runs of capitalised words, stretches that
hold no names.

Offsets are code points, 0-based, end-exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, Protocol, TypeVar

from briefing_ingest.tag.knowledge.vocabulary import words
from briefing_ingest.text import Span, sentence_ends

_WORD: Final = re.compile(r"(?:[A-Z]\.){2,}|&|[^\W_]\w*(?:[-‑'’][^\W_]\w*)*")
_WORD_START: Final = re.compile(r"\w+")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_ABBREVIATED: Final = frozenset({"St", "Mt", "Dr", "Ft"})
_ADDRESS: Final = re.compile(
    # Each form begins where its run of characters does, and what it took it keeps: else a long run
    # without an address, a line of 5 MB of one letter, is walked again from each of its characters.
    r"""(?:https?://|ftp://|www\.)\S+                         # in full, or without its scheme
      | (?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+          # e-mail
      | (?<![\w.])@\w+                                       # account name
      | (?<![\w-])(?<![\w-]\.)-*+\b[\w-]++(?:\.[\w-]++)*    # host
        \.(?:com|org|net|uk|gov|edu|eu|info|io)\b(?:/\S*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)


class _Placed(Protocol):
    """What has a place in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Word(NamedTuple):
    """A word of a text and where it stands. A possessive ending belongs to it."""

    start: int
    end: int
    text: str

    @property
    def base(self) -> str:
        """The word without its possessive ending."""
        return _POSSESSIVE.sub("", self.text)

    @property
    def base_end(self) -> int:
        """Where `base` ends."""
        return self.start + len(self.base)

    @property
    def is_capital(self) -> bool:
        """True if it begins with a capital letter."""
        return self.text[0].isupper()


@lru_cache(maxsize=1024)  # blocks of one work; not for ever
def words_of(text: str) -> tuple[Word, ...]:
    """The words of ``text``; hyphenated ones whole, ``&`` a word of its own."""
    return tuple(Word(*match.span(), match[0]) for match in _WORD.finditer(text))


def words_in(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of ``text`` that begin between ``start`` and ``end``, without a walk through all of
    it.
    """
    listed = words_of(text)
    return listed[bisect_left(listed, start, key=_start) : bisect_left(listed, end, key=_start)]


def words_before(text: str, end: int, count: int) -> tuple[Word, ...]:
    """The last ``count`` words of ``text`` that end before or at ``end``, without a walk through
    all of it.
    """
    listed = words_of(text)
    at = bisect_right(listed, end, key=_end)
    return listed[max(0, at - count) : at]


def words_from(text: str, start: int, count: int) -> tuple[Word, ...]:
    """The first ``count`` words of ``text`` that begin at or behind ``start``, without a walk
    through all of it.
    """
    listed = words_of(text)
    at = bisect_left(listed, start, key=_start)
    return listed[at : at + count]


def word_around(text: str, offset: int) -> Word | None:
    """The word that ``offset`` lies inside of; None at a word's edge and between words."""
    listed = words_of(text)
    at = bisect_left(listed, offset, key=_start) - 1
    return listed[at] if at >= 0 and offset < listed[at].end else None


def _start(placed: _Placed) -> int:
    return placed.start


def _end(word: Word) -> int:
    return word.end


def adjoin(text: str, left: Word, right: Word) -> bool:
    """True if nothing but a space (or the full stop of "St.") stands between two words; a tab parts
    cells.
    """
    gap = text[left.end : right.start]
    return (gap.isspace() and not {"\n", "\t"} & set(gap)) or (
        gap == ". " and left.text in _ABBREVIATED
    )


@lru_cache(maxsize=1024)  # blocks of one work; not for ever
def runs(text: str) -> tuple[tuple[Word, ...], ...]:
    """Runs of capitalised words, with the small words inside them ("of", "and"), as long as they
    go.

    >>> [[w.text for w in run] for run in runs("At the Centre for Justice, St. Giles Trust said")]
    [['At', 'the', 'Centre', 'for', 'Justice'], ['St', 'Giles', 'Trust']]
    """
    found: list[tuple[Word, ...]] = []
    run: list[Word] = []
    for word in words_of(text):
        if run and not adjoin(text, run[-1], word):
            found.append(_close_run(run))
            run = []
        if word.is_capital or (run and word.text in words("inner")):
            run.append(word)
        elif run:
            found.append(_close_run(run))
            run = []
    found.append(_close_run(run))
    return tuple(run for run in found if run)


def _close_run(run: list[Word]) -> tuple[Word, ...]:
    """``run`` without small words at its end."""
    end = len(run)
    while end and not run[end - 1].is_capital:
        end -= 1
    return tuple(run[:end])


def without_openers(run: Sequence[Word]) -> Sequence[Word]:
    """``run`` without words at its start that only open a sentence ("While", "The")."""
    start = 0
    while start < len(run) and (
        run[start].text.lower() in words("openers") or not run[start].is_capital
    ):
        start += 1
    return run[start:]


def is_title_case(text: str) -> bool:
    """True if capitals tell nothing here: no sentence, but four words or more, nearly all of them
    capitalised.
    """
    if sentence_ends(text):
        return False
    long = [word for word in words_of(text) if len(word.text) > 3]
    return len(long) >= 4 and sum(word.is_capital for word in long) >= 0.8 * len(long)


def address_spans(text: str) -> tuple[Span, ...]:
    """Where web and mail addresses stand, in text order."""
    return tuple(Span(*match.span()) for match in _ADDRESS.finditer(text))


_BRITISH: Final = re.compile(
    r"\b(?:UK|United Kingdom|(?<!New )England|(?<!New South )Wales|Scotland|Northern Ireland|PCCs?"
    r"|Home Office"
    r"|Britain|NHS|Cabinet Office|Ministry of Justice|Whitehall|Constabulary|Metropolitan Police"
    r"|Crown (?:Court|Prosecution)|HM(?:P| Treasury| Government| Courts| Prison| Inspectorate"
    r"| Revenue)"
    r"|(?:Borough|City|County) Council|Secretary of State for)\b|\.uk\b"
)


# Where English place names have namesakes. Bare "US" in capitals only: "us" is a pronoun.
_NAMESAKES: Final = re.compile(
    r"\b(?:United States|USA?|America|Australia|Canada|New Zealand|South Africa|Ireland"
    r"|Jamaica)\b(?<!Northern Ireland)"
    r"|\bU\.S\.|\.(?:gov|mil|edu)\b(?!\.uk)|\.(?:au|ca|nz|ie)\b"
)


def is_british(texts: Sequence[str]) -> bool:
    """True if ``texts`` show that they are about the United Kingdom.

    They name it, its nations or its institutions, or link to .uk, and not half as often as
    countries whose places
    bear the same names: a report on Boston that mentions the UK once means Boston, Massachusetts.
    """
    home = sum(len(_BRITISH.findall(text)) for text in texts)
    abroad = sum(len(_NAMESAKES.findall(text)) for text in texts)
    return 2 * home > abroad


def overlaps(span: tuple[int, int], others: Sequence[Span]) -> bool:
    """True if ``span`` shares a character with one of ``others``."""
    return any(span[0] < other.end and other.start < span[1] for other in others)


_FARTHEST: Final = 1000
"""Code points: no name is longer."""

T = TypeVar("T", bound=_Placed)


def sharing(spans: Sequence[T], start: int, end: int) -> list[T]:
    """Those of ``spans``, names sorted by their beginning, that share a character with the span, in
    text order.

    In time that does not grow with the text, as one of many names in a long line is looked at.
    """
    last = bisect_left(spans, end, key=_start)
    first = bisect_left(spans, start - _FARTHEST, key=_start)
    return [span for span in spans[first:last] if span.end > start]


def occurrences(text: str, name: str) -> Iterator[Span]:
    """Where ``name`` stands in ``text`` as whole words; typographic and plain apostrophes are the
    same.
    """
    first = _WORD_START.match(name)
    if (
        first and first[0] not in text
    ):  # most names are in few blocks: this halves the time of a long work
        return iter(())
    return (Span(*match.span()) for match in _whole(name).finditer(text))


_RUN: Final = re.compile(r"\w+")


def blocks_by_word(texts: Sequence[str]) -> dict[str, list[int]]:
    """For each run of letters and digits in ``texts`` the numbers of the texts it stands in, in
    order.
    """
    found: dict[str, list[int]] = {}
    for block, text in enumerate(texts):
        for word in {*_RUN.findall(text)}:
            found.setdefault(word, []).append(block)
    return found


def blocks_with(index: Mapping[str, Sequence[int]], name: str, count: int) -> Sequence[int]:
    """Of ``count`` texts those that have the first word of ``name``, by their ``index``; all if it
    begins otherwise.
    """
    first = _RUN.match(name)
    return index.get(first[0], ()) if first else range(count)


@lru_cache(maxsize=1024)  # blocks of one work; not for ever
def _whole(name: str) -> re.Pattern[str]:
    return whole_words([name])


def whole_words(names: Sequence[str]) -> re.Pattern[str]:
    """A pattern that finds any of ``names`` as whole words, the longest where several begin at one
    place.
    """
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    body = "|".join(
        re.escape(name).replace("'", "['’]").replace("’", "['’]").replace(r"\ ", r"\s")
        for name in ordered
    )
    return re.compile(rf"(?<![\w&@/.-])(?:{body})(?![\w&@/$-]|\.\w)")


def trim_span(text: str, start: int, end: int) -> Span:
    """The span without a determiner at its start and without possessive, small words and
    punctuation at its ends.
    """
    while True:
        inside = words_in(text, start, end)
        if not inside:
            return Span(start, start)
        first, last = inside[0], inside[-1]
        if (
            first.text.lower() in words("determiners")
            and len(inside) > 1
            and text[first.end] != "&"
        ):  # "A&E"
            start = inside[1].start
        elif last.text.lower() in words("inner") and len(inside) > 1:
            end = inside[-2].end
        else:
            stop = min(end, last.base_end)
            closes = (
                text[stop : stop + 1] in {")", "."} and text[first.start : stop + 1].count("(") == 1
            )
            return Span(first.start, min(end, stop + 1) if closes else stop)
