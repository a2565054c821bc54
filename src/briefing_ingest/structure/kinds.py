"""What a block is, by what it says: byline, acknowledgements, contact, imprint, licence, labelled block, list item."""

from __future__ import annotations

import re
from typing import Final, cast

from briefing_ingest.model import Block, BlockKind, Label
from briefing_ingest.structure.groups import BULLET, LABEL, NUMBERED, Group
from briefing_ingest.text import Span

POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
"""A British postcode (BS 7666, without the rare special forms)."""

REGISTRATION: Final = re.compile(
    r"\bregistered (?:charity|company|office)\b.{0,60}\d|\bcharity (?:registration )?(?:no\b|number).{0,10}\d"
    r"|\bcompany (?:limited by guarantee|registration|registered)?.{0,30}(?:no\b|number).{0,10}\d",
    re.IGNORECASE | re.DOTALL,
)
_SHORT = 45
"""Words up to which a text can be an address or a registration; longer ones are prose that mentions them."""

_SPECIAL: Final[tuple[tuple[BlockKind, re.Pattern[str], int], ...]] = (
    (
        "licence",
        re.compile(
            r"\blicen[sc]ed under\b|\b(?:available|published|released|distributed) under\b.{0,120}\blicen[sc]e\b"
            r"|\bCreative Commons\b.*\bLicen[sc]e\b|\bOpen Government Licence\b"
            r"|\A\W*(?:©|\(c\)|copyright)\W.{0,120}\d{4}",
            re.IGNORECASE | re.DOTALL,
        ),
        90,
    ),
    (
        "byline",
        re.compile(
            r"\A\W*(?:(?:written|prepared|produced|authored|report|briefing|posted|words) by\b|authors?\s*:"
            r"|by:?\s+(?-i:[A-Z]\w+ [A-Z])"
            r"|(?:this is )?an? (?:guest|joint) (?:post|blog|article)[^.]{0,20} by\b)",
            re.IGNORECASE,
        ),
        45,
    ),
    (
        "acknowledgements",
        re.compile(r"\A\W*(?:thanks to\b|with thanks to\b|acknowledge?ments?\b\W)", re.IGNORECASE),
        250,
    ),
    (
        "contact",
        re.compile(
            r"[\w.+-]+@[\w-]+\.[\w.]+"
            r"|\A\W*(?:you can |please |to )?(?:e-?mail|contact us|telephone|tel|phone(?! in\b))\b",
            re.IGNORECASE | re.DOTALL,
        ),
        _SHORT,
    ),
    ("imprint", REGISTRATION, _SHORT),
    ("imprint", POSTCODE, _SHORT),
)
"""Kind, what is found in its text, and the most words it may have."""


def special_kind(text: str) -> BlockKind | None:
    """The kind of a text that is neither prose nor heading; None for all others."""
    count = len(text.split())
    return next((kind for kind, pattern, most in _SPECIAL if count <= most and pattern.search(text.strip())), None)


def classify(group: Group) -> Block:
    """The block that ``group`` makes, with its bullet or label cut off the text."""
    kind, prefix, label = _judged(group)
    if group.aside and kind == "paragraph":
        kind = "labelled"
    traced = group.traced
    if prefix:
        name = "label" if label and label.name != ITEM else "bullet"
        traced = traced.cut(*prefix, name)
    return Block(
        kind=kind,
        traced=traced,
        places=group.places(),
        level=group.level if kind == "heading" else group.lines[0].level if kind == "list_item" else 0,
        label=label,
        cells=table_cells(group.text) if kind == "table" else (),
        spans=tuple(span for line in group.lines for span in line.spans),
        raw_links=tuple(link for line in group.lines for link in line.links),
        raw_calls=tuple(call for line in group.lines for call in line.calls),
        back=group.back,
        aside=group.aside,
    )


ITEM: Final = "item"
"""Label name of a numbered list item."""

_ROLES: Final[dict[str, BlockKind]] = {
    "quote": "quote",
    "table": "table",
    "caption": "caption",
    "heading": "heading",
    "byline": "byline",
}


def _judged(group: Group) -> tuple[BlockKind, Span | None, Label | None]:
    """Kind of the group, the span of its bullet or label, and the label."""
    text = group.text
    if group.kind in ("title", "subtitle", "heading"):
        return cast(BlockKind, group.kind), None, None
    if group.role in _ROLES:
        return _ROLES[group.role], None, None
    if (match := LABEL.match(text)) and text[match.end() :].strip():
        name, number = match.group(1), match.group(2)
        kind: BlockKind = "caption" if re.match(r"Fig|Table|Chart", name) else "labelled"
        return kind, Span(*match.span()), Label(name[0] + name[1:].lower(), number)
    if (item := _list_item(group)) and group.role:  # a page says itself what its lists are
        return item
    if special := special_kind(text):
        return special, None, None
    return item or ("paragraph", None, None)


_LISTED: Final = re.compile(r"(-?\w+)\. ")


def _list_item(group: Group) -> tuple[BlockKind, Span | None, Label | None] | None:
    if match := BULLET.match(group.text):
        return "list_item", Span(*match.span()), None
    if group.role != "list_item":
        return None
    pieces = group.traced.pieces
    listed = bool(pieces) and "list_number" in pieces[0].repairs  # what a browser prints, in any of its forms
    match = (_LISTED if listed else NUMBERED).match(group.text)
    return "list_item", Span(*match.span()) if match else None, Label(ITEM, match.group(1)) if match else None


def table_cells(text: str) -> tuple[tuple[Span, ...], ...]:
    """Spans of the cells of a table whose text joins them by tabs and newlines."""
    rows, at = [], 0
    for row in text.rstrip("\n").split("\n"):
        cells = []
        for cell in row.split("\t"):
            cells.append(Span(at, at + len(cell)))
            at += len(cell) + 1
        rows.append(tuple(cells))
    return tuple(rows)
