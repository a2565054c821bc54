"""What a title says besides its matter: draft, part, period, issue, sort of paper, language.

Two papers of one matter differ in these alone: "Bus fares after dark: executive summary" and "Bus
fares after dark", "Living on ice, part 2" and "Living on ice, part 3". What is left when they are
taken out is the stem, by which works are looked up; time grows with the titles, not their pairs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from briefing_ingest.english.dates import MONTHS, SURE_CALENDAR_WORDS, WEEKDAYS, month_numbers
from briefing_ingest.english.function_words import stop_words
from briefing_ingest.english.word_lists import word_lists, word_set
from briefing_ingest.text import fold, straighten

Period = tuple[int, int]
"""A year, and where in it: a month, or 0 for the whole year."""

MEETING_KINDS: Final = ("minutes", "transcript", "agenda", "papers")
"""Papers of a meeting; the others are given with the first of them that is there."""
COMPANION_KINDS: Final = ("slides", "figures", "annex", "questions")
"""Papers that are given with another one."""


class TitleForm(NamedTuple):
    """A title taken apart; what it does not say is "", 0, (0, 0) or False."""

    stem: tuple[str, ...]
    """The folded words of its matter."""
    kinds: frozenset[str] = frozenset()
    """The sorts of paper that it names, as the lists of `kinds_of_papers` call them."""
    is_draft: bool = False
    part: int = 0
    series: tuple[str, ...] = ()
    """Of a part, the folded words of the whole that it names."""
    period: Period = (0, 0)
    day: str = ""
    """As YYYY-MM-DD, or as it is printed where it is all digits with a short year."""
    issue: tuple[int, ...] = ()
    is_translation: bool = False

    @property
    def kind(self) -> str:
        """The one sort of paper that decides how it is related, if any; "" for a paper in its own
        right.
        """
        order = ("summary", *COMPANION_KINDS, *MEETING_KINDS, "bulletin")
        return next((kind for kind in order if kind in self.kinds), "")

    def is_of_same_time(self, other: TitleForm) -> bool:
        """Whether no day, period or issue of the one contradicts that of the other."""
        (year, month), (other_year, other_month) = self.period, other.period
        pairs = [
            (self.day, other.day),
            (self.issue, other.issue),
            (year, other_year),
            (month, other_month),
        ]
        return all(not one or not another or one == another for one, another in pairs)


_LANGUAGES: Final = (
    r"(?:english|welsh|irish|gaelic|french|german|spanish|italian|polish|dutch|portuguese|arabic"
    r"|urdu|bengali|romanian|swedish|danish|norwegian|finnish|czech|turkish|ukrainian|catalan)"
)
_OWN_NAMES_OF_LANGUAGES: Final = (
    r"(?:cymraeg|gymraeg|gaeilge|français|française|deutsch|deutsche|español|española|italiano"
    r"|italiana|polski|polska|nederlands|nederlandse|português|portuguesa|svenska|dansk|norsk"
    r"|suomi|català)"
)
IN_LANGUAGE: Final = re.compile(
    rf"""
    \b {_LANGUAGES} [ -] (?:language[ -])? (?:version|translation|edition|text) \b
  | \b (?:version|edición|versión|versione|versão|fassung|fersiwn|wersja|versie|ausgabe)
    [ ] (?:en[ ]|in[ ]|auf[ ])? {_OWN_NAMES_OF_LANGUAGES} \b
  | \b {_OWN_NAMES_OF_LANGUAGES} [ ] (?:fassung|ausgabe|version|versie|wersja) \b
  | \b (?:en|auf|in) [ ] {_OWN_NAMES_OF_LANGUAGES} \b
  | [(\[] \s* (?:{_OWN_NAMES_OF_LANGUAGES} | {_LANGUAGES}) \s* [)\]]
  | [-:–—|] \s* {_OWN_NAMES_OF_LANGUAGES} \W* \Z
  | \b (?:translation|traduction|übersetzung|traducción|traduzione|cyfieithiad) \b
    (?: [ ] (?:of|de|du|von|o) \b )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""As in "Welsh version", "Version française", "(Cymraeg)"; not "Welsh buses"."""

_DRAFT: Final = (
    r"(?:(?:consultation|first|second|third|working|discussion|revised|early|outline|pre-publication)"
    r"\s+)?draft(?:\s+(?:version|copy|v|no\.?))?(?:\s*v?\d+(?:\.\d+)*)?"
    r"(?:\s+for\s+(?:consultation|comments?|discussion|approval|review|information))?"
)
_IS_DRAFT: Final = re.compile(
    rf"^\W*+{_DRAFT}\b(?!\s+(?:to|of\s+letters)\b)|(?<=\W){_DRAFT}\W*+$|[(\[]\s?{_DRAFT}\s?[)\]]",
    re.IGNORECASE,
)
"""At either end or in brackets: "Draft lighting plan"; not "Response to the draft lighting
plan"."""
_VERSION: Final = re.compile(r"\bv(?:ersion)?\s*\d+(?:\.\d+)*\b", re.IGNORECASE)

_ROMAN: Final = {"i": 1, "v": 5, "x": 10}
_CARDINALS: Final = "zero one two three four five six seven eight nine ten eleven twelve".split()
_ORDINALS: Final = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
).split()
_NUMBER: Final = rf"(?:\d{{1,3}}|[ivx]{{1,6}}|{'|'.join(_CARDINALS[1:])})"
_PART_WORDS: Final = (
    r"(?:part|volume|vol\.?|chapter|book|instalment|installment|episode|teil|band|partie|tome"
    r"|parte|rhan|deel)"
)
PART: Final = re.compile(
    rf"\b{_PART_WORDS}\s*(?P<number>{_NUMBER})\b(?:\s*(?:of|/|von|de|o)\s*{_NUMBER}\b)?"
    rf"(?:\s+(?:of|in)\s+(?:the|our|a|this)\s+(?:series\s*:?|series\s+on)?)?",
    re.IGNORECASE,
)
"""As in "Part 2 of 3", "Volume IV", "Teil 2"."""

_ISO_DAY: Final = r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"
_DAY: Final = re.compile(
    rf"(?:\b(?:{WEEKDAYS}),?\s+)?(?:\b{_ISO_DAY}\b"
    rf"|\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m1>{MONTHS})\b\.?,?\s+(?P<y1>(?:19|20)\d\d)\b"
    rf"|\b(?P<m2>{MONTHS})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)\b"
    r"|\b(?P<digits>\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d))\b)",
    re.IGNORECASE,
)
_QUARTERS: Final = ("first", "second", "third", "fourth", "1st", "2nd", "3rd", "4th")
_SEASONS: Final = {"spring": 4, "summer": 7, "autumn": 10, "fall": 10, "winter": 12}
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_PERIODS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\bq(?P<quarter>[1-4])\W{{0,2}}{_YEAR}\b",
        rf"\b{_YEAR}\W{{0,2}}q(?P<quarter>[1-4])\b",
        rf"\b(?P<quarter>{'|'.join(_QUARTERS)})\s+quarter\W+(?:of\s+)?{_YEAR}\b",
        rf"\b(?:{MONTHS})\b\.?\s*(?:to|and|[-–/])\s*(?P<month>{MONTHS})\b\.?,?\s+{_YEAR}\b",
        rf"\b(?P<month>{MONTHS})\b\.?,?\s+{_YEAR}\b",
        rf"\b(?P<season>{'|'.join(_SEASONS)})\s+{_YEAR}\b",
        rf"\b(?:fy\s*|financial\s+year\s+)?{_YEAR}(?:\s*[-–/]\s*(?:\d{{4}}|\d\d))?\b",
    )
)
_ISSUE: Final = re.compile(
    rf"\b(?:(?:volume|vol\.?)\s*(?P<volume>\d{{1,3}})\W+)?"
    rf"(?:no\.?|nos\.?|number|issue|edition|nr\.?|n°|№)\s*#?(?P<number>\d{{1,4}})\b"
    rf"|#\s*(?P<hash>\d{{1,4}})\b"
    rf"|\b(?P<ordinal>\d{{1,2}}|{'|'.join(_ORDINALS[1:])})(?:st|nd|rd|th)?\s+(?:revised\s+)?edition\b",
    re.IGNORECASE,
)
"""As in "No. 12", "Volume 3, issue 2", "second edition"."""
_BARE_NUMBER: Final = re.compile(r"(?<=[^\W\d])\s+(?P<number>\d{1,3})\W*$")
"""As in "Week notes 14"."""


@lru_cache(maxsize=1 << 14)
def title_form(title: str) -> TitleForm:
    """``title`` taken apart.

    >>> title_form("Draft minutes of the Lamp Board, 3 May 2024").kinds
    frozenset({'minutes'})
    >>> title_form("Bus fares after dark: executive summary").stem
    ('bus', 'fares', 'after', 'dark')
    """
    said = _FOR_WHOM.sub(r"\g<what>", " ".join(straighten(title).split()))
    in_language, said = _take(IN_LANGUAGE, said)
    draft, said = _take(_IS_DRAFT, said)
    _, said = _take(_VERSION, said)
    day, said = _take(_DAY, said)
    period, said = _take_period(said)
    issue, said = _take(_ISSUE, said)
    part = PART.search(said)
    series = _series_of(said, part) if part else ""
    if part:
        said = f"{said[: part.start()]} {said[part.end() :]}"
    bare, said = _take(_BARE_NUMBER, said)
    kinds, said = take_kinds(said)
    return TitleForm(
        _stem(said),
        frozenset(kinds),
        is_draft=bool(draft),
        part=_as_number(part["number"]) if part else 0,
        series=_stem(take_kinds(series)[1]),
        period=_period_of(period, day),
        day=_day_of(day),
        issue=_issue_of(issue or bare),
        is_translation=bool(in_language),
    )


def _take(pattern: re.Pattern[str], said: str) -> tuple[re.Match[str] | None, str]:
    """The first match of ``pattern`` in ``said``, and ``said`` without it."""
    match = pattern.search(said)
    return (match, f"{said[: match.start()]} {said[match.end() :]}") if match else (None, said)


def _take_period(said: str) -> tuple[re.Match[str] | None, str]:
    for form in _PERIODS:
        match, rest = _take(form, said)
        if match:
            return match, rest
    return None, said


def _stem(said: str) -> tuple[str, ...]:
    words = fold(said).split()
    while words and words[0] in _AT_EDGES:
        words.pop(0)
    while words and words[-1] in _AT_EDGES:
        words.pop()
    return tuple(words)


_AT_EDGES: Final = frozenset("the a an of on for to and in from our meeting held at".split())
"""Words left over at either end when kinds and dates are taken out."""


_NTH_OF: Final = re.compile(
    rf"\b(?P<number>{'|'.join(_ORDINALS[1:])})\s+(?:\w+\s+)?(?:of|in)\s+(?:a\s+series\s+of\s+)?"
    rf"(?:{'|'.join(_CARDINALS[2:])}|\d{{1,2}}|several|our|the)\s+(?:\w+\s+)?"
    r"(?:parts|essays|papers|articles|posts|reports|briefings|blogs|volumes|pieces|lectures|talks"
    r"|chapters|series)\b\s*(?:(?:on|about|from|called)\s+(?P<series>[^.:;()]{3,80}))?",
    re.IGNORECASE,
)
"""As in "Second of three essays on work after dark"."""


def nth_of_series(line: str) -> tuple[int, tuple[str, ...]]:
    """The number and the series of a line that says which of several papers the work is; (0, ())
    of another line.

    >>> nth_of_series("Second of three essays on work after dark")
    (2, ('work', 'after', 'dark'))
    """
    match = _NTH_OF.search(straighten(line))
    return (_as_number(match["number"]), _stem(match["series"] or "")) if match else (0, ())


def _series_of(said: str, part: re.Match[str]) -> str:
    """What a title says before its part, within the same brackets; else what stands behind it if
    that is what the part is one of.
    """
    before = re.split(r"[(\[]", said[: part.start()])[-1]
    if before.strip(" ,:;-–—|") or not re.search(r"\b(?:of|in)\s", part[0][-20:]):
        return before
    return re.split(r"[)\]:]", said[part.end() :])[0]


# --- numbers and dates ----------------------------------------------------------------------------


def _as_number(said: str) -> int:
    """A number in figures, Roman figures or words; 0 where it is none.

    >>> [_as_number(said) for said in ("4", "IV", "four", "fourth")]
    [4, 4, 4, 4]
    """
    word = said.casefold()
    if word.isdigit():
        return int(word)
    for words in (_CARDINALS, _ORDINALS):
        if word in words:
            return words.index(word)
    return _as_roman(word)


def _as_roman(word: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in word]
    behind = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, behind, strict=True)
    )


def _issue_of(match: re.Match[str] | None) -> tuple[int, ...]:
    if match is None:
        return ()
    named = match.groupdict()
    number = named["number"] or named["hash"] or named["ordinal"]
    return (int(named.get("volume") or 0), _as_number(number))


def _period_of(match: re.Match[str] | None, day: re.Match[str] | None) -> Period:
    if match is None:
        iso = _day_of(day)
        return (int(iso[:4]), int(iso[5:7])) if re.match(r"\d{4}-\d\d-", iso) else (0, 0)
    named = match.groupdict()
    year = int(named["year"])
    if quarter := named.get("quarter"):
        at = _QUARTERS.index(quarter.lower()) % 4 if not quarter.isdigit() else int(quarter) - 1
        return year, 3 * at + 3
    if month := named.get("month"):
        return year, month_numbers()[month.lower()]
    return year, _SEASONS.get((named.get("season") or "").lower(), 0)


def _day_of(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    if match["iso"] or match["digits"]:
        return match["iso"] or re.sub(r"\b0|[./-]", " ", match["digits"]).strip()
    month = month_numbers()[(match["m1"] or match["m2"]).lower()]
    return f"{match['y1'] or match['y2']}-{month:02}-{int(match['d1'] or match['d2']):02}"


def first_day(text: str) -> str:
    """The first day that ``text`` names, as a title's form has it; "" if none.

    >>> first_day("Held in the old hall on Friday 3 May 2024 at six")
    '2024-05-03'
    """
    return _day_of(_DAY.search(straighten(text)))


# --- sorts of paper -------------------------------------------------------------------------------


@cache
def _kind_of() -> dict[str, str]:
    """The sort that each name of one belongs to."""
    lists = word_lists("kinds_of_papers")
    return {name: kind for kind, names in lists.items() if kind not in _COMMON for name in names}


_NAMES_OF_PAPERS: Final = "names of papers"
_COMMON: Final = ("common in titles", _NAMES_OF_PAPERS)


@cache
def _kind_forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A sort of paper at the beginning of a title, with what joins it to the rest, and at its
    end.
    """
    names = sorted(_kind_of(), key=lambda name: (-len(name), name))
    any_kind = "|".join(re.escape(name) for name in names)
    kind = rf"(?:(?:short|brief|plain)\s+)?(?P<kind>{any_kind})(?:\s+[a-z\d])?"
    joint = (
        r"(?:(?:of|on|for|to|from|about|into|accompanying|de|du|zu|zur|zum|van)\s+"
        r"(?:(?:the|a|an|our|la|le|les|der|die|das)\s+)?|[:–—|,-]+\s*)"
    )
    lead = rf"^\W*(?:(?:the|a|an|our)\s+)?{kind}(?:\s+{joint}|\s*[:–—|,-]+\s*|(?=\W*$))"
    of_meeting = (
        r"(?:\s+(?:of|for|from)\s+(?:(?:the|a|our)\s+)?(?:\w+\s+)?meeting)?(?:\s+held)?(?:\s+on)?"
    )
    trail = rf"(?:^|(?<=[\s:–—|,(\[-]))(?:(?:the|an?)\s+)?{kind}{of_meeting}\W*+$"
    return re.compile(lead, re.IGNORECASE), re.compile(trail, re.IGNORECASE)


def take_kinds(said: str) -> tuple[list[str], str]:
    """The sorts of paper that stand at either end of a title, and the title without them."""
    kinds: list[str] = []
    lead, trail = _kind_forms()
    while match := lead.search(said) or trail.search(said):
        kinds.append(_kind_of()[match["kind"].lower()])
        said = f"{said[: match.start()]} {said[match.end() :]}".strip()
    return kinds, said


_FOR_WHOM: Final = re.compile(
    r"(?P<what>(?:^|[:–—-]\s)[^:–—-]*\b(?:summary|version|guide))\s+for\s+[\w-]+(?:\s+[\w-]+){0,2}\W*$",
    re.IGNORECASE,
)
"""As in "A summary for residents", at the end of a title behind a colon, or as a line of its
own."""


def kind_of_line(text: str) -> str:
    """The sort of paper that a whole line names; "" if it says anything else.

    >>> kind_of_line("Executive summary"), kind_of_line("A summary of the year")
    ('summary', '')
    >>> kind_of_line("A short summary for residents")
    'summary'
    """
    kinds, rest = take_kinds(straighten(_FOR_WHOM.sub(r"\g<what>", text)))
    return kinds[0] if kinds and not fold(rest) else ""


@cache
def _common_words() -> frozenset[str]:
    lists = word_lists("kinds_of_papers")
    return frozenset(word for name in _COMMON for word in lists[name])


def names_a_paper(words: Sequence[str]) -> bool:
    """Whether the folded words of a title begin or end with what papers are called, such as
    "report".
    """
    names = word_set("kinds_of_papers", _NAMES_OF_PAPERS)
    return bool(words) and (words[0] in names or words[-1] in names)


def telling_words(words: Sequence[str]) -> list[str]:
    """Those of the folded words of a title that tell its paper from others.

    >>> telling_words("the open data strategy for buses in ely".split())
    ['buses', 'ely']
    """
    common = _common_words() | stop_words() | SURE_CALENDAR_WORDS
    return [word for word in dict.fromkeys(words) if word not in common and not word.isdigit()]
