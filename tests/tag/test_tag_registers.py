"""Charity and company numbers that a text prints: which numbers they are, whose, and where they
lead."""

from __future__ import annotations

import pytest

from briefing_ingest.model import Imprint, Mention, MergedBlock, Stretch, Work
from briefing_ingest.tag.resolve.registers import (
    charity_page,
    company_page,
    numbers_in,
    printed_numbers,
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "Registered charity no. 1234567. Company number 01234567.",
            [("charity", "1234567"), ("company", "01234567")],
        ),
        ("Registered Charity Number: 234567", [("charity", "234567")]),
        ("It is registered charity 1234567.", [("charity", "1234567")]),
        (
            "a charity registered in England and Wales (1234567) and Scotland (SC012345)",
            [("charity", "1234567"), ("charity", "SC012345")],
        ),
        (
            "Registered Charity Nos. 1234567 (England and Wales) and SC012345 (Scotland)",
            [("charity", "1234567"), ("charity", "SC012345")],
        ),
        ("charity number NIC 101234 in Northern Ireland", [("charity", "NIC101234")]),
        (
            "registered charity (No. 1234567) and a company limited by guarantee (No. 01234567)",
            [("charity", "1234567"), ("company", "01234567")],
        ),
        ("Registered in England No. 01234567", [("company", "01234567")]),
        ("Company Registration Number: SC123456 (Scotland).", [("company", "SC123456")]),
        ("Call the charity on 0123456 or 01234567.", []),
        ("The charity helped 1234567 people and spent £1234567.", []),
        ("The company employs 12345678 people.", []),
        ("Charities Act 2011, section 123456", []),
    ],
)
def test_numbers_are_told_by_the_words_before_them(
    text: str, numbers: list[tuple[str, str]]
) -> None:
    assert [(number.numbered, number.number) for number in numbers_in(text)] == numbers


@pytest.mark.parametrize(
    ("number", "page"),
    [
        (
            "1234567",
            "https://register-of-charities.charitycommission.gov.uk/charity-details/?regid=1234567&subid=0",
        ),
        (
            "SC012345",
            "https://www.oscr.org.uk/about-charities/search-the-register/charity-details?number=SC012345",
        ),
        (
            "NIC101234",
            "https://www.charitycommissionni.org.uk/charity-details/?regId=101234&subId=0",
        ),
    ],
)
def test_a_charity_is_in_the_register_of_its_country(number: str, page: str) -> None:
    assert charity_page(number) == page


@pytest.mark.parametrize(
    ("number", "filled"),
    [("1234567", "01234567"), ("SC123456", "SC123456"), ("NI12345", "NI012345")],
)
def test_a_company_number_has_eight_characters(number: str, filled: str) -> None:
    assert company_page(number).rpartition("/")[2] == filled


def owners(
    text: str, *names: str, kind: str = "paragraph", imprints: tuple[Imprint, ...] = ()
) -> list[str]:
    """Whose the numbers of ``text`` are, where it names ``names``."""
    work = Work(
        "briefing",
        "T",
        ("a",),
        (MergedBlock(kind, (Stretch(text, ()),), ()),),  # type: ignore[arg-type]
        imprints=imprints,
    )
    found = [
        Mention(0, text.index(name), text.index(name) + len(name), name, "organisation")
        for name in names
    ]
    return [name for name, _ in printed_numbers(work, sorted(found))]


@pytest.mark.parametrize(
    ("text", "names", "owner"),
    [
        ("Loaf Trust is a registered charity (no. 1234567).", ["Loaf Trust"], ["Loaf Trust"]),
        ("Loaf Trust bakes. It is registered charity no. 1234567.", ["Loaf Trust"], ["Loaf Trust"]),
        (
            "Loaf Trust (registered charity no. 1234567) met Owl Trust (registered charity no. "
            "1234568).",
            ["Loaf Trust", "Owl Trust"],
            ["Loaf Trust", "Owl Trust"],
        ),
        ("Loaf Trust and the Barley (registered charity no. 1234567) met.", ["Loaf Trust"], []),
        (
            "Loaf Trust and Owl Trust are one: registered charity no. 1234567.",
            ["Loaf Trust", "Owl Trust"],
            [],
        ),
        (
            "Loaf Trust answers to the Charity Commission, registered charity no. 1234567.",
            ["Loaf Trust", "Charity Commission"],
            ["Loaf Trust"],
        ),
        ("Registered charity no. 1234567 of Loaf Trust.", ["Loaf Trust"], []),
    ],
)
def test_a_number_is_that_of_the_one_body_its_sentence_speaks_of(
    text: str, names: list[str], owner: list[str]
) -> None:
    assert owners(text, *names) == owner


def test_a_number_alone_in_an_imprint_is_the_publishers() -> None:
    publisher = (Imprint("Loaf Trust", "", "", ""),)
    assert owners("Registered charity no. 1234567.", kind="imprint", imprints=publisher) == [
        "Loaf Trust"
    ]
    assert owners("Registered charity no. 1234567.", imprints=publisher) == []
