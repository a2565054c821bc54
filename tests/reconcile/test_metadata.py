"""What a work says of itself."""

from dataclasses import replace

import pytest

from briefing_ingest.model import MANIFEST, Block, Box, Fact, Place, Witness, Work
from briefing_ingest.reconcile import merge
from briefing_ingest.traced import TracedText
from witnesses import witness_of


def _work(back: str) -> Work:
    body = (
        "Safer Streets\n\nIntroduction\n\nCouncils play a crucial role in tackling crime in "
        "towns.\n\n"
    )
    return merge((witness_of(body + back),))


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Written by: Peter Smith and Ann-Marie O’Neill", ("Peter Smith", "Ann-Marie O’Neill")),
        (
            "By Ann Smith, Bob Jones and Carol van Dyke",
            ("Ann Smith", "Bob Jones", "Carol van Dyke"),
        ),
        (
            "This is a guest post by Nina Jones, Director, Example Alliance (EA) and Phil Brown, "
            "Head of Policy, X.",
            ("Nina Jones", "Phil Brown"),
        ),
        ("Report by Dr Ann Smith; Professor Bob Jones", ("Dr Ann Smith", "Professor Bob Jones")),
        ("Prepared by the policy team", ()),
    ],
)
def test_authors(byline: str, authors: tuple[str, ...]) -> None:
    assert _work(byline).authors == authors


def test_what_the_manifest_states_goes_first() -> None:
    witness = witness_of(
        "Introduction\n\nCouncils play a crucial role in tackling crime in towns.\n"
    )
    facts = (
        Fact("title", "Safer Streets", MANIFEST),
        Fact("title", "Microsoft Word - x.doc", "Info"),
    )
    work = merge(
        (replace(witness, facts=(*facts, Fact("published", "2019-07-25T11:15", MANIFEST))),)
    )
    assert (work.title, work.published) == ("Safer Streets", "2019-07-25")


@pytest.mark.parametrize("declared", ["Microsoft Word - x.doc", "report-final.pdf", "Untitled", ""])
def test_an_opening_heading_is_no_title_and_a_file_name_neither(declared: str) -> None:
    witness = witness_of(
        "Introduction\n\nCouncils act.\n\nLighting\n\nCouncils play a role in tackling crime.\n"
    )
    assert merge((replace(witness, facts=(Fact("title", declared, "Info"),)),)).title == "Lighting"


def test_the_sentence_that_states_the_licence() -> None:
    work = _work("This work is licensed under the CC BY-NC 4.0 licence. To view a copy, visit us.")
    assert work.rights
    assert work.rights.block is not None
    text = work.blocks[work.rights.block].text
    assert text[slice(*work.rights.span)] == "This work is licensed under the CC BY-NC 4.0 licence."


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Cabinet Office 22 Whitehall, London SW1A 2WH", "Cabinet Office"),
        ("Example Trust, Office 3, 1 Long Lane, London SE11 5DP", "Example Trust"),
    ],
)
def test_an_office_is_a_name_or_the_start_of_an_address(printed: str, name: str) -> None:
    assert [imprint.name for imprint in _work(f"{printed}\n").imprints] == [name]


def test_imprints_have_each_their_own_numbers() -> None:
    work = _work(
        "Example Trust Unit 3 Mill House, 1 Long Lane, London SE11 5DP\n\n"
        "Other Alliance, 22 Short Street, London SE11 5JH\n\n"
        "Registered charity in England and Wales no. 1111111 Company limited by guarantee no. "
        "2222222\n\n"
        "Registered charity (SC012345)\n"
    )
    assert [imprint[:4] for imprint in work.imprints] == [
        ("Example Trust", "Unit 3 Mill House, 1 Long Lane, London SE11 5DP", "1111111", "2222222"),
        ("Other Alliance", "22 Short Street, London SE11 5JH", "SC012345", ""),
    ]


@pytest.mark.parametrize(
    ("printed", "filed", "published"),
    [
        ("July 9, 2019", "2019-08-23", "2019-07-09"),
        ("10th October, 2010", "2010-10-12", "2010-10-10"),
        ("February 18th 2017", "", "2017-02-18"),
        ("Date: February 18, 2016", "2016-02-22", "2016-02-18"),
        ("June 2012", "2012-06-26", "2012-06"),
        ("June 2012", "2013-01-04", "2012-06"),
        ("It was made law on 9 July 2019.", "2020-01-02", ""),
        ("40 June 2012", "2013-01-04", ""),
    ],
)
def test_the_date_is_that_printed_at_the_head_and_never_the_day_the_file_was_made(
    printed: str, filed: str, published: str
) -> None:
    witness = witness_of(
        f"Safer Streets\n\n{printed}\n\nCouncils play a crucial role in tackling crime in towns.\n"
    )
    blocks = tuple(
        replace(block, places=(Place(1, 1, 1, Box(6000, 7000, 30000, 8000)),))
        if block.kind != "title"
        else block
        for block in witness.blocks
    )
    facts = (Fact("created", filed, "PDF CreationDate"),) if filed else ()
    assert merge((replace(witness, blocks=blocks, facts=facts),)).published == published


@pytest.mark.parametrize(
    ("facts", "authors"),
    [
        ([Fact("author", "rsmith2", "PDF Author")], ()),
        ([Fact("author", "Ann Smith", "PDF Author")], ("Ann Smith",)),
        ([Fact("author", "Nacro", "/html[1]/body[1]/p[1]")], ("Nacro",)),
        ([Fact("author", "Nacro", "PDF Author")], ()),
        ([Fact("author", "nobody", MANIFEST)], ("nobody",)),
    ],
)
def test_an_author_is_printed_stated_by_the_manifest_or_has_the_form_of_a_name(
    facts: list[Fact], authors: tuple[str, ...]
) -> None:
    witness = witness_of("Safer Streets\n\nCouncils play a crucial role in tackling crime.\n")
    assert merge((replace(witness, facts=tuple(facts)),)).authors == authors


@pytest.mark.parametrize(
    ("back", "facts", "licence"),
    [
        ("", [("CC BY-NC 4.0", "/html[1]/body[1]/footer[1]")], "CC-BY-NC-4.0"),
        ("", [("© Elm Trust. All rights reserved", "/p"), ("CC BY 4.0", "/p")], "CC-BY-4.0"),
        ("", [("CC BY-ND", "/p"), ("CC BY-ND 4.0", "a[rel=license]")], "CC-BY-ND-4.0"),
        ("", [("All rights reserved", "/p"), ("OGL-UK-3.0", MANIFEST)], "OGL-UK-3.0"),
        ("", [("CC BY-NC 4.0", "/p"), ("OGL-UK-3.0", MANIFEST)], "CC-BY-NC-4.0"),
        ("This report is published under CC BY 4.0.", [("CC BY-ND 4.0", "/p")], "CC-BY-4.0"),
        ("The council says its data were released under CC BY 4.0.", [], None),
        ("", [], None),
    ],
)
def test_the_terms_of_a_work(back: str, facts: list[tuple[str, str]], licence: str | None) -> None:
    witness = witness_of(
        f"Safer Streets\n\nCouncils play a crucial role in tackling crime.\n\n{back}\n"
    )
    stated = tuple(Fact("licence", value, where) for value, where in facts)
    work = merge((replace(witness, facts=stated),))
    assert (work.rights.spdx if work.rights else None) == licence


def test_the_day_of_a_meeting_goes_before_the_day_the_page_was_put_up() -> None:
    witness = witness_of("Safer Streets\n\nCouncils play a crucial role in tackling crime.\n")
    facts = (Fact("published", "2024-05-01", "meta[name=date]"), Fact("held", "2024-04-17", "/p"))
    work = merge((replace(witness, facts=facts),))
    assert work.published == "2024-04-17"
    assert ("published", "2024-04-17", "/p") in [(f.name, f.value, f.where) for f in work.found]


def test_what_a_source_declares_its_title_to_be_goes_before_a_heading() -> None:
    witness = witness_of("Introduction\n\nCouncils act.\n\nLighting\n\nCouncils play a role.\n")
    facts = (Fact("publisher", "Larch Trust", "Info"), Fact("title", "Safer Streets", "Info"))
    assert merge((replace(witness, facts=facts),)).title == "Safer Streets"


@pytest.mark.parametrize(("before", "published"), [(11, "2020-05-03"), (12, "")])
def test_a_date_is_printed_among_the_first_twelve_blocks(before: int, published: str) -> None:
    place = Place(1, 1, 1, Box(6000, 7000, 30000, 8000))
    texts = [*["The lamps of the town were lit."] * before, "3 May 2020", "So it went on."]
    blocks = tuple(
        Block("paragraph", TracedText.copied(text, 100 * n), (place,))
        for n, text in enumerate(texts)
    )
    assert merge((Witness("a", "application/pdf", "", blocks),)).published == published
