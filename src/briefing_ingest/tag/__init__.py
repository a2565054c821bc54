"""Organisations and places in the text of works: found by a statistical model and by named rules,
then resolved.

    Work --find_mentions--> Mentions --resolve--> Tagged (entities, each with its identifiers)

People are never tagged: sources describe named victims. Every mention carries the name of the rule
  that found it.
"""

from briefing_ingest.tag.find import find_mentions, serves
from briefing_ingest.tag.knowledge.canonical_names import served
from briefing_ingest.tag.knowledge.gazetteer import Sense, senses
from briefing_ingest.tag.knowledge.maintainers_list import OwnName, read_own
from briefing_ingest.tag.recogniser.identity import DEFAULT_MODEL, model_identity
from briefing_ingest.tag.resolve.resolve import resolve
from briefing_ingest.tag.standoff import Annotation, annotated

__all__ = [
    "DEFAULT_MODEL",
    "Annotation",
    "OwnName",
    "Sense",
    "annotated",
    "find_mentions",
    "model_identity",
    "read_own",
    "resolve",
    "senses",
    "served",
    "serves",
]
