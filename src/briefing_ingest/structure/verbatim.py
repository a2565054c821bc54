"""A source as printed: blocks as they stand, with nothing left out, cut off or moved."""

from __future__ import annotations

from typing import Final

from briefing_ingest.model import Block, BlockKind, Furniture, Line, LineRole, RawDocument, Witness
from briefing_ingest.structure.headings.headings import find_headings
from briefing_ingest.structure.language import detect_language
from briefing_ingest.structure.marks import BULLET
from briefing_ingest.structure.paragraphs import Group, group_lines
from briefing_ingest.structure.tables import Tabulated, tabulate

_KINDS: Final[dict[str, BlockKind]] = {
    "heading": "heading",
    "list_item": "list_item",
    "caption": "caption",
}
_ROLES: Final[dict[str, BlockKind]] = {**_KINDS, "quote": "quote", "table": "table"}


def structure_verbatim(raw: RawDocument, lines: tuple[Line, ...]) -> Witness:
    """The witness that ``lines`` make as they are printed.

    Running heads, page numbers and notes stay where they stand, bullets, labels and note markers in
    the text, lines end where they are printed to end. Only headings, tables, captions and list
    items are told apart.
    """
    hidden = [line for line in lines if line.role is LineRole.FURNITURE]
    shown = tuple(
        line._replace(role=LineRole.UNKNOWN) if line.role is LineRole.FIGURE else line
        for line in lines
        if line.role is not LineRole.FURNITURE
    )
    blocks = tuple(map(_block, find_headings(group_lines(shown), raw.outline)))
    return Witness(
        source_id=raw.source_id,
        media_type=raw.media_type,
        raw_text=raw.text,
        blocks=blocks,
        furniture=tuple(
            Furniture(*span, line.reason) for line in hidden for span in line.traced.raw_spans()
        ),
        facts=raw.facts,
        language=detect_language(raw, blocks),
        findings=raw.findings,
        signs=raw.signs,
    )


def _block(group: Group) -> Block:
    kind = _kind(group)
    if kind == "table":
        table = tabulate(group.traced, group.lines)
    else:
        table = Tabulated(group.traced.trimmed("hard_wraps"), (), (), ())
    return Block(
        kind=kind,
        traced=table.traced,
        places=group.places(),
        level=group.level if kind == "heading" else 0,
        cells=table.cells,
        spans=table.spans,
        heads=table.heads,
        raw_links=tuple(link for line in group.lines for link in line.links),
        raw_emphases=tuple(emphasis for line in group.lines for emphasis in line.emphases),
        aside=group.aside,
    )


def _kind(group: Group) -> BlockKind:
    if group.kind in _KINDS:
        return _KINDS[group.kind]
    if group.role in _ROLES:
        return _ROLES[group.role]
    return "list_item" if group.role and BULLET.match(group.text) else "paragraph"
