"""What a block is, by what it says: byline, acknowledgements, contact, imprint, licence, labelled
block, list item.
"""

from __future__ import annotations

import re
from typing import Final, cast

from briefing_ingest.english.bylines import BYLINE_BLOCK, is_byline
from briefing_ingest.english.licences import NAMES_LICENCE, STATES_TERMS
from briefing_ingest.model import Block, BlockKind, Label, LineRole
from briefing_ingest.pages.contact_signs import contact_signs
from briefing_ingest.structure.marks import ALONE, BULLET, FLOATS, LABEL, NUMBERED
from briefing_ingest.structure.paragraphs import Group
from briefing_ingest.structure.tables import Tabulated, tabulate
from briefing_ingest.text import POSTCODE, Span

REGISTRATION: Final = re.compile(
    r"\bregistered (?:charity|company|office)\b.{0,60}\d|\bcharity (?:registration )?(?:no\b"
    r"|number).{0,10}\d"
    r"|\bcompany (?:limited by guarantee|registration|registered)?.{0,30}(?:no\b|number).{0,10}\d",
    re.IGNORECASE | re.DOTALL,
)
_MAX_IMPRINT_WORDS = 45
"""Words up to which a text can be an address or a registration; longer ones are prose that mentions
them."""

_MAIL: Final = re.compile(
    # an address of the web, but not as the goal of something else that is to be sent
    r"\A(?!.*\b(?:e-?mail|send|submit|forward|return)\s(?:the|your|any|all|an?|this|these|it"
    r"|them)\b)"
    r".*[\w.+-]@[\w-]++\.[\w.]",
    re.IGNORECASE | re.DOTALL,
)
_CONTACT: Final = re.compile(
    # Of several words or addresses the first decides, so only that is looked behind of.
    r"\A(?>.*?\b(?:contact|enquir\w+|inquir\w+|quer(?:y|ies)|get in touch|write to|phone|tel|fax"
    r"|(?:further|more) information|e-?mail(?:\s+us)?\s*:)(?=\W)).*[\w.+-]@[\w-]++\.[\w.]"
    r"|\A(?>.*?[\w.+-]@[\w-]++\.[\w.]).*\b(?:phone|tel|fax|mobile)\b"
    r"|\A\W*(?:you can|please|to) (?:e-?mail|phone|call)\b(?!\s(?:the|your|any|all|an?|this|these"
    r"|it|them)\b)"
    r"|\A\W*(?:you can |please |to )?(?:contact us\b|e-?mail(?:\s*:|\s+us\b|\s+\S+@)"
    r"|(?:tele)?phone(?:\s*(?:us|number|no\.?))?[\s:]*[+(]?\d|tel[\s.:]*[+(]?\d)",
    re.IGNORECASE | re.DOTALL,
)

_MAX_BYLINE_WORDS: Final = 45
"""Most words of a byline: two authors with their posts."""

_SPECIAL: Final[tuple[tuple[BlockKind, re.Pattern[str], int], ...]] = (
    ("licence", STATES_TERMS, 90),
    ("licence", NAMES_LICENCE, 30),
    ("byline", BYLINE_BLOCK, _MAX_BYLINE_WORDS),
    (
        "acknowledgements",
        re.compile(r"\A\W*(?:thanks to\b|with thanks to\b|acknowledge?ments?\b\W)", re.IGNORECASE),
        250,
    ),
    ("contact", _CONTACT, _MAX_IMPRINT_WORDS),
    ("contact", _MAIL, 15),
    ("imprint", REGISTRATION, _MAX_IMPRINT_WORDS),
    ("imprint", POSTCODE, _MAX_IMPRINT_WORDS),
)
"""Kind, what is found in its text, and the most words it may have."""

_MAX_CHARACTERS_A_WORD: Final = 50
"""Characters to a word, on average, above which a text is data: the patterns take the square of its
length."""


def special_kind(text: str) -> BlockKind | None:
    """The kind of a text that is neither prose nor heading; None for all others."""
    text = text.strip()
    count = len(text[: _MAX_CHARACTERS_A_WORD * 1000].split())
    fitting = (
        item
        for item in _SPECIAL
        if count <= item[2] and len(text) <= _MAX_CHARACTERS_A_WORD * item[2]
    )
    found = next((kind for kind, pattern, _ in fitting if pattern.search(text)), None)
    return found or ("byline" if count <= _MAX_BYLINE_WORDS and is_byline(text) else None)


def classify(group: Group) -> Block:
    """The block that ``group`` makes, with its bullet or label cut off the text."""
    kind, prefix, label = _judged(group)
    if group.aside and kind == "paragraph":
        kind = "labelled"
    traced = group.traced
    if prefix:
        name = "label" if label and label.name != ITEM else "bullet"
        traced = traced.cut(*prefix, name)
    table = tabulate(traced, group.lines) if kind == "table" else Tabulated(traced, (), (), ())
    first = group.lines[0]
    return Block(
        kind=kind,
        traced=table.traced,
        places=group.places(),
        level=(group.level or first.level) if kind in ("heading", "list_item") else 0,
        label=label,
        cells=table.cells,
        spans=table.spans,
        heads=table.heads,
        raw_links=group.links,
        raw_emphases=group.emphases,
        raw_calls=group.calls,
        back=group.back,
        aside=group.aside,
        size=first.size if first.box else 0,
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
    if kind := _kind_by_role(group):
        return kind, None, None
    if labelled := _labelled(group):
        return labelled
    if group.item:
        label = Label(ITEM, group.item.number) if group.item.number else None
        return "list_item", Span(0, group.item.end), label
    if item := _list_item(group):  # a page says itself what its lists are
        return item
    return special_kind(text) or "paragraph", None, None


def _kind_by_role(group: Group) -> BlockKind | None:
    """The kind of a group whose role says it; None for all others."""
    if group.role == LineRole.ADDRESS:
        return _kind_of_address(group.text)
    return _ROLES.get(group.role)


def _kind_of_address(text: str) -> BlockKind:
    """What a part of an address is: an imprint, or, without a postcode or a register number, a way
    to reach somebody.
    """
    return "imprint" if contact_signs(text) & {"postcode", "registration"} else "contact"


_LISTED: Final = re.compile(r"(-?\w+)\. ")


def _labelled(group: Group) -> tuple[BlockKind, Span | None, Label | None] | None:
    """What has a name and a number, and a text behind them; a caption may be the number alone, or
    name a source.
    """
    text = group.text
    match = (ALONE.match(text) if group.kind == "caption" else None) or LABEL.match(text)
    if match and text[match.end() :].strip():
        name, number = match.group(1), match.group(2)
        kind: BlockKind = "caption" if FLOATS.match(name) else "labelled"
        # with a mark of punctuation behind the number, if there is one
        longer = LABEL.match(text) or match
        return kind, Span(*longer.span()), Label(name[0] + name[1:].lower(), number)
    return ("caption", None, None) if group.kind == "caption" else None


def _list_item(group: Group) -> tuple[BlockKind, Span | None, Label | None] | None:
    if group.role and (match := BULLET.match(group.text)):
        return "list_item", Span(*match.span()), None
    if group.role != "list_item":
        return None
    pieces = group.traced.pieces
    listed = (
        bool(pieces) and "list_number" in pieces[0].repairs
    )  # what a browser prints, in any of its forms
    match = (_LISTED if listed else NUMBERED).match(group.text)
    return (
        "list_item",
        Span(*match.span()) if match else None,
        Label(ITEM, match.group(1)) if match else None,
    )
