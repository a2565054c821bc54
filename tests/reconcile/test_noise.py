"""Which witnesses are heard at a place, and whose silence says nothing."""

import random
from dataclasses import replace

import pytest

from briefing_ingest.model import Reading
from briefing_ingest.reconcile import merge
from briefing_ingest.reconcile.collate import collate
from briefing_ingest.reconcile.elsewhere import holds, runs_of
from briefing_ingest.reconcile.noise import heard
from briefing_ingest.traced import TracedText
from witnesses import witness_of

SENTENCE = (
    "Almost three quarters of the people who were asked said that they would walk home again."
)
SENTENCES = [
    "Councils play a crucial role in tackling crime across their whole area.",
    "The lights of three towns were renewed during the last two years.",
    "Residents were asked first since they know where it is dark.",
    "Nobody had counted the cost of broken lamps before this report.",
    "Most people said they would walk home again after the change.",
    "Police officers kept a record of every call they had received.",
    "Schools near the river sent letters about the new footpath lamps.",
    "Both bus companies moved their stops closer to lit crossings.",
]


def _heard(*texts: str) -> set[str]:
    return set(
        heard(
            collate(
                [Reading(n, TracedText.copied(t, 0)) for n, t in zip("abcd", texts, strict=False)]
            )
        )
    )


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        ([SENTENCE, SENTENCE, SENTENCE.replace(" ", "")], {"a", "b"}),
        ([SENTENCE, SENTENCE, " ".join(SENTENCE.split()[::-1])], {"a", "b"}),
        ([SENTENCE, SENTENCE, SENTENCE.replace("quarters", "qvarters")], {"a", "b", "c"}),
        ([SENTENCE, " ".join(SENTENCE.split()[::-1])], {"a", "b"}),
        (["Costs fell", "Costs fell", "Gosts feil"], {"a", "b", "c"}),
    ],
    ids=[
        "words run together",
        "another order",
        "one word misread",
        "of two both",
        "too short to tell",
    ],
)
def test_a_witness_that_differs_all_along_is_not_heard(texts: list[str], names: set[str]) -> None:
    assert _heard(*texts) == names


@pytest.mark.parametrize(
    ("passage", "held"),
    [
        (SENTENCES[2], True),
        (SENTENCES[2].replace("first", "firft"), True),
        (SENTENCES[3], False),
        ("were renewed", False),
    ],
    ids=["word for word", "one word misread", "not there", "too short to tell"],
)
def test_a_passage_is_held_where_most_of_its_runs_of_words_are(passage: str, held: bool) -> None:
    assert holds(runs_of(witness_of("\n\n".join(SENTENCES[:3]))), passage) is held


def test_a_noisy_witness_adds_nothing() -> None:
    sound = "\n\n".join(SENTENCES)
    noisy = "\n\n".join(
        "".join(sentence.split()) + " lorem ipsum dolor sit amet" for sentence in SENTENCES
    )
    work = merge((witness_of(sound, "a"), witness_of(sound, "b"), witness_of(noisy, "c")))
    assert [block.text for block in work.blocks if block.kind == "paragraph"] == SENTENCES


def test_witnesses_without_text_do_not_hide_the_one_that_has_some() -> None:
    empty = [replace(witness_of(SENTENCE, name), blocks=()) for name in "ab"]
    work = merge((*empty, witness_of("\n\n".join(SENTENCES), "c")))
    assert [block.text for block in work.blocks if block.kind == "paragraph"] == SENTENCES


def _paragraphs(rng: random.Random) -> str:
    """The sentences in order, with the ends of paragraphs wherever chance puts them."""
    text = SENTENCES[0]
    for sentence in SENTENCES[1:]:
        text += rng.choice([" ", "\n\n"]) + sentence
    return text + "\n"


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("count", [2, 3])
def test_paragraphs_broken_at_other_places_give_each_sentence_once(seed: int, count: int) -> None:
    rng = random.Random(seed)
    work = merge(tuple(witness_of(_paragraphs(rng), name) for name in "abc"[:count]))
    assert " ".join(" ".join(block.text for block in work.blocks).split()) == " ".join(SENTENCES)
