"""Names that the work has shown to be names, wherever they stand again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing_ingest.model import Mention
from briefing_ingest.tag.finders.candidate import Candidate
from briefing_ingest.tag.finders.places import stands_alone
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.text import Span


def names_again(scope: Scope, known: Sequence[Mention]) -> Iterator[tuple[Mention, Candidate]]:
    """Every place where a name of ``known`` stands, also in capitals, each with the mention that
    made it known.

    Wrong where the same words mean something else elsewhere, so the caller says which names are
    worth it.
    """
    for mention in sorted(known, key=lambda one: one.text):
        for block, span in (*scope.where(mention.text), *_in_capitals(scope, mention.text)):
            if mention.type == "organisation" or stands_alone(scope, block, span):
                text = scope.texts[block][span.start : span.end]
                yield mention, Candidate(block, *span, text, mention.type, mention.kind)


def _in_capitals(scope: Scope, name: str) -> Iterator[tuple[int, Span]]:
    return scope.where(name.upper()) if " " in name and not name.isupper() else iter(())
