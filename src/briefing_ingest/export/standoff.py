"""Mentions of one source as standoff annotations: JSON Lines, and W3C Web Annotation for annotation
tools.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote as quote_path
from uuid import NAMESPACE_URL, uuid5

from briefing_ingest.model import Entity, Mention
from briefing_ingest.tag import Annotation

_CONTEXT: Final = 32
"""Code points before and after that a Web Annotation quotes, so that it survives small changes of
the text."""


@dataclass(frozen=True)
class TaggedSource:
    """One source and the names found in it: offsets are code points of ``raw_text``, 0-based,
    end-exclusive.

    What is printed counts in the text of the file, of which ``raw_text`` may be a part that begins
    at ``start``.
    """

    name: str
    path: str
    raw_text: str
    found: Sequence[tuple[Annotation, str]]
    """Each annotation with the id of its entity."""
    entities: Mapping[str, Entity]
    start: int = 0


def render_jsonl(tagged: TaggedSource) -> str:
    """One line of JSON: the source and its mentions in text order.

    ``text`` is what the raw text has, ``name`` the repaired text where that differs.
    """
    mentions = [_mention(tagged, annotation, entity) for annotation, entity in tagged.found]
    return (
        json.dumps(
            {"id": tagged.name, "source": tagged.path, "mentions": mentions}, ensure_ascii=False
        )
        + "\n"
    )


def _mention(tagged: TaggedSource, annotation: Annotation, entity_id: str) -> dict[str, Any]:
    mention, raw = annotation.mention, tagged.raw_text[annotation.start : annotation.end]
    fields = {
        "start": tagged.start + annotation.start,
        "end": tagged.start + annotation.end,
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
    """One line of JSON: an annotation page of the W3C Web Annotation data model, an annotation a
    mention.

    Each target is found by position and by quotation; bodies say the type, why it was tagged and
    how sure that is, and identify the entity. Ids are made of the source's path and the position,
    so the same file gives the same ids.
    """
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": _urn(tagged.path),
        "type": "AnnotationPage",
        "items": list(_items(tagged)),
    }
    return json.dumps(page, ensure_ascii=False) + "\n"


def _urn(*parts: object) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, '#'.join(map(str, parts)))}"


def _items(tagged: TaggedSource) -> Iterator[dict[str, Any]]:
    raw = tagged.raw_text
    for annotation, entity_id in tagged.found:
        start, end, mention = annotation
        place = {"start": tagged.start + start, "end": tagged.start + end}
        identities = [identifier.uri for identifier in tagged.entities[entity_id].same_as]
        quote = {
            "type": "TextQuoteSelector",
            "exact": raw[start:end],
            "prefix": raw[max(0, start - _CONTEXT) : start],
            "suffix": raw[end : end + _CONTEXT],
        }
        yield {
            "id": _urn(tagged.path, tagged.name, *place.values()),
            "type": "Annotation",
            "motivation": "identifying" if identities else "tagging",
            "body": [*_said(mention), *map(_identity, identities)],
            "target": {
                "type": "SpecificResource",
                "source": quote_path(tagged.path),
                "selector": [{"type": "TextPositionSelector", **place}, quote],
            },
        }


def _said(mention: Mention) -> list[dict[str, str]]:
    """The type of a mention as a tag, and in words why it was tagged and how sure that is."""
    tag = {"type": "TextualBody", "purpose": "tagging", "value": mention.type}
    why = f"{mention.confidence}: {mention.reason} (found by {mention.rule})"
    return [tag, {"type": "TextualBody", "purpose": "describing", "value": why, "language": "en"}]


def _identity(uri: str) -> dict[str, str]:
    return {"type": "SpecificResource", "purpose": "identifying", "source": uri}
