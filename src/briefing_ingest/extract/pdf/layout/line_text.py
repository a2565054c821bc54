"""The text of a line of a PDF page, and of a table on it, with what each piece of it stands for in
the raw text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from briefing_ingest.extract.pdf.page.glyphs import Glyph, PageText
from briefing_ingest.extract.pdf.page.words import Word, gaps, no_space, word_gap
from briefing_ingest.extract.pdf.tables.grid import Cell, text_lines
from briefing_ingest.extract.pdf.tables.table import Table
from briefing_ingest.text import Span
from briefing_ingest.traced import Piece, TracedText, merged_spans

_LINE_END: Final = "line_end"


def trace_line(glyphs: Sequence[Glyph], text: PageText, doubled: Sequence[Span]) -> TracedText:
    """The line as text: words separated by spaces, the spans drawn twice (``doubled``) cut, and a
    line end.
    """
    between = gaps(glyphs)
    limit = word_gap(glyphs, between)
    pieces: list[Piece] = []
    copied = 0  # the characters before this one are in a piece
    for index in _seams(glyphs, between, limit):
        glyph = glyphs[index]
        if copied < index:
            _append(pieces, _copy(glyphs[copied:index]))
            copied = index
        if index:
            pieces.extend(_gap(glyphs[index - 1], glyph, text, wide=between[index - 1] > limit))
        if glyph.repair:
            _append(pieces, Piece(glyph.text, glyph.raw, glyph.raw_end, (glyph.repair,)))
            copied = index + 1
    if copied < len(glyphs):
        _append(pieces, _copy(glyphs[copied:]))
    return TracedText((*pieces, *_cut_copies(doubled), _line_end(glyphs[-1], text)))


def trace_table(table: Table, doubled: Sequence[Span]) -> TracedText:
    """The table as text: cells separated by tabs, rows by line ends, the lines of a cell by spaces;
    the spans drawn twice (``doubled``) are cut.
    """
    start = next(table.words()).glyphs[0].raw
    pieces: list[Piece] = []
    for row, cells in enumerate(table.rows):
        if row:
            pieces.append(_sign("\n", "table_rows", pieces, start))
        for column, cell in enumerate(cells):
            if column:
                pieces.append(_sign("\t", "table_cells", pieces, start))
            for word in _words_in_order(cell):
                if pieces and not pieces[-1].text.isspace():
                    pieces.append(_sign(" ", "word_gap", pieces, start))
                _append_word(pieces, word)
    end = _sign("\n", _LINE_END, pieces, start)
    return TracedText((*pieces, *_cut_copies(doubled), end))


# --- lines ----------------------------------------------------------------------------------------


def _seams(glyphs: Sequence[Glyph], between: Sequence[float], limit: float) -> Sequence[int]:
    """The indices of the characters that do not simply continue what stands before them: the raw
    text has something between, the gap is wider than ``limit``, or one of the two is repaired.
    """
    raws = [glyph.raw for glyph in glyphs]
    ends = [glyph.raw_end for glyph in glyphs]
    steps = zip(raws[1:], ends, between, strict=False)
    apart = [
        index
        for index, (raw, end, space) in enumerate(steps, start=1)
        if raw != end or space > limit
    ]
    repaired = [index for index, glyph in enumerate(glyphs) if glyph.repair]
    if not repaired:
        return apart
    behind = {index + 1 for index in repaired} - {len(glyphs)}
    return sorted({*apart, *repaired, *behind})


def _copy(glyphs: Sequence[Glyph]) -> Piece:
    """Characters that stand in the raw text as they are shown, one behind the other."""
    return Piece("".join([glyph.text for glyph in glyphs]), glyphs[0].raw, glyphs[-1].raw_end)


def _gap(left: Glyph, right: Glyph, text: PageText, *, wide: bool) -> Iterator[Piece]:
    """What stands for the gap between two characters of a line: a space, if the gap is ``wide`` and
    has none; nothing for a line end of the raw text.
    """
    spaced = wide and no_space(left, right)
    end = left.raw_end
    over_line_end = right.raw == end + 1 and _has_line_end(left, text)
    if spaced or over_line_end:
        yield Piece(" " if spaced else "", end, end + over_line_end, ("word_gap",))


def _line_end(last: Glyph, text: PageText) -> Piece:
    end = last.raw_end
    if _has_line_end(last, text):
        return Piece("\n", end, end + 1)
    return Piece("\n", end, end, (_LINE_END,))


def _has_line_end(glyph: Glyph, text: PageText) -> bool:
    """Whether the raw text has a line end behind the character."""
    return text.text.startswith("\n", glyph.raw_end - text.start)


# --- tables ---------------------------------------------------------------------------------------


def _words_in_order(cell: Cell) -> Iterator[Word]:
    """The words of a cell, line by line."""
    return (word for line in text_lines(cell) for word in line.words)


def _sign(text: str, repair: str, pieces: Sequence[Piece], start: int) -> Piece:
    """A sign that the page has no character for, behind ``pieces``; ``start`` is where the raw text
    of the table begins.
    """
    at = pieces[-1].raw_end if pieces else start
    return Piece(text, at, at, (repair,))


def _append_word(pieces: list[Piece], word: Word) -> None:
    for glyph in word.glyphs:
        repairs = (glyph.repair,) if glyph.repair else ()
        _append(pieces, Piece(glyph.text, glyph.raw, glyph.raw_end, repairs))


# --- pieces ---------------------------------------------------------------------------------------


def _append(pieces: list[Piece], piece: Piece) -> None:
    """``piece`` as part of the last one where they adjoin and are copies, or of one repair."""
    if pieces and pieces[-1].repairs == piece.repairs and pieces[-1].raw_end == piece.raw_start:
        last = pieces.pop()
        piece = Piece(last.text + piece.text, last.raw_start, piece.raw_end, piece.repairs)
    pieces.append(piece)


def _cut_copies(doubled: Iterable[Span]) -> Iterator[Piece]:
    """The characters that were drawn twice, as nothing."""
    for span in merged_spans(doubled):
        yield Piece("", span.start, span.end, ("doubled_characters",))
