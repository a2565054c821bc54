"""A text that was split, merged or moved with its section is told in one change; approvals and
selections hold."""

import json

import jsonschema
import pytest

import example_dataset as example
from briefing_ingest.dataset import Block
from briefing_ingest.diff import (
    Change,
    compare,
    counting,
    folded,
    only,
    read_approvals,
    render_github,
    render_html,
    render_json,
    render_markdown,
    render_stat,
    render_text,
    without_approved,
)
from briefing_ingest.diff.contract import diff_schema
from briefing_ingest.errors import UsageError

FIRST = "Every night two volunteers open the doors of the old library."
SECOND = "They serve soup to Kent families and to whoever else comes in from the cold."


def named(name: str, text: str) -> Block:
    block = example.paragraph(f"paragraph-{name}", text)
    if "Kent" in text:
        block = block.model_copy(update={"mentions": (example.mention(text, "Kent", "kent"),)})
    return block


def difference(old: list[Block], new: list[Block]) -> tuple[Change, ...]:
    """The briefing with these blocks behind its own, before and after."""
    own = example.briefing_blocks()
    whole = [
        example.dataset(example.briefing([*own, *blocks]), example.post()) for blocks in (old, new)
    ]
    return compare(*whole)


WHOLE, PIECES = (
    [named("whole", f"{FIRST} {SECOND}")],
    [named("first", FIRST), named("second", SECOND)],
)


def test_a_split_paragraph_is_one_change_that_names_the_pieces() -> None:
    (change,) = difference(WHOLE, PIECES)
    assert (change.category, change.rule) == ("split", "block.split")
    assert change.where == "safer-streets/paragraph-first"
    assert change.parts == ("safer-streets/paragraph-first", "safer-streets/paragraph-second")
    assert "/ paragraph-first: split into paragraph-first, paragraph-second" in render_text(
        (change,), colour=False
    )


def test_merged_paragraphs_are_one_change_that_names_the_pieces() -> None:
    (change,) = difference(PIECES, WHOLE)
    assert (change.category, change.where) == ("merged", "safer-streets/paragraph-whole")
    assert change.parts == ("safer-streets/paragraph-first", "safer-streets/paragraph-second")


def test_words_that_changed_in_a_split_paragraph_are_told_too() -> None:
    pieces = [PIECES[0], named("second", SECOND.replace("soup", "tea"))]
    split, reworded = difference(WHOLE, pieces)
    assert (split.category, reworded.category) == ("split", "reworded")
    assert ("replace", "soup", "tea") in reworded.detail


def test_a_name_that_was_lost_in_a_split_is_told() -> None:
    pieces = [PIECES[0], PIECES[1].model_copy(update={"mentions": ()})]
    assert [change.category for change in difference(WHOLE, pieces)] == ["split", "retagged"]


def test_a_name_that_the_cut_goes_through_is_no_change_of_its_own() -> None:
    whole = WHOLE[0].model_copy(
        update={"mentions": (example.mention(WHOLE[0].text, "library. They", "kent"),)}
    )
    (change,) = difference([whole], [PIECES[0], PIECES[1].model_copy(update={"mentions": ()})])
    assert change.category == "split"


def test_two_new_paragraphs_beside_an_old_one_are_no_split() -> None:
    new = [
        named("whole", f"{FIRST} {SECOND}"),
        named("new", "Every night is another story in the town of light."),
    ]
    assert [change.category for change in difference(WHOLE, new)] == ["added"]


def test_a_moved_section_is_one_change() -> None:
    head = Block(id="volunteers", kind="heading", level=1, text="Volunteers")
    section = [head, *PIECES]
    own = [
        example.paragraph(f"paragraph-{n}", f"Paragraph number {n} says something of its own.")
        for n in range(6)
    ]
    (change,) = difference([*own, *section], [*section, *own])
    assert change.category == "moved"
    assert change.parts == tuple(f"safer-streets/{block.id}" for block in section)
    assert "and what follows to paragraph-second (3 blocks)" in render_text((change,), colour=False)


@pytest.mark.parametrize(
    ("before", "after", "category", "substantive"),
    [
        ("The “first” night – a start.", 'The "first" night - a start.', "typographic", False),
        ("The first night.", "The second night.", "reworded", True),
        ("The first night.", "The first night", "reworded", True),
    ],
)
def test_typography_is_told_apart_from_words(
    before: str, after: str, category: str, *, substantive: bool
) -> None:
    (change,) = difference([named("x", before)], [named("x", after)])
    assert (change.category, change.substantive) == (category, substantive)


def test_a_fingerprint_outlives_edits_elsewhere() -> None:
    elsewhere = named("other", "Quite another matter stands here now.")
    alone = difference([WHOLE[0]], [named("whole", f"{FIRST} {SECOND} Always.")])
    among = difference([WHOLE[0]], [elsewhere, named("whole", f"{FIRST} {SECOND} Always.")])
    assert alone[0].fingerprint in {change.fingerprint for change in among}


def test_approved_changes_are_left_out() -> None:
    changes = difference(WHOLE, PIECES)
    approvals = json.dumps({"approved": [{"fingerprint": changes[0].fingerprint}]}).encode()
    assert without_approved(changes, read_approvals(approvals, "a.json")) == ()


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"approved": [1]}', b'{"approved": {}}x', b'{"x": 1}']
)
def test_a_file_that_approves_nothing_is_refused(content: bytes) -> None:
    with pytest.raises(UsageError, match="E411"):
        read_approvals(content, "a.json")


def test_changes_are_chosen_folded_and_counted() -> None:
    changes = (
        Change("changed", "block", "w/a", "text", "“a”", '"a"'),
        Change("changed", "mention", "w/a", "", "A = a", "A = b"),
        Change("changed", "metadata", "dataset", "schema_version", "1.0", "1.1"),
    )
    assert [change.category for change in only(changes, {"retagged"})] == ["retagged"]
    assert only(changes, {"block"}) == changes[:1]
    assert folded(changes) == (changes[1:], 1)
    assert counting(changes, "schema") == counting(changes, "substantive") == changes[2:]
    assert counting(changes, "none") == ()
    assert (
        render_stat(changes)
        == "w       | 1 typographic, 1 retagged\ndataset | 1 changed\n3 changes\n"
    )
    lesser = "1 minor change (typography, how certain a name is) is not shown; --all shows all.\n"
    assert render_text((), colour=False, folded=1) == lesser


def test_the_json_form_keeps_its_schema() -> None:
    changes = (*difference(WHOLE, PIECES), *difference(PIECES, []), *difference([], WHOLE))
    schema = json.loads(diff_schema()["diff.schema.json"])
    jsonschema.Draft202012Validator(schema).validate(json.loads(render_json(changes)))


def test_what_a_text_says_is_no_markup() -> None:
    changes = difference([named("x", "a <b> *c* d")], [named("x", "a <b> *c* e")])
    assert "a &lt;b&gt; *c* <del>d</del><ins>e</ins>" in render_html(changes)
    assert r"a \<b\> \*c\* ~~d~~**e**" in render_markdown(changes)
    assert render_github(changes, "out,1.json").startswith(
        "::warning file=out%2C1.json,title=block reworded safer"
    )
    assert render_github(changes, "x").count("\n") == 1
