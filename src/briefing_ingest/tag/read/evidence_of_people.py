"""What a text itself says that shows a name to be a person's: titles, initials, kin, posts.

To add a kind of evidence, write its function here and put its record into `EVIDENCE`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile, takewhile
from typing import Final

from briefing_ingest.english.titles import peers_in_text
from briefing_ingest.rule import Rule
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import Word, adjoin, words_in, words_of
from briefing_ingest.tag.knowledge.vocabulary import head_kinds, is_in, words
from briefing_ingest.tag.read.names_of_people import (
    CAPITALISED,
    GIVEN,
    INITIALS,
    SURNAME,
    is_listed,
    may_be_name,
    may_be_somebody,
)
from briefing_ingest.text import Span

_NO_INITIALS: Final = frozenset({"US", "UK", "EU", "UN", "DC", "NY", "LA", "NI", "AD", "BC"})
"""Letters with full stops that stand before or after places and offices: "U.S. Congress",
"Washington, D.C."."""


_STOPPED: Final = (
    r"(?:Mrs?|Ms|Mx|Dr|Prof|Revd?|Cllr|Capt|Col|Lt|Det|Insp|Supt|Sgt|Rep|Cpl|Sen|Gov|Hon)\."
)


@cache
def _titled_name() -> re.Pattern[str]:
    cased = sorted(
        {form for word in words("titles") for form in _cases_of(word)},
        key=lambda word: (-len(word), word),
    )
    title = rf"(?:{'|'.join(cased)}|{_STOPPED})[ ]"
    name = rf"(?:{GIVEN}[ ]?){{0,3}}{SURNAME}"
    before = r"(?<![\w-])(?<!Washington )(?<!Washington, )"  # DC
    return re.compile(rf"{before}{title}((?:{title})*{name})(?:[ ]of[ ]{CAPITALISED})?")


def _cases_of(word: str) -> set[str]:
    """Short ranks are written in capitals as well: "PC", "Det", "DCI"."""
    return {word.capitalize(), word.upper()} if len(word) < 5 else {word.capitalize()}


def names_with_titles(text: str) -> Iterator[Span]:
    """A title or rank with the name behind it. Not "Lord Chancellor's Department", "PC World Ltd",
    "Lady Hall".
    """
    for match in _titled_name().finditer(text):
        end = _end_of_name(text, match.start(1), match.end(1))
        if end:
            noble = match.group().split()[0].lower() in peers_in_text() and end == match.end(1)
            yield Span(match.start(), match.end() if noble else end)


def _end_of_name(text: str, start: int, end: int) -> int:
    """The end of the person's name in a run of capitals; 0 if the run goes on to name something
    else.
    """
    run = _with_capitals_behind(text, _without_titles(words_in(text, start, end)), end)
    if _names_something_else(run) or is_in(run[0].base, "roles"):
        return 0
    return min(end, run[-1].base_end)


def _without_titles(run: Sequence[Word]) -> Sequence[Word]:
    """``run`` behind the titles that it begins with: "Detective Inspector [Wick]"; its last word
    stays.
    """
    titles = takewhile(lambda word: word.base.lower() in words("titles"), run[:-1])
    return run[sum(1 for _ in titles) :]


def _with_capitals_behind(text: str, run: Sequence[Word], end: int) -> Sequence[Word]:
    """``run``, which ends at ``end``, with up to three capitalised words right behind it."""
    whole = [*run]
    for right in words_in(text, end, end + 60)[:3]:
        left = whole[-1]
        if not right.is_capital or not adjoin(text, left, right) or left.text != left.base:
            break
        whole.append(right)
    return whole


def _names_something_else(run: Sequence[Word]) -> bool:
    """True for the name of a body ("Lee Trust"), a thing or a street."""
    if any(word.base.lower() in head_kinds() for word in run):
        return True
    return any(is_in(run[-1].base, kind) for kind in ("things", "streets", "generic", "groups"))


_BEFORE: Final = re.compile(rf"(?<![\w.&])({INITIALS})\s?({SURNAME})(?![\w&])")


_BEHIND: Final = re.compile(
    rf"(?<![\w&-])({SURNAME}),\s((?:[A-Z]\.[ -]?){{0,2}}[A-Z]\.(?=[\s,;:(&]|$)"
    rf"|[A-Z]{{1,2}}(?=[,;.]\s))"
)


def names_with_initials(text: str) -> Iterator[Span]:
    """Initials before or behind a surname. Not "U.S. Congress", "Washington, D.C."; wrong for "E.
    Coli".
    """
    yield from _initials_before(text)
    yield from _initials_behind(text)


def _initials_before(text: str) -> Iterator[Span]:
    """Names behind their initials, "J. Smith"; not "W. Virginia"."""
    for match in _BEFORE.finditer(text):
        end = _end_of_name(text, *match.span(2))
        letters = _letters(match[1])
        is_direction = letters in {"N", "E", "S", "W"} and is_listed(text[match.start(2) : end])
        if end and letters not in _NO_INITIALS and not is_direction:
            yield Span(match.start(), end)


def _initials_behind(text: str) -> Iterator[Span]:
    """Surnames before initials, "Clear, T. R."; letters without full stops may be a state: "Salem,
    OR".
    """
    for match in _BEHIND.finditer(text):
        may_be_state = "." not in match[2] and (
            is_listed(match[1]) or _goes_before(text, match.start())
        )
        if _letters(match[2]) not in _NO_INITIALS and not may_be_state:
            yield Span(*match.span())


def _goes_before(text: str, start: int) -> bool:
    """True if a capitalised word stands right before: the name does not begin at ``start``."""
    return bool(
        re.search(
            r"(?:\A|[^\w'’.&])(?:(?![A-Z])[\w'’.&])*+[A-Z][\w'’.&]*\s$",
            text[max(0, start - 40) : start],
        )
    )


def _letters(initials: str) -> str:
    return "".join(filter(str.isalpha, initials))


_YEAR: Final = r"(?:19|20)\d\d[a-z]?"


_AUTHORS: Final = rf"{SURNAME}(?:(?:,\s{SURNAME}){{0,4}},?\s(?:and|&)\s{SURNAME}|,?\set\sal\b\.?)?"


_CITED: Final = re.compile(
    rf"(?<![\w-])({_AUTHORS})(?:['’]s)?,?\s\(?{_YEAR}(?=[),;:])|(?<![\w-])({SURNAME}),?\set\sal\b"
)


def cited_authors(text: str) -> Iterator[Span]:
    """Authors before a year. One name alone counts only if it is not listed as a place or body.

    Wrong for organisations cited by one word ("Nacro, 2009"): a person's name is not published for
    their sake.
    """
    for match in _CITED.finditer(text):
        span = Span(*(match.span(1) if match[1] else match.span(2)))
        capitals = [word.text for word in words_of(text[slice(*span)]) if word.is_capital]
        if not capitals or not may_be_somebody(capitals[-1]):
            continue
        if len(capitals) > 1 or _may_be_sole_author(text, span):
            yield span


def _may_be_sole_author(text: str, span: Span) -> bool:
    """False for a place, month or body before a year, and for the end of a longer name: "Bright
    Data (2009)".
    """
    name = text[slice(*span)]
    is_known = (
        gazetteer.is_place(name) or is_in(name, "calendar") or name in gazetteer.public_bodies()
    )
    return not is_known and not _goes_before(text, span.start)


@cache
def _what_happens_to_people() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """What is said only of people, and what may also be said of places and bodies."""
    kin, loss, fate, own = (
        "|".join(sorted(words(name))) for name in ("kin", "losses", "fates", "belongings")
    )
    name = rf"(?<![\w-])(?P<name>{CAPITALISED}(?:[ ]{CAPITALISED}){{0,2}})"
    whose = r"(?:['’]s|(?<=s)['’])\s(?:[a-z]+\s)?"
    ends = r"(?=[.,;:)]|\s(?:and|are|by|did|had|has|have|is|said|say|to|was|were|who)\b|$)"
    opens = (
        r"(?:(?<=[.!?] )|(?<=[“\"‘\n])|^|\b(?:[Ww]hen|[Aa]fter|[Bb]efore|[Ww]hile|[Bb]ecause"
        r"|but)\s)"
    )
    taken_up = r"(?:\s(?!(?:she|he|they|what)\b)[a-z’']+){1,7},?\s(?:she|he|herself|himself)\b"
    surely = (
        rf"{name}{whose}(?:(?:{kin})\b|family{ends})",
        rf"{name}(?:,\s(?:aged?\s)?\d\d?,\s(?=[a-z])|,?\s\(?aged\s\d\d?\b)",
        rf"{name}\swas\s(?:just\s|only\s)?\d\d?\s(?:years|when)\b",
        rf"{name}\sand\s(?:his|her)\s(?:[a-z]+\s)?(?:{kin})\b",
        rf"\b(?:[Hh]is|[Hh]er|[Mm]y)\sname\s(?:is|was)\s{name}",
    )
    likely = (
        rf"{name}{whose}(?:{loss}){ends}",
        rf"{name}{whose}(?:{own})\b",
        rf"{name}\s\(\d\d\)[ ,](?=[a-z])",
        rf"{name}(?:,\swho)?\s(?:was|were|is|ha[ds]\sbeen)\s(?:[a-z]+ly\s)?(?:{fate})\b",
        rf"\b(?:arrested|handcuffed|jailed|killed|murdered|raped|remanded|sentenced"
        rf"|stabbed)\s{name}",
        rf"{name}\s(?:died|wept|cried|smiled|laughed|was\sborn)\b",
        rf"{opens}{name}{taken_up}",
    )
    return tuple(map(re.compile, surely)), tuple(map(re.compile, likely))


def names_with_kin_or_fate(text: str) -> Iterator[Span]:
    """Names of people whose relatives, age or fate the text states, or whom a pronoun refers to in
    the same sentence.

    Wrong for a ship that "died", or a firm whose "he" is somebody else; what is listed as a place
    needs kin or age.
    """
    surely, likely = _what_happens_to_people()
    for pattern in (*surely, *likely):
        for match in pattern.finditer(text):
            start, end = _behind_openers(text, *match.span("name"))
            name = text[start:end]
            if name and may_be_somebody(name) and (pattern in surely or not is_listed(name)):
                yield Span(start, end)


def _behind_openers(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the words that only open the sentence: "When [Lee] told us that he"."""
    named = dropwhile(_opens_sentence, words_in(text, start, end))
    return next((word.start for word in named), end), end


def _opens_sentence(word: Word) -> bool:
    return any(is_in(word.base, kind) for kind in ("openers", "calendar", "demonyms"))


_POSTED: Final = re.compile(
    rf"(?<![\w-])({CAPITALISED}(?:[ ]{GIVEN})?[ ]{SURNAME}),\s((?:the\s|a\s|an\s"
    rf"|our\s)?[\w’' -]{{3,60}})"
)


def names_with_posts(text: str) -> Iterator[Span]:
    """Two or three capitalised words with a post behind a comma. Wrong for a firm that is "X Y,
    adviser to Z".
    """
    for match in _POSTED.finditer(text):
        behind = [word.base.lower() for word in words_of(re.split(r"\band\b|&", match[2])[0])][:5]
        if (words("roles") | words("described")) & set(behind) and may_be_name(match[1]):
            yield Span(*match.span(1))


@cache
def _description() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("described")))
    return re.compile(rf"\b(?:{nouns})\s({CAPITALISED}(?:[ ]{GIVEN})?[ ]{SURNAME})(?![\w-])")


def names_with_descriptions(text: str) -> Iterator[Span]:
    """Names behind a noun for a person. Wrong where a body follows: "the researcher Bright Data
    pays".
    """
    for match in _description().finditer(text):
        if _end_of_name(text, *match.span(1)) == match.end(1) and may_be_name(match[1]):
            yield Span(*match.span(1))


_SIGNED: Final = re.compile(
    r"(?:^|[.\n]\s?)"
    r"(?:[Bb]y|BY|Written by|Author:|Signed:?|Yours (?:sincerely|faithfully),?|Photo(?: by|:)"
    r"|Contact:)\s+"
    rf"((?:{GIVEN}\s?){{1,3}}{SURNAME})"
)


def signatures(text: str) -> Iterator[Span]:
    """A byline at the start of a line, or the name under a letter."""
    for match in _SIGNED.finditer(text):
        if may_be_name(match[1]):
            yield Span(*match.span(1))


@dataclass(frozen=True)
class PersonRule(Rule):
    """A rule that shows people; a surname that it shows once is a person's in the whole work, so it
    must be sure.
    """

    function: Callable[[str], Iterator[Span]]


EVIDENCE: Final[tuple[PersonRule, ...]] = (
    PersonRule(
        "names_with_titles",
        'a title or post before the name: "Ms A. Jones", "PC Khan", "Baroness Newlove of '
        'Warrington"',
        names_with_titles,
    ),
    PersonRule(
        "names_with_initials",
        'initials beside a surname: "J. Smith", "Clear, T. R."',
        names_with_initials,
    ),
    PersonRule(
        "cited_authors",
        'author and year: "(Clear, 2009)", "Clear and Frost (2014)", "Hart et al."',
        cited_authors,
    ),
    PersonRule(
        "names_with_kin_or_fate",
        'what happens to people only: "Jones’s mother", "Khan, 34, was", "Lee told us that he", '
        '"Hart died"',
        names_with_kin_or_fate,
    ),
    PersonRule(
        "names_with_posts",
        'a name of two or three words with a post behind it: "Gavin Hart, Research Fellow"',
        names_with_posts,
    ),
    PersonRule(
        "names_with_descriptions",
        'a name of two words or three behind what somebody is: "the activist Ann Lee"',
        names_with_descriptions,
    ),
    PersonRule("signatures", 'a byline or what stands under "Yours sincerely"', signatures),
)
"""Every text is searched with all of them; their order does not matter."""
