"""Notes of a page by its own links: where one is called, and which lines define it.

A call is a link whose text is a note's mark (a number, a letter, a sign) to a place further down
the page that shows
itself to be a note: it links back, is called so, or the mark is raised. No reading of numbers in
the text is needed then, so notes called twice, marked by signs or printed without a heading are
found as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from urllib.parse import unquote

from briefing_ingest.extract.html.page.roles import BLOCKS, is_raised
from briefing_ingest.extract.html.page.tree import Element, Page
from briefing_ingest.model import Line, LineRole, NoteCall
from briefing_ingest.text import Span
from briefing_ingest.traced import TracedText

_MARK: Final = re.compile(
    r"[\[(]?\s*(?:(?:foot|end)?note\s*|fn\.?\s*)?(\d{1,3}|[a-z]|[ivxl]{2,6}"
    r"|[*†‡§¶‖]{1,4})\s*[\])]?[.:]?",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"(?:^|[-_:\s])_?(?:foot|end|side|f|e|ft|ed)?(?:notes?|n|ref|cite|fnref|reference)(?:[-_:\d\s]"
    r"|$)"
)
_ARROW: Final = re.compile(r"[\s^↑⇑↩↵⏎⤴⬆⮌⇧\ufe0e\ufe0f]*")
_LEAD: Final = re.compile(r"\s*[\^↑⇑](?:\s+[a-z](?=\s))*\s*")
_CONTAINERS: Final = frozenset(
    {"li", "div", "section", "aside", "dd", "blockquote", "article", "footer"}
)
_INLINE_END: Final = frozenset({"heading", "chrome", "title"})


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


def page_notes(page: Page, lines: Sequence[Line], owners: Sequence[int]) -> PageNotes:
    """The notes of a page; ``owners`` are the elements that hold the lines."""
    targets = _targets(page)
    texts = _anchor_texts(page)
    linked = {a: (texts[a], target) for a in texts if (target := _target(page, a, targets)) >= 0}
    backs = _backs(page, linked)
    calls = {
        anchor: (mark, target)
        for anchor, (mark, target) in linked.items()
        if anchor not in backs
        and _MARK.fullmatch(mark)
        and _shows_itself(page, anchor, target, backs)
    }
    definitions = _definitions(page, [target for _, target in calls.values()])
    numbers = _numbers(calls, definitions)
    members = _members(page, lines, owners, definitions, numbers)
    return PageNotes(
        _calls_by_line(
            page,
            lines,
            {a: numbers[target] for a, (_, target) in calls.items() if target in numbers},
            members,
        ),
        members,
        _backs_by_line(page, lines, {anchor for anchor in linked if anchor in backs}, members),
    )


def with_notes(lines: Sequence[Line], notes: PageNotes) -> tuple[Line, ...]:
    """``lines`` with notes as such and their calls, so far as a kept line calls them."""
    called = {
        call.number
        for index, calls in notes.calls.items()
        if _is_kept(lines[index])
        for call in calls
    }
    found = []
    for index, line in enumerate(lines):
        if notes.members.get(index) in called:
            traced = _without_backs(line.traced, notes.backs.get(index, ()))
            found.append(
                line._replace(traced=traced, role=LineRole.NOTE, level=0, note=notes.members[index])
            )
        elif index in notes.calls and _is_kept(line):
            found.append(line._replace(calls=notes.calls[index]))
        else:
            found.append(line)
    return tuple(found)


def _is_kept(line: Line) -> bool:
    return not line.is_outside


# --- links ----------------------------------------------------------------------------------------


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
    found = {
        index: ""
        for index, element in enumerate(page.elements)
        if element.tag == "a" and "#" in element.attributes.get("href", "")
    }
    for token in page.tokens if found else ():
        if token.kind == "text" and token.text.strip():
            holder = token.element
            for _ in range(4):
                if holder < 0 or holder in found:
                    break
                holder = page.elements[holder].parent
            if holder in found and len(found[holder]) < 40:
                found[holder] += token.text
    return {index: " ".join(text.split()) for index, text in found.items()}


def _backs(page: Page, linked: dict[int, tuple[str, int]]) -> frozenset[int]:
    """Links from a note to where it is called: upwards, with a mark or an arrow, to what is or
    stands by a link.
    """
    found = set()
    for anchor, (text, target) in linked.items():
        element, aim = page.elements[anchor], page.elements[target]
        up = aim.start < element.start
        if up and (
            _ARROW.fullmatch(text)
            or _MARK.fullmatch(text)
            or "back" in f"{element.attributes}".lower()
        ):
            found.add(anchor)
    return frozenset(found)


def _shows_itself(page: Page, anchor: int, target: int, backs: frozenset[int]) -> bool:
    """Whether a link with a note's mark leads to a note: something says so besides the mark."""
    element, aim = page.elements[anchor], page.elements[target]
    if (
        aim.start < element.end
        or re.fullmatch("h[1-6]", aim.tag)
        or aim.tag in {"main", "body", "table"}
    ):
        return False
    holder = page.elements[_holder(page, target)]
    if any(holder.start <= page.elements[back].start < holder.end for back in backs):
        return True
    raised = any(is_raised(outer) for outer in _inline(page, anchor))
    return raised or bool(_NAMED.search(_name(element))) or bool(_NAMED.search(_name(aim)))


def _name(element: Element) -> str:
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
    inner = page.elements[index]
    for element in page.elements[index + 1 : index + 4]:
        if element.start < inner.end:
            yield element


# --- definitions ----------------------------------------------------------------------------------


def _holder(page: Page, target: int) -> int:
    """The block that is the note: the target, or what it stands in where it is an anchor; its row
    of a list.
    """
    index = target
    while page.elements[index].tag not in BLOCKS and page.elements[index].parent >= 0:
        index = page.elements[index].parent
    item = index
    while item >= 0 and page.elements[item].tag in {"p", "span", "div"}:
        item = page.elements[item].parent
    first = item >= 0 and page.elements[item].tag == "li" and page.elements[index].ordinal == 1
    return item if first else index


def _definitions(page: Page, targets: Sequence[int]) -> dict[int, _Definition]:
    found = {target: _Definition(_holder(page, target), target) for target in targets}
    return dict(sorted(found.items()))


def _numbers(
    calls: dict[int, tuple[str, int]], definitions: dict[int, _Definition]
) -> dict[int, str]:
    """The number of each definition: the one printed, or its place where they are no numbers or are
    used twice.
    """
    printed: dict[int, str] = {}
    for mark, target in calls.values():
        match = _MARK.fullmatch(mark)
        printed.setdefault(target, match.group(1) if match else "")
    marks = [printed[target] for target in definitions]
    if all(mark.isdigit() and int(mark) for mark in marks) and len(set(marks)) == len(marks):
        return {target: str(int(printed[target])) for target in definitions}
    return {target: str(place) for place, target in enumerate(definitions, 1)}


def _members(
    page: Page,
    lines: Sequence[Line],
    owners: Sequence[int],
    definitions: dict[int, _Definition],
    numbers: dict[int, str],
) -> dict[int, str]:
    """The note that each line belongs to.

    A container (a list item, a division) holds its note. Of a note that begins in a paragraph, what
    stands between it and the next note beside it belongs to it too.
    """
    members: dict[int, str] = {}
    starts = [line.traced.raw_start for line in lines]
    shared = [d.holder for d in definitions.values()]
    ordered = sorted(definitions.values(), key=lambda item: page.elements[item.target].start)
    for place, definition in enumerate(ordered):
        if shared.count(definition.holder) > 1:
            continue
        element = page.elements[definition.holder]
        following = page.elements[ordered[place + 1].holder] if place + 1 < len(ordered) else None
        end = element.end
        if element.tag not in _CONTAINERS and following and following.parent == element.parent:
            end = max(end, following.start)
        elif element.tag == "dt":
            end = _end_of_dd(page, definition.holder)
        for index, start in enumerate(starts):
            inside = element.start <= start < end
            if (
                inside
                and (start < element.end or lines[index].role not in _INLINE_END)
                and owners[index] >= 0
            ):
                members.setdefault(index, numbers[definition.target])
    return members


def _end_of_dd(page: Page, term: int) -> int:
    parent = page.elements[term].parent
    for element in page.elements[term + 1 :]:
        if element.parent == parent:
            return element.end if element.tag == "dd" else page.elements[term].end
    return page.elements[term].end


# --- lines ----------------------------------------------------------------------------------------


def _calls_by_line(
    page: Page, lines: Sequence[Line], numbers: dict[int, str], members: dict[int, str]
) -> dict[int, tuple[NoteCall, ...]]:
    found: dict[int, tuple[NoteCall, ...]] = {}
    for index, spans in _spans_by_line(page, lines, set(numbers)).items():
        if index not in members:
            found[index] = tuple(NoteCall(*span, numbers[anchor]) for anchor, span in spans)
    return found


def _backs_by_line(
    page: Page, lines: Sequence[Line], backs: set[int], members: dict[int, str]
) -> dict[int, tuple[Span, ...]]:
    spans = _spans_by_line(page, lines, backs)
    return {
        index: tuple(span for _, span in found)
        for index, found in spans.items()
        if index in members
    }


def _spans_by_line(
    page: Page, lines: Sequence[Line], anchors: set[int]
) -> dict[int, list[tuple[int, Span]]]:
    """For each line the raw spans of those of ``anchors`` that stand in it."""
    from bisect import bisect_right

    order = sorted((line.traced.raw_start, index) for index, line in enumerate(lines))
    starts = [start for start, _ in order]
    found: dict[int, list[tuple[int, Span]]] = {}
    for anchor in sorted(anchors):
        element = page.elements[anchor]
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
        said = traced.text[slice(*where)].strip()
        if any(character.isdigit() for character in said) or (
            said and where.start == 0 and not _ARROW.fullmatch(said)
        ):
            if traced.text[where.end : where.end + 1].isalnum():
                traced = traced.substitute(where.end, where.end, " ", "note_number")
        else:
            traced = traced.cut(*where, "markup")
    match = _LEAD.match(traced.text)
    return traced.cut(*match.span(), "markup") if match and backs else traced
