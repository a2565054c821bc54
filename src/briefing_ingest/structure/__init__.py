"""Lines to blocks: what each part of a source is, and what is no part of the briefing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from briefing_ingest.model import Block, Furniture, Line, LineRole, RawDocument, Witness, WorkKind
from briefing_ingest.pages.contents import find_contents
from briefing_ingest.structure.addresses import part_address_columns
from briefing_ingest.structure.back import pair_imprints
from briefing_ingest.structure.doubtful import LeftOut, doubtful_passages, lines_of
from briefing_ingest.structure.dump_byline import facts_near_title
from briefing_ingest.structure.floats import drop_floats
from briefing_ingest.structure.front import find_front
from briefing_ingest.structure.headings.headings import find_headings, level_headings
from briefing_ingest.structure.kinds import classify
from briefing_ingest.structure.language import detect_language
from briefing_ingest.structure.notes.at_chapter_end import split_chapter_notes
from briefing_ingest.structure.notes.at_page_foot import split_page_notes
from briefing_ingest.structure.notes.notes import NoteSplit, split_notes, split_stated_notes
from briefing_ingest.structure.paragraphs import Group, group_lines
from briefing_ingest.structure.printed_facts import printed_facts
from briefing_ingest.structure.verbatim import structure_verbatim

__all__ = ["structure", "structure_verbatim"]


def structure(raw: RawDocument, lines: tuple[Line, ...]) -> Witness:
    """The witness that ``lines`` (repaired, in reading order) make: blocks, notes and furniture.

    Every line ends up in exactly one of the three, apart from blank ones.
    """
    inside = tuple(line for line in lines if not line.is_outside)
    split = _split(part_address_columns(_asides(inside)))
    entries = raw.outline or find_contents(raw.lines).entries
    groups = find_headings((*group_lines(split.body), *_as_back(group_lines(split.after))), entries)
    front = find_front(groups, furniture_lines=_furniture_starts(lines))
    kept = drop_floats(front.groups)
    told, unsaid = _parted(kept.groups)
    blocks = pair_imprints(tuple(classify(group) for group in level_headings(told)))
    left_out = (
        *(LeftOut(line, _reason(line)) for line in lines if line.is_outside),
        *lines_of(front.dropped, front.reason),
        *lines_of(kept.dropped, kept.reason),
        *(item for group in unsaid for item in lines_of([group], _unsaid(group))),
        *(LeftOut(line, "heading of the notes") for line in split.heading),
    )
    return Witness(
        source_id=raw.source_id,
        media_type=raw.media_type,
        raw_text=raw.text,
        blocks=blocks,
        notes=split.notes,
        furniture=_furniture(raw.text, left_out),
        doubtful=doubtful_passages(lines, left_out),
        facts=(*raw.facts, *facts_near_title(lines, raw.text), *printed_facts(raw, lines)),
        kind=_kind(blocks, split.notes, lines),
        language=detect_language(raw, blocks),
        findings=raw.findings,
        signs=raw.signs,
    )


def _furniture(text: str, left_out: Iterable[LeftOut]) -> tuple[Furniture, ...]:
    """The furniture that lines of the raw ``text`` are; blank ones are left aside."""
    items = (
        Furniture(*span, item.reason) for item in left_out for span in item.line.traced.raw_spans()
    )
    return tuple(sorted(item for item in items if text[item.raw_start : item.raw_end].strip()))


def _asides(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """``lines``; where most of the text stands in boxes, they are not beside it but how the
    document is set.
    """
    boxed = sum(len(line.text) for line in lines if line.aside)
    if 2 * boxed <= sum(len(line.text) for line in lines):
        return lines
    return tuple(
        line._replace(setting=line.setting and line.setting._replace(aside=False)) for line in lines
    )


_WORD = re.compile(r"[^\W_]")
_LETTER = re.compile(r"[^\W\d_]")


def _says_something(group: Group) -> bool:
    """Whether a group is more than a rule, an ornament or, on a page, figures that stand alone in a
    drawing.
    """
    if group.is_decided:
        return True
    if not group.lines[0].box or group.kind or group.role:
        return bool(_WORD.search(group.text))
    return bool(_LETTER.search(group.text))


def _unsaid(group: Group) -> str:
    return "figures that stand alone" if _WORD.search(group.text) else "rule or ornament"


def _parted(groups: Iterable[Group]) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """The groups that say something, and those that do not."""
    told: list[Group] = []
    unsaid: list[Group] = []
    for group in groups:
        (told if _says_something(group) else unsaid).append(group)
    return tuple(told), tuple(unsaid)


def _split(lines: tuple[Line, ...]) -> NoteSplit:
    """The notes of a source: those of its chapters, at the foot of its pages, those it calls so, or
    under a heading.
    """
    chapters = split_chapter_notes(lines)
    if chapters:
        return chapters
    feet = split_page_notes(lines)
    if feet.notes:
        return NoteSplit(feet.body, notes=feet.notes)
    if any(line.role is LineRole.NOTE for line in feet.body):
        return split_stated_notes(feet.body)
    return split_notes(feet.body)


def _reason(line: Line) -> str:
    if line.role is LineRole.FIGURE:
        return "text of a chart"
    return line.reason or "navigation and other parts of the site"


def _as_back(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """What stands behind the notes is in no section."""
    return tuple(replace(group, back=True) for group in groups)


def _furniture_starts(lines: tuple[Line, ...]) -> frozenset[int]:
    return frozenset(line.traced.raw_start for line in lines if line.is_outside)


_BLOG_REASONS = frozenset({"share buttons", "related posts", "reply form"})

_MIN_LABELLED_BLOCKS = 2
"""Case studies, boxes and the like that a blog post does not have."""

_MIN_NOTES = 5
"""A blog post has fewer notes."""


def _kind(blocks: tuple[Block, ...], notes: tuple[Block, ...], lines: tuple[Line, ...]) -> WorkKind:
    """A briefing has case studies, notes or an imprint; a blog post has the chrome of one or calls
    itself a post.
    """
    if _is_briefing(blocks, notes):
        return "briefing"
    calls_itself_post = any(block.kind == "byline" and " post " in block.text for block in blocks)
    has_chrome_of_post = any(_reason(line) in _BLOG_REASONS for line in lines)
    return "blog_post" if calls_itself_post or has_chrome_of_post else "document"


def _is_briefing(blocks: tuple[Block, ...], notes: tuple[Block, ...]) -> bool:
    labelled = sum(block.kind == "labelled" and block.label is not None for block in blocks)
    has_imprint = any(block.kind == "imprint" for block in blocks)
    return has_imprint or labelled >= _MIN_LABELLED_BLOCKS or len(notes) >= _MIN_NOTES
