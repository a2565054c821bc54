"""Who is a person: found so that nobody is published, since sources describe named victims and
witnesses.

Each kind of evidence is a record in `EVIDENCE`, whose function yields the spans of one text that
name people. Names between those of people in a list count too (`listed`): "We thank Ann Lee, Wei
Hart and Gita Khan".

To these come the model's people and the authors of the work. A surname known from any of them is a
person's wherever
it stands alone in the work, unless a place of that name is meant: see `refusals.is_person`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from briefing_ingest.english.bylines import CAPITAL
from briefing_ingest.rule import Rule
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import adjoin, occurrences, words_in, words_of
from briefing_ingest.tag.knowledge.vocabulary import head_kinds, is_in, kind_of_name, words
from briefing_ingest.tag.recogniser.names import Guess
from briefing_ingest.text import Span

_LOW: Final = "[a-zß-öø-ÿā-ž]"
"""Small letters of Latin alphabets, and a few capitals, which do no harm within a word."""
_CAPITAL: Final = rf"(?:{CAPITAL}['’])?(?:Ma?c)?{CAPITAL}{_LOW}+(?:[-‑'’]{CAPITAL}{_LOW}+)*"
PARTICLES: Final = frozenset(
    "al ap bin da de del della den der di du e el ibn la las le mac ni nic ní o ua van von y "
    "ó".split()
)
"""Within the names of people, mostly written small: "Pilar de la Fuente", "Colm Mac Giolla"."""
_PARTICLE: Final = r"(?:(?:de|del|della|di|da|van|von|der|den|la|le|bin|ibn|al|el|ap|O)[ -])*"
_INITIALS: Final = r"(?:[A-Z]\.[ -]?){1,3}"
_SURNAME: Final = rf"{_PARTICLE}{_CAPITAL}"
_GIVEN: Final = rf"(?:{_CAPITAL}|{_INITIALS})"
_NO_INITIALS: Final = frozenset({"US", "UK", "EU", "UN", "DC", "NY", "LA", "NI", "AD", "BC"})
"""Letters with full stops that stand before or after places and offices: "U.S. Congress",
"Washington, D.C."."""
_LORDS: Final = frozenset(
    {"lord", "lady", "baroness", "baron", "viscount", "earl", "countess", "duke", "duchess"}
)


class People(NamedTuple):
    """The people of one work."""

    names: frozenset[str]
    """Whole names, as the model or the byline gives them."""
    shown: tuple[tuple[Span, ...], ...]
    """Where a text itself shows that it names a person, by block; a title before the name belongs
    to it."""
    guessed: tuple[tuple[Span, ...], ...]
    """Where only the model says so, by block."""
    surnames: Counter[str]
    """Names that stand for a person alone, and how often the work shows that."""


def read_people(
    texts: Sequence[str], guesses: Sequence[tuple[Guess, ...]], authors: Sequence[str]
) -> People:
    """The people that ``texts`` (blocks of one work) name; ``guesses`` are the model's, by
    block.
    """
    names = _names(texts, guesses, authors)
    guessed = [
        list(_of_model(text, given, names)) for text, given in zip(texts, guesses, strict=True)
    ]
    shown = [
        [*_shown(text), *(span for name in authors for span in occurrences(text, name))]
        for text in texts
    ]
    for text, spans, more in zip(texts, shown, guessed, strict=True):
        spans += list(listed(text, [*spans, *more]))
    both = [[*spans, *more] for spans, more in zip(shown, guessed, strict=True)]
    surnames = Counter(
        name for text, spans in zip(texts, both, strict=True) for name in _alone(text, spans)
    )
    return People(names, _sorted(shown), _sorted(guessed), surnames)


def _sorted(spans: Sequence[Sequence[Span]]) -> tuple[tuple[Span, ...], ...]:
    return tuple(tuple(sorted(set(found))) for found in spans)


def _names(
    texts: Sequence[str], guesses: Sequence[tuple[Guess, ...]], authors: Sequence[str]
) -> frozenset[str]:
    """Authors, and what the model calls a person at least as often as anything else, by whole
    name.
    """
    votes: Counter[tuple[str, bool]] = Counter()
    for text, found in zip(texts, guesses, strict=True):
        for guess in found:
            votes[text[guess.start : guess.end], guess.label == "PERSON"] += 1
    people = {
        name for (name, person), count in votes.items() if person and count >= votes[name, False]
    }
    return frozenset(people | set(authors))


def _shown(text: str) -> Iterator[Span]:
    for evidence in EVIDENCE:
        yield from evidence.function(text)


def _of_model(text: str, given: Sequence[Guess], names: frozenset[str]) -> Iterator[Span]:
    """What the model calls a person, unless it is called like a place or a body: "Kent PCC Ann Lee"
    is Ann Lee.

    A single word counts only if it is among ``names`` and listed nowhere: the model guesses at
    those.
    """
    for guess in given:
        if guess.label != "PERSON":
            continue
        inside = words_in(text, guess.start, guess.end)
        gaps = [text[left.end : right.start] for left, right in pairwise(inside)]
        broken = (at + 1 for at, gap in enumerate(gaps) if re.search(r"[\t\n;:,|@]|\s[-–—]", gap))
        inside = inside[: next(broken, len(inside))]
        posts = (at + 1 for at, word in enumerate(inside) if is_in(word.base, "roles"))
        named = inside[max(posts, default=0) :]
        name = text[named[0].start : named[-1].base_end] if named else ""
        single = len(named) == 1 and (name not in names or is_listed(name))
        if name and not single and not gazetteer.is_place(name) and _may_be_person(name):
            yield Span(named[0].start, named[-1].base_end)


def _may_be_person(name: str) -> bool:
    """False for names with the head word of a body, of a street or of a thing at their end."""
    last = words_of(name)[-1:]
    base = last[0].base if last else ""
    kinds = ("roles", "things", "calendar", "demonyms")
    acronym = name.isupper() and " " not in name
    if (
        not base
        or acronym
        or not any(map(str.isupper, name))
        or any(is_in(base, kind) for kind in kinds)
    ):
        return False
    body = (
        base.lower() in head_kinds()
        or bool(kind_of_name(name))
        or name in gazetteer.public_bodies()
    )
    return not body and not (is_in(base, "streets") and " " in name)


def names_alone(text: str, spans: Iterable[Span]) -> frozenset[str]:
    """The words that may stand alone for the people at ``spans``."""
    return frozenset(_alone(text, spans))


def _alone(text: str, spans: Iterable[Span]) -> Iterator[str]:
    """For each person the words that may stand for them alone: the surname, and the given name
    where there is one.

    Not the place that somebody is of: "King of Athens".
    """
    for span in set(spans):
        parts = [
            w for w in words_in(text, span.start, span.end) if w.is_capital and len(w.base) > 1
        ]
        parts = [w for w in parts if not (text.endswith(" of ", 0, w.start) and is_listed(w.base))]
        named = [
            word
            for word in parts
            if word.base.lower() not in words("titles") and not is_in(word.base, "roles")
        ]
        if named:
            yield from {
                word.base
                for word in (named[0], named[-1])
                if len(named) == 1 or word.base.lower() not in words("openers")
            }


# --- evidence -------------------------------------------------------------------------------------


_STOPPED: Final = (
    r"(?:Mrs?|Ms|Mx|Dr|Prof|Revd?|Cllr|Capt|Col|Lt|Det|Insp|Supt|Sgt|Rep|Cpl|Sen|Gov|Hon)\."
)


@cache
def _title() -> re.Pattern[str]:
    cased = sorted(
        {form for word in words("titles") for form in _cased(word)},
        key=lambda word: (-len(word), word),
    )
    title = rf"(?:{'|'.join(cased)}|{_STOPPED})[ ]"
    name = rf"(?:{_GIVEN}[ ]?){{0,3}}{_SURNAME}"
    before = r"(?<![\w-])(?<!Washington )(?<!Washington, )"  # DC
    return re.compile(rf"{before}{title}((?:{title})*{name})(?:[ ]of[ ]{_CAPITAL})?")


def _cased(word: str) -> set[str]:
    """Short ranks are written in capitals as well: "PC", "Det", "DCI"."""
    return {word.capitalize(), word.upper()} if len(word) < 5 else {word.capitalize()}


def titled(text: str) -> Iterator[Span]:
    """A title or rank with the name behind it. Not "Lord Chancellor's Department", "PC World Ltd",
    "Lady Hall".
    """
    for match in _title().finditer(text):
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


_BEFORE: Final = re.compile(rf"(?<![\w.&])({_INITIALS})\s?({_SURNAME})(?![\w&])")
_BEHIND: Final = re.compile(
    rf"(?<![\w&-])({_SURNAME}),\s((?:[A-Z]\.[ -]?){{0,2}}[A-Z]\.(?=[\s,;:(&]|$)"
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
_AUTHORS: Final = (
    rf"{_SURNAME}(?:(?:,\s{_SURNAME}){{0,4}},?\s(?:and|&)\s{_SURNAME}|,?\set\sal\b\.?)?"
)
_CITED: Final = re.compile(
    rf"(?<![\w-])({_AUTHORS})(?:['’]s)?,?\s\(?{_YEAR}(?=[),;:])|(?<![\w-])({_SURNAME}),?\set\sal\b"
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
        if inside and not goes_on and _may_be_person(inside[-1].text):
            yield Span(start, end)


@cache
def _told() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """What is told of people only, and what may be told of places and bodies of one listed name
    too.
    """
    kin, loss, fate, own = (
        "|".join(sorted(words(name))) for name in ("kin", "losses", "fates", "belongings")
    )
    name = rf"(?<![\w-])(?P<name>{_CAPITAL}(?:[ ]{_CAPITAL}){{0,2}})"
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
            if name and _may_be_person(name) and (pattern in surely or not is_listed(name)):
                yield Span(named[0].start, end)


def is_listed(name: str) -> bool:
    """True if a place of this name is listed, here or abroad."""
    return gazetteer.is_place(name) or name in gazetteer.cities()


_POSTED: Final = re.compile(
    rf"(?<![\w-])({_CAPITAL}(?:[ ]{_GIVEN})?[ ]{_SURNAME}),\s((?:the\s|a\s|an\s"
    rf"|our\s)?[\w’' -]{{3,60}})"
)


def posted(text: str) -> Iterator[Span]:
    """Two or three capitalised words with a post behind a comma. Wrong for a firm that is "X Y,
    adviser to Z".
    """
    for match in _POSTED.finditer(text):
        behind = [word.base.lower() for word in words_of(re.split(r"\band\b|&", match[2])[0])][:5]
        if (words("roles") | words("described")) & set(behind) and _may_be_name(match[1]):
            yield Span(*match.span(1))


def _may_be_name(name: str) -> bool:
    """Two words or more, of which none says what sort of body or place it is."""
    parts = words_of(name)
    if (
        gazetteer.is_place(name)
        or gazetteer.is_area(parts[0].base)
        or parts[0].text.lower() in words("openers")
    ):
        return False
    classes = ("things", "demonyms", "roles", "generic", "calendar")
    return _may_be_person(name) and not any(is_in(word.base, c) for word in parts for c in classes)


@cache
def _description() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("described")))
    return re.compile(rf"\b(?:{nouns})\s({_CAPITAL}(?:[ ]{_GIVEN})?[ ]{_SURNAME})(?![\w-])")


def described(text: str) -> Iterator[Span]:
    """Names behind a noun for a person. Wrong where a body follows: "the researcher Bright Data
    pays".
    """
    for match in _description().finditer(text):
        if _end_of_name(text, *match.span(1)) == match.end(1) and _may_be_name(match[1]):
            yield Span(*match.span(1))


_SIGNED: Final = re.compile(
    r"(?:^|[.\n]\s?)"
    r"(?:[Bb]y|BY|Written by|Author:|Signed:?|Yours (?:sincerely|faithfully),?|Photo(?: by|:)"
    r"|Contact:)\s+"
    rf"((?:{_GIVEN}\s?){{1,3}}{_SURNAME})"
)


def signed(text: str) -> Iterator[Span]:
    """A byline at the start of a line, or the name under a letter."""
    for match in _SIGNED.finditer(text):
        if _may_be_name(match[1]):
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

_ITEM: Final = re.compile(rf"(?<![\w-]){_CAPITAL}(?:[ ]{_GIVEN}){{0,2}}[ ]?{_SURNAME}")
_COMMA: Final = re.compile(r",\s(?:and\s)?|\s(?:and|&)\s|;\s|\n")


def listed(text: str, known: Sequence[Span]) -> Iterator[Span]:
    """Names of two or three words next to a person's in a list: "Ann Lee, Wei Hart and Gita
    Khan".
    """
    found = [
        match
        for match in _ITEM.finditer(text)
        if " " in match.group() and _may_be_name(match.group())
    ]
    ordered = sorted(known)
    person = [_overlaps(ordered, *match.span()) for match in found]
    for at, match in enumerate(found):
        near = [
            n
            for n in (at - 1, at + 1)
            if 0 <= n < len(found) and _joined(text, found[min(at, n)], found[max(at, n)])
        ]
        if near and not person[at] and all(person[n] for n in near):
            yield Span(*match.span())


def _overlaps(ordered: Sequence[Span], start: int, end: int) -> bool:
    """True if one of ``ordered`` (by start; none is long) shares a character with the span."""
    before = bisect_left(ordered, Span(end, end))
    return any(span.end > start for span in ordered[max(before - 8, 0) : before])


def _joined(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return bool(_COMMA.fullmatch(text, left.end(), right.start()))


# --- judgement ------------------------------------------------------------------------------------


def has_own_evidence(name: str) -> bool:
    """True for names that say themselves that they are no person's: "Smith & Co", "Clear Street",
    "Lee Trust".
    """
    last = next((word.base for word in reversed(words_of(name))), "")
    prison = re.match(r"HM(?:P|YOI)\b", name)
    return (
        bool(prison)
        or "&" in name
        or bool(kind_of_name(name))
        or (" " in name and is_in(last, "streets"))
    )


_AT: Final = re.compile(
    r"\b(?:in|near|across|around|outside|throughout|at|(?:city|town|borough) of"
    r"|(?:back|came|comes|drove|flew|go|goes|going|home|mov(?:e|ed|ing)|return(?:ed|ing)?|sent"
    r"|travel\w*|went)\s(?:to|from))\s$",
    re.IGNORECASE,
)


def stands_as_place(text: str, span: Span) -> bool:
    """True if the words around ``span`` say that it is a place: "in Kent", "near Kent", "Kent,
    England".
    """
    if _AT.search(text, max(0, span.start - 24), span.start):
        return True
    after = re.match(r",\s([A-Z][\w.]*(?:\s[A-Z][\w.]*)*)", text[span.end : span.end + 40])
    return bool(after and gazetteer.is_area(after[1]))


def place_uses(texts: Sequence[str], name: str) -> int:
    """How often ``texts`` use ``name`` as a place's."""
    return sum(
        1 for text in texts for span in occurrences(text, name) if stands_as_place(text, span)
    )
