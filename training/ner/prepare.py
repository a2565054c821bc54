"""Training data: annotated texts to chunks of tokens, with their licences and what is left out.

A set is a JSON Lines file of ``{"id", "text", "ents": [[start, end, "ORG" | "PLACE" | "PER"], ...]}``, offsets in code
points. Documents that the evaluation uses are never trained on.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
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

_LOOSE: Final = frozenset({"wikigold", "wnut_train", "xpol_train", "xpol_dev"})
"""Sets of sentences or parts of documents: neighbours may come from one document, so they share a fold."""
FOLDS: Final = 8

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


def read_documents(path: Path, excluded: frozenset[str]) -> Iterator[tuple[int, Chunk]]:
    """The documents of one set, each with the number of its fold, without those ``excluded``."""
    size = FOLDS if path.stem in _LOOSE else 1
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        record = json.loads(line)
        if record["id"] not in excluded:
            names = tuple(sorted((start, end, LABELS[kind]) for start, end, kind in record["ents"]))
            yield at // size % FOLDS, Chunk(record["text"], names)


def chunks_of(document: Chunk) -> Iterator[Chunk]:
    """``document`` cut at ends of sentences, never inside a name, into chunks of about a paragraph."""
    kept, start = [], 0
    for cut in cuts(document):
        if cut - start >= _CHUNK:
            kept.append(cut)
            start = cut
    return (chunk for chunk in cut_at(document, kept) if "-DOCSTART-" not in chunk.text)


def cut_at(chunk: Chunk, at: Iterable[int]) -> Iterator[Chunk]:
    """The parts of ``chunk`` between the offsets ``at``, without blank ones."""
    start = 0
    for cut in [*at, len(chunk.text)]:
        piece = chunk.text[start:cut]
        if piece.strip():
            yield Chunk(piece, tuple((a - start, b - start, k) for a, b, k in chunk.names if start <= a and b <= cut))
        start = cut


def cuts(chunk: Chunk) -> list[int]:
    """Where sentences of ``chunk`` end, names being left whole."""
    ends = (match.end() for match in _SENTENCE_END.finditer(chunk.text))
    return [at for at in ends if not any(start < at < end for start, end, _ in chunk.names)]


def training_chunks(folder: Path, truth: Path, *, fold: int | None = None, seed: int = 1) -> list[Chunk]:
    """All chunks of all sets, as often as `SETS` says, shuffled by ``seed``; without the documents of ``fold``."""
    excluded = held_out(truth)
    chunks = [
        chunk
        for name, times in SETS.items()
        for its_fold, document in read_documents(folder / f"{name}.jsonl", excluded)
        if its_fold != fold
        for chunk in chunks_of(document)
        for _ in range(times)
    ]
    random.Random(seed).shuffle(chunks)  # noqa: S311 - shuffling, no secret
    return chunks
