"""The classes of words that the naming rules use: those of ``data/words.toml`` and of `english`,
and those of one field of policy from ``data/policing.toml``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from briefing_ingest.english.dates import CALENDAR_WORDS
from briefing_ingest.english.titles import titles_in_text

_DATA = "briefing_ingest.tag.data"


def data_text(name: str) -> str:
    """The text of the data file ``name``."""
    return resources.files(_DATA).joinpath(name).read_text(encoding="utf-8")


@cache
def _tables() -> dict[str, Any]:
    read = tomllib.loads(data_text("words.toml"))
    read["words"]["calendar"] += CALENDAR_WORDS
    read["words"]["titles"] = [*titles_in_text()]
    for table, classes in tomllib.loads(data_text("policing.toml")).items():
        for name, entries in classes.items():
            read[table].setdefault(name, []).extend(entries)
    return read


@cache
def words(name: str) -> frozenset[str]:
    """The class ``name`` (for example "roles"): words in lower case. Raises KeyError for an unknown
    class.
    """
    return frozenset(_tables()["words"][name])


@cache
def head_kinds() -> dict[str, str]:
    """Head word to the kind of organisation it says: ``{"trust": "charity", "council": "council",
    ...}``.
    """
    return {word: kind for kind, heads in _tables()["heads"].items() for word in heads}


def singular(word: str) -> str:
    """``word`` in lower case without an English plural ending; enough to look it up in a class.

    >>> [singular(w) for w in ("Charities", "Trusts", "Process", "Searches")]
    ['charity', 'trust', 'process', 'search']
    """
    low = word.lower()
    if low.endswith("corps"):
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is")) else low


def is_in(word: str, name: str) -> bool:
    """True if ``word`` or its singular belongs to the class ``name``."""
    return word.lower() in words(name) or singular(word) in words(name)


def kind_of_name(name: str) -> str:
    """The kind of organisation its head word tells: the last one, or the one before "of", "for" or
    "on"; "" if none.

    >>> (kind_of_name("Centre for Justice Innovation"), kind_of_name("Suffolk Constabulary"),
    ...  kind_of_name("Nacro"))
    ('body', 'police', '')
    """
    heads = head_kinds()
    parts = name.lower().replace(".", "").split()
    for before, after in pairwise([*parts, "of"]):
        if after in {"of", "for", "on"} and before in heads:
            return heads[before]
    return ""
