"""Addresses broken in print."""

import pytest

from briefing_ingest.model import Block, Witness
from briefing_ingest.repair.links import links
from briefing_ingest.repair.urls import addresses, lost_hyphens, url_spaces
from briefing_ingest.traced import TracedText


def _found(text: str) -> tuple[str, list[tuple[str, str, bool]]]:
    """The mended text and its links: (text of the link, url, conjectural)."""
    witness = Witness("a", "text/plain", text, (Block("paragraph", TracedText.copied(text, 0)),))
    (block,) = links(url_spaces(witness)).blocks
    return block.text, [
        (block.text[link.start : link.end], link.url, link.conjectural) for link in block.links
    ]


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        (
            "http://example.org/wp-content/ uploads/2019/04/A-B.pdf",
            "http://example.org/wp-content/uploads/2019/04/A-B.pdf",
        ),
        ("https://www.example.com/science/article/pii/ S0955395918302755", None),
        ("https://example.org/ sites/media/cji-why-y-d_ matters_e.pdf", None),
        (
            "www.example.gov.uk/peoplepopulationandcommunity/deathsrelatedtodr "
            "ugpoisoning/2018registrations",
            None,
        ),
        ("www.example.org.uk/ and more on this", "www.example.org.uk/ and more on this"),
        (
            "See www.example.org. The next sentence/clause",
            "See www.example.org. The next sentence/clause",
        ),
        ("www.example.org/a-b/ www.example.org/c", "www.example.org/a-b/ www.example.org/c"),
    ],
)
def test_spaces_that_a_line_end_put_in_are_taken_out(printed: str, mended: str | None) -> None:
    assert _found(printed)[0] == (mended or printed.replace(" ", ""))


def test_the_words_of_a_file_name_keep_their_spaces() -> None:
    text, found = _found(
        "www.example.org.uk/files/attachments/ Guide to good services May2018_0.pdf"
    )
    assert text == "www.example.org.uk/files/attachments/Guide to good services May2018_0.pdf"
    assert found == [
        (
            text,
            "https://www.example.org.uk/files/attachments/Guide%20to%20good%20services%20May2018_0.pdf",
            False,
        )
    ]


@pytest.mark.parametrize(
    ("printed", "url"),
    [
        ("www.example.org/page", "https://www.example.org/page"),
        ("leaders-example.org/youth", "https://leaders-example.org/youth"),
        ("http://example.org/a", "http://example.org/a"),
        ("(see www.example.org/a).", "https://www.example.org/a"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("Write to jane.doe@example.org.uk.", "mailto:jane.doe@example.org.uk"),
    ],
)
def test_links_resolve(printed: str, url: str) -> None:
    assert [found[1] for found in _found(printed)[1]] == [url]


@pytest.mark.parametrize(
    "text", ["39 per cent and/or more", "e.g. this", "version 2.0 of it", "Mr.Smith", "9.30am/10pm"]
)
def test_what_is_no_address(text: str) -> None:
    assert addresses(text) == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "www.example-council.gov.uk/news/practical-proposals-totackle-the-problem",
            "www.example-council.gov.uk/news/practical-proposals-to-tackle-the-problem",
        ),
        (
            "www.example-innovation.org/project/whole-systems-approach-wsaproject-focusing",
            "www.example-innovation.org/project/whole-systems-approach-wsa-project-focusing",
        ),
    ],
)
def test_a_hyphen_lost_at_a_line_end_is_put_back_on_evidence(url: str, expected: str) -> None:
    mended = lost_hyphens(url, frozenset())
    assert mended.url == expected
    assert "is not a word" in mended.evidence


@pytest.mark.parametrize(
    "url",
    [
        # a file ending, not a word
        "www.example.police.uk/media/4213/putting-victims-first-in-focuspdf-final.pdf",
        "www.example.org/a-totackle-b",  # too near to the start for a line to end
        # not hyphened at all
        "www.example.gov.uk/peoplepopulationandcommunity/birthsdeathsandmarriages",
        # a misspelling
        "https://example.org/sites/media/documents/2019-03/cji-why-y-d_matters_breifing_e.pdf",
        "www.example.org/policy/what-works-in-schools-and-communities-everywhere",
    ],
)
def test_nothing_is_made_worse(url: str) -> None:
    assert lost_hyphens(url, frozenset()) == (url, "")


def test_a_word_of_the_document_is_a_word() -> None:
    url = "www.example-council.gov.uk/news/practical-proposals-totackle-the-problem"
    assert lost_hyphens(url, frozenset({"totackle"})).url == url
