"""One byline has the same authors on a web page, in a text dump and in a PDF file, and the right
ones."""

from __future__ import annotations

import html
from dataclasses import replace
from pathlib import Path

import pytest

from briefing_ingest.english.bylines import is_person, is_placeholder, names_at, only_names
from briefing_ingest.model import MANIFEST, Fact, LineRole
from briefing_ingest.reconcile import merge
from briefing_ingest.structure.dump_byline import facts_near_title
from witnesses import lines_of, read, witness_of

TITLE = "Why the lamps went out"
PROSE = (
    "The lamps of the town stand in every street of it, and what they cost is for the council to "
    "weigh."
)
ROWS = (Path(__file__).parent / "bylines.tsv").read_text("utf-8").splitlines()
BYLINES = [
    (line, names.split("; ") if names else [])
    for line, _, names in (row.partition("\t") for row in ROWS)
]
"""Bylines and the authors they name."""


def page(byline: str) -> tuple[list[str], list[str]]:
    """The authors of a page with this byline, as its facts and as those of the work made of it."""
    body = f"<h1>{TITLE}</h1><p>{html.escape(byline)}</p>" + f"<p>{PROSE}</p>" * 3
    markup = (
        f"<html "
        f"lang=en><head><title>{TITLE}</title></head><body><article>{body}</article></body></html>"
    )
    witness = read("a.html", markup.encode())
    return [fact.value for fact in witness.facts if fact.name == "author"], list(
        merge((witness,)).authors
    )


def dump(byline: str) -> tuple[list[str], list[str]]:
    """The authors of a dump with this byline, as the facts near its title and as those of the work
    made of it."""
    text = f"{TITLE}\n\n{byline}\n\n" + f"{PROSE}\n\n" * 3
    lines = tuple(
        line._replace(role=LineRole.TITLE) if TITLE in line.text else line
        for line in lines_of(text)
    )
    facts = [fact.value for fact in facts_near_title(lines, text) if fact.name == "author"]
    return facts, list(merge((witness_of(text),)).authors)


@pytest.mark.parametrize(("byline", "authors"), BYLINES)
def test_a_page_and_a_dump_have_the_authors_that_their_byline_names(
    byline: str, authors: list[str]
) -> None:
    assert {"page": page(byline), "dump": dump(byline)} == {
        "page": (authors, authors),
        "dump": (authors, authors),
    }


def test_accents_that_are_characters_of_their_own_belong_to_their_letters() -> None:
    assert names_at("Z\u0307ofia E\u0301li") == ("Z\u0307ofia E\u0301li",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Marta Quill, MP", ("Marta Quill",)),
        ("Marta Quill and Piers Tarn", ("Marta Quill", "Piers Tarn")),
        ("Marta Quill is a writer", ()),
        ("Marta Quill on lamps", ()),
        ("Elm Trust", ()),
    ],
)
def test_a_value_that_is_names_only(text: str, names: tuple[str, ...]) -> None:
    assert only_names(text) == names


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Piers Head", True),
        ("Section Head", True),  # nothing in its form tells
        ("Deputy Head", False),
        ("Marta Press", True),
        ("Free Press", False),
        ("Young People", False),
        ("Marta Young", True),
        ("San Remo", False),
    ],
)
def test_words_that_are_surnames_only_behind_a_given_name(name: str, person: bool) -> None:
    assert is_person(name) == person


@pytest.mark.parametrize("author", ["Administrator", "anonymous", "Default User", "Elm Trust"])
def test_what_programs_write_for_an_author_is_none(author: str) -> None:
    witness = witness_of(f"{TITLE}\n\n{PROSE}\n")
    work = merge((replace(witness, facts=(Fact("author", author, "PDF Info"),)),))
    assert is_placeholder(author) == (author != "Elm Trust")
    assert work.authors == (() if is_placeholder(author) else (author,))


def test_what_the_manifest_states_is_believed() -> None:
    witness = witness_of(f"{TITLE}\n\n{PROSE}\n")
    assert merge((replace(witness, facts=(Fact("author", "anonymous", MANIFEST),)),)).authors == (
        "anonymous",
    )
