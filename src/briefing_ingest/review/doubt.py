"""A doubtful place, and the decisions that settle it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

Value = str | tuple[str, ...]


class Answer(NamedTuple):
    """What the place may be instead, in words, and the ``[[decision]]`` that says so."""

    says: str
    decision: Mapping[str, Value]


class Picture(NamedTuple):
    """Where the place is on a page of a PDF: hundredths of a point from the top left."""

    source: str
    page: int
    box: tuple[int, int, int, int]


class Doubt(NamedTuple):
    """A doubtful place.

    ``stake`` is how many words of the dataset depend on it; a figure counts for more. ``where``
    says the place for people, ``address`` names it for `ingest explain`.
    """

    stake: int
    kind: Literal["left out", "kept", "table", "reading", "edition", "versions", "name", "link"]
    where: str
    address: str
    text: str
    why: str
    answers: tuple[Answer, ...]
    picture: Picture | None = None

    def as_json(self) -> dict[str, Any]:
        """The doubt with its decisions as they are written in the manifest."""
        answers = [{"says": one.says, "decision": as_toml(one.decision)} for one in self.answers]
        picture = self.picture and self.picture._asdict()
        return {**self._asdict(), "answers": answers, "picture": picture}


def as_toml(decision: Mapping[str, Value]) -> str:
    """A decision as the manifest has it.

    >>> print(as_toml({"source": "a", "keep": "The panel met."}))
    [[decision]]
    source = "a"
    keep = "The panel met."
    """
    lines = (f"{key} = {_value(value)}" for key, value in decision.items())
    return "\n".join(["[[decision]]", *lines])


def _value(value: Value) -> str:
    if isinstance(value, str):
        return _quoted(value)
    return f"[{', '.join(map(_quoted, value))}]"


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON's escapes are among its own."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def worst_first(doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
    """``doubts`` with those first on which most depends."""
    return tuple(sorted(doubts, key=lambda doubt: (-doubt.stake, *doubt[1:5])))
