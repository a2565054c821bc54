"""The rule that finds names in lists by their neighbours. Its record is in `tag/rulebook.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from briefing_ingest.model import Mention
from briefing_ingest.tag.finders.by_context import bare_span, may_be_body
from briefing_ingest.tag.finders.candidate import Candidate
from briefing_ingest.tag.finders.organisation import organisation
from briefing_ingest.tag.finders.places import place
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import (
    is_british,
    is_title_case,
    sharing,
    words_in,
)
from briefing_ingest.tag.knowledge.vocabulary import is_in, words
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.text import Span

_ITEM: Final = re.compile(
    r"(?<![\w'’&-])[A-Z][\w'’]*(?:[-‑]\w+)*(?: (?:& |of "
    r"|for )?[A-Z][\w'’]*(?:[-‑]\w+)*){0,6}[?!]?(?![\w-])"
)


_COMMA: Final = re.compile(r"[,;]\s(?:and\s)?(?:the\s)?|\s(?:and|&)\s(?:the\s)?")


def listed_names(scope: Scope, chosen: Sequence[Mention]) -> Iterator[Candidate]:
    """Names in a list of three or more in which at least half are organisations, towns listed among
    places, and who is thanked together with an organisation.

    In works about the United Kingdom only. Wrong where a list mixes bodies and other things
    ("Health, Skills and the Home Office").
    """
    if not is_british(scope.texts):
        return
    by_block: dict[int, list[Mention]] = {}
    for mention in chosen:
        by_block.setdefault(mention.block, []).append(mention)
    for block, known in by_block.items():
        text = scope.texts[block]
        if is_title_case(text):
            continue
        for chain in _chains(text):
            yield from _unknown_of(scope, block, chain, known)


def _chains(text: str) -> Iterator[list[Span]]:
    """Runs of capitalised names that only commas and "and" part, of two or more."""
    chain: list[Span] = []
    for match in _ITEM.finditer(text):
        span = Span(*bare_span(text, *match.span()))
        if chain and not _COMMA.fullmatch(text, chain[-1].end, match.start()):
            if len(chain) > 1:
                yield chain
            chain = []
        chain.append(span)
    if len(chain) > 1:
        yield chain


def _unknown_of(
    scope: Scope, block: int, chain: Sequence[Span], known: Sequence[Mention]
) -> Iterator[Candidate]:
    """What the names of a list are that ``known`` has not, by those that it has."""
    text = scope.texts[block]
    types = [_type_in(known, span) for span in chain]
    for span, type_ in zip(chain, types, strict=True):
        if type_ or not may_be_body(scope, block, span):
            continue
        if "place" in types:
            name = text[slice(*span)].replace("’", "'")
            if set(types) <= {"", "place"} and gazetteer.is_british_town(name):
                yield place(scope, block, span)
        elif _is_named_with_bodies(text, chain, types, span) and not _thing_behind(text, span):
            yield organisation(scope, block, span)


def _type_in(known: Sequence[Mention], span: Span) -> str:
    """The type of the mention that is exactly ``span``; "" without one, "part" for an overlap."""
    found = sharing(known, span.start, span.end)
    if not found:
        return ""
    is_whole = len(found) == 1 and (found[0].start, found[0].end) == span
    return found[0].type if is_whole else "part"


_THANKED: Final = re.compile(
    r"\b(?:[Gg]rateful|[Tt]hank(?:s|ful)?|[Ff]unded|[Ss]upported|[Ff]unding"
    r"|[Ss]upport)\b(?:\s[a-z]+){0,4}\s(?:to|by|from|of)\s(?:the\s)?$"
)


def _is_named_with_bodies(
    text: str, chain: Sequence[Span], types: Sequence[str], span: Span
) -> bool:
    """True in a list of three or more bodies, and beside one body that is thanked ("funded by the X
    and the Y").

    Of two, the name must have "the", which no person's has, and more words than one.
    """
    if len(chain) > 2:
        return _are_bodies(text, chain, types)
    before = text[max(0, chain[0].start - 80) : chain[0].start]
    definite = text.endswith("the ", 0, span.start) and " " in text[slice(*span)]
    return "organisation" in types and definite and bool(_THANKED.search(before))


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a list of bodies, and what several bodies do."""
    plural = "|".join(
        sorted({*(f"{w[:-1]}ies" if w.endswith("y") else f"{w}s" for w in words("cue_nouns"))})
    )
    before = re.compile(rf"\b(?:{plural}),?\s(?:such as|including|like)\s(?:the\s)?$")
    verbs = "agree|argue|argued|campaign|say|told us|urged|warn|warned|welcomed|want"
    return before, re.compile(rf"\s(?:all\s|both\s|have\s(?:all\s|also\s)?)?(?:{verbs})\b")


def _are_bodies(text: str, chain: Sequence[Span], types: Sequence[str]) -> bool:
    """True if at least half are, or one and the words around the list say so of all."""
    before, after = _around()
    bodies = types.count("organisation")
    said = before.search(text, max(0, chain[0].start - 40), chain[0].start) or after.match(
        text, chain[-1].end
    )
    return 2 * bodies >= len(chain) or (bodies > 0 and said is not None)


def _thing_behind(text: str, span: Span) -> bool:
    """True if the name goes on behind ``span``, or is a campaign's or programme's."""
    after = words_in(text, span.end, span.end + 40)[:1]
    goes_on = re.match(r"\s(?:at|in|on)\s[A-Z]", text[span.end : span.end + 8])
    thing = after and text[span.end : after[0].start] == " " and is_in(after[0].text, "things")
    return bool(goes_on or thing)
