"""Rules that find organisations by how they are named, without the model. Each is one function of a
scope.

Their records stand in `tag/rulebook.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from briefing_ingest.dictionary import is_word
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
    words_of,
)
from briefing_ingest.tag.knowledge.vocabulary import head_kinds, is_in, kind_of_name, words
from briefing_ingest.tag.knowledge.web_hosts import (
    hosts_of,
    letters,
    of_organisations,
    spelled_by,
    spellings,
)
from briefing_ingest.tag.read.people_beside_bodies import parted_runs, people_beside
from briefing_ingest.tag.read.publishers import is_stated, plain_publishers
from briefing_ingest.tag.read.scope import Scope

_LINKS_OBJECT: Final = frozenset({"of", "for", "on"})
_LEGAL: Final = re.compile(
    r",?\s(?:Inc\.?|Ltd\.?|Corp\.?|Co\.|LLC|LLP|[Pp]lc|PLC|Limited|GmbH)(?!\w)"
)
_FULL_STOP: Final = re.compile(r"\b(?:Inc|Ltd|Corp|Co)\.$")
_CRIME: Final = re.compile(r"\s+(?:and|&|,\s+Fire(?:\s+and\s+Rescue)?\s+and)\s+Crime\b")


def organisation(scope: Scope, block: int, span: tuple[int, int]) -> Candidate:
    """A mention of an organisation whose kind its head word tells, with the legal form behind its
    name.
    """
    legal = _LEGAL.match(scope.texts[block], span[1]) or _FULL_STOP.search(
        scope.texts[block], span[0], span[1] + 1
    )
    start, end = span[0], max(span[1], legal.end() if legal else 0)
    text = scope.texts[block][start:end]
    body = gazetteer.public_bodies().get(text)
    return Candidate(
        block, start, end, text, "organisation", body.kind if body else kind_of_name(text)
    )


def end_of_company(text: str, start: int, end: int) -> int:
    """``end``, or where a legal form with a full stop inside the name closes it: "Lee & Co. Smith"
    is two.
    """
    legal = re.compile(r"\s(?:Inc|Ltd|Co|Corp)\.(?=\s[A-Z])").search(text, start, end)
    return legal.end() - 1 if legal else end


def imprint_names(scope: Scope) -> Iterator[Candidate]:
    """The publishers' names, wherever they stand; `refusals.is_no_publisher` refuses what is not
    plainly a body's.
    """
    printed = [imprint.name for imprint in scope.work.imprints if not is_stated(imprint)]
    for name in dict.fromkeys([*plain_publishers(scope), *printed]):
        yield from (organisation(scope, block, span) for block, span in scope.where(name))


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
    with capitals and a modifier that is no name ("the Riverside Unit" of a hospital).
    """
    for block, text in enumerate(scope.texts):
        if is_title_case(text) and scope.blocks[block].kind != "imprint":
            if whole := _headline(text):
                yield organisation(scope, block, whole)
            yield from _bodies_of_row(scope, block)
            continue
        for run in parted_runs(scope, block):
            for part in _coordinated(scope, block, without_openers(run)):
                name = _headed(text, part)
                if name and scope.guess_at(block, name[0].start, name[-1].base_end) not in {
                    "GPE",
                    "LOC",
                }:
                    end = _end_of_objects(scope, block, name)
                    yield organisation(scope, block, (name[0].start, end))


def _bodies_of_row(scope: Scope, block: int) -> Iterator[Candidate]:
    """The bodies of a row of people and bodies, which is in title case and no title: "Ann Lee Marsh
    Advice Centre".
    """
    if people_beside(scope, block):
        for part in parted_runs(scope, block):
            if name := _headed(scope.texts[block], part):
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
    linked = [
        at for at, word in enumerate(name) if word.text in {"of", "for"} and is_head(name[at - 1])
    ]
    match = _OBJECTS.match(text, end)
    if (
        not match
        or not linked
        or name[-1].end != end
        or {"and", "&"} & {word.text for word in name[linked[0] :]}
    ):
        return end
    first = text[name[linked[0] + 1].start : end]
    items = [first, *re.split(r",\s(?:and\s)?|\s(?:and|&)\s", match[0].lstrip(", "))]
    if any(
        gazetteer.is_place(item) or item in gazetteer.public_bodies() or _says_kind(item)
        for item in items
    ):
        return end
    guessed = any(end <= guess.start for guess in sharing(scope.guesses[block], end, match.end()))
    return end if guessed else match.end()


def _says_kind(item: str) -> bool:
    return bool(kind_of_name(item)) or any(is_in(word.base, "roles") for word in words_of(item))


def _headline(text: str) -> tuple[int, int] | None:
    """A heading that is nothing but a name with its head in front: "INSTITUTE FOR CITY
    POLICING".
    """
    listed = words_of(text)
    name = listed[1:] if listed and listed[0].text.lower() == "the" else listed
    if (
        not 3 <= len(name) <= 8
        or name[0].base.lower() not in head_kinds()
        or name[1].text.lower() not in {"for", "of"}
    ):
        return None
    whole = all(adjoin(text, left, right) for left, right in pairwise(name)) and not re.search(
        r"(?:\A|\n)[^\w\n]*+\w.*\d", text
    )
    plain = any(is_in(word.base, kind) for word in name for kind in ("things", "roles"))
    return None if plain or not whole else (name[0].start, name[-1].base_end)


def _coordinated(scope: Scope, block: int, run: Sequence[Word]) -> Iterator[Sequence[Word]]:
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
    if any(word.text in _LINKS_OBJECT for word in left) and any(map(is_head, left)):
        return not any(word.base.lower() in head_kinds() for word in right)
    if _are_places(left, right):
        return True
    known = {_spelled(left), _spelled(right)} & gazetteer.public_bodies().keys()
    if known or stands_elsewhere(scope, f"{_spelled(left)} and {_spelled(right)}"):
        return False
    start, end = left[-1].start, right[0].end
    here = sharing(scope.guesses[block], start, end)
    return any(g.label != "PERSON" and g.start <= start and end <= g.end for g in here)


def _are_places(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """True if ``left`` names a place and ``right`` begins with one."""
    beginnings = (_spelled(right[:length]) for length in (1, 2, 3))
    return gazetteer.is_place(_spelled(left)) and any(map(gazetteer.is_place, beginnings))


def stands_elsewhere(scope: Scope, name: str) -> bool:
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


def _spelled(parts: Sequence[Word]) -> str:
    return " ".join(word.text for word in parts)


def is_head(word: Word) -> bool:
    """True if the word says what kind of organisation a name is of."""
    return word.is_capital and word.base.lower() in head_kinds()


def _headed(text: str, part: Sequence[Word]) -> Sequence[Word]:
    """The name in ``part`` that its head words show; empty if there is none."""
    part = _before_date(_without_owner(part))
    heads = [at for at, word in enumerate(part) if is_head(word)]
    if not heads:
        return ()
    first = next((at for at in heads if _has_object(part, at)), None)
    if first is not None and part[first].text == part[first].base:
        behind = (at for at in range(first + 1, len(part)) if part[at].text in {"in", "to"})
        end = next(behind, len(part))
        return _before_role([*_after_link(part[:first]), *part[first:end]])
    last = heads[-1]
    if last == 0 or not _ends_name(part, last) or _CRIME.match(text, part[last].end):
        return ()
    return _from_name(part[: last + 1])


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


def _is_date(word: Word) -> bool:
    return word.base.lower() in words("calendar")


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


def club_names(scope: Scope) -> Iterator[Candidate]:
    """Clubs called after a place: "Leeds United", and "Derby County" where the text speaks of
    sport.

    Wrong where "United" opens the next name ("In Leeds United Utilities"), so nothing with a
    capital may follow.
    """
    for block, text in enumerate(scope.texts):
        listed = words_of(text)
        sport = any(word.text.lower() in words("sport") for word in listed)
        for at, word in enumerate(listed[1:], start=1):
            sure = word.base.lower() in words("clubs")
            if not word.is_capital or not (
                sure or (sport and word.base.lower() in words("perhaps_clubs"))
            ):
                continue
            parts = _place_before(text, listed[max(at - 3, 0) : at + 1])
            after = listed[at + 1 : at + 2]
            goes_on = (
                after
                and after[0].is_capital
                and adjoin(text, word, after[0])
                and word.text == word.base
            )
            if parts and not goes_on:
                found = organisation(scope, block, (parts[0].start, word.base_end))
                yield found._replace(kind="club")


def _place_before(text: str, parts: Sequence[Word]) -> Sequence[Word]:
    """The longest end of ``parts`` whose words but the last name a British place; empty if there is
    none.
    """
    for start in range(len(parts) - 1):
        named = parts[start:]
        whole = all(adjoin(text, left, right) for left, right in pairwise(named))
        if whole and named[0].is_capital and gazetteer.is_place(_spelled(named[:-1])):
            return named
    return ()


def linked_names(scope: Scope) -> Iterator[Candidate]:
    """Capitalised names that a web address of the work spells letter for letter.

    The address may stand anywhere in the work. A name the model gives to a person counts only where
    the address is of a kind that organisations have (.org, .police.uk). Areas and posts have sites
    too, so their names do not count. Wrong for a person's own site under .org.
    """
    hosts = sorted({host for block in scope.blocks for host in hosts_of(block)}, reverse=True)
    by_letters = {spelled: host for host in hosts for spelled in spelled_by(host)}
    if not by_letters:
        return
    for block, text in enumerate(scope.texts):
        for parts in (parts for run in runs(text) for parts in _parts(run)):
            name = text[parts[0].start : parts[-1].base_end]
            host = _host_that_spells(name, by_letters)
            if host and _is_owner(scope, name, host) and _may_be_linked(scope, parts, name):
                yield organisation(scope, block, (parts[0].start, parts[-1].base_end))


def _host_that_spells(name: str, by_letters: Mapping[str, str]) -> str:
    """The first host that spells ``name``, or ""."""
    return next((by_letters[form] for form in sorted(spellings(name)) if form in by_letters), "")


def _is_owner(scope: Scope, name: str, host: str) -> bool:
    """False for a subject that the government has a site for ("Education"), and for a person whose
    site is not of a kind that organisations have.
    """
    if host.endswith(".gov.uk") and " " not in name and is_word(name):
        return False
    return name not in scope.people.names or of_organisations(host)


def _may_be_linked(scope: Scope, parts: Sequence[Word], name: str) -> bool:
    if name in scope.work.authors or gazetteer.is_area(name) or len(letters(name)) < 6:
        return False
    return parts[0].text.lower() not in words("openers") and not is_in(parts[-1].base, "roles")


def _parts(run: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Every stretch of one to six words of ``run`` that begins and ends with a capital."""
    for start, first in enumerate(run):
        for end in range(start + 1, min(start + 6, len(run)) + 1):
            if first.is_capital and run[end - 1].is_capital:
                yield run[start:end]
