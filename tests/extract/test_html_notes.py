"""Notes, quotes and lists of pages, in the markup of several kinds of sites."""

from __future__ import annotations

import pytest

from briefing_ingest.model import Block, Source, Witness
from briefing_ingest.pipeline import read_source

PROSE = "".join(
    f"<p>Street number {n} has had new lights since spring, and those who live there say that they "
    f"walk home at night "
    f"with less worry than before; the council counted {n * 7} fewer reports in the year that "
    f"followed.</p>"
    for n in range(2, 8)
)


def read(inner: str, *, path: str = "page.html") -> Witness:
    page = (
        f"<html><head><title>Why lights matter</title></head><body><article><h1>Why lights "
        f"matter</h1>{inner}"
    )
    return read_source(Source(id="page", path=path), f"{page}</article></body></html>".encode())


def starting(witness: Witness, words: str) -> Block:
    (found,) = (block for block in witness.blocks if block.text.startswith(words))
    return found


CALLS = {
    "raised link": '<sup><a href="#fn1" id="r1">1</a></sup>',
    "link styled as raised": '<a class="footnote-anchor" href="#fn1" id="r1">1</a>',
    "bracketed link": '<a href="#fn1" name="r1">[1]</a>',
    "brackets outside the link": '<span>[<a href="#fn1" id="r1">1</a>]</span>',
    "absolute address": '<a href="https://example.org/post#fn1" id="r1">1</a>',
    "words in the mark": '<sup id="r1" role="doc-noteref"><a href="#fn1">[footnote 1]</a></sup>',
    "a sign": '<a href="#fn1" id="r1"><sup>*</sup></a>',
}
NOTES = {
    "list item": '<ol><li id="fn1"><p>So the council says. <a href="#r1">↩</a></p></li></ol>',
    "division with the number apart": (
        '<div><a id="fn1" href="#r1">1</a><div><p>So the council says.</p></div></div>'
    ),
    "paragraph": '<p><a name="fn1" href="#r1">[1]</a> So the council says.</p>',
    "definition": (
        '<dl><dt id="fn1"><a href="#r1">1</a></dt><dd><p>So the council says.</p></dd></dl>'
    ),
    "arrow before": '<ul><li id="fn1"><b><a href="#r1">^</a></b> So the council says.</li></ul>',
    "chrome by its element": (
        '<aside role="doc-footnote" id="fn1"><a href="#r1">1</a> So the council says.</aside>'
    ),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES.keys())
def test_a_note_is_known_by_the_links_between_it_and_its_call(call: str, note: str) -> None:
    witness = read(f"{PROSE}<p>It was so in 2019{call} and in 2020.</p>{PROSE}{note}")
    assert [(note.number, note.text) for note in witness.notes] == [("1", "So the council says.")]
    caller = starting(witness, "It was so")
    assert caller.text == "It was so in 2019 and in 2020."
    assert [(marker.at, marker.number) for marker in caller.markers] == [(17, "1")]


@pytest.mark.parametrize(
    "inner",
    [
        '<p>See <a href="#s1">1</a> and <a href="#s2">2</a>.</p><h2 '
        'id="s1">One</h2><p>Text.</p><h2 id="s2">Two</h2>',
        '<p><a href="#a">A</a> <a href="#b">B</a></p><p id="a">Apples are here.</p><p id="b">Beans '
        "are here.</p>",
        '<p>An area of 5 m<sup>2</sup> is small.</p><p id="2">A paragraph.</p>',
    ],
    ids=["list of contents", "alphabet", "exponent"],
)
def test_other_links_and_raised_numbers_call_no_note(inner: str) -> None:
    assert not read(PROSE + inner + PROSE).notes


def test_a_note_called_twice_has_two_markers_and_one_text() -> None:
    call = '<sup><a href="#fn1">1</a></sup>'
    witness = read(
        f"{PROSE}<p>First{call} and again{call}.</p>{PROSE}<ol><li id=fn1 class=footnote>The "
        f"note.</li></ol>"
    )
    assert [note.text for note in witness.notes] == ["The note."]
    assert [marker.at for marker in starting(witness, "First").markers] == [5, 15]


def test_the_second_paragraph_of_a_note_belongs_to_it() -> None:
    notes = (
        '<hr><p><a href="#r1" name="n1">[1]</a> One.</p><p>More.</p><p><a href="#r2" '
        'name="n2">[2]</a> Two.</p>'
    )
    calls = '<p>A<a href="#n1" name="r1">[1]</a> and b<a href="#n2" name="r2">[2]</a>.</p>'
    witness = read(PROSE + calls + PROSE + notes)
    assert [" ".join(note.text.split()) for note in witness.notes] == ["One. More.", "Two."]


def test_notes_under_a_heading_may_be_lines_of_one_paragraph() -> None:
    notes = (
        "<p><strong>Notes</strong></p><p>1. The first.<br>\n2. The second, of 2020.<br>3. The "
        "third.</p>"
    )
    witness = read(f"{PROSE}<p>A<sup>1</sup>, b<sup>2</sup> and c<sup>3</sup>.</p>{PROSE}{notes}")
    assert [note.text for note in witness.notes] == [
        "The first.",
        "The second, of 2020.",
        "The third.",
    ]


def test_a_page_without_notes_has_no_markers_in_running_numbers() -> None:
    witness = read(f"{PROSE}<p>Blog: 3 August 2021</p><p>He asked. 1 Was it so?</p>{PROSE}")
    assert not any(block.markers for block in witness.blocks)


QUOTE = "Trust grows slowly and is lost in a day"


@pytest.mark.parametrize(
    "markup",
    [
        f"<blockquote><p>{QUOTE}</p><footer>— Ada Example</footer></blockquote>",
        f"<blockquote><p>{QUOTE}</p><cite>Ada Example</cite></blockquote>",
        f"<blockquote><p>{QUOTE}</p><p><cite>Ada Example</cite></p></blockquote>",
        f"<blockquote><p>{QUOTE}</p><p>– Ada Example</p></blockquote>",
        f"<blockquote>{QUOTE}</blockquote><p>— Ada Example</p>",
        f"<figure><blockquote>{QUOTE}</blockquote><figcaption>Ada Example</figcaption></figure>",
        f'<blockquote><p>{QUOTE}</p><p class="quote-attribution">Ada Example</p></blockquote>',
    ],
)
def test_who_a_quote_is_from_stays_with_it(markup: str) -> None:
    quotes = [block.text for block in read(PROSE + markup + PROSE).blocks if block.kind == "quote"]
    assert len(quotes) == 1
    assert quotes[0].startswith(QUOTE)
    assert quotes[0].rstrip().endswith(("— Ada Example", "– Ada Example"))


@pytest.mark.parametrize(
    "behind", ["<p>— and so it went on for years.</p>", "<p>Ada Example came later.</p>"]
)
def test_what_follows_a_quote_is_text_unless_it_is_a_name(behind: str) -> None:
    witness = read(f"{PROSE}<blockquote>{QUOTE}</blockquote>{behind}{PROSE}")
    assert [block.text for block in witness.blocks if block.kind == "quote"] == [QUOTE]


def test_a_quote_links_to_the_source_its_element_names() -> None:
    witness = read(
        f'{PROSE}<blockquote cite="https://example.org/s"><p>{QUOTE}</p></blockquote>{PROSE}'
    )
    (quote,) = (block for block in witness.blocks if block.kind == "quote")
    assert [(link.printed, link.url) for link in quote.links] == [(QUOTE, "https://example.org/s")]


def test_a_quote_that_repeats_the_text_is_left_out() -> None:
    pulled = "those who live there say that they walk home at night with less worry"
    witness = read(f"{PROSE}<blockquote><p>{pulled}</p></blockquote>{PROSE}")
    assert not [block for block in witness.blocks if block.kind == "quote"]
    assert "pull quote" in {item.reason for item in witness.furniture}


@pytest.mark.parametrize(
    ("markup", "numbers"),
    [
        ("<ol start=4><li>a b</li><li>c d</li></ol>", ["4", "5"]),
        ("<ol reversed><li>a b</li><li>c d</li></ol>", ["2", "1"]),
        ("<ol type=a><li>a b</li><li>c d</li></ol>", ["a", "b"]),
        ("<ol type=I><li>a b</li><li value=9>c d</li></ol>", ["I", "IX"]),
        (
            '<ol style="list-style-type: lower-roman" start=3><li>a b</li><li>c d</li></ol>',
            ["iii", "iv"],
        ),
        ("<ol type=A start=27><li>a b</li><li>c d</li></ol>", ["AA", "AB"]),
        ("<ol start=99><li>a b</li><li>c d</li></ol>", ["99", "100"]),
        ("<p>1. a b<br>2. c d</p>", ["1", "2"]),
        ("<p>• a b<br>• c d</p>", ["", ""]),
        (
            "<ul><li>Acknowledgement of what was done</li><li>Email: a@example.org</li></ul>",
            ["", ""],
        ),
    ],
)
def test_items_keep_what_is_printed_before_them(markup: str, numbers: list[str]) -> None:
    items = [block for block in read(PROSE + markup + PROSE).blocks if block.kind == "list_item"]
    assert [item.label.number if item.label else "" for item in items] == numbers


@pytest.mark.parametrize("name", ["wp-caption-text", "caption", "image-caption", "figure__caption"])
def test_a_caption_is_known_by_its_class(name: str) -> None:
    witness = read(
        f'{PROSE}<div><img src="a.png"><p class="{name}">The lights of Mill Road</p></div>{PROSE}'
    )
    assert starting(witness, "The lights of Mill").kind == "caption"


def test_a_heading_of_kept_text_is_kept() -> None:
    witness = read(f"{PROSE}<h2>More</h2>{PROSE}<h2>Share</h2>{PROSE}")
    assert [block.text for block in witness.blocks if block.kind == "heading"] == ["More", "Share"]


def test_a_first_paragraph_that_the_head_repeats_is_no_standfirst() -> None:
    said = (
        "The council has put up new lights, and people walk home at night with less worry than "
        "they did before."
    )
    body = f"<body><article><h1>Why lights matter</h1><p>{said}</p>{PROSE}</article></body>"
    page = (
        f'<html><head><title>Why lights matter</title><meta name="description" '
        f'content="{said}"></head>{body}</html>'
    )
    witness = read_source(Source(id="page", path="page.html"), page.encode())
    assert starting(witness, "The council has put up").kind == "paragraph"
