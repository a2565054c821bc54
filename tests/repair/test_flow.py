"""Lines, hyphens and paragraphs."""

from dataclasses import replace

import pytest

from briefing_ingest.cells import cells_of
from briefing_ingest.model import Block, BlockKind, Box, Place, Witness
from briefing_ingest.repair.flow import hard_wraps, line_end_hyphens, page_breaks
from briefing_ingest.traced import TracedText
from witnesses import texts, witness_of


def _witness(*paragraphs: str) -> Witness:
    raw = "\n\n".join(paragraphs)
    blocks = tuple(
        Block("paragraph", TracedText.copied(text, raw.index(text))) for text in paragraphs
    )
    return Witness("a", "text/plain", raw, blocks)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["patients affected by violence", "to programmes."],
            ["patients affected by violence to programmes."],
        ),
        (
            ["patients affected by violence.²", "to programmes."],
            ["patients affected by violence.²", "to programmes."],
        ),
        (["It ends here.", "And begins again."], ["It ends here.", "And begins again."]),
        (["a list of", "NHS trusts"], ["a list of", "NHS trusts"]),
    ],
)
def test_a_paragraph_cut_within_a_sentence_is_joined(
    paragraphs: list[str], expected: list[str]
) -> None:
    assert texts(hard_wraps(page_breaks(_witness(*paragraphs)))) == expected


def _placed(*blocks: tuple[BlockKind, str, int]) -> Witness:
    """Blocks of those kinds and texts on those pages."""
    box = Box(0, 0, 100, 100)
    made, at = [], 0
    for kind, text, page in blocks:
        cells = cells_of(text) if kind == "table" else ()
        made.append(
            Block(kind, TracedText.copied(text, at), (Place(page, 1, 1, box),), cells=cells)
        )
        at += len(text) + 1
    return Witness("a", "application/pdf", "\n".join(text for _, text, _ in blocks), tuple(made))


HALF = "The figures were better than those of any year since"


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (
            [("paragraph", HALF + " the", 1), ("paragraph", "Victorian era.", 2)],
            [HALF + " the Victorian era."],
        ),
        (
            [("paragraph", HALF + " the", 1), ("paragraph", "Victorian era.", 1)],
            [HALF + " the", "Victorian era."],
        ),
        (
            [
                ("paragraph", HALF, 1),
                ("caption", "Offences", 1),
                ("table", "North\t1", 2),
                ("paragraph", "records.", 2),
            ],
            [HALF + " records.", "Offences", "North\t1"],
        ),
        (
            [("paragraph", HALF, 1), ("heading", "Next", 2), ("paragraph", "records.", 2)],
            [HALF, "Next", "records."],
        ),
    ],
)
def test_a_paragraph_goes_on_behind_a_page_and_what_floats(
    blocks: list[tuple[BlockKind, str, int]], expected: list[str]
) -> None:
    witness = hard_wraps(page_breaks(_placed(*blocks)))
    assert [block.text for block in witness.blocks] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the commis-\nsioner said", "the commissioner said"),
        (
            "a multi-\nagency approach; multi-agency work",
            "a multi-agency approach; multi-agency work",
        ),
        ("long-\nterm funding", "long-term funding"),
        ("the pre-\r\nvention of crime", "the prevention of crime"),
        ("re\u00ad\noffending", "reoffending"),
        ("in Devon-\nCornwall", "in Devon-Cornwall"),
        ("aged 14-\n25 years", "aged 14-25 years"),
        ("a dash -\nand more", "a dash -\nand more"),
    ],
)
def test_words_divided_at_line_ends(text: str, expected: str) -> None:
    assert texts(line_end_hyphens(_witness(text))) == [expected]


def test_line_breaks_and_runs_of_blanks_become_spaces() -> None:
    assert texts(hard_wraps(_witness(" people \r\nwith   convictions \n"))) == [
        "people with convictions"
    ]


WRAPPED = """Introduction
Police and Crime Commissioners play a crucial role in tackling
crime, addressing the needs of their communities, and ensuring
the system is fair. They stimulate local practice.

Supporting victims
The service works in courts and with health partners to ensure
that victims are offered support at first contact with health.
 Case study 4: The partnership has benefitted from long-term
funding by the county and brings together agencies.
"""


def test_hard_wrapped_text_with_headings_and_no_blank_lines() -> None:
    witness = witness_of(WRAPPED)
    assert texts(witness, "heading") == ["Introduction", "Supporting victims"]
    assert texts(witness, "paragraph")[0].endswith("is fair. They stimulate local practice.")
    assert texts(witness, "labelled") == [
        "The partnership has benefitted from long-term funding by the county and brings together "
        "agencies."
    ]


def test_a_paragraph_goes_on_behind_smaller_print_and_not_in_it() -> None:
    page = _placed(
        ("paragraph", "Most searches were made in the", 1),
        ("paragraph", "months with unusually high numbers", 2),
        ("paragraph", "summer of that year.", 2),
    )
    sized = replace(
        page,
        blocks=tuple(
            replace(b, size=n) for b, n in zip(page.blocks, (1000, 600, 1000), strict=True)
        ),
    )
    assert texts(hard_wraps(page_breaks(sized))) == [
        "Most searches were made in the summer of that year.",
        "months with unusually high numbers",
    ]
