"""`python -m benchmarks speed [FILE.pdf ...] [--pages N]`: pages a CPU-second against pdfplumber, and peak memory.

Every figure is taken in a process of its own, one after the other, on the same pages: first `page.extract_text()` of
pdfplumber with pages closed, then our characters alone, then everything up to the blocks. Without files, a report of
600 pages is made and read.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

_MADE_PAGES: Final = 600
_MOST_PAGES: Final = 60
_WARM_UP: Final = 5


class Figure(NamedTuple):
    """What one way of reading took."""

    pages: int
    seconds: float
    megabytes: int


def run(arguments: list[str]) -> int:
    """Prints a line for each file and way of reading."""
    pages = _MOST_PAGES
    if "--pages" in arguments:
        at = arguments.index("--pages")
        pages = int(arguments[at + 1])
        arguments = arguments[:at] + arguments[at + 2 :]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(name) for name in arguments] or [made_report(Path(folder) / "made.pdf")]
        for file in files:
            report(file, pages)
        memory = measured_apart(read_all, files[0], 0) if not arguments else None
    if memory:
        print(f"{memory.pages} pages read whole: {memory.seconds:.1f} s, peak {memory.megabytes} MB")  # noqa: T201
    return 0


def report(file: Path, pages: int) -> None:
    """Prints how fast the first ``pages`` pages of ``file`` are read in each way."""
    reference = measured_apart(read_with_pdfplumber, file, pages)
    ways: tuple[tuple[str, Figure], ...] = (
        ("pdfplumber extract_text", reference),
        ("characters", measured_apart(read_characters, file, pages)),
        ("characters to blocks", measured_apart(read_blocks, file, pages)),
    )
    for name, figure in ways:
        rate, base = figure.pages / figure.seconds, reference.pages / reference.seconds
        line = f"{file.name:40.40} {name:24} {rate:7.1f} pages a CPU-second, {rate / base:5.1f} times, "
        print(line + f"peak {figure.megabytes} MB")  # noqa: T201


def read_with_pdfplumber(file: Path, pages: int) -> int:
    """The reference; the number of pages read."""
    import pdfplumber

    with pdfplumber.open(file) as pdf:
        some = pdf.pages[:pages]
        for page in some:
            page.extract_text()
            page.close()
        return len(some)


def read_characters(file: Path, pages: int) -> int:
    """Characters, lines and rectangles only; the number of pages read."""
    from briefing_ingest.extract.pdfium_book import open_pdfium

    book = open_pdfium(file.read_bytes(), None)
    count = min(pages, book.count)
    for number in range(1, count + 1):
        book.sheet(number)
    book.close()
    return count


def read_blocks(file: Path, pages: int) -> int:
    """The first pages, cut out beforehand, from bytes to blocks; the number of pages read."""
    import io

    import pypdfium2

    whole, some = pypdfium2.PdfDocument(file), pypdfium2.PdfDocument.new()
    count = min(pages, len(whole))
    some.import_pages(whole, list(range(count)))
    buffer = io.BytesIO()
    some.save(buffer)
    return _read(file, buffer.getvalue())


def read_all(file: Path, pages: int) -> int:
    """The whole file from bytes to blocks (not for warming up); the number of pages read."""
    return _read(file, file.read_bytes()) if pages != _WARM_UP else 0


def _read(file: Path, content: bytes) -> int:
    from briefing_ingest.extract import extract
    from briefing_ingest.model import Source
    from briefing_ingest.repair import repair_blocks, repair_lines
    from briefing_ingest.structure import structure

    raw = extract(Source(id="speed", path=file.name), content)
    repair_blocks(structure(raw, repair_lines(raw)))
    return len(raw.pages)


def made_report(path: Path, pages: int = _MADE_PAGES) -> Path:
    """A report of so many pages of text in one column, written to ``path``."""
    from fpdf import FPDF

    paper = FPDF(unit="pt", format="A4")
    words = "The commissioner said that the scheme had cost less than was planned and helped more people".split()
    for page in range(pages):
        paper.add_page()
        paper.set_font("Helvetica", style="B", size=14)
        paper.text(60, 60, f"Section {page + 1} of the annual report")
        paper.set_font("Helvetica", size=10)
        for line in range(48):
            turned = words[(page + line) % len(words) :] + words[: (page + line) % len(words)]
            paper.text(60, 90 + 14 * line, " ".join(turned)[:86])
    path.write_bytes(bytes(paper.output()))
    return path


def measured_apart(way: Callable[[Path, int], int], file: Path, pages: int) -> Figure:
    """``way`` measured in a new process, so that neither memory nor warm caches of one way help the next."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_measured, (way, file, pages))


def _measured(way: Callable[[Path, int], int], file: Path, pages: int) -> Figure:
    way(file, _WARM_UP)  # libraries, word lists and language profiles are loaded once, however many pages follow
    start = time.process_time()
    count = way(file, pages)
    seconds = time.process_time() - start
    return Figure(count, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
