"""Acronyms: the work's own definitions, and which of them name organisations.

Definitions are found as Schwartz and Hearst do ("A simple algorithm for identifying abbreviation
definitions in biomedical text", PSB 2003): the letters of the short form, read backwards, must
occur in the words before the bracket, the first at the start of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from briefing_ingest.model import Mention
from briefing_ingest.tag.finders.candidate import Candidate
from briefing_ingest.tag.finders.organisation import organisation
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import Word, trim_span, words_before, words_of
from briefing_ingest.tag.knowledge.vocabulary import is_in, kind_of_name, words
from briefing_ingest.tag.read.perhaps_people import may_be_person
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.text import Span

_BRACKETED: Final = re.compile(r"\s\(([A-Z][A-Za-z&.-]{1,9})\)")
_APART: Final = re.compile(r"\s[-–—]|[;:?!]|\),?\s")
"""What stands between names, never inside one."""
_SHORT: Final = re.compile(r"(?<![\w.])[A-Z][A-Z&]{2,9}(?!\w)")


class Definition(NamedTuple):
    """``short`` stands for ``long`` (a span of the block)."""

    block: int
    long: Span
    short: str
    short_at: Span


def definitions(scope: Scope) -> tuple[Definition, ...]:
    """All "Long Form (LF)" of the work, in text order."""
    return tuple(found for block, text in enumerate(scope.texts) for found in _in_text(block, text))


def _in_text(block: int, text: str) -> Iterator[Definition]:
    for match in _BRACKETED.finditer(text):
        short = match[1]
        before = words_before(text, match.start(), len(short) + 5)
        start = long_form(short.rstrip("s") if short[:-1].isupper() else short, text, before)
        if start is not None and not _APART.search(text, start, match.start()):
            yield Definition(
                block, trim_span(text, start, match.start()), short, Span(*match.span(1))
            )


def long_form(short: str, text: str, before: Sequence[Word]) -> int | None:
    """Where the long form of ``short`` begins among the words ``before`` the bracket; None if it is
    not there.
    """
    if not before:
        return None
    at = before[-1].end - 1
    starts = {word.start for word in before}
    for place, letter in reversed(list(enumerate(short.lower()))):
        if not letter.isalnum():
            continue
        while at >= before[0].start and (
            text[at].lower() != letter or (place == 0 and at not in starts)
        ):
            at -= 1
        if at < before[0].start:
            return None
        at -= 1
    return at + 1


def names_organisation(scope: Scope, found: Definition) -> bool:
    """True if a definition's long form is an organisation: capitalised, with a head word or the
    model's consent.

    "Restorative justice (RJ)" and "Police and Crime Commissioners (PCCs)" are not.
    """
    text = scope.texts[found.block][found.long.start : found.long.end]
    parts = words_of(text)
    if not parts or not parts[0].is_capital or not parts[-1].is_capital:
        return False
    if text.startswith("Office of ") or _is_executive(parts):
        return True
    if is_in(parts[-1].base, "roles") or _is_text_or_post(parts):
        return False
    is_known = text in gazetteer.public_bodies() or bool(kind_of_name(text))
    return is_known or (not is_in(parts[-1].base, "things") and _is_taken_for_body(scope, found))


def _is_taken_for_body(scope: Scope, found: Definition) -> bool:
    """True if the model takes the long form for an organisation, and nobody is called so."""
    return _is_guessed(scope, found) and not may_be_person(
        scope, found.block, found.long, "organisation"
    )


def _is_executive(parts: Sequence[Word]) -> bool:
    """True for "Health and Safety Executive", not for "Chief Executive"."""
    return len(parts) > 1 and parts[-1].text == "Executive" and not is_in(parts[-2].base, "roles")


def _is_text_or_post(parts: Sequence[Word]) -> bool:
    """True for "Code of Practice" and "Director of Public Prosecutions"."""
    headed = [left for left, right in pairwise(parts) if right.text in {"of", "for", "on"}]
    if not headed:
        return False
    return headed[0].base.lower() in words("roles") or any(
        is_in(word.base, "texts") for word in headed
    )


def _is_guessed(scope: Scope, found: Definition) -> bool:
    """True if the model takes exactly the long form for an organisation."""
    text = scope.texts[found.block]
    given = (g for g in scope.guesses[found.block] if g.label == "ORG")
    return any(found.long == trim_span(text, g.start, g.end) for g in given)


def defined_names(scope: Scope) -> Iterator[Candidate]:
    """Long and short forms of organisations whose acronym the work defines."""
    bodies = [found for found in definitions(scope) if names_organisation(scope, found)]
    yield from (organisation(scope, found.block, found.long) for found in bodies)
    for short in dict.fromkeys(found.short for found in bodies):
        yield from (organisation(scope, block, span) for block, span in scope.where(short))


@lru_cache(maxsize=4)
def common_acronyms(scope: Scope) -> frozenset[str]:
    """Acronyms the work defines for something that is neither organisation nor place, in singular
    and plural.

    "(Hamas)" and "(UK)" in brackets are no such acronyms: two capitals are asked for, and that no
    area is called so.
    """
    found_all = (found for found in definitions(scope) if not names_organisation(scope, found))
    capital = (found.short for found in found_all if sum(map(str.isupper, found.short)) > 1)
    shorts = {short for short in capital if not gazetteer.is_area(short)}
    return frozenset(shorts | {s.removesuffix("s") for s in shorts} | {f"{s}s" for s in shorts})


def initials(name: str) -> frozenset[str]:
    """The acronyms a name may have: first letters of its capitalised words, and of all its words.

    >>> sorted(initials("Centre for Justice Innovation"))
    ['CFJI', 'CJI']
    """
    parts = [word for word in words_of(name) if word.text.lower() not in words("determiners")]
    capitals = "".join(word.text[0] for word in parts if word.is_capital)
    return frozenset({capitals, "".join(word.text[0].upper() for word in parts)})


def undefined_acronyms(scope: Scope, sure: Sequence[Mention]) -> Iterator[Candidate]:
    """Capital-letter words that are the initials of an organisation the same work names.

    Wrong where two names have the same initials, so three letters at least are asked for, and what
    the work defines otherwise is left alone.
    """
    known = {short for mention in sure for short in initials(mention.text) if len(short) > 2}
    known -= common_acronyms(scope)
    for block, text in enumerate(scope.texts):
        for match in _SHORT.finditer(text):
            if match[0] in known:
                yield organisation(scope, block, match.span())
