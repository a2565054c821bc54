"""The numbers that a browser prints before the items of lists (HTML, 4.4.5 and 4.4.8; CSS Counter
Styles, 6 and 7).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from briefing_ingest.extract.html.page.page import Page
from briefing_ingest.extract.html.page.tree import Element

_LISTS: Final = frozenset({"ol", "ul", "menu"})
_INTEGER: Final = re.compile(r"[ \t\n\f\r]*([+-]?)0*([0-9]{1,10})(?![0-9])")
_LARGEST: Final = 2**31 - 1
_STYLE: Final = re.compile(r"(?:^|;)\s*list-style(?:-type)?\s*:([^;]*)")
_KINDS: Final = {
    "decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "decimal-leading-zero": "01", "none": "", "disc": "",
    "circle": "", "square": "",
}  # fmt: skip
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN: Final = 3999
"""Browsers write larger numbers in figures (CSS Counter Styles, 7.1.1)."""


def item_marks(page: Page) -> dict[int, str]:
    """What is printed before each item of a numbered list, by its index: a numeral, letters, a
    Roman numeral.

    An item goes on from the one before in its list, whatever gave that its number; items of lists
    within it and items that are not rendered do not count. Nothing is given for an item that has a
    bullet or no mark.
    """
    owners = _owners(page)
    sizes = Counter(owners.values())
    following: dict[int, int] = {}
    marks = {}
    for index, owner in owners.items():
        outer, item = page.elements[owner], page.elements[index]
        down = "reversed" in outer.attributes
        if owner not in following:
            following[owner] = _integer(
                outer.attributes.get("start", ""), sizes[owner] if down else 1
            )
        number = _integer(item.attributes.get("value", ""), following[owner])
        following[owner] = number + (-1 if down else 1)
        if mark := _printed(_kind(outer, item), number):
            marks[index] = mark
    return marks


def _owners(page: Page) -> dict[int, int]:
    """The numbered list of each item that is in one, by their indices, in the order of the page."""
    nearest: list[int] = []
    """For each element the innermost list that it is, or stands in; -1 for none."""
    owners = {}
    for index, element in enumerate(page.elements):
        within = nearest[element.parent] if element.parent >= 0 else -1
        nearest.append(index if element.tag in _LISTS else within)
        if element.tag != "li" or within < 0:
            continue
        if page.elements[within].tag == "ol" and page.standing(index).rendered:
            owners[index] = within
    return owners


def _integer(text: str, default: int) -> int:
    """An integer at the start of ``text`` (HTML, 2.3.4.1); what needs more than 32 bits is none, as
    in browsers.

    >>> _integer(" +5abc", 1), _integer("-3", 1), _integer("five", 1), _integer("99999999999", 1)
    (5, -3, 1, 1)
    """
    match = _INTEGER.match(text)
    number = int(match[1] + match[2]) if match else default
    return number if -_LARGEST <= number <= _LARGEST else default


def _kind(outer: Element, item: Element) -> str:
    """How the numbers are written, as the attribute "type" has it; "" for a bullet or nothing."""
    for element in (item, outer):
        for style in reversed(_STYLE.findall(element.attributes.get("style", "").lower())):
            named = [_KINDS[word] for word in style.split() if word in _KINDS]
            if named:
                return named[0]
        if element.attributes.get("type") in {"1", "a", "A", "i", "I"}:
            return element.attributes["type"]
    return "1"


def _printed(kind: str, number: int) -> str:
    """``number`` as a browser writes it; in figures where letters and Roman numerals have none for
    it.

    >>> [_printed(*pair)
    ...  for pair in [("a", 27), ("I", 9), ("i", 4000), ("A", 0), ("01", 7), ("", 1)]]
    ['aa', 'IX', '4000', '0', '07', '']
    """
    written = str(number)
    if kind == "01":
        written = f"{number:03}" if number < 0 else f"{number:02}"
    elif kind in {"a", "A"} and number >= 1:
        written = _letters(number)
    elif kind in {"i", "I"} and 1 <= number <= _LARGEST_ROMAN:
        written = _roman(number)
    if not kind:
        return ""
    return written.upper() if kind.isupper() else written


def _letters(number: int) -> str:
    written = ""
    while number:
        number, letter = divmod(number - 1, 26)
        written = chr(ord("a") + letter) + written
    return written


def _roman(number: int) -> str:
    written = ""
    for value, numeral in _ROMAN:
        written += numeral * (number // value)
        number %= value
    return written
