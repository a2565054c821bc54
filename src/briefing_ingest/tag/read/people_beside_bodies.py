"""People who stand beside bodies: with nothing between them, or where a recogniser that is not sure
takes one for one.

`without_people` cuts the people off a run of capitals that names people and bodies in turn, as
lists of those who were
present come out of tables: "Ann Lee Home Office Wei Hart Kent Police".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from briefing_ingest.dictionary import frequency, is_word
from briefing_ingest.english.bylines import PARTICLES
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import (
    Word,
    adjoin,
    runs,
    sharing,
    without_openers,
    words_in,
)
from briefing_ingest.tag.knowledge.vocabulary import head_kinds, is_in, words
from briefing_ingest.tag.read.names_of_people import COMMON_USES, HYPHENED, called_like_person
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.text import Span

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
        word.text in PARTICLES or HYPHENED.match(word.text) for word in inside
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
    return tuple([*parts, rest] if rest and not called_like_person(whole.text, rest) else parts)


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
        if not called_like_person(whole.text, person):
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
    head = _last_head(listed, at)
    if head is None:
        return 0
    if head + 2 < len(listed) and listed[head + 1].text in {"of", "for"}:
        return _end_of_object(whole, head + 2)
    is_named = any(word.is_capital and not _is_general(word) for word in listed[at:head])
    return head + 1 if is_named else 0


def _last_head(listed: Sequence[Word], at: int) -> int | None:
    """The index of the first head word from ``at``, of several in a row the last: "Youth [Justice
    Board]".
    """
    near = range(at, min(at + _LONGEST_BODY, len(listed)))
    head = next((n for n in near if _is_head(listed[n])), None)
    while head is not None and head + 1 < len(listed) and _is_head(listed[head + 1]):
        head += 1
    return head


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
            if frequency(listed[behind].base) < COMMON_USES:
                break
        elif found < len(listed):
            break
    return found


def _is_person(whole: _Run, start: int, end: int) -> bool:
    return end <= len(whole.listed) and called_like_person(whole.text, whole.listed[start:end])


_POST: Final = re.compile(r",\s(?:the\s|an?\s|our\s)?((?:[\w’'-]+\s?){1,4})")


def _ends_in_person(whole: _Run, start: int) -> bool:
    """True if the run goes on from ``start`` with a person alone, whose post follows, or whom the
    recogniser sees.
    """
    person = whole.listed[start:]
    if not called_like_person(whole.text, person) or all(is_word(word.base) for word in person):
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
