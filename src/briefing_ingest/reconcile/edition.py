"""What a witness says of its edition: its date, its number, and that it was corrected, updated or
published before; and what the manifest says of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefing_ingest.english.dates import leading_date, printed_date
from briefing_ingest.model import MANIFEST, Block, Fact, Witness
from briefing_ingest.text import iso_date


class Edition(NamedTuple):
    """What a witness says of its edition.

    ``date`` is in ISO 8601, as exact as it is stated, or ""; ``statement`` are the words that say
    the text was revised, or ""; ``stated`` is True if the manifest gives the date, ``leads`` if it
    says that this edition is followed. ``is_edition`` is True if the manifest says that the
    date is that of an edition, and ``supersedes`` are the ids of the sources that it says are
    earlier. ``number`` are the parts of a version number (2, 1), and ``file_date`` is the day on
    which a PDF file was made or changed.
    """

    date: str = ""
    statement: str = ""
    stated: bool = False
    leads: bool = False
    source_id: str = ""
    is_edition: bool = False
    supersedes: frozenset[str] = frozenset()
    number: tuple[int, ...] = ()
    file_date: str = ""

    @property
    def revises(self) -> bool:
        """Whether it says, or the manifest of it, that it is another edition: a date alone does
        not, since the page and the PDF of one edition often bear different days.
        """
        return bool(self.statement or self.supersedes) or self.leads or self.is_edition


_BLOCKS_AT_ENDS: Final = 12
"""Blocks at either end of a text where it speaks of its own edition; between them such words are of
the matter."""

_DATED: Final = r"(?:(?:on|in|at)\s+)?:?\s*(?=\W*(?:\d|[A-Z][a-z]{2,8}\b\.?\s+\d))"
_REVISED: Final = r"(?:corrected|updated|revised|amended|reissued|republished|re-issued)"
_STATEMENTS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Updated 3 June 2024
        rf"^\W*(?:last\s+|page\s+|text\s+|this\s+version\s+)?{_REVISED}\s*:?\s+{_DATED}.*",
        r"^\W*last\s+(?:modified|reviewed)\s*:?\s+" + _DATED + ".*",
        # Correction: ...
        r"^\W*(?:corrections?|corrigend(?:um|a)|errat(?:um|a)|amendments?|update)\b[^.:]{0,40}:.*",
        r"^\W*(?:corrigendum|erratum|errata)\b.*",
        r"^\W*(?:second|third|fourth|fifth|sixth|new|revised|updated|corrected|amended)"
        r"(?:,?\s+(?:and\s+)?\w+)?\s+(?:edition|version|issue)\b.{0,60}$",
        r"\b(?:earlier|previous|original|first)\s+(?:version|edition)\s+of\s+this\s+\w+(?:\s+\w+){0,6}\s+"
        r"(?:said|stated|gave|showed|reported|named|misstated|misnamed|misspelt|wrongly|incorrectly|contained|put)\b.*",
        # This briefing was corrected on ...
        rf"\bthis\s+(?:\w+\s+)?\w+\s+(?:was|has\s+been)\s+{_REVISED}\b.*",
        r"\bthis\s+(?:version|edition|issue)\s+(?:replaces|supersedes|corrects)\b.*",
        # Published 3 May 2024, updated 3 June 2024; (updated 3 June 2024)
        rf"^(?:\S+\s+){{0,9}}?\S*[,;(\[–—-]\s*(?:last\s+)?{_REVISED}\s*:?\s+{_DATED}(?:\S+\s*){{1,4}}\W*$",
        # Fares in Winter (corrected edition)
        r"[(\[–—:-]\s*(?:second|third|fourth|fifth|sixth|new|revised|updated|corrected|amended)\s+"
        r"(?:edition|version|issue)\W*$",
        # First published in May 2023 as ...
        r"\b(?:first|originally|previously)\s+published\s+.{0,40}?\bas\b.*",
    )
)
_REVISION: Final = re.compile(
    rf"\b(?:{_REVISED}|modified|reviewed|corrections?|corrigend(?:um|a)|errat(?:um|a)|amendments?|update)\b",
    re.IGNORECASE,
)
_LOOK_AHEAD_CHARACTERS: Final = 400
"""Characters of a sentence that are looked at: a statement begins early in it."""


def edition_of(witness: Witness) -> Edition:
    """What ``witness`` says of its edition: the manifest's date, else the latest that it gives as
    its own.
    """
    statement = next(_statements(witness), "")
    stated = {f.name: f.value for f in witness.facts if f.where == MANIFEST}
    known = Edition(
        statement=statement,
        leads="leads" in stated,
        source_id=witness.source_id,
        is_edition="edition" in stated,
        supersedes=frozenset(
            f.value for f in witness.facts if f.name == "supersedes" and f.where == MANIFEST
        ),
        number=next(_numbers(witness), ()),
        file_date=max((iso_date(f.value) for f in witness.facts if _dates_file(f)), default=""),
    )
    date = iso_date(stated.get("edition") or stated.get("published", ""))
    if date:
        return known._replace(date=date, stated=True)
    return known._replace(date=max([_date_of(statement), *_own_dates(witness)]))


def _date_of(statement: str) -> str:
    """The date that a statement gives for the revision; other dates in it are of what was
    revised.
    """
    verb = _REVISION.search(statement)
    return leading_date(statement[verb.end() :]) if verb else ""


def _own_dates(witness: Witness) -> Iterator[str]:
    """Dates of publication or change that the source declares or prints alone at its head.

    The date a PDF file was made on is left out: an old edition is often made into a new file.
    """
    for fact in witness.facts:
        if fact.name in ("published", "modified") and not _dates_file(fact):
            yield iso_date(fact.value)
    yield from (printed_date(block.text) for block in witness.blocks[:_BLOCKS_AT_ENDS])


def _dates_file(fact: Fact) -> bool:
    return fact.name in ("created", "modified") and fact.where.startswith("PDF ")


_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth")
_MAX_WORDS_NUMBERED: Final = 6
"""Words of a line that numbers the edition; in longer ones such words are of the matter."""
_NUMBER: Final = re.compile(
    r"\b(?:version|revision|rev\.?|v\.?|edition)\s*(?:no\.?\s*)?(?P<digits>\d{1,3}(?:\.\d{1,3}){0,3})\b(?!\s*[/%])"
    rf"|\b(?:(?P<ordinal>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS)}))\s+(?:edition|version|revision)\b",
    re.IGNORECASE,
)


def _numbers(witness: Witness) -> Iterator[tuple[int, ...]]:
    """Version numbers in short lines at the ends of a text, in running heads and feet too."""
    for text in (*(block.text for block in _ends_of(witness)), *_furniture(witness)):
        for line in re.split(r"\n|(?<=\d\.)\s", text):
            found = _NUMBER.search(line) if len(line.split()) <= _MAX_WORDS_NUMBERED else None
            if found and (not line[: found.start()].strip() or not line[found.end() :].strip()):
                yield _number_of(found)


def _number_of(found: re.Match[str]) -> tuple[int, ...]:
    if found["word"]:
        return (_ORDINALS.index(found["word"].lower()) + 1,)
    return tuple(int(part) for part in (found["digits"] or found["ordinal"]).split("."))


_MAX_FURNITURE: Final = 6
"""Pieces of furniture at either end of a source that are looked at: a running head is there too."""


def _furniture(witness: Witness) -> Iterator[str]:
    pieces = witness.furniture
    for piece in (*pieces[:_MAX_FURNITURE], *pieces[_MAX_FURNITURE:][-_MAX_FURNITURE:]):
        yield witness.raw_text[piece.raw_start : piece.raw_end]


def _ends_of(witness: Witness) -> Sequence[Block]:
    blocks = witness.blocks
    behind = blocks[max(_BLOCKS_AT_ENDS, len(blocks) - _BLOCKS_AT_ENDS) :]
    return (*blocks[:_BLOCKS_AT_ENDS], *behind)


def _statements(witness: Witness) -> Iterator[str]:
    """Sentences at the ends of a text, or in its notes, that say that the text was revised."""
    for block in (*_ends_of(witness), *witness.notes):
        for sentence in re.split(r"(?<=[.!?])\s+|\n", block.text):
            if any(pattern.search(sentence[:_LOOK_AHEAD_CHARACTERS]) for pattern in _STATEMENTS):
                yield sentence.strip(" ([*_")
