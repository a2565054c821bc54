"""Authors and day of publication that a dump prints near its title."""

import pytest

from briefing_ingest.model import LineRole
from briefing_ingest.structure.dump_byline import facts_near_title
from witnesses import lines_of

TITLE = "Why street lights matter"
PROSE = (
    "The lamps of the town stand in every street of it, and what they cost is a matter that the "
    "council has to " * 2
)


def _facts(near: str, *, above: str = "") -> dict[str, list[str]]:
    text = f"{above}\n{TITLE}\n{near}\n{PROSE}\nBy Late Comer, 1 May 2021\n"
    lines = tuple(
        line._replace(role=LineRole.TITLE) if TITLE in line.text else line
        for line in lines_of(text)
    )
    found: dict[str, list[str]] = {}
    for fact in facts_near_title(lines, text):
        found.setdefault(fact.name, []).append(fact.value)
    return found


@pytest.mark.parametrize(
    ("near", "authors"),
    [
        ("By Ann Smith", ["Ann Smith"]),
        ("Written by Ann Smith and Jo O’Neill | 4 min read", ["Ann Smith", "Jo O’Neill"]),
        ("12 March 2020 by Ann van Dyk", ["Ann van Dyk"]),
        ("By\nAnn Smith", ["Ann Smith"]),
        ("Author: Dr Ann Smith", ["Dr Ann Smith"]),
        ("By Editorial Team", []),
        ("By Sunday Morning", []),
        ("Reviewed by Ann Smith", []),
        ("By the time it ended", []),
        ("Ann Smith", []),
    ],
)
def test_authors(near: str, authors: list[str]) -> None:
    assert _facts(near).get("author", []) == authors


@pytest.mark.parametrize(
    ("near", "days"),
    [
        ("12 March 2020", ["2020-03-12"]),
        ("Published on March 12th, 2020 in News", ["2020-03-12"]),
        ("2020-03-12", ["2020-03-12"]),
        ("Published 12 March 2020 · Updated 1 May 2021", ["2020-03-12"]),
        ("Published\n12 March 2020\nUpdated\n1 May 2021", ["2020-03-12"]),
        ("Last updated 1 May 2021", []),
        ("12 March 2020\n1 May 2021", []),
        ("31 February 2020", []),
        ("The lamps were put up on 12 March 2020 by the council and its men.", []),
        ("03/12/2020", []),
    ],
)
def test_days(near: str, days: list[str]) -> None:
    assert _facts(near).get("published", []) == days


def test_where_it_was_found_is_said() -> None:
    lines = tuple(
        line._replace(role=LineRole.TITLE if not i else LineRole.UNKNOWN)
        for i, line in enumerate(lines_of(f"{TITLE}\nBy Ann Smith\n"))
    )
    assert [fact.where for fact in facts_near_title(lines, f"{TITLE}\nBy Ann Smith\n")] == [
        "line 2 of the text, near the title"
    ]


def test_without_a_title_nothing_is_near_it() -> None:
    assert facts_near_title(lines_of("By Ann Smith\n12 March 2020\n"), "") == ()
