"""Mentions of one source as standoff annotations: JSON Lines, and W3C Web Annotation for annotation tools."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from briefing_ingest.model import Entity
from briefing_ingest.tag import Annotation

_CONTEXT: Final = 32
"""Code points before and after that a Web Annotation quotes, so that it survives small changes of the text."""


@dataclass(frozen=True)
class TaggedSource:
    """One source and the names found in it: offsets are code points of ``raw_text``, 0-based, end-exclusive."""

    name: str
    path: str
    raw_text: str
    found: Sequence[tuple[Annotation, str]]
    """Each annotation with the id of its entity."""
    entities: Mapping[str, Entity]


def render_jsonl(tagged: TaggedSource) -> str:
    """One line of JSON: the source and its mentions in text order.

    ``text`` is what the raw text has, ``name`` the repaired text where that differs.
    """
    mentions = [_mention(tagged, annotation, entity) for annotation, entity in tagged.found]
    return json.dumps({"id": tagged.name, "source": tagged.path, "mentions": mentions}, ensure_ascii=False) + "\n"


def _mention(tagged: TaggedSource, annotation: Annotation, entity_id: str) -> dict[str, Any]:
    mention, raw = annotation.mention, tagged.raw_text[annotation.start : annotation.end]
    fields = {
        "start": annotation.start,
        "end": annotation.end,
        "type": mention.type,
        "kind": mention.kind,
        "text": raw,
        "name": mention.text if mention.text != raw else "",
        "entity": entity_id,
        "same_as": [identifier.uri for identifier in tagged.entities[entity_id].same_as],
        "rule": mention.rule,
        "confidence": mention.confidence,
        "reason": mention.reason,
    }
    return {key: value for key, value in fields.items() if value not in ("", [])}


def render_webannotation(tagged: TaggedSource) -> str:
    """One line of JSON: an annotation page of the W3C Web Annotation data model, an annotation a mention.

    Each target is found by position and by quotation; bodies say the type and identify the entity.
    """
    items = list(_items(tagged))
    page = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": items}
    return json.dumps(page, ensure_ascii=False) + "\n"


def _items(tagged: TaggedSource) -> Iterator[dict[str, Any]]:
    raw = tagged.raw_text
    for annotation, entity_id in tagged.found:
        start, end, mention = annotation
        identities = [identifier.uri for identifier in tagged.entities[entity_id].same_as]
        tags = [{"type": "TextualBody", "purpose": "tagging", "value": mention.type}]
        quote = {
            "type": "TextQuoteSelector",
            "exact": raw[start:end],
            "prefix": raw[max(0, start - _CONTEXT) : start],
            "suffix": raw[end : end + _CONTEXT],
        }
        yield {
            "type": "Annotation",
            "motivation": "identifying" if identities else "tagging",
            "body": [*tags, *({"source": uri, "purpose": "identifying"} for uri in identities)],
            "target": {
                "source": tagged.path,
                "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, quote],
            },
        }
