"""How well a source was read: what is counted, and the verdict that follows from the counts.

The counts are published in the provenance; the verdict and its reasons, which say nothing that an
inserted paragraph would change, in the dataset.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from briefing_ingest.model import KEPT_BY_MAINTAINER, Block, DoubtfulPassage, Witness
from briefing_ingest.text import is_figure

Verdict = Literal["good", "check", "poor"]

MIN_PROMISE_GOOD: Final = 91
"""Percent. Web pages of which less is expected to be right are worth a look: of the pages of two
public benchmarks a seventh promises less, and more than half of the worst tenth is among them."""
MIN_SIZE_PERCENT: Final = 80
"""Of the longer of the two; the same pages."""
_MIN_PROMISE_FAIR: Final = 70
"""Percent. Below it about as much is wrong as right."""
_MAX_SHARE_UNMAPPED: Final = 0.002
"""Of the characters. One in five hundred is a broken word in every paragraph."""
_MAX_SHARE_UNMAPPED_FAIR: Final = 0.02
_MAX_SHARE_BARE_FAIR: Final = 0.5
"""Of the pages. Where more of them are pictures, the text is not the document."""
_MAX_SHARE_EMPTY_CELLS: Final = 0.5
"""Of the cells of a table. Tables whose columns are cut in wrong places are mostly empty."""
_MIN_CELLS: Final = 12
"""Smaller tables say too little."""
_MAX_SHARE_CROWDED: Final = 0.15
"""Of the cells of columns of figures. A cell with two figures where the others have one is two
cells."""
_UNMAPPED: Final = re.compile("[\\ufffd\\ue000-\\uf8ff\\U000f0000-\\U0010fffd]")


class LeftOut(NamedTuple):
    """What was left out for one reason."""

    reason: str
    passages: int
    words: int


class Counts(NamedTuple):
    """What is counted of a source."""

    words: int
    """Words of its text, notes included."""
    left_out: tuple[LeftOut, ...]
    """By reason, the most words first."""
    characters: int
    """Characters of its text."""
    unmapped: int
    """Characters of its text that no font or encoding explains: U+FFFD and private use."""
    pages: int
    bare_pages: tuple[int, ...]
    """Pages with drawing and with little or no text, 1-based."""
    promise: int | None
    """Of a web page, the percentage of its article that is expected to be right (F1)."""
    expected_words: int
    """Of a web page, how many words its article is expected to have; 0 if that is not known."""
    tables: int
    doubtful_tables: tuple[str, ...]
    """Why the cells of a table may be cut in wrong places, once for each such table."""


class Judgement(NamedTuple):
    """The verdict on a reading, and why it is not better, in words."""

    verdict: Verdict
    reasons: tuple[str, ...]


def counts_of(witness: Witness) -> Counts:
    """What is counted of one source."""
    texts = [block.text for block in (*witness.blocks, *witness.notes)]
    tables = [block for block in witness.blocks if block.kind == "table"]
    return Counts(
        words=sum(len(text.split()) for text in texts),
        left_out=tuple(_left_out(witness)),
        characters=sum(len(text) for text in texts),
        unmapped=sum(len(_UNMAPPED.findall(text)) for text in texts),
        pages=witness.signs.pages,
        bare_pages=witness.signs.bare_pages,
        promise=witness.signs.promise,
        expected_words=witness.signs.expected_words,
        tables=len(tables),
        doubtful_tables=tuple(one.doubt for one in witness.doubtful if one.kind == "table"),
    )


def doubtful_tables(witness: Witness) -> tuple[DoubtfulPassage, ...]:
    """The tables whose cells may be cut in wrong places, but for those that the maintainer has
    looked at.
    """
    decided = [p for p in witness.doubtful if p.reason == KEPT_BY_MAINTAINER]
    found = []
    for block in witness.blocks:
        doubt = table_doubt(block) if block.kind == "table" else ""
        start, end = block.traced.raw_start, block.traced.raw_end
        looked_at = any(p.raw_start < end and start < p.raw_end for p in decided)
        if doubt and not looked_at and block.places:
            said = " ".join(block.text.split())
            place = block.places[0]
            one = DoubtfulPassage(start, end, place, said, kept=True, reason="", doubt=doubt)
            found.append(one._replace(kind="table"))
    return tuple(found)


def _left_out(witness: Witness) -> Iterator[LeftOut]:
    passages: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for item in witness.furniture:
        passages[item.reason] += 1
        words[item.reason] += len(witness.raw_text[item.raw_start : item.raw_end].split())
    for reason in sorted(words, key=lambda reason: (-words[reason], reason)):
        yield LeftOut(reason, passages[reason], words[reason])


# --- tables ---------------------------------------------------------------------------------------


def table_doubt(table: Block) -> str:
    """Why the cells of a table may be cut in wrong places, in words; "" where nothing says so."""
    rows = [[table.text[slice(*cell)] for cell in row] for row in table.cells]
    cells = [cell for row in rows for cell in row]
    covered = sum(span.rows * span.columns - 1 for span in table.spans)
    empty = sum(not cell.strip() for cell in cells) - covered
    if len(cells) >= _MIN_CELLS and empty > _MAX_SHARE_EMPTY_CELLS * len(cells):
        return "most of its cells are empty"
    if _is_crowded(rows):
        return "some of its cells hold two figures, where others of the column hold one"
    return ""


def _is_crowded(rows: Sequence[Sequence[str]]) -> bool:
    """Whether columns of figures have cells with several."""
    single = crowded = 0
    for column in range(max(map(len, rows), default=0)):
        figures = _figures([row[column] for row in rows if column < len(row)])
        crowded += sum(count > 1 for count in figures)
        single += sum(count == 1 for count in figures)
    return single > 0 and crowded > _MAX_SHARE_CROWDED * (single + crowded)


def _figures(column: Sequence[str]) -> list[int]:
    """How many figures the cells of a column of figures have; none of another column."""
    cells = [cell.split() for cell in column if cell.strip()]
    figures = [len(cell) for cell in cells if all(map(is_figure, cell))]
    return figures if 2 * len(figures) > len(cells) else []


# --- the verdict ----------------------------------------------------------------------------------


def judged(counts: Counts) -> Judgement:
    """The verdict on the reading of a source, and the reasons for it, the gravest first."""
    poor, fair = tuple(_poor(counts)), tuple(_fair(counts))
    verdict: Verdict = "poor" if poor else "check" if fair else "good"
    return Judgement(verdict, (*poor, *fair))


def _poor(counts: Counts) -> Iterator[str]:
    if len(counts.bare_pages) > _MAX_SHARE_BARE_FAIR * counts.pages:
        yield "most of its pages are pictures, and what they say is not in the text"
    if counts.unmapped > _MAX_SHARE_UNMAPPED_FAIR * counts.characters:
        yield "many of its characters cannot be read: its fonts do not say which letters they are"
    if counts.promise is not None and counts.promise < _MIN_PROMISE_FAIR:
        yield "it is not clear what of the page is the article"


def _fair(counts: Counts) -> Iterator[str]:
    if 0 < len(counts.bare_pages) <= _MAX_SHARE_BARE_FAIR * counts.pages:
        yield "some of its pages are pictures, and what they say is not in the text"
    low, high = (
        _MAX_SHARE_UNMAPPED * counts.characters,
        _MAX_SHARE_UNMAPPED_FAIR * counts.characters,
    )
    if low < counts.unmapped <= high:
        yield "some of its characters cannot be read"
    if counts.promise is not None and _MIN_PROMISE_FAIR <= counts.promise < MIN_PROMISE_GOOD:
        yield "extractors disagree on what of the page is the article"
    if _is_another_size(counts):
        yield "its text is much longer or shorter than that of the article seems to be"
    if counts.doubtful_tables:
        yield "the cells of some tables may be cut in wrong places"


def _is_another_size(counts: Counts) -> bool:
    """Whether a web page's text is much longer or shorter than its article is expected to be."""
    less, more = sorted((counts.words, counts.expected_words))
    return counts.expected_words > 0 and 100 * less < MIN_SIZE_PERCENT * more
