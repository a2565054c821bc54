"""What is another fact, and what is the same one damaged."""

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_ingest.english.dates import leading_date, printed_date
from briefing_ingest.model import Reading
from briefing_ingest.reconcile.by_form import well_formed_url
from briefing_ingest.reconcile.by_witnesses import fuller_text
from briefing_ingest.reconcile.by_words import clean_number, known_words, listed_words
from briefing_ingest.reconcile.choose import latest_edition
from briefing_ingest.reconcile.edition import edition_of
from briefing_ingest.reconcile.facts import as_number, differ_in_facts, facts_of, skeleton
from briefing_ingest.reconcile.locus import Locus
from briefing_ingest.traced import TracedText
from witnesses import witness_of

OTHER_FACTS = [
    ("in the 1980s", "in the 1990s"),
    ("the 3rd of May", "the 5th of May"),
    *(("47", "52"), ("£37", "£29"), ("$5", "£5"), ("5%", "7%"), ("5 per cent", "7 per cent")),
    *(("1,250", "1,520"), ("2.5", "25"), ("3m", "3bn"), ("31", "313"), ("3", "8"), ("1", "7")),
    *(
        ("twenty", "thirty"),
        ("a half", "a third"),
        ("ten million", "ten billion"),
        ("first", "second"),
    ),
    *(("14 June 2024", "2 May 2024"), ("on Monday", "on Friday"), ("in 2018", "in 2019")),
    *(("is safe", "is not safe"), ("do", "don't"), ("with", "without"), ("all of", "none of")),
    *(("lawful", "unlawful"), ("visible", "invisible"), ("residents", "non-residents")),
    *(("by Miller", "by Millar"), ("the NHS", "the MOD"), ("near Denholm", "near Hexley")),
    *(
        ("", "twelve"),
        ("", "never"),
        ("the A14", "the A41"),
        ("from 47 to 31", "from 31 to 47"),
        ("", "2018"),
    ),
]
SAME_FACTS = [
    ("in the 1980s", "in the 1980’s"),
    *(("l0", "10"), ("2O18", "2018"), ("20l8", "2018"), ("1 0", "10"), ("S2", "52")),
    *(("1,250", "1250"), ("1 250", "1250"), ("14th", "14"), ("5 %", "5 per cent"), ("£37", "37")),
    *(
        ("2018", "20184"),
        ("31.", "31.4"),
        ("31%", "31%12"),
        ("deaths", "deaths4"),
        ("(31)", "(31)2"),
    ),
    *(
        ("Hexley", "HexIey"),
        ("Rarnsey", "Ramsey"),
        ("José", "Jose"),
        ("Ed�n", "Eden"),
        ("South Moor", "SouthMoor"),
    ),
    *(("the State", "the state"), ("don't", "don’t"), ("form", "from"), ("grey", "gray")),
    *(("Hexley’s", "Hexley"), ("half-time", "half time"), ("", "of"), ("2σ2", "2σ3")),
]


@pytest.mark.parametrize(("one", "other"), OTHER_FACTS)
def test_other_facts(one: str, other: str) -> None:
    assert differ_in_facts(one, other)
    assert differ_in_facts(other, one)


@pytest.mark.parametrize(("one", "other"), SAME_FACTS)
def test_the_same_fact_damaged_or_spelled_otherwise(one: str, other: str) -> None:
    assert not differ_in_facts(one, other)
    assert not differ_in_facts(other, one)


def test_a_capital_that_begins_a_sentence_is_no_name_unless_the_word_is_none_of_english() -> None:
    assert not differ_in_facts("Councils", "Boards", opens=True)
    assert differ_in_facts("Councils", "Boards")
    assert differ_in_facts("Denholmby", "Hexleyton", opens=True)
    assert facts_of("It ends. Councils met").names == frozenset({skeleton("It")})


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_two_numbers_are_never_damage_of_each_other(one: int, other: int) -> None:
    years = {n for n in (one, other) if 1900 <= n <= 2099}
    glued = any(str(n).startswith(str(year)) for year in years for n in (one, other))
    assert differ_in_facts(str(one), str(other)) == (one != other) or glued


@given(st.text(max_size=30), st.text(max_size=30))
def test_it_does_not_matter_which_reading_is_named_first(one: str, other: str) -> None:
    assert differ_in_facts(one, other) == differ_in_facts(other, one)
    assert not differ_in_facts(one, one)


def test_letters_are_read_as_digits_only_within_a_number() -> None:
    assert [as_number(token) for token in ("O2O", "Oslo", "l", "1O%", "B12")] == [
        "020",
        "Oslo",
        "l",
        "10%",
        "B12",
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "A",
        "7",
        "1.",
        "-",
        ".",
        "([",
        "!a",
        "'",
        "www.",
        "a@",
        "10.1000/",
        "£",
        "rn",
        "not ",
        "May ",
        "\u00e9",
    ],
)
def test_a_long_run_of_anything_takes_no_time(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    readings = (
        Reading("a", TracedText.copied(text, 0)),
        Reading("b", TracedText.copied(f"{text}8x", 0)),
    )
    locus = Locus(readings, "", Counter())
    witness = witness_of(f"A Title\n\n{text}\n")
    start = time.process_time()
    differ_in_facts(text, f"{text}4")
    printed_date(text), leading_date(text), edition_of(witness)
    for rule in (
        well_formed_url,
        latest_edition,
        fuller_text,
        clean_number,
        known_words,
        listed_words,
    ):
        rule(locus)
    assert time.process_time() - start < 10
