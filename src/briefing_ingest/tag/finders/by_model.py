"""Names that the recogniser finds."""

from __future__ import annotations

from collections.abc import Iterator

from briefing_ingest.tag.finders.candidate import Candidate
from briefing_ingest.tag.finders.organisation import organisation
from briefing_ingest.tag.finders.places import place
from briefing_ingest.tag.finders.span_ends import readings
from briefing_ingest.tag.read.scope import Scope


def names_of_model(scope: Scope) -> Iterator[Candidate]:
    """The model's organisations and places, each with the ends that its neighbourhood shows.

    Wrong as often as the model is: what turns such names away is asked of them more than of any
      other.
    """
    for block, given in enumerate(scope.guesses):
        for guess in given:
            for type_, span in readings(scope, block, guess):
                make = organisation if type_ == "organisation" else place
                yield make(scope, block, span)
