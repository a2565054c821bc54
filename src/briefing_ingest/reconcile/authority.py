"""Which witness speaks for the latest edition of a work, by what the witnesses say of themselves
and the manifest of them.

The latest is followed wherever an author changed something, through the whole work: figures taken
from one edition here and from another there make a text that nobody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Final, NamedTuple

from briefing_ingest.model import EditionKnownFrom, Witness, WorkEdition
from briefing_ingest.reconcile.edition import Edition, edition_of
from briefing_ingest.reconcile.facts import skeleton


class Authority(NamedTuple):
    """A witness that is later than another of its work, and what shows it, in words.

    ``known_from`` is what shows it: the manifest, a statement in the text, a date alone, the name
    of the source or the date of its file. ``revises`` is True if it is an edition of its own by the
    first two. ``earlier`` are the sources it is later than.
    """

    source_id: str
    reason: str
    known_from: EditionKnownFrom = "date"
    revises: bool = False
    earlier: frozenset[str] = frozenset()

    def added(self, having: Collection[str], all_names: Collection[str]) -> bool:
        """Whether it is an edition that added what the sources ``having`` have: all others are
        earlier editions.
        """
        is_its_own = self.revises and self.source_id in having
        return is_its_own and self.earlier.issuperset(set(all_names) - set(having))


class Sign(NamedTuple):
    """Something that shows that one edition is later than another, and in words why."""

    known_from: EditionKnownFrom
    reason: str


_MAX_QUOTED_CHARACTERS: Final = 80
"""Characters of a statement that are quoted in a reason."""


# --- signs, the surest first ----------------------------------------------------------------------


def _leads(one: Edition, other: Edition) -> Sign | None:
    if not one.leads or other.leads:
        return None
    return Sign("manifest", f"the manifest says that {one.source_id} leads")


def _supersedes(one: Edition, other: Edition) -> Sign | None:
    if other.source_id not in one.supersedes:
        return None
    said = f"the manifest says that {one.source_id} supersedes {other.source_id}"
    return Sign("manifest", said)


def _is_of_later_date(one: Edition, other: Edition) -> Sign | None:
    """Two dates decide, unless one only says the other less exactly or is a misreading of it. A
    text with a date is not later than one without: nothing tells.
    """
    if not other.date or one.date <= other.date or _is_one_date(one.date, other.date):
        return None
    against = f" ({other.source_id} {other.date})"
    if one.stated:
        what = "is the edition of" if one.is_edition else "was published on"
        return Sign(
            "manifest", f"the manifest says that {one.source_id} {what} {one.date}{against}"
        )
    if one.statement:
        said = f"{one.source_id} says of itself “{_quoted(one.statement)}”{against}"
        return Sign("statement", said)
    return Sign("date", f"{one.source_id} is dated {one.date}{against}")


def _is_one_date(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one) or skeleton(one) == skeleton(other)


def _is_of_later_number(one: Edition, other: Edition) -> Sign | None:
    if not other.number or one.number <= other.number:
        return None
    own, old = (".".join(map(str, edition.number)) for edition in (one, other))
    said = f"{one.source_id} says that it is version {own} ({other.source_id} {old})"
    return Sign("statement", said)


def _says_that_it_revises(one: Edition, other: Edition) -> Sign | None:
    if not one.statement or other.statement:
        return None
    return Sign("statement", f"{one.source_id} says of itself “{_quoted(one.statement)}”")


def _quoted(statement: str) -> str:
    if len(statement) <= _MAX_QUOTED_CHARACTERS:
        return statement
    return statement[:_MAX_QUOTED_CHARACTERS].rstrip() + "…"


def _is_named_later(one: Edition, other: Edition) -> Sign | None:
    """The names of the sources differ only in what says which version they are."""
    (stem, own), (other_stem, old) = _named(one.source_id), _named(other.source_id)
    if stem != other_stem or own <= old:
        return None
    return Sign("name", f"{one.source_id} is named as a later version than {other.source_id}")


_DATE_IN_NAME: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?:-?[01]\d(?:-?[0-3]\d)?)?(?!\d)")
_VERSION_IN_NAME: Final = re.compile(
    r"(?<![a-z])(?:version|ver|v|rev)[-_.]?(\d+(?:[-_.]\d+)*)(?![a-z0-9])"
)
_DRAFT: Final = re.compile(r"(?<![a-z])(?:draft|proof|preprint)(?![a-z])")
_REVISED: Final = re.compile(
    r"(?<![a-z])(?:corrected|revised|updated|amended|reissued?|corr|new)(?![a-z])"
)
_FINAL: Final = re.compile(r"(?<![a-z])final(?![a-z])")


def _named(source_id: str) -> tuple[str, tuple[int, tuple[int, ...], int, str]]:
    """The name of a source without what says which version it is, and that as something that can be
    compared: draft or not, a number, revised or not, a date.

    >>> _named("street-lights-v2"), _named("street-lights-draft")[0]
    (('streetlights', (0, (2,), 0, '')), 'streetlights')
    """
    version = _VERSION_IN_NAME.search(source_id)
    number = tuple(map(int, re.findall(r"\d+", version[1]))) if version else ()
    dated = _DATE_IN_NAME.search(source_id)
    date = re.sub(r"\D", "", dated.group()) if dated else ""
    standing = -1 if _DRAFT.search(source_id) else 0
    stem = source_id
    for pattern in (_VERSION_IN_NAME, _DATE_IN_NAME, _DRAFT, _REVISED, _FINAL):
        stem = pattern.sub("", stem)
    stem = re.sub(r"[^a-z0-9]", "", stem)
    return stem, (standing, number, int(bool(_REVISED.search(source_id))), date)


def _is_of_later_file(one: Edition, other: Edition) -> Sign | None:
    """The weakest sign: an old edition is often made into a new file."""
    if not other.file_date or one.file_date <= other.file_date:
        return None
    said = (
        f"the file of {one.source_id} is of {one.file_date} ({other.source_id} {other.file_date})"
    )
    return Sign("file", said)


_SIGNS: Final[tuple[Callable[[Edition, Edition], Sign | None], ...]] = (
    _leads,
    _supersedes,
    _is_of_later_date,
    _is_of_later_number,
    _says_that_it_revises,
    _is_named_later,
    _is_of_later_file,
)
"""In order: the first that tells which of two editions is later decides."""


# --- the order of editions ------------------------------------------------------------------------


def sign_of_later(one: Edition, other: Edition) -> Sign | None:
    """What shows that ``one`` is later than ``other``; None if nothing does or it is earlier."""
    for shows in _SIGNS:
        sign = shows(one, other)
        if sign or shows(other, one):
            return sign
    return None


def is_later(one: Edition, other: Edition) -> bool:
    """True if ``one`` is later than ``other`` by the surest sign that there is."""
    return sign_of_later(one, other) is not None


def authorities(witnesses: Sequence[Witness]) -> tuple[Authority, ...]:
    """The witnesses that are later than another one, the latest first; of equals those that come
    first.

    None where nothing shows that a witness is later than another.
    """
    left = [edition_of(witness) for witness in witnesses] if len(witnesses) > 1 else []
    found = []
    while len(left) > 1:
        latest = next((own for own in left if _is_latest(own, left)), None)
        if latest is None:
            break
        found.append(_authority(latest, left))
        left.remove(latest)
    return tuple(found)


def _is_latest(own: Edition, editions: Sequence[Edition]) -> bool:
    """True if no edition is later than ``own``, and one of them is earlier."""
    if any(is_later(other, own) for other in editions):
        return False
    return any(is_later(own, other) for other in editions)


def _authority(edition: Edition, editions: Sequence[Edition]) -> Authority:
    """The record of an edition that is the latest of ``editions``."""
    signs = {other.source_id: sign_of_later(edition, other) for other in editions}
    shown = {name: sign for name, sign in signs.items() if sign}
    surest = min(shown.values(), key=lambda sign: _SURENESS.index(sign.known_from))
    return Authority(
        edition.source_id,
        surest.reason,
        known_from=surest.known_from,
        revises=edition.revises,
        earlier=frozenset(shown),
    )


_SURENESS: Final[tuple[EditionKnownFrom, ...]] = ("manifest", "statement", "date", "name", "file")


def is_leading(witness: Witness) -> bool:
    """Whether the manifest says that this edition is followed."""
    return edition_of(witness).leads


def editions_of(witnesses: Sequence[Witness]) -> tuple[WorkEdition, ...]:
    """The edition of each witness, in their order; none where no witness is later than another."""
    found = {authority.source_id: authority for authority in authorities(witnesses)}
    if not found:
        return ()
    dated = {witness.source_id: edition_of(witness).date for witness in witnesses}
    order = {name: place for place, name in enumerate(dated)}
    return tuple(
        WorkEdition(
            name,
            date,
            tuple(sorted(found[name].earlier, key=order.__getitem__)) if name in found else (),
            found[name].reason if name in found else "",
            found[name].known_from if name in found else None,
        )
        for name, date in dated.items()
    )
