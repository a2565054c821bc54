"""What a byline, a person's name, and the posts, titles and letters around it look like.

`names_at` alone tells whom a byline names: a web page, a text dump and a PDF file that print the
same byline have the same authors. Forms of address stay with a name ("Dr Ann Smith"); posts before
or behind it and post-nominal letters do not.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from briefing_ingest.english.dates import MONTHS, WEEKDAYS
from briefing_ingest.english.function_words import in_no_name
from briefing_ingest.english.titles import peers_in_bylines, titles_in_bylines
from briefing_ingest.english.word_lists import word_set


def _ranges(letters: Sequence[int]) -> Iterator[str]:
    start = end = letters[0]
    for letter in [*letters[1:], sys.maxunicode]:
        if letter != end + 1:
            yield f"{chr(start)}-{chr(end)}"
            start = letter
        end = letter


_LATIN: Final = [*range(0x250), *range(0x1E00, 0x1F00)]
CAPITAL: Final = (
    f"[{''.join(_ranges([code for code in _LATIN if chr(code).isupper() or chr(code).istitle()]))}]"
)
"""A capital letter of any Latin alphabet, as a class of an expression."""

_ACCENTS: Final = r"[\u0300-\u036f]*+"
_LETTER: Final = rf"(?:[^\W\d_]{_ACCENTS})"
PARTICLES: Final = (
    "de da do dos das van von der den ten ter te tot zu zur af av al el bin ibn bint la las le los "
    "du del della dei"
    " degli di y e i ap ab mac o ua ni nic ní ó"
).split()
"""Small words within the names of people: "Ruth van der Berg"."""
_PARTICLE: Final = rf"(?:(?:{'|'.join(PARTICLES)}|['’‘]t)(?!\w))"
_JOINED: Final = r"(?:(?:al|el|an|ar|as|ash|at|ul)[-‑]|[dl]['’])?"
_CAPITALISED: Final = rf"{_JOINED}{CAPITAL}{_ACCENTS}{_LETTER}*+(?:[.’'‑-]{_LETTER}++)*+\.?"
_PUTS: Final = r"posted|published|updated|last|on|in|at|for|by|share|comments?|reviewed|edited"
"""What the line of a byline goes on with, whether or not anything stands between."""


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _part() -> re.Pattern[str]:
    """A part of a name that begins with a capital letter; a month before a number is the beginning
    of a date.
    """
    never = (
        rf"(?i:(?:{_PUTS}|{WEEKDAYS}|{_any_of(in_no_name())})\b"
        rf"|(?:{MONTHS})\b\.?(?=,?\s*\d)|mins?\b(?=\s+read)|read\b(?!\s*+(?:\Z|[^\w\s]|and\b)))"
    )
    return re.compile(rf"(?:(?!{never}){_CAPITALISED}(?!\w))")


@cache
def _titles() -> re.Pattern[str]:
    """Forms of address with the spaces behind them, or nothing."""
    return re.compile(rf"(?:(?:{_any_of(titles_in_bylines())})\b\.? )*+")


@cache
def _name() -> re.Pattern[str]:
    """A name of two to five parts with its forms of address, or of a peer, by its form alone."""
    peer = rf"(?:{_any_of(peers_in_bylines())})"
    part = _part().pattern
    return re.compile(
        rf"(?:{_titles().pattern}{part}(?:(?: {_PARTICLE}){{0,3}} {part}){{1,4}}"
        rf"|{peer} {part}(?: of {part})?)"
        r"(?:,? (?:Jr|Sr|Esq)\b\.?|,? I{2,3}\b)?"
    )


@cache
def _posts_before() -> re.Pattern[str]:
    """Posts with the spaces behind them, or nothing; a professor's is a form of address."""
    phrases = word_set("posts", "phrases") | word_set("posts_of_policing", "phrases")
    return re.compile(
        rf"(?:(?:{_any_of(phrases)}|{_any_of(_posts() - {'professor'})}|our|the) )*+", re.IGNORECASE
    )


@cache
def _letters() -> re.Pattern[str]:
    """Post-nominal letters: known ones, or behind a comma any few capitals."""
    known = "|".join(
        r"\.?".join(letters)
        for letters in sorted(_known_letters(), key=lambda word: (-len(word), word))
    )
    few = r"(?:[A-Z]{2,6}s?|[A-Z]\w?\.[A-Z]\.)(?=\s*+(?:\Z|[^\w\s’'-]|\d|and\b))"
    return re.compile(rf",? (?:{known})\.?(?![\w’'-])|, {few}")


@cache
def _known_letters() -> frozenset[str]:
    return word_set("letters_behind_names")


_IN_BRACKETS: Final = re.compile(r"\s?\([^()]{0,80}\)")
_NAMES_END: Final = re.compile(
    rf"\s*+(?:\Z|[^\w\s&’'-]|\d)|\s++(?:(?i:{_PUTS}|is|of|from|with|and|und|et|{MONTHS}|{WEEKDAYS}"
    rf"|mins?|read)\b|&)"
)
_BETWEEN: Final = re.compile(
    r"\s?[,;/]\s?(?:(?:and|&|und|et)\s)?|\s(?:and|&|und|et|with)\s", re.IGNORECASE
)
_STRETCH_END: Final = re.compile(r"[,;/|•·–—]|\s(?:and|&|und|et|with)\s", re.IGNORECASE)
_WORDS: Final = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*")
_OTHERS: Final = re.compile(r"(?:others|colleagues|friends)\b|et al\b", re.IGNORECASE)
_LONGEST: Final = 1000
"""Characters of a byline that are read."""


@cache
def _posts() -> frozenset[str]:
    return word_set("posts", "general") | word_set("posts_of_policing", "general")


@cache
def _of_no_person() -> frozenset[str]:
    return word_set("words_of_no_person", "anywhere") | _posts()


def is_person(name: str) -> bool:
    """Whether what has the form of a name is a person's: no body, post, place or rubric is called
    so.

    >>> [is_person(name)
    ...  for name in ("Ann Head", "Deputy Head", "Jo Press", "Free Press", "San Remo")]
    [True, False, True, False, False]
    """
    words = [word.lower() for word in _WORDS.findall(name[_end(_titles(), name, 0) :])]
    if not words or words[0] in word_set("words_of_no_person", "first"):
        return False
    doubtful = [word for word in words if word in _of_no_person()]
    return not doubtful or (
        doubtful == words[-1:] and doubtful[0] in word_set("words_of_no_person", "surnames")
    )


class _Person(NamedTuple):
    """A person in a byline: the name, where what belongs to it ends, and whether a post follows at
    once.
    """

    name: str
    end: int
    held: bool


def names_at(text: str) -> tuple[str, ...]:
    """The names of people that ``text`` begins with, if it goes on with nothing that makes them
    something else.

    >>> names_at("Chief Constable Ann Smith, OBE, Head of the Elm Trust, and Dr Jo May | 3 May")
    ('Ann Smith', 'Dr Jo May')
    """
    return _read(" ".join(text.split())[:_LONGEST])[0]


def only_names(text: str) -> tuple[str, ...]:
    """The names of people in ``text`` if it says nothing but these, their posts and letters; else
    none.
    """
    said = " ".join(text.split())[:_LONGEST]
    names, end = _read(said)
    return names if not re.search(r"\w", said[end:]) else ()


def _read(said: str) -> tuple[tuple[str, ...], int]:
    """The people that a byline names, and the offset up to which it is understood."""
    found: list[str] = []
    at, link, is_post = 0, "", False
    while True:
        person = _person_at(said, at)
        if person and not _is_workplace(said, person, link=link, behind_post=is_post):
            found.append(person.name)
            is_post, at = person.held, _end_of_person(said, person)
        elif not found:
            break
        elif _belongs_to_post(said, at, behind_post=is_post):
            is_post = True
            at += len(_stretch(said, at))
        elif link == "," or _OTHERS.match(said, at):
            break
        else:
            return (), 0  # "Ann Smith and the river"
        between = _BETWEEN.match(said, at)
        if not between:
            break
        link = _link(between)
        is_post = is_post and link != ";"
        at = between.end()
    return tuple(dict.fromkeys(found)), at


def _link(between: re.Match[str]) -> str:
    """What joins two parts of a byline: "and" for all words and "&", else the mark."""
    joint = between.group()
    return "and" if re.search(r"[\w&]", joint) else joint.strip()


def _is_workplace(said: str, person: _Person, *, link: str, behind_post: bool) -> bool:
    """Whether what looks like a name is where the holder of the post before it works: behind a
    comma, and without a post of its own ("Ann Smith, Director, Elm Square").
    """
    return behind_post and link == "," and not _is_post(_stretch_behind(said, person.end))


def _belongs_to_post(said: str, at: int, *, behind_post: bool) -> bool:
    """Whether the stretch at ``at`` is a post, or goes on with the one before it."""
    return behind_post or _is_post(_stretch(said, at))


def _end_of_person(said: str, person: _Person) -> int:
    """Where a person ends, with the post that follows at once."""
    return person.end + (len(_stretch(said, person.end)) if person.held else 0)


def _person_at(said: str, at: int) -> _Person | None:
    """The person whose name, or whose post and name, begin at ``at``."""
    start = _end(_posts_before(), said, at)
    match = _name().match(said, start) or (_name().match(said, at) if start > at else None)
    if not match:
        return None
    end = _name_end(match)
    name = said[match.start() : end].rstrip(",")
    if not is_person(name):
        return None
    held = end < match.end() and said[end : match.end()].split(maxsplit=1)[0].lower() in _posts()
    at = end
    while letters := _letters().match(said, at):
        at = letters.end()
    at = _end(_IN_BRACKETS, said, at)
    return _Person(name, at, held) if held or _NAMES_END.match(said, at) else None


def _name_end(match: re.Match[str]) -> int:
    """Where a name ends that has letters or a post behind it without a comma: "Jo Bloggs MP", "Jo
    Bloggs Editor".
    """
    parts = list(
        _part().finditer(match.string, _end(_titles(), match.string, match.start()), match.end())
    )
    surnames = word_set("words_of_no_person", "surnames")
    for before, part in pairwise(parts[1:]):
        word = part.group()
        last = part is parts[-1] and word.lower() in surnames
        if word.replace(".", "") in _known_letters() or (word.lower() in _posts() and not last):
            return before.end()
    return match.end()


def _stretch(said: str, at: int) -> str:
    """The text from ``at`` to the next comma or "and"."""
    end = _STRETCH_END.search(said, at)
    return said[at : end.start() if end else len(said)]


def _stretch_behind(said: str, at: int) -> str:
    between = _BETWEEN.match(said, at)
    return _stretch(said, between.end()) if between else ""


def _is_post(stretch: str) -> bool:
    return any(word.lower() in _posts() for word in _WORDS.findall(stretch))


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def without_title(name: str) -> str:
    """A name without the forms of address before it.

    >>> without_title("Prof. Dr Ann Smith")
    'Ann Smith'
    """
    return name[_end(_titles(), name, 0) :]


# --- what announces authors -----------------------------------------------------------------------

_WRITTEN: Final = r"(?:written|words|posted|published|story|report|article|blog|post|text|authored)"
BY: Final = re.compile(
    rf"(?:\A|\b{_WRITTEN} |\A\W{{0,4}}(?:prepared|produced|briefing|paper) |(?<=\d )|(?<=["
    rf"|•·–—-] ))"
    rf"by(?:\s*:\s*|\s+|(?-i:(?={CAPITAL})))"
    r"|\A(?:authors?|auteur|autore?|autorin|von|par|por)\s*:\s*",
    re.IGNORECASE,
)
"""What precedes the names of authors in a line near a title."""

BY_ALONE: Final = re.compile(
    r"(?:(?:written|words|story|article|authored) )?by:?|(?:about the )?authors?:?|written by:?",
    re.IGNORECASE,
)
"""A line that says nothing but that an author follows."""

WRITTEN_BY: Final = re.compile(
    r"\s*(?:written|authored|words|article|story|report|text)\s+by:?\s+", re.IGNORECASE
)
"""The beginning of a line that credits an author anywhere in a document."""

AUTHOR_LABEL: Final = re.compile(
    r"(?:(?:written|posted|authored|words) )?by|authors?|(?:escrito|publicado) por|verfasst von"
    r"|geschrieben von"
    r"|écrit par|scritto da",
    re.IGNORECASE,
)
"""How blogging software labels the author for previews on social media (twitter:label1)."""

CALLED_AUTHOR: Final = re.compile(rf"\A(?:author|(?:{_WRITTEN} )?by)\b:?\s+", re.IGNORECASE)
"""What the head of a page may have before the name of an author."""

REVIEWED_BY: Final = re.compile(
    r"\b(?:reviewed|edited|checked|verified|approved|updated|sponsored) by\b", re.I
)
"""Whoever is named behind it is not an author."""

_NAMED: Final = rf"{CAPITAL}(?:[\w’'‑]|\.(?=\w))*+\.?(?:[ -]{_PARTICLE})*+[ -]{_JOINED}{CAPITAL}"
BYLINE: Final = re.compile(
    rf"\W*+(?:(?i:written|posted|words|authored|story)\s+)?[Bb]y:?\s+{_NAMED}.{{0,80}}"
    r"|(?:[Tt]his is )?[Aa]n? (?:guest|joint) (?:post|blog|article)\b.{0,200}"
)
"""A byline in a dump, by its form."""

BYLINE_BLOCK: Final = re.compile(
    r"\A\W*+(?:(?:written|prepared|produced|authored|report|briefing|posted|words) by\b"
    r"|authors?\s*:"
    rf"|by:?\s+(?-i:{_NAMED})"
    r"|(?:this is )?an? (?:guest|joint) (?:post|blog|article)[^.]{0,20} by\b)",
    re.IGNORECASE,
)
"""What a block that is a byline begins with."""


def is_byline(text: str) -> bool:
    """Whether a line or block of up to some forty words begins with "By" and names somebody.

    >>> is_byline("By Police and Crime Commissioner Ann Smith"), is_byline("By the river")
    (True, False)
    """
    return len(text) <= _LONGEST and text[:3].lower() == "by " and bool(names_at(text[3:]))


def authors_in(line: str) -> tuple[str, ...] | None:
    """The people that a byline names behind its "By"; None for a line without one."""
    by = BY.search(line)
    return names_at(line[by.end() :]) if by else None


NO_NAME: Final = re.compile(
    r"https?:|www\.|@|\d{3}|\A\W|\A(?:authors?|editor|(?:written|posted|reviewed) by"
    r"|(?:about )?the author"
    r"|about the authors?)\Z|\A(?:all|more|view|read|follow|see|load|show|learn)\b|\b(?:posts?"
    r"|profile|bio)\b",
    re.IGNORECASE,
)
"""Addresses, numbers of accounts and what links beside a byline say."""

_PLACEHOLDER: Final = re.compile(
    r"\s*+(?:admin|administrator|webmaster|unknown|guest|users?|root|anonymous|undefined|null|none"
    r"|owner|default"
    r"|(?:default|windows|local) user|n/?a)\s*+",
    re.IGNORECASE,
)


def is_placeholder(name: str) -> bool:
    """Whether a program or nobody in particular is called so: "Administrator", "anonymous"."""
    return bool(_PLACEHOLDER.fullmatch(name))
