"""Which witness speaks for the latest edition of a work, by what the witnesses say of themselves.

A witness says so with a date of its own or with a statement that it was corrected, updated or
published before. The
one that is latest by this is followed wherever witnesses differ in a fact, through the whole work:
figures taken from one edition here and from another there make a text that nobody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from briefing_ingest.english.dates import leading_date, printed_date
from briefing_ingest.model import MANIFEST, Witness
from briefing_ingest.reconcile.facts import skeleton
from briefing_ingest.text import iso_date


class Edition(NamedTuple):
    """What a witness says of its edition.

    ``date`` is in ISO 8601, as exact as it is stated, or ""; ``statement`` are the words that say
    the text was revised, or ""; ``stated`` is True if the manifest gives the date, ``leads`` if it
    says that this edition is followed. ``is_edition`` is True if the manifest says that the
    date is that of an edition, and ``supersedes`` are the ids of the sources that it says are
    earlier.
    """

    date: str = ""
    statement: str = ""
    stated: bool = False
    leads: bool = False
    source_id: str = ""
    is_edition: bool = False
    supersedes: frozenset[str] = frozenset()

    @property
    def revises(self) -> bool:
        """Whether it says, or the manifest of it, that it is another edition: a date alone does
        not, since the page and the PDF of one edition often bear different days.
        """
        return bool(self.statement or self.supersedes) or self.leads or self.is_edition


class Authority(NamedTuple):
    """A witness that is later than another of its work, and what shows it, in words.

    ``stated`` is True if the manifest or a statement of revision shows it, not a date alone;
    ``revises`` if it is an edition of its own by these. ``earlier`` are the sources it is later
    than.
    """

    source_id: str
    reason: str
    stated: bool = False
    revises: bool = False
    earlier: frozenset[str] = frozenset()

    def added(self, having: Collection[str], all_names: Collection[str]) -> bool:
        """Whether it is an edition that added what the sources ``having`` have: all others are
        earlier editions.
        """
        is_its_own = self.revises and self.source_id in having
        return is_its_own and self.earlier.issuperset(set(all_names) - set(having))


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

_MAX_QUOTED_CHARACTERS: Final = 80
"""Characters of a statement that are quoted in a reason."""


def edition_of(witness: Witness) -> Edition:
    """What ``witness`` says of its edition: the manifest's date, else the latest that it gives as
    its own.
    """
    statement = next(_statements(witness), "")
    stated = {f.name: f.value for f in witness.facts if f.where == MANIFEST}
    known = Edition(
        statement=statement,
        leads=is_leading(witness),
        source_id=witness.source_id,
        is_edition="edition" in stated,
        supersedes=frozenset(
            f.value for f in witness.facts if f.name == "supersedes" and f.where == MANIFEST
        ),
    )
    date = iso_date(stated.get("edition") or stated.get("published", ""))
    if date:
        return known._replace(date=date, stated=True)
    own = max([_date_of(statement), *_own_dates(witness)])
    return known._replace(date=own, stated=known.leads or bool(known.supersedes))


def is_leading(witness: Witness) -> bool:
    """Whether the manifest says that this edition is followed."""
    return any(fact.name == "leads" and fact.where == MANIFEST for fact in witness.facts)


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
        if fact.name in ("published", "modified") and not fact.where.startswith("PDF "):
            yield iso_date(fact.value)
    yield from (printed_date(block.text) for block in witness.blocks[:_BLOCKS_AT_ENDS])


def _statements(witness: Witness) -> Iterator[str]:
    """Sentences at the ends of a text, or in its notes, that say that the text was revised."""
    blocks = witness.blocks
    ends = [
        *blocks[:_BLOCKS_AT_ENDS],
        *blocks[max(_BLOCKS_AT_ENDS, len(blocks) - _BLOCKS_AT_ENDS) :],
        *witness.notes,
    ]
    for block in ends:
        for sentence in re.split(r"(?<=[.!?])\s+|\n", block.text):
            if any(pattern.search(sentence[:_LOOK_AHEAD_CHARACTERS]) for pattern in _STATEMENTS):
                yield sentence.strip(" ([*_")


def is_later(one: Edition, other: Edition) -> bool:
    """True if ``one`` says that it is later than ``other``, or the manifest that it leads or
    supersedes the other.

    Else two dates decide, unless one only says the other less exactly or is a misreading of it;
    else a statement that the text was revised, where the other has none. A text with a date is not
    later than one without: nothing tells.
    """
    if one.leads or other.leads:
        return one.leads and not other.leads
    if other.source_id in one.supersedes or one.source_id in other.supersedes:
        return other.source_id in one.supersedes
    if one.date and other.date and not _is_one_date(one.date, other.date):
        return one.date > other.date
    return bool(one.statement) and not other.statement


def _is_one_date(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one) or skeleton(one) == skeleton(other)


def authorities(witnesses: Sequence[Witness]) -> tuple[Authority, ...]:
    """The witnesses that are later than another one, the latest first; of equals those that come
    first.

    None where no witness says that it is later than another.
    """
    left = [edition_of(witness) for witness in witnesses] if len(witnesses) > 1 else []
    found = []
    while len(left) > 1:
        latest = next((own for own in left if _is_latest(own, left)), None)
        if latest is None:
            break
        found.append(_authority(latest, [other for other in left if is_later(latest, other)]))
        left.remove(latest)
    return tuple(found)


def _is_latest(own: Edition, editions: Sequence[Edition]) -> bool:
    """True if no edition is later than ``own``, and one of them is earlier."""
    if any(is_later(other, own) for other in editions):
        return False
    return any(is_later(own, other) for other in editions)


def _authority(edition: Edition, earlier: Sequence[Edition]) -> Authority:
    return Authority(
        edition.source_id,
        f"{_why_latest(edition, earlier)}{_dated(earlier)}",
        stated=edition.stated or bool(edition.statement),
        revises=edition.revises,
        earlier=frozenset(other.source_id for other in earlier),
    )


def _why_latest(edition: Edition, earlier: Sequence[Edition]) -> str:
    """What shows that an edition is later than the ``earlier`` ones, in words."""
    name = edition.source_id
    superseded = sorted(edition.supersedes & {other.source_id for other in earlier})
    if edition.leads:
        return f"the manifest says that {name} leads"
    if superseded:
        return f"the manifest says that {name} supersedes {', '.join(superseded)}"
    if edition.stated and edition.date:
        what = "is the edition of" if edition.is_edition else "was published on"
        return f"the manifest says that {name} {what} {edition.date}"
    if edition.statement:
        return f"{name} says of itself “{_quoted(edition.statement)}”"
    return f"{name} is dated {edition.date}"


def _quoted(statement: str) -> str:
    if len(statement) <= _MAX_QUOTED_CHARACTERS:
        return statement
    return statement[:_MAX_QUOTED_CHARACTERS].rstrip() + "…"


def _dated(earlier: Sequence[Edition]) -> str:
    """The dates of the earlier editions, in words that go on from the latest."""
    dated = [f"{other.source_id} {other.date}" for other in earlier if other.date]
    return f" ({', '.join(dated)})" if dated else ""
