"""Authors and the day of publication as a page prints them near its title, weighed against what its
head says."""

from __future__ import annotations

import pytest

from briefing_ingest.english.bylines import names_at
from briefing_ingest.english.dates import days_in, is_of_change
from briefing_ingest.extract.html.read import extract_html
from briefing_ingest.model import Source

HEAD = '<title>Why lights matter</title><meta property="og:site_name" content="Acme">'


def facts(head: str, body: str, name: str) -> list[str]:
    markup = (
        f"<html lang=en><head>{HEAD}{head}</head><body><h1>Why lights "
        f"matter</h1>{body}<p>Text.</p></body></html>"
    )
    raw = extract_html(Source(id="page", path="page.html"), markup.encode())
    return [fact.value for fact in raw.facts if fact.name == name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jo Bloggs", ["Jo Bloggs"]),
        ("Jo Bloggs and Sam Smith", ["Jo Bloggs", "Sam Smith"]),
        (
            "Jo Bloggs, Ann Other and Sam van der Berg on 3 May",
            ["Jo Bloggs", "Ann Other", "Sam van der Berg"],
        ),
        ("Dr Jo Bloggs, MD, PhD | 3 min read", ["Dr Jo Bloggs"]),
        ("Jo Bloggs, Chartered Accountant", ["Jo Bloggs"]),
        ("Jo Bloggs May 3, 2020", ["Jo Bloggs"]),
        ("Jo Bloggs, Lead Adviser to the Board", ["Jo Bloggs"]),
        ("Editorial Team", []),
        ("means of a new law", []),
        ("the river", []),
    ],
)
def test_names_are_known_by_their_form(text: str, names: list[str]) -> None:
    assert list(names_at(text)) == names


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        ("", "<p>By Jo Bloggs</p>", ["Jo Bloggs"]),
        ("", "<p>By <a href=/staff/jo>Jo Bloggs</a>May 3, 2020</p>", ["Jo Bloggs"]),
        ("", "<p>By Zo&euml; O&#8217;Dowd</p>", ["Zoë O’Dowd"]),
        ("<meta name=author content='Jo Bloggs, MP'>", "", ["Jo Bloggs"]),
        ("<meta name=author content='Jo Bloggs and Sam Smith'>", "", ["Jo Bloggs", "Sam Smith"]),
        ("", "<div>Written by</div><div>Jo Bloggs</div>", ["Jo Bloggs"]),
        ("", "<div><a href=/author/nightowl>NightOwl</a></div>", ["NightOwl"]),
        ("", "<div class=post__author>Jo Bloggs</div>", ["Jo Bloggs"]),
        ("", "<p>Reviewed by Jo Bloggs</p>", []),
        ("", "<p>3 May 2020 by Jo Bloggs, Lead Adviser to the Board</p>", ["Jo Bloggs"]),
        (
            "",
            f"{'<p>Some text.</p>' * 20}<p>Written by Jo Bloggs and Sam Smith</p>",
            ["Jo Bloggs", "Sam Smith"],
        ),
        (
            "",
            f"{'<p>Some text.</p>' * 20}<p>Written by Jo Bloggs</p><p>Written by Sam Smith</p>",
            [],
        ),
        ("", "<p>Jo Bloggs</p><p>Some text.</p><p>Jo Bloggs is a teacher.</p>", ["Jo Bloggs"]),
        ("", "<p>Jo Bloggs</p><p>Some text.</p><p>Jo Bloggs Square is wide.</p>", []),
        (
            "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Jo "
            "Bloggs'>",
            "",
            ["Jo Bloggs"],
        ),
        (
            "<meta name=twitter:label1 content='Time to read'><meta name=twitter:data1 content='Jo "
            "Bloggs'>",
            "",
            [],
        ),
        (
            "<meta property=og:site_name content=Acme><meta name=author content=Acme><meta "
            "name=byl content=Acme>",
            "",
            ["Acme"],
        ),
        ("<meta name=author content=q6vk2ma><meta name=byl content=q6vk2ma>", "", []),
        ("", "<p>By hook or by crook.</p>", []),
        ("<meta name=author content='Web Master'>", "<p>By Jo Bloggs</p>", ["Jo Bloggs"]),
        (
            "<meta name=author content='Jo Bloggs'>",
            "<p>By Jo Bloggs and Sam Smith</p>",
            ["Jo Bloggs", "Sam Smith"],
        ),
        (
            "<meta name=author content='Jo Bloggs'>",
            "<p>By Jo Bloggs Deputy Keeper</p>",
            ["Jo Bloggs"],
        ),
        (
            "<meta name=author content='Jo Bloggs'>",
            "<div class=author>Sam Smith</div>",
            ["Jo Bloggs"],
        ),
        ("<meta name=author content=Acme>", "", []),
        ("<meta name=author content=Acme>", "<p>By Acme</p>", ["Acme"]),
        ("<meta name=author content='Bureau of Lamps'>", "", []),
        ("<meta name=author content='jo@example.org'>", "", []),
        (
            "<meta name=author content='Lamp Group'>"
            '<script type="application/ld+json">{"@type": "Article", "author": {"name": "Lamp '
            'Group"}}</script>',
            "",
            ["Lamp Group"],
        ),
        (
            '<script type="application/ld+json">{"@type": "Article", "author":'
            '{"@type": "Person", "name": "jo bloggs"}}</script>',
            "",
            ["jo bloggs"],
        ),
    ],
)
def test_authors_are_whom_the_page_gives_out_as_such(
    head: str, body: str, authors: list[str]
) -> None:
    assert facts(head, body, "author") == authors


@pytest.mark.parametrize(
    ("text", "order", "days"),
    [
        ("3 May 2020", "", [("2020-05-03", False)]),
        ("By Jo Bloggs | May 3rd, 2020 | 4 min read", "", [("2020-05-03", False)]),
        ("le 3 août 2020", "", [("2020-08-03", False)]),
        ("3. Mai 2020", "", [("2020-05-03", False)]),
        ("2020-05-03", "", [("2020-05-03", False)]),
        ("03.05.2020", "", [("2020-05-03", False)]),
        ("13/05/2020", "", [("2020-05-13", False)]),
        ("05/13/2020", "", [("2020-05-13", False)]),
        ("03/05/2020", "", []),
        ("03/05/2020", "day first", [("2020-05-03", False)]),
        ("03/05/2020", "month first", [("2020-03-05", False)]),
        ("Updated: 3 May 2020", "", [("2020-05-03", True)]),
        ("31 February 2020", "", []),
        ("The council met on 3 May 2020 to hear what had come of its plans.", "", []),
    ],
)
def test_days_are_read_where_a_line_is_about_them(
    text: str, order: str, days: list[tuple[str, bool]]
) -> None:
    assert [(seen.day, is_of_change(seen.before)) for seen in days_in(text, order)] == days  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ("", "<p>3 May 2020</p>", ["2020-05-03"]),
        ("", "<p>Updated 3 May 2020</p>", []),
        ("<meta name=date content=2020-05-01>", "<p>3 May 2020</p>", ["2020-05-03"]),
        (
            "<meta name=date content=2020-05-01><meta property='article:modified_time' "
            "content=2020-05-03>",
            "<p>3 May 2020</p>",
            ["2020-05-01"],
        ),
        ("<meta name=date content=2020-04-01>", "<p>04/01/2020</p>", ["2020-04-01"]),
        ("", "<footer>© 2019 Acme</footer>", []),
    ],
)
def test_the_day_of_publication(head: str, body: str, day: list[str]) -> None:
    assert facts(head, body, "published")[:1] == day


def test_a_document_type_has_no_day() -> None:
    markup = (
        b'<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" '
        b'"http://www.w3.org/TR/1999/REC-html401-19991224/"><p>Text'
    )
    raw = extract_html(Source(id="page", path="page.html"), markup)
    assert not [fact for fact in raw.facts if fact.name == "published"]
