"""Texts of one form that are works of their own, and sentences that keep to one version."""

from __future__ import annotations

import pytest

from briefing_ingest.model import DecidedReading, Reading, Stretch, Work
from briefing_ingest.reconcile import cluster, merge
from briefing_ingest.reconcile.own_matter import are_numbered_apart
from briefing_ingest.reconcile.sentences import has_other_words
from briefing_ingest.traced import TracedText
from witnesses import witness_of

FORM = (
    "This notice is for those who look after the lamps of the county. It says what was found in the "
    "week, and it is not for the public. Please give it to your staff and put it on the wall of "
    "the room where the tools are kept. A lamp may be sent to us free of charge.\n"
)
FOOT = (
    "Old lamps break within minutes and are not safe to touch. Call the office, wait for an answer "
    "and stay with the lamp. Tell us of each broken lamp on the form that is on our page, which "
    "takes five minutes. The next notice will come out next week.\n"
)
ELM = "In Elm a lamp fell on the road at night, and two people were hurt by the glass of it."
ASH = "Ash has new lamps at the school since Monday; nobody there could say who paid for those."
MORE_OF_ELM = (
    "The mayor of Elm said that he had asked for better lamps a year ago, and that no answer came."
)
MORE_OF_ASH = (
    "A teacher thinks that they were meant for the church, where it is still dark in the evening."
)


def _text(head: str, *stories: str) -> str:
    return "\n".join([head + "\n", FORM, *(f"{story}\n" for story in stories), FOOT])


def _number_of_works(*texts: str) -> int:
    return len(cluster([witness_of(text, f"s{at}") for at, text in enumerate(texts)]))


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        # one story each, and the day in the head differs
        (_text("Lamp notice, 3 May 2024", ELM), _text("Lamp notice, 10 May 2024", ASH), 2),
        (_text("Lamps, part I", ELM), _text("Lamps, part II", ASH), 2),
        # stories that are more than a seventh of the text
        (_text("Lamps", ELM, MORE_OF_ELM), _text("Lamps", ASH, MORE_OF_ASH), 2),
        # one sentence was rewritten, or added to one of them
        (_text("Lamps", ELM), _text("Lamps", ASH), 1),
        (_text("Lamps", ELM), _text("Lamps", ELM, MORE_OF_ELM), 1),
        (_text("Lamps, 3 May 2024", ELM), _text("Lamps, 10 May 2024", ELM, MORE_OF_ELM), 1),
        # menus are no story
        (_text("Lamps", "Home News About Contact Jobs Press Archive Search Map Help"),
         _text("Lamps", "Start Topics People Events Shop Login Terms Privacy Cookies Feeds"), 1),
    ],
)  # fmt: skip
def test_texts_of_one_form_are_one_work_unless_each_has_its_own_story(
    first: str, second: str, number: int
) -> None:
    assert _number_of_works(first, second) == number


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("request 4100 dear sir", "request 4101 dear sir", True),
        ("lamps part i", "lamps part iii", True),
        ("lamps part i", "roads part iii", False),
        ("lamps of elm", "lamps of elm", False),
        ("1 2 3 4", "5 6 7 8", False),
    ],
)
def test_heads_differ_by_a_number(first: str, second: str, *, apart: bool) -> None:
    assert are_numbered_apart(first.split(), second.split()) is apart


SENTENCES = [
    f"In street number {n} of the town the lamps were mended in the spring, and those who live "
    f"there say that they walk home with less worry than before."
    for n in range(1, 9)
]


def test_a_summary_is_no_copy_that_was_cut_off() -> None:
    report = "Lamps\n\n" + "\n\n".join(
        f"{s} The {n}th of them cost more than all others did in the years before the reform."
        for n, s in enumerate(SENTENCES)
    )
    summary = "Lamps\n\n" + "\n\n".join(SENTENCES[:1] + SENTENCES[3:6])
    beginning = report[: len(report) // 2]
    assert _number_of_works(report, beginning) == 1
    assert _number_of_works(report, summary) == 2


# --- sentences ------------------------------------------------------------------------------------

HEAD = (
    "Lamps\n\nLamps play a role in the towns of the county, and each council pays for its own.\n\n"
)


def _merged(*sentences: str) -> str:
    work: Work = merge(tuple(witness_of(HEAD + s, f"s{i}") for i, s in enumerate(sentences)))
    return work.blocks[-1].text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "It has also been shown to reduce crime.",
            "It has been shown to reduce crime by a tenth.",
        ),
        ("The lamps of Elm were lit in May.", "The new lamps were lit in May by the mayor."),
        ("The lamps were lit in May.", "The lamps were lit in May, and the mayor came too."),
        ("Of the lamps, most are old and dim.", "Most of the lamps are old, dim and broken."),
    ],
)
def test_of_two_versions_a_sentence_is_that_of_one(first: str, second: str) -> None:
    assert _merged(first, second).strip() in {first, second}
    assert _merged(second, first).strip() in {first, second}


def test_a_sentence_more_says_nothing_of_the_next() -> None:
    more = "The mayor wrote to all the people of Elm about it."
    mended = "In May the new lamps of Elm were lit by the people."
    damaged = "In May the new of Elm were lit by the people."
    assert _merged(f"{more} {damaged}", mended) == f"{more} {mended}"


def test_what_the_maintainer_decides_tells_whose_the_sentence_is() -> None:
    first = (
        "The lamps of Elm, which are old and dim, were lit by 14 people in the May of last year."
    )
    second = (
        "The lamps of Elm were lit by 41 people in the May of last year, and the mayor came too."
    )
    witnesses = (witness_of(HEAD + first, "s0"), witness_of(HEAD + second, "s1"))
    for decided, text in (("s0", first), ("s1", second)):
        readings = [
            v for s in merge(witnesses).blocks[-1].stretches if s.rule for v in [s.readings]
        ]
        pair = next(r for r in readings if {"14", "41"} <= {w for x in r for w in x.text.split()})
        chosen, other = pair if decided == "s0" else pair[::-1]
        decision = DecidedReading(decided, chosen.text, other.text)
        assert merge(witnesses, [decision]).blocks[-1].text.strip() == text


def test_damage_is_repaired_from_both_in_one_sentence() -> None:
    whole = "The larnps of Elm were lit in May, and all the people of the town came to see thern."
    other = "The lamps of Elm were lit in May, and all the pe0ple of the t0wn came to see them."
    text = "The lamps of Elm were lit in May, and all the people of the town came to see them."
    assert _merged(whole, other) == text


@pytest.mark.parametrize(
    ("first", "second", "revision"),
    [
        ("lamps", "larnps", False),
        ("lamps", "roads", True),
        ("fourteen", "", True),
        ("...", "", False),
        ("14", "41", True),
    ],
)
def test_what_was_revised_is_told_from_what_was_damaged(
    first: str, second: str, *, revision: bool
) -> None:
    readings = (
        Reading("a", TracedText.copied(first, 0)),
        Reading("b", TracedText.copied(second, 0)),
    )
    stretch = Stretch(first, readings, "substantive", "known_words", "")
    assert has_other_words(stretch) is revision
