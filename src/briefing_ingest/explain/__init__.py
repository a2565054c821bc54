"""From any id back to the source: place, raw lines, repairs, readings and the rules that chose
among them.
"""

from __future__ import annotations

import re

from briefing_ingest.dataset import Entity, Relation, Work
from briefing_ingest.errors import UsageError
from briefing_ingest.explain.passage import Loaded, explain_passage
from briefing_ingest.explain.picture import Boxed, boxes, drawn, page_image
from briefing_ingest.explain.relation import explain_relation
from briefing_ingest.explain.target import Passage, Target, find_target
from briefing_ingest.explain.things import (
    explain_code,
    explain_entity,
    explain_source,
    explain_work,
)
from briefing_ingest.explain.words import explain_words

_CODE = re.compile(r"[EWN]\d{3}", re.IGNORECASE)

__all__ = ["Boxed", "Loaded", "boxes", "drawn", "explain", "explain_code", "is_code", "page_image"]


def is_code(target: str) -> bool:
    """True for what has the form of an error code: it is explained without any dataset."""
    return bool(_CODE.fullmatch(target))


def explain(briefings: Loaded, target: str) -> str:
    """Plain text (100 columns) about what ``target`` names.

    It may be WORK, WORK/BLOCK, WORK/NOTE, WORK/BLOCK#START-END (code points, 0-based,
    end-exclusive), WORK/BLOCK#OFFSET (the link, name, variant or note reference that stands there),
    WORK/BLOCK:words or WORK:words (their first occurrence), WORK/RELATION/WORK, a web address, the
    id of an entity or a source, or a code such as E204. What is
    none of these is looked for as words: in the texts, in readings that were not taken and in what
      was left out.

    Raises:
        UsageError: E407 with the nearest ids where it names nothing and stands nowhere.
    """
    if is_code(target):
        return explain_code(target)
    try:
        return "\n".join(
            _page(briefings, found) for found in find_target(briefings.dataset, target)
        )
    except UsageError:
        if said := explain_words(briefings, target):
            return said
        raise


def _page(briefings: Loaded, target: Target) -> str:
    if isinstance(target, Passage):
        return explain_passage(briefings, target)
    if isinstance(target, Work):
        return explain_work(briefings, target)
    if isinstance(target, Entity):
        return explain_entity(briefings, target)
    if isinstance(target, Relation):
        return explain_relation(briefings, target)
    return explain_source(briefings, target)
