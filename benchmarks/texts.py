"""What the tasks on text versions share: reading a file as a witness, and printing texts with their
markers.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefing_ingest.errors import SourceError
from briefing_ingest.model import MergedBlock, Source, Witness, Work
from briefing_ingest.pipeline import read_source


def witness(file: Path, source_id: str) -> Witness | None:
    """The witness that ``file`` gives; None if it cannot be used."""
    try:
        return read_source(Source(source_id, file.name), file.read_bytes())
    except SourceError:
        return None


def printed(work: Work) -> str:
    """The text of ``work`` as a printer sets it: labels, list numbers and note markers in their
    places.
    """
    notes = (f"{note.number}. {note.text}" for note in work.notes)
    return "\n".join([*map(_block, work.blocks), *notes]) + "\n"


def _block(block: MergedBlock) -> str:
    text = "".join(_with_markers(block))
    if not block.label:
        return text
    if block.label.name == "item":
        return f"{block.label.number}. {text}"
    return f"{block.label.name} {block.label.number}: {text}"


def _with_markers(block: MergedBlock) -> Iterable[str]:
    at = 0
    for ref in block.note_refs:
        yield block.text[at : ref.at]
        yield next((reading.printed for reading in ref.readings if reading.printed), ref.number)
        at = ref.at
    yield block.text[at:]
