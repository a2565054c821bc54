"""Hyphens at line ends: which belong to the word."""

from collections.abc import Mapping

import pytest

from briefing_ingest.model import Block, Witness
from briefing_ingest.repair.flow import line_end_hyphens
from briefing_ingest.repair.hyphens import is_compound
from briefing_ingest.traced import TracedText

DIVIDED = """commis-sioner, under-standing, signifi-cance, CRIMINOL-OGY, DOWN-SIZING, Depart-ment, Incapacita-tion,
over-turned, re-ported, pre-vailing, co-ordinating, Ger-stein, Kristof-ferson, compos-able, wide-spread, class-rooms,
non-sense, un-derserved, house-holds, neigh-bourhoods, rehabili-tated, anal-ysed""".replace(
    "\n", " "
).split(", ")
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


@pytest.mark.parametrize(
    ("before", "first", "second", "after", "seen", "stays"),
    [
        ("day-", "to", "day", "", {}, True),
        ("", "day", "to", "-day", {}, True),
        ("well-", "inten", "tioned", "", {}, False),
        ("day-", "to", "day", "", {"day-today": 2}, False),
        ("", "forty", "five", "", {}, True),
        ("", "U", "turn", "", {}, True),
        ("", "mid", "1990s", "", {}, True),
        ("", "non", "EU", "", {}, True),
        ("", "follow", "up", "", {}, True),
        ("", "in", "direct", "", {}, False),
        ("", "more", "over", "", {}, False),
        ("", "re", "lapse", "", {}, False),
        ("", "re", "entry", "", {}, True),
        ("", "co", "operation", "", {}, False),
        ("", "co", "operation", "", {"co-operate": 1}, True),
        ("", "co", "operation", "", {"co-operate": 1, "cooperative": 3}, False),
        ("", "policy", "maker", "", {"policymakers": 2}, False),
        ("", "home", "makers", "", {"home-maker": 2}, True),
    ],
)
def test_evidence_within_the_word_and_of_its_family(  # noqa: PLR0917  # a parameter for each column
    before: str, first: str, second: str, after: str, seen: Mapping[str, int], stays: bool
) -> None:
    assert is_compound(first, second, seen, before=before, after=after) == stays


@pytest.mark.parametrize(
    ("word", "stays"),
    [
        # closed forms of less and of more than 2 million occurrences
        ("help-line", True),
        ("team-work", False),
        ("data-type", False),
        # halves of a word that is not listed closed: the first of one million, the second of a
        # tenth of that
        ("revolving-door", True),
        ("sickle-cell", False),
        ("child-kidnapper", True),
        ("cattle-rustler", False),
        ("binge-drinking", True),  # the second is very common
        ("gratefully-acknowledged", False),
        # halves 30 times as common as the closed form
        ("guest-house", True),
        ("ground-breaking", False),
        ("time-zone", False),
        # and of four letters at least
        ("free-will", True),
        ("out-doors", False),
        # side by side 34, 36, 28 and 23 times as often as closed
        ("check-out", True),
        ("fall-out", True),
        ("hand-out", False),
        ("course-work", False),
        # first words that meet all others
        ("know-how", True),
        ("car-parks", True),
        ("web-page", False),
        ("buy-back", False),
        # before a word of 10 million occurrences a short prefix keeps its hyphen
        ("re-joining", True),
        ("sub-heading", True),
        ("re-proved", False),
        ("re-deployment", False),
        ("re-citation", False),
        # words formed from listed ones are known
        ("mis-applied", False),
    ],
)
def test_how_common_words_are(word: str, stays: bool) -> None:
    assert kept(word, {}) == stays


@pytest.mark.parametrize(
    ("second", "seen", "stays"),
    [
        # what begins alike in the next four letters is of one family
        ("operation", {"co-operate": 1}, True),
        ("operation", {"co-opted": 1}, False),
        ("opera", {"co-operate": 1}, True),
        ("oper", {"co-operate": 1}, False),
    ],
)
def test_what_is_of_one_family(second: str, seen: Mapping[str, int], stays: bool) -> None:
    assert is_compound("co", second, seen) == stays


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("in the short-\nand long-term", "in the short- and long-term"),
        ("of pre-\nor post-war years", "of pre- or post-war years"),
        ("of medium-\nto long-term use", "of medium- to long-term use"),
        # what follows is looked at for 200 characters
        (f"of medium-\nto {'x' * 197}-term use", f"of medium- to {'x' * 197}-term use"),
        (f"of medium-\nto {'x' * 198}-term use", f"of medium-to {'x' * 198}-term use"),
        ("a thous-\nand words", "a thousand words"),
        ("hand-\nand-glove with", "hand-and-glove with"),
        ("in 2019-\n20 there", "in 2019-20 there"),
        ("from 1,250-\n1,300 of", "from 1,250-1,300 of"),
        (
            "see https://example.org/annual-\nreport now",
            "see https://example.org/annual-report now",
        ),
        ("write to jo.smith@county-\nhall.org", "write to jo.smith@county-hall.org"),
        ("of the depart\u00ad\nment", "of the department"),
        ("a well\u00ad\nbeing", "a wellbeing"),
        ("of depart\u2011\nment", "of depart\u2011ment"),
        ("a long\u2010\nterm plan", "a long\u2010term plan"),
    ],
)
def test_line_ends(broken: str, whole: str) -> None:
    witness = Witness(
        "a", "text/plain", broken, (Block("paragraph", TracedText.copied(broken, 0)),)
    )
    assert line_end_hyphens(witness).blocks[0].text == whole
