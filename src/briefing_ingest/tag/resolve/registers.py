"""Charity and company numbers that a text prints, and whose they are.

"Bright Harbour is a charity registered in England and Wales (1234567) and Scotland (SC012345)": the
number's letters tell the register, the words before it what is numbered, and the organisation is
the one the sentence speaks of.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from briefing_ingest.model import Identifier, Imprint, Mention, MergedBlock, Work
from briefing_ingest.tag.knowledge.canonical_names import body_of, canonical, name_key

Numbered = Literal["charity", "company"]

_NUMBER: Final = re.compile(
    r"(?<![\w£$€/.,-])(?P<letters>SC|NIC|NI|OC|SO|NC|IP|RS|CE|CS)?\s?(?P<digits>\d{5,8})(?![\w%]"
    r"|[.,/]\d)"
)
# "Registered in England" says it of a charity too, where that word stands before it.
_SAYS: Final = re.compile(
    r"(?P<charity>\bcharit(?:y|ies|able)\b(?:[\w\s,]{0,30}\bregistered in \w+)?)"
    r"|\bcompan(?:y|ies)\b|\blimited by guarantee\b|\bregistered in (?:England|Wales|Scotland"
    r"|Northern Ireland)\b",
    re.IGNORECASE,
)
# What may stand between the word and the number, and between two numbers of one statement.
_COUNTRY: Final = r"(?:England(?: (?:and|&) Wales)?|Wales|Scotland|Northern Ireland)"
_LEADS: Final = re.compile(
    r"[\s:#(]{1,3}$|(?:[^.\d]|\b(?:nos?|reg)\.){0,70}?(?:\b(?:no|nos|nr|number|numbers|num|reg"
    r"|registration)\b[.:]*|[(:#]|\bcharity\b"
    rf"|\bcompany\b|\bin {_COUNTRY}\b)[\s:.(#]*$",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(
    rf"(?:\s\({_COUNTRY}\))?\)?[\s,;/|]*+(?:and|or|&)?\s*+(?:(?:also )?(?:registered )?(?:in"
    rf"|with) )?"
    rf"(?:OSCR|{_COUNTRY})?[\s:(]*+(?:no\.?|number)?[\s:(]*+",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(
    r"(?<!\b[Nn]o)(?<!\b[Nn]os)(?<!\bReg)(?<!\bSt)(?<!\bLtd)[.!?]\s+(?=[A-Z])|\n"
)


class Number(NamedTuple):
    """A number printed in a text: where, what it numbers, and how it is written in its register."""

    start: int
    end: int
    numbered: Numbered
    number: str


def charity_page(number: str) -> str:
    """The page of a charity in the register of its country: of England and Wales, Scotland (SC) or
    Northern Ireland.
    """
    if number.startswith("SC"):
        return f"https://www.oscr.org.uk/about-charities/search-the-register/charity-details?number={number}"
    if number.startswith("NI"):
        return f"https://www.charitycommissionni.org.uk/charity-details/?regId={number.lstrip('NIC')}&subId=0"
    return f"https://register-of-charities.charitycommission.gov.uk/charity-details/?regid={number}&subid=0"


def company_page(number: str) -> str:
    """The page of a company at Companies House, its number filled up to eight characters."""
    letters = re.match(r"[A-Z]*", number)
    head = letters[0] if letters else ""
    filled = head + number.removeprefix(head).zfill(8 - len(head))
    return f"https://find-and-update.company-information.service.gov.uk/company/{filled}"


def register_links(imprint: Imprint) -> tuple[Identifier, ...]:
    """Pages of the registers for the charity and company number of ``imprint``."""
    found = []
    if imprint.charity:
        found.append(
            Identifier(
                charity_page(imprint.charity), f"charity number {imprint.charity} in its imprint"
            )
        )
    if imprint.company:
        found.append(
            Identifier(
                company_page(imprint.company), f"company number {imprint.company} in its imprint"
            )
        )
    return tuple(found)


def numbers_in(text: str) -> Iterator[Number]:
    """The charity and company numbers of ``text``, in order; other numbers are none."""
    last: Number | None = None
    for match in _NUMBER.finditer(text):
        numbered = _what_it_numbers(text, match, last)
        number = (match["letters"] or "") + match["digits"]
        if numbered and _may_be(numbered, match["letters"] or "", match["digits"]):
            last = Number(*match.span(), numbered, number)
            yield last


def _what_it_numbers(text: str, match: re.Match[str], last: Number | None) -> Numbered | None:
    if last and _GOES_ON.fullmatch(text, last.end, match.start()):
        return last.numbered
    begin = max(last.end if last else 0, match.start() - 110)
    said = list(_SAYS.finditer(text, begin, match.start()))
    if not said or not _LEADS.match(text, said[-1].end(), match.start()):
        return None
    return "charity" if said[-1]["charity"] and len(match["digits"]) < 8 else "company"


def _may_be(numbered: Numbered, letters: str, digits: str) -> bool:
    if numbered == "charity":
        return (
            len(digits) == 6
            if letters in {"SC", "NIC", "NI"}
            else not letters and len(digits) in {6, 7}
        )
    return len(digits) == 6 if letters else len(digits) in {7, 8}


def printed_numbers(work: Work, mentions: Sequence[Mention]) -> Iterator[tuple[str, Identifier]]:
    """The name of an organisation of ``work`` and the page of a register that a number printed
    beside it leads to.

    A number belongs to the one organisation that its sentence names before it, else its block;
    where there are several, to the one right before the bracket it stands in; where there is none
    and the block is an imprint, to the only publisher. Wrong where a sentence numbers one body and
    names another alone ("part of Bright Harbour").
    """
    for index, block in enumerate(work.blocks + work.notes):
        numbers = list(numbers_in(block.text))
        if not numbers:
            continue
        named = [m for m in mentions if m.block == index and m.type == "organisation"]
        surroundings = _Surroundings.of(block.text, [m for m in named if not body_of(m.text)])
        publisher = _only_publisher(work, block)
        for number in numbers:
            if owner := surroundings.owner_of(number) or publisher:
                yield owner, _page_of(number, owner)


def _only_publisher(work: Work, block: MergedBlock) -> str:
    """The publisher whose numbers ``block`` prints, if it is an imprint and there is but one."""
    is_of_publisher = block.kind in {"imprint", "contact", "licence"} and len(work.imprints) == 1
    return work.imprints[0].name if is_of_publisher else ""


def _page_of(number: Number, owner: str) -> Identifier:
    page = charity_page if number.numbered == "charity" else company_page
    reason = f"{number.numbered} number {number.number}, printed where the work speaks of “{owner}”"
    return Identifier(page(number.number), reason)


_WORD_AND_BRACKET: Final = re.compile(r"(?<!\w)(\w++)\s?\(")
_BRACKET_OR_STOP: Final = re.compile(r"[()]|(?<!\b[Nn]o)(?<!\b[Nn]os)\.")
_LONGEST_WORD: Final = 1000
"""Code points before a bracket among which the word before it is sought."""


class _Surroundings(NamedTuple):
    """What is looked at for each number of a text, gathered once: a list of charities has thousands
    of numbers.
    """

    text: str
    named: Sequence[Mention]
    """Organisations, in text order."""
    alike: Sequence[int]
    """For each where those end that follow it under the same name."""
    openings: Sequence[tuple[int, bool]]
    """Where sentences begin behind another, and whether a line ends before them."""
    marks: Sequence[int]
    """Brackets, and full stops that end more than "no."."""

    @classmethod
    def of(cls, text: str, named: Sequence[Mention]) -> _Surroundings:
        named = sorted(named, key=lambda mention: mention.start)
        openings = (
            [(match.end(), "\n" in match[0]) for match in _SENTENCE.finditer(text)] if named else []
        )
        marks = [match.start() for match in _BRACKET_OR_STOP.finditer(text)] if named else []
        return cls(
            text, named, _ends_of_equal_runs([_key(mention) for mention in named]), openings, marks
        )

    def owner_of(self, number: Number) -> str:
        """The organisation that ``number`` is of, by what stands before it; "" if that does not
        tell.
        """
        before = bisect_right(self.named, number.start, key=lambda mention: mention.end)
        word = self._word_before_bracket(number.start)
        if word and word[1][0].isupper() and not re.fullmatch(_COUNTRY, word[1]):
            last = self.named[
                bisect_right(self.named, word.end(1), key=lambda mention: mention.end) - 1 :
            ][:1]
            return last[0].text if last and last[0].end == word.end(1) else ""
        inside = bisect_left(
            self.named, self._opening(number.start), hi=before, key=lambda mention: mention.start
        )
        first = inside if inside < before else 0
        return self.named[first].text if before and self.alike[first] >= before else ""

    def _word_before_bracket(self, start: int) -> re.Match[str] | None:
        """The word before the bracket that is still open at ``start``, within a sentence."""
        mark = bisect_left(self.marks, start) - 1
        if mark < 0 or self.text[self.marks[mark]] != "(":
            return None
        bracket = self.marks[mark]
        begin = self.marks[mark - 1] + 1 if mark else 0
        return _WORD_AND_BRACKET.search(self.text, max(begin, bracket - _LONGEST_WORD), bracket + 1)

    def _opening(self, start: int) -> int:
        """Where the sentence begins that goes on at ``start``: letters before a number are no first
        word.
        """
        at = bisect_right(self.openings, start, key=lambda opening: opening[0])
        if at and self.openings[at - 1] == (start, False):
            at -= 1
        return self.openings[at - 1][0] if at else 0


def _ends_of_equal_runs(keys: Sequence[str]) -> list[int]:
    """For each of ``keys`` where the run of equal ones ends that it stands in."""
    ends = list(range(1, len(keys) + 1))
    for at in reversed(range(len(keys) - 1)):
        if keys[at] == keys[at + 1]:
            ends[at] = ends[at + 1]
    return ends


def _key(mention: Mention) -> str:
    return name_key(canonical(mention.text, british=False))
