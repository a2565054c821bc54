"""Where the names that the model finds begin and end: its spans corrected by the words around.

`readings` gives the parts of one guess; the steps for organisations are listed in `_STEPS`, in the
order in which they are taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from briefing_ingest.model import EntityType
from briefing_ingest.tag.finders import places
from briefing_ingest.tag.finders.by_name import is_head
from briefing_ingest.tag.finders.organisation import end_of_company
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import (
    Word,
    adjoin,
    trim_span,
    word_around,
    words_in,
    words_of,
)
from briefing_ingest.tag.knowledge.vocabulary import is_in, kind_of_name, words
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.tag.recogniser.names import LABELS, Guess
from briefing_ingest.text import Span


class Reading(NamedTuple):
    """A part of a block that is one name, and what it names."""

    type: EntityType
    span: Span


Step = Callable[[Scope, int, Span], tuple[Reading, ...]]


_LONGEST_CUE: Final = 17
"""Letters of "police force area"."""


def readings(scope: Scope, block: int, guess: Guess) -> Iterator[Reading]:
    """The names in ``guess`` of ``block``: trimmed, hyphenated ones whole, nothing that goes over a
    table's cell.
    """
    text = scope.texts[block]
    type_ = LABELS[guess.label]
    cue = places.CUE.search(text, guess.start, guess.end + _LONGEST_CUE)
    cut = cue is not None and guess.start < cue.start() < guess.end
    stop = cue.start() if cue and cut else _whole_word(text, guess)
    begin, stop = _cell(text, guess.start, end_of_company(text, guess.start, stop))
    span = _with_ending(text, trim_span(text, begin, stop), guess)
    if span.start >= span.end:
        return
    if type_ == "organisation" and not cut:
        yield from _correct_ends(scope, block, span)
    elif type_ == "place":
        whole = _with_object(
            text, _of_owner(text, _without_sort(text, _without_direction(text, span)))
        )
        yield from (Reading("place", part) for part in _places_in(text, *whole))


def _with_ending(text: str, span: Span, guess: Guess) -> Span:
    """``span`` with the "’s" that the model takes for a part of a body's name of one word:
    "Macy’s".
    """
    ending = text[span.end : guess.end]
    own = guess.label == "ORG" and ending in {"'s", "’s"} and " " not in text[span.start : span.end]
    return Span(span.start, guess.end) if own else span


def _correct_ends(scope: Scope, block: int, span: Span) -> tuple[Reading, ...]:
    for step in _STEPS:
        if found := step(scope, block, span):
            return found
    return (Reading("organisation", span),)


def _cell(text: str, start: int, end: int) -> tuple[int, int]:
    """The longest part of the span that lies in one cell or line; names do not go over their
    ends.
    """
    parts = [
        Span(start + match.start(), start + match.end())
        for match in re.finditer(r"[^\t\n]+", text[start:end])
    ]
    return (
        max(parts, key=lambda part: (part.end - part.start, -part.start))
        if parts
        else (start, start)
    )


def _whole_word(text: str, guess: Guess) -> int:
    """The end of the guess, or of the hyphenated word it was cut out of, if all its parts look like
    a name's.

    "Dyfed" of "Dyfed-Powys" is completed; "London" of "London-based" is not.
    """
    last = word_around(text, guess.end)
    if (
        last is None
        or text[guess.end] not in "-‑"
        or not last.base.replace("‑", "-").split("-")[-1][:1].isupper()
    ):
        return guess.end
    return last.end


# --- places ---------------------------------------------------------------------------------------


def _without_direction(text: str, span: Span) -> Span:
    """``span`` without a direction written small before the name: "west London", "northern
    England".
    """
    inside = words_in(text, span.start, span.end)
    if len(inside) > 1 and inside[0].text in words("directions") and inside[1].is_capital:
        return Span(inside[1].start, span.end)
    return span


def _without_sort(text: str, span: Span) -> Span:
    """``span`` without what says, written small behind the name, what sort of place it is: "West
    End ward".
    """
    inside = words_in(text, span.start, span.end)
    if len(inside) > 1 and inside[-1].text in words("sorts_of_place") and inside[-2].is_capital:
        return Span(span.start, inside[-2].end)
    return span


def _of_owner(text: str, span: Span) -> Span:
    """An area alone, where its possessive goes on: "[Kent]'s District Councils"."""
    for word in words_in(text, span.start, span.end)[:-1]:
        if word.text != word.base and gazetteer.is_area(text[span.start : word.base_end]):
            return Span(span.start, word.base_end)
    return span


_OF_PLACE: Final = re.compile(r"\sof\s([A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)?)")


def _with_object(text: str, span: Span) -> Span:
    """Completed by the place that a borough or city is of: "[London Borough] of Barnet"."""
    match = _OF_PLACE.match(text, span.end)
    sort = text[span.start : span.end].rsplit(maxsplit=1)[-1]
    fits = match and (
        sort == "Borough" or (sort in {"City", "County"} and gazetteer.is_place(match[1]))
    )
    return Span(span.start, match.end()) if match and fits else span


def _places_in(text: str, start: int, end: int) -> Iterator[Span]:
    """The span, or both its halves where "and" joins two listed places that are not one: "Kent and
    South Wales".
    """
    match = re.search(r"\s(?:and|&)\s", text[start:end])
    if not match or gazetteer.is_place(text[start:end].replace(" & ", " and ").replace("‑", "-")):
        yield Span(start, end)
        return
    halves = Span(start, start + match.start()), Span(start + match.end(), end)
    yield from (
        halves if all(gazetteer.is_place(text[a:b]) for a, b in halves) else [Span(start, end)]
    )


# --- organisations --------------------------------------------------------------------------------


def _areas(scope: Scope, block: int, span: Span) -> tuple[Reading, ...]:
    """Areas that act, as places: "Humberside draws on ...", "for [England and Wales]"."""
    text = scope.texts[block]
    parts = tuple(_places_in(text, *span))
    known = all(gazetteer.is_area(text[part.start : part.end]) for part in parts)
    return tuple(Reading("place", part) for part in parts) if known else ()


_IN_PLACE: Final = re.compile(
    r"\sin\s(?:the\s)?([A-Z][\w'’-]*(?:\s(?:and\s|upon\s|of\s)?[A-Z][\w'’-]*)*)$"
)


def _with_place(scope: Scope, block: int, span: Span) -> tuple[Reading, ...]:
    """A body and where it is: "Department of Justice in Northern Ireland" is two, "Women in Kent"
    one.
    """
    text = scope.texts[block]
    match = _IN_PLACE.search(text, span.start, span.end)
    if (
        not match
        or not gazetteer.is_place(match[1])
        or not kind_of_name(text[span.start : match.start()])
    ):
        return ()
    return (
        Reading("organisation", Span(span.start, match.start())),
        Reading("place", Span(*match.span(1))),
    )


def _out_of_bracket(scope: Scope, block: int, span: Span) -> tuple[Reading, ...]:
    """Cut before a bracket that opens in the span and does not close there, and before the word it
    hangs on.
    """
    text = scope.texts[block]
    inside = text[span.start : span.end]
    if inside.count("(") <= inside.count(")"):
        return ()
    start = span.start + inside.rindex("(")
    before = [word for word in words_in(text, span.start, start) if word.end < start]
    return (Reading("organisation", trim_span(text, span.start, before[-1].end)),) if before else ()


_PLACE_AND: Final = re.compile(r"\b[Tt]he\s([A-Z][\w'’‑-]*(?:\s[A-Z][\w'’‑-]*)?)\s(?:and|&)\s$")


def _of_two_places(scope: Scope, block: int, span: Span) -> tuple[Reading, ...]:
    """Completed by the first of two places it is called after: "the Kent and [Essex Crime
    Directorate]".

    Not where the second half is a public body by itself. Wrong for a place and a body with one
    article.
    """
    text = scope.texts[block]
    match = _PLACE_AND.search(text, max(0, span.start - 60), span.start)
    inside = words_in(text, span.start, span.end)
    heads = (text[span.start : word.base_end] for word in inside[:-1])
    if (
        not match
        or text[span.start : span.end] in gazetteer.public_bodies()
        or not gazetteer.is_place(match[1])
    ):
        return ()
    if not any(gazetteer.is_place(head) for head in heads):
        return ()
    return (Reading("organisation", Span(match.start(1), span.end)),)


_LIST_BEFORE: Final = re.compile(
    r"[\w'’!?)],\s(?:the\s)?$|\b(?:such as|including|like|between|both)\s(?:the\s)?$"
)


def _last_of_list(scope: Scope, block: int, span: Span) -> tuple[Reading, ...]:
    """Both names that "and" joins at the end of a list: "such as Open Door, [Second Chance and
    First] Steps".

    The last is completed by the capitals behind it. Wrong for a name with "and" in it that ends a
    list and says nowhere what it is ("boots, Marks and Spencer").
    """
    text = scope.texts[block]
    inside = words_in(text, span.start, span.end)
    left, right = _around_only_and(inside)
    if not right or not _LIST_BEFORE.search(text, max(0, span.start - 16), span.start):
        return ()
    if inside[-1].end < span.end or len(left) < 2 or _is_one_name(text, left, right):
        return ()
    grown = _with_capitals_behind(text, right)
    if len(grown) == len(right):
        return ()
    return tuple(
        Reading("organisation", Span(part[0].start, part[-1].base_end)) for part in (left, grown)
    )


def _around_only_and(inside: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """The words before and behind "and"; none if there is not exactly one."""
    at = [n for n, word in enumerate(inside) if word.text == "and"]
    return (inside[: at[0]], inside[at[0] + 1 :]) if len(at) == 1 else ((), ())


def _is_one_name(text: str, left: Sequence[Word], right: Sequence[Word]) -> bool:
    """True if both sides of "and" together say what they are, or the left one has "of" in it."""
    return bool(kind_of_name(text[left[0].start : right[-1].base_end])) or any(
        word.text in words("inner") for word in left
    )


def _with_capitals_behind(text: str, listed: Sequence[Word]) -> Sequence[Word]:
    """``listed`` with the capitalised words that follow at once."""
    grown = [*listed]
    for word in words_in(text, grown[-1].end, grown[-1].end + 60):
        possessive = grown[-1].text != grown[-1].base
        if possessive or not word.is_capital or not adjoin(text, grown[-1], word):
            break
        grown.append(word)
    return grown


_AND_WALES: Final = re.compile(r"\s(?:and|&)\sWales\b")


def _for_both(scope: Scope, block: int, span: Span) -> tuple[Reading, ...]:
    """A body of "England & Wales" or "England and Wales" that has these behind its name, and its
    first word.
    """
    text = scope.texts[block]
    match = _AND_WALES.match(text, span.end)
    if not match or not text.endswith(" England", 0, span.end):
        return ()
    before = [
        word
        for word in words_in(text, max(0, span.start - 40), span.start)
        if word.end < span.start
    ]
    first = words_in(text, span.start, span.end)[0]
    grows = before and before[-1].is_capital and adjoin(text, before[-1], first)
    plain = (
        not grows or before[-1].text.lower() in words("openers") or is_in(before[-1].text, "roles")
    )
    return (Reading("organisation", Span(span.start if plain else before[-1].start, match.end())),)


_BROKEN_OFF: Final = re.compile(r"\s(?:and\s)?(?:during|from|its|that|their|which)\s")


def _broken_off(scope: Scope, block: int, span: Span) -> tuple[Reading, ...]:
    """Cut before a word that no name holds: "Open Door and its partners"."""
    text = scope.texts[block]
    match = _BROKEN_OFF.search(text, span.start, span.end)
    return (Reading("organisation", trim_span(text, span.start, match.start())),) if match else ()


def _without_adjective(scope: Scope, block: int, span: Span) -> tuple[Reading, ...]:
    """Cut behind a word that is written small and only says which: "new Executive Agency"."""
    text = scope.texts[block]
    inside = words_in(text, span.start, span.end)
    if len(inside) > 1 and inside[0].text in words("adjectives") and inside[1].is_capital:
        return (Reading("organisation", Span(inside[1].start, span.end)),)
    return ()


def _owner_and_own(scope: Scope, block: int, span: Span) -> tuple[Reading, ...]:
    """What belongs to an area or public body without its owner: "Scotland's [Youth Council]"."""
    text = scope.texts[block]
    for word in words_in(text, span.start, span.end)[:-1]:
        owner = text[span.start : word.base_end]
        if word.text != word.base and (
            gazetteer.is_area(owner) or owner in gazetteer.public_bodies()
        ):
            return (Reading("organisation", trim_span(text, word.end, span.end)),)
    return ()


_AND: Final = re.compile(r"\sand\s(the\s)?")


def _two_bodies(scope: Scope, block: int, span: Span) -> tuple[Reading, ...]:
    """Two bodies with "and" between them: both say what they are, or are known, and the second
    begins a name.

    Wrong where a body is called after two things and the second ends in a head word of its own.
    """
    text = scope.texts[block]
    for match in _AND.finditer(text, span.start, span.end):
        left, right = Span(span.start, match.start()), Span(match.end(), span.end)
        if _name_two_bodies(text[slice(*left)], text[slice(*right)], has_article=bool(match[1])):
            return tuple(Reading("organisation", part) for part in (left, right))
    return ()


def _name_two_bodies(left: str, right: str, *, has_article: bool) -> bool:
    """True if both are names of bodies; ``has_article`` if "the" stands before the second."""
    known = gazetteer.public_bodies()
    if left not in known and not kind_of_name(left):
        return False
    if right in known or _begins_with_head(right):
        return True
    return (has_article and bool(kind_of_name(right))) or (left in known and right.isupper())


def _begins_with_head(name: str) -> bool:
    """True for "Department for Work": a head word with its object behind it."""
    parts = words_of(name)
    return len(parts) > 2 and is_head(parts[0]) and parts[1].text in {"of", "for"}


_STEPS: Final[tuple[Step, ...]] = (
    _areas,
    _out_of_bracket,
    _broken_off,
    _without_adjective,
    _owner_and_own,
    _two_bodies,
    _with_place,
    _of_two_places,
    _for_both,
    _last_of_list,
)
