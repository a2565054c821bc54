"""What a tagged PDF says of its own text, and when it is believed."""

from __future__ import annotations

import pytest

from benchmarks.pdf_checks import prose
from benchmarks.pdf_tagged import Part, read, tagged_pdf
from briefing_ingest.extract import extract
from briefing_ingest.extract.pdf.page.tags import tag_of
from briefing_ingest.model import Source, Witness

TITLES = ("Who was asked", "What they said", "What it cost", "What comes next")


def parts(*, heading: str, text: str, bold: bool = True) -> list[Part]:
    """Sections whose headings and paragraphs have these tags."""
    found = []
    for number, title in enumerate(TITLES):
        found.append(Part(heading, title, 10, bold=bold))
        found.extend(Part(text, prose(10 * number + n)) for n in range(3))
    return found


def headings(witness: Witness) -> list[str]:
    return [
        " ".join(block.text.split())
        for block in witness.blocks
        if block.kind in {"title", "heading"}
    ]


def test_lines_say_what_the_tree_calls_them() -> None:
    content = tagged_pdf(
        [Part("H1", "One"), Part("P", "Two"), Part("", "Three"), Part("Artifact", "Four")]
    )
    lines = extract(Source("a", "a.pdf"), content).lines
    assert [(line.text.strip(), line.tag) for line in lines] == [
        ("One", "H1"),
        ("Two", "P"),
        ("Three", ""),
        ("Four", "Artifact"),
    ]


@pytest.mark.parametrize(
    ("path", "tag"),
    [
        ("", ""),
        ("Artifact", "Artifact"),
        ("Document/Sect/H3/Span", "H3"),
        ("Document/Table/TR/TD/H2", "TD"),
        ("Document/Table/TR/TH/P", "TH"),
        ("Document/TOC/TOCI/Reference/Link", "TOC"),
        ("Document/Figure/Caption", "Caption"),
        ("Document/L/LI/LBody", "LI"),
        ("Document/Sect/Span", "P"),
    ],
)
def test_of_the_elements_around_a_text_the_telling_one_counts(path: str, tag: str) -> None:
    assert tag_of(path) == tag


def test_a_sane_tree_finds_headings_that_no_type_tells() -> None:
    assert headings(read(tagged_pdf(parts(heading="H2", text="P", bold=False)[1:]))) == []
    mixed = [
        *parts(heading="H2", text="P"),
        Part("H3", "Plain words that head a text"),
        Part("P", prose(99)),
    ]
    assert headings(read(tagged_pdf(mixed))) == [*TITLES, "Plain words that head a text"]


def test_a_sane_tree_says_what_is_no_heading() -> None:
    bold = [
        *parts(heading="H2", text="P"),
        Part("P", "Bold words alone", bold=True),
        Part("P", prose(99)),
    ]
    assert headings(read(tagged_pdf(bold))) == list(TITLES)
    untold = [part._replace(tag="P") for part in bold]
    assert headings(read(tagged_pdf(untold))) == [*TITLES, "Bold words alone"]


@pytest.mark.parametrize(
    ("heading", "text"), [("H1", "H1"), ("H1", ""), ("H1", "Artifact"), ("P", "H1"), ("", "")]
)
def test_a_tree_that_cannot_be_right_is_left_aside(heading: str, text: str) -> None:
    assert headings(read(tagged_pdf(parts(heading=heading, text=text)))) == list(TITLES)


def test_levels_are_those_of_the_tree() -> None:
    levels = {
        "Who was asked": "H1",
        "What they said": "H2",
        "What it cost": "H3",
        "What comes next": "H1",
    }
    given = [
        part._replace(tag=levels.get(part.text, "P")) for part in parts(heading="H1", text="P")
    ]
    first = [Part("Title", "A report on trust", 20, bold=True)]
    witness = read(tagged_pdf([*first, *given]))
    assert [(b.text.strip(), b.level) for b in witness.blocks if b.kind == "heading"] == [
        ("Who was asked", 1),
        ("What they said", 2),
        ("What it cost", 3),
        ("What comes next", 1),
    ]


def test_artifacts_at_the_edge_of_a_page_leave_the_text() -> None:
    furniture = [
        Part("Artifact", "Seen by nobody else", y=800),
        Part("Artifact", "Set on one page", y=30),
    ]
    witness = read(tagged_pdf(parts(heading="H1", text="P")[:3], furniture=furniture))
    assert {item.reason for item in witness.furniture} == {"artifact"}
    text = " ".join(block.text for block in witness.blocks)
    assert "Seen by nobody" not in text
    assert "Set on one page" not in text


def test_where_all_is_artifact_nothing_is_lost() -> None:
    witness = read(tagged_pdf(parts(heading="H1", text="Artifact")))
    assert "in part 51." in " ".join(" ".join(block.text.split()) for block in witness.blocks)


def test_the_largest_type_of_the_first_page_is_a_title_whatever_its_tag() -> None:
    named = [
        Part("P", "Dark streets in small towns", 24, bold=True),
        *parts(heading="H2", text="P"),
    ]
    assert headings(read(tagged_pdf(named))) == ["Dark streets in small towns", *TITLES]
