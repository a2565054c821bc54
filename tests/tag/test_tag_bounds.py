"""Where a name begins and ends, given what a model takes for one. Texts and guesses are made up."""

from __future__ import annotations

import pytest

from briefing_ingest.model import MergedBlock, Stretch, Work
from briefing_ingest.tag.finders.span_ends import readings
from briefing_ingest.tag.read.scope import read_scope
from briefing_ingest.tag.recogniser.names import Guess

ORG, LOC = "ORG", "LOC"


def read(text: str, guessed: str, label: str) -> list[tuple[str, str]]:
    """The names that the guess of ``guessed`` in ``text`` comes to: type and words."""
    start = text.index(guessed)
    guess = Guess(start, start + len(guessed), label)
    work = Work(
        "briefing", "A Title", ("a",), (MergedBlock("paragraph", (Stretch(text, ()),), ()),)
    )
    scope = read_scope(work, [(guess,)])
    return [(type_, text[span.start : span.end]) for type_, span in readings(scope, 0, guess)]


@pytest.mark.parametrize(
    ("text", "guessed", "names"),
    [
        (
            "She left the Department of Roads in Wales.",
            "Department of Roads in Wales",
            ["Department of Roads", "Wales"],
        ),
        ("She left Mothers in Wales.", "Mothers in Wales", ["Mothers in Wales"]),
        ("The Roads Committee RC(A) met.", "Roads Committee RC(A", ["Roads Committee"]),
        (
            "The Kent and Essex Fraud Office met.",
            "Essex Fraud Office",
            ["Kent and Essex Fraud Office"],
        ),
        (
            "Staff of Kent and the Essex Fraud Office met.",
            "Essex Fraud Office",
            ["Essex Fraud Office"],
        ),
        (
            "Groups such as Oak Door and Red Steps met.",
            "Oak Door and Red",
            ["Oak Door", "Red Steps"],
        ),
        ("The firm Oak and Red met.", "Oak and Red", ["Oak and Red"]),
        ("Youth Aid England & Wales met.", "Aid England", ["Youth Aid England & Wales"]),
        (
            "The Roads Council and its partners met.",
            "Roads Council and its partners",
            ["Roads Council"],
        ),
        ("The new Roads Agency met.", "new Roads Agency", ["Roads Agency"]),
        ("Wales’s Roads Council met.", "Wales’s Roads Council", ["Roads Council"]),
        ("Women’s Roads Council met.", "Women’s Roads Council", ["Women’s Roads Council"]),
        (
            "The Roads Council and Office for Canals met.",
            "Roads Council and Office for Canals",
            ["Roads Council", "Office for Canals"],
        ),
        ("Dobbie’s sold it.", "Dobbie’s", ["Dobbie’s"]),
        ("The Roads Council’s plan won.", "Roads Council’s", ["Roads Council"]),
        ("A&E was full.", "A&E", ["A&E"]),
        # what is said where of a body whose name says what it is
        ("The Roads Council in Leeds met.", "Roads Council in Leeds", ["Roads Council", "Leeds"]),
        (
            "The Roads Council in Lampshire met.",
            "Roads Council in Lampshire",
            ["Roads Council in Lampshire"],
        ),
        ("Oak Door in Leeds met.", "Oak Door in Leeds", ["Oak Door in Leeds"]),
        # the last two of a list, of two words at least, the second of which goes on
        ("Groups such as Oak and Red Steps met.", "Oak and Red", ["Oak and Red"]),
        ("Groups such as Oak Door and Red met.", "Oak Door and Red", ["Oak Door and Red"]),
        ("We saw Oak Door and Red Steps.", "Oak Door and Red", ["Oak Door and Red"]),
        (
            "Groups such as Oak Door of Red and Red Steps met.",
            "Oak Door of Red and Red",
            ["Oak Door of Red and Red"],
        ),
        ("The Kent and Essex Police met.", "Essex Police", ["Essex Police"]),
        ("The Roads Council from Leeds met.", "Roads Council from Leeds", ["Roads Council"]),
        ("The Roads Council (RC) met.", "Roads Council (RC)", ["Roads Council (RC)"]),
        ("The Aid England & Wales met.", "Aid England", ["Aid England & Wales"]),
        ("Director Aid England & Wales met.", "Aid England", ["Aid England & Wales"]),
        ("Aid England & Kent met.", "Aid England", ["Aid England"]),
        ("Dobbie’s Garden’s sold it.", "Dobbie’s Garden’s", ["Dobbie’s Garden"]),
        ("Kent\tEssex Council met.", "Kent\tEssex Council", ["Essex Council"]),
        (
            "The Roads Board and Canals Trust met.",
            "Roads Board and Canals Trust",
            ["Roads Board and Canals Trust"],
        ),
    ],
)
def test_an_organisation_ends_where_its_name_does(
    text: str, guessed: str, names: list[str]
) -> None:
    assert [name for _, name in read(text, guessed, ORG)] == names


@pytest.mark.parametrize(
    ("text", "guessed", "names"),
    [
        ("He grew up in west London.", "west London", ["London"]),
        ("He grew up in West Sussex.", "West Sussex", ["West Sussex"]),
        ("Partners are Kent’s District Councils.", "Kent’s District Councils", ["Kent"]),
        ("She leads the London Borough of Barnet.", "London Borough", ["London Borough of Barnet"]),
        ("He grew up in King’s Lynn.", "King’s Lynn", ["King’s Lynn"]),
        ("It works in Kent and South Wales.", "Kent and South Wales", ["Kent", "South Wales"]),
        ("They live in Oak Hill ward.", "Oak Hill ward", ["Oak Hill"]),
        ("They live in Oak Hill Ward.", "Oak Hill Ward", ["Oak Hill Ward"]),
        ("They flew to the U.S and back.", "U.S", ["U.S"]),
        ("She leads the City of London.", "City", ["City of London"]),
        ("She leads the City of Lamps.", "City", ["City"]),
        ("It works in Kent and Lampshire.", "Kent and Lampshire", ["Kent and Lampshire"]),
        ("It works in Devon and Cornwall.", "Devon and Cornwall", ["Devon and Cornwall"]),
        ("It works in Kent & Essex.", "Kent & Essex", ["Kent", "Essex"]),
        ("It came to Dyfed-Powys.", "Dyfed", ["Dyfed-Powys"]),
        ("It is London-based.", "London", ["London"]),
    ],
)
def test_a_place_ends_where_its_name_does(text: str, guessed: str, names: list[str]) -> None:
    assert read(text, guessed, LOC) == [("place", name) for name in names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A list for England and Wales came.", ["England", "Wales"]),
        ("Humberside draws on it.", ["Humberside"]),
    ],
)
def test_an_area_that_acts_is_a_place(text: str, names: list[str]) -> None:
    guessed = " and ".join(names)
    assert read(text, guessed, ORG) == [("place", name) for name in names]


def test_what_is_in_the_place_of_a_body_is_a_place() -> None:
    found = read("She left the Department of Roads in Wales.", "Department of Roads in Wales", ORG)
    assert found == [("organisation", "Department of Roads"), ("place", "Wales")]
