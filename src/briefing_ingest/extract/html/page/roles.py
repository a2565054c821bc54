"""What the elements of a page are: blocks or inline, text or chrome, tables of data or of
layout.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Final, NamedTuple

from briefing_ingest.extract.html.page.tree import Element, Tree, names
from briefing_ingest.model import EmphasisKind

BLOCKS: Final = names(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend "
    "li main menu nav ol p pre section summary table tbody td tfoot th thead title tr ul"
)
SKIPPED: Final = names(
    "script style template noscript svg iframe object canvas audio video select datalist textarea "
    "math head"
)
_IN_CELLS = names("ul ol li dl dt dd blockquote pre h1 h2 h3 h4 h5 h6")
PARAGRAPHS: Final = frozenset({"p", "pre", "address", "dd", "dt"})
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
    "disqus masthead menu nav navbar navigation newsletter pagination popup promo related respond "
    "share sharing shares sidebar signup skip social sponsor sponsored subscribe subscription "
    "toolbar widget"
)
_BACKLINKS = frozenset(
    {"footnote-back", "footnote-backref", "footnote-return", "reversefootnote", "backref"}
)
_CAPTION: Final = re.compile(
    r"(?:^|[-_])(?:fig|figure|image|img|photo|picture|media)?captions?(?:[-_](?:text|content"
    r"|body))?$"
)
_TOOLTIP: Final = re.compile(r"tool-?tip|pop-?over|hover-?card")
"""In a class or id of what opens over the text."""
_MIN_TOOLTIP_WORDS: Final = 3
_MAX_TOOLTIP_SOURCE: Final = 5_000
_MAX_TOOLTIPS: Final = 500
_NOTE_MARK: Final = re.compile(
    r"[\s^↑⇑]*(?:\[?\(?(?:\d{1,3}|[a-z]|[*†‡§¶‖]{1,4})[\])]?\.?)[\s^↑⇑]*"
)
_WORD = re.compile(r"[a-z]+")
_CHROME_AT_MOST: Final = 0.5
"""Share of the page's text. A part that holds more is the page itself, whatever its class says."""
_ARRANGED: Final = BLOCKS - names("td th tr tbody thead tfoot caption p hr head title div")
"""Blocks that a table of data does not hold."""
EMPHASIS: Final[dict[str, EmphasisKind]] = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
}
"""How elements set words apart."""


class Role(NamedTuple):
    """The role and level of a line, as `model.Line` knows them."""

    name: str
    level: int = 0


def chrome_elements(tree: Tree) -> frozenset[int]:
    """Indices of the elements that are chrome themselves; what stands in them is chrome by that.

    An element that holds the title is chrome only if it is hidden.
    """
    lengths = _text_lengths(tree)
    longest = _CHROME_AT_MOST * max(lengths, default=0)
    with_title = _around_title(tree)
    found = set()
    for index, element in enumerate(tree.elements):
        if is_hidden(element):
            found.add(index)
            continue
        is_the_page = lengths[index] > longest and element.tag != "nav"
        if not is_the_page and index not in with_title and _is_chrome(tree, index):
            found.add(index)
    return frozenset(found)


def repeated_tooltips(tree: Tree) -> frozenset[int]:
    """Indices of the elements that open over the text, as over the call of a note, and say what the
    page says once more.
    """
    tooltips = list(
        islice(
            filter(lambda i: _is_tooltip(tree.elements[i]), range(len(tree.elements))),
            _MAX_TOOLTIPS,
        )
    )
    if not tooltips:
        return frozenset()
    whole = " ".join("".join(token.text for token in tree.tokens if token.kind == "text").split())
    said = {index: tree.text_of(index) for index in tooltips}
    return frozenset(
        index
        for index, text in said.items()
        if len(text.split()) >= _MIN_TOOLTIP_WORDS and whole.count(text) > 1
    )


def _is_tooltip(element: Element) -> bool:
    is_short = element.end - element.start <= _MAX_TOOLTIP_SOURCE
    if element.tag not in {"span", "div", "aside"} or not (element.attributes and is_short):
        return False
    return element.attributes.get("role") == "tooltip" or any(
        map(_TOOLTIP.search, element.classes())
    )


def tables_of_notes(tree: Tree) -> frozenset[int]:
    """Indices of the tables that list notes: links of the page lead to each of their rows, which
    are a mark and a text.
    """
    tables = _tables(tree)
    linked = {
        element.attributes["href"][1:]
        for element in tree.elements
        if element.tag == "a" and element.attributes.get("href", "").startswith("#")
    }
    rows: dict[int, bool] = {}
    for index, element in enumerate(tree.elements):
        if element.tag == "tr" and (table := tables[index]) >= 0:
            rows[table] = rows.get(table, True) and _is_row_of_note(tree, index, linked)
    return frozenset(table for table, are_notes in rows.items() if are_notes)


def _is_row_of_note(tree: Tree, row: int, linked: AbstractSet[str]) -> bool:
    children = tree.elements[row].children
    if children.get("td", 0) + children.get("th", 0) != 2:
        return False
    cell = next(i for i in tree.within(row) if tree.elements[i].tag in {"td", "th"})
    places = (row, cell, *tree.within(cell))
    if linked.isdisjoint(tree.elements[i].attributes.get("id", "") for i in places):
        return False
    return bool(_NOTE_MARK.fullmatch(tree.text_of(cell)))


def layout_tables(tree: Tree) -> frozenset[int]:
    """Indices of the tables that only arrange the page: of one row or column, or holding tables or
    other blocks, or listing notes.

    Lists, quotes and headings may stand in the cells of a table that has head cells: no page is
    arranged with those.
    """
    tables = _tables(tree)
    sizes = _sizes(tree, tables)
    found = _tables_of_blocks(tree, tables) | tables_of_notes(tree)
    for index, element in enumerate(tree.elements):
        if element.tag == "table" and (_says_it_arranges(element) or min(sizes[index]) < 2):
            found.add(index)
    return frozenset(found)


def _tables_of_blocks(tree: Tree, tables: list[int]) -> set[int]:
    """The tables that hold blocks which a table of data does not hold."""
    inside = [pair for pair in zip(tree.elements, tables, strict=True) if pair[1] >= 0]
    headed = {table for element, table in inside if element.tag == "th"}
    found = set()
    for element, table in inside:
        allowed = table in headed and element.tag in _IN_CELLS
        if element.tag in _ARRANGED and not allowed:
            found.add(table)
    return found


def _says_it_arranges(table: Element) -> bool:
    return table.attributes.get("role") in {"presentation", "none"}


def _sizes(tree: Tree, tables: list[int]) -> list[tuple[int, int]]:
    """For each element, if it is a table, how many rows it has and how many cells its longest."""
    sizes = [(0, 0)] * len(tables)
    for element, table in zip(tree.elements, tables, strict=True):
        if table >= 0 and element.tag == "tr":
            rows, widest = sizes[table]
            cells = element.children.get("td", 0) + element.children.get("th", 0)
            sizes[table] = (rows + 1, max(widest, cells))
    return sizes


def is_caption(element: Element) -> bool:
    """True for the caption of a figure or table: by its tag, or by the class of a paragraph or
    division.
    """
    if element.tag in {"figcaption", "caption"}:
        return True
    if element.tag not in {"p", "div", "span"} or "class" not in element.attributes:
        return False
    return any(map(_CAPTION.search, element.attributes["class"].lower().split()))


def is_skipped(element: Element) -> bool:
    """True for an element whose text no browser shows, or that is no text; not for a template that
    is the shadow tree of the element around it (HTML, 4.12.3).
    """
    if element.tag == "template":
        return element.attributes.get("shadowrootmode", "").lower() not in {"open", "closed"}
    return element.tag in SKIPPED or is_backlink(element)


def is_raised(element: Element) -> bool:
    """True for a superscript: by its tag, its style, or as a note reference of DPUB-ARIA or
    EPUB.
    """
    attributes = element.attributes
    if element.tag == "sup" or not attributes:
        return element.tag == "sup"
    style = attributes.get("style", "").replace(" ", "").lower()
    reference = "noteref" in f"{attributes.get('epub:type', '')} {attributes.get('role', '')}"
    return "vertical-align:super" in style or reference


def is_backlink(element: Element) -> bool:
    """True for the arrow behind a note that leads back to where the note is called: DPUB-ARIA's
    role, or its names.
    """
    if element.tag != "a":
        return False
    marked = "backlink" in element.attributes.get("role", "")
    return marked or not _BACKLINKS.isdisjoint(element.classes())


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


def _is_chrome(tree: Tree, index: int) -> bool:
    element = tree.elements[index]
    if element.tag in _OF_THE_PAGE:
        return all(outer.tag not in {"article", "main"} for outer in tree.ancestors(element.parent))
    if element.tag in _CHROME_TAGS or element.attributes.get("role", "").lower() in _CHROME_ROLES:
        return True
    if element.tag in _TEXT_HOLDERS or element.tag not in BLOCKS:
        return False
    return any(map(_is_called_chrome, element.classes()))


def _is_called_chrome(name: str) -> bool:
    """Whether one of the first two words of a class or id is such as chrome is called by."""
    return not _CHROME_WORDS.isdisjoint(_WORD.findall(name)[:2])


def _around_title(tree: Tree) -> frozenset[int]:
    """Elements that hold the page's only first-level heading."""
    headings = [index for index, element in enumerate(tree.elements) if element.tag == "h1"]
    if len(headings) != 1:
        return frozenset()
    return frozenset(tree.chain(tree.elements[headings[0]].parent))


def _text_lengths(tree: Tree) -> list[int]:
    """For each element how many characters of visible text stand in it."""
    lengths = [0] * len(tree.elements)
    for token in tree.tokens:
        if token.kind != "text" or token.element < 0:
            continue
        if not is_skipped(tree.elements[token.element]):
            lengths[token.element] += len(token.text.strip())
    for index in range(len(lengths) - 1, -1, -1):  # children come after their parents
        element = tree.elements[index]
        if element.parent >= 0 and not is_skipped(element):
            lengths[element.parent] += lengths[index]
    return lengths


def _tables(tree: Tree) -> list[int]:
    """For each element the innermost table that it stands in, itself not counted; -1 for none."""
    tables: list[int] = []
    for element in tree.elements:  # parents come before their children
        inside = element.parent >= 0 and tree.elements[element.parent].tag == "table"
        tables.append(element.parent if inside or element.parent < 0 else tables[element.parent])
    return tables
