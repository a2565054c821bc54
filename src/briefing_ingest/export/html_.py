"""A work as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import Final

from briefing_ingest.dataset import Block, Cell, Dataset, Note, Work
from briefing_ingest.export.colophon import colophon
from briefing_ingest.export.inline import Inline, inlines, item_mark, item_number, note_numbers
from briefing_ingest.model import EmphasisKind

_STYLE: Final = (
    ":root{color-scheme:light dark}body{font:1.05rem/1.6 Georgia,serif;max-width:42rem;margin:2rem "
    "auto;padding:0 1rem}"
    "aside,blockquote{border-left:.25rem "
    "solid;padding-left:1rem;margin-left:0}p{white-space:pre-line}"
    "td{border:1px solid;padding:.2rem .5rem}table{border-collapse:collapse}"
)


def render_html(work: Work, dataset: Dataset) -> str:
    """``work`` as an HTML page that ends in a newline: notes at the end, references to and fro."""
    numbers = note_numbers(work)
    parts = (
        []
        if any(block.kind == "title" for block in work.blocks)
        else [f"<h1>{escape(work.title)}</h1>"]
    )
    for tag, blocks in groupby(work.blocks, key=_list):
        shown = [_block(block, numbers) for block in blocks]
        parts += [f"<{tag}>", *shown, f"</{tag}>"] if tag else shown
    if work.notes:
        notes = [
            f'<li id="{note.id}" value="{_value(note)}">{_inline(note, numbers)}</li>'
            for note in work.notes
        ]
        parts += ["<h2>Notes</h2>", "<ol>", *notes, "</ol>"]
    facts = [
        f"<p>{escape(name)}: {'; '.join(map(escape, values))}</p>"
        for name, values in colophon(work, dataset)
    ]
    head = f'<meta charset="utf-8"><title>{escape(work.title)}</title><style>{_STYLE}</style>'
    start = f'<!doctype html>\n<html lang="{escape(work.language)}"><head>{head}</head><body><main>'
    return (
        "\n".join([start, *parts, "<footer>", *facts, "</footer>", "</main></body></html>"]) + "\n"
    )


def _list(block: Block) -> str:
    """The element of the list that the block is an item of, "" if it is none."""
    numbered = item_number(block) is not None
    return ("ol" if numbered else "ul") if block.kind == "list_item" else ""


def _value(note: Note) -> str:
    return note.number if note.number.isascii() and note.number.isdigit() else ""


def _block(block: Block, numbers: dict[str, str]) -> str:
    said = _inline(block, numbers)
    name = f'id="{block.id}"'
    if block.kind == "table" and block.cells:
        return f"<table {name}>{_rows(block, numbers)}</table>"
    if block.kind == "list_item":
        mark, number = item_mark(block), item_number(block)
        value = f' value="{number}"' if number is not None else ""
        letter = f"{escape(mark)} " if mark and not value else ""
        return f"<li {name}{value}>{letter}{said}</li>"
    if block.label:
        label = escape(" ".join(filter(None, (block.label.name, block.label.number))))
        return f"<aside {name}><p><strong>{label}.</strong> {said}</p></aside>"
    if block.kind == "quote":
        return f"<blockquote {name}><p>{said}</p></blockquote>"
    tag = {"title": "h1", "heading": f"h{min((block.level or 1) + 1, 6)}"}.get(block.kind, "p")
    return f"<{tag} {name}>{said}</{tag}>"


def _rows(block: Block, numbers: dict[str, str]) -> str:
    rows: dict[int, list[str]] = {}
    for cell in block.cells or ():
        said = _inline(block, numbers, (cell.start, cell.end))
        tag = "th" if cell.header else "td"
        rows.setdefault(cell.row, []).append(f"<{tag}{spanning(cell)}>{said}</{tag}>")
    return "".join(f"<tr>{''.join(cells)}</tr>" for _, cells in sorted(rows.items()))


def spanning(cell: Cell) -> str:
    """The attributes of an HTML cell that spans others; "" for one that does not."""
    sizes = (("rowspan", cell.rows), ("colspan", cell.columns))
    return "".join(f' {name}="{size}"' for name, size in sizes if size)


def set_apart(markup: str, kinds: Sequence[EmphasisKind]) -> str:
    """``markup`` in the elements that set it apart, the first of ``kinds`` outermost."""
    for kind in reversed(kinds):
        markup = f"<{kind}>{markup}</{kind}>"
    return markup


def _printed(piece: Inline) -> str:
    """How an address that was repaired is printed."""
    return f" <small>(printed: {escape(piece.printed)})</small>" if piece.right else ""


def _inline(
    text: Block | Note, numbers: dict[str, str], span: tuple[int, int] | None = None
) -> str:
    start, end = span or (0, len(text.text))
    ids = {number: name for name, number in numbers.items()}
    out = []
    for piece in inlines(text, numbers, start, end):
        if piece.note:
            out.append(
                f"<sup><a "
                f'href="#{escape(ids.get(piece.note, piece.note))}">{escape(piece.note)}</a></sup>'
            )
        elif piece.url.lower().startswith(("http:", "https:", "mailto:")):
            said = escape(piece.right or piece.text)
            link = set_apart(f'<a href="{escape(piece.url)}">{said}</a>', piece.kinds)
            out.append(link + _printed(piece))
        else:
            out.append(set_apart(escape(piece.text), piece.kinds))
    return "".join(out)
