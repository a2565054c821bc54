"""Addresses side by side that one version mixes line by line."""

import pytest

from addresses import BODIES, PROSE, columns_pdf
from briefing_ingest.model import Work
from briefing_ingest.reconcile import merge
from briefing_ingest.tag import find_mentions, resolve
from witnesses import read, witness_of


def _mixed(number: int) -> str:
    rows = zip(*(body.lines for body in BODIES[:number]), strict=True)
    return "\n\n".join([*[PROSE] * 3, "\n".join(map(" ".join, rows))]) + "\n"


def _merged(number: int, *, spaced: bool) -> Work:
    page = columns_pdf(BODIES[:number], size=8, by_row=True, spaced=spaced)
    return merge((read("a.pdf", page, "a"), witness_of(_mixed(number), "b")))


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("spaced", [True, False])
def test_the_order_of_the_version_with_columns_is_followed(number: int, spaced: bool) -> None:
    work = _merged(number, spaced=spaced)
    assert " ".join(block.text for block in work.blocks[3:]) == " ".join(
        line for body in BODIES[:number] for line in body.lines
    )
    assert not any(stretch.rule for block in work.blocks[3:] for stretch in block.stretches)
    assert all(not block.absent for block in work.blocks[3:])


@pytest.mark.parametrize("spaced", [True, False])
def test_each_body_has_its_own_address_numbers_and_site(spaced: bool) -> None:
    work = _merged(3, spaced=spaced)
    tagged = resolve([work], [find_mentions(work)])
    bodies = {entity.name: entity for entity in tagged.entities if entity.type == "organisation"}
    for body in BODIES:
        entity = bodies[body.name]
        assert entity.address == " ".join(body.address)
        uris = " ".join(identifier.uri for identifier in entity.same_as)
        for own in BODIES:
            charity = own.numbers[0].split()[-1]
            company = own.numbers[1].split()[-1]
            site = own.reach[1]
            assert {charity in uris, company in uris, site in uris} == {own is body}


def test_without_a_version_that_has_columns_nothing_is_moved() -> None:
    work = merge((witness_of(_mixed(2), "a"), witness_of(_mixed(2), "b")))
    assert "Bolton BL1 2AB Hull HU1 3CD" in " ".join(block.text for block in work.blocks)


def test_a_damaged_word_is_a_variant_in_its_place() -> None:
    page = read("a.pdf", columns_pdf(BODIES[:2], size=8, by_row=False, spaced=False), "a")
    work = merge((page, witness_of(_mixed(2).replace("Weaver", "Weavcr"), "b")))
    readings = {
        reading.text.strip()
        for block in work.blocks
        for stretch in block.stretches
        if stretch.rule
        for reading in stretch.readings
    }
    assert "Weaver" in " ".join(block.text for block in work.blocks)
    assert any("Weavcr" in reading for reading in readings)
