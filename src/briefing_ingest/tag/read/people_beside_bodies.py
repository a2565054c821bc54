"""People who stand beside bodies: with nothing between them, or where a recogniser that is not sure
takes one for one.

`without_people` cuts the people off a run of capitals that names people and bodies in turn, as
lists of those who were
present come out of tables: "Ann Lee Home Office Wei Hart Kent Police". `may_be_person` says of a
name that only the recogniser finds that it may as well be somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from briefing_ingest.dictionary import frequency, is_word
from briefing_ingest.model import EntityType
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import (
    Word,
    adjoin,
    runs,
    sharing,
    without_openers,
    words_before,
    words_from,
    words_in,
)
from briefing_ingest.tag.knowledge.vocabulary import head_kinds, is_in, words
from briefing_ingest.tag.read.people import PARTICLES, has_own_evidence, is_listed
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.text import Span

_NO_NAME: Final = (
    "adjectives",
    "bodies_elsewhere",
    "calendar",
    "clubs",
    "demonyms",
    "directions",
    "generic",
    "groups",
    "landmarks",
    "openers",
    "purposes",
    "roles",
    "sorts_of_place",
    "streets",
    "thing_nouns",
    "things",
)
"""Classes of words of which none stands in the name of a person, or so seldom that it counts
against one."""

_LONGEST_BODY: Final = 8
"""Words."""


# --- people and bodies in turn --------------------------------------------------------------------


class _Run(NamedTuple):
    """Adjoining words of a block that may name people and bodies in turn."""

    scope: Scope
    block: int
    listed: Sequence[Word]

    @property
    def text(self) -> str:
        return self.scope.texts[self.block]


class _Long(NamedTuple):
    """Runs that belong together, as one and as `runs` has them."""

    whole: tuple[Word, ...]
    runs: tuple[tuple[Word, ...], ...]


@lru_cache(maxsize=1024)  # blocks of one work; not for ever
def parted_runs(scope: Scope, block: int) -> tuple[Sequence[Word], ...]:
    """The runs of capitalised words of a block, those that name people and bodies in turn cut into
    their bodies.

    See `without_people`.
    """
    found: list[Sequence[Word]] = []
    for long in _long_runs(scope.texts[block]):
        cut = without_people(scope, block, long.whole)
        found += long.runs if _is_whole(cut, long) else cut
    return tuple(found)


@lru_cache(maxsize=1024)  # blocks of one work; not for ever
def people_beside(scope: Scope, block: int) -> tuple[Span, ...]:
    """Where people stand whom `parted_runs` leaves out, in text order; a span is of one word."""
    found: list[Span] = []
    for long in _long_runs(scope.texts[block]):
        cut = without_people(scope, block, long.whole)
        if not _is_whole(cut, long):
            kept = {word for part in cut for word in part}
            found += [Span(word.start, word.end) for word in long.whole if word not in kept]
    return tuple(found)


def _is_whole(cut: Sequence[Sequence[Word]], long: _Long) -> bool:
    return len(cut) == 1 and cut[0] is long.whole


_DASH: Final = re.compile(r"\s[-–—]\s|\s?\t\s?")


@lru_cache(maxsize=1024)  # blocks of one work; not for ever
def _long_runs(text: str) -> tuple[_Long, ...]:
    """`runs`, joined where only a particle or a dash stands between two: "Ann de la [Fuente Home
    Office]".
    """
    found: list[tuple[list[Word], list[tuple[Word, ...]]]] = []
    for run in runs(text):
        opened = tuple(without_openers(run))
        if not opened:
            continue
        between = _between(text, found[-1][0][-1], opened[0]) if found else None
        if between is None:
            found.append(([*opened], [run]))
        else:
            found[-1][0].extend([*between, *opened])
            found[-1][1].append(run)
    return tuple(_Long(tuple(whole), tuple(parts)) for whole, parts in found)


def _between(text: str, left: Word, right: Word) -> Sequence[Word] | None:
    """The particles that join two words, or () for a dash; None if something else stands
    between.
    """
    if _DASH.fullmatch(text, left.end, right.start):
        return ()
    inside = words_in(text, left.end, right.start) if right.start - left.end < _FAR else ()
    small = bool(inside) and all(
        word.text in PARTICLES or _HYPHENED.match(word.text) for word in inside
    )
    return (
        inside
        if small and all(adjoin(text, *pair) for pair in pairwise([left, *inside, right]))
        else None
    )


_FAR: Final = 40
"""Code points: particles take fewer."""


def without_people(scope: Scope, block: int, run: Sequence[Word]) -> tuple[Sequence[Word], ...]:
    """The parts of ``run`` that are left when the people before bodies are cut off; ``run`` itself
    if there are none.

    Somebody is two or three capitalised words before a body that is whole without them. A body of
    the gazetteer, or one of a kind that is called after nobody ("Ministry of"), tells by itself;
    before others the recogniser must see a
    person, or the words must be a row: they open the block, or follow a colon, and end its line.
    Wrong for a body on a line of its own that is called after somebody and more ("Ellen Marsh
    Centre for Justice"): the short name is found.
    """
    whole = _Run(scope, block, run)
    if len(run) < 4:
        return (run,)
    parts: list[Sequence[Word]] = []
    people, at, row = 0, 0, _is_row(whole)
    while at < len(run):
        if run[at].text in {"and", "&"}:
            at += 1
            continue
        start = _end_of_person(whole, at, row=row)
        end = _end_of_body(whole, start)
        if not end:
            break
        people += start > at
        parts.append(run[start:end])
        at = end
    rest = run[at:]
    people += bool(parts and rest and _ends_in_person(whole, at))
    if not people:
        return (run,)
    return tuple([*parts, rest] if rest and not _called_like_person(whole.text, rest) else parts)


_OPENS_ROW: Final = re.compile(r"(?:^|[\n\t:;•])[^\S\n\t]*+$")


def _is_row(whole: _Run) -> bool:
    before = whole.text[max(0, whole.listed[0].start - 40) : whole.listed[0].start]
    ends = re.match(r"\s*(?:$|[\n\t;.])", whole.text[whole.listed[-1].base_end :][:4])
    return bool(_OPENS_ROW.search(before) and ends)


def _end_of_person(whole: _Run, at: int, *, row: bool) -> int:
    """The index behind the person that begins at ``at``, with a body behind; ``at`` if there is
    nobody.
    """
    if _public_body(whole, at):
        return at
    for end in range(at + 2, min(at + 6, len(whole.listed))):
        person = whole.listed[at:end]
        if not _called_like_person(whole.text, person):
            continue
        tells = row or _is_guessed(whole, person) or _is_called_after_nobody(whole, end)
        if tells and _end_of_body(whole, end):
            return end
    return at


def _is_guessed(whole: _Run, person: Sequence[Word]) -> bool:
    """True if the recogniser sees a person who begins here."""
    here = sharing(whole.scope.guesses[whole.block], person[0].start, person[0].end)
    return any(guess.label == "PERSON" and guess.start == person[0].start for guess in here)


def _is_called_after_nobody(whole: _Run, at: int) -> bool:
    """True for a body of the gazetteer, and for a ministry, department, council or university "of"
    something.
    """
    word, after = whole.listed[at], whole.listed[at + 1 : at + 2]
    public = (
        bool(after)
        and after[0].text in {"of", "for"}
        and word.text.lower() in words("called_after_nobody")
    )
    return public or _public_body(whole, at) > 0


def _public_body(whole: _Run, at: int) -> int:
    """The index behind the body of the gazetteer that begins at ``at``; 0 if there is none, or if
    its name goes on.
    """
    listed, known = whole.listed, gazetteer.public_bodies()
    for end in range(min(at + _LONGEST_BODY, len(listed)), at, -1):
        name = whole.text[listed[at].start : listed[end - 1].base_end]
        if name.replace("’", "'") in known or name in known:
            return 0 if end < len(listed) and _is_head(listed[end]) else end
    return 0


def _end_of_body(whole: _Run, at: int) -> int:
    """The index behind the body that begins at ``at`` and says what it is; 0 if there is none."""
    listed = whole.listed
    if public := _public_body(whole, at):
        return public
    heads = [n for n in range(at, min(at + _LONGEST_BODY, len(listed))) if _is_head(listed[n])]
    if not heads:
        return 0
    head = heads[0]
    while head + 1 < len(listed) and _is_head(listed[head + 1]):
        head += 1
    if head + 2 < len(listed) and listed[head + 1].text in {"of", "for"}:
        return _end_of_object(whole, head + 2)
    named = any(word.is_capital and not _is_general(word) for word in listed[at:head])
    return head + 1 if named and head > at else 0


_COMMON: Final = 4_000_000
"""Uses in the corpus of the dictionary above which a word is seldom first a given name:
"lending"."""


def _end_of_object(whole: _Run, at: int) -> int:
    """The index behind what a body is for, which begins at ``at``: up to the next person with a
    body behind.

    Of pairs of words that overlap and may be the person, the first that does not begin with a
    common word, else the last.
    """
    listed, found = whole.listed, len(whole.listed)
    for end in range(at + 1, min(at + _LONGEST_BODY, len(listed))):
        behind = end + 1 if listed[end].text in {"and", "&"} else end
        behind_person = next(
            (n for n in range(behind + 2, behind + 5) if _is_person(whole, behind, n)), 0
        )
        if behind_person and (_begins_body(whole, behind_person) or _ends_in_person(whole, behind)):
            found = end
            if frequency(listed[behind].base) < _COMMON:
                break
        elif found < len(listed):
            break
    return found


def _is_person(whole: _Run, start: int, end: int) -> bool:
    return end <= len(whole.listed) and _called_like_person(whole.text, whole.listed[start:end])


_POST: Final = re.compile(r",\s(?:the\s|an?\s|our\s)?((?:[\w’'-]+\s?){1,4})")


def _ends_in_person(whole: _Run, start: int) -> bool:
    """True if the run goes on from ``start`` with a person alone, whose post follows, or whom the
    recogniser sees.
    """
    person = whole.listed[start:]
    if not _called_like_person(whole.text, person) or all(is_word(word.base) for word in person):
        return False
    post = _POST.match(whole.text, person[-1].end)
    return bool(post and any(is_in(word, "roles") for word in post[1].split())) or _is_guessed(
        whole, person
    )


def _begins_body(whole: _Run, at: int) -> bool:
    """True if a body follows, as far as can be told without its end."""
    near = whole.listed[at : at + _LONGEST_BODY]
    heads = [n for n, word in enumerate(near) if _is_head(word)]
    if not heads:
        return _public_body(whole, at) > 0
    return (
        heads[0] == 0 or not all(map(_is_general, near[: heads[0]])) or _public_body(whole, at) > 0
    )


def _is_general(word: Word) -> bool:
    return is_in(word.base, "generic") or is_in(word.base, "purposes") or _is_head(word)


def _is_head(word: Word) -> bool:
    return word.is_capital and word.base.lower() in head_kinds()


_HYPHENED: Final = re.compile(r"(?:al|as|el|an)[-‑][A-Z]")
"""A particle and a name that a hyphen joins, "al-Sayed", is a word that begins small."""
_NAME_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’‑-])*")


def _called_like_person(text: str, name: Sequence[Word]) -> bool:
    """True if ``name`` is two or three words with capitals, particles between them, as given name
    and surname are.
    """
    capitals = [word for word in name if word.is_capital or _HYPHENED.match(word.text)]
    if not 2 <= len(capitals) <= 3 or not name[0].is_capital or name[-1] is not capitals[-1]:
        return False
    if any(word not in capitals and word.text not in PARTICLES for word in name):
        return False
    if name[-1].text.lower() in PARTICLES:
        return False
    if any(not _NAME_WORD.fullmatch(word.text) or _is_no_name(word) for word in capitals):
        return False
    whole = text[name[0].start : name[-1].end]
    if re.search(r"[\t\n–—]|\s-\s", whole) or len(capitals[-1].text) == 1:
        return False
    return not any(is_listed(text[name[0].start : word.end]) for word in name[1:])


@cache
def _no_names() -> frozenset[str]:
    return frozenset(head_kinds()).union(*map(words, _NO_NAME)) - words("perhaps_names")


def _is_no_name(word: Word) -> bool:
    return word.base.lower() in _no_names() or (word.text != word.base)


# --- who may be a person --------------------------------------------------------------------------


def may_be_person(scope: Scope, block: int, span: Span, type_: EntityType) -> bool:
    """True if ``span``, which only the recogniser takes for a body or place, is called and stands
    as people do.

    The name says nothing of a body, has no "the" before it, and is listed nowhere. It is somebody's
    as likely as not if it has a word that no dictionary has, as most surnames are, or if it stands
    where people are listed; where the recogniser is sure, only if both is so. Nobody's name is to
    be published. Wrong for bodies called so ("Koninklijke Bibliotheek").
    """
    text = scope.texts[block]
    name = _whole_name(text, span)
    said = text[slice(*span)]
    if (
        not _called_like_person(text, name)
        or has_own_evidence(said)
        or text.endswith("the ", 0, span.start)
    ):
        return False
    if type_ == "place" and is_listed(said):
        return False
    unusual = not all(is_word(word.base) for word in name)
    among = _among_people(text, Span(name[0].start, name[-1].end))
    return unusual and among if _is_sure(scope, block, span) else unusual or among


def _is_sure(scope: Scope, block: int, span: Span) -> bool:
    here = sharing(scope.guesses[block], *span)
    around = (guess for guess in here if guess.start <= span.start and span.end <= guess.end)
    return any(guess.is_sure and guess.label != "PERSON" for guess in around)


def _whole_name(text: str, span: Span) -> Sequence[Word]:
    """The words of ``span`` with what a particle joins to them, one word with the next: "[Nerys] ap
    Rhys".
    """
    inside = words_in(text, *span)
    if not inside:
        return ()
    before = _joined(text, [inside[0], *reversed(words_before(text, span.start, 4))])
    behind = _joined(text, [inside[-1], *words_from(text, inside[-1].end, 4)])
    whole = (*reversed(before), *inside, *behind)
    return _with_next(text, inside[0]) if len(whole) == 1 else whole


def _with_next(text: str, word: Word) -> Sequence[Word]:
    """``word`` with a rare word that it stands beside, as given name and surname do: "[Solange]
    Ayral".
    """
    if not word.text.isupper():
        for after in words_from(text, word.end, 1):
            if (
                after.is_capital
                and after.text.isalpha()
                and adjoin(text, word, after)
                and not is_word(after.text)
            ):
                return (word, after)
        for before in words_before(text, word.start, 1):
            if (
                before.is_capital
                and adjoin(text, before, word)
                and frequency(before.text) < _COMMON
            ):
                return (before, word)
    return (word,)


def _joined(text: str, listed: Sequence[Word]) -> Sequence[Word]:
    """Of ``listed``, a word and those that lead away from it, what particles join to the first,
    itself left out.
    """
    near = listed[1:]
    small = next(
        (at for at, word in enumerate(near) if word.text.lower() not in PARTICLES), len(near)
    )
    if small == len(near):
        return ()
    pairs = (sorted(pair) for pair in pairwise(listed[: small + 2]))
    joins = (small and near[small].is_capital) or _HYPHENED.match(near[small].text)
    return near[: small + 1] if joins and all(adjoin(text, *pair) for pair in pairs) else ()


_LISTS_PEOPLE: Final = re.compile(
    r"\A\W*(?:apologies|attend(?:ees|ance|ing)|chair(?:ed)?|contact|cover|credits?|design(?:ed)?"
    r"|from left"
    r"|illustrations?|images?|in attendance|members?|panel(?:lists)?|photo\w*|pictures?|present"
    r"|replies|signed"
    r"|speakers?|thanks|we thank)\b"
    r"|\b(?:sent|gave|send) (?:their )?apologies\b|\bfrom left\b",
    re.IGNORECASE,
)
_OF_BODY: Final = re.compile(
    r"\s(?:of|from|at)\sthe\s([A-Z][\w’'-]{0,40}(?:\s(?:(?:of|for)\s)?[A-Z][\w’'-]{0,40}){1,6})"
)
_WITH_BODY: Final = re.compile(
    r"\s\(([^()\n]{2,60})\)|(?:,|:|\s[-–—])\s([A-Z][^,;:\n]{2,60})(?=[,;:\n]|$)"
)


def _among_people(text: str, span: Span) -> bool:
    """True where people are named: in a list that says so, alone in a block, in a row with a body
    behind.
    """
    before = text[max(0, span.start - 9) : span.start].rstrip(" \t")
    opens = before == "" or before.endswith("\n")
    alone = opens and span.start < 9 and not text[span.end : span.end + 9].strip()
    behind = _WITH_BODY.match(text, span.end) or _OF_BODY.match(text, span.end)
    body = next(filter(None, behind.groups()), "").strip() if behind else ""
    with_body = bool(body) and (body in gazetteer.public_bodies() or has_own_evidence(body))
    in_row = behind is not None and with_body and (behind[0].lstrip()[0] in "(ofa" or opens)
    return alone or in_row or bool(_LISTS_PEOPLE.search(text[:1000]))
