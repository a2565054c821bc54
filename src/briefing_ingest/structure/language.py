"""The language a document is written in."""

from __future__ import annotations

from typing import Final

from briefing_ingest.english.function_words import plain_english
from briefing_ingest.model import Block, RawDocument

_MIN_CHARACTERS = 80
"""Characters from which detection is trusted; below, English is assumed, as the field's
language."""

# A text with so many function words of English needs no model, which takes half a second and 100 MB
# to load.
_MIN_SHARE_ENGLISH: Final = 0.2
_MIN_WORDS: Final = 100


def detect_language(raw: RawDocument, blocks: tuple[Block, ...]) -> str:
    """BCP 47 tag: what the source declares, else what the text of its blocks looks like
    (py3langid).
    """
    declared = next((fact.value for fact in raw.facts if fact.name == "language"), "")
    if declared:
        return declared.replace("_", "-")
    text = " ".join(block.text for block in blocks)[:20_000]
    if len(text) < _MIN_CHARACTERS or _is_plainly_english(text):
        return "en"
    import py3langid

    return str(py3langid.classify(text)[0])


def _is_plainly_english(text: str) -> bool:
    words = text.lower().split()
    return len(words) >= _MIN_WORDS and sum(
        word in plain_english() for word in words
    ) >= _MIN_SHARE_ENGLISH * len(words)
