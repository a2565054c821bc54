"""Whose an imprint is: what stands before a postal address may be a body, a person or the time and
room of a meeting.

An imprint names a publisher only if a body plainly stands there: by its own words ("Trust", "Ltd",
a body of the gazetteer), by a register number that the imprint prints, or since the work names it
as a body elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final

from briefing_ingest.model import Imprint, Work
from briefing_ingest.tag.knowledge.canonical_names import body_of
from briefing_ingest.tag.knowledge.shapes import sharing, without_openers, words_in, words_of
from briefing_ingest.tag.knowledge.vocabulary import head_kinds, kind_of_name, words
from briefing_ingest.tag.knowledge.web_hosts import hosts_of, spelled_by, spellings
from briefing_ingest.tag.read.people_beside_bodies import without_people
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.text import Span

_PARTS: Final = re.compile(r"[,;:]\s+|(?<!\s)\s++[-–—|•]\s+|(?<!\s)[^\S\n\t]*+[\n\t]\s*+")
_LEAD: Final = re.compile(
    r"\A.*\b(?:(?:published|produced|printed|issued|prepared|commissioned|written)\b.{0,30}?\bby"
    r"|(?:write|writing|written|send|sent|post|posted|return|returned|apply|addressed"
    r"|addressing)\b.{0,40}?\bto)\s+",
    re.IGNORECASE | re.DOTALL,
)
_DETERMINER: Final = re.compile(r"^\W*[Tt]he\s+(?=\w)")
_LEGAL: Final = re.compile(
    r"\b(?:Ltd|Limited|[Pp]lc|PLC|LLP|C\.?I\.?C|Inc|LLC|GmbH)\.?$|\w\s&\s(?:Co|Sons|Partners)\b"
)


def is_stated(imprint: Imprint) -> bool:
    """True if the maintainer states the publisher: what a work prints has an address."""
    return not imprint.address


def names_before_address(imprint: Imprint) -> tuple[str, ...]:
    """The parts of what stands before an address, the whole first, each without what leads to a
    name.
    """
    parts = [
        _DETERMINER.sub("", _LEAD.sub("", part))
        for part in (imprint.name, *_PARTS.split(imprint.name))
    ]
    return tuple(dict.fromkeys(name for part in parts if words_of(name := part.strip(" ,;:–—-"))))


def says_body(name: str) -> bool:
    """True if ``name`` is one name that says itself that it is a body's.

    >>> [says_body(name)
    ...  for name in ("Ellen Marsh Trust", "Marsh & Sons", "Home Office", "Committee")]
    [True, True, True, False]
    """
    if body_of(name):
        return True
    says_kind = bool(kind_of_name(name)) or bool(_LEGAL.search(name))
    return says_kind and _is_one_name(name) and not _PARTS.search(_without_objects(name))


def _is_one_name(name: str) -> bool:
    """True for two words or more of which only "of", "and" and their like are written small."""
    listed = [word.text for word in words_of(name)]
    small = {word for word in listed if not word[0].isupper() and not word[0].isdigit()}
    return len(listed) > 1 and small - {"plc"} <= words("inner")


def _without_objects(name: str) -> str:
    """``name`` without what stands behind "Department for": commas there part what it is for."""
    parts = words_of(name)
    for head, link in pairwise(parts):
        if (
            link.text in {"of", "for"}
            and head.base.lower() in head_kinds()
            and " and " in name[link.end :]
        ):
            return name[: link.start]
    return name


@lru_cache(maxsize=4)
def plain_publishers(scope: Scope) -> Mapping[str, None]:
    """The names of the bodies whose imprints the work prints, people beside them cut off; else what
    is stated.
    """
    imprints, hosts = scope.work.imprints, _spellings_of_hosts(scope)
    given = (imprint for imprint in imprints if not is_stated(imprint))
    printed = [name for imprint in given for name in _body_of_imprint(scope, imprint, hosts)]
    return dict.fromkeys(printed or (i.name for i in imprints if is_stated(i)))


def _spellings_of_hosts(scope: Scope) -> frozenset[str]:
    """What the web addresses of the work spell."""
    hosts = {host for block in scope.blocks for host in hosts_of(block)}
    return frozenset(form for host in hosts for form in spelled_by(host))


def is_plain_publisher(scope: Scope, name: str) -> bool:
    """True if ``name`` is one of `plain_publishers`, or one of them with its legal form behind
    it.
    """
    known = plain_publishers(scope)
    return name in known or any(name[: word.end] in known for word in words_of(name))


def _body_of_imprint(scope: Scope, imprint: Imprint, hosts: frozenset[str]) -> Iterator[str]:
    """The name of the body that ``imprint`` plainly names, if there is one."""
    registered = bool(imprint.charity or imprint.company)
    for name in names_before_address(imprint):
        spelled = len(name) > _SHORTEST and bool(hosts & spellings(name))
        if says_body(name) or _known(scope, name, numbered=registered or spelled):
            yield from islice(_cut(scope, name), 1)
            return


_SHORTEST: Final = 4
"""Letters of a name above which an address that spells it is no accident."""


def _cut(scope: Scope, name: str) -> Iterator[str]:
    """``name`` without somebody before it, where the imprint prints it; nothing if only a person is
    left.
    """
    for block, span in scope.where(name):
        if scope.blocks[block].kind == "imprint":
            parts = without_people(
                scope, block, without_openers(words_in(scope.texts[block], *span))
            )
            text = scope.texts[block]
            cut = [text[part[0].start : part[-1].base_end] for part in parts if part]
            yield from (
                [name] if len(parts) == 1 and len(parts[0]) >= len(words_of(name)) - 1 else cut[:1]
            )


def _known(scope: Scope, name: str, *, numbered: bool) -> bool:
    """True for a body by what else the work says: its number, an address that spells it, its name
    elsewhere.
    """
    if not _has_form_of_body(name) or name in scope.people.names:
        return False
    places = list(scope.where(name))
    if any(_holds_person(scope, block, span) for block, span in places):
        return False
    elsewhere = (place for place in places if scope.blocks[place[0]].kind != "imprint")
    return numbered or any(_is_body_at(scope, *place) for place in elsewhere)


def _has_form_of_body(name: str) -> bool:
    """True for one capitalised name with nothing that leads to it."""
    return not _LEAD.search(name) and not _PARTS.search(name) and words_of(name)[0].is_capital


def _holds_person(scope: Scope, block: int, span: Span) -> bool:
    people = (*scope.people.shown[block], *scope.people.guessed[block])
    return any(span.start < person.end and person.start < span.end for person in people)


def _is_body_at(scope: Scope, block: int, span: Span) -> bool:
    here = sharing(scope.guesses[block], *span)
    return any(
        guess.label == "ORG" and guess.is_sure and (guess.start, guess.end) == tuple(span)
        for guess in here
    )


def with_publishers(work: Work, publishers: Sequence[str], *, served: bool) -> Work:
    """``work`` with the imprints only of bodies, under the names that tagging has found there.

    ``publishers`` are the names that it has found, in text order; where the work's language is not
    ``served`` there are none, and the words of a name decide, or its register number. What the
    maintainer states counts where the work prints no publisher.
    """
    found = dict.fromkeys(publishers)
    printed = [imprint for imprint in work.imprints if not is_stated(imprint)]
    names = [
        _found_in(imprint.name, found) if served else _name_without_tagging(imprint)
        for imprint in printed
    ]
    named = zip(printed, names, strict=True)
    kept = tuple(imprint._replace(name=name) for imprint, name in named if name)
    return replace(work, imprints=kept or tuple(filter(is_stated, work.imprints)))


def _name_without_tagging(imprint: Imprint) -> str:
    """The name before an address if its words or a register number say that it is a body's, else
    "".
    """
    is_registered = bool(imprint.charity or imprint.company)
    return imprint.name if is_registered or says_body(imprint.name) else ""


def _found_in(printed: str, found: Mapping[str, None]) -> str:
    """The longest of ``found`` in what stands before an address, of equally long ones the first; ""
    without any.
    """
    ends = [word.end for word in words_of(printed)]
    parts = (
        printed[word.start : end] for word in words_of(printed) for end in [*ends, len(printed)]
    )
    return max((part for part in parts if part in found), key=len, default="")
