"""Titles that say only what kind of paper it is, or whose, are completed by what stands under."""

import pytest

from briefing_ingest.model import BlockKind, Fact, MergedBlock, Reading, Stretch
from briefing_ingest.reconcile.titles import completed_title, is_incomplete, is_stated_title
from briefing_ingest.traced import TracedText


def _block(kind: BlockKind, text: str) -> MergedBlock:
    return MergedBlock(kind, (Stretch(text, (Reading("a", TracedText.copied(text, 0)),)),), ())


@pytest.mark.parametrize(
    ("title", "incomplete"),
    [
        ("FINAL REPORT", True),
        ("Minutes", True),
        ("Report", True),
        ("Policy Briefing No. 12", True),
        ("Working paper 3", True),
        ("Annual Report 2019", True),
        ("Elm Valley Lighting Board", True),
        ("Commission on Street Lights", True),
        ("The Lamp and Light Foundation", True),
        ("ELB", True),
        ("Lamps:", True),
        ("Safer Streets", False),
        ("Report on street lights", False),
        ("Why councils matter", False),
        ("Minutes of the Elm Panel", False),
        ("What the council decided about its lamps", False),
        ("Reform the board", False),
    ],
)
def test_which_titles_are_incomplete(title: str, incomplete: bool) -> None:
    assert is_incomplete(title) is incomplete


@pytest.mark.parametrize(
    ("title", "under", "declared", "completed"),
    [
        ("FINAL REPORT", [("subtitle", "Lamps for all")], [], "FINAL REPORT: Lamps for all"),
        (
            "Elm Lighting Board",
            [("subtitle", "June 2023"), ("heading", "Final report"), ("heading", "Lamps for all")],
            [],
            "Elm Lighting Board: Final report: Lamps for all",
        ),
        ("Lamps:", [("subtitle", "A review")], [], "Lamps: A review"),
        ("Minutes", [("paragraph", "Those present were these.")], [], "Minutes"),
        ("Report", [("heading", "Introduction")], [], "Report"),
        ("ELB", [("heading", "Lamps")], ["ELB lamps and their cost"], "ELB lamps and their cost"),
        ("ELB", [("heading", "Lamps")], ["Something else"], "ELB: Lamps"),
        ("Lamps for all", [("subtitle", "A review")], [], "Lamps for all"),
    ],
)
def test_what_completes_a_title(
    title: str, under: list[tuple[BlockKind, str]], declared: list[str], completed: str
) -> None:
    blocks = [_block("title", title), *(_block(kind, text) for kind, text in under)]
    assert completed_title(title, blocks, declared=declared) == completed


@pytest.mark.parametrize(
    ("value", "where", "stated"),
    [
        ("Lamps", "PDF Title", False),
        ("Lamps", "meta[property=og:title]", True),
        ("lamps.docx", "meta[property=og:title]", False),
        ("Lamps for all", "PDF Title", True),
        ("lamps.docx", "manifest", True),
    ],
)
def test_whether_a_declared_title_is_believed(value: str, where: str, stated: bool) -> None:
    assert is_stated_title(Fact("title", value, where)) is stated
