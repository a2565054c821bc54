# ruff: noqa: E501, ARG005 -- the markup of a kind of site reads best on one line
"""Web pages made here in the markup of several kinds of sites, with what each of their parts is.

The words are chosen here and stand in no list of the program. A style says how an essay's parts are
written; what the parts are is the same in all styles, so that a figure says how far a style of
markup is understood.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Final, NamedTuple

from benchmarks.pdf_checks import prose, sentence


class Note(NamedTuple):
    """A note: the number printed, and its paragraphs."""

    number: str
    paragraphs: tuple[str, ...]


@dataclass
class Truth:
    """What the parts of a page say. List items are pairs of the number printed ("" for a bullet)
    and the text.
    """

    headings: list[str] = field(default_factory=list)
    items: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    called: list[tuple[str, int, str]] = field(default_factory=list)
    """Paragraphs that call a note: the text without its marker, where the marker belongs, and its
    number."""
    captions: list[tuple[str, str]] = field(default_factory=list)
    """A caption, and the paragraph that stands before its figure."""
    quotes: list[tuple[str, str]] = field(default_factory=list)
    """A quote and who it is from."""


class Style(NamedTuple):
    """How a kind of site writes pages."""

    name: str
    page: Callable[[str, str], str]
    """The page around title and body."""
    call: Callable[[int, str], str]
    """The marker of the note that stands at this place and bears this number."""
    notes: Callable[[list[Note]], str]
    heading: Callable[[int, str], str] = lambda level, text: f"<h{level}>{text}</h{level}>"
    paragraph: Callable[[str], str] = lambda text: f"<p>{text}</p>"
    figure: Callable[[str], str] = lambda text: (
        f'<figure><img src="/chart.png" alt=""><figcaption>{text}</figcaption></figure>'
    )
    quote: Callable[[str, str], str] = lambda text, who: (
        f"<blockquote><p>{text}</p><footer>— {who}</footer></blockquote>"
    )
    symbols: bool = False
    """True where notes are marked with signs instead of numbers."""


def essay(style: Style, seed: int) -> tuple[str, Truth]:
    """A page in ``style`` and what its parts are; each seed gives other words."""
    truth = Truth()
    marks = ("*", "†", "‡") if style.symbols else ("1", "2", "3")
    base = 40 * seed
    title = f"What {seed + 2} years of the scheme have shown, and what they have not"
    body = [style.paragraph(escape(prose(base)))]
    for number, level in enumerate((2, 3, 2), 1):
        text = f"The {'first second third'.split()[number - 1]} question & its answer {seed}"
        truth.headings.append(text)
        body.append(style.heading(level, escape(text)))
        body.append(_calling(style, truth, number, marks[number - 1], base))
        body.append(_LISTS[number - 1](truth, base + number))
        body.append(style.paragraph(_linked(truth, base + number)))
    before = prose(base + 20)
    body.append(style.paragraph(before))
    caption = f"Chart {seed}: cases closed in each year, by court"
    truth.captions.append((caption, before))
    body += [style.figure(caption), _table(truth, seed), style.paragraph(prose(base + 21))]
    said, who = sentence(base + 22), "Ada Example, Annual Lecture"
    truth.quotes.append((said, who))
    body += [style.quote(said, who), style.paragraph(prose(base + 23))]
    truth.notes += [
        Note(
            mark,
            (
                f"See the returns of {1990 + number}, table {number}, and {sentence(base + 30 + number)}",
            ),
        )
        for number, mark in enumerate(marks, 1)
    ]
    if not style.symbols:
        truth.notes[1] = truth.notes[1]._replace(
            paragraphs=(*truth.notes[1].paragraphs, sentence(base + 37))
        )
    return style.page(title, "\n".join(body) + style.notes(truth.notes)), truth


def _calling(style: Style, truth: Truth, place: int, mark: str, base: int) -> str:
    """A paragraph with a note marker: behind a year, at the end of the sentence, and behind a comma
    in turn.
    """
    first, second = sentence(base + 5 * place), sentence(base + 5 * place + 1)
    lead = (f"It was much the same in {2010 + place}", first, "As the panel had warned,")[place - 1]
    rest = (f" and the year after. {first}", f" {second}", f" nothing came of it. {first}")[
        place - 1
    ]
    truth.called.append((lead + rest, len(lead), mark))
    return style.paragraph(escape(lead) + style.call(place, mark) + escape(rest))


def _linked(truth: Truth, number: int) -> str:
    inner, outer = f"the report of round {number}", f"an earlier note {number}"
    truth.links += [
        (inner, f"https://example.org/r/{number}?a=1&b=2"),
        (outer, f"https://example.com/n/{number}"),
    ]
    return (
        f'{sentence(number + 300)} So says <a href="https://example.org/r/{number}?a=1&amp;b=2">{inner}</a>, and '
        f'<strong><a href="https://example.com/n/{number}"><em>an earlier</em> note {number}</a></strong>. '
        f"{sentence(number + 301)}"
    )


def _bullets(truth: Truth, number: int) -> str:
    texts = [
        f"a point about {word} that was made {number} times"
        for word in ("costs", "delay", "trust", "staff")
    ]
    truth.items += [("", text) for text in texts]
    a, b, c, d = texts
    return f"<ul>\n<li>{a}</li>\n<li>{b}\n<ul><li>{c}</li></ul></li>\n<li><p>{d}</p></li></ul>"


def _numbers(truth: Truth, number: int) -> str:
    texts = [f"step {word} of the {number} that follow" for word in ("one", "two", "three", "four")]
    truth.items += [("4", texts[0]), ("5", texts[1]), ("a", texts[2]), ("6", texts[3])]
    a, b, c, d = texts
    return f'<ol start="4"><li>{a}</li><li>{b}<ol type="a"><li>{c}</li></ol></li><li>{d}</li></ol>'


def _countdown(truth: Truth, number: int) -> str:
    texts = [
        f"the {word} reason of {number} given" for word in ("weakest", "middling", "strongest")
    ]
    truth.items += list(zip(("3", "2", "1"), texts, strict=True))
    roman = [f"the {word} part of {number} agreed" for word in ("opening", "closing")]
    truth.items += list(zip(("i", "ii"), roman, strict=True))
    down = "".join(f"<li>{text}</li>" for text in texts)
    return (
        f"<ol reversed>{down}</ol><p>{sentence(number + 400)}</p><ol type=i>"
        + "".join(f"<li>{text}</li>" for text in roman)
        + "</ol>"
    )


_LISTS: Final = (_bullets, _numbers, _countdown)


def _table(truth: Truth, seed: int) -> str:
    rows = [["Court", "Cases", "Share"]] + [
        [f"{name} {seed}", f"{1200 + 13 * seed + place}", f"{11 + place}.5%"]
        for place, name in enumerate(("North", "South", "Coast"))
    ]
    truth.cells += [cell for row in rows for cell in row]
    head = "".join(f"<th>{cell}</th>" for cell in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[1:]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


# --- styles ---------------------------------------------------------------------------------------


def _paragraphs(texts: tuple[str, ...], last: str = "", first: str = "") -> str:
    inner = [*texts]
    inner[0] = first + inner[0]
    inner[-1] += last
    return "".join(f"<p>{text}</p>" for text in inner)


def _frame(title: str, body: str, *, head: str = "", foot: str = "") -> str:
    menu = "".join(
        f'<li><a href="/{word}">{word.title()}</a></li>'
        for word in ("home", "about", "work", "contact")
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | The Review</title>{head}'
        f"</head><body><header><nav><ul>{menu}</ul></nav></header>{body}"
        f"<footer><p>© 2023 The Review. All rights reserved.</p><ul>{menu}</ul></footer>{foot}</body></html>"
    )


def _in_article(title: str, body: str) -> str:
    return _frame(
        title, f'<main><article class="post hentry"><h1 class="entry-title">{escape(title)}</h1>'
        f'<div class="entry-content">{body}</div></article></main>'
    )  # fmt: skip


def _in_soup(title: str, body: str) -> str:
    return _frame(
        title, f'<div id="SITE_ROOT"><div class="x1 font_0"><h1 class="font_2"><span>{escape(title)}</span></h1></div>'
        f'<div class="x2"><div data-testid="richTextElement" class="rich">{body}</div></div></div>'
    )  # fmt: skip


def _gov_page(title: str, body: str) -> str:
    return _frame(
        title, f'<div class="govuk-width-container"><main id="content"><h1 class="gem-c-title__text">{escape(title)}</h1>'
        f'<div class="gem-c-govspeak govuk-govspeak">{body}</div></main></div>'
    )  # fmt: skip


def _list_of_notes(notes: list[Note], *, ids: str, back: str, cls: str, heading: str = "") -> str:
    items = "".join(
        f'<li id="{ids.format(n)}">{_paragraphs(note.paragraphs, back.format(n))}</li>'
        for n, note in enumerate(notes, 1)
    )
    return f'<div class="{cls}"><hr>{heading}<ol>{items}</ol></div>'


def _wordpress_notes(notes: list[Note]) -> str:
    items = "".join(
        f'<li id="fn-77-{n}">{" ".join(note.paragraphs)} <a href="#fnref-77-{n}" aria-label="Jump to footnote {n}">↩︎</a></li>'
        for n, note in enumerate(notes, 1)
    )
    return f'<ol class="wp-block-footnotes">{items}</ol>'


def _substack_notes(notes: list[Note]) -> str:
    return "".join(
        f'<div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-{n}" href="#footnote-anchor-{n}" '
        f'class="footnote-number" contenteditable="false" target="_self">{n}</a>'
        f'<div class="footnote-content">{_paragraphs(note.paragraphs)}</div></div>'
        for n, note in enumerate(notes, 1)
    )


def _word_notes(notes: list[Note]) -> str:
    return "<hr>" + "".join(
        _paragraphs(note.paragraphs, first=f'<a href="#_ftnref{n}" name="_ftn{n}">[{n}]</a> ')
        for n, note in enumerate(notes, 1)
    )


def _sign_notes(notes: list[Note]) -> str:
    return "".join(
        f'<p class="small" id="note{n}"><sup>{note.number}</sup> {note.paragraphs[0]}</p>'
        for n, note in enumerate(notes, 1)
    )


def _plain_notes(notes: list[Note]) -> str:
    return "<h2>Notes</h2>" + "".join(
        f"<p>[{note.number}] {' '.join(note.paragraphs)}</p>" for note in notes
    )


def _breaks_notes(notes: list[Note]) -> str:
    return "<p><strong>Notes</strong></p><p>" + "<br>\n".join(
        f"{note.number}. {' '.join(note.paragraphs)}" for note in notes
    ) + "</p>"  # fmt: skip


def _definition_notes(notes: list[Note]) -> str:
    rows = "".join(
        f'<dt id="f{n}"><a href="#r{n}">{n}</a></dt><dd>{_paragraphs(note.paragraphs)}</dd>'
        for n, note in enumerate(notes, 1)
    )
    return f'<section role="doc-endnotes"><dl>{rows}</dl></section>'


STYLES: Final = (
    Style(
        "WordPress", _in_article, lambda n, m: f'<sup data-fn="77-{n}" class="fn"><a href="#fn-77-{n}" id="fnref-77-{n}">{m}</a></sup>',
        _wordpress_notes,
        heading=lambda level, text: f'<h{level} class="wp-block-heading">{text}</h{level}>',
        figure=lambda text: f'<div class="wp-caption alignnone"><img src="/c.png"><p class="wp-caption-text">{text}</p></div>',
        quote=lambda text, who: f'<blockquote class="wp-block-quote"><p>{text}</p><cite>{who}</cite></blockquote>',
    ),
    Style(
        "GOV.UK", _gov_page, lambda n, m: f'<sup id="fnref:{n}" role="doc-noteref"><a href="#fn:{n}" class="govuk-link" rel="footnote">[footnote {m}]</a></sup>',
        lambda notes: _list_of_notes(notes, ids="fn:{}", cls="footnotes", back=' <a href="#fnref:{}" class="govuk-link" role="doc-backlink" aria-label="go to where this is referenced">↩</a>'),
        quote=lambda text, who: f"<blockquote><p class='last-child'>{text}</p></blockquote><p>— {who}</p>",
    ),
    Style(
        "Substack", _in_article, lambda n, m: f'<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-{n}" href="#footnote-{n}" target="_self">{m}</a>',
        _substack_notes,
        heading=lambda level, text: f'<h{level} class="header-anchor-post">{text}<div class="header-anchor-parent"><div class="header-anchor-widget" id="a"></div></div></h{level}>',
        paragraph=lambda text: f"<p><span>{text}</span></p>",
        quote=lambda text, who: f"<blockquote><p>{text}</p><p>— {who}</p></blockquote>",
    ),
    Style(
        "div soup", _in_soup, lambda n, m: f"<sup>{m}</sup>", _breaks_notes,
        heading=lambda level, text: f'<h{level} class="font_{level}" style="font-size:2{level}px"><span class="wixui-rich-text__text"><strong>{text}</strong></span></h{level}>',
        paragraph=lambda text: f'<div class="font_8"><span class="wixui"><span style="color:#000">{text}</span></span></div>',
        figure=lambda text: f'<div><img src="/a.png"><div class="caption">{text}</div></div>',
        quote=lambda text, who: f'<figure><blockquote>{text}</blockquote><figcaption>{who}</figcaption></figure>',
    ),
    Style(
        "academic", _in_article, lambda n, m: f'<a href="#fn{n}" class="footnote-ref" id="fnref{n}" role="doc-noteref"><sup>{m}</sup></a>',
        lambda notes: _list_of_notes(notes, ids="fn{}", cls="footnotes footnotes-end-of-document", back='<a href="#fnref{}" class="footnote-back" role="doc-backlink">↩︎</a>'),
        quote=lambda text, who: f'<blockquote cite="https://example.org/lecture"><p>{text}</p><p><cite>{who}</cite></p></blockquote>',
    ),
    Style("Word export", _in_article, lambda n, m: f'<a href="#_ftn{n}" name="_ftnref{n}">[{m}]</a>', _word_notes),
    Style("signs", _in_article, lambda n, m: f'<a href="#note{n}"><sup>{m}</sup></a>', _sign_notes, symbols=True),
    Style("typed in", _in_article, lambda n, m: f"[{m}]", _plain_notes),
    Style(
        "encyclopaedia", _in_article, lambda n, m: f'<sup id="cite_ref-{n}" class="reference"><a href="#cite_note-{n}"><span class="cite-bracket">[</span>{m}<span class="cite-bracket">]</span></a></sup>',
        lambda notes: '<h2>References<span class="mw-editsection">[<a href="/edit">edit</a>]</span></h2><ol class="references">' + "".join(
            f'<li id="cite_note-{n}"><span class="mw-cite-backlink"><b><a href="#cite_ref-{n}">^</a></b></span> <span class="reference-text">{" ".join(note.paragraphs)}</span></li>' for n, note in enumerate(notes, 1)) + "</ol>",
        figure=lambda text: f'<figure typeof="mw:File/Thumb"><a href="/f"><img src="/f.png"></a><figcaption>{text}</figcaption></figure>',
    ),
    Style("definitions", _in_article, lambda n, m: f'<a id="r{n}" href="#f{n}" epub:type="noteref">{m}</a>', _definition_notes),
    Style(
        "labelled sup", _in_article, lambda n, m: f'<sup><a href="#footnote{n}_x" title="{"See note"}">{m}</a></sup>',
        lambda notes: '<h3>Endnotes</h3><ul class="footnotes">' + "".join(
            f'<li class="footnote" id="footnote{n}_x"><a class="footnote-label" href="#ref{n}">{n}.</a> {" ".join(note.paragraphs)}</li>' for n, note in enumerate(notes, 1)) + "</ul>",
    ),
)  # fmt: skip
"""How pages are written."""
