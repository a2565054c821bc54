"""Whose an imprint is: a body's, plainly, or nobody's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.made_people import read
from briefing_ingest.model import MANIFEST, Fact, Imprint, Mention, MergedBlock, Stretch, Work
from briefing_ingest.reconcile import merge
from briefing_ingest.tag import find_mentions, resolve
from briefing_ingest.tag.judge.rulebook import refusal
from briefing_ingest.tag.read.publishers import (
    names_before_address,
    plain_publishers,
    says_body,
    with_publishers,
)
from briefing_ingest.tag.read.scope import Scope, read_scope
from briefing_ingest.tag.recogniser.pipeline import guesses
from witnesses import witness_of

ADDRESS = "27 Chandler Row, Bristol BS1 6TY"
MATTER = "The centre helps people who leave prison in England.\n\n"


def published(text: str) -> list[str]:
    _, tagged = read(f"{MATTER}{text}\n")
    names = {entity.id: entity.name for entity in tagged.entities}
    return [names[id_] for id_ in tagged.publishers[0]]


@pytest.mark.parametrize(
    "text",
    [
        f"Present: Wanda Pyle, Uche Anozie, Mei Guo, {ADDRESS}",
        f"Wanda Pyle, {ADDRESS}",
        f"Please write to Wanda Pyle, {ADDRESS}",
        f"10:15-11:45, Committee Room 3, {ADDRESS}",
        f"Thursday 6 June, the Board Room, {ADDRESS}",
        f"Answers should be sent to the team at {ADDRESS}",
        ADDRESS,
        "BS16TY",
    ],
)
def test_what_is_not_plainly_a_body_is_no_publisher(text: str) -> None:
    assert published(text) == []
    _, tagged = read(f"{MATTER}{text}\n")
    assert all(entity.type == "place" for entity in tagged.entities)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"Chandler Debt Trust, {ADDRESS}", ["Chandler Debt Trust"]),
        (f"Published by Chandler Debt Trust, {ADDRESS}", ["Chandler Debt Trust"]),
        (f"Please write to the Chandler Debt Trust, {ADDRESS}", ["Chandler Debt Trust"]),
        (f"Wanda Pyle, Director, Chandler Debt Trust, {ADDRESS}", ["Chandler Debt Trust"]),
        (f"Wanda Pyle Home Office, {ADDRESS}", ["Home Office"]),
        (f"Wanda Pyle Foundation, {ADDRESS}", ["Wanda Pyle Foundation"]),
        (f"A Pyle plc, {ADDRESS}", ["A Pyle plc"]),
        (
            f"Board for Skills, Schools and Youth Work, {ADDRESS}",
            ["Board for Skills, Schools and Youth Work"],
        ),
        (f"Lumenhal, {ADDRESS}\n\nRegistered charity no. 1198765", ["Lumenhal"]),
        (f"Lumenhal, {ADDRESS}\n\nSee www.lumenhal.org.uk for more.", ["Lumenhal"]),
        # an address that spells a name of four letters may do so by accident
        (f"Lumen, {ADDRESS}\n\nSee www.lumen.org.uk for more.", ["Lumen"]),
        (f"Lume, {ADDRESS}\n\nSee www.lume.org.uk for more.", []),
    ],
)
def test_a_body_that_plainly_is_one_is_the_publisher(text: str, names: list[str]) -> None:
    assert published(text) == names


def test_a_number_behind_a_nameless_address_is_not_the_publishers_before_it() -> None:
    text = f"{MATTER}Chandler Debt Trust, {ADDRESS}\n\nM11AE\n\nRegistered charity no. 1198765\n"
    (imprint,) = merge((witness_of(text),)).imprints
    assert (imprint.name, imprint.charity) == ("Chandler Debt Trust", "")


def _scope(text: str) -> Scope:
    work = merge((witness_of(f"{MATTER}{text}\n"),))
    return read_scope(work, guesses([block.text for block in (*work.blocks, *work.notes)]))


def test_the_refusal_has_a_name() -> None:
    scope = _scope(f"Wanda Pyle, {ADDRESS}")
    assert not plain_publishers(scope)
    found = refusal(Mention(1, 0, 10, "Wanda Pyle", "organisation", "", "imprint"), scope)
    assert found is not None
    assert found.name == "is_no_publisher"


def test_the_maintainers_publisher_counts_where_no_printed_one_is_a_body() -> None:
    witness = witness_of(f"{MATTER}Wanda Pyle, {ADDRESS}\n")
    work = merge((replace(witness, facts=(Fact("publisher", "Lumenhal", MANIFEST),)),))
    tagged = resolve([work], [find_mentions(work)])
    assert [entity.name for entity in tagged.entities if entity.id in tagged.publishers[0]] == [
        "Lumenhal"
    ]


def test_a_language_that_is_not_read_has_the_publishers_that_say_so() -> None:
    imprints = (Imprint("Lumenhal Ltd", ADDRESS, "", ""), Imprint("Wanda Pyle", ADDRESS, "", ""))
    block = MergedBlock("paragraph", (Stretch("Mae hyn yn Gymraeg.", ()),), ())
    work = Work("briefing", "T", ("a",), (block,), language="cy", imprints=imprints)
    assert [imprint.name for imprint in with_publishers(work, (), served=False).imprints] == [
        "Lumenhal Ltd"
    ]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Department for Debt, Rent and Fuel", True),
        ("Lumen & Sons", True),
        ("Home Office", True),
        ("we wrote to the Trust", False),
        ("Wanda Pyle, Lumen Trust", False),
        ("Trust", False),
        ("Wanda Pyle", False),
        ("–", False),
        ("", False),
    ],
)
def test_a_name_says_itself_that_it_is_a_bodys(name: str, says: bool) -> None:
    assert says_body(name) is says


def test_what_leads_to_a_name_is_no_part_of_it() -> None:
    imprint = Imprint("Issued in May by the Lumen Trust", ADDRESS, "", "")
    assert names_before_address(imprint) == ("Lumen Trust",)
