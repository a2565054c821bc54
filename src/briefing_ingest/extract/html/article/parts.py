"""The parts of a document that are not running text: title, standfirst, byline, captions, notes,
licence.

Extractors of "main text" leave them out on purpose, so agreement between extractors says nothing of
them. They are known by what the page itself says (its title, its description, its classes) and by
where they stand to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from briefing_ingest.english.site_furniture import kind_of
from briefing_ingest.extract.html.page.lines import PlacedLines
from briefing_ingest.extract.html.page.page import Page
from briefing_ingest.extract.html.page.tree import Element
from briefing_ingest.model import Line
from briefing_ingest.text import fold, sentence_ends

_LICENCE: Final = re.compile(
    r"\blicen[sc]ed under\b|\bCreative Commons\b|\bOpen Government Licen[sc]e\b|\bCC[ -]BY\b"
    r"|\bCC0\b",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(
    r"""
    (?: (?: written | words | posted | published | report | story ) [ ] )?
    by:? \s+ (?-i: [A-ZÀ-Þ][\w.’'-]+ (?: [ ] [\w.’'-]+ ){1,3} )
    | authors?\s*:
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""As in "Words by Jo Bloggs" or "Author: Jo Bloggs"; not "By the river"."""
_NOTES_HEAD: Final = frozenset(
    "notes,footnotes,endnotes,end notes,references,notes and references,references and "
    "notes,sources,bibliography"
    ",further reading,works cited".split(",")
)
_CLOSING_HEAD: Final = re.compile(
    r"""
      notes? [ ] (?:to|for) [ ] (?:the[ ])? (?:news[ ])? (?:editors?|journalists)
    | (?: (?:media|press|news|public|general|further|other)[ ] )?
      (?: contacts? | enquir(?:y|ies) | inquir(?:y|ies) ) (?: [ ] (?:details|information|us) )?
    | (?:for[ ])? (?:further|more) [ ] information
    | (?:about|background) [ ] (?:this|the) [ ] (?:data|figures|report|research|inquiry|survey)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Over the last parts of a release or report, which extractors take for the foot of the site."""
_NOTE_NAME: Final = re.compile(
    r"(?:foot|end)?notes?\b|_?(?:ftn|edn|fn|en)[-_:]?\d|cite_note|references?\b|bibliography"
)
"""In a class or id: "footnote-3", "_ftn1", "references"; not "notebook"."""
_STANDFIRST_CLASS: Final = re.compile(
    r"(?:\A|[-_])(?:sub-?title|sub-?head(?:line|ing)?|stand-?first|strap-?line|dek)(?:[-_](?:text"
    r"|content))?\Z"
)
_MIN_STANDFIRST_WORDS: Final = 5
_MIN_TITLE_WORDS: Final = 4
"""Shorter lines that are not headings say what the page is called in menus as well."""
_MIN_COMMON_TITLE_CHARACTERS: Final = 12
"""A heading and the page's title that begin alike are taken for the same from this length."""
_MAX_BYLINE_WORDS: Final = 25
_LINES_BELOW_TITLE: Final = 4
"""How many lines behind the title may be standfirst and byline, where the text begins at once."""
_MAX_CAPTION_WORDS: Final = 90


class PageNames(NamedTuple):
    """What a page and those behind it are called, folded."""

    titles: tuple[str, ...]
    authors: tuple[str, ...]
    hosts: tuple[str, ...]
    """Its site and its publisher."""


def title_line(lines: Sequence[Line], called: PageNames, first: int) -> int | None:
    """The line that prints the page's title: the nearest one above the text that says what the page
    calls itself.

    ``first`` is the first line of the text. A first-level heading is taken even where the page
    calls itself otherwise, if it is the only one.
    """
    headings = [i for i, line in enumerate(lines) if line.role == "heading" or _in_heading(line)]
    named = [i for i in headings if _names_page(lines[i], called)]
    above = [i for i in named if i <= first]
    if above:
        return min(above, key=lambda i: (lines[i].level or _NO_LEVEL, first - i))
    if named:
        return named[0]
    printed = _last_that_says_title(lines[: first + 1], called.titles)
    return printed if printed is not None else _single_h1(lines, headings, first)


def _single_h1(lines: Sequence[Line], headings: Sequence[int], first: int) -> int | None:
    """The only first-level heading, if it stands above the text."""
    highest = [i for i in headings if lines[i].path.rsplit("/", 1)[-1].startswith("h1[")]
    return highest[0] if len(highest) == 1 and highest[0] <= first else None


_NO_LEVEL: Final = 9
"""Headings without a level stand below all others."""


def _last_that_says_title(lines: Sequence[Line], titles: Sequence[str]) -> int | None:
    """The last line, no heading, that says exactly what the page is called."""
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        long_enough = len(line.text.split()) >= _MIN_TITLE_WORDS
        if line.role != "chrome" and long_enough and fold(line.text) in titles:
            return index
    return None


def _in_heading(line: Line) -> bool:
    return bool(re.search(r"/h[12]\[\d+\]", line.path))


def _names_page(heading: Line, called: PageNames) -> bool:
    """Whether a heading is the title: equal to it, or to its part before the name of the site."""
    text = fold(heading.text)
    if not text or text in called.hosts or text in called.authors:
        return False
    return any(text == title or _begin_alike(text, title) for title in called.titles)


def _begin_alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _MIN_COMMON_TITLE_CHARACTERS and longer.startswith(shorter)


def companions(
    placed: PlacedLines, called: PageNames, *, kept: frozenset[int], title: int | None
) -> Iterator[tuple[int, str]]:
    """The other lines that belong to the document, each with the role it has ("" where its own is
    right).

    ``kept`` are the lines of the text, ``title`` is the line of the title.
    """
    if not kept:
        return
    start = title + 1 if title is not None else min(kept)
    yield from _above_the_text(placed, called, kept, start, titled=title is not None)
    yield from _around_the_text(placed, kept, start)
    yield from ((index, "") for index in _closing_parts(placed, kept) if index not in kept)
    notes = _notes(placed, max(kept))
    yield from ((index, "") for index in notes if index not in kept)


def _above_the_text(
    placed: PlacedLines, called: PageNames, kept: frozenset[int], start: int, *, titled: bool
) -> Iterator[tuple[int, str]]:
    """Standfirst and byline, which stand from ``start`` on."""
    described = _descriptions(placed.page)
    end = min(len(placed), max(min(kept), start + _LINES_BELOW_TITLE))
    for index in range(start, end):
        line = placed.lines[index]
        role = _role_above(line, described, called.authors) if line.role != "chrome" else ""
        if not role and titled and _is_called_standfirst(placed.page, placed.owners[index], line):
            role = "subtitle"
        if role == "subtitle" and _is_first_paragraph(placed, index, kept):
            continue
        if role:
            yield index, role


def _around_the_text(
    placed: PlacedLines, kept: frozenset[int], start: int
) -> Iterator[tuple[int, str]]:
    """Captions within the text, and the licence where it stands in the element that holds it."""
    first, last = min(kept), max(kept)
    for index, line in enumerate(placed.lines):
        if index in kept or line.role == "chrome":
            continue
        if start <= index <= last and _is_caption(placed, index):
            yield index, "caption"
        elif _LICENCE.search(line.text) and _shares_container(placed, index, (first, last)):
            yield index, ""


def _role_above(line: Line, described: frozenset[str], authors: Sequence[str]) -> str:
    """What a line between title and text is: "subtitle", "byline" or ""."""
    text = fold(line.text)
    words = len(text.split())
    if words >= _MIN_STANDFIRST_WORDS and text in described:
        return "subtitle"
    if words > _MAX_BYLINE_WORDS or sentence_ends(line.text):
        return ""
    named = any(author and author in text for author in authors)
    return "byline" if named or _BYLINE.match(line.text.strip()) else ""


def _is_called_standfirst(page: Page, owner: int, line: Line) -> bool:
    """Whether a line directly behind the title is called its standfirst by the class of its element
    or the one around.

    Wrong for a site whose classes call the heading of the first section so; sentences are not told
    apart from headings.
    """
    if (
        line.role in {"chrome", "caption", "list_item", "table"}
        or len(line.text.split()) < _MIN_STANDFIRST_WORDS
    ):
        return False
    around = islice(page.ancestors(owner), 2)
    return any(_STANDFIRST_CLASS.search(name) for element in around for name in element.classes())


def _is_first_paragraph(placed: PlacedLines, index: int, kept: frozenset[int]) -> bool:
    """Whether a line is the text's own first paragraph, which many sites repeat as the description
    of the page.
    """
    if index not in kept or index + 1 not in kept:
        return False
    elements, owners = placed.page.elements, placed.owners
    own, following = elements[owners[index]], elements[owners[index + 1]]
    return own.tag == "p" and own.parent == following.parent and not own.classes()


def _descriptions(page: Page) -> frozenset[str]:
    """What the page says in its head that it is about."""
    found = set()
    for element in page.elements:
        if element.tag != "meta":
            continue
        name = element.attributes.get("name", "") or element.attributes.get("property", "")
        if name.lower() in {"description", "og:description", "twitter:description"}:
            found.add(fold(element.attributes.get("content", "")))
    return frozenset(found)


def _is_caption(placed: PlacedLines, index: int) -> bool:
    long = len(placed.lines[index].text.split()) > _MAX_CAPTION_WORDS
    return not long and placed.standing(index).caption


def _shares_container(placed: PlacedLines, index: int, text: tuple[int, int]) -> bool:
    """Whether a line stands in the innermost element that holds the whole text (the lines from
    ``text[0]`` to ``text[1]``), and that element is not the page.
    """
    page = placed.page
    first, last, own = (frozenset(page.chain(placed.owners[i])) for i in (*text, index))
    for around in sorted(first & last, reverse=True):  # the innermost comes last in the page
        if page.elements[around].tag not in {"p", "li", "span"}:
            return around in own
    return False


def _notes(placed: PlacedLines, last: int) -> Iterator[int]:
    """Lines of notes: called so by their elements, or following a heading that says so behind or
    within the text.
    """
    in_note = _elements_of_notes(placed.page)
    under_heading = False
    for index, line in enumerate(placed.lines):
        owner = placed.owners[index]
        if line.role == "heading":
            under_heading = index >= last // 2 and fold(line.text) in _NOTES_HEAD
            if under_heading:
                yield index
        elif line.role == "chrome":
            under_heading = False
        elif (under_heading and line.role == "list_item") or (owner >= 0 and in_note[owner]):
            yield index


def _closing_parts(placed: PlacedLines, kept: frozenset[int]) -> Iterator[int]:
    """Lines behind the text, in the article that holds it, of its closing parts: a heading that
    calls them so, and what it heads.
    """
    page, section = placed.page, -1
    for index in _behind_in_article(placed, max(kept)):
        line, owner = placed.lines[index], placed.owners[index]
        if line.role == "heading":
            is_closing = _CLOSING_HEAD.fullmatch(line.text.strip(" :\n"))
            section = page.elements[owner].parent if is_closing else -1
        if section >= 0 and section in page.chain(owner) and not kind_of(line.text):
            yield index


def _behind_in_article(placed: PlacedLines, last: int) -> Iterator[int]:
    """The lines behind the ``last`` of the text in the article that holds it, up to the first that
    is chrome.
    """
    around = _article_around(placed.page, placed.owners[last])
    end = placed.page.elements[around].end if around else 0
    for index in range(last + 1, len(placed)):
        line = placed.lines[index]
        if line.traced.raw_start >= end or line.role == "chrome":
            return
        yield index


def _article_around(page: Page, owner: int) -> int:
    """The innermost article, or main part of the page, around an element; 0 for none."""
    return next((i for i in page.chain(owner) if page.elements[i].tag in {"article", "main"}), 0)


def _elements_of_notes(page: Page) -> list[bool]:
    """For each element whether it is a note or stands in one."""
    found: list[bool] = []
    for element in page.elements:  # parents come before their children
        if element.tag in {"body", "article", "main"}:
            found.append(False)
        else:
            around = element.parent >= 0 and found[element.parent]
            found.append(around or _is_note(element))
    return found


def _is_note(element: Element) -> bool:
    attributes = element.attributes
    if not attributes:
        return False
    roles = f"{attributes.get('role', '')} {attributes.get('epub:type', '')}"
    if "endnote" in roles or "footnote" in roles:
        return True
    if element.tag not in {"li", "ol", "section", "div", "p"}:
        return False
    return any(map(_NOTE_NAME.match, element.classes()))
