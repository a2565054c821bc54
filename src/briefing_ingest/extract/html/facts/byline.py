"""Who wrote a page, by what it prints near its title, weighed against what its head says.

A page's head often names whoever put the page into the system, or its site; the byline names whom
the page gives out as its authors. Names are known by their form and by what marks them: "By", a
link to an author's page, a class.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final, NamedTuple

from briefing_ingest.english.bylines import (
    BY,
    BY_ALONE,
    CALLED_AUTHOR,
    NO_NAME,
    REVIEWED_BY,
    WRITTEN_BY,
    authors_in,
    is_person,
    is_placeholder,
    names_at,
    only_names,
    without_title,
)
from briefing_ingest.extract.html.page.lines import PlacedLine
from briefing_ingest.extract.html.page.tree import Element, Page
from briefing_ingest.model import Fact, Line
from briefing_ingest.text import fold

PERSON: Final = "JSON-LD author (a person)"
"""Where a name was found whose item says that it is of type Person."""
_AUTHOR_PAGE: Final = re.compile(
    r"/(?:authors?|contributors?|writers?|columnists?|by|bylines?|staff|producers|people|profiles?|team|experts?"
    r"|journalists?|member|user)s?/[^?#]+",
    re.I,
)
_AUTHOR_CLASS: Final = re.compile(
    r"(?:\A|[-_])(?:by-?lines?|authors?|contributors?)(?:[-_]?names?|[-_]?links?)?\Z"
)
_STOP: Final = re.compile(
    r"(?<!\s)\s+(?i:on|in|at|updated|published|posted|last)\b|(?:(?<!\s)\s+)?[|•·–—]|\d"
)
_MOST_OF_A_CREDIT: Final = 12
_PRESENTED: Final = 3
_BEFORE: Final = 4
_BEHIND: Final = 8
"""How many lines before and behind the title a byline may stand."""
_MOST_WORDS: Final = 40
_MOST_OF_A_NAME: Final = 6


class Printed(NamedTuple):
    """Names that one line prints, and how sure it is that they are authors: by "By" or a link, or
    by a class only.
    """

    names: tuple[str, ...]
    where: str
    sure: bool


def title_place(lines: Sequence[Line], facts: Sequence[Fact]) -> int | None:
    """The line that seems to print the title: of the highest headings that say what the page calls
    itself, the first.

    A single first-level heading is taken whatever it says.
    """
    titles = [fold(fact.value) for fact in facts if fact.name == "title"]
    headings = [
        index for index, line in enumerate(lines) if line.role == "heading" or "/h1[" in line.path
    ]
    named = [index for index in headings if _is_called(fold(lines[index].text), titles)]
    if named:
        return min(
            named, key=lambda index: (lines[index].role == "chrome", lines[index].level or 1, index)
        )
    first = [index for index in headings if "/h1[" in lines[index].path]
    return first[0] if len(first) == 1 else None


def _is_called(text: str, titles: Iterable[str]) -> bool:
    return any(text == title or (len(text) >= 12 and title.startswith(text)) for title in titles)


def with_authors(
    facts: tuple[Fact, ...], page: Page, placed: Sequence[PlacedLine]
) -> tuple[Fact, ...]:
    """``facts`` with the authors that the page gives out: those it prints, or those its head names.

    Where both name people and agree on some, the fuller list is taken; where they differ, what is
    printed. A name that is no person's by its form, such as that of the site, must be printed as
    the author's.
    """
    lines = [item.line for item in placed]
    title = title_place(lines, facts)
    head = head_authors(facts)
    said = {_bare(fact.value) for fact in head}
    printed = printed_authors(page, placed, title)
    rest = tuple(fact for fact in facts if fact.name != "author")
    if printed:
        shown = {_bare(name) for name in printed.names}
        longer = any(f" {name} " in f" {other} " for name in said for other in shown)
        if not (
            said >= shown
            or (longer and len(shown) == 1)
            or (head and not printed.sure and not said & shown)
        ):
            return (*rest, *(Fact("author", name, printed.where) for name in printed.names))
    if head or printed:
        return (*rest, *head)
    return (*rest, *islice(_printed_as_author(facts, lines, title or 0), 1))


def head_authors(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The authors that the first source to name people names: others name editors, commenters and
    the site.

    What is no person's name by its form, such as the name of the site, is taken only where two
    sources agree on it.
    """
    said = [fact._replace(value=called(fact.value)) for fact in facts if fact.name == "author"]
    named = [
        fact._replace(value=name)
        for fact in said
        for name in only_names(fact.value) or (fact.value,)
    ]
    named = [fact for fact in named if _may_be_author(fact.value)]
    sources = Counter(value for value, _ in {(fold(fact.value), fact.where) for fact in named})
    people = [fact for fact in named if _is_person(fact)] or [
        fact for fact in named if sources[fold(fact.value)] > 1
    ]
    return tuple(dict.fromkeys(fact for fact in people if fact.where == people[0].where))


def _may_be_author(value: str) -> bool:
    """Whether a value is neither empty, a role, an address nor a number of an account
    (``mq6vk2ma0``).
    """
    return bool(value) and not _is_no_name(value) and not re.search(r"[a-z]\d+[a-z]", value)


def _is_no_name(value: str) -> bool:
    return bool(NO_NAME.search(value)) or is_placeholder(value)


def called(name: str) -> str:
    """A name without the "By" or "Author" before it."""
    return CALLED_AUTHOR.sub("", name)


def _is_person(author: Fact) -> bool:
    """Whether an author is called like a person: several capitalised words, or any where the page
    says it is one.
    """
    if not is_person(author.value):
        return False
    several = 2 <= len(author.value.split()) <= _MOST_OF_A_NAME and not any(
        map(str.isdigit, author.value)
    )
    return bool(only_names(author.value)) or (author.where == PERSON and several)


def _printed_as_author(facts: Sequence[Fact], lines: Sequence[Line], title: int) -> Iterator[Fact]:
    """Organisations that the head names as author, publisher or site and that stand near the title
    as the author.
    """
    known = {
        fold(called(fact.value)): fact.name
        for fact in facts
        if fact.name in {"site", "publisher", "author"}
    }
    authors = {name for name, kind in known.items() if kind == "author"}
    for line in lines[max(0, title - _BEFORE) : title + 1 + _BEHIND]:
        text = line.text.strip()
        by = BY.match(text)
        said = _STOP.split(text[by.end() if by else 0 :])[0].strip()
        if (
            line.role != "chrome"
            and not _is_no_name(said)
            and fold(said) in (known if by else authors)
        ):
            yield Fact("author", said, line.path)


def _bare(name: str) -> str:
    return fold(without_title(name)).replace(".", "")


def printed_authors(page: Page, placed: Sequence[PlacedLine], title: int | None) -> Printed | None:
    """The byline nearest to the title, lines behind it first; else one that says "Written by"
    anywhere in the page.

    A name alone behind the title is a byline too where the page says elsewhere who that is: "Jo
      Bloggs is a writer".
    """
    if title is not None:
        behind = range(title + 1, min(len(placed), title + 1 + _BEHIND))
        for index in (*behind, *range(title - 1, max(-1, title - 1 - _BEFORE), -1)):
            if found := _byline(page, placed, index, chrome=title < index <= title + 2):
                return found
        if found := next(_presented(placed, behind[:_PRESENTED]), None):
            return found
    labels = [
        index
        for index, item in enumerate(placed[:-1])
        if BY_ALONE.fullmatch(item.line.text.strip())
    ]
    if len(labels) == 1 and (found := _labelled(placed, labels[0])):
        return found
    said = {found.names: found for item in placed if (found := _written_by(item.line))}
    return next(iter(said.values())) if len(said) == 1 else None


def _presented(placed: Sequence[PlacedLine], places: Sequence[int]) -> Iterator[Printed]:
    """Names that are lines of their own at ``places`` and that begin a sentence about the one who
    bears them.
    """
    for place in places:
        line = placed[place].line
        names = only_names(spaced(line)) if line.role in {"", "paragraph"} else ()
        for name in names[:1] if len(names) == 1 else ():
            about = re.compile(rf"{re.escape(name)},? (?:is|was|has|writes|works|covers|teaches)\b")
            if any(about.match(item.line.text) for item in placed[place + 1 :]):
                yield Printed(names, line.path, sure=True)


def _written_by(line: Line) -> Printed | None:
    """A line that says nothing but by whom the page is written."""
    begin = WRITTEN_BY.match(line.text)
    names = names_at(spaced(line)[begin.end() :]) if begin and line.role != "chrome" else ()
    return (
        Printed(names, line.path, sure=True)
        if names and len(line.text.split()) <= _MOST_OF_A_CREDIT
        else None
    )


def _byline(
    page: Page, placed: Sequence[PlacedLine], index: int, *, chrome: bool
) -> Printed | None:
    line, owner = placed[index]
    text = spaced(line)
    if (line.role == "chrome" and not chrome) or len(text.split()) > _MOST_WORDS:
        return None
    if BY_ALONE.fullmatch(text) and index + 1 < len(placed):
        return _labelled(placed, index)
    announced = authors_in(text)
    names = announced or ()
    linked = tuple(_linked(line)) if announced is not None or not REVIEWED_BY.search(text) else ()
    if len(linked) >= len(names):
        names = linked
    if names:
        return Printed(names, line.path, sure=True)
    marked = any(
        _is_marked(element) for element, _ in zip(page.ancestors(owner), range(3), strict=False)
    )
    names = only_names(text) if marked else ()
    return Printed(names, line.path, sure=False) if names else None


def spaced(line: Line) -> str:
    """The text of a line with words apart where markup stands between them: ``Jo Bloggs<b>May 3``
    is no name.

    A character reference is no markup: ``Jo O&rsquo;Dowd`` is one.
    """
    pieces = [piece for piece in line.traced.pieces if piece.text]
    gaps = [" " if right.raw_start > left.raw_end else "" for left, right in pairwise(pieces)]
    return " ".join(
        "".join(piece.text + gap for piece, gap in zip(pieces, [*gaps, ""], strict=False)).split()
    )


def _labelled(placed: Sequence[PlacedLine], index: int) -> Printed | None:
    line = placed[index + 1].line
    names = names_at(spaced(line))
    return Printed(names, line.path, sure=True) if names and line.role != "chrome" else None


def _linked(line: Line) -> Iterator[str]:
    """Texts of the links that lead to pages of authors, in short lines."""
    for link in line.links:
        span = line.traced.locate(link.raw_start, link.raw_end)
        text = " ".join(line.text[span.start : span.end].split()) if span else ""
        if (
            _AUTHOR_PAGE.search(link.url)
            and 0 < len(text.split()) <= _MOST_OF_A_NAME
            and not _is_no_name(text)
        ):
            yield from names_at(text) or (text,)


def _is_marked(element: Element) -> bool:
    attributes = element.attributes
    if (
        "author" in attributes.get("rel", "").lower().split()
        or attributes.get("itemprop", "").lower() == "author"
    ):
        return True
    return any(_AUTHOR_CLASS.search(name) for name in attributes.get("class", "").lower().split())
