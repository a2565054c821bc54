"""Notices of one template are works of their own, and the versions of one notice still meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import pytest

from briefing_ingest.model import Fact, Witness
from briefing_ingest.reconcile import close_calls, closeness, cluster
from briefing_ingest.reconcile.editions import numbers_exchanged
from briefing_ingest.reconcile.judgement import own_words_needed
from briefing_ingest.reconcile.kept import Kept, MadeWhenAsked
from briefing_ingest.reconcile.particulars import Particulars, agree, is_numbered_apart
from briefing_ingest.reconcile.rarity import Rarity
from briefing_ingest.reconcile.signatures import sketch
from growth import grows_evenly
from witnesses import read, witness_of

_SYLLABLES = "ba be do fu ga ki lo mi na po ra si tu ve".split()
_LITTLE = "the of and to in for that with on by at from".split()


def sentence(seed: object, words: int = 14) -> str:
    """A sentence of made words, with little words as every sentence has them."""
    dice = Random(str(seed))
    made = ["".join(dice.choice(_SYLLABLES) for _ in range(3)) for _ in range(words)]
    for at in range(1, words, 2):
        made[at] = dice.choice(_LITTLE)
    return " ".join(made).capitalize() + "."


TEMPLATE = [" ".join(sentence(("template", n, m)) for m in range(3)) for n in range(5)]


def notice(number: int, own: int, *, title: str = "Ombury board: notice") -> str:
    """A notice of the template with so many sentences of its own."""
    story = " ".join(sentence((number, n)) for n in range(own))
    day = f"{number % 28 + 1} May 2024"
    return "\n\n".join([title, day, *TEMPLATE[:2], *filter(None, [story]), *TEMPLATE[2:]]) + "\n"


def damaged(text: str, seed: int, rate: float = 0.03) -> str:
    """The same with misread letters and a line of the site around it."""
    dice = Random(seed)
    words = [
        w[:-1] + dice.choice("bcdhkmqxz") if dice.random() < rate and len(w) > 2 else w
        for w in text.split(" ")
    ]
    return " ".join(words) + "\nHome Topics About Contact Search\n"


def grouped(texts: Sequence[str]) -> list[list[int]]:
    """The places of texts that are one work."""
    found = cluster([witness_of(text, f"s{at:03}") for at, text in enumerate(texts)])
    return sorted(sorted(int(w.source_id[1:]) for w in group) for group in found)


@pytest.mark.parametrize("own", [1, 3, 8])
@pytest.mark.parametrize("number", [2, 5, 20])
def test_notices_are_works_and_their_versions_meet(number: int, own: int) -> None:
    if own == 1 and number < 5:
        pytest.skip("of two notices with a sentence each nothing tells what is the template")
    first = [notice(n, own, title=f"Notice of the road in {sentence(n, 2)}") for n in range(number)]
    texts = [*first, *(damaged(text, n) for n, text in enumerate(first))]
    assert grouped(texts) == [[n, number + n] for n in range(number)]


def test_forms_that_differ_in_their_day_alone_are_works() -> None:
    assert grouped([notice(n, 0) for n in range(12)]) == [[n] for n in range(12)]


def test_parts_of_a_series_are_works_though_they_share_what_few_others_have() -> None:
    texts = [notice(n, 2, title=f"Lamps of Ombury, part {n}") for n in range(1, 4)]
    assert grouped(texts) == [[0], [1], [2]]


@pytest.mark.parametrize("own", [0, 2])
def test_what_is_grouped_does_not_depend_on_the_order_of_sources(own: int) -> None:
    texts = [notice(n, own) for n in range(15)]
    found = [witness_of(text, f"s{at}") for at, text in enumerate([*texts, *map(str.upper, texts)])]
    names = [[w.source_id for w in group] for group in cluster(found)]
    assert [[w.source_id for w in group] for group in cluster(found[::-1])] == names


# --- what a source says of itself -----------------------------------------------------------------


def _page(title: str, day: str, author: str, *paragraphs: str) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>'
        f'<meta name="author" content="{author}">'
        f'<meta property="article:published_time" content="{day}"></head>'
        f"<body><main><article><h1>{title}</h1>{body}</article></main></body></html>"
    ).encode()


COMMON = [" ".join(sentence(("common", n, m)) for m in range(4)) for n in range(3)]
FIRST = [" ".join(sentence(("first", n)) for n in range(4))]
SECOND = [" ".join(sentence(("second", n)) for n in range(4))]


@pytest.mark.parametrize(
    ("title", "day", "author", "works"),
    [
        ("Why the lamps of Elm failed", "2024-05-03", "Ann Lee", 1),
        ("Why the lamps of Ash failed", "2024-05-03", "Ann Lee", 2),
        ("Why the lamps of Elm failed", "2024-05-10", "Ann Lee", 2),
        ("Why the lamps of Elm failed", "2024-05-03", "Bo Dahl", 2),
    ],
)
def test_one_title_day_and_author_are_one_work_though_the_openings_differ(
    title: str, day: str, author: str, works: int
) -> None:
    one = read("a.html", _page("Why the lamps of Elm failed", "2024-05-03", "Ann Lee",
                               *FIRST, *COMMON), "a")  # fmt: skip
    other = read("b.html", _page(title, day, author, *SECOND, *COMMON), "b")
    assert len(cluster([one, other])) == works


@pytest.mark.parametrize(("author", "works"), [("Ann Lee", 1), ("Bo Dahl", 2)])
def test_a_page_full_of_what_a_program_printed_is_a_version_of_the_page_without_it(
    author: str, works: int
) -> None:
    title, day = "Why the lamps of Elm failed", "2024-05-03"
    printed = [" ".join(sentence(("log", n, m)) for m in range(9)) for n in range(8)]
    one = read("a.html", _page(title, day, "Ann Lee", *COMMON[:1]), "a")
    other = read("b.html", _page(title, day, author, *printed, *COMMON[:1], *printed[::-1]), "b")
    assert len(cluster([one, other])) == works


def test_one_canonical_address_is_one_work() -> None:
    def at(address: str, name: str, *paragraphs: str) -> Witness:
        text = "\n\n".join(["Lamps", *paragraphs])
        made = witness_of(text, name)
        return Witness(
            name, made.media_type, made.raw_text, made.blocks,
            facts=(Fact("url", address, "link[rel=canonical]"),),
        )  # fmt: skip

    one = at("https://www.example.org/lamps/", "a", *FIRST, *COMMON)
    assert len(cluster([one, at("http://example.org/lamps", "b", *SECOND, *COMMON)])) == 1
    assert len(cluster([one, at("http://example.org/roads", "b", *SECOND, *COMMON)])) == 2


def test_an_address_without_a_path_is_that_of_a_site() -> None:
    home = Particulars(url="example.org")
    assert agree(home, home) == []


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("notice 3 may 2024", "notice 10 may 2024", True),
        ("notice 03 may 2024", "notice 3 may 2024", False),
        ("a history part i", "a history part iv", True),
        ("a history", "a history part iv", False),
        ("12", "13", False),
        ("foi-2023-0117", "foi-2023-0140", True),
        ("answer foi/17", "answer foi/18", True),
        ("a history v1.0", "a history v1.1", False),
    ],
)
def test_titles_that_differ_by_their_numbers(first: str, second: str, *, apart: bool) -> None:
    assert is_numbered_apart(first, second) is apart


# --- rarity ---------------------------------------------------------------------------------------


def test_what_many_texts_share_is_not_specific() -> None:
    common, own = [f"c{n}" for n in range(60)], [f"o{n}" for n in range(30)]
    texts = [[*common, *(f"t{n}x{m}" for m in range(30))] for n in range(9)]
    texts += [[*common, *own], [*common, *own]]
    sketches = [sketch(text) for text in texts]
    rarity = Rarity(sketches)
    assert rarity.shared(sketches[0], sketches[1]) == (11, 0)
    assert rarity.shared(sketches[-2], sketches[-1]).texts == 11
    assert 28 <= rarity.shared(sketches[-2], sketches[-1]).specific <= 30
    assert rarity.commonness(common) == 11
    assert rarity.commonness(own) == 2


def test_nothing_is_known_of_texts_that_share_nothing() -> None:
    sketches = [sketch(text.split()) for text in ("a b c d", "e f g h", "")]
    assert Rarity(sketches).shared(sketches[0], sketches[1]) == (2, 0)
    assert Rarity(sketches).shared(sketches[0], sketches[2]) == (2, 0)
    assert Rarity([]).commonness(["a"]) == 2


@pytest.mark.parametrize(
    ("words", "texts", "numbered", "needed"),
    [
        (400, 2, False, 60),
        (400, 5, False, 48),
        (100, 7, False, 20),
        (100, 8, False, 9),
        (400, 1000, False, 9),
        (400, 2, True, 9),
    ],
)
def test_the_more_texts_share_a_passage_the_less_of_its_own_makes_a_work(
    words: int, texts: int, needed: int, *, numbered: bool
) -> None:
    assert own_words_needed(words, texts, numbered=numbered) == needed


def test_numbers_count_where_the_heads_of_forms_are_alike() -> None:
    form = "a meeting is held on {} may in the old hall".format
    assert numbers_exchanged(form(3).split(), form(10).split())
    assert not numbers_exchanged(form("3rd").split(), form("3").split())
    assert not numbers_exchanged(form(3).split(), "10 lamps were sold by us last year".split())


# --- how close it was -----------------------------------------------------------------------------


def test_a_close_call_is_told_with_what_was_weighed() -> None:
    alike = [notice(n, 8, title=f"Notice {sentence(n, 3)}") for n in range(10)]
    found = [witness_of(text, f"s{at}") for at, text in enumerate([*alike, damaged(alike[0], 1)])]
    same, other = (call.closeness for call in closeness(found, [("s0", "s10"), ("s0", "s1")]))
    assert same.is_one_work
    assert not other.is_one_work
    assert not same.is_close
    assert other.texts == 11
    assert same.specific > 80 > other.specific
    assert "11 sources have most of what the two share" in same.reasons
    assert any("of its own" in reason for reason in other.reasons)


def test_close_calls_are_those_that_a_little_would_turn() -> None:
    first = [*TEMPLATE, sentence("one", 20)]
    second = [*TEMPLATE, sentence("two", 20)]
    texts = ["\n\n".join(["Lamps", *paragraphs]) for paragraphs in (first, second)]
    found = [witness_of(text, f"s{at}") for at, text in enumerate(texts)]
    calls = close_calls(found)
    assert [(call.first, call.second) for call in calls] == [("s0", "s1")]
    assert calls[0].closeness.is_one_work
    same = [witness_of(texts[0], "s0"), witness_of(damaged(texts[0], 2), "s1")]
    assert close_calls(same) == ()


# --- many -----------------------------------------------------------------------------------------


def test_only_the_latest_are_kept() -> None:
    asked: list[int] = []

    def make(number: int) -> list[str]:
        asked.append(number)
        return ["word"] * 10

    kept: Callable[[int], list[str]] = Kept(make, most=30)
    for number in (0, 1, 2, 0, 3, 0, 1):
        kept(number)
    assert asked == [0, 1, 2, 3, 1]
    words = MadeWhenAsked(make, 3)
    assert len(list(words)) == len(words) == 3
    with pytest.raises(IndexError):
        words[3]


def test_grouping_many_notices_of_one_template() -> None:
    def group(count: int) -> None:
        texts = [notice(n, 2, title=f"Notice {sentence(n, 3)}") for n in range(count)]
        assert len(grouped(texts)) == count

    assert grows_evenly(group, (30, 90, 270))


# --- drafts, days, versions, papers of a meeting --------------------------------------------------

BODY = [" ".join(sentence(("body", n, m)) for m in range(3)) for n in range(6)]


def _paper(title: str, *head: str) -> str:
    return "\n\n".join([title, *head, *BODY]) + "\n"


@pytest.mark.parametrize(
    ("first", "second", "works"),
    [
        (("Lamps of Elm (draft for consultation)",), ("Lamps of Elm",), 2),
        (("Draft: Lamps of Elm",), ("Lamps of Elm",), 2),
        (("Lamps of Elm", "Draft for comment"), ("Lamps of Elm",), 2),
        (("Lamp Board: agenda",), ("Lamp Board: minutes",), 2),
        (
            ("Alert for Elm", "Issued on 3 May 2023", "The river rises at the bridge."),
            ("Alert for Elm", "Issued on 10 May 2023", "The river falls at the bridge."),
            2,
        ),
        (("Alert for Elm", "Issued on 3 May 2023"), ("Alert for Elm", "Issued on 10 May 2023"), 1),
        (("Elm", "Version 1.0, 3 May 2023"), ("Elm", "Version 1.1, 9 June 2023"), 1),
        (("Lamps of Elm", "3 May 2023"), ("Lamps of Elm", "Corrected on 9 June 2023"), 1),
        (("Lamps of Elm",), ("LAMPS OF ELM",), 1),
    ],
)
def test_what_heads_say_makes_two_works_or_one(
    first: tuple[str, ...], second: tuple[str, ...], works: int
) -> None:
    found = [witness_of(_paper(*head), name) for name, head in (("a", first), ("b", second))]
    assert len(cluster(found)) == works
