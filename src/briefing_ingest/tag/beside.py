"""People who stand beside bodies: with nothing between them, or where a recogniser that is not sure takes one for one.

`without_people` cuts the people off a run of capitals that names people and bodies in turn, as lists of those who were
present come out of tables: "Ann Lee Home Office Wei Hart Kent Police". `may_be_person` says of a name that only the
recogniser finds that it may as well be somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from briefing_ingest.dictionary import is_word
from briefing_ingest.model import EntityType
from briefing_ingest.tag import gazetteer
from briefing_ingest.tag.people import PARTICLES, has_own_evidence, is_listed
from briefing_ingest.tag.scope import Scope
from briefing_ingest.tag.shapes import Word, adjoin, runs, sharing, without_openers, words_before, words_from, words_in
from briefing_ingest.tag.vocabulary import head_kinds, is_in, words
from briefing_ingest.text import Span

_NO_NAME: Final = (
    "adjectives",
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
"""Classes of words of which none stands in the name of a person, or so seldom that it counts against one."""

_LONGEST_BODY: Final = 8
"""Words."""


# --- people and bodies in turn --------------------------------------------------------------------------------------


class _Run(NamedTuple):
    """Adjoining words of a block that may name people and bodies in turn."""

    scope: Scope
    block: int
    listed: Sequence[Word]

    @property
    def text(self) -> str:
        return self.scope.texts[self.block]


def without_people(scope: Scope, block: int, run: Sequence[Word]) -> tuple[Sequence[Word], ...]:
    """The parts of ``run`` that are left when the people before bodies are cut off; ``run`` itself if there are none.

    Somebody is two or three capitalised words before a body that is whole without them. A body of the gazetteer, or
    one of a kind that is called after nobody ("Ministry of"), tells by itself; before others the recogniser must see a
    person, or the words must be a row: they open the block, or follow a colon, and end its line. Wrong for a body on a
    line of its own that is called after somebody and more ("Ellen Marsh Centre for Justice"): the short name is found.
    """
    whole = _Run(scope, block, _with_particles(scope.texts[block], run))
    if len(whole.listed) < 4:
        return (run,)
    parts: list[Sequence[Word]] = []
    people, at, row = 0, 0, _is_row(whole)
    while at < len(whole.listed):
        if whole.listed[at].text in {"and", "&"}:
            at += 1
            continue
        start = _end_of_person(whole, at, row=row)
        end = _end_of_body(whole, start)
        if not end:
            break
        people += start > at
        parts.append(whole.listed[start:end])
        at = end
    if not people:
        return (run,)
    rest = whole.listed[at:]
    return tuple([*parts, rest] if rest and not _called_like_person(whole.text, rest) else parts)


@lru_cache(maxsize=1024)  # blocks of one work; not for ever
def people_beside(scope: Scope, block: int) -> tuple[Span, ...]:
    """Where people stand whom `without_people` cuts off, in text order."""
    text, found = scope.texts[block], []
    for run in runs(text):
        opened = without_openers(run)
        parts = without_people(scope, block, opened) if opened else (opened,)
        if len(parts) == 1 and parts[0] is opened:
            continue
        whole = _with_particles(text, opened)
        bodies = [Span(part[0].start, part[-1].end) for part in parts]
        others = (word for word in whole if word.is_capital and not sharing(bodies, word.start, word.end))
        found += [Span(word.start, word.end) for word in others]
    return tuple(found)


def _with_particles(text: str, run: Sequence[Word]) -> Sequence[Word]:
    """``run`` with what a particle joins to its beginning: "Pilar de la [Fuente Home Office]"."""
    before = words_before(text, run[0].start, 4)
    at = len(before)
    while (
        at
        and before[at - 1].text in PARTICLES
        and adjoin(text, before[at - 1], before[at] if at < len(before) else run[0])
    ):
        at -= 1
    joined = at < len(before) and at > 0 and before[at - 1].is_capital and adjoin(text, before[at - 1], before[at])
    return (*before[at - 1 :], *run) if joined else run


_OPENS_ROW: Final = re.compile(r"(?:^|[\n\t:;•])\s*$")


def _is_row(whole: _Run) -> bool:
    before = whole.text[max(0, whole.listed[0].start - 40) : whole.listed[0].start]
    ends = re.match(r"\s*(?:$|[\n\t;.])", whole.text[whole.listed[-1].base_end :][:4])
    return bool(_OPENS_ROW.search(before) and ends)


def _end_of_person(whole: _Run, at: int, *, row: bool) -> int:
    """The index behind the person that begins at ``at``, with a body behind; ``at`` if there is nobody."""
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
    """True for a body of the gazetteer, and for a ministry, department, council or university "of" something."""
    word, after = whole.listed[at], whole.listed[at + 1 : at + 2]
    public = bool(after) and after[0].text in {"of", "for"} and word.text.lower() in words("called_after_nobody")
    return public or _public_body(whole, at) > 0


def _public_body(whole: _Run, at: int) -> int:
    """The index behind the body of the gazetteer that begins at ``at``; 0 if there is none, or if its name goes on."""
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


def _end_of_object(whole: _Run, at: int) -> int:
    """The index behind what a body is for, which begins at ``at``: up to the next person with a body behind.

    Of several pairs of words that may be the person, the last of those with the most words that no dictionary has.
    """
    listed, found = whole.listed, (-1, len(whole.listed))
    for end in range(at + 1, min(at + _LONGEST_BODY, len(listed))):
        behind = end + 1 if listed[end].text in {"and", "&"} else end
        person = listed[behind : behind + 2]
        if _called_like_person(whole.text, person) and _begins_body(whole, behind + 2):
            found = max(found, (sum(not is_word(word.base) for word in person), end))
    return found[1]


def _begins_body(whole: _Run, at: int) -> bool:
    """True if a body follows, as far as can be told without its end."""
    near = whole.listed[at : at + _LONGEST_BODY]
    heads = [n for n, word in enumerate(near) if _is_head(word)]
    if not heads:
        return _public_body(whole, at) > 0
    return heads[0] == 0 or not all(map(_is_general, near[: heads[0]])) or _public_body(whole, at) > 0


def _is_general(word: Word) -> bool:
    return is_in(word.base, "generic") or is_in(word.base, "purposes") or _is_head(word)


def _is_head(word: Word) -> bool:
    return word.is_capital and word.base.lower() in head_kinds()


_NAME_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’‑-])*")


def _called_like_person(text: str, name: Sequence[Word]) -> bool:
    """True if ``name`` is two or three words with capitals, particles between them, as given name and surname are."""
    capitals = [word for word in name if word.is_capital]
    if not 2 <= len(capitals) <= 3 or not name[0].is_capital or not name[-1].is_capital:
        return False
    if any(not word.is_capital and word.text not in PARTICLES for word in name):
        return False
    if any(not _NAME_WORD.fullmatch(word.text) or _is_no_name(word) for word in capitals):
        return False
    whole = text[name[0].start : name[-1].end]
    return "\t" not in whole and "\n" not in whole and not is_listed(whole) and not gazetteer.is_place(name[0].text)


@cache
def _no_names() -> frozenset[str]:
    return frozenset(head_kinds()).union(*map(words, _NO_NAME)) - words("perhaps_names")


def _is_no_name(word: Word) -> bool:
    return word.base.lower() in _no_names() or (word.text != word.base)


# --- who may be a person --------------------------------------------------------------------------------------------


def may_be_person(scope: Scope, block: int, span: Span, type_: EntityType) -> bool:
    """True if ``span``, which only the recogniser takes for a body or place, is called and stands as people do.

    The recogniser must not be sure, or take it for a person; the name says nothing of a body, has no "the" before it,
    and is listed nowhere. It is somebody's as likely as not if it has a word that no dictionary has, which most
    surnames are, or stands where people are listed. Nobody's name is to be published. Wrong for bodies called so
    ("Koninklijke Bibliotheek").
    """
    text = scope.texts[block]
    here = sharing(scope.guesses[block], *span)
    if any(
        guess.is_sure and guess.label != "PERSON" and guess.start <= span.start and span.end <= guess.end
        for guess in here
    ):
        return False
    name = _whole_name(text, span)
    if (
        not _called_like_person(text, name)
        or has_own_evidence(text[slice(*span)])
        or text.endswith("the ", 0, span.start)
    ):
        return False
    if type_ == "place" and is_listed(text[slice(*span)]):
        return False
    return not all(is_word(word.base) for word in name) or _among_people(text, Span(name[0].start, name[-1].end))


def _whole_name(text: str, span: Span) -> Sequence[Word]:
    """The words of ``span`` with what a particle joins to them: "[Nerys] ap Rhys"."""
    inside = words_in(text, *span)
    if not inside:
        return ()
    inside = tuple(_with_particles(text, inside))
    after = words_from(text, inside[-1].end, 4)
    small = 0
    while small < len(after) and after[small].text in PARTICLES:
        small += 1
    joined = 0 < small < len(after) and after[small].is_capital and adjoin(text, inside[-1], after[0])
    return (*inside, *after[: small + 1]) if joined else inside


_LISTS_PEOPLE: Final = re.compile(
    r"\A\W*(?:apologies|attend(?:ees|ance|ing)|chair(?:ed)?|contact|cover|credits?|design(?:ed)?|from left|illustrations?"
    r"|images?|in attendance|members?|panel(?:lists)?|photo\w*|pictures?|present|replies|signed|speakers?|thanks|we thank)\b"
    r"|\b(?:sent|gave|send) (?:their )?apologies\b|\bfrom left\b",
    re.IGNORECASE,
)
_WITH_BODY: Final = re.compile(r"\s\(([^()\n]{2,60})\)|(?:,|:|\s[-–—])\s([A-Z][^,;:\n]{2,60})(?=[,;:\n]|$)")


def _among_people(text: str, span: Span) -> bool:
    """True where people are named: in a list that says so, alone on a line, in a row with a body behind."""
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    alone = not line.strip() and text[span.end : span.end + 1] in {"", "\n"}
    behind = _WITH_BODY.match(text, span.end)
    body = (behind[1] or behind[2]) if behind else ""
    with_body = bool(body) and (body in gazetteer.public_bodies() or has_own_evidence(body))
    return (
        alone
        or bool(_LISTS_PEOPLE.search(text[:1000]))
        or (with_body and (bool(behind and behind[1]) or not line.strip()))
    )
