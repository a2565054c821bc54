"""What blocks, works, variants and entities may be, and how sure a name is."""

from __future__ import annotations

from typing import Literal

BlockKind = Literal[
    "title",
    "subtitle",
    "heading",
    "paragraph",
    "list_item",
    "quote",
    "labelled",
    "table",
    "caption",
    "note",
    "byline",
    "acknowledgements",
    "contact",
    "imprint",
    "licence",
]


WorkKind = Literal["briefing", "blog_post", "document"]


EditionKnownFrom = Literal["manifest", "statement", "date", "name", "file"]
VariantType = Literal["substantive", "revision", "orthographic", "layout"]


EntityType = Literal["organisation", "place"]


Confidence = Literal["sure", "likely", "doubtful"]


EmphasisKind = Literal["strong", "em"]


ChangeKind = Literal["added", "removed", "changed", "moved"]
