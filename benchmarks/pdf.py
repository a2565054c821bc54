"""`python -m benchmarks pdf CORPUS PRED`: PRED/ID.md for every CORPUS/pdf_bench/pdf/ID.pdf (or
CORPUS/pdf/ID.pdf).

The Markdown is verbatim: furniture, notes and line-end hyphens as printed, as the truth of that
  benchmark has them.
"""

from __future__ import annotations

import html
import sys
from pathlib import Path

from benchmarks.tables import publish
from briefing_ingest.dataset import Block, Cell
from briefing_ingest.errors import SourceError
from briefing_ingest.model import Source, Witness
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
        source = Source(id="document", path=path.name)
        return markdown(read_as_printed(source, path.read_bytes()))
    except SourceError as error:
        sys.stderr.write(f"{path.name}: {error}\n")
        return ""


def markdown(witness: Witness) -> str:
    """Blocks separated by blank lines: headings marked, tables as HTML, all else as it stands, line
    ends too.

    They are those that a dataset would publish of the witness: the cells of tables are cut by its
      offsets.
    """
    dataset, _ = publish(witness, Source(id=witness.source_id, path=witness.source_id))
    return "\n\n".join(map(_block, dataset.works[0].blocks)) + "\n"


def _block(block: Block) -> str:
    if block.kind == "heading":
        return "#" * min(block.level or 1, 6) + " " + block.text.strip()
    if block.kind == "table":
        return _table(block)
    return block.text.strip()


def _table(block: Block) -> str:
    cells = block.cells or ()
    rows: list[list[str]] = [
        [] for _ in range(max((cell.row + (cell.rows or 1) for cell in cells), default=0))
    ]
    for cell in cells:
        rows[cell.row].append(
            _cell(html.escape(block.text[cell.start : cell.end].strip(), quote=False), cell)
        )
    return "<table>\n" + "".join(f" <tr>\n{''.join(row)} </tr>\n" for row in rows) + "</table>"


def _cell(text: str, cell: Cell) -> str:
    sizes = (("colspan", cell.columns), ("rowspan", cell.rows))
    marks = "".join(f' {name}="{size}"' for name, size in sizes if size)
    inside = f"   {text}\n" if text else ""
    return f"  <td{marks}>\n{inside}  </td>\n"
