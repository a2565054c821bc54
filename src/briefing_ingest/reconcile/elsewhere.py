"""Whether a witness that lacks a passage at its place has it in another: then its silence says
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from briefing_ingest.model import Witness
from briefing_ingest.reconcile.cluster import witness_keys
from briefing_ingest.reconcile.signatures import RUN
from briefing_ingest.text import word_key

Runs = frozenset[tuple[str, ...]]
Held = Mapping[str, Runs]
"""The runs of words that each witness has, by its source's id."""

_MIN_SHARE_HELD: Final = 0.5
"""A passage is held if this share of its runs is; misread words break the others."""


def runs_of(witness: Witness) -> Runs:
    """The runs of `RUN` words that the blocks of a witness have."""
    return _runs(witness_keys(witness))


def holds(runs: Runs, text: str) -> bool:
    """True if a witness with ``runs`` has ``text`` somewhere; False too for texts of fewer words
    than a run.
    """
    keys = [key for word in text.split() if (key := word_key(word))[:1].isalnum()]
    own = _runs(keys)
    return bool(own) and len(own & runs) >= _MIN_SHARE_HELD * len(own)


def _runs(keys: list[str]) -> Runs:
    return frozenset(tuple(keys[i : i + RUN]) for i in range(len(keys) - RUN + 1))
