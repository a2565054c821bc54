"""What judges the lines of a dump, on both sides of every number it turns on."""

import pytest

from briefing_ingest.repair import chrome
from briefing_ingest.repair.chrome import looks_like_page, site_chrome
from briefing_ingest.repair.chrome.features import best_region, place_of, statements
from briefing_ingest.repair.chrome.line_signs import binned, percent, see, word_count
from briefing_ingest.repair.chrome.paragraphs import paragraphs_of
from briefing_ingest.repair.chrome.title_and_byline import (
    beside_text,
    standfirst_of,
    title_of,
    without_site,
)
from briefing_ingest.repair.chrome.verdict import Verdict, Weights, best_path, judge, score
from witnesses import lines_of

TEXT = Verdict(text=True, score=900)
CHROME = Verdict(text=False, score=-900)


def _words(count: int, end: str = "") -> str:
    """So many words, none a stop word."""
    return " ".join(["lamps"] * count) + end


def _prose(count: int) -> str:
    return _words(count, ".")


# --- whether a text is a page ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "page"),
    [
        (["Home"], False),
        (["Home", "Menu"], True),
        (["Home", "© 2019 The Example Trust"], False),
        # 12 of 30 lines are as short as the entries of menus: 40 in 100
        (["Home", *[_words(4)] * 11, *[_prose(20)] * 18], True),
        (["Home", *[_words(4)] * 10, _words(5), *[_prose(20)] * 18], False),
        (["Home", *[_words(4)] * 11, *[_prose(20)] * 19], False),
        (["Home", *[_words(4)] * 28], False),
        (["Home", *[_words(4)] * 28, "", "  "], False),
        (["Home", *[_words(4)] * 29], True),
        ([*[_words(4)] * 30], False),
    ],
)
def test_what_looks_like_a_page(texts: list[str], page: bool) -> None:
    assert looks_like_page(texts) == page


def _judged_by_length(texts: list[str], _runs: list[int], _weights: Weights) -> list[Verdict]:
    return [TEXT if word_count(text) > 8 else CHROME for text in texts]


@pytest.mark.parametrize(("paragraphs", "judged"), [(8000, True), (8001, False)])
def test_a_book_is_no_page(paragraphs: int, judged: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chrome, "judge", _judged_by_length)  # the real judge takes seconds
    text = f"{_prose(30)}\n" * 3 + "Home\n" * (paragraphs - 3)
    assert any(line.role for line in site_chrome(lines_of(text))) == judged


# --- what a line says by itself -------------------------------------------------------------------


def _own(text: str) -> dict[str, str]:
    return dict(see(text).own)


@pytest.mark.parametrize(
    ("size", "interval"),
    [
        *[(1, "-1"), (2, "-2"), (3, "-3"), (4, "-4"), (5, "-6"), (6, "-6"), (7, "-8"), (8, "-8")],
        *[(9, "-11"), (11, "-11"), (12, "-15"), (15, "-15"), (16, "-20"), (20, "-20")],
        *[(21, "-30"), (30, "-30"), (31, "-45"), (45, "-45"), (46, "-70"), (70, "-70")],
        (71, "70+"),
    ],
)
def test_the_sizes_of_lines(size: int, interval: str) -> None:
    assert _own(_words(size))["words"] == interval


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        (_prose(7), 0),
        (_prose(8), 8),
        (_prose(80), 80),
        (_prose(81), 80),
        (_words(8), 0),
        # unfinished lines with two, three and four stop words in ten
        (f"the of {_words(8)}", 0),
        (f"the of a {_words(7)}", 0),
        (f"the of a the {_words(6)}", 10),
    ],
)
def test_what_counts_as_prose(text: str, prose: int) -> None:
    assert see(text).prose == prose


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Subscribe to our newsletter", True),
        (f"newsletter {_words(9)}", True),
        (f"newsletter {_words(10)}", False),
    ],
)
def test_a_long_line_marks_no_end(text: str, marks: bool) -> None:
    assert bool(see(text).marks) == marks


def test_a_thousand_characters_of_a_line_are_read() -> None:
    text = "a" * 990 + " bcd efg hij klm"
    assert see(text).text == text[:1000]
    assert (word_count(text), word_count("a" * 998 + " b"), word_count("a" * 1000 + " b")) == (
        4,
        2,
        1,
    )


@pytest.mark.parametrize(
    ("text", "family", "found"),
    [
        ("Lamps stand here.", "end", "sentence"),
        ("Lamps stand here:", "end", "colon"),
        ("Lamps stand here …", "end", "dots"),
        ("Lamps stand here", "end", "open"),
        ("lamps", "start", "small"),
        ("Lamps", "start", "capital"),
        ("3 lamps", "start", "digit"),
        ("• lamps", "start", "bullet"),
        ("“Lamps", "start", "quote"),
        ("(lamps", "start", "other"),
        ("123", "capitals", "no letters"),
        ("LAMP", "capitals", "all -1"),
        ("LAMPS OF THE TOWN", "capitals", "all 3+"),
        ("Lamps", "capitals", "one word"),
        ("Lamps of the town", "capitals", "-0"),
        ("Lamps Of The Town", "capitals", "99+"),
        ("Lamps Of the Town", "capitals", "-99"),
        ("the lamps", "stop words", "too short"),
        ("the lamps shine", "stop words", "-35"),
        ("lamps shine 2019", "digits", "-30"),
        ("lamps shine", "digits", "-0"),
        ("lamps, towns, streets", "commas", "-3"),
        ("“lamps”", "quotes", "yes"),
        ("lamps", "quotes", "no"),
        ("lamps | towns", "separators", "-1"),
        ("3 May 2019", "date", "yes-6"),
        ("lamps", "date", "no-6"),
        ("Home", "lexicon", "navigation"),
        ("lamps", "lexicon", "none"),
    ],
)
def test_what_a_line_says_by_itself(text: str, family: str, found: str) -> None:
    assert _own(text)[family] == found


def test_shares_and_intervals() -> None:
    assert (percent(1, 3), percent(0, 0)) == (33, 0)
    assert [binned(value, (1, 4)) for value in (0, 1, 2, 4, 5)] == ["-1", "-1", "-4", "-4", "4+"]


# --- what is true of it among the others ----------------------------------------------------------


def _said(texts: list[str], runs: list[int] | None = None) -> list[dict[str, str]]:
    return [dict(row) for row in statements(texts, runs or [0] * len(texts))]


@pytest.mark.parametrize(
    ("mass", "interval"),
    [
        *[(0, "-0"), (8, "-10"), (10, "-10"), (11, "-25"), (25, "-25"), (26, "-50"), (50, "-50")],
        *[(51, "-90"), (90, "-90"), (91, "-150"), (150, "-150"), (151, "-250"), (250, "-250")],
        *[(251, "-400"), (400, "-400"), (401, "400+")],
    ],
)
def test_how_much_prose_stands_close_by(mass: int, interval: str) -> None:
    parts = [mass // 6 + (n < mass % 6) for n in range(6)] if mass > 60 else [mass]
    prose = [_prose(part) for part in parts if part]
    said = _said([*prose, "Lamps", *prose])[len(prose)]
    assert (said["prose 12 before"], said["prose 12 after"]) == (interval, interval)


def test_prose_stands_close_within_four_lines_or_twelve() -> None:
    def near(between: int) -> list[str]:
        texts = [_prose(20), *["Lamps"] * between, "Lamp", *["Lamps"] * between, _prose(20)]
        said = _said(texts)[between + 1]
        return [said[f"prose {reach} {side}"] for reach in (4, 12) for side in ("before", "after")]

    assert near(3) == ["-25"] * 4
    assert near(4) == ["-0", "-0", "-25", "-25"]
    assert near(11) == ["-0", "-0", "-25", "-25"]
    assert near(12) == ["-0"] * 4


@pytest.mark.parametrize(
    ("apart", "interval"),
    [
        *[(1, "-1"), (2, "-2"), (3, "-4"), (4, "-4"), (5, "-8"), (8, "-8"), (9, "-16")],
        *[(16, "-16"), (17, "-32"), (32, "-32"), (33, "32+")],
    ],
)
def test_how_far_a_line_stands_from_the_text(apart: int, interval: str) -> None:
    assert place_of(100 - apart, 100, 110) == f"before {interval}"
    assert place_of(109 + apart, 100, 110) == f"after {interval}"
    assert place_of(100, 100, 110) == place_of(109, 100, 110) == "inside"


def test_no_interval_is_empty() -> None:
    # nothing stands at distance 0; what stands inside is not before and not behind
    assert {place_of(n, 50, 60).split()[-1] for n in range(110)} == {
        *["inside", "-1", "-2", "-4", "-8", "-16", "-32", "32+"]
    }


@pytest.mark.parametrize(
    ("values", "region"),
    [
        ([], (0, 0)),
        ([-1], (0, 0)),
        ([3, -2, 3], (0, 3)),
        ([3, -3, 3], (0, 1)),  # the first of equals
        ([3, -4, 4], (2, 3)),
        ([-1, 3, -1], (1, 2)),
    ],
)
def test_the_region_with_the_largest_sum(values: list[int], region: tuple[int, int]) -> None:
    assert best_region(values) == region


@pytest.mark.parametrize(("between", "echoes"), [(1, "90+ -4"), (2, "-0 -4")])
def test_two_lines_that_are_no_prose_end_an_article_of_eight_words(
    between: int, echoes: str
) -> None:
    texts = [_prose(8), *["Menu"] * between, " ".join(["streets"] * 8) + ".", "Streets"]
    assert _said(texts)[-1]["in prose"] == echoes


def test_neighbours_and_runs() -> None:
    said = _said(["Home", _prose(20), "Menu", "Search"], [0, 1, 2, 2])
    assert (said[0]["-1"], said[0]["-2"], said[3]["+1"]) == ("edge", "edge", "edge")
    assert (said[1]["-1 lexicon"], said[1]["+1 lexicon"]) == ("navigation", "navigation")
    assert (said[0]["+1 end"], said[2]["-1 end"], said[3]["-2 end"]) == ("sentence",) * 3
    assert [row["opens"] for row in said] == ["yes", "yes", "yes", "no"]
    assert [row["together"] for row in said] == ["-1 none", "-1 prose", "-2 none", "-2 none"]
    assert [row["short together"] for row in said] == ["80+ -1", "-0 -1", "80+ -4", "80+ -4"]


def test_what_stands_below_what() -> None:
    said = _said(["Related posts", *["Lamps"] * 4, _prose(40), "Leave a reply", _prose(10)])
    assert said[0]["under"] == "none -3"
    assert [said[n]["under"] for n in (4, 5)] == ["related posts -3", "related posts -8"]
    assert said[7]["under"] == "reply form -3"
    # the reply form stands behind 80 percent of the prose, the related posts behind none
    assert "80 reply form" in said[7]["passed"]


# --- the path -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scores", "path"),
    [
        ([50_000, -23_999], [True, True]),
        ([50_000, -24_001], [True, False]),
        ([50_000, -47_999, 50_000], [True, True, True]),
        ([50_000, -48_001, 50_000], [True, False, True]),
        ([-1, 24_001, 1], [True, True, True]),
        ([-30_000, 24_001], [False, True]),
        ([-30_000, 23_999], [False, False]),
    ],
)
def test_a_change_between_text_and_chrome_has_a_price(scores: list[int], path: list[bool]) -> None:
    assert best_path(scores, [1] * len(scores)) == path


WEIGHTS = {"always": {"yes": 0}, "start": {"capital": 5000, "small": -599}}


@pytest.mark.parametrize(
    ("small", "words", "text"),
    # 40 words at 599 weigh less than a change, at 601 they weigh more; no paragraph counts for more
    [(-599, 40, True), (-599, 80, True), (-601, 40, False), (-601, 39, True)],
)
def test_a_long_paragraph_counts_for_forty_words(small: int, words: int, text: bool) -> None:
    weights = {"always": {"yes": 0}, "start": {"capital": 5000, "small": small}}
    verdicts = judge([f"Lamps {_prose(39)}", _prose(words)], [0, 0], weights)
    assert [verdict.text for verdict in verdicts] == [True, text]


@pytest.mark.parametrize(("words", "copy"), [(7, False), (8, True)])
def test_a_copy_has_eight_words(words: int, copy: bool) -> None:
    twice = f"Lamps {_prose(words - 1)}"
    verdicts = judge([twice, f"Streets {_prose(20)}", twice], [0, 0, 0], WEIGHTS)
    assert [verdict.text for verdict in verdicts] == [True, True, not copy]
    assert (verdicts[2].reason == "stands above on the page already") == copy


def test_a_score_is_the_sum_of_what_is_true() -> None:
    weights = {"always": {"yes": -5}, "start": {"small": 7}, "end": {"open": 2}}
    assert score([("start", "small"), ("end", "dots"), ("other", "x")], weights) == 2


def test_of_a_page_where_nothing_pays_the_best_region_stays() -> None:
    weights = {"always": {"yes": -4000}, "start": {"capital": 2000}}
    verdicts = judge(["lamps", "Lamps stand", "lamps"], [0, 0, 0], weights)
    assert [verdict.text for verdict in verdicts] == [False, True, False]


@pytest.mark.parametrize(
    ("weights", "reason"),
    [
        ({"always": {"yes": 1}}, "line of the site: stands among lines of chrome"),
        ({"always": {"yes": -1}}, "line of the site: too little speaks for it"),
        ({"always": {"yes": -1}, "words": {"-1": -2}}, "line of the site: is short"),
        (
            {"always": {"yes": -1}, "words": {"-1": -2}, "line": {"-0": -1}, "height": {"-10": -2}},
            "line of the site: stands at the edge of the page and is short",
        ),
        (
            {"always": {"yes": -1}, "words": {"-1": -2}, "-1": {"edge": -3}, "quotes": {"no": -4}},
            "line of the site: does not read like prose and stands among such lines",
        ),
        (
            {"always": {"yes": -9}, "words": {"-1": 2}, "prose 4 after": {"-0": -3}},
            "line of the site: has little prose around it",
        ),
    ],
)
def test_a_reason_names_the_two_that_weigh_most(
    weights: dict[str, dict[str, int]], reason: str
) -> None:
    assert judge(["lamps"], [0], weights)[0].reason == reason


# --- the title ------------------------------------------------------------------------------------

BODY = (
    "The lamps of the town stand in every street of it, and what they cost is a matter of the "
    "Example Trust."
)
TITLE = "What lamps cost the town"


def _title(above: list[tuple[str, Verdict]], body: str = BODY) -> int | None:
    texts, verdicts = [text for text, _ in above], [verdict for _, verdict in above]
    return title_of([*texts, body, body], [*verdicts, TEXT, TEXT])


def _chrome(*texts: str) -> list[tuple[str, Verdict]]:
    return [(text, CHROME) for text in texts]


@pytest.mark.parametrize(
    ("above", "title"),
    [
        # 19 words of text may stand above a title, 20 are the beginning of the text
        ([*_chrome("Home"), (_prose(19), TEXT), *_chrome(TITLE)], 2),
        ([*_chrome("Home"), (_prose(20), TEXT), *_chrome(TITLE)], None),
        # a title has three words
        (_chrome("Home", "Lamps cost town"), 1),
        (_chrome("Home", "Lamps cost"), None),
        # the text takes up half of its words, here one of two, two of four, three of seven
        (_chrome("Home", "Lamps for ships"), 1),
        (_chrome("Home", "Lamps street ships trains"), 1),
        (_chrome("Home", "Lamps street town ships trains planes bikes"), None),
        # 60 paragraphs lie between a title and the text at most
        (_chrome("Home", TITLE, *["Home"] * 59), 1),
        (_chrome("Home", TITLE, *["Home"] * 60), None),
        # of two titles the longer one, up to eight words; of equals the lower
        (_chrome("Home", _words(7), _words(8)), 2),
        (_chrome("Home", _words(8), _words(7)), 1),
        (_chrome("Home", _words(9), _words(8)), 2),
        (_chrome("Home", _words(16), _words(9)), 2),
        # titles do not end like a sentence
        (_chrome("Home", "Lamps cost the town much."), None),
        (_chrome("Home", "By Ann Smith"), None),
        # nor have they more than 25 words
        (_chrome("Home", _words(25)), 1),
        (_chrome("Home", _words(26)), None),
    ],
)
def test_a_title_by_its_words(above: list[tuple[str, Verdict]], title: int | None) -> None:
    assert _title(above) == title


WINDOW = "Lamps street cost"


@pytest.mark.parametrize(
    ("above", "title"),
    [
        # two of five words in common are enough, two of six are not: then the window has the title
        (_chrome(WINDOW, "Home", "Lamps street town matter"), 2),
        (_chrome(WINDOW, "Home", "Lamps street town matter every"), 0),
        # a line of the text must be liker than one that is none, by 20 in 100
        (_chrome(f"{WINDOW} town", "Home", "Lamps street", "Lamps street cost matter"), 3),
        (
            [
                *_chrome(f"{WINDOW} town", "Home", "Lamps street"),
                ("Lamps street cost matter", TEXT),
            ],
            2,
        ),
        ([*_chrome(f"{WINDOW} town", "Home", "Lamps street"), ("Lamps street cost", TEXT)], 3),
        # nothing stands above the text but what the window is called
        (_chrome(WINDOW), 0),
        (_chrome(WINDOW, "Home"), 0),
        (_chrome("Ships and trains", "Home"), None),
        (_chrome("Lamps street", "Home"), None),
    ],
)
def test_a_title_like_the_windows(above: list[tuple[str, Verdict]], title: int | None) -> None:
    assert _title(above) == title


@pytest.mark.parametrize(("read", "title"), [(149, 2), (150, 0)])
def test_within_150_words_a_line_is_what_the_window_is_called(read: int, title: int) -> None:
    first = f"{BODY} {_prose(read - word_count(BODY))}"
    assert word_count(first) == read
    texts = [f"{TITLE} | Example Trust", first, TITLE, BODY]
    assert title_of(texts, [CHROME, TEXT, CHROME, TEXT]) == title


@pytest.mark.parametrize(("before", "title"), [(6, 1), (7, 0)])
def test_seven_parts_of_a_windows_name_are_looked_at(before: int, title: int) -> None:
    window = " | ".join([*["x"] * before, TITLE, "y", "z", "z"])
    assert _title(_chrome(window, TITLE)) == title


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Why street lights | Example Trust", "Why street lights"),
        ("Why lights | Example Trust", "Why lights | Example Trust"),
        ("Why street lights | The Trust of the Town", "Why street lights"),
        (
            "Why street lights | The Trust of the Old Town",
            "Why street lights | The Trust of the Old Town",
        ),
        ("Why street lights | News | Example Trust", "Why street lights"),
    ],
)
def test_the_name_of_a_site_is_short(first: str, title: str) -> None:
    assert first[: without_site(first, [first, "Home"])] == title


@pytest.mark.parametrize(
    ("below", "points", "found"),
    [
        (_words(7), 0, False),
        (_words(8), 0, True),
        (_words(45), 0, True),
        (_words(46), 0, False),
        (_words(8), -2500, True),
        (_words(8), -2501, False),
        (f"3 {_words(8)}", 0, False),
        (f"newsletter {_words(8)}", 0, False),
        ("Subscribe to our newsletter and get our posts by email", 0, False),
    ],
)
def test_what_a_standfirst_is(below: str, points: int, found: bool) -> None:
    verdicts = [CHROME, Verdict(text=False, score=points), TEXT]
    assert (standfirst_of([TITLE, below, BODY], verdicts, 0) == 1) == found
    assert standfirst_of([TITLE, below], [CHROME, TEXT], 0) is None
    assert standfirst_of([TITLE], [CHROME], 0) is None


@pytest.mark.parametrize(
    ("texts", "beside"),
    [
        (["Text:", "• a", "• b", "c", "• d"], {1, 2}),
        (["Text.", "• a"], set()),
        (["Text.", "Endnotes", "1. a", "2. b", "4. c"], {1, 2, 3}),
        (["Text.", "Endnotes", "2. b"], set()),
        (["Text.", "Contact ann@example.org", "Home", "Tel. 0123 456"], {1}),
    ],
)
def test_what_belongs_to_a_text_by_its_form(texts: list[str], beside: set[int]) -> None:
    verdicts = [TEXT, *[CHROME] * (len(texts) - 1)]
    assert beside_text(texts, verdicts, None) == beside
    assert beside_text(texts, [CHROME] * len(texts), None) == set()


@pytest.mark.parametrize(
    ("texts", "beside"),
    [
        ([TITLE, "By Ann Smith", "Menu", "Text"], {1}),
        ([TITLE, "Ann went by", "Menu", "Text"], set()),
        (["By Ann Smith", TITLE, "Menu", "Text"], set()),
    ],
)
def test_bylines_stand_between_title_and_text(texts: list[str], beside: set[int]) -> None:
    verdicts = [*[CHROME] * 3, TEXT]
    assert beside_text(texts, verdicts, texts.index(TITLE)) == beside


# --- paragraphs of wrapped dumps ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "paragraphs"),
    [
        # lines as full as seven in ten of the widest, of a text whose lines go on in small letters
        (["a" * 50, "b" * 35, "c" * 34, "d", "e"], 3),
        (["a" * 50, "B" * 35, "C" * 34, "D", "E"], 5),
        (["a" * 28, "b" * 28, "c" * 28, "d" * 28, "e"], 5),
        (["a" * 29, "b" * 29, "c" * 29, "d" * 29, "e"], 1),
        (["a" * 50, "b" * 50, "c" * 50, "d" * 50], 4),
        (["a" * 50, "b" * 50, "", "c" * 50, "d" * 50, "e" * 50, "f"], 2),
        (["a" * 50, "home", "c" * 50, "d" * 50, "e" * 50, "f"], 3),
    ],
)
def test_lines_of_a_wrapped_paragraph(texts: list[str], paragraphs: int) -> None:
    found = paragraphs_of(texts)
    assert len(found) == paragraphs
    assert [n for one in found for n in range(one.start, one.end)] == [
        n for n, text in enumerate(texts) if text
    ]
