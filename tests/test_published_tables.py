"""Made tables go through the whole pipeline: the cells cut from the published text are the cells
that were made."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fpdf import FPDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing_ingest import dataset as published
from briefing_ingest.assemble import assemble
from briefing_ingest.laws import breaches, origin_breaches
from briefing_ingest.loader import Briefings
from briefing_ingest.model import Source, Tagged, Witness
from briefing_ingest.outcome import Outcome, source_record
from briefing_ingest.pipeline import read_source
from briefing_ingest.reconcile import merge

PROSE = (
    "The harbour has nine berths that are let by the week, and two that are kept for boats that "
    "come in from storms.",
    "What was paid for them is set out here; the sums are those that the harbour master wrote down "
    "at the time.",
    "It is not known why the berths at the eastern wall were let to so few, and nobody was asked "
    "about it in the end.",
)
Grid = list[list[str]]


def publish(*witnesses: Witness) -> Briefings:
    """The dataset of one work with these versions, and its provenance; what holds of every dataset
    holds of it."""
    work = merge(witnesses)
    records = [
        source_record(Outcome(Source(w.source_id, "x"), w, None, "sha256:" + "0" * 64), [work])
        for w in witnesses
    ]
    dataset, provenance = assemble(
        records, witnesses, [work], [], Tagged(mentions=((),), publishers=((),))
    )
    assert list(breaches(dataset)) == []
    raw_texts = {witness.source_id: witness.raw_text for witness in witnesses}
    assert list(origin_breaches(dataset, provenance, raw_texts)) == []
    briefings = Briefings(dataset, Path("dataset.json"))
    briefings.__dict__["provenance"] = provenance
    for witness in witnesses:
        assert briefings.raw_text(witness.source_id) == witness.raw_text
    return briefings


def table_of(briefings: Briefings) -> published.Block:
    (table,) = (
        block for work in briefings.dataset.works for block in work.blocks if block.kind == "table"
    )
    return table


def cells_of(table: published.Block) -> dict[tuple[int, int], str]:
    return {
        (cell.row, cell.column): table.text[cell.start : cell.end] for cell in table.cells or ()
    }


# --- made tables ----------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "berth quay 1,204 −3 25 % naïve Łódź 中文 – Σ non- up- 0.5 (b) £30 and the week’s total: a&b "
    "<none> n/a".split(" ")
)
TEXTS = st.one_of(
    st.just(""),
    st.lists(WORDS, min_size=1, max_size=3).map(" ".join),
    st.sampled_from(
        [
            "boats that are non-",
            "see www.example.org/berths/",
            "lets\u2028and\u2028sales",
            "Yes",
            "-",
        ]
    ),
)


@dataclass(frozen=True)
class Made:
    """A table: the texts of its cells, which of them calls which note, and one cell that spans
    others."""

    rows: Grid
    calls: tuple[tuple[int, int], ...] = ()
    span: tuple[int, int, int, int] | None = None

    def covered(self) -> set[tuple[int, int]]:
        row, column, rows, columns = self.span or (0, 0, 0, 0)
        return {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)} - {
            (row, column)
        }

    def cells(self) -> dict[tuple[int, int], str]:
        """What a reader of the dataset should find: white space of any kind is one space."""
        covered = self.covered()
        return {
            (r, c): " ".join(text.split())
            for r, row in enumerate(self.rows)
            for c, text in enumerate(row)
            if (r, c) not in covered
        }


@st.composite
def made_tables(draw: st.DrawFn) -> Made:
    height, width = draw(st.integers(3, 5)), draw(st.integers(3, 4))
    rows = [[draw(TEXTS) for _ in range(width)] for _ in range(height)]
    rows[-1][-1] = (
        # a table of hardly a word is left out of a page
        "let for all weeks of the year, or for less"
    )
    for c in range(width) if draw(st.booleans()) else ():
        rows[draw(st.integers(0, height - 2))][c] = ""
    span = None
    if draw(st.booleans()):
        # never all of a row or column: one in which no cell begins is none
        span = (
            draw(st.integers(0, height - 2)),
            draw(st.integers(0, width - 2)),
            draw(st.integers(1, 2)),
            2,
        )
        span = draw(st.sampled_from([span, (*span[:2], 2, 1)]))
    made = Made(rows, span=span)
    # a figure behind an address is part of it
    free = sorted(place for place, text in made.cells().items() if "www." not in text)
    return replace(made, calls=tuple(sorted(draw(st.sets(st.sampled_from(free), max_size=3)))))


@st.composite
def markup(draw: st.DrawFn, made: Made) -> str:
    """The table as a page has it: line breaks and blocks where its texts have spaces, however they
    are written."""
    breaks = st.sampled_from(
        [" ", "<br>", " <br/>\n", "</p><p>", "</div>\n<div>", "&#10;", "\t", "<b> </b>"]
    )
    covered, numbers = made.covered(), {place: n for n, place in enumerate(made.calls, 1)}
    lines = []
    for r, row in enumerate(made.rows):
        lines.append("<tr>")
        for c, text in enumerate(row):
            if (r, c) in covered:
                continue
            sizes = (
                f' rowspan="{made.span[2]}" colspan={made.span[3]}'
                if made.span and made.span[:2] == (r, c)
                else ""
            )
            parts = [html.escape(word) for word in text.split(" ")]
            inside = parts[0] + "".join(draw(breaks) + part for part in parts[1:])
            call = f"<sup>{numbers[r, c]}</sup>" if (r, c) in numbers else ""
            lines.append(f"<t{'h' if r == 0 else 'd'}{sizes}>{inside}{call}")
    return f"<table>{''.join(lines)}</table>"


def page(table: str, name: str) -> Witness:
    paragraphs = "".join(f"<p>{text}</p>" for text in PROSE[:2])
    content = f"<article><h1>Berths</h1>{paragraphs}{table}<p>{PROSE[2]}</p></article>"
    return read_source(
        Source(name, f"{name}.html"), f"<!DOCTYPE html><meta charset=utf-8>{content}".encode()
    )


def by_row(cells: Mapping[tuple[int, int], str]) -> set[tuple[str, ...]]:
    """The rows of a table, each as the texts of its cells."""
    numbers = sorted({row for row, _ in cells})
    return {tuple(text for (row, _), text in sorted(cells.items()) if row == n) for n in numbers}


def _is_of_one(text: str, first: str | None, second: str | None) -> bool:
    """Whether a cell is what both versions have at its place, or has the words of either."""
    if first is None or second is None:
        return False
    return (
        text == first
        if first == second
        else {*first.split(), *second.split()}.issuperset(text.split())
    )


EXAMPLES = 24
SLOW = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(st.data())
def test_cells_of_a_page_are_published_as_they_were_made(data: st.DataObject) -> None:
    made = data.draw(made_tables())
    table = table_of(publish(page(data.draw(markup(made)), "a")))
    assert cells_of(table) == made.cells()
    spans = [
        (cell.row, cell.column, cell.rows or 1, cell.columns or 1) for cell in table.cells or ()
    ]
    assert [span for span in spans if span[2:] != (1, 1)] == [span for span in [made.span] if span]
    ends = {(cell.row, cell.column): cell.end for cell in table.cells or ()}
    assert [ref.at for ref in table.note_refs] == [ends[place] for place in made.calls]


@SLOW
@given(st.data())
def test_cells_of_two_versions_are_published_from_one_of_them(data: st.DataObject) -> None:
    made = data.draw(made_tables())
    rows = [
        [data.draw(TEXTS) if data.draw(st.integers(0, 5)) == 0 else text for text in row]
        for row in made.rows
    ]
    rows[0], rows[-1][-1] = made.rows[0], made.rows[-1][-1]
    other = replace(made, rows=rows, calls=())
    versions = [page(data.draw(markup(one)), name) for one, name in ((made, "a"), (other, "b"))]
    tables = [
        block
        for work in publish(*versions).dataset.works
        for block in work.blocks
        if block.kind == "table"
    ]
    if len(tables) == 1:
        first, second, found = made.cells(), other.cells(), cells_of(tables[0])
        known = by_row(first) | by_row(second)  # rows with too little in common are rows apart
        for number in {row for row, _ in found}:
            own = {place: text for place, text in found.items() if place[0] == number}
            mixed = all(_is_of_one(text, first.get(p), second.get(p)) for p, text in own.items())
            assert mixed or by_row(own) <= known
    else:  # too little of them agrees: each is there as it is
        assert [cells_of(table) for table in tables] in (
            [made.cells(), other.cells()],
            [other.cells(), made.cells()],
        )


# --- on paper -------------------------------------------------------------------------------------

PRINTED = st.one_of(
    st.sampled_from(
        [
            "",
            "12",
            "3,480",
            "let by the week and non-",
            "Quay",
            "n/a",
            "www.example.org/berths/",
            "-7%",
        ]
    ),
    st.lists(st.sampled_from(["berth", "wall", "east", "9", "sold"]), min_size=1, max_size=2).map(
        " ".join
    ),
)


@st.composite
def printed_tables(draw: st.DrawFn) -> Grid:
    rows = [[draw(PRINTED) for _ in range(3)] for _ in range(draw(st.integers(3, 5)))]
    corner = draw(st.booleans())
    return [
        ["" if corner else "Berth", "2021", "2022"],
        *([first or "South", second, third or "0"] for first, second, third in rows),
    ]


def paper(rows: Sequence[Sequence[str]]) -> bytes:
    """A page with the table, ruled, between paragraphs."""
    sheet = FPDF(unit="pt", format="A4")
    sheet.add_page()
    sheet.set_font("Helvetica", size=10)
    for k, text in enumerate(PROSE[:2]):
        sheet.text(60, 80 + 13 * k, text)
    xs, top, pitch = (60, 220, 380, 540), 120, 18
    for i, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            sheet.text(x + 4, top + 13 + pitch * i, text)
    for i in range(len(rows) + 1):
        sheet.line(xs[0], top + pitch * i, xs[-1], top + pitch * i)
    for x in xs:
        sheet.line(x, top, x, top + pitch * len(rows))
    sheet.text(60, top + pitch * len(rows) + 40, PROSE[2])
    return bytes(sheet.output())


@settings(SLOW, max_examples=EXAMPLES // 2)
@given(printed_tables())
def test_cells_of_a_printed_table_are_published_as_they_were_made(rows: Grid) -> None:
    table = table_of(publish(read_source(Source("a", "a.pdf"), paper(rows))))
    assert cells_of(table) == {
        (r, c): text for r, row in enumerate(rows) for c, text in enumerate(row)
    }


@settings(SLOW, max_examples=EXAMPLES // 3)
@given(printed_tables(), st.data())
def test_cells_of_a_printed_and_a_web_version_are_the_same(rows: Grid, data: st.DataObject) -> None:
    versions = (
        read_source(Source("a", "a.pdf"), paper(rows)),
        page(data.draw(markup(Made(rows))), "b"),
    )
    assert cells_of(table_of(publish(*versions))) == Made(rows).cells()
