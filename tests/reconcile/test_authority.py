"""Which witness says that it is the latest edition."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from briefing_ingest.model import MANIFEST, Fact, Witness
from briefing_ingest.reconcile import cluster, merge
from briefing_ingest.reconcile.authority import authorities, is_later
from briefing_ingest.reconcile.edition import Edition, edition_of
from briefing_ingest.reconcile.rank import by_rank
from witnesses import witness_of

BODY = [
    "The ferry carried more people last year than in any year since the war, most of them on foot.",
    "It will run through the winter if the county pays for a second crew and for repairs to the "
    "pier.",
    "Those who live on the far bank have asked for an early boat, since the bus takes an hour and "
    "costs far more.",
    "The crew say that they would gladly sail before six if someone would salt the steps and light "
    "the landing.",
    "Until then the last boat leaves at seven in the evening, and whoever misses it must walk "
    "round by the bridge.",
]


def _witness(name: str, *head: str, foot: str = "", stated: str = "") -> Witness:
    made = witness_of("\n\n".join(["A Ferry in Winter", *head, *BODY, foot]) + "\n", name)
    return replace(made, facts=(Fact("published", stated, MANIFEST),)) if stated else made


@pytest.mark.parametrize(
    "statement",
    [
        "Corrected on 3 June 2024: the fares were wrong.",
        "Updated 3 June 2024",
        "[Last updated: June 3, 2024]",
        "Revised: 2024-06-03",
        "Correction (3 June 2024): the fares were given for one way.",
        "This leaflet was amended on 3 June 2024 to give the fares both ways.",
    ],
)
def test_a_statement_with_its_date(statement: str) -> None:
    for witness in (_witness("a", statement), _witness("a", foot=statement)):
        assert edition_of(witness).date == "2024-06-03"
        assert edition_of(witness).statement


@pytest.mark.parametrize(
    "statement",
    [
        "Correction: the trial crossing of 3 June 2021 took an hour.",
        "An earlier version of this leaflet gave the fares for one way.",
        "First published in May 2023 as “Boats in Winter”.",
        "Second edition",
        "Revised and enlarged edition",
        "This version replaces the one of last spring.",
    ],
)
def test_a_statement_without_a_date_of_its_own(statement: str) -> None:
    edition = edition_of(_witness("a", foot=statement))
    assert (edition.date, edition.statement) == ("", statement)


@pytest.mark.parametrize(
    "sentence",
    [
        "The timetable was updated by hand for many years and nobody noticed.",
        "Corrected vision is needed to steer a boat, the union says.",
        "They published the fares as a poster.",
        "The second edition of the race was won by a rower from the next bay, who trained all "
        "winter for it alone.",
    ],
)
def test_matter_is_no_statement(sentence: str) -> None:
    assert edition_of(_witness("a", sentence)) == Edition(source_id="a")


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        (Edition("2024-06-03"), Edition("2024-05-02"), True),
        (Edition("2024-06"), Edition("2024-06-03"), False),
        (Edition("2024-06-03"), Edition("2024-06"), False),
        (Edition("2024-06-03"), Edition(), False),
        (Edition("", "Corrected"), Edition(), True),
        (Edition("", "Corrected"), Edition("2024-05-02"), True),
        (Edition("2024-06-03"), Edition("2024-05-02", "Updated 2 May 2024"), True),
        (Edition("", "Corrected"), Edition("", "Corrected again"), False),
        (Edition(), Edition(), False),
    ],
)
def test_which_is_later(one: Edition, other: Edition, later: bool) -> None:
    assert is_later(one, other) == later
    assert not (later and is_later(other, one))


def test_the_manifest_goes_before_what_the_text_says() -> None:
    old = _witness("a", "Updated 3 June 2024", stated="2023-01-05")
    new = _witness("b", stated="2023-02-01")
    assert [found.source_id for found in authorities([old, new])] == ["b"]


def test_three_editions_stand_in_their_order_and_no_sign_means_no_authority() -> None:
    first, second, third = (
        _witness("a", "2 May 2023"),
        _witness("b", "Updated 3 June 2024"),
        _witness("c", "1 July 2024"),
    )
    assert [found.source_id for found in authorities([first, second, third])] == ["c", "b"]
    assert [found.source_id for found in authorities([third, first, second])] == ["c", "b"]
    assert authorities([_witness("a"), _witness("b")]) == ()
    assert authorities([_witness("a", "2 May 2023"), _witness("b", "May 2023")]) == ()
    assert authorities([first]) == ()


@pytest.mark.parametrize("more", [(), ("c",), ("c", "d")])
def test_the_base_is_the_latest_edition_unless_only_a_date_shows_it_or_it_is_an_extract(
    more: tuple[str, ...],
) -> None:
    old = [
        _witness(name, foot="A longer foot makes this the base of the two.")
        for name in ("a", *more)
    ]
    assert by_rank([*old, _witness("b", "Updated 3 June 2024")])[0].source_id == "b"
    assert by_rank([*old, _witness("b")])[0].source_id == "a"
    dated = [replace(w, facts=(Fact("published", "2024-01-02", "meta[name=date]"),)) for w in old]
    assert by_rank([*dated, _witness("b", "3 June 2024")])[0].source_id == "a"
    assert (
        by_rank([*old, witness_of("Updated 3 June 2024\n\nThe ferry carried more people.\n", "b")])[
            0
        ].source_id
        == "a"
    )


NUMBERED = [
    (("Version 1.9",), ("Version 1.10",)),
    (("Second edition",), ("Third edition",)),
    (("Boats v2",), ("Boats v3",)),
    (("2nd edition, Hexley 2024",), ("3rd edition, Hexley 2024",)),
]


@pytest.mark.parametrize(("old", "new"), NUMBERED)
def test_the_higher_number_is_later(old: tuple[str], new: tuple[str]) -> None:
    editions = [edition_of(_witness(name, *head)) for name, head in (("a", new), ("b", old))]
    assert is_later(*editions)
    assert not is_later(*reversed(editions))


NAMED = [
    ("street-lights", "street-lights-v2", True),
    ("street-lights-v2", "street-lights-v10", True),
    ("street-lights-draft", "street-lights-final", True),
    ("street-lights", "street-lights-corrected", True),
    ("street-lights-2024-05", "street-lights-2024-06", True),
    ("street-lights", "street-lamps-v2", False),
    ("street-lights-pdf", "street-lights-html", False),
]


@pytest.mark.parametrize(("old", "new", "later"), NAMED)
def test_of_names_that_are_the_same_but_for_a_version_one_is_later(
    old: str, new: str, later: bool
) -> None:
    assert is_later(Edition(source_id=new), Edition(source_id=old)) is later
    assert not is_later(Edition(source_id=old), Edition(source_id=new))


def test_the_surest_sign_decides() -> None:
    signs: list[tuple[dict[str, Any], dict[str, Any]]] = [
        ({"leads": True}, {}),
        ({"supersedes": frozenset({"b"})}, {}),
        ({"date": "2024-06-03"}, {"date": "2024-05-02"}),
        ({"number": (2,)}, {"number": (1,)}),
        ({"statement": "Corrected"}, {}),
        ({"file_date": "2024-06-03"}, {"file_date": "2024-05-02"}),
    ]
    for stronger, weaker in pairwise(signs):
        one = Edition(source_id="a", **{**weaker[1], **stronger[0]})
        other = Edition(source_id="b", **{**stronger[1], **weaker[0]})
        assert is_later(one, other), (stronger, weaker)


def test_what_only_hints_at_an_order_does_not_outvote_most_witnesses() -> None:
    body = "The ferry carries {} people a day between the two harbours, and the post as well."
    witnesses = [
        _witness(name, body.format(figure))
        for name, figure in (("boats", "510"), ("boats-web", "510"), ("boats-v2", "518"))
    ]
    (group,) = cluster(witnesses, together=[("boats", "boats-web"), ("boats", "boats-v2")])
    assert body.format("510") in [block.text for block in merge(group).blocks]
