"""What a work says of itself: title, authors, date, licence, publishers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing_ingest.english.bylines import authors_in, is_placeholder
from briefing_ingest.english.dates import printed_date
from briefing_ingest.model import MANIFEST, Fact, Imprint, MergedBlock, Rights, Witness, Work
from briefing_ingest.text import OPENING_HEADINGS, POSTCODE, Span, fold, iso_date


def describe(
    witnesses: Sequence[Witness],
    blocks: tuple[MergedBlock, ...],
    notes: tuple[MergedBlock, ...],
    evidence: tuple[str, ...],
) -> Work:
    """The work of ``witnesses`` (the base first) whose merged text is ``blocks`` and ``notes``."""
    facts = [fact for witness in witnesses for fact in witness.facts]
    return Work(
        kind=next((w.kind for w in witnesses if w.kind != "document"), "document"),
        title=_title_of(blocks, facts) or witnesses[0].source_id,
        subtitle=_text(blocks, "subtitle"),
        authors=_authors(blocks, facts),
        published=_publication_date(blocks, facts),
        language=witnesses[0].language or "en",
        witnesses=tuple(witness.source_id for witness in witnesses),
        blocks=blocks,
        notes=notes,
        rights=_rights(blocks, facts),
        imprints=_with_stated(_imprints(blocks), facts),
        evidence=evidence,
    )


def _text(blocks: Sequence[MergedBlock], kind: str) -> str:
    return next((block.text for block in blocks if block.kind == kind), "")


_NO_TITLE: Final = re.compile(
    r"untitled\b|microsoft (?:word|powerpoint)\b|\S+\.(?:docx?|pdf|indd|qxp|pptx?|rtf)$",
    re.IGNORECASE,
)
"""What programs write where a title should be: their own name or the file's."""


def _title_of(blocks: Sequence[MergedBlock], facts: Sequence[Fact]) -> str:
    """The title the manifest states, else the one printed, else one the source declares, else its
    first own heading.
    """
    return (
        _value_in_manifest(facts, "title")
        or _text(blocks, "title")
        or _declared_title(facts)
        or _first_own_heading(blocks)
    )


def _value_in_manifest(facts: Sequence[Fact], name: str) -> str:
    """The first value of ``name`` that the manifest states."""
    given = (fact.value for fact in facts if fact.name == name and fact.where == MANIFEST)
    return next(given, "")


def _declared_title(facts: Sequence[Fact]) -> str:
    titles = (fact.value for fact in facts if fact.name == "title" and fact.value)
    return next((title for title in titles if not _NO_TITLE.match(title.strip())), "")


def _first_own_heading(blocks: Sequence[MergedBlock]) -> str:
    """The first heading that is not one of those that open many documents ("Foreword")."""
    headings = (block.text for block in blocks if block.kind == "heading")
    return next((text for text in headings if fold(text) not in OPENING_HEADINGS), "")


def _with_stated(printed: tuple[Imprint, ...], facts: Sequence[Fact]) -> tuple[Imprint, ...]:
    """``printed``, and behind them those that the manifest states: they count where no printed one
    is a body's.
    """
    names = dict.fromkeys(
        fact.value for fact in facts if fact.name == "publisher" and fact.where == MANIFEST
    )
    return (*printed, *(Imprint(name, "", "", "") for name in names))


# --- date -----------------------------------------------------------------------------------------

_FIRST_BLOCKS: Final = 12
"""Blocks at the head of a document among which its date stands; further on a date is part of the
matter."""


def _publication_date(blocks: Sequence[MergedBlock], facts: Sequence[Fact]) -> str:
    """The date a source states; that a PDF file was made on goes behind a date printed alone at its
    head.

    The file's date stays where it only says the printed month more exactly. Wrong for a paper whose
    first page prints the date of something else on a line of its own.
    """
    stated = next((fact for fact in facts if fact.name == "published"), None)
    date = iso_date(stated.value) if stated else ""
    if stated and not stated.where.startswith("PDF "):
        return date
    printed = _date_on_first_page(blocks[:_FIRST_BLOCKS])
    return printed if printed and not date.startswith(printed) else date


def _date_on_first_page(head: Sequence[MergedBlock]) -> str:
    """The first date that stands alone in ``head``, if it is of a document with pages."""
    if not any(where.place.box for block in head for where in block.places):
        return ""
    return next(filter(None, (printed_date(block.text) for block in head)), "")


# --- authors --------------------------------------------------------------------------------------


def _authors(blocks: Sequence[MergedBlock], facts: Sequence[Fact]) -> tuple[str, ...]:
    """Names from the byline, else from what the source declares, unless a program wrote
    "Administrator" there.
    """
    declared = [fact for fact in facts if fact.name == "author"]
    named = [
        fact.value for fact in declared if fact.where == MANIFEST or not is_placeholder(fact.value)
    ]
    return tuple(dict.fromkeys(authors_in(_text(blocks, "byline")) or named))


# --- licence --------------------------------------------------------------------------------------

_CC_URL: Final = re.compile(
    r"creativecommons\.org/(?:licenses/([a-z-]+)/(\d\.\d)|publicdomain/(zero)/(\d\.\d))"
)
_CC_NAME: Final = re.compile(
    r"(?:Creative Commons|CC)\b[ -]*(Attribution|BY)"
    r"((?:[ -]*(?:Non-?Commercial|NC|No-?Deriv(?:ative)?s?|ND|Share-?Alike|SA))*)\D{0,20}(\d\.\d)",
    re.IGNORECASE,
)
_OGL: Final = re.compile(
    r"Open Government Licence(?:,? (?:for public sector information )?\(?(?:v(?:ersion)? "
    r"?)?([123])(?:\.0)?\b)",
    re.IGNORECASE,
)


def _rights(blocks: Sequence[MergedBlock], facts: Sequence[Fact]) -> Rights | None:
    """The first licence statement whose terms are known, with the sentence that states it; else the
    manifest's.

    What the document says goes first: its terms bind, whatever a manifest claims.
    """
    for index, block in enumerate(blocks):
        if block.kind == "licence" and (spdx := spdx_id(block.text)):
            sentence = re.match(r".*?[.](?=\s+[A-Z]|\s*$)|.*", block.text, re.DOTALL)
            return Rights(spdx, index, Span(0, sentence.end() if sentence else len(block.text)))
    stated = _value_in_manifest(facts, "licence")
    return Rights(stated, None, Span(0, 0)) if stated else None


def spdx_id(text: str) -> str:
    """SPDX id of the licence that ``text`` names or links to; "" if it is none we know or its
    version is not said.

    >>> spdx_id("licensed under CC BY-NC-ND 3.0, https://creativecommons.org/licenses/by-nc-nd/3.0/")
    'CC-BY-NC-ND-3.0'
    """
    if match := _CC_URL.search(text.lower()):
        return "CC0-1.0" if match.group(3) else f"CC-{match.group(1).upper()}-{match.group(2)}"
    if match := _CC_NAME.search(text):
        terms = re.sub(r"[ -]", "", match.group(2)).upper()
        codes = [("NC", "NONCOMMERCIAL|NC"), ("ND", "NODERIV|ND"), ("SA", "SHAREALIKE|SA")]
        found = [code for code, pattern in codes if re.search(pattern, terms)]
        return "-".join(["CC-BY", *found, match.group(3)])
    if match := _OGL.search(text):
        return f"OGL-UK-{match.group(1)}.0"
    return ""


# --- imprint --------------------------------------------------------------------------------------

_ADDRESS: Final = re.compile(
    r"(?:,|(?<![\s,]))\s++(?=(?:Unit|Suite|Flat|Room|Floor|Level|Studio|P\.?O\.? Box|Care of|c/o)\b"
    r"|\S*\d)"
    r"|,\s++(?=Office\s\S*\d)",  # without a comma it ends a name: "Cabinet Office 22 Whitehall"
    re.IGNORECASE,
)
_CHARITY: Final = re.compile(
    r"charity\b[^\d]{0,60}?(?:no\.?|number)?[^\d]{0,15}?((?:SC)?\d{6,7})\b", re.IGNORECASE
)
_COMPANY: Final = re.compile(r"company\b[^\d]{0,60}?((?:SC|NI|OC)?\d{6,8})\b", re.IGNORECASE)


def _imprints(blocks: Sequence[MergedBlock]) -> tuple[Imprint, ...]:
    """Publishers from imprint blocks: an address opens one, the registration behind it belongs to
    it.

    An address without a name before it is nobody's, and so is a registration behind it.
    """
    found: list[Imprint] = []
    for text in (block.text for block in blocks if block.kind == "imprint"):
        charity, company = _first_group(_CHARITY, text), _first_group(_COMPANY, text)
        if POSTCODE.search(text):
            found.append(Imprint(*_name_and_address(text), charity, company))
        elif found and not _is_registered(found[-1]):
            found[-1] = found[-1]._replace(charity=charity, company=company)
    return tuple(imprint for imprint in found if any(map(str.isalpha, imprint.name)))


def _is_registered(imprint: Imprint) -> bool:
    return bool(imprint.charity or imprint.company)


def _first_group(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""


def _name_and_address(text: str) -> tuple[str, str]:
    """The publisher's name before its address, "" if there is none; the address ends with the
    postcode.
    """
    postcode = POSTCODE.search(text)
    until, least = (text[: postcode.end()], postcode.start()) if postcode else (text, len(text))
    found = _ADDRESS.search(until)
    end, start = found.span() if found and found.start() < least else (least, least)
    return until[:end].strip(" ,"), until[start:].strip()
