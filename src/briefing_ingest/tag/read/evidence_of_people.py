"""What a text itself says that shows a name to be a person's: titles, initials, kin, posts.

To add a kind of evidence, write its function here and put its record into `EVIDENCE`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from briefing_ingest.rule import Rule
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import adjoin, words_in, words_of
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


_LORDS: Final = frozenset(
    {"lord", "lady", "baroness", "baron", "viscount", "earl", "countess", "duke", "duchess"}
)


_STOPPED: Final = (
    r"(?:Mrs?|Ms|Mx|Dr|Prof|Revd?|Cllr|Capt|Col|Lt|Det|Insp|Supt|Sgt|Rep|Cpl|Sen|Gov|Hon)\."
)


@cache
def _titled_name() -> re.Pattern[str]:
    cased = sorted(
        {form for word in words("titles") for form in _cased(word)},
        key=lambda word: (-len(word), word),
    )
    title = rf"(?:{'|'.join(cased)}|{_STOPPED})[ ]"
    name = rf"(?:{GIVEN}[ ]?){{0,3}}{SURNAME}"
    before = r"(?<![\w-])(?<!Washington )(?<!Washington, )"  # DC
    return re.compile(rf"{before}{title}((?:{title})*{name})(?:[ ]of[ ]{CAPITALISED})?")


def _cased(word: str) -> set[str]:
    """Short ranks are written in capitals as well: "PC", "Det", "DCI"."""
    return {word.capitalize(), word.upper()} if len(word) < 5 else {word.capitalize()}


def titled(text: str) -> Iterator[Span]:
    """A title or rank with the name behind it. Not "Lord Chancellor's Department", "PC World Ltd",
    "Lady Hall".
    """
    for match in _titled_name().finditer(text):
        end = _end_of_name(text, match.start(1), match.end(1))
        if end:
            noble = match.group().split()[0].lower() in _LORDS and end == match.end(1)
            yield Span(match.start(), match.end() if noble else end)


def _end_of_name(text: str, start: int, end: int) -> int:
    """The end of the person's name in a run of capitals; 0 if the run goes on to name something
    else.
    """
    run = list(words_in(text, start, end))
    while len(run) > 1 and run[0].base.lower() in words("titles"):  # "Detective Inspector Wick"
        del run[0]
    after = words_in(text, end, end + 60)[:3]
    for left, right in zip([*run[-1:], *after], after, strict=False):
        if not right.is_capital or not adjoin(text, left, right) or left.text != left.base:
            break
        run.append(right)
    last = run[-1].base
    kinds = ("things", "streets", "generic", "groups")
    if any(word.base.lower() in head_kinds() for word in run) or any(
        is_in(last, kind) for kind in kinds
    ):
        return 0
    roles = [at for at, word in enumerate(run) if is_in(word.base, "roles")]
    return 0 if roles and roles[0] == 0 else min(end, run[-1].base_end)


_BEFORE: Final = re.compile(rf"(?<![\w.&])({INITIALS})\s?({SURNAME})(?![\w&])")


_BEHIND: Final = re.compile(
    rf"(?<![\w&-])({SURNAME}),\s((?:[A-Z]\.[ -]?){{0,2}}[A-Z]\.(?=[\s,;:(&]|$)"
    rf"|[A-Z]{{1,2}}(?=[,;.]\s))"
)


def initialled(text: str) -> Iterator[Span]:
    """Initials before or behind a surname. Not "U.S. Congress", "Washington, D.C."; wrong for "E.
    Coli".
    """
    for match in _BEFORE.finditer(text):
        end = _end_of_name(text, *match.span(2))
        direction = _letters(match[1]) in {"N", "E", "S", "W"} and is_listed(
            text[match.start(2) : end]
        )  # "W. Virginia"
        if _letters(match[1]) not in _NO_INITIALS and end and not direction:
            yield Span(match.start(), end)
    for match in _BEHIND.finditer(text):
        bare = "." not in match[2] and (is_listed(match[1]) or _goes_before(text, match.start()))
        if _letters(match[2]) not in _NO_INITIALS and not bare:
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


def cited(text: str) -> Iterator[Span]:
    """Authors before a year. One name alone counts only if it is not listed as a place or body.

    Wrong for organisations cited by one word ("Nacro, 2009"): a person's name is not published for
    their sake.
    """
    for match in _CITED.finditer(text):
        start, end = match.span(1) if match[1] else match.span(2)
        name = text[start:end]
        inside = [word for word in words_of(name) if word.is_capital]
        single = len(inside) == 1
        if single and (
            gazetteer.is_place(name) or is_in(name, "calendar") or name in gazetteer.public_bodies()
        ):
            continue
        goes_on = single and _goes_before(text, start)  # "Bright Data (2009)"
        if inside and not goes_on and may_be_somebody(inside[-1].text):
            yield Span(start, end)


@cache
def _told() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """What is told of people only, and what may be told of places and bodies of one listed name
    too.
    """
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


def told_of(text: str) -> Iterator[Span]:
    """Whose kin, age or fate is told, or whom a pronoun takes up in the same sentence.

    Wrong for a ship that "died", or a firm whose "he" is somebody else; what is listed as a place
    needs kin or age.
    """
    surely, likely = _told()
    for pattern in (*surely, *likely):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            named = list(words_in(text, start, end))
            while named and any(
                is_in(named[0].base, kind) for kind in ("openers", "calendar", "demonyms")
            ):
                named = named[1:]  # "When Lee told us that he ..."
            name = text[named[0].start : end] if named else ""
            if name and may_be_somebody(name) and (pattern in surely or not is_listed(name)):
                yield Span(named[0].start, end)


_POSTED: Final = re.compile(
    rf"(?<![\w-])({CAPITALISED}(?:[ ]{GIVEN})?[ ]{SURNAME}),\s((?:the\s|a\s|an\s"
    rf"|our\s)?[\w’' -]{{3,60}})"
)


def posted(text: str) -> Iterator[Span]:
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


def described(text: str) -> Iterator[Span]:
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


def signed(text: str) -> Iterator[Span]:
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
        "titled",
        'a title or post before the name: "Ms A. Jones", "PC Khan", "Baroness Newlove of '
        'Warrington"',
        titled,
    ),
    PersonRule("initialled", 'initials beside a surname: "J. Smith", "Clear, T. R."', initialled),
    PersonRule(
        "cited", 'author and year: "(Clear, 2009)", "Clear and Frost (2014)", "Hart et al."', cited
    ),
    PersonRule(
        "told_of",
        'what happens to people only: "Jones’s mother", "Khan, 34, was", "Lee told us that he", '
        '"Hart died"',
        told_of,
    ),
    PersonRule(
        "posted",
        'a name of two or three words with a post behind it: "Gavin Hart, Research Fellow"',
        posted,
    ),
    PersonRule(
        "described",
        'a name of two words or three behind what somebody is: "the activist Ann Lee"',
        described,
    ),
    PersonRule("signed", 'a byline or what stands under "Yours sincerely"', signed),
)
"""All are asked of every text; their order does not matter."""
