"""Borders between blocks that some versions lack."""

import pytest

from briefing_ingest.assemble.apparatus import variants
from briefing_ingest.model import Witness
from briefing_ingest.reconcile import merge
from witnesses import witness_of

FIRST = "Councils that keep their promises have the trust of their residents in every ward."
SECOND = "Those that break them lose it within a week and need years to win it back again."
THIRD = "Nobody we spoke to had forgotten the winter in which the lamps went out for good."


def _borders(*group: Witness) -> list[tuple[str, dict[str, tuple[str, ...]]]]:
    work = merge(group)
    return [
        (block.text, {reading.text: reading.witnesses for reading in variant.readings})
        for block in work.blocks
        for variant in variants(block)
        if variant.rule == "block_border"
    ]


@pytest.mark.parametrize("white", [" ", "  "])
def test_a_border_that_one_version_lacks_is_a_variant(white: str) -> None:
    parted = witness_of(f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n", "a")
    run_on = witness_of(f"{FIRST}\n\n{SECOND}{white}{THIRD}\n", "b")
    work = merge((parted, run_on))
    assert [block.text for block in work.blocks] == [FIRST, SECOND, THIRD]
    assert _borders(parted, run_on) == [(SECOND, {"": ("a",), " ": ("b",)})]


def test_the_variant_is_one_of_layout_and_says_why() -> None:
    work = merge(
        (witness_of(f"{FIRST}\n\n{SECOND}\n", "a"), witness_of(f"{FIRST} {SECOND}\n", "b"))
    )
    (variant,) = variants(work.blocks[0])
    assert (variant.type, variant.start, variant.end) == ("layout", len(FIRST), len(FIRST))
    assert variant.reason == "the block ends here in a; in b the text runs on into the next"


def test_a_heading_that_runs_into_its_text_is_one() -> None:
    parted = witness_of(f"Lighting\n\n{FIRST}\n\nTrust\n\n{SECOND}\n\n{THIRD}\n", "a")
    run_on = witness_of(f"Lighting\n\n{FIRST}\n\nTrust {SECOND}\n\n{THIRD}\n", "b")
    assert [text for text, _ in _borders(parted, run_on)] == ["Trust"]


@pytest.mark.parametrize(
    "other", [f"{FIRST}\n\n{SECOND}\n", f"{FIRST}\n\n{THIRD}\n", f"{SECOND}\n"]
)
def test_where_no_version_runs_on_there_is_none(other: str) -> None:
    assert _borders(witness_of(f"{FIRST}\n\n{SECOND}\n", "a"), witness_of(other, "b")) == []


def test_a_border_that_goes_is_a_variant_too() -> None:
    weak = witness_of(f"{FIRST}\n{SECOND}\n\n{THIRD}\n", "a")
    run_on = witness_of(f"{FIRST} {SECOND}\n\n{THIRD}\n", "b")
    work = merge((weak, run_on))
    assert work.blocks[0].text == f"{FIRST} {SECOND}"
    (variant,) = variants(work.blocks[0])
    assert (variant.type, variant.rule) == ("layout", "unbroken")


@pytest.mark.parametrize("more", ["forty", "forty-one more", "1"])
def test_a_block_does_not_end_in_a_space_where_what_follows_is_not_taken(more: str) -> None:
    texts = [f"{FIRST}\n\nLamps in Bolton\n\n{SECOND}\n"] * 2
    longer = f"{FIRST}\n\nLamps in Bolton {more}\n\n{SECOND}\n"
    work = merge(
        tuple(witness_of(text, name) for name, text in zip("abc", [*texts, longer], strict=True))
    )
    assert all(block.text == block.text.strip() for block in work.blocks)
    assert "Lamps in Bolton" in [block.text for block in work.blocks]
    (ended,) = [
        variant
        for block in work.blocks
        for variant in variants(block)
        if variant.rule == "block_border"
    ]
    assert ended.type == "layout"
    assert [reading.text for reading in ended.readings] == ["", " "]
