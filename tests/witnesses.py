"""Witnesses and works made from plain text, for tests."""

from briefing_ingest.extract import extract
from briefing_ingest.model import Line, RawDocument, Source, Witness
from briefing_ingest.repair import repair_blocks, repair_lines
from briefing_ingest.structure import structure
from briefing_ingest.traced import TracedText


def lines_of(text: str) -> tuple[Line, ...]:
    """Lines that tile ``text``, as the extraction of a plain text gives them."""
    lines, at = [], 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        lines.append(Line(TracedText.copied(line, at), 1, number))
        at += len(line)
    return tuple(lines)


def raw_of(text: str, source_id: str = "a") -> RawDocument:
    """A raw document of plain text."""
    return RawDocument(source_id, "text/plain", text, lines_of(text))


def witness_of(text: str, source_id: str = "a") -> Witness:
    """The witness a plain text gives."""
    raw = raw_of(text, source_id)
    return repair_blocks(structure(raw, repair_lines(raw)))


def read(path: str, content: bytes, source_id: str = "a") -> Witness:
    """The witness that a file of that name and content gives."""
    raw = extract(Source(source_id, path), content)
    return repair_blocks(structure(raw, repair_lines(raw)))


def texts(witness: Witness, *kinds: str) -> list[str]:
    """Texts of the blocks of these kinds (of all, if none are named)."""
    return [block.text for block in witness.blocks if not kinds or block.kind in kinds]
