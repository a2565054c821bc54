"""Editions with corrected facts: the latest is followed at every point, whatever the words are
counted to be."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations
from typing import NamedTuple

import pytest

from briefing_ingest.model import MANIFEST, Fact, Work
from briefing_ingest.reconcile import cluster, merge
from witnesses import witness_of

TEXT = [
    "The lending library of tools opened in a former bakery in {place} and has been full of people "
    "ever since.",
    "In its first year {loans} loans were made, {share} of them to people who had never borrowed "
    "anything before.",
    "The county paid {cost} for the shelves and the van, and the volunteers {care} paid for the "
    "time they gave.",
    "The next report is due in {month}, when {person} will have counted what came back and what "
    "was broken.",
    "Anybody who lives near may join, and most of those who did so brought a tool of their own to "
    "be lent.",
]
OLD = {
    "place": "Denholm",
    "loans": "4,120",
    "share": "a third",
    "cost": "£37 million",
    "care": "were",
    "month": "October",
    "person": "Ruth Millar",
}


class Family(NamedTuple):
    """What the later edition says instead, and the words at the head or foot by which it may be
    known."""

    new: dict[str, str]
    head: str = ""
    foot: str = ""
    old_head: str = ""
    stated: tuple[str, str] = ("", "")


FAMILIES = {
    "figure, note quotes the old": Family(
        {"loans": "3,980"},
        "Corrected on 9 May 2023: loans were given as 4,120, and 4,120 was wrong.",
    ),
    "figure, no note but a date": Family({"loans": "3,980"}, "Updated 9 May 2023"),
    "money, note at the foot": Family(
        {"cost": "£29 million"},
        foot="Correction: the cost was given as £37 million. It was not £37 million.",
    ),
    "share in words": Family(
        {"share": "a half"},
        foot="An earlier version of this report gave the share as a third, not a half.",
    ),
    "share in per cent": Family({"share": "40 per cent"}, "Revised 9 May 2023"),
    "month": Family({"month": "November"}, "Amended on 9 May 2023: not October."),
    "negation put in": Family({"care": "were not"}, "Corrected 9 May 2023"),
    "name": Family(
        {"person": "Ruth Miller"},
        "Correction: Ruth Millar should have been named otherwise; Millar is not the name.",
    ),
    "place": Family(
        {"place": "Hexley"}, foot="First published in March 2023 as “Tools for Denholm”."
    ),
    "the manifest has the dates": Family({"loans": "3,980"}, stated=("2023-03-01", "2023-05-09")),
    "dates at the head": Family(
        {"cost": "£29 million"}, "Published 9 May 2023", old_head="1 March 2023"
    ),
    "several at once": Family(
        {
            "loans": "3,980",
            "cost": "£29 million",
            "month": "November",
            "person": "Ruth Miller",
            "care": "were not",
        },
        "Second edition",
    ),
    "currency": Family(
        {"cost": "€37 million"}, "Updated 9 May 2023: it was not £37 million, nor any £."
    ),
}


def _text(facts: Mapping[str, str], head: str = "", foot: str = "") -> str:
    body = [paragraph.format_map(facts) for paragraph in TEXT]
    return "\n\n".join(filter(None, ["Tools to Borrow", head, *body, foot])) + "\n"


def _work(*versions: tuple[str, str], names: str) -> Work:
    """The one work of versions, each a text and the day the manifest states or ""."""
    witnesses = [
        replace(
            witness_of(text, name), facts=(Fact("published", stated, MANIFEST),) if stated else ()
        )
        for (text, stated), name in zip(versions, names, strict=True)
    ]
    pairs = [(witnesses[0].source_id, other.source_id) for other in witnesses[1:]]
    (group,) = cluster(witnesses, together=pairs)
    return merge(group)


def _body(work: Work) -> list[str]:
    return [
        block.text
        for block in work.blocks
        if block.text[:12] in {paragraph[:12] for paragraph in TEXT}
    ]


@pytest.mark.parametrize("names", ["ab", "ba"])
@pytest.mark.parametrize("family", FAMILIES)
def test_the_corrected_facts_stand_in_the_text(family: str, names: str) -> None:
    said = FAMILIES[family]
    new = OLD | said.new
    versions = (
        (_text(OLD, said.old_head), said.stated[0]),
        (_text(new, said.head, said.foot), said.stated[1]),
    )
    work = _work(*versions, names=names)
    assert _body(work) == [paragraph.format_map(new) for paragraph in TEXT]
    if said.head or said.foot:
        assert (said.head or said.foot) in [block.text for block in work.blocks]


@pytest.mark.parametrize("family", FAMILIES)
def test_two_copies_of_the_old_edition_do_not_outvote_the_new_one(family: str) -> None:
    said = FAMILIES[family]
    old = _text(OLD, said.old_head), said.stated[0]
    new = _text(OLD | said.new, said.head, said.foot), said.stated[1]
    for versions in {(old, old, new), (old, new, old), (new, old, old)}:
        assert _body(_work(*versions, names="abc")) == [p.format_map(OLD | said.new) for p in TEXT]


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_of_three_editions_the_latest_is_followed_at_every_point(order: tuple[int, ...]) -> None:
    second = OLD | {"loans": "3,980", "cost": "£29 million"}
    third = second | {"loans": "4,031", "month": "November"}
    versions = [
        (_text(OLD), ""),
        (_text(second, "Corrected on 9 May 2023: the loans and the cost."), ""),
        (_text(third, "Corrected on 2 June 2023: the loans again; 3,980 was 3,980 too few."), ""),
    ]
    work = _work(*(versions[i] for i in order), names="abc")
    assert _body(work) == [paragraph.format_map(third) for paragraph in TEXT]


def test_without_a_sign_the_base_is_followed_at_every_point() -> None:
    new = OLD | {"loans": "3,980", "cost": "£29 million", "month": "November"}
    foot = (
        "The sums of 3,980 and of £37 million are those of the county, which counts from October "
        "to October."
    )
    for foots in (("", foot), (foot, "")):
        texts = [_text(facts, foot=own) for facts, own in zip((OLD, new), foots, strict=True)]
        work = _work(*((text, "") for text in texts), names="ab")
        assert _body(work) in ([p.format_map(OLD) for p in TEXT], [p.format_map(new) for p in TEXT])


def test_damage_in_the_latest_edition_is_repaired_from_the_old_one() -> None:
    new = OLD | {"loans": "3,980"}
    damaged = _text(new | {"share": "a thlrd", "month": "Octoher"}, "Updated 9 May 2023").replace(
        "paid for", "paidfor"
    )
    assert _body(_work((_text(OLD), ""), (damaged, ""), names="ab"))[1] == TEXT[1].format_map(new)


@pytest.mark.parametrize(("wrong", "right"), [("4,l20", "4,120"), ("4,12O", "4,120")])
@pytest.mark.parametrize("names", ["ab", "ba"])
def test_a_misread_figure_is_no_revision(wrong: str, right: str, names: str) -> None:
    damaged = _text(OLD | {"loans": wrong}, "Updated 9 May 2023")
    assert _body(_work((_text(OLD), ""), (damaged, ""), names=names))[1] == TEXT[1].format_map(
        OLD | {"loans": right}
    )


def test_the_reason_names_the_edition_and_says_how_it_is_known() -> None:
    said = FAMILIES["figure, no note but a date"]
    work = _work((_text(OLD), ""), (_text(OLD | said.new, said.head), ""), names="ab")
    variants = [s for block in work.blocks for s in block.stretches if s.rule == "latest_edition"]
    reason = "the latest edition is followed"
    assert [(s.lemma, s.reason) for s in variants] == [
        ("3,980", f"{reason}: b says of itself “Updated 9 May 2023”")
    ]
