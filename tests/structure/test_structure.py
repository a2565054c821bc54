"""Lines to blocks."""

import pytest

from briefing_ingest.structure import structure
from briefing_ingest.structure.kinds import special_kind
from witnesses import raw_of, texts, witness_of

REPORT = """Safer Streets, Stronger Towns

Ideas for councils in 2021



Introduction

Councils play a crucial role in tackling crime and addressing the needs of their communities.

Lighting

Box 1: Street lights were renewed in three towns.

Guidance

Contents

Lighting

Guidance

Councils should ask residents first. They know where it is dark and where it is not.

Endnotes
- 1. www.example.org/lights
- 2. www.example.org/a-very-long-path/ that-goes/on

- 3. Smith, J. (2019) Light.

Written by: Ann Smith and Bob Jones

Thanks to: everyone who helped us.

For more information please contact ann@example.org.

Example Trust Unit 3 Mill House, 1 Long Lane, London SE11 5DP

Other Alliance 22 Short Street London SE11 5JH

Registered charity in England and Wales no. 1111111 Company limited by guarantee no. 2222222

Registered charity in England and Wales no. 3333333 Company limited by guarantee no. 4444444
"""


def test_the_kinds_of_a_report_in_order() -> None:
    witness = witness_of(REPORT)
    assert [block.kind for block in witness.blocks] == [
        *(
            "title",
            "subtitle",
            "heading",
            "paragraph",
            "heading",
            "labelled",
            "heading",
            "paragraph",
        ),
        *("byline", "acknowledgements", "contact", "imprint", "imprint", "imprint", "imprint"),
    ]
    assert witness.kind == "briefing"


def test_notes_are_numbered_and_their_heading_is_no_section() -> None:
    witness = witness_of(REPORT)
    assert [(note.number, note.text) for note in witness.notes] == [
        ("1", "www.example.org/lights"),
        ("2", "www.example.org/a-very-long-path/that-goes/on"),
        ("3", "Smith, J. (2019) Light."),
    ]
    assert "Endnotes" not in texts(witness)


def test_what_follows_the_notes_is_in_no_section() -> None:
    assert {
        block.back for block in witness_of(REPORT).blocks if block.kind in ("byline", "imprint")
    } == {True}


def test_a_list_of_short_lines_of_which_one_comes_again_stays() -> None:
    shown = [
        "What we do",
        "Street lamps",
        "Benches and bins",
        "Trees and hedges",
        "Paths in parks",
        "Bridges",
    ]
    text = "\n\n".join(
        [*shown, "The council has promised to renew all of the lamps by the end of the year."]
    )
    again = (
        "\n\nBridges\n\nThey are cut twice a year by the council's own men, in spring and autumn.\n"
    )
    witness = witness_of(f"{text}{again}")
    assert not [item for item in witness.furniture if "sidebar" in item.reason]
    assert set(shown) <= {block.text.strip() for block in witness.blocks}


def test_a_sidebar_of_headings_is_left_out_with_a_reason() -> None:
    witness = witness_of(REPORT)
    dropped = [
        witness.raw_text[f.raw_start : f.raw_end].strip()
        for f in witness.furniture
        if "sidebar" in f.reason
    ]
    assert texts(witness, "heading") == ["Introduction", "Lighting", "Guidance"]
    assert {"Contents", "Lighting"} <= set(dropped)


def test_registrations_go_behind_their_addresses() -> None:
    imprints = texts(witness_of(REPORT), "imprint")
    assert ["1111111" in text or "Example Trust" in text for text in imprints] == [
        True,
        True,
        False,
        False,
    ]


def test_every_line_is_text_or_furniture() -> None:
    witness = witness_of(REPORT)
    covered = {
        i
        for block in (*witness.blocks, *witness.notes)
        for span in block.traced.raw_spans()
        for i in range(span.start, span.end)
    } | {i for item in witness.furniture for i in range(item.raw_start, item.raw_end)}
    assert not "".join(c for i, c in enumerate(REPORT) if i not in covered).strip()


POST = """Stay in touch with local news
The latest ideas on towns and transport
Why lights matter
The Example Trust explains what dark streets do to a town.

Share this post

This is a guest post by Ann Smith, Director, Example Trust (ET) and Bob Jones, Head of Policy, Other Alliance.

Dark streets

Residents who were asked about lights said that dark streets matter more to them than any other thing \
that the council does for the town,\
 and that they would rather pay for lights than for flowers.

They named three places:

  • the station
  • the park

Share this post

Leave a Reply

Sponsored by Acme

Acme underpins its approach with robust methods.
"""


def test_a_dump_of_a_post() -> None:
    witness = witness_of(POST)
    assert witness.kind == "blog_post"
    assert texts(witness, "title") == ["Why lights matter"]
    assert texts(witness, "subtitle") == [
        "The Example Trust explains what dark streets do to a town."
    ]
    assert texts(witness, "heading") == ["Dark streets"]
    assert texts(witness, "list_item") == ["the station", "the park"]
    assert not any(
        "Acme" in text or "Share" in text or "latest ideas" in text for text in texts(witness)
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Written by: Ann Smith", "byline"),
        ("By Ann Smith and Bob Jones", "byline"),
        ("By then he had left the force.", None),
        ("Acknowledgements: we thank all", "acknowledgements"),
        ("Please contact ann@example.org for more.", "contact"),
        ("You can email Ann on", "contact"),
        ("Email fraud has doubled in ten years, " + "and more is expected " * 20, None),
        ("This work is licensed under the Creative Commons Attribution 4.0 Licence.", "licence"),
        ("© Crown copyright 2019", "licence"),
        ("Example Trust, 1 Long Lane, London SE11 5DP", "imprint"),
        ("Registered charity no. 1111111", "imprint"),
        ("The charity works in 12 prisons.", None),
        ("Tackling violent crime", None),
        ("Please email the forms or files to forms@example.org.", None),
        ("Telephone interviews were held with 40 officers in 2019.", None),
        ("Telephone: 020 7946 0000", "contact"),
        (
            "The panel is committed to publishing data under the Open Government Licence in all "
            "its forms.",
            None,
        ),
        ("All stops will be published under an open licence that lets anyone use them.", None),
        (
            "You may re-use this information free of charge under the Open Government Licence.",
            "licence",
        ),
        ("This brief is available in Open Access under the Attribution 3.0 licence.", "licence"),
        (
            "Except where otherwise noted, content on this site is licensed under CC BY 4.0.",
            "licence",
        ),
    ],
)
def test_kinds_by_what_a_text_says(text: str, kind: str | None) -> None:
    assert special_kind(text) == kind


def test_a_lone_opening_heading_is_no_title() -> None:
    witness = witness_of("Introduction\n\nCouncils play a crucial role in tackling crime.\n")
    assert not texts(witness, "title")
    assert texts(witness, "heading") == ["Introduction"]


def test_labels_are_cut_off_and_kept() -> None:
    (block,) = [b for b in witness_of(REPORT).blocks if b.kind == "labelled"]
    assert block.label == ("Box", "1")
    assert block.text == "Street lights were renewed in three towns."


@pytest.mark.parametrize("text", ["References\n1. Smith, A. (2019) Light.\n", "\n\n"])
def test_a_text_without_a_body_has_no_blocks(text: str) -> None:
    assert witness_of(text).blocks == ()


def test_of_furniture_alone_there_is_nothing_to_structure() -> None:
    raw = raw_of("Page 1\n")
    witness = structure(raw, tuple(line.as_furniture("page number") for line in raw.lines))
    assert witness.blocks == ()
    assert [item.reason for item in witness.furniture] == ["page number"]


def test_rules_of_dashes_are_no_text() -> None:
    witness = witness_of(
        "A Title Here\n\nIntroduction\n\nCouncils act.\n\n________\n\nThey act again.\n"
    )
    assert texts(witness, "paragraph") == ["Councils act.", "They act again."]
    assert [item.reason for item in witness.furniture] == ["rule or ornament"]


def test_a_label_without_a_text_is_no_labelled_block() -> None:
    assert not texts(
        witness_of("A Title Here\n\nIntroduction\n\nThe list is in\n\nAnnex A.\n"), "labelled"
    )
