"""What is said of a PDF that was read, but not wholly: pages of pictures, damaged pages, unreadable passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefing_ingest.errors import Finding, Location
from briefing_ingest.model import Source

# Findings about single pages of one kind; the last says on how many more.
_MOST_NAMED: Final = 5
_READ_PICTURES: Final = "If they show text, run `ocrmypdf --skip-text scan.pdf readable.pdf` and declare the result."
_READ_AGAIN: Final = (
    "Compare the page with what is shown; if it matters, run `ocrmypdf --force-ocr in.pdf readable.pdf` and declare "
    "the result."
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
        cause = f"{'Page' if len(pages) == 1 else 'Pages'} {numbers} of the file hold pictures and no text."
        yield _warning(source, "E207", Passage(pages[0], None, cause), _READ_PICTURES)


def unreadable_findings(source: Source, passages: Sequence[Passage]) -> Iterator[Finding]:
    """A warning for each of the first passages whose text is rubbish, the last with the number of the others."""
    yield from _listed(source, "E211", passages, _READ_AGAIN)


def damage_findings(source: Source, passages: Sequence[Passage]) -> Iterator[Finding]:
    """A warning for each of the first pages that could not be read, the last with the number of the others."""
    yield from _listed(source, "E212", passages, "Fetch the file again, or mend it with a tool such as qpdf.")


def _listed(source: Source, code: str, passages: Sequence[Passage], fix: str) -> Iterator[Finding]:
    for index, passage in enumerate(passages[:_MOST_NAMED], start=1):
        rest = len(passages) - index if index == _MOST_NAMED else 0
        more = f" The same holds for {rest} more." if rest else ""
        yield _warning(source, code, passage._replace(cause=passage.cause + more), fix)


def _warning(source: Source, code: str, passage: Passage, fix: str) -> Finding:
    where = Location(source.path, page=passage.page, line=passage.line)
    return Finding(code, passage.cause, fix, where=where, severity="warning", source=source.id)
