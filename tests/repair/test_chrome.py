"""Site chrome in text dumps."""

import textwrap
import time
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_ingest.english.site_furniture import kind_of
from briefing_ingest.repair.chrome import looks_like_page, site_chrome
from briefing_ingest.repair.chrome.features import statements
from briefing_ingest.repair.chrome.title_and_byline import title_of, without_site
from briefing_ingest.repair.chrome.verdict import CHANGE, Verdict, best_path, trained_weights
from witnesses import lines_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Share This Post", "share buttons"),
        ("Facebook Twitter LinkedIn", "share buttons"),
        ("Related articles", "related posts"),
        ("You may also like", "related posts"),
        ("Leave a Reply", "reply form"),
        ("3 Comments", "reply form"),
        ("Your email address will not be published. Required fields are marked *", "reply form"),
        ("This blog is sponsored by Acme Data", "sponsor"),
        ("Get every new post by email for free", "newsletter"),
        ("Subscribe to our newsletter", "newsletter"),
        ("We use necessary cookies to make our site work.", "cookie notice"),
        ("Skip to main content", "navigation"),
        ("© 2019 The Example Trust", "copyright line"),
    ],
)
def test_what_chrome_says(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Share of the vote by region",
        "Related work has shown that restorative justice reduces reoffending in several studies.",
        "The police comment on every case in which force was used.",
        "Supporting victims of crime",
        "Searching people in the street undermines trust.",
        "People leave home because of violence.",
    ],
)
def test_what_an_article_says(text: str) -> None:
    assert kind_of(text) is None


PROSE = """Residents who were asked about street lights last spring said that the lights matter more to them than most \
of the other things that the council pays for, and that they had never been asked before.
The council has promised to renew all of the lamps by the end of the year. It has set money aside for the work, \
although nobody can say yet whether the sum will be enough for the streets behind the station.
Many of the old lamps were put up in the sixties, when nobody thought about what they would cost to run. They burn \
all night, and they light the sky and the bedrooms more than they light the pavement.
“We have waited for this for twenty years,” said Ann Smith, who lives in one of the darkest streets of the town. “My \
daughter does not walk home alone in winter, and I do not blame her for that.”
The new lamps will need a third of the power. They can be dimmed after midnight, and they tell the depot when they \
fail, so that nobody has to drive around and look for them.
Whether they make the streets safer is another question, and the studies that we have do not agree about it. What \
they do agree about is that people feel safer, and that they go out more often when they do.
"""
PAGE = f"""Skip to main content
Home
News
About us

Why street lights matter to residents

Share this post

{PROSE}
Related posts
Five things to know about the budget
A new bridge

Leave a Reply
Your email address will not be published. Required fields are marked *
Our cutting-edge approach is underpinned by rigour.

© 2019 The Example Trust
Privacy policy
"""


def _roles(text: str) -> dict[str, str]:
    return {
        line.text.strip(): line.reason or line.role
        for line in site_chrome(lines_of(text))
        if line.text.strip()
    }


def test_of_a_page_the_title_and_the_text_stay() -> None:
    roles = _roles(PAGE)
    assert [text for text, role in roles.items() if not role] == PROSE.splitlines()
    assert [text for text, role in roles.items() if role == "title"] == [
        "Why street lights matter to residents"
    ]


@pytest.mark.parametrize(
    "kept",
    [
        "They named two places:\n• the station\n• the park",
        "Endnotes\n1. www.example.org/lights\n2. Smith, J. (2019) Light.",
        "You can email Ann on\nPlease contact ann@example.org",
    ],
    ids=["a list that is announced", "notes", "contacts"],
)
def test_what_belongs_to_the_text_by_its_form_stays(kept: str) -> None:
    roles = _roles(PAGE.replace(PROSE, f"{PROSE}{kept}\n\n"))
    assert [text for text, role in roles.items() if not role] == [
        *PROSE.splitlines(),
        *kept.splitlines(),
    ]


def test_bylines_and_standfirst_stay_between_title_and_text() -> None:
    title, byline = (
        "Why street lights matter to residents",
        "This is a guest post by Ann Smith, Example Trust",
    )
    standfirst = "The Example Trust explains what dark streets do to residents of a town."
    roles = _roles(
        PAGE.replace(title, f"{title}\n{standfirst}").replace(
            "Share this post", f"{byline}\nShare this post"
        )
    )
    assert (roles[title], roles[standfirst], roles[byline]) == ("title", "subtitle", "")


def test_a_title_stands_above_the_text_not_in_it() -> None:
    kept = [Verdict(text=True, score=900)] * 8
    texts = (
        ["Rank Town Lamps"]
        + [f"{i} Town number {i} lamps" for i in range(6)]
        + ["The town has lamps in it"]
    )
    below = ["Town lamps", "The lamps of the town are counted by the town each year, lamp by lamp"]
    assert title_of([*texts, *below], [*kept, Verdict(text=False, score=0), kept[0]]) not in (8, 9)


WHY = "Why street lights matter"


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (
            [
                "Lamps and streets | Example Trust",
                "Home",
                "Street lamps",
                "Lamps and streets",
                "Streets",
            ],
            3,
        ),
        (
            [
                "Lamps and the streets of the town - Example Trust",
                "Home",
                "Lamps of the streets of a town",
                "Lamps",
            ],
            2,
        ),
        (["What the town's street lamps cost | Example Trust", "Home", "Menu", "Lamps"], 0),
        (["Home", "Street", "What the lamps of the street cost", "Lamps", "Town"], 2),
        (
            [
                "Lamps and streets | The Example Trust",
                "The Example Trust",
                "Lamps and streets",
                "Town",
            ],
            2,
        ),
        (["Home", "Lamps", "Town"], None),
    ],
    ids=[
        "as the window",
        "nearly",
        "only the window",
        "no window's name",
        "not the site's name",
        "entries of menus",
    ],
)
def test_which_line_is_the_title(above: list[str], title: int | None) -> None:
    body = [
        "The lamps of the town stand in every street of it, and what they cost is a matter of the "
        "Example Trust."
    ] * 3
    verdicts = [Verdict(text=False, score=-900)] * len(above) + [
        Verdict(text=True, score=900)
    ] * len(body)
    assert title_of([*above, *body], verdicts) == title


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Why street lights matter | Example Trust", "Why street lights matter"),
        ("Why street lights matter - Example Trust", "Why street lights matter"),
        ("Why street lights matter - a reply", "Why street lights matter - a reply"),
        ("Lights | Example Trust", "Lights | Example Trust"),
    ],
    ids=[
        "behind a bar",
        "a name that a line says",
        "a part of the title",
        "too short to be a title",
    ],
)
def test_the_name_of_a_site_is_no_part_of_the_title(first: str, title: str) -> None:
    assert first[: without_site(first, [first, "Home", "Example Trust"])] == title


def test_the_name_of_the_site_is_cut_and_traced() -> None:
    page = PAGE.replace(WHY + " to residents\n", "")
    lines = site_chrome(lines_of(f"{WHY} to residents | Example Trust\n{page}"))
    assert lines[0].role == "title"
    assert lines[0].text.strip() == f"{WHY} to residents"
    assert [piece.repairs for _, piece in lines[0].traced.cuts("site_chrome")] == [("site_chrome",)]


def test_a_reason_names_the_kind_of_chrome_or_what_weighed_most() -> None:
    roles = _roles(PAGE)
    assert roles["Share this post"] == "share buttons"
    assert roles["Leave a Reply"] == "reply form"
    assert roles["A new bridge"].startswith("line of the site: ")


def test_of_a_page_that_shows_its_text_twice_the_first_stays() -> None:
    roles = [
        line.reason
        for line in site_chrome(lines_of(PAGE.replace(PROSE, PROSE * 2)))
        if line.text in PROSE
    ]
    assert [role for role in roles if role] == ["stands above on the page already"] * 6


def test_a_wrapped_dump_is_judged_by_paragraphs() -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, 64) for paragraph in PROSE.splitlines())
    roles = _roles(PAGE.replace(PROSE, wrapped + "\n"))
    assert [text for text, role in roles.items() if not role] == [
        line for line in wrapped.splitlines() if line
    ]


def test_of_a_page_without_an_article_all_stays() -> None:
    assert not any(_roles("Home\nMenu\nSearch\nShare\n").values())


def test_one_line_of_chrome_is_enough_among_menus() -> None:
    menus = [f"Service {i}" for i in range(40)]
    assert looks_like_page(["Skip to content", *menus, *PROSE.splitlines()])
    assert not looks_like_page([*menus, *PROSE.splitlines()])


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        f"Home\n{PROSE}",
        f"{PROSE}© 2019 The Example Trust\nAll rights reserved.\n",
        "\n\n",
        "",
    ],
    ids=["prose", "one suspicious line", "copyright lines", "blank", "empty"],
)
def test_a_text_that_is_no_page_loses_nothing(text: str) -> None:
    assert not any(_roles(text).values())


@pytest.mark.parametrize("name", ["000_72a7f22e1c4e9d82.txt", "001_6a21c3c9df8380a3.txt"])
def test_a_briefing_is_no_page(name: str) -> None:
    text = (Path(__file__).parents[2] / "seeds" / name).read_text(encoding="utf-8")
    assert not looks_like_page(text.splitlines())


@pytest.mark.parametrize(
    "text",
    [
        "Home\nMenu\n" + "\n" * 100_000,
        "Home\nMenu\n" + "word " * 1_000_000,
        "Home\nMenu\n" * 30_000,
        "Home\nMenu\n\x00\x00\x00\n",
    ],
    ids=["blank lines", "one long line", "many lines", "NULs"],
)
def test_bad_input_takes_no_long_time(text: str) -> None:
    lines = lines_of(text)
    start = time.process_time()
    assert len(site_chrome(lines)) == len(lines)
    assert time.process_time() - start < 3


@given(st.lists(st.tuples(st.integers(-9000, 9000), st.integers(1, 40)), max_size=9))
def test_the_path_is_the_best_of_all(items: list[tuple[int, int]]) -> None:
    scores, sizes = [score for score, _ in items], [size for _, size in items]

    def value(path: tuple[bool, ...]) -> int:
        gained = sum(
            score * size for score, size, text in zip(scores, sizes, path, strict=True) if text
        )
        return gained - CHANGE * sum(a != b for a, b in pairwise(path))

    best = max(value(path) for path in product((False, True), repeat=len(items)))
    assert value(tuple(best_path(scores, sizes))) == best


def test_weights_are_whole_numbers_and_none_is_for_nothing() -> None:
    weights = trained_weights()
    assert all(isinstance(weight, int) for values in weights.values() for weight in values.values())
    families = {
        family for row in statements(PAGE.split(), [0] * len(PAGE.split())) for family, _ in row
    }
    assert families - {"+1", "-1", "+2", "-2"} <= set(weights)
