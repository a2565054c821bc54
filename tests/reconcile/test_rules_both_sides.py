"""Each rule that compares witnesses or works on both sides of what it turns on."""

from collections import Counter

import pytest

from briefing_ingest.model import Reading
from briefing_ingest.reconcile.by_form import formula, is_formula, sentence_flow, unbroken
from briefing_ingest.reconcile.by_witnesses import agreement, consensus
from briefing_ingest.reconcile.by_words import known_words
from briefing_ingest.reconcile.collate import Cell
from briefing_ingest.reconcile.editions import edition_marks
from briefing_ingest.reconcile.elsewhere import holds
from briefing_ingest.reconcile.locus import Locus, lacks_passage
from briefing_ingest.reconcile.noise import audible, heard
from briefing_ingest.reconcile.signatures import RUN
from briefing_ingest.text import fold
from briefing_ingest.traced import TracedText


def _readings(*texts: str) -> tuple[Reading, ...]:
    named = zip("abcdef", texts, strict=False)
    return tuple(Reading(name, TracedText.copied(text, 0)) for name, text in named)


def _locus(*texts: str, after: str = "", elsewhere: str = "") -> Locus:
    return Locus(_readings(*texts), after, Counter(fold(" ".join((*texts, elsewhere))).split()))


@pytest.mark.parametrize(
    ("short", "long", "lacks"),
    [
        ("", "one two three", True),
        ("", "one two", False),
        ("one", "one two three four", True),
        ("one", "one two three", False),
        ("four", "one two three four", True),
        ("five", "one two three four", False),
        ("two one", "one two three four five", False),
        ("", "x.org/a", True),
        ("one", "one x.org/a", True),
        ("x.org/a", "x.org/a y.org/b", False),
        ("one two", "one two", False),
    ],
)
def test_a_passage_is_three_words_or_an_address(short: str, long: str, lacks: bool) -> None:
    assert lacks_passage(short, long) == lacks


@pytest.mark.parametrize(
    ("texts", "chosen"),
    [
        (("a", "b", "b"), "b"),
        (("a", "b", "b", "c"), None),
        (("a", "b", "b", "b"), "b"),
        (("a", "a"), None),
        (("a", "b", "c"), None),
    ],
)
def test_more_than_half_of_three_agree(texts: tuple[str, ...], chosen: str | None) -> None:
    decided = agreement(_locus(*texts))
    assert (decided and decided[0]) == chosen


@pytest.mark.parametrize(
    ("texts", "chosen"),
    [
        (("light", "lights", "lighx"), "light"),
        (("lighx", "light", "lights"), "light"),
        (("light", "lights"), None),
        (("47", "48", "49"), None),
        (("47", "48", "49", "47"), "47"),
        (("", "some words stand here", ""), "some words stand here"),
        (("", "so", ""), ""),
        (("light", "lighs", "lighs", "light"), "light"),
    ],
)
def test_the_nearest_to_all(texts: tuple[str, ...], chosen: str | None) -> None:
    decided = consensus(_locus(*texts))
    assert (decided and decided[0]) == chosen


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("a + b", True),
        ("sum + b", True),
        ("sum + mean", False),
        ("sum mean", False),
        ("a b", False),
    ],
)
def test_a_third_of_a_formula_is_words_at_most(text: str, is_one: bool) -> None:
    assert is_formula(text) == is_one


@pytest.mark.parametrize(
    ("texts", "after", "chosen"),
    [
        (("a b", "ab"), "= 5", "a b"),
        (("a b", "ab"), "  = 5", "a b"),
        (("a b", "ab"), "   = 5", None),
        (("", "a + b"), "", None),
        (("x.org/a", "a + b"), "", None),
    ],
)
def test_a_formula_is_known_by_a_sign(
    texts: tuple[str, ...], after: str, chosen: str | None
) -> None:
    decided = formula(_locus(*texts, after=after))
    assert (decided and decided[0]) == chosen


@pytest.mark.parametrize(
    ("texts", "after", "chosen"),
    [
        (("so.", "so"), " it", "so"),
        (("so.", "so"), " It", None),
        (("so.", "so!"), " it", None),
        (("so,", "so"), " it", None),
        ((".", ","), " it", None),
        (("so.", "no"), " it", None),
    ],
)
def test_no_sentence_ends_before_a_small_letter(
    texts: tuple[str, ...], after: str, chosen: str | None
) -> None:
    decided = sentence_flow(_locus(*texts, after=after))
    assert (decided and decided[0]) == chosen


@pytest.mark.parametrize(
    ("texts", "chosen"),
    [((" ", "\n"), " "), (("\n\n", "\n"), "\n"), (("", "\n"), "\n"), ((" ", "a"), None)],
)
def test_a_passage_runs_on(texts: tuple[str, ...], chosen: str | None) -> None:
    decided = unbroken(_locus(*texts))
    assert (decided and decided[0]) == chosen


@pytest.mark.parametrize(
    ("texts", "elsewhere", "chosen"),
    [
        (("navlgator", "navigator"), "navigator", "navigator"),
        (("navlgator", "navigator"), "", None),
        (("navlgator", "navigator"), "navigator navlgator", None),
        (("wood", "ward"), "ward", None),  # half of the letters
        (("words", "wards"), "wards", "wards"),
    ],
)
def test_words_of_the_work(texts: tuple[str, ...], elsewhere: str, chosen: str | None) -> None:
    decided = known_words(_locus(*texts, elsewhere=elsewhere))
    assert (decided and decided[0]) == chosen


# --- noise ----------------------------------------------------------------------------------------


def _cells(words: int, odd: int) -> list[Cell]:
    """A passage of so many words, in so many of which the third witness stands alone."""
    return [Cell(_readings("so ", "so ", "xo " if n < odd else "so ")) for n in range(words)]


@pytest.mark.parametrize(
    ("words", "odd", "is_heard"),
    [(10, 3, True), (10, 4, False), (7, 7, True), (8, 8, False), (8, 2, True)],
)
def test_a_witness_is_heard_if_few_of_its_words_are_odd(
    words: int, odd: int, is_heard: bool
) -> None:
    assert ("c" in heard(_cells(words, odd))) == is_heard


@pytest.mark.parametrize(
    ("texts", "loud", "count"),
    [
        (("", "b", "b"), "a", 3),  # most witnesses speak
        (("", "b", ""), "a", 1),
        (("", "b", "", "b"), "a", 1),  # half is not most
        (("a", "b", "b"), "a", 1),
    ],
)
def test_all_count_where_the_loud_are_silent_and_most_are_not(
    texts: tuple[str, ...], loud: str, count: int
) -> None:
    assert len(audible(Cell(_readings(*texts)), frozenset(loud))) == count


# --- editions and works ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pairs", "marks"),
    [
        ([("leeds", "hull")] * 3, 1),
        ([("leeds", "hull")] * 2, 0),
        ([("leeds", "leedz")] * 3, 0),  # a misreading
        ([("a", "b")] * 3, 0),  # a letter of a formula
    ],
)
def test_what_is_exchanged_three_times_is_another_edition(
    pairs: list[tuple[str, str]], marks: int
) -> None:
    def text(side: int) -> list[str]:
        return [w for n, pair in enumerate(pairs) for w in (*f"w{n} x{n} y{n}".split(), pair[side])]

    assert len(edition_marks(text(0), text(1))) == marks


@pytest.mark.parametrize(("kept", "held"), [(2, True), (1, False)])
def test_half_of_the_runs_of_a_passage_are_enough(kept: int, held: bool) -> None:
    words = [f"w{n}" for n in range(RUN + 3)]  # four runs
    runs = [tuple(words[i : i + RUN]) for i in range(4)]
    assert holds(frozenset(runs[:kept]), " ".join(words)) == held
    assert not holds(frozenset(runs), " ".join(words[: RUN - 1]))
