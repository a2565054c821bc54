"""A candidate that is an organisation: its kind by its head word, its legal form with its name."""

from __future__ import annotations

import re
from typing import Final

from briefing_ingest.tag.finders.candidate import Candidate
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.vocabulary import kind_of_name
from briefing_ingest.tag.read.scope import Scope

_LEGAL: Final = re.compile(
    r",?\s(?:Inc\.?|Ltd\.?|Corp\.?|Co\.|LLC|LLP|[Pp]lc|PLC|Limited|GmbH)(?!\w)"
)
_FULL_STOP: Final = re.compile(r"\b(?:Inc|Ltd|Corp|Co)\.$")


def organisation(scope: Scope, block: int, span: tuple[int, int]) -> Candidate:
    """A mention of an organisation whose kind its head word tells, with the legal form behind its
    name.
    """
    legal = _LEGAL.match(scope.texts[block], span[1]) or _FULL_STOP.search(
        scope.texts[block], span[0], span[1] + 1
    )
    start, end = span[0], max(span[1], legal.end() if legal else 0)
    text = scope.texts[block][start:end]
    body = gazetteer.public_bodies().get(text)
    return Candidate(
        block, start, end, text, "organisation", body.kind if body else kind_of_name(text)
    )


def end_of_company(text: str, start: int, end: int) -> int:
    """``end``, or where a legal form with a full stop inside the name closes it: "Lee & Co. Smith"
    is two.
    """
    legal = re.compile(r"\s(?:Inc|Ltd|Co|Corp)\.(?=\s[A-Z])").search(text, start, end)
    return legal.end() - 1 if legal else end
