"""From a work to its mentions: candidates of all rules and of the model, judged, freed of overlaps, propagated."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from briefing_ingest.model import Mention, Work
from briefing_ingest.tag.finders import by_context as context
from briefing_ingest.tag.finders import by_name as names
from briefing_ingest.tag.finders import places
from briefing_ingest.tag.finders.acronyms import defined_names, undefined_acronyms
from briefing_ingest.tag.finders.span_ends import readings
from briefing_ingest.tag.judge.confidence import judged
from briefing_ingest.tag.judge.refusals import SURE, of_its_type, refusal
from briefing_ingest.tag.knowledge.maintainers_list import OwnName, occurrences_in
from briefing_ingest.tag.read.scope import Scope, read_scope
from briefing_ingest.tag.recogniser.identity import DEFAULT_MODEL
from briefing_ingest.tag.recogniser.names import Guess
from briefing_ingest.tag.recogniser.pipeline import guesses
from briefing_ingest.text import Span

# The surest first: decides between two candidates of the same length.
_RANK: Final = (
    "own_name",
    "imprint",
    "acronym",
    "role_place",
    "public_body",
    "linked_name",
    "postal_town",
    "firm",
    "whole_name",
    "cued_name",
    "office",
    "branch",
    "club",
    "initials",
    "area",
    "town",
    "landmark",
    "model",
    "again",
    "listed",
    "short",
)
_FINDERS: Final = (
    names.imprint_names,
    defined_names,
    places.role_places,
    names.public_bodies,
    names.linked_names,
    places.postal_towns,
    names.whole_names,
    context.firms,
    context.cued_names,
    context.offices,
    context.branches,
    names.club_names,
    places.area_names,
    places.town_names,
    places.landmarks,
)


def serves(language: str) -> bool:
    """True for languages whose texts can be tagged: English in all its regions (BCP 47)."""
    return language.split("-", maxsplit=1)[0].lower() in ("en", "")


def find_mentions(work: Work, *, model: str = DEFAULT_MODEL, own: tuple[OwnName, ...] = ()) -> tuple[Mention, ...]:
    """Organisations and places that ``work`` names, by block and in text order; no two overlap.

    None for a work in a language that is not served. ``own`` are names the maintainer has listed.

    ``Mention.block`` indexes ``work.blocks + work.notes``; offsets are code points of that block's text, 0-based,
    end-exclusive, without a leading "the" and without a possessive ending.

    Raises:
        IngestError: E501 if ``model`` is not installed, E502 if it cannot be used.
    """
    if not serves(work.language):
        return ()
    texts = [block.text for block in (*work.blocks, *work.notes)]
    scope = read_scope(work, guesses(texts, model=model))
    found = [mention for finder in _FINDERS for mention in finder(scope)]
    found += [mention for block, text in enumerate(texts) for mention in _listed(block, text, own)]
    found += [mention for block, given in enumerate(scope.guesses) for mention in _of_model(scope, block, given)]
    kept = [mention for mention in (of_its_type(one, scope) for one in found) if not refusal(mention, scope)]
    sure = [mention for mention in kept if mention.type == "organisation" and mention.rule != "model"]
    kept += [mention for mention in undefined_acronyms(scope, sure) if not refusal(mention, scope)]
    chosen = of_one_type(scope, without_overlaps(kept))
    chosen = without_overlaps([*chosen, *_again(scope, chosen)])
    more = [*context.listed_names(scope, chosen), *context.short_names(scope, chosen)]
    chosen = without_overlaps([*chosen, *(mention for mention in more if not refusal(mention, scope))])
    return tuple(judged(scope, chosen))


def _listed(block: int, text: str, own: tuple[OwnName, ...]) -> Iterator[Mention]:
    for span, row in occurrences_in(text, own):
        yield Mention(block, *span, text[span.start : span.end], row.type, row.kind, "own_name")


def _of_model(scope: Scope, block: int, given: Sequence[Guess]) -> Iterator[Mention]:
    """The model's organisations and places, each with the ends that its neighbourhood shows."""
    for guess in given:
        for type_, span in readings(scope, block, guess):
            if type_ == "organisation":
                yield names.organisation(scope, block, span, "model")
            else:
                yield places.place(scope, block, span, "model")


def of_one_type(scope: Scope, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """``mentions``, a name that only the model finds being of the type that it gives it most often in the work.

    Where it is as often both, an organisation: a list of charities has names that a map might have too ("Tearfund").
    """
    votes: dict[str, Counter[str]] = {}
    for mention in mentions:
        if mention.rule == "model":
            votes.setdefault(mention.text, Counter()).update([mention.type])
    return tuple(_as_voted(scope, one, votes[one.text]) if one.rule == "model" else one for one in mentions)


def _as_voted(scope: Scope, mention: Mention, votes: Counter[str]) -> Mention:
    type_ = "place" if votes["place"] > votes["organisation"] else "organisation"
    if type_ == mention.type:
        return mention
    make = places.place if type_ == "place" else names.organisation
    return make(scope, mention.block, Span(mention.start, mention.end), "model")


def without_overlaps(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """``mentions`` in text order, of overlapping ones the longest, of equally long ones the surest."""
    chosen: list[Mention] = []
    taken: dict[int, list[Span]] = {}
    for mention in sorted(mentions, key=_preference):
        spans = taken.setdefault(mention.block, [])
        at = bisect_left(spans, (mention.start, mention.end))
        before, behind = spans[max(0, at - 1) : at], spans[at : at + 1]
        if not any(mention.start < span.end and span.start < mention.end for span in (*before, *behind)):
            spans.insert(at, Span(mention.start, mention.end))
            chosen.append(mention)
    return tuple(sorted(chosen))


def _preference(mention: Mention) -> tuple[int, int, int, int]:
    return (mention.start - mention.end, _RANK.index(mention.rule), mention.block, mention.start)


def _in_capitals(scope: Scope, name: str) -> Iterator[tuple[int, Span]]:
    return scope.where(name.upper()) if " " in name and not name.isupper() else iter(())


def _again(scope: Scope, chosen: Sequence[Mention]) -> Iterator[Mention]:
    """Names found once, wherever they stand again in the work; the model misses most repetitions.

    Titles and capitals do not hide them. Only names of two words or more, and those found by exact evidence: a single
    word may be an ordinary one elsewhere.
    What only the model finds must be an organisation that it finds at most places where it stands: of places that it
    passed over, none on the development sets was one (0 of 7).
    """
    known: dict[str, Mention] = {}
    for mention in chosen:
        if mention.rule in SURE or " " in mention.text:
            known.setdefault(mention.text, mention)
    times = Counter(mention.text for mention in chosen)
    for name in [name for name, mention in known.items() if mention.rule == "model"]:
        if known[name].type == "place" or 2 * times[name] <= sum(1 for _ in scope.where(name)):
            del known[name]
    for name, mention in sorted(known.items()):
        for block, span in (*scope.where(name), *_in_capitals(scope, name)):
            text = scope.texts[block]
            again = Mention(block, *span, text[span.start : span.end], mention.type, mention.kind, "again")
            alone = mention.type == "organisation" or places.stands_alone(scope, block, span)
            if alone and refusal(again._replace(rule=mention.rule), scope) in {"", "inside_title"}:
                yield again
