"""A work as Markdown (CommonMark with the tables and footnotes of GitHub's dialect)."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Final, NamedTuple

from briefing_ingest.dataset import Block, Dataset, Note, Work
from briefing_ingest.export.addresses import beside
from briefing_ingest.export.colophon import colophon
from briefing_ingest.export.html_ import set_apart, spanning
from briefing_ingest.export.inline import Inline, inlines, item_mark, item_number, note_numbers
from briefing_ingest.text import slug

# What may begin or end emphasis, code, a link, an element, an entity, a strike or a table cell,
# wherever it stands.
# NUL stands for a link or footnote mark: a "!" before one would make a picture, a "(" or ":" after
# one a link or note.
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]|!(?=\0)|(?<=\0)[(:]")
# What makes a line a heading, quote, list item, rule or code block only where it begins the line.
_LINE_START = re.compile(r"^([ \t]*)(?:([#+=-])|(\d{1,9})([.)]))")


def render_markdown(work: Work, dataset: Dataset) -> str:
    """``work`` as Markdown that ends in a newline: notes are footnotes, what Markdown would take
    for markup is escaped.

    What the text says is what a Markdown reader shows; only line breaks within headings and cells
    become spaces, and a damaged address is shown as it should read, the printed form behind it.
    """
    numbers = note_labels(work)
    parts = (
        []
        if any(block.kind == "title" for block in work.blocks)
        else [f"# {_one_line(escape(work.title))}"]
    )
    for is_item, run in groupby(work.blocks, key=lambda block: block.kind == "list_item"):
        blocks = list(run)
        parts += (
            [_items(blocks, numbers)] if is_item else [_block(block, numbers) for block in blocks]
        )
    parts += [
        f"[^{numbers[note.id]}]: {_indented(_inline(note, numbers), 4)}" for note in work.notes
    ]
    facts = [
        f"{name}: {'; '.join(map(_address, values))}" for name, values in colophon(work, dataset)
    ]
    parts += ["---", "\\\n".join(facts)]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    r"""``text`` so that Markdown shows it as it stands, its line breaks kept.

    >>> print(escape("1. *stars* & [brackets]"))
    1\. \*stars\* \& \[brackets\]
    """
    lines = [
        _LINE_START.sub(_escaped_start, line.strip())
        for line in _SPECIAL.sub(r"\\\g<0>", text).split("\n")
    ]
    return "\\\n".join(line for line in lines if line)


def note_labels(work: Work) -> dict[str, str]:
    """A footnote label for each note id: the printed number, or the id where the number is no word
    or is used twice.
    """
    numbers = note_numbers(work)
    often = Counter(numbers.values())
    return {
        name: number if re.fullmatch(r"[A-Za-z0-9]+", number) and often[number] == 1 else slug(name)
        for name, number in numbers.items()
    }


def _escaped_start(match: re.Match[str]) -> str:
    space, mark, number, dot = match.groups()
    return f"{space}\\{mark}" if mark else f"{space}{number}\\{dot}"


def _block(block: Block, numbers: dict[str, str]) -> str:
    if block.kind == "table" and block.cells:
        return _table(block, numbers)
    text = _inline(block, numbers)
    if block.kind in {"title", "heading"}:
        depth = 1 if block.kind == "title" else min((block.level or 1) + 1, 6)
        return f"{'#' * depth} {_one_line(text)}"
    if block.kind == "quote":
        return "> " + text.replace("\n", "\n> ")
    return _label(block) + text


class _ItemNumber(NamedTuple):
    """The number of a list item as Markdown prints it, "3." or "3)"."""

    number: int
    sign: str


_OTHER_SIGN: Final = {".": ")", ")": "."}


def _items(items: Iterable[Block], numbers: dict[str, str]) -> str:
    """A run of list items, each a line or more."""
    counted: dict[int, _ItemNumber | None] = {}
    """By level, the last item's number."""
    out, above = "", 0
    for item in items:
        level = item.level or 1
        number = _markdown_number(item, counted.get(level))
        counted = {outer: last for outer, last in counted.items() if outer < level}
        counted[level] = number
        # Three spaces are as wide as "1. ", and too few for a block of code.
        lead = "   " * (level - 1) + _item_sign(item, number)
        # In an item, only a list that begins with 1 can follow its text without a blank line.
        is_inner = level > above and bool(above)
        blank = is_inner and item_number(item) not in {None, 1}
        out += ("\n\n" if blank else "\n" if out else "") + lead
        out += _indented(_inline(item, numbers), len(lead))
        above = level
    return out


def _markdown_number(item: Block, last: _ItemNumber | None) -> _ItemNumber | None:
    """The number of an item that follows ``last`` on its level; None where Markdown has none such,
    as its lists have no letters.

    A reader of Markdown numbers a list by its first item; another sign behind the number begins a
    new one.
    """
    number = item_number(item)
    if number is None or number < 0:
        return None
    if last is None:
        return _ItemNumber(number, ".")
    goes_on = number == last.number + 1
    return _ItemNumber(number, last.sign if goes_on else _OTHER_SIGN[last.sign])


def _item_sign(item: Block, number: _ItemNumber | None) -> str:
    """What begins the line of an item: its number, or a dash and the mark that is printed."""
    if number is not None:
        return f"{number.number}{number.sign} "
    mark = item_mark(item)
    return f"- {mark} " if mark else "- "


def _label(block: Block) -> str:
    if block.label is None:
        return ""
    return f"**{escape(' '.join(filter(None, (block.label.name, block.label.number))))}.** "


def _inline(
    block: Block | Note, numbers: dict[str, str], start: int = 0, end: int | None = None
) -> str:
    """Part of a block with its links and footnote marks. Escaping sees whole lines, so that it
    knows line starts.
    """
    marks: list[str] = []
    plain = ""
    for piece in inlines(block, numbers, start, end):
        around = _around(piece, beside=plain.endswith("\0"))
        if piece.note or piece.url:
            marks.append(
                f"[^{piece.note}]"
                if piece.note
                else around[0]
                + _link(piece.right or piece.text, piece.url)
                + around[1]
                + _printed(piece)
            )
            plain += "\0"
        else:
            marks += around if piece.kinds else ()
            plain += ("\0{}\0" if piece.kinds else "{}").format(piece.text.replace("\0", "\ufffd"))
    first, *rest = escape(plain).split("\0")
    return first + "".join(mark + text for mark, text in zip(marks, rest, strict=True))


def _around(piece: Inline, *, beside: bool) -> tuple[str, str]:
    """What sets a piece apart, before and behind it: stars where they cannot be misread, or else
    elements.

    Stars beside spaces, punctuation or other marks (``beside``) may be none (CommonMark 0.31.2,
    6.2).
    """
    sure = piece.text[:1].isalnum() and piece.text[-1:].isalnum() and not piece.url and not beside
    stars = "".join("**" if kind == "strong" else "*" for kind in piece.kinds)
    before, _, behind = set_apart("\0", piece.kinds).partition("\0")
    return (stars, stars) if sure else (before, behind)


def _link(text: str, url: str) -> str:
    target = re.sub(r"[<>\s\\]", lambda match: f"%{ord(match[0]):02X}", url)
    return f"<{target}>" if text == url == target else f"[{_one_line(escape(text))}](<{target}>)"


def _printed(piece: Inline) -> str:
    """How an address that was repaired is printed; as code, since a reader of Markdown would make a
    link of it.
    """
    if not piece.right:
        return ""
    code = f"`{piece.printed}`" if not re.search(r"[`|\\\n]", piece.printed) else ""
    return f" (printed: {code or _one_line(escape(piece.printed))})"


def _address(value: str) -> str:
    return f"<{value}>" if re.fullmatch(r"https?://[^\s<>]+", value) else escape(value)


def _table(block: Block, numbers: dict[str, str]) -> str:
    """A pipe table, or an HTML table where cells span others, since a pipe table cannot say so.

    The first row of a pipe table is the head, since it must have one; missing cells are empty.
    """
    cells = block.cells or ()
    if any(cell.rows or cell.columns for cell in cells):
        return _html_table(block, numbers)
    shown = {
        (cell.row, cell.column): _one_line(_inline(block, numbers, cell.start, cell.end))
        for cell in cells
    }
    height = 1 + max(row for row, _ in shown)
    width = 1 + max(column for _, column in shown)
    rows = [
        _pipe_row([shown.get((row, column), "") for column in range(width)])
        for row in range(height)
    ]
    return "\n".join([rows[0], "|" + " --- |" * width, *rows[1:]])


def _pipe_row(texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _html_table(block: Block, numbers: dict[str, str]) -> str:
    """No blank line within, which would end it; text and note marks as HTML, since Markdown is not
    read inside.
    """
    rows: dict[int, list[str]] = {}
    for cell in block.cells or ():
        pieces = inlines(block, numbers, cell.start, cell.end)
        said = "".join(
            f"<sup>{html.escape(p.note)}</sup>" if p.note else _in_html_cell(p) for p in pieces
        )
        tag = "th" if cell.header else "td"
        shown = f"<{tag}{spanning(cell)}>{' '.join(said.split())}</{tag}>"
        rows.setdefault(cell.row, []).append(shown)
    return "\n".join(
        [
            "<table>",
            *(f"<tr>{''.join(cells)}</tr>" for _, cells in sorted(rows.items())),
            "</table>",
        ]
    )


def _in_html_cell(piece: Inline) -> str:
    return html.escape(beside(piece.right, piece.printed) if piece.right else piece.text)


def _one_line(text: str) -> str:
    return text.replace("\\\n", " ").replace("\n", " ")


def _indented(text: str, by: int) -> str:
    return text.replace("\n", "\n" + " " * by)
