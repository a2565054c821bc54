"""What sort of difference a variant is: how the text is set, how it is spelled, or what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_ingest.model import Reading
from briefing_ingest.reconcile.collate import Cell, collate
from briefing_ingest.reconcile.markup import aligned_key
from briefing_ingest.reconcile.one_case import join_case
from briefing_ingest.reconcile.variant_types import variant_type
from briefing_ingest.traced import TracedText


def _in_order(texts: set[str]) -> str:
    """The name of a case: the same in every process, which the order of a set is not."""
    return " | ".join(map(repr, sorted(texts)))


LAYOUT = [
    {"\n\n", " "},
    {"the ferry\nsails", "the ferry sails"},
    {"the har-\nbour wall", "the harbour wall"},
    {"har\u00adbour", "harbour"},
    {"<p>Ferries", "Ferries"},
    {"weekly.</p>", "weekly."},
    {'<a href="https://quay.example/t">timetable</a>', "timetable"},
    {"fares<br/>", "fares"},
    {"&amp;", "&"},
    {"**late**", "late"},
    {"_late_", "late"},
    {"`late`", "late"},
    {"## Fares", "Fares"},
    {"[the fares](https://quay.example/f)", "the fares"},
    {"•", ""},
    {"• Two boats", "Two boats"},
    {"▪ Two boats", "• Two boats", "Two boats"},
    {"- Two boats", "Two boats"},
    {"o Two boats", "Two boats"},
    {"\uf0b7 Two boats", "Two boats"},
    {"1. Two boats", "Two boats"},
    {"(b) Two boats", "Two boats"},
    {"iv. Two boats", "Two boats"},
    {"2) ", ""},
    {"(c)", ""},
    {"Decision:", "Decision"},
    {"Fares ........ 4", "Fares 4"},
    {"| Fares | 4 |", "Fares\t4"},
    {"---", ""},
    {"> The boats", "The boats"},
    {"quay.[^3]", "quay."},
    {"[^3]:", ""},
    {"____", ""},
]
SPELLING = [
    {"Women's", "Women’s"},
    {"re-offending", "reoffending"},
    {"The", "the"},
    {"THE HARBOUR WALL", "The Harbour Wall"},
    {"café", "cafe"},
    {"ﬁnal", "final"},
    {"search,", "search."},
    {"boats", "boats,"},
    {"Y.", "Y"},
    {"", ","},
    {"rnodern", "modern"},
    {"tirnetable", "timetable"},
    {"l0", "10"},
    {"2O18", "2018"},
    {"the boat", "theboat"},
    {"R ESULTS", "RESULTS"},
    {"timetabel", "timetable"},
    {"harbuor wall", "harbour wall"},
    {"organisation", "organization"},
    {"harbour", "harbor"},
    {"wharves4", "wharves"},
    {"However, there", "Howeverthere ,"},
]
SENSE = [
    {"2018", "2013"},
    {"", "not "},
    {"five", "nine"},
    {"ten", "two"},
    {"-5", "5"},
    {"£5", "5"},
    {"5%", "5"},
    {"1.5", "15"},
    {"p < 0.05", "p 0.05"},
    {"a = b", "a b"},
    {"> 5", "5"},
    {">", ""},
    {"from", "form"},
    {"lawful", "unlawful"},
    {"legal", "illegal"},
    {"Smith", "Smyth"},
    {"Marlow", "Harlow"},
    {"5.", ""},
    {"1. Two boats", "2. Two boats"},
    {"Two boats", "Two boats and a raft"},
    {"may", "must"},
    {"the boats", "<p>the rafts"},
    {"* Two boats", "Three boats"},
    {"3 May", "10 May"},
    {"Part I", "Part II"},
    {"month", "mouth"},
]


@pytest.mark.parametrize("texts", LAYOUT, ids=_in_order)
def test_how_a_text_is_set_is_layout(texts: set[str]) -> None:
    assert variant_type(texts) == "layout"


@pytest.mark.parametrize("texts", SPELLING, ids=_in_order)
def test_how_it_is_spelled_is_orthographic(texts: set[str]) -> None:
    assert variant_type(texts) == "orthographic"


@pytest.mark.parametrize("texts", SENSE, ids=_in_order)
def test_what_it_says_is_substantive(texts: set[str]) -> None:
    assert variant_type(texts) == "substantive"


def test_a_number_alone_is_the_mark_of_an_item_only_where_one_begins() -> None:
    assert variant_type({"5.", ""}, opens=True) == "layout"
    assert variant_type({"5.", ""}) == "substantive"
    assert variant_type({"5.", "6."}, opens=True) == "substantive"


def test_a_sign_of_quotation_is_one_only_among_words() -> None:
    assert variant_type({">", ""}, among_words=True) == "layout"
    assert variant_type({"which is >", "which is"}, among_words=True) == "layout"
    assert variant_type({">", ""}) == "substantive"


TEXTS = st.text(st.sampled_from("ab1 .,-*_<p>\n•AÉ0%£:()="), max_size=12)


@given(st.sets(TEXTS, min_size=1, max_size=4))
def test_a_reading_more_makes_the_difference_no_smaller(texts: set[str]) -> None:
    order = ("layout", "orthographic", "substantive")
    fewer = set(sorted(texts)[:-1]) or texts
    kinds = [variant_type(some, opens=True) for some in (fewer, texts)]
    # A mark that all have but one is a mark that is lost; where all have another, it says something.
    if not any(char in "1ab0A" for text in texts for char in text):
        assert order.index(kinds[0]) <= order.index(kinds[1])


@given(TEXTS)
def test_a_text_differs_from_itself_in_nothing(text: str) -> None:
    assert variant_type({text}) == "layout"
    assert variant_type({text, f" {text}\n"}) == "layout"


@pytest.mark.parametrize(
    "word", ["<p>Boats", "Boats</strong></p>", "**Boats**", "_Boats_", "boats,", "(Boats)"]
)
def test_markup_does_not_hide_a_word_from_the_alignment(word: str) -> None:
    assert aligned_key(word) == aligned_key("boats")


def _cells(*texts: str) -> list[Cell]:
    return collate(
        [
            Reading(name, TracedText.copied(text, 0))
            for name, text in zip("abc", texts, strict=False)
        ]
    )


@pytest.mark.parametrize(
    ("one", "other", "kind", "variants"),
    [
        ("THE BOATS OF THE QUAY", "The Boats of the Quay", "heading", 1),
        ("The Boats Of The Quay", "The boats of the quay", "heading", 1),
        ("THE 3 BOATS, A RAFT", "The 3 boats, a raft", "paragraph", 1),
        ("Boats sail at Noon, Sundays too", "boats sail at noon, Sundays too", "paragraph", 2),
        ("THE BOATS OF 2019", "The boats of 2018", "heading", 2),
        ("THE BOATS", "The boats", "title", 1),
    ],
)
def test_case_alone_is_one_variant(one: str, other: str, kind: str, variants: int) -> None:
    cells = _cells(one, other)
    joined = join_case(cells, kind)  # type: ignore[arg-type]
    assert sum(not cell.common for cell in joined) == variants
    for index, text in enumerate((one, other)):
        assert "".join(cell.readings[index].text for cell in joined) == text


@given(st.lists(st.sampled_from(["Boats", "boats", "of", "THE", "the", "3", "Quay,"]), min_size=1))
def test_joining_loses_no_letter(words: list[str]) -> None:
    texts = (" ".join(words), " ".join(words).upper(), " ".join(words).title())
    joined = join_case(_cells(*texts), "heading")
    assert sum(not cell.common for cell in joined) <= 1
    for index, text in enumerate(texts):
        assert "".join(cell.readings[index].text for cell in joined) == text
