"""`python -m benchmarks pdf CORPUS PRED`: PRED/ID.md for every CORPUS/pdf_bench/pdf/ID.pdf (or CORPUS/pdf/ID.pdf).

The Markdown is verbatim: furniture, notes and line-end hyphens as printed, as the truth of that benchmark has them.
"""

from __future__ import annotations

import html
import sys
from pathlib import Path

from briefing_ingest.errors import SourceError
from briefing_ingest.model import Block, CellSpan, Source, Witness
from briefing_ingest.pipeline import read_as_printed


def run(arguments: list[str]) -> int:
    """Writes the predictions; files that cannot be read get an empty one, and a line on stderr."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m benchmarks pdf CORPUS PRED\n")
        return 2
    corpus, folder = map(Path, arguments)
    folder.mkdir(parents=True, exist_ok=True)
    for path in pdf_files(corpus):
        (folder / f"{path.stem}.md").write_text(read_markdown(path), encoding="utf-8")
    return 0


def pdf_files(corpus: Path) -> list[Path]:
    """The PDFs of a corpus, sorted."""
    folders = (corpus / "pdf_bench" / "pdf", corpus / "pdf")
    folder = next((folder for folder in folders if folder.is_dir()), corpus)
    return sorted(folder.glob("*.pdf"))


def read_markdown(path: Path) -> str:
    """The file as verbatim Markdown, "" if it cannot be read."""
    try:
        return markdown(read_as_printed(Source(id=path.stem, path=path.name), path.read_bytes()))
    except SourceError as error:
        sys.stderr.write(f"{path.name}: {error}\n")
        return ""


def markdown(witness: Witness) -> str:
    """Blocks parted by blank lines: headings marked, tables as HTML, all else as it stands, line ends too."""
    return "\n\n".join(map(_block, witness.blocks)) + "\n"


def _block(block: Block) -> str:
    if block.kind == "heading":
        return "#" * min(block.level or 1, 6) + " " + block.text.strip()
    if block.kind == "table":
        return _table(block)
    return block.text.strip()


def _table(block: Block) -> str:
    covered = {
        (row, column)
        for span in block.spans
        for row in range(span.row, span.row + span.rows)
        for column in range(span.column, span.column + span.columns)
        if (row, column) != (span.row, span.column)
    }
    spans = {(span.row, span.column): span for span in block.spans}
    rows = [
        "".join(
            _cell(html.escape(block.text[a:b].strip(), quote=False), spans.get((i, j)))
            for j, (a, b) in enumerate(row)
            if (i, j) not in covered
        )
        for i, row in enumerate(block.cells)
    ]
    return "<table>\n" + "".join(f" <tr>\n{row} </tr>\n" for row in rows) + "</table>"


def _cell(text: str, span: CellSpan | None) -> str:
    sizes = (("colspan", span.columns), ("rowspan", span.rows)) if span else ()
    marks = "".join(f' {name}="{size}"' for name, size in sizes if size > 1)
    inside = f"   {text}\n" if text else ""
    return f"  <td{marks}>\n{inside}  </td>\n"
