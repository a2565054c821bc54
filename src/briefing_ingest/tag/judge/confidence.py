"""How sure a mention is, and why: a class and its reason in words, from what found it and what
agrees.

sure       exact evidence: a list, a definition, an address, an imprint; or a rule and the model
  alike
likely     one good reason: a rule of naming, or the model and something else
doubtful   only the model, only once, and not sure of it
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing_ingest.model import Confidence, Mention
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import sharing, trim_span
from briefing_ingest.tag.knowledge.vocabulary import kind_of_name
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.tag.recogniser.names import LABELS, Guess
from briefing_ingest.tag.rulebook import AGAIN, MODEL, rule_of


class Judgement(NamedTuple):
    """A class and why it is that."""

    confidence: Confidence
    reason: str


def with_confidence(scope: Scope, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """``mentions``, the chosen ones of the whole work, each with its confidence and the reason."""
    seen = Counter((mention.text, mention.type) for mention in mentions)
    for mention in mentions:
        confidence, reason = _judge(scope, mention, seen[mention.text, mention.type])
        yield mention._replace(confidence=confidence, reason=reason)


def _judge(scope: Scope, mention: Mention, times: int) -> Judgement:
    rule = rule_of(mention)
    known = Judgement(rule.confidence, rule.reason)
    if rule is MODEL:
        return _of_model(scope, mention, times) or known
    if known.confidence == "likely" and rule is not AGAIN and model_agrees(scope, mention):
        return Judgement("sure", f"{known.reason}, and the model finds it too")
    return known


def _of_model(scope: Scope, mention: Mention, times: int) -> Judgement | None:
    """What else speaks for a mention that the model alone finds."""
    if mention.type == "place" and (
        gazetteer.is_place(mention.text) or mention.text in gazetteer.cities()
    ):
        return Judgement("likely", "the model finds it, and a place of this name is listed")
    if mention.type == "organisation" and kind_of_name(mention.text):
        return Judgement("likely", "the model finds it, and a word in it says what it is")
    if any(guess.is_sure for guess in _agreeing(scope, mention)):
        return Judgement("likely", "only the model finds it, and is sure of it")
    return (
        Judgement("likely", f"the model finds it, and the work names it {times} times")
        if times > 1
        else None
    )


def model_agrees(scope: Scope, mention: Mention) -> bool:
    """True if the model gives exactly this span, determiners and endings aside, the same type."""
    return any(True for _ in _agreeing(scope, mention))


def _agreeing(scope: Scope, mention: Mention) -> Iterator[Guess]:
    """What the model says of exactly this span, determiners and endings aside, if it is of the same
    type.
    """
    text = scope.texts[mention.block]
    for guess in sharing(scope.guesses[mention.block], mention.start, mention.end):
        span = trim_span(text, guess.start, guess.end)
        if LABELS[guess.label] == mention.type and span == (mention.start, mention.end):
            yield guess
