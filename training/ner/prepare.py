"""Training data: annotated texts to chunks of tokens, with their licences and what is left out.

A set is a JSON Lines file of ``{"id", "text", "ents": [[start, end, "ORG" | "PLACE" | "PER"], ...]}``, offsets in code
points. Documents that the evaluation uses are never trained on.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LABELS: Final = {"ORG": "ORG", "PLACE": "LOC", "PER": "PERSON"}

SETS: Final = {
    "gum_train_open": 2,
    "uner_train": 1,
    "wikigold": 2,
    "wnut_train": 1,
    "xpol_train": 3,
    "xpol_dev": 3,
}
"""Each set and how often an epoch sees it: running prose more often than mails and short messages."""

_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[\"'“‘(]?[A-Z])|\n+")
_CHUNK: Final = 900
"""Code points: about the length of a long paragraph."""


@dataclass(frozen=True)
class Chunk:
    """A stretch of text and its names: ``(start, end, label)`` in code points of ``text``."""

    text: str
    names: tuple[tuple[int, int, str], ...]


def held_out(truth: Path) -> frozenset[str]:
    """Ids of the documents that are only evaluated on: ``split`` is "dev" in the truth file."""
    records = map(json.loads, truth.read_text(encoding="utf-8").splitlines())
    return frozenset(record["id"] for record in records if record.get("split") == "dev")


def read_chunks(path: Path, excluded: frozenset[str]) -> Iterator[Chunk]:
    """The chunks of one set, without the documents ``excluded``."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["id"] in excluded:
            continue
        names = tuple(sorted((start, end, LABELS[kind]) for start, end, kind in record["ents"]))
        yield from chunks_of(Chunk(record["text"], names))


def chunks_of(document: Chunk) -> Iterator[Chunk]:
    """``document`` cut at ends of sentences, never inside a name, into chunks of about a paragraph."""
    start = 0
    for cut in [*_cuts(document), len(document.text)]:
        if cut - start >= _CHUNK or cut == len(document.text):
            piece = document.text[start:cut]
            inside = tuple((a - start, b - start, kind) for a, b, kind in document.names if start <= a and b <= cut)
            if piece.strip() and "-DOCSTART-" not in piece:
                yield Chunk(piece, inside)
            start = cut


def _cuts(document: Chunk) -> list[int]:
    ends = (match.end() for match in _SENTENCE_END.finditer(document.text))
    return [at for at in ends if not any(start < at < end for start, end, _ in document.names)]


def training_chunks(folder: Path, truth: Path, *, seed: int = 1) -> list[Chunk]:
    """All chunks of all sets, as often as `SETS` says, shuffled by ``seed``."""
    excluded = held_out(truth)
    chunks = [
        chunk
        for name, times in SETS.items()
        for chunk in read_chunks(folder / f"{name}.jsonl", excluded)
        for _ in range(times)
    ]
    random.Random(seed).shuffle(chunks)  # noqa: S311 - shuffling, no secret
    return chunks
