"""What is told of a web page, on both sides of the numbers that decide."""

from __future__ import annotations

from typing import Any

import pytest

from briefing_ingest.extract.html.article.gaps import left_in_gaps, pull_quotes
from briefing_ingest.extract.html.article.kind import page_findings
from briefing_ingest.extract.html.article.mask import judge
from briefing_ingest.extract.html.article.match import LineWords
from briefing_ingest.extract.html.article.parts import PageNames, companions, title_line
from briefing_ingest.extract.html.article.signs import class_kinds, line_signs
from briefing_ingest.extract.html.article.votes import Around, Votes, bucket
from briefing_ingest.extract.html.facts.byline import lines_near, printed_authors, title_place
from briefing_ingest.extract.html.facts.days import printed_days
from briefing_ingest.extract.html.facts.head import stated_facts, titles_of
from briefing_ingest.extract.html.list_items import split_items
from briefing_ingest.extract.html.page.lines import PlacedLines, placed_lines
from briefing_ingest.extract.html.page.page import parse_page
from briefing_ingest.extract.html.quotes import with_attributions
from briefing_ingest.extract.html.read import extract_html
from briefing_ingest.model import Fact, Line, LineRole, Source
from briefing_ingest.text import fold
from briefing_ingest.traced import TracedText


def _placed(markup: str) -> PlacedLines:
    return placed_lines(parse_page(markup), markup)


def _words(count: int, word: str = "lamps") -> str:
    return " ".join([word] * count)


# --- the numbers of items -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        *[(1, "i"), (3, "iii"), (4, "iv"), (5, "v"), (9, "ix"), (10, "x"), (14, "xiv")],
        *[(19, "xix"), (40, "xl"), (44, "xliv"), (50, "l"), (90, "xc"), (99, "xcix"), (100, "c")],
        *[(400, "cd"), (444, "cdxliv"), (500, "d"), (900, "cm"), (999, "cmxcix"), (1000, "m")],
        *[(1888, "mdccclxxxviii"), (3888, "mmmdccclxxxviii"), (3999, "mmmcmxcix")],
        *[(4000, "4000"), (0, "0"), (-1, "-1")],
    ],
)
def test_roman_numbers_of_items(number: int, printed: str) -> None:
    (line,) = _placed(f"<ol type=i><li value={number}>lamps</ol>").lines
    assert line.text.split()[0] == f"{printed}."


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (2**31 - 1, "2147483647."),
        (2**31, "1."),
        (2**30 + 1, "1073741825."),
        (1 - 2**31, "-2147483647."),
        (-(2**31), "1."),
    ],
)
def test_numbers_of_items_have_32_bits(number: int, printed: str) -> None:
    (line,) = _placed(f"<ol><li value={number}>lamps</ol>").lines
    assert line.text.split()[0] == printed


# --- what extractors say --------------------------------------------------------------------------


def _signs(markup: str, kept: int, count: int, index: int = 0) -> list[str]:
    """The signs of a line that one extractor kept so many hundredths of; it has ``count`` words."""
    placed = _placed(markup)
    votes = Votes(((kept,) * len(placed),), (count,) * len(placed))
    return list(line_signs(placed, votes))[index]


@pytest.mark.parametrize(
    ("count", "sign"),
    [
        *[(1, 2), (2, 3), (3, 3), (4, 4), (6, 4), (7, 5), (11, 5), (12, 6), (19, 6), (20, 7)],
        *[(39, 7), (40, 8), (79, 8), (80, 9), (500, 9)],
    ],
)
def test_the_lengths_of_lines(count: int, sign: int) -> None:
    assert f"words={sign}" in _signs("<p>Lamps", 100, count)


@pytest.mark.parametrize(
    ("linked", "sign"),
    [(0, 1), (14, 1), (15, 2), (49, 2), (50, 3), (84, 3), (85, 4), (98, 4), (99, 5), (100, 5)],
)
def test_how_much_of_a_line_is_links(linked: int, sign: int) -> None:
    (line,) = _placed("<p>Lamps").lines
    width = line.traced.raw_end - line.traced.raw_start
    placed = _placed("<p>Lamps")
    link: Any = type("Link", (), {"raw_start": 0, "raw_end": -(-linked * width // 100)})()
    line = line._replace(links=(link,) if linked else ())
    share = 100 * (link.raw_end if linked else 0) // width
    votes = Votes(((100,),), (1,))
    signs = next(line_signs(placed.with_lines([line]), votes))
    assert f"linked={bucket(share, (0, 15, 50, 85, 99))}" in signs


@pytest.mark.parametrize(
    ("little", "count", "sign"),
    [
        *[(0, 10, 1), (1, 11, 1), (1, 10, 2), (1, 6, 2), (1, 5, 3), (2, 7, 3), (3, 10, 4)],
        *[(4, 9, 4), (9, 20, 5), (1, 1, 5)],
    ],
)
def test_how_many_words_are_little_ones(little: int, count: int, sign: int) -> None:
    text = f"{_words(little, 'the')} {_words(count - little)}"
    assert f"function={sign}" in _signs(f"<p>{text}", 100, count)


@pytest.mark.parametrize(("count", "repeated"), [(8, True), (9, False)])
def test_short_lines_that_stand_twice_are_repeated(count: int, repeated: bool) -> None:
    assert ("repeated" in _signs("<p>Lamps<p>Lamps", 100, count)) == repeated
    assert "repeated" not in _signs("<p>Lamps<p>Towns", 100, count)


@pytest.mark.parametrize(
    ("markup", "sign"),
    [
        ("<p>Lamps.", "ends=."),
        ("<p>Lamps.”", "ends=."),
        ("<p>Lamps", "ends=none"),
        ("<p>LAMPS", "begins=shouting"),
        ("<p>“Lamps", "begins=capital"),
        ("<p>lamps", "begins=small"),
        ("<p>7 lamps", "begins=digit"),
        ("<p>7 lamps", "digits"),
        ("<p>— lamps", "begins=other"),
        ("<p>Lamps | Towns", "bars"),
        ("<p>Lamps<sup>1</sup>", "raised"),
        ("<blockquote><p>Lamps</blockquote>", "quoted"),
        ("<div>Lamps</div>", "tag=none"),
        ("<article><div>Lamps</div></article>", "tag=div in article"),
        ("<p class=photo-caption>Lamps", "near:caption"),
        ("<div class=sidebar><div><div><div><p>Lamps", "far:related"),
        ("<div class=sidebar><div><p>Lamps", "near:related"),
        ("<title>Lamps</title><p>Lamps", "title"),
        ("<meta name=og:description content=Lamps><p>Lamps", "description"),
    ],
)
def test_signs_of_a_line(markup: str, sign: str) -> None:
    assert sign in _signs(markup, 100, 5)


def test_what_classes_call_an_element() -> None:
    assert class_kinds({}) == frozenset()
    assert class_kinds({"class": "articleBody"}) == {"body"}
    assert class_kinds({"id": "share-tools"}) == {"share"}


@pytest.mark.parametrize(("kept", "pattern"), [(50, "0"), (51, "1")])
def test_an_extractor_kept_more_than_half_of_a_line(kept: int, pattern: str) -> None:
    votes = Votes(((kept,),), (5,))
    assert (votes.pattern(0), votes.number(0)) == (pattern, int(pattern))


def _around(kept: list[int], counts: list[int]) -> Around:
    placed = _placed("<p>Lamps" * len(kept))
    return Around(placed, Votes((tuple(kept),), tuple(counts)))


@pytest.mark.parametrize(("apart", "near"), [(4, True), (5, False)])
def test_neighbours_stand_within_four_lines(apart: int, near: bool) -> None:
    before = _around([100, *[0] * apart], [9] * (apart + 1))
    behind = _around([*[0] * apart, 100], [9] * (apart + 1))
    assert (before.near_any(apart), behind.near_any(0)) == (near, near)


@pytest.mark.parametrize(
    ("kept", "others", "sign"),
    [
        *[(0, 9, 1), (19, 81, 1), (20, 80, 2), (49, 51, 2), (50, 50, 3), (79, 21, 3)],
        *[(80, 20, 4), (98, 2, 4), (99, 1, 5), (9, 0, 5)],
    ],
)
def test_how_much_of_the_words_around_was_kept(kept: int, others: int, sign: int) -> None:
    # of lines that count for fifty words at most there are two of each kind
    parts = [kept - kept // 2, kept // 2, others - others // 2, others // 2]
    around = _around([100, 100, 0, 0, 0], [*parts, 7])
    assert f"before={sign}" in around.signs(4)


def test_a_long_line_counts_for_fifty_words() -> None:
    assert "before=3" in _around([100, 0, 0], [50, 50, 1]).signs(2)
    assert "before=3" in _around([100, 0, 0], [50, 500, 1]).signs(2)
    assert "before=2" in _around([100, 0, 0], [49, 50, 1]).signs(2)
    assert "before=2" in _around([100, 0, 0], [26, 500, 1]).signs(2)


@pytest.mark.parametrize(
    ("apart", "place"),
    [(1, 1), (2, 2), (3, 2), (4, 3), (7, 3), (8, 4), (15, 4), (16, 5)],
)
def test_how_far_a_line_stands_from_what_is_trusted(apart: int, place: int) -> None:
    kept, counts = [0] * apart + [100] + [0] * apart, [1] * apart + [8] + [1] * apart
    around = _around(kept, counts)
    assert f"place=before {place}" in around.signs(0)
    assert f"place=behind {place}" in around.signs(2 * apart)
    assert "place=edge" in around.signs(apart)


def test_a_line_of_eight_words_is_trusted() -> None:
    assert "place=edge" in _around([100, 0], [8, 1]).signs(0)
    assert "place=before 2" in _around([100, 0], [7, 1]).signs(0)
    assert "place=within" in _around([100, 0, 100], [8, 1, 8]).signs(1)


@pytest.mark.parametrize(("count", "judged"), [(59, False), (60, True)])
def test_a_page_of_sixty_words_is_judged(count: int, judged: bool) -> None:
    text = "The lamps of the town were lit. " * 20
    markup = f"<html><body><article><p>{' '.join(text.split()[:count])}</p></article></body></html>"
    assert (judge(_placed(markup), markup) is not None) == judged


# --- gaps -----------------------------------------------------------------------------------------


def _gaps(markup: str, *kept: int, agreed: tuple[int, ...] = ()) -> set[int]:
    return set(left_in_gaps(_placed(markup), kept=frozenset(kept), agreed=frozenset(agreed)))


LIST = "<ul>" + "<li>Lamps" * 5 + "</ul>"


def test_what_is_left_in_gaps() -> None:
    # of a list two items are kept, and three in five
    assert _gaps(LIST, 0, 1, 2) == {3, 4}
    assert _gaps(LIST, 0, 1) == set()
    assert _gaps("<ul><li>Lamps<li>Towns</ul>", 0) == set()
    assert _gaps("<ul><li>Lamps<li>Towns<li>Ships</ul>", 0, 1) == {2}


@pytest.mark.parametrize(("words", "taken"), [(30, True), (31, False)])
def test_a_heading_between_kept_lines_has_thirty_words(words: int, taken: bool) -> None:
    assert bool(_gaps(f"<p>Lamps<h2>{_words(words)}</h2><p>Towns", 0, 2)) == taken


@pytest.mark.parametrize(
    ("text", "taken"),
    [(f"{_words(20)}.", True), (f"{_words(19)}.", False), (_words(20), False)],
)
def test_prose_beside_what_is_kept_has_twenty_words(text: str, taken: bool) -> None:
    assert bool(_gaps(f"<p>Lamps<p>{text}", 0, agreed=(1,))) == taken


@pytest.mark.parametrize(("between", "taken"), [(4, True), (5, False)])
def test_a_quote_stands_within_five_lines_of_what_is_kept(between: int, taken: bool) -> None:
    markup = f"<div><p>Lamps{'<p>Towns' * between}<blockquote><p>Ships</blockquote><p>Lamps</div>"
    found = _gaps(markup, 0, between + 2)
    assert (between + 1 in found) == taken


@pytest.mark.parametrize(
    ("said", "pulled"),
    [("one two three four five six", True), ("one two three four five", False)],
)
def test_a_pull_quote_has_six_words(said: str, pulled: bool) -> None:
    markup = f"<p>So one two three four five six of them.<blockquote>{said}</blockquote>"
    assert bool(pull_quotes(_placed(markup), frozenset({0, 1}))) == pulled


# --- the kind of a page ---------------------------------------------------------------------------


def _kind(markup: str, title: str = "") -> str:
    page, lines = parse_page(markup), _placed(markup).lines
    facts = [Fact("title", title, "title")] if title else []
    found = page_findings(page, lines, facts, Source("a", "a.html"))
    return found[0].cause if found else ""


@pytest.mark.parametrize(
    ("markup", "title", "kind"),
    [
        (f"<p>{_words(39)}", "Page not found", "error"),
        (f"<p>{_words(40)}", "Page not found", ""),
        (f"<p>404: page not found {_words(144)}", "Page not found", "error"),
        (f"<p>404: page not found {_words(146)}", "Page not found", ""),
        (f"<script></script><p>{_words(19)}", "", "scripts"),
        (f"<script></script><p>{_words(20)}", "", ""),
        (f"<p>{_words(19)}", "", ""),
        (f"<p>Please enable JavaScript<p>{_words(39)}", "", "scripts"),
        (f"<p>Please enable JavaScript<p>{_words(40)}", "", ""),
    ],
)
def test_pages_that_are_no_article(markup: str, title: str, kind: str) -> None:
    assert kind in _kind(markup, title)
    assert bool(kind) == bool(_kind(markup, title))


@pytest.mark.parametrize(("teasers", "kind"), [(3, "list of posts"), (2, "")])
def test_a_list_that_calls_itself_one_has_three_teasers(teasers: int, kind: str) -> None:
    posts = "".join(f"<h2><a href=/{n}>Post {n}</a></h2><p>Lamps." for n in range(teasers))
    found = _kind(f"<h1>Category: Policing</h1>{posts}", "Category: Policing")
    assert kind in found
    assert bool(kind) == bool(found)


@pytest.mark.parametrize(("inside", "chrome"), [(50, True), (51, False)])
def test_a_part_that_holds_most_of_a_page_is_no_sidebar(inside: int, chrome: bool) -> None:
    markup = f"<html><body><div class=sidebar>{'x' * inside}</div><p>{'y' * (100 - inside)}"
    assert (_placed(markup).lines[0].role == LineRole.CHROME) == chrome


# --- copies ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "own", "copy"),
    [
        (30, 30, 0, True),  # of sixty words
        (30, 29, 0, False),
        (60, 0, 0, False),  # of two other lines, or it stands there twice
        # 50 and 48 of its 58 runs of three words stand in those
        (30, 24, 6, True),
        (30, 22, 8, False),
    ],
)
def test_what_is_a_copy_of_other_lines(first: int, second: int, own: int, copy: bool) -> None:
    parts = [
        [f"{name}{n}" for n in range(size)]
        for name, size in zip("abc", (first, second, own), strict=True)
    ]
    lines = [
        " ".join(parts[0]),
        " ".join(parts[1]),
        " ".join(word for part in parts for word in part),
    ]
    found = LineWords.of(lines).copies_of_others(frozenset(range(3)))
    assert (2 in found) == copy


# --- title and byline -----------------------------------------------------------------------------


def test_which_lines_are_near_a_title() -> None:
    markup = "<p>Above" * 6 + "<h1>Why lamps</h1>" + "<nav>Menu</nav>" * 3 + "<p>Below" * 9
    placed = _placed(markup)
    assert list(lines_near(placed, 6, above=4, below=8)) == [
        *[7, 8, 10, 11, 12, 13, 14],
        5,
        4,
        3,
        2,
    ]


@pytest.mark.parametrize(
    ("below", "above", "found"),
    [(7, None, True), (8, None, False), (None, 3, True), (None, 4, False)],
)
def test_bylines_stand_near_the_title(below: int | None, above: int | None, found: bool) -> None:
    lines = ["<h1>Why lamps</h1>"]
    if below is not None:
        lines += [*["<p>Lamps"] * below, "<p>By Ann Smith"]
    if above is not None:
        lines = ["<p>By Ann Smith", *["<p>Lamps"] * above, *lines]
    placed = _placed("".join(lines))
    title = next(i for i, line in enumerate(placed.lines) if line.role == "heading")
    assert bool(printed_authors(placed, title)) == found


@pytest.mark.parametrize(
    ("below", "above", "found"),
    [(7, None, True), (8, None, False), (None, 2, True), (None, 3, False)],
)
def test_days_stand_near_the_title(below: int | None, above: int | None, found: bool) -> None:
    lines = ["<h1>Why lamps</h1>"]
    if below is not None:
        lines += [*["<p>Lamps"] * below, "<p>3 May 2020"]
    if above is not None:
        lines = ["<p>3 May 2020", *["<p>Lamps"] * above, *lines]
    placed = _placed("".join(lines))
    title = next(i for i, line in enumerate(placed.lines) if line.role == "heading")
    assert bool(list(printed_days((), placed, title))) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [("3 May 2020" + " " + "x" * 17, False), ("3 May 2020" + " " + "x" * 19, True)],
)
def test_a_short_line_is_what_the_one_before_labels(line: str, found: bool) -> None:
    placed = _placed(f"<h1>Why lamps</h1><p>Last updated<p>{line}")
    assert bool(list(printed_days((), placed, 0))) == found


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (f"<h1>Lamps</h1><p>By Ann Smith, {_words(37)}", True),
        (f"<h1>Lamps</h1><p>By Ann Smith, {_words(38)}", False),
        ("<h1>Lamps</h1><p>Lamps<p>Lamps<p>Ann Smith<p>Ann Smith is a writer.", True),
        ("<h1>Lamps</h1><p>Lamps<p>Lamps<p>Lamps<p>Ann Smith<p>Ann Smith is a writer.", False),
        ("<h1>Lamps</h1><div class=byline><div><div>Ann Smith</div></div></div>", True),
        ("<h1>Lamps</h1><div class=byline><div><div><div>Ann Smith</div></div></div></div>", False),
    ],
)
def test_what_a_byline_is(markup: str, found: bool) -> None:
    assert bool(printed_authors(_placed(markup), 0)) == found


@pytest.mark.parametrize(
    ("heading", "place"), [("Lamps of the", 1), ("Lamps of th", None), ("Lamps of the town", 1)]
)
def test_a_heading_of_twelve_characters_begins_the_title(heading: str, place: int | None) -> None:
    stated = [Fact("title", "Lamps of the town", "title")]
    lines = _placed(f"<h2>Home</h2><h2>{heading}</h2>").lines
    assert title_place(lines, stated) == place
    called = PageNames((fold("Lamps of the town"),), (), ())
    assert title_line(lines, called, 1) == place


@pytest.mark.parametrize(("text", "place"), [("One two three four", 0), ("One two three", None)])
def test_a_line_that_says_the_title_has_four_words(text: str, place: int | None) -> None:
    lines = _placed(f"<p>{text}<p>Lamps").lines
    assert title_line(lines, PageNames((text.lower(),), (), ()), 1) == place


def _roles(markup: str, *kept: int, title: int | None = 0, author: str = "") -> dict[int, str]:
    called = PageNames((), (author,) if author else (), ())
    return dict(companions(_placed(markup), called, kept=frozenset(kept), title=title))


@pytest.mark.parametrize(
    ("line", "role"),
    [
        (f"By Ann Smith {_words(22)}", "byline"),
        (f"By Ann Smith {_words(23)}", None),
        ("By Ann Smith.", None),
        (f"{_words(2)} ann smith", "byline"),
        (_words(4), None),
    ],
)
def test_bylines_between_title_and_text(line: str, role: str | None) -> None:
    found = _roles(f"<h1>Why</h1><p>{line}<p>Text", 2, author="ann smith")
    assert found.get(1) == role


@pytest.mark.parametrize(
    ("words", "below", "role"),
    [(5, 0, "subtitle"), (4, 0, None), (5, 3, "subtitle"), (5, 4, None)],
)
def test_standfirsts_stand_within_four_lines_of_the_title(
    words: int, below: int, role: str | None
) -> None:
    markup = f"<h1>Why</h1>{'<p>Text' * below}<p class=standfirst>{_words(words)}<p>Text"
    kept = range(1, below + 3) if below else [below + 2]
    assert _roles(markup, *kept).get(below + 1) == role


@pytest.mark.parametrize(("words", "role"), [(90, "caption"), (91, None)])
def test_a_caption_has_ninety_words(words: int, role: str | None) -> None:
    markup = f"<p>Text<figure><figcaption>{_words(words)}</figcaption></figure><p>Text"
    assert _roles(markup, 0, 2, title=None).get(1) == role


@pytest.mark.parametrize(
    ("title", "shorter"),
    [
        ("Why lamps matter | The Trust of Kent", "Why lamps matter"),
        ("Why lamps matter | The Trust of all Kent", None),
        ("Why lamps | Kent", None),
    ],
)
def test_the_site_behind_a_title_has_four_words(title: str, shorter: str | None) -> None:
    found = titles_of([Fact("title", title, "title")], None)[0].value
    assert found == (shorter or title)


@pytest.mark.parametrize(("authors", "found"), [(20, 20), (21, 20)])
def test_a_page_has_twenty_bylines(authors: int, found: int) -> None:
    names = [f"Ann {chr(65 + n)}smith" for n in range(authors)]
    markup = "".join(f"<p class=byline>{name}</p>" for name in names)
    facts = stated_facts(parse_page(markup), markup)
    assert sum(fact.name == "author" for fact in facts) == found


# --- quotes and lists -----------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "named"), [(30, True), (31, False)])
def test_who_a_quote_is_from_takes_thirty_words(words: int, named: bool) -> None:
    markup = f"<blockquote><p>Lamps.<p>— {_words(words - 1)}</blockquote>"
    roles = [line.role for line in with_attributions(_placed(markup))]
    assert (roles[1] == LineRole.ATTRIBUTION) == named


@pytest.mark.parametrize(("between", "named"), [(2, True), (3, False)])
def test_a_quote_ends_within_three_lines_of_its_attribution(between: int, named: bool) -> None:
    menus = "<nav>Menu</nav>" * between
    markup = f"<div><blockquote>Lamps.</blockquote>{menus}<p>— Ann Smith</div>"
    roles = [line.role for line in with_attributions(_placed(markup))]
    assert (roles[-1] == LineRole.ATTRIBUTION) == named


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1. Lamps\n2. Towns\n", 2),
        ("1. Lamps\n3. Towns\n", 1),
        ("1. Lamps\nTowns\n", 1),
        ("• Lamps\n• Towns\n", 2),
        ("- Lamps\n- Towns\n", 1),
        ("- Lamps\n- Towns\n- Ships\n", 3),
        ("So:\n1. Lamps\n2. Towns\nand so on\n", 4),
    ],
)
def test_lists_set_as_lines_of_a_paragraph(text: str, parts: int) -> None:
    line = Line(TracedText.copied(text, 0), 1, 1)
    assert len(list(split_items(line))) == parts


# --- encodings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("at", "read"), [(4000, "cafă"), (4200, "cafã")])
def test_a_page_declares_its_encoding_within_4096_bytes(at: int, read: str) -> None:
    markup = f"<!--{'x' * (at - 40)}--><meta charset=iso-8859-2><p>cafă".encode("iso-8859-2")
    assert extract_html(Source("a", "a.html"), markup).lines[0].text.strip() == read
