"""What any recogniser gives: spans with a label, and whether it is sure of them."""

from __future__ import annotations

from typing import Final, NamedTuple

LABELS: Final = {
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PERSON": "person",
}
"""spaCy's labels that are looked at, and what they stand for here."""

SURE_SPANS: Final = "sure"
"""The span group in which a pipeline gives the entities that it is sure of, if it gives one."""


class Guess(NamedTuple):
    """A span the model labels: code points, 0-based, end-exclusive; ``label`` is spaCy's."""

    start: int
    end: int
    label: str
    is_sure: bool = False
    """True if the model says that it is sure; other models than the package's own do not say."""
