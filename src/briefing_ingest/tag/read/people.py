"""Who is a person: found so that nobody is published, since sources describe named victims and
witnesses.

Each kind of evidence is a record in `evidence_of_people.EVIDENCE`, whose function yields the spans
of one text that name people. Names between those of people in a list count too
(`neighbours_in_lists`): "We thank Ann Lee, Wei Hart and Gita Khan".

To these come the model's people and the authors of the work. A surname known from any of them is a
person's wherever it stands alone in the work, unless a place of that name is meant: see
`judge.people.is_person`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import Word, occurrences, words_in
from briefing_ingest.tag.knowledge.vocabulary import is_in, words
from briefing_ingest.tag.read.evidence_of_people import EVIDENCE
from briefing_ingest.tag.read.names_of_people import (
    CAPITALISED,
    GIVEN,
    SURNAME,
    is_listed,
    may_be_name,
    may_be_somebody,
)
from briefing_ingest.tag.recogniser.names import Guess
from briefing_ingest.text import Span


class People(NamedTuple):
    """The people of one work."""

    names: frozenset[str]
    """Whole names, as the model or the byline gives them."""
    shown: tuple[tuple[Span, ...], ...]
    """Where a text itself shows that it names a person, by block; a title before the name belongs
    to it."""
    guessed: tuple[tuple[Span, ...], ...]
    """Where only the model says so, by block."""
    surnames: Counter[str]
    """Names that stand for a person alone, and how often the work shows that."""


def read_people(
    texts: Sequence[str], guesses: Sequence[tuple[Guess, ...]], authors: Sequence[str]
) -> People:
    """The people that ``texts`` (blocks of one work) name; ``guesses`` are the model's, by
    block.
    """
    names = _names(texts, guesses, authors)
    guessed = [
        list(_of_model(text, given, names)) for text, given in zip(texts, guesses, strict=True)
    ]
    shown = [
        [*_spans_of_evidence(text), *(span for name in authors for span in occurrences(text, name))]
        for text in texts
    ]
    for text, spans, more in zip(texts, shown, guessed, strict=True):
        spans += list(neighbours_in_lists(text, [*spans, *more]))
    both = [[*spans, *more] for spans, more in zip(shown, guessed, strict=True)]
    surnames = Counter(
        name for text, spans in zip(texts, both, strict=True) for name in _names_alone(text, spans)
    )
    return People(names, _sort_spans(shown), _sort_spans(guessed), surnames)


def _sort_spans(spans: Sequence[Sequence[Span]]) -> tuple[tuple[Span, ...], ...]:
    return tuple(tuple(sorted(set(found))) for found in spans)


def _names(
    texts: Sequence[str], guesses: Sequence[tuple[Guess, ...]], authors: Sequence[str]
) -> frozenset[str]:
    """Authors, and what the model calls a person at least as often as anything else, by whole
    name.
    """
    votes: Counter[tuple[str, bool]] = Counter()
    for text, found in zip(texts, guesses, strict=True):
        for guess in found:
            votes[text[guess.start : guess.end], guess.label == "PERSON"] += 1
    people = {
        name for (name, person), count in votes.items() if person and count >= votes[name, False]
    }
    return frozenset(people | set(authors))


def _spans_of_evidence(text: str) -> Iterator[Span]:
    for evidence in EVIDENCE:
        yield from evidence.function(text)


def _of_model(text: str, given: Sequence[Guess], names: frozenset[str]) -> Iterator[Span]:
    """What the model calls a person, unless it is called like a place or a body: "Kent PCC Ann Lee"
    is Ann Lee.

    A single word counts only if it is among ``names`` and listed nowhere: the model guesses at
    those.
    """
    people = (guess for guess in given if guess.label == "PERSON")
    for guess in people:
        named = _behind_posts(_before_break(text, words_in(text, guess.start, guess.end)))
        if not named:
            continue
        span = Span(named[0].start, named[-1].base_end)
        name = text[slice(*span)]
        is_doubtful = len(named) == 1 and (name not in names or is_listed(name))
        if not is_doubtful and not gazetteer.is_place(name) and may_be_somebody(name):
            yield span


def _behind_posts(inside: Sequence[Word]) -> Sequence[Word]:
    """The words behind the last post: "PCC [Ann Lee]"."""
    posts = (at + 1 for at, word in enumerate(inside) if is_in(word.base, "roles"))
    return inside[max(posts, default=0) :]


_BREAK: Final = re.compile(r"[\t\n:;,|@]|\s[-–—]")


def _before_break(text: str, inside: Sequence[Word]) -> Sequence[Word]:
    """``inside`` up to the first word behind which a mark stands that is in no name."""
    broken = (
        at
        for at, (left, right) in enumerate(pairwise(inside), start=1)
        if _BREAK.search(text[left.end : right.start])
    )
    return inside[: next(broken, len(inside))]


def names_alone(text: str, spans: Iterable[Span]) -> frozenset[str]:
    """The words that may stand alone for the people at ``spans``."""
    return frozenset(_names_alone(text, spans))


def _names_alone(text: str, spans: Iterable[Span]) -> Iterator[str]:
    """For each person the words that may stand for them alone: the surname, and the given name
    where there is one.

    Not the place that somebody is of: "King of Athens".
    """
    for span in set(spans):
        inside = words_in(text, span.start, span.end)
        named = [word for word in inside if _is_of_name(text, word)]
        if len(named) == 1:
            yield named[0].base
        elif named:
            ends = {named[0].base, named[-1].base}
            yield from (base for base in ends if base.lower() not in words("openers"))


def _is_of_name(text: str, word: Word) -> bool:
    """True for a given name or surname: no initial, title or post, and not where somebody is of."""
    if not word.is_capital or len(word.base) < 2:
        return False
    if text.endswith(" of ", 0, word.start) and is_listed(word.base):
        return False
    return word.base.lower() not in words("titles") and not is_in(word.base, "roles")


_ITEM: Final = re.compile(rf"(?<![\w-]){CAPITALISED}(?:[ ]{GIVEN}){{0,2}}[ ]?{SURNAME}")
_COMMA: Final = re.compile(r",\s(?:and\s)?|\s(?:and|&)\s|;\s|\n")


def neighbours_in_lists(text: str, known: Sequence[Span]) -> Iterator[Span]:
    """Names of two or three words next to a person's in a list: "Ann Lee, Wei Hart and Gita
    Khan".
    """
    found = [
        match
        for match in _ITEM.finditer(text)
        if " " in match.group() and may_be_name(match.group())
    ]
    ordered = sorted(known)
    is_person = [_overlaps(ordered, *match.span()) for match in found]
    for at, match in enumerate(found):
        near = _neighbours(text, found, at)
        if near and not is_person[at] and all(is_person[n] for n in near):
            yield Span(*match.span())


def _neighbours(text: str, found: Sequence[re.Match[str]], at: int) -> list[int]:
    """The indexes of the names before and behind the one at ``at`` in the same list."""
    last = len(found) - 1
    before = [at - 1] if at > 0 and _are_joined(text, found[at - 1], found[at]) else []
    behind = [at + 1] if at < last and _are_joined(text, found[at], found[at + 1]) else []
    return before + behind


def _overlaps(ordered: Sequence[Span], start: int, end: int) -> bool:
    """True if one of ``ordered`` (by start; none is long) shares a character with the span."""
    before = bisect_left(ordered, Span(end, end))
    return any(span.end > start for span in ordered[max(before - 8, 0) : before])


def _are_joined(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return bool(_COMMA.fullmatch(text, left.end(), right.start()))


# --- judgement ------------------------------------------------------------------------------------


_AT: Final = re.compile(
    r"\b(?:in|near|across|around|outside|throughout|at|(?:city|town|borough) of"
    r"|(?:back|came|comes|drove|flew|go|goes|going|home|mov(?:e|ed|ing)|return(?:ed|ing)?|sent"
    r"|travel\w*|went)\s(?:to|from))\s$",
    re.IGNORECASE,
)


def stands_as_place(text: str, span: Span) -> bool:
    """True if the words around ``span`` say that it is a place: "in Kent", "near Kent", "Kent,
    England".
    """
    if _AT.search(text, max(0, span.start - 24), span.start):
        return True
    after = re.match(r",\s([A-Z][\w.]*(?:\s[A-Z][\w.]*)*)", text[span.end : span.end + 40])
    return bool(after and gazetteer.is_area(after[1]))


def place_uses(texts: Sequence[str], name: str) -> int:
    """How often ``texts`` use ``name`` as a place's."""
    return sum(
        1 for text in texts for span in occurrences(text, name) if stands_as_place(text, span)
    )
