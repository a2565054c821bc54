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
from briefing_ingest.english.metadata_forms import authors_by_form
from briefing_ingest.extract.html.page.lines import PlacedLines
from briefing_ingest.extract.html.page.tree import Element
from briefing_ingest.model import Fact, Line
from briefing_ingest.text import fold

PERSON: Final = "JSON-LD author (a person)"
"""Where a name was found whose item says that it is of type Person."""
_AUTHOR_PAGE: Final = re.compile(
    r"""
    /(?: authors? | contributors? | writers? | columnists? | by | bylines? | staff | producers
       | people | profiles? | team | experts? | journalists? | member | user )s?
    /[^?\#]+
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""An address such as "/authors/jo-bloggs"; not "/team/"."""
_AUTHOR_CLASS: Final = re.compile(
    r"(?:\A|[-_])(?:by-?lines?|authors?|contributors?)(?:[-_]?names?|[-_]?links?)?\Z"
)
"""As in "article-byline" or "author_name"; not "authors-note"."""
_NAME_STOPS: Final = re.compile(
    r"(?<!\s)\s+(?i:on|in|at|updated|published|posted|last)\b|(?:(?<!\s)\s+)?[|•·–—]|\d"
)
"""Where the name ends in "Example Trust on 3 May" or "Example Trust | News"."""
_MAX_CREDIT_WORDS: Final = 12
_PRESENTED_LINES: Final = 3
"""How far below the title a name may stand alone, if the page says elsewhere who that is."""
_LINES_ABOVE_TITLE: Final = 4
_LINES_BELOW_TITLE: Final = 8
"""Where a byline may stand."""
_CHROME_BELOW_TITLE_LINES: Final = 2
"""So near below the title even what looks like chrome may be the byline or its date."""
_MAX_BYLINE_WORDS: Final = 40
_MAX_NAME_WORDS: Final = 6
_MIN_COMMON_TITLE_CHARACTERS: Final = 12
"""A heading is the beginning of the page's title from this length."""
_LOOK_OUT_ELEMENTS: Final = 3
"""How many elements around a line are asked whether they are called a byline."""


class Printed(NamedTuple):
    """Names that one line prints, and how sure it is that they are authors: by "By" or a link, or
    by a class only.
    """

    names: tuple[str, ...]
    where: str
    sure: bool


def title_place(lines: Sequence[Line], stated: Sequence[Fact]) -> int | None:
    """The line that seems to print the title: of the highest headings that say what the page calls
    itself, the first.

    A single first-level heading is taken whatever it says.
    """
    titles = [fold(fact.value) for fact in stated if fact.name == "title"]
    first = [index for index, line in enumerate(lines) if _in_h1(line)]
    headings = sorted({i for i, line in enumerate(lines) if line.role == "heading"}.union(first))
    named = [index for index in headings if _is_called(fold(lines[index].text), titles)]
    if named:
        return min(named, key=lambda i: (lines[i].role == "chrome", lines[i].level or 1, i))
    return first[0] if len(first) == 1 else None


def _in_h1(line: Line) -> bool:
    return "/h1[" in line.path


def _is_called(text: str, titles: Iterable[str]) -> bool:
    whole = len(text) < _MIN_COMMON_TITLE_CHARACTERS
    return any(text == title or (not whole and title.startswith(text)) for title in titles)


def lines_near(placed: PlacedLines, title: int, *, above: int, below: int) -> Iterator[int]:
    """The lines near the title, those below it first and then upwards; chrome only right below."""
    behind = range(title + 1, min(len(placed), title + 1 + below))
    before = range(title - 1, max(-1, title - 1 - above), -1)
    for index in (*behind, *before):
        right_below = title < index <= title + _CHROME_BELOW_TITLE_LINES
        if right_below or placed.lines[index].role != "chrome":
            yield index


def authors_of(stated: Sequence[Fact], placed: PlacedLines, title: int | None) -> tuple[Fact, ...]:
    """The authors that the page gives out: those it prints near the line ``title``, or those its
    head names.

    Where both name people and agree on some, the fuller list is taken; where they differ, what is
    printed. A name that is no person's by its form, such as that of the site, must be printed as
    the author's.
    """
    head = head_authors(stated)
    printed = printed_authors(placed, title)
    if printed and _is_better(printed, head):
        return tuple(Fact("author", name, printed.where) for name in printed.names)
    if head or printed:
        return head
    return tuple(islice(_printed_as_author(stated, placed.lines, title or 0), 1))


def _is_better(printed: Printed, head: Sequence[Fact]) -> bool:
    """Whether the printed names say more than those in the head, or something else with more
    right.
    """
    said = {_without_title(fact.value) for fact in head}
    shown = {_without_title(name) for name in printed.names}
    if said >= shown:
        return False
    if len(shown) == 1 and _is_part_of_any(said, next(iter(shown))):
        return False
    return printed.sure or not head or not said.isdisjoint(shown)


def _is_part_of_any(names: Iterable[str], longer: str) -> bool:
    """Whether one of ``names`` is part of another form of it: "ann smith" of "ann smith obe"."""
    return any(f" {name} " in f" {longer} " for name in names)


def head_authors(stated: Sequence[Fact]) -> tuple[Fact, ...]:
    """The authors that the first source to name people names: others name editors, commenters and
    the site.

    What is no person's name by its form, such as the name of the site, is taken only where two
    sources agree on it, and if it is a single word, the name of the site.
    """
    named = [fact for fact in _single_names(stated) if _may_be_author(fact.value)]
    people = [fact for fact in named if _is_person(fact)] or _named_by_several(named, stated)
    return tuple(dict.fromkeys(fact for fact in people if fact.where == people[0].where))


def _named_by_several(facts: Sequence[Fact], stated: Sequence[Fact]) -> list[Fact]:
    """The facts whose value at least two sources state; single words only as names of the site."""
    sources = Counter(value for value, _ in {(fold(fact.value), fact.where) for fact in facts})
    sites = {fold(fact.value) for fact in stated if fact.name in {"site", "publisher"}}
    return [
        fact
        for fact in facts
        if sources[fold(fact.value)] > 1
        and (authors_by_form(fact.value) or fold(fact.value) in sites)
    ]


def _single_names(stated: Sequence[Fact]) -> Iterator[Fact]:
    """The authors stated, each name of its own."""
    for fact in stated:
        if fact.name == "author":
            value = called(fact.value)
            for name in only_names(value) or (value,):
                yield fact._replace(value=name)


def _may_be_author(value: str) -> bool:
    """Whether a value is neither empty, a role, an address nor the code of an account
    (``mq6vk2ma0``).
    """
    return bool(value) and _can_be_name(value) and not re.search(r"[a-z]\d+[a-z]", value)


def _can_be_name(value: str) -> bool:
    return not (NO_NAME.search(value) or is_placeholder(value))


def called(name: str) -> str:
    """A name without the "By" or "Author" before it."""
    return CALLED_AUTHOR.sub("", name)


def _is_person(author: Fact) -> bool:
    """Whether an author is called like a person: several capitalised words, or any where the page
    says it is one.
    """
    if not is_person(author.value):
        return False
    if only_names(author.value):
        return True
    if author.where != PERSON or any(map(str.isdigit, author.value)):
        return False
    return 2 <= len(author.value.split()) <= _MAX_NAME_WORDS


def _printed_as_author(stated: Sequence[Fact], lines: Sequence[Line], title: int) -> Iterator[Fact]:
    """Organisations that the head names as author, publisher or site and that stand near the title
    as the author.
    """
    kinds = {
        fold(called(fact.value)): fact.name
        for fact in stated
        if fact.name in {"site", "publisher", "author"}
    }
    in_head = frozenset(name for name, kind in kinds.items() if kind == "author")
    for line in lines[max(0, title - _LINES_ABOVE_TITLE) : title + 1 + _LINES_BELOW_TITLE]:
        text = line.text.strip()
        by = BY.match(text)
        said = _NAME_STOPS.split(text[by.end() if by else 0 :])[0].strip()
        known = kinds.keys() if by else in_head
        if line.role != "chrome" and _can_be_name(said) and fold(said) in known:
            yield Fact("author", said, line.path)


def _without_title(name: str) -> str:
    return fold(without_title(name)).replace(".", "")


def printed_authors(placed: PlacedLines, title: int | None) -> Printed | None:
    """The byline nearest to the title, lines behind it first; else one that says "Written by"
    anywhere in the page.

    A name alone behind the title is a byline too where the page says elsewhere who that is: "Jo
    Bloggs is a writer".
    """
    near = _near_title(placed, title) if title is not None else None
    if near:
        return near
    labels = [
        index
        for index, line in enumerate(placed.lines[:-1])
        if BY_ALONE.fullmatch(line.text.strip())
    ]
    labelled = _labelled(placed, labels[0]) if len(labels) == 1 else None
    if labelled:
        return labelled
    said = {found.names: found for line in placed.lines if (found := _written_by(line))}
    return next(iter(said.values())) if len(said) == 1 else None


def _near_title(placed: PlacedLines, title: int) -> Printed | None:
    for index in lines_near(placed, title, above=_LINES_ABOVE_TITLE, below=_LINES_BELOW_TITLE):
        if found := _byline(placed, index):
            return found
    below = range(title + 1, min(len(placed), title + 1 + _PRESENTED_LINES))
    return next(_presented(placed.lines, below), None)


def _presented(lines: Sequence[Line], places: Iterable[int]) -> Iterator[Printed]:
    """Names that are lines of their own at ``places`` and that begin a sentence about the one who
    bears them.
    """
    for place in places:
        line = lines[place]
        names = only_names(spaced(line)) if line.role in {"", "paragraph"} else ()
        if len(names) != 1:
            continue
        about = re.compile(rf"{re.escape(names[0])},? (?:is|was|has|writes|works|covers|teaches)\b")
        if any(about.match(other.text) for other in lines[place + 1 :]):
            yield Printed(names, line.path, sure=True)


def _written_by(line: Line) -> Printed | None:
    """A line that says nothing but by whom the page is written."""
    begin = WRITTEN_BY.match(line.text)
    if not begin or line.role == "chrome" or len(line.text.split()) > _MAX_CREDIT_WORDS:
        return None
    names = names_at(spaced(line)[begin.end() :])
    return Printed(names, line.path, sure=True) if names else None


def _byline(placed: PlacedLines, index: int) -> Printed | None:
    """Whom a line names as the authors, if it is a byline."""
    line, page = placed.lines[index], placed.page
    text = spaced(line)
    if len(text.split()) > _MAX_BYLINE_WORDS:
        return None
    if BY_ALONE.fullmatch(text) and index + 1 < len(placed):
        return _labelled(placed, index)
    announced = authors_in(text)
    reviewed = announced is None and REVIEWED_BY.search(text)
    linked = () if reviewed else tuple(_linked(line))
    names = linked if len(linked) >= len(announced or ()) else announced
    if names:
        return Printed(names, line.path, sure=True)
    around = islice(page.ancestors(placed.owners[index]), _LOOK_OUT_ELEMENTS)
    names = only_names(text) if any(map(_is_marked, around)) else ()
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


def _labelled(placed: PlacedLines, index: int) -> Printed | None:
    """The names in the line behind the one that says nothing but "By"."""
    line = placed.lines[index + 1]
    names = names_at(spaced(line))
    return Printed(names, line.path, sure=True) if names and line.role != "chrome" else None


def _linked(line: Line) -> Iterator[str]:
    """Texts of the links that lead to pages of authors, in short lines."""
    for link in line.links:
        span = line.traced.locate(link.raw_start, link.raw_end)
        text = " ".join(line.text[span.start : span.end].split()) if span else ""
        short = 0 < len(text.split()) <= _MAX_NAME_WORDS
        if short and _AUTHOR_PAGE.search(link.url) and _can_be_name(text):
            yield from names_at(text) or (text,)


def _is_marked(element: Element) -> bool:
    """Whether an element says that it is a byline: by a relation, a property or a class."""
    if is_marked_as_author(element):
        return True
    return any(map(_AUTHOR_CLASS.search, element.attributes.get("class", "").lower().split()))


def is_marked_as_author(element: Element) -> bool:
    """Whether an element says that it names the author: rel=author or itemprop=author."""
    attributes = element.attributes
    if "author" in attributes.get("rel", "").lower().split():
        return True
    return attributes.get("itemprop", "").lower() == "author"
