"""Makes test documents: one briefing, described as a list of passages, as a PDF in columns, a plain
PDF, or a page.

The bytes depend on the passages alone: dates are fixed and nothing is random.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Literal

from fpdf import FPDF
from fpdf.enums import XPos, YPos

Kind = Literal["title", "subtitle", "byline", "heading", "paragraph", "sidebar", "note", "licence"]

_DATE = datetime(2019, 12, 12, 9, 30, tzinfo=UTC)
_RUNNING_HEAD = "Briefings on justice"
_MARGIN, _GUTTER, _FOOT = 20.0, 10.0, 25.0
"""In millimetres, as fpdf counts; a gutter of 10 mm is 28 points."""
_SIZES: dict[str, float] = {
    "title": 24,
    "subtitle": 14,
    "heading": 13,
    "byline": 10,
    "note": 8,
    "licence": 8,
}
_BOLD = frozenset({"title", "heading"})
_WIDE = frozenset({"title", "subtitle", "byline"})


@dataclass(frozen=True)
class Passage:
    """A block of the briefing. ``note_numbers_at`` are (offset, number) of the notes called in it,
    in order.

    The text of a note holds no number of its own: the only entry of its ``note_numbers_at`` says
    it, at offset 0. A sidebar is printed in a box beside the text (PDF) or in an aside of the
    article (HTML).
    """

    kind: Kind
    text: str
    note_numbers_at: tuple[tuple[int, str], ...] = ()


SAMPLE: tuple[Passage, ...] = (
    Passage("title", "Fair and effective"),
    Passage("subtitle", "Ideas for councils – and for “friends” of courts"),
    Passage("byline", "Jo Bloggs and Sam Smith"),
    Passage("heading", "Introduction"),
    *(
        Passage("paragraph", text, ((text.index(" Each of"), str(number)),))
        for number in range(1, 5)
        for text in (
            f"Paragraph {number} tells of councils that tried something new, wrote down what came "
            f"of it and were read "
            "by others. Each of them began with the people concerned, asked what they needed, and "
            "kept at it for long.",
        )
    ),
    Passage(
        "sidebar", "Main challenges are time, money and trust, and the greatest of these is trust."
    ),
    Passage("heading", "What works"),
    *(
        Passage(
            "paragraph",
            f"Measure {number} costs little and saves much: neighbours meet, quarrels are settled "
            f"before they grow and "
            "those who did harm mend it. Courts have more time for what only courts can do. It’s "
            "worth trying twice.",
        )
        for number in range(1, 22)
    ),
    Passage("heading", "Notes"),
    *(
        Passage("note", f"Ministry of Examples, Report {n}, 201{n}.", ((0, str(n)),))
        for n in range(1, 5)
    ),
    Passage("licence", "This work is licensed under CC BY-NC-ND 3.0."),
)


# --- PDF ------------------------------------------------------------------------------------------


class _Paper(FPDF):
    """A page with running head and page number; fpdf calls these two methods at each page break."""

    heads = True

    def header(self) -> None:
        if self.heads and self.page_no() > 1:
            self.set_font("Helvetica", size=8)
            self.text(_MARGIN, 12, _RUNNING_HEAD)

    def footer(self) -> None:
        if self.heads:
            self.set_font("Helvetica", size=8)
            self.text(self.w / 2, self.h - 12, str(self.page_no()))


def one_column_pdf(passages: Sequence[Passage]) -> bytes:
    """A plain PDF: everything in one column, note numbers as superscripts, page numbers, a running
    head."""
    paper = _paper(passages)
    for passage in passages:
        _print(paper, passage)
    return bytes(paper.output())


def two_column_pdf(passages: Sequence[Passage]) -> bytes:
    """A PDF with its title over two columns, a boxed sidebar on the first page, and endnotes at the
    end.

    Text runs from column to column and page to page in the middle of a paragraph; the stream holds
    the sidebar last.
    """
    paper = _paper(passages)
    for passage in passages:
        if passage.kind in _WIDE:
            _print(paper, passage)
    sidebars = [passage for passage in passages if passage.kind == "sidebar"]
    box_height = 45.0 if sidebars else 0.0
    width = (paper.w - 2 * _MARGIN - _GUTTER) / 2
    flowing = [passage for passage in passages if passage.kind not in _WIDE | {"sidebar"}]
    flow = [line for passage in flowing for line in _set(paper, passage, width)]
    top, column, y = paper.get_y() + 4, 0, paper.get_y() + 4
    for line in flow:
        boxed = box_height if paper.page_no() == 1 and column == 1 else 0.0
        if y + line.height > paper.h - _FOOT - boxed:
            column, y = column + 1, top
            if column == 2:
                paper.add_page()
                column, top = 0, 20.0
                y = top
        _print_line(paper, line, _MARGIN + column * (width + _GUTTER), y)
        y += line.height
    if sidebars:
        paper.page = 1
        _print_box(paper, sidebars, width, box_height)
        paper.page = paper.pages_count
    return bytes(paper.output())


@dataclass(frozen=True)
class _SetLine:
    """A line of type: words with the font size and whether they are raised."""

    words: tuple[tuple[str, bool], ...]
    size: float
    bold: bool
    height: float


def _first(passages: Sequence[Passage], kind: Kind) -> str:
    return next((passage.text for passage in passages if passage.kind == kind), "")


def _paper(passages: Sequence[Passage] = (), *, heads: bool = True) -> FPDF:
    paper = _Paper(format="A4")
    paper.heads = heads
    paper.core_fonts_encoding = (
        "cp1252"  # the core fonts are written with WinAnsiEncoding: curly quotes print
    )
    paper.set_creation_date(_DATE)
    if passages:
        paper.set_title(_first(passages, "title"))
        paper.set_author(_first(passages, "byline"))
    paper.set_margins(_MARGIN, 20, _MARGIN)
    paper.set_auto_page_break(True, _FOOT)
    paper.c_margin = 0
    paper.add_page()
    return paper


def _print(paper: FPDF, passage: Passage) -> None:
    for line in _set(paper, passage, paper.w - 2 * _MARGIN):
        if paper.get_y() + line.height > paper.h - _FOOT:
            paper.add_page()
        y = paper.get_y()
        _print_line(paper, line, _MARGIN, y)
        paper.set_y(y + line.height)


def _set(paper: FPDF, passage: Passage, width: float) -> list[_SetLine]:
    """The passage broken into lines of that width, the last one with the space after it."""
    size, bold = _SIZES.get(passage.kind, 10.0), passage.kind in _BOLD
    leading = size * 0.45
    lines: list[list[tuple[str, bool]]] = [[]]
    room = width
    for word in _fitting(paper, passage, width):
        needed = sum(_width(paper, text, size, bold=bold, raised=raised) for text, raised in word)
        space = _width(paper, " ", size, bold=bold, raised=False)
        if lines[-1] and needed + space > room:
            lines.append([])
            room = width
        if lines[-1]:
            lines[-1].append((" ", False))
            needed += space
        lines[-1].extend(word)
        room -= needed
    after = [0.0] * (len(lines) - 1) + [leading * 0.7]
    return [
        _SetLine(tuple(line), size, bold, leading + gap)
        for line, gap in zip(lines, after, strict=True)
    ]


def _fitting(paper: FPDF, passage: Passage, width: float) -> Iterator[list[tuple[str, bool]]]:
    """The words, one wider than a line (an address) broken where the line is full, with no
    hyphen."""
    size, bold = _SIZES.get(passage.kind, 10.0), passage.kind in _BOLD
    for word in _words(passage):
        part, room = "", width
        for text, raised in word:
            for letter in text:
                needed = _width(paper, letter, size, bold=bold, raised=raised)
                if needed > room:
                    yield [(part, False)]
                    part, room = "", width
                part, room = part + letter, room - needed
        if room < width and part != "".join(text for text, _ in word):
            yield [(part, False)]
        else:
            yield word


def _words(passage: Passage) -> Iterator[list[tuple[str, bool]]]:
    """Words as lists of (text, raised): a note number is glued to the word before it."""
    marked, at = "", 0
    for offset, number in passage.note_numbers_at:
        marked += (
            passage.text[at:offset] + "\0" + number + ("\0 " if passage.kind == "note" else "\0")
        )
        at = offset
    for word in (marked + passage.text[at:]).split():
        yield [(part, index % 2 == 1) for index, part in enumerate(word.split("\0")) if part]


def _width(paper: FPDF, text: str, size: float, *, bold: bool, raised: bool) -> float:
    paper.set_font("Helvetica", style="B" if bold else "", size=size * (0.6 if raised else 1))
    return float(paper.get_string_width(text))


def _print_line(paper: FPDF, line: _SetLine, x: float, y: float) -> None:
    """Prints words of one font together, so that the stream has space characters as real files
    do."""
    baseline = y + line.size * 0.35
    runs: list[tuple[str, bool]] = []
    for text, raised in line.words:
        if runs and runs[-1][1] == raised:
            runs[-1] = (runs[-1][0] + text, raised)
        else:
            runs.append((text, raised))
    for text, raised in runs:
        width = _width(paper, text, line.size, bold=line.bold, raised=raised)
        paper.text(x, baseline - (line.size * 0.12 if raised else 0), text)
        x += width


def _print_box(paper: FPDF, sidebars: Sequence[Passage], width: float, height: float) -> None:
    x, y = _MARGIN + width + _GUTTER, paper.h - _FOOT - height + 6
    paper.rect(x - 2, y - 3, width + 4, height - 6)
    for passage in sidebars:
        for line in _set(paper, passage, width):
            _print_line(paper, line, x, y)
            y += line.height


# --- HTML -----------------------------------------------------------------------------------------


def html_page(passages: Sequence[Passage], *, chrome: bool = True) -> bytes:
    """The briefing as a web page; with ``chrome``, a site's navigation, sharing, related posts and
    newsletter too."""
    body: list[str] = []
    for is_note, group in groupby(passages, key=lambda passage: passage.kind == "note"):
        elements = [_list_item(passage) if is_note else _element(passage) for passage in group]
        body.extend(["<ol>", *elements, "</ol>"] if is_note else elements)
    article = "\n".join(["<article>", *body, "</article>"])
    title, author = html.escape(_first(passages, "title")), html.escape(_first(passages, "byline"))
    page = f"{_SITE_TOP}\n<main>\n{article}\n</main>\n{_SITE_FOOT}" if chrome else article
    head = (
        f'<meta charset="utf-8"><title>{title} | Example</title><meta name="author" '
        f'content="{author}">'
    )
    return (
        f"<!DOCTYPE html>\n<html "
        f'lang="en-GB">\n<head>{head}</head>\n<body>\n{page}\n</body>\n</html>\n'
    ).encode()


_SITE_TOP = """<header><a href="/">Example</a></header>
<nav><ul><li><a href="/about">About us</a></li><li><a href="/work">Our work</a></li></ul></nav>"""
_SITE_FOOT = """<div class="share-links"><a href="#">Share this</a></div>
<aside><h2>Related posts</h2><p>Another post that has nothing to do with it.</p></aside>
<form action="/subscribe"><p>Sign up to our newsletter</p><button>Go</button></form>
<script>var tracked = "<p>not text</p>";</script>
<footer><p>All rights reserved.</p></footer>"""
_TAGS = {
    "title": "h1",
    "subtitle": 'p class="subtitle"',
    "heading": "h2",
    "byline": 'p class="byline"',
}


def _element(passage: Passage) -> str:
    inner, at = "", 0
    for offset, number in passage.note_numbers_at:
        inner += html.escape(passage.text[at:offset])
        inner += f'<sup id="r{number}"><a href="#fn{number}">{number}</a></sup>'
        at = offset
    inner += html.escape(passage.text[at:])
    if passage.kind == "sidebar":
        return f"<aside>\n<p>{inner}</p>\n</aside>"
    tag = _TAGS.get(passage.kind, "p")
    return f"<{tag}>{inner}</{tag.split()[0]}>"


def _list_item(note: Passage) -> str:
    """A note with the link back to where it is called, as blogging software adds it."""
    number = note.note_numbers_at[0][1] if note.note_numbers_at else ""
    back = f'<a class="footnote-backref" href="#r{number}" role="doc-backlink">↩</a>'
    return f'<li id="fn{number}" value="{number}">{html.escape(note.text)} {back}</li>'


# --- bad files ------------------------------------------------------------------------------------


def truncated_pdf() -> bytes:
    """A PDF whose download was cut off before the text of its first page."""
    whole = one_column_pdf(SAMPLE)
    return whole[: whole.index(b"stream") + 20]


def encrypted_pdf() -> bytes:
    """A PDF that opens only with a password."""
    paper = _paper(heads=False)
    paper.set_encryption(owner_password="owner", user_password="user")
    paper.set_font("Helvetica", size=10)
    paper.cell(text="Secret", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    return bytes(paper.output())


def scanned_pdf() -> bytes:
    """A PDF of pictures without text."""
    from PIL import Image

    paper = _paper(heads=False)
    paper.image(Image.new("L", (40, 40), color=128), x=20, y=20, w=100)
    return bytes(paper.output())


def page_named_pdf() -> bytes:
    """What a failed download leaves under the name of a PDF."""
    return (
        b"<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body><h1>Not "
        b"Found</h1></body></html>\n"
    )
