"""The rules by which mentions are found: one record each, in one list.

The list is in order of rank. Of two candidates that overlap the longer wins; of equally long ones,
the one whose rule comes first.

To add a rule, write its finder in `finders/` and put its record into `RULES`; nothing else has to
know about it. The class of a record says when its finder is asked and what it is given. Finders
yield `Candidate`s, which cannot name a rule: only a record makes a mention, under its own name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, TypeVar

from briefing_ingest.model import Confidence, Mention
from briefing_ingest.rule import Rule
from briefing_ingest.tag.finders import (
    by_context,
    by_name,
    by_neighbours,
    clubs,
    places,
    publishers_and_sites,
)
from briefing_ingest.tag.finders.acronyms import defined_names, undefined_acronyms
from briefing_ingest.tag.finders.by_list import own_names
from briefing_ingest.tag.finders.by_model import names_of_model
from briefing_ingest.tag.finders.by_repetition import names_again
from briefing_ingest.tag.finders.candidate import Candidate
from briefing_ingest.tag.read.scope import Scope

EvidenceKind = Literal["exact", "earlier mention", "open to doubt"]
"""What a rule goes by, which decides the refusals that its candidates are asked.

exact            a list, a definition, an address: only the refusals that every candidate is asked
earlier mention  what the work has already named: the same, but it does not count as exact
open to doubt    everything else: all refusals
"""


@dataclass(frozen=True, kw_only=True)
class FindingRule(Rule):
    """A rule that finds names; the subclasses say when it is asked. Its rank is its place in
    `RULES`.
    """

    evidence: EvidenceKind
    confidence: Confidence
    """How sure its mentions are if nothing else speaks for them."""
    reason: str
    """Why they are that sure, in words; published with each mention."""

    def mention(self, candidate: Candidate) -> Mention:
        """``candidate`` as a mention that this rule has found."""
        return Mention(*candidate, rule=self.name)


@dataclass(frozen=True, kw_only=True)
class TextRule(FindingRule):
    """Asked first, of the texts of the work and what is known of them."""

    function: Callable[[Scope], Iterator[Candidate]]


@dataclass(frozen=True, kw_only=True)
class BodyRule(FindingRule):
    """Asked next, given the organisations that rules other than the model's have found."""

    function: Callable[[Scope, Sequence[Mention]], Iterator[Candidate]]


@dataclass(frozen=True, kw_only=True)
class RepetitionRule(FindingRule):
    """Asked when overlaps are gone, given the names worth looking for again.

    It yields each candidate with the mention that made its name known, whose refusals are asked.
    """

    function: Callable[[Scope, Sequence[Mention]], Iterator[tuple[Mention, Candidate]]]


@dataclass(frozen=True, kw_only=True)
class NeighbourRule(FindingRule):
    """Asked last, given all mentions chosen so far."""

    function: Callable[[Scope, Sequence[Mention]], Iterator[Candidate]]


OWN_NAME: Final = TextRule(
    name="own_name",
    does="names that the maintainer has listed",
    function=own_names,
    evidence="exact",
    confidence="sure",
    reason="the maintainer's own gazetteer lists it",
)
IMPRINT: Final = TextRule(
    name="imprint",
    does="publishers, by the work's own imprint",
    function=publishers_and_sites.imprint_names,
    evidence="exact",
    confidence="sure",
    reason="the imprint names it",
)
ACRONYM: Final = TextRule(
    name="acronym",
    does='organisations whose acronym the work defines: "Crime Advice Centre (CAC)"',
    function=defined_names,
    evidence="exact",
    confidence="sure",
    reason="the work defines its acronym",
)
ROLE_PLACE: Final = TextRule(
    name="role_place",
    does='the place of a post: "West Midlands PCC", "PCC for Sussex"',
    function=places.role_places,
    evidence="exact",
    confidence="sure",
    reason="a post is of this place",
)
PUBLIC_BODY: Final = TextRule(
    name="public_body",
    does="the gazetteer of forces and government bodies",
    function=by_name.public_bodies,
    evidence="exact",
    confidence="sure",
    reason="it is listed among public bodies",
)
LINKED_NAME: Final = TextRule(
    name="linked_name",
    does='a web address in the work spells it: "Leaders Unlocked", leaders-unlocked.org',
    function=publishers_and_sites.linked_names,
    evidence="exact",
    confidence="sure",
    reason="a web address of the work spells it",
)
POSTAL_TOWN: Final = TextRule(
    name="postal_town",
    does="the town before a postcode",
    function=places.postal_towns,
    evidence="exact",
    confidence="sure",
    reason="a postcode follows it",
)
FIRM: Final = TextRule(
    name="firm",
    does=(
        'bodies called after people: "Hart & Sons", "the lawyers Hart Moss act for", "Hart’s runs"'
    ),
    function=by_context.firms,
    evidence="exact",
    confidence="likely",
    reason="its form or its verb says that it is a body",
)
WHOLE_NAME: Final = TextRule(
    name="whole_name",
    does='a capitalised name with a head word: "Centre for Justice Innovation"',
    function=by_name.whole_names,
    evidence="open to doubt",
    confidence="likely",
    reason="its head word says what it is",
)
CUED_NAME: Final = TextRule(
    name="cued_name",
    does='a noun beside it says so: "the charity Why Me?", "Open Door, a charity in Leeds"',
    function=by_context.cued_names,
    evidence="open to doubt",
    confidence="likely",
    reason="a noun beside it says what it is",
)
OFFICE: Final = TextRule(
    name="office",
    does="the office of a police and crime commissioner",
    function=by_context.offices,
    evidence="open to doubt",
    confidence="likely",
    reason="its words say whose office it is",
)
BRANCH: Final = TextRule(
    name="branch",
    does='national branches: "Open Door UK"',
    function=by_context.branches,
    evidence="open to doubt",
    confidence="likely",
    reason="it is called like the national branch of a body",
)
CLUB: Final = TextRule(
    name="club",
    does='a British place and the word of a club: "Leeds United"',
    function=clubs.club_names,
    evidence="open to doubt",
    confidence="likely",
    reason="a club's word follows a place's name",
)
INITIALS: Final = BodyRule(
    name="initials",
    does="the initials of an organisation that the work names",
    function=undefined_acronyms,
    evidence="open to doubt",
    confidence="likely",
    reason="these are the initials of an organisation the work names",
)
AREA: Final = TextRule(
    name="area",
    does="countries, nations, regions, counties and police areas of the gazetteer",
    function=places.area_names,
    evidence="open to doubt",
    confidence="likely",
    reason="it is listed among areas",
)
TOWN: Final = TextRule(
    name="town",
    does="British towns after a preposition, or with a hyphen",
    function=places.town_names,
    evidence="open to doubt",
    confidence="likely",
    reason="it is listed among towns and stands as one",
)
LANDMARK: Final = TextRule(
    name="landmark",
    does='"Lemoine Avenue", "Shah Mosque", "HMP Moorland", "the M62"',
    function=places.landmarks,
    evidence="open to doubt",
    confidence="likely",
    reason="its last word or its number says that it is a place",
)
MODEL: Final = TextRule(
    name="model",
    does="names that the model finds",
    function=names_of_model,
    evidence="open to doubt",
    confidence="doubtful",
    reason="only the model finds it, only once, and is not sure of it",
)
AGAIN: Final = RepetitionRule(
    name="again",
    does="names found once, wherever they stand again",
    function=names_again,
    evidence="earlier mention",
    confidence="likely",
    reason="the same name is found elsewhere in the work",
)
LISTED: Final = NeighbourRule(
    name="listed",
    does='names in a list with organisations: "Crown Aid, Open Door and the Home Office"',
    function=by_neighbours.listed_names,
    evidence="open to doubt",
    confidence="likely",
    reason="it stands in a list of such names",
)
SHORT: Final = NeighbourRule(
    name="short",
    does='the kind of a named organisation, with a capital: "the Department"',
    function=by_context.short_names,
    evidence="earlier mention",
    confidence="likely",
    reason="the work has named one organisation of this kind",
)

RULES: Final[tuple[FindingRule, ...]] = (
    OWN_NAME,
    IMPRINT,
    ACRONYM,
    ROLE_PLACE,
    PUBLIC_BODY,
    LINKED_NAME,
    POSTAL_TOWN,
    FIRM,
    WHOLE_NAME,
    CUED_NAME,
    OFFICE,
    BRANCH,
    CLUB,
    INITIALS,
    AREA,
    TOWN,
    LANDMARK,
    MODEL,
    AGAIN,
    LISTED,
    SHORT,
)
"""In order of rank, the surest first: decides between two candidates of the same length."""


def rule_of(mention: Mention) -> FindingRule:
    """The record of the rule that found ``mention``, which must come from a rule."""
    return _BY_NAME[mention.rule]


def rank_of(mention: Mention) -> int:
    """The rank of the rule that found ``mention``; the surest rule has 0."""
    return _RANKS[mention.rule]


def is_exact(mention: Mention) -> bool:
    """True if the rule that found ``mention`` goes by exact evidence."""
    return rule_of(mention).evidence == "exact"


K = TypeVar("K", bound=FindingRule)


@cache
def rules_of_kind(kind: type[K]) -> tuple[K, ...]:
    """The rules of one class, in order of rank."""
    return tuple(rule for rule in RULES if isinstance(rule, kind))


_BY_NAME: Final = {rule.name: rule for rule in RULES}
_RANKS: Final = {rule.name: rank for rank, rule in enumerate(RULES)}
