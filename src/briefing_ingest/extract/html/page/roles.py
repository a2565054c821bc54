"""What the elements of a page are: blocks or inline, text or chrome, tables of data or of
layout.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from briefing_ingest.extract.html.page.tree import Element, Page, names

BLOCKS: Final = names(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "
    "fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main "
    "menu nav ol p "
    "pre section summary table tbody td tfoot th thead title tr ul"
)
SKIPPED: Final = names(
    "script style template noscript svg iframe object canvas audio video select datalist textarea "
    "math head"
)
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_IN_CELLS = names("ul ol li dl dt dd blockquote pre h1 h2 h3 h4 h5 h6")
_PARAGRAPHS = frozenset({"p", "pre", "address", "dd", "dt"})
_CHROME_TAGS = frozenset({"nav", "aside", "form", "button", "dialog", "footer", "header"})
_CHROME_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu"}
)
_OF_THE_PAGE = frozenset({"header", "footer"})
"""Chrome as children of the page; in an article they hold its title and authors."""
_TEXT_HOLDERS = frozenset(
    {"html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6", "p"}
)
_CHROME_WORDS = names(
    "advert adverts advertisement banner breadcrumb breadcrumbs comment comments cookie cookies "
    "disqus "
    "masthead menu nav navbar navigation newsletter pagination popup promo related respond share "
    "sharing "
    "shares sidebar signup skip social sponsor sponsored subscribe subscription toolbar widget"
)
_BACKLINKS = frozenset(
    {"footnote-back", "footnote-backref", "footnote-return", "reversefootnote", "backref"}
)
_CAPTION: Final = re.compile(
    r"(?:^|[-_])(?:fig|figure|image|img|photo|picture|media)?captions?(?:[-_](?:text|content"
    r"|body))?$"
)
_WORD = re.compile(r"[a-z]+")
# A part that holds this share of the page's text is the page, whatever its class says.
_MOST = 0.5


class Role(NamedTuple):
    """The role and level of a line, as `model.Line` knows them."""

    name: str
    level: int = 0


def chrome_elements(page: Page) -> frozenset[int]:
    """Indices of the elements that are chrome themselves; what stands in them is chrome by that."""
    lengths = _text_lengths(page)
    total = max(lengths, default=0)
    titled = _with_title(page)
    found = set()
    for index, element in enumerate(page.elements):
        if is_hidden(element) or (
            _is_chrome(page, index) and (element.tag == "nav" or lengths[index] <= _MOST * total)
        ):
            if index in titled and not is_hidden(element):
                continue
            found.add(index)
    return frozenset(found)


def layout_tables(page: Page) -> frozenset[int]:
    """Indices of the tables that only arrange the page: of one row or column, or holding tables or
    other blocks.

    Lists, quotes and headings may stand in the cells of a table that has head cells: no page is
      arranged with those.
    """
    blocks = BLOCKS - {
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
        "tfoot",
        "caption",
        "p",
        "hr",
        "head",
        "title",
        "div",
    }
    tables = _tables(page)
    headed = {
        table for element, table in zip(page.elements, tables, strict=True) if element.tag == "th"
    }
    rows, widest = [0] * len(tables), [0] * len(tables)
    found = set()
    for element, table in zip(page.elements, tables, strict=True):
        if (
            table >= 0
            and element.tag in blocks
            and not (table in headed and element.tag in _IN_CELLS)
        ):
            found.add(table)
        elif table >= 0 and element.tag == "tr":
            rows[table] += 1
            widest[table] = max(
                widest[table], element.children.get("td", 0) + element.children.get("th", 0)
            )
    for index, element in enumerate(page.elements):
        arranges = element.attributes.get("role") in {"presentation", "none"}
        if element.tag == "table" and (arranges or rows[index] < 2 or widest[index] < 2):
            found.add(index)
    return frozenset(found)


def role_of(page: Page, index: int, *, continued: bool = False) -> Role:
    """What the text directly in an element is. ``continued``: its list item has had a line
    before.
    """
    depth = sum(element.tag in _LISTS for element in page.ancestors(index))
    for element in page.ancestors(index):
        if re.fullmatch("h[1-6]", element.tag):
            return Role("heading", int(element.tag[1]))
        if is_caption(element):
            return Role("caption")
        if element.tag == "li":
            return Role("paragraph") if continued else Role("list_item", max(1, depth))
        if element.tag == "blockquote":
            return Role("quote")
    nearest = next((element.tag for element in page.ancestors(index) if element.tag in BLOCKS), "")
    return Role("paragraph") if nearest in _PARAGRAPHS else Role("")


def is_caption(element: Element) -> bool:
    """True for the caption of a figure or table: by its tag, or by the class of a paragraph or
    division.
    """
    named = element.tag in {"p", "div", "span"} and any(
        _CAPTION.search(name) for name in element.attributes.get("class", "").lower().split()
    )
    return named or element.tag in {"figcaption", "caption"}


def is_raised(element: Element) -> bool:
    """True for a superscript: by its tag, its style, or as a note reference of DPUB-ARIA or
    EPUB.
    """
    attributes = element.attributes
    style = attributes.get("style", "").replace(" ", "").lower()
    reference = "noteref" in f"{attributes.get('epub:type', '')} {attributes.get('role', '')}"
    return element.tag == "sup" or "vertical-align:super" in style or reference


def is_backlink(element: Element) -> bool:
    """True for the arrow behind a note that leads back to where the note is called: DPUB-ARIA's
    role, or its names.
    """
    marked = "backlink" in element.attributes.get("role", "")
    return element.tag == "a" and (marked or any(name in _BACKLINKS for name in element.classes()))


def is_hidden(element: Element) -> bool:
    """True if a browser does not show the element to everybody, by its own attributes."""
    return not is_rendered(element) or element.attributes.get("aria-hidden", "").lower() == "true"


def is_rendered(element: Element) -> bool:
    """False if a browser leaves the element out of the page, by its own attributes."""
    style = element.attributes.get("style", "").replace(" ", "").lower()
    hidden = (
        "hidden" in element.attributes and element.attributes["hidden"].lower() != "until-found"
    )
    return not hidden and "display:none" not in style


def _is_chrome(page: Page, index: int) -> bool:
    element = page.elements[index]
    if element.tag in _OF_THE_PAGE:
        inner = any(outer.tag in {"article", "main"} for outer in page.ancestors(element.parent))
        return not inner
    if element.tag in _CHROME_TAGS or element.attributes.get("role", "").lower() in _CHROME_ROLES:
        return True
    if element.tag in _TEXT_HOLDERS or element.tag not in BLOCKS:
        return False
    return any(
        word in _CHROME_WORDS for name in element.classes() for word in _WORD.findall(name)[:2]
    )


def _with_title(page: Page) -> frozenset[int]:
    """Elements that hold the page's only first-level heading."""
    headings = [index for index, element in enumerate(page.elements) if element.tag == "h1"]
    if len(headings) != 1:
        return frozenset()
    holders = set()
    index = page.elements[headings[0]].parent
    while index >= 0:
        holders.add(index)
        index = page.elements[index].parent
    return frozenset(holders)


def _text_lengths(page: Page) -> list[int]:
    """For each element how many characters of visible text stand in it."""
    lengths = [0] * len(page.elements)
    for token in page.tokens:
        if (
            token.kind == "text"
            and token.element >= 0
            and page.elements[token.element].tag not in SKIPPED
        ):
            lengths[token.element] += len(token.text.strip())
    for index in range(len(lengths) - 1, -1, -1):  # children come after their parents
        element = page.elements[index]
        if element.parent >= 0 and element.tag not in SKIPPED:
            lengths[element.parent] += lengths[index]
    return lengths


def _tables(page: Page) -> list[int]:
    """For each element the innermost table that it stands in, itself not counted; -1 for none."""
    tables: list[int] = []
    for element in page.elements:  # parents come before their children
        inside = element.parent >= 0 and page.elements[element.parent].tag == "table"
        tables.append(element.parent if inside or element.parent < 0 else tables[element.parent])
    return tables
