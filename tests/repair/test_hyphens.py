"""Hyphens at line ends: which belong to the word."""

from collections.abc import Mapping

import pytest

from briefing_ingest.repair.hyphens import is_compound

DIVIDED = """commis-sioner, under-standing, signifi-cance, CRIMINOL-OGY, DOWN-SIZING, Depart-ment, Incapacita-tion,
over-turned, re-ported, pre-vailing, co-ordinating, Ger-stein, Kristof-ferson, compos-able, wide-spread, class-rooms,
non-sense, un-derserved, house-holds, neigh-bourhoods, rehabili-tated, anal-ysed""".replace("\n", " ").split(", ")
COMPOUND = """long-term, evidence-based, decision-making, non-compliance, self-harm, multi-agency, UK-wide,
INSPIRE-compliant, Chesney-Lind, Berners-Lee, post-treatment, trauma-informed, blockchain-based, machine-readable,
Fact-checkers, 19-year, 1992-2000, full-time, crowd-sourced, gender-based, co-founder, re-training""".replace(
    "\n", " "
).split(", ")


def kept(word: str, seen: Mapping[str, int]) -> bool:
    first, second = word.split("-")
    return is_compound(first, second, seen)


@pytest.mark.parametrize("word", DIVIDED)
def test_divided_words_are_joined(word: str) -> None:
    assert not kept(word, {})


@pytest.mark.parametrize("word", COMPOUND)
def test_compounds_keep_their_hyphen(word: str) -> None:
    assert kept(word, {})


@pytest.mark.parametrize(
    ("word", "seen", "stays"),
    [
        ("policy-makers", {"policy-makers": 2}, True),
        ("policy-makers", {"policymakers": 1}, False),
        ("re-use", {"re-use": 1, "reuse": 4}, False),
        ("commis-sioner", {"commis-sioner": 1, "commissioner": 9}, False),
    ],
)
def test_the_document_has_the_first_word(word: str, seen: Mapping[str, int], stays: bool) -> None:
    assert kept(word, seen) == stays
