"""What the network reads and how its scores become names. A made network stands in for the trained
one."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from briefing_ingest.tag.recogniser.encoder import (
    KINDS,
    TAGS,
    Encoder,
    Name,
    Stretch,
    best_path,
    case,
    may_follow,
    names_in,
    pieces_by,
    stretches,
    tagged,
)

PIECES = (
    "[CLS]",
    "[SEP]",
    "[UNK]",
    "dy",
    "##fed",
    "##f",
    "##ed",
    "po",
    "##wy",
    "##s",
    "cafe",
    "_",
    "£",
    ".",
    "the",
)
NUMBERS = {piece: at for at, piece in enumerate(PIECES)}
pieces = pieces_by(NUMBERS)


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("Dyfed", ["dy", "##fed"]),  # the longest, not "##f", "##ed"
        ("Powys", ["po", "##wy", "##s"]),
        ("CAFÉ", ["cafe"]),
        ("cafe\u0301", ["cafe"]),
        ("the_the", ["the", "_", "the"]),
        ("£", ["£"]),
        ("Thex", ["[UNK]"]),
        ("the_x", ["the", "_", "[UNK]"]),
        ("\u0301", ["[UNK]"]),
        ("the" * 34, ["[UNK]"]),
        ("[CLS]", ["[CLS]"]),
    ],
)
def test_a_word_is_the_longest_known_pieces(word: str, cut: list[str]) -> None:
    assert [PIECES[number] for number in pieces(word)] == cut


@pytest.mark.parametrize(
    ("word", "way"),
    [
        ("the", 1),
        ("A", 2),
        ("RJ", 3),
        ("Kent", 4),
        ("2018", 5),
        ("McDonald", 6),
        ("&", 0),
        ("3rd", 1),
    ],
)
def test_how_a_word_is_written_is_read_too(word: str, way: int) -> None:
    assert case(word) == way


words_of_texts = st.lists(
    st.sampled_from(["The", "the", "Dyfed", "Powys", ".", "x", "9" * 200]), max_size=900
)


@given(words_of_texts)
def test_every_word_is_read_once_and_no_stretch_is_too_long(words: list[str]) -> None:
    read = list(stretches(words, pieces))
    assert [start for start, _ in read] == [
        0,
        *itertools.accumulate(len(one.firsts) for _, one in read),
    ][:-1]
    assert sum(len(one.firsts) for _, one in read) == len(words)
    for start, one in read:
        assert len(one.pieces) == len(one.cases) <= 512
        for word, first in zip(words[start:], one.firsts, strict=False):
            assert one.pieces[first] == pieces(word)[0]


def test_a_long_text_is_parted_where_a_sentence_ends() -> None:
    words = [*["the"] * 150, ".", *["the"] * 150]
    assert [start for start, _ in stretches(words, pieces)] == [0, 151]


def test_a_text_without_end_of_sentence_is_parted_all_the_same() -> None:
    assert len(list(stretches(["the"] * 1000, pieces))) == 5


scores_of_texts = st.lists(
    st.lists(st.floats(-9, 9, width=32), min_size=len(TAGS), max_size=len(TAGS)),
    min_size=1,
    max_size=5,
)


def is_allowed(path: tuple[int, ...]) -> bool:
    return all(
        may_follow(a, b) for a, b in itertools.pairwise(["O", *(TAGS[tag] for tag in path), "O"])
    )


@given(scores_of_texts)
def test_the_best_path_is_one_that_tags_may_take(scores: list[list[float]]) -> None:
    path = best_path(np.array(scores, dtype=np.float32))
    assert len(path) == len(scores)
    assert is_allowed(tuple(path))


ALLOWED = [path for path in itertools.product(range(len(TAGS)), repeat=3) if is_allowed(path)]


@given(
    st.lists(
        st.lists(st.integers(-40, 40), min_size=len(TAGS), max_size=len(TAGS)),
        min_size=3,
        max_size=3,
    )
)
def test_no_path_that_tags_may_take_is_better(scores: list[list[int]]) -> None:
    def total(path: tuple[int, ...] | list[int]) -> int:
        return sum(row[tag] for row, tag in zip(scores, path, strict=True))

    assert total(best_path(np.array(scores, dtype=np.float32))) == max(map(total, ALLOWED))


def test_tags_become_names() -> None:
    path = [
        TAGS.index(tag)
        for tag in ("O", "B-ORG", "I-ORG", "L-ORG", "U-LOC", "O", "B-PERSON", "L-PERSON")
    ]
    assert list(tagged(path)) == [Name(1, 4, "ORG"), Name(4, 5, "LOC"), Name(6, 8, "PERSON")]


def capitals_are_places(read: Stretch) -> NDArray[np.float32]:
    """Scores of a network that takes every Titled word for a place."""
    scores = np.zeros((len(read.pieces), len(TAGS)), dtype=np.float32)
    for at, way in enumerate(read.cases):
        scores[at, TAGS.index("U-LOC" if way == 4 else "O")] = 9
    return scores


@given(words_of_texts)
def test_names_have_their_place_among_all_words(words: list[str]) -> None:
    names = list(names_in(words, Encoder(pieces, capitals_are_places)))
    assert names == [
        Name(at, at + 1, "LOC", is_sure=True) for at, word in enumerate(words) if case(word) == 4
    ]
    assert {name.label for name in names} <= set(KINDS)


@pytest.mark.parametrize(("second", "is_sure"), [(-9.0, True), (8.0, False)])
def test_a_name_is_sure_where_nothing_else_is_likely(second: float, is_sure: bool) -> None:
    def scores(read: Stretch) -> NDArray[np.float32]:
        found = capitals_are_places(read)
        found[:, TAGS.index("U-ORG")] = second
        return found

    assert [name.is_sure for name in names_in(["The", "the"], Encoder(pieces, scores))] == [is_sure]
