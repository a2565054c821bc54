"""Alignment: opcodes tile both sequences, whatever their length."""

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing_ingest import align
from briefing_ingest.align import longest_rising, opcodes, word_diff

_SEQUENCES = st.lists(st.integers(0, 6), max_size=40)


def _rebuilt(a: list[int], b: list[int]) -> list[int]:
    result: list[int] = []
    for op in opcodes(a, b):
        result += a[op.a0 : op.a1] if op.tag == "equal" else b[op.b0 : op.b1]
    return result


@given(_SEQUENCES, _SEQUENCES)
def test_opcodes_turn_the_first_into_the_second(a: list[int], b: list[int]) -> None:
    assert _rebuilt(a, b) == b


@given(_SEQUENCES, _SEQUENCES)
def test_opcodes_tile_and_tags_alternate(a: list[int], b: list[int]) -> None:
    ops = opcodes(a, b)
    assert [op.a0 for op in ops[1:]] == [op.a1 for op in ops[:-1]]
    assert [op.b0 for op in ops[1:]] == [op.b1 for op in ops[:-1]]
    assert all((x.tag == "equal") != (y.tag == "equal") for x, y in pairwise(ops))


def test_long_texts_are_aligned_by_anchors_and_keep_all_that_is_equal() -> None:
    rng = random.Random(1)
    a = [rng.randrange(3000) for _ in range(4000)]
    b = [x for x in a if rng.random() > 0.05]
    assert len(a) * len(b) > align._DIRECT_CELLS
    assert _rebuilt(a, b) == b
    assert sum(op.a1 - op.a0 for op in opcodes(a, b) if op.tag == "equal") >= 0.99 * len(b)


def test_the_longest_rising_chain() -> None:
    assert longest_rising([(0, 5), (1, 1), (2, 2), (3, 9), (4, 3)]) == [(1, 1), (2, 2), (4, 3)]


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_word_diffs_tile_both_texts(old: str, new: str) -> None:
    changes = word_diff(old, new)
    assert "".join(old[slice(*c.old)] for c in changes) == old
    assert "".join(new[slice(*c.new)] for c in changes) == new


def test_a_reworded_sentence_shows_the_words() -> None:
    old, new = "the power of the police is great", "the power of any police is great"
    changed = [
        (old[slice(*c.old)], new[slice(*c.new)]) for c in word_diff(old, new) if c.tag != "equal"
    ]
    assert changed == [("the ", "any ")]
