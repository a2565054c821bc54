"""The parts of a document that are no running text: title, standfirst, byline, captions, notes,
licence.

Extractors of "main text" leave them out on purpose, so agreement between extractors says nothing of
them. They are known by what the page itself says (its title, its description, its classes) and by
where they stand to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from briefing_ingest.extract.html.page.roles import is_caption
from briefing_ingest.extract.html.page.tree import Element, Page
from briefing_ingest.model import Fact, Line
from briefing_ingest.text import fold, sentence_ends

_LICENCE: Final = re.compile(
    r"\blicen[sc]ed under\b|\bCreative Commons\b|\bOpen Government Licen[sc]e\b|\bCC[ -]BY\b"
    r"|\bCC0\b",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(
    r"(?:written |words |posted |published |report "
    r"|story )?by:?\s+(?-i:[A-ZÀ-Þ][\w.’'-]+(?: [\w.’'-]+){1,3})"
    r"|authors?\s*:",
    re.IGNORECASE,
)
_NOTES_HEAD: Final = frozenset(
    "notes,footnotes,endnotes,end notes,references,notes and references,references and "
    "notes,sources,bibliography"
    ",further reading,works cited".split(",")
)
_NOTE_NAME: Final = re.compile(
    r"(?:foot|end)?notes?\b|_?(?:ftn|edn|fn|en)[-_:]?\d|cite_note|references?\b|bibliography"
)
_STANDFIRST_CLASS: Final = re.compile(
    r"(?:\A|[-_])(?:sub-?title|sub-?head(?:line|ing)?|stand-?first|strap-?line|dek)(?:[-_](?:text"
    r"|content))?\Z"
)
_LEAST_OF_A_STANDFIRST: Final = 5
_LEAST_OF_A_TITLE: Final = 4
_MOST_OF_A_BYLINE: Final = 25
_NEAR_TITLE: Final = 4
"""How many lines behind the title may be standfirst and byline, where the text begins at once."""
_MOST_OF_A_CAPTION: Final = 90


def title_line(lines: Sequence[Line], facts: Sequence[Fact], first: int) -> int | None:
    """The line that prints the page's title: the nearest one above the text that says what the page
    calls itself.

    ``first`` is the first line of the text. A first-level heading is taken even where the page
    calls itself otherwise, if it is the only one.
    """
    titles = [fold(fact.value) for fact in facts if fact.name == "title"]
    headings = [i for i, line in enumerate(lines) if line.role == "heading" or _in_heading(line)]
    others = {fold(fact.value) for fact in facts if fact.name in {"author", "site", "publisher"}}
    named = [
        i
        for i in headings
        if (said := fold(lines[i].text)) not in others and _names_page(said, titles)
    ]
    above = [i for i in named if i <= first]
    if above:
        return min(above, key=lambda i: (lines[i].level or 9, first - i))
    if named:
        return named[0]
    printed = [
        i
        for i, line in enumerate(lines[: first + 1])
        if line.role != "chrome" and _says_title(line, titles)
    ]
    if printed:
        return printed[-1]
    highest = [i for i in headings if lines[i].path.rsplit("/", 1)[-1].startswith("h1[")]
    return highest[0] if len(highest) == 1 and highest[0] <= first else None


def _says_title(line: Line, titles: Sequence[str]) -> bool:
    """Whether a line that is no heading says exactly what the page is called."""
    return len(line.text.split()) >= _LEAST_OF_A_TITLE and fold(line.text) in titles


def _in_heading(line: Line) -> bool:
    return bool(re.search(r"/h[12]\[\d+\]", line.path))


def _names_page(text: str, titles: Sequence[str]) -> bool:
    """Whether a heading is the title: equal to it, or to its part before the name of the site."""
    return bool(text) and any(
        text == title
        or (
            len(text) >= 12
            and (title.startswith(text) or text.startswith(title))
            and len(title) >= 12
        )
        for title in titles
    )


def companions(
    page: Page,
    placed: tuple[Sequence[Line], Sequence[int]],
    facts: Sequence[Fact],
    *,
    kept: frozenset[int],
    title: int | None,
) -> Iterator[tuple[int, str]]:
    """The other lines that belong to the document, each with the role it has ("" where its own is
    right).

    ``placed`` are lines and their elements, ``kept`` the lines of the text, ``title`` is the line
    of the title.
    """
    if not kept:
        return
    lines, owners = placed
    first, last = min(kept), max(kept)
    described = _descriptions(page)
    authors = [fold(fact.value) for fact in facts if fact.name == "author"]
    start = title + 1 if title is not None else first
    for index in range(start, min(len(lines), max(first, start + _NEAR_TITLE))):
        line = lines[index]
        role = _above_the_text(line, described, authors) if line.role != "chrome" else ""
        if not role and title is not None and _is_called_standfirst(page, owners[index], line):
            role = "subtitle"
        if role and not (role == "subtitle" and _is_first_paragraph(page, owners, index, kept)):
            yield index, role
    for index, line in enumerate(lines):
        if index in kept or line.role == "chrome":
            continue
        if start <= index <= last and _is_caption(page, owners[index], line):
            yield index, "caption"
        elif _LICENCE.search(line.text) and _shares_container(page, owners, index, (first, last)):
            yield index, ""
    yield from ((index, "") for index in _notes(page, lines, owners, last) if index not in kept)


def _above_the_text(line: Line, described: frozenset[str], authors: Sequence[str]) -> str:
    text = fold(line.text)
    words = len(text.split())
    if words >= _LEAST_OF_A_STANDFIRST and text in described:
        return "subtitle"
    named = any(author and author in text for author in authors)
    if (
        words <= _MOST_OF_A_BYLINE
        and (named or _BYLINE.match(line.text.strip()))
        and not sentence_ends(line.text)
    ):
        return "byline"
    return ""


def _is_called_standfirst(page: Page, owner: int, line: Line) -> bool:
    """Whether a line directly behind the title is called its standfirst by the class of its element
    or the one around.

    Wrong for a site whose classes call the heading of the first section so; sentences are not told
    from headings.
    """
    if (
        line.role in {"chrome", "caption", "list_item", "table"}
        or len(line.text.split()) < _LEAST_OF_A_STANDFIRST
    ):
        return False
    around = islice(page.ancestors(owner), 2)
    return any(_STANDFIRST_CLASS.search(name) for element in around for name in element.classes())


def _is_first_paragraph(
    page: Page, owners: Sequence[int], index: int, kept: frozenset[int]
) -> bool:
    """Whether a line is the text's own first paragraph, which many sites repeat as the description
    of the page.
    """
    if index not in kept or index + 1 not in kept:
        return False
    mine, following = page.elements[owners[index]], page.elements[owners[index + 1]]
    return mine.tag == "p" and mine.parent == following.parent and not mine.classes()


def _descriptions(page: Page) -> frozenset[str]:
    """What the page says in its head that it is about."""
    found = set()
    for element in page.elements:
        name = element.attributes.get("name", "") or element.attributes.get("property", "")
        if element.tag == "meta" and name.lower() in {
            "description",
            "og:description",
            "twitter:description",
        }:
            found.add(fold(element.attributes.get("content", "")))
    return frozenset(found)


def _is_caption(page: Page, owner: int, line: Line) -> bool:
    if len(line.text.split()) > _MOST_OF_A_CAPTION:
        return False
    return any(is_caption(element) for element in page.ancestors(owner))


def _shares_container(page: Page, owners: Sequence[int], index: int, text: tuple[int, int]) -> bool:
    """Whether a line stands in the innermost element that holds the whole text, and that element is
    not the page.
    """
    holders = [set(_chain(page, owners[place])) for place in text]
    common = [element for element in _chain(page, owners[text[0]]) if element in holders[1]]
    around = next(
        (element for element in common if page.elements[element].tag not in {"p", "li", "span"}), -1
    )
    return around >= 0 and around in _chain(page, owners[index])


def _chain(page: Page, index: int) -> Iterator[int]:
    while index >= 0:
        yield index
        index = page.elements[index].parent


def _notes(page: Page, lines: Sequence[Line], owners: Sequence[int], last: int) -> Iterator[int]:
    """Lines of notes: called so by their elements, or following a heading that says so behind or
    within the text.
    """
    under_heading = False
    for index, line in enumerate(lines):
        if line.role == "heading":
            under_heading = index >= last // 2 and fold(line.text) in _NOTES_HEAD
            if under_heading:
                yield index
        elif line.role == "chrome":
            under_heading = False
        elif (under_heading and line.role == "list_item") or _is_note(page, owners[index]):
            yield index


def _is_note(page: Page, owner: int) -> bool:
    for element in page.ancestors(owner):
        if element.tag in {"body", "article", "main"}:
            return False
        if "endnote" in _roles(element) or "footnote" in _roles(element):
            return True
        if element.tag in {"li", "ol", "section", "div", "p"} and any(
            map(_NOTE_NAME.match, element.classes())
        ):
            return True
    return False


def _roles(element: Element) -> str:
    return f"{element.attributes.get('role', '')} {element.attributes.get('epub:type', '')}"
