"""Rules that find organisations by the words of their names, without the model.

Each is one function of a scope.
Their records are in `tag/rulebook.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from briefing_ingest.tag.finders.candidate import Candidate
from briefing_ingest.tag.finders.organisation import organisation
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import (
    Word,
    adjoin,
    is_british,
    is_title_case,
    sharing,
    whole_words,
    without_openers,
    words_of,
)
from briefing_ingest.tag.knowledge.vocabulary import head_kinds, is_in, kind_of_name, words
from briefing_ingest.tag.read.people_beside_bodies import parted_runs, people_beside
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.text import Span

_LINKS_OBJECT: Final = frozenset({"of", "for", "on"})
_CRIME: Final = re.compile(r"\s+(?:and|&|,\s+Fire(?:\s+and\s+Rescue)?\s+and)\s+Crime\b")


@cache
def _bodies() -> re.Pattern[str]:
    return whole_words(list(gazetteer.public_bodies()))


def public_bodies(scope: Scope) -> Iterator[Candidate]:
    """Names of forces and government bodies.

    Acronyms ("CPS") count only in a work about the United Kingdom. Wrong where a name is another's
    in its country ("Department of Health" of Ireland), or an acronym has another sense that the
    work does not define.
    """
    british = is_british(scope.texts)
    for block, text in enumerate(scope.texts):
        for match in _bodies().finditer(text):
            if (british or " " in match[0]) and not _CRIME.match(text, match.end()):
                yield organisation(scope, block, match.span())


def whole_names(scope: Scope) -> Iterator[Candidate]:
    """Capitalised names with a head word, taken whole, with "of", "for", "on" and "and" inside
    them.

    Says nothing in title case, where capitals tell nothing. Wrong where a kind of body is written
    with capitals and a modifier that is not a name ("the Riverside Unit" of a hospital).
    """
    for block, text in enumerate(scope.texts):
        if is_title_case(text) and scope.blocks[block].kind != "imprint":
            yield from _names_in_title_case(scope, block)
        else:
            yield from _names_in_text(scope, block)


def _names_in_title_case(scope: Scope, block: int) -> Iterator[Candidate]:
    if whole := _name_as_heading(scope.texts[block]):
        yield organisation(scope, block, whole)
    yield from _bodies_of_row(scope, block)


def _names_in_text(scope: Scope, block: int) -> Iterator[Candidate]:
    """The names of a block, but not what the model takes for a place."""
    for run in parted_runs(scope, block):
        for part in _cut_at_and(scope, block, without_openers(run)):
            name = _name_around_head(scope.texts[block], part)
            if not name:
                continue
            start = name[0].start
            if scope.guess_at(block, start, name[-1].base_end) not in {"GPE", "LOC"}:
                yield organisation(scope, block, (start, _end_of_objects(scope, block, name)))


def _bodies_of_row(scope: Scope, block: int) -> Iterator[Candidate]:
    """The bodies of a row of people and bodies, which is in title case and no title: "Ann Lee Marsh
    Advice Centre".
    """
    if people_beside(scope, block):
        for part in parted_runs(scope, block):
            if name := _name_around_head(scope.texts[block], part):
                yield organisation(scope, block, (name[0].start, name[-1].base_end))


_OBJECTS: Final = re.compile(
    r"(?:, [A-Z][\w'’]*(?: [A-Z][\w'’]*){0,2}){1,3},? (?:and"
    r"|&) [A-Z][\w'’]*(?: [A-Z][\w'’]*){0,2}(?![\w-])"
)


def _end_of_objects(scope: Scope, block: int, name: Sequence[Word]) -> int:
    """The end of ``name``, or of the list that its object begins: "Board for Skills, Schools and
    Youth Work".

    Not where one in the list is a name by itself.
    """
    end, text = name[-1].base_end, scope.texts[block]
    listed = _OBJECTS.match(text, end)
    if not listed or name[-1].end != end:
        return end
    first = _single_object(name)
    if not first:
        return end
    items = [
        text[first.start : end],
        *re.split(r",\s(?:and\s)?|\s(?:and|&)\s", listed[0].lstrip(", ")),
    ]
    if any(map(_is_name_by_itself, items)):
        return end
    guesses = sharing(scope.guesses[block], end, listed.end())
    is_guessed = any(end <= guess.start for guess in guesses)
    return end if is_guessed else listed.end()


def _single_object(name: Sequence[Word]) -> Word | None:
    """The first word of what a body is for, "Board for [Skills]"; None if "and" stands in it."""
    links = (
        at for at, word in enumerate(name) if word.text in {"of", "for"} and is_head(name[at - 1])
    )
    link = next(links, None)
    if link is None or {"and", "&"} & {word.text for word in name[link:]}:
        return None
    return name[link + 1]


def _is_name_by_itself(item: str) -> bool:
    return gazetteer.is_place(item) or item in gazetteer.public_bodies() or _says_kind(item)


def _says_kind(item: str) -> bool:
    return bool(kind_of_name(item)) or any(is_in(word.base, "roles") for word in words_of(item))


def _name_as_heading(text: str) -> tuple[int, int] | None:
    """A heading that is nothing but a name with its head in front: "INSTITUTE FOR CITY
    POLICING".
    """
    listed = words_of(text)
    name = listed[1:] if listed and listed[0].text.lower() == "the" else listed
    if not _has_head_in_front(name) or any(map(_is_thing_or_role, name)):
        return None
    is_unbroken = all(adjoin(text, left, right) for left, right in pairwise(name))
    has_digit = re.search(r"(?:\A|\n)[^\w\n]*+\w.*\d", text)
    return (name[0].start, name[-1].base_end) if is_unbroken and not has_digit else None


def _has_head_in_front(name: Sequence[Word]) -> bool:
    """True for three to eight words that begin as "Institute for" does."""
    return (
        3 <= len(name) <= 8
        and name[0].base.lower() in head_kinds()
        and name[1].text.lower() in {"for", "of"}
    )


def _is_thing_or_role(word: Word) -> bool:
    return is_in(word.base, "things") or is_in(word.base, "roles")


def _cut_at_and(scope: Scope, block: int, run: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """``run`` cut at every "and" that joins two names and not two parts of one."""
    start = 0
    for at, word in enumerate(run):
        if word.text == "and" and not _joins(scope, block, run[start:at], run[at + 1 :]):
            yield run[start:at]
            start = at + 1
    yield run[start:]


def _joins(scope: Scope, block: int, left: Sequence[Word], right: Sequence[Word]) -> bool:
    """True if "and" stands inside one name.

    Either it belongs to what comes after "of" or "for" ("Council for Health and Safety"), or both
    sides are places that share a head ("Ipswich and Suffolk Council"), or the model takes both
    sides for one name.
    """
    if not left or not right or is_head(left[-1]):
        return False
    if _has_head_and_link(left):
        return not any(word.base.lower() in head_kinds() for word in right)
    if _are_places(left, right):
        return True
    if _are_two_bodies(scope, _spell(left), _spell(right)):
        return False
    return _is_one_guess(scope, block, Span(left[-1].start, right[0].end))


def _has_head_and_link(words_before: Sequence[Word]) -> bool:
    """True for "Council for Health"."""
    links = any(word.text in _LINKS_OBJECT for word in words_before)
    return links and any(map(is_head, words_before))


def _are_two_bodies(scope: Scope, left: str, right: str) -> bool:
    is_known = left in gazetteer.public_bodies() or right in gazetteer.public_bodies()
    return is_known or is_two_names(scope, f"{left} and {right}")


def _is_one_guess(scope: Scope, block: int, span: Span) -> bool:
    """True if the model takes all of ``span`` for a part of one name that is not a person's."""
    return any(
        guess.label != "PERSON" and guess.start <= span.start and span.end <= guess.end
        for guess in sharing(scope.guesses[block], *span)
    )


def _are_places(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """True if ``left`` names a place and ``right`` begins with one."""
    beginnings = (_spell(right[:length]) for length in (1, 2, 3))
    return gazetteer.is_place(_spell(left)) and any(map(gazetteer.is_place, beginnings))


def is_two_names(scope: Scope, name: str) -> bool:
    """True if ``name`` is two: what follows its "and" says itself what it is and stands alone more
    often.

    "Conservative and Labour Party" in a work that speaks of the Labour Party. Wrong where a body
    and its half both occur ("Devon and Cornwall Police", "Cornwall Police").
    """
    left, _, right = name.partition(" and ")
    if not right or not kind_of_name(right) or words("inner") & set(left.split()):
        return False
    both, alone = (sum(1 for _ in scope.where(n)) for n in (name, right))
    return alone > both  # where both stand, the half is counted with the whole


def _spell(parts: Sequence[Word]) -> str:
    return " ".join(word.text for word in parts)


def is_head(word: Word) -> bool:
    """True if the word says what kind of organisation a name is of."""
    return word.is_capital and word.base.lower() in head_kinds()


def _name_around_head(text: str, part: Sequence[Word]) -> Sequence[Word]:
    """The name in ``part`` that its head words show; empty if there is none."""
    part = _before_date(_without_owner(part))
    heads = [at for at, word in enumerate(part) if is_head(word)]
    if not heads:
        return ()
    first = next((at for at in heads if _has_object(part, at)), None)
    if first is not None and part[first].text == part[first].base:
        return _name_with_object(part, first)
    return _name_that_ends(text, part, heads[-1])


def _name_with_object(part: Sequence[Word], head: int) -> Sequence[Word]:
    """The name whose head is followed by what it is for, up to "in" or "to": "Kent Council for
    Health [in Dover]".
    """
    behind = (at for at in range(head + 1, len(part)) if part[at].text in {"in", "to"})
    end = next(behind, len(part))
    return _before_role([*_after_link(part[:head]), *part[head:end]])


def _name_that_ends(text: str, part: Sequence[Word], head: int) -> Sequence[Word]:
    """The name that ends with its head: "Ellen Marsh Trust"; empty if it goes on."""
    if head == 0 or not _ends_name(part, head) or _CRIME.match(text, part[head].end):
        return ()
    return _from_name(part[: head + 1])


def _has_object(part: Sequence[Word], at: int) -> bool:
    """True if "of", "for" or "on" follows the word."""
    return at + 1 < len(part) and part[at + 1].text in _LINKS_OBJECT


def _ends_name(part: Sequence[Word], at: int) -> bool:
    """True if a name can end with the word: it has the possessive, or no part of a name follows."""
    return part[at].text != part[at].base or at + 1 == len(part) or _is_no_name(part[at + 1])


def _before_date(part: Sequence[Word]) -> Sequence[Word]:
    """``part`` up to "on Friday"."""
    dates = (
        at
        for at, (left, right) in enumerate(pairwise(part))
        if left.text in {"on", "for", "in", "from", "since", "until"}
        and is_in(right.base, "calendar")
    )
    return part[: next(dates, len(part))]


_MOST_OWNER_WORDS: Final = 20
"""No area or public body that is listed has a name of more words; a line of capitalised words has
thousands."""


def _without_owner(part: Sequence[Word]) -> Sequence[Word]:
    """``part`` behind an area or public body in the possessive: "Scotland's [Youth Council]"."""
    for at, word in enumerate(part[:-1][:_MOST_OWNER_WORDS]):
        if word.text == word.base:
            continue
        owner = " ".join([*(w.text for w in part[:at]), word.base])
        if gazetteer.is_area(owner) or owner in gazetteer.public_bodies():
            return part[at + 1 :]
    return part


def _is_no_name(word: Word) -> bool:
    return (
        not word.is_capital
        or is_in(word.text, "roles")
        or is_in(word.text, "things")
        or word.text.isdigit()
    )


def _before_role(name: Sequence[Word]) -> Sequence[Word]:
    """``name`` up to a post that follows it ("Department of Health Minister")."""
    return () if any(is_in(word.base, "roles") for word in name) else name


def _from_name(name: Sequence[Word]) -> Sequence[Word]:
    """``name`` after the last "of", "for", "on", "in" or "to" before its head: "Director of Kent
    Council" is two.
    """
    rest = _after_link(name)
    return rest if len(rest) > 1 else ()


def _after_link(name: Sequence[Word]) -> Sequence[Word]:
    """The end of ``name`` in which no "of", "for" or post stands."""
    cuts = (
        at + 1
        for at, w in enumerate(name)
        if w.text in words("inner") - {"and", "&"} or _is_post(name, at)
    )
    return name[max(cuts, default=0) :]


def _is_post(name: Sequence[Word], at: int) -> bool:
    """True for a post, but not for the one that an office is called after: "Information
    Commissioner's Office".
    """
    owner = (
        at > 0 and name[at].text != name[at].base and [w.text for w in name[at + 1 :]] == ["Office"]
    )
    return is_in(name[at].base, "roles") and not owner
