"""The type of what the model finds, where its name says another than the model."""

from __future__ import annotations

from typing import Final

from briefing_ingest.model import Mention
from briefing_ingest.tag.judge.evidence_in_work import is_british_work
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.vocabulary import (
    kind_of_name,
)
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.tag.rulebook import (
    MODEL,
)

_BODIES: Final = frozenset(
    {"charity", "company", "council", "partnership", "party", "police", "university"}
)


def of_its_type(mention: Mention, scope: Scope) -> Mention:
    """What the model finds, with the type that its name says.

    An organisation called like an area is the area ("Humberside draws on ..."), in British texts
    a place called "Council" or "Trust" the body. Wrong for the building of a body ("met at Essex
    Police").
    """
    if (
        mention.rule == MODEL.name
        and mention.type == "organisation"
        and gazetteer.is_area(mention.text)
    ):
        return mention._replace(type="place")
    kind = kind_of_name(mention.text)
    if (
        mention.rule == MODEL.name
        and mention.type == "place"
        and kind in _BODIES
        and " " in mention.text
        and is_british_work(scope)
    ):
        return mention._replace(type="organisation", kind=kind)
    return mention
