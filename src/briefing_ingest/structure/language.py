"""The language a document is written in."""

from __future__ import annotations

from briefing_ingest.model import Block, RawDocument

_ENOUGH = 80
"""Characters from which detection is trusted; below, English is assumed, as the field's language."""


def detect_language(raw: RawDocument, blocks: tuple[Block, ...]) -> str:
    """BCP 47 tag: what the source declares, else what the text of its blocks looks like (py3langid)."""
    declared = next((fact.value for fact in raw.facts if fact.name == "language"), "")
    if declared:
        return declared.replace("_", "-")
    text = " ".join(block.text for block in blocks)[:20_000]
    if len(text) < _ENOUGH:
        return "en"
    import py3langid

    return str(py3langid.classify(text)[0])
