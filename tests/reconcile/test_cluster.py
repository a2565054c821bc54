"""Versions, partial copies, editions and excerpts told apart."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_ingest.reconcile.cluster import group_texts
from briefing_ingest.reconcile.coverage import covered, run_index, share
from briefing_ingest.reconcile.editions import edition_marks
from briefing_ingest.reconcile.signatures import candidates, sketch

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _text(seed: int, length: int) -> list[str]:
    """Words of a text of its own, out of a vocabulary that all texts share."""
    rng = random.Random(seed)
    return [f"word{rng.randrange(4000)}" for _ in range(length)]


def _misread(keys: list[str], seed: int, rate: float) -> list[str]:
    """Every word may lose itself to another spelling."""
    rng = random.Random(seed)
    return [key + rng.choice(_LETTERS) if rng.random() < rate else key for key in keys]


WORK = _text(1, 900)
VERSIONS = [WORK, _misread(WORK, 2, 0.05), _misread(WORK, 3, 0.2), WORK[450:] + WORK[:450]]


def test_versions_with_noise_and_moved_parts_are_one_work() -> None:
    assert group_texts([*VERSIONS, _text(9, 900)]) == [[0, 1, 2, 3], [4]]


@pytest.mark.parametrize("part", [0.1, 0.25, 0.5, 1.0])
def test_a_text_that_quotes_is_no_version_however_much_it_quotes(part: float) -> None:
    host = [*_text(5, 700), *WORK[: int(part * len(WORK))], *_text(6, 700)]
    assert group_texts([*VERSIONS, host]) == [[0, 1, 2, 3], [4]]


@pytest.mark.parametrize("start", [0, 200, 500])
def test_a_partial_copy_joins_the_core_it_lies_in(start: int) -> None:
    assert group_texts([*VERSIONS, WORK[start : start + 300]]) == [[0, 1, 2, 3, 4]]


def test_without_a_core_only_the_beginning_is_a_copy() -> None:
    assert group_texts([WORK, WORK[:300]]) == [[0, 1]]
    assert group_texts([WORK, WORK[300:600]]) == [[0], [1]]


def _notice(year: str, place: str) -> list[str]:
    """A form of 900 words that names its place ten times."""
    form = list(WORK)
    form[3] = year
    for at in range(50, 900, 90):
        form[at] = place
    return form


def test_notices_of_one_form_are_editions() -> None:
    assert group_texts(
        [_notice("2019", "kent"), _notice("2019", "durham"), _notice("2020", "kent")]
    ) == [[0], [1], [2]]


@pytest.mark.parametrize(
    ("first", "second", "editions"),
    [
        ("notice of june 2019 for all", "notice of july 2019 for all", True),
        ("notice of 2019 for all", "notice of 2020 for all", True),
        ("notice of 2019 for all", "notice of 2o19 for all", False),
        ("table of 12 and 4 for all", "table of 4 and 12 for all", False),
        ("notice of 2019 for all", "notice of 2019 for most", False),
        (
            " ".join(
                f"the coalition against violence in {town} has grants in area {n}"
                for n, town in enumerate("xyzw")
            ),
            " ".join(
                f"the centres for children of {town} has grants in area {n}"
                for n, town in enumerate("xyzw")
            ),
            True,
        ),
    ],
)
def test_what_marks_an_edition(first: str, second: str, editions: bool) -> None:
    assert bool(edition_marks(first.split(), second.split())) is editions


@pytest.mark.parametrize(("times", "editions"), [(3, False), (20, True)])
def test_in_a_book_an_exchange_counts_if_it_goes_through_the_book(
    times: int, editions: bool
) -> None:
    book = _text(4, 30_000)
    other = list(book)
    for at in range(500, 30_000, 30_000 // times):
        book[at], other[at] = "durham", "kent"
    assert bool(edition_marks(book, other)) is editions


def test_copies_and_strangers_are_told_apart_among_many() -> None:
    texts = [_text(n, 400) for n in range(40)]
    copies = [_misread(texts[n], n, 0.1) for n in range(0, 40, 2)]
    groups = group_texts([*texts, *copies])
    assert [group for group in groups if len(group) > 1] == [[2 * n, 40 + n] for n in range(20)]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from("abcdefg"), max_size=60),
    st.lists(st.sampled_from("abcdefg"), max_size=60),
)
def test_coverage_is_a_share_and_whole_of_itself(one: list[str], other: list[str]) -> None:
    assert 0 <= share(covered(one, run_index(other))) <= 1
    unique = [f"{key}{i}" for i, key in enumerate(one)]
    assert share(covered(unique, run_index(unique))) == (1.0 if len(unique) >= 3 else 0.0)


def test_sketches_are_the_same_on_every_machine() -> None:
    assert [int(value) for value in sketch("police and crime commissioners".split())] == [
        10324851642935260164,
        16542058433790297830,
    ]
    assert candidates([sketch(WORK), sketch(WORK[100:400]), sketch(_text(7, 500))], least=0.1) == [
        (0, 1)
    ]


def test_nothing_to_compare() -> None:
    assert group_texts([]) == []
    assert group_texts([[], [], ["one"]]) == [[0], [1], [2]]


def test_what_the_manifest_says_goes_before_what_the_texts_say() -> None:
    texts = [WORK, _misread(WORK, 2, 0.05), _text(9, 900)]
    assert group_texts(texts, together=[(0, 2)]) == [[0, 1, 2]]
    assert group_texts(texts, apart=[(0, 1)]) == [[0], [1], [2]]
    assert group_texts([*texts, WORK], apart=[(0, 1)]) == [[0, 3], [1], [2]]


def test_a_hundred_versions_of_one_work_are_one_work() -> None:
    texts = [_misread(WORK, n, 0.05) for n in range(100)]
    assert group_texts([_text(9, 900), *texts]) == [[0], [*range(1, 101)]]


def test_two_texts_without_a_core_are_settled_by_a_third() -> None:
    middle = WORK[300:600]
    assert group_texts([WORK, middle]) == [[0], [1]]
    assert group_texts([WORK, middle, _misread(WORK, 2, 0.05)]) == [[0, 1, 2]]


OTHER = _text(11, 700)


@pytest.mark.parametrize(
    ("texts", "groups"),
    [
        ([WORK, OTHER, [*WORK, *OTHER]], [[0], [1], [2]]),
        ([WORK, OTHER, _text(12, 600), [*WORK, *OTHER, *_text(12, 600)]], [[0], [1], [2], [3]]),
        ([WORK, _misread(WORK, 2, 0.05), OTHER, [*WORK, *OTHER]], [[0, 1], [2], [3]]),
        ([WORK, OTHER, [*WORK, *OTHER], _misread([*WORK, *OTHER], 3, 0.05)], [[0], [1], [2, 3]]),
        ([WORK, WORK[:200], WORK[600:]], [[0, 1], [2]]),
    ],
)
def test_a_collection_does_not_hold_the_works_in_it_together(
    texts: list[list[str]], groups: list[list[int]]
) -> None:
    assert group_texts(texts) == groups
