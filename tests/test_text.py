"""Words, folding, slugs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_ingest.text import (
    fold,
    line_numbers,
    line_of,
    sentence_ends,
    shingles,
    slug,
    straighten,
    text_digest,
    unique_ids,
    word_key,
    words,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Victims’ Code", "victims code"),
        ("Victims' Code", "victims code"),
        ("policing.²", "policing ²"),
        ("14‑25", "14 25"),
        ("  St. Giles   Trust ", "st giles trust"),
        ("Café", "café"),
        ("Cafe\u0301", "café"),
    ],
)
def test_folding_keeps_letters_and_digits_only(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_raised_digit_is_not_the_digit() -> None:
    assert fold("policing²") != fold("policing2")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There’s an election on the horizon…", "theres-an-election-on-the-horizon"),
        ("St. Giles & Co", "st-giles-co"),
        ("Über uns", "uber-uns"),
        ("…", ""),
        ("word " * 40, "-".join(["word"] * 16)),
    ],
)
def test_slugs_are_readable_ascii(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    "text", ["The end.", "Why?", "‘centre of excellence.’", "(see above.)", "wait…", "as follows:"]
)
def test_what_ends_like_a_sentence(text: str) -> None:
    assert sentence_ends(text)


@pytest.mark.parametrize("text", ["affected by violence", "drugs,", "Tackling violent crime", ""])
def test_what_does_not(text: str) -> None:
    assert not sentence_ends(text)


def test_two_copies_that_differ_in_typography_are_straightened_alike() -> None:
    assert straighten("‘one‑stop’ – ﬁne…") == straighten("'one-stop' - fine...")


def test_words_of_marks_alone_are_their_own_key() -> None:
    assert word_key("–") == "-"
    assert word_key("search,") == word_key("search.") == "search"


def test_ids_that_stood_before_get_a_number_that_is_free() -> None:
    assert unique_ids(["note", "note", "note-2", "note"]) == ["note", "note-3", "note-2", "note-4"]


@given(st.lists(st.sampled_from(["a", "a-2", "b", "a-2-2"]), max_size=12))
def test_unique_ids_are_unique_and_first_come_first_served(wanted: list[str]) -> None:
    given_ids = unique_ids(wanted)
    assert len(set(given_ids)) == len(wanted)
    for name in set(wanted):
        assert given_ids[wanted.index(name)] == name


@given(st.text())
def test_word_spans_hold_no_white_space_and_everything_else(text: str) -> None:
    spans = list(words(text))
    assert "".join(text[slice(*span)] for span in spans) == "".join(text.split())


def test_digests_and_shingles_do_not_depend_on_the_process() -> None:
    assert text_digest("Public Safety") == text_digest("public  safety!") == "9df3890c"
    assert len(shingles("one two three four five six")) == 2
    assert len(shingles("one two")) == 1
    assert not shingles("")


@given(st.text(alphabet="a\n\r", max_size=12))
def test_numbers_of_lines_are_those_that_counting_gives(text: str) -> None:
    line_at = line_numbers(text)
    assert [line_at(offset) for offset in range(len(text) + 1)] == [
        line_of(text, offset) for offset in range(len(text) + 1)
    ]
