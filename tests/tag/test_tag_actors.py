"""Places that act are told from places where something happens."""

from __future__ import annotations

import pytest

from briefing_ingest.model import Mention, MergedBlock, Stretch, Work
from briefing_ingest.tag import find_mentions, resolve
from briefing_ingest.tag.resolve.acting_places import deed, with_deed


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Sussex is pursuing a new approach.", "is pursuing"),
        ("Last year Sussex launched it.", "launched"),
        ("While Sussex has also agreed, others wait.", "has also agreed"),
        ("Sussex applied in May.", "applied"),
        ("In Sussex agreed plans are rare.", ""),
        ("People across the Sussex launched boats.", ""),
        ("Kent and Sussex agreed.", ""),
        ("Sussex is a county.", ""),
        ("Sussex has beaches.", ""),
    ],
)
def test_a_place_acts_where_it_is_the_subject_of_a_deed(text: str, done: str) -> None:
    start = text.index("Sussex")
    assert deed(text, start, start + 6) == done


def test_the_reason_of_the_mention_says_so() -> None:
    text = "Sussex is pursuing a new approach. In Sussex, UK, the sun shone."
    work = Work(
        "briefing", "A Title", ("a",), (MergedBlock("paragraph", (Stretch(text, ()),), ()),)
    )
    tagged = resolve([work], [find_mentions(work)])
    first, second = [mention for mention, _ in tagged.mentions[0] if mention.text == "Sussex"]
    assert first.type == second.type == "place"
    assert first.reason.endswith(
        "it acts here (“is pursuing”), so those who run the place are meant"
    )
    assert "acts" not in second.reason


def test_an_organisation_acts_anyway() -> None:
    work = Work(
        "briefing", "T", ("a",), (MergedBlock("paragraph", (Stretch("Nacro agreed.", ()),), ()),)
    )
    mention = Mention(0, 0, 5, "Nacro", "organisation", reason="the model finds it")
    assert with_deed(work, mention) == mention
