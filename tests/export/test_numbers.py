"""Numbered lists keep their numbers in every format, whatever a reader of the format counts by
itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import example_dataset as example
from briefing_ingest.dataset import Block, Label
from briefing_ingest.export import render_html, render_markdown, render_text

_LISTS = {"ordered_list_open", "bullet_list_open"}


def exported(items: list[tuple[int, str]], render: object = render_markdown) -> str:
    blocks = [
        Block(
            id=f"b{k}",
            kind="list_item",
            level=level,
            text="lamp",
            label=Label(name="item", number=number),
        )
        for k, (level, number) in enumerate(items)
    ]
    work = example.post(blocks)
    return render(work, example.dataset(work, relations=()))  # type: ignore[operator, no-any-return]


def shown(markdown: str) -> list[str]:
    """The number before each "lamp" as a reader of Markdown counts it."""
    counters: list[int | None] = []
    printed = []
    for token in MarkdownIt("commonmark").parse(markdown):
        if token.type in _LISTS:
            counters.append(
                int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
            )
        elif token.type.endswith("list_close"):
            counters.pop()
        elif token.type == "inline" and "lamp" in token.content:
            number = counters[-1]
            printed.append(f"{number}" if number is not None else token.content.partition(". ")[0])
            assert token.content.count("lamp") == 1
        elif token.type == "list_item_close" and counters[-1] is not None:
            counters[-1] += 1
    return printed


@pytest.mark.parametrize(
    "items",
    [
        [(1, "1"), (1, "5"), (1, "6")],
        [(1, "3"), (1, "2"), (1, "1")],
        [(1, "1"), (1, "2"), (1, "1"), (1, "2")],
        [(1, "1"), (2, "4"), (2, "5"), (1, "2")],
        [(1, "1"), (2, "1"), (2, "3"), (1, "4"), (2, "1")],
        [(1, "4"), (1, "4"), (1, "4")],
        [(1, "-3"), (1, "-2")],
        [(1, "a"), (1, "b"), (1, "2"), (1, "iv")],
        [(1, "1234567890"), (1, "7")],
    ],
)
def test_markdown_says_the_numbers(items: list[tuple[int, str]]) -> None:
    assert shown(exported(items)) == [number for _, number in items]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=8))
def test_any_numbers_are_said(numbers: list[int]) -> None:
    assert shown(exported([(1, str(number)) for number in numbers])) == [
        str(number) for number in numbers
    ]
    text = exported([(1, str(number)) for number in numbers], render_text)
    assert re.findall(r"^(\S+)\. lamp$", text, re.MULTILINE) == [str(number) for number in numbers]
    page = exported([(1, str(number)) for number in numbers], render_html)
    assert re.findall(r'<li id="b\d" value="(\d+)">lamp', page) == [
        str(number) for number in numbers
    ]


def test_html_says_numbers_below_zero() -> None:
    assert '<ol>\n<li id="b0" value="-3">lamp</li>' in exported([(1, "-3")], render_html)
