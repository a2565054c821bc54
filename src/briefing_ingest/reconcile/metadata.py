"""What a work says of itself: title, authors, date, licence, publishers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from briefing_ingest.english.bylines import authors_in, is_placeholder
from briefing_ingest.english.dates import printed_date
from briefing_ingest.english.metadata_forms import authors_by_form
from briefing_ingest.model import (
    MANIFEST,
    Fact,
    Found,
    Imprint,
    MergedBlock,
    Witness,
    Work,
    WorkKind,
)
from briefing_ingest.reconcile.authority import editions_of
from briefing_ingest.reconcile.rights import rights_of
from briefing_ingest.reconcile.titles import completed_title, is_stated_title
from briefing_ingest.text import OPENING_HEADINGS, POSTCODE, fold, iso_date


def describe(
    witnesses: Sequence[Witness],
    blocks: tuple[MergedBlock, ...],
    notes: tuple[MergedBlock, ...],
    evidence: tuple[str, ...],
) -> Work:
    """The work of ``witnesses`` (the base first) whose merged text is ``blocks`` and ``notes``."""
    stated = [(witness.source_id, fact) for witness in witnesses for fact in witness.facts]
    title = _title_of(blocks, stated)
    subtitle = _subtitle_of(blocks, _value(title))
    authors = _authors(blocks, stated)
    published = _publication_date(blocks, stated)
    rights, licence = rights_of(blocks, stated) or (None, None)
    return Work(
        kind=_kind_of(witnesses),
        title=_value(title) or witnesses[0].source_id,
        subtitle=_value(subtitle),
        authors=tuple(author.value for author in authors),
        published=_value(published),
        language=witnesses[0].language or "en",
        witnesses=tuple(witness.source_id for witness in witnesses),
        blocks=blocks,
        notes=notes,
        rights=rights,
        imprints=_with_stated(_imprints(blocks), [fact for _, fact in stated]),
        evidence=evidence,
        editions=editions_of(witnesses),
        found=_placed(title, subtitle, *authors, published, licence),
    )


def _kind_of(witnesses: Sequence[Witness]) -> WorkKind:
    """The first kind that says more than that it is a document."""
    return next((w.kind for w in witnesses if w.kind != "document"), "document")


def _value(found: Found | None) -> str:
    return found.value if found else ""


def _placed(*found: Found | None) -> tuple[Found, ...]:
    """The facts that were found, each in a source."""
    return tuple(one for one in found if one and one.source_id)


_Stated = Sequence[tuple[str, Fact]]
"""The facts that the sources of a work state, each with its source, the base's first."""


def _printed(blocks: Sequence[MergedBlock], kind: str) -> tuple[str, Found] | None:
    """The text of the first block of ``kind``, and where it stands."""
    block = next((block for block in blocks if block.kind == kind), None)
    return (block.text, _found(kind, block.text, block)) if block else None


def _found(name: str, value: str, block: MergedBlock) -> Found:
    """``value`` found in ``block``."""
    if not block.places:
        return Found(name, value, "", "")
    source, place = block.places[0]
    return Found(name, value, source, place.said)


# --- title ----------------------------------------------------------------------------------------


def _title_of(blocks: Sequence[MergedBlock], stated: _Stated) -> Found | None:
    """The title the manifest states, else the one printed, else one the source declares, else its
    first own heading.
    """
    declared = [
        Found("title", fact.value, source, fact.where)
        for source, fact in stated
        if fact.name == "title" and is_stated_title(fact)
    ]
    return (
        next((title for title in declared if title.where == MANIFEST), None)
        or _printed_title(blocks, [title.value for title in declared])
        or next(iter(declared), None)
        or _first_own_heading(blocks)
    )


def _printed_title(blocks: Sequence[MergedBlock], declared: Sequence[str]) -> Found | None:
    """The title that is printed, completed where it is not yet one."""
    printed = _printed(blocks, "title")
    if not printed:
        return None
    title, found = printed
    completed = completed_title(title, blocks, declared=declared)
    return found._replace(value=completed)


def _first_own_heading(blocks: Sequence[MergedBlock]) -> Found | None:
    """The first heading that is not one of those that open many documents ("Foreword")."""
    headings = (block for block in blocks if block.kind == "heading")
    own = next((block for block in headings if fold(block.text) not in OPENING_HEADINGS), None)
    return _found("title", own.text, own) if own else None


def _subtitle_of(blocks: Sequence[MergedBlock], title: str) -> Found | None:
    """The subtitle, unless it is the date or has completed the title."""
    printed = _printed(blocks, "subtitle")
    if not printed or printed_date(printed[0]):
        return None
    completed = " ".join(printed[0].split())
    return None if title.endswith(f": {completed}") else printed[1]


# --- publishers -----------------------------------------------------------------------------------


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


def _publication_date(blocks: Sequence[MergedBlock], stated: _Stated) -> Found | None:
    """The date the manifest states, else that of the meeting, the one a source states, or the one
    it prints at its head.

    The day a PDF file was made is no evidence of it. Wrong for a paper whose first page prints the
    date of something else on a line of its own.
    """
    dates = _dates_stated(stated, "published")
    ranked = [
        *(date for date in dates if date.where == MANIFEST),
        *_dates_stated(stated, "held"),
        *(date for date in dates if not date.where.startswith("page ")),
        *_date_on_first_page(blocks[:_FIRST_BLOCKS]),
        *dates,
    ]
    return next(iter(ranked), None)


def _dates_stated(stated: _Stated, name: str) -> list[Found]:
    """The dates that the facts of this name state."""
    return [
        Found("published", date, source, fact.where)
        for source, fact in stated
        if fact.name == name and (date := iso_date(fact.value))
    ]


def _date_on_first_page(head: Sequence[MergedBlock]) -> list[Found]:
    """The dates that stand alone in ``head``, if it is of a document with pages."""
    if not any(where.place.box for block in head for where in block.places):
        return []
    dates = ((printed_date(block.text), block) for block in head)
    return [_found("published", date, block) for date, block in dates if date]


# --- authors --------------------------------------------------------------------------------------


def _authors(blocks: Sequence[MergedBlock], stated: _Stated) -> list[Found]:
    """Names that the manifest states, else those from the byline, else those that the source prints
    elsewhere or that its metadata names in the form of authors' names.
    """
    declared = list(_authors_declared(stated))
    decided = [author for author in declared if author.where == MANIFEST]
    return decided or _authors_printed(blocks) or declared


def _authors_printed(blocks: Sequence[MergedBlock]) -> list[Found]:
    """Names from the byline."""
    byline = _printed(blocks, "byline")
    named = authors_in(byline[0]) if byline else None
    if byline is None or not named:
        return []
    return [byline[1]._replace(name="author", value=name) for name in named]


def _authors_declared(stated: _Stated) -> Iterable[Found]:
    """Names that facts of the sources name, each once."""
    declared: dict[str, Found] = {}
    for source, fact in stated:
        if fact.name == "author":
            for name in _names_stated(fact):
                declared.setdefault(name, Found("author", name, source, fact.where))
    return declared.values()


def _names_stated(fact: Fact) -> tuple[str, ...]:
    """The authors that a fact names: as it is where it is printed, else those that have the form
    of names.
    """
    if fact.where == MANIFEST:
        return (fact.value,)
    if fact.is_printed:
        return () if is_placeholder(fact.value) else (fact.value,)
    return authors_by_form(fact.value)


# --- imprint --------------------------------------------------------------------------------------

_ADDRESS: Final = re.compile(
    r"(?:,|(?<![\s,]))\s++(?=(?:Unit|Suite|Flat|Room|Level|Studio|P\.?O\.? Box|Care of|c/o)\b"
    r"|(?:(?:Ground|First|Second|Third|Fourth|Fifth|Sixth|Top|Upper|Lower) )?Floor\b"
    r"|\S*\d)"
    r"|,\s++(?=Office\s\S*\d)",  # without a comma it ends a name: "Cabinet Office 22 Whitehall"
    re.IGNORECASE,
)
_CHARITY: Final = re.compile(
    r"charity\b[^\d]{0,60}?(?:no\.?|number)?[^\d]{0,15}?((?:SC)?\d{6,7})\b", re.IGNORECASE
)
_COMPANY: Final = re.compile(r"company\b[^\d]{0,60}?((?:SC|NI|OC)?\d{6,8})\b", re.IGNORECASE)


_MAX_CONTACT_WORDS: Final = 12
"""Words of a line with a number and a web address; a longer one says what else may be asked."""


def _imprints(blocks: Sequence[MergedBlock]) -> tuple[Imprint, ...]:
    """Publishers from imprint blocks: an address opens one, the registration behind it belongs to
    it, and so does a web address that follows it.

    An address without a name before it is nobody's, and so is a registration behind it.
    """
    found: list[Imprint] = []
    before = ""
    for block in blocks:
        if block.kind == "imprint" and POSTCODE.search(block.text):
            found.append(Imprint(*_name_and_address(block.text), "", ""))
        if found and _goes_on_imprint(block, before):
            found[-1] = _with_site(_with_numbers(found[-1], block), block)
        before = block.kind
    return tuple(imprint for imprint in found if any(map(str.isalpha, imprint.name)))


def _goes_on_imprint(block: MergedBlock, before: str) -> bool:
    """Whether a block is part of an imprint: one itself, or a short contact right behind one."""
    if block.kind == "imprint":
        return True
    is_short = len(block.text.split()) <= _MAX_CONTACT_WORDS
    return block.kind == "contact" and before == "imprint" and is_short


def _with_numbers(imprint: Imprint, block: MergedBlock) -> Imprint:
    """``imprint`` with the charity and company number of ``block``, if it has neither yet."""
    if block.kind != "imprint" or _is_registered(imprint):
        return imprint
    charity, company = _first_group(_CHARITY, block.text), _first_group(_COMPANY, block.text)
    return imprint._replace(charity=charity, company=company)


def _with_site(imprint: Imprint, block: MergedBlock) -> Imprint:
    """``imprint`` with the first web address of ``block``, if it has none yet."""
    sites = [link.url for link in block.links if link.url.startswith(("http:", "https:"))]
    return imprint._replace(site=sites[0]) if sites and not imprint.site else imprint


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
