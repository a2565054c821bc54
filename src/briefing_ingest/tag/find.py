"""From a work to its mentions: candidates of all rules and of the model, judged, freed of overlaps,
propagated.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from briefing_ingest.model import Mention, Work
from briefing_ingest.tag.finders.organisation import organisation
from briefing_ingest.tag.finders.places import place
from briefing_ingest.tag.judge.confidence import with_confidence
from briefing_ingest.tag.judge.rulebook import refusal
from briefing_ingest.tag.judge.surroundings import inside_title
from briefing_ingest.tag.judge.types_by_name import of_its_type
from briefing_ingest.tag.knowledge.maintainers_list import OwnName, as_typed
from briefing_ingest.tag.read.scope import Scope, read_scope
from briefing_ingest.tag.recogniser.identity import DEFAULT_MODEL
from briefing_ingest.tag.recogniser.pipeline import guesses
from briefing_ingest.tag.rulebook import (
    MODEL,
    BodyRule,
    NeighbourRule,
    RepetitionRule,
    TextRule,
    is_exact,
    rank_of,
    rule_of,
    rules_of_kind,
)
from briefing_ingest.text import Span


def serves(language: str) -> bool:
    """True for languages whose texts can be tagged: English in all its regions (BCP 47)."""
    return language.split("-", maxsplit=1)[0].lower() in ("en", "")


def find_mentions(
    work: Work, *, model: str = DEFAULT_MODEL, own: tuple[OwnName, ...] = ()
) -> tuple[Mention, ...]:
    """Organisations and places that ``work`` names, by block and in text order; no two overlap.

    None for a work in a language that is not served. ``own`` are names the maintainer has listed.

    ``Mention.block`` indexes ``work.blocks + work.notes``; offsets are code points of that block's
    text, 0-based, end-exclusive, without a leading "the" and without a possessive ending.

    Raises:
        IngestError: E501 if ``model`` is not installed, E502 if it cannot be used.
    """
    if not serves(work.language):
        return ()
    texts = [block.text for block in (*work.blocks, *work.notes)]
    scope = read_scope(work, guesses(texts, model=model), own=own)
    found = [rule.mention(one) for rule in rules_of_kind(TextRule) for one in rule.function(scope)]
    kept = _not_refused(scope, (of_its_type(mention, scope) for mention in found))
    bodies = [
        mention for mention in kept if mention.type == "organisation" and mention.rule != MODEL.name
    ]
    kept += _not_refused(scope, _given(scope, bodies, rules_of_kind(BodyRule)))
    chosen = of_one_type(scope, without_overlaps(kept))
    chosen = without_overlaps([*chosen, *_again(scope, chosen)])
    more = _given(scope, chosen, rules_of_kind(NeighbourRule))
    chosen = without_overlaps([*chosen, *_not_refused(scope, more)])
    return tuple(with_confidence(scope, _without_denied(scope, chosen)))


def _without_denied(scope: Scope, mentions: Iterable[Mention]) -> list[Mention]:
    """``mentions`` but for names that the maintainer has listed as naming neither."""
    denied = {as_typed(name) for row in scope.own if row.type == "neither" for name in row.names}
    return [mention for mention in mentions if as_typed(mention.text) not in denied]


def _given(
    scope: Scope, mentions: Sequence[Mention], rules: Sequence[BodyRule] | Sequence[NeighbourRule]
) -> Iterator[Mention]:
    """What ``rules`` find, given ``mentions``."""
    for rule in rules:
        for candidate in rule.function(scope, mentions):
            yield rule.mention(candidate)


def _not_refused(scope: Scope, mentions: Iterable[Mention]) -> list[Mention]:
    return [mention for mention in mentions if refusal(mention, scope) is None]


def of_one_type(scope: Scope, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """``mentions``, a name that only the model finds being of the type that it gives it most often
    in the work.

    Where it is as often both, an organisation: a list of charities has names that a map might have
      too ("Tearfund").
    """
    votes: dict[str, Counter[str]] = {}
    for mention in mentions:
        if mention.rule == MODEL.name:
            votes.setdefault(mention.text, Counter()).update([mention.type])
    return tuple(
        _as_voted(scope, one, votes[one.text]) if one.rule == MODEL.name else one
        for one in mentions
    )


def _as_voted(scope: Scope, mention: Mention, votes: Counter[str]) -> Mention:
    type_ = "place" if votes["place"] > votes["organisation"] else "organisation"
    if type_ == mention.type:
        return mention
    make = place if type_ == "place" else organisation
    return MODEL.mention(make(scope, mention.block, Span(mention.start, mention.end)))


def without_overlaps(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """``mentions`` in text order, of overlapping ones the longest, of equally long ones the
    surest.
    """
    chosen: list[Mention] = []
    taken: dict[int, list[Span]] = {}
    for mention in sorted(mentions, key=_preference):
        spans = taken.setdefault(mention.block, [])
        at = bisect_left(spans, (mention.start, mention.end))
        before, behind = spans[max(0, at - 1) : at], spans[at : at + 1]
        if not any(
            mention.start < span.end and span.start < mention.end for span in (*before, *behind)
        ):
            spans.insert(at, Span(mention.start, mention.end))
            chosen.append(mention)
    return tuple(sorted(chosen))


def _preference(mention: Mention) -> tuple[int, int, int, int]:
    return (mention.start - mention.end, rank_of(mention), mention.block, mention.start)


def _again(scope: Scope, chosen: Sequence[Mention]) -> Iterator[Mention]:
    """Names found once, wherever they stand again in the work; the model misses most repetitions.

    Titles and capitals do not hide them.
    """
    for rule in rules_of_kind(RepetitionRule):
        for first, candidate in rule.function(scope, _worth_repeating(scope, chosen)):
            objection = refusal(rule_of(first).mention(candidate), scope)
            if objection is None or objection.function is inside_title:
                yield rule.mention(candidate)


def _worth_repeating(scope: Scope, chosen: Sequence[Mention]) -> list[Mention]:
    """The mentions whose names may be looked for elsewhere, the first of each name.

    Only names of two words or more, and those found by exact evidence: a single word may be an
      ordinary one elsewhere.
    What only the model finds must be an organisation that it finds at most places where it stands:
    of places that it passed over, none on the development sets was one (0 of 7).
    """
    known: dict[str, Mention] = {}
    for mention in chosen:
        if is_exact(mention) or " " in mention.text:
            known.setdefault(mention.text, mention)
    times = Counter(mention.text for mention in chosen)
    return [
        one
        for one in known.values()
        if one.rule != MODEL.name or _finds_most(scope, one, times[one.text])
    ]


def _finds_most(scope: Scope, mention: Mention, times: int) -> bool:
    """True for an organisation that is found ``times`` times, if that is more than half the places
    where it stands.
    """
    return mention.type != "place" and 2 * times > sum(1 for _ in scope.where(mention.text))
