"""A work as plain text: one paragraph a line (good for grep and diff), headings underlined, notes
at the end.
"""

from __future__ import annotations

from briefing_ingest.dataset import Block, Dataset, Note, Work
from briefing_ingest.export.addresses import beside
from briefing_ingest.export.colophon import colophon
from briefing_ingest.export.inline import Inline, inlines, item_mark, note_numbers


def render_text(work: Work, dataset: Dataset) -> str:
    """``work`` as plain text that ends in a newline; a note reference is [3], and so begins the
    note. Behind a damaged address that was repaired stands how it is printed.
    """
    numbers = note_numbers(work)
    parts = (
        []
        if any(block.kind == "title" for block in work.blocks)
        else [_underlined(work.title, "=")]
    )
    previous = ""
    for block in work.blocks:
        rendered = _block(block, numbers)
        if block.kind == previous == "list_item":
            parts[-1] += "\n" + rendered
        else:
            parts.append(rendered)
        previous = block.kind
    parts += ["\n".join(f"[{note.number}] {_marked(note, numbers)}" for note in work.notes)]
    parts += ["\n".join(f"{name}: {'; '.join(values)}" for name, values in colophon(work, dataset))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block, numbers: dict[str, str]) -> str:
    text = _marked(block, numbers)
    if block.kind == "title":
        return _underlined(text, "=")
    if block.kind == "heading":
        return _underlined(text, "-")
    if block.kind == "list_item":
        return "  " * ((block.level or 1) - 1) + f"{item_mark(block) or '-'} {text}"
    if block.label:
        return f"{' '.join(filter(None, (block.label.name, block.label.number)))}: {text}"
    return text


def _marked(block: Block | Note, numbers: dict[str, str]) -> str:
    return "".join(_plain(piece) for piece in inlines(block, numbers))


def _plain(piece: Inline) -> str:
    if piece.note:
        return f"[{piece.note}]"
    return beside(piece.right, piece.printed) if piece.right else piece.text


def _underlined(text: str, line: str) -> str:
    return f"{text}\n{line * max(map(len, text.splitlines() or ['']))}"
