"""Organisations told by what stands around them. No model is asked: the guesses are given, or there
are none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pytest

from briefing_ingest.model import EntityType, Mention, MergedBlock, Stretch, Work
from briefing_ingest.tag import find_mentions
from briefing_ingest.tag.find import of_one_type
from briefing_ingest.tag.finders import by_context as context
from briefing_ingest.tag.finders import by_neighbours
from briefing_ingest.tag.finders.by_name import whole_names
from briefing_ingest.tag.finders.candidate import Candidate
from briefing_ingest.tag.finders.places import area_names
from briefing_ingest.tag.judge.rulebook import refusal
from briefing_ingest.tag.read.scope import Scope, read_scope
from briefing_ingest.tag.recogniser.names import Guess


def work(*texts: str) -> Work:
    return Work(
        "briefing",
        "A Title",
        ("a",),
        tuple(MergedBlock("paragraph", (Stretch(t, ()),), ()) for t in texts),
    )


def scope(*texts: str, guessed: Sequence[tuple[str, str]] = ()) -> Scope:
    """The scope of a work of ``texts``, in the first of which the model guesses names, each with
    its label."""
    first = [
        Guess(texts[0].index(name), texts[0].index(name) + len(name), label)
        for name, label in guessed
    ]
    return read_scope(work(*texts), [tuple(first), *(() for _ in texts[1:])])


def found(
    rule: Callable[[Scope], Iterable[Candidate]],
    *texts: str,
    guessed: Sequence[tuple[str, str]] = (),
) -> list[str]:
    return [mention.text for mention in rule(scope(*texts, guessed=guessed))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We met Bright Door, a charity in Leeds.", ["Bright Door"]),
        ("We met Bright Kent, a partnership of schools.", ["Bright Kent"]),
        ("Openness is the foundation of trust, and openness costs little.", []),
        ("We met Bright Door UK in May.", []),
        ("Lately, a charity in Leeds closed.", []),
        ("In Leeds, a charity closed.", []),
        ("In May, a charity closed.", []),
        ("We met Bright Door, a charity worker.", []),
        ("Staff at Bright Door, who agreed, left.", ["Bright Door"]),
        ("Staff at Leeds left.", []),
        ("The chief executive of Bright Door said so.", ["Bright Door"]),
        ("Employees of the Bright campaign left.", []),
    ],
)
def test_a_noun_beside_a_name_says_that_it_is_a_body(text: str, names: list[str]) -> None:
    assert found(context.cued_names, text) == names


@pytest.mark.parametrize(
    ("types", "rule", "voted"),
    [
        (["organisation", "organisation", "place"], "model", ["organisation"] * 3),
        (["place", "organisation", "place"], "model", ["place"] * 3),
        (["place", "organisation"], "model", ["organisation"] * 2),
        (["organisation", "place"], "area", ["organisation", "place"]),
    ],
    ids=["most are bodies", "most are places", "as many", "a rule's word stands"],
)
def test_a_name_that_only_the_model_finds_is_one_thing_in_a_work(
    types: list[EntityType], rule: str, voted: list[EntityType]
) -> None:
    text = "We met Brightfund here. " * len(types)
    at = [24 * number + 7 for number in range(len(types))]
    mentions = [
        Mention(0, start, start + 10, "Brightfund", type_, "", rule)
        for start, type_ in zip(at, types, strict=True)
    ]
    assert [mention.type for mention in of_one_type(scope(text), mentions)] == voted


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Data for the Marsh Police for July were late.", ["Marsh Police"]),
        ("The Marsh Trust on Friday agreed.", ["Marsh Trust"]),
        ("The Trust for Marsh Conservation agreed.", ["Trust for Marsh Conservation"]),
    ],
)
def test_no_date_is_part_of_a_name(text: str, names: list[str]) -> None:
    assert found(whole_names, text) == names


def test_staff_of_a_person_make_no_body_of_it() -> None:
    text = "Staff of Ann Marsh left."
    assert found(context.cued_names, text, guessed=[("Ann Marsh", "PERSON")]) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The lawyers Hart Moss act for her.", ["Hart Moss"]),
        ("The lawyers Ann Hart and Tom Moss act for her.", []),
        ("He works for Hart & Sons in Derby.", ["Hart & Sons"]),
        ("The Hart & Co-operative shop closed.", []),
        ("Hartley’s runs hostels.", ["Hartley’s"]),
        ("Hartley’s mother runs hostels.", []),
        ("It’s a charity.", []),
    ],
)
def test_firms_called_after_people(text: str, names: list[str]) -> None:
    assert found(context.firms, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Office of the Police and Crime Commissioner for Avon and Somerset paid.",
            ["Office of the Police and Crime Commissioner for Avon and Somerset"],
        ),
        (
            "The Police and Crime Commissioner’s Office paid.",
            ["Police and Crime Commissioner’s Office"],
        ),
        ("The Police and Crime Commissioner for Kent paid.", []),
    ],
)
def test_the_office_of_a_commissioner_is_a_body(text: str, names: list[str]) -> None:
    assert found(context.offices, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("With Bright Door UK it trains staff.", ["Bright Door UK"]),
        ("They work in the UK.", []),
        ("They work in Leeds UK.", []),
    ],
)
def test_a_national_branch(text: str, names: list[str]) -> None:
    assert found(context.branches, text) == names


def listed(text: str, *known: tuple[str, str]) -> list[tuple[str, str]]:
    chosen = [
        Mention(0, text.index(name), text.index(name) + len(name), name, type_, "", "model")  # type: ignore[arg-type]
        for name, type_ in known
    ]
    return [(m.type, m.text) for m in by_neighbours.listed_names(scope(text), chosen)]


ORGANISATION, PLACE = "organisation", "place"


@pytest.mark.parametrize(
    ("text", "known", "more"),
    [
        (
            "In England the Oak Trust, Red Door, Blue Steps and the Elm Trust agree.",
            [("Oak Trust", ORGANISATION), ("Elm Trust", ORGANISATION)],
            [(ORGANISATION, "Red Door"), (ORGANISATION, "Blue Steps")],
        ),
        (
            "In England the Oak Trust, Red Door and Blue Steps met.",
            [("Oak Trust", ORGANISATION)],
            [],
        ),
        (
            "In England the Oak Trust, Red Door and Blue Steps told us so.",
            [("Oak Trust", ORGANISATION)],
            [(ORGANISATION, "Red Door"), (ORGANISATION, "Blue Steps")],
        ),
        (
            "In England the Oak Trust, the Elm Trust and Red at Work met.",
            [("Oak Trust", ORGANISATION), ("Elm Trust", ORGANISATION)],
            [],
        ),
        (
            "In England the Oak Trust, Leeds and the Elm Trust agree.",
            [("Oak Trust", ORGANISATION), ("Leeds", PLACE)],
            [],
        ),
        (
            "In Canada the Oak Trust, Red Door and the Elm Trust agree.",
            [("Oak Trust", ORGANISATION), ("Elm Trust", ORGANISATION)],
            [],
        ),
        (
            "In England the Oak Trust, the Red Door campaign and the Elm Trust agree.",
            [("Oak Trust", ORGANISATION), ("Elm Trust", ORGANISATION)],
            [],
        ),
        (
            "In England, at Ormskirk and Worthing, it rained.",
            [("Ormskirk", PLACE)],
            [(PLACE, "Worthing")],
        ),
        ("In England, at Ormskirk and Nowhere, it rained.", [("Ormskirk", PLACE)], []),
        (
            "In England we are grateful in particular to the Oak Trust and the Red Door Pot.",
            [("Oak Trust", ORGANISATION)],
            [(ORGANISATION, "Red Door Pot")],
        ),
        (
            "In England it was funded by the Oak Trust and Ann Lee.",
            [("Oak Trust", ORGANISATION)],
            [],
        ),
        (
            "In England it was funded by the Oak Trust and the Director.",
            [("Oak Trust", ORGANISATION)],
            [],
        ),
        (
            "In England he joined the Oak Trust and the Red Door Pot.",
            [("Oak Trust", ORGANISATION)],
            [],
        ),
    ],
)
def test_company_makes_a_name(
    text: str, known: list[tuple[str, str]], more: list[tuple[str, str]]
) -> None:
    assert listed(text, *known) == more


@pytest.mark.parametrize(
    ("texts", "times"),
    [
        (
            (
                "The Ellen Marsh Trust works in England.",
                "The Trust has staff. Ask the Trust’s chair.",
            ),
            2,
        ),
        (("The Trust has staff.", "The Ellen Marsh Trust works in England."), 0),
        (("The Ellen Marsh Trust and the Oak Trust work in England.", "The Trust has staff."), 0),
        (("The Ellen Marsh Trust works in Ohio.", "The Trust has staff."), 0),
        (
            (
                "The Ellen Marsh Trust works in England.",
                "The Trust Act 2000 helps. A Trust is useful.",
            ),
            0,
        ),
        (("The Ellen Marsh Group works in England.", "The Group has staff."), 0),
    ],
)
def test_the_kind_alone_means_the_one_body_of_its_kind(texts: tuple[str, ...], times: int) -> None:
    found = [mention for mention in find_mentions(work(*texts)) if mention.rule == "short"]
    assert [mention.text for mention in found] == ["Trust"] * times


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Members of the Board for Skills, Schools and Youth Work met.",
            "Board for Skills, Schools and Youth Work",
        ),
        ("Members of the Board for Skills, Leeds and Youth Work met.", "Board for Skills"),
        ("Members of the Board for Skills, the Home Office and others met.", "Board for Skills"),
        ("The Canal Commissioner’s Office in England agreed.", "Canal Commissioner’s Office"),
        ("INSTITUTE FOR CANAL REPAIR WORK", "INSTITUTE FOR CANAL REPAIR WORK"),
        ("The Canal Court on Friday agreed in England.", "Canal Court"),
    ],
)
def test_a_head_word_shows_the_whole_name(text: str, name: str) -> None:
    assert found(whole_names, text)[0] == name


def objection(mention: Mention, known: Scope) -> str:
    """The name of the rule that turns ``mention`` away; "" if none does."""
    found = refusal(mention, known)
    return found.name if found else ""


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("Minister for Canals", "is_role"),
        ("National Gazetteer for Canals", "is_thing"),
        ("Convention on Canals", "is_thing"),
        ("Operation Oak", "is_thing"),
        ("Home Office Statistics Review", "is_thing"),
        ("Workers of Derby", ""),
        ("Campaign for Canals", ""),
        ("Delivery Board", "is_unnamed"),
        ("CCTV", "is_letters_of_thing"),
    ],
)
def test_what_a_name_says_itself(name: str, rule: str) -> None:
    text = f"In England they like {name} too."
    start = text.index(name)
    candidate = Mention(0, start, start + len(name), name, "organisation", "", "model")
    assert objection(candidate, scope(text)) == rule


@pytest.mark.parametrize(
    ("texts", "refused"),
    [
        (("Okonvar told us about it.",), True),
        (("“It helps,” said Okonvar.",), True),
        (("Okonvar told us about it.", "We met Okonvar."), False),
        (("Unlock told us about it.",), False),
        (("Okonvar publishes figures.",), False),
    ],
)
def test_a_word_of_no_dictionary_that_speaks_once_may_be_somebody(
    texts: tuple[str, ...], refused: bool
) -> None:
    name = "Unlock" if "Unlock" in texts[0] else "Okonvar"
    start = texts[0].index(name)
    candidate = Mention(0, start, start + len(name), name, "organisation", "", "model")
    assert (objection(candidate, scope(*texts)) == "speaks_alone") is refused


@pytest.mark.parametrize(
    ("text", "rule"), [("Canals and Locks Act 1990", "before_act"), ("Canals and Locks acts", "")]
)
def test_the_beginning_of_a_law_is_no_body(text: str, rule: str) -> None:
    candidate = Mention(0, 0, 16, "Canals and Locks", "organisation", "", "model")
    assert objection(candidate, scope(text)) == rule


def test_an_ordinary_word_that_is_a_heading_is_no_name() -> None:
    candidate = Mention(0, 0, 8, "Foreword", "organisation", "", "model")
    assert objection(candidate, scope("Foreword", "Text.")) == "is_heading_word"
    assert objection(candidate, scope("Foreword helps.", "Text.")) == ""


def test_capitals_and_titles_do_not_hide_a_name() -> None:
    made = work("MINUTES OF THE ELLEN MARSH TRUST", "The Ellen Marsh Trust met in England.")
    assert "ELLEN MARSH TRUST" in [mention.text for mention in find_mentions(made)]


def refused(texts: Sequence[str], name: str, rule: str, guessed: Sequence[tuple[str, str]]) -> str:
    start = texts[0].index(name)
    candidate = Mention(0, start, start + len(name), name, "organisation", "", rule)
    return objection(candidate, scope(*texts, guessed=guessed))


@pytest.mark.parametrize(
    ("text", "name", "rule", "guessed", "why"),
    [
        (
            "He joined a Canal Party.",
            "Canal Party",
            "whole_name",
            [("Canal Party", "ORG")],
            "is_indefinite",
        ),
        ("He joined a Canal Party.", "Canal Party", "model", [("Canal Party", "ORG")], ""),
        ("The League met.", "League", "model", [("League", "ORG")], ""),
        ("In England the League met.", "League", "model", [("League", "ORG")], "is_unnamed"),
        (
            "He read “Canal Trust News” there.",
            "Canal Trust",
            "model",
            [("Canal Trust", "ORG")],
            "inside_title",
        ),
        ("The “Canal Trust” met there.", "Canal Trust", "model", [("Canal Trust", "ORG")], ""),
        ("The Ann Lee Trust met.", "Ann Lee Trust", "whole_name", [("Ann Lee", "PERSON")], ""),
        ("The Oval Office met.", "Oval Office", "whole_name", [], "only_headed"),
        ("The U. S. met.", "U. S.", "model", [], ""),
        ("The Secretary of State for Canals met.", "State for Canals", "model", [], "of_secretary"),
        ("The State Canal Board met.", "State Canal Board", "model", [], ""),
        ("X X X", "X X X", "model", [], "without_letters"),
    ],
)
def test_what_the_model_has_read_counts(
    text: str, name: str, rule: str, guessed: list[tuple[str, str]], why: str
) -> None:
    assert refused([text], name, rule, guessed) == why


def test_what_is_called_a_thing_once_is_none_anywhere() -> None:
    texts = ("Lockgate helps many.", "Lockgate is a programme run by volunteers.")
    assert refused(texts, "Lockgate", "model", [("Lockgate", "ORG")]) == "is_called_thing"
    assert refused(texts[:1], "Lockgate", "model", [("Lockgate", "ORG")]) == ""


@pytest.mark.parametrize(
    ("text", "guessed", "why"),
    [
        (
            "Canal Party of Kent Ann Lee",
            [("Canal Party of Kent", "ORG"), ("Ann Lee", "PERSON")],
            "runs_into_name",
        ),
        (
            "Canal Party for the Road League",
            [("Canal Party", "ORG"), ("Road League", "ORG")],
            "runs_into_name",
        ),
        ("Canal Police and Road Panel", [("Canal Police", "ORG"), ("Road Panel", "ORG")], ""),
        ("Canal Office for Kent", [("Canal Office", "ORG"), ("Kent", "LOC")], ""),
    ],
)
def test_one_name_does_not_run_into_the_next(
    text: str, guessed: list[tuple[str, str]], why: str
) -> None:
    assert refused([f"In England the {text} met."], text, "whole_name", guessed) == why


@pytest.mark.parametrize(
    ("text", "guessed", "names"),
    [
        ("She won in the 2017 United Kingdom general election.", [], []),
        (
            "She won in the 2017 United Kingdom general election.",
            [("United Kingdom", "LOC")],
            ["United Kingdom"],
        ),
        ("The 2011 England census was held.", [], []),
        ("In 2017 England held elections.", [], ["England"]),
    ],
)
def test_a_vote_is_called_after_its_country(
    text: str, guessed: list[tuple[str, str]], names: list[str]
) -> None:
    assert found(area_names, text, guessed=guessed) == names
