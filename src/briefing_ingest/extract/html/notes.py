"""Notes of a page by its own links: where one is called, and which lines define it.

A call is a link whose text is a note's mark (a number, a letter, a sign) to a place further down
the page that shows itself to be a note: it links back, is called so, or the mark is raised. No
reading of numbers in the text is needed then, so notes called twice, marked by signs or printed
without a heading are found as well.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import islice, zip_longest
from typing import Final, NamedTuple
from urllib.parse import unquote

from briefing_ingest.extract.html.page.lines import PlacedLines
from briefing_ingest.extract.html.page.page import Page
from briefing_ingest.extract.html.page.roles import BLOCKS, is_raised
from briefing_ingest.extract.html.page.tree import HEADINGS, Element
from briefing_ingest.model import Line, LineRole, Markup, NoteCall
from briefing_ingest.text import Span
from briefing_ingest.traced import TracedText

_MARK: Final = re.compile(
    r"""
    [\[(]? \s*
    (?: (?:foot|end)? note \s* | fn\.? \s* )?
    ( \d{1,3} | [a-z] | [ivxl]{2,6} | [*†‡§¶‖]{1,4} )
    \s* [\])]? [.:]?
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""The mark of a note: "3", "[12]", "note iv", "†"; not "2019" or "see"."""
_NOTE_NAME: Final = re.compile(
    r"""
    (?: ^ | [-_:\s] ) _?
    (?: foot | end | side | f | e | ft | ed )?
    (?: notes? | n | ref | cite | fnref | reference )
    (?: [-_:\d\s] | $ )
    """,
    re.VERBOSE,
)
"""In a class, id or role of a note or its call: "footnote-3", "cite_note"; not "news"."""
_ARROW: Final = re.compile(r"[\s^↑⇑↩↵⏎⤴⬆⮌⇧\ufe0e\ufe0f]*")
_LEADING_ARROW: Final = re.compile(r"\s*[\^↑⇑](?:\s+[a-z](?=\s))*\s*")
"""Before a note that is called several times, as encyclopaedias have it: "^ a b "."""
_CONTAINERS: Final = frozenset(
    {"li", "div", "section", "aside", "dd", "blockquote", "article", "footer"}
)
_ENDS_A_NOTE: Final = frozenset({"heading", "chrome", "title"})
_LOOK_OUT_ELEMENTS: Final = 4
"""How deep within a link its text may stand: ``<a><sup><b>3</b></sup></a>`` is two deep."""
_LOOK_IN_ELEMENTS: Final = 3
"""How many elements within a link are asked whether they raise its text."""
_MAX_LINK_CHARACTERS: Final = 40
"""Longer texts of links are no marks; they are not read to their end."""


class _Definition(NamedTuple):
    """A note: the element that holds it, and the target of its calls (both indices)."""

    holder: int
    target: int


class PageNotes(NamedTuple):
    """The calls in each line, the note that each line belongs to, and marks that lead back, by
    index of the line.
    """

    calls: dict[int, tuple[NoteCall, ...]]
    members: dict[int, str]
    backs: dict[int, tuple[Span, ...]]


def page_notes(placed: PlacedLines) -> PageNotes:
    """The notes of a page."""
    page = placed.page
    linked = _links_within(page)
    backs = _links_back(page, linked)
    calls = {
        anchor: link
        for anchor, link in linked.items()
        if anchor not in backs and _is_call(page, anchor, link, backs)
    }
    definitions = _definitions(page, [link.target for link in calls.values()])
    numbers = _numbers(calls, definitions)
    members = _members(placed, definitions, numbers)
    called = {a: numbers[link.target] for a, link in calls.items() if link.target in numbers}
    return PageNotes(
        _calls_by_line(placed, called, members), members, _backs_by_line(placed, backs, members)
    )


def with_notes(lines: Sequence[Line], notes: PageNotes) -> tuple[Line, ...]:
    """``lines`` with notes as such and their calls, so far as a kept line calls them."""
    kept = {index: calls for index, calls in notes.calls.items() if not lines[index].is_outside}
    called = {call.number for calls in kept.values() for call in calls}
    found = []
    for index, line in enumerate(lines):
        if notes.members.get(index) in called:
            traced = _without_backs(line.traced, notes.backs.get(index, ()))
            markup = (line.markup or Markup())._replace(note=notes.members[index])
            found.append(line._replace(traced=traced, role=LineRole.NOTE, level=0, markup=markup))
        elif index in kept:
            markup = (line.markup or Markup())._replace(calls=kept[index])
            found.append(line._replace(markup=markup))
        else:
            found.append(line)
    return tuple(found)


# --- links ---


class _Link(NamedTuple):
    """A link within the page: its text, and the element it leads to."""

    text: str
    target: int


def _links_within(page: Page) -> dict[int, _Link]:
    """The links of the page to its own elements, by the index of the anchor."""
    targets = _targets(page)
    links = {
        anchor: _Link(text, _target(page, anchor, targets))
        for anchor, text in _anchor_texts(page).items()
    }
    return {anchor: link for anchor, link in links.items() if link.target >= 0}


def _targets(page: Page) -> dict[str, int]:
    """Elements by their id, and anchors by their name."""
    found: dict[str, int] = {}
    for index, element in enumerate(page.elements):
        names = [element.attributes.get("id", "")]
        names += [element.attributes.get("name", "")] if element.tag == "a" else []
        for name in names:
            found.setdefault(name, index)
    found.pop("", None)
    return found


def _target(page: Page, anchor: int, targets: dict[str, int]) -> int:
    _, mark, name = page.elements[anchor].attributes.get("href", "").partition("#")
    return targets.get(name, targets.get(unquote(name), -1)) if mark and name else -1


def _anchor_texts(page: Page) -> dict[int, str]:
    """The text of each link within the page, white space folded."""
    found = dict.fromkeys(_anchors_within(page), "")
    if not found:
        return {}
    for token in page.tokens:
        if token.kind == "text" and token.text.strip():
            anchor = _anchor_around(page, token.element, found)
            if anchor >= 0 and len(found[anchor]) < _MAX_LINK_CHARACTERS:
                found[anchor] += token.text
    return {index: " ".join(text.split()) for index, text in found.items()}


def _anchors_within(page: Page) -> Iterator[int]:
    """The anchors whose address has a part of a page."""
    for index, element in enumerate(page.elements):
        if element.tag == "a" and "#" in element.attributes.get("href", ""):
            yield index


def _anchor_around(page: Page, element: int, anchors: Container[int]) -> int:
    """The nearest of ``anchors`` that holds ``element`` and is not too far out; else -1."""
    around = islice(page.chain(element), _LOOK_OUT_ELEMENTS + 1)
    return next((index for index in around if index in anchors), -1)


def _links_back(page: Page, linked: dict[int, _Link]) -> frozenset[int]:
    """Links from a note to where it is called: upwards, with a mark or an arrow, to what is or
    stands by a link.
    """
    return frozenset(anchor for anchor, link in linked.items() if _leads_back(page, anchor, link))


def _leads_back(page: Page, anchor: int, link: _Link) -> bool:
    element = page.elements[anchor]
    if page.elements[link.target].start >= element.start:
        return False
    if _ARROW.fullmatch(link.text) or _MARK.fullmatch(link.text):
        return True
    return "back" in f"{element.attributes}".lower()


def _is_call(page: Page, anchor: int, link: _Link, backs: frozenset[int]) -> bool:
    """Whether a link with a note's mark leads to a note: something says so besides the mark."""
    element, aim = page.elements[anchor], page.elements[link.target]
    if not _MARK.fullmatch(link.text) or aim.start < element.end:
        return False
    if aim.tag in HEADINGS or aim.tag in {"main", "body", "table"}:
        return False
    holder = page.elements[_holder(page, link.target)]
    if any(holder.start <= page.elements[back].start < holder.end for back in backs):
        return True
    if any(is_raised(outer) for outer in _inline(page, anchor)):
        return True
    return any(_NOTE_NAME.search(_called(named)) for named in (element, aim))


def _called(element: Element) -> str:
    attributes = element.attributes
    kinds = ("class", "id", "name", "role", "epub:type", "rel")
    return " ".join(attributes.get(kind, "") for kind in kinds).lower()


def _inline(page: Page, index: int) -> Iterator[Element]:
    """An element and what it stands in, up to its block, and the elements within it that hold all
    of its text.
    """
    for element in page.ancestors(index):
        if element.tag in BLOCKS:
            break
        yield element
    for inner in islice(page.within(index), _LOOK_IN_ELEMENTS):
        yield page.elements[inner]


# --- definitions ---


def _holder(page: Page, target: int) -> int:
    """The block that is the note: the target, or what it stands in where it is an anchor; its row
    of a list or table.
    """
    chain = list(page.chain(target))
    block = next((index for index in chain if page.elements[index].tag in BLOCKS), chain[-1])
    if _is_first_cell(page, block):
        return page.elements[block].parent
    item = next(
        (i for i in page.chain(block) if page.elements[i].tag not in {"p", "span", "div"}), -1
    )
    in_item = item >= 0 and page.elements[item].tag == "li"
    return item if in_item and page.elements[block].ordinal == 1 else block


def _is_first_cell(page: Page, block: int) -> bool:
    element = page.elements[block]
    in_row = element.parent >= 0 and page.elements[element.parent].tag == "tr"
    return in_row and element.tag in {"td", "th"} and element.ordinal == 1


def _definitions(page: Page, targets: Sequence[int]) -> dict[int, _Definition]:
    found = {target: _Definition(_holder(page, target), target) for target in targets}
    return dict(sorted(found.items()))


def _numbers(calls: dict[int, _Link], definitions: dict[int, _Definition]) -> dict[int, str]:
    """The number of each definition: the one printed, or its place where they are no numbers or are
    used twice.
    """
    printed: dict[int, str] = {}
    for link in calls.values():
        match = _MARK.fullmatch(link.text)
        printed.setdefault(link.target, match.group(1) if match else "")
    marks = [printed[target] for target in definitions]
    are_numbers = all(mark.isdigit() and int(mark) for mark in marks)
    if are_numbers and len(set(marks)) == len(marks):
        return {target: str(int(printed[target])) for target in definitions}
    return {target: str(place) for place, target in enumerate(definitions, 1)}


def _members(
    placed: PlacedLines, definitions: dict[int, _Definition], numbers: dict[int, str]
) -> dict[int, str]:
    """The note that each line belongs to."""
    page = placed.page
    members: dict[int, str] = {}
    held = Counter(definition.holder for definition in definitions.values())
    ordered = sorted(definitions.values(), key=lambda item: page.elements[item.target].start)
    for definition, following in zip_longest(ordered, ordered[1:]):
        if held[definition.holder] > 1:
            continue
        element = page.elements[definition.holder]
        end = _end_of_note(page, definition.holder, following.holder if following else -1)
        for index, line in enumerate(placed.lines):
            start = line.traced.raw_start
            if not element.start <= start < end or placed.owners[index] < 0:
                continue
            if start < element.end or line.role not in _ENDS_A_NOTE:
                members.setdefault(index, numbers[definition.target])
    return members


def _end_of_note(page: Page, holder: int, following: int) -> int:
    """Where a note ends in the source that begins in the element ``holder``; ``following`` is that
    of the next note, -1 for none.

    A container (a list item, a division) holds its note. Of a note that begins in a paragraph, what
    stands between it and the next note beside it belongs to it too.
    """
    element = page.elements[holder]
    if following >= 0 and element.tag not in _CONTAINERS:
        behind = page.elements[following]
        if behind.parent == element.parent:
            return max(element.end, behind.start)
    return _end_of_dd(page, holder) if element.tag == "dt" else element.end


def _end_of_dd(page: Page, term: int) -> int:
    parent = page.elements[term].parent
    for element in page.elements[term + 1 :]:
        if element.parent == parent:
            return element.end if element.tag == "dd" else page.elements[term].end
    return page.elements[term].end


# --- lines ---


def _calls_by_line(
    placed: PlacedLines, numbers: dict[int, str], members: dict[int, str]
) -> dict[int, tuple[NoteCall, ...]]:
    found: dict[int, tuple[NoteCall, ...]] = {}
    for index, spans in _spans_by_line(placed, frozenset(numbers)).items():
        if index not in members:
            found[index] = tuple(NoteCall(*span, numbers[anchor]) for anchor, span in spans)
    return found


def _backs_by_line(
    placed: PlacedLines, backs: frozenset[int], members: dict[int, str]
) -> dict[int, tuple[Span, ...]]:
    spans = _spans_by_line(placed, backs)
    return {
        index: tuple(span for _, span in found)
        for index, found in spans.items()
        if index in members
    }


def _spans_by_line(
    placed: PlacedLines, anchors: frozenset[int]
) -> dict[int, list[tuple[int, Span]]]:
    """For each line the raw spans of those of ``anchors`` that stand in it."""
    lines = placed.lines
    order = sorted((line.traced.raw_start, index) for index, line in enumerate(lines))
    starts = [start for start, _ in order]
    found: dict[int, list[tuple[int, Span]]] = {}
    for anchor in sorted(anchors):
        element = placed.page.elements[anchor]
        place = bisect_right(starts, element.end) - 1
        while place >= 0:
            index = order[place][1]
            if lines[index].traced.raw_end > element.start:
                found.setdefault(index, []).append((anchor, Span(element.start, element.end)))
                break
            place = place - 1 if starts[place] >= element.start else -1
    return found


def _without_backs(traced: TracedText, backs: Sequence[Span]) -> TracedText:
    """The text of a note without arrows that lead back; a number that leads back stands apart from
    the text.
    """
    for back in backs:
        where = traced.locate(*back)
        if where is None:
            continue
        if not _is_number_of_note(traced.text, where):
            traced = traced.cut(*where, "markup")
        elif traced.text[where.end : where.end + 1].isalnum():
            traced = traced.substitute(where.end, where.end, " ", "note_number")
    match = _LEADING_ARROW.match(traced.text)
    is_note_begun = match and (backs or _MARK.fullmatch(traced.text[match.end() :].strip()))
    return traced.cut(*match.span(), "markup") if match and is_note_begun else traced


def _is_number_of_note(text: str, where: Span) -> bool:
    """Whether a link back is the note's own number or sign, which stays."""
    said = text[where.start : where.end].strip()
    if any(character.isdigit() for character in said):
        return True
    return bool(said) and where.start == 0 and not _ARROW.fullmatch(said)
