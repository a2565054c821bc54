"""`python -m benchmarks speed [FILE.pdf ...] [--pages N] [--repeat N]`: pages a CPU-second against
pdfplumber.

Every figure is taken in a process of its own, one after the other, on the same pages (the first N,
cut out beforehand): `page.extract_text()` of pdfplumber with pages closed, our characters alone,
and everything from bytes to blocks. Of several repetitions the quickest counts. Of several files
the last lines tell the sum. Without files, a report of 600 pages is made and read, and the peak
memory of reading all of it is told too.
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
    """Prints a line for each file and way of reading, and for the sum of several files."""
    pages, arguments = _option(arguments, "--pages", _MOST_PAGES)
    repeat, arguments = _option(arguments, "--repeat", 1)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(name) for name in arguments] or [made_report(Path(folder) / "made.pdf")]
        taken: list[dict[str, Figure]] = []
        for file in files:
            cut = first_pages(file, pages, Path(folder) / f"cut-{file.name}")
            taken.append({name: measured_apart(way, cut, repeat) for name, way in WAYS.items()})
            report(file.name, taken[-1])
        if len(files) > 1:
            report("all files", {name: _sum([figures[name] for figures in taken]) for name in WAYS})
        memory = measured_apart(read_blocks, files[0], 0) if not arguments else None
    if memory:
        print(  # noqa: T201
            f"{memory.pages} pages read whole: {memory.seconds:.1f} s, peak {memory.megabytes} MB"
        )
    return 0


def _option(arguments: list[str], name: str, default: int) -> tuple[int, list[str]]:
    """The number given with an option, and the arguments without it."""
    if name not in arguments:
        return default, arguments
    at = arguments.index(name)
    return int(arguments[at + 1]), arguments[:at] + arguments[at + 2 :]


def _sum(figures: list[Figure]) -> Figure:
    pages, seconds, megabytes = zip(*figures, strict=True)
    return Figure(sum(pages), sum(seconds), max(megabytes))


def first_pages(file: Path, pages: int, target: Path) -> Path:
    """``file``, or ``target`` with its first ``pages`` pages if it has more."""
    import pypdfium2

    with pypdfium2.PdfDocument(file) as whole:
        if len(whole) <= pages:
            return file
        some = pypdfium2.PdfDocument.new()
        some.import_pages(whole, list(range(pages)))
        some.save(target)
        some.close()
    return target


def report(name: str, figures: dict[str, Figure]) -> None:
    """Prints how fast a file was read in each way."""
    reference = figures[REFERENCE]
    for way, figure in figures.items():
        rate, base = figure.pages / figure.seconds, reference.pages / reference.seconds
        line = f"{name:40.40} {way:24} {rate:7.1f} pages a CPU-second, {rate / base:5.1f} times, "
        print(line + f"peak {figure.megabytes} MB")  # noqa: T201


def read_with_pdfplumber(file: Path) -> int:
    """The reference; the number of pages read."""
    import pdfplumber

    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()
        return len(pdf.pages)


def read_characters(file: Path) -> int:
    """Characters, lines and rectangles only; the number of pages read."""
    from briefing_ingest.extract.pdf import open_pdfium

    book = open_pdfium(file.read_bytes(), None)
    count = book.count
    for number in range(1, count + 1):
        book.sheet(number)
    book.close()
    return count


def read_blocks(file: Path) -> int:
    """From bytes to blocks; the number of pages read."""
    from briefing_ingest.extract import extract
    from briefing_ingest.model import Source
    from briefing_ingest.repair import repair_blocks, repair_lines
    from briefing_ingest.structure import structure

    raw = extract(Source(id="speed", path=file.name), file.read_bytes())
    repair_blocks(structure(raw, repair_lines(raw)))
    return len(raw.pages)


REFERENCE: Final = "pdfplumber extract_text"
WAYS: Final[dict[str, Callable[[Path], int]]] = {
    REFERENCE: read_with_pdfplumber,
    "characters": read_characters,
    "bytes to blocks": read_blocks,
}


def made_report(path: Path, pages: int = _MADE_PAGES) -> Path:
    """A report of so many pages of text in one column, written to ``path``."""
    from fpdf import FPDF

    paper = FPDF(unit="pt", format="A4")
    words = (
        "The commissioner said that the scheme had cost less than was planned and helped more "
        "people"
    ).split()
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


def measured_apart(way: Callable[[Path], int], file: Path, repeat: int) -> Figure:
    """``way`` measured in a new process, so that neither memory nor warm caches of one way help the
    next.

    Libraries, word lists and language profiles are loaded once, however many pages follow: a short
    report is read first. Not if ``repeat`` is 0, for peaks of memory.
    """
    with tempfile.TemporaryDirectory() as folder:
        warm = made_report(Path(folder) / "warm.pdf", _WARM_UP) if repeat else None
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            return pool.apply(_measured, (way, file, repeat, warm))


def _measured(way: Callable[[Path], int], file: Path, repeat: int, warm: Path | None) -> Figure:
    if warm:
        way(warm)
    taken = []
    for _ in range(max(1, repeat)):
        start = time.process_time()
        count = way(file)
        taken.append(time.process_time() - start)
    return Figure(count, min(taken), peak())


def peak() -> int:
    """Peak memory of this process in MB. What `getrusage` says begins with the peak of the process
    that started it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return (
            next(
                int(line.split()[1])
                for line in status.read_text().splitlines()
                if line[:6] == "VmHWM:"
            )
            // 1024
        )
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
