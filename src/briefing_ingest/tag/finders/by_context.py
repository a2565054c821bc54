"""Rules that find organisations by what surrounds them. Each is one function of a scope.

Their records are in `tag/rulebook.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from briefing_ingest.model import Mention
from briefing_ingest.tag.finders.candidate import Candidate
from briefing_ingest.tag.finders.organisation import organisation
from briefing_ingest.tag.finders.places import POST, place_after
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import (
    Word,
    is_british,
    is_title_case,
    sharing,
    without_openers,
    words_in,
    words_of,
)
from briefing_ingest.tag.knowledge.vocabulary import is_in, words
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.tag.recogniser.names import Guess
from briefing_ingest.text import Span, fold

_NAME: Final = (
    r"(?P<name>[A-Z][\w'’]*(?:[-‑]\w+)*(?: (?:& )?(?:of |for )?[A-Z][\w'’]*(?:[-‑]\w+)*){0,5}[?!]?)"
)
_FOLLOWERS: Final = (
    r"(?=\s*[.,;:)]|\s(?:and|at|based|for|from|helping|in|is|of|offering|on|or|providing|run|said"
    r"|says|set|supporting"
    r"|that|to|told|which|who|whose|with|working)\b|\s*$)"
)


@cache
def _cues() -> tuple[re.Pattern[str], ...]:
    noun = "|".join(sorted(words("cue_nouns")))
    plural = "|".join(
        sorted({*(f"{w[:-1]}ies" if w.endswith("y") else f"{w}s" for w in words("cue_nouns"))})
    )
    return (
        re.compile(rf"\b(?:the|our)\s(?:[a-z-]+\s)?(?:{noun})\s{_NAME}"),
        re.compile(rf"\b(?:{plural}),?\s(?:such as|including|like)\s(?:the\s)?{_NAME}"),
        re.compile(
            rf"(?:^|[.!?]\s){_NAME}\s(?:is|are|was)\s(?:an?"
            rf"|the)\s(?:[\w'’&-]+,?\s){{0,6}}?(?:{noun}){_FOLLOWERS}"
        ),
    )


@cache
def _softer_cues() -> tuple[re.Pattern[str], ...]:
    """Cues that places, people and months stand beside as well."""
    noun = "|".join(sorted(words("cue_nouns")))
    post = "|".join(sorted(words("staff")))
    return (
        re.compile(
            rf"(?<![\w'’-]){_NAME},\s(?:an?|our)\s(?:[\w'’&-]+\s){{0,4}}?(?:{noun}){_FOLLOWERS}"
        ),
        re.compile(rf"\b(?i:{post})\s(?:at|of|for|from)\s(?:the\s)?{_NAME}{_FOLLOWERS}"),
    )


def cued_names(scope: Scope) -> Iterator[Candidate]:
    """Names that a noun calls organisations: "the charity X", "charities such as X", "X is a
    support service".

    A question or exclamation mark before a comma, or in the middle of the sentence, belongs to the
    name. Wrong where the noun means something else ("the service Committee Room 3").
    """
    for block, text in enumerate(scope.texts):
        for cue in (*_cues(), *_softer_cues()):
            for match in cue.finditer(text):
                span = _without_end_of_sentence(text, Span(*match.span("name")))
                if _is_no_body(scope, text[slice(*span)]):
                    continue
                if cue in _cues() or may_be_body(scope, block, span):
                    yield organisation(scope, block, bare_span(text, *span))


def _without_end_of_sentence(text: str, span: Span) -> Span:
    """``span`` without a mark that ends the sentence; one in its middle belongs to the name."""
    ends = text[span.end - 1] in "?!" and not re.match(r"[,;:)]|\s[a-z]", text[span.end :])
    return Span(span.start, span.end - 1) if ends else span


def _is_no_body(scope: Scope, name: str) -> bool:
    """True for an opener, a place, a person of the work and a word that it also writes small."""
    return (
        name.lower() in words("openers")
        or gazetteer.is_place(name)
        or name in scope.people.names
        or _is_also_small(scope, name)
    )


def _is_also_small(scope: Scope, name: str) -> bool:
    """True for one word that the work also writes small: "Transparency is the foundation of
    trust".
    """
    small = name.lower()
    return name.isalpha() and name[1:].islower() and small in scope.blocks_of_word


_NEAR: Final = 80
"""Letters in which what stands before a name is looked for."""
_OF_NO_BODY: Final = (
    "calendar",
    "demonyms",
    "landmarks",
    "roles",
    "streets",
    "things",
    "titles",
)
"""Classes of words that no body's name begins or ends with."""


def may_be_body(scope: Scope, block: int, span: Span) -> bool:
    """False for what opens a sentence, for people, months and posts, and for what the model takes
    for a place.
    """
    parts = words_in(scope.texts[block], span.start, span.end)
    if parts[0].text.lower() in words("openers") - words("determiners"):
        return False
    if _is_of_no_body(parts[0]) or _is_of_no_body(parts[-1]):
        return False
    if len(parts) == 1 and _opens_sentence(scope.texts[block], span):
        return False
    return not _is_shown_as_person(scope, block, span) and not _is_guessed_otherwise(
        scope, block, span
    )


def _is_of_no_body(word: Word) -> bool:
    return any(is_in(word.base, kind) for kind in _OF_NO_BODY)


def _opens_sentence(text: str, span: Span) -> bool:
    before = text[max(0, span.start - _NEAR) : span.start].rstrip()
    return not before or before[-1] in ".!?:•"


def _is_shown_as_person(scope: Scope, block: int, span: Span) -> bool:
    return (
        bool(sharing(scope.people.shown[block], *span))
        or bool(sharing(scope.people.guessed[block], *span))
        or scope.texts[block][slice(*span)] in scope.people.surnames
    )


def _is_guessed_otherwise(scope: Scope, block: int, span: Span) -> bool:
    """True if the model sees a place or person there."""
    here = sharing(scope.guesses[block], *span)
    return any(g.label in {"GPE", "LOC", "PERSON"} and _ends(g, span) for g in here)


@cache
def _firm() -> tuple[re.Pattern[str], ...]:
    noun = "|".join(sorted(words("cue_nouns")))
    word = r"[A-Z][\w-]*[a-z]"
    return (
        re.compile(
            rf"(?<![\w&'’-])(?P<name>{word}(?:,? (?:and |& )?{word}){{0,2}},? (?:&|and) (?:Co|Sons"
            rf"|Partners)(?![\w-]))"
        ),
        re.compile(
            rf"\b[Tt]he (?:{'|'.join(sorted(words('firms')))}) (?P<name>{word}(?: (?:& "
            rf")?{word}){{0,3}})"
            r" (?=(?:act|advise|are|argue|have|represent|say|want|were)\b)"
        ),
        re.compile(
            rf"(?<![\w&'’-])(?P<name>{word}['’]s) (?=(?:campaigns|employs|provides|publishes"
            rf"|runs)\b"
            rf"|was (?:founded|set up|established)\b|is an? (?:[a-z-]+ )?(?:{noun})\b)"
        ),
    )


def firms(scope: Scope) -> Iterator[Candidate]:
    """Bodies called after people whose form or verb says that they are bodies.

    Wrong where "'s" is a verb ("Hart's runs of luck").
    """
    for block, text in enumerate(scope.texts):
        for pattern in _firm():
            for match in pattern.finditer(text):
                if match["name"].split()[0].lower() not in words("openers"):
                    yield organisation(scope, block, match.span("name"))


def _ends(guess: Guess, span: Span) -> bool:
    """True unless ``guess`` is a place's name at the end of a longer one: "Open Door [Kent]"."""
    return guess.label == "PERSON" or guess.start <= span.start or guess.end != span.end


_BRANCH: Final = re.compile(r"(?<![\w'’.&-])(?:[A-Z][\w'’-]* ){1,4}(?:UK|Cymru)(?![\w'’.-]| [A-Z])")


def branches(scope: Scope) -> Iterator[Candidate]:
    """Names that end in "UK" or "Cymru", as those of national branches do: "Open Door UK".

    Wrong where the country only follows: "Prime Minister UK".
    """
    for block, text in enumerate(scope.texts):
        if is_title_case(text):
            continue
        for match in _BRANCH.finditer(text):
            parts = without_openers(words_in(text, *match.span()))
            span = Span(parts[0].start, match.end())
            name = text[span.start : parts[-1].start].strip()
            if len(parts) > 1 and not gazetteer.is_place(name) and may_be_body(scope, block, span):
                yield organisation(scope, block, span)


_OFFICE: Final = re.compile(
    rf"\bOffice\sof\s(?:the\s)?{POST.pattern}|{POST.pattern}(?:['’]s|(?<=s)['’])\sOffice\b"
)


def offices(scope: Scope) -> Iterator[Candidate]:
    """The office of a police and crime commissioner, with its area: "Office of the PCC for Kent" is
    one name.
    """
    for block, text in enumerate(scope.texts):
        for match in _OFFICE.finditer(text):
            area = place_after(text, match.end())
            yield organisation(scope, block, (match.start(), area.end if area else match.end()))


def bare_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a determiner at its start and without a possessive ending; a closing "?" or
    "!" stays.
    """
    inside = words_in(text, start, end)
    if not inside:  # in the middle of an abbreviation
        return start, end
    first = (
        inside[1]
        if len(inside) > 1 and inside[0].text.lower() in words("determiners")
        else inside[0]
    )
    return (first.start, inside[-1].base_end if inside[-1].end == end else end)


def short_names(scope: Scope, chosen: Sequence[Mention]) -> Iterator[Candidate]:
    """The kind alone, "the Department", behind the name of the one department of a work; in British
    works only.

    Wrong where the kind is meant ("the Council" of all councils) in a work that has named one of
    them by chance.
    """
    if not is_british(scope.texts):
        return
    single = _single_bearers(chosen)
    for block, text in enumerate(scope.texts):
        if single and not is_title_case(text):
            yield from _short_in(scope, block, single)


def _single_bearers(chosen: Sequence[Mention]) -> dict[str, Mention]:
    """The first mention of each organisation that alone has its head word, by that word."""
    named: dict[str, dict[str, Mention]] = {}
    for mention in chosen:
        is_full = mention.type == "organisation" and " " in mention.text
        if is_full and (head := head_of(mention.text)):
            named.setdefault(head, {}).setdefault(fold(mention.text), mention)
    return {head: next(iter(found.values())) for head, found in named.items() if len(found) == 1}


_THE_KIND: Final = re.compile(r"\b[Tt]he\s([A-Z][a-z]+)(?=(?:['’]s)?(?:[.,;:?!)]|\s[a-z(]|\s?$))")


def _short_in(scope: Scope, block: int, single: dict[str, Mention]) -> Iterator[Candidate]:
    for match in _THE_KIND.finditer(scope.texts[block]):
        full = single.get(match[1].lower())
        if full and (full.block, full.end) < (block, match.start()):
            found = organisation(scope, block, match.span(1))
            yield found._replace(kind=full.kind)


def head_of(name: str) -> str:
    """The word of ``name`` that says what it is; "" if none does, or one that has no particular
    bearer.
    """
    parts = [word.base.lower() for word in words_of(name)]
    for word, after in pairwise([*parts, "of"]):
        if after in {"of", "for", "on"}:
            return word if word in words("called_by_kind") else ""
    return ""
