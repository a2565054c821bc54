"""Changes are readable at a glance, and the same bytes every time for machines."""

import json
import re

import pytest

import example_dataset as example
from briefing_ingest.align import word_diff
from briefing_ingest.diff import Change, compare, render_json, render_text
from briefing_ingest.diff.change import Edit, edits, text_change
from briefing_ingest.diff.render import shown_edits, summary


def changes() -> tuple[Change, ...]:
    """A reworded, an added and a removed block, and a source with another checksum."""
    blocks = example.briefing_blocks()
    blocks[3] = example.paragraph("paragraph-reworded", example.COSTS.replace("39", "40"))
    blocks.insert(
        4,
        example.paragraph(
            "paragraph-new", "A whole new paragraph " + "with many words " * 10 + "in it."
        ),
    )
    new = example.dataset(
        example.briefing([block for block in blocks if block.id != "case-study-1"]),
        example.post(),
        sources=example.sources(first="1"),
    )
    return compare(example.dataset(), new)


def test_changes_are_grouped_by_work_and_summed_up() -> None:
    text = render_text(changes(), colour=False)
    assert text == (
        "sources\n"
        "  ~ first sha256: [-sha256:000000000000…-] → {+sha256:111111111111…+}\n"
        "\n"
        "safer-streets\n"
        "  ~ paragraph-reworded: Costs fell by [-39-]{+40+} per cent in 2018.\n"
        "  - case-study-1: [-The shelter opens at night.-]\n"
        "  + paragraph-new:\n"
        "      {+A whole new paragraph with many words with many words with many words with many "
        "words with\n"
        "      many words with many words with many words with many words with many words with "
        "many words in\n"
        "      it.+}\n"
        "\n"
        "1 source changed, 1 block changed, 1 block removed, 1 block added\n"
    )


def test_colour_adds_nothing_but_colour() -> None:
    coloured = render_text(changes(), colour=True)
    assert "\x1b[31m[-39-]\x1b[0m\x1b[32m{+40+}\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == render_text(changes(), colour=False)


def test_no_difference_is_said_so() -> None:
    assert render_text((), colour=False) == "No differences.\n"
    assert json.loads(render_json(())) == {"schema_version": "1.0", "changes": []}


def test_json_holds_every_field_that_is_not_empty() -> None:
    content = json.loads(render_json(changes()))["changes"]
    always = {"fingerprint", "rule", "category", "substantive"}
    assert all(always <= set(change) for change in content)
    assert [set(change) - always for change in content[1:]] == [
        {"kind", "what", "where", "field", "old", "new", "detail"},
        {"kind", "what", "where", "old", "after"},
        {"kind", "what", "where", "new"},
    ]
    assert content[1]["detail"][1] == ["replace", "39", "40"]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("the cat sat", "the dog sat", "the [-cat-]{+dog+} sat"),
        ("the cat", "the cat sat", "the cat {+sat+}"),
        ("the cat sat", "cat sat", "[-the-] cat sat"),
        ("the  cat", "the cat", "(only white space differs)"),
        ("a b c d e f g h i j x", "a b c d e f g h i j y", "… e f g h i j [-x-]{+y+}"),
        ("x a b c d e f g h i j", "y a b c d e f g h i j", "[-x-]{+y+} a b c d e f …"),
    ],
)
def test_changed_words_stand_among_a_few_that_are_not(old: str, new: str, shown: str) -> None:
    plain = {"\x01": "[-", "\x02": "-]", "\x03": "{+", "\x04": "+}"}
    text = shown_edits(tuple(edits(old, new)))
    for mark, replacement in plain.items():
        text = text.replace(mark, replacement)
    assert text == shown


def test_edits_joined_are_the_texts() -> None:
    old, new = "one two  three four", "one 2 three\tfour five"
    found = list(edits(old, new))
    assert "".join(edit.old for edit in found) == old
    assert "".join(edit.new for edit in found) == new
    assert Edit("replace", "two", "2") in found


def test_two_fields_of_one_block_are_one_block_in_the_summary() -> None:
    both = (
        text_change("block", "w/a", ("a b", "a c"), word_diff("a b", "a c")),
        Change("changed", "block", "w/a", "kind", "quote", "paragraph"),
    )
    assert summary(both) == "1 block changed"
    assert summary(
        (Change("added", "mention", "w/a", new="x"), Change("added", "mention", "w/a", new="y"))
    ) == ("2 mentions added")
