"""Cells that span others keep doing so in every format that can say so."""

from __future__ import annotations

from briefing_ingest import export
from briefing_ingest.assemble import assemble
from briefing_ingest.cells import cells_of
from briefing_ingest.model import Block, CellSpan, Source, Tagged, Witness
from briefing_ingest.outcome import Outcome, source_record
from briefing_ingest.reconcile import merge
from briefing_ingest.traced import TracedText

TEXT = "Area\tCases & costs\t\n\t2019\t2020"
SPANS = (CellSpan(0, 0, 2, 1), CellSpan(0, 1, 1, 2))


def rendered(form: str, spans: tuple[CellSpan, ...]) -> str:
    table = Block("table", TracedText.copied(TEXT, 0), cells=cells_of(TEXT), spans=spans)
    witness = Witness("a", "application/pdf", TEXT, (table,))
    work = merge((witness,))
    source = source_record(
        Outcome(Source("a", "a.pdf"), witness, None, "sha256:" + "0" * 64), [work]
    )
    dataset, _ = assemble([source], [witness], [work], [], Tagged(mentions=((),), publishers=((),)))
    return str(getattr(export, f"render_{form}")(dataset.works[0], dataset))


def test_html_has_rowspan_and_colspan() -> None:
    assert (
        '<tr><td rowspan="2">Area</td><td colspan="2">Cases &amp; '
        "costs</td></tr><tr><td>2019</td><td>2020</td></tr>" in rendered("html", SPANS)
    )


def test_markdown_takes_html_where_cells_span_and_pipes_where_not() -> None:
    assert (
        '<table>\n<tr><td rowspan="2">Area</td><td colspan="2">Cases &amp; costs</td></tr>\n'
        "<tr><td>2019</td><td>2020</td></tr>\n</table>" in rendered("markdown", SPANS)
    )
    assert "|  | 2019 | 2020 |" in rendered("markdown", ())
    assert "<table>" not in rendered("markdown", ())


def test_tei_has_rows_and_cols() -> None:
    assert '<cell rows="2">Area</cell><cell cols="2">Cases &amp; costs</cell>' in rendered(
        "tei", SPANS
    )


def test_the_dataset_leaves_out_what_is_covered() -> None:
    assert rendered("json", SPANS).count('"column"') == 4
