"""Collation: cells tile every witness, and variants are whole words."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing_ingest.model import Reading
from briefing_ingest.reconcile.collate import collate
from briefing_ingest.traced import TracedText

_TEXTS = st.lists(
    st.sampled_from("the police’s police's use use, of . force\n\nA".split(" ")), max_size=12
).map(" ".join)


def _readings(*texts: str) -> list[Reading]:
    return [
        Reading(name, TracedText.copied(text, 0)) for name, text in zip("abcd", texts, strict=False)
    ]


def _variants(*texts: str) -> list[tuple[str, ...]]:
    return [
        tuple(r.text for r in cell.readings)
        for cell in collate(_readings(*texts))
        if not cell.common
    ]


@given(st.lists(_TEXTS, min_size=1, max_size=4))
def test_cells_tile_every_witness(texts: list[str]) -> None:
    cells = collate(_readings(*texts))
    for k, text in enumerate(texts):
        assert "".join(cell.readings[k].text for cell in cells) == text


@given(st.lists(_TEXTS, min_size=2, max_size=4))
def test_common_cells_never_touch(texts: list[str]) -> None:
    cells = collate(_readings(*texts))
    assert not any(a.common and b.common for a, b in pairwise(cells))


def test_a_variant_is_whole_words_without_the_blank_behind() -> None:
    assert _variants("stop and search. which may", "stop and search, which may") == [
        ("search.", "search,")
    ]


def test_an_omission_is_one_variant() -> None:
    assert _variants("to the services they need", "to services they need") == [("the ", "")]


def test_a_break_is_a_variant_of_its_own() -> None:
    assert _variants("people.\n\nThe support", "people. The support") == [("\n\n", " ")]


def test_three_witnesses_that_differ_at_one_place_make_one_variant() -> None:
    assert _variants("in 2018 it", "in 2013 it", "in 2018. it") == [("2018", "2013", "2018.")]


def test_words_that_one_witness_splits_are_one_variant() -> None:
    assert _variants("drug poisoning in", "drugpoisoning in", "drug poisoning in") == [
        ("drug poisoning", "drugpoisoning", "drug poisoning")
    ]
