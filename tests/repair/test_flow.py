"""Lines, hyphens and paragraphs."""

import pytest

from briefing_ingest.model import Block, Witness
from briefing_ingest.repair.flow import hard_wraps, line_end_hyphens, page_breaks
from briefing_ingest.traced import TracedText
from witnesses import texts, witness_of


def _witness(*paragraphs: str) -> Witness:
    raw = "\n\n".join(paragraphs)
    blocks = tuple(Block("paragraph", TracedText.copied(text, raw.index(text))) for text in paragraphs)
    return Witness("a", "text/plain", raw, blocks)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["patients affected by violence", "to programmes."], ["patients affected by violence to programmes."]),
        (["patients affected by violence.²", "to programmes."], ["patients affected by violence.²", "to programmes."]),
        (["It ends here.", "And begins again."], ["It ends here.", "And begins again."]),
        (["a list of", "NHS trusts"], ["a list of", "NHS trusts"]),
    ],
)
def test_a_paragraph_cut_within_a_sentence_is_joined(paragraphs: list[str], expected: list[str]) -> None:
    assert texts(hard_wraps(page_breaks(_witness(*paragraphs)))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the commis-\nsioner said", "the commissioner said"),
        ("a multi-\nagency approach; multi-agency work", "a multi-agency approach; multi-agency work"),
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
    assert texts(hard_wraps(_witness(" people \r\nwith   convictions \n"))) == ["people with convictions"]


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
        "The partnership has benefitted from long-term funding by the county and brings together agencies."
    ]
