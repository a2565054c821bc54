"""Names that the maintainer has listed."""

from __future__ import annotations

from collections.abc import Iterator

from briefing_ingest.tag.finders.candidate import Candidate
from briefing_ingest.tag.knowledge.maintainers_list import occurrences_in
from briefing_ingest.tag.read.scope import Scope


def own_names(scope: Scope) -> Iterator[Candidate]:
    """The names of the maintainer's list, with the type and kind it gives them.

    Wrong where a listed name also means something else: the maintainer's word is taken everywhere.
    """
    for block, text in enumerate(scope.texts):
        for span, row in occurrences_in(text, scope.own):
            if row.type == "neither":
                continue
            yield Candidate(block, *span, text[span.start : span.end], row.type, row.kind)
