"""A work in other formats says what the dataset says, and nothing is taken for markup that is
not."""

import json
import re
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import example_dataset as example
from briefing_ingest.dataset import Block, Emphasis, Label, Link, Note, Work, texts
from briefing_ingest.export import RENDERERS, render_html, render_json, render_markdown, render_text
from briefing_ingest.export.inline import inlines, note_numbers
from briefing_ingest.export.markdown import escape

SPECIALS = "\\`*_{}[]<>()#+-.!|~&=$:1 \nab’\U0001d538"


def rendered(block: Block, render: str = "markdown") -> str:
    """What the first paragraph of an export says of a work of one block."""
    work = example.post([block], id="w", title="W", contacts=())
    return RENDERERS[render](work, example.dataset(work, relations=())).split("\n\n")[1]


def unescaped(markdown: str) -> str:
    """The text a Markdown reader shows of one paragraph (CommonMark, sections 2.4 and 6.7)."""
    return re.sub(r"\\(\n|[!-/:-@\[-`{-~])", r"\1", markdown)


@pytest.mark.parametrize(
    ("block", "text", "markdown"),
    [
        (
            Block(id="b", kind="heading", level=2, text="In short"),
            "In short\n--------",
            "### In short",
        ),
        (Block(id="b", kind="heading", level=9, text="Deep"), "Deep\n----", "###### Deep"),
        (Block(id="b", kind="list_item", level=2, text="trust"), "  - trust", "   - trust"),
        (
            Block(id="b", kind="list_item", label=Label(name="item", number="3"), text="trust"),
            "3. trust",
            "3. trust",
        ),
        (
            Block(id="b", kind="list_item", label=Label(name="item", number="c"), text="trust"),
            "c. trust",
            "- c. trust",
        ),
        (Block(id="b", kind="quote", text="one\ntwo"), "one\ntwo", "> one\\\n> two"),
        (
            Block(
                id="b", kind="labelled", label=Label(name="Case study", number="4"), text="Open."
            ),
            "Case study 4: Open.",
            "**Case study 4.** Open.",
        ),
        (
            Block(id="b", kind="labelled", label=Label(name="Box"), text="Open."),
            "Box: Open.",
            "**Box.** Open.",
        ),
        (Block(id="b", kind="paragraph", text="# 1"), "# 1", "\\# 1"),
        (Block(id="b", kind="paragraph", text="1. one * two"), "1. one * two", "1\\. one \\* two"),
    ],
)
def test_each_kind_of_block_has_its_form(block: Block, text: str, markdown: str) -> None:
    assert rendered(block, "text") == text
    assert rendered(block) == markdown


@pytest.mark.parametrize(
    ("printed", "url", "markdown"),
    [
        ("https://example.org/a_b", "https://example.org/a_b", "See <https://example.org/a_b>"),
        (
            "www.example.org/a_b",
            "https://www.example.org/a_b",
            "See [www.example.org/a\\_b](<https://www.example.org/a_b>)",
        ),
        ("a file", "https://example.org/a b>c", "See [a file](<https://example.org/a%20b%3Ec>)"),
    ],
)
def test_links_are_kept_whole(printed: str, url: str, markdown: str) -> None:
    link = Link(start=4, end=4 + len(printed), printed=printed, url=url)
    assert (
        rendered(Block(id="b", kind="paragraph", text="See " + printed, links=(link,))) == markdown
    )


@pytest.mark.parametrize(
    ("text", "spans", "markdown", "markup"),
    [
        ("one two", [(4, 7, "em")], "one *two*", "one <em>two</em>"),
        ("one two", [(0, 3, "strong")], "**one** two", "<strong>one</strong> two"),
        ("a*b c", [(0, 3, "strong")], "**a\\*b** c", "<strong>a*b</strong> c"),
        ("one “two”", [(4, 9, "em")], "one <em>“two”</em>", "one <em>“two”</em>"),
        (
            "one two",
            [(4, 7, "em"), (4, 7, "strong")],
            "one ***two***",
            "one <em><strong>two</strong></em>",
        ),
        (
            "one two six",
            [(0, 7, "strong"), (4, 7, "em")],
            "<strong>one </strong><strong><em>two</em></strong> six",
            "<strong>one </strong><strong><em>two</em></strong> six",
        ),
    ],
)
def test_words_set_apart_are_shown_so(
    text: str, spans: list[tuple[int, int, Literal["strong", "em"]]], markdown: str, markup: str
) -> None:
    emphasis = tuple(Emphasis(start=start, end=end, kind=kind) for start, end, kind in spans)
    block = Block(id="b", kind="paragraph", text=text, emphasis=emphasis)
    assert rendered(block) == markdown
    work = example.post([block], id="w", title="W", contacts=())
    assert f'<p id="b">{markup}</p>' in render_html(work, example.dataset(work, relations=()))


def test_a_link_is_set_apart_as_a_whole() -> None:
    link = Link(start=4, end=7, printed="two", url="https://example.org/a")
    emphasis = (Emphasis(start=0, end=7, kind="em"),)
    shown = rendered(
        Block(id="b", kind="paragraph", text="one two", links=(link,), emphasis=emphasis)
    )
    assert shown == "<em>one </em><em>[two](<https://example.org/a>)</em>"


def test_a_table_is_a_pipe_table_with_its_bars_escaped() -> None:
    table = example.post_blocks()[-1]
    assert rendered(table) == "| Year | Cost |\n| --- | --- |\n| 2018 | 5\\|6 |"
    assert rendered(table, "text") == table.text


def test_notes_are_called_where_they_belong_and_stand_at_the_end() -> None:
    dataset = example.dataset()
    text, markdown = (
        render(dataset.works[0], dataset) for render in (render_text, render_markdown)
    )
    assert "to reduce harm.[1] It’s a start." in text
    assert "\n[1] See www.example.org/re-port (printed: www.example.org/re port)\n" in text
    assert "to reduce harm.[^1] It’s a start." in markdown
    link = "[www.example.org/re-port](<https://www.example.org/re-port>)"
    assert f"\n[^1]: See {link} (printed: `www.example.org/re port`)\n" in markdown


@pytest.mark.parametrize("numbers", [("*", "†"), ("1", "1")])
def test_footnote_labels_are_distinct_words(numbers: tuple[str, str]) -> None:
    notes = tuple(
        Note(id=f"note-x{i}", number=number, text=f"Note {i}") for i, number in enumerate(numbers)
    )
    work = example.post(notes=notes)
    markdown = render_markdown(work, example.dataset(work, relations=()))
    assert "[^note-x0]: Note 0\n\n[^note-x1]: Note 1" in markdown


def test_a_mark_does_not_change_what_stands_beside_it() -> None:
    text = "Look!(there): now"
    block = Block(id="b", kind="paragraph", text=text, note_refs=(example.note_ref(text, "Look!"),))
    work = example.briefing([block], licence={})
    markdown = render_markdown(work, example.dataset(work, relations=()))
    assert "Look\\![^1]\\(there): now" in markdown


@pytest.mark.parametrize("render", [render_text, render_markdown])
def test_the_reader_learns_the_licence_and_the_sources(render: object) -> None:
    dataset = example.dataset()
    out = RENDERERS["text" if render is render_text else "markdown"](dataset.works[0], dataset)
    assert "forbids derivatives" in out
    assert "seeds/second.txt; seeds/first.txt" in out
    assert "Published by: St Giles Trust" in out


def test_a_work_without_a_title_block_still_has_its_title() -> None:
    assert rendered(example.paragraph("b", "Text", None), "text") == "Text"
    work = example.post([example.paragraph("b", "Text", None)], title="A *title*", contacts=())
    dataset = example.dataset(work, relations=())
    assert render_text(work, dataset).startswith("A *title*\n=========\n")
    assert render_markdown(work, dataset).startswith("# A \\*title\\*\n")


def test_json_is_the_work_as_the_dataset_has_it() -> None:
    dataset = example.dataset()
    for work in dataset.works:
        assert Work.model_validate_json(render_json(work, dataset)) == work
        assert "null" not in json.loads(render_json(work, dataset)).values()


def test_every_text_of_a_work_is_in_the_plain_text() -> None:
    dataset = example.dataset()
    for work in dataset.works:
        out = re.sub(r"(?<=\w\.)\[\d\]", "", render_text(work, dataset))
        assert [text.id for text in texts(work) if text.text not in out] == []


@given(st.text(alphabet=SPECIALS, max_size=40))
@settings(max_examples=60, deadline=None)
def test_escaping_keeps_the_text(text: str) -> None:
    lines = [line.strip() for line in text.split("\n")]
    assert unescaped(escape(text)) == "\n".join(line for line in lines if line)


@given(st.text(alphabet=SPECIALS, max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_line_of_escaped_text_opens_a_block(text: str) -> None:
    for line in escape(text).split("\n"):
        assert not re.match(r"\s*([#>+=-]|\d+[.)]|```|~~~|\s{4}|\|)", line)


@given(st.text(alphabet="ab \n", max_size=30), st.data())
@settings(max_examples=60, deadline=None)
def test_inlines_joined_are_the_text(text: str, data: st.DataObject) -> None:
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    links = data.draw(
        st.lists(spans.map(lambda s: Link(start=s[0], end=s[1], printed="p", url="u")), max_size=4)
    )
    refs = data.draw(st.lists(st.integers(0, len(text)), max_size=4).map(sorted))
    set_apart = data.draw(
        st.lists(spans.map(lambda s: Emphasis(start=s[0], end=s[1], kind="em")), max_size=3)
    )
    block = Block(
        id="b",
        kind="paragraph",
        text=text,
        links=tuple(links),
        emphasis=tuple(set_apart) or None,
        note_refs=tuple(example.note_ref("", "").model_copy(update={"at": at}) for at in refs),
    )
    pieces = list(inlines(block, note_numbers(example.briefing())))
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.note for piece in pieces if piece.note] == ["1"] * len(refs)
