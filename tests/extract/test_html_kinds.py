"""Pages of kinds that were read wrong in silence: lists of paragraphs, accordions, closing parts in
a footer, promotions, shadow trees, NULs."""

from __future__ import annotations

import re
from typing import Any

import pytest

from briefing_ingest.errors import SourceError
from briefing_ingest.extract.html.read import extract_html
from briefing_ingest.model import RawDocument, Source

PROSE = [
    f"The ferry to island number {n} has sailed twice a day since the spring, and those who live "
    f"there say that they reach a doctor sooner than before; the harbour office counted {n * 9} "
    f"fewer cancelled trips in the season that followed."
    for n in range(2, 8)
]


def read(markup: str | bytes) -> RawDocument:
    content = markup.encode() if isinstance(markup, str) else markup
    return extract_html(Source(id="page", path="page.html"), content)


def roles(raw: RawDocument) -> dict[str, str]:
    return {
        line.text.strip(): "outside" if line.is_outside else str(line.role) for line in raw.lines
    }


def paragraphs(first: int, last: int) -> str:
    return "".join(f"<p>{text}</p>" for text in PROSE[first:last])


def page(article: str, head: str = "", opened: str = "article") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>Ferries | Harbour Watch</title>{head}</head><body>"
        '<header class="site-header"><a href="/">Harbour Watch</a><nav><ul><li><a href="/n">News'
        '</a></li><li><a href="/d">Donate</a></li></ul></nav></header>'
        f"<main><{opened}><h1>Ferries to the islands</h1>{article}</{opened.split(maxsplit=1)[0]}></main>"
        "<footer><p>Harbour Watch is a registered charity.</p></footer></body></html>"
    )


ITEMS = (
    "A seat for those who cannot stand",
    "Tickets that are sold on board",
    "Room for a bicycle",
)
ITEM_FORMS = {
    "paragraphs": "<li><p>{}</p></li>",
    "divisions": '<li class="item"><div class="item-body"><p>{}</p></div></li>',
    "deep divisions": "<li><div><div><p>{}</p></div></div></li>",
    "emphasis": "<li><p><strong>{}</strong></p></li>",
    "bare": "<li>{}</li>",
}


@pytest.mark.parametrize("form", ITEM_FORMS.values(), ids=ITEM_FORMS)
@pytest.mark.parametrize("list_tag", ["ul", "ol"])
@pytest.mark.parametrize("size", [2, 3])
def test_a_list_between_paragraphs_of_the_text_belongs_to_it(
    form: str, list_tag: str, size: int
) -> None:
    items = "".join(form.format(item) for item in ITEMS[:size])
    markup = page(f"{paragraphs(0, 2)}<{list_tag}>{items}</{list_tag}>{paragraphs(2, 4)}")
    found = {re.sub(r"^\d\. ", "", text): role for text, role in roles(read(markup)).items()}
    assert all(found[item] == "list_item" for item in ITEMS[:size])


@pytest.mark.parametrize("form", ITEM_FORMS.values(), ids=ITEM_FORMS)
def test_a_list_behind_a_colon_at_the_end_of_the_text_belongs_to_it(form: str) -> None:
    items = "".join(form.format(item) for item in ITEMS)
    asked = "<p>When they were asked what would help, the islanders named three things at once:</p>"
    found = roles(read(page(f"{paragraphs(0, 4)}{asked}<ul>{items}</ul>")))
    assert all(found[item] == "list_item" for item in ITEMS)


def test_a_list_of_links_between_paragraphs_is_left_to_the_vote() -> None:
    links = "".join(f'<li><a href="/{n}">{item}</a></li>' for n, item in enumerate(ITEMS))
    with_links = roles(
        read(page(f'{paragraphs(0, 2)}<ul class="related">{links}</ul>{paragraphs(2, 4)}'))
    )
    assert all(with_links[item] == "outside" for item in ITEMS)


ACCORDIONS = {
    "design system": (
        '<div class="govuk-accordion__section"><div class="govuk-accordion__section-header">'
        '<h2 class="govuk-accordion__section-heading"><span class="govuk-accordion__section-button">'
        '{}</span></h2></div><div class="govuk-accordion__section-content">{}</div></div>'
    ),
    "panels": (
        '<div class="panel"><div class="panel-heading"><h3 class="panel-title">{}</h3></div>'
        '<div class="panel-collapse collapse"><div class="panel-body">{}</div></div></div>'
    ),
    "sections": '<section><header><h2>{}</h2></header><div class="content">{}</div></section>',
}


@pytest.mark.parametrize("form", ACCORDIONS.values(), ids=ACCORDIONS)
@pytest.mark.parametrize("holder", ["article", 'div class="text"'])
def test_headings_of_an_accordion_belong_to_the_text_they_head(form: str, holder: str) -> None:
    headings = ("Who may travel", "What a ticket costs", "When the sea is rough")
    sections = "".join(
        form.format(heading, paragraphs(2 * n, 2 * n + 2)) for n, heading in enumerate(headings)
    )
    found = roles(read(page(f'<div class="accordion">{sections}</div>', opened=holder)))
    assert all(found[heading] == "heading" for heading in headings)
    assert all(found[text] == "paragraph" for text in PROSE)


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Notes to editors", "The survey was carried out on nine islands between March and June."),
        ("Notes for the editor", "Figures are rounded to the nearest hundred trips."),
        ("Media contact", "Robin Vale, press office, 020 7946 0018, press@harbour.example"),
        ("Press enquiries:", "Call the duty officer on 020 7946 0018 at any hour."),
        ("Further information", "The full report and its tables are free to read."),
    ],
)
@pytest.mark.parametrize("holder", ["footer", 'div class="article-footer"', "section"])
def test_closing_parts_below_the_text_belong_to_it(heading: str, text: str, holder: str) -> None:
    closing = f"<{holder}><h2>{heading}</h2><p>{text}</p></{holder.split(maxsplit=1)[0]}>"
    found = roles(read(page(paragraphs(0, 4) + closing)))
    assert found[heading] == "heading"
    assert found[text] == "paragraph"
    assert found["Harbour Watch is a registered charity."] == "outside"


def test_what_else_a_footer_of_the_article_holds_stays_outside() -> None:
    closing = (
        "<footer><h2>Notes to editors</h2><p>Figures are rounded to the nearest hundred.</p></footer>"
        '<div class="related"><h2>More stories</h2><ul><li><a href="/a">Roads</a></li></ul></div>'
    )
    found = roles(read(page(paragraphs(0, 4) + closing)))
    assert found["Figures are rounded to the nearest hundred."] == "paragraph"
    assert found["More stories"] == found["Roads"] == "outside"


@pytest.mark.parametrize(
    ("heading", "offer"),
    [
        ("Subscribe now", "Every issue by post, four times a year."),
        ("Sign up to our newsletter", "Harbour news each Friday."),
    ],
)
@pytest.mark.parametrize("called", ["promo", "newsletter-box", "signup"])
def test_a_promotion_between_the_halves_of_a_text_goes(
    heading: str, offer: str, called: str
) -> None:
    markup = page(
        f'<div class="body"><div>{paragraphs(0, 2)}</div></div><div class="{called}">'
        f"<h3>{heading}</h3><p>{offer}</p></div>"
        f'<div class="body"><div>{paragraphs(2, 4)}</div></div>',
        opened="div",
    )
    found = roles(read(markup))
    assert found[heading] == found[offer] == "outside"
    assert all(found[text] == "paragraph" for text in PROSE[:4])


@pytest.mark.parametrize("mode", ["open", "closed"])
@pytest.mark.parametrize("tag", ["template", "TEMPLATE"])
def test_a_shadow_tree_is_read_and_other_templates_are_not(mode: str, tag: str) -> None:
    markup = (
        "<!DOCTYPE html><title>Ferries</title><body><header><a href=/>Harbour Watch</a></header>"
        f'<main><x-text><{tag} shadowrootmode="{mode}"><article><h1>Ferries to the islands</h1>'
        f"{paragraphs(0, 4)}</article></{tag}></x-text>"
        "<template id=row><p>Name and place go here.</p></template></main>"
    )
    found = roles(read(markup))
    assert all(found[text] == "paragraph" for text in PROSE[:4])
    assert "Name and place go here." not in found


@pytest.mark.parametrize(
    "head",
    [
        f'<meta name="keywords" content="{chr(0) * 400}">',
        f"<style>{chr(0) * 300}</style>",
        f"<script>/* {chr(1) * 300} */</script>",
    ],
    ids=["attribute", "style", "script"],
)
def test_rubbish_that_nobody_sees_does_not_refuse_a_page(head: str) -> None:
    found = roles(read(page(paragraphs(0, 4), head)))
    assert all(found[text] == "paragraph" for text in PROSE[:4])


@pytest.mark.parametrize("shown", ["\0\1\2" * 300, f"<p>{chr(0) * 900}</p>", "\0" * 500])
def test_rubbish_that_is_all_there_is_refuses_it(shown: str) -> None:
    with pytest.raises(SourceError, match="not text in any known encoding"):
        read(shown)


TOOLTIPS = {
    "role": '<sup><a href="#{id}">{n}</a></sup><span role="tooltip">{text}</span>',
    "class": '<a href="#{id}"><sup>{n}</sup></a><span class="note-tooltip">{text}</span>',
    "popover": '<sup class="ref"><a href="#{id}">[{n}]</a><span class="fn-popover">{text}</span></sup>',
}
NOTE_LISTS = {
    "rows": (
        "<table>{}</table>",
        '<tr id="{id}"><td>{n}</td><td>{text}</td></tr>',
    ),
    "cells": (
        '<table class="notes"><tbody>{}</tbody></table>',
        '<tr><th scope="row" id="{id}">↑{n}</th><td>{text}</td></tr>',
    ),
    "anchors": (
        "<table>{}</table>",
        '<tr><td><a id="{id}">{n}.</a></td><td>{text}</td></tr>',
    ),
    "list": ("<ol>{}</ol>", '<li id="{id}">{text}</li>'),
}
NOTES = ("Survey of nine islands, in June.", "Counts of the harbour office, page 9.")


@pytest.mark.parametrize("tooltip", TOOLTIPS.values(), ids=TOOLTIPS)
@pytest.mark.parametrize("listed", NOTE_LISTS.values(), ids=NOTE_LISTS)
@pytest.mark.parametrize("count", [1, 2])
def test_a_note_that_opens_over_its_call_and_stands_below_is_read_once(
    tooltip: str, listed: tuple[str, str], count: int
) -> None:
    filled: list[dict[str, Any]] = [
        {"id": f"fn-{n}", "n": n, "text": NOTES[n - 1]} for n in range(1, count + 1)
    ]
    called = "".join(
        f"<p>{text}{tooltip.format(**note)}</p>" for text, note in zip(PROSE, filled, strict=False)
    )
    notes = listed[0].format("".join(listed[1].format(**note) for note in filled))
    raw = read(page(called + paragraphs(3, 6) + notes))
    for note in filled:
        saying = [line for line in raw.lines if note["text"] in line.text]
        assert [(line.role, line.note) for line in saying] == [("note", str(note["n"]))]
        assert any(call.number == str(note["n"]) for line in raw.lines for call in line.calls)


def test_a_tooltip_that_says_what_stands_nowhere_else_is_read() -> None:
    told = '<p>The fare is low.<span role="tooltip">It was four crowns in the spring.</span></p>'
    raw = read(page(paragraphs(0, 2) + told + paragraphs(2, 4)))
    assert any("It was four crowns in the spring." in line.text for line in raw.lines)


def test_a_table_of_data_whose_rows_are_linked_stays_a_table() -> None:
    rows = "".join(f'<tr id="r{n}"><td>Island {n}</td><td>{n * 9} trips</td></tr>' for n in (1, 2))
    links = '<p><a href="#r1">First island</a>, <a href="#r2">second island</a></p>'
    raw = read(page(f"{paragraphs(0, 2)}{links}<table>{rows}</table>{paragraphs(2, 4)}"))
    assert any(line.text == "Island 1\t9 trips\nIsland 2\t18 trips\n" for line in raw.lines)
