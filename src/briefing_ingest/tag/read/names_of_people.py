"""What people are called: the forms of their names, and what is not called so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from briefing_ingest.english.bylines import CAPITAL, PARTICLES
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import Word, words_of
from briefing_ingest.tag.knowledge.vocabulary import head_kinds, is_in, kind_of_name, words

LOW: Final = "[a-zß-öø-ÿā-ž]"
"""Small letters of Latin alphabets, and a few capitals, which do no harm within a word."""
CAPITALISED: Final = rf"(?:{CAPITAL}['’])?(?:Ma?c)?{CAPITAL}{LOW}+(?:[-‑'’]{CAPITAL}{LOW}+)*"
PARTICLES_BEFORE: Final = (
    r"(?:(?:de|del|della|di|da|van|von|der|den|la|le|bin|ibn|al|el|ap|O)[ -])*"
)
INITIALS: Final = r"(?:[A-Z]\.[ -]?){1,3}"
SURNAME: Final = rf"{PARTICLES_BEFORE}{CAPITALISED}"
GIVEN: Final = rf"(?:{CAPITALISED}|{INITIALS})"


def may_be_somebody(name: str) -> bool:
    """False for names with the head word of a body, of a street or of a thing at their end."""
    base = _last_word(name)
    if not base or not any(map(str.isupper, name)) or _is_acronym(name):
        return False
    if any(is_in(base, kind) for kind in ("roles", "things", "calendar", "demonyms")):
        return False
    return not _names_body(name, base) and not _is_street(name, base)


def _last_word(name: str) -> str:
    return next((word.base for word in reversed(words_of(name))), "")


def _is_acronym(name: str) -> bool:
    return name.isupper() and " " not in name


def _names_body(name: str, last: str) -> bool:
    return (
        last.lower() in head_kinds()
        or bool(kind_of_name(name))
        or name in gazetteer.public_bodies()
    )


def _is_street(name: str, last: str) -> bool:
    """True for "Clear Street"; a single "Street" may be a surname."""
    return " " in name and is_in(last, "streets")


def is_listed(name: str) -> bool:
    """True if a place of this name is listed, here or abroad."""
    return gazetteer.is_place(name) or name in gazetteer.cities()


def may_be_name(name: str) -> bool:
    """Two words or more, of which none says what sort of body or place it is."""
    parts = words_of(name)
    if (
        gazetteer.is_place(name)
        or gazetteer.is_area(parts[0].base)
        or parts[0].text.lower() in words("openers")
    ):
        return False
    classes = ("things", "demonyms", "roles", "generic", "calendar")
    return may_be_somebody(name) and not any(is_in(word.base, c) for word in parts for c in classes)


def has_own_evidence(name: str) -> bool:
    """True for names that say themselves that they are no person's: "Smith & Co", "Clear Street",
    "Lee Trust".
    """
    is_prison = bool(re.match(r"HM(?:P|YOI)\b", name))
    return (
        is_prison or "&" in name or bool(kind_of_name(name)) or _is_street(name, _last_word(name))
    )


_CLASSES_IN_NO_NAME: Final = (
    "adjectives",
    "bodies_elsewhere",
    "calendar",
    "clubs",
    "demonyms",
    "directions",
    "generic",
    "groups",
    "landmarks",
    "openers",
    "purposes",
    "roles",
    "sorts_of_place",
    "streets",
    "thing_nouns",
    "things",
)
"""Classes of words of which none stands in the name of a person, or so seldom that it counts
against one."""


HYPHENED: Final = re.compile(r"(?:al|as|el|an)[-‑][A-Z]")
"""A particle and a name that a hyphen joins, "al-Sayed", is a word that begins small."""


_NAME_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’‑-])*")


def called_like_person(text: str, name: Sequence[Word]) -> bool:
    """True if ``name`` is two or three words with capitals, particles between them, as given name
    and surname are.
    """
    return (
        _has_form_of_name(name)
        and all(_may_be_in_name(word) for word in name if _is_written_large(word))
        and not _SEPARATES_NAMES.search(text[name[0].start : name[-1].end])
        and not any(is_listed(text[name[0].start : word.end]) for word in name[1:])
    )


def _is_written_large(word: Word) -> bool:
    """True for a capitalised word, and for one with a particle before its capital: "al-Sayed"."""
    return word.is_capital or bool(HYPHENED.match(word.text))


def _has_form_of_name(name: Sequence[Word]) -> bool:
    """True for two or three large words with nothing but particles between them, the last longer
    than an initial.
    """
    large = [word for word in name if _is_written_large(word)]
    if not 2 <= len(large) <= 3 or not name[0].is_capital or name[-1] is not large[-1]:
        return False
    last = large[-1].text
    if len(last) == 1 or last.lower() in PARTICLES:
        return False
    return all(word.text in PARTICLES for word in name if word not in large)


_SEPARATES_NAMES: Final = re.compile(r"[\t\n–—]|\s-\s")


def _may_be_in_name(word: Word) -> bool:
    return bool(_NAME_WORD.fullmatch(word.text)) and not _is_in_no_name(word)


@cache
def _in_no_name() -> frozenset[str]:
    return frozenset(head_kinds()).union(*map(words, _CLASSES_IN_NO_NAME)) - words("perhaps_names")


def _is_in_no_name(word: Word) -> bool:
    return word.base.lower() in _in_no_name() or (word.text != word.base)


COMMON_USES: Final = 4_000_000
"""Uses in the corpus of the dictionary above which a word is seldom first a given name:
"lending"."""
