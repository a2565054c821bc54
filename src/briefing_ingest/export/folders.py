"""A dataset as a folder of files: one function a format, from the dataset to file names and
bytes.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from briefing_ingest.dataset import Dataset, Record
from briefing_ingest.errors import Finding, UsageError
from briefing_ingest.export.markdown import render_markdown
from briefing_ingest.export.tables import Column, Table, tables
from briefing_ingest.export.tei import render_tei

Files = dict[str, bytes]


def jsonl(dataset: Dataset) -> Files:
    """One JSON object a line, as the dataset has it: sources, works, entities, relations."""
    parts = {
        "sources": dataset.sources,
        "works": dataset.works,
        "entities": dataset.entities,
        "relations": dataset.relations,
    }
    return {f"{name}.jsonl": _lines(records) for name, records in parts.items()}


def _lines(records: Sequence[Record]) -> bytes:
    shown = (
        json.dumps(r.model_dump(mode="json", exclude_none=True), ensure_ascii=False)
        for r in records
    )
    return "".join(f"{line}\n" for line in shown).encode()


def tables_as_csv(dataset: Dataset) -> Files:
    """The tables as CSV (RFC 4180, UTF-8, a head line; true and false as such; no cell is a
    formula: see `_cell`).
    """
    return {f"{table.name}.csv": _csv(table) for table in tables(dataset)}


def _csv(table: Table) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return out.getvalue().encode()


# What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection"), behind any
# apostrophes.
_FORMULA_START = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")


def _cell(value: object) -> object:
    """``value`` as CSV has it: a text that a spreadsheet would run as a formula gets an apostrophe
    in front.

    So does a text that begins so already behind apostrophes; thus one that is taken away again
    gives the exact text. A number stays a number, whether the dataset has it as such or as a text.

    >>> (_cell("=1+1"), _cell("- a point"), _cell("'=1"), _cell("-1,200"), _cell("-12%"),
    ...  _cell(-5), _cell(True))
    ("'=1+1", "'- a point", "''=1", '-1,200', '-12%', -5, 'true')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and _FORMULA_START.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


_ABOUT_CELLS: Final = (
    "A text that begins with =, +, -, @, a tab or a line end, which a spreadsheet would run as a "
    "formula, has an apostrophe in front, unless it is a number. So has one that begins with "
    "apostrophes before one of these: take one apostrophe away for the exact text."
)


def datapackage(dataset: Dataset) -> Files:
    """The CSV tables with a `datapackage.json` that describes them (Frictionless Data Package,
    Table Schema).
    """
    found = tables(dataset)
    package = {
        "name": "briefings",
        "description": _ABOUT_CELLS,
        "profile": "tabular-data-package",
        "resources": [_resource(table) for table in found],
    }
    content = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    return {
        "datapackage.json": content.encode(),
        **{f"{table.name}.csv": _csv(table) for table in found},
    }


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {"name": c.name, "type": c.type, "description": c.description} for c in table.columns
        ]
    }
    if table.keys:
        schema["primaryKey"] = list(table.keys)
    if table.references:
        schema["foreignKeys"] = [
            {"fields": list(own), "reference": {"resource": name, "fields": list(there)}}
            for own, name, there in table.references
        ]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "scheme": "file",
        "format": "csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def parquet(dataset: Dataset) -> Files:
    """The tables as Parquet.

    Raises:
        UsageError: E412 where pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        fix = "Install it with the extra: pip install 'briefing-ingest[parquet]'."
        raise UsageError(Finding("E412", "Parquet needs the package pyarrow.", fix)) from None
    types = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    files = {}
    for table in tables(dataset):
        schema = pyarrow.schema([_field(pyarrow, column, types) for column in table.columns])
        arrays = [
            pyarrow.array([row[n] for row in table.rows], field.type)
            for n, field in enumerate(schema)
        ]
        out = io.BytesIO()
        pyarrow.parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), out)
        files[f"{table.name}.parquet"] = out.getvalue()
    return files


def _field(pyarrow: Any, column: Column, types: dict[str, Any]) -> Any:
    return pyarrow.field(
        column.name, types[column.type], metadata={"description": column.description}
    )


def markdown(dataset: Dataset) -> Files:
    """One Markdown file a work."""
    return {f"{work.id}.md": render_markdown(work, dataset).encode() for work in dataset.works}


def tei(dataset: Dataset) -> Files:
    """One TEI file a work."""
    return {f"{work.id}.xml": render_tei(work, dataset).encode() for work in dataset.works}


FORMATS: Final[dict[str, Callable[[Dataset], Files]]] = {
    "jsonl": jsonl,
    "csv": tables_as_csv,
    "markdown": markdown,
    "tei": tei,
    "datapackage": datapackage,
    "parquet": parquet,
}
