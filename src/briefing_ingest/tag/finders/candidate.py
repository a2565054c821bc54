"""What a finder yields. The rule is not the finder's to name: its record in the rulebook does
that.
"""

from __future__ import annotations

from typing import NamedTuple

from briefing_ingest.model import EntityType


class Candidate(NamedTuple):
    """What may be a mention; the fields are those of `model.Mention`, without its rule and how sure
    it is.
    """

    block: int
    start: int
    end: int
    text: str
    type: EntityType
    kind: str = ""
