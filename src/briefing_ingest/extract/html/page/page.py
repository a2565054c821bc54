"""A page with its elements, and how each of them stands: what holds for its text by the element
itself and by all that is around it.

These properties are computed once, from the top down: a parent comes before its children.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from briefing_ingest.extract.html.page.roles import (
    BLOCKS,
    EMPHASIS,
    PARAGRAPHS,
    Role,
    chrome_elements,
    is_caption,
    is_hidden,
    is_raised,
    is_rendered,
    is_skipped,
    layout_tables,
    repeated_tooltips,
)
from briefing_ingest.extract.html.page.tree import HEADINGS, Element, Tree, parse_tree

_NESTED_LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
"""Lists that give an item its level."""
_LISTS: Final = frozenset({"ul", "ol", "menu", "dl"})
_CHANGES_NOTHING: Final = frozenset({"span", "br", "font", "u", "small"})
"""Without attributes these change nothing of how their text stands."""
_DECIDED: Final = frozenset({"heading", "caption", "list_item", "quote"})
"""Roles that hold for all that stands in an element, whatever blocks are in it."""


class Standing(NamedTuple):
    """How an element stands in its page. Numbers of elements are indices, -1 for none."""

    block: int = -1
    """The block whose line its text belongs to: the data table, where it stands in one."""
    table: int = -1
    """The data table."""
    link: int = -1
    item: int = -1
    """The innermost list item."""
    list: int = -1
    """The innermost list, definition lists included."""
    list_depth: int = 0
    quote: int = -1
    """The outermost quote."""
    role: Role = Role("")
    """What its text is; the level of a list item is ``list_depth``."""
    hidden: bool = False
    """The element itself is not shown to everybody; what is around it does not count."""
    rendered: bool = True
    """Nothing around it, nor the element itself, is left out of the page by a browser."""
    caption: bool = False
    chrome: bool = False
    skipped: bool = False
    """Its text is not read."""
    raised: bool = False
    verbatim: bool = False
    emphases: tuple[int, ...] = ()
    """The two innermost elements that set words apart."""


OUTSIDE: Final = Standing()
"""How text stands that is in no element."""


@dataclass(frozen=True)
class Page(Tree):
    """The elements and tokens of a page, and how each element stands in it."""

    standings: list[Standing]

    def standing(self, index: int) -> Standing:
        """How an element stands; -1 is no element."""
        return self.standings[index] if index >= 0 else OUTSIDE


def parse_page(text: str) -> Page:
    """The page of an HTML source. Any text gives a page; nothing is refused."""
    tree = parse_tree(text)
    return Page(tree.elements, tree.tokens, _standings(tree))


def line_role(standing: Standing, *, continued: bool = False) -> Role:
    """What a line of an element is. ``continued``: its list item has had a line before."""
    if standing.role.name != "list_item":
        return standing.role
    return Role("paragraph") if continued else Role("list_item", max(1, standing.list_depth))


def _standings(tree: Tree) -> list[Standing]:
    chrome, arranging = chrome_elements(tree), layout_tables(tree)
    skipped = _skipped(tree)
    standings: list[Standing] = []
    for index, element in enumerate(tree.elements):
        outer = standings[element.parent] if element.parent >= 0 else OUTSIDE
        if not element.attributes and element.tag in _CHANGES_NOTHING:
            standings.append(outer._replace(hidden=False) if outer.hidden else outer)
            continue
        table, caption = _data_table(index, element, outer, arranging), is_caption(element)
        standing = outer._replace(
            block=_block(index, element, outer, table),
            table=table,
            role=_role(element, outer.role, is_a_caption=caption),
            caption=outer.caption or caption,
            emphases=_emphases(index, element, outer),
            chrome=outer.chrome or index in chrome,
            skipped=outer.skipped or index in skipped,
            verbatim=outer.verbatim or element.tag == "pre",
            raised=outer.raised or is_raised(element),
        )
        standing = _by_attributes(index, element, standing)
        standings.append(_in_lists_and_quotes(index, element, standing))
    return standings


def _skipped(tree: Tree) -> frozenset[int]:
    """The elements whose text is not read, whatever they stand in."""
    own = (index for index, element in enumerate(tree.elements) if is_skipped(element))
    return repeated_tooltips(tree) | frozenset(own)


def _data_table(index: int, element: Element, outer: Standing, arranging: frozenset[int]) -> int:
    """The data table that an element is or stands in; a caption stands in none, so that it is a
    line of its own.
    """
    if element.tag == "caption":
        return -1
    if element.tag == "table" and outer.table < 0 and index not in arranging:
        return index
    return outer.table


def _block(index: int, element: Element, outer: Standing, table: int) -> int:
    if table >= 0:
        return table
    return index if element.tag in BLOCKS else outer.block


def _role(element: Element, outer: Role, *, is_a_caption: bool) -> Role:
    if element.tag in HEADINGS:
        return Role("heading", int(element.tag[1]))
    if is_a_caption:
        return Role("caption")
    if element.tag == "li":
        return Role("list_item")
    if element.tag == "blockquote":
        return Role("quote")
    if outer.name in _DECIDED or element.tag not in BLOCKS:
        return outer
    return Role("paragraph") if element.tag in PARAGRAPHS else Role("")


def _emphases(index: int, element: Element, outer: Standing) -> tuple[int, ...]:
    return (*outer.emphases[-1:], index) if element.tag in EMPHASIS else outer.emphases


def _by_attributes(index: int, element: Element, standing: Standing) -> Standing:
    """``standing`` with what the attributes of the element tell; most elements have none."""
    if not element.attributes:
        return standing._replace(hidden=False) if standing.hidden else standing
    is_link = element.tag == "a" and element.attributes.get("href")
    return standing._replace(
        hidden=is_hidden(element),
        rendered=standing.rendered and is_rendered(element),
        link=index if is_link else standing.link,
    )


def _in_lists_and_quotes(index: int, element: Element, standing: Standing) -> Standing:
    tag = element.tag
    if tag in _NESTED_LISTS:
        standing = standing._replace(list_depth=standing.list_depth + 1)
    if tag in _LISTS:
        standing = standing._replace(list=index)
    if tag == "li":
        standing = standing._replace(item=index)
    if tag == "blockquote" and standing.quote < 0:
        standing = standing._replace(quote=index)
    return standing
