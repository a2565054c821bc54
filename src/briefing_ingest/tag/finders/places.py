"""Rules that find places without the model. Each is one function of a scope.

Their records are in `tag/rulebook.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from briefing_ingest.tag.finders.candidate import Candidate
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import (
    Word,
    adjoin,
    is_british,
    is_title_case,
    runs,
    sharing,
    whole_words,
    without_openers,
    words_before,
    words_from,
    words_of,
)
from briefing_ingest.tag.knowledge.vocabulary import is_in, words
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.text import POSTCODE, Span

CUE: Final = re.compile(r"\b(?:[Pp]olice (?:[Ff]orce )?|[Ff]orce )[Aa]rea\b")
"""What follows the name of a police area and is not part of it."""
POST: Final = re.compile(r"\b(?:PF?CC|[Pp]olice(?:, [Ff]ire)? and [Cc]rime [Cc]ommissioner)s?\b")
_OF_POLICE: Final = re.compile(f"{POST.pattern}|{CUE.pattern}")
_LONGEST_NAME: Final = 5
"""Words: "Yorkshire and the Humber", "Armagh City, Banbridge and Craigavon" aside."""
_PREPOSITIONS: Final = frozenset({"in", "at", "near", "from", "across", "around", "outside", "to"})


def place(scope: Scope, block: int, span: tuple[int, int], *, kind: str = "") -> Candidate:
    """A mention of a place; ``kind`` from the gazetteer where none is given."""
    text = scope.texts[block][span[0] : span[1]]
    return Candidate(block, *span, text, "place", kind or _kind(text))


def _kind(name: str) -> str:
    for table in (gazetteer.uk_areas(), gazetteer.countries(), gazetteer.police_areas()):
        if name in table:
            return table[name].kind
    if name in gazetteer.cities():
        return "city"
    return gazetteer.districts()[name].kind if name in gazetteer.districts() else ""


def _name_as_listed(text: str, parts: tuple[Word, ...]) -> str:
    """The name of ``parts`` as the gazetteer writes it."""
    return text[parts[0].start : parts[-1].base_end].replace("‑", "-").replace(" & ", " and ")


def role_places(scope: Scope) -> Iterator[Candidate]:
    """The place before or after a police and crime commissioner's title or "police area": that
    police area.

    A name before the title that the gazetteer does not know is a person's ("Katy Bourne PCC").
    Wrong where a person is called like a place ("Kent PCC" of Clark Kent).
    """
    for block, text in enumerate(scope.texts):
        for match in _OF_POLICE.finditer(text):
            span = (
                _place_before(text, match.start())
                or place_after(text, match.end())
                or _place_in_clause(text, match)
            )
            if span:
                name = text[span.start : span.end].replace("‑", "-").replace(" & ", " and ")
                kind = "police area" if name in gazetteer.police_areas() else ""
                yield place(scope, block, span, kind=kind)


def _place_before(text: str, end: int) -> Span | None:
    before = words_before(text, end, _LONGEST_NAME)
    if not before or text[before[-1].end : end].strip(" ’'"):
        return None
    for start in range(len(before)):
        parts = tuple(before[start:])
        if parts[0].is_capital and gazetteer.is_place(_name_as_listed(text, parts)):
            return Span(parts[0].start, parts[-1].base_end)
    return None


_FOR: Final = re.compile(r"\s(?:for|of|in)\s(?:the\s)?")


def place_after(text: str, start: int) -> Span | None:
    """The place behind "for", "of" or "in" at ``start``; None if none is listed there."""
    follow = _FOR.match(text, start)
    if not follow:
        return None
    at = follow.end()
    after = words_from(text, at, _LONGEST_NAME)
    for end in range(len(after), 0, -1):
        parts = tuple(after[:end])
        if parts[0].start == at and gazetteer.is_place(_name_as_listed(text, parts)):
            return Span(parts[0].start, parts[-1].base_end)
    return None


_IN_CLAUSE: Final = re.compile(
    r"\b[Ii]n ((?:[A-Z][\w‑-]*)(?: (?:and |& )?[A-Z][\w‑-]*){0,3})(?:,| where) the $"
)
_LONGEST_CLAUSE: Final = 150


def _place_in_clause(text: str, match: re.Match[str]) -> Span | None:
    """The place in "In Dyfed-Powys, the PCC ..." and "in Cleveland where the PCC ...": the clause
    just before.
    """
    lead = _IN_CLAUSE.search(text, max(0, match.start() - _LONGEST_CLAUSE), match.start())
    if lead and lead[1].replace("‑", "-").replace(" & ", " and ") in gazetteer.police_areas():
        return Span(*lead.span(1))
    return None


@cache
def _areas() -> re.Pattern[str]:
    names = [*gazetteer.uk_areas(), *gazetteer.police_areas(), *gazetteer.countries()]
    names += gazetteer.authorities_of_two()
    names += [name.replace(" and ", " & ") for name in names if " and " in name]
    return whole_words(
        names + [name.replace("-", "‑") for name in gazetteer.police_areas() if "-" in name]
    )


def area_names(scope: Scope) -> Iterator[Candidate]:
    """Countries, nations, regions, counties and police areas, also where they stand for their
    authorities.

    Wrong for people and things called like a country (Jordan, china is written small), so what the
    model calls a person counts only for areas of the United Kingdom, and `stands_alone` asks for
    the neighbours.
    """
    for block, text in enumerate(scope.texts):
        for match in _areas().finditer(text):
            begins = sharing(scope.guesses[block], match.start(), match.start() + 1)
            person = any(guess.label == "PERSON" for guess in begins)
            foreign = match[0] in gazetteer.countries()
            span = Span(*match.span())
            if (person and foreign) or in_name_of_vote(scope, block, span):
                continue
            if stands_alone(scope, block, span):
                yield place(scope, block, span)


_VOTE: Final = re.compile(
    r"\s(?:[a-z]+(?:al|ary|ive)\s)?(?:by-)?(?:elections?|referendum|census)\b"
)
_YEAR: Final = re.compile(r"\b[12]\d{3}\s(?:the\s)?$")


def in_name_of_vote(scope: Scope, block: int, span: Span) -> bool:
    """True for "2017 United Kingdom general election", the name of an event, unless the model sees
    a place there.
    """
    text = scope.texts[block]
    named = _VOTE.match(text, span.end) and _YEAR.search(text, max(0, span.start - 10), span.start)
    return bool(named) and scope.guess_at(block, *span) not in {"GPE", "LOC"}


def stands_alone(scope: Scope, block: int, span: Span) -> bool:
    """False if the span is part of a longer name: of a street, a building, a person, a programme.

    Where the model says that exactly this is a place, only streets count against it.
    """
    text = scope.texts[block]
    before, after = _capital_before(text, span), _capital_after(text, span)
    if after and is_in(after.base, "streets"):
        return False
    if scope.guess_at(block, *span) in {"GPE", "LOC"}:
        return True
    if before and before.text.lower() not in words("openers"):
        return is_in(before.text, "roles")
    return after is None or is_in(after.base, "roles")


def _capital_before(text: str, span: Span) -> Word | None:
    """The capitalised word right before ``span``."""
    first = Word(*span, text[slice(*span)])
    near = words_before(text, span.start, 1)
    return next((word for word in near if word.is_capital and adjoin(text, word, first)), None)


def _capital_after(text: str, span: Span) -> Word | None:
    """The capitalised word right behind ``span``."""
    last = Word(*span, text[slice(*span)])
    near = words_from(text, span.end, 1)
    return next((word for word in near if word.is_capital and adjoin(text, last, word)), None)


def town_names(scope: Scope) -> Iterator[Candidate]:
    """British towns and districts after "in", "at", "from" ..., and hyphenated ones anywhere.

    Wrong for the few that are common words with a capital ("at Reading" in a title).
    """
    for block, text in enumerate(scope.texts):
        listed = words_of(text)
        for at, word in enumerate(listed):
            if not word.is_capital or word.text.lower() in words("calendar"):
                continue
            is_cued = "-" in word.text or _has_preposition_before(text, listed, at)
            if is_cued and (town := _town_at(scope, block, listed[at : at + 4])):
                yield place(scope, block, town)


def _has_preposition_before(text: str, listed: Sequence[Word], at: int) -> bool:
    if at == 0:
        return False
    before = listed[at - 1]
    return before.text.lower() in _PREPOSITIONS and adjoin(text, before, listed[at])


def _town_at(scope: Scope, block: int, near: tuple[Word, ...]) -> Span | None:
    """The longest beginning of ``near`` that names a British town and stands alone."""
    text = scope.texts[block]
    for end in range(len(near), 0, -1):
        parts = near[:end]
        span = Span(parts[0].start, parts[-1].base_end)
        name = _name_as_listed(text, parts)
        if gazetteer.is_british_town(name) and stands_alone(scope, block, span):
            return span
    return None


def postal_towns(scope: Scope) -> Iterator[Candidate]:
    """The town that stands right before a British postcode."""
    for block, text in enumerate(scope.texts):
        for match in POSTCODE.finditer(text):
            before = words_before(text, match.start(), 4)
            for start in range(len(before)):
                parts = tuple(before[start:])
                name = _name_as_listed(text, parts)
                if gazetteer.is_british_town(name) or gazetteer.is_area(name):
                    yield place(scope, block, (parts[0].start, parts[-1].base_end))
                    break


_ROAD: Final = re.compile(
    r"\b[Tt]he\s((?:M|A)\d{1,4}(?:M|\(M\))?)(?![\w-])(?!\s(?:format|form|notice|page|paper|poster|print|sheet|size)s?\b)"
)


_PRISON: Final = re.compile(
    r"\bHM(?:P/YOI|P & YOI|P|YOI) [A-Z][a-z]+(?: [A-Z][a-z]+)?(?:-[a-z]+-[A-Z][a-z]+)?(?![\w-])"
)


def landmarks(scope: Scope) -> Iterator[Candidate]:
    """Capitalised names that end in a word for a street, water or hill; prisons by "HMP"; British
    roads by number.

    The first only in works about the United Kingdom, since the model sees most of the rest, and not
    in title case. Wrong for bodies named after where they sit, which have a head word or the
    model's word for it ("Wall Street").
    """
    british = is_british(scope.texts)
    for block, text in enumerate(scope.texts):
        for match in _ROAD.finditer(text):
            yield place(scope, block, match.span(1), kind="road")
        for match in _PRISON.finditer(text):
            yield place(scope, block, match.span(), kind="prison")
        if british and not is_title_case(text):
            yield from _landmarks_by_name(scope, block)


def _landmarks_by_name(scope: Scope, block: int) -> Iterator[Candidate]:
    for run in runs(scope.texts[block]):
        if name := _landmark(without_openers(run)):
            span = Span(name[0].start, name[-1].base_end)
            if scope.guess_at(block, *span) not in {"ORG", "PERSON"}:
                yield place(scope, block, span)


def _landmark(run: Sequence[Word]) -> Sequence[Word]:
    """The name at the end of ``run`` whose last word says what place it is; empty if there is
    none.
    """
    cuts = (at for at, word in enumerate(run[:-1], start=1) if _ends_before(word))
    name = run[max(cuts, default=0) :]
    if not 2 <= len(name) <= 4 or not _is_sort_of_landmark(name[-1]):
        return ()
    return () if any(map(_is_general, name[:-1])) else name


def _ends_before(word: Word) -> bool:
    """True if a landmark's name cannot begin with or go over the word."""
    return not word.is_capital or word.text != word.base or word.text == "&"


def _is_sort_of_landmark(word: Word) -> bool:
    return word.text.lower() in words("landmarks") and not word.text.isupper()


def _is_general(word: Word) -> bool:
    return any(is_in(word.base, kind) for kind in ("generic", "roles", "calendar"))
