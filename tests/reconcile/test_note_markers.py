"""A note's number stands in the text once, whether versions have it as a marker or as a figure."""

import pytest

from briefing_ingest.reconcile import cluster, merge
from witnesses import witness_of

BODY = [
    "The ferry runs every day between the two harbours, and it carries the post.{}",
    "The council keeps the landing stage, which was built of oak and stands in the lee.{}",
    "A second boat is kept for the winter, when the seas are high and the days are short.",
]
FORMS = [("[94]", "[95]"), (" [94]", " [95]"), ("94", "95"), (" 94", " 95"), ("⁹⁴", "⁹⁵")]


def _text(numbers: tuple[str, str]) -> str:
    body = [text.format(*numbers[k : k + 1] or [""]) for k, text in enumerate(BODY)]
    return "\n\n".join(["Boats in Winter", *body]) + "\n"


@pytest.mark.parametrize("plain", FORMS)
@pytest.mark.parametrize("known", [("[94]", "[95]"), ("⁹⁴", "⁹⁵")])
@pytest.mark.parametrize("copies", [1, 2, 4])
def test_the_number_of_a_note_stands_in_the_text_once(
    known: tuple[str, str], plain: tuple[str, str], copies: int
) -> None:
    """One page of a document: what is plainly a marker in one version is a figure in others."""
    witnesses = [
        witness_of(_text(known), "a"),
        *(witness_of(_text(plain), f"b{k}") for k in range(copies)),
    ]
    (group,) = cluster(witnesses, together=[("a", f"b{k}") for k in range(copies)])
    work = merge(group)
    assert [block.text for block in work.blocks][1:] == [text.format("") for text in BODY]
    refs = [ref.number for block in work.blocks for ref in block.note_refs]
    assert refs == ["94", "95"]
