"""What a work says of itself about another that it names: "These slides accompany the report X".

The statement stands before the name, in the same sentence, and speaks of the work that makes it:
"this summary of", "these figures belong to". Elsewhere such words are about some other paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefing_ingest.model import Relation, WorkSpan
from briefing_ingest.reconcile.passage_rules import (
    ACCOMPANIES,
    DRAFT_OF,
    EDITION_OF,
    PART_OF,
    SUMMARY_OF,
    TRANSLATION_OF,
)
from briefing_ingest.reconcile.relations.collection import Collection, texts_of
from briefing_ingest.reconcile.relations.naming import Named
from briefing_ingest.text import sentence_ends

_LOOK_BACK_CHARACTERS: Final = 160
_SAYS: Final = {
    SUMMARY_OF.name: (
        r"(?:summary|digest|short(?:er)?\s+version|easy[- ]read\s+(?:version|guide)|key\s+findings"
        r"|main\s+findings)\s+(?:of|from)|summari[sz]es|sums\s+up"
    ),
    TRANSLATION_OF.name: (
        r"translat(?:ion\s+of|ed\s+from)|\w+\s+version\s+of|traduction\s+d[eu]|traducción\s+de"
        r"|übersetzung\s+(?:von|des|der)|cyfieithiad\s+o|fersiwn\s+\w+\s+o|version\s+\w+\s+d[eu]"
    ),
    DRAFT_OF.name: r"(?:draft|early\s+version|consultation\s+version)\s+of",
    PART_OF.name: (
        r"(?:part|chapter|volume|instalment|episode)\s+(?:\w+\s+)?(?:of|from|in)|belongs\s+to"
    ),
    ACCOMPANIES.name: (
        r"accompan(?:y|ies|ying|ied)|companion\s+(?:\w+\s+)?to|supplements?(?:\s+to)?"
        r"|(?:annex|annexes|appendix|appendices)\s+to|(?:slides|presentation)\s+(?:for|from|to|on)"
        r"|(?:figures|tables|charts|data)\s+(?:for|to|from|behind|in)"
        r"|read\s+(?:alongside|(?:together\s+)?with|in\s+conjunction\s+with)"
    ),
    EDITION_OF.name: (
        r"(?:replaces|supersedes|updates)|(?:new|revised|updated|second|third|fourth|later)"
        r"\s+(?:edition|version)\s+of"
    ),
}
"""By relation, the words that state it, before the name of the other work."""
_SELF: Final = r"(?:this|these|the\s+(?:present|following))\b[^.;:!?“\"]{0,50}?\b"
_OPENS: Final = r"^\W*(?:an?\s+|the\s+)?(?:\w+\s+){0,2}?"
_STATED: Final = {
    kind: re.compile(rf"(?:\b{_SELF}|{_OPENS})(?:{words})\b[^.;!?]{{0,80}}$", re.IGNORECASE)
    for kind, words in _SAYS.items()
}
_OPENING_BLOCKS: Final = 6
"""Blocks at the start in which a statement need not say "this"."""
_SELF_STATED: Final = {
    kind: re.compile(rf"\b{_SELF}(?:{words})\b[^.;!?]{{0,80}}$", re.IGNORECASE)
    for kind, words in _SAYS.items()
}


def statements_of(collection: Collection, named: Named, kind: str) -> Iterator[Relation]:
    """The relations of one kind that works state of themselves where they name another."""
    for (subject, target), namings in named.items():
        for naming in namings:
            if said := _statement(collection, naming.span, kind):
                start = naming.span.start - len(said)
                span = naming.span._replace(start=max(0, start))
                shown = " ".join(said.split())
                reason = f"it says of itself “{shown} …” before it names the other work"
                yield Relation(subject, kind, target, (span,), reason)
                break


def _statement(collection: Collection, span: WorkSpan, kind: str) -> str:
    """The words before a name, from the start of their sentence, that state a relation; or ""."""
    text = texts_of(collection.works[span.work])[span.block].text
    before = text[max(0, span.start - _LOOK_BACK_CHARACTERS) : span.start]
    sentence = _from_start_of_sentence(before)
    patterns = _STATED if span.block < _OPENING_BLOCKS else _SELF_STATED
    return sentence if patterns[kind].search(sentence) else ""


def _from_start_of_sentence(before: str) -> str:
    parts = re.split(r"(?<=[.!?;])\s+", before)
    return parts[-1] if not sentence_ends(before) else ""
