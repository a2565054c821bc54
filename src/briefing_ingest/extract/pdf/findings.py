"""What is said of a PDF that was read, but not wholly: pages of pictures, damaged pages, unreadable
passages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from briefing_ingest.errors import Finding, Location
from briefing_ingest.extract.pdf.salvage import Salvage
from briefing_ingest.model import Source

FETCH_AGAIN: Final = "Fetch the file again, or mend it with a tool such as qpdf."
# Findings about single pages of one kind; the last says on how many more.
_MAX_NAMED: Final = 5
_READ_PICTURES: Final = (
    "If they show text, run `ocrmypdf --skip-text scan.pdf readable.pdf` and declare the result."
)
_READ_AGAIN: Final = (
    "Compare the page with what is shown; if it matters, run `ocrmypdf --force-ocr in.pdf "
    "readable.pdf` and declare the result."
)

_TELL_PUBLISHER: Final = (
    "The words are left out of the dataset and of the raw text. Tell whoever published the file: "
    "anybody can copy them out of it."
)


class Passage(NamedTuple):
    """A place that cannot be used: page and line are 1-based, ``line`` None for the whole page."""

    page: int
    line: int | None
    cause: str


def picture_findings(source: Source, pages: Sequence[int]) -> Iterator[Finding]:
    """One warning for all pages that are pictures."""
    if pages:
        numbers = ", ".join(map(str, pages))
        cause = f"{_form(pages, 'Page', 'Pages')} {numbers} of the file hold pictures and no text."
        yield _warning(source, "E207", Passage(pages[0], None, cause), _READ_PICTURES)


def unreadable_findings(source: Source, passages: Sequence[Passage]) -> Iterator[Finding]:
    """A warning for each of the first passages whose text is rubbish, the last with the number of
    the others.
    """
    yield from _name_first(source, "E211", passages, _READ_AGAIN)


def redaction_findings(source: Source, pages: Sequence[int]) -> Iterator[Finding]:
    """One warning for all pages with black bars over words that the file still holds."""
    if pages:
        cause = (
            f"Black bars hide words on {_pages(pages).lower()}, but the words are still in the "
            f"file: this redaction does not hold."
        )
        yield _warning(source, "E218", Passage(pages[0], None, cause), _TELL_PUBLISHER)


def damage_findings(source: Source, passages: Sequence[Passage]) -> Iterator[Finding]:
    """A warning for each of the first pages that could not be read, the last with the number of the
    others.
    """
    yield from _name_first(source, "E212", passages, FETCH_AGAIN)


def loss_finding(
    source: Source, salvage: Salvage | None, guessed: Sequence[int], *, cut_off: bool
) -> Finding:
    """A warning that names the pages lost of a file that is damaged, or ``cut_off`` before its end.

    ``salvage`` is None where a library opened the file all the same; ``guessed`` are pages read
    without their fonts.
    """
    cause = "The file is cut off: its end is missing." if cut_off else "The file is damaged."
    if salvage is None:
        return _warning(
            source, "E213", Passage(1, None, f"{cause} Pages may be missing with it."), FETCH_AGAIN
        )
    lost = sorted({*salvage.lost, *set(salvage.fontless).difference(guessed)})
    cause = " ".join([cause, *_losses(salvage, lost, guessed)])
    return _warning(source, "E213", Passage(lost[0] if lost else 1, None, cause), FETCH_AGAIN)


def _losses(salvage: Salvage, lost: Sequence[int], guessed: Sequence[int]) -> Iterator[str]:
    """A sentence for each type of loss, or one that says that no text is lost."""
    partial = [number for number in salvage.partial if number not in lost]
    if lost:
        total = f" of {salvage.total}" if salvage.total else ""
        yield f"{_pages(lost)}{total} {_form(lost, 'is', 'are')} lost."
    if not salvage.total:
        yield (
            f"What followed page {salvage.last} is lost; how many pages there were, the file no "
            f"longer says."
        )
    if guessed:
        yield f"The fonts of {_pages(guessed).lower()} are lost, so their letters were guessed."
    if partial:
        yield f"{_pages(partial)} {_form(partial, 'lacks', 'lack')} pictures or other parts."
    if salvage.total and not any((lost, guessed, partial)):
        yield "The text of all its pages was found."


def _form(numbers: Sequence[int], singular: str, plural: str) -> str:
    """The form of a word that goes with so many pages."""
    return singular if len(numbers) == 1 else plural


def _pages(numbers: Sequence[int]) -> str:
    """Page numbers in words.

    >>> _pages([2, 5, 6, 7])
    'Pages 2, 5 to 7'
    """
    runs = []
    for _, group in groupby(enumerate(numbers), key=lambda item: item[1] - item[0]):
        run = [number for _, number in group]
        runs.append(f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]))
    return f"{_form(numbers, 'Page', 'Pages')} {', '.join(runs)}"


def _name_first(
    source: Source, code: str, passages: Sequence[Passage], fix: str
) -> Iterator[Finding]:
    """A warning for each of the first ``passages``; the last says how many more there are."""
    for index, passage in enumerate(passages[:_MAX_NAMED], start=1):
        rest = len(passages) - index if index == _MAX_NAMED else 0
        more = f" The same holds for {rest} more." if rest else ""
        yield _warning(source, code, passage._replace(cause=passage.cause + more), fix)


def _warning(source: Source, code: str, passage: Passage, fix: str) -> Finding:
    where = Location(source.path, page=passage.page, line=passage.line)
    return Finding(code, passage.cause, fix, where=where, severity="warning", source=source.id)
