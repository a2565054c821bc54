"""Words that a web page sets apart within its text, from its tags to the published block."""

from __future__ import annotations

import json

import pytest

from briefing_ingest.assemble import assemble
from briefing_ingest.canonical import dataset_bytes
from briefing_ingest.dataset import Source as PublishedSource
from briefing_ingest.model import MergedBlock, Source, Tagged, Witness
from briefing_ingest.pipeline import read_source
from briefing_ingest.reconcile.merge import merge


def witness_of(body: str, name: str = "page") -> Witness:
    return read_source(
        Source(id=name, path=f"{name}.html"), f"<title>T</title><body>{body}</body>".encode()
    )


def emphases(block: MergedBlock) -> list[tuple[str, str]]:
    return [(block.text[item.start : item.end], item.kind) for item in block.emphases]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "<p>This is <em>not</em> so, and <strong>never was</strong>.</p>",
            [("not", "em"), ("never was", "strong")],
        ),
        (
            "<p>See <i>The Way Home</i> and <b>more</b>.</p>",
            [("The Way Home", "em"), ("more", "strong")],
        ),
        ("<p>One <em> two\n three </em> four.</p>", [("two three", "em")]),
        (
            "<p>So <strong>all of <em>them</em></strong> went.</p>",
            [("all of them", "strong"), ("them", "em")],
        ),
        ("<p>So <em>a<em>b</em></em> went.</p>", [("ab", "em")]),
        ("<p>So <b><a href='https://example.org/'>here</a></b> it is.</p>", [("here", "strong")]),
        ("<ul><li><b>First</b> of all</li></ul>", [("First", "strong")]),
        ("<p>Said &amp; <em>d&ocirc;ne</em>.</p>", [("dône", "em")]),
    ],
)
def test_words_set_apart_within_a_text_are_known(
    markup: str, expected: list[tuple[str, str]]
) -> None:
    assert [
        pair for block in merge((witness_of(markup),)).blocks for pair in emphases(block)
    ] == expected


@pytest.mark.parametrize(
    "markup",
    [
        "<p><em>All of a paragraph.</em></p>",
        "<p><b>All of it, with a call.</b> <sup><a href='#n'>1</a></sup></p><ol><li id='n'>A "
        "note.</li></ol>",
        "<h2>What <em>is</em> done</h2><p>Little.</p>",
        "<table><tr><td><b>One</b></td><td>Two</td></tr><tr><td>3</td><td>4</td></tr></table>",
        "<p>An icon <i class='icon'></i> and <b> </b> nothing.</p>",
        "<p>" + "<b>a</b> b " * 201 + "</p>",
    ],
)
def test_what_sets_no_words_apart_is_no_emphasis(markup: str) -> None:
    assert not any(emphases(block) for block in merge((witness_of(markup),)).blocks)


def test_emphasis_follows_the_text_of_several_witnesses() -> None:
    said = (
        "The <em>second</em> street of the town has had new lights since spring, and people walk "
        "home there."
    )
    other = said.replace("<em>", "").replace("</em>", "").replace("The second", "The very second")
    work = merge((witness_of(f"<p>{said}</p>", "one"), witness_of(f"<p>{other}</p>", "two")))
    assert [pair for block in work.blocks for pair in emphases(block)] == [("second", "em")]


def test_the_dataset_has_it_and_says_nothing_where_there_is_none() -> None:
    witness = witness_of("<h1>T</h1><p>It is <em>not</em> so.</p><p>It is so.</p>")
    source = PublishedSource(id="page", path="page.html")
    dataset, _ = assemble([source], [witness], [merge((witness,))], [], Tagged())
    blocks = json.loads(dataset_bytes(dataset))["works"][0]["blocks"]
    assert [block.get("emphasis") for block in blocks] == [
        None,
        [{"start": 6, "end": 9, "kind": "em"}],
        None,
    ]
