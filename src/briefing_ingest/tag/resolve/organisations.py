"""Which names are one organisation's, across all works.

Names are one if they differ in typography, "and" or "&", or legal form only; if one is the other's
acronym, by definition in a work or by its initials; if one is the other without its head words ("St
Giles", "St Giles Trust"); or if the gazetteer has both for one body. A short name that works take
for several things is none of them. A body that every state has ("Department of Justice") is that of
the country named with it, else of the one the work is about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from briefing_ingest.dictionary import is_word
from briefing_ingest.model import Mention, Work
from briefing_ingest.tag.finders.acronyms import initials
from briefing_ingest.tag.finders.by_context import head_of
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.canonical_names import (
    body_of,
    canonical,
    is_of_state,
    name_key,
    owner_in,
)
from briefing_ingest.tag.knowledge.maintainers_list import OwnName
from briefing_ingest.tag.knowledge.vocabulary import head_kinds, words
from briefing_ingest.tag.resolve.place_senses import home

_BRACKET: Final = " ("
_IN_COUNTRY: Final = re.compile(r"\s(?:of|in)\s(?:the\s)?([A-Z][\w.]*(?: [A-Z]\w*)*)")
_KEY: Final = "organisation "
_ABROAD: Final = re.compile(r" \((\w\w)\)$")


class Named(NamedTuple):
    """A name in a work: the work's index, the canonical name, and whose it is where every state has
    such a body.

    ``country`` is an ISO code in lower case; "" for the United Kingdom's and for all others.
    """

    work: int
    name: str
    country: str

    @property
    def key(self) -> str:
        """What other spellings of the name share."""
        return name_key(self.name)


@dataclass(frozen=True)
class Bodies:
    """The organisations that works name: the country of each work, and the key of each name's
    organisation.
    """

    countries: Sequence[str]
    keys: Mapping[tuple[int, str, str], str]

    def key(self, work: int, text: str, country: str = "") -> str:
        """The key of the organisation that ``text`` names in the work; ``country`` as
        `body_country` has it.
        """
        named = named_in(work, text, country or self.countries[work])
        return self.keys[work, named.key, named.country]


def organisation_keys(
    works: Sequence[Work], mentions: Sequence[Sequence[Mention]], own: Sequence[OwnName] = ()
) -> Bodies:
    """The key of every name's organisation; what bears a name of ``own`` has the key of that
    row.
    """
    countries = [home(work, found) for work, found in zip(works, mentions, strict=True)]
    given = list(zip(range(len(works)), works, mentions, countries, strict=True))
    names = [sorted(set(_names_in(*each))) for each in given]
    short = [
        _short_by_definition(*each) | _short_by_form(found)
        for each, found in zip(given, names, strict=True)
    ]
    everywhere = _short_in_all_works(short)
    rows = _keys_of_rows(own)
    keys = {}
    for named in (named for found in names for named in found):
        key = short[named.work].get(named.key) or everywhere.get(named.key) or named.key
        known = rows.get(named.key) or rows.get(key)
        found_key = known or _KEY + key + _suffix(key, named.country)
        keys[named.work, named.key, named.country] = found_key
    return Bodies(countries, keys)


def _keys_of_rows(own: Sequence[OwnName]) -> dict[str, str]:
    """The key of each organisation that the maintainer lists, by the keys of all its names."""
    bodies = [row for row in own if row.type == "organisation"]
    return {key: own_key(row) for row in bodies for key in _own_keys(row)}


def named_in(work: int, text: str, country: str) -> Named:
    """The name ``text`` in a work that is about ``country`` (an ISO code, "" where it does not
    say).
    """
    owner, rest = owner_in(text)
    whose = owner or country
    if whose in ("", "GB"):
        return Named(work, canonical(rest, british=True), "")
    return Named(work, canonical(rest, british=False), whose.lower() if is_of_state(rest) else "")


def _suffix(key: str, country: str) -> str:
    return f" ({country})" if country and is_of_state(key) else ""


def abroad_of(key: str) -> str:
    """The country of another state's body, from its key; "" for all others.

    >>> (abroad_of("organisation department of justice (us)"),
    ...  abroad_of("organisation department of justice"))
    ('us', '')
    """
    match = _ABROAD.search(key)
    return match[1] if match else ""


def body_country(work: Work, mention: Mention) -> str:
    """The country that follows a name in the text ("the Ministry of Justice of France"), as an ISO
    code; or "".
    """
    match = _IN_COUNTRY.match((work.blocks + work.notes)[mention.block].text, mention.end)
    sense = gazetteer.countries().get(match[1]) if match else None
    return sense.country if sense else ""


def own_key(row: OwnName) -> str:
    """The key of an organisation that the maintainer lists."""
    return _KEY + name_key(row.names[0])


def _own_keys(row: OwnName) -> set[str]:
    return {name_key(form) for name in row.names for form in (name, canonical(name, british=True))}


def _names_in(number: int, work: Work, found: Sequence[Mention], country: str) -> Iterator[Named]:
    for mention in found:
        if mention.type == "organisation":
            yield named_in(number, mention.text, body_country(work, mention) or country)
    yield from (named_in(number, imprint.name, country) for imprint in work.imprints)


def _short_by_definition(
    number: int, work: Work, found: Sequence[Mention], country: str
) -> dict[str, str]:
    """Short key to long key for every "Long Form (LF)" whose both parts are mentions."""
    blocks = work.blocks + work.notes
    pairs: dict[str, str] = {}
    for long, short in pairwise(found):
        between = blocks[long.block].text[long.end : short.start]
        if (
            long.block == short.block
            and between == _BRACKET
            and long.type == short.type == "organisation"
        ):
            keys = [named_in(number, mention.text, country).key for mention in (short, long)]
            pairs.setdefault(*keys)
    return pairs


def _short_by_form(names: Sequence[Named]) -> dict[str, str]:
    """Short key to long key for the names of a work that are another's initials, or another without
    its head words.

    Where several could be meant, none is. A single English word is no short name: "the Cabinet" is
    not its Office.
    """
    known = {named.key: named.name for named in names}
    found = {named.key: _longer(named.name, known) for named in names}
    return {key: long for key, long in found.items() if long}


def _longer(name: str, known: Mapping[str, str]) -> str:
    """The key of the one name of several words that ``name`` is short for; "" if there are none or
    several.
    """
    found = _longer_names(name, known)
    return found[0] if len(found) == 1 else ""


def _longer_names(name: str, known: Mapping[str, str]) -> list[str]:
    """The keys of all names that ``name`` may be short for: as their kind, their initials, or
    without their head words.
    """
    key = name_key(name)
    if key in words("called_by_kind"):
        return _of_several_words(known, lambda full: head_of(full) == key)
    if " " not in name and name.isupper():
        return _of_several_words(known, lambda full: name in initials(full))
    if " " not in key and is_word(key):
        return []
    return [long for long in known if _goes_on_with_heads(key, long)]


def _of_several_words(known: Mapping[str, str], is_meant: Callable[[str], bool]) -> list[str]:
    """The keys of the names of several words that are meant."""
    return [long for long, full in known.items() if " " in full and is_meant(full)]


def _goes_on_with_heads(key: str, long: str) -> bool:
    """True for "st giles" and "st giles trust"."""
    begin = f"{key} "
    return long.startswith(begin) and all(
        word in head_kinds() for word in long[len(begin) :].split()
    )


def _short_in_all_works(short: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Short names that all works which tell take for the same; single words only if they are
    acronyms of a body.
    """
    longs: defaultdict[str, set[str]] = defaultdict(set)
    for pairs in short:
        for key, long in pairs.items():
            longs[key].add(long)
    return {key: min(found) for key, found in longs.items() if len(found) == 1}


def fullest(spellings: Mapping[str, int]) -> str:
    """The name of an organisation among its ``spellings``: the official one, else the commonest of
    the longest form.

    >>> (fullest({"CJA": 5, "Criminal Justice Alliance": 2}),
    ...  fullest({"St. Giles Trust": 1, "St Giles Trust": 2}))
    ('Criminal Justice Alliance', 'St Giles Trust')
    """
    official = [body.name for body in map(body_of, sorted(spellings)) if body]
    if official:
        return official[0]
    return min(spellings, key=lambda name: (-_length(name), -spellings[name], len(name), name))


def _length(name: str) -> int:
    return len(name_key(canonical(name, british=False)))
