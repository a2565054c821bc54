"""The rules that turn candidates away: one record each, in one list, in the order in which they are
asked.

To add one, write its function beside those of its subject and put its record into `REFUSALS`:
`judge/kinds_of_thing.py` if the name alone decides, `judge/people.py` if it is a person's,
`judge/surroundings.py` for what stands around it, `judge/evidence_in_work.py` for the rest of the
work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from briefing_ingest.model import Mention
from briefing_ingest.rule import Rule
from briefing_ingest.tag.judge import evidence_in_work, kinds_of_thing, people, surroundings
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.tag.rulebook import rule_of


@dataclass(frozen=True)
class Refusal(Rule):
    """A reason why a candidate is not a mention; ``does`` says what the candidate is instead."""

    function: Callable[[Mention, Scope], bool]
    """True if it turns the mention away."""
    asked_of: Literal["all", "open to doubt"]
    """All candidates, or only those of rules whose evidence is open to doubt."""


REFUSALS: Final[tuple[Refusal, ...]] = (
    Refusal(
        "crosses_cells",
        "goes over the border of a cell",
        surroundings.crosses_cells,
        asked_of="all",
    ),
    Refusal(
        "inside_address",
        "stands in a web or mail address",
        surroundings.inside_address,
        asked_of="all",
    ),
    Refusal(
        "in_imprint",
        "a house, street or register in a postal address or licence",
        surroundings.in_imprint,
        asked_of="all",
    ),
    Refusal(
        "is_licence",
        'begins the name of a licence: "Creative Commons ... Unported License"',
        surroundings.is_licence,
        asked_of="all",
    ),
    Refusal(
        "before_crime",
        '"Kent Police" in "Kent Police and Crime Commissioner"',
        surroundings.before_crime,
        asked_of="all",
    ),
    Refusal(
        "is_no_publisher",
        "stands before an address and is not plainly a body",
        surroundings.is_no_publisher,
        asked_of="all",
    ),
    Refusal(
        "holds_person_beside",
        'holds a person who stands before a body: "Ann Lee Home Office"',
        people.holds_person_beside,
        asked_of="all",
    ),
    Refusal(
        "shown_as_person",
        "a person, by the text where it stands",
        people.shown_as_person,
        asked_of="all",
    ),
    Refusal(
        "without_letters",
        "has no capital letter, or is a single letter",
        evidence_in_work.without_letters,
        asked_of="open to doubt",
    ),
    Refusal(
        "is_role",
        'a post or a sort of person: "Home Secretary", "Youth Commissioners"',
        kinds_of_thing.is_role,
        asked_of="open to doubt",
    ),
    Refusal(
        "of_secretary",
        'a part of an office: "State for Justice" of "the Secretary of State for Justice"',
        surroundings.of_secretary,
        asked_of="open to doubt",
    ),
    Refusal(
        "is_person",
        "a person, by the text or by somebody's name in the work",
        people.is_person,
        asked_of="open to doubt",
    ),
    Refusal(
        "may_be_somebody",
        "called and standing as people do, and only the model thinks otherwise",
        people.may_be_somebody,
        asked_of="open to doubt",
    ),
    Refusal(
        "speaks_alone",
        "one word that no dictionary has and that speaks: as likely as not a surname",
        people.speaks_alone,
        asked_of="open to doubt",
    ),
    Refusal(
        "is_thing",
        'a text, programme, event or idea: "Public Sector Equality Duty"',
        kinds_of_thing.is_thing,
        asked_of="open to doubt",
    ),
    Refusal(
        "is_called_thing",
        'what the text calls a thing: "Checkpoint is a programme"',
        surroundings.is_called_thing,
        asked_of="open to doubt",
    ),
    Refusal(
        "before_act",
        'begins the name of a law: "Canals and Locks Act 1990"',
        surroundings.before_act,
        asked_of="open to doubt",
    ),
    Refusal(
        "is_common_acronym",
        "letters that the work defines as something else",
        evidence_in_work.is_common_acronym,
        asked_of="open to doubt",
    ),
    Refusal(
        "names_thing",
        'a short name before "project", "scheme", "programme"',
        surroundings.names_thing,
        asked_of="open to doubt",
    ),
    Refusal(
        "is_indefinite",
        'one of a kind, not named: "a Youth Commission"',
        surroundings.is_indefinite,
        asked_of="open to doubt",
    ),
    Refusal(
        "is_plural_kind",
        'several bodies of a kind: "Violence Reduction Units"',
        kinds_of_thing.is_plural_kind,
        asked_of="open to doubt",
    ),
    Refusal(
        "is_unnamed",
        'a kind of body with general words only: "Crown Court"',
        evidence_in_work.is_unnamed,
        asked_of="open to doubt",
    ),
    Refusal(
        "is_common_term",
        'words that the work also writes small: "Restorative Justice"',
        evidence_in_work.is_common_term,
        asked_of="open to doubt",
    ),
    Refusal(
        "is_demonym",
        "the adjective of a people or a political side",
        kinds_of_thing.is_demonym,
        asked_of="open to doubt",
    ),
    Refusal(
        "is_letters_of_thing",
        'letters for a thing or a person: "CCTV", "GP"',
        kinds_of_thing.is_letters_of_thing,
        asked_of="open to doubt",
    ),
    Refusal(
        "is_heading_word",
        'a heading of one ordinary word: "Foreword"',
        surroundings.is_heading_word,
        asked_of="open to doubt",
    ),
    Refusal(
        "inside_title",
        "a part of the title of a text",
        surroundings.inside_title,
        asked_of="open to doubt",
    ),
    Refusal(
        "is_sort_of_place",
        'the sort and not the name: "the Borough"',
        evidence_in_work.is_sort_of_place,
        asked_of="open to doubt",
    ),
    Refusal(
        "on_street",
        'a place before "Street", "Road", "House"',
        surroundings.on_street,
        asked_of="open to doubt",
    ),
    Refusal(
        "in_street_address",
        'a street or house behind its number: "3 Lincoln House"',
        surroundings.in_street_address,
        asked_of="open to doubt",
    ),
    Refusal(
        "is_ship",
        'a ship, or the name of one: "HMS Kent"',
        surroundings.is_ship,
        asked_of="open to doubt",
    ),
    Refusal(
        "only_headed",
        'a name with nothing but its head word to speak for it: "Great Service"',
        evidence_in_work.only_headed,
        asked_of="open to doubt",
    ),
    Refusal(
        "runs_into_name",
        "two names that stand side by side",
        evidence_in_work.runs_into_name,
        asked_of="open to doubt",
    ),
    Refusal(
        "is_coordination",
        "two organisations that share a head word",
        evidence_in_work.is_coordination,
        asked_of="open to doubt",
    ),
)


def refusal(mention: Mention, scope: Scope) -> Refusal | None:
    """The first rule that turns ``mention`` away; None if none does."""
    doubted = rule_of(mention).evidence == "open to doubt"
    asked = (rule for rule in REFUSALS if doubted or rule.asked_of == "all")
    return next((rule for rule in asked if rule.function(mention, scope)), None)
