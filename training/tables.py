"""What the scripts that make the package's tables share: a table is written, or compared with the
committed one.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).parents[1] / "src" / "briefing_ingest"


class Table(NamedTuple):
    """A file of data that the package ships, and all that belongs in it."""

    path: Path
    text: str


def as_csv(
    name: str, head: Sequence[str], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> Table:
    """The table ``name`` of `briefing_ingest.tag`: ``head`` as comments, the names of the columns,
    the rows.
    """
    body = io.StringIO()
    writer = csv.writer(body, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return Table(SOURCE / "tag" / "data" / name, commented(head) + body.getvalue())


def commented(head: Iterable[str]) -> str:
    """The lines that say what a table is, where it comes from and under which licence, as
    comments.
    """
    return "".join(f"# {line}\n" for line in head)


def differing(tables: Iterable[Table]) -> list[Path]:
    """The files that are missing or are not what the script makes."""
    return [
        path for path, text in tables if not path.is_file() or path.read_bytes() != text.encode()
    ]


def parser(description: str | None) -> argparse.ArgumentParser:
    """Reads the options of a script that ends with `finish`."""
    made = argparse.ArgumentParser(description=(description or "").partition("\n")[0])
    made.add_argument(
        "--check", action="store_true", help="write nothing; fail if a committed table would change"
    )
    return made


def finish(tables: Sequence[Table], *, check: bool) -> int:
    """Write ``tables``, or with ``check`` only compare them; the exit status: 1 if a table
    differs.
    """
    if check:
        changed = differing(tables)
        for path in changed:
            print(f"{path.name} is not what this script makes from the sources at hand.")  # noqa: T201
        return 1 if changed else 0
    for path, text in tables:
        path.write_bytes(text.encode())
    return 0
